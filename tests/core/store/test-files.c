/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../obey-permissions.h"
#include "desk.h"

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_write (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "x", NULL);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GError) error = NULL;
  IbidFileStamp stamp = { 0 };

  g_assert_true (ibid_files_write (path, one, &stamp, &error));
  g_assert_no_error (error);
  assert_contents (path, "one");
  g_assert_cmpint (stamp.size_bytes, ==, 3);
  g_assert_true (ibid_files_write (path, two, &stamp, &error));
  assert_contents (path, "two");
  g_assert_cmpuint (count_files (desk.folder), ==, 1);

  /* somebody else was there */
  g_assert_true (g_file_set_contents (path, "another", -1, NULL));
  g_assert_false (ibid_files_write (path, one, &stamp, &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED);
  assert_contents (path, "another");
  g_clear_error (&error);
  /* … but wrote what we had written */
  g_assert_true (g_file_set_contents (path, "two", -1, NULL));
  g_assert_true (ibid_files_write (path, one, &stamp, &error));
  assert_contents (path, "one");
  /* a file that is gone can be written again, one that nobody expected cannot be replaced */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (ibid_files_write (path, one, &stamp, &error));
  stamp = (IbidFileStamp){ 0 };
  g_assert_false (ibid_files_write (path, two, &stamp, &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED);
  assert_contents (path, "one");
  desk_clear (&desk);
}

/* A disk that takes no more: the earlier file stays, and nothing half written lies about. */
static void
test_full (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = g_build_filename (desk.folder, "x", NULL);
  g_autofree char *large = g_build_filename (desk.folder, "large", NULL);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autoptr (GBytes) two = g_bytes_new_static (much, 100000);
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  IbidFileStamp stamp = { 0 };

  g_assert_true (ibid_files_write (path, one, &stamp, &error));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (ibid_files_write (path, two, &stamp, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
  assert_contents (path, "one");
  g_assert_cmpuint (count_files (desk.folder), ==, 1);
  g_clear_error (&error);
  g_assert_true (ibid_files_write (large, two, NULL, &error));
  /* nor is a copy there in part, nor the file away whose place it was to take */
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (ibid_files_copy (large, path, G_MAXINT, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_contents (path, "one");
  g_assert_cmpuint (count_files (desk.folder), ==, 2);
  g_clear_error (&error);
  g_assert_true (ibid_files_write (path, two, &stamp, &error));
  g_assert_no_error (error);
  desk_clear (&desk);
}

/* Files that belong together: either all are new, or none is. */
static void
test_write_all (void)
{
  Desk desk = desk_new ();
  g_autofree char *there = desk_write (&desk, "there", "earlier");
  g_autofree char *absent = g_build_filename (desk.folder, "absent", NULL);
  g_autofree char *other = desk_write (&desk, "other", "another");
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GError) error = NULL;
  IbidFileContent files[] = { { there, one }, { absent, two }, { other, one } };

  g_assert_true (ibid_files_write_all (files, 2, &error));
  g_assert_no_error (error);
  assert_contents (there, "one");
  assert_contents (absent, "two");
  g_assert_cmpuint (count_files (desk.folder), ==, 3);
  g_assert_true (ibid_files_write_all (files, 0, &error));

  /* the last cannot take its place: those before it leave theirs */
  g_assert_cmpint (g_unlink (other), ==, 0);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_cmpint (g_unlink (absent), ==, 0);
  files[0].bytes = two;
  g_assert_false (ibid_files_write_all (files, 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, other));
  assert_contents (there, "one");
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (desk.folder), ==, 2);
  desk_clear (&desk);
}

static void
test_write_all_full (void)
{
  Desk desk = desk_new ();
  g_autofree char *small = desk_write (&desk, "small", "earlier");
  g_autofree char *large = desk_write (&desk, "large", "earlier, too");
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static (much, 100000);
  g_autoptr (GError) error = NULL;
  const IbidFileContent files[] = { { small, one }, { large, two } };
  struct rlimit before, limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (ibid_files_write_all (files, 2, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, large));
  assert_contents (small, "earlier");
  assert_contents (large, "earlier, too");
  g_assert_cmpuint (count_files (desk.folder), ==, 2);
  desk_clear (&desk);
}

static void
test_write_all_denied (void)
{
  Desk desk = desk_new ();
  g_autofree char *open = desk_write (&desk, "open", "earlier");
  g_autofree char *shut = desk_write (&desk, "shut/x", "earlier");
  g_autofree char *folder = g_path_get_dirname (shut);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GError) error = NULL;
  const IbidFileContent files[] = { { open, one }, { shut, one } };

  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  if (g_access (folder, W_OK) == 0)
    g_test_skip ("this user may write everywhere");
  else
    {
      g_assert_false (ibid_files_write_all (files, 2, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
      assert_contents (open, "earlier");
      assert_contents (shut, "earlier");
      g_assert_cmpuint (count_files (desk.folder), ==, 2);
    }
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  desk_clear (&desk);
}

static void
test_no_folder (void)
{
  Desk desk = desk_new ();
  g_autofree char *file = desk_write (&desk, "file", "");
  g_autofree char *path = g_build_filename (file, "x", NULL);
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GError) error = NULL;

  g_assert_false (ibid_files_write (path, one, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  desk_clear (&desk);
}

static void
test_copy (void)
{
  Desk desk = desk_new ();
  g_autofree char *from = desk_write (&desk, "from", "contents");
  g_autofree char *to = g_build_filename (desk.folder, "a", "b", "to", NULL);
  g_autofree char *link = g_build_filename (desk.folder, "link", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ibid_files_copy (from, to, 8, NULL, &error));
  assert_contents (to, "contents");
  g_assert_false (ibid_files_copy (from, to, 7, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (symlink (from, link), ==, 0);
  g_assert_false (ibid_files_copy (link, to, 100, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_clear_error (&error);
  g_assert_false (ibid_files_copy (desk.folder, to, 100, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  desk_clear (&desk);
}

static void
test_set_aside (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write (&desk, "x.json", "{");
  g_autofree char *prefix = g_strconcat (path, ".unreadable-", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = ibid_files_set_aside (path, "It ends too soon.", &error);
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;
  g_autofree char *reason = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, prefix));
  assert_contents (first, "{");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  reason = g_strconcat (first, ".reason.txt", NULL);
  assert_contents (reason, "It ends too soon.\n");
  /* within the same second, too */
  again = desk_write (&desk, "x.json", "[");
  second = ibid_files_set_aside (again, "It is a list.", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  assert_contents (first, "{");
  assert_contents (second, "[");
  desk_clear (&desk);
}

static void
test_remove_tree (void)
{
  Desk desk = desk_new ();
  g_autofree char *kept = desk_write (&desk, "kept/x", "x");
  g_autofree char *gone = desk_write (&desk, "gone/a/b/x", "x");
  g_autofree char *tree = g_build_filename (desk.folder, "gone", NULL);
  g_autofree char *link = g_build_filename (tree, "link", NULL);
  g_autofree char *target = g_build_filename (desk.folder, "kept", NULL);

  g_assert_cmpint (symlink (target, link), ==, 0);
  ibid_files_remove_tree (tree);
  g_assert_false (g_file_test (tree, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  assert_contents (kept, "x");
  desk_clear (&desk);
}

static void
test_slug (void)
{
  static const struct
  {
    const char *title;
    const char *slug;
  } rows[] = {
    { "Kazakhstan’s digital turn", "kazakhstans-digital-turn" },
    { "  --  ", "article" },
    { "", "article" },
    { NULL, "article" },
    { "../../etc/passwd", "etc-passwd" },
    { "Ça va?", "ca-va" },
    { "🙂", "article" },
  };
  g_autofree char *long_title = g_strnfill (1000, 'a');
  g_autofree char *long_slug = ibid_files_dup_slug (long_title);
  g_autofree char *han = ibid_files_dup_slug ("数字丝绸之路");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *slug = ibid_files_dup_slug (rows[i].title);

      g_assert_cmpstr (slug, ==, rows[i].slug);
    }
  g_assert_cmpuint (strlen (long_slug), ==, 48);
  g_assert_true (g_str_is_ascii (han));
  g_assert_cmpstr (han, !=, "article");
}

static void
test_short_id (void)
{
  g_autofree char *uuid = ibid_files_dup_short_id (ARTICLE_ID);
  g_autofree char *other = ibid_files_dup_short_id ("something/else");

  g_assert_cmpstr (uuid, ==, "5f7e3f0e");
  g_assert_cmpuint (strlen (other), ==, 8);
}

int
main (int argc, char *argv[])
{
  obey_permissions ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/write", test_write);
  g_test_add_func ("/files/full", test_full);
  g_test_add_func ("/files/write-all", test_write_all);
  g_test_add_func ("/files/write-all-full", test_write_all_full);
  g_test_add_func ("/files/write-all-denied", test_write_all_denied);
  g_test_add_func ("/files/no-folder", test_no_folder);
  g_test_add_func ("/files/copy", test_copy);
  g_test_add_func ("/files/set-aside", test_set_aside);
  g_test_add_func ("/files/remove-tree", test_remove_tree);
  g_test_add_func ("/files/slug", test_slug);
  g_test_add_func ("/files/short-id", test_short_id);
  return g_test_run ();
}
