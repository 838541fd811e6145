/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tags of several annotations at once: every tag of the article with a check, and an entry that
 * finds one or makes a new one. */
#define IBID_TYPE_NOTE_TAG_POPOVER (ibid_note_tag_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteTagPopover, ibid_note_tag_popover, IBID, NOTE_TAG_POPOVER, GtkPopover)

/* annotations: an array of IbidAnnotation */
GtkWidget *ibid_note_tag_popover_new (IbidDossier *dossier, GPtrArray *annotations);

G_END_DECLS
