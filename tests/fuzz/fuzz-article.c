/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-annotation-format.h"
#include "ibid-overlay-format.h"
#include <stdio.h>
#include <string.h>

/*
 * A fuzz target for everything that reads a file: whatever the bytes, no crash, no warning, and
 * what loads can be saved, loaded again and saved to the same bytes.
 *
 * With clang and -fsanitize=fuzzer (see README.md) libFuzzer brings its own main(). Without it the
 * program runs over the files and folders it is given: each as it is, then cut and damaged in ways
 * that a seed decides, so that every run of the tests is the same.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
round_trip_article (IbidArticle *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = ibid_article_save_bytes (article, &error);
  g_autoptr (IbidArticle) again = NULL;
  g_autoptr (GBytes) second = NULL;

  /* unknown members may be one level deeper than they were, or the text longer: a clean refusal */
  if (first == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  again = ibid_article_load_bytes (first, "fuzz", NULL, &error);
  g_assert_no_error (error);
  second = ibid_article_save_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

static void
round_trip_overlay (IbidOverlay *overlay)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = ibid_overlay_save_bytes (overlay, "urn:uuid:1", &error);
  g_autoptr (IbidOverlay) again = NULL;
  g_autoptr (GBytes) second = NULL;

  if (first == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  again = ibid_overlay_load_bytes (first, "fuzz", &error);
  g_assert_no_error (error);
  second = ibid_overlay_save_bytes (again, "urn:uuid:1", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

static void
round_trip_annotations (IbidAnnotationSet *set)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = ibid_annotations_save_bytes (set, "urn:uuid:1", &error);
  g_autoptr (IbidAnnotationSet) again = NULL;
  g_autoptr (GBytes) second = NULL;

  if (first == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  again = ibid_annotations_load_bytes (first, "fuzz", "urn:uuid:1", &error);
  g_assert_no_error (error);
  second = ibid_annotations_save_bytes (again, "urn:uuid:1", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

/* an error has a message and a pointer that begins as pointers do */
static void
check_error (const GError *error)
{
  g_autofree char *pointer = ibid_format_error_dup_pointer (error);

  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (pointer == NULL || *pointer == '\0' || *pointer == '/');
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) overlay_error = NULL;
  g_autoptr (GError) annotations_error = NULL;
  g_autoptr (IbidArticle) article = ibid_article_load_bytes (bytes, "fuzz", findings, &error);
  g_autoptr (IbidOverlay) overlay = ibid_overlay_load_bytes (bytes, "fuzz", &overlay_error);
  g_autoptr (IbidAnnotationSet) set =
      ibid_annotations_load_bytes (bytes, "fuzz", "urn:uuid:1", &annotations_error);

  if (article != NULL)
    round_trip_article (article);
  else
    check_error (error);
  if (overlay != NULL)
    round_trip_overlay (overlay);
  else
    check_error (overlay_error);
  if (set != NULL)
    round_trip_annotations (set);
  else
    check_error (annotations_error);
  return 0;
}

#ifndef IBID_LIBFUZZER

#define CUTS_PER_FILE 8
#define WOUNDS_PER_FILE 24

static void
run_damaged (const char *content, gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const char *const splinters[] = { "\"", "{",   "}",   "[",    "]",  ",", ":", "null",
                                           "-1", "1e9", "\\u", "\xff", "\\", "0", "é" };

  for (guint i = 0; i < CUTS_PER_FILE; i++)
    LLVMFuzzerTestOneInput ((const guint8 *)content,
                            (gsize)g_rand_int_range (rand, 0, (gint32)size));
  for (guint i = 0; i < WOUNDS_PER_FILE; i++)
    {
      const char *splinter = splinters[g_rand_int_range (rand, 0, G_N_ELEMENTS (splinters))];
      gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)size);
      gsize gap = (gsize)g_rand_int_range (rand, 0, 12);
      GString *damaged = g_string_new_len (content, (gssize)size);

      g_string_erase (damaged, (gssize)at, (gssize)MIN (gap, size - at));
      g_string_insert (damaged, (gssize)at, splinter);
      LLVMFuzzerTestOneInput ((const guint8 *)damaged->str, damaged->len);
      g_string_free (damaged, TRUE);
    }
}

static guint
run_path (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *base_name = g_path_get_basename (path);
  g_autofree char *content = NULL;
  const char *name;
  gsize size;
  guint n_files = 0;

  if (folder != NULL)
    {
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          n_files += run_path (inner);
        }
      return n_files;
    }
  if (!g_file_get_contents (path, &content, &size, NULL))
    g_error ("%s cannot be read", path);
  LLVMFuzzerTestOneInput ((const guint8 *)content, size);
  if (size > 0 && size < 65536)
    run_damaged (content, size, g_str_hash (base_name));
  return 1;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += run_path (argv[i]);
  printf ("%u files, each whole and in %d damaged ways\n", n_files,
          CUTS_PER_FILE + WOUNDS_PER_FILE);
  return n_files > 0 ? 0 : 1;
}

#endif
