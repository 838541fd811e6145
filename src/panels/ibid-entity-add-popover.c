/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-popovers.h"
#include "ibid-fold.h"
#include "ibid-labels.h"
#include "ibid-panel-widgets.h"

#define MAX_KNOWN 4

struct _IbidEntityAddPopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkEditable *entry;
  GtkDropDown *kind;
  GtkWidget *add;
  GtkWidget *known_box;
  GtkListBox *known_list;
  GtkLabel *problem;

  /* owned */
  IbidDossier *dossier;
  GPtrArray *known; /* of IbidEntity, the rows of the list */

  /* plain */
  IbidSpan span;
};

G_DEFINE_FINAL_TYPE (IbidEntityAddPopover, ibid_entity_add_popover, GTK_TYPE_POPOVER)

static guint added_signal;

static char *
dup_name (IbidEntityAddPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static gboolean
is_called (IbidEntity *entity, const char *folded)
{
  const char *const *aliases = ibid_entity_get_aliases (entity);
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);
  g_autofree char *name = ibid_text_fold (ibid_entity_get_name (entity));

  if (g_str_equal (name, folded))
    return TRUE;
  for (guint i = 0; aliases[i] != NULL; i++)
    {
      g_autofree char *alias = ibid_text_fold (aliases[i]);

      if (g_str_equal (alias, folded))
        return TRUE;
    }
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *text = ibid_text_fold (names[i].text);

      if (g_str_equal (text, folded))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
new_known_row (IbidEntity *entity)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  IbidEntityKind kind = ibid_entity_get_kind (entity);
  GtkWidget *label = gtk_label_new (ibid_entity_get_name (entity));
  /* Translators: what a row does; an entity's name and kind: Xinhua, Organisation */
  g_autofree char *name = g_strdup_printf (_ ("Mention of %s, %s"), ibid_entity_get_name (entity),
                                           ibid_entity_kind_label (kind));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "panel-row");
  gtk_box_append (GTK_BOX (box), ibid_kind_tile_new (kind));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* entities of that name: the text may only name them once more */
static void
show_known (IbidEntityAddPopover *self, const char *name)
{
  GListModel *entities = ibid_article_get_entities (ibid_dossier_get_article (self->dossier));
  g_autofree char *folded = ibid_text_fold (name);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->known_list))) != NULL)
    gtk_list_box_remove (self->known_list, row);
  g_ptr_array_set_size (self->known, 0);
  for (guint i = 0;
       *folded != '\0' && i < g_list_model_get_n_items (entities) && self->known->len < MAX_KNOWN;
       i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);

      if (!is_called (entity, folded))
        continue;
      gtk_list_box_append (self->known_list, new_known_row (entity));
      g_ptr_array_add (self->known, g_steal_pointer (&entity));
    }
  gtk_widget_set_visible (self->known_box, self->known->len > 0);
}

static void
entry_changed_cb (IbidEntityAddPopover *self)
{
  g_autofree char *name = dup_name (self);

  if (self->dossier == NULL)
    return;
  gtk_widget_set_sensitive (self->add, *name != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  show_known (self, name);
}

static void
finish (IbidEntityAddPopover *self, IbidEntity *entity)
{
  g_signal_emit (self, added_signal, 0, entity);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
add_cb (IbidEntityAddPopover *self)
{
  g_autoptr (IbidEntityAddPopover) alive = g_object_ref (self);
  g_autofree char *name = dup_name (self);
  g_autoptr (GError) error = NULL;
  IbidEntity *entity;

  if (*name == '\0')
    return;
  entity =
      ibid_dossier_add_entity (self->dossier, &self->span, name,
                               (IbidEntityKind)gtk_drop_down_get_selected (self->kind), &error);
  if (entity != NULL)
    {
      finish (self, entity);
      return;
    }
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
known_activated_cb (IbidEntityAddPopover *self, GtkListBoxRow *row)
{
  g_autoptr (IbidEntityAddPopover) alive = g_object_ref (self);
  g_autoptr (IbidEntity) entity =
      g_object_ref (g_ptr_array_index (self->known, (guint)gtk_list_box_row_get_index (row)));

  ibid_dossier_add_mention (self->dossier, entity, &self->span);
  finish (self, entity);
}

static void
ibid_entity_add_popover_dispose (GObject *object)
{
  IbidEntityAddPopover *self = IBID_ENTITY_ADD_POPOVER (object);

  g_clear_object (&self->dossier);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_ADD_POPOVER);

  G_OBJECT_CLASS (ibid_entity_add_popover_parent_class)->dispose (object);
}

static void
ibid_entity_add_popover_finalize (GObject *object)
{
  g_ptr_array_unref (IBID_ENTITY_ADD_POPOVER (object)->known);

  G_OBJECT_CLASS (ibid_entity_add_popover_parent_class)->finalize (object);
}

static void
ibid_entity_add_popover_class_init (IbidEntityAddPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_entity_add_popover_dispose;
  object_class->finalize = ibid_entity_add_popover_finalize;

  added_signal = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, IBID_TYPE_ENTITY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-entity-add-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, kind);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, add);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, known_box);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, known_list);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityAddPopover, problem);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_activated_cb);
}

static void
ibid_entity_add_popover_init (IbidEntityAddPopover *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (IbidEntityKind kind = 0; kind < IBID_N_ENTITY_KINDS; kind++)
    gtk_string_list_append (kinds, ibid_entity_kind_label (kind));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
}

GtkWidget *
ibid_entity_add_popover_new (IbidDossier *dossier, const IbidSpan *span)
{
  IbidEntityAddPopover *self = g_object_new (IBID_TYPE_ENTITY_ADD_POPOVER, NULL);
  g_autofree char *text = ibid_article_dup_span_text (ibid_dossier_get_article (dossier), span);
  g_autofree char *name = ibid_text_collapse_space (text);

  self->dossier = g_object_ref (dossier);
  self->span = *span;
  gtk_editable_set_text (self->entry, g_strstrip (name));
  entry_changed_cb (self);
  return GTK_WIDGET (self);
}
