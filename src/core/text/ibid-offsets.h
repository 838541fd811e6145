/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one place where offsets change their unit. Texts are valid UTF-8 and NUL-terminated. */

gsize ibid_text_bytes_from_chars (const char *text, guint offset_chars);
guint ibid_text_chars_from_bytes (const char *text, gsize offset_bytes);
guint ibid_text_utf16_from_chars (const char *text, guint offset_chars);
guint ibid_text_chars_from_utf16 (const char *text, guint offset_utf16);
char *ibid_text_dup_slice (const char *text, guint start_chars, guint end_chars)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_text_is_cluster_boundary (const char *text, guint offset_chars);

G_END_DECLS
