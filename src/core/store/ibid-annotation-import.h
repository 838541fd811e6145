/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-anchoring.h"
#include "ibid-dossier.h"

G_BEGIN_DECLS

/* Annotations that come from elsewhere into an open article. */

/**
 * IbidImportTally:
 * @n_exact: how many have found their passage, word for word and where it was
 * @n_moved: how many have found it at another place
 * @n_uncertain: for how many the reader has to say
 * @n_lost: how many have found none; they are listed
 * @n_known: how many were there already, as they are or in a later state
 *
 * What has become of annotations that were imported.
 */
typedef struct
{
  guint n_exact;
  guint n_moved;
  guint n_uncertain;
  guint n_lost;
  guint n_known;
} IbidImportTally;

/* 0 to 1; in whatever thread the work is done */
typedef void (*IbidImportProgress) (double fraction, gpointer user_data);

gboolean ibid_annotation_import_settle (IbidAnchoring *anchoring, GPtrArray *annotations,
                                        IbidImportProgress progress, gpointer progress_data,
                                        GCancellable *cancellable, GError **error);
GPtrArray *ibid_annotation_import_plan (IbidAnnotations *ours, GPtrArray *annotations,
                                        IbidImportTally *tally) G_GNUC_WARN_UNUSED_RESULT;

char *ibid_import_tally_dup_summary (const IbidImportTally *tally, guint n_elsewhere)
    G_GNUC_WARN_UNUSED_RESULT;

/* annotations: of IbidAnnotation, in no collection; from now on the dossier's. Progress is reported
 * in the main thread. */
void ibid_dossier_import_annotations_async (IbidDossier *self, GPtrArray *annotations,
                                            IbidImportProgress progress, gpointer progress_data,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
/* one step of the history, if anything is new; FALSE: cancelled, and nothing has changed */
gboolean ibid_dossier_import_annotations_finish (IbidDossier *self, GAsyncResult *result,
                                                 IbidImportTally *tally, GError **error);

G_END_DECLS
