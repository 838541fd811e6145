/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-import-error.h"
#include "ibid-package.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/*
 * A fuzz target for packages: whatever the bytes, no crash, no warning, a package with an article
 * or an error with words, little time, and nothing left behind but what the package holds.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* small enough for many inputs in a second */
static const IbidPackageLimits limits = {
  .max_entries = 64,
  .max_entry_bytes = 1024 * 1024,
  .max_bytes = 4 * 1024 * 1024,
  .max_ratio = 200,
  .any_ratio_bytes = 256 * 1024,
};

/* Everything that was unpacked is a plain file or a folder, and called what it may be. */
static void
check_tree (const char *folder, const char *inside)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *inner =
          *inside != '\0' ? g_strconcat (inside, "/", name, NULL) : g_strdup (name);
      g_autofree char *problem = ibid_package_dup_name_problem (inner);

      g_assert_null (problem);
      g_assert_false (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_tree (path, inner);
      else
        g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
                       ibid_package_is_content (inner));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize)size, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidPackage) package =
      ibid_package_open_stream (stream, "fuzz", &limits, NULL, NULL, NULL, &error);
  g_autofree char *folder = NULL;

  if (package == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL) && *error->message != '\0');
      g_assert_cmpuint (strlen (error->message), <, 1000);
      return 0;
    }
  g_assert_no_error (error);
  folder = g_strdup (ibid_package_get_folder (package));
  check_tree (folder, "");
  g_clear_pointer (&package, ibid_package_unref);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  return 0;
}

#ifndef IBID_LIBFUZZER

#define WOUNDS_PER_FILE 400

/* turns bytes, cuts pieces out and doubles them */
static void
run_damaged (const char *content, gsize size, GRand *random)
{
  GString *damaged = g_string_new_len (content, (gssize)size);
  guint n = (guint)g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n && damaged->len > 0; i++)
    {
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)damaged->len);
      gsize from = (gsize)g_rand_int_range (random, 0, (gint32)damaged->len);
      gsize wanted = (gsize)g_rand_int_range (random, 1, 64); /* MIN() would ask twice */
      gsize length = MIN (wanted, damaged->len - from);
      g_autofree char *piece = g_memdup2 (damaged->str + from, length);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_string_erase (damaged, (gssize)from, (gssize)length);
          break;
        case 1:
          g_string_insert_len (damaged, (gssize)at, piece, (gssize)length);
          break;
        default:
          damaged->str[at] = (char)g_rand_int_range (random, 0, 256);
        }
    }
  LLVMFuzzerTestOneInput ((const guint8 *)damaged->str, damaged->len);
  g_string_free (damaged, TRUE);
}

static guint
run_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_files = 0;

  if (folder == NULL)
    g_error ("%s cannot be read", path);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      g_autoptr (GRand) random = g_rand_new_with_seed (g_str_hash (name));
      g_autofree char *content = NULL;
      gsize size;

      if (!g_file_get_contents (inner, &content, &size, NULL))
        g_error ("%s cannot be read", inner);
      LLVMFuzzerTestOneInput ((const guint8 *)content, size);
      for (guint i = 0; size > 0 && i < WOUNDS_PER_FILE; i++)
        run_damaged (content, size, random);
      n_files++;
    }
  return n_files;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += run_folder (argv[i]);
  printf ("%u packages, each whole and in %d damaged ways\n", n_files, WOUNDS_PER_FILE);
  return n_files > 0 ? 0 : 1;
}

#endif
