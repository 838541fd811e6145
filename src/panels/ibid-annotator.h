/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Holds whatever shows the text, and lets the reader work on it: the popover beside selected text,
 * the editor of a highlight that was clicked on, and all that can be done to either. The functions
 * act on the selection, else on the chosen annotation; each answers whether there was anything.
 * Property (notify): "style" (nick: the colour of the next highlight). Signal: "open-link"
 * (const char *uri).
 */
#define IBID_TYPE_ANNOTATOR (ibid_annotator_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotator, ibid_annotator, IBID, ANNOTATOR, GtkWidget)

GtkWidget *ibid_annotator_new (IbidReadingState *state, GtkWidget *child);
/* the widget in it that rectangles of the reading state are relative to, and that has the focus
 * when a popover has closed */
void ibid_annotator_set_reader (IbidAnnotator *self, GtkWidget *reader);
void ibid_annotator_set_dossier (IbidAnnotator *self, IbidDossier *dossier);

/* nick: of a style; NULL: the last one */
gboolean ibid_annotator_highlight (IbidAnnotator *self, const char *nick);
gboolean ibid_annotator_write_note (IbidAnnotator *self);
gboolean ibid_annotator_tag (IbidAnnotator *self);
gboolean ibid_annotator_edit (IbidAnnotator *self);
gboolean ibid_annotator_remove (IbidAnnotator *self);
gboolean ibid_annotator_set_place (IbidAnnotator *self);
gboolean ibid_annotator_add_entity (IbidAnnotator *self);
/* opens the popover beside the selection, with the keyboard in it */
gboolean ibid_annotator_offer (IbidAnnotator *self);
/* spans of the selection, else of the chosen annotation; NULL: neither is there */
GArray *ibid_annotator_dup_spans (IbidAnnotator *self) G_GNUC_WARN_UNUSED_RESULT;
/* closes what is open; what was typed there is kept */
void ibid_annotator_close (IbidAnnotator *self);

G_END_DECLS
