/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-export.h"

G_BEGIN_DECLS

/* What is to be exported; given by value, everything is copied. */
typedef struct
{
  IbidExportFormat format;
  const char *const *conditions; /* for ibid_export_filter_add(); NULL: none */
  const char *const *only;       /* ids of annotations; NULL: all */
  gboolean chosen_sources;       /* of a bibliography: those behind the chosen highlights */
  const char *entity;            /* id: a report on that entity; NULL: the article's notes */
} IbidExportWish;

/* What an export would be. */
typedef struct
{
  char *text;          /* its beginning, or a list of contents; NULL: there is nothing */
  gboolean is_cut;     /* there is more */
  gboolean is_list;    /* text is a list of contents */
  gboolean is_renewal; /* the file is there and keeps what its reader wrote into it */
  GError *error;       /* why there is nothing */
  guint n_chosen;
  guint n_all;
  guint n_sources;    /* of the article */
  GPtrArray *choices; /* of IbidExportChoice */
} IbidExportPreview;

void ibid_export_preview_free (IbidExportPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidExportPreview, ibid_export_preview_free)

/* What was exported. */
typedef struct
{
  guint n_highlights;
  guint n_sources;
} IbidExportTally;

/*
 * Exports an open article off the main thread, from an article of its own that it reads anew and a
 * snapshot of what the reader did, saved or not. One thing at a time is made; the next waits for
 * the one before, which is cancelled soon.
 */
#define IBID_TYPE_EXPORT_JOB (ibid_export_job_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportJob, ibid_export_job, IBID, EXPORT_JOB, GObject)

IbidExportJob *ibid_export_job_new (IbidDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
/* takes a new snapshot: something was decided or written meanwhile */
void ibid_export_job_renew (IbidExportJob *self, IbidDossier *dossier);
/* path: of the file that would be written, which need not be there; or NULL, then base_name says
 * what it would be called */
void ibid_export_job_preview_async (IbidExportJob *self, const IbidExportWish *wish,
                                    const char *path, const char *base_name,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
IbidExportPreview *ibid_export_job_preview_finish (IbidExportJob *self, GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ibid_export_job_write_async (IbidExportJob *self, const IbidExportWish *wish, const char *path,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
/* FALSE: nothing was written, and what was there is untouched */
gboolean ibid_export_job_write_finish (IbidExportJob *self, GAsyncResult *result,
                                       IbidExportTally *tally, GError **error);
double ibid_export_job_get_progress (IbidExportJob *self); /* of what is being written, 0 to 1 */

G_END_DECLS
