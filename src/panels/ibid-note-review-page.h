/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What became uncertain or was lost when the article's text changed: the old passage beside the new
 * one, and the reader says. Actions used: "notes.back". */
#define IBID_TYPE_NOTE_REVIEW_PAGE (ibid_note_review_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteReviewPage, ibid_note_review_page, IBID, NOTE_REVIEW_PAGE, GtkWidget)

void ibid_note_review_page_set_state (IbidNoteReviewPage *self, IbidReadingState *state);
/* NULL: shows nothing, and holds on to nothing */
void ibid_note_review_page_set_dossier (IbidNoteReviewPage *self, IbidDossier *dossier);
/* to be called after the annotations have changed */
void ibid_note_review_page_update (IbidNoteReviewPage *self);
void ibid_note_review_page_focus_first (IbidNoteReviewPage *self);

G_END_DECLS
