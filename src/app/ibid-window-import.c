/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-annotation-import.h"
#include "ibid-compat.h"
#include "ibid-foreign-annotations.h"
#include "ibid-notes-panel.h"
#include "ibid-window-private.h"

/* The window's command that takes in other programs' highlights: the file is read in one worker,
 * its highlights find their places in another; what takes longer shows how far it is. */

#define SHOWN_AFTER_US (G_USEC_PER_SEC / 2)
#define RUNNING_IMPORT "ibid-running-import"

typedef struct
{
  IbidDossier *dossier; /* the article may be another one when it is done */
  IbidForeignAnnotations *found;
  GCancellable *cancellable;
  AdwToast *toast; /* borrowed; compared only */
  gint64 begun_at; /* monotonic time, in µs */
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->dossier);
  g_clear_pointer (&import->found, ibid_foreign_annotations_free);
  g_clear_object (&import->cancellable);
  g_free (import);
}

static Import *
get_running (IbidWindow *self)
{
  return g_object_get_data (G_OBJECT (self), RUNNING_IMPORT);
}

/* of a window that has not been closed meanwhile */
static void
finish (IbidWindow *self)
{
  g_object_set_data (G_OBJECT (self), RUNNING_IMPORT, NULL);
  if (self->dossier != NULL)
    ibid_window_update_import_actions (self);
}

/* ---- reading ---- */

typedef struct
{
  GFile *file;
  IbidForeignAbout *about;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->file);
  ibid_foreign_about_unref (reading->about);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  g_autofree char *path = g_file_get_parse_name (reading->file);
  g_autofree char *name = g_path_get_basename (path);
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      ibid_format_read_file (reading->file, IBID_FOREIGN_MAX_FILE_BYTES, cancellable, &error);
  IbidForeignAnnotations *found = NULL;

  if (bytes != NULL)
    found = ibid_foreign_annotations_load_bytes (bytes, name, reading->about, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify)ibid_foreign_annotations_free);
  else
    g_task_return_error (task, error);
}

/* ---- what came of it ---- */

static void
tell_error (IbidWindow *self, const GError *error)
{
  if (self->dossier == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ibid_compat_tell (GTK_WIDGET (self), _ ("No Highlights Were Imported"), error->message);
  else
    ibid_window_toast (self, _ ("Import cancelled"), NULL, NULL);
}

static void
tell_tally (IbidWindow *self, const Import *import, const IbidImportTally *tally)
{
  g_autofree char *summary = ibid_import_tally_dup_summary (tally, import->found->n_elsewhere);
  gboolean is_new = tally->n_exact + tally->n_moved + tally->n_uncertain + tally->n_lost > 0;
  guint n_findings = import->found->n_findings;

  if (n_findings > 0)
    {
      g_autofree char *part =
          g_strdup_printf (ngettext ("%u thing in the file was left out",
                                     "%u things in the file were left out", n_findings),
                           n_findings);
      g_autofree char *whole = g_strdup_printf ("%s; %s", summary, part);

      g_free (g_steal_pointer (&summary));
      summary = g_steal_pointer (&whole);
    }
  if (tally->n_uncertain + tally->n_lost > 0)
    ibid_window_toast (self, summary, _ ("_Review"), "win.review-annotations");
  else if (is_new)
    ibid_window_toast (self, summary, _ ("_Undo"), "win.undo");
  else
    ibid_window_toast (self, summary, NULL, NULL);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  Import *import = get_running (self);
  IbidImportTally tally;
  g_autoptr (GError) error = NULL;

  if (!ibid_dossier_import_annotations_finish (IBID_DOSSIER (source), result, &tally, &error))
    tell_error (self, error);
  else if (self->dossier == import->dossier)
    tell_tally (self, import, &tally);
  finish (self);
}

/* A short one is told once it is done. */
static void
progress_cb (double fraction, gpointer user_data)
{
  IbidWindow *self = user_data;
  Import *import = get_running (self);
  g_autofree char *title = NULL;

  if (import == NULL || self->dossier == NULL ||
      g_get_monotonic_time () - import->begun_at < SHOWN_AFTER_US)
    return;
  title = g_strdup_printf (_ ("Importing highlights… %d %%"), (int)(fraction * 100));
  if (import->toast != NULL && self->toast == import->toast)
    {
      adw_toast_set_title (self->toast, title);
      return;
    }
  ibid_window_toast (self, title, _ ("_Cancel"), "win.cancel-import");
  import->toast = self->toast;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  Import *import = get_running (self);
  g_autoptr (GError) error = NULL;

  import->found = g_task_propagate_pointer (G_TASK (result), &error);
  if (import->found == NULL)
    {
      tell_error (self, error);
      finish (self);
      return;
    }
  ibid_dossier_import_annotations_async (import->dossier, import->found->annotations, progress_cb,
                                         self, import->cancellable, imported_cb,
                                         g_object_ref (self));
}

/**
 * ibid_window_import_annotations:
 * @self: the window
 * @file: what another program wrote
 *
 * Imports highlights and notes into the open article, if there is one and no import is going on.
 */
void
ibid_window_import_annotations (IbidWindow *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  Import *import;
  Reading *reading;

  if (!ibid_window_is_reading (self) || get_running (self) != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  import = g_new0 (Import, 1);
  import->dossier = g_object_ref (self->dossier);
  import->cancellable = g_cancellable_new ();
  import->begun_at = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (self), RUNNING_IMPORT, import, import_free);
  ibid_window_update_import_actions (self);
  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->about = ibid_foreign_about_new (ibid_dossier_get_article (self->dossier),
                                           ibid_dossier_get_reading_text (self->dossier));
  /* not the worker's source: its last reference may be dropped in the worker's thread */
  task = g_task_new (NULL, import->cancellable, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, read_in_thread);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- something dropped ---- */

typedef struct
{
  IbidWindow *window;
  GFile *file;
} Question;

static void
answered_cb (gboolean yes, gpointer user_data)
{
  Question *question = user_data;

  if (yes)
    ibid_window_import_annotations (question->window, question->file);
  g_object_unref (question->window);
  g_object_unref (question->file);
  g_free (question);
}

/* ".json" may be anything; an article says what it is at its beginning. */
static gboolean
is_article (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char beginning[512] = "";
  gsize n_read = 0;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), beginning,
                                                  sizeof beginning - 1, &n_read, NULL, NULL))
    return FALSE;
  return g_strstr_len (beginning, (gssize)n_read, "\"ibid-article\"") != NULL;
}

/**
 * ibid_window_offer_import:
 * @self: the window
 * @file: a file that was dropped on it
 *
 * Asks whether highlights are to be imported from it, if it may hold some and an article is open.
 *
 * Returns: whether it was asked
 */
gboolean
ibid_window_offer_import (IbidWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *heading = NULL;
  Question *question;

  if (!ibid_window_is_reading (self) || !ibid_foreign_annotations_is_file_name (name) ||
      is_article (file))
    return FALSE;
  heading = g_strdup_printf (_ ("Import Highlights from “%s”?"), name);
  question = g_new0 (Question, 1);
  question->window = g_object_ref (self);
  question->file = g_object_ref (file);
  ibid_compat_ask (GTK_WIDGET (self), heading,
                   _ ("They are added to the article that is open, and can be undone in one step."),
                   _ ("_Cancel"), _ ("_Import"), answered_cb, question);
  return TRUE;
}

/* ---- actions ---- */

static void
picked_cb (GtkWindow *window, GFile *file)
{
  ibid_window_import_annotations (IBID_WINDOW (window), file);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_compat_pick_annotations (GTK_WINDOW (widget), picked_cb);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Import *import = get_running (IBID_WINDOW (widget));

  if (import != NULL)
    g_cancellable_cancel (import->cancellable);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);

  ibid_panes_set_shown (self->panes, IBID_PANE_SIDEBAR, TRUE);
  gtk_stack_set_visible_child (self->sidebar_pages, self->notes);
  ibid_window_update_toggles (self);
  gtk_widget_activate_action (self->notes, "notes.review", NULL);
}

/**
 * ibid_window_install_import_actions:
 * @widget_class: the window's class
 *
 * Installs the actions that import highlights.
 */
void
ibid_window_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import-annotations", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-import", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "win.review-annotations", NULL, review_action);
}

/**
 * ibid_window_update_import_actions:
 * @self: the window
 *
 * Enables what can be imported now.
 */
void
ibid_window_update_import_actions (IbidWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean reading = ibid_window_is_reading (self);
  gboolean running = get_running (self) != NULL;

  gtk_widget_action_set_enabled (widget, "win.import-annotations", reading && !running);
  gtk_widget_action_set_enabled (widget, "win.cancel-import", running);
  gtk_widget_action_set_enabled (widget, "win.review-annotations", reading);
}
