/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

#include "ibid-zip-writer.h"

#define CHUNK_BYTES 65536
#define FILE_MODE 0644

struct _IbidZipWriter
{
  struct archive *archive;
  locale_t locale; /* libarchive takes names for text in the thread's encoding */
  int fd;
};

static gboolean
fail (int saved_errno, const char *detail, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _ ("The package could not be put together: %s"),
               detail != NULL ? detail : g_strerror (saved_errno));
  return FALSE;
}

static gboolean
fail_archive (IbidZipWriter *self, GError **error)
{
  return fail (archive_errno (self->archive), archive_error_string (self->archive), error);
}

/**
 * ibid_zip_writer_new:
 * @error: where to put an error of %G_IO_ERROR or %G_FILE_ERROR: there is no room for temporary
 *   files
 *
 * Returns: (transfer full) (nullable): a writer
 */
IbidZipWriter *
ibid_zip_writer_new (GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (IbidZipWriter) self = NULL;
  int fd = g_file_open_tmp ("ibid-XXXXXX", &path, error);

  if (fd < 0)
    return NULL;
  g_unlink (path);
  self = g_new0 (IbidZipWriter, 1);
  self->fd = fd;
  self->locale = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  self->archive = archive_write_new ();
  if (archive_write_set_format_zip (self->archive) != ARCHIVE_OK ||
      archive_write_set_options (self->archive, "zip:hdrcharset=UTF-8") != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block (self->archive, 1) != ARCHIVE_OK ||
      archive_write_open_fd (self->archive, fd) != ARCHIVE_OK)
    {
      fail_archive (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * ibid_zip_writer_free:
 * @self: (transfer full): a writer
 */
void
ibid_zip_writer_free (IbidZipWriter *self)
{
  if (self->archive != NULL)
    {
      /* one that is not complete is not to be completed now */
      archive_write_fail (self->archive);
      archive_write_free (self->archive);
    }
  if (self->locale != (locale_t)0)
    freelocale (self->locale);
  close (self->fd);
  g_free (self);
}

static gboolean
begin (IbidZipWriter *self, const char *name, guint64 n_bytes, gboolean compress, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  locale_t before = self->locale != (locale_t)0 ? uselocale (self->locale) : (locale_t)0;
  int result;

  if (compress)
    archive_write_zip_set_compression_deflate (self->archive);
  else
    archive_write_zip_set_compression_store (self->archive);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, FILE_MODE);
  archive_entry_set_size (entry, (gint64)n_bytes);
  result = archive_write_header (self->archive, entry);
  if (before != (locale_t)0)
    uselocale (before);
  archive_entry_free (entry);
  return result == ARCHIVE_OK || fail_archive (self, error);
}

static gboolean
write_all (IbidZipWriter *self, const char *data, gsize n_bytes, GError **error)
{
  while (n_bytes > 0)
    {
      gssize n = archive_write_data (self->archive, data, n_bytes);

      if (n <= 0)
        return fail_archive (self, error);
      data += n;
      n_bytes -= (gsize)n;
    }
  return TRUE;
}

static gboolean
end (IbidZipWriter *self, GError **error)
{
  return archive_write_finish_entry (self->archive) == ARCHIVE_OK || fail_archive (self, error);
}

/**
 * ibid_zip_writer_add_bytes:
 * @self: the writer
 * @name: the entry's name, in UTF-8
 * @bytes: its contents
 * @compress: whether it is worth while to make it smaller
 * @error: where to put an error of %G_IO_ERROR
 *
 * Returns: whether it was written
 */
gboolean
ibid_zip_writer_add_bytes (IbidZipWriter *self, const char *name, GBytes *bytes, gboolean compress,
                           GError **error)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  return begin (self, name, n_bytes, compress, error) && write_all (self, data, n_bytes, error) &&
         end (self, error);
}

/**
 * ibid_zip_writer_add_fd:
 * @self: the writer
 * @name: the entry's name, in UTF-8
 * @fd: a file, at its beginning
 * @n_bytes: its size; if it has less meanwhile, that is an error, and more is left out
 * @compress: whether it is worth while to make it smaller
 * @cancellable: (nullable): to stop it
 * @error: where to put an error of %G_IO_ERROR
 *
 * Returns: whether it was written
 */
gboolean
ibid_zip_writer_add_fd (IbidZipWriter *self, const char *name, int fd, guint64 n_bytes,
                        gboolean compress, GCancellable *cancellable, GError **error)
{
  char buffer[CHUNK_BYTES];

  if (!begin (self, name, n_bytes, compress, error))
    return FALSE;
  while (n_bytes > 0)
    {
      gssize n = read (fd, buffer, (gsize)MIN (n_bytes, sizeof buffer));

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return fail (n < 0 ? errno : EIO, n < 0 ? NULL : name, error);
      if (!write_all (self, buffer, (gsize)n, error))
        return FALSE;
      n_bytes -= (guint64)n;
    }
  return end (self, error);
}

/**
 * ibid_zip_writer_close:
 * @self: the writer, which can do nothing after that
 * @error: where to put an error of %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the whole file, mapped into memory rather than read
 */
GBytes *
ibid_zip_writer_close (IbidZipWriter *self, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (archive_write_close (self->archive) != ARCHIVE_OK)
    {
      fail_archive (self, error);
      return NULL;
    }
  file = g_mapped_file_new_from_fd (self->fd, FALSE, error);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}
