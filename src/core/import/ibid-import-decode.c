/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-decode.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/ucsdet.h>
#include "ibid-import-error.h"

/* enough to tell an encoding by */
#define SAMPLE_BYTES 65536
/* of 100; what ICU is less sure of is as good as not known */
#define LEAST_CONFIDENCE 10

static gboolean
has_prefix (const char *data, gsize size, const char *prefix, gsize prefix_size)
{
  return size >= prefix_size && memcmp (data, prefix, prefix_size) == 0;
}

/* by the mark at the beginning, else by how often its bytes stand beside one another */
static char *
guess_encoding (const char *data, gsize size)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector;
  const UCharsetMatch *match;
  char *encoding = NULL;

  if (has_prefix (data, size, "\xFF\xFE", 2))
    return g_strdup ("UTF-16LE");
  if (has_prefix (data, size, "\xFE\xFF", 2))
    return g_strdup ("UTF-16BE");
  detector = ucsdet_open (&status);
  ucsdet_setText (detector, data, (gint32)MIN (size, SAMPLE_BYTES), &status);
  match = U_SUCCESS (status) ? ucsdet_detect (detector, &status) : NULL;
  if (match != NULL && ucsdet_getConfidence (match, &status) >= LEAST_CONFIDENCE)
    encoding = g_strdup (ucsdet_getName (match, &status));
  ucsdet_close (detector);
  return encoding;
}

static char *
fail (GError **error)
{
  g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TEXT,
                       _ ("This is not a text, or its encoding is not known."));
  return NULL;
}

/**
 * ibid_import_decode:
 * @bytes: a text in any encoding
 * @encoding: (out) (transfer full) (nullable): what it was converted from; %NULL: it is UTF-8
 * @error: return location for an error of #IBID_IMPORT_ERROR: %IBID_IMPORT_ERROR_TEXT
 *
 * Converts a text to UTF-8. A byte order mark is left out.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it has a NUL or cannot be converted
 */
char *
ibid_import_decode (GBytes *bytes, char **encoding, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;
  gsize written = 0;

  *encoding = NULL;
  if (has_prefix (data, size, "\xEF\xBB\xBF", 3))
    {
      data += 3;
      size -= 3;
    }
  if (size == 0)
    return g_strdup ("");
  if (g_utf8_validate_len (data, size, NULL))
    return memchr (data, '\0', size) == NULL ? g_strndup (data, size) : fail (error);

  *encoding = guess_encoding (data, size);
  if (*encoding != NULL)
    text = g_convert (data, (gssize)size, "UTF-8", *encoding, NULL, &written, NULL);
  if (text == NULL || strlen (text) != written || !g_utf8_validate (text, -1, NULL))
    {
      g_clear_pointer (encoding, g_free);
      return fail (error);
    }
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    memmove (text, text + 3, written - 2);
  return g_steal_pointer (&text);
}
