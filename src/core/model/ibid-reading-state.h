/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"

G_BEGIN_DECLS

/* A place that the reader is at: the first visible character, and how far through the article that
 * is. */
typedef struct
{
  guint block;
  guint offset;    /* code points */
  double progress; /* 0 … 1 */
} IbidPlace;

/* Selected text; it may run over several blocks. Empty: start equals end. Offsets are code points.
 */
typedef struct
{
  guint start_block;
  guint start;
  guint end_block;
  guint end;
  int x, y, width, height; /* of the last line of it, in the reader widget's coordinates */
} IbidSelection;

/*
 * What is open and what is chosen: where reader and panels meet. It draws and stores nothing.
 *
 * Properties (notify, all nullable): "article", "citation", "item" (guint, in the citation),
 * "entity", "annotations" (what the reader added to the article), "annotation" (the chosen one),
 * "has-selection", "can-go-back", "can-go-forward", "progress", "lit-spans" (only notified).
 * Setting the article clears everything else. Signals: "jump" (IbidSpan span, gboolean focus):
 * whoever shows the text scrolls there and lights it up. "annotations-pointed-at" (GPtrArray of
 * IbidAnnotation, innermost first; IbidSelection with the rectangle): the reader clicked on
 * highlighted text. "drop-selection": whoever shows the text selects nothing any more.
 */
#define IBID_TYPE_READING_STATE (ibid_reading_state_get_type ())
G_DECLARE_FINAL_TYPE (IbidReadingState, ibid_reading_state, IBID, READING_STATE, GObject)

IbidReadingState *ibid_reading_state_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidArticle *ibid_reading_state_get_article (IbidReadingState *self);
void ibid_reading_state_set_article (IbidReadingState *self, IbidArticle *article);
IbidCitation *ibid_reading_state_get_citation (IbidReadingState *self);
guint ibid_reading_state_get_item (IbidReadingState *self);
void ibid_reading_state_select_citation (IbidReadingState *self, IbidCitation *citation,
                                         guint item);
IbidEntity *ibid_reading_state_get_entity (IbidReadingState *self);
void ibid_reading_state_select_entity (IbidReadingState *self, IbidEntity *entity);

/* the annotations of the article, to be given after the article itself */
IbidAnnotations *ibid_reading_state_get_annotations (IbidReadingState *self);
void ibid_reading_state_set_annotations (IbidReadingState *self, IbidAnnotations *annotations);
IbidAnnotation *ibid_reading_state_get_annotation (IbidReadingState *self);
void ibid_reading_state_select_annotation (IbidReadingState *self, IbidAnnotation *annotation);
/* reported by whoever shows the text: a click there; FALSE: no annotation is there */
gboolean ibid_reading_state_point_at_annotations (IbidReadingState *self, const IbidSelection *at);
/* selects nothing in the text any more: its highlight stands there now */
void ibid_reading_state_drop_selection (IbidReadingState *self);

/* stepping; they select and jump, wrap round at the ends, and answer whether there was anything */
gboolean ibid_reading_state_step_citation (IbidReadingState *self, int direction);
gboolean ibid_reading_state_step_mention (IbidReadingState *self, int direction);
gboolean ibid_reading_state_step_annotation (IbidReadingState *self, int direction);

/* remembers the present place for "back", then emits "jump" */
void ibid_reading_state_jump (IbidReadingState *self, const IbidSpan *span, gboolean focus);
gboolean ibid_reading_state_go_back (IbidReadingState *self);
gboolean ibid_reading_state_go_forward (IbidReadingState *self);
gboolean ibid_reading_state_can_go_back (IbidReadingState *self);
gboolean ibid_reading_state_can_go_forward (IbidReadingState *self);

/* reported by whoever shows the text */
void ibid_reading_state_set_place (IbidReadingState *self, const IbidPlace *place);
const IbidPlace *ibid_reading_state_get_place (IbidReadingState *self);
void ibid_reading_state_set_selection (IbidReadingState *self,
                                       const IbidSelection *selection);         /* NULL: none */
const IbidSelection *ibid_reading_state_get_selection (IbidReadingState *self); /* or NULL */
/* the selection as one span per block; NULL without one; an array of IbidSpan */
GArray *ibid_reading_state_dup_selected_spans (IbidReadingState *self);

/* spans pointed at in a panel, to be lit in the text: a claim under the pointer */
void ibid_reading_state_set_lit_spans (IbidReadingState *self, const IbidSpan *spans,
                                       guint n_spans);
const IbidSpan *ibid_reading_state_get_lit_spans (IbidReadingState *self, guint *n_spans);

G_END_DECLS
