/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The article in a GtkTextView, for screen readers that cannot see the page; same jumps, same
 * stepping. Enter or Space selects the citation or the entity under the cursor; [ ] step through
 * the citations, { } through the mentions of the chosen entity. The text is built when the view is
 * first mapped. */
#define IBID_TYPE_PLAIN_TEXT_VIEW (ibid_plain_text_view_get_type ())
G_DECLARE_FINAL_TYPE (IbidPlainTextView, ibid_plain_text_view, IBID, PLAIN_TEXT_VIEW, GtkWidget)

GtkWidget *ibid_plain_text_view_new (IbidReadingState *state);
void ibid_plain_text_view_set_dossier (IbidPlainTextView *self,
                                       IbidDossier *dossier); /* NULL: none is open */
/* where the reader left off: scrolls there without remembering a step back */
void ibid_plain_text_view_show_place (IbidPlainTextView *self, guint block, guint offset);

G_END_DECLS
