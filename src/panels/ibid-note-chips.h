/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-note-choices.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the notes are filtered by, each a button that lets go of it. Hidden when there is nothing.
 */
#define IBID_TYPE_NOTE_CHIPS (ibid_note_chips_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteChips, ibid_note_chips, IBID, NOTE_CHIPS, GtkWidget)

GtkWidget *ibid_note_chips_new (IbidNoteChoices *choices);

G_END_DECLS
