/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The headings of the article. */
#define IBID_TYPE_OUTLINE (ibid_outline_get_type ())
G_DECLARE_FINAL_TYPE (IbidOutline, ibid_outline, IBID, OUTLINE, GtkWidget)

GtkWidget *ibid_outline_new (IbidReadingState *state);
void ibid_outline_set_dossier (IbidOutline *self, IbidDossier *dossier); /* NULL: none is open */

G_END_DECLS
