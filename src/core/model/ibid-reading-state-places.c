/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-reading-state-private.h"

/* Where in the article: the place on the screen and those before it, what is selected, what is lit.
 */

/* places that "back" remembers */
#define MAX_TRAIL 100

static gboolean
is_same_place (const IbidPlace *a, const IbidPlace *b)
{
  return a->block == b->block && a->offset == b->offset;
}

static void
push (GArray *trail, const IbidPlace *place)
{
  if (trail->len > 0 && is_same_place (&g_array_index (trail, IbidPlace, trail->len - 1), place))
    return;
  g_array_append_vals (trail, place, 1);
  if (trail->len > MAX_TRAIL)
    g_array_remove_index (trail, 0);
}

/**
 * ibid_reading_state_clear_trail:
 * @self: a state
 *
 * Forgets where the reader has been, both ways.
 */
void
ibid_reading_state_clear_trail (IbidReadingState *self)
{
  if (self->back->len > 0)
    g_object_notify (G_OBJECT (self), "can-go-back");
  if (self->forward->len > 0)
    g_object_notify (G_OBJECT (self), "can-go-forward");
  g_array_set_size (self->back, 0);
  g_array_set_size (self->forward, 0);
}

static void
emit_jump (IbidReadingState *self, const IbidSpan *span, gboolean focus)
{
  /* until the reader widget reports where it has come to */
  self->place.block = span->block;
  self->place.offset = span->start;
  g_signal_emit_by_name (self, "jump", span, focus);
}

static void
notify_trail (IbidReadingState *self, gboolean could_go_back, gboolean could_go_forward)
{
  if (could_go_back != ibid_reading_state_can_go_back (self))
    g_object_notify (G_OBJECT (self), "can-go-back");
  if (could_go_forward != ibid_reading_state_can_go_forward (self))
    g_object_notify (G_OBJECT (self), "can-go-forward");
}

/**
 * ibid_reading_state_jump:
 * @self: a state
 * @span: where to
 * @focus: whether the keyboard shall go there too
 *
 * Remembers the present place for "back", forgets what was ahead, and emits
 * #IbidReadingState::jump.
 */
void
ibid_reading_state_jump (IbidReadingState *self, const IbidSpan *span, gboolean focus)
{
  const IbidSpan target = *span;
  gboolean could_go_back = ibid_reading_state_can_go_back (self);
  gboolean could_go_forward = ibid_reading_state_can_go_forward (self);

  push (self->back, &self->place);
  g_array_set_size (self->forward, 0);
  notify_trail (self, could_go_back, could_go_forward);
  emit_jump (self, &target, focus);
}

/* from one trail to the other; places that are where the reader is anyway are passed over */
static gboolean
walk (IbidReadingState *self, GArray *from, GArray *to)
{
  gboolean could_go_back = ibid_reading_state_can_go_back (self);
  gboolean could_go_forward = ibid_reading_state_can_go_forward (self);
  const IbidPlace here = self->place;
  IbidPlace there = here;
  IbidSpan span;

  while (from->len > 0 && is_same_place (&there, &here))
    {
      there = g_array_index (from, IbidPlace, from->len - 1);
      g_array_set_size (from, from->len - 1);
    }
  if (!is_same_place (&there, &here))
    push (to, &here);
  notify_trail (self, could_go_back, could_go_forward);
  if (is_same_place (&there, &here))
    return FALSE;
  span = (IbidSpan){ there.block, there.offset, there.offset };
  emit_jump (self, &span, FALSE);
  return TRUE;
}

/**
 * ibid_reading_state_go_back:
 * @self: a state
 *
 * Jumps to where the reader was before the last jump.
 *
 * Returns: whether there was such a place
 */
gboolean
ibid_reading_state_go_back (IbidReadingState *self)
{
  return walk (self, self->back, self->forward);
}

/**
 * ibid_reading_state_go_forward:
 * @self: a state
 *
 * Takes the last "back" back.
 *
 * Returns: whether there was a place to go to
 */
gboolean
ibid_reading_state_go_forward (IbidReadingState *self)
{
  return walk (self, self->forward, self->back);
}

/**
 * ibid_reading_state_can_go_back:
 * @self: a state
 *
 * Tells whether a place to go back to is remembered.
 *
 * Returns: whether there is one
 */
gboolean
ibid_reading_state_can_go_back (IbidReadingState *self)
{
  return self->back->len > 0;
}

/**
 * ibid_reading_state_can_go_forward:
 * @self: a state
 *
 * Tells whether a place to go forward to is remembered.
 *
 * Returns: whether there is one
 */
gboolean
ibid_reading_state_can_go_forward (IbidReadingState *self)
{
  return self->forward->len > 0;
}

/**
 * ibid_reading_state_set_place:
 * @self: a state
 * @place: the first visible character, and how far through the article that is
 *
 * Called by whoever shows the text, whenever it has moved.
 */
void
ibid_reading_state_set_place (IbidReadingState *self, const IbidPlace *place)
{
  double progress = CLAMP (place->progress, 0, 1);
  gboolean changed = progress > self->place.progress || progress < self->place.progress;

  self->place = *place;
  self->place.progress = progress;
  if (changed)
    g_object_notify (G_OBJECT (self), "progress");
}

/**
 * ibid_reading_state_get_place:
 * @self: a state
 *
 * Tells where the reader is.
 *
 * Returns: the place, never %NULL
 */
const IbidPlace *
ibid_reading_state_get_place (IbidReadingState *self)
{
  return &self->place;
}

/**
 * ibid_reading_state_set_selection:
 * @self: a state
 * @selection: (nullable): selected text; %NULL or an empty one: none
 *
 * Called by whoever shows the text, whenever other text is selected; notifies of "has-selection"
 * each time.
 */
void
ibid_reading_state_set_selection (IbidReadingState *self, const IbidSelection *selection)
{
  gboolean had_selection = self->has_selection;

  if (selection != NULL && selection->start_block == selection->end_block &&
      selection->start >= selection->end)
    selection = NULL;
  self->has_selection = selection != NULL;
  if (selection != NULL)
    self->selection = *selection;
  if (had_selection || self->has_selection)
    g_object_notify (G_OBJECT (self), "has-selection");
}

/**
 * ibid_reading_state_get_selection:
 * @self: a state
 *
 * Tells what is selected.
 *
 * Returns: (nullable): the selection, valid until it changes; %NULL if there is none
 */
const IbidSelection *
ibid_reading_state_get_selection (IbidReadingState *self)
{
  return self->has_selection ? &self->selection : NULL;
}

/**
 * ibid_reading_state_dup_selected_spans:
 * @self: a state
 *
 * Gives the selection as one span for each block that it touches; offsets past the end of a block
 * are taken as its end, and blocks of which nothing is selected are left out.
 *
 * Returns: (transfer full) (nullable) (element-type IbidSpan): the spans; %NULL if there are none
 */
GArray *
ibid_reading_state_dup_selected_spans (IbidReadingState *self)
{
  const IbidSelection *selection = &self->selection;
  g_autoptr (GArray) spans = NULL;
  guint end_block;

  if (!self->has_selection || self->article == NULL)
    return NULL;
  spans = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  end_block = MIN (selection->end_block + 1, ibid_article_get_n_blocks (self->article));
  for (guint i = selection->start_block; i < end_block; i++)
    {
      guint n_chars = ibid_block_get_n_chars (ibid_article_peek_block (self->article, i));
      IbidSpan span = { i, i == selection->start_block ? selection->start : 0,
                        i == selection->end_block ? MIN (selection->end, n_chars) : n_chars };

      if (!ibid_span_is_empty (&span))
        g_array_append_val (spans, span);
    }
  return spans->len > 0 ? g_steal_pointer (&spans) : NULL;
}

/**
 * ibid_reading_state_set_lit_spans:
 * @self: a state
 * @spans: (array length=n_spans) (nullable): pieces of text
 * @n_spans: their number
 *
 * Sets what is pointed at in a panel, to be lit in the text.
 */
void
ibid_reading_state_set_lit_spans (IbidReadingState *self, const IbidSpan *spans, guint n_spans)
{
  if (self->lit_spans->len == n_spans &&
      (n_spans == 0 || memcmp (self->lit_spans->data, spans, n_spans * sizeof *spans) == 0))
    return;
  g_array_set_size (self->lit_spans, 0);
  if (n_spans > 0)
    g_array_append_vals (self->lit_spans, spans, n_spans);
  g_object_notify (G_OBJECT (self), "lit-spans");
}

/**
 * ibid_reading_state_get_lit_spans:
 * @self: a state
 * @n_spans: (out): their number
 *
 * Gives what is to be lit in the text.
 *
 * Returns: (array length=n_spans) (nullable): the spans, valid until they change
 */
const IbidSpan *
ibid_reading_state_get_lit_spans (IbidReadingState *self, guint *n_spans)
{
  *n_spans = self->lit_spans->len;
  return *n_spans > 0 ? (const IbidSpan *)(gpointer)self->lit_spans->data : NULL;
}
