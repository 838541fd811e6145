/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-decisions-private.h"
#include "ibid-fold.h"
#include "ibid-terms-types.h"
#include "ibid-written-citation.h"

/* The objects that decisions bring into being. They are made before other decisions are read, so
 * that those can be about them. */

typedef gboolean (*Make) (IbidApplication *self, const IbidChoiceMade *made);

static gboolean
add_entity (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidAdditions *additions = &self->article->added_entities;
  const char *id = ibid_decision_get_key (made->decision);
  GVariant *value = ibid_decision_get_value (made->decision);
  const char *name = NULL;
  const char *nick = NULL;
  int kind = IBID_ENTITY_KIND_TERM;
  IbidEntity *entity = NULL;

  if (id == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT) ||
      !g_variant_lookup (value, "name", "&s", &name) || *name == '\0' ||
      !g_variant_lookup (value, "kind", "&s", &nick) ||
      !ibid_enum_from_nick (IBID_TYPE_ENTITY_KIND, nick, &kind) ||
      ibid_article_find_entity (self->article, id) != NULL)
    return FALSE;
  entity = ibid_additions_revive (additions, id);
  if (entity == NULL)
    {
      entity = ibid_entity_new (id, (IbidEntityKind)kind, name);
      ibid_entity_set_added (entity);
      ibid_additions_take (additions, id, entity);
    }
  self->parts |= ibid_entity_rebase (entity, name, (IbidEntityKind)kind);
  ibid_application_entity (self, entity);
  return TRUE;
}

static void
split_clear (gpointer data)
{
  IbidSplit *split = data;

  g_free (split->folded);
}

static void
add_split (IbidApplication *self, IbidEntity *from, IbidEntity *to, const char *alias)
{
  IbidEntityChoice *choice = ibid_application_entity (self, from);
  const IbidSplit split = { ibid_text_fold (alias), to, 0 };

  if (choice->splits == NULL)
    {
      choice->splits = g_array_new (FALSE, FALSE, sizeof (IbidSplit));
      g_array_set_clear_func (choice->splits, split_clear);
    }
  g_array_append_val (choice->splits, split);
}

static gboolean
split_alias (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidAdditions *additions = &self->article->added_entities;
  const char *alias = ibid_decision_get_key (made->decision);
  const char *id = NULL;
  IbidEntity *from = ibid_application_find_entity (self, made);
  IbidEntity *to = NULL;

  if (from == NULL || alias == NULL || *alias == '\0' ||
      !ibid_decision_read_string (made->decision, &id) || *id == '\0' ||
      ibid_article_find_entity (self->article, id) != NULL)
    return FALSE;
  to = ibid_additions_revive (additions, id);
  if (to == NULL)
    {
      to = ibid_entity_new (id, ibid_entity_get_base_kind (from), alias);
      ibid_entity_set_added (to);
      ibid_additions_take (additions, id, to);
    }
  /* the kind follows once it is known what the reader made of the other's */
  self->parts |= ibid_entity_rebase (to, alias, ibid_entity_get_base_kind (from));
  ibid_application_entity (self, to);
  add_split (self, from, to, alias);
  return TRUE;
}

static gboolean
add_mentions (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidAdditions *additions = &self->article->added_mentions;
  IbidEntity *entity = ibid_application_find_entity (self, made);
  g_autoptr (GArray) spans = NULL;

  if (entity == NULL || !ibid_decision_read_spans (made->decision, self->article, &spans))
    return FALSE;
  for (guint i = 0; i < spans->len; i++)
    {
      const IbidSpan *span = &g_array_index (spans, IbidSpan, i);
      g_autofree char *key =
          g_strdup_printf ("%s\n%u:%u:%u", ibid_record_get_id (IBID_RECORD (entity)), span->block,
                           span->start, span->end);

      if (ibid_additions_revive (additions, key) == NULL)
        {
          IbidMention *mention = ibid_mention_new (entity, span);

          /* it counts for nobody until effects are worked out */
          ibid_mention_set_entity (mention, NULL);
          ibid_additions_take (additions, key, mention);
        }
    }
  ibid_application_entity (self, entity);
  return TRUE;
}

/* the outlet that a name means: one of the file's, one added before, or a new one */
static IbidOutlet *
ensure_outlet (IbidApplication *self, const char *name)
{
  IbidAdditions *additions = &self->article->added_outlets;
  g_autofree char *folded = ibid_text_fold (name);
  g_autofree char *id = g_strconcat ("added:", folded, NULL);
  IbidOutlet *outlet = NULL;

  if (*name == '\0')
    return NULL;
  for (guint i = 0; i < self->article->base_outlets->len; i++)
    {
      outlet = g_ptr_array_index (self->article->base_outlets, i);
      if (ibid_outlet_answers_to_folded (outlet, folded))
        return outlet;
    }
  outlet = ibid_additions_revive (additions, id);
  if (outlet == NULL)
    {
      outlet = ibid_outlet_new (id, name);
      ibid_additions_take (additions, id, outlet);
    }
  return outlet;
}

static IbidSource *
find_dated_source (IbidApplication *self, IbidOutlet *outlet, IbidPartialDate *date)
{
  for (guint i = 0; outlet != NULL && date != NULL && i < self->article->base_sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (self->article->base_sources, i);

      if (ibid_source_get_outlet (source) == outlet &&
          ibid_partial_date_equal (ibid_source_get_base_date (source), date))
        return source;
    }
  return NULL;
}

/* A second citation of the same outlet and day points at the same source, as an importer would have
 * it. Without a date each citation has its own. */
static IbidSource *
ensure_source (IbidApplication *self, const char *citation_id, const char *name, const char *issued,
               IbidPartialDate *date, IbidPartialDate *accessed)
{
  IbidAdditions *additions = &self->article->added_sources;
  IbidOutlet *outlet = ensure_outlet (self, name);
  IbidSource *source = find_dated_source (self, outlet, date);
  g_autofree char *id = NULL;
  g_autoptr (IbidCsl) csl = NULL;
  int parts[2][3];

  if (source != NULL)
    return source;
  if (outlet != NULL && date != NULL)
    id = g_strdup_printf ("added:%s:%s", ibid_record_get_id (IBID_RECORD (outlet)), issued);
  else
    id = g_strdup_printf ("added:%s:%s", citation_id, issued);
  source = ibid_additions_revive (additions, id);
  if (source != NULL)
    return source;

  csl = ibid_csl_new (id, "document");
  ibid_csl_set (csl, IBID_CSL_CONTAINER_TITLE, *name != '\0' ? name : NULL);
  ibid_csl_set_issued (csl, date);
  ibid_csl_set_accessed (csl, accessed);
  source = ibid_source_new (id, outlet, csl);
  if (date != NULL && ibid_partial_date_to_parts (date, parts) == 0)
    ibid_source_set_issued_edtf (source, date);
  ibid_additions_take (additions, id, source);
  return source;
}

static IbidCitationForm
form_of (const char *text)
{
  if (g_str_has_prefix (text, "(") || g_str_has_prefix (text, "[") || g_str_has_prefix (text, "（"))
    return IBID_CITATION_FORM_PARENTHETICAL;
  if (strstr (text, "://") != NULL || g_str_has_prefix (text, "www."))
    return IBID_CITATION_FORM_URL;
  return IBID_CITATION_FORM_NARRATIVE;
}

/* How the date was come by: the decision has only the date itself, the text says how it was
 * written. */
static IbidResolution
resolution_of (IbidPartialDate *date, IbidPartialDate *written, IbidWrittenTraits traits)
{
  if (date == NULL)
    return written != NULL && (traits & IBID_WRITTEN_ACCESSED) ? IBID_RESOLUTION_ACCESSED_ONLY
                                                               : IBID_RESOLUTION_UNDATED;
  if (!ibid_partial_date_has_year (date))
    return IBID_RESOLUTION_UNDATED;
  if (written != NULL && (traits & IBID_WRITTEN_INFERRED) &&
      ibid_partial_date_equal (date, written))
    return IBID_RESOLUTION_YEAR_INFERRED;
  return IBID_RESOLUTION_EXACT;
}

static IbidCitation *
new_citation (IbidApplication *self, const char *id, const IbidSpan *span, const char *name,
              IbidSource *source, IbidResolution resolution)
{
  g_autofree char *text = ibid_article_dup_span_text (self->article, span);
  g_autoptr (IbidCitationItem) item = ibid_citation_item_new (source, resolution, name);
  IbidCitation *citation = ibid_citation_new (id, span, form_of (text), IBID_CITATION_ROLE_SUPPORT);

  ibid_citation_item_set_range (item, span->start, span->end);
  ibid_citation_add_item (citation, item);
  ibid_citation_set_added (citation);
  return citation;
}

static gboolean
read_added_citation (IbidApplication *self, GVariant *value, IbidSpan *span, const char **name,
                     const char **issued)
{
  const char *block = NULL;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT) ||
      !g_variant_lookup (value, "block", "&s", &block) ||
      !g_variant_lookup (value, "start", "u", &span->start) ||
      !g_variant_lookup (value, "end", "u", &span->end) ||
      !ibid_article_find_block (self->article, block, &span->block))
    return FALSE;
  g_variant_lookup (value, "name", "&s", name);
  g_variant_lookup (value, "issued", "&s", issued);
  return span->start < span->end &&
         span->end <= ibid_block_get_n_chars (ibid_article_peek_block (self->article, span->block));
}

static gboolean
has_exact_text (IbidApplication *self, IbidDecision *decision, const IbidSpan *span)
{
  GVariant *find = ibid_decision_get_find (decision);
  g_autofree char *text = ibid_article_dup_span_text (self->article, span);
  const char *exact = NULL;

  if (find == NULL || !g_variant_is_of_type (find, G_VARIANT_TYPE ("a{ss}")) ||
      !g_variant_lookup (find, "exact", "&s", &exact))
    return TRUE;
  return strcmp (text, exact) == 0;
}

static IbidPartialDate *
read_written_date (IbidApplication *self, const IbidSpan *span, IbidWrittenTraits *traits)
{
  g_autofree char *text = ibid_article_dup_span_text (self->article, span);
  g_autofree char *name = NULL;
  IbidCsl *metadata = ibid_article_get_metadata (self->article);

  return ibid_written_citation_read (text, ibid_csl_get_issued (metadata), &name, traits);
}

static gboolean
add_citation (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidAdditions *additions = &self->article->added_citations;
  const char *id = ibid_decision_get_key (made->decision);
  IbidSpan span = { 0 };
  const char *name = "";
  const char *issued = "";
  g_autoptr (IbidPartialDate) date = NULL;
  g_autoptr (IbidPartialDate) written = NULL;
  g_autofree char *key = NULL;
  IbidWrittenTraits traits = 0;
  IbidResolution resolution;
  IbidSource *source = NULL;
  IbidCitation *citation = NULL;

  if (id == NULL || *id == '\0' || ibid_article_find_citation (self->article, id) != NULL ||
      !read_added_citation (self, ibid_decision_get_value (made->decision), &span, &name,
                            &issued) ||
      !has_exact_text (self, made->decision, &span))
    return FALSE;
  if (*issued != '\0')
    date = ibid_partial_date_new_from_edtf (issued, NULL);
  written = read_written_date (self, &span, &traits);
  resolution = resolution_of (date, written, traits);
  source = ensure_source (self, id, name, date != NULL ? issued : "", date,
                          resolution == IBID_RESOLUTION_ACCESSED_ONLY ? written : NULL);
  /* a citation never changes its place or its name: other ones make another object of it */
  key =
      g_strdup_printf ("%s\n%u:%u:%u\n%s\n%s", id, span.block, span.start, span.end, name, issued);
  citation = g_hash_table_lookup (additions->known, key);
  if (citation == NULL)
    {
      citation = new_citation (self, id, &span, name, source, resolution);
      g_hash_table_insert (additions->known, g_steal_pointer (&key), citation);
    }
  g_hash_table_insert (additions->active, (char *)ibid_record_get_id (IBID_RECORD (citation)),
                       citation);
  g_ptr_array_add (additions->order, citation);
  return TRUE;
}

static gboolean
add_own_source (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidAdditions *additions = &self->article->added_sources;
  IbidCitationItem *item = ibid_application_find_item (self, made->decision);
  const char *id = NULL;
  IbidSource *source = NULL;

  if (item == NULL || !ibid_decision_read_string (made->decision, &id))
    return FALSE;
  /* "": the item has none of its own */
  if (*id == '\0')
    return TRUE;
  if (ibid_article_find_source (self->article, id) != NULL)
    return FALSE;
  source = ibid_additions_revive (additions, id);
  if (source == NULL)
    {
      source = ibid_source_new (id, NULL, NULL);
      ibid_additions_take (additions, id, source);
    }
  ibid_application_item (self, item)->own = source;
  g_ptr_array_add (self->own_items, item);
  return TRUE;
}

static const struct
{
  IbidTargetKind target;
  const char *field;
  Make make;
} additions_made[] = {
  { IBID_TARGET_KIND_ARTICLE, "added-citation", add_citation },
  { IBID_TARGET_KIND_ARTICLE, "added-entity", add_entity },
  { IBID_TARGET_KIND_ENTITY, "split-alias", split_alias },
  { IBID_TARGET_KIND_ENTITY, "added-mention", add_mentions },
  { IBID_TARGET_KIND_ITEM, "own-source", add_own_source },
};

static Make
get_make (IbidDecision *decision)
{
  for (guint i = 0; i < G_N_ELEMENTS (additions_made); i++)
    if (additions_made[i].target == ibid_decision_get_target (decision) &&
        strcmp (additions_made[i].field, ibid_decision_get_field (decision)) == 0)
      return additions_made[i].make;
  return NULL;
}

/**
 * ibid_decision_is_addition:
 * @decision: a decision
 *
 * Tells whether a decision brings something into being.
 *
 * Returns: whether ibid_application_make_additions() deals with it
 */
gboolean
ibid_decision_is_addition (IbidDecision *decision)
{
  return get_make (decision) != NULL;
}

/**
 * ibid_application_make_additions:
 * @self: the application
 *
 * Makes everything that decisions add, or brings it back. What is split off something that was
 * split off itself waits until that is there, in whatever order the decisions stand.
 */
void
ibid_application_make_additions (IbidApplication *self)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  guint n_before = 0;

  ibid_additions_reset (&self->article->added_outlets);
  ibid_additions_reset (&self->article->added_sources);
  ibid_additions_reset (&self->article->added_citations);
  ibid_additions_reset (&self->article->added_entities);
  ibid_additions_reset (&self->article->added_mentions);
  for (guint i = 0; i < self->choices->len; i++)
    {
      IbidChoiceMade *made = &g_array_index (self->choices, IbidChoiceMade, i);

      if (ibid_decision_is_addition (made->decision))
        g_ptr_array_add (waiting, made);
    }
  do
    {
      n_before = waiting->len;
      for (guint i = 0; i < waiting->len;)
        {
          IbidChoiceMade *made = g_ptr_array_index (waiting, i);

          if (get_make (made->decision) (self, made))
            g_ptr_array_remove_index (waiting, i);
          else
            i++;
        }
    }
  while (waiting->len > 0 && waiting->len < n_before);
  for (guint i = 0; i < waiting->len; i++)
    ibid_application_lose (self, g_ptr_array_index (waiting, i));
}

static void
fill_own_source (IbidApplication *self, IbidItemChoice *choice, IbidCitationItem *item)
{
  GHashTable *origins = self->article->own_source_origins;
  const char *id = ibid_record_get_id (IBID_RECORD (choice->own));
  IbidSource *from =
      choice->chosen != NULL ? choice->chosen : ibid_citation_item_get_base_source (item);
  g_autoptr (IbidCsl) copy = NULL;
  IbidCsl *csl = NULL;

  if (from == NULL)
    {
      const char *name = ibid_citation_item_get_name (item);
      g_autoptr (IbidCsl) named = ibid_csl_new (id, "document");

      /* an item that was never resolved: all that is known is its name */
      if (g_hash_table_lookup (origins, id) == ibid_source_get_base_csl (choice->own))
        return;
      ibid_csl_set (named, IBID_CSL_CONTAINER_TITLE, name);
      self->parts |= ibid_source_rebase (choice->own, NULL, named, NULL, NULL);
      g_hash_table_insert (origins, g_strdup (id), g_object_ref (named));
      return;
    }
  csl = ibid_source_get_csl (from);
  if (g_hash_table_lookup (origins, id) == csl)
    copy = g_object_ref (ibid_source_get_base_csl (choice->own));
  else
    {
      copy = ibid_csl_copy (csl);
      ibid_record_set_id (IBID_RECORD (copy), id);
      g_hash_table_insert (origins, g_strdup (id), g_object_ref (csl));
    }
  self->parts |=
      ibid_source_rebase (choice->own, ibid_source_get_outlet (from), copy,
                          ibid_source_get_archived (from), ibid_source_get_issued_edtf (from));
}

/**
 * ibid_application_fill_own_sources:
 * @self: the application
 *
 * Copies the record of each split off source from the one that its item pointed at, edits
 * included. To be called when those have taken effect.
 */
void
ibid_application_fill_own_sources (IbidApplication *self)
{
  for (guint i = 0; i < self->own_items->len; i++)
    {
      IbidCitationItem *item = g_ptr_array_index (self->own_items, i);

      fill_own_source (self, ibid_application_item (self, item), item);
    }
}
