/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-offsets.h"
#include "ibid-words.h"

static void
assert_words (const char *text, const char *language, const char *expected)
{
  g_autoptr (GArray) words = ibid_text_split_words (text, language, 7);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const IbidSpan *word = &g_array_index (words, IbidSpan, i);
      g_autofree char *piece = ibid_text_dup_slice (text, word->start, word->end);

      g_assert_cmpuint (word->block, ==, 7);
      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", piece);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_words (void)
{
  assert_words ("", NULL, "");
  assert_words (" \n—… ", "en", "");
  assert_words ("China gains a market.", "en", "China|gains|a|market");
  assert_words ("“Don’t,” he said (in 2021).", "en", "Don’t|he|said|in|2021");
  assert_words ("1,234.5 kg", "en", "1,234.5|kg");
  assert_words ("Qazaqstan men Qytaı", "kk", "Qazaqstan|men|Qytaı");
}

static void
test_scripts (void)
{
  assert_words ("中国经济", "zh-Hans", "中国|经济");
  assert_words ("кое-что новое", "ru", "кое|что|новое");
}

/* offsets are code points, whatever a character takes in UTF-8 or UTF-16 */
static void
test_offsets (void)
{
  assert_words ("a 𝒜𝒞 e\xcc\x81t\xc3\xa9 👍🏽 z", "en", "a|𝒜𝒞|e\xcc\x81t\xc3\xa9|z");
  assert_words ("𠮷 中国 z", "zh", "𠮷|中国|z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/words/latin", test_words);
  g_test_add_func ("/text/words/scripts", test_scripts);
  g_test_add_func ("/text/words/offsets", test_offsets);
  return g_test_run ();
}
