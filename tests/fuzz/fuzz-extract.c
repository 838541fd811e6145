/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include "ibid-article-format.h"
#include "ibid-import.h"
#include "ibid-outlet-gazetteer.h"

/*
 * A fuzz target for the import of plain text and for what is found in it: whatever the bytes, there
 * is a clear error or an article that the loader takes without an error, with a date and without.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static IbidOutletGazetteer *
get_outlets (void)
{
  static IbidOutletGazetteer *outlets;

  if (outlets == NULL)
    outlets = ibid_outlet_gazetteer_new (NULL);
  return outlets;
}

static void
check_saved (IbidArticle *article)
{
  g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ibid_article_save_bytes (article, &error);
  g_autoptr (IbidArticle) loaded = NULL;

  g_assert_no_error (error);
  loaded = ibid_article_load_bytes (bytes, "fuzz", findings, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      g_assert_cmpint (ibid_finding_get_severity (finding), !=, IBID_SEVERITY_ERROR);
    }
}

static void
build (IbidDraft *draft)
{
  const IbidExtractOptions known = { .outlets = get_outlets () };
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidArticle) article = ibid_draft_build (draft, &known, NULL, &error);

  g_assert_no_error (error);
  check_saved (article);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDraft) draft =
      ibid_import_read (ibid_import_find_format ("text"),
                        &(IbidImportInput){ .bytes = bytes, .name = "fuzz.txt" }, NULL, &error);
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2099, 12, 31);

  g_assert_true ((draft == NULL) == (error != NULL));
  if (draft == NULL)
    {
      g_assert_true (error->domain == IBID_IMPORT_ERROR);
      return 0;
    }
  ibid_draft_set_published (draft, NULL);
  build (draft);
  ibid_draft_set_published (draft, date);
  build (draft);
  return 0;
}

#ifndef IBID_LIBFUZZER

#define INPUTS_PER_FILE 40
#define LONGEST 4000

static void
run_damaged (const char *content, gsize size, GRand *random)
{
  gsize from = (gsize)g_rand_int_range (random, 0, (gint32)size);
  gsize wanted = (gsize)g_rand_int_range (random, 1, LONGEST);
  g_autoptr (GString) input = g_string_new_len (content + from, (gssize)MIN (size - from, wanted));
  guint n_changes = (guint)g_rand_int_range (random, 0, 20);

  for (guint i = 0; i < n_changes && input->len > 0; i++)
    {
      static const char bytes[] = "()[];,.\"\n \t1290-/@:\xE2\x80\x9C\xFF";
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)input->len);

      if (g_rand_boolean (random))
        g_string_erase (input, (gssize)at, (gssize)MIN (input->len - at, 1 + i));
      else
        g_string_insert_c (input, (gssize)at,
                           bytes[g_rand_int_range (random, 0, sizeof bytes - 1)]);
    }
  LLVMFuzzerTestOneInput ((const guint8 *)input->str, input->len);
}

static guint
run_path (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *base_name = g_path_get_basename (path);
  g_autoptr (GRand) random = g_rand_new_with_seed (g_str_hash (base_name));
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
  if (size == 0)
    return 0;
  for (guint i = 0; i < INPUTS_PER_FILE; i++)
    run_damaged (content, size, random);
  return 1;
}

int
main (int argc, char **argv)
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    n_files += run_path (argv[i]);
  printf ("%u files, %d texts of each\n", n_files, INPUTS_PER_FILE);
  return n_files > 0 ? 0 : 1;
}

#endif
