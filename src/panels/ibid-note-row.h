/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-note-list-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One annotation in the list of notes, with its section's heading above it where one begins. */
#define IBID_TYPE_NOTE_ROW (ibid_note_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteRow, ibid_note_row, IBID, NOTE_ROW, GtkWidget)

GtkWidget *ibid_note_row_new (IbidNoteListModel *model);
void ibid_note_row_set_row (IbidNoteRow *self, IbidNoteListRow *row); /* NULL: none */
void ibid_note_row_set_checkable (IbidNoteRow *self, gboolean checkable);
void ibid_note_row_set_checked (IbidNoteRow *self, gboolean checked);
void ibid_note_row_refresh (IbidNoteRow *self); /* the list is sorted another way */
IbidAnnotation *ibid_note_row_get_annotation (IbidNoteRow *self);
GtkWidget *ibid_note_row_get_body (IbidNoteRow *self);

G_END_DECLS
