/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"
#define _GNU_SOURCE /* renameat2 */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ibid-files.h"
#include "ibid-article-format.h"
#include "ibid-fold.h"

#define LOCK_ATTEMPTS 40
#define LOCK_PAUSE_US 50000
#define MAX_SLUG_BYTES 48

G_DEFINE_QUARK (ibid - store - error - quark, ibid_store_error)

/*
 * ibid_files_set_error:
 *
 * Says which file a system call failed on, and why.
 */
void
ibid_files_set_error (GError **error, int saved_errno, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               /* Translators: a path, and why it failed */
               _ ("%s: %s"), name, g_strerror (saved_errno));
}

static gboolean
fill_stamp (const struct stat *from, IbidFileStamp *stamp)
{
  stamp->inode = from->st_ino;
  stamp->size_bytes = from->st_size;
  stamp->modified_ns =
      (gint64)from->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + from->st_mtim.tv_nsec;
  return TRUE;
}

/*
 * ibid_files_stat:
 * @stamp: (out): inode, time and size; the hash is left empty
 *
 * Returns: %FALSE if there is no such file; then @stamp is all zero
 */
gboolean
ibid_files_stat (const char *path, IbidFileStamp *stamp)
{
  struct stat st;

  memset (stamp, 0, sizeof *stamp);
  return stat (path, &st) == 0 && fill_stamp (&st, stamp);
}

/*
 * ibid_files_same_stat:
 *
 * Returns: whether two stamps agree without a look at the contents
 */
gboolean
ibid_files_same_stat (const IbidFileStamp *a, const IbidFileStamp *b)
{
  return a->inode == b->inode && a->modified_ns == b->modified_ns && a->size_bytes == b->size_bytes;
}

static void
hash_bytes (GBytes *bytes, char sha256[65])
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  memcpy (sha256, hash, 65);
}

/*
 * ibid_files_read:
 * @max_bytes: refuse anything longer
 * @stamp: (out) (optional): what the file was
 *
 * Returns: (transfer full) (nullable): all of a regular file; errors as ibid_format_read_file()
 */
GBytes *
ibid_files_read (const char *path, gsize max_bytes, IbidFileStamp *stamp, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  IbidFileStamp local;

  /* the stamp is taken first: a change in between makes it old, which is noticed later */
  ibid_files_stat (path, &local);
  bytes = ibid_format_read_file (file, max_bytes, cancellable, error);
  if (bytes != NULL && stamp != NULL)
    {
      hash_bytes (bytes, local.sha256);
      *stamp = local;
    }
  return g_steal_pointer (&bytes);
}

/*
 * ibid_files_sync_folder:
 *
 * Makes renames inside a folder durable.
 */
gboolean
ibid_files_sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  /* some file systems cannot sync a folder, and need not */
  if (!ok && saved_errno != EINVAL && saved_errno != ENOTSUP)
    {
      ibid_files_set_error (error, saved_errno, path);
      return FALSE;
    }
  return TRUE;
}

/*
 * ibid_files_make_folder:
 *
 * Makes a folder and its parents, for this user only; one that is there is no error.
 */
gboolean
ibid_files_make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  ibid_files_set_error (error, errno, path);
  return FALSE;
}

static gboolean
write_all (int fd, const char *data, gsize size, const char *path, GError **error)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          ibid_files_set_error (error, n < 0 ? errno : ENOSPC, path);
          return FALSE;
        }
      data += n;
      size -= (gsize)n;
    }
  return TRUE;
}

/* Opens the one temporary file that belongs to @path and locks it, so that two programs do not
 * write at once. kill -9 leaves at most this one file, and gives up the lock. */
static int
open_locked (const char *temporary, GError **error)
{
  for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++)
    {
      int fd = open (temporary, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      struct stat ours, theirs;

      if (fd < 0)
        {
          ibid_files_set_error (error, errno, temporary);
          return -1;
        }
      if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        {
          close (fd);
          g_usleep (LOCK_PAUSE_US);
          continue;
        }
      /* whoever held the lock may have renamed the file into place meanwhile */
      if (fstat (fd, &ours) == 0 && stat (temporary, &theirs) == 0 && ours.st_ino == theirs.st_ino)
        return fd;
      close (fd);
    }
  g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_BUSY,
               _ ("Another program is writing %s and does not finish."), temporary);
  return -1;
}

/* Is what stands on the disk still what was read or written last? */
static gboolean
check_expected (const char *path, IbidFileStamp *expected, GError **error)
{
  IbidFileStamp now;

  if (!ibid_files_stat (path, &now) || ibid_files_same_stat (&now, expected))
    return TRUE;
  if (expected->sha256[0] != '\0' && now.size_bytes == expected->size_bytes)
    {
      g_autofree char *contents = NULL;
      g_autofree char *hash = NULL;
      gsize length;

      if (g_file_get_contents (path, &contents, &length, NULL))
        hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
      if (g_strcmp0 (hash, expected->sha256) == 0)
        return TRUE;
    }
  g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED,
               _ ("Another program changed %s meanwhile."), path);
  return FALSE;
}

static char *
dup_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *hidden = g_strdup_printf (".%s.new", name);

  return g_build_filename (folder, hidden, NULL);
}

/* Fills a temporary file that is open; @path is the file it is for. */
static gboolean
fill_locked (int fd, const char *path, GBytes *bytes, gboolean durable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (ftruncate (fd, 0) != 0)
    {
      ibid_files_set_error (error, errno, path);
      return FALSE;
    }
  if (!write_all (fd, data, size, path, error))
    return FALSE;
  if (durable && fsync (fd) != 0)
    {
      ibid_files_set_error (error, errno, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_locked (int fd, const char *temporary, const char *path, GBytes *bytes, gboolean durable,
              GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!fill_locked (fd, path, bytes, durable, error))
    return FALSE;
  if (rename (temporary, path) != 0)
    {
      ibid_files_set_error (error, errno, path);
      return FALSE;
    }
  return !durable || ibid_files_sync_folder (folder, error);
}

/*
 * ibid_files_write:
 * @bytes: what is to stand in the file
 * @expected: (inout) (nullable): what stood there when it was last looked at; afterwards what
 *   stands there now. %NULL replaces whatever there is.
 *
 * Replaces a file as a whole and durably: temporary file in the same folder, fsync, rename, fsync
 * of the folder. After a failure the earlier file is still there, untouched.
 *
 * Returns: %FALSE with an error of G_IO_ERROR, or IBID_STORE_ERROR_CHANGED if the file is not as
 *   @expected, or IBID_STORE_ERROR_BUSY
 */
gboolean
ibid_files_write (const char *path, GBytes *bytes, IbidFileStamp *expected, GError **error)
{
  g_autofree char *temporary = dup_temporary (path);
  int fd = open_locked (temporary, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = (expected == NULL || check_expected (path, expected, error)) &&
       write_locked (fd, temporary, path, bytes, TRUE, error);
  if (!ok)
    unlink (temporary);
  else if (expected != NULL)
    {
      struct stat st;

      memset (expected, 0, sizeof *expected);
      if (fstat (fd, &st) == 0)
        fill_stamp (&st, expected);
      hash_bytes (bytes, expected->sha256);
    }
  close (fd);
  return ok;
}

/* One file of several that take their places together. */
typedef struct
{
  char *temporary;
  int fd;
  gboolean in_place;
  gboolean exchanged; /* what stood there is at @temporary now */
} Replacement;

static void
replacement_clear (gpointer data)
{
  Replacement *self = data;

  if (self->fd >= 0)
    {
      /* what is left there: the new file that did not come into its place, or the old one that
       * went out of it */
      if (!self->in_place || self->exchanged)
        unlink (self->temporary);
      close (self->fd);
    }
  g_free (self->temporary);
}

/* Puts a temporary file into its place so that it can be taken out of it again: old and new are
 * exchanged in one step. Where a file system cannot do that the old one is replaced. */
static gboolean
put_into_place (Replacement *self, const char *path, GError **error)
{
  struct stat st;
  gboolean there = lstat (path, &st) == 0;

  if (there && S_ISDIR (st.st_mode))
    {
      ibid_files_set_error (error, EISDIR, path);
      return FALSE;
    }
  self->exchanged =
      there && renameat2 (AT_FDCWD, self->temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0;
  self->in_place = self->exchanged || rename (self->temporary, path) == 0;
  if (!self->in_place)
    ibid_files_set_error (error, errno, path);
  return self->in_place;
}

static void
take_out_of_place (Replacement *self, const char *path)
{
  if (self->exchanged)
    {
      if (rename (self->temporary, path) == 0)
        self->exchanged = FALSE;
    }
  else if (self->in_place)
    unlink (path);
}

static gboolean
put_all_into_place (GArray *replacements, const IbidFileContent *files, GError **error)
{
  for (guint i = 0; i < replacements->len; i++)
    {
      if (put_into_place (&g_array_index (replacements, Replacement, i), files[i].path, error))
        continue;
      while (i-- > 0)
        take_out_of_place (&g_array_index (replacements, Replacement, i), files[i].path);
      return FALSE;
    }
  return TRUE;
}

/*
 * ibid_files_write_all:
 * @files: (array length=n_files): paths, all different, and what is to stand in each
 *
 * Replaces several files that belong together, durably, or none of them: all are written beside
 * their places first, then they take them. After a failure each earlier file is there, untouched,
 * and where there was none there is none. Between the first rename and the last, microseconds, a
 * crash can leave new and old beside each other, each of them whole. On a file system that cannot
 * exchange two files in one step (not ext4, btrfs, xfs, tmpfs), a failure of a later rename, for
 * which the new file's folder has to have changed meanwhile, leaves the earlier ones replaced.
 *
 * Returns: %FALSE with an error of G_IO_ERROR or IBID_STORE_ERROR_BUSY
 */
gboolean
ibid_files_write_all (const IbidFileContent *files, guint n_files, GError **error)
{
  g_autoptr (GArray) replacements = g_array_new (FALSE, FALSE, sizeof (Replacement));

  g_array_set_clear_func (replacements, replacement_clear);
  for (guint i = 0; i < n_files; i++)
    {
      Replacement one = { .temporary = dup_temporary (files[i].path), .fd = -1 };

      one.fd = open_locked (one.temporary, error);
      g_array_append_val (replacements, one);
      if (one.fd < 0 || !fill_locked (one.fd, files[i].path, files[i].bytes, TRUE, error))
        return FALSE;
    }
  if (!put_all_into_place (replacements, files, error))
    return FALSE;
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *folder = g_path_get_dirname (files[i].path);

      if (!ibid_files_sync_folder (folder, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * ibid_files_write_quickly:
 *
 * Replaces a file as a whole, but does not wait for the disk: for caches and for what the user did
 * not confirm.
 */
gboolean
ibid_files_write_quickly (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = dup_temporary (path);
  int fd = open_locked (temporary, error);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = write_locked (fd, temporary, path, bytes, FALSE, error);
  if (!ok)
    unlink (temporary);
  close (fd);
  return ok;
}

static gboolean
copy_open (int from_fd, int to_fd, const char *from, const char *to, GCancellable *cancellable,
           GError **error)
{
  char buffer[65536];
  gssize n;

  while ((n = read (from_fd, buffer, sizeof buffer)) != 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          ibid_files_set_error (error, errno, from);
          return FALSE;
        }
      if (!write_all (to_fd, buffer, (gsize)n, to, error))
        return FALSE;
    }
  if (fsync (to_fd) == 0)
    return TRUE;
  ibid_files_set_error (error, errno, to);
  return FALSE;
}

static gboolean
rename_is_safe (const char *to)
{
  struct stat st;

  if (lstat (to, &st) != 0 || !S_ISLNK (st.st_mode))
    return TRUE;
  errno = ELOOP;
  return FALSE;
}

/* Fills a temporary file beside @to and renames it, so that @to is never there in part. */
static gboolean
copy_beside (int from_fd, const char *from, const char *to, GCancellable *cancellable,
             GError **error)
{
  g_autofree char *temporary = dup_temporary (to);
  int to_fd = open_locked (temporary, error);
  gboolean ok;

  if (to_fd < 0)
    return FALSE;
  ok = ftruncate (to_fd, 0) == 0 && rename_is_safe (to);
  if (!ok)
    ibid_files_set_error (error, errno, to);
  ok = ok && copy_open (from_fd, to_fd, from, to, cancellable, error);
  if (ok && rename (temporary, to) != 0)
    {
      ibid_files_set_error (error, errno, to);
      ok = FALSE;
    }
  if (!ok)
    unlink (temporary);
  close (to_fd);
  return ok;
}

/*
 * ibid_files_copy:
 * @max_bytes: refuse anything longer
 *
 * Copies a regular file, durably and as a whole: after a failure @to is as it was. Neither end may
 * be a symbolic link. Folders above @to are made.
 */
gboolean
ibid_files_copy (const char *from, const char *to, gsize max_bytes, GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  int from_fd = open (from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat st;
  gboolean ok = FALSE;

  if (from_fd < 0 || fstat (from_fd, &st) != 0)
    ibid_files_set_error (error, errno, from);
  else if (!S_ISREG (st.st_mode))
    ibid_files_set_error (error, EINVAL, from);
  else if ((guint64)st.st_size > max_bytes)
    ibid_files_set_error (error, EFBIG, from);
  else
    ok = ibid_files_make_folder (folder, error) &&
         copy_beside (from_fd, from, to, cancellable, error);
  if (from_fd >= 0)
    close (from_fd);
  return ok && ibid_files_sync_folder (folder, error);
}

/*
 * ibid_files_set_aside:
 * @reason: why, for people
 *
 * Renames a file that cannot be read to "NAME.unreadable-TIME" beside itself, and writes the
 * reason to "NAME.unreadable-TIME.reason.txt".
 *
 * Returns: (transfer full) (nullable): where it is now, or %NULL: it could not be moved
 */
char *
ibid_files_set_aside (const char *path, const char *reason, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *aside = g_strdup_printf ("%s.unreadable-%s", path, stamp);
  g_autofree char *note = NULL;
  g_autofree char *text = g_strdup_printf ("%s\n", reason);

  for (int i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.unreadable-%s-%d", path, stamp, i);
    }
  if (rename (path, aside) != 0)
    {
      ibid_files_set_error (error, errno, path);
      return NULL;
    }
  note = g_strconcat (aside, ".reason.txt", NULL);
  g_file_set_contents (note, text, -1, NULL);
  ibid_files_sync_folder (folder, NULL);
  return g_steal_pointer (&aside);
}

/*
 * ibid_files_remove_tree:
 *
 * Removes a folder that the store itself made, with all that is in it; follows no link.
 */
void
ibid_files_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      ibid_files_remove_tree (child);
    }
  g_remove (path);
}

/*
 * ibid_files_dup_slug:
 * @title: an article's title in any script
 *
 * Returns: (transfer full): small letters, digits and hyphens of ASCII; 1 to 48 bytes
 */
char *
ibid_files_dup_slug (const char *title)
{
  g_autofree char *roman = ibid_text_romanize (title != NULL ? title : "");
  GString *slug = g_string_new (NULL);

  for (const char *at = roman; *at != '\0' && slug->len < MAX_SLUG_BYTES; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (slug, g_ascii_tolower (*at));
      else if ((guchar)*at < 0x80 && *at != '\'' && slug->len > 0 &&
               slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "article");
  return g_string_free (slug, FALSE);
}

/*
 * ibid_files_dup_short_id:
 * @article_id: usually "urn:uuid:…"
 *
 * Returns: (transfer full): eight hexadecimal digits: the first of the UUID, or of the SHA-256 of
 *   any other id
 */
char *
ibid_files_dup_short_id (const char *article_id)
{
  const char *uuid = article_id;

  if (g_ascii_strncasecmp (article_id, "urn:uuid:", 9) == 0)
    uuid += 9;
  if (g_uuid_string_is_valid (uuid))
    return g_ascii_strdown (uuid, 8);
  else
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, article_id, -1);

      return g_strndup (hash, 8);
    }
}
