/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "ibid-offsets.h"
#include "marked.h"

/* Texts that nobody writes: every span is sound, nothing overlaps, the same twice gives the same,
 * and twice the text takes about twice the time. */

static IbidArticle *
extract_plain (const char *text)
{
  const IbidExtractOptions options = { .without_dictionary = TRUE };
  IbidArticle *article = ibid_article_new ("urn:test");
  g_auto (GStrv) lines = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      ibid_article_take_block (article, ibid_block_new (id, IBID_BLOCK_TYPE_PARAGRAPH, lines[i]));
    }
  g_assert_true (ibid_extract_entities (article, &options, NULL, NULL, NULL));
  ibid_article_seal (article);
  return article;
}

static void
assert_sound (IbidArticle *article, gboolean with_clusters)
{
  GListModel *mentions = ibid_article_get_mentions (article);
  IbidSpan before = { 0, 0, 0 };

  for (guint i = 0; i < g_list_model_get_n_items (mentions); i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      const IbidSpan *span = ibid_mention_get_span (mention);
      IbidBlock *block = ibid_article_peek_block (article, span->block);
      const char *text = ibid_block_get_text (block);

      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, ibid_block_get_n_chars (block));
      /* looks at the text from its start: not for long ones */
      g_assert_true (!with_clusters || (ibid_text_is_cluster_boundary (text, span->start) &&
                                        ibid_text_is_cluster_boundary (text, span->end)));
      g_assert_true (span->block > before.block || span->start >= before.end);
      before = *span;
    }
}

static void
check (const char *text)
{
  g_autoptr (IbidArticle) article = extract_plain (text);
  g_autoptr (IbidArticle) again = extract_plain (text);
  g_autofree char *one = marked_write (article, TRUE);
  g_autofree char *other = marked_write (again, TRUE);

  assert_sound (article, TRUE);
  g_assert_cmpstr (one, ==, other);
}

static void
test_odd_texts (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "A",
    "(",
    "((((((",
    "“",
    "“Digital Steppe",
    "“Digital Steppe”",
    "’s",
    "’s’s’s Bank’s’",
    "Ministry of",
    "Ministry of the",
    "Ministry of Foreign Affairs, ",
    "Ministry of Foreign Affairs, and",
    "Minister of",
    "President",
    "President of the",
    "Ambassador to",
    "By",
    "By By By By",
    "(ABC)",
    "Bank (BANK",
    "a (AB) b (AB) c (AB)",
    "中文（ABC, Zhongwen）",
    "Bank (中",
    "Bank (中文, )",
    "Bank (中文1, 2)",
    "U.S.U.S.U.S.",
    "U.S",
    "www.",
    "https://",
    "https://www.https://www",
    "X-",
    "-X",
    "X-y-Z-w",
    "al-",
    "al-Qaeda-al-",
    "A&B&C",
    "A/B/C",
    "\xCC\x81Moscow\xCC\x81 and \xCC\x81",
    "Mos\xE2\x80\x8D"
    "cow\xE2\x80\x8D Kyiv\xEF\xB8\x8F",
    "İstanbul and ẞtraße and ǅ",
    "𝓜oscow 🇰🇿Kazakhstan🇰🇿",
    "\r\n\r\tMoscow\r\n",
    "De De De De Leeuw",
    "of Of OF oF",
    "The The The The",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i]);
}

/* pieces that the rules look at, in any order */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "Moscow",  "President", "Ministry", "of",   "the",      "and",     ",",  ".",  "(",
    ")",       "“",         "”",        "’s",   "Xi",       "Jinping", "EU", "-",  "al-",
    "Chinese", "Bank",      "for",      "AI",   "U.S.",     "\n\n",    "\n", "中", "пр",
    "bin",     "Ivan",      "Petrov",   "said", "who",      "2019",    "By", ":",  "Digital",
    "Road",    "big",       "data",     "5G",   "\xCC\x81", "&",       "/",  "—",  "Wagner",
  };

  for (guint n = 0; n < 150; n++)
    {
      GString *text = g_string_new (NULL);
      int length = g_test_rand_int_range (1, 60);

      for (int i = 0; i < length; i++)
        {
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          if (g_test_rand_bit () || g_test_rand_bit ())
            g_string_append_c (text, ' ');
        }
      check (text->str);
      g_string_free (text, TRUE);
    }
}

/* what a rule could look at again and again: the text is long, the time is short, or the test
 * is stopped by its limit */
static void
test_long (void)
{
  static const char *const pieces[] = {
    "Zorg ",
    "Zorg%u ",
    "(AB%u) ",
    "“Zorg ",
    "(",
    "Bank of ",
    "President of ",
    "of the ",
    "Zorg, ",
    "and Zorg ",
    "al-",
    "U.S.",
    "中(",
    "Zorg-Zorg-",
    "Bank (",
    "'",
    "Zorg’s ",
    "Ivan Zorg%u. ",
    "By Zorg ",
    "A.",
    "Ministry of A%u and ",
  };

  for (guint n = 0; n < G_N_ELEMENTS (pieces); n++)
    {
      GString *text = g_string_new (NULL);

      for (guint i = 0; text->len < 150000; i++)
        {
          const char *number = strstr (pieces[n], "%u");

          if (number == NULL)
            g_string_append (text, pieces[n]);
          else
            {
              g_string_append_len (text, pieces[n], number - pieces[n]);
              g_string_append_printf (text, "%u%s", i, number + 2);
            }
        }
      {
        g_autoptr (IbidArticle) article = extract_plain (text->str);

        assert_sound (article, FALSE);
      }
      g_string_free (text, TRUE);
    }
}

static void
test_excluded_anywhere (void)
{
  const IbidExtractOptions options = { .without_dictionary = TRUE };
  const char *text = "In Moscow (Astana Times, May 3) Ivan Petrov of the Bank of China spoke.";

  for (guint start = 0; start < 70; start++)
    for (guint end = start; end < 73; end += 7)
      {
        g_autoptr (IbidArticle) article = ibid_article_new ("urn:test");
        g_autoptr (GArray) excluded = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
        const IbidSpan span = { 0, start, end };
        GListModel *mentions;

        ibid_article_take_block (article, ibid_block_new ("b", IBID_BLOCK_TYPE_PARAGRAPH, text));
        g_array_append_val (excluded, span);
        g_assert_true (ibid_extract_entities (article, &options, excluded, NULL, NULL));
        ibid_article_seal (article);
        mentions = ibid_article_get_mentions (article);
        for (guint i = 0; end <= strlen (text) && i < g_list_model_get_n_items (mentions); i++)
          {
            g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);

            g_assert_false (start < end &&
                            ibid_span_overlaps (ibid_mention_get_span (mention), &span));
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/entities/hostile/odd-texts", test_odd_texts);
  g_test_add_func ("/extract/entities/hostile/random", test_random);
  g_test_add_func ("/extract/entities/hostile/long", test_long);
  g_test_add_func ("/extract/entities/hostile/excluded-anywhere", test_excluded_anywhere);
  return g_test_run ();
}
