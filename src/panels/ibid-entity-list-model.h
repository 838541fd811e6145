/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_ENTITY_SORT_APPEARANCE,
  IBID_ENTITY_SORT_COUNT,
  IBID_ENTITY_SORT_NAME,
} IbidEntitySort;

/* An entity in the list. Property (notify): "group-count", how many of its kind are listed; 0 in
 * all rows but the first of a kind, which shows the heading. */
#define IBID_TYPE_ENTITY_LIST_ROW (ibid_entity_list_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityListRow, ibid_entity_list_row, IBID, ENTITY_LIST_ROW, GObject)

IbidEntity *ibid_entity_list_row_get_entity (IbidEntityListRow *self);
guint ibid_entity_list_row_get_group_count (IbidEntityListRow *self);

/* The entities of an article, grouped by kind, sorted and filtered: a GListModel of
 * IbidEntityListRow, the same row for the same entity as long as the article is set. */
#define IBID_TYPE_ENTITY_LIST_MODEL (ibid_entity_list_model_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityListModel, ibid_entity_list_model, IBID, ENTITY_LIST_MODEL, GObject)

IbidEntityListModel *ibid_entity_list_model_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_entity_list_model_set_entities (IbidEntityListModel *self, GListModel *entities);
/* looks at the entities again, after decisions have changed them */
void ibid_entity_list_model_update (IbidEntityListModel *self);
void ibid_entity_list_model_set_sort (IbidEntityListModel *self, IbidEntitySort sort);
void ibid_entity_list_model_set_query (IbidEntityListModel *self, const char *query);
/* one entity that is never listed: what is merged cannot be merged into itself; or NULL */
void ibid_entity_list_model_set_without (IbidEntityListModel *self, IbidEntity *entity);
guint ibid_entity_list_model_get_n_entities (IbidEntityListModel *self); /* filter aside */
gboolean ibid_entity_list_model_find (IbidEntityListModel *self, IbidEntity *entity,
                                      guint *position);

G_END_DECLS
