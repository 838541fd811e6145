/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-entity-list-model.h"
#include "ibid-entity-page.h"
#include "ibid-entity-row.h"
#include "ibid-entity-sidebar.h"

G_BEGIN_DECLS

struct _IbidEntitySidebar
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack *stack;      /* "list", "entity" */
  GtkStack *list_stack; /* "rows", "no-match", "empty" */
  GtkSearchEntry *search;
  GtkListView *list;
  IbidEntityPage *page;
  GtkWidget *no_match;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  IbidEntityListModel *model;
  GtkSliceListModel *slice; /* the first rows while somebody types, then all */
  GtkSingleSelection *selection;
  GSignalGroup *state_signals;
  GSignalGroup *article_signals;
  GSimpleActionGroup *actions;
  IbidEntity *target; /* what the corrections are about */

  /* plain */
  guint grow_id; /* timeout, then idle: the slice grows back */
  IbidEntitySort sort;
};

/* in ibid-entity-sidebar-actions.c */
void ibid_entity_sidebar_add_actions (IbidEntitySidebar *self);
void ibid_entity_sidebar_set_target (IbidEntitySidebar *self, IbidEntity *entity);
void ibid_entity_sidebar_update_actions (IbidEntitySidebar *self);
void ibid_entity_sidebar_popup_menu (IbidEntitySidebar *self, IbidEntity *entity,
                                     GtkWidget *anchor);
GMenuModel *ibid_entity_sidebar_dup_menu (IbidEntitySidebar *self) G_GNUC_WARN_UNUSED_RESULT;

/* in ibid-entity-sidebar.c */
void ibid_entity_sidebar_show_list (IbidEntitySidebar *self);
gboolean ibid_entity_sidebar_is_page_shown (IbidEntitySidebar *self);
IbidEntityRow *ibid_entity_sidebar_find_row (IbidEntitySidebar *self, IbidEntity *entity);
void ibid_entity_sidebar_focus_entity (IbidEntitySidebar *self, IbidEntity *entity);

G_END_DECLS
