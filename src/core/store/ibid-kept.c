/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-decision-places.h"
#include "ibid-kept.h"
#include "ibid-overlay-format.h"

static gpointer
load_decisions (GBytes *bytes, const char *path, const char *article_id, IbidAnchoring *anchoring,
                GError **error)
{
  IbidOverlay *overlay = ibid_overlay_load_bytes (bytes, path, error);

  if (overlay != NULL && anchoring != NULL)
    ibid_decision_places_settle (overlay, anchoring);
  return overlay;
}

static GBytes *
save_decisions (gpointer state, const char *article_id, GError **error)
{
  return ibid_overlay_save_bytes (state, article_id, error);
}

static gpointer
new_decisions (void)
{
  return ibid_overlay_new ();
}

const IbidKeptKind ibid_kept_decisions = {
  .new_state = new_decisions,
  .ref_state = g_object_ref,
  .unref_state = g_object_unref,
  .load = load_decisions,
  .save = save_decisions,
  .code = "decisions-unreadable",
  .set_aside = N_ ("Your decisions could not be read and were set aside as %s. Reason: %s"),
  .in_the_way = N_ ("Your decisions in %s could not be read (%s), nor could the file be set aside "
                    "(%s). Nothing is saved, lest it be overwritten."),
  .unreadable = N_ ("Your decisions could not be read. %s"),
};

/* Annotations arrive in the main thread with their anchors. */
static gpointer
load_annotations (GBytes *bytes, const char *path, const char *article_id, IbidAnchoring *anchoring,
                  GError **error)
{
  IbidAnnotationSet *set = ibid_annotations_load_bytes (bytes, path, article_id, error);

  if (set != NULL && anchoring != NULL)
    ibid_anchoring_settle (anchoring, set->annotations);
  return set;
}

static GBytes *
save_annotations (gpointer state, const char *article_id, GError **error)
{
  return ibid_annotations_save_bytes (state, article_id, error);
}

static gpointer
new_annotations (void)
{
  return ibid_annotation_set_new ();
}

static gpointer
ref_annotations (gpointer state)
{
  return ibid_annotation_set_ref (state);
}

static void
unref_annotations (gpointer state)
{
  ibid_annotation_set_unref (state);
}

const IbidKeptKind ibid_kept_annotations = {
  .new_state = new_annotations,
  .ref_state = ref_annotations,
  .unref_state = unref_annotations,
  .load = load_annotations,
  .save = save_annotations,
  .code = "annotations-unreadable",
  .set_aside = N_ ("Your annotations could not be read and were set aside as %s. Reason: %s"),
  .in_the_way = N_ ("Your annotations in %s could not be read (%s), nor could the file be set "
                    "aside (%s). Nothing is saved, lest it be overwritten."),
  .unreadable = N_ ("Your annotations could not be read. %s"),
};

/*
 * ibid_kept_free:
 * @kept: what was read
 */
void
ibid_kept_free (IbidKept *kept)
{
  g_clear_pointer (&kept->state, kept->kind->unref_state);
  g_clear_object (&kept->finding);
  g_free (kept->problem);
  g_free (kept);
}

/* The arguments of a message in order, each for one "%s". */
static char *
fill_in (const char *message, const char *first, const char *second, const char *third)
{
  const char *const arguments[] = { first, second, third };
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (const char *at = message; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == 's' && n < G_N_ELEMENTS (arguments) && arguments[n] != NULL)
      {
        g_string_append (text, arguments[n++]);
        at++;
      }
    else
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}

static void
keep_apart (IbidKept *kept, const char *path, const GError *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *aside = ibid_files_set_aside (path, reason->message, &error);

  if (aside != NULL)
    message = fill_in (_ (kept->kind->set_aside), aside, reason->message, NULL);
  else
    {
      message = fill_in (_ (kept->kind->in_the_way), path, reason->message, error->message);
      kept->problem = g_strdup (message);
    }
  kept->finding =
      ibid_finding_new (IBID_SEVERITY_WARNING, kept->kind->code, NULL, NULL, NULL, message);
}

/*
 * ibid_kept_read:
 * @kind: what file it is
 * @path: (nullable): the file; %NULL: there is no place for one
 * @article_id: (nullable): the article that it is about; %NULL: all of them
 * @anchoring: (nullable): sets the anchors of annotations
 *
 * Reads a file of the reader's work, in any thread. A file that is none is set aside, with its
 * reason beside it; a file that cannot be opened is left alone and becomes the problem.
 *
 * Returns: (transfer full): what was read, never %NULL
 */
IbidKept *
ibid_kept_read (const IbidKeptKind *kind, const char *path, const char *article_id,
                IbidAnchoring *anchoring, GCancellable *cancellable)
{
  IbidKept *kept = g_new0 (IbidKept, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  IbidFileStamp stamp;

  kept->kind = kind;
  if (path != NULL && ibid_files_stat (path, &stamp))
    {
      bytes = ibid_files_read (path, IBID_FORMAT_MAX_FILE_BYTES, &stamp, cancellable, &error);
      if (bytes != NULL)
        kept->state = kind->load (bytes, path, article_id, anchoring, &error);
      if (kept->state != NULL)
        kept->stamp = stamp;
      else if (error->domain == IBID_FORMAT_ERROR)
        keep_apart (kept, path, error);
      else
        kept->problem = fill_in (_ (kind->unreadable), error->message, NULL, NULL);
    }
  if (kept->state == NULL)
    kept->state = kind->new_state ();
  return kept;
}
