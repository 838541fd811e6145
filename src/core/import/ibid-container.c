/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-container.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>
#include "ibid-import-error.h"

#define CHUNK_BYTES 65536

struct _IbidContainer
{
  GHashTable *entries; /* name → GBytes */
};

/* An office document with a password, and the format before 2007, is no ZIP file but this. */
static const guint8 compound_file[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };

static gboolean
check_magic (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size >= 4 && memcmp (data, "PK\003\004", 4) == 0)
    return TRUE;
  if (size >= sizeof compound_file && memcmp (data, compound_file, sizeof compound_file) == 0)
    g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_ENCRYPTED,
                         _ ("The document is protected by a password, or of an old format. Save "
                            "it as DOCX without a password."));
  else
    g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_FORMAT,
                         _ ("The file is not what its name says, or it is damaged: it does not "
                            "begin as such files do."));
  return FALSE;
}

static gboolean
fail (GError **error, IbidImportError code, const char *message)
{
  g_set_error_literal (error, IBID_IMPORT_ERROR, (int)code, message);
  return FALSE;
}

static gboolean
read_entry (IbidContainer *self, struct archive *archive, struct archive_entry *entry,
            gsize *n_bytes, GCancellable *cancellable, GError **error)
{
  const char *name = archive_entry_pathname (entry);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  la_ssize_t n;

  if (archive_entry_is_encrypted (entry))
    return fail (error, IBID_IMPORT_ERROR_ENCRYPTED,
                 _ ("The document is protected by a password."));
  if (name == NULL || archive_entry_filetype (entry) != AE_IFREG)
    return TRUE;
  while ((n = archive_read_data (archive, chunk, CHUNK_BYTES)) > 0)
    {
      *n_bytes += (gsize)n;
      if (*n_bytes > IBID_CONTAINER_MAX_BYTES)
        return fail (error, IBID_IMPORT_ERROR_TOO_LARGE,
                     _ ("There is more in the document than is read."));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_byte_array_append (data, chunk, (guint)n);
    }
  if (n < 0)
    return fail (error, IBID_IMPORT_ERROR_FORMAT,
                 _ ("The document is damaged: a part of it cannot be unpacked."));
  if (!g_hash_table_contains (self->entries, name))
    g_hash_table_insert (self->entries, g_strdup (name),
                         g_byte_array_free_to_bytes (g_steal_pointer (&data)));
  return TRUE;
}

static gboolean
read_entries (IbidContainer *self, struct archive *archive, GCancellable *cancellable,
              GError **error)
{
  struct archive_entry *entry;
  gsize n_bytes = 0;
  guint n_entries = 0;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN)
    {
      if (++n_entries > IBID_CONTAINER_MAX_ENTRIES)
        return fail (error, IBID_IMPORT_ERROR_TOO_LARGE,
                     _ ("There are more files in the document than are read."));
      if (!read_entry (self, archive, entry, &n_bytes, cancellable, error))
        return FALSE;
    }
  return status == ARCHIVE_EOF ||
         fail (error, IBID_IMPORT_ERROR_FORMAT,
               _ ("The document is damaged: its contents cannot be listed."));
}

/**
 * ibid_container_new:
 * @bytes: a ZIP file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Unpacks a document in memory, within limits. Nothing is written, so that names are harmless.
 *
 * Returns: (transfer full) (nullable): its files
 */
IbidContainer *
ibid_container_new (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidContainer) self = g_new0 (IbidContainer, 1);
  locale_t utf8, before;
  struct archive *archive;
  gboolean is_read;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  self->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  if (!check_magic (bytes, error))
    return NULL;
  /* libarchive converts names by the locale */
  utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  before = utf8 != (locale_t)0 ? uselocale (utf8) : (locale_t)0;
  archive = archive_read_new ();
  archive_read_support_format_zip (archive);
  is_read = archive_read_open_memory (archive, data, size) == ARCHIVE_OK
                ? read_entries (self, archive, cancellable, error)
                : fail (error, IBID_IMPORT_ERROR_FORMAT, _ ("The document cannot be unpacked."));
  archive_read_free (archive);
  if (utf8 != (locale_t)0)
    {
      uselocale (before);
      freelocale (utf8);
    }
  return is_read ? g_steal_pointer (&self) : NULL;
}

/**
 * ibid_container_free:
 * @self: (transfer full): a container
 *
 * Drops the files.
 */
void
ibid_container_free (IbidContainer *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * ibid_container_get:
 * @self: a container
 * @name: of a file in it, with its folders
 *
 * Returns: (transfer none) (nullable): the file
 */
GBytes *
ibid_container_get (IbidContainer *self, const char *name)
{
  return g_hash_table_lookup (self->entries, name);
}

static void
ignore_error (G_GNUC_UNUSED void *data, G_GNUC_UNUSED const char *message,
              G_GNUC_UNUSED xmlParserSeverities severity,
              G_GNUC_UNUSED xmlTextReaderLocatorPtr locator)
{
}

/**
 * ibid_container_read_xml:
 * @self: a container, which has to stay while the reader is used
 * @name: of a file in it
 *
 * Reads a file as XML: nothing is fetched, no DTD is loaded, no entity but those of XML is
 * replaced, and libxml2's own limits hold.
 *
 * Returns: (transfer full) (nullable): a reader, to be freed by xmlFreeTextReader()
 */
xmlTextReader *
ibid_container_read_xml (IbidContainer *self, const char *name)
{
  GBytes *bytes = ibid_container_get (self, name);
  xmlTextReader *reader;
  gsize size;
  const char *data;

  if (bytes == NULL || g_bytes_get_size (bytes) > G_MAXINT)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  reader = xmlReaderForMemory (data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  if (reader != NULL)
    xmlTextReaderSetErrorHandler (reader, ignore_error, NULL);
  return reader;
}

/**
 * ibid_container_resolve:
 * @base: a file in a container: "OEBPS/text/one.xhtml"
 * @relative: a reference in it, percent-encoded, without what follows "#"
 *
 * Returns: (transfer full) (nullable): the name of the file that it leads to; %NULL if it leads out
 *   of the container
 */
char *
ibid_container_resolve (const char *base, const char *relative)
{
  g_autofree char *decoded = g_uri_unescape_string (relative, NULL);
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *path = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (decoded == NULL || strstr (decoded, "://") != NULL)
    return NULL;
  if (*decoded == '/')
    path = g_strdup (decoded);
  else
    path = g_build_filename (strcmp (folder, ".") == 0 ? "" : folder, decoded, NULL);
  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0)
      {
        if (kept->len == 0)
          return NULL;
        g_ptr_array_set_size (kept, (int)kept->len - 1);
      }
    else if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **)kept->pdata);
}

/**
 * ibid_xml_is:
 * @reader: at a node
 * @name: of an element, without its prefix
 *
 * Returns: whether the node is such an element, or its end
 */
gboolean
ibid_xml_is (xmlTextReader *reader, const char *name)
{
  return g_strcmp0 ((const char *)xmlTextReaderConstLocalName (reader), name) == 0;
}

/**
 * ibid_xml_dup_attribute:
 * @reader: at an element
 * @name: of an attribute, without its prefix
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
ibid_xml_dup_attribute (xmlTextReader *reader, const char *name)
{
  char *value = NULL;

  for (int more = xmlTextReaderMoveToFirstAttribute (reader); more == 1 && value == NULL;
       more = xmlTextReaderMoveToNextAttribute (reader))
    if (ibid_xml_is (reader, name))
      value = g_strdup ((const char *)xmlTextReaderConstValue (reader));
  xmlTextReaderMoveToElement (reader);
  return value;
}
