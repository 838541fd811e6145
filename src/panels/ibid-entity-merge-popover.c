/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-list-model.h"
#include "ibid-entity-popovers.h"
#include "ibid-entity-row.h"
#include "ibid-fold.h"

struct _IbidEntityMergePopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkLabel *title;
  GtkSearchEntry *search;
  GtkListView *list;
  GtkWidget *warning;
  GtkLabel *warning_label;
  GtkWidget *merge;

  /* owned */
  IbidDossier *dossier;
  IbidEntity *entity;
  IbidEntityListModel *model;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (IbidEntityMergePopover, ibid_entity_merge_popover, GTK_TYPE_POPOVER)

static void
add_folded (GHashTable *set, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_hash_table_add (set, ibid_text_fold (text));
}

static void
collect_names (IbidEntity *entity, GHashTable *latin, GHashTable *original)
{
  const char *const *aliases = ibid_entity_get_aliases (entity);
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);

  add_folded (latin, ibid_entity_get_name (entity));
  for (guint i = 0; aliases[i] != NULL; i++)
    add_folded (latin, aliases[i]);
  for (guint i = 0; i < n_names; i++)
    {
      add_folded (latin, names[i].romanization);
      add_folded (original, names[i].text);
    }
}

static gboolean
have_common (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_hash_table_contains (b, name))
      return TRUE;
  return FALSE;
}

gboolean
ibid_entities_share_only_romanization (IbidEntity *a, IbidEntity *b)
{
  g_autoptr (GHashTable) latin_a = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) latin_b = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) original_a = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) original_b = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect_names (a, latin_a, original_a);
  collect_names (b, latin_b, original_b);
  return have_common (latin_a, latin_b) && !have_common (original_a, original_b) &&
         g_hash_table_size (original_a) + g_hash_table_size (original_b) > 0;
}

static IbidEntity *
get_chosen (IbidEntityMergePopover *self)
{
  IbidEntityListRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? ibid_entity_list_row_get_entity (row) : NULL;
}

static const char *
get_original (IbidEntity *entity)
{
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);

  return n_names > 0 ? names[0].text : _ ("not known");
}

static void
selected_cb (IbidEntityMergePopover *self)
{
  IbidEntity *chosen = get_chosen (self);
  gboolean doubtful =
      chosen != NULL && ibid_entities_share_only_romanization (self->entity, chosen);

  gtk_widget_set_sensitive (self->merge, chosen != NULL);
  gtk_widget_set_visible (self->warning, doubtful);
  if (doubtful)
    {
      g_autofree char *text = g_strdup_printf (
          /* Translators: two names in their original script */
          _ ("These two share only a romanised name; in the original script they are %s and %s. "
             "They may be different: merging them is your choice."),
          get_original (self->entity), get_original (chosen));
      gtk_label_set_label (self->warning_label, text);
    }
}

static void
merge_cb (IbidEntityMergePopover *self)
{
  g_autoptr (IbidEntityMergePopover) alive = g_object_ref (self);
  IbidEntity *chosen = get_chosen (self);
  g_autoptr (IbidEntity) into = chosen != NULL ? g_object_ref (chosen) : NULL;

  if (into == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  ibid_dossier_merge_entities (alive->dossier, alive->entity, into);
}

static void
search_cb (IbidEntityMergePopover *self)
{
  if (self->model != NULL)
    ibid_entity_list_model_set_query (self->model,
                                      gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
search_activate_cb (IbidEntityMergePopover *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  if (get_chosen (self) == NULL)
    gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_grab_focus (self->merge);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, ibid_entity_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ibid_entity_row_set_row (IBID_ENTITY_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ibid_entity_row_set_row (IBID_ENTITY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
ibid_entity_merge_popover_dispose (GObject *object)
{
  IbidEntityMergePopover *self = IBID_ENTITY_MERGE_POPOVER (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->entity);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_MERGE_POPOVER);

  G_OBJECT_CLASS (ibid_entity_merge_popover_parent_class)->dispose (object);
}

static void
ibid_entity_merge_popover_class_init (IbidEntityMergePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_entity_merge_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, IBID_APP_PATH
                                               "/panels/ibid-entity-merge-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, title);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, search);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, list);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, warning);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, warning_label);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityMergePopover, merge);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
ibid_entity_merge_popover_init (IbidEntityMergePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_entity_merge_popover_new (IbidDossier *dossier, IbidEntity *entity)
{
  IbidEntityMergePopover *self = g_object_new (IBID_TYPE_ENTITY_MERGE_POPOVER, NULL);
  IbidArticle *article = ibid_dossier_get_article (dossier);
  g_autofree char *title = g_strdup_printf (_ ("Merge “%s” Into…"), ibid_entity_get_name (entity));

  self->dossier = g_object_ref (dossier);
  self->entity = g_object_ref (entity);
  self->model = ibid_entity_list_model_new ();
  ibid_entity_list_model_set_without (self->model, entity);
  ibid_entity_list_model_set_entities (self->model, ibid_article_get_entities (article));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_label_set_label (self->title, title);
  return GTK_WIDGET (self);
}
