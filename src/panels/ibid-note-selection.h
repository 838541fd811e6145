/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkMultiSelection that can be told to keep what is selected: moving about in the list then
 * moves the focus alone, and ranges are added. */
#define IBID_TYPE_NOTE_SELECTION (ibid_note_selection_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteSelection, ibid_note_selection, IBID, NOTE_SELECTION, GObject)

IbidNoteSelection *ibid_note_selection_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;
void ibid_note_selection_set_adding (IbidNoteSelection *self, gboolean adding);
void ibid_note_selection_toggle (IbidNoteSelection *self, guint position);
void ibid_note_selection_select_only (IbidNoteSelection *self, guint position);
guint ibid_note_selection_get_n_selected (IbidNoteSelection *self);

G_END_DECLS
