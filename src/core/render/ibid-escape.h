/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one door through which text enters HTML. */
void ibid_escape_append_text (GString *html, const char *text, gssize length_bytes);
void ibid_escape_append_attribute (GString *html, const char *value);
gboolean ibid_escape_is_safe_link (const char *href);
gboolean ibid_escape_is_language_tag (const char *tag);

G_END_DECLS
