/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ibid-annotation-merge.h"
#include "ibid-dossier-private.h"

/* What synchronising programs leave beside annotations.jsonld when two computers changed it: each
 * has words of its own for it, in the language of its user, and all of them keep beginning and end
 * of the name. */
#define STEM "annotations"
#define SUFFIX ".jsonld"

static gboolean
is_copy (const char *name)
{
  return g_str_has_prefix (name, STEM) && g_str_has_suffix (name, SUFFIX) &&
         strlen (name) > strlen (STEM) + strlen (SUFFIX) && !g_ascii_isalnum (name[strlen (STEM)]);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/*
 * ibid_dossier_list_copies:
 * @folder: path of an article's folder
 *
 * Returns: (transfer full): a list of #GFile: the copies of annotations.jsonld beside it
 */
GListStore *
ibid_dossier_list_copies (const char *folder)
{
  GListStore *copies = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_copy (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_list_store_append (copies, file);
    }
  return copies;
}

/* The reading of a copy on its way to a worker and back. */
typedef struct
{
  char *path;
  char *article_id;
  IbidAnchoring *anchoring;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading->article_id);
  ibid_anchoring_unref (reading->anchoring);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      ibid_files_read (reading->path, IBID_FORMAT_MAX_FILE_BYTES, NULL, cancellable, &error);
  gpointer set = NULL;

  if (bytes != NULL)
    set = ibid_kept_annotations.load (bytes, reading->path, reading->article_id, reading->anchoring,
                                      &error);
  if (set != NULL)
    g_task_return_pointer (task, set, ibid_kept_annotations.unref_state);
  else
    g_task_return_error (task, error);
}

/* A copy that has been merged goes to the older texts, where nobody merges it again. */
static gboolean
put_away (IbidDossier *self, const char *path, GError **error)
{
  const char *folder = g_file_peek_path (ibid_dossier_get_folder (self));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *versions = g_build_filename (folder, "versions", NULL);
  g_autofree char *place = g_build_filename (versions, name, NULL);

  if (!ibid_files_make_folder (versions, error))
    return FALSE;
  for (int i = 2; g_file_test (place, G_FILE_TEST_EXISTS); i++)
    {
      g_free (place);
      place = g_strdup_printf ("%s/%d-%s", versions, i, name);
    }
  if (g_rename (path, place) != 0)
    {
      ibid_files_set_error (error, errno, path);
      return FALSE;
    }
  ibid_files_sync_folder (versions, NULL);
  ibid_files_sync_folder (folder, NULL);
  return TRUE;
}

static void
forget_copy (IbidDossier *self, const char *path)
{
  GListModel *copies = ibid_dossier_get_conflict_copies (self);

  for (guint i = 0; i < g_list_model_get_n_items (copies); i++)
    {
      g_autoptr (GFile) copy = g_list_model_get_item (copies, i);

      if (g_strcmp0 (g_file_peek_path (copy), path) == 0)
        {
          g_list_store_remove (G_LIST_STORE (copies), i);
          return;
        }
    }
}

/* A merge that waits until its outcome is on the disk. */
typedef struct
{
  GTask *task;
  char *path; /* of the copy */
  int n_changed;
  gulong saved_id;
  gulong problem_id;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->task);
  g_free (waiting->path);
  g_free (waiting);
}

static void
finish (IbidDossier *self, Waiting *waiting)
{
  GError *error = NULL;

  if (put_away (self, waiting->path, &error))
    {
      forget_copy (self, waiting->path);
      g_task_return_int (waiting->task, waiting->n_changed);
    }
  else
    g_task_return_error (waiting->task, error);
  waiting_free (waiting);
}

static void
keeper_changed_cb (IbidKeeper *keeper, GParamSpec *pspec, gpointer user_data)
{
  Waiting *waiting = user_data;
  IbidDossier *self = g_task_get_source_object (waiting->task);
  const char *problem = ibid_keeper_get_problem (keeper);

  if (!ibid_keeper_is_saved (keeper) && problem == NULL)
    return;
  g_signal_handler_disconnect (keeper, waiting->saved_id);
  g_signal_handler_disconnect (keeper, waiting->problem_id);
  if (ibid_keeper_is_saved (keeper))
    finish (self, waiting);
  else
    {
      g_task_return_new_error (waiting->task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", problem);
      waiting_free (waiting);
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  IbidDossier *self = g_task_get_source_object (task);
  IbidKeeper *keeper = ibid_dossier_get_annotation_keeper (self);
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (IbidAnnotationSet) set = g_task_propagate_pointer (G_TASK (result), &error);
  Waiting *waiting;

  if (set == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  waiting = g_new0 (Waiting, 1);
  waiting->path = g_strdup (reading->path);
  waiting->n_changed = (int)ibid_annotation_merge (ibid_dossier_get_annotations (self), NULL, set);
  waiting->task = g_steal_pointer (&task);
  /* removals that we did not know of are to be saved, too */
  ibid_keeper_touch (keeper);
  waiting->saved_id =
      g_signal_connect (keeper, "notify::saved", G_CALLBACK (keeper_changed_cb), waiting);
  waiting->problem_id =
      g_signal_connect (keeper, "notify::problem", G_CALLBACK (keeper_changed_cb), waiting);
}

/**
 * ibid_dossier_merge_copy_async:
 * @copy: one of ibid_dossier_get_conflict_copies()
 *
 * Takes over what a copy of annotations.jsonld has and the article's own file does not; where both
 * have an annotation, each changed in a way of its own, both are kept. When that is on the disk the
 * copy is moved to versions/.
 */
void
ibid_dossier_merge_copy_async (IbidDossier *self, GFile *copy, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) worker = NULL;
  IbidKeeper *keeper;
  Reading *reading;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (G_IS_FILE (copy) && g_file_peek_path (copy) != NULL);

  keeper = ibid_dossier_get_annotation_keeper (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ibid_dossier_merge_copy_async);
  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (g_file_peek_path (copy));
  reading->article_id = g_strdup (ibid_keeper_get_article_id (keeper));
  reading->anchoring = ibid_anchoring_ref (ibid_keeper_get_anchoring (keeper));
  /* not the worker's source: its last reference may be dropped in the worker's thread */
  worker = g_task_new (NULL, cancellable, read_cb, g_steal_pointer (&task));
  g_task_set_source_tag (worker, read_in_thread);
  g_task_set_task_data (worker, reading, reading_free);
  g_task_run_in_thread (worker, read_in_thread);
}

/**
 * ibid_dossier_merge_copy_finish:
 *
 * Returns: how many annotations the copy added, changed or removed; -1 with an error of
 *   IBID_FORMAT_ERROR (it is no such copy) or G_IO_ERROR: the copy is still where it was
 */
int
ibid_dossier_merge_copy_finish (IbidDossier *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, ibid_dossier_merge_copy_async), -1);

  return (int)g_task_propagate_int (G_TASK (result), error);
}

/**
 * ibid_dossier_dup_old_passage:
 * @annotation: an annotation of the article
 *
 * Returns: (transfer full) (nullable): the paragraphs in which its passage stood, of the older text
 *   that it was made against; %NULL if that is the present text, or is not kept
 */
char *
ibid_dossier_dup_old_passage (IbidDossier *self, IbidAnnotation *annotation)
{
  g_autoptr (IbidReadingText) text = NULL;
  IbidSelector *selector;
  const char *hash;
  guint start, end, first, last, offset;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (IBID_IS_ANNOTATION (annotation), NULL);

  selector = ibid_annotation_get_selector (annotation);
  hash = ibid_selector_get_text_hash (selector);
  if (hash != NULL)
    text = ibid_anchoring_find_old_text (
        ibid_keeper_get_anchoring (ibid_dossier_get_annotation_keeper (self)), hash);
  if (text == NULL || !ibid_selector_is_of (selector, text))
    return NULL;
  ibid_selector_get_position (selector, &start, &end);
  ibid_reading_text_place_from_offset (text, start, &first, &offset);
  ibid_reading_text_place_from_offset (text, end - 1, &last, &offset);
  return ibid_reading_text_dup_slice (text, ibid_reading_text_get_block_start (text, first),
                                      ibid_reading_text_get_block_start (text, last) +
                                          ibid_reading_text_get_block_length (text, last));
}
