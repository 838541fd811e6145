/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-foreign-annotations.h"
#include <stdio.h>
#include <string.h>

/*
 * A fuzz target for the readers of other programs' annotations: whatever the bytes, no crash, no
 * warning, and what is read can be written as our own file and read again. As an ordinary test it
 * runs over the files that it is given, each whole and in damaged ways that a seed decides.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static IbidForeignAbout *
get_about (void)
{
  static IbidForeignAbout *about;
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (IbidReadingText) text = NULL;

  if (about != NULL)
    return about;
  article = ibid_article_new ("urn:uuid:1");
  g_assert_true (ibid_article_take_block (
      article, ibid_block_new ("b0", IBID_BLOCK_TYPE_PARAGRAPH, "The quick brown fox 😀 jumps.")));
  ibid_article_seal (article);
  text = ibid_reading_text_new (article);
  about = ibid_foreign_about_new (article, text);
  return about;
}

static void
save_and_load (IbidForeignAnnotations *found)
{
  g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new ();
  g_autoptr (IbidAnnotationSet) again = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < found->annotations->len; i++)
    g_ptr_array_add (set->annotations, g_object_ref (g_ptr_array_index (found->annotations, i)));
  saved = ibid_annotations_save_bytes (set, "urn:uuid:1", &error);
  g_assert_no_error (error);
  again = ibid_annotations_load_bytes (saved, "fuzz", "urn:uuid:1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->annotations->len, ==, set->annotations->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidForeignAnnotations) found =
      ibid_foreign_annotations_load_bytes (bytes, "fuzz", get_about (), &error);

  if (found != NULL)
    save_and_load (found);
  else
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  return 0;
}

#ifndef IBID_LIBFUZZER

#define CUTS_PER_FILE 40
#define WOUNDS_PER_FILE 400

static void
run_damaged (const char *content, gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  static const char *const splinters[] = { "\"",        "\"\"", "{",    "}",          "[",    "]",
                                           ",",         ";",    "\t",   "\r",         "\n",   ":",
                                           "null",      "-1",   "1e9",  "\\u",        "\xff", "\\",
                                           "0",         "é",    "<",    "&#x110000;", "[]",   "{}",
                                           "\"@type\"", "true", ".tag " };

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
run_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *content = NULL;
      gsize size;

      if (!g_file_get_contents (file, &content, &size, NULL))
        continue;
      LLVMFuzzerTestOneInput ((const guint8 *)content, size);
      if (size > 0 && size < 65536)
        run_damaged (content, size, g_str_hash (name));
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
  ibid_foreign_about_unref (get_about ());
  printf ("%u files, each whole and in %d damaged ways\n", n_files,
          CUTS_PER_FILE + WOUNDS_PER_FILE);
  return n_files > 0 ? 0 : 1;
}

#endif
