/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-document-private.h"
#include "ibid-json-scan.h"
#include "ibid-plain-bytes.h"
#include <glib/gi18n.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
fail (GError **error, IbidFormatError code, const char *file, const char *detail)
{
  ibid_format_set_error (error, code, file, NULL, detail);
  return FALSE;
}

static gboolean
fail_too_large (GError **error, const char *file, gsize max_bytes)
{
  g_autofree char *limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *detail =
      g_strdup_printf (_ ("the file is larger than %s, the most that Ibid opens."), limit);

  return fail (error, IBID_FORMAT_ERROR_TOO_LARGE, file, detail);
}

/* As g_utf8_validate_len(), but passes over plain ASCII eight bytes at a time. */
static gboolean
find_bad_utf8 (const char *text, gsize length, const char **at)
{
  const char *end = text + length;
  const char *p = text;

  while (p < end)
    {
      const char *run;

      while (end - p >= 8 && !ibid_plain_has_less (ibid_plain_load (p), 1))
        p += 8;
      /* up to the next plain word, which is the end of a character if the text is sound */
      run = p;
      while (end - p >= 8 && ibid_plain_has_less (ibid_plain_load (p), 1))
        p += 8;
      if (end - p < 8)
        p = end;
      if (!g_utf8_validate_len (run, (gsize)(p - run), at))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_utf8 (const char *text, gsize length, const char *file, GError **error)
{
  g_autofree char *detail = NULL;
  const char *line_start = text;
  const char *at;
  guint line = 1;

  if (!find_bad_utf8 (text, length, &at))
    return TRUE;
  for (const char *p = text; p < at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  detail = g_strdup_printf (
      *at == '\0'
          ? _ ("Line %u, column %ld: a NUL byte, at byte %zu. The file is damaged, or is no text.")
          : _ ("Line %u, column %ld: no UTF-8 text, from byte %zu on. Save the file as UTF-8 and "
               "open it again."),
      line, g_utf8_strlen (line_start, at - line_start) + 1, (gsize)(at - text));
  return fail (error, *at == '\0' ? IBID_FORMAT_ERROR_NUL : IBID_FORMAT_ERROR_NOT_UTF8, file,
               detail);
}

/**
 * ibid_document_parse_checked:
 * @text: text that ibid_document_check_text() found right, or a piece of it
 * @length: its length in bytes
 * @file: the file's name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR_SYNTAX
 *
 * The strict scan has passed, so json-glib has nothing left to complain about; if it does, it is
 * believed.
 *
 * Returns: (transfer full) (nullable): the tree
 */
JsonNode *
ibid_document_parse_checked (const char *text, gsize length, const char *file, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) json_error = NULL;
  g_autofree char *detail = NULL;

  if (json_parser_load_from_data (parser, text, (gssize)length, &json_error))
    return json_parser_steal_root (parser);
  detail = g_strdup_printf (_ ("Line %u, column %u: %s"), json_parser_get_current_line (parser),
                            json_parser_get_current_pos (parser), json_error->message);
  fail (error, IBID_FORMAT_ERROR_SYNTAX, file, detail);
  return NULL;
}

/**
 * ibid_document_check_text:
 * @bytes: a whole file
 * @file: its name, for messages
 * @text: (out): where its text begins, behind a byte order mark
 * @length: (out): length of the text in bytes
 * @error: where to put an error, as ibid_document_parse()
 *
 * Checks all that has to hold before json-glib sees a file.
 *
 * Returns: whether it holds
 */
gboolean
ibid_document_check_text (GBytes *bytes, const char *file, const char **text, gsize *length,
                          GError **error)
{
  *text = g_bytes_get_data (bytes, length);
  if (*length > IBID_FORMAT_MAX_FILE_BYTES)
    return fail_too_large (error, file, IBID_FORMAT_MAX_FILE_BYTES);
  if (*length >= 3 && memcmp (*text, BYTE_ORDER_MARK, 3) == 0)
    {
      *text += 3;
      *length -= 3;
    }
  if (*length == 0)
    return fail (error, IBID_FORMAT_ERROR_EMPTY, file, _ ("the file is empty."));
  return check_utf8 (*text, *length, file, error) && ibid_json_scan (*text, *length, file, error);
}

/**
 * ibid_document_parse:
 * @bytes: a whole file
 * @file: its name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR: %IBID_FORMAT_ERROR_EMPTY,
 *   %IBID_FORMAT_ERROR_TOO_LARGE, %IBID_FORMAT_ERROR_NUL, %IBID_FORMAT_ERROR_NOT_UTF8,
 *   %IBID_FORMAT_ERROR_TOO_DEEP or %IBID_FORMAT_ERROR_SYNTAX
 *
 * Parses strict JSON in UTF-8, with or without a byte order mark, after everything that json-glib
 * cannot be trusted with has been checked.
 *
 * Returns: (transfer full) (nullable): the tree
 */
JsonNode *
ibid_document_parse (GBytes *bytes, const char *file, GError **error)
{
  const char *text;
  gsize length;

  if (!ibid_document_check_text (bytes, file, &text, &length, error))
    return NULL;
  return ibid_document_parse_checked (text, length, file, error);
}

/**
 * ibid_document_check_version:
 * @json: the reader, at the root
 * @fields: the opened root
 * @version_field: its "version"
 *
 * Checks that a file is of a version that this program knows.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE (no whole number) or %IBID_FORMAT_ERROR_VERSION
 */
gboolean
ibid_document_check_version (IbidJson *json, const IbidJsonFields *fields, guint version_field)
{
  g_autofree char *detail = NULL;
  guint version = 0;

  if (!ibid_json_get_uint (json, fields, version_field, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &version))
    return FALSE;
  if (version == IBID_FORMAT_VERSION)
    return TRUE;
  if (version > IBID_FORMAT_VERSION)
    detail = g_strdup_printf (_ ("the file has version %u of its format and was made by a newer "
                                 "Ibid; this one reads version %d. Update Ibid to open it."),
                              version, IBID_FORMAT_VERSION);
  else
    detail = g_strdup_printf (_ ("there is no version %u of this format, only %d."), version,
                              IBID_FORMAT_VERSION);
  return ibid_json_fail (json, "version", IBID_FORMAT_ERROR_VERSION, detail);
}

/**
 * ibid_document_check_format:
 * @json: the reader, at the root
 * @fields: the opened root
 * @format_field: its "format"
 * @version_field: its "version"
 * @format: what "format" has to say
 * @what: what such a file is, translated, with its article
 *
 * Checks that a file is what it should be, before anything else in it is looked at.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_NOT_ARTICLE, or as ibid_document_check_version()
 */
gboolean
ibid_document_check_format (IbidJson *json, const IbidJsonFields *fields, guint format_field,
                            guint version_field, const char *format, const char *what)
{
  JsonNode *node = fields->nodes[format_field];
  g_autofree char *detail = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING &&
      strcmp (json_node_get_string (node), format) == 0)
    return ibid_document_check_version (json, fields, version_field);
  detail = g_strdup_printf (_ ("expected “%s”. The file is sound JSON, but not %s."), format, what);
  return ibid_json_fail (json, "format", IBID_FORMAT_ERROR_NOT_ARTICLE, detail);
}

static gboolean
check_regular (GFile *file, const char *name, gsize max_bytes, gsize *size,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, _ ("“%s” is a folder, not a file."),
                   name);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is not a plain file."),
                   name);
      return FALSE;
    }
  *size = (gsize)g_file_info_get_size (info);
  return *size <= max_bytes || fail_too_large (error, name, max_bytes);
}

/* One byte more than the size is asked for: if it is there, the file has grown since it was
 * measured. */
static GBytes *
read_all (GInputStream *stream, const char *name, gsize size, gsize max_bytes,
          GCancellable *cancellable, GError **error)
{
  g_autofree char *content = NULL;
  gsize length = 0;
  gsize room = size + 1;

  for (;;)
    {
      gsize n_read = 0;

      content = g_realloc (content, length + room);
      if (!g_input_stream_read_all (stream, content + length, room, &n_read, cancellable, error))
        return NULL;
      length += n_read;
      if (length > max_bytes)
        {
          fail_too_large (error, name, max_bytes);
          return NULL;
        }
      if (n_read < room)
        return g_bytes_new_take (g_steal_pointer (&content), length);
      room = MAX (length / 2, 65536);
    }
}

/**
 * ibid_format_read_file:
 * @file: a file
 * @max_bytes: the most it may hold, less than 4 GiB
 * @cancellable: (nullable): to give up
 * @error: where to put an error: %IBID_FORMAT_ERROR_TOO_LARGE, or of %G_IO_ERROR, with
 *   %G_IO_ERROR_IS_DIRECTORY and %G_IO_ERROR_NOT_REGULAR_FILE for what cannot be read whole
 *
 * Reads a whole plain file. Pipes and devices are not even opened, since they may never end.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
ibid_format_read_file (GFile *file, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GFileInputStream) stream = NULL;
  gsize size = 0;

  if (!check_regular (file, name, max_bytes, &size, cancellable, error))
    return NULL;
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  return read_all (G_INPUT_STREAM (stream), name, size, max_bytes, cancellable, error);
}
