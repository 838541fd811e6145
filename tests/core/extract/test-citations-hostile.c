/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>
#include "ibid-article-format.h"
#include "ibid-extract-citations.h"
#include "ibid-outlet-gazetteer.h"

/* Texts that nobody would write: no crash, no warning, no hanging, and an article that the loader
 * takes. Each is a block of 1 MiB at most, as importers make them. */

#define MANY 262144

static IbidOutletGazetteer *outlets;

static void
check_spans (IbidArticle *article, const GArray *excluded)
{
  for (guint i = 0; i < excluded->len; i++)
    {
      const IbidSpan *span = &g_array_index (excluded, IbidSpan, i);
      IbidBlock *block = ibid_article_peek_block (article, span->block);

      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, ibid_block_get_n_chars (block));
      if (i > 0)
        g_assert_false (ibid_span_overlaps (span, &g_array_index (excluded, IbidSpan, i - 1)));
    }
}

static guint
extract (const char *text, gboolean is_saved)
{
  g_autoptr (IbidPartialDate) published = ibid_partial_date_new (2021, 5, 7);
  const IbidExtractOptions options = { .published = published, .outlets = outlets };
  g_autoptr (IbidArticle) article = ibid_article_new ("urn:uuid:hostile");
  g_autoptr (GArray) excluded = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) saved = NULL;
  IbidBlock *note = ibid_block_new ("n1", IBID_BLOCK_TYPE_NOTE, "A note.");

  ibid_block_set_label (note, "1");
  ibid_article_take_block (article, ibid_block_new ("b1", IBID_BLOCK_TYPE_PARAGRAPH, text));
  ibid_article_take_block (article, ibid_block_new ("b2", IBID_BLOCK_TYPE_FIGURE, text));
  ibid_article_take_block (article, note);
  g_assert_true (ibid_extract_citations (article, &options, excluded, NULL, &error));
  g_assert_no_error (error);
  ibid_article_seal (article);
  check_spans (article, excluded);
  if (is_saved)
    {
      saved = ibid_article_save_bytes (article, &error);
      g_assert_no_error (error);
    }
  return g_list_model_get_n_items (ibid_article_get_citations (article));
}

static void
extract_many (const char *piece, const char *tail)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (piece);

  while (text->len + length < IBID_FORMAT_MAX_BLOCK_BYTES - 64 && text->len < 2 * MANY)
    g_string_append_len (text, piece, (gssize)length);
  g_string_append (text, tail);
  extract (text->str, FALSE);
}

static void
test_repeated (void)
{
  static const char *const pieces[][2] = {
    { "(", "" },
    { "[", "]" },
    { "(", "Xinhua, May 4)" },
    { ")", "" },
    { "()", "" },
    { "([)]", "" },
    { "[1]", "" },
    { "[1-9", "]" },
    { "“", "" },
    { "\"", "" },
    { "(\"", "" },
    { "(“", ")" },
    { ";", "" },
    { "(;,;,", ")" },
    { "(Xinhua, May 4", "" },
    { "(see see see ", ")" },
    { "(ibid.) ", "" },
    { "(via via via via, May 4) ", "" },
    { "a", " (Xinhua, May 4)" },
    { "字", "（Xinhua, May 4）" },
    { "et al. (2019) ", "" },
    { "(May ", ")" },
    { "(1.1.1.1", ")" },
    { "(2020", ")" },
    { "(2020,a,b,c,", ")" },
    { "(May 4, 5, 6, 7, ", ")" },
    { "(https://", ")" },
    { "(@", ")" },
    { "[@a;", "]" },
    { "Sources: ", "" },
    { "Sources: A (May 4), ", "" },
    { "(Source: ", ")" },
    { "((((((((((((((((((Xinhua, May 4))))))))))))))))))", "" },
    { "́", "(Xinhua, May 4)" },
    { "(Xinhua, May 4)\u0301 ", "" },
    { "𝒳", "(𝒳, May 4)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_test_message ("%s", pieces[i][0]);
      extract_many (pieces[i][0], pieces[i][1]);
    }
}

static const char *const pieces_with_meaning[] = {
  "(",
  ")",
  "[",
  "]",
  "Xinhua",
  ", ",
  "; ",
  "May 4",
  "2019",
  "June",
  "17",
  " ",
  "accessed ",
  "see ",
  "via ",
  "et al.",
  " and ",
  "“",
  "”",
  "\"",
  "ibid.",
  "https://a.b/c",
  "www.x.org",
  "@k",
  "p. 3",
  "-",
  "–",
  "/",
  "Reuters",
  "A.kz",
  ".",
  "\n",
  "a",
  "Source: ",
  "Image source: ",
  "b",
  "新华社",
  "年",
  "5月4日",
  "́",
  "n.d.",
  "op. cit.",
  "1",
  ":",
  "Smith",
  "early ",
  "#",
  "&",
  "’s",
  "\u00a0",
  "\u200d",
  "T.me/x",
  "2019b",
  "1st",
};

/* pieces that mean something, in an order that does not */
static void
test_random (void)
{
  guint n_texts = g_test_slow () ? 200000 : 6000;

  for (guint i = 0; i < n_texts; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n_pieces = g_test_rand_int_range (1, 40);

      for (int j = 0; j < n_pieces; j++)
        g_string_append (
            text,
            pieces_with_meaning[g_test_rand_int_range (0, G_N_ELEMENTS (pieces_with_meaning))]);
      extract (text->str, i % 8 == 0);
    }
}

static void
test_bytes (void)
{
  for (guint i = 0; i < 400; i++)
    {
      char bytes[300];
      g_autofree char *text = NULL;

      for (guint j = 0; j < sizeof bytes; j++)
        bytes[j] = (char)g_test_rand_int_range (1, 256);
      text = g_utf8_make_valid (bytes, sizeof bytes);
      extract (text, TRUE);
    }
}

/* What is around them does not hide citations. */
static void
test_found_among_rubbish (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "(((( [[[ A sentence (Xinhua, May 4). ");
  g_assert_cmpuint (extract (text->str, FALSE), ==, 2000);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  outlets = ibid_outlet_gazetteer_new (NULL);
  g_test_add_func ("/extract/citations-hostile/repeated", test_repeated);
  g_test_add_func ("/extract/citations-hostile/random", test_random);
  g_test_add_func ("/extract/citations-hostile/bytes", test_bytes);
  g_test_add_func ("/extract/citations-hostile/among-rubbish", test_found_among_rubbish);
  status = g_test_run ();
  ibid_outlet_gazetteer_unref (outlets);
  return status;
}
