/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-provenance.h"
#include "workshop.h"

#define NUMBER IBID_STATEMENT_TRAIT_NUMBER
#define DATE IBID_STATEMENT_TRAIT_DATE

static void
test_traits (void)
{
  static const struct
  {
    const char *text;
    IbidStatementTraits traits;
  } rows[] = {
    { "Nothing is said here.", 0 },
    { "It cost 40 million dollars.", NUMBER },
    { "It cost $23.5bn.", NUMBER },
    { "It grew by 7%.", NUMBER },
    { "A hundred people came.", NUMBER },
    { "Seven per cent left.", NUMBER },
    { "One could say so.", 0 },
    { "They may march on.", 0 },
    { "It was signed in 2021.", DATE },
    { "It was signed on 22 January.", DATE },
    { "It was signed on January 22.", DATE },
    { "It was signed on Jan. 22, 2021.", DATE },
    { "It was signed on 7 May 2021.", DATE },
    { "It was signed on 2021-05-07.", DATE },
    { "It was signed in September.", DATE },
    { "In 2021 it cost 40 tenge.", NUMBER | DATE },
    { "In May, 40 left.", DATE },
    { "They chose 5G and COVID-19 for the G20.", 0 },
    { "Some 2010–2020 figures are missing.", DATE },
    { "It is 3 km away.", NUMBER },
    { "It is 12km away.", NUMBER },
    { "Подписано 22 января.", DATE },
    { "Это стоило 5 миллионов.", NUMBER },
    { "2021年签署。", DATE },
    { "投资40亿。", NUMBER },
    { "In the 1990s it was poor.", NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      IbidArticle *article = article_new (NULL);
      IbidSentenceIndex *index;
      GArray *statements;

      add_paragraph (article, rows[i].text);
      ibid_article_seal (article);
      index = ibid_sentence_index_new (article);
      statements = ibid_provenance_unsourced (index);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpuint (statements->len, ==, rows[i].traits != 0 ? 1 : 0);
      if (statements->len > 0)
        g_assert_cmpuint (g_array_index (statements, IbidStatement, 0).traits, ==, rows[i].traits);
      g_array_unref (statements);
      g_assert_finalize_object (index);
      g_assert_finalize_object (article);
    }
}

static void
assert_statements (IbidArticle *article, const char *const *expected)
{
  IbidSentenceIndex *index = ibid_sentence_index_new (article);
  GArray *statements = ibid_provenance_unsourced (index);

  for (guint i = 0; i < statements->len; i++)
    {
      g_assert_nonnull (expected[i]);
      assert_span_text (article, &g_array_index (statements, IbidStatement, i).span, expected[i]);
    }
  g_assert_null (expected[statements->len]);
  g_array_unref (statements);
  g_assert_finalize_object (index);
}

static void
test_sourced (void)
{
  IbidArticle *article = article_new (NULL);
  guint block =
      add_paragraph (article, "It cost 1 tenge. It cost 20 tenge. It cost 30 tenge (One). "
                              "It cost 40 tenge. It cost 50 tenge. (Two)");
  guint noted = add_paragraph (article, "It cost 60 tenge [1]. It cost 70 tenge [2].");
  guint caption;
  guint note, other_note;
  IbidSource *source = add_source (article, "s", NULL, NULL, "One", NULL);
  IbidCitation *citation = add_citation (article, find (article, block, "(One)"), source);
  IbidSpan claim = find (article, block, "It cost 20 tenge. It cost 30 tenge");
  IbidSpan place = find (article, noted, "[1]");

  add_block_of_type (article, IBID_BLOCK_TYPE_HEADING, "In 2021 it cost 80 tenge.");
  caption =
      add_block_of_type (article, IBID_BLOCK_TYPE_FIGURE, "In 2021 it cost 80 tenge (Photo).");
  add_block_of_type (article, IBID_BLOCK_TYPE_PREFORMATTED, "In 2021 it cost 80 tenge.");
  note = add_block_of_type (article, IBID_BLOCK_TYPE_NOTE, "See One, 12.");
  other_note = add_block_of_type (article, IBID_BLOCK_TYPE_NOTE, "Nobody counted.");
  ibid_citation_add_claim (citation, &claim);
  add_citation (article, find (article, block, "(Two)"), NULL);
  add_citation_as (article, find (article, caption, "(Photo)"), IBID_CITATION_FORM_PARENTHETICAL,
                   IBID_CITATION_ROLE_CREDIT, source);
  add_citation_as (article, find (article, note, "One, 12"), IBID_CITATION_FORM_NARRATIVE,
                   IBID_CITATION_ROLE_SUPPORT, source);
  ibid_article_take_note_reference (article, ibid_note_reference_new (note, &place));
  place = find (article, noted, "[2]");
  ibid_article_take_note_reference (article, ibid_note_reference_new (other_note, &place));
  ibid_article_seal (article);

  assert_statements (article, (const char *const[]){ "It cost 1 tenge.", "It cost 40 tenge.",
                                                     "It cost 70 tenge [2].", NULL });
  g_assert_finalize_object (article);
}

/* A name is a trait, but the digits in it are none, nor is the mark of a note. */
static void
test_names (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (article, "They adopted Kazakhstan 2050 again [12].");
  guint note = add_block_of_type (article, IBID_BLOCK_TYPE_NOTE, "So they say.");
  IbidEntity *entity = add_entity (article, "e", "Kazakhstan 2050");
  IbidSpan mark = find (article, block, "[12]");
  IbidSentenceIndex *index;
  GArray *statements;

  add_mention (article, entity, find (article, block, "Kazakhstan 2050"));
  ibid_article_take_note_reference (article, ibid_note_reference_new (note, &mark));
  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  statements = ibid_provenance_unsourced (index);
  g_assert_cmpuint (statements->len, ==, 1);
  g_assert_cmpuint (g_array_index (statements, IbidStatement, 0).traits, ==,
                    IBID_STATEMENT_TRAIT_ENTITY);
  g_array_unref (statements);
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unsourced/traits", test_traits);
  g_test_add_func ("/unsourced/sourced", test_sourced);
  g_test_add_func ("/unsourced/names", test_names);
  return g_test_run ();
}
