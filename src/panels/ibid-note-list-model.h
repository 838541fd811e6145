/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_NOTE_SORT_PLACE,
  IBID_NOTE_SORT_NEWEST,
  IBID_NOTE_SORT_COLOUR,
  IBID_NOTE_SORT_TAG,
} IbidNoteSort;

/* What is let through, besides the text that is searched for. */
typedef struct
{
  guint styles; /* one bit per IbidAnnotationStyle: any of them; 0: all */
  guint states; /* one bit per IbidAnchorState: any of them; 0: all */
  gboolean with_note;
  const char *const *tags; /* every one of them; NULL: with and without */
} IbidNoteFilter;

/* How many there would be if one more thing were asked for. */
typedef struct
{
  guint styles[IBID_ANNOTATION_STYLE_UNDERLINE + 1];
  guint states[IBID_ANCHOR_STATE_LOST + 1];
  guint with_note;
  GHashTable *tags; /* tag, borrowed from its annotation → count */
} IbidNoteCounts;

void ibid_note_counts_clear (IbidNoteCounts *counts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidNoteCounts, ibid_note_counts_clear)

/* One row of the list: the annotation with an id, whatever becomes of it. Properties (notify):
 * "annotation"; "heading" (string, or NULL unless it is the first of its section), with
 * "heading-count", how many the section has. */
#define IBID_TYPE_NOTE_LIST_ROW (ibid_note_list_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteListRow, ibid_note_list_row, IBID, NOTE_LIST_ROW, GObject)

IbidAnnotation *ibid_note_list_row_get_annotation (IbidNoteListRow *self);
const char *ibid_note_list_row_get_heading (IbidNoteListRow *self);
guint ibid_note_list_row_get_heading_count (IbidNoteListRow *self);

/* A GListModel of IbidNoteListRow: the annotations of an article, sorted, in sections, filtered. */
#define IBID_TYPE_NOTE_LIST_MODEL (ibid_note_list_model_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteListModel, ibid_note_list_model, IBID, NOTE_LIST_MODEL, GObject)

IbidNoteListModel *ibid_note_list_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* NULL: none; the article gives the headings */
void ibid_note_list_model_set_annotations (IbidNoteListModel *self, IbidAnnotations *annotations,
                                           IbidArticle *article);
IbidAnnotations *ibid_note_list_model_get_annotations (IbidNoteListModel *self);
/* to be called after the annotations have changed */
void ibid_note_list_model_update (IbidNoteListModel *self);
void ibid_note_list_model_set_sort (IbidNoteListModel *self, IbidNoteSort sort);
IbidNoteSort ibid_note_list_model_get_sort (IbidNoteListModel *self);
void ibid_note_list_model_set_query (IbidNoteListModel *self, const char *query);
void ibid_note_list_model_set_filter (IbidNoteListModel *self, const IbidNoteFilter *filter);
/* prepares some rows for the first query; FALSE: there is nothing left to do */
gboolean ibid_note_list_model_prepare (IbidNoteListModel *self, guint n_rows);
guint ibid_note_list_model_get_n_annotations (IbidNoteListModel *self);
guint ibid_note_list_model_count_state (IbidNoteListModel *self, IbidAnchorState state);
void ibid_note_list_model_count (IbidNoteListModel *self, IbidNoteCounts *counts);
gboolean ibid_note_list_model_find (IbidNoteListModel *self, const char *id, guint *position);
/* "Ties with Beijing": the heading that a place stands under; NULL: before the first, or lost */
const char *ibid_note_list_model_get_place (IbidNoteListModel *self, IbidAnnotation *annotation);

G_END_DECLS
