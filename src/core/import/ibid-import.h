/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-draft.h"
#include "ibid-import-error.h"
#include "ibid-import-input.h"

G_BEGIN_DECLS

/* what is read at all; far more than any article */
#define IBID_IMPORT_MAX_FILE_BYTES ((gsize)64 * 1024 * 1024)

/**
 * IbidImportFormat:
 * @name: the word on the command line
 * @media_type: what such a file is
 * @extensions: (array zero-terminated=1): how the names of such files end, in lower case
 * @read: makes a draft
 * @list_chapters: (nullable): the titles of the articles in a file that may hold several; one or
 *   none: it is one article
 *
 * A format that articles can be made from.
 */
typedef struct
{
  const char *name;
  const char *media_type;
  const char *const *extensions;
  IbidDraft *(*read) (const IbidImportInput *input, GCancellable *cancellable, GError **error);
  GStrv (*list_chapters) (const IbidImportInput *input, GCancellable *cancellable, GError **error);
} IbidImportFormat;

const IbidImportFormat *ibid_import_get_formats (guint *n_formats);
const IbidImportFormat *ibid_import_find_format (const char *name);
const IbidImportFormat *ibid_import_guess_format (const char *file_name);
IbidDraft *ibid_import_read (const IbidImportFormat *format, const IbidImportInput *input,
                             GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
