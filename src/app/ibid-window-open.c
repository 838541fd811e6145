/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-library-page.h"
#include "ibid-opening.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* From a file, an item of the library or something dropped to an article; and the library page. */

#define SAMPLE_FILE "kazakhstan-digital-ties.ibid.json"
#define LOADING_SHOWN_AFTER_MS 300

static void
finish_opening (IbidWindow *self)
{
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->show_loading_id, g_source_remove);
}

static void
show_previous_page (IbidWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->dossier != NULL ? "reading" : "library");
  ibid_window_update_chrome (self);
}

/**
 * ibid_window_present_dossier:
 * @self: the window
 * @dossier: an article that was opened
 *
 * Shows an article that was opened, unless something has to be asked first.
 */
void
ibid_window_present_dossier (IbidWindow *self, IbidDossier *dossier)
{
  if (ibid_window_ask_version (self, dossier, TRUE))
    show_previous_page (self);
  else
    ibid_window_show_dossier (self, dossier);
}

static void
end_opening (IbidWindow *self, IbidDossier *dossier, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* whoever cancelled has put the window right */
  finish_opening (self);
  if (dossier == NULL)
    {
      show_previous_page (self);
      ibid_compat_tell (GTK_WIDGET (self), _ ("The Article Could Not Be Opened"), error->message);
      return;
    }
  if (self->framed)
    ibid_window_present_dossier (self, dossier);
  else
    g_set_object (&self->first_dossier, dossier);
}

static void
item_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDossier) dossier =
      ibid_library_open_finish (IBID_LIBRARY (object), result, &error);

  end_opening (self, dossier, error);
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_autoptr (IbidDossier) dossier =
      ibid_opening_finish (IBID_LIBRARY (object), result, &told, &error);

  end_opening (self, dossier, error);
  if (told != NULL)
    ibid_window_toast (self, told, NULL, NULL);
}

static void
ensure_loading_page (IbidWindow *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_stack_get_child_by_name (self->stack, "loading") != NULL)
    return;
  builder = gtk_builder_new_from_resource (IBID_APP_PATH "/app/ibid-loading-page.ui");
  gtk_stack_add_named (self->stack, GTK_WIDGET (gtk_builder_get_object (builder, "loading_page")),
                       "loading");
}

static gboolean
show_loading_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->show_loading_id = 0;
  ensure_loading_page (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  ibid_window_update_chrome (self);
  return G_SOURCE_REMOVE;
}

/* The page that says "Opening…" comes only when opening takes long enough to be noticed. */
static GCancellable *
begin_opening (IbidWindow *self)
{
  ibid_window_cancel_opening (self);
  self->opening = g_cancellable_new ();
  self->show_loading_id = g_timeout_add (LOADING_SHOWN_AFTER_MS, show_loading_cb, self);
  return self->opening;
}

/**
 * ibid_window_cancel_opening:
 * @self: the window
 *
 * Stops opening an article; the window shows again what it showed before.
 */
void
ibid_window_cancel_opening (IbidWindow *self)
{
  if (self->opening == NULL)
    return;
  g_cancellable_cancel (self->opening);
  finish_opening (self);
  show_previous_page (self);
}

/**
 * ibid_window_open_file:
 * @self: the window
 * @file: an article, inside the library or not, or a package
 *
 * Opens an article in this window. What goes wrong is told in a dialog; the window stays as it was.
 */
void
ibid_window_open_file (IbidWindow *self, GFile *file)
{
  g_return_if_fail (IBID_IS_WINDOW (self));

  ibid_opening_begin (self->library, file, begin_opening (self), file_opened_cb,
                      g_object_ref (self));
}

static void
open_item_cb (IbidWindow *self, IbidLibraryItem *item)
{
  ibid_library_open_item_async (self->library, item, begin_opening (self), item_opened_cb,
                                g_object_ref (self));
}

/**
 * ibid_window_open_sample:
 * @self: the window
 *
 * Opens the sample article: the installed one, or the one of the source tree that
 * IBID_SAMPLES_DIR in the environment names.
 */
void
ibid_window_open_sample (IbidWindow *self)
{
  const char *folder = g_getenv ("IBID_SAMPLES_DIR");
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (IBID_IS_WINDOW (self));

  file = g_file_new_build_filename (folder != NULL ? folder : IBID_DATADIR "/samples", SAMPLE_FILE,
                                    NULL);
  ibid_window_open_file (self, file);
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ibid_library_refresh_finish (IBID_LIBRARY (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ibid_window_toast (self, error->message, NULL, NULL);
  if (self->library != NULL)
    ibid_library_page_set_listed (IBID_LIBRARY_PAGE (self->library_page));
}

/**
 * ibid_window_show_library:
 * @self: the window
 *
 * Goes back to the list of articles. The open article stays open behind it.
 */
void
ibid_window_show_library (IbidWindow *self)
{
  g_return_if_fail (IBID_IS_WINDOW (self));

  ibid_window_keep_place (self);
  gtk_stack_set_visible_child_name (self->stack, "library");
  ibid_library_refresh_async (self->library, NULL, refreshed_cb, g_object_ref (self));
  ibid_window_update_chrome (self);
  gtk_widget_grab_focus (self->library_page);
}

static void
removed_cb (IbidWindow *self, const char *article_id)
{
  if (self->dossier != NULL &&
      g_strcmp0 (ibid_record_get_id (IBID_RECORD (ibid_dossier_get_article (self->dossier))),
                 article_id) == 0)
    ibid_window_set_dossier (self, NULL);
  g_free (self->removed_id);
  self->removed_id = g_strdup (article_id);
  ibid_window_toast (self, _ ("Article removed from the library"), _ ("_Undo"),
                     "win.restore-removed");
}

/**
 * ibid_window_add_library_page:
 * @self: the window
 *
 * Builds the library page and begins to fill it; once, at construction.
 */
void
ibid_window_add_library_page (IbidWindow *self)
{
  self->library_page = ibid_library_page_new (self->library);
  gtk_stack_add_named (self->stack, self->library_page, "library");
  g_signal_connect_object (self->library_page, "open-item", G_CALLBACK (open_item_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "open-file", G_CALLBACK (ibid_window_open_file),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "removed", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  ibid_library_refresh_async (self->library, NULL, refreshed_cb, g_object_ref (self));
}

static gboolean
dropped_cb (IbidWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  if (!ibid_window_offer_import (self, files->data))
    ibid_window_open_file (self, files->data);
  return TRUE;
}

/**
 * ibid_window_accept_drops:
 * @self: the window
 *
 * Makes the window open what is dropped on it.
 */
void
ibid_window_accept_drops (IbidWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
