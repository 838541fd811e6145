/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-overlay.h"

struct _IbidOverlay
{
  GObject parent_instance;

  /* owned */
  GPtrArray *decisions;
  GHashTable *by_choice; /* the decision's own string → decision, borrowed */
};

static void ibid_overlay_model_init (GListModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (IbidOverlay, ibid_overlay, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ibid_overlay_model_init))

static GType
ibid_overlay_get_item_type (GListModel *model)
{
  return IBID_TYPE_DECISION;
}

static guint
ibid_overlay_get_n_items (GListModel *model)
{
  return IBID_OVERLAY (model)->decisions->len;
}

static gpointer
ibid_overlay_get_item (GListModel *model, guint position)
{
  IbidOverlay *self = IBID_OVERLAY (model);

  return position < self->decisions->len ? g_object_ref (self->decisions->pdata[position]) : NULL;
}

static void
ibid_overlay_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ibid_overlay_get_item_type;
  iface->get_n_items = ibid_overlay_get_n_items;
  iface->get_item = ibid_overlay_get_item;
}

static void
ibid_overlay_finalize (GObject *object)
{
  IbidOverlay *self = IBID_OVERLAY (object);

  g_hash_table_unref (self->by_choice);
  g_ptr_array_unref (self->decisions);
  G_OBJECT_CLASS (ibid_overlay_parent_class)->finalize (object);
}

static void
ibid_overlay_class_init (IbidOverlayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_overlay_finalize;
}

static void
ibid_overlay_init (IbidOverlay *self)
{
  self->decisions = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_choice = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * ibid_overlay_new:
 *
 * Makes a list without decisions.
 *
 * Returns: (transfer full): the list
 */
IbidOverlay *
ibid_overlay_new (void)
{
  return g_object_new (IBID_TYPE_OVERLAY, NULL);
}

/**
 * ibid_overlay_lookup:
 * @self: a list of decisions
 * @choice: see ibid_decision_get_choice()
 *
 * Finds the decision that holds for a choice.
 *
 * Returns: (transfer none) (nullable): the decision; %NULL if there is none
 */
IbidDecision *
ibid_overlay_lookup (IbidOverlay *self, const char *choice)
{
  return g_hash_table_lookup (self->by_choice, choice);
}

/* behind the last one that is not newer; nearly always the end */
static guint
position_for (IbidOverlay *self, IbidDecision *decision)
{
  guint position = self->decisions->len;

  while (position > 0 && strcmp (ibid_decision_get_modified (self->decisions->pdata[position - 1]),
                                 ibid_decision_get_modified (decision)) > 0)
    position--;
  return position;
}

static guint
take_out (IbidOverlay *self, IbidDecision *decision)
{
  guint position = 0;

  g_ptr_array_find (self->decisions, decision, &position);
  g_hash_table_remove (self->by_choice, ibid_decision_get_choice (decision));
  g_ptr_array_remove_index (self->decisions, position);
  return position;
}

/**
 * ibid_overlay_put:
 * @self: a list of decisions
 * @decision: a decision; a reference is taken
 *
 * Adds a decision in the place of the one about the same choice. The list stays in order of time.
 */
void
ibid_overlay_put (IbidOverlay *self, IbidDecision *decision)
{
  IbidDecision *earlier = ibid_overlay_lookup (self, ibid_decision_get_choice (decision));
  gboolean is_replacing = earlier != NULL;
  guint removed = 0;
  guint position = 0;

  if (earlier == decision)
    return;
  if (is_replacing)
    removed = take_out (self, earlier);
  position = position_for (self, decision);
  if (is_replacing && position != removed)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), removed, 1, 0);
      is_replacing = FALSE;
    }
  g_ptr_array_insert (self->decisions, (int)position, g_object_ref (decision));
  g_hash_table_insert (self->by_choice, (char *)ibid_decision_get_choice (decision), decision);
  g_list_model_items_changed (G_LIST_MODEL (self), position, is_replacing ? 1 : 0, 1);
}

/**
 * ibid_overlay_remove:
 * @self: a list of decisions
 * @choice: see ibid_decision_get_choice()
 *
 * Takes back what was decided about a choice, if anything was.
 */
void
ibid_overlay_remove (IbidOverlay *self, const char *choice)
{
  IbidDecision *decision = ibid_overlay_lookup (self, choice);

  if (decision != NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), take_out (self, decision), 1, 0);
}
