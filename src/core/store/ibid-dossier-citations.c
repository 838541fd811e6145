/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-dossier-private.h"
#include "ibid-fold.h"
#include "ibid-offsets.h"

/* What a citation is called in the name of an act: what its items say, else its text. */
static char *
dup_name (IbidDossier *self, IbidCitation *citation)
{
  g_autoptr (IbidCitationItem) first =
      g_list_model_get_item (ibid_citation_get_items (citation), 0);
  const char *name = first != NULL ? ibid_citation_item_get_name (first) : NULL;
  g_autofree char *text = NULL;

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  text = ibid_article_dup_span_text (ibid_dossier_get_article (self),
                                     ibid_citation_get_span (citation));
  return ibid_dossier_dup_short (text);
}

static char *
dup_item_name (IbidDossier *self, IbidCitationItem *item)
{
  const char *name = ibid_citation_item_get_name (item);

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return dup_name (self, ibid_citation_item_get_citation (item));
}

static GVariant *
describe (IbidDossier *self, IbidCitation *citation, const char *name)
{
  return ibid_dossier_describe_span (ibid_dossier_get_article (self),
                                     ibid_citation_get_span (citation), name);
}

static IbidDecision *
new_item_decision (IbidDossier *self, IbidCitationItem *item, IbidCitation *citation,
                   const char *field, GVariant *value)
{
  return ibid_decision_new (IBID_TARGET_KIND_ITEM, ibid_record_get_id (IBID_RECORD (citation)),
                            ibid_citation_item_get_index (item), field, NULL, value,
                            describe (self, citation, ibid_citation_item_get_name (item)), NULL);
}

static void
decide_item (IbidDossier *self, IbidCitationItem *item, const char *field, GVariant *value,
             const char *format)
{
  IbidCitation *citation = ibid_citation_item_get_citation (item);
  g_autofree char *name = dup_item_name (self, item);
  GString *label = g_string_new (format);

  g_string_replace (label, "%s", name, 1);
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       new_item_decision (self, item, citation, field, value),
                       g_string_free (label, FALSE));
}

static void
decide_citation (IbidDossier *self, IbidCitation *citation, const char *field, GVariant *value,
                 char *label)
{
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       ibid_decision_new (IBID_TARGET_KIND_CITATION,
                                          ibid_record_get_id (IBID_RECORD (citation)), 0, field,
                                          NULL, value, describe (self, citation, NULL), NULL),
                       label);
}

/**
 * ibid_dossier_set_verdict:
 * @item: a citation item of the article
 * @verdict: whether the source says what the text says; the same verdict is no act
 */
void
ibid_dossier_set_verdict (IbidDossier *self, IbidCitationItem *item, IbidVerdict verdict)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION_ITEM (item));

  if (verdict == ibid_citation_item_get_verdict (item) ||
      ibid_citation_item_get_citation (item) == NULL)
    return;
  decide_item (self, item, "verdict",
               g_variant_new_string (ibid_nick_from_enum (IBID_TYPE_VERDICT, (int)verdict)),
               /* Translators: an act that can be undone; %s is what a citation names */
               _ ("Check “%s”"));
}

/**
 * ibid_dossier_set_credibility:
 * @item: a citation item of the article
 * @credibility: 1 to 6, or 0: not graded; the same grade is no act
 */
void
ibid_dossier_set_credibility (IbidDossier *self, IbidCitationItem *item, guint credibility)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION_ITEM (item));
  g_return_if_fail (credibility <= IBID_CREDIBILITY_CANNOT_BE_JUDGED);

  if (credibility == ibid_citation_item_get_credibility (item) ||
      ibid_citation_item_get_citation (item) == NULL)
    return;
  decide_item (self, item, "credibility", g_variant_new_int32 ((gint32)credibility),
               _ ("Grade credibility of “%s”"));
}

static char *
dup_item_choice (IbidCitationItem *item, IbidCitation *citation, const char *field)
{
  /* the string that tells choices apart is the model's business: ask a decision for it */
  g_autoptr (IbidDecision) probe = ibid_decision_new (
      IBID_TARGET_KIND_ITEM, ibid_record_get_id (IBID_RECORD (citation)),
      ibid_citation_item_get_index (item), field, NULL, g_variant_new_string (""), NULL, NULL);

  return g_strdup (ibid_decision_get_choice (probe));
}

/**
 * ibid_dossier_choose_candidate:
 * @item: a citation item of the article
 * @source: (nullable): which source is meant; %NULL takes the reader's choice back, so that the
 *   question is open again
 */
void
ibid_dossier_choose_candidate (IbidDossier *self, IbidCitationItem *item, IbidSource *source)
{
  IbidOverlay *overlay;
  IbidCitation *citation;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION_ITEM (item));

  citation = ibid_citation_item_get_citation (item);
  overlay = ibid_dossier_get_overlay (self);
  if (citation == NULL)
    return;
  if (source == NULL)
    {
      g_autofree char *choice = dup_item_choice (item, citation, "chosen");
      IbidDecision *decision = ibid_overlay_lookup (overlay, choice);
      g_autofree char *name = dup_item_name (self, item);
      IbidDecisionAct *act;

      if (decision == NULL)
        return;
      act = ibid_decision_act_new (self);
      ibid_decision_act_remove (act, overlay, decision);
      ibid_dossier_perform (self, act, g_strdup_printf (_ ("Reopen source of “%s”"), name));
      return;
    }
  if (source == ibid_citation_item_get_source (item))
    return;
  decide_item (self, item, "chosen",
               g_variant_new_string (ibid_record_get_id (IBID_RECORD (source))),
               _ ("Choose source of “%s”"));
}

/**
 * ibid_dossier_split_source:
 * @item: a citation item of the article, with a source that other items share
 *
 * Gives the item a source of its own, a copy of the shared one. Nothing to do for an item without
 * a source, or whose source nobody else cites.
 */
void
ibid_dossier_split_source (IbidDossier *self, IbidCitationItem *item)
{
  IbidArticle *article;
  IbidSource *source;
  g_autofree char *id = NULL;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION_ITEM (item));

  article = ibid_dossier_get_article (self);
  source = ibid_citation_item_get_source (item);
  if (source == NULL || ibid_citation_item_get_citation (item) == NULL ||
      g_list_model_get_n_items (ibid_source_get_items (source)) < 2)
    return;
  for (guint i = 1; id == NULL || ibid_article_find_source (article, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-split-%u", ibid_record_get_id (IBID_RECORD (source)), i);
    }
  decide_item (self, item, "own-source", g_variant_new_string (id), _ ("Split source of “%s”"));
}

/**
 * ibid_dossier_refuse_citation:
 * @citation: what is none
 *
 * "Not a citation": it goes from the lists and from the text. One that the reader added goes
 * altogether, with all judgements of it.
 */
void
ibid_dossier_refuse_citation (IbidDossier *self, IbidCitation *citation)
{
  g_autofree char *name = NULL;
  char *label;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION (citation));

  name = dup_name (self, citation);
  label = g_strdup_printf (_ ("Remove citation “%s”"), name);
  if (ibid_citation_is_added (citation))
    {
      IbidDecisionAct *act = ibid_decision_act_new (self);

      ibid_dossier_remove_about (self, act, ibid_record_get_id (IBID_RECORD (citation)),
                                 IBID_TARGET_KIND_CITATION);
      ibid_dossier_perform (self, act, label);
    }
  else
    decide_citation (self, citation, "not-a-citation", g_variant_new_boolean (TRUE), label);
}

/* How to find the citation again, and its claims. */
static GVariant *
describe_claims (IbidDossier *self, IbidCitation *citation, const IbidSpan *claims, guint n_claims)
{
  IbidArticle *article = ibid_dossier_get_article (self);
  g_autoptr (GVariant) place = g_variant_ref_sink (describe (self, citation, NULL));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *text;
  guint number = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, place);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &text))
    g_variant_builder_add (&builder, "{ss}", key, text);
  for (guint i = 0; i < n_claims; i++)
    {
      g_autoptr (GVariant) claim = NULL;

      if (!ibid_dossier_is_sound_span (article, &claims[i]))
        continue;
      claim = g_variant_ref_sink (ibid_dossier_describe_span (article, &claims[i], NULL));
      g_variant_iter_init (&iter, claim);
      while (g_variant_iter_next (&iter, "{&s&s}", &key, &text))
        {
          g_autofree char *name = ibid_decision_dup_span_key ("claims", number, key);

          g_variant_builder_add (&builder, "{ss}", name, text);
        }
      number++;
    }
  return g_variant_builder_end (&builder);
}

/**
 * ibid_dossier_set_claims:
 * @citation: a citation of the article
 * @claims: (array length=n_claims): what it supports; spans that are no place in the text are left
 *   out
 * @n_claims: how many; 0 says that it supports nothing
 *
 * The same claims are no act.
 */
void
ibid_dossier_set_claims (IbidDossier *self, IbidCitation *citation, const IbidSpan *claims,
                         guint n_claims)
{
  IbidArticle *article;
  const IbidSpan *before;
  guint n_before;
  gboolean equal;
  g_autofree char *name = NULL;
  GVariantBuilder builder;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_CITATION (citation));

  article = ibid_dossier_get_article (self);
  before = ibid_citation_get_claims (citation, &n_before);
  equal = n_before == n_claims;
  for (guint i = 0; i < n_claims && equal; i++)
    equal = ibid_span_equal (&before[i], &claims[i]);
  if (equal)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suu)"));
  for (guint i = 0; i < n_claims; i++)
    if (ibid_dossier_is_sound_span (article, &claims[i]))
      g_variant_builder_add (
          &builder, "(suu)",
          ibid_record_get_id (IBID_RECORD (ibid_article_peek_block (article, claims[i].block))),
          claims[i].start, claims[i].end);
  name = dup_name (self, citation);
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       ibid_decision_new (IBID_TARGET_KIND_CITATION,
                                          ibid_record_get_id (IBID_RECORD (citation)), 0, "claims",
                                          NULL, g_variant_builder_end (&builder),
                                          describe_claims (self, citation, claims, n_claims), NULL),
                       g_strdup_printf (_ ("Change claim of “%s”"), name));
}

static char *
dup_free_citation_id (IbidArticle *article)
{
  for (;;)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *id = g_strdup_printf ("added-%.8s", uuid);

      if (ibid_article_find_citation (article, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/**
 * ibid_dossier_add_citation:
 * @span: the place in the text that cites something
 * @name: (nullable): what it names, as written; %NULL or "" takes the text of @span
 * @issued_edtf: (nullable): the source's date, or %NULL or ""
 *
 * "Selection is a citation".
 *
 * Returns: (transfer none) (nullable): the new citation; %NULL if @span is no place for one
 *   (outside the text, inside a character, over another citation) or the date is none
 */
IbidCitation *
ibid_dossier_add_citation (IbidDossier *self, const IbidSpan *span, const char *name,
                           const char *issued_edtf)
{
  IbidArticle *article;
  IbidBlock *block;
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *id = NULL;
  g_autofree char *written = NULL;
  g_autofree char *tidy = NULL;
  GVariantBuilder builder;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (span != NULL, NULL);

  article = ibid_dossier_get_article (self);
  if (!ibid_dossier_is_sound_span (article, span))
    return NULL;
  others = ibid_article_citations_in (article, span);
  if (others->len > 0)
    return NULL;
  if (issued_edtf != NULL && *issued_edtf != '\0')
    {
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (issued_edtf, NULL);

      if (date == NULL)
        return NULL;
    }

  block = ibid_article_peek_block (article, span->block);
  id = dup_free_citation_id (article);
  written =
      name != NULL && *name != '\0' ? g_strdup (name) : ibid_article_dup_span_text (article, span);
  tidy = ibid_text_collapse_space (written);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "block",
                         g_variant_new_string (ibid_record_get_id (IBID_RECORD (block))));
  g_variant_builder_add (&builder, "{sv}", "start", g_variant_new_uint32 (span->start));
  g_variant_builder_add (&builder, "{sv}", "end", g_variant_new_uint32 (span->end));
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (tidy));
  g_variant_builder_add (&builder, "{sv}", "issued",
                         g_variant_new_string (issued_edtf != NULL ? issued_edtf : ""));
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       ibid_decision_new (IBID_TARGET_KIND_ARTICLE,
                                          ibid_record_get_id (IBID_RECORD (article)), 0,
                                          "added-citation", id, g_variant_builder_end (&builder),
                                          ibid_dossier_describe_span (article, span, NULL), NULL),
                       g_strdup_printf (_ ("Add citation “%s”"), tidy));
  return ibid_article_find_citation (article, id);
}
