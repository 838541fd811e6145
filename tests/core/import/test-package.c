/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ibid-import-error.h"
#include "ibid-package.h"

/* Packages at their limits and over them; what else is wrong with packages is in
 * tests/cli/test-package.py. */

#define MAX_ZIP_BYTES (8 * 1024 * 1024)

typedef struct
{
  struct archive *archive;
  guint8 *bytes;
  size_t *n_bytes; /* libarchive writes it at the end */
} Zip;

static void
zip_add (Zip *zip, const char *name, const char *data, gsize n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (gint64)n_bytes);
  g_assert_cmpint (archive_write_header (zip->archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (zip->archive, data, n_bytes), ==, (gssize)n_bytes);
  archive_entry_free (entry);
}

/* A package of an article of two bytes. */
static Zip
zip_new (gboolean compress)
{
  Zip zip = { archive_write_new (), g_malloc (MAX_ZIP_BYTES), g_new0 (size_t, 1) };

  archive_write_set_format_zip (zip.archive);
  if (!compress)
    archive_write_zip_set_compression_store (zip.archive);
  archive_write_set_bytes_in_last_block (zip.archive, 1);
  archive_write_open_memory (zip.archive, zip.bytes, MAX_ZIP_BYTES, zip.n_bytes);
  zip_add (&zip, "article.ibid.json", "{}", 2);
  return zip;
}

static GInputStream *
zip_close (Zip *zip)
{
  gssize n_bytes;

  g_assert_cmpint (archive_write_close (zip->archive), ==, ARCHIVE_OK);
  archive_write_free (zip->archive);
  n_bytes = (gssize)*zip->n_bytes;
  g_free (zip->n_bytes);
  return g_memory_input_stream_new_from_data (zip->bytes, n_bytes, g_free);
}

static guint
count_leftovers (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_opens (Zip *zip, const IbidPackageLimits *limits)
{
  g_autoptr (GInputStream) stream = zip_close (zip);
  g_autoptr (GError) error = NULL;
  IbidPackage *package =
      ibid_package_open_stream (stream, "a.ibid", limits, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ibid_package_get_name (package), ==, "a.ibid");
  g_assert_cmpuint (count_leftovers (), ==, 1);
  ibid_package_unref (package);
  g_assert_cmpuint (count_leftovers (), ==, 0);
}

static void
assert_refused (Zip *zip, const IbidPackageLimits *limits, int code)
{
  g_autoptr (GInputStream) stream = zip_close (zip);
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_package_open_stream (stream, "a.ibid", limits, NULL, NULL, NULL, &error));
  g_assert_error (error, IBID_IMPORT_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, "a.ibid"));
  g_assert_cmpuint (count_leftovers (), ==, 0);
}

static void
test_entries (void)
{
  for (guint over = 0; over < 2; over++)
    {
      Zip zip = zip_new (FALSE);

      for (guint i = 0; i < IBID_PACKAGE_MAX_ENTRIES - 1 + over; i++)
        {
          g_autofree char *name = g_strdup_printf ("other/%u", i);

          zip_add (&zip, name, "", 0);
        }
      if (over == 0)
        assert_opens (&zip, NULL);
      else
        assert_refused (&zip, NULL, IBID_IMPORT_ERROR_TOO_LARGE);
    }
}

/* The sizes that hold are too large to be reached here; these are what they are made of. */
static void
test_bytes (void)
{
  g_autofree char *data = g_strnfill (100000, 'x');
  IbidPackageLimits limits = ibid_package_limits;

  g_assert_cmpuint (limits.max_entry_bytes, ==, IBID_PACKAGE_MAX_ENTRY_BYTES);
  g_assert_cmpuint (limits.max_bytes, ==, IBID_PACKAGE_MAX_BYTES);
  for (gsize over = 0; over < 2; over++)
    {
      Zip one = zip_new (TRUE);
      Zip all = zip_new (TRUE);

      limits.max_entry_bytes = 1000;
      zip_add (&one, "assets/a.svg", data, 1000 + over);
      if (over == 0)
        assert_opens (&one, &limits);
      else
        assert_refused (&one, &limits, IBID_IMPORT_ERROR_TOO_LARGE);

      limits.max_entry_bytes = IBID_PACKAGE_MAX_ENTRY_BYTES;
      limits.max_bytes = 150002;
      zip_add (&all, "assets/a.svg", data, 100000);
      zip_add (&all, "assets/b.svg", data, 50000 + over);
      if (over == 0)
        assert_opens (&all, &limits);
      else
        assert_refused (&all, &limits, IBID_IMPORT_ERROR_TOO_LARGE);
      limits.max_bytes = IBID_PACKAGE_MAX_BYTES;
    }
}

/* A bomb is one by what it becomes; what is small may become what it likes. */
static void
test_ratio (void)
{
  g_autofree char *data = g_strnfill (2 * 1024 * 1024, 'x');
  IbidPackageLimits limits = ibid_package_limits;
  Zip harmless = zip_new (TRUE);
  Zip bomb = zip_new (TRUE);
  Zip stored = zip_new (FALSE);

  zip_add (&harmless, "assets/a.svg", data, 2 * 1024 * 1024);
  assert_opens (&harmless, &limits);
  limits.any_ratio_bytes = 1024 * 1024;
  zip_add (&bomb, "assets/a.svg", data, 2 * 1024 * 1024);
  assert_refused (&bomb, &limits, IBID_IMPORT_ERROR_TOO_LARGE);
  zip_add (&stored, "assets/a.svg", data, 2 * 1024 * 1024);
  assert_opens (&stored, &limits);
}

static void
test_names (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autofree char *part = g_strnfill (IBID_PACKAGE_MAX_PART_BYTES + over, 'x');
      g_autofree char *long_name = g_strconcat ("assets/", part, NULL);
      GString *deep_name = g_string_new ("assets");
      Zip with_long = zip_new (FALSE);
      Zip with_deep = zip_new (FALSE);

      for (guint i = 1; i < IBID_PACKAGE_MAX_DEPTH + over; i++)
        g_string_append (deep_name, "/x");
      zip_add (&with_long, long_name, "", 0);
      zip_add (&with_deep, deep_name->str, "", 0);
      if (over == 0)
        {
          assert_opens (&with_long, NULL);
          assert_opens (&with_deep, NULL);
        }
      else
        {
          assert_refused (&with_long, NULL, IBID_IMPORT_ERROR_FORMAT);
          assert_refused (&with_deep, NULL, IBID_IMPORT_ERROR_FORMAT);
        }
      g_string_free (deep_name, TRUE);
    }
}

static void
count_progress (double fraction, gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
cancel_cb (double fraction, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* It is told how far it is, and stopping it in the middle leaves nothing. */
static void
test_progress (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint stopped = 0; stopped < 2; stopped++)
    {
      g_autofree char *data = g_strnfill (500000, 'x');
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (IbidPackage) package = NULL;
      Zip zip = zip_new (FALSE);
      double last = 0;

      zip_add (&zip, "assets/a.svg", data, 500000);
      stream = zip_close (&zip);
      package =
          ibid_package_open_stream (stream, "a.ibid", NULL, stopped ? cancel_cb : count_progress,
                                    stopped ? (gpointer)cancellable : &last, cancellable, &error);
      if (stopped)
        {
          g_assert_null (package);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpuint (count_leftovers (), ==, 0);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpfloat (last, >, 0.9);
        }
    }
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Off the main thread, from a file; a folder is none. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "a.ibid", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (GError) error = NULL;
  Zip zip = zip_new (TRUE);
  g_autoptr (GInputStream) stream = zip_close (&zip);

  g_assert_true (g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, NULL, NULL));
  g_assert_true (g_file_set_contents (path, (const char *)zip.bytes,
                                      (gssize)g_seekable_tell (G_SEEKABLE (stream)), NULL));
  g_assert_true (ibid_package_is_one (file));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (IbidPackage) package = NULL;

      ibid_package_open_async (i == 0 ? file : folder, NULL, keep_result_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      package = ibid_package_open_finish (result, i == 0 ? NULL : &error);
      g_assert_true ((package != NULL) == (i == 0));
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  const char *parent = g_getenv ("TMPDIR");
  g_autofree char *folder =
      g_build_filename (parent != NULL ? parent : "/tmp", "ibid-test-XXXXXX", NULL);
  int status;

  /* before GLib looks where it is: what is left behind is seen */
  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/package/entries", test_entries);
  g_test_add_func ("/package/bytes", test_bytes);
  g_test_add_func ("/package/ratio", test_ratio);
  g_test_add_func ("/package/names", test_names);
  g_test_add_func ("/package/progress", test_progress);
  g_test_add_func ("/package/file", test_file);
  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
