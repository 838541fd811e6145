/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk.h"
#include "ibid-citekeys.h"
#include <string.h>

static void
date (IbidSource *source, const char *edtf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidPartialDate) issued = ibid_partial_date_new_from_edtf (edtf, &error);

  g_assert_no_error (error);
  ibid_source_set_issued_edtf (source, issued);
}

static void
author (IbidSource *source, const char *family, const char *literal)
{
  ibid_csl_add_author (ibid_source_get_csl (source), family, NULL, literal, NULL);
}

static void
assert_key (GHashTable *keys, IbidSource *source, const char *expected)
{
  g_assert_cmpstr (g_hash_table_lookup (keys, source), ==, expected);
}

static void
test_what_they_are_made_of (void)
{
  static const struct
  {
    const char *family;
    const char *literal;
    const char *outlet;
    const char *edtf;
    const char *key;
  } cases[] = {
    { "Sukhankin", NULL, "times", "2021-05-13", "sukhankin-2021-05-13" },
    { NULL, "World Bank", "times", "2021", "world-bank-2021" },
    { NULL, NULL, "times", "2020-06-18", "astana-times-2020-06-18" },
    { NULL, NULL, "times", NULL, "astana-times-nd" },
    { NULL, NULL, NULL, NULL, "source-nd" },
    { NULL, NULL, "times", "XXXX-01-22", "astana-times-xxxx-01-22" },
    { NULL, NULL, "times", "2021-01~", "astana-times-2021-01" },
    { NULL, NULL, "times", "2026-03-04/2026-03-05", "astana-times-2026-03-04" },
    { "Назарбаев", NULL, NULL, "2019", "nazarbaev-2019" },
    { "Müller-Lüdenscheidt", NULL, NULL, "2019", "muller-ludenscheidt-2019" },
    { "{O'Neill} % \\ # \"", NULL, NULL, "2019", "o-neill-2019" },
    { NULL, "🙂", NULL, "2019", "source-2019" },
    { NULL, "The Ministry of Digital Development", NULL, "2019", "the-ministry-of-digital-2019" },
  };
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (GHashTable) keys = NULL;
  IbidSource *sources[G_N_ELEMENTS (cases)];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sources[i] = desk_add_source (article, "webpage", cases[i].outlet);
      if (cases[i].family != NULL || cases[i].literal != NULL)
        author (sources[i], cases[i].family, cases[i].literal);
      if (cases[i].edtf != NULL)
        date (sources[i], cases[i].edtf);
    }
  keys = ibid_citekeys_new (ibid_article_get_sources (article));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_key (keys, sources[i], cases[i].key);
}

/* The third is called what the numbered second would be: no two are equal all the same. */
static void
test_unique (void)
{
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (GHashTable) keys = NULL;
  IbidSource *sources[4];

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    sources[i] = desk_add_source (article, "webpage", NULL);
  author (sources[0], "Li", NULL);
  author (sources[1], "Li", NULL);
  author (sources[2], "Li nd", NULL);
  author (sources[3], "Li", NULL);
  keys = ibid_citekeys_new (ibid_article_get_sources (article));
  assert_key (keys, sources[0], "li-nd");
  assert_key (keys, sources[1], "li-nd-2");
  assert_key (keys, sources[2], "li-nd-nd");
  assert_key (keys, sources[3], "li-nd-3");
}

static void
test_many_are_quick (void)
{
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < 20000; i++)
    desk_add_source (article, "webpage", "times");
  keys = ibid_citekeys_new (ibid_article_get_sources (article));
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, NULL, &key))
    g_assert_true (g_hash_table_add (seen, key));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citekeys/what-they-are-made-of", test_what_they_are_made_of);
  g_test_add_func ("/citekeys/unique", test_unique);
  g_test_add_func ("/citekeys/many", test_many_are_quick);
  return g_test_run ();
}
