/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-reading-text.h"
#include <string.h>

/* blocks of every kind of character, two empty ones among them; in code points they begin at
 * 0, 5, 9, 10, 17 and 18 */
static const char *const blocks[] = {
  "Caf\u00E9", "\u6570\u5B57a", "", "x\U0001F600yz\r\n", "", "cafe\u0301",
};
static const guint starts[] = { 0, 5, 9, 10, 17, 18 };

static IbidReadingText *
make_text (void)
{
  g_autoptr (IbidArticle) article = ibid_article_new ("urn:uuid:1");

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_assert_true (ibid_article_take_block (
          article, ibid_block_new (id, IBID_BLOCK_TYPE_PARAGRAPH, blocks[i])));
    }
  ibid_article_seal (article);
  return ibid_reading_text_new (article);
}

static void
test_text (void)
{
  g_autoptr (IbidReadingText) text = make_text ();
  g_autofree char *joined =
      g_strjoinv ("\n", (char **)(const char *[]){ blocks[0], blocks[1], blocks[2], blocks[3],
                                                   blocks[4], blocks[5], NULL });
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, joined, -1);
  g_autofree char *slice = ibid_reading_text_dup_slice (text, 3, 6);
  g_autofree char *past = ibid_reading_text_dup_slice (text, 20, 100);
  g_autofree char *wrong = ibid_reading_text_dup_slice (text, 7, 6);

  g_assert_cmpstr (ibid_reading_text_get_text (text), ==, joined);
  g_assert_cmpuint (ibid_reading_text_get_n_bytes (text), ==, strlen (joined));
  g_assert_cmpuint (ibid_reading_text_get_n_chars (text), ==, 23);
  g_assert_cmpuint (ibid_reading_text_get_n_blocks (text), ==, G_N_ELEMENTS (blocks));
  g_assert_cmpstr (ibid_reading_text_get_hash (text), ==, hash);
  g_assert_cmpstr (slice, ==, "\u00E9\n\u6570");
  g_assert_cmpstr (past, ==, "fe\u0301");
  g_assert_cmpstr (wrong, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_assert_cmpuint (ibid_reading_text_get_block_start (text, i), ==, starts[i]);
      g_assert_cmpuint (ibid_reading_text_get_block_length (text, i), ==,
                        g_utf8_strlen (blocks[i], -1));
    }
  g_assert_cmpuint (ibid_reading_text_get_block_start (text, 6), ==, 23);
  g_assert_cmpuint (ibid_reading_text_get_block_length (text, 6), ==, 0);
}

/* long enough for several of the marks that are kept, with and without more than ASCII */
static void
test_offsets (void)
{
  for (guint with = 0; with < 2; with++)
    {
      GString *string = g_string_new (NULL);
      g_autoptr (IbidReadingText) text = NULL;
      const char *at = NULL;

      for (guint i = 0; i < 300; i++)
        g_string_append (string, with == 0    ? "word "
                                 : i % 3 == 0 ? "\u6570\U0001F600"
                                              : "e\u0301 a");
      text = ibid_reading_text_new_take (g_string_free (string, FALSE));
      at = ibid_reading_text_get_text (text);
      for (guint i = 0; i <= ibid_reading_text_get_n_chars (text); i++)
        {
          gsize byte = (gsize)(at - ibid_reading_text_get_text (text));

          g_assert_cmpuint (ibid_reading_text_bytes_from_chars (text, i), ==, byte);
          g_assert_cmpuint (ibid_reading_text_chars_from_bytes (text, byte), ==, i);
          if ((guchar)*at >= 0x80)
            g_assert_cmpuint (ibid_reading_text_chars_from_bytes (text, byte + 1), ==, i);
          at = g_utf8_next_char (at);
        }
      g_assert_cmpuint (ibid_reading_text_bytes_from_chars (text, 100000), ==,
                        ibid_reading_text_get_n_bytes (text));
      g_assert_cmpuint (ibid_reading_text_chars_from_bytes (text, 100000), ==,
                        ibid_reading_text_get_n_chars (text));
    }
}

static void
test_places (void)
{
  g_autoptr (IbidReadingText) text = make_text ();
  guint n_chars = ibid_reading_text_get_n_chars (text);

  for (guint offset = 0; offset <= n_chars; offset++)
    {
      guint block = 0;
      guint at = 0;

      ibid_reading_text_place_from_offset (text, offset, &block, &at);
      g_assert_cmpuint (at, <=, ibid_reading_text_get_block_length (text, block));
      g_assert_cmpuint (ibid_reading_text_offset_from_place (text, block, at), ==, offset);
    }
  g_assert_cmpuint (ibid_reading_text_offset_from_place (text, 1, 100), ==, 8);
  g_assert_cmpuint (ibid_reading_text_offset_from_place (text, 100, 1), ==, n_chars);
}

/* every range: its spans hold what it holds, less the newlines between blocks */
static void
test_spans (void)
{
  g_autoptr (IbidReadingText) text = make_text ();
  guint n_chars = ibid_reading_text_get_n_chars (text);

  for (guint start = 0; start <= n_chars; start++)
    for (guint end = 0; end <= n_chars + 1; end++)
      {
        g_autoptr (GArray) spans = ibid_reading_text_spans_from_range (text, start, end);
        guint n = 0;
        guint from = 100;
        guint to = 100;

        for (guint i = 0; i < spans->len; i++)
          {
            IbidSpan *span = &g_array_index (spans, IbidSpan, i);

            g_assert_false (ibid_span_is_empty (span));
            g_assert_true (i == 0 || span->block > g_array_index (spans, IbidSpan, i - 1).block);
            n += ibid_span_length_chars (span);
          }
        for (guint at = start; at < MIN (end, n_chars); at++)
          {
            g_autofree char *c = ibid_reading_text_dup_slice (text, at, at + 1);
            gboolean between = at == 4 || at == 8 || at == 9 || at == 16 || at == 17;

            n -= !between;
          }
        g_assert_cmpuint (n, ==, 0);
        if (spans->len == 0)
          {
            g_assert_false (ibid_reading_text_range_from_spans (text, NULL, 0, &from, &to));
            g_assert_cmpuint (from, ==, 100);
            continue;
          }
        g_assert_true (ibid_reading_text_range_from_spans (text, (IbidSpan *)(gpointer)spans->data,
                                                           spans->len, &from, &to));
        g_assert_cmpuint (from, >=, start);
        g_assert_cmpuint (to, <=, end);
      }
}

static void
test_no_range (void)
{
  g_autoptr (IbidReadingText) text = make_text ();
  const IbidSpan nowhere = { 17, 0, 1 };
  const IbidSpan empty = { 0, 2, 2 };
  guint start = 0;
  guint end = 0;

  g_assert_false (ibid_reading_text_range_from_spans (text, &nowhere, 1, &start, &end));
  g_assert_false (ibid_reading_text_range_from_spans (text, &empty, 1, &start, &end));
}

static void
test_of_a_string (void)
{
  g_autoptr (IbidReadingText) text = ibid_reading_text_new_from_string ("one\ntwo");
  g_autoptr (IbidReadingText) empty = ibid_reading_text_new_from_string ("");
  g_autoptr (GArray) spans = ibid_reading_text_spans_from_range (text, 2, 5);
  guint block = 9;
  guint at = 9;

  g_assert_null (ibid_reading_text_new_from_string ("\xFF"));
  g_assert_cmpuint (ibid_reading_text_get_n_blocks (text), ==, 1);
  g_assert_cmpuint (spans->len, ==, 1);
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 0).end, ==, 5);
  g_assert_cmpuint (ibid_reading_text_get_n_chars (empty), ==, 0);
  ibid_reading_text_place_from_offset (empty, 3, &block, &at);
  g_assert_cmpuint (block + at, ==, 0);
}

static gpointer
hash_cb (gpointer text)
{
  return (gpointer)ibid_reading_text_get_hash (text);
}

static void
test_threads (void)
{
  g_autoptr (IbidReadingText) text = make_text ();
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("hash", hash_cb, text);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == (gpointer)ibid_reading_text_get_hash (text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/reading-text/text", test_text);
  g_test_add_func ("/model/reading-text/offsets", test_offsets);
  g_test_add_func ("/model/reading-text/places", test_places);
  g_test_add_func ("/model/reading-text/spans", test_spans);
  g_test_add_func ("/model/reading-text/no-range", test_no_range);
  g_test_add_func ("/model/reading-text/of-a-string", test_of_a_string);
  g_test_add_func ("/model/reading-text/threads", test_threads);
  return g_test_run ();
}
