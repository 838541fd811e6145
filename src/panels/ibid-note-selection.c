/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-note-selection.h"

struct _IbidNoteSelection
{
  GObject parent_instance;

  /* owned */
  GtkSelectionModel *inner;

  /* plain */
  gboolean adding;
};

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IbidNoteSelection, ibid_note_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (IBID_NOTE_SELECTION (model)->inner));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (IBID_NOTE_SELECTION (model)->inner));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (IBID_NOTE_SELECTION (model)->inner), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (IBID_NOTE_SELECTION (model)->inner, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (IBID_NOTE_SELECTION (model)->inner, position,
                                                     n_items);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  IbidNoteSelection *self = IBID_NOTE_SELECTION (model);

  if (self->adding && unselect_rest)
    return FALSE;
  return gtk_selection_model_select_item (self->inner, position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (IBID_NOTE_SELECTION (model)->inner, position);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  IbidNoteSelection *self = IBID_NOTE_SELECTION (model);

  return gtk_selection_model_select_range (self->inner, position, n_items,
                                           unselect_rest && !self->adding);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_unselect_range (IBID_NOTE_SELECTION (model)->inner, position, n_items);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (IBID_NOTE_SELECTION (model)->inner);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (IBID_NOTE_SELECTION (model)->inner);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (IBID_NOTE_SELECTION (model)->inner, selected, mask);
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

static void
items_changed_cb (IbidNoteSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
selection_changed_cb (IbidNoteSelection *self, guint position, guint n_items)
{
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
}

static void
ibid_note_selection_dispose (GObject *object)
{
  IbidNoteSelection *self = IBID_NOTE_SELECTION (object);

  g_clear_object (&self->inner);

  G_OBJECT_CLASS (ibid_note_selection_parent_class)->dispose (object);
}

static void
ibid_note_selection_class_init (IbidNoteSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_note_selection_dispose;
}

static void
ibid_note_selection_init (IbidNoteSelection *self)
{
}

IbidNoteSelection *
ibid_note_selection_new (GListModel *model)
{
  IbidNoteSelection *self = g_object_new (IBID_TYPE_NOTE_SELECTION, NULL);

  self->inner = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (model)));
  g_signal_connect_object (self->inner, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inner, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
ibid_note_selection_set_adding (IbidNoteSelection *self, gboolean adding)
{
  g_return_if_fail (IBID_IS_NOTE_SELECTION (self));

  self->adding = adding;
}

void
ibid_note_selection_toggle (IbidNoteSelection *self, guint position)
{
  g_return_if_fail (IBID_IS_NOTE_SELECTION (self));

  if (gtk_selection_model_is_selected (self->inner, position))
    gtk_selection_model_unselect_item (self->inner, position);
  else
    gtk_selection_model_select_item (self->inner, position, FALSE);
}

/* GTK_INVALID_LIST_POSITION: nothing */
void
ibid_note_selection_select_only (IbidNoteSelection *self, guint position)
{
  g_return_if_fail (IBID_IS_NOTE_SELECTION (self));

  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (self->inner);
  else
    gtk_selection_model_select_item (self->inner, position, TRUE);
}

guint
ibid_note_selection_get_n_selected (IbidNoteSelection *self)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (IBID_IS_NOTE_SELECTION (self), 0);

  selected = gtk_selection_model_get_selection (self->inner);
  return (guint)gtk_bitset_get_size (selected);
}
