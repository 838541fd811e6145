/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import.h"

#include <glib/gi18n.h>
#include "ibid-import-docx.h"
#include "ibid-import-epub.h"
#include "ibid-import-html.h"
#include "ibid-import-markdown.h"
#include "ibid-import-text.h"

static const char *const docx_extensions[] = { ".docx", NULL };
static const char *const epub_extensions[] = { ".epub", NULL };
static const char *const html_extensions[] = { ".html", ".htm", ".xhtml", NULL };
static const char *const markdown_extensions[] = { ".md", ".markdown", ".mkd", NULL };
static const char *const text_extensions[] = { ".txt", ".text", NULL };

/* one line for each format */
static const IbidImportFormat formats[] = {
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    docx_extensions, ibid_import_docx, NULL },
  { "epub", "application/epub+zip", epub_extensions, ibid_import_epub, NULL },
  { "html", "text/html", html_extensions, ibid_import_html, NULL },
  { "markdown", "text/markdown", markdown_extensions, ibid_import_markdown, NULL },
  { "text", "text/plain", text_extensions, ibid_import_text, NULL },
};

/**
 * ibid_import_get_formats:
 * @n_formats: (out): how many there are
 *
 * Gets the formats that articles can be made from.
 *
 * Returns: (array length=n_formats) (transfer none): the formats
 */
const IbidImportFormat *
ibid_import_get_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

/**
 * ibid_import_find_format:
 * @name: the word for a format: "text"
 *
 * Finds a format by its word.
 *
 * Returns: (transfer none) (nullable): the format
 */
const IbidImportFormat *
ibid_import_find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];
  return NULL;
}

/**
 * ibid_import_guess_format:
 * @file_name: a file's name
 *
 * Finds the format of a file by how its name ends.
 *
 * Returns: (transfer none) (nullable): the format
 */
const IbidImportFormat *
ibid_import_guess_format (const char *file_name)
{
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (const char *const *at = formats[i].extensions; *at != NULL; at++)
      if (g_str_has_suffix (lower, *at))
        return &formats[i];
  return NULL;
}

/**
 * ibid_import_read:
 * @format: what the bytes are
 * @input: a file of that format
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR or #G_IO_ERROR
 *
 * Takes a file over into a draft.
 *
 * Returns: (transfer full) (nullable): the draft
 */
IbidDraft *
ibid_import_read (const IbidImportFormat *format, const IbidImportInput *input,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidDraft) draft = NULL;

  if (g_bytes_get_size (input->bytes) > IBID_IMPORT_MAX_FILE_BYTES)
    {
      g_autofree char *limit = g_format_size (IBID_IMPORT_MAX_FILE_BYTES);

      g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
                   _ ("The file is larger than %s."), limit);
      return NULL;
    }
  draft = format->read (input, cancellable, error);
  if (draft != NULL)
    ibid_draft_set_origin (draft, input->bytes, format->media_type, input->name);
  return g_steal_pointer (&draft);
}
