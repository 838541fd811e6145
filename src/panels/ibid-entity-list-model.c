/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ibid-entity-list-model.h"
#include "ibid-fold.h"
#include "ibid-labels.h"

struct _IbidEntityListRow
{
  GObject parent_instance;

  /* owned */
  IbidEntity *entity;
  char *collation_key;

  /* what the order depends on, read once per update */
  guint group;      /* rank of the kind */
  guint appearance; /* position among the article's entities */
  guint n_mentions;
  guint group_count;
  guint stamp; /* of the last update that met this entity */
};

G_DEFINE_FINAL_TYPE (IbidEntityListRow, ibid_entity_list_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_GROUP_COUNT = 1,
} IbidEntityListRowProperty;

static GParamSpec *row_properties[PROP_GROUP_COUNT + 1];

struct _IbidEntityListModel
{
  GObject parent_instance;

  /* owned */
  GListModel *entities;
  GHashTable *rows; /* IbidEntity → IbidEntityListRow */
  GPtrArray *all;   /* borrowed rows, in the order of the list */
  GPtrArray *shown; /* borrowed rows, those of all that the filter lets through */
  IbidEntity *without;
  char *query; /* folded; NULL lets everything through */

  /* plain */
  IbidEntitySort sort;
  guint stamp;
};

static void ibid_entity_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IbidEntityListModel, ibid_entity_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ibid_entity_list_model_iface_init))

/* Who comes first: people and those they work for, then what they do, then where and with what. */
static const guint group_ranks[IBID_N_ENTITY_KINDS] = {
  [IBID_ENTITY_KIND_PERSON] = 0,      [IBID_ENTITY_KIND_ORGANISATION] = 1,
  [IBID_ENTITY_KIND_PROGRAMME] = 2,   [IBID_ENTITY_KIND_PLACE] = 3,
  [IBID_ENTITY_KIND_TECHNOLOGY] = 4,  [IBID_ENTITY_KIND_EVENT] = 5,
  [IBID_ENTITY_KIND_PUBLICATION] = 6, [IBID_ENTITY_KIND_TERM] = 7,
};

static void
ibid_entity_list_row_finalize (GObject *object)
{
  IbidEntityListRow *self = IBID_ENTITY_LIST_ROW (object);

  g_clear_object (&self->entity);
  g_clear_pointer (&self->collation_key, g_free);

  G_OBJECT_CLASS (ibid_entity_list_row_parent_class)->finalize (object);
}

static void
ibid_entity_list_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidEntityListRow *self = IBID_ENTITY_LIST_ROW (object);

  switch ((IbidEntityListRowProperty)prop_id)
    {
    case PROP_GROUP_COUNT:
      g_value_set_uint (value, ibid_entity_list_row_get_group_count (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_entity_list_row_class_init (IbidEntityListRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ibid_entity_list_row_finalize;
  object_class->get_property = ibid_entity_list_row_get_property;

  row_properties[PROP_GROUP_COUNT] =
      g_param_spec_uint ("group-count", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (row_properties), row_properties);
}

static void
ibid_entity_list_row_init (IbidEntityListRow *self)
{
}

IbidEntity *
ibid_entity_list_row_get_entity (IbidEntityListRow *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_LIST_ROW (self), NULL);

  return self->entity;
}

guint
ibid_entity_list_row_get_group_count (IbidEntityListRow *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_LIST_ROW (self), 0);

  return self->group_count;
}

static void
set_group_count (IbidEntityListRow *row, guint group_count)
{
  if (row->group_count == group_count)
    return;
  row->group_count = group_count;
  g_object_notify_by_pspec (G_OBJECT (row), row_properties[PROP_GROUP_COUNT]);
}

static void
read_row (IbidEntityListRow *row, guint appearance, gboolean with_name)
{
  row->group = group_ranks[ibid_entity_get_kind (row->entity)];
  row->appearance = appearance;
  row->n_mentions = ibid_entity_get_n_mentions (row->entity);
  g_clear_pointer (&row->collation_key, g_free);
  if (with_name)
    row->collation_key = g_utf8_collate_key (ibid_entity_get_name (row->entity), -1);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const IbidEntityListRow *first = *(IbidEntityListRow *const *)a;
  const IbidEntityListRow *second = *(IbidEntityListRow *const *)b;
  IbidEntitySort sort = GPOINTER_TO_INT (data);

  if (first->group != second->group)
    return first->group < second->group ? -1 : 1;
  if (sort == IBID_ENTITY_SORT_COUNT && first->n_mentions != second->n_mentions)
    return first->n_mentions > second->n_mentions ? -1 : 1;
  if (sort == IBID_ENTITY_SORT_NAME)
    {
      int order = strcmp (first->collation_key, second->collation_key);
      if (order != 0)
        return order;
    }
  return first->appearance < second->appearance ? -1 : first->appearance > second->appearance;
}

static gboolean
is_let_through (IbidEntityListModel *self, IbidEntityListRow *row)
{
  return row->entity != self->without &&
         (self->query == NULL ||
          ibid_text_key_matches (ibid_entity_get_search_key (row->entity), self->query));
}

/* Headings follow before the list is announced, so that a row never shows a stale one. */
static void
count_groups (GPtrArray *rows)
{
  guint start = 0;

  while (start < rows->len)
    {
      IbidEntityListRow *first = g_ptr_array_index (rows, start);
      guint end = start + 1;

      while (end < rows->len &&
             ((IbidEntityListRow *)g_ptr_array_index (rows, end))->group == first->group)
        set_group_count (g_ptr_array_index (rows, end++), 0);
      set_group_count (first, end - start);
      start = end;
    }
}

/* Announces only the middle that differs: what stays keeps its widget, focus and place. */
static void
show (IbidEntityListModel *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) earlier = g_steal_pointer (&self->shown);
  guint shorter = MIN (earlier->len, rows->len);
  guint same_before = 0;
  guint same_after = 0;

  while (same_before < shorter &&
         g_ptr_array_index (earlier, same_before) == g_ptr_array_index (rows, same_before))
    same_before++;
  while (same_after < shorter - same_before &&
         g_ptr_array_index (earlier, earlier->len - 1 - same_after) ==
             g_ptr_array_index (rows, rows->len - 1 - same_after))
    same_after++;

  count_groups (rows);
  self->shown = rows;
  if (same_before + same_after < MAX (earlier->len, rows->len))
    g_list_model_items_changed (G_LIST_MODEL (self), same_before,
                                earlier->len - same_before - same_after,
                                rows->len - same_before - same_after);
}

/* from: the rows that can pass, in order; those that passed a shorter query, or all. */
static void
filter (IbidEntityListModel *self, GPtrArray *from)
{
  GPtrArray *rows = g_ptr_array_sized_new (from->len);

  for (guint i = 0; i < from->len; i++)
    {
      IbidEntityListRow *row = g_ptr_array_index (from, i);
      if (is_let_through (self, row))
        g_ptr_array_add (rows, row);
    }
  show (self, rows);
}

static void
sort_all (IbidEntityListModel *self)
{
  g_ptr_array_sort_with_data (self->all, compare_rows, GINT_TO_POINTER (self->sort));
}

static gboolean
is_left_behind (gpointer key, gpointer value, gpointer data)
{
  return ((IbidEntityListRow *)value)->stamp != GPOINTER_TO_UINT (data);
}

void
ibid_entity_list_model_update (IbidEntityListModel *self)
{
  guint n_entities = self->entities != NULL ? g_list_model_get_n_items (self->entities) : 0;

  g_return_if_fail (IBID_IS_ENTITY_LIST_MODEL (self));

  self->stamp++;
  g_ptr_array_set_size (self->all, 0);
  for (guint i = 0; i < n_entities; i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (self->entities, i);
      IbidEntityListRow *row = g_hash_table_lookup (self->rows, entity);

      if (row == NULL)
        {
          row = g_object_new (IBID_TYPE_ENTITY_LIST_ROW, NULL);
          row->entity = g_object_ref (entity);
          g_hash_table_insert (self->rows, entity, row);
        }
      row->stamp = self->stamp;
      read_row (row, i, self->sort == IBID_ENTITY_SORT_NAME);
      g_ptr_array_add (self->all, row);
    }
  sort_all (self);
  filter (self, self->all);
  /* only now: until here the old list still named them */
  g_hash_table_foreach_remove (self->rows, is_left_behind, GUINT_TO_POINTER (self->stamp));
}

void
ibid_entity_list_model_set_entities (IbidEntityListModel *self, GListModel *entities)
{
  g_return_if_fail (IBID_IS_ENTITY_LIST_MODEL (self));

  if (g_set_object (&self->entities, entities))
    ibid_entity_list_model_update (self);
}

void
ibid_entity_list_model_set_sort (IbidEntityListModel *self, IbidEntitySort sort)
{
  g_return_if_fail (IBID_IS_ENTITY_LIST_MODEL (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  ibid_entity_list_model_update (self);
}

void
ibid_entity_list_model_set_query (IbidEntityListModel *self, const char *query)
{
  g_autofree char *earlier = NULL;
  g_autofree char *folded = NULL;
  gboolean narrower;

  g_return_if_fail (IBID_IS_ENTITY_LIST_MODEL (self));

  folded = query != NULL ? ibid_text_fold (query) : NULL;
  if (folded != NULL && g_strstrip (folded)[0] == '\0')
    g_clear_pointer (&folded, g_free);
  if (g_strcmp0 (folded, self->query) == 0)
    return;

  /* what a longer query finds, its beginning has found already */
  narrower = self->query == NULL || (folded != NULL && g_str_has_prefix (folded, self->query));
  earlier = g_steal_pointer (&self->query);
  self->query = g_steal_pointer (&folded);
  filter (self, narrower ? self->shown : self->all);
}

void
ibid_entity_list_model_set_without (IbidEntityListModel *self, IbidEntity *entity)
{
  g_return_if_fail (IBID_IS_ENTITY_LIST_MODEL (self));

  if (g_set_object (&self->without, entity))
    filter (self, self->all);
}

guint
ibid_entity_list_model_get_n_entities (IbidEntityListModel *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_LIST_MODEL (self), 0);

  return self->all->len;
}

gboolean
ibid_entity_list_model_find (IbidEntityListModel *self, IbidEntity *entity, guint *position)
{
  gpointer row;

  g_return_val_if_fail (IBID_IS_ENTITY_LIST_MODEL (self), FALSE);

  row = entity != NULL ? g_hash_table_lookup (self->rows, entity) : NULL;
  return row != NULL && g_ptr_array_find (self->shown, row, position);
}

static GType
ibid_entity_list_model_get_item_type (GListModel *model)
{
  return IBID_TYPE_ENTITY_LIST_ROW;
}

static guint
ibid_entity_list_model_get_n_items (GListModel *model)
{
  return IBID_ENTITY_LIST_MODEL (model)->shown->len;
}

static gpointer
ibid_entity_list_model_get_item (GListModel *model, guint position)
{
  IbidEntityListModel *self = IBID_ENTITY_LIST_MODEL (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
ibid_entity_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ibid_entity_list_model_get_item_type;
  iface->get_n_items = ibid_entity_list_model_get_n_items;
  iface->get_item = ibid_entity_list_model_get_item;
}

static void
ibid_entity_list_model_finalize (GObject *object)
{
  IbidEntityListModel *self = IBID_ENTITY_LIST_MODEL (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->entities);
  g_clear_object (&self->without);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (ibid_entity_list_model_parent_class)->finalize (object);
}

static void
ibid_entity_list_model_class_init (IbidEntityListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_entity_list_model_finalize;
}

static void
ibid_entity_list_model_init (IbidEntityListModel *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->all = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
}

IbidEntityListModel *
ibid_entity_list_model_new (void)
{
  return g_object_new (IBID_TYPE_ENTITY_LIST_MODEL, NULL);
}
