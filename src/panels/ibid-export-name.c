/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-name.h"

/* most file systems take 255; a temporary file beside it has a longer name */
#define MAX_BYTES 120

/* File systems refuse some of these, links between notes the others. */
static gboolean
is_allowed (gunichar character)
{
  return !g_unichar_iscntrl (character) && g_unichar_type (character) != G_UNICODE_FORMAT &&
         (character >= 0x80 || strchr ("/\\:*?\"<>|#^[]", (int)character) == NULL);
}

static char *
dup_clean_title (const char *title)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (clean->len + 6 > MAX_BYTES)
        break;
      if (is_allowed (character) && !g_unichar_isspace (character))
        g_string_append_unichar (clean, character);
      else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
        g_string_append_c (clean, ' ');
    }
  /* a leading dot hides a file; a trailing one is dropped by some systems */
  while (clean->len > 0 && strchr (" .", clean->str[clean->len - 1]) != NULL)
    g_string_truncate (clean, clean->len - 1);
  while (clean->len > 0 && strchr (" .", clean->str[0]) != NULL)
    g_string_erase (clean, 0, 1);
  if (clean->len == 0)
    g_string_append (clean, _ ("Untitled"));
  return g_string_free (clean, FALSE);
}

static gboolean
shares_extension (const IbidExportKind *kind)
{
  for (guint i = 0; i < (guint)kind->format; i++)
    if (g_str_equal (ibid_export_get_kind ((IbidExportFormat)i)->extension, kind->extension))
      return TRUE;
  return FALSE;
}

char *
ibid_export_dup_file_name (const char *title, IbidExportFormat format)
{
  const IbidExportKind *kind = ibid_export_get_kind (format);
  g_autofree char *clean = dup_clean_title (title != NULL ? title : "");

  if (shares_extension (kind))
    return g_strdup_printf ("%s (%s).%s", clean, kind->name, kind->extension);
  return g_strdup_printf ("%s.%s", clean, kind->extension);
}

/*
 * ibid_export_dup_pdf_name:
 * @title: (nullable): of an article
 *
 * Returns: (transfer full): a file name for it as PDF, which no #IbidExportFormat is
 */
char *
ibid_export_dup_pdf_name (const char *title)
{
  g_autofree char *clean = dup_clean_title (title != NULL ? title : "");

  return g_strconcat (clean, ".pdf", NULL);
}
