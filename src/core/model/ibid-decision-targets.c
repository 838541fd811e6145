/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-decisions-private.h"
#include "ibid-fold.h"
#include "ibid-offsets.h"
#include "ibid-terms-types.h"

/* Finds the targets of decisions again: by id first; by description if the id is gone, or names
 * something else now. Nothing is attached to a thing that the description speaks against. */

/* characters of text on either side that tell equal citations apart */
#define CONTEXT_CHARS 32

static const char *
get_clue (IbidDecision *decision, const char *key)
{
  GVariant *find = ibid_decision_get_find (decision);
  const char *clue = NULL;

  if (find == NULL || !g_variant_is_of_type (find, G_VARIANT_TYPE ("a{ss}")))
    return NULL;
  g_variant_lookup (find, key, "&s", &clue);
  return clue != NULL && *clue != '\0' ? clue : NULL;
}

static gboolean
is_same_folded (const char *a, const char *b)
{
  g_autofree char *folded_a = ibid_text_fold (a);
  g_autofree char *folded_b = ibid_text_fold (b);

  return strcmp (folded_a, folded_b) == 0;
}

/* what the reader decided about another field of the same target: descriptions made after that say
 * the same */
static gboolean
was_edited_to (IbidApplication *self, IbidDecision *decision, const char *field, const char *clue)
{
  g_autofree char *choice = ibid_decision_dup_choice (
      ibid_decision_get_target (decision), ibid_decision_get_target_id (decision), 0, field, NULL);
  IbidDecision *edit = self->overlay != NULL ? ibid_overlay_lookup (self->overlay, choice) : NULL;
  const char *text = NULL;

  return edit != NULL && ibid_decision_read_string (edit, &text) && is_same_folded (text, clue);
}

/**
 * ibid_application_find_outlet:
 * @self: the application
 * @decision: a decision about an outlet
 *
 * Finds its target.
 *
 * Returns: (transfer none) (nullable): the outlet
 */
IbidOutlet *
ibid_application_find_outlet (IbidApplication *self, IbidDecision *decision)
{
  IbidOutlet *outlet =
      ibid_article_find_outlet (self->article, ibid_decision_get_target_id (decision));
  const char *name = get_clue (decision, "name");

  if (outlet != NULL && (name == NULL || ibid_outlet_answers_to (outlet, name)))
    return outlet;
  for (guint i = 0; name != NULL && i < self->article->base_outlets->len; i++)
    {
      outlet = g_ptr_array_index (self->article->base_outlets, i);
      if (ibid_outlet_answers_to (outlet, name))
        return outlet;
    }
  return NULL;
}

typedef enum
{
  MATCH_NOTHING_TO_COMPARE,
  MATCH_SAME,
  MATCH_OTHER,
} Match;

static Match
match_text (const char *text, const char *clue)
{
  if (clue == NULL || text == NULL || *text == '\0')
    return MATCH_NOTHING_TO_COMPARE;
  return is_same_folded (text, clue) ? MATCH_SAME : MATCH_OTHER;
}

static void
match_source (IbidSource *source, IbidDecision *decision, Match matches[3])
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidPartialDate *date = ibid_source_get_base_date (source);
  const char *name = get_clue (decision, "name");
  g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;

  matches[0] = MATCH_NOTHING_TO_COMPARE;
  if (name != NULL && outlet != NULL)
    matches[0] = ibid_outlet_answers_to (outlet, name) ? MATCH_SAME : MATCH_OTHER;
  matches[1] = match_text (edtf, get_clue (decision, "date"));
  matches[2] = match_text (ibid_csl_get (ibid_source_get_base_csl (source), IBID_CSL_TITLE),
                           get_clue (decision, "title"));
}

static gboolean
source_contradicts (IbidApplication *self, IbidSource *source, IbidDecision *decision)
{
  Match matches[3];

  match_source (source, decision, matches);
  return matches[0] == MATCH_OTHER ||
         (matches[1] == MATCH_OTHER &&
          !was_edited_to (self, decision, "issued", get_clue (decision, "date"))) ||
         (matches[2] == MATCH_OTHER &&
          !was_edited_to (self, decision, "title", get_clue (decision, "title")));
}

/* everything that the description says is so, and at least the date or the title */
static gboolean
source_fits (IbidSource *source, IbidDecision *decision)
{
  Match matches[3];

  match_source (source, decision, matches);
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    if (matches[i] == MATCH_OTHER)
      return FALSE;
  return matches[1] == MATCH_SAME || matches[2] == MATCH_SAME;
}

/**
 * ibid_application_find_source:
 * @self: the application
 * @decision: a decision about a source
 *
 * Finds its target.
 *
 * Returns: (transfer none) (nullable): the source; %NULL if none or several fit
 */
IbidSource *
ibid_application_find_source (IbidApplication *self, IbidDecision *decision)
{
  const char *id = ibid_decision_get_target_id (decision);
  IbidSource *found = ibid_article_find_source (self->article, id);

  if (found != NULL && (ibid_additions_lookup (&self->article->added_sources, id) == found ||
                        !source_contradicts (self, found, decision)))
    return found;
  found = NULL;
  for (guint i = 0; i < self->article->base_sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (self->article->base_sources, i);

      if (!source_fits (source, decision))
        continue;
      if (found != NULL)
        return NULL;
      found = source;
    }
  return found;
}

static gboolean
has_text (IbidArticle *article, IbidCitation *citation, const char *exact)
{
  g_autofree char *text = ibid_article_dup_span_text (article, ibid_citation_get_span (citation));

  return strcmp (text, exact) == 0;
}

static gboolean
has_context (IbidArticle *article, IbidCitation *citation, const char *prefix, const char *suffix)
{
  const IbidSpan *span = ibid_citation_get_span (citation);
  const IbidSpan before = { span->block, 0, span->start };
  const IbidSpan after = { span->block, span->end, G_MAXUINT };
  g_autofree char *head = ibid_article_dup_span_text (article, &before);
  g_autofree char *tail = ibid_article_dup_span_text (article, &after);

  return (prefix == NULL || g_str_has_suffix (head, prefix)) &&
         (suffix == NULL || g_str_has_prefix (tail, suffix));
}

/**
 * ibid_application_find_citation:
 * @self: the application
 * @decision: a decision about a citation or one of its items
 *
 * Finds the citation.
 *
 * Returns: (transfer none) (nullable): the citation; %NULL if none or several fit
 */
IbidCitation *
ibid_application_find_citation (IbidApplication *self, IbidDecision *decision)
{
  IbidArticle *article = self->article;
  IbidCitation *citation =
      ibid_article_find_citation (article, ibid_decision_get_target_id (decision));
  const char *exact = get_clue (decision, "exact");
  IbidCitation *fitting = NULL;
  IbidCitation *equal = NULL;
  guint n_fitting = 0;
  guint n_equal = 0;

  if (citation != NULL &&
      (exact == NULL || ibid_citation_is_added (citation) || has_text (article, citation, exact)))
    return citation;
  for (guint i = 0; exact != NULL && i < article->base_citations->len; i++)
    {
      citation = g_ptr_array_index (article->base_citations, i);
      if (!has_text (article, citation, exact))
        continue;
      equal = citation;
      n_equal++;
      if (!has_context (article, citation, get_clue (decision, "prefix"),
                        get_clue (decision, "suffix")))
        continue;
      fitting = citation;
      n_fitting++;
    }
  if (n_fitting == 1)
    return fitting;
  return n_equal == 1 ? equal : NULL;
}

/**
 * ibid_application_find_item:
 * @self: the application
 * @decision: a decision about a citation item
 *
 * Finds its target.
 *
 * Returns: (transfer none) (nullable): the item
 */
IbidCitationItem *
ibid_application_find_item (IbidApplication *self, IbidDecision *decision)
{
  IbidCitation *citation = ibid_application_find_citation (self, decision);

  if (citation == NULL)
    return NULL;
  return ibid_citation_peek_item (citation, ibid_decision_get_item (decision));
}

static gboolean
has_alias (IbidEntity *entity, const char *name)
{
  for (const char *const *alias = ibid_entity_get_aliases (entity); *alias != NULL; alias++)
    if (is_same_folded (*alias, name))
      return TRUE;
  return FALSE;
}

static gboolean
has_kind (IbidEntity *entity, const char *nick)
{
  int kind = 0;

  return nick == NULL || (ibid_enum_from_nick (IBID_TYPE_ENTITY_KIND, nick, &kind) &&
                          ibid_entity_get_base_kind (entity) == (IbidEntityKind)kind);
}

/* the file's names do not change, so their folded forms are kept with the article */
static GHashTable *
ensure_entity_names (IbidArticle *article)
{
  if (article->entity_names != NULL)
    return article->entity_names;
  article->entity_names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < article->base_entities->len; i++)
    {
      IbidEntity *entity = g_ptr_array_index (article->base_entities, i);
      g_autofree char *folded = ibid_text_fold (ibid_entity_get_base_name (entity));
      GPtrArray *same = g_hash_table_lookup (article->entity_names, folded);

      if (same == NULL)
        {
          same = g_ptr_array_new ();
          g_hash_table_insert (article->entity_names, g_steal_pointer (&folded), same);
        }
      g_ptr_array_add (same, entity);
    }
  return article->entity_names;
}

static IbidEntity *
find_entity_by_name (IbidApplication *self, const char *name, const char *kind)
{
  g_autofree char *folded = ibid_text_fold (name);
  GPtrArray *same = g_hash_table_lookup (ensure_entity_names (self->article), folded);
  IbidEntity *found = NULL;
  guint n_found = 0;

  for (guint i = 0; same != NULL && i < same->len; i++)
    if (has_kind (g_ptr_array_index (same, i), kind))
      {
        found = g_ptr_array_index (same, i);
        n_found++;
      }
  return n_found == 1 ? found : NULL;
}

/**
 * ibid_application_find_entity:
 * @self: the application
 * @made: a choice about an entity
 *
 * Finds its target; that of a correction by name and kind alone, since ids belong to one article.
 *
 * Returns: (transfer none) (nullable): the entity; %NULL if none or several fit
 */
IbidEntity *
ibid_application_find_entity (IbidApplication *self, const IbidChoiceMade *made)
{
  const char *id = ibid_decision_get_target_id (made->decision);
  const char *name = get_clue (made->decision, "name");
  const char *kind = get_clue (made->decision, "kind");
  IbidEntity *entity = NULL;

  if (!made->is_correction)
    entity = ibid_article_find_entity (self->article, id);
  if (entity != NULL &&
      (name == NULL || ibid_entity_is_added (entity) ||
       is_same_folded (ibid_entity_get_base_name (entity), name) || has_alias (entity, name) ||
       was_edited_to (self, made->decision, "name", name)))
    return entity;
  return name != NULL ? find_entity_by_name (self, name, kind) : NULL;
}

static void
add_clue (GVariantBuilder *clues, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    g_variant_builder_add (clues, "{ss}", key, text);
}

static void
describe_source (GVariantBuilder *clues, IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidPartialDate *date = ibid_source_get_base_date (source);
  g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;

  add_clue (clues, "name", outlet != NULL ? ibid_outlet_get_name (outlet) : NULL);
  add_clue (clues, "date", edtf);
  add_clue (clues, "title", ibid_csl_get (ibid_source_get_base_csl (source), IBID_CSL_TITLE));
}

static void
describe_citation (GVariantBuilder *clues, IbidArticle *article, IbidCitation *citation)
{
  const IbidSpan *span = ibid_citation_get_span (citation);
  const IbidSpan before = { span->block, span->start - MIN (span->start, CONTEXT_CHARS),
                            span->start };
  const IbidSpan after = { span->block, span->end, span->end + CONTEXT_CHARS };
  g_autofree char *exact = ibid_article_dup_span_text (article, span);
  g_autofree char *prefix = ibid_article_dup_span_text (article, &before);
  g_autofree char *suffix = ibid_article_dup_span_text (article, &after);

  add_clue (clues, "exact", exact);
  add_clue (clues, "prefix", prefix);
  add_clue (clues, "suffix", suffix);
}

/**
 * ibid_article_describe:
 * @self: an article
 * @record: an #IbidOutlet, #IbidSource, #IbidCitation, #IbidCitationItem or #IbidEntity of it
 *
 * Describes a thing as the file has it, for the "find" of a decision: what the reader has changed
 * about it is left out, so that the description stays true when that is undone.
 *
 * Returns: (transfer floating): a{ss}
 */
GVariant *
ibid_article_describe (IbidArticle *self, IbidRecord *record)
{
  GVariantBuilder clues;

  g_variant_builder_init (&clues, G_VARIANT_TYPE ("a{ss}"));
  if (IBID_IS_OUTLET (record))
    add_clue (&clues, "name", ibid_outlet_get_name (IBID_OUTLET (record)));
  else if (IBID_IS_SOURCE (record))
    describe_source (&clues, IBID_SOURCE (record));
  else if (IBID_IS_CITATION (record))
    describe_citation (&clues, self, IBID_CITATION (record));
  else if (IBID_IS_CITATION_ITEM (record))
    {
      IbidCitation *citation = ibid_citation_item_get_citation (IBID_CITATION_ITEM (record));

      if (citation != NULL)
        describe_citation (&clues, self, citation);
    }
  else if (IBID_IS_ENTITY (record))
    {
      IbidEntity *entity = IBID_ENTITY (record);

      add_clue (&clues, "name", ibid_entity_get_base_name (entity));
      add_clue (
          &clues, "kind",
          ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_base_kind (entity)));
    }
  return g_variant_builder_end (&clues);
}
