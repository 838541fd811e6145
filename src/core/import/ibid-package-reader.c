/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "ibid-article-format.h"
#include "ibid-import-error.h"
#include "ibid-package-private.h"

/* A package comes from anywhere. Whatever is odd about it is refused as a whole, and only files
 * that a package consists of are ever written. */

#define CHUNK_BYTES 65536
#define ZIP_MAGIC "PK"
#define MAX_SHOWN_CHARS 120 /* of an entry's name, in a message */

/* A package on its way out of its file. */
typedef struct
{
  IbidPackage *package;
  const IbidPackageLimits *limits;
  GInputStream *stream;
  GCancellable *cancellable;
  IbidPackageProgress progress;
  gpointer progress_data;
  struct archive *archive;
  GError *stream_error; /* what libarchive stumbled over */
  GHashTable *names;    /* of all entries */
  GHashTable *folded;   /* as a file system may see them */
  guint64 file_bytes;   /* size of the package */
  guint64 read_bytes;   /* of those, so far */
  guint64 n_bytes;      /* that came out of it */
  guint n_entries;
  char chunk[CHUNK_BYTES];
} Reader;

/* ── errors ── */

/* A name from a package, fit to be shown: it may be anything, and of any length. */
static char *
dup_shown_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *shown = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (n_chars++ == MAX_SHOWN_CHARS)
        {
          g_string_append (shown, "…");
          break;
        }
      g_string_append_unichar (shown, g_unichar_isprint (c) ? c : 0xFFFD);
    }
  return g_string_free (shown, FALSE);
}

static gboolean
fail (Reader *self, const char *entry, IbidImportError code, const char *detail, GError **error)
{
  g_autofree char *shown = entry != NULL ? dup_shown_name (entry) : NULL;

  if (shown != NULL)
    g_set_error (error, IBID_IMPORT_ERROR, (int)code,
                 /* Translators: name of a package; name of a file in it; what is wrong */
                 _ ("%s, “%s”: %s"), self->package->name, shown, detail);
  else
    g_set_error (error, IBID_IMPORT_ERROR, (int)code, _ ("%s: %s"), self->package->name, detail);
  return FALSE;
}

static gboolean
fail_limit (Reader *self, const char *entry, const char *format_detail, guint64 n_bytes,
            GError **error)
{
  g_autofree char *limit = g_format_size_full (n_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autoptr (GString) detail = g_string_new (format_detail);

  g_string_replace (detail, "%s", limit, 1);
  return fail (self, entry, IBID_IMPORT_ERROR_TOO_LARGE, detail->str, error);
}

/* What libarchive complains about is a damaged file, unless reading it failed, or memory did. */
static gboolean
fail_archive (Reader *self, const char *entry, GError **error)
{
  const char *why = archive_error_string (self->archive);
  g_autofree char *detail = NULL;

  if (self->stream_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->stream_error));
      return FALSE;
    }
  detail =
      g_strdup_printf (_ ("the package is damaged, or was cut off (%s)."), why != NULL ? why : "?");
  return fail (self, entry, IBID_IMPORT_ERROR_FORMAT, detail, error);
}

/* ── the file, as libarchive reads it ── */

static la_ssize_t
read_cb (struct archive *archive, void *user_data, const void **buffer)
{
  Reader *self = user_data;
  gssize n;

  g_clear_error (&self->stream_error);
  n = g_input_stream_read (self->stream, self->chunk, sizeof self->chunk, self->cancellable,
                           &self->stream_error);
  if (n < 0)
    {
      archive_set_error (archive, EIO, "%s", self->stream_error->message);
      return ARCHIVE_FATAL;
    }
  *buffer = self->chunk;
  self->read_bytes += (guint64)n;
  return n;
}

static la_int64_t
seek_cb (struct archive *archive, void *user_data, la_int64_t offset, int whence)
{
  Reader *self = user_data;
  GSeekType type = whence == SEEK_SET ? G_SEEK_SET : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_END;

  g_clear_error (&self->stream_error);
  if (g_seekable_seek (G_SEEKABLE (self->stream), offset, type, self->cancellable,
                       &self->stream_error))
    return g_seekable_tell (G_SEEKABLE (self->stream));
  archive_set_error (archive, EIO, "%s", self->stream_error->message);
  return ARCHIVE_FATAL;
}

static gboolean
measure (Reader *self, GError **error)
{
  GSeekable *seekable = G_SEEKABLE (self->stream);

  if (!g_seekable_seek (seekable, 0, G_SEEK_END, self->cancellable, error))
    return FALSE;
  self->file_bytes = (guint64)g_seekable_tell (seekable);
  return g_seekable_seek (seekable, 0, G_SEEK_SET, self->cancellable, error);
}

static gboolean
begins_as_zip (Reader *self)
{
  char head[2];
  gsize n;

  return g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, NULL) &&
         g_input_stream_read_all (self->stream, head, sizeof head, &n, NULL, NULL) &&
         n == sizeof head && memcmp (head, ZIP_MAGIC, sizeof head) == 0;
}

static gboolean
open_archive (Reader *self, GError **error)
{
  self->archive = archive_read_new ();
  /* the one that believes the index at the end: what other programs show is what is unpacked */
  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_callback_data (self->archive, self);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  if (archive_read_open1 (self->archive) == ARCHIVE_OK)
    return TRUE;
  if (self->stream_error != NULL)
    return fail_archive (self, NULL, error);
  if (begins_as_zip (self))
    return fail (self, NULL, IBID_IMPORT_ERROR_FORMAT,
                 _ ("the package is damaged, or was cut off: it has no index at its end."), error);
  return fail (self, NULL, IBID_IMPORT_ERROR_FORMAT, _ ("this is no package: it is no ZIP file."),
               error);
}

/* ── entries ── */

static gboolean
check_type (Reader *self, struct archive_entry *entry, const char *name, GError **error)
{
  gboolean is_folder = archive_entry_filetype (entry) == AE_IFDIR;

  if (archive_entry_is_encrypted (entry))
    return fail (self, name, IBID_IMPORT_ERROR_ENCRYPTED,
                 _ ("this is encrypted. Ibid opens packages without a password."), error);
  if (archive_entry_hardlink (entry) != NULL || archive_entry_symlink (entry) != NULL ||
      (archive_entry_filetype (entry) != AE_IFREG && !is_folder))
    return fail (self, name, IBID_IMPORT_ERROR_FORMAT,
                 _ ("this is neither a plain file nor a folder, as a link or a device would be."),
                 error);
  if (is_folder != g_str_has_suffix (name, "/"))
    return fail (self, name, IBID_IMPORT_ERROR_FORMAT,
                 _ ("it is not clear whether this is a file or a folder."), error);
  return TRUE;
}

static gboolean
check_name (Reader *self, const char *name, GError **error)
{
  g_autofree char *problem = ibid_package_dup_name_problem (name);
  g_autofree char *folded = NULL;
  g_autofree char *detail = NULL;

  if (problem != NULL)
    {
      detail = g_strconcat (problem, ".", NULL);
      return fail (self, name, IBID_IMPORT_ERROR_FORMAT, detail, error);
    }
  if (!g_hash_table_add (self->names, g_strdup (name)))
    return fail (self, name, IBID_IMPORT_ERROR_FORMAT, _ ("the package has this twice."), error);
  folded = ibid_package_fold_name (name);
  if (!g_hash_table_add (self->folded, g_steal_pointer (&folded)))
    return fail (self, name, IBID_IMPORT_ERROR_FORMAT,
                 _ ("the package has another name that differs from this one in capitals only."),
                 error);
  return TRUE;
}

/* Counts what came out; bombs are told by what they become, not by what they say of themselves. */
static gboolean
count_bytes (Reader *self, const char *name, guint64 entry_bytes, guint64 n, GError **error)
{
  const IbidPackageLimits *limits = self->limits;

  self->n_bytes += n;
  if (entry_bytes > limits->max_entry_bytes)
    return fail_limit (self, name, _ ("this is larger than %s, the most that Ibid unpacks."),
                       limits->max_entry_bytes, error);
  if (self->n_bytes > limits->max_bytes)
    return fail_limit (self, name,
                       _ ("the package becomes larger than %s, the most that Ibid unpacks."),
                       limits->max_bytes, error);
  if (self->n_bytes > limits->any_ratio_bytes &&
      self->n_bytes / limits->max_ratio >= self->file_bytes)
    return fail (self, name, IBID_IMPORT_ERROR_TOO_LARGE,
                 _ ("the package becomes far larger than any article would. It may be made to fill "
                    "your disk."),
                 error);
  return TRUE;
}

static void
tell_progress (Reader *self)
{
  if (self->progress != NULL && self->file_bytes > 0)
    self->progress (CLAMP ((double)self->read_bytes / (double)self->file_bytes, 0, 1),
                    self->progress_data);
}

static gboolean
write_all (int fd, const char *data, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gssize n = write (fd, data, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      n_bytes -= (gsize)n;
    }
  return TRUE;
}

static gboolean
fail_writing (const char *path, GError **error)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _ ("The package could not be unpacked into %s: %s"), path, g_strerror (saved_errno));
  return FALSE;
}

/* Takes an entry's bytes out; fd -1: into memory, all of them. */
static gboolean
take_out (Reader *self, const char *name, int fd, GByteArray *memory, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  guint64 entry_bytes = 0;
  la_ssize_t n;

  while ((n = archive_read_data (self->archive, buffer, CHUNK_BYTES)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (n < 0)
        return fail_archive (self, name, error);
      entry_bytes += (guint64)n;
      if (!count_bytes (self, name, entry_bytes, (guint64)n, error))
        return FALSE;
      if (memory != NULL)
        g_byte_array_append (memory, (const guint8 *)buffer, (guint)n);
      else if (!write_all (fd, buffer, (gsize)n))
        return fail_writing (self->package->folder, error);
      tell_progress (self);
    }
  return TRUE;
}

/* The folders above a file. */
static gboolean
make_folders (Reader *self, const char *name, GError **error)
{
  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *part = g_strndup (name, (gsize)(slash - name));
      g_autofree char *path = g_build_filename (self->package->folder, part, NULL);

      if (g_mkdir (path, 0700) == 0)
        g_ptr_array_add (self->package->made, g_steal_pointer (&path));
      else if (errno != EEXIST)
        return fail_writing (path, error);
    }
  return TRUE;
}

static gboolean
unpack_file (Reader *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->package->folder, name, NULL);
  gboolean ok;
  int fd;

  if (!make_folders (self, name, error))
    return FALSE;
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_writing (path, error);
  g_ptr_array_add (self->package->made, g_strdup (path));
  ok = take_out (self, name, fd, NULL, error);
  if (close (fd) != 0 && ok)
    return fail_writing (path, error);
  return ok;
}

/* A package says what it is; one that somebody zipped by hand need not, but must not say that it
 * is something else. */
static gboolean
check_media_type (Reader *self, GError **error)
{
  g_autoptr (GByteArray) type = g_byte_array_new ();

  if (!take_out (self, IBID_PACKAGE_MIMETYPE, -1, type, error))
    return FALSE;
  if (type->len == strlen (IBID_PACKAGE_MEDIA_TYPE) &&
      memcmp (type->data, IBID_PACKAGE_MEDIA_TYPE, type->len) == 0)
    return TRUE;
  return fail (self, IBID_PACKAGE_MIMETYPE, IBID_IMPORT_ERROR_FORMAT,
               _ ("this file is of another kind than packages of Ibid."), error);
}

static gboolean
take_entry (Reader *self, struct archive_entry *entry, GError **error)
{
  const char *pathname = archive_entry_pathname (entry);
  g_autofree char *name = g_strdup (pathname != NULL ? pathname : "");

  if (++self->n_entries > self->limits->max_entries)
    {
      g_autofree char *detail =
          g_strdup_printf (_ ("the package has more than %u files, the most that Ibid unpacks."),
                           self->limits->max_entries);

      return fail (self, NULL, IBID_IMPORT_ERROR_TOO_LARGE, detail, error);
    }
  if (!check_name (self, name, error) || !check_type (self, entry, name, error))
    return FALSE;
  if (strcmp (name, IBID_PACKAGE_MIMETYPE) == 0)
    return check_media_type (self, error);
  if (!ibid_package_is_content (name))
    return TRUE;
  /* what it says it will be is enough to refuse it, if not to believe it */
  if (archive_entry_size_is_set (entry) &&
      (guint64)MAX (archive_entry_size (entry), 0) > self->limits->max_entry_bytes)
    return count_bytes (self, name, (guint64)archive_entry_size (entry), 0, error);
  return unpack_file (self, name, error);
}

static gboolean
take_entries (Reader *self, GError **error)
{
  struct archive_entry *entry;
  int result;

  while ((result = archive_read_next_header (self->archive, &entry)) != ARCHIVE_EOF)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (result != ARCHIVE_OK)
        return fail_archive (self, NULL, error);
      if (!take_entry (self, entry, error))
        return FALSE;
      tell_progress (self);
    }
  return TRUE;
}

/* ── the whole ── */

static gboolean
read_manifest (Reader *self, GError **error)
{
  IbidPackage *package = self->package;
  g_autofree char *path = g_build_filename (package->folder, IBID_PACKAGE_MANIFEST, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", package->name, IBID_PACKAGE_MANIFEST);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_hash_table_contains (self->names, IBID_PACKAGE_MANIFEST))
    return TRUE;
  bytes = ibid_format_read_file (file, IBID_PACKAGE_MAX_MANIFEST_BYTES, self->cancellable, error);
  return bytes != NULL &&
         ibid_package_manifest_load_bytes (bytes, name, &package->is_partial, error);
}

static gboolean
unpack (Reader *self, GError **error)
{
  if (self->file_bytes == 0)
    return fail (self, NULL, IBID_IMPORT_ERROR_EMPTY, _ ("the file is empty."), error);
  if (!open_archive (self, error))
    return FALSE;
  self->package->folder = g_dir_make_tmp ("ibid-package-XXXXXX", error);
  if (self->package->folder == NULL || !take_entries (self, error) || !read_manifest (self, error))
    return FALSE;
  if (g_hash_table_contains (self->names, IBID_PACKAGE_ARTICLE))
    return TRUE;
  return fail (self, NULL, IBID_IMPORT_ERROR_EMPTY,
               _ ("there is no article in it: “article.ibid.json” is missing."), error);
}

/**
 * ibid_package_open_stream:
 * @stream: a package's bytes, to be read from their beginning; a #GSeekable
 * @display_name: what it is called, for messages
 * @limits: (nullable): how much may come out of it; %NULL: ibid_package_limits
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: where to put an error of %IBID_IMPORT_ERROR (it is no package, or a bad one),
 *   %IBID_FORMAT_ERROR (of its manifest; of %IBID_FORMAT_ERROR_VERSION if it is of a newer Ibid) or
 *   %G_IO_ERROR
 *
 * Unpacks a package into a folder of its own below the folder for temporary files, which is
 * readable for this user only. Nothing of it is written anywhere else, whatever its entries are
 * called; after an error nothing is left. What the files say is not looked at.
 *
 * Returns: (transfer full) (nullable): the package, which has an article
 */
IbidPackage *
ibid_package_open_stream (GInputStream *stream, const char *display_name,
                          const IbidPackageLimits *limits, IbidPackageProgress progress,
                          gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidPackage) package = ibid_package_new (display_name);
  g_autofree Reader *self = g_new0 (Reader, 1);
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = utf8 != (locale_t)0 ? uselocale (utf8) : (locale_t)0;
  gboolean ok;

  self->package = package;
  self->limits = limits != NULL ? limits : &ibid_package_limits;
  self->stream = stream;
  self->cancellable = cancellable;
  self->progress = progress;
  self->progress_data = progress_data;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* libarchive takes names for text in the thread's encoding */
  ok = measure (self, error) && unpack (self, error);
  if (before != (locale_t)0)
    uselocale (before);
  if (utf8 != (locale_t)0)
    freelocale (utf8);
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_clear_error (&self->stream_error);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->folded);
  return ok ? g_steal_pointer (&package) : NULL;
}
