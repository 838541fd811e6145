/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

/* What the inspector says about sources and citations, in words. */

char *ibid_words_dup_resolution (IbidCitationItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_words_dup_source_date (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *ibid_words_dup_source_line (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *ibid_words_dup_reference (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_words_dup_link (const char *address) G_GNUC_WARN_UNUSED_RESULT;       /* or NULL */
char *ibid_words_dup_source_link (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *ibid_words_dup_day (const char *modified) G_GNUC_WARN_UNUSED_RESULT;       /* or NULL */
char *ibid_words_dup_grade (IbidReliability reliability, guint credibility)
    G_GNUC_WARN_UNUSED_RESULT; /* or NULL */
char *ibid_words_dup_snippet (const char *text, guint max_chars) G_GNUC_WARN_UNUSED_RESULT;

/* how far the citations of a source are checked: the weakest verdict, and it in words */
IbidVerdict ibid_words_get_source_verdict (IbidSource *source);
char *ibid_words_dup_source_checked (IbidSource *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
