/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All about one entity. Uses the sidebar's actions "entity.…". */
#define IBID_TYPE_ENTITY_PAGE (ibid_entity_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityPage, ibid_entity_page, IBID, ENTITY_PAGE, GtkWidget)

void ibid_entity_page_set_state (IbidEntityPage *self, IbidReadingState *state);
/* both NULL: shows nothing. The same entity again: looks at it anew and keeps place and focus. */
void ibid_entity_page_show_entity (IbidEntityPage *self, IbidDossier *dossier, IbidEntity *entity);
IbidEntity *ibid_entity_page_get_entity (IbidEntityPage *self); /* or NULL */
void ibid_entity_page_set_menu (IbidEntityPage *self, GMenuModel *menu);
GtkWidget *ibid_entity_page_get_menu_button (IbidEntityPage *self);

G_END_DECLS
