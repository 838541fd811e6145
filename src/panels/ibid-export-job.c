/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-entity-report.h"
#include "ibid-export-choices.h"
#include "ibid-export-contents.h"
#include "ibid-export-filter.h"
#include "ibid-export-job.h"
#include "ibid-files.h"
#include "ibid-snapshot.h"

#define MAX_PREVIOUS_BYTES ((gsize)64 * 1024 * 1024)
/* of a preview: more than fits on any screen, and little enough to be laid out within a frame */
#define PREVIEW_BYTES 6000
#define PREVIEW_LINES 120

/* What the workers share. It outlives the object while one of them is at it. */
typedef struct
{
  GMutex mutex; /* held by whoever reads the article, which fills its caches */
  IbidSnapshot *snapshot;
  IbidArticle *article; /* NULL until somebody needs it */
  IbidSentenceIndex *sentences;
  GPtrArray *choices;
  int permille; /* atomic */
} Ground;

/* What one worker has to do. */
typedef struct
{
  Ground *ground;
  IbidExportFormat format;
  char **conditions;
  GHashTable *only; /* set of ids, or NULL */
  char *entity;
  char *path; /* or NULL */
  char *base_name;
  gboolean chosen_sources;
} Task;

struct _IbidExportJob
{
  GObject parent_instance;

  /* owned; nothing that may not be freed in a worker, which may hold the last reference */
  Ground *ground;
};

G_DEFINE_FINAL_TYPE (IbidExportJob, ibid_export_job, G_TYPE_OBJECT)

void
ibid_export_preview_free (IbidExportPreview *self)
{
  g_free (self->text);
  g_clear_error (&self->error);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self);
}

static Ground *
new_ground (IbidDossier *dossier)
{
  Ground *ground = g_atomic_rc_box_new0 (Ground);

  g_mutex_init (&ground->mutex);
  ground->snapshot = ibid_snapshot_take (dossier);
  return ground;
}

static void
clear_ground (gpointer data)
{
  Ground *ground = data;

  g_mutex_clear (&ground->mutex);
  ibid_snapshot_unref (ground->snapshot);
  g_clear_object (&ground->sentences);
  g_clear_object (&ground->article);
  g_clear_pointer (&ground->choices, g_ptr_array_unref);
}

static void
ground_unref (Ground *ground)
{
  g_atomic_rc_box_release_full (ground, clear_ground);
}

static void
task_free (gpointer data)
{
  Task *task = data;

  ground_unref (task->ground);
  g_strfreev (task->conditions);
  g_clear_pointer (&task->only, g_hash_table_unref);
  g_free (task->entity);
  g_free (task->path);
  g_free (task->base_name);
  g_free (task);
}

static char *
dup_base_name (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static Task *
task_new (IbidExportJob *self, const IbidExportWish *wish, const char *path, const char *base_name)
{
  Task *task = g_new0 (Task, 1);

  task->ground = g_atomic_rc_box_acquire (self->ground);
  task->format = wish->format;
  task->conditions = g_strdupv ((char **)wish->conditions);
  task->entity = g_strdup (wish->entity);
  task->chosen_sources = wish->chosen_sources;
  task->path = g_strdup (path);
  task->base_name = path != NULL ? dup_base_name (path) : g_strdup (base_name);
  if (wish->only != NULL)
    task->only = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; wish->only != NULL && wish->only[i] != NULL; i++)
    g_hash_table_add (task->only, g_strdup (wish->only[i]));
  return task;
}

/* ── in the worker, with the ground locked ── */

static gboolean
prepare (Ground *ground, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (ground->article == NULL)
    ground->article = ibid_snapshot_load_article (ground->snapshot, cancellable, error);
  if (ground->article == NULL)
    return FALSE;
  if (ground->sentences == NULL)
    ground->sentences = ibid_sentence_index_new (ground->article);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static GPtrArray *
choose (Task *task, GError **error)
{
  g_autoptr (IbidExportFilter) filter = ibid_export_filter_new ();
  g_autoptr (GPtrArray) chosen = NULL;

  for (guint i = 0; task->conditions != NULL && task->conditions[i] != NULL; i++)
    if (!ibid_export_filter_add (filter, task->conditions[i], error))
      return NULL;
  chosen = ibid_export_filter_apply (filter, task->ground->sentences,
                                     ibid_snapshot_get_annotations (task->ground->snapshot));
  for (guint i = chosen->len; task->only != NULL && i-- > 0;)
    if (!g_hash_table_contains (task->only, ibid_annotation_get_id (g_ptr_array_index (chosen, i))))
      g_ptr_array_remove_index (chosen, i);
  return g_steal_pointer (&chosen);
}

static IbidExportMatter *
new_matter (Task *task, GError **error)
{
  Ground *ground = task->ground;
  GListModel *annotations = ibid_snapshot_get_annotations (ground->snapshot);
  g_autoptr (GPtrArray) chosen = choose (task, error);
  IbidExportMatter *matter;

  if (chosen == NULL)
    return NULL;
  matter = ibid_export_matter_new (ground->article, chosen);
  ibid_export_matter_set_all_annotations (matter, annotations);
  ibid_export_matter_set_chosen_sources_only (matter, task->chosen_sources);
  ibid_export_matter_set_folder (matter, ibid_snapshot_get_folder (ground->snapshot));
  ibid_export_matter_set_overlay (matter, ibid_snapshot_get_decisions (ground->snapshot));
  ibid_export_matter_set_removed (matter, ibid_snapshot_get_removed (ground->snapshot));
  ibid_export_matter_set_overlay (matter, ibid_snapshot_get_decisions (ground->snapshot));
  return matter;
}

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static GDateTime *
new_now (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds;

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    return g_date_time_new_from_unix_utc (seconds);
  return g_date_time_new_now_local ();
}

static void
progress_cb (double fraction, gpointer data)
{
  g_atomic_int_set (&((Ground *)data)->permille, (int)(fraction * 1000));
}

static GPtrArray *
make_report (Task *task, IbidExportMatter *matter, const IbidExportOptions *options,
             GCancellable *cancellable, GError **error)
{
  IbidEntity *entity = ibid_article_find_entity (task->ground->article, task->entity);

  if (entity != NULL)
    return ibid_export_entity_report (matter, entity, task->format, options, cancellable, error);
  g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING,
                       _ ("The article does not name it any more."));
  return NULL;
}

static GPtrArray *
make (Task *task, IbidExportMatter *matter, GBytes *previous, GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GDateTime) now = new_now ();
  IbidExportOptions options = { .base_name = task->base_name,
                                .previous = previous,
                                .now = now,
                                .progress = progress_cb,
                                .progress_data = task->ground };

  if (task->entity != NULL)
    return make_report (task, matter, &options, cancellable, error);
  return ibid_export_make (matter, task->format, &options, cancellable, error);
}

/* What the file holds that will be written, for formats that keep what the reader wrote into it. */
static gboolean
read_previous (Task *task, GBytes **previous, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *previous = NULL;
  if (task->path == NULL || task->entity != NULL ||
      !ibid_export_get_kind (task->format)->keeps_previous)
    return TRUE;
  *previous = ibid_files_read (task->path, MAX_PREVIOUS_BYTES, NULL, cancellable, &local_error);
  if (*previous != NULL || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* ── the preview ── */

/* The beginning of a text: whole lines as far as they go, whole characters in any case. */
static char *
dup_beginning (const char *text, gsize size, gboolean *is_cut)
{
  gsize n_bytes = 0;
  guint n_lines = 0;

  while (n_bytes < size && n_bytes < PREVIEW_BYTES && n_lines < PREVIEW_LINES)
    if (text[n_bytes++] == '\n')
      n_lines++;
  *is_cut = n_bytes < size;
  if (*is_cut && n_lines < PREVIEW_LINES)
    {
      while (n_bytes > 0 && ((guchar)text[n_bytes] & 0xC0) == 0x80)
        n_bytes--;
    }
  return g_strndup (text, n_bytes);
}

static void
show_parts (IbidExportPreview *preview, GPtrArray *parts)
{
  const IbidExportPart *part = g_ptr_array_index (parts, 0);
  gsize size;
  const char *data = g_bytes_get_data (part->bytes, &size);

  preview->text = ibid_export_dup_contents (part->bytes);
  preview->is_list = preview->text != NULL;
  if (preview->is_list)
    return;
  preview->text = dup_beginning (size > 0 ? data : "", size, &preview->is_cut);
}

static void
fill_preview (Task *task, IbidExportPreview *preview, GCancellable *cancellable)
{
  Ground *ground = task->ground;
  g_autoptr (IbidExportMatter) matter = new_matter (task, &preview->error);
  g_autoptr (GBytes) previous = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  preview->n_all = g_list_model_get_n_items (ibid_snapshot_get_annotations (ground->snapshot));
  preview->n_sources = g_list_model_get_n_items (ibid_article_get_sources (ground->article));
  if (matter == NULL)
    return;
  preview->n_chosen = ibid_export_matter_get_n_entries (matter);
  /* a file that cannot be read is told of when it is to be written */
  if (!read_previous (task, &previous, cancellable, NULL))
    previous = NULL;
  if (previous != NULL)
    parts = make (task, matter, previous, cancellable, NULL);
  preview->is_renewal = parts != NULL;
  if (parts == NULL)
    parts = make (task, matter, NULL, cancellable, &preview->error);
  if (parts != NULL)
    show_parts (preview, parts);
}

static void
preview_thread (GTask *g_task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  Ground *ground = task->ground;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&ground->mutex);
  g_autoptr (IbidExportPreview) preview = NULL;
  GError *error = NULL;

  if (!prepare (ground, cancellable, &error))
    {
      g_task_return_error (g_task, error);
      return;
    }
  if (ground->choices == NULL)
    {
      g_autoptr (GPtrArray) choices = ibid_export_choices_new (
          ground->sentences, ibid_snapshot_get_annotations (ground->snapshot), cancellable);

      if (g_task_return_error_if_cancelled (g_task))
        return;
      ground->choices = g_steal_pointer (&choices);
    }
  preview = g_new0 (IbidExportPreview, 1);
  preview->choices = g_ptr_array_ref (ground->choices);
  fill_preview (task, preview, cancellable);
  g_task_return_pointer (g_task, g_steal_pointer (&preview),
                         (GDestroyNotify)ibid_export_preview_free);
}

/* ── writing ── */

/* Says what to do, where the system says only what went wrong. */
static void
explain (GError **error, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  GError *given = *error;
  char *message = NULL;

  if (given->domain != G_IO_ERROR)
    return;
  if (g_error_matches (given, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    message = g_strdup_printf (_ ("There is no room left in %s. Make some, or choose another "
                                  "folder."),
                               shown);
  else if (g_error_matches (given, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (given, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    message = g_strdup_printf (_ ("Nothing may be written into %s. Choose another folder."), shown);
  else if (g_error_matches (given, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    message =
        g_strdup_printf (_ ("The folder %s is not there any more. Choose another one."), shown);
  if (message == NULL)
    return;
  g_free (given->message);
  given->message = message;
}

static gboolean
write_parts (GPtrArray *parts, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree IbidFileContent *files = g_new (IbidFileContent, parts->len);

  for (guint i = 0; i < parts->len; i++)
    {
      const IbidExportPart *part = g_ptr_array_index (parts, i);
      char *here =
          part->name != NULL ? g_build_filename (folder, part->name, NULL) : g_strdup (path);

      g_ptr_array_add (paths, here);
      files[i] = (IbidFileContent){ .path = here, .bytes = part->bytes };
    }
  return ibid_files_write_all (files, parts->len, error);
}

static gboolean
export_to_file (Task *task, IbidExportTally *tally, GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidExportMatter) matter = NULL;
  g_autoptr (GBytes) previous = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (!prepare (task->ground, cancellable, error) ||
      !read_previous (task, &previous, cancellable, error))
    return FALSE;
  matter = new_matter (task, error);
  if (matter == NULL)
    return FALSE;
  parts = make (task, matter, previous, cancellable, error);
  if (parts == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  tally->n_highlights = ibid_export_matter_get_n_entries (matter);
  tally->n_sources = ibid_export_matter_get_sources (matter)->len;
  return write_parts (parts, task->path, error);
}

static void
write_thread (GTask *g_task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&task->ground->mutex);
  g_autofree IbidExportTally *tally = g_new0 (IbidExportTally, 1);
  GError *error = NULL;

  g_atomic_int_set (&task->ground->permille, 0);
  if (export_to_file (task, tally, cancellable, &error))
    {
      g_task_return_pointer (g_task, g_steal_pointer (&tally), g_free);
      return;
    }
  explain (&error, task->path);
  g_task_return_error (g_task, error);
}

/* ── the object ── */

static void
ibid_export_job_finalize (GObject *object)
{
  IbidExportJob *self = IBID_EXPORT_JOB (object);

  ground_unref (self->ground);

  G_OBJECT_CLASS (ibid_export_job_parent_class)->finalize (object);
}

static void
ibid_export_job_class_init (IbidExportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_export_job_finalize;
}

static void
ibid_export_job_init (IbidExportJob *self)
{
}

IbidExportJob *
ibid_export_job_new (IbidDossier *dossier)
{
  IbidExportJob *self = g_object_new (IBID_TYPE_EXPORT_JOB, NULL);

  self->ground = new_ground (dossier);
  return self;
}

void
ibid_export_job_renew (IbidExportJob *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_EXPORT_JOB (self));

  ground_unref (self->ground);
  self->ground = new_ground (dossier);
}

double
ibid_export_job_get_progress (IbidExportJob *self)
{
  g_return_val_if_fail (IBID_IS_EXPORT_JOB (self), 0);

  return g_atomic_int_get (&self->ground->permille) / 1000.0;
}

static void
run (IbidExportJob *self, Task *task, GTaskThreadFunc thread, gpointer tag,
     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) g_task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (g_task, tag);
  g_task_set_task_data (g_task, task, task_free);
  /* a file that was written is written, whoever cancels a moment later */
  g_task_set_check_cancellable (g_task, tag != ibid_export_job_write_async);
  g_task_run_in_thread (g_task, thread);
}

void
ibid_export_job_preview_async (IbidExportJob *self, const IbidExportWish *wish, const char *path,
                               const char *base_name, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (IBID_IS_EXPORT_JOB (self));
  g_return_if_fail (path != NULL || base_name != NULL);

  run (self, task_new (self, wish, path, base_name), preview_thread, ibid_export_job_preview_async,
       cancellable, callback, user_data);
}

IbidExportPreview *
ibid_export_job_preview_finish (IbidExportJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ibid_export_job_write_async (IbidExportJob *self, const IbidExportWish *wish, const char *path,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (IBID_IS_EXPORT_JOB (self));
  g_return_if_fail (path != NULL);

  run (self, task_new (self, wish, path, NULL), write_thread, ibid_export_job_write_async,
       cancellable, callback, user_data);
}

gboolean
ibid_export_job_write_finish (IbidExportJob *self, GAsyncResult *result, IbidExportTally *tally,
                              GError **error)
{
  g_autofree IbidExportTally *written = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  written = g_task_propagate_pointer (G_TASK (result), error);
  if (written == NULL)
    return FALSE;
  *tally = *written;
  return TRUE;
}
