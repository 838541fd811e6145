/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-keeper.h"

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

typedef struct
{
  /* owned */
  char *article_id;         /* NULL: it is about all articles */
  IbidAnchoring *anchoring; /* or NULL */
  Writer *writer;           /* shared with the worker */
  gpointer base;            /* state: what the file holds */
  char *problem;

  /* plain */
  guint64 revision;
  guint64 saved_revision;
  guint timeout_id;
  gboolean writing;
} IbidKeeperPrivate;

enum
{
  PROP_SAVED = 1,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IbidKeeper, ibid_keeper, G_TYPE_OBJECT)

static void schedule (IbidKeeper *self);

static void
writer_clear (gpointer data)
{
  Writer *writer = data;

  g_mutex_clear (&writer->mutex);
  g_free (writer->path);
}

static IbidKeeperPrivate *
get_private (IbidKeeper *self)
{
  return ibid_keeper_get_instance_private (self);
}

/* Takes over what another program wrote into the file. */
static void
merge (IbidKeeper *self, IbidKept *kept)
{
  IbidKeeperPrivate *priv = get_private (self);
  IbidKeeperClass *klass = IBID_KEEPER_GET_CLASS (self);
  gpointer base = g_steal_pointer (&priv->base);

  priv->base = klass->kind->ref_state (kept->state);
  klass->merge (self, base, kept->state);
  klass->kind->unref_state (base);

  g_mutex_lock (&priv->writer->mutex);
  priv->writer->stamp = kept->stamp;
  g_mutex_unlock (&priv->writer->mutex);
}

static void
set_problem (IbidKeeper *self, const char *problem)
{
  IbidKeeperPrivate *priv = get_private (self);
  char *copy;

  if (g_strcmp0 (problem, priv->problem) == 0)
    return;
  copy = g_strdup (problem);
  g_free (priv->problem);
  priv->problem = copy;
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

/* One state on its way to the disk. */
typedef struct
{
  const IbidKeptKind *kind;
  Writer *writer;
  gpointer state;
  char *article_id;
  IbidAnchoring *anchoring;
  guint64 revision;
  IbidKept *kept; /* out: what another program had written */
} Job;

/* What others wrote is shared with states that are in use, and json-glib does not count references
 * atomically: the main thread lets go of it, even when the worker is the last to hold the job. */
static void
job_drop_states (Job *job)
{
  g_clear_pointer (&job->state, job->kind->unref_state);
  g_clear_pointer (&job->kept, ibid_kept_free);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_rc_box_release_full (job->writer, writer_clear);
  job_drop_states (job);
  g_free (job->article_id);
  g_clear_pointer (&job->anchoring, ibid_anchoring_unref);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);
  IbidKeeperClass *klass = IBID_KEEPER_GET_CLASS (self);
  Job *job = g_new0 (Job, 1);

  job->kind = klass->kind;
  job->writer = g_atomic_rc_box_acquire (priv->writer);
  job->state = klass->snapshot (self);
  job->article_id = g_strdup (priv->article_id);
  job->anchoring = priv->anchoring != NULL ? ibid_anchoring_ref (priv->anchoring) : NULL;
  job->revision = priv->revision;
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
  g_autoptr (GBytes) bytes = NULL;

  if (job->revision <= job->writer->last_revision)
    return TRUE;
  if (job->writer->path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
                           _ ("The library folder cannot be written to."));
      return FALSE;
    }
  bytes = job->kind->save (job->state, job->article_id, error);
  if (bytes == NULL)
    return FALSE;
  if (ibid_files_write (job->writer->path, bytes, &job->writer->stamp, &local))
    {
      job->writer->last_revision = job->revision;
      return TRUE;
    }
  if (g_error_matches (local, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED))
    {
      kept = ibid_kept_read (job->kind, job->writer->path, job->article_id, job->anchoring, NULL);
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
  IbidKeeperPrivate *priv = get_private (self);

  /* a flush may have overtaken it */
  if (job->revision <= priv->saved_revision)
    return;
  if (written)
    {
      priv->saved_revision = job->revision;
      job->kind->unref_state (priv->base);
      priv->base = job->kind->ref_state (job->state);
      set_problem (self, NULL);
      if (priv->saved_revision == priv->revision)
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
  IbidKeeperPrivate *priv = get_private (self);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  priv->writing = FALSE;
  if (job->writer == priv->writer)
    job_done (self, job, written, error);
  job_drop_states (job);
  /* what came in meanwhile, or what was merged; a failure alone waits for the next change */
  if (priv->revision != priv->saved_revision && (error == NULL || priv->revision != job->revision))
    schedule (self);
}

static gboolean
save_cb (gpointer user_data)
{
  IbidKeeper *self = user_data;
  IbidKeeperPrivate *priv = get_private (self);
  g_autoptr (GTask) task = NULL;

  priv->timeout_id = 0;
  priv->writing = TRUE;
  /* not the task's source: its last reference may be dropped in the worker's thread */
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, save_cb);
  g_task_set_task_data (task, job_new (self), job_free);
  g_task_run_in_thread (task, write_in_thread);
  return G_SOURCE_REMOVE;
}

static void
schedule (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);

  /* not pushed back by later changes: nothing waits longer than the delay and one write */
  if (priv->timeout_id == 0 && !priv->writing)
    priv->timeout_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

/*
 * ibid_keeper_touch:
 *
 * What is kept has changed: it will be saved. For derived classes.
 */
void
ibid_keeper_touch (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);
  gboolean was_saved = ibid_keeper_is_saved (self);

  priv->revision++;
  if (was_saved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
  schedule (self);
}

static void
ibid_keeper_dispose (GObject *object)
{
  IbidKeeper *self = (IbidKeeper *)object;
  IbidKeeperPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;

  if (priv->writer != NULL && !ibid_keeper_is_saved (self) && !ibid_keeper_flush (self, &error))
    g_info ("lost at the end: %s", error->message);
  g_clear_handle_id (&priv->timeout_id, g_source_remove);

  G_OBJECT_CLASS (ibid_keeper_parent_class)->dispose (object);
}

static void
ibid_keeper_finalize (GObject *object)
{
  IbidKeeper *self = (IbidKeeper *)object;
  IbidKeeperPrivate *priv = get_private (self);

  g_clear_pointer (&priv->base, IBID_KEEPER_GET_CLASS (object)->kind->unref_state);
  g_atomic_rc_box_release_full (priv->writer, writer_clear);
  g_clear_pointer (&priv->anchoring, ibid_anchoring_unref);
  g_free (priv->article_id);
  g_free (priv->problem);

  G_OBJECT_CLASS (ibid_keeper_parent_class)->finalize (object);
}

static void
ibid_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidKeeper *self = IBID_KEEPER (object);
  IbidKeeperPrivate *priv = get_private (self);

  switch (prop_id)
    {
    case PROP_SAVED:
      g_value_set_boolean (value, ibid_keeper_is_saved (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, priv->problem);
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
}

/*
 * ibid_keeper_set_up:
 * @path: (nullable): the file; %NULL: nothing can be saved until ibid_keeper_set_path()
 * @article_id: (nullable): the article that it is about; %NULL: all of them
 * @anchoring: (nullable): sets the anchors of annotations that another program wrote
 *
 * For derived classes, once. Reads nothing.
 */
void
ibid_keeper_set_up (IbidKeeper *self, const char *path, const char *article_id,
                    IbidAnchoring *anchoring)
{
  IbidKeeperPrivate *priv = get_private (self);

  priv->writer = writer_new (path);
  priv->article_id = g_strdup (article_id);
  priv->anchoring = anchoring != NULL ? ibid_anchoring_ref (anchoring) : NULL;
  priv->base = IBID_KEEPER_GET_CLASS (self)->kind->new_state ();
}

/*
 * ibid_keeper_take:
 * @kept: (transfer full): what the file held
 *
 * Begins with what was read from the file, before anybody changed anything.
 */
void
ibid_keeper_take (IbidKeeper *self, IbidKept *kept)
{
  IbidKeeperPrivate *priv = get_private (self);
  IbidKeeperClass *klass = IBID_KEEPER_GET_CLASS (self);

  g_return_if_fail (IBID_IS_KEEPER (self));
  g_return_if_fail (priv->revision == 0);
  g_return_if_fail (kept->kind == klass->kind);

  klass->take (self, kept->state);
  klass->kind->unref_state (priv->base);
  priv->base = klass->kind->ref_state (kept->state);
  priv->writer->stamp = kept->stamp;
  set_problem (self, kept->problem);
  ibid_kept_free (kept);
}

/**
 * ibid_keeper_get_path:
 *
 * Returns: (transfer none) (nullable): the file
 */
const char *
ibid_keeper_get_path (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);

  return priv->writer->path;
}

/*
 * ibid_keeper_get_article_id:
 *
 * Returns: (transfer none) (nullable): the article that it is about
 */
const char *
ibid_keeper_get_article_id (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);

  return priv->article_id;
}

/*
 * ibid_keeper_get_anchoring:
 *
 * Returns: (transfer none) (nullable): what sets the anchors of annotations
 */
IbidAnchoring *
ibid_keeper_get_anchoring (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);

  return priv->anchoring;
}

/**
 * ibid_keeper_set_path:
 * @path: the file from now on
 * @moved: the file itself was moved there; else it is a new one, and everything is saved to it
 */
void
ibid_keeper_set_path (IbidKeeper *self, const char *path, gboolean moved)
{
  IbidKeeperPrivate *priv = get_private (self);
  Writer *writer = writer_new (path);

  g_return_if_fail (IBID_IS_KEEPER (self));

  /* a write under way ends in the old place, and its answer is not listened to */
  g_mutex_lock (&priv->writer->mutex);
  if (moved)
    {
      writer->stamp = priv->writer->stamp;
      writer->last_revision = priv->writer->last_revision;
    }
  g_mutex_unlock (&priv->writer->mutex);
  g_atomic_rc_box_release_full (priv->writer, writer_clear);
  priv->writer = writer;
  if (!moved)
    {
      IbidKeeperClass *klass = IBID_KEEPER_GET_CLASS (self);

      klass->kind->unref_state (priv->base);
      priv->base = klass->kind->new_state ();
      ibid_keeper_touch (self);
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
  IbidKeeperPrivate *priv = get_private (self);

  return priv->revision == priv->saved_revision;
}

/**
 * ibid_keeper_get_problem:
 *
 * Returns: (transfer none) (nullable): why the last attempt to save failed, translated
 */
const char *
ibid_keeper_get_problem (IbidKeeper *self)
{
  IbidKeeperPrivate *priv = get_private (self);

  return priv->problem;
}

/*
 * ibid_keeper_forget_problem:
 *
 * Something else was saved in the same folder: if nothing waits to be saved here, nothing is known
 * to be wrong any more.
 */
void
ibid_keeper_forget_problem (IbidKeeper *self)
{
  if (ibid_keeper_is_saved (self))
    set_problem (self, NULL);
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
  IbidKeeperPrivate *priv = get_private (self);

  g_return_val_if_fail (IBID_IS_KEEPER (self), FALSE);

  g_clear_handle_id (&priv->timeout_id, g_source_remove);
  for (int attempt = 0; attempt < FLUSH_ATTEMPTS && !ibid_keeper_is_saved (self); attempt++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (Job) job = job_new (self);
      gboolean written = job_run (job, &local);

      job_done (self, job, written, local);
      /* a merge may have asked for a save of its own */
      g_clear_handle_id (&priv->timeout_id, g_source_remove);
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
               _ ("Another program keeps changing %s."), priv->writer->path);
  return FALSE;
}
