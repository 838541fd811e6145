/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-export-name.h"
#include "ibid-files.h"
#include "ibid-provenance.h"
#include "ibid-render.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

static void
add_citations (GPtrArray *citations, IbidSentenceIndex *sentences, const IbidSpan *span)
{
  g_autoptr (GPtrArray) behind = ibid_provenance_citations_behind (sentences, span);

  for (guint i = 0; i < behind->len; i++)
    if (!g_ptr_array_find (citations, g_ptr_array_index (behind, i), NULL))
      g_ptr_array_add (citations, g_ptr_array_index (behind, i));
}

/* Every annotation of the article, with the citations behind it. */
static GPtrArray *
new_notes (IbidArticle *article, GListModel *annotations)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_render_note_free);
  g_autoptr (IbidSentenceIndex) sentences = ibid_sentence_index_new (article);
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);
      g_autoptr (GPtrArray) citations = g_ptr_array_new ();
      guint n_spans = 0;
      const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

      for (guint k = 0; k < n_spans; k++)
        add_citations (citations, sentences, &spans[k]);
      g_ptr_array_add (notes, ibid_render_note_new (annotation, citations));
    }
  return notes;
}

/* %NULL: the user wants none. */
static GPtrArray *
new_wanted_notes (IbidWindow *self)
{
  IbidArticle *article = ibid_reading_state_get_article (self->state);
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);

  if (article == NULL || annotations == NULL ||
      !g_settings_get_boolean (self->settings, "print-notes"))
    return NULL;
  return new_notes (article, G_LIST_MODEL (annotations));
}

/*
 * ibid_window_print:
 *
 * Prints the article that is open, with its notes when the user wants them.
 */
void
ibid_window_print (IbidWindow *self)
{
  g_autoptr (GPtrArray) notes = new_wanted_notes (self);

  ibid_reader_view_print (self->reader, notes, GTK_WINDOW (self));
}

/* ---- as a file ---- */

typedef struct
{
  GFile *file;
  GFile *draft; /* what is made first, elsewhere; or NULL */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  if (saving->draft != NULL)
    g_file_delete (saving->draft, NULL, NULL);
  g_clear_object (&saving->draft);
  g_object_unref (saving->file);
  g_free (saving);
}

static char *
dup_saved_name (GTask *task)
{
  const Saving *saving = g_task_get_task_data (task);

  return g_filename_display_basename (g_file_peek_path (saving->file));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_saved_name (G_TASK (result));
  g_autofree char *message = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (gtk_widget_get_visible (GTK_WIDGET (self)))
        ibid_compat_tell (GTK_WIDGET (self), _ ("The PDF Could Not Be Saved"), error->message);
      return;
    }
  /* Translators: %s is the name of a file */
  message = g_strdup_printf (_ ("Saved “%s”"), name);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    ibid_window_tell_exported (self, saving->file, message);
}

/* The file takes the place of an earlier one as a whole, or not at all. */
static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (saving->draft, NULL, NULL, &error);
  IbidFileContent content = { g_file_peek_path (saving->file), bytes };

  if (bytes != NULL && ibid_files_write_all (&content, 1, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
pdf_made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (ibid_reader_view_export_pdf_finish (IBID_READER_VIEW (object), result, &error))
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_error (task, error);
}

static gboolean
make_draft (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);
  g_autoptr (GFileIOStream) stream = NULL;
  GError *error = NULL;

  saving->draft = g_file_new_tmp ("ibid-XXXXXX.pdf", &stream, &error);
  if (saving->draft != NULL)
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

/*
 * ibid_window_save_pdf:
 * @file: where to; a file that is there is replaced, and stays as it was when something goes wrong
 *
 * Writes the article that is open as PDF, with its notes when the user wants them, and tells how
 * that went.
 */
void
ibid_window_save_pdf (IbidWindow *self, GFile *file)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  Saving *saving;

  if (self->dossier == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      ibid_compat_tell (GTK_WIDGET (self), _ ("The PDF Could Not Be Saved"),
                        _ ("Files can be exported to folders of this computer only."));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->file = g_object_ref (file);
  /* the window is not the task's source: a thread might be the last to hold it */
  task = g_task_new (NULL, NULL, saved_cb, g_object_ref (self));
  g_task_set_task_data (task, saving, saving_free);
  if (!make_draft (task))
    return;
  name = dup_saved_name (task);
  /* Translators: %s is the name of a file */
  message = g_strdup_printf (_ ("Saving “%s”…"), name);
  ibid_window_toast (self, message, NULL, NULL);
  notes = new_wanted_notes (self);
  ibid_reader_view_export_pdf_async (self->reader, notes, saving->draft, NULL, pdf_made_cb,
                                     g_object_ref (task));
}

static void
picked_cb (GtkWindow *window, GFile *file)
{
  ibid_window_save_pdf (IBID_WINDOW (window), file);
}

/*
 * ibid_window_pick_pdf:
 *
 * Asks for a file, and writes the article into it as PDF.
 */
void
ibid_window_pick_pdf (IbidWindow *self)
{
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  g_autofree char *name = ibid_export_dup_pdf_name (ibid_article_get_title (article));
  g_autofree char *uri = g_settings_get_string (self->settings, "export-folder");
  g_autoptr (GFile) folder = *uri != '\0' ? g_file_new_for_uri (uri) : NULL;

  ibid_compat_pick_save (GTK_WINDOW (self), name, folder, picked_cb);
}
