/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include <glib.h>

G_BEGIN_DECLS

gboolean ibid_json_scan (const char *text, gsize length_bytes, const char *file, GError **error);

G_END_DECLS
