/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-offsets.h"
#include "ibid-sentences.h"

/* sentences with a bar between them; the text is the same without the bars' spaces */
static const struct
{
  const char *language;
  const char *text;
  const char *sentences;
} rows[] = {
  { "en", "", "" },
  { "en", "  \n ", "" },
  { "en", "One sentence.", "One sentence." },
  { "en", " One. Two! Three? ", "One.|Two!|Three?" },
  { "en", "China gains a market. (Xinhua, January 22) The next one.",
    "China gains a market. (Xinhua, January 22)|The next one." },
  { "en", "China gains a market (Xinhua, January 22). The next one.",
    "China gains a market (Xinhua, January 22).|The next one." },
  { "en", "China gains a market. (Xinhua, January 22). The next one.",
    "China gains a market. (Xinhua, January 22).|The next one." },
  { "en", "China gains a market. (Xinhua, January 22)",
    "China gains a market. (Xinhua, January 22)" },
  { "en", "It grew. (Xinhua, May 1) (Akorda.kz, May 2) Then it fell.",
    "It grew. (Xinhua, May 1) (Akorda.kz, May 2)|Then it fell." },
  { "en", "It grew.[1] Then it fell.[2][3]", "It grew.[1]|Then it fell.[2][3]" },
  { "en", "It grew. (This is a sentence.) Then it fell.",
    "It grew.|(This is a sentence.)|Then it fell." },
  { "en", "Dr. Smith met Mr. Tokayev. They spoke.", "Dr. Smith met Mr. Tokayev.|They spoke." },
  { "en", "President K.-J. Tokayev spoke. He left.", "President K.-J. Tokayev spoke.|He left." },
  { "en", "The U.S. Senate voted. It passed.", "The U.S. Senate voted.|It passed." },
  { "en", "They left the U.S. The rest stayed.", "They left the U.S.|The rest stayed." },
  { "en", "See No. 5 Ministry Street. Go there.", "See No. 5 Ministry Street.|Go there." },
  { "en", "It rose by 3.5 percent. It fell.", "It rose by 3.5 percent.|It fell." },
  { "en", "\u201CReally?\u201D he asked. She nodded.",
    "\u201CReally?\u201D he asked.|She nodded." },
  { "en", "First line\nSecond line", "First line|Second line" },
  { "zh", "中国获得市场。（新华社，1月22日）下一句。",
    "中国获得市场。（新华社，1月22日）|下一句。" },
  { "ru", "Он пришёл. Она ушла.", "Он пришёл.|Она ушла." },
  { "en", "Astral \U0001F600 here. After it.", "Astral \U0001F600 here.|After it." },
  { "not a tag !", "One. Two.", "One.|Two." },
  { NULL, "One. Two.", "One.|Two." },
};

static char *
join_sentences (const char *text, GArray *sentences)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      const IbidSpan *span = &g_array_index (sentences, IbidSpan, i);
      g_autofree char *sentence = ibid_text_dup_slice (text, span->start, span->end);

      g_assert_cmpuint (span->block, ==, 7);
      if (i > 0)
        g_string_append_c (joined, '|');
      g_string_append (joined, sentence);
    }
  return g_string_free (joined, FALSE);
}

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) sentences = ibid_text_split_sentences (rows[i].text, rows[i].language, 7);
      g_autofree char *joined = join_sentences (rows[i].text, sentences);

      g_assert_cmpstr (joined, ==, rows[i].sentences);
    }
}

/* nothing but white space is left out, and nothing is in two sentences, whatever the text */
static void
test_complete (void)
{
  static const char *const pieces[] = { "A", "b", ".",  " ", "(",  ")",
                                        "[", "1", "\n", "?", "。", "\u0301" };

  for (guint seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) sentences = NULL;
      guint at = 0;
      guint n_chars = 0;

      for (guint i = 0; i < 40; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, (gint32)G_N_ELEMENTS (pieces))]);
      n_chars = (guint)g_utf8_strlen (text->str, -1);
      sentences = ibid_text_split_sentences (text->str, "en", 0);
      for (guint i = 0; i <= sentences->len; i++)
        {
          const IbidSpan end = { 0, n_chars, n_chars };
          const IbidSpan *span =
              i < sentences->len ? &g_array_index (sentences, IbidSpan, i) : &end;
          g_autofree char *gap = NULL;

          g_assert_cmpuint (span->start, >=, at);
          gap = ibid_text_dup_slice (text->str, at, span->start);
          g_assert_cmpstr (g_strstrip (gap), ==, "");
          g_assert_true (i == sentences->len || !ibid_span_is_empty (span));
          at = span->end;
        }
    }
}

static void
test_words (void)
{
  g_assert_cmpuint (ibid_text_count_words ("", "en"), ==, 0);
  g_assert_cmpuint (ibid_text_count_words ("One, two – three's 4.5!", "en"), ==, 4);
  g_assert_cmpuint (ibid_text_count_words ("数字丝绸之路", "zh"), >, 1);
  g_assert_cmpuint (ibid_text_count_words ("数字丝绸之路", "zh"), <, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/sentences/split", test_split);
  g_test_add_func ("/text/sentences/complete", test_complete);
  g_test_add_func ("/text/sentences/words", test_words);
  return g_test_run ();
}
