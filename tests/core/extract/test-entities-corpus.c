/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "marked.h"

/* Whole texts of our own, marked by hand, one a genre: how many mentions are found exactly, how
 * many of those have the right kind. The test tells what is missed. */

#define LEAST_F1 0.90
#define LEAST_KINDS 0.88

typedef struct
{
  guint n_right;
  guint n_right_kind;
  guint n_found;
  guint n_wanted;
} Score;

/* the marks of a text: “line:place:mention” → kind */
static GHashTable *
read_marks (const char *marked)
{
  GHashTable *marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint place = 0;

  for (const char *p = marked; *p != '\0'; p++)
    {
      const char *bar;
      const char *end;

      if (*p != '[')
        {
          place++;
          continue;
        }
      bar = strchr (p, '|');
      end = strchr (p, ']');
      g_assert_true (bar != NULL && end != NULL && bar < end);
      g_hash_table_insert (marks, g_strdup_printf ("%u:%.*s", place, (int)(bar - p - 1), p + 1),
                           g_strndup (bar + 1, (gsize)(end - bar - 1)));
      place += (guint)(bar - p - 1);
      p = end;
    }
  return marks;
}

static void
add_score (Score *score, const char *wanted, const char *got)
{
  g_autoptr (GHashTable) gold = read_marks (wanted);
  g_autoptr (GHashTable) found = read_marks (got);
  GHashTableIter iter;
  gpointer mention = NULL;
  gpointer kind = NULL;

  score->n_wanted += g_hash_table_size (gold);
  score->n_found += g_hash_table_size (found);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &mention, &kind))
    {
      const char *right = g_hash_table_lookup (gold, mention);

      if (right == NULL)
        {
          g_test_message ("not marked: %s", (char *)mention);
          continue;
        }
      score->n_right++;
      score->n_right_kind += strcmp (right, kind) == 0;
      if (strcmp (right, kind) != 0)
        g_test_message ("%s is %s, not %s", (char *)mention, right, (char *)kind);
    }
}

static void
test_text (gconstpointer data)
{
  g_autofree char *file = g_strdup_printf ("entities-%s.txt", (const char *)data);
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "corpus", "extract", file, NULL);
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GError) error = NULL;
  Score score = { 0 };
  double f1;
  double kinds;

  g_file_get_contents (path, &wanted, NULL, &error);
  g_assert_no_error (error);
  article = marked_extract (wanted, NULL);
  got = marked_write (article, FALSE);
  add_score (&score, wanted, got);
  f1 = 2.0 * score.n_right / (score.n_found + score.n_wanted);
  kinds = (double)score.n_right_kind / score.n_right;
  g_test_message ("F1 %.3f, kinds %.3f, %u mentions", f1, kinds, score.n_wanted);
  g_assert_cmpfloat (f1, >=, LEAST_F1);
  g_assert_cmpfloat (kinds, >=, LEAST_KINDS);
}

int
main (int argc, char **argv)
{
  static const char *const texts[] = { "caucasus",     "cyber",   "gulf",       "hong-kong",
                                       "nationalists", "surveys", "translation" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/extract/entities/corpus/%s", texts[i]);

      g_test_add_data_func (path, texts[i], test_text);
    }
  return g_test_run ();
}
