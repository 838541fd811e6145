/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-keeper.h"
#include "ibid-overlay-format.h"

/* Changes are gathered for this long, so that a burst of them is one write. */
#define SAVE_DELAY_MS 300
#define FLUSH_ATTEMPTS 5

/* What the worker and the main thread share. The mutex is held while a file is written: writes
 * happen one after the other, and an older state never replaces a newer one. */
typedef struct
{
  GMutex mutex;
  char *path;            /* or NULL: nowhere to write */
  IbidFileStamp stamp;   /* what stands in the file, as far as we know */
  guint64 last_revision; /* that was written */
} Writer;

struct _IbidKeeper
{
  GObject parent_instance;

  /* owned */
  IbidOverlay *overlay;
  char *article_id; /* NULL: corrections */
  Writer *writer;   /* shared with the worker */
  GHashTable *base; /* choice → IbidDecision: what the file holds */
  char *problem;

  /* plain */
  guint64 revision;
  guint64 saved_revision;
  guint timeout_id;
  gboolean writing;
};

enum
{
  PROP_SAVED = 1,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (IbidKeeper, ibid_keeper, G_TYPE_OBJECT)

static void schedule (IbidKeeper *self);

static void
writer_clear (gpointer data)
{
  Writer *writer = data;

  g_mutex_clear (&writer->mutex);
  g_free (writer->path);
}

/**
 * ibid_kept_free:
 * @kept: what was read
 */
void
ibid_kept_free (IbidKept *kept)
{
  g_clear_object (&kept->overlay);
  g_clear_object (&kept->finding);
  g_free (kept->problem);
  g_free (kept);
}

static void
keep_apart (IbidKept *kept, const char *path, const GError *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *aside = ibid_files_set_aside (path, reason->message, &error);

  if (aside != NULL)
    message = g_strdup_printf (
        _ ("Your decisions could not be read and were set aside as %s. Reason: %s"), aside,
        reason->message);
  else
    {
      message = g_strdup_printf (
          _ ("Your decisions in %s could not be read (%s), nor could the file be set aside (%s). "
             "Nothing is saved, lest it be overwritten."),
          path, reason->message, error->message);
      kept->problem = g_strdup (message);
    }
  kept->finding =
      ibid_finding_new (IBID_SEVERITY_WARNING, "decisions-unreadable", NULL, NULL, NULL, message);
}

/**
 * ibid_kept_read:
 * @path: (nullable): a file of decisions; %NULL: there is no place for one
 *
 * Reads a file of decisions, in any thread. A file that is none is set aside, with its reason
 * beside it; a file that cannot be opened is left alone and becomes the problem.
 *
 * Returns: (transfer full): what was read, never %NULL
 */
IbidKept *
ibid_kept_read (const char *path, GCancellable *cancellable)
{
  IbidKept *kept = g_new0 (IbidKept, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  IbidFileStamp stamp;

  if (path != NULL && ibid_files_stat (path, &stamp))
    {
      bytes = ibid_files_read (path, IBID_FORMAT_MAX_FILE_BYTES, &stamp, cancellable, &error);
      if (bytes != NULL)
        kept->overlay = ibid_overlay_load_bytes (bytes, path, &error);
      if (kept->overlay != NULL)
        kept->stamp = stamp;
      else if (error->domain == IBID_FORMAT_ERROR)
        keep_apart (kept, path, error);
      else
        kept->problem =
            g_strdup_printf (_ ("Your decisions could not be read. %s"), error->message);
    }
  if (kept->overlay == NULL)
    kept->overlay = ibid_overlay_new ();
  return kept;
}

static GHashTable *
snapshot (IbidOverlay *overlay)
{
  GHashTable *decisions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  guint n_decisions = g_list_model_get_n_items (G_LIST_MODEL (overlay));

  for (guint i = 0; i < n_decisions; i++)
    {
      IbidDecision *decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      /* the key lives as long as the decision that it belongs to */
      g_hash_table_replace (decisions, (gpointer)ibid_decision_get_choice (decision), decision);
    }
  return decisions;
}

static gboolean
same_decision (IbidDecision *a, IbidDecision *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a == b ||
         (g_strcmp0 (ibid_decision_get_modified (a), ibid_decision_get_modified (b)) == 0 &&
          g_variant_equal (ibid_decision_get_value (a), ibid_decision_get_value (b)));
}

static gboolean
is_later (IbidDecision *a, IbidDecision *b)
{
  const char *one = ibid_decision_get_modified (a);
  const char *other = ibid_decision_get_modified (b);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) one_time = g_date_time_new_from_iso8601 (one, utc);
  g_autoptr (GDateTime) other_time = g_date_time_new_from_iso8601 (other, utc);

  if (one_time == NULL || other_time == NULL)
    return g_strcmp0 (one, other) > 0;
  return g_date_time_compare (one_time, other_time) > 0;
}

/* One choice of a three-way merge: @base is what both sides started from. */
static void
merge_choice (IbidKeeper *self, const char *choice, IbidDecision *base, IbidDecision *theirs)
{
  IbidDecision *ours = ibid_overlay_lookup (self->overlay, choice);

  if (same_decision (theirs, base) || same_decision (theirs, ours))
    return;
  if (theirs == NULL)
    {
      /* they took it back, and we did nothing to it */
      if (same_decision (ours, base))
        ibid_overlay_remove (self->overlay, choice);
    }
  else if (same_decision (ours, base) || ours == NULL || is_later (theirs, ours))
    ibid_overlay_put (self->overlay, theirs);
}

/* Takes over what another program wrote into the file, choice by choice; where both changed the
 * same choice the later decision holds. */
static void
merge (IbidKeeper *self, IbidKept *kept)
{
  g_autoptr (GHashTable) theirs = snapshot (kept->overlay);
  g_autoptr (GHashTable) base = g_steal_pointer (&self->base);
  GHashTableIter iter;
  gpointer choice, decision;

  self->base = snapshot (kept->overlay);
  ibid_overlay_adopt_unknown (self->overlay, kept->overlay);
  g_hash_table_iter_init (&iter, theirs);
  while (g_hash_table_iter_next (&iter, &choice, &decision))
    merge_choice (self, choice, g_hash_table_lookup (base, choice), decision);
  g_hash_table_iter_init (&iter, base);
  while (g_hash_table_iter_next (&iter, &choice, &decision))
    if (!g_hash_table_contains (theirs, choice))
      merge_choice (self, choice, decision, NULL);

  g_mutex_lock (&self->writer->mutex);
  self->writer->stamp = kept->stamp;
  g_mutex_unlock (&self->writer->mutex);
}

static void
set_problem (IbidKeeper *self, const char *problem)
{
  char *copy;

  if (g_strcmp0 (problem, self->problem) == 0)
    return;
  copy = g_strdup (problem);
  g_free (self->problem);
  self->problem = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_failure (IbidKeeper *self, const GError *error)
{
  g_autofree char *problem = g_strdup_printf (
      _ ("Your changes could not be saved; they are kept as long as Ibid is open. %s"),
      error->message);

  set_problem (self, problem);
}

/* One state of the overlay on its way to the disk. */
typedef struct
{
  Writer *writer;
  GBytes *bytes;
  guint64 revision;
  GHashTable *base; /* what the file will hold; touched by the main thread only */
  IbidKept *kept;   /* out: what another program had written */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_rc_box_release_full (job->writer, writer_clear);
  g_bytes_unref (job->bytes);
  g_hash_table_unref (job->base);
  g_clear_pointer (&job->kept, ibid_kept_free);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (IbidKeeper *self, GError **error)
{
  g_autoptr (GBytes) bytes = ibid_overlay_save_bytes (self->overlay, self->article_id, error);
  Job *job;

  if (bytes == NULL)
    return NULL;
  job = g_new0 (Job, 1);
  job->writer = g_atomic_rc_box_acquire (self->writer);
  job->bytes = g_steal_pointer (&bytes);
  job->revision = self->revision;
  job->base = snapshot (self->overlay);
  return job;
}

/* Writes, in any thread. %FALSE without job->kept is a failure; with it the file has to be merged
 * first. */
static gboolean
job_run (Job *job, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->writer->mutex);
  g_autoptr (GError) local = NULL;
  g_autoptr (IbidKept) kept = NULL;

  if (job->revision <= job->writer->last_revision)
    return TRUE;
  if (job->writer->path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("The library folder cannot be written to."));
      return FALSE;
    }
  if (ibid_files_write (job->writer->path, job->bytes, &job->writer->stamp, &local))
    {
      job->writer->last_revision = job->revision;
      return TRUE;
    }
  if (g_error_matches (local, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED))
    {
      kept = ibid_kept_read (job->writer->path, NULL);
      if (kept->problem == NULL)
        {
          job->kept = g_steal_pointer (&kept);
          return FALSE;
        }
      g_set_error_literal (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED, kept->problem);
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Takes note of a job's outcome, in the main thread. */
static void
job_done (IbidKeeper *self, Job *job, gboolean written, const GError *error)
{
  /* a flush may have overtaken it */
  if (job->revision <= self->saved_revision)
    return;
  if (written)
    {
      self->saved_revision = job->revision;
      g_hash_table_unref (self->base);
      self->base = g_hash_table_ref (job->base);
      set_problem (self, NULL);
      if (self->saved_revision == self->revision)
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
    }
  else if (job->kept != NULL)
    merge (self, job->kept);
  else if (!written && error != NULL)
    set_failure (self, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (data, &error) || error == NULL)
    g_task_return_boolean (task, ((Job *)data)->kept == NULL);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidKeeper) self = IBID_KEEPER (user_data);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  self->writing = FALSE;
  if (job->writer == self->writer)
    job_done (self, job, written, error);
  /* what came in meanwhile, or what was merged; a failure alone waits for the next change */
  if (self->revision != self->saved_revision && (error == NULL || self->revision != job->revision))
    schedule (self);
}

static gboolean
save_cb (gpointer user_data)
{
  IbidKeeper *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Job *job;

  self->timeout_id = 0;
  job = job_new (self, &error);
  if (job == NULL)
    {
      set_failure (self, error);
      return G_SOURCE_REMOVE;
    }
  self->writing = TRUE;
  /* not the task's source: its last reference may be dropped in the worker's thread */
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, save_cb);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
  return G_SOURCE_REMOVE;
}

static void
schedule (IbidKeeper *self)
{
  /* not pushed back by later changes: nothing waits longer than the delay and one write */
  if (self->timeout_id == 0 && !self->writing)
    self->timeout_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
overlay_items_changed_cb (IbidKeeper *self)
{
  gboolean was_saved = ibid_keeper_is_saved (self);

  self->revision++;
  if (was_saved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
  schedule (self);
}

static void
ibid_keeper_dispose (GObject *object)
{
  IbidKeeper *self = (IbidKeeper *)object;
  g_autoptr (GError) error = NULL;

  if (self->writer != NULL && !ibid_keeper_is_saved (self) && !ibid_keeper_flush (self, &error))
    g_info ("lost at the end: %s", error->message);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->base, g_hash_table_unref);

  G_OBJECT_CLASS (ibid_keeper_parent_class)->dispose (object);
}

static void
ibid_keeper_finalize (GObject *object)
{
  IbidKeeper *self = (IbidKeeper *)object;

  g_atomic_rc_box_release_full (self->writer, writer_clear);
  g_free (self->article_id);
  g_free (self->problem);

  G_OBJECT_CLASS (ibid_keeper_parent_class)->finalize (object);
}

static void
ibid_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidKeeper *self = IBID_KEEPER (object);

  switch (prop_id)
    {
    case PROP_SAVED:
      g_value_set_boolean (value, ibid_keeper_is_saved (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ibid_keeper_class_init (IbidKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ibid_keeper_dispose;
  object_class->finalize = ibid_keeper_finalize;
  object_class->get_property = ibid_keeper_get_property;

  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static Writer *
writer_new (const char *path)
{
  Writer *writer = g_atomic_rc_box_new0 (Writer);

  g_mutex_init (&writer->mutex);
  writer->path = g_strdup (path);
  return writer;
}

static void
ibid_keeper_init (IbidKeeper *self)
{
  self->overlay = ibid_overlay_new ();
  self->base = snapshot (self->overlay);
}

/**
 * ibid_keeper_new:
 * @path: (nullable): the file; %NULL: nothing can be saved until ibid_keeper_set_path()
 * @article_id: (nullable): the article that the decisions are about; %NULL: all of them
 *
 * Returns: (transfer full): a keeper with an empty overlay, which reads nothing by itself
 */
IbidKeeper *
ibid_keeper_new (const char *path, const char *article_id)
{
  IbidKeeper *self = g_object_new (IBID_TYPE_KEEPER, NULL);

  self->writer = writer_new (path);
  self->article_id = g_strdup (article_id);
  g_signal_connect_object (self->overlay, "items-changed", G_CALLBACK (overlay_items_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ibid_keeper_take:
 * @kept: (transfer full): what the file held
 *
 * Takes the overlay that was read from the file for its own, before anybody asked for the empty
 * one.
 */
void
ibid_keeper_take (IbidKeeper *self, IbidKept *kept)
{
  g_return_if_fail (IBID_IS_KEEPER (self));
  g_return_if_fail (self->revision == 0);

  /* the very object that was read: it carries what a newer version wrote and this one cannot name
   */
  g_set_object (&self->overlay, kept->overlay);
  g_signal_connect_object (self->overlay, "items-changed", G_CALLBACK (overlay_items_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_hash_table_unref (self->base);
  self->base = snapshot (kept->overlay);
  self->writer->stamp = kept->stamp;
  set_problem (self, kept->problem);
  ibid_kept_free (kept);
}

/**
 * ibid_keeper_get_overlay:
 *
 * Returns: (transfer none): the decisions; every change of them is saved
 */
IbidOverlay *
ibid_keeper_get_overlay (IbidKeeper *self)
{
  return self->overlay;
}

/**
 * ibid_keeper_get_path:
 *
 * Returns: (transfer none) (nullable): the file
 */
const char *
ibid_keeper_get_path (IbidKeeper *self)
{
  return self->writer->path;
}

/**
 * ibid_keeper_set_path:
 * @path: the file from now on
 * @moved: the file itself was moved there; else it is a new one, and everything is saved to it
 */
void
ibid_keeper_set_path (IbidKeeper *self, const char *path, gboolean moved)
{
  Writer *writer = writer_new (path);

  g_return_if_fail (IBID_IS_KEEPER (self));

  /* a write under way ends in the old place, and its answer is not listened to */
  g_mutex_lock (&self->writer->mutex);
  if (moved)
    {
      writer->stamp = self->writer->stamp;
      writer->last_revision = self->writer->last_revision;
    }
  g_mutex_unlock (&self->writer->mutex);
  g_atomic_rc_box_release_full (self->writer, writer_clear);
  self->writer = writer;
  if (!moved)
    {
      g_hash_table_remove_all (self->base);
      overlay_items_changed_cb (self);
    }
}

/**
 * ibid_keeper_is_saved:
 *
 * Returns: whether all decisions are on the disk
 */
gboolean
ibid_keeper_is_saved (IbidKeeper *self)
{
  return self->revision == self->saved_revision;
}

/**
 * ibid_keeper_get_problem:
 *
 * Returns: (transfer none) (nullable): why the last attempt to save failed, translated
 */
const char *
ibid_keeper_get_problem (IbidKeeper *self)
{
  return self->problem;
}

/**
 * ibid_keeper_flush:
 *
 * Writes what is not yet on the disk, and waits for it.
 *
 * Returns: %FALSE with an error of G_IO_ERROR or IBID_STORE_ERROR if it cannot be written
 */
gboolean
ibid_keeper_flush (IbidKeeper *self, GError **error)
{
  g_return_val_if_fail (IBID_IS_KEEPER (self), FALSE);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  for (int attempt = 0; attempt < FLUSH_ATTEMPTS && !ibid_keeper_is_saved (self); attempt++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (Job) job = job_new (self, &local);
      gboolean written = job != NULL && job_run (job, &local);

      if (job != NULL)
        job_done (self, job, written, local);
      /* a merge may have asked for a save of its own */
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      if (local != NULL)
        {
          set_failure (self, local);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  if (ibid_keeper_is_saved (self))
    return TRUE;
  g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED,
               _ ("Another program keeps changing %s."), self->writer->path);
  return FALSE;
}
