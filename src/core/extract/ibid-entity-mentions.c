/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* The candidates that hold become mentions, the longest first and none over another; what is left
 * of the text is looked through once more for the names that are known by now. */

typedef struct
{
  IbidExtraction *self;
  GHashTable *entities; /* number of a name that stands for all its forms, plus one → Found */
  GPtrArray *found;     /* owned: Found, by first mention */
} Writer;

typedef struct
{
  IbidEntity *entity;
  guint name;
  GPtrArray *forms; /* as the text has them, each once */
  char *acronym;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_object (&found->entity);
  g_ptr_array_unref (found->forms);
  g_free (found->acronym);
  g_free (found);
}

static gboolean
is_accepted (IbidExtraction *self, guint number)
{
  const IbidName *name = ibid_extraction_name (self, number);
  const IbidName *top = ibid_extraction_name (self, ibid_extraction_resolve (self, number));

  if (((name->flags | top->flags) & IBID_NAME_REFUSED) != 0)
    return FALSE;
  return TRUE;
}

/* names that the rules found are from now on known ones */
static void
make_phrases (IbidExtraction *self)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const IbidName *name = ibid_extraction_name (self, i);

      if (name->n_spans > 0 && (name->flags & IBID_NAME_DOUBTFUL) == 0)
        ibid_extraction_make_phrase (self, i);
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const IbidNameSpan *one = a;
  const IbidNameSpan *other = b;

  if (one->block != other->block)
    return one->block < other->block ? -1 : 1;
  if (one->end - one->first != other->end - other->first)
    return one->end - one->first > other->end - other->first ? -1 : 1;
  return one->first < other->first ? -1 : one->first > other->first;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const IbidNameSpan *one = a;
  const IbidNameSpan *other = b;

  return one->first < other->first ? -1 : one->first > other->first;
}

static gboolean
take (IbidExtraction *self, const IbidNameSpan *span, GArray *taken)
{
  for (guint i = span->first; i < span->end; i++)
    if ((ibid_extraction_token (self, i)->flags & (IBID_TOKEN_TAKEN | IBID_TOKEN_EXCLUDED)) != 0)
      return FALSE;
  for (guint i = span->first; i < span->end; i++)
    ibid_extraction_token (self, i)->flags |= IBID_TOKEN_TAKEN;
  g_array_append_val (taken, *span);
  return TRUE;
}

/* the names that no rule saw where they stand: in titles, at the start of sentences, in lower case
 */
static void
take_known (IbidExtraction *self, guint block, GArray *taken)
{
  const IbidTextBlock *it = &g_array_index (self->blocks, IbidTextBlock, block);

  for (guint i = it->first; i < it->end; i++)
    {
      const guint16 closed = IBID_TOKEN_TAKEN | IBID_TOKEN_EXCLUDED | IBID_TOKEN_GLOSS;
      IbidNameSpan span = { block, i, i, IBID_NO_NAME };
      guint n = (ibid_extraction_token (self, i)->flags & closed) == 0
                    ? ibid_extraction_match (self, i, it->end, &span.name)
                    : 0;
      const IbidName *name = n > 0 ? ibid_extraction_name (self, span.name) : NULL;

      if (n == 0 || !is_accepted (self, span.name) ||
          ((name->flags & IBID_NAME_WEAK) != 0 && name->n_spans == 0))
        continue;
      if (n == 1 && ibid_extraction_is_loud (self, i))
        continue;
      if (n == 1 && (name->flags & (IBID_NAME_FIXED | IBID_NAME_ACRONYM)) == 0 &&
          ibid_extraction_is_ordinary (self, i))
        continue;
      span.end = i + n;
      if (take (self, &span, taken))
        i = span.end - 1;
    }
}

static char *
dup_form (IbidExtraction *self, const IbidNameSpan *span)
{
  return ibid_extraction_dup_text (self, span->block, span->first, span->end);
}

static Found *
get_found (Writer *writer, const IbidNameSpan *span)
{
  IbidExtraction *self = writer->self;
  guint top = ibid_extraction_resolve (self, span->name);
  Found *found = g_hash_table_lookup (writer->entities, GUINT_TO_POINTER (top + 1));

  if (found != NULL)
    return found;
  found = g_new0 (Found, 1);
  found->name = top;
  found->forms = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (writer->found, found);
  g_hash_table_insert (writer->entities, GUINT_TO_POINTER (top + 1), found);
  return found;
}

static void
note_form (Writer *writer, Found *found, const IbidNameSpan *span)
{
  g_autofree char *form = dup_form (writer->self, span);

  if ((ibid_extraction_name (writer->self, span->name)->flags & IBID_NAME_ACRONYM) != 0 &&
      found->acronym == NULL)
    found->acronym = g_strdup (form);
  if (found->forms->len < 32 &&
      !g_ptr_array_find_with_equal_func (found->forms, form, g_str_equal, NULL))
    g_ptr_array_add (found->forms, g_steal_pointer (&form));
}

static const char *
choose_name (IbidExtraction *self, const Found *found)
{
  const IbidName *top = ibid_extraction_name (self, found->name);

  if (top->label != NULL)
    return top->label;
  for (guint i = 0; i < found->forms->len; i++)
    if (strchr (found->forms->pdata[i], ' ') != NULL)
      return found->forms->pdata[i];
  for (guint i = 0; i < found->forms->len; i++)
    if (g_strcmp0 (found->forms->pdata[i], found->acronym) != 0)
      return found->forms->pdata[i];
  return found->forms->pdata[0];
}

static void
set_aliases (const Found *found, const char *name)
{
  g_autoptr (GPtrArray) aliases = g_ptr_array_new ();

  for (guint i = 0; i < found->forms->len; i++)
    if (strcmp (found->forms->pdata[i], name) != 0 &&
        g_strcmp0 (found->forms->pdata[i], found->acronym) != 0)
      g_ptr_array_add (aliases, found->forms->pdata[i]);
  g_ptr_array_add (aliases, NULL);
  ibid_entity_set_aliases (found->entity, (const char *const *)aliases->pdata);
}

static void
make_entities (Writer *writer)
{
  IbidExtraction *self = writer->self;

  for (guint i = 0; i < writer->found->len; i++)
    {
      Found *found = writer->found->pdata[i];
      const char *name = choose_name (self, found);
      g_autofree char *id = g_strdup_printf ("e%u", i + 1);

      found->entity = ibid_entity_new (id, ibid_extraction_name (self, found->name)->kind, name);
      if (found->acronym != NULL && strcmp (found->acronym, name) != 0)
        ibid_entity_set_acronym (found->entity, found->acronym);
      set_aliases (found, name);
    }
  for (guint i = 0; i < self->glosses->len; i++)
    {
      const IbidGloss *gloss = &g_array_index (self->glosses, IbidGloss, i);
      guint top = ibid_extraction_resolve (self, gloss->name);
      Found *found = g_hash_table_lookup (writer->entities, GUINT_TO_POINTER (top + 1));

      if (found != NULL)
        ibid_entity_add_name (found->entity, gloss->lang, gloss->text, gloss->romanization, NULL);
    }
  for (guint i = 0; i < writer->found->len; i++)
    {
      Found *found = writer->found->pdata[i];

      ibid_article_take_entity (self->article, g_object_ref (found->entity));
    }
}

/* bytes to code points, block by block in one walk */
static void
make_mentions (Writer *writer, const GArray *taken)
{
  IbidExtraction *self = writer->self;
  guint block = G_MAXUINT;
  const char *p = NULL;
  const char *text = NULL;
  guint chars = 0;

  for (guint i = 0; i < taken->len; i++)
    {
      const IbidNameSpan *place = &g_array_index (taken, IbidNameSpan, i);
      const char *start;
      const char *end;
      IbidSpan span = { place->block, 0, 0 };

      if (place->block != block)
        {
          block = place->block;
          p = text = g_array_index (self->blocks, IbidTextBlock, block).text;
          chars = 0;
        }
      start = text + ibid_extraction_token (self, place->first)->start;
      end = text + ibid_extraction_token (self, place->end - 1)->end;
      chars += (guint)g_utf8_strlen (p, start - p);
      span.start = chars;
      chars += (guint)g_utf8_strlen (start, end - start);
      span.end = chars;
      p = end;
      ibid_article_take_mention (self->article,
                                 ibid_mention_new (get_found (writer, place)->entity, &span));
    }
}

/**
 * ibid_extraction_write_mentions:
 * @self: the extraction, its names related
 *
 * Adds entities and mentions to the article.
 */
void
ibid_extraction_write_mentions (IbidExtraction *self)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (IbidNameSpan));
  g_autoptr (GHashTable) entities = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (found_free);
  Writer writer = { self, entities, found };
  guint next = 0;

  make_phrases (self);
  g_array_sort (self->spans, compare_spans);
  for (guint block = 0; block < self->blocks->len; block++)
    {
      guint first = taken->len;

      for (; next < self->spans->len; next++)
        {
          const IbidNameSpan *span = &g_array_index (self->spans, IbidNameSpan, next);

          if (span->block != block)
            break;
          if (is_accepted (self, span->name))
            take (self, span, taken);
        }
      take_known (self, block, taken);
      if (taken->len > first)
        qsort (&g_array_index (taken, IbidNameSpan, first), taken->len - first,
               sizeof (IbidNameSpan), compare_places);
      for (guint i = first; i < taken->len; i++)
        {
          const IbidNameSpan *span = &g_array_index (taken, IbidNameSpan, i);

          note_form (&writer, get_found (&writer, span), span);
        }
    }
  make_entities (&writer);
  make_mentions (&writer, taken);
}
