/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-annotation-act.h"
#include "ibid-annotation-import.h"
#include "ibid-annotation-merge.h"
#include "ibid-dossier-private.h"

/* So many are looked for together, as neighbours help each other; then it may be cancelled. */
#define AT_ONCE 128

/**
 * ibid_annotation_import_settle:
 * @anchoring: the article's
 * @annotations: (element-type IbidAnnotation): annotations that are in no collection yet
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Looks for the passages of annotations, by their quotes, in any thread.
 *
 * Returns: whether all were looked for
 */
gboolean
ibid_annotation_import_settle (IbidAnchoring *anchoring, GPtrArray *annotations,
                               IbidImportProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GError **error)
{
  for (guint first = 0; first < annotations->len; first += AT_ONCE)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_sized_new (AT_ONCE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (first / (double)annotations->len, progress_data);
      for (guint i = first; i < annotations->len && i - first < AT_ONCE; i++)
        g_ptr_array_add (some, g_ptr_array_index (annotations, i));
      ibid_anchoring_settle (anchoring, some);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
count (IbidImportTally *tally, IbidAnnotation *annotation)
{
  switch (ibid_annotation_get_state (annotation))
    {
    case IBID_ANCHOR_STATE_EXACT:
      tally->n_exact++;
      break;
    case IBID_ANCHOR_STATE_MOVED:
      tally->n_moved++;
      break;
    case IBID_ANCHOR_STATE_UNCERTAIN:
      tally->n_uncertain++;
      break;
    case IBID_ANCHOR_STATE_LOST:
      tally->n_lost++;
      break;
    }
}

/**
 * ibid_annotation_import_plan:
 * @ours: the annotations of the article
 * @annotations: (element-type IbidAnnotation): others, with anchors, no two with the same id
 * @tally: (out caller-allocates): what they are
 *
 * Finds out which annotations are new. The usual rules of merging hold: a later state takes the
 * place of the earlier one, and where both sides changed one, both are kept; but what was removed
 * here comes back.
 *
 * Returns: (transfer full) (element-type IbidAnnotation): what is to be put into @ours
 */
GPtrArray *
ibid_annotation_import_plan (IbidAnnotations *ours, GPtrArray *annotations, IbidImportTally *tally)
{
  GPtrArray *puts = g_ptr_array_new_with_free_func (g_object_unref);

  *tally = (IbidImportTally){ 0 };
  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (annotations, i);

      if (ibid_annotation_merge_plan (ours, annotation, puts))
        count (tally, annotation);
      else
        tally->n_known++;
    }
  return puts;
}

static void
append_count (GString *summary, gboolean *is_first, const char *format, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr (GString) part = g_string_new (format);

  if (n == 0)
    return;
  g_string_replace (part, "%u", number, 1);
  g_string_append_printf (summary, "%s%s", *is_first ? ": " : ", ", part->str);
  *is_first = FALSE;
}

/**
 * ibid_import_tally_dup_summary:
 * @tally: what has become of annotations
 * @n_elsewhere: how many were left out before, because they are about other documents
 *
 * Returns: (transfer full): that in a line for people, such as “12 highlights imported: 9 placed, 2
 *   uncertain, 1 lost”
 */
char *
ibid_import_tally_dup_summary (const IbidImportTally *tally, guint n_elsewhere)
{
  guint n_placed = tally->n_exact + tally->n_moved;
  guint n_new = n_placed + tally->n_uncertain + tally->n_lost;
  GString *summary = g_string_new (NULL);
  gboolean is_first = TRUE;

  g_string_printf (summary, ngettext ("%u highlight imported", "%u highlights imported", n_new),
                   n_new);
  append_count (summary, &is_first, ngettext ("%u placed", "%u placed", n_placed), n_placed);
  append_count (summary, &is_first, ngettext ("%u uncertain", "%u uncertain", tally->n_uncertain),
                tally->n_uncertain);
  append_count (summary, &is_first, ngettext ("%u lost", "%u lost", tally->n_lost), tally->n_lost);
  append_count (summary, &is_first,
                ngettext ("%u was there already", "%u were there already", tally->n_known),
                tally->n_known);
  append_count (
      summary, &is_first,
      ngettext ("%u of another document left out", "%u of other documents left out", n_elsewhere),
      n_elsewhere);
  return g_string_free (summary, FALSE);
}

/* An import on its way to a worker and back. */
typedef struct
{
  GPtrArray *annotations;
  IbidAnchoring *anchoring;
  GMainContext *context;
  GCancellable *cancellable; /* nobody is told any more once it is cancelled */
  IbidImportProgress progress;
  gpointer progress_data;
  gboolean done; /* in the main thread */
} Import;

static void
import_clear (gpointer data)
{
  Import *import = data;

  g_ptr_array_unref (import->annotations);
  ibid_anchoring_unref (import->anchoring);
  g_main_context_unref (import->context);
  g_clear_object (&import->cancellable);
}

static void
import_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, import_clear);
}

typedef struct
{
  Import *import;
  double fraction;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  import_unref (report->import);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  const Report *report = data;

  if (!report->import->done && !g_cancellable_is_cancelled (report->import->cancellable))
    report->import->progress (report->fraction, report->import->progress_data);
  return G_SOURCE_REMOVE;
}

/* in the worker */
static void
report (double fraction, gpointer user_data)
{
  Import *import = user_data;
  Report *data;

  if (import->progress == NULL)
    return;
  data = g_new (Report, 1);
  *data = (Report){ g_atomic_rc_box_acquire (import), fraction };
  g_main_context_invoke_full (import->context, G_PRIORITY_DEFAULT_IDLE, report_cb, data,
                              report_free);
}

static void
settle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *import = data;
  GError *error = NULL;

  if (ibid_annotation_import_settle (import->anchoring, import->annotations, report, import,
                                     cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
perform (IbidDossier *self, GPtrArray *puts, guint n_imported)
{
  IbidAnnotationAct *act = ibid_annotation_act_new (ibid_dossier_get_annotations (self));
  g_autofree char *label = g_strdup_printf (
      ngettext ("Import of %u highlight", "Import of %u highlights", n_imported), n_imported);

  for (guint i = 0; i < puts->len; i++)
    ibid_annotation_act_take_put (act, g_object_ref (g_ptr_array_index (puts, i)));
  ibid_act_set_label (IBID_ACT (act), label);
  ibid_history_perform (ibid_dossier_get_history (self), IBID_ACT (act));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  IbidDossier *self = g_task_get_source_object (task);
  Import *import = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) puts = NULL;
  IbidImportTally tally;
  GError *error = NULL;

  import->done = TRUE;
  if (!g_task_propagate_boolean (G_TASK (result), &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  puts = ibid_annotation_import_plan (ibid_dossier_get_annotations (self), import->annotations,
                                      &tally);
  if (puts->len > 0)
    perform (self, puts, import->annotations->len - tally.n_known);
  g_task_return_pointer (task, g_memdup2 (&tally, sizeof tally), g_free);
}

/**
 * ibid_dossier_import_annotations_async:
 * @self: a dossier
 * @annotations: (element-type IbidAnnotation): annotations that are in no collection, no two with
 *   the same id; nobody else may use them any more
 * @progress: (nullable): told in this thread how far it is; not after the end or once it is
 *   cancelled
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up; then nothing has changed
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for the passages of other programs' annotations in a worker and adds those that are new, as
 * one step of the history. Those whose passage is uncertain or lost are added, too: the reader is
 * asked about the first, and the second are listed.
 */
void
ibid_dossier_import_annotations_async (IbidDossier *self, GPtrArray *annotations,
                                       IbidImportProgress progress, gpointer progress_data,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) worker = NULL;
  Import *import;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ibid_dossier_import_annotations_async);
  import = g_atomic_rc_box_new0 (Import);
  import->annotations = g_ptr_array_ref (annotations);
  import->anchoring =
      ibid_anchoring_ref (ibid_keeper_get_anchoring (ibid_dossier_get_annotation_keeper (self)));
  import->context = g_main_context_ref_thread_default ();
  import->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  import->progress = progress;
  import->progress_data = progress_data;
  /* not the worker's source: its last reference may be dropped in the worker's thread */
  worker = g_task_new (NULL, cancellable, settled_cb, g_steal_pointer (&task));
  g_task_set_source_tag (worker, settle_in_thread);
  g_task_set_task_data (worker, import, import_unref);
  g_task_run_in_thread (worker, settle_in_thread);
}

/**
 * ibid_dossier_import_annotations_finish:
 * @self: a dossier
 * @result: what the callback was given
 * @tally: (out caller-allocates): what has become of them
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: whether they are there now
 */
gboolean
ibid_dossier_import_annotations_finish (IbidDossier *self, GAsyncResult *result,
                                        IbidImportTally *tally, GError **error)
{
  g_autofree IbidImportTally *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ibid_dossier_import_annotations_async),
                        FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  *tally = *found;
  return TRUE;
}
