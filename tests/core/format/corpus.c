/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus.h"
#include <string.h>

#define MAX_ROUND_TRIP_BYTES (4 * 1024 * 1024)

static void
corpus_case_free (gpointer data)
{
  CorpusCase *corpus_case = data;

  g_free (corpus_case->name);
  g_free (corpus_case->expected);
  g_free (corpus_case->pointer);
  g_free (corpus_case);
}

static char *
build_path (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "tests", "corpus", folder, name, NULL);
}

/* one manifest line: words parted by blanks; # begins a comment */
static CorpusCase *
parse_line (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  const char *found[3] = { NULL };
  guint n_found = 0;
  CorpusCase *corpus_case;

  if (*line == '#')
    return NULL;
  for (guint i = 0; words[i] != NULL && n_found < G_N_ELEMENTS (found); i++)
    if (*words[i] != '\0')
      found[n_found++] = words[i];
  if (n_found < 2)
    return NULL;
  corpus_case = g_new0 (CorpusCase, 1);
  corpus_case->name = g_strdup (found[0]);
  corpus_case->expected = g_strdup (found[1]);
  if (g_strcmp0 (found[2], "(root)") == 0)
    corpus_case->pointer = g_strdup ("");
  else if (g_strcmp0 (found[2], "-") != 0)
    corpus_case->pointer = g_strdup (found[2]);
  return corpus_case;
}

void
corpus_add_cases (const char *manifest, void (*test) (gconstpointer corpus_case))
{
  g_autofree char *file_name = g_strconcat (manifest, ".tests", NULL);
  g_autofree char *path = build_path (file_name, NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      CorpusCase *corpus_case = parse_line (lines[i]);
      g_autofree char *test_path = NULL;

      if (corpus_case == NULL)
        continue;
      test_path = g_strdup_printf ("/format/%s/%s", manifest, corpus_case->name);
      g_test_add_data_func_full (test_path, corpus_case, (GTestDataFunc)test, corpus_case_free);
    }
}

GBytes *
corpus_read (const char *folder, const char *name)
{
  g_autofree char *path = build_path (folder, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

char *
corpus_describe_findings (GListStore *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      g_string_append_printf (text, "%s%s@%s", i > 0 ? "," : "", ibid_finding_get_code (finding),
                              ibid_finding_get_pointer (finding));
    }
  return g_string_free (text, FALSE);
}

void
corpus_assert_error (const GError *error, const CorpusCase *corpus_case)
{
  g_autofree char *pointer = NULL;

  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (IBID_FORMAT_ERROR));
  g_assert_cmpstr (ibid_format_error_nick ((IbidFormatError)error->code), ==,
                   corpus_case->expected);
  pointer = ibid_format_error_dup_pointer (error);
  g_assert_cmpstr (pointer, ==, corpus_case->pointer);
  g_assert_nonnull (strstr (error->message, corpus_case->name));
  if (pointer != NULL)
    g_assert_nonnull (strstr (error->message, pointer));
}

/* saves and loads until the bytes have to stay the same */
static void
assert_fixed_point (IbidArticle *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = ibid_article_save_bytes (article, &error);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (IbidArticle) again = NULL;

  g_assert_no_error (error);
  again = ibid_article_load_bytes (first, "again", NULL, &error);
  g_assert_no_error (error);
  second = ibid_article_save_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  g_assert_finalize_object (g_steal_pointer (&again));
}

void
corpus_assert_loads (GBytes *bytes, const CorpusCase *corpus_case)
{
  g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidArticle) article =
      ibid_article_load_bytes (bytes, corpus_case->name, findings, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = corpus_describe_findings (findings);
  g_assert_cmpstr (found, ==,
                   strcmp (corpus_case->expected, "clean") == 0 ? "" : corpus_case->expected);
  /* the largest of the limits are slow enough as it is */
  if (g_bytes_get_size (bytes) < MAX_ROUND_TRIP_BYTES)
    assert_fixed_point (article);
  g_assert_finalize_object (g_steal_pointer (&article));
}
