/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-note-choices.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Colours, states, tags and "has a note", each with what choosing it would bring. */
#define IBID_TYPE_NOTE_FILTER_POPOVER (ibid_note_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteFilterPopover, ibid_note_filter_popover, IBID, NOTE_FILTER_POPOVER,
                      GtkPopover)

GtkWidget *ibid_note_filter_popover_new (IbidNoteListModel *model, IbidNoteChoices *choices);

G_END_DECLS
