/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-sentence-index.h"
#include "workshop.h"

static void
assert_sentences (IbidSentenceIndex *index, guint block, const char *const *expected)
{
  IbidArticle *article = ibid_sentence_index_get_article (index);
  guint n_sentences;
  const IbidSpan *sentences = ibid_sentence_index_get_sentences (index, block, &n_sentences);

  for (guint i = 0; i < n_sentences; i++)
    {
      g_assert_nonnull (expected[i]);
      assert_span_text (article, &sentences[i], expected[i]);
    }
  g_assert_null (expected[n_sentences]);
}

static void
test_prose (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (article, "  Trade grew. It fell again!  Why? ");
  IbidSentenceIndex *index;
  IbidSpan sentence;

  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  assert_sentences (index, block,
                    (const char *const[]){ "Trade grew.", "It fell again!", "Why?", NULL });
  ibid_sentence_index_find (index, block, 0, &sentence);
  assert_span_text (article, &sentence, "Trade grew.");
  ibid_sentence_index_find (index, block, 13, &sentence);
  assert_span_text (article, &sentence, "Trade grew.");
  ibid_sentence_index_find (index, block, 14, &sentence);
  assert_span_text (article, &sentence, "It fell again!");
  ibid_sentence_index_find (index, block, 10000, &sentence);
  assert_span_text (article, &sentence, "Why?");
  ibid_sentence_index_find (index, 7, 0, &sentence);
  g_assert_true (ibid_span_is_empty (&sentence));
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

static void
test_kinds_of_block (void)
{
  IbidArticle *article = article_new (NULL);
  guint heading = add_block_of_type (article, IBID_BLOCK_TYPE_HEADING, "What now? A turn. East");
  guint code = add_block_of_type (article, IBID_BLOCK_TYPE_PREFORMATTED, "a. B\n\nc. D");
  guint rule = add_block_of_type (article, IBID_BLOCK_TYPE_SEPARATOR, "");
  guint caption = add_block_of_type (article, IBID_BLOCK_TYPE_FIGURE, "The port. Photo: Akorda");
  guint table = ibid_article_get_n_blocks (article);
  IbidBlock *block =
      ibid_block_new ("t", IBID_BLOCK_TYPE_TABLE, "Year\tTrade\n2020\tIt fell. Much");
  const IbidTableCell cells[] = { { 0, 0, 4, TRUE, 1, 1, NULL },
                                  { 0, 5, 10, TRUE, 1, 1, NULL },
                                  { 1, 11, 15, FALSE, 1, 1, NULL },
                                  { 1, 16, 29, FALSE, 1, 1, NULL } };
  IbidSentenceIndex *index;
  IbidSpan sentence;

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    ibid_block_add_cell (block, &cells[i]);
  g_assert_true (ibid_article_take_block (article, block));
  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  assert_sentences (index, heading, (const char *const[]){ "What now? A turn. East", NULL });
  assert_sentences (index, code, (const char *const[]){ "a. B", "c. D", NULL });
  assert_sentences (index, rule, (const char *const[]){ NULL });
  ibid_sentence_index_find (index, rule, 0, &sentence);
  g_assert_true (ibid_span_is_empty (&sentence));
  assert_sentences (index, caption, (const char *const[]){ "The port.", "Photo: Akorda", NULL });
  assert_sentences (index, table,
                    (const char *const[]){ "Year", "Trade", "2020", "It fell.", "Much", NULL });
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

/* A citation behind a stop belongs to the sentence before it, unless it is the subject of the next
 * one; and no citation falls apart. */
static void
test_citations (void)
{
  IbidArticle *article = article_new (NULL);
  guint behind = add_paragraph (article, "Trade grew. (Xinhua, January 22) Then it fell.");
  guint last = add_paragraph (article, "Trade grew. (Xinhua, January 22).");
  guint subject = add_paragraph (article, "Trade grew. Xinhua (January 22) says it fell.");
  guint apart = add_paragraph (article, "Trade (See Xinhua. It knows. And TASS) grew. So.");
  guint alone = add_paragraph (article, "(Xinhua) is a name. Indeed.");
  guint mark = add_paragraph (article, "Trade grew. [1] Then it fell.");
  IbidSentenceIndex *index;
  IbidSpan sentence;

  add_citation (article, find (article, behind, "(Xinhua, January 22)"), NULL);
  add_citation (article, find (article, last, "(Xinhua, January 22)"), NULL);
  add_citation_as (article, find (article, subject, "Xinhua (January 22)"),
                   IBID_CITATION_FORM_NARRATIVE, IBID_CITATION_ROLE_SUPPORT, NULL);
  add_citation (article, find (article, apart, "(See Xinhua. It knows. And TASS)"), NULL);
  add_citation (article, find (article, alone, "(Xinhua)"), NULL);
  add_citation_as (article, find (article, mark, "[1]"), IBID_CITATION_FORM_NOTE,
                   IBID_CITATION_ROLE_SUPPORT, NULL);
  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  assert_sentences (
      index, behind,
      (const char *const[]){ "Trade grew. (Xinhua, January 22)", "Then it fell.", NULL });
  assert_sentences (index, last,
                    (const char *const[]){ "Trade grew. (Xinhua, January 22).", NULL });
  assert_sentences (
      index, subject,
      (const char *const[]){ "Trade grew.", "Xinhua (January 22) says it fell.", NULL });
  assert_sentences (
      index, apart,
      (const char *const[]){ "Trade (See Xinhua. It knows. And TASS) grew.", "So.", NULL });
  assert_sentences (index, alone, (const char *const[]){ "(Xinhua) is a name.", "Indeed.", NULL });
  assert_sentences (index, mark, (const char *const[]){ "Trade grew. [1]", "Then it fell.", NULL });
  sentence = find (article, behind, "Xinhua");
  ibid_sentence_index_find (index, behind, sentence.start, &sentence);
  assert_span_text (article, &sentence, "Trade grew. (Xinhua, January 22)");
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

static void
test_other_scripts (void)
{
  IbidArticle *article = article_new (NULL);
  guint han = add_paragraph (article, "贸易增长了。随后又下降了。");
  guint astral = add_paragraph (article, "𝒜 grew 👩‍👩‍👧. It fell.");
  IbidSentenceIndex *index;

  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  assert_sentences (index, han, (const char *const[]){ "贸易增长了。", "随后又下降了。", NULL });
  assert_sentences (index, astral,
                    (const char *const[]){ "𝒜 grew 👩‍👩‍👧.", "It fell.", NULL });
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentence-index/prose", test_prose);
  g_test_add_func ("/sentence-index/kinds-of-block", test_kinds_of_block);
  g_test_add_func ("/sentence-index/citations", test_citations);
  g_test_add_func ("/sentence-index/other-scripts", test_other_scripts);
  return g_test_run ();
}
