/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-row.h"
#include "ibid-labels.h"
#include "ibid-panel-widgets.h"

struct _IbidEntityRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *heading;
  GtkLabel *heading_label;
  GtkLabel *heading_count;
  GtkWidget *body;
  GtkImage *tile;
  GtkLabel *name;
  GtkLabel *script;
  GtkLabel *count;

  /* owned */
  IbidEntityListRow *row;
  IbidEntity *entity;
  GSignalGroup *row_signals;
  GSignalGroup *entity_signals;

  /* plain */
  guint own_count; /* of a row outside the list of kinds */
};

G_DEFINE_FINAL_TYPE (IbidEntityRow, ibid_entity_row, GTK_TYPE_WIDGET)

/* "数字丝绸之路 · shuzi sichou zhi lu", each in its language */
static void
show_script (IbidEntityRow *self)
{
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (self->entity, &n_names);
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    {
      guint start;

      if (text->len > 0)
        g_string_append (text, " · ");
      start = text->len;
      g_string_append (text, names[i].text);
      attributes = ibid_attributes_add_language (attributes, names[i].lang, start, text->len);
      /* most often the romanised name is the one above */
      if (names[i].romanization != NULL &&
          g_strcmp0 (names[i].romanization, ibid_entity_get_name (self->entity)) != 0)
        g_string_append_printf (text, " · %s", names[i].romanization);
    }
  gtk_label_set_label (self->script, text->str);
  gtk_label_set_attributes (self->script, attributes);
  gtk_widget_set_visible (GTK_WIDGET (self->script), text->len > 0);
}

static guint
get_count (IbidEntityRow *self)
{
  return self->row != NULL ? ibid_entity_get_n_mentions (self->entity) : self->own_count;
}

static void
show_entity (IbidEntityRow *self)
{
  g_autofree char *count = NULL;
  g_autofree char *description = NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->entity == NULL)
    return;
  count = g_strdup_printf ("%'u", get_count (self));
  ibid_kind_tile_set_kind (GTK_WIDGET (self->tile), ibid_entity_get_kind (self->entity));
  gtk_label_set_label (self->name, ibid_entity_get_name (self->entity));
  gtk_label_set_label (self->count, count);
  show_script (self);

  description = ibid_entity_row_dup_description (self);
  /* the list's own item around this widget is what the keyboard focuses */
  if (self->row != NULL && parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    description, -1);
}

static void
show_heading (IbidEntityRow *self)
{
  guint group_count = self->row != NULL ? ibid_entity_list_row_get_group_count (self->row) : 0;
  g_autofree char *count = g_strdup_printf ("%'u", group_count);

  gtk_widget_set_visible (self->heading, group_count > 0);
  if (group_count == 0)
    return;
  gtk_label_set_label (self->heading_label,
                       ibid_entity_kind_group_label (ibid_entity_get_kind (self->entity)));
  gtk_label_set_label (self->heading_count, count);
}

static void
entity_notify_cb (IbidEntityRow *self, GParamSpec *pspec, IbidEntity *entity)
{
  show_entity (self);
  show_heading (self);
}

static void
row_notify_cb (IbidEntityRow *self, GParamSpec *pspec, IbidEntityListRow *row)
{
  show_heading (self);
}

void
ibid_entity_row_set_row (IbidEntityRow *self, IbidEntityListRow *row)
{
  IbidEntity *entity = row != NULL ? ibid_entity_list_row_get_entity (row) : NULL;

  g_return_if_fail (IBID_IS_ENTITY_ROW (self));

  if (!g_set_object (&self->row, row))
    return;
  g_set_object (&self->entity, entity);
  g_signal_group_set_target (self->row_signals, row);
  g_signal_group_set_target (self->entity_signals, entity);
  if (row == NULL)
    return;
  show_entity (self);
  show_heading (self);
}

void
ibid_entity_row_set_entity (IbidEntityRow *self, IbidEntity *entity, guint count)
{
  g_return_if_fail (IBID_IS_ENTITY_ROW (self));

  self->own_count = count;
  g_set_object (&self->entity, entity);
  g_signal_group_set_target (self->entity_signals, entity);
  show_entity (self);
  show_heading (self);
}

IbidEntity *
ibid_entity_row_get_entity (IbidEntityRow *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_ROW (self), NULL);

  return self->entity;
}

GtkWidget *
ibid_entity_row_get_body (IbidEntityRow *self)
{
  g_return_val_if_fail (IBID_IS_ENTITY_ROW (self), NULL);

  return self->body;
}

char *
ibid_entity_row_dup_description (IbidEntityRow *self)
{
  guint count;

  g_return_val_if_fail (IBID_IS_ENTITY_ROW (self), NULL);

  if (self->entity == NULL)
    return g_strdup ("");
  count = get_count (self);
  return g_strdup_printf (
      /* Translators: an entity's name, its kind, how often the article names it */
      ngettext ("%s, %s, %u mention", "%s, %s, %u mentions", count),
      ibid_entity_get_name (self->entity),
      ibid_entity_kind_label (ibid_entity_get_kind (self->entity)), count);
}

static void
ibid_entity_row_dispose (GObject *object)
{
  IbidEntityRow *self = IBID_ENTITY_ROW (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->entity_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->entity);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_ROW);

  G_OBJECT_CLASS (ibid_entity_row_parent_class)->dispose (object);
}

static void
ibid_entity_row_class_init (IbidEntityRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_entity_row_dispose;

  ibid_panels_register_icons ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-entity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, heading_count);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, body);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, tile);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, name);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, script);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRow, count);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entityrow");
}

static void
ibid_entity_row_init (IbidEntityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);

  self->row_signals = g_signal_group_new (IBID_TYPE_ENTITY_LIST_ROW);
  g_signal_group_connect_object (self->row_signals, "notify::group-count",
                                 G_CALLBACK (row_notify_cb), self, G_CONNECT_SWAPPED);
  self->entity_signals = g_signal_group_new (IBID_TYPE_ENTITY);
  g_signal_group_connect_object (self->entity_signals, "notify", G_CALLBACK (entity_notify_cb),
                                 self, G_CONNECT_SWAPPED);
}

GtkWidget *
ibid_entity_row_new (void)
{
  return g_object_new (IBID_TYPE_ENTITY_ROW, NULL);
}
