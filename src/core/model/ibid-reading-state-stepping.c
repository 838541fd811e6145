/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-reading-state-private.h"

/* when the reader has scrolled on by more than this, stepping begins at the place on the screen */
#define STEPPING_BLOCKS 30

static const IbidSpan *
span_of (gpointer object)
{
  guint n_spans;

  if (IBID_IS_CITATION (object))
    return ibid_citation_get_span (object);
  if (IBID_IS_MENTION (object))
    return ibid_mention_get_span (object);
  return ibid_annotation_get_spans (object, &n_spans);
}

/* The neighbour of a span in a list that is in reading order, round the ends. Counts how many come
 * before it, and how many there are up to its end, by halving. */
static gpointer
get_neighbour (GListModel *list, const IbidSpan *from, int direction)
{
  guint n_items = g_list_model_get_n_items (list);
  guint low = 0;
  guint high = n_items;

  if (n_items == 0)
    return NULL;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (GObject) object = g_list_model_get_item (list, middle);
      int order = ibid_span_compare (span_of (object), from);

      if (order < 0 || (order == 0 && direction > 0))
        low = middle + 1;
      else
        high = middle;
    }
  if (direction > 0)
    return g_list_model_get_item (list, low < n_items ? low : 0);
  return g_list_model_get_item (list, low > 0 ? low - 1 : n_items - 1);
}

/* where stepping begins if nothing was stepped to: just before the first visible character, so
 * that a thing that begins there is the next one */
static IbidSpan
get_place_span (IbidReadingState *self)
{
  return (IbidSpan){ self->place.block, self->place.offset, self->place.offset };
}

/**
 * ibid_reading_state_step_citation:
 * @self: a state
 * @direction: positive: to the next one; negative: to the one before
 *
 * Chooses the citation next to the chosen one, or to the place on the screen, and jumps there.
 *
 * Returns: whether the article has a citation
 */
gboolean
ibid_reading_state_step_citation (IbidReadingState *self, int direction)
{
  IbidSpan from =
      self->citation != NULL ? *ibid_citation_get_span (self->citation) : get_place_span (self);
  g_autoptr (IbidCitation) next = NULL;
  guint position = 0;

  if (self->article == NULL)
    return FALSE;
  /* several citations may have the same span: then the position counts */
  if (self->citation != NULL &&
      ibid_article_get_citation_position (self->article, self->citation, &position))
    {
      GListModel *citations = ibid_article_get_citations (self->article);
      guint n_citations = g_list_model_get_n_items (citations);
      guint step = direction > 0 ? 1 : n_citations - 1;

      next = g_list_model_get_item (citations, (position + step) % n_citations);
    }
  else
    next = get_neighbour (ibid_article_get_citations (self->article), &from, direction);
  if (next == NULL)
    return FALSE;
  ibid_reading_state_select_citation (self, next, 0);
  ibid_reading_state_jump (self, ibid_citation_get_span (next), TRUE);
  return TRUE;
}

/* the last mention that was stepped to, unless the reader has gone on from there */
static IbidSpan
get_stepping_span (IbidReadingState *self)
{
  IbidSpan place = get_place_span (self);
  IbidSpan stepped;

  if (self->stepped == NULL || ibid_mention_get_entity (self->stepped) != self->entity)
    return place;
  stepped = *ibid_mention_get_span (self->stepped);
  if (stepped.block < place.block || stepped.block > place.block + STEPPING_BLOCKS)
    return place;
  return stepped;
}

/**
 * ibid_reading_state_step_mention:
 * @self: a state
 * @direction: positive: to the next one; negative: to the one before
 *
 * Jumps to the mention of the chosen entity next to the one that was stepped to last, or to the
 * place on the screen if the reader has left that one.
 *
 * Returns: whether an entity is chosen and has a mention
 */
gboolean
ibid_reading_state_step_mention (IbidReadingState *self, int direction)
{
  IbidSpan from = get_stepping_span (self);
  g_autoptr (IbidMention) next = NULL;

  if (self->entity == NULL)
    return FALSE;
  next = get_neighbour (ibid_entity_get_mentions (self->entity), &from, direction);
  if (next == NULL)
    return FALSE;
  g_set_object (&self->stepped, next);
  ibid_reading_state_jump (self, ibid_mention_get_span (next), TRUE);
  return TRUE;
}

/* The lost ones stand at the end of the list. */
static guint
count_placed (GListModel *annotations)
{
  guint n_placed = g_list_model_get_n_items (annotations);

  while (n_placed > 0)
    {
      g_autoptr (IbidAnnotation) last = g_list_model_get_item (annotations, n_placed - 1);

      if (ibid_annotation_get_state (last) != IBID_ANCHOR_STATE_LOST)
        break;
      n_placed--;
    }
  return n_placed;
}

/* The one after or before the chosen one or, without one, the place on the screen. */
static guint
get_next_annotation (IbidReadingState *self, guint n_placed, int direction)
{
  IbidSpan from = get_place_span (self);
  guint position;

  if (self->annotation != NULL &&
      ibid_annotations_get_position (self->annotations, self->annotation, &position) &&
      position < n_placed)
    return (position + (direction > 0 ? 1 : n_placed - 1)) % n_placed;
  for (position = 0; position < n_placed; position++)
    {
      g_autoptr (IbidAnnotation) annotation =
          g_list_model_get_item (G_LIST_MODEL (self->annotations), position);

      if (ibid_span_compare (span_of (annotation), &from) >= 0)
        break;
    }
  if (direction > 0)
    return position % n_placed;
  return (position + n_placed - 1) % n_placed;
}

/**
 * ibid_reading_state_step_annotation:
 * @self: a state
 * @direction: positive: to the next one; negative: to the one before
 *
 * Chooses the annotation next to the chosen one, or to the place on the screen, and jumps there.
 * Lost ones are passed over.
 *
 * Returns: whether there is any
 */
gboolean
ibid_reading_state_step_annotation (IbidReadingState *self, int direction)
{
  g_autoptr (IbidAnnotation) next = NULL;
  guint n_placed;

  if (self->annotations == NULL)
    return FALSE;
  n_placed = count_placed (G_LIST_MODEL (self->annotations));
  if (n_placed == 0)
    return FALSE;
  next = g_list_model_get_item (G_LIST_MODEL (self->annotations),
                                get_next_annotation (self, n_placed, direction));
  ibid_reading_state_select_annotation (self, next);
  ibid_reading_state_jump (self, span_of (next), TRUE);
  return TRUE;
}
