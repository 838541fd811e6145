/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of countries and languages in the user's language, from the iso-codes package. A code that
 * it does not know is its own name. */
char *ibid_country_dup_name (const char *code) G_GNUC_WARN_UNUSED_RESULT; /* "CN" → "China" */
char *ibid_language_dup_name (const char *tag) G_GNUC_WARN_UNUSED_RESULT; /* BCP 47 */
/* every ISO 3166-1 alpha-2 code, sorted by name in the user's language; NULL-terminated */
char **ibid_country_dup_codes (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_country_is_code (const char *code);

G_END_DECLS
