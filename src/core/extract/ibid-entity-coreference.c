/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-entity-extraction-private.h"

/* Which names are forms of one: a surname and the full name, “Wagner” and “Wagner Group”, a name
 * with and without its middle. Only equal words count: two names that merely share a romanisation
 * stay two. */

#define NOBODY 0
#define SEVERAL G_MAXUINT

typedef struct
{
  IbidExtraction *self;
  GHashTable *by_word; /* guint32 of a word → number of the one name plus one, or SEVERAL */
  GHashTable *by_ends; /* first and last word of persons → the same */
} Relations;

static guint32
symbol_of (IbidExtraction *self, const IbidName *name, guint i)
{
  return g_array_index (self->name_symbols, guint32, name->first_symbol + 2 * i);
}

static void
note (GHashTable *table, gpointer key, guint name, IbidExtraction *self)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  if (before != NOBODY && before != SEVERAL &&
      ibid_extraction_resolve (self, before - 1) != ibid_extraction_resolve (self, name))
    g_hash_table_insert (table, key, GUINT_TO_POINTER (SEVERAL));
  else if (before == NOBODY)
    g_hash_table_insert (table, key, GUINT_TO_POINTER (name + 1));
}

static void
merge (IbidExtraction *self, guint name, guint into)
{
  guint one = ibid_extraction_resolve (self, name);
  guint other = ibid_extraction_resolve (self, into);
  IbidName *it = ibid_extraction_name (self, one);

  if (one == other || (it->flags & IBID_NAME_DECIDED) != 0)
    return;
  it->same_as = other;
}

static gboolean
is_chinese (IbidExtraction *self, const IbidName *name)
{
  const IbidSymbol *first = ibid_symbols_get (self->symbols, symbol_of (self, name, 0));
  const IbidSymbol *last =
      ibid_symbols_get (self->symbols, symbol_of (self, name, name->n_symbols - 1));

  return (first->roles & IBID_WORD_CHINESE_SURNAME) != 0 &&
         (first->roles & IBID_WORD_GIVEN_NAME) == 0 &&
         ibid_word_is_pinyin (last->text, last->length);
}

/* “De Leeuw” */
static gboolean
is_surname_with_particle (IbidExtraction *self, const IbidName *name)
{
  return name->n_symbols == 2 &&
         (ibid_symbols_get (self->symbols, symbol_of (self, name, 0))->roles &
          IBID_WORD_PARTICLE) != 0;
}

/* the word under which a long name may come back alone */
static void
note_person (Relations *relations, guint number)
{
  IbidExtraction *self = relations->self;
  const IbidName *name = ibid_extraction_name (self, number);
  guint32 surname = symbol_of (self, name, is_chinese (self, name) ? 0 : name->n_symbols - 1);

  note (relations->by_word, GUINT_TO_POINTER (surname), number, self);
}

static void
note_organisation (Relations *relations, guint number)
{
  IbidExtraction *self = relations->self;
  const IbidName *name = ibid_extraction_name (self, number);

  for (guint i = 0; i < name->n_symbols; i++)
    {
      guint32 word = symbol_of (self, name, i);
      const IbidSymbol *symbol = ibid_symbols_get (self->symbols, word);
      const IbidSymbol *lower = ibid_symbols_get (self->symbols, symbol->lower);
      guint32 key[] = { 1, word };
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->names_by_symbols, key));

      if (symbol->shape == IBID_SHAPE_LOWER || symbol->roles != 0 || lower->ordinary == 1)
        continue;
      if (known > 0 && ibid_extraction_name (self, known - 1)->kind == IBID_ENTITY_KIND_PLACE)
        continue;
      note (relations->by_word, GUINT_TO_POINTER (word), number, self);
    }
}

/* the one person of that surname, if the initial is theirs */
static gpointer
find_by_initial (Relations *relations, guint number, char initial)
{
  IbidExtraction *self = relations->self;
  const IbidName *name = ibid_extraction_name (self, number);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (
      relations->by_word, GUINT_TO_POINTER (symbol_of (self, name, name->n_symbols - 1))));
  const IbidName *full;

  if (found == NOBODY || found == SEVERAL)
    return NULL;
  full = ibid_extraction_name (self, found - 1);
  return ibid_symbols_get (self->symbols, symbol_of (self, full, 0))->text[0] == initial
             ? GUINT_TO_POINTER (found)
             : NULL;
}

/* “Kassym-Jomart Kemeluly Tokayev” and “Kassym-Jomart Tokayev” */
static void
join_by_ends (Relations *relations, guint number)
{
  IbidExtraction *self = relations->self;
  const IbidName *name = ibid_extraction_name (self, number);
  guint64 ends =
      ((guint64)symbol_of (self, name, 0) << 32) | symbol_of (self, name, name->n_symbols - 1);
  gpointer known = g_hash_table_lookup (relations->by_ends, &ends);
  const IbidSymbol *first = ibid_symbols_get (self->symbols, symbol_of (self, name, 0));

  /* “S. Jaishankar” after “Subrahmanyam Jaishankar” */
  if (known == NULL && first->length == 1)
    known = find_by_initial (relations, number, first->text[0]);
  if (known != NULL)
    merge (self, number, GPOINTER_TO_UINT (known) - 1);
  else
    g_hash_table_insert (relations->by_ends, g_memdup2 (&ends, sizeof ends),
                         GUINT_TO_POINTER (number + 1));
}

/* “Zhejiang Dahua” and “Zhejiang Dahua Technology”: all but the last word, of organisations */
static void
join_by_front (Relations *relations, guint number)
{
  IbidExtraction *self = relations->self;
  const IbidName *name = ibid_extraction_name (self, number);
  g_autofree guint32 *key = g_new (guint32, name->n_symbols);
  guint known;

  key[0] = name->n_symbols - 1;
  for (guint i = 0; i + 1 < name->n_symbols; i++)
    key[i + 1] = symbol_of (self, name, i);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->names_by_symbols, key));
  if (known > 0 && ibid_extraction_name (self, known - 1)->n_spans > 0 &&
      ibid_extraction_name (self, known - 1)->kind == IBID_ENTITY_KIND_ORGANISATION)
    merge (self, known - 1, number);
}

static void
note_long_name (Relations *relations, guint number)
{
  const IbidName *name = ibid_extraction_name (relations->self, number);

  if (name->kind == IBID_ENTITY_KIND_PERSON)
    {
      join_by_ends (relations, number);
      note_person (relations, number);
    }
  else if (name->kind == IBID_ENTITY_KIND_ORGANISATION)
    {
      if (name->n_symbols > 2)
        join_by_front (relations, number);
      note_organisation (relations, number);
    }
}

/* “Hangzhou Hikvision Digital Technology Company” is Hikvision, “Google Brain” is not Google: after
 * the known name only what companies are called may follow */
static gboolean
is_mere_form (IbidExtraction *self, const IbidName *known, const IbidName *full)
{
  if (symbol_of (self, full, 0) != symbol_of (self, known, 0))
    return TRUE;
  for (guint i = 1; i < full->n_symbols; i++)
    if ((ibid_symbols_get (self->symbols, symbol_of (self, full, i))->roles &
         (IBID_WORD_ORG_FORM | IBID_WORD_ORG_CUE)) == 0)
      return FALSE;
  return TRUE;
}

static void
join_short_name (Relations *relations, guint number)
{
  IbidExtraction *self = relations->self;
  IbidName *name = ibid_extraction_name (self, number);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (
      relations->by_word, GUINT_TO_POINTER (symbol_of (self, name, name->n_symbols - 1))));
  const IbidName *full;

  if (found == NOBODY || found == SEVERAL)
    return;
  full = ibid_extraction_name (self, found - 1);
  /* after George Gallup, “Gallup” is he, not the firm */
  if ((name->flags & (IBID_NAME_KNOWN | IBID_NAME_DECIDED)) == IBID_NAME_KNOWN &&
      name->kind == IBID_ENTITY_KIND_ORGANISATION && full->kind == IBID_ENTITY_KIND_PERSON &&
      (full->flags & IBID_NAME_KNOWN) == 0)
    {
      merge (self, number, found - 1);
      return;
    }
  if ((name->flags & IBID_NAME_FIXED) != 0 && name->kind != full->kind)
    return;
  if ((name->flags & IBID_NAME_KNOWN) != 0)
    {
      /* “Hikvision” is known; the longer name is its form */
      if ((full->flags & IBID_NAME_KNOWN) == 0 && is_mere_form (self, name, full))
        merge (self, found - 1, number);
      return;
    }
  name->kind = full->kind;
  merge (self, number, found - 1);
}

/* Surnames that the rules have not met alone are phrases from now on: they may stand in titles. */
static void
add_surnames (Relations *relations)
{
  IbidExtraction *self = relations->self;
  guint n = self->names->len;

  for (guint i = 0; i < n; i++)
    {
      const IbidName *name = ibid_extraction_name (self, i);
      guint32 surname;
      guint short_name;

      if (name->kind != IBID_ENTITY_KIND_PERSON || name->n_spans == 0 || name->n_symbols == 1)
        continue;
      surname = symbol_of (self, name, is_chinese (self, name) ? 0 : name->n_symbols - 1);
      if (GPOINTER_TO_UINT (g_hash_table_lookup (relations->by_word, GUINT_TO_POINTER (surname))) !=
          i + 1)
        continue;
      short_name = ibid_extraction_intern_word (self, surname);
      if (ibid_extraction_name (self, short_name)->n_spans > 0 ||
          (ibid_extraction_name (self, short_name)->flags & IBID_NAME_FIXED) != 0)
        continue;
      ibid_extraction_name (self, short_name)->same_as = i;
      ibid_extraction_make_phrase (self, short_name);
    }
}

/**
 * ibid_extraction_relate_names:
 * @self: the extraction, its kinds settled
 *
 * Joins the names that are forms of one.
 */
void
ibid_extraction_relate_names (IbidExtraction *self)
{
  g_autoptr (GHashTable) by_word = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_ends =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Relations relations = { self, by_word, by_ends };

  for (guint i = 0; i < self->names->len; i++)
    {
      const IbidName *name = ibid_extraction_name (self, i);

      if (name->n_spans > 0 && name->n_symbols > 1 && !is_surname_with_particle (self, name))
        note_long_name (&relations, i);
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const IbidName *name = ibid_extraction_name (self, i);

      if (name->n_spans > 0 && (name->flags & IBID_NAME_ACRONYM) == 0 &&
          (name->n_symbols == 1 || is_surname_with_particle (self, name)))
        join_short_name (&relations, i);
    }
  add_surnames (&relations);
}
