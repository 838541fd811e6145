/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: words for people that several formats share. */

#include "ibid-export-matter.h"

G_BEGIN_DECLS

const char *ibid_export_style_word (IbidAnnotationStyle style);
const char *ibid_export_state_word (IbidAnchorState state);
const char *ibid_export_get_publisher (IbidCsl *csl);
const char *ibid_export_get_web_address (IbidCsl *csl);
char *ibid_export_dup_name (const IbidCslName *name) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_byline (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_source_text (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_short_id (IbidAnnotation *annotation) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_item_facts (IbidCitationItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_accessed (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_export_new_source_facts (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_time (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
