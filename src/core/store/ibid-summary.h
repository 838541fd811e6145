/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-files.h"
#include "ibid-article.h"

G_BEGIN_DECLS

/* What the list of articles shows of one: summary.json, a cache. */
typedef struct
{
  char *article_id;
  char **other_ids; /* ids under which it was met besides, or NULL */
  char *title;
  char *outlet; /* or NULL */
  char *date;   /* EDTF, or NULL */
  guint n_items;
  guint n_checked;
  guint n_annotations;
  double progress;
  gint64 opened; /* s since 1970; 0 never */
  char *problem; /* why the article cannot be read, or NULL */
} IbidSummary;

/* Where the reader stopped: place.json. Not a cache: nothing else knows it. */
typedef struct
{
  char *block_id; /* or NULL: never anywhere */
  guint offset;   /* code points */
  double progress;
  gint64 opened;
} IbidPlaceRecord;

IbidSummary *ibid_summary_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidSummary *ibid_summary_copy (const IbidSummary *summary) G_GNUC_WARN_UNUSED_RESULT;
void ibid_summary_free (IbidSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidSummary, ibid_summary_free)
void ibid_summary_describe (IbidSummary *summary, IbidArticle *article);
IbidSummary *ibid_summary_read (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
IbidSummary *ibid_summary_make (const char *folder, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_summary_is_like (const IbidSummary *summary, const IbidSummary *other);
gboolean ibid_summary_is_earlier (const IbidSummary *summary, const IbidSummary *other);
void ibid_summary_write (const IbidSummary *summary, const char *folder);

IbidPlaceRecord *ibid_place_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidPlaceRecord *ibid_place_record_copy (const IbidPlaceRecord *place) G_GNUC_WARN_UNUSED_RESULT;
void ibid_place_record_free (IbidPlaceRecord *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidPlaceRecord, ibid_place_record_free)
IbidPlaceRecord *ibid_place_record_read (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void ibid_place_record_write (const IbidPlaceRecord *place, const char *folder);

G_END_DECLS
