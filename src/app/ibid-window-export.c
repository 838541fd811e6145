/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-export-dialog.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* The window's commands that take something out of Ibid: exports, and reports on entities. */

#define EXPORTED_FILE "ibid-exported-file"

static void
picked_cb (GtkWindow *dialog, GFile *file)
{
  ibid_export_dialog_write (IBID_EXPORT_DIALOG (dialog), file);
}

static void
pick_cb (GtkWindow *dialog, const char *name, GFile *folder, gpointer data)
{
  ibid_compat_pick_save (dialog, name, folder, picked_cb);
}

/**
 * ibid_window_tell_exported:
 * @self: the window
 * @file: what was written
 * @message: that it was
 *
 * Shows a toast that leads to the file.
 */
void
ibid_window_tell_exported (IbidWindow *self, GFile *file, const char *message)
{
  g_object_set_data_full (G_OBJECT (self), EXPORTED_FILE, g_object_ref (file), g_object_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-exported", TRUE);
  ibid_window_toast (self, message, _ ("_Show in Folder"), "win.show-exported");
}

static IbidExportDialog *
new_dialog (IbidWindow *self)
{
  IbidExportDialog *dialog =
      IBID_EXPORT_DIALOG (ibid_export_dialog_new (GTK_WINDOW (self), self->dossier));

  g_settings_bind (self->settings, "export-format", dialog, "format", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "export-sources", dialog, "sources", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "export-folder", dialog, "folder", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect (dialog, "pick", G_CALLBACK (pick_cb), NULL);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (ibid_window_tell_exported), self,
                           G_CONNECT_SWAPPED);
  return dialog;
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (new_dialog (IBID_WINDOW (widget))));
}

static void
export_annotations_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  IbidExportDialog *dialog;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      IbidAnnotation *annotation =
          ibid_annotations_lookup (ibid_dossier_get_annotations (self->dossier), ids[i]);

      if (annotation != NULL)
        g_ptr_array_add (annotations, annotation);
    }
  if (annotations->len == 0)
    return;
  dialog = new_dialog (self);
  ibid_export_dialog_set_selected (dialog, annotations);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  IbidEntity *entity = ibid_article_find_entity (ibid_dossier_get_article (self->dossier),
                                                 g_variant_get_string (parameter, NULL));
  IbidExportDialog *dialog;

  if (entity == NULL)
    return;
  dialog = new_dialog (self);
  ibid_export_dialog_set_entity (dialog, entity);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_exported_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GFile *file = g_object_get_data (G_OBJECT (widget), EXPORTED_FILE);

  if (file != NULL)
    ibid_compat_show_in_folder (GTK_WINDOW (widget), file);
}

/**
 * ibid_window_install_export_actions:
 * @widget_class: the window's class
 *
 * Installs the actions that export. "win.export-annotations" takes the ids of annotations,
 * "win.export-report" that of an entity.
 */
void
ibid_window_install_export_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.export-annotations", "as",
                                   export_annotations_action);
  gtk_widget_class_install_action (widget_class, "win.export-report", "s", export_report_action);
  gtk_widget_class_install_action (widget_class, "win.show-exported", NULL, show_exported_action);
}

/**
 * ibid_window_update_export_actions:
 * @self: the window
 *
 * Enables what can be exported now.
 */
void
ibid_window_update_export_actions (IbidWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean reading = ibid_window_is_reading (self);

  gtk_widget_action_set_enabled (widget, "win.export", reading);
  gtk_widget_action_set_enabled (widget, "win.export-annotations", reading);
  gtk_widget_action_set_enabled (widget, "win.export-report", reading);
}
