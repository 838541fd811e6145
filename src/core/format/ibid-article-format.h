/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-finding.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define IBID_FORMAT_ERROR (ibid_format_error_quark ())
GQuark ibid_format_error_quark (void);
/* one code per cause; the message says place (JSON Pointer or line), what was expected, what to do
 */
typedef enum
{
  IBID_FORMAT_ERROR_EMPTY,
  IBID_FORMAT_ERROR_TOO_LARGE,
  IBID_FORMAT_ERROR_TOO_DEEP,
  IBID_FORMAT_ERROR_NOT_UTF8,
  IBID_FORMAT_ERROR_NUL,
  IBID_FORMAT_ERROR_SYNTAX,
  IBID_FORMAT_ERROR_NOT_ARTICLE, /* JSON, but its "format" is another */
  IBID_FORMAT_ERROR_VERSION,
  IBID_FORMAT_ERROR_MISSING,
  IBID_FORMAT_ERROR_TYPE,
  IBID_FORMAT_ERROR_VALUE,
  IBID_FORMAT_ERROR_DUPLICATE_ID,
  IBID_FORMAT_ERROR_REFERENCE,
  IBID_FORMAT_ERROR_SPAN,
  IBID_FORMAT_ERROR_PATH,
  IBID_FORMAT_ERROR_TOO_MANY,
} IbidFormatError;

#define IBID_FORMAT_MAX_FILE_BYTES ((gsize)64 * 1024 * 1024)
#define IBID_FORMAT_MAX_DEPTH 64
#define IBID_FORMAT_MAX_BLOCKS 200000
#define IBID_FORMAT_MAX_LIST_LEVEL 100
#define IBID_FORMAT_MAX_BLOCK_BYTES ((gsize)1024 * 1024)

IbidArticle *ibid_article_load_bytes (GBytes *bytes, const char *display_name, GListStore *findings,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
IbidArticle *ibid_article_load_file (GFile *file, GListStore *findings, GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *ibid_article_save_bytes (IbidArticle *article, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *ibid_article_identify_bytes (GBytes *bytes, const char *id, const char *const *other_ids,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_format_error_dup_pointer (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_format_error_dup_detail (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_format_error_nick (IbidFormatError code);
GBytes *ibid_format_read_file (GFile *file, gsize max_bytes, GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
