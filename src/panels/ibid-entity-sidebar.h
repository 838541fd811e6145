/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who and what is in the article, and where; and the page of one entity. Actions: "entity.…" */
#define IBID_TYPE_ENTITY_SIDEBAR (ibid_entity_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntitySidebar, ibid_entity_sidebar, IBID, ENTITY_SIDEBAR, GtkWidget)

GtkWidget *ibid_entity_sidebar_new (IbidReadingState *state);
void ibid_entity_sidebar_set_dossier (IbidEntitySidebar *self,
                                      IbidDossier *dossier); /* NULL: none is open */

G_END_DECLS
