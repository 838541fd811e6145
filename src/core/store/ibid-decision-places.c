/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>

#include "ibid-decision-places.h"
#include "ibid-overlay-format.h"

/* Decisions that name places in the text (added citations and mentions, claims) follow those places
 * into another text, as annotations do. A place that is not surely found again stays as it was,
 * which the article then does not believe. */

static gboolean
says (IbidAnchoring *anchoring, const IbidSpan *span, const char *exact)
{
  IbidReadingText *text = ibid_anchoring_get_text (anchoring);
  guint first = ibid_reading_text_get_block_start (text, span->block);
  g_autofree char *found = NULL;

  if (span->start >= span->end ||
      span->end > ibid_reading_text_get_block_length (text, span->block))
    return FALSE;
  found = ibid_reading_text_dup_slice (text, first + span->start, first + span->end);
  return strcmp (found, exact) == 0;
}

/* Where the place is now; FALSE: where it was, or nobody knows. */
static gboolean
find_place (IbidAnchoring *anchoring, IbidDecision *decision, guint number, const char *block_id,
            IbidSpan *span)
{
  const char *exact = ibid_decision_get_span_clue (decision, number, "exact");
  g_autoptr (IbidSelector) selector = NULL;
  g_autoptr (GArray) spans = NULL;
  IbidAnchorResult result;

  if (exact == NULL || (ibid_anchoring_find_block (anchoring, block_id, &span->block) &&
                        says (anchoring, span, exact)))
    return FALSE;
  selector = ibid_selector_new (exact, ibid_decision_get_span_clue (decision, number, "prefix"),
                                ibid_decision_get_span_clue (decision, number, "suffix"),
                                IBID_SELECTOR_NO_POSITION, IBID_SELECTOR_NO_POSITION, NULL);
  ibid_anchoring_find (anchoring, selector, &result);
  if (result.state != IBID_ANCHOR_STATE_EXACT && result.state != IBID_ANCHOR_STATE_MOVED)
    return FALSE;
  spans = ibid_reading_text_spans_from_range (ibid_anchoring_get_text (anchoring), result.start,
                                              result.end);
  if (spans->len != 1 || !says (anchoring, &g_array_index (spans, IbidSpan, 0), exact))
    return FALSE;
  *span = g_array_index (spans, IbidSpan, 0);
  return TRUE;
}

/* The list of places with those that have moved; NULL: none has. */
static GVariant *
follow_spans (IbidAnchoring *anchoring, IbidDecision *decision)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id;
  IbidSpan span;
  gboolean has_moved = FALSE;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suu)"));
  g_variant_iter_init (&iter, ibid_decision_get_value (decision));
  for (guint i = 0; g_variant_iter_next (&iter, "(&suu)", &id, &span.start, &span.end); i++)
    {
      if (find_place (anchoring, decision, i, id, &span))
        {
          has_moved = TRUE;
          id = ibid_anchoring_get_block_id (anchoring, span.block);
        }
      g_variant_builder_add (&builder, "(suu)", id, span.start, span.end);
    }
  if (has_moved)
    return g_variant_builder_end (&builder);
  g_variant_builder_clear (&builder);
  return NULL;
}

static GVariant *
follow_citation (IbidAnchoring *anchoring, IbidDecision *decision)
{
  GVariantDict dict;
  const char *id;
  IbidSpan span = { 0 };

  g_variant_dict_init (&dict, ibid_decision_get_value (decision));
  if (!g_variant_dict_lookup (&dict, "block", "&s", &id) ||
      !g_variant_dict_lookup (&dict, "start", "u", &span.start) ||
      !g_variant_dict_lookup (&dict, "end", "u", &span.end) ||
      !find_place (anchoring, decision, 0, id, &span))
    {
      g_variant_dict_clear (&dict);
      return NULL;
    }
  g_variant_dict_insert (&dict, "block", "s", ibid_anchoring_get_block_id (anchoring, span.block));
  g_variant_dict_insert (&dict, "start", "u", span.start);
  g_variant_dict_insert (&dict, "end", "u", span.end);
  return g_variant_dict_end (&dict);
}

/* The same decision about the same choice, made when it was made, at other places. */
static IbidDecision *
new_moved (IbidDecision *decision, GVariant *value)
{
  IbidDecision *moved = ibid_decision_new (
      ibid_decision_get_target (decision), ibid_decision_get_target_id (decision),
      ibid_decision_get_item (decision), ibid_decision_get_field (decision),
      ibid_decision_get_key (decision), value, ibid_decision_get_find (decision),
      ibid_decision_get_modified (decision));

  ibid_decision_adopt_unknown (moved, decision);
  return moved;
}

static GVariant *
follow (IbidAnchoring *anchoring, IbidDecision *decision)
{
  GVariant *value = ibid_decision_get_value (decision);
  const char *field = ibid_decision_get_field (decision);

  if ((strcmp (field, "claims") == 0 || strcmp (field, "added-mention") == 0) &&
      g_variant_is_of_type (value, G_VARIANT_TYPE ("a(suu)")))
    return follow_spans (anchoring, decision);
  if (strcmp (field, "added-citation") == 0 && g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return follow_citation (anchoring, decision);
  return NULL;
}

/*
 * ibid_decision_places_settle:
 * @overlay: decisions that nobody else knows yet
 * @anchoring: finds places in the text
 *
 * Has the decisions name the places in the present text, in any thread.
 */
void
ibid_decision_places_settle (IbidOverlay *overlay, IbidAnchoring *anchoring)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overlay)); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);
      GVariant *value = follow (anchoring, decision);

      if (value != NULL)
        g_ptr_array_add (moved, new_moved (decision, value));
    }
  for (guint i = 0; i < moved->len; i++)
    ibid_overlay_put (overlay, g_ptr_array_index (moved, i));
}
