/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-provenance.h"
#include "workshop.h"

typedef struct
{
  const char *value;
  guint count;
} Expected;

static void
assert_mix (IbidArticle *article, IbidMixBy by, gboolean distinct, const Expected *expected,
            guint n_expected)
{
  GArray *parts = ibid_provenance_source_mix (article, by, distinct);

  g_assert_cmpuint (parts->len, ==, n_expected);
  for (guint i = 0; i < parts->len; i++)
    {
      g_assert_cmpstr (g_array_index (parts, IbidMixPart, i).value, ==, expected[i].value);
      g_assert_cmpuint (g_array_index (parts, IbidMixPart, i).count, ==, expected[i].count);
    }
  g_array_unref (parts);
}

#define assert_parts(article, by, distinct, ...)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const Expected parts_[] = { __VA_ARGS__ };                                                     \
    assert_mix (article, by, distinct, parts_, G_N_ELEMENTS (parts_));                             \
  }                                                                                                \
  G_STMT_END

/* six items: two of Xinhua's first, one each of its second, of the press, of nobody; one open */
static void
test_mix (void)
{
  IbidArticle *article = article_new ("2021-05-07");
  guint block = add_paragraph (article, "a b c d e f g");
  IbidOutlet *xinhua = add_outlet (article, "Xinhua", IBID_OUTLET_KIND_STATE_MEDIA, "CN");
  IbidOutlet *press = add_outlet (article, "Vlast", IBID_OUTLET_KIND_PRESS, "KZ");
  IbidOutlet *other = add_outlet (article, "Blog", IBID_OUTLET_KIND_UNCLASSIFIED, NULL);
  IbidSource *first = add_source (article, "s1", xinhua, "2021-01-22", NULL, NULL);
  IbidSource *second = add_source (article, "s2", xinhua, "2019", NULL, NULL);
  IbidSource *third = add_source (article, "s3", press, "XXXX-01-22", NULL, NULL);
  IbidSource *fourth = add_source (article, "s4", other, "2021-03", NULL, NULL);

  ibid_csl_set (ibid_source_get_csl (first), IBID_CSL_LANGUAGE, "zh-Hans");
  ibid_csl_set (ibid_source_get_csl (second), IBID_CSL_LANGUAGE, "zh");
  ibid_csl_set (ibid_source_get_csl (third), IBID_CSL_LANGUAGE, "ru");
  add_citation (article, find (article, block, "a"), first);
  add_citation (article, find (article, block, "b"), first);
  add_citation (article, find (article, block, "c"), second);
  add_citation (article, find (article, block, "d"), third);
  add_citation (article, find (article, block, "e"), fourth);
  add_citation (article, find (article, block, "f"), NULL);
  /* a credit is counted nowhere */
  add_citation_as (article, find (article, block, "g"), IBID_CITATION_FORM_PARENTHETICAL,
                   IBID_CITATION_ROLE_CREDIT, third);
  ibid_article_seal (article);

  assert_parts (article, IBID_MIX_BY_KIND, FALSE, { "state-media", 3 }, { "press", 1 }, { "", 2 });
  assert_parts (article, IBID_MIX_BY_KIND, TRUE, { "state-media", 2 }, { "press", 1 }, { "", 1 });
  assert_parts (article, IBID_MIX_BY_COUNTRY, FALSE, { "CN", 3 }, { "KZ", 1 }, { "", 2 });
  assert_parts (article, IBID_MIX_BY_LANGUAGE, FALSE, { "zh", 3 }, { "ru", 1 }, { "", 2 });
  assert_parts (article, IBID_MIX_BY_YEAR, FALSE, { "2019", 1 }, { "2021", 3 }, { "", 2 });
  assert_parts (article, IBID_MIX_BY_YEAR, TRUE, { "2019", 1 }, { "2021", 2 }, { "", 1 });

  g_assert_true (ibid_provenance_source_is_in_part (first, IBID_MIX_BY_LANGUAGE, "zh"));
  g_assert_false (ibid_provenance_source_is_in_part (first, IBID_MIX_BY_LANGUAGE, ""));
  g_assert_true (ibid_provenance_source_is_in_part (third, IBID_MIX_BY_YEAR, ""));
  g_assert_true (ibid_provenance_source_is_in_part (NULL, IBID_MIX_BY_KIND, ""));
  g_assert_finalize_object (article);
}

static void
test_empty (void)
{
  IbidArticle *article = article_new (NULL);

  ibid_article_seal (article);
  assert_mix (article, IBID_MIX_BY_KIND, FALSE, NULL, 0);
  g_assert_finalize_object (article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source-mix/mix", test_mix);
  g_test_add_func ("/source-mix/empty", test_empty);
  return g_test_run ();
}
