/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to ibid-document.c and ibid-document-list.c. */

#include "ibid-document.h"

G_BEGIN_DECLS

gboolean ibid_document_check_text (GBytes *bytes, const char *file, const char **text,
                                   gsize *length, GError **error);
JsonNode *ibid_document_parse_checked (const char *text, gsize length, const char *file,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
