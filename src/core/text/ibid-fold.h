/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folding is for comparison only, never for display. */

char *ibid_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_text_romanize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_text_search_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_text_key_matches (const char *search_key, const char *folded_query);
char *ibid_text_collapse_space (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_text_has_han (const char *text);

G_END_DECLS
