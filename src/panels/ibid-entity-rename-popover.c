/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-popovers.h"

struct _IbidEntityRenamePopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkEditable *entry;
  GtkWidget *apply;

  /* owned */
  IbidDossier *dossier;
  IbidEntity *entity;
};

G_DEFINE_FINAL_TYPE (IbidEntityRenamePopover, ibid_entity_rename_popover, GTK_TYPE_POPOVER)

static char *
dup_name (IbidEntityRenamePopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static gboolean
is_new_name (IbidEntityRenamePopover *self, const char *name)
{
  return name[0] != '\0' && g_strcmp0 (name, ibid_entity_get_name (self->entity)) != 0;
}

static void
entry_changed_cb (IbidEntityRenamePopover *self)
{
  g_autofree char *name = dup_name (self);

  if (self->entity != NULL)
    gtk_widget_set_sensitive (self->apply, is_new_name (self, name));
}

static void
apply_cb (IbidEntityRenamePopover *self)
{
  g_autoptr (IbidEntityRenamePopover) alive = g_object_ref (self);
  g_autofree char *name = dup_name (self);

  if (!is_new_name (self, name))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  ibid_dossier_rename_entity (alive->dossier, alive->entity, name);
}

static void
ibid_entity_rename_popover_dispose (GObject *object)
{
  IbidEntityRenamePopover *self = IBID_ENTITY_RENAME_POPOVER (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->entity);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_RENAME_POPOVER);

  G_OBJECT_CLASS (ibid_entity_rename_popover_parent_class)->dispose (object);
}

static void
ibid_entity_rename_popover_class_init (IbidEntityRenamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_entity_rename_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, IBID_APP_PATH
                                               "/panels/ibid-entity-rename-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRenamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, IbidEntityRenamePopover, apply);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
ibid_entity_rename_popover_init (IbidEntityRenamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_entity_rename_popover_new (IbidDossier *dossier, IbidEntity *entity)
{
  IbidEntityRenamePopover *self = g_object_new (IBID_TYPE_ENTITY_RENAME_POPOVER, NULL);

  self->dossier = g_object_ref (dossier);
  self->entity = g_object_ref (entity);
  gtk_editable_set_text (self->entry, ibid_entity_get_name (entity));
  return GTK_WIDGET (self);
}
