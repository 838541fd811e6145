/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-decisions-private.h"
#include "ibid-fold.h"
#include "ibid-terms-types.h"

/* Reads decisions into choices about objects. What the choices mean together is worked out in
 * ibid-decision-effects.c; nothing of the article changes here. */

static void
entity_choice_free (gpointer data)
{
  IbidEntityChoice *choice = data;

  g_clear_pointer (&choice->splits, g_array_unref);
  g_clear_pointer (&choice->override.absorbed, g_ptr_array_unref);
  g_clear_pointer (&choice->override.split_folded, g_ptr_array_unref);
  g_free (choice);
}

static void
citation_choice_free (gpointer data)
{
  IbidCitationChoice *choice = data;

  g_clear_pointer (&choice->claims, g_array_unref);
  g_free (choice);
}

static gpointer
ensure (GHashTable *table, gpointer object, gsize size)
{
  gpointer choice = g_hash_table_lookup (table, object);

  if (choice == NULL)
    {
      choice = g_malloc0 (size);
      g_hash_table_insert (table, object, choice);
    }
  return choice;
}

/**
 * ibid_application_outlet:
 * @self: the application
 * @outlet: an outlet
 *
 * Gives the choices about an outlet, to be filled in.
 *
 * Returns: (transfer none): the choices
 */
IbidOutletOverride *
ibid_application_outlet (IbidApplication *self, IbidOutlet *outlet)
{
  return ensure (self->outlets, outlet, sizeof (IbidOutletOverride));
}

/**
 * ibid_application_source:
 * @self: the application
 * @source: a source
 *
 * Gives the choices about a source, to be filled in.
 *
 * Returns: (transfer none): the choices
 */
IbidSourceOverride *
ibid_application_source (IbidApplication *self, IbidSource *source)
{
  return ensure (self->sources, source, sizeof (IbidSourceOverride));
}

/**
 * ibid_application_citation:
 * @self: the application
 * @citation: a citation
 *
 * Gives the choices about a citation, to be filled in.
 *
 * Returns: (transfer none): the choices
 */
IbidCitationChoice *
ibid_application_citation (IbidApplication *self, IbidCitation *citation)
{
  return ensure (self->citations, citation, sizeof (IbidCitationChoice));
}

/**
 * ibid_application_item:
 * @self: the application
 * @item: a citation item
 *
 * Gives the choices about an item, to be filled in.
 *
 * Returns: (transfer none): the choices
 */
IbidItemChoice *
ibid_application_item (IbidApplication *self, IbidCitationItem *item)
{
  return ensure (self->items, item, sizeof (IbidItemChoice));
}

/**
 * ibid_application_entity:
 * @self: the application
 * @entity: an entity
 *
 * Gives the choices about an entity, to be filled in.
 *
 * Returns: (transfer none): the choices
 */
IbidEntityChoice *
ibid_application_entity (IbidApplication *self, IbidEntity *entity)
{
  IbidEntityChoice *choice = ensure (self->entities, entity, sizeof (IbidEntityChoice));

  choice->override.has_decisions = TRUE;
  return choice;
}

/**
 * ibid_application_lose:
 * @self: the application
 * @made: a choice that cannot be followed in this article
 *
 * Lists it. A correction for all articles is not lost: it is about other articles.
 */
void
ibid_application_lose (IbidApplication *self, const IbidChoiceMade *made)
{
  if (self->lost != NULL && !made->is_correction)
    g_list_store_append (self->lost, made->decision);
}

/**
 * ibid_decision_read_string:
 * @decision: a decision
 * @value: (out): its value, borrowed; left alone if it is no string
 *
 * Reads a value.
 *
 * Returns: whether it is a string
 */
gboolean
ibid_decision_read_string (IbidDecision *decision, const char **value)
{
  GVariant *variant = ibid_decision_get_value (decision);

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_STRING))
    return FALSE;
  *value = g_variant_get_string (variant, NULL);
  return TRUE;
}

static gboolean
read_nick (IbidDecision *decision, GType type, int *value)
{
  const char *nick = NULL;

  return ibid_decision_read_string (decision, &nick) && ibid_enum_from_nick (type, nick, value);
}

static gboolean
read_boolean (IbidDecision *decision, gboolean *value)
{
  GVariant *variant = ibid_decision_get_value (decision);

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_BOOLEAN))
    return FALSE;
  *value = g_variant_get_boolean (variant);
  return TRUE;
}

static gboolean
read_grade (IbidDecision *decision, guint *value)
{
  GVariant *variant = ibid_decision_get_value (decision);
  gint64 number = -1;

  if (g_variant_is_of_type (variant, G_VARIANT_TYPE_INT32))
    number = g_variant_get_int32 (variant);
  else if (g_variant_is_of_type (variant, G_VARIANT_TYPE_UINT32))
    number = g_variant_get_uint32 (variant);
  else if (g_variant_is_of_type (variant, G_VARIANT_TYPE_INT64))
    number = g_variant_get_int64 (variant);
  if (number < IBID_CREDIBILITY_NOT_GRADED || number > IBID_CREDIBILITY_CANNOT_BE_JUDGED)
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (a, b);
}

/* Does the text still say what it said when that was decided? */
static gboolean
has_quote (IbidDecision *decision, guint number, IbidArticle *article, const IbidSpan *span)
{
  const char *exact = ibid_decision_get_span_clue (decision, number, "exact");
  g_autofree char *text = exact != NULL ? ibid_article_dup_span_text (article, span) : NULL;

  return exact == NULL || strcmp (exact, text) == 0;
}

/**
 * ibid_decision_read_spans:
 * @decision: a decision
 * @article: the article
 * @spans: (out) (transfer full) (element-type IbidSpan): those that the article has, in reading
 *   order; left alone on failure
 *
 * Reads a list of block ids and offsets in code points. A place where something else stands than
 * when it was decided is left out.
 *
 * Returns: whether it is such a list, and the article has one of its spans or the list is empty
 */
gboolean
ibid_decision_read_spans (IbidDecision *decision, IbidArticle *article, GArray **spans)
{
  GVariant *variant = ibid_decision_get_value (decision);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  GVariantIter iter;
  const char *id = NULL;
  IbidSpan span;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE ("a(suu)")))
    return FALSE;
  g_variant_iter_init (&iter, variant);
  for (guint i = 0; g_variant_iter_next (&iter, "(&suu)", &id, &span.start, &span.end); i++)
    if (ibid_article_find_block (article, id, &span.block) && span.start < span.end &&
        span.end <= ibid_block_get_n_chars (ibid_article_peek_block (article, span.block)) &&
        has_quote (decision, i, article, &span))
      g_array_append_val (found, span);
  if (found->len == 0 && g_variant_n_children (variant) > 0)
    return FALSE;
  g_array_sort (found, compare_spans);
  *spans = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
choose_about_outlet (IbidApplication *self, IbidOutlet *outlet, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  const char *text = NULL;
  int value = 0;

  if (strcmp (field, "kind") == 0 && read_nick (decision, IBID_TYPE_OUTLET_KIND, &value))
    {
      ibid_application_outlet (self, outlet)->has_kind = TRUE;
      ibid_application_outlet (self, outlet)->kind = (IbidOutletKind)value;
      return TRUE;
    }
  if (strcmp (field, "country") == 0 && ibid_decision_read_string (decision, &text))
    {
      ibid_application_outlet (self, outlet)->country = text;
      return TRUE;
    }
  if (strcmp (field, "reliability") == 0 && read_nick (decision, IBID_TYPE_RELIABILITY, &value))
    {
      IbidOutletOverride *override = ibid_application_outlet (self, outlet);

      override->reliability = (IbidReliability)value;
      override->reliability_modified =
          value != IBID_RELIABILITY_NOT_GRADED ? ibid_decision_get_modified (decision) : NULL;
      return TRUE;
    }
  return FALSE;
}

/* A correction counts for every outlet that answers to the name. */
static gboolean
choose_about_named_outlets (IbidApplication *self, IbidDecision *decision)
{
  GVariant *find = ibid_decision_get_find (decision);
  const char *name = NULL;
  g_autofree char *folded = NULL;

  if (find == NULL || !g_variant_is_of_type (find, G_VARIANT_TYPE ("a{ss}")) ||
      !g_variant_lookup (find, "name", "&s", &name))
    name = ibid_decision_get_target_id (decision);
  folded = ibid_text_fold (name);
  for (guint i = 0; i < self->article->base_outlets->len; i++)
    {
      IbidOutlet *outlet = g_ptr_array_index (self->article->base_outlets, i);

      if (ibid_outlet_answers_to_folded (outlet, folded))
        choose_about_outlet (self, outlet, decision);
    }
  for (guint i = 0; i < self->article->added_outlets.order->len; i++)
    {
      IbidOutlet *outlet = g_ptr_array_index (self->article->added_outlets.order, i);

      if (ibid_outlet_answers_to_folded (outlet, folded))
        choose_about_outlet (self, outlet, decision);
    }
  return TRUE;
}

static gboolean
is_edtf_or_empty (const char *text)
{
  g_autoptr (IbidPartialDate) date = NULL;

  if (*text == '\0')
    return TRUE;
  date = ibid_partial_date_new_from_edtf (text, NULL);
  return date != NULL;
}

static const char **
get_edited_field (IbidSourceOverride *override, const char *field)
{
  if (strcmp (field, "title") == 0)
    return &override->title;
  if (strcmp (field, "author") == 0)
    return &override->author;
  if (strcmp (field, "issued") == 0)
    return &override->issued;
  if (strcmp (field, "URL") == 0)
    return &override->url;
  if (strcmp (field, "language") == 0)
    return &override->language;
  if (strcmp (field, "archived") == 0)
    return &override->archived;
  return NULL;
}

/* A merge that would close a circle is not followed. */
static gboolean
merge_source (IbidApplication *self, IbidSource *source, const char *id)
{
  IbidSource *into = ibid_article_find_source (self->article, id);

  ibid_application_source (self, source)->merged_into = NULL;
  for (IbidSource *at = into; at != NULL;)
    {
      IbidSourceOverride *override = g_hash_table_lookup (self->sources, at);

      if (at == source)
        return FALSE;
      at = override != NULL ? override->merged_into : NULL;
    }
  ibid_application_source (self, source)->merged_into = into;
  return into != NULL;
}

static gboolean
judge_source (IbidApplication *self, IbidSource *source, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  IbidSourceOverride *override = ibid_application_source (self, source);
  int value = 0;

  if (strcmp (field, "access") == 0 && read_nick (decision, IBID_TYPE_ACCESS, &value))
    {
      override->access = (IbidAccess)value;
      override->access_modified =
          value != IBID_ACCESS_NOT_OPENED ? ibid_decision_get_modified (decision) : NULL;
      return TRUE;
    }
  if (strcmp (field, "reliability") == 0 && read_nick (decision, IBID_TYPE_RELIABILITY, &value))
    {
      override->has_reliability = value != IBID_RELIABILITY_NOT_GRADED;
      override->reliability = (IbidReliability)value;
      override->reliability_modified =
          override->has_reliability ? ibid_decision_get_modified (decision) : NULL;
      return TRUE;
    }
  return FALSE;
}

static gboolean
choose_about_source (IbidApplication *self, IbidSource *source, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  const char **edited = get_edited_field (ibid_application_source (self, source), field);
  const char *text = NULL;

  if (edited == NULL && strcmp (field, "merged-into") != 0)
    return judge_source (self, source, decision);
  if (!ibid_decision_read_string (decision, &text))
    return FALSE;
  if (edited == NULL)
    return merge_source (self, source, text);
  if (strcmp (field, "issued") == 0 && !is_edtf_or_empty (text))
    return FALSE;
  *edited = text;
  return TRUE;
}

static gboolean
choose_about_item (IbidApplication *self, IbidCitationItem *item, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  IbidItemChoice *choice = ibid_application_item (self, item);
  const char *text = NULL;
  int value = 0;
  guint grade = 0;

  if (strcmp (field, "verdict") == 0 && read_nick (decision, IBID_TYPE_VERDICT, &value))
    {
      choice->override.verdict = (IbidVerdict)value;
      choice->override.verdict_modified =
          value != IBID_VERDICT_NOT_CHECKED ? ibid_decision_get_modified (decision) : NULL;
      return TRUE;
    }
  if (strcmp (field, "credibility") == 0 && read_grade (decision, &grade))
    {
      choice->override.credibility = grade;
      choice->override.credibility_modified =
          grade != IBID_CREDIBILITY_NOT_GRADED ? ibid_decision_get_modified (decision) : NULL;
      return TRUE;
    }
  if (strcmp (field, "chosen") == 0 && ibid_decision_read_string (decision, &text))
    {
      choice->chosen = ibid_citation_item_find_candidate (item, text);
      return choice->chosen != NULL || *text == '\0';
    }
  return FALSE;
}

static gboolean
choose_about_citation (IbidApplication *self, IbidCitation *citation, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  IbidCitationChoice *choice = ibid_application_citation (self, citation);
  GArray *claims = NULL;

  if (strcmp (field, "not-a-citation") == 0)
    return read_boolean (decision, &choice->is_refused);
  if (strcmp (field, "claims") != 0 || !ibid_decision_read_spans (decision, self->article, &claims))
    return FALSE;
  g_clear_pointer (&choice->claims, g_array_unref);
  choice->claims = claims;
  return TRUE;
}

static gboolean
merge_entity (IbidApplication *self, IbidEntity *entity, const char *id)
{
  IbidEntity *into = ibid_article_find_entity (self->article, id);

  ibid_application_entity (self, entity)->override.merged_into = NULL;
  for (IbidEntity *at = into; at != NULL;)
    {
      IbidEntityChoice *choice = g_hash_table_lookup (self->entities, at);

      if (at == entity)
        return FALSE;
      at = choice != NULL ? choice->override.merged_into : NULL;
    }
  if (into == NULL)
    return FALSE;
  ibid_application_entity (self, entity)->override.merged_into = into;
  /* it has more names and mentions now */
  ibid_application_entity (self, into);
  return TRUE;
}

static gboolean
choose_about_entity (IbidApplication *self, IbidEntity *entity, IbidDecision *decision)
{
  const char *field = ibid_decision_get_field (decision);
  IbidEntityOverride *override = &ibid_application_entity (self, entity)->override;
  const char *text = NULL;
  int value = 0;

  if (strcmp (field, "not-an-entity") == 0)
    return read_boolean (decision, &override->is_refused);
  if (strcmp (field, "kind") == 0 && read_nick (decision, IBID_TYPE_ENTITY_KIND, &value))
    {
      override->has_kind = TRUE;
      override->kind = (IbidEntityKind)value;
      return TRUE;
    }
  if (!ibid_decision_read_string (decision, &text))
    return FALSE;
  if (strcmp (field, "name") == 0 && *text != '\0')
    {
      override->name = text;
      return TRUE;
    }
  return strcmp (field, "merged-into") == 0 && merge_entity (self, entity, text);
}

static gboolean
choose (IbidApplication *self, const IbidChoiceMade *made)
{
  IbidDecision *decision = made->decision;
  gpointer target = NULL;

  switch (ibid_decision_get_target (decision))
    {
    case IBID_TARGET_KIND_OUTLET:
      if (made->is_correction)
        return choose_about_named_outlets (self, decision);
      target = ibid_application_find_outlet (self, decision);
      return target != NULL && choose_about_outlet (self, target, decision);
    case IBID_TARGET_KIND_SOURCE:
      target = ibid_application_find_source (self, decision);
      return target != NULL && choose_about_source (self, target, decision);
    case IBID_TARGET_KIND_CITATION:
      target = ibid_application_find_citation (self, decision);
      return target != NULL && choose_about_citation (self, target, decision);
    case IBID_TARGET_KIND_ITEM:
      target = ibid_application_find_item (self, decision);
      return target != NULL && choose_about_item (self, target, decision);
    case IBID_TARGET_KIND_ENTITY:
      target = ibid_application_find_entity (self, made);
      return target != NULL && choose_about_entity (self, target, decision);
    case IBID_TARGET_KIND_ARTICLE:
      return FALSE;
    }
  return FALSE;
}

static gboolean
is_for_all_articles (IbidDecision *decision)
{
  IbidTargetKind target = ibid_decision_get_target (decision);

  return target == IBID_TARGET_KIND_OUTLET || target == IBID_TARGET_KIND_ENTITY;
}

static void
collect (GArray *choices, IbidOverlay *overlay, gboolean are_corrections)
{
  guint n_decisions = overlay != NULL ? g_list_model_get_n_items (G_LIST_MODEL (overlay)) : 0;

  for (guint i = 0; i < n_decisions; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);
      /* the list keeps it alive */
      IbidChoiceMade made = { decision, are_corrections };

      if (!are_corrections || is_for_all_articles (decision))
        g_array_append_val (choices, made);
    }
}

static void
application_init (IbidApplication *self, IbidArticle *article, IbidOverlay *overlay,
                  GListStore *lost)
{
  self->article = article;
  self->overlay = overlay;
  self->lost = lost;
  self->choices = g_array_new (FALSE, FALSE, sizeof (IbidChoiceMade));
  self->outlets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->sources = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->citations = g_hash_table_new_full (NULL, NULL, NULL, citation_choice_free);
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->entities = g_hash_table_new_full (NULL, NULL, NULL, entity_choice_free);
  self->own_items = g_ptr_array_new ();
}

static void
application_clear (IbidApplication *self)
{
  g_array_unref (self->choices);
  g_hash_table_unref (self->outlets);
  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->citations);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->entities);
  g_ptr_array_unref (self->own_items);
}

static GPtrArray *
new_base (IbidRecordList *list)
{
  guint length = ibid_record_list_get_length (list);
  GPtrArray *base = g_ptr_array_new_full (length, g_object_unref);

  for (guint i = 0; i < length; i++)
    g_ptr_array_add (base, g_object_ref (ibid_record_list_peek (list, i)));
  return base;
}

static void
remember_base (IbidArticle *article)
{
  if (article->base_outlets != NULL)
    return;
  article->base_outlets = new_base (article->outlets);
  article->base_sources = new_base (article->sources);
  article->base_citations = new_base (article->citations);
  article->base_entities = new_base (article->entities);
  article->base_mentions = new_base (article->mentions);
}

static gboolean
is_empty (IbidOverlay *overlay)
{
  return overlay == NULL || g_list_model_get_n_items (G_LIST_MODEL (overlay)) == 0;
}

/**
 * ibid_article_apply_decisions:
 * @self: an article that is sealed
 * @corrections: (nullable): choices for all articles; those about outlets and entities count
 * @overlay: (nullable): choices about this article; they win
 * @lost: (nullable): a #GListStore of #IbidDecision that receives the decisions of @overlay whose
 *   target is not there any more, or whose value cannot be followed
 *
 * Makes the article what it is under the given decisions, from what the file said: earlier ones are
 * forgotten. Objects keep their identity, also those that decisions make; properties notify and
 * lists announce only what differs; #IbidArticle::decisions-changed is emitted at the end, once, if
 * anything does.
 */
void
ibid_article_apply_decisions (IbidArticle *self, IbidOverlay *corrections, IbidOverlay *overlay,
                              GListStore *lost)
{
  IbidApplication application = { 0 };

  if (self->base_outlets == NULL && is_empty (corrections) && is_empty (overlay))
    return;
  g_object_ref (self);
  remember_base (self);
  application_init (&application, self, overlay, lost);
  collect (application.choices, corrections, TRUE);
  collect (application.choices, overlay, FALSE);
  ibid_application_make_additions (&application);
  for (guint i = 0; i < application.choices->len; i++)
    {
      const IbidChoiceMade *made = &g_array_index (application.choices, IbidChoiceMade, i);

      if (!ibid_decision_is_addition (made->decision) && !choose (&application, made))
        ibid_application_lose (&application, made);
    }
  ibid_application_take_effect (&application);
  if (application.parts != 0)
    ibid_article_emit_decisions_changed (self, application.parts);
  application_clear (&application);
  g_object_unref (self);
}
