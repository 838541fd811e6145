/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-fold.h"

static const struct
{
  const char *text;
  const char *folded;
} folds[] = {
  { "", "" },
  { "Xinhua", "xinhua" },
  { "Two\tkinds of\nspace", "two kinds of space" },
  { "Caf\u00E9", "cafe" },
  { "Cafe\u0301", "cafe" },
  { "\u0141\u00F3d\u017A", "lodz" },
  { "\u00C6sir \u0152uvre", "aesir oeuvre" },
  { "Stra\u00DFe", "strasse" },
  { "\u0130stanbul \u0131", "istanbul i" },
  { "Kazakhstan\u2019s \u201Cturn\u201D", "kazakhstan's \"turn\"" },
  { "2020\u20132021", "2020-2021" },
  { "a\u00A0b\u2009c", "a b c" },
  { "\uFF28\uFF55\uFF41\uFF57\uFF45\uFF49", "huawei" },
  { "co\u00ADoperation", "cooperation" },
  { "\u0422\u041E\u041A\u0410\u0415\u0412", "токаев" },
  { "\u0439", "и" },
  { "数字丝绸之路", "数字丝绸之路" },
  { "\uFB01n", "fin" },
  { "\u0300alone", "alone" },
};

static void
test_fold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_autofree char *folded = ibid_text_fold (folds[i].text);
      g_autofree char *again = ibid_text_fold (folded);

      g_assert_cmpstr (folded, ==, folds[i].folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

/* vowels of Hangul are zero-width code points, but letters */
static void
test_hangul_keeps_its_vowels (void)
{
  g_autofree char *whole = ibid_text_fold ("각");
  g_autofree char *other = ibid_text_fold ("국");

  g_assert_cmpstr (whole, !=, other);
}

static void
test_romanize (void)
{
  static const struct
  {
    const char *text;
    const char *roman;
  } romans[] = {
    { "plain Text", "plain text" },
    { "数字丝绸之路", "shu zi si chou zhi lu" },
    { "Токаев", "tokaev" },
    { "张霄", "zhang xiao" },
    { "Zhang Xiao 张霄 (5G网络)", "zhang xiao zhang xiao (5g wang luo)" },
    { "", "" },
    { "二〇二一", "er ling er yi" },
    { "Ἀθῆναι", "athenai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (romans); i++)
    {
      g_autofree char *roman = ibid_text_romanize (romans[i].text);

      g_assert_cmpstr (roman, ==, romans[i].roman);
    }
}

static void
test_key (void)
{
  static const struct
  {
    const char *name;
    const char *query;
    gboolean matches;
  } rows[] = {
    { "数字丝绸之路", "数字", TRUE },
    { "数字丝绸之路", "shuzi", TRUE },
    { "数字丝绸之路", "Shuzi Sichou", TRUE },
    { "数字丝绸之路", "shuzisichou", TRUE },
    { "数字丝绸之路", "shu zi", TRUE },
    { "数字丝绸之路", "shuzo", FALSE },
    { "Digital Silk Road", "silk", TRUE },
    { "Digital Silk Road", "road digital", TRUE },
    { "Digital Silk Road", "road analogue", FALSE },
    { "Digital Silk Road", "", TRUE },
    { "Токаев", "токаев", TRUE },
    { "Токаев", "tokaev", TRUE },
    { "Ñandú", "nandu", TRUE },
    { "Nandu", "ñandú", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = ibid_text_search_key (rows[i].name);
      g_autofree char *query = ibid_text_fold (rows[i].query);

      g_test_message ("%s in %s", query, key);
      g_assert_cmpint (ibid_text_key_matches (key, query), ==, rows[i].matches);
    }
}

static void
test_key_is_plain_for_latin (void)
{
  g_autofree char *key = ibid_text_search_key ("Łódź – Café");

  g_assert_cmpstr (key, ==, "lodz - cafe");
}

static void
test_collapse_space (void)
{
  g_autofree char *text = ibid_text_collapse_space ("  a \n\t b\u00A0\u3000c  ");
  g_autofree char *nothing = ibid_text_collapse_space (" \n ");

  g_assert_cmpstr (text, ==, "a b c");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_has_han (void)
{
  g_assert_true (ibid_text_has_han ("Zhang Xiao 张霄"));
  g_assert_true (ibid_text_has_han ("\U00020BB7"));
  g_assert_false (ibid_text_has_han ("Zhang Xiao"));
  g_assert_false (ibid_text_has_han ("ひらがな — «Токаев»"));
}

static gpointer
romanize_often (gpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *roman = ibid_text_romanize ("数字丝绸之路");

      g_assert_cmpstr (roman, ==, "shu zi si chou zhi lu");
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *first = g_thread_new ("first", romanize_often, NULL);
  GThread *second = g_thread_new ("second", romanize_often, NULL);

  g_thread_join (first);
  g_thread_join (second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold/fold", test_fold);
  g_test_add_func ("/text/fold/hangul", test_hangul_keeps_its_vowels);
  g_test_add_func ("/text/fold/romanize", test_romanize);
  g_test_add_func ("/text/fold/key", test_key);
  g_test_add_func ("/text/fold/key-latin", test_key_is_plain_for_latin);
  g_test_add_func ("/text/fold/collapse-space", test_collapse_space);
  g_test_add_func ("/text/fold/has-han", test_has_han);
  g_test_add_func ("/text/fold/threads", test_threads);
  return g_test_run ();
}
