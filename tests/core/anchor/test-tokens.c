/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-tokens-private.h"
#include <string.h>

/* each text with its tokens, "|" between them */
static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *tokens;
  } rows[] = {
    { "", "" },
    { " \n\u00A0\u2003", "" },
    { "The clock, at 9.", "The|clock|,|at|9|." },
    { "caf\u00E9 cafe\u0301", "caf\u00E9|cafe\u0301" },
    { "so\u00ADft \u200Bx", "so\u00ADft|x" },
    { "x2 2x", "x2|2x" },
    { "----+---", "----|+|---" },
    { "\u6570\u5B57a\u30AB\u30E1", "\u6570|\u5B57|a|\u30AB|\u30E1" },
    { "\u0E01\u0E34\u0E19", "\u0E01\u0E34|\u0E19" },
    { "\u0938\u093E\u0925 \u0939\u0948", "\u0938\u093E\u0925|\u0939\u0948" },
    { "\uAC00\uB098 \uB2E4", "\uAC00\uB098|\uB2E4" },
    { "a\U0001F600b", "a|\U0001F600|b" },
    { "don\u2019t", "don|\u2019|t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (IbidTokenRow) row = { 0 };
      g_autoptr (GString) found = g_string_new (NULL);

      ibid_token_row_append_text (&row, rows[i].text, strlen (rows[i].text));
      for (guint k = 0; k < row.n_tokens; k++)
        {
          const char *start = g_utf8_offset_to_pointer (rows[i].text, row.tokens[k].start);
          const char *end = g_utf8_offset_to_pointer (rows[i].text, row.tokens[k].end);

          g_string_append_printf (found, "%s%.*s", k > 0 ? "|" : "", (int)(end - start), start);
        }
      g_assert_cmpstr (found->str, ==, rows[i].tokens);
      g_assert_cmpuint (row.n_chars, ==, g_utf8_strlen (rows[i].text, -1));
    }
}

static double
likeness (const char *a, const char *b)
{
  g_auto (IbidTokenRow) first = { 0 };
  g_auto (IbidTokenRow) second = { 0 };

  ibid_token_row_append_text (&first, a, strlen (a));
  ibid_token_row_append_text (&second, b, strlen (b));
  g_assert_cmpuint (first.n_tokens, ==, 1);
  g_assert_cmpuint (second.n_tokens, ==, 1);
  return ibid_token_likeness (&first, first.tokens, &second, second.tokens);
}

static void
test_likeness (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    double least;
    double most;
  } pairs[] = {
    { "clock", "clock", 1, 1 },
    { "caf\u00E9", "cafe\u0301", 1, 1 },
    { "\u2026", "...", 1, 1 },
    { "\u2019", "'", 1, 1 },
    { "\uFB01ne", "fine", 1, 1 },
    { "clock", "clocks", 0.8, 0.9 },
    { "surveillance", "usrveillance", 0.8, 0.9 },
    { "clock", "black", 0, 0 },
    { "to", "so", 0, 0 },
    { "2019", "2018", 0, 0 },
    { ",", ".", 0, 0 },
    { "\u6570", "\u5B57", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s %s", pairs[i].a, pairs[i].b);
      g_assert_cmpfloat (likeness (pairs[i].a, pairs[i].b), >=, pairs[i].least);
      g_assert_cmpfloat (likeness (pairs[i].a, pairs[i].b), <=, pairs[i].most);
      g_assert_cmpfloat_with_epsilon (likeness (pairs[i].a, pairs[i].b),
                                      likeness (pairs[i].b, pairs[i].a), 1e-9);
    }
}

static void
test_index (void)
{
  static const char text[] = "one two three, one two four, one two three.";
  IbidTokenIndex index;
  g_auto (IbidTokenRow) row = { 0 };
  guint32 ids[5];
  guint n = 0;
  const guint32 *places = NULL;

  ibid_token_index_init (&index, text, strlen (text));
  ibid_token_row_append_text (&row, "one two three five ,", 20);
  ibid_token_index_look_up (&index, &row, ids);
  g_assert_cmpuint (ids[3], ==, IBID_TOKEN_UNKNOWN);
  places = ibid_token_index_get_places (&index, ids[0], &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (places[0], ==, 0);
  g_assert_cmpuint (places[1], ==, 4);
  g_assert_cmpuint (places[2], ==, 8);
  places = ibid_token_index_get_gram_places (&index, ids, &n);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (places[0], ==, 0);
  g_assert_cmpuint (places[n - 1], ==, 8);
  g_assert_cmpuint (ibid_token_index_count_pair (&index, ids[0], ids[1]), >=, 3);
  ibid_token_index_clear (&index);
}

/* a word without end is many tokens, and none is longer than it may be */
static void
test_endless (void)
{
  g_auto (IbidTokenRow) row = { 0 };
  g_autofree char *text = g_strnfill (10000, 'x');

  ibid_token_row_append_text (&row, text, 10000);
  g_assert_cmpuint (row.n_tokens, ==,
                    (10000 + IBID_TOKEN_MAX_LETTERS - 1) / IBID_TOKEN_MAX_LETTERS);
  g_assert_cmpuint (row.tokens[row.n_tokens - 1].end, ==, 10000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchor/tokens/rows", test_rows);
  g_test_add_func ("/anchor/tokens/likeness", test_likeness);
  g_test_add_func ("/anchor/tokens/index", test_index);
  g_test_add_func ("/anchor/tokens/endless", test_endless);
  return g_test_run ();
}
