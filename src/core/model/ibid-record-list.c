/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-record-list-private.h"

/* more changes than this are announced as one */
#define MAX_STEPS 32

struct _IbidRecordList
{
  GObject parent_instance;

  /* owned, and so is each item */
  GPtrArray *items;
  GType item_type;
};

static void ibid_record_list_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (IbidRecordList, ibid_record_list, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ibid_record_list_model_init))

static GType
ibid_record_list_get_item_type (GListModel *model)
{
  return IBID_RECORD_LIST (model)->item_type;
}

static guint
ibid_record_list_get_n_items (GListModel *model)
{
  return IBID_RECORD_LIST (model)->items->len;
}

static gpointer
ibid_record_list_get_item (GListModel *model, guint position)
{
  IbidRecordList *self = IBID_RECORD_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
ibid_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ibid_record_list_get_item_type;
  iface->get_n_items = ibid_record_list_get_n_items;
  iface->get_item = ibid_record_list_get_item;
}

static void
ibid_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (IBID_RECORD_LIST (object)->items);
  G_OBJECT_CLASS (ibid_record_list_parent_class)->finalize (object);
}

static void
ibid_record_list_class_init (IbidRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_record_list_finalize;
}

static void
ibid_record_list_init (IbidRecordList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ibid_record_list_new:
 * @item_type: type of the items
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
IbidRecordList *
ibid_record_list_new (GType item_type)
{
  IbidRecordList *self = g_object_new (IBID_TYPE_RECORD_LIST, NULL);

  self->item_type = item_type;
  return self;
}

/**
 * ibid_record_list_get_length:
 * @self: (nullable): a list
 *
 * Counts the items; a list that was never made has none.
 *
 * Returns: their number
 */
guint
ibid_record_list_get_length (IbidRecordList *self)
{
  return self != NULL ? self->items->len : 0;
}

/**
 * ibid_record_list_peek:
 * @self: a list
 * @position: position in the list
 *
 * Gives an item without a reference.
 *
 * Returns: (transfer none) (nullable): the item; %NULL past the end
 */
gpointer
ibid_record_list_peek (IbidRecordList *self, guint position)
{
  return position < self->items->len ? self->items->pdata[position] : NULL;
}

/**
 * ibid_record_list_get_items:
 * @self: a list
 *
 * Gives the array itself, valid until the next change.
 *
 * Returns: (transfer none): as many items as the list is long
 */
gpointer *
ibid_record_list_get_items (IbidRecordList *self)
{
  return self->items->pdata;
}

/**
 * ibid_record_list_take:
 * @self: a list
 * @item: (transfer full): what to append
 *
 * Appends an item and announces nothing: for articles being built.
 */
void
ibid_record_list_take (IbidRecordList *self, gpointer item)
{
  g_ptr_array_add (self->items, item);
}

/**
 * ibid_record_list_sort:
 * @self: a list
 * @compare: compares two pointers to items
 *
 * Sorts the list and announces nothing: for articles being built.
 */
void
ibid_record_list_sort (IbidRecordList *self, GCompareFunc compare)
{
  g_ptr_array_sort (self->items, compare);
}

/**
 * ibid_record_list_set:
 * @self: a list
 * @items: (array length=n_items): the new items; references are taken
 * @n_items: their number
 *
 * Replaces everything and announces nothing: for articles being built or torn down.
 */
void
ibid_record_list_set (IbidRecordList *self, gpointer *items, guint n_items)
{
  GPtrArray *array = g_ptr_array_new_full (n_items, g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (array, g_object_ref (items[i]));
  g_ptr_array_unref (self->items);
  self->items = array;
}

static void
splice (IbidRecordList *self, guint position, guint n_removed, gpointer *added, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    g_object_ref (added[i]);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  if (n_added > 0)
    {
      guint tail = self->items->len - position;

      g_ptr_array_set_size (self->items, (int)(self->items->len + n_added));
      memmove (self->items->pdata + position + n_added, self->items->pdata + position,
               tail * sizeof (gpointer));
      memcpy (self->items->pdata + position, added, n_added * sizeof (gpointer));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* One run of items to take out and of items to put in at a position of the list. An item that only
 * changed its place counts as both. */
static void
measure_step (IbidRecordList *self, guint position, gpointer *items, guint n_items, guint tail,
              GHashTable *wanted, GHashTable *kept, guint *n_removed, guint *n_added)
{
  guint old = position;
  guint new = position;

  while (old < self->items->len - tail && !g_hash_table_contains (wanted, self->items->pdata[old]))
    old++;
  while (new < n_items - tail && !g_hash_table_contains (kept, items[new]))
    new ++;
  /* both are in both, at other places: the one in the list goes, and comes back where it belongs */
  if (old == position && new == position)
    {
      g_hash_table_remove (kept, self->items->pdata[old]);
      old++;
    }
  *n_removed = old - position;
  *n_added = new - position;
}

static GHashTable *
new_set (gpointer *items, guint n_items)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_items; i++)
    g_hash_table_add (set, items[i]);
  return set;
}

static void
update_by_steps (IbidRecordList *self, guint position, gpointer *items, guint n_items, guint tail)
{
  guint end = self->items->len - tail;
  g_autoptr (GHashTable) wanted = new_set (items + position, n_items - tail - position);
  g_autoptr (GHashTable) kept = new_set (self->items->pdata + position, end - position);
  guint steps = 0;

  while (position < n_items || position < self->items->len)
    {
      guint n_removed = 0;
      guint n_added = 0;

      if (position < n_items && position < self->items->len &&
          items[position] == self->items->pdata[position])
        {
          position++;
          continue;
        }
      if (++steps > MAX_STEPS)
        {
          splice (self, position, self->items->len - tail - position, items + position,
                  n_items - tail - position);
          return;
        }
      if (position >= n_items - tail || position >= self->items->len - tail)
        {
          n_removed = self->items->len - tail - position;
          n_added = n_items - tail - position;
        }
      else
        measure_step (self, position, items, n_items, tail, wanted, kept, &n_removed, &n_added);
      splice (self, position, n_removed, items + position, n_added);
      position += n_added;
    }
}

/**
 * ibid_record_list_update:
 * @self: a list
 * @items: (array length=n_items): what the list shall hold, each at most once; references are taken
 * @n_items: their number
 *
 * Turns the list into another one and announces what was taken out and put in, no more: items that
 * stay are not touched. The list is sound at each announcement.
 *
 * Returns: whether anything changed
 */
gboolean
ibid_record_list_update (IbidRecordList *self, gpointer *items, guint n_items)
{
  guint length = self->items->len;
  guint shorter = MIN (length, n_items);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && self->items->pdata[head] == items[head])
    head++;
  if (head == length && head == n_items)
    return FALSE;
  while (tail < shorter - head &&
         self->items->pdata[length - tail - 1] == items[n_items - tail - 1])
    tail++;

  g_object_ref (self);
  if (head + tail == shorter)
    splice (self, head, length - tail - head, items != NULL ? items + head : NULL,
            n_items - tail - head);
  else
    update_by_steps (self, head, items, n_items, tail);
  g_object_unref (self);
  return TRUE;
}
