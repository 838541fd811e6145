/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The reader's highlights, notes and tags: sorted, filtered, chosen one or several at a time; and
 * the review of those whose passage has changed. Property (notify, writable): "sort" ("place",
 * "newest", "colour" or "tag"). Signal: "message" (const char *): a word for a toast. Actions, on
 * what is selected: "notes.edit", "notes.set-style" (s: nick), "notes.tag", "notes.copy",
 * "notes.export", "notes.attach", "notes.delete"; and "notes.sort" (s), "notes.select" (b: several
 * at a time), "notes.clear-filters", "notes.review", "notes.back". Actions of the window:
 * "win.edit-annotation", "win.export", "win.export-annotations" (as: ids).
 */
#define IBID_TYPE_NOTES_PANEL (ibid_notes_panel_get_type ())
G_DECLARE_FINAL_TYPE (IbidNotesPanel, ibid_notes_panel, IBID, NOTES_PANEL, GtkWidget)

GtkWidget *ibid_notes_panel_new (IbidReadingState *state);
void ibid_notes_panel_set_dossier (IbidNotesPanel *self, IbidDossier *dossier); /* NULL: none */
const char *ibid_notes_panel_get_sort (IbidNotesPanel *self);
void ibid_notes_panel_set_sort (IbidNotesPanel *self, const char *sort);

G_END_DECLS
