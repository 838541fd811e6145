/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "ibid-export-contents.h"

static const char zip_signature[] = { 'P', 'K', 3, 4 };

static void
append_entry (GString *list, struct archive_entry *entry)
{
  g_autofree char *size = g_format_size ((guint64)archive_entry_size (entry));
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);

  g_string_append_printf (list, "%10s  %s\n", size, valid);
}

/**
 * ibid_export_dup_contents:
 * @bytes: a part of an export
 *
 * Lists what is in a package, a line for each file with its size; in any thread.
 *
 * Returns: (transfer full) (nullable): the list; %NULL: it is no package
 */
char *
ibid_export_dup_contents (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  struct archive *archive;
  struct archive_entry *entry;
  GString *list;

  if (size < sizeof zip_signature || memcmp (data, zip_signature, sizeof zip_signature) != 0)
    return NULL;
  list = g_string_new (NULL);
  archive = archive_read_new ();
  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
      append_entry (list, entry);
  archive_read_free (archive);
  return g_string_free (list, FALSE);
}
