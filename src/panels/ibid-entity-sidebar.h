/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who and what is in the article, and where; and the page of one entity. Property (notify,
 * writable): "sort" ("appearance", "count" or "name"). Actions: "entity.rename", "entity.set-kind"
 * (s: nick), "entity.merge", "entity.split-alias" (s: a name it goes by), "entity.refuse",
 * "entity.export-report", "entity.back", "entity.previous-mention", "entity.next-mention",
 * "entity.sort" (s). */
#define IBID_TYPE_ENTITY_SIDEBAR (ibid_entity_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntitySidebar, ibid_entity_sidebar, IBID, ENTITY_SIDEBAR, GtkWidget)

GtkWidget *ibid_entity_sidebar_new (IbidReadingState *state);
void ibid_entity_sidebar_set_dossier (IbidEntitySidebar *self,
                                      IbidDossier *dossier); /* NULL: none is open */
const char *ibid_entity_sidebar_get_sort (IbidEntitySidebar *self);
void ibid_entity_sidebar_set_sort (IbidEntitySidebar *self, const char *sort);

G_END_DECLS
