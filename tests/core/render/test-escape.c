/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-escape.h"

typedef struct
{
  const char *text;
  const char *html;
} EscapeCase;

static void
test_text (void)
{
  static const EscapeCase cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a < b & c > d", "a &lt; b &amp; c &gt; d" },
    { "\"it's\"", "&quot;it&#39;s&quot;" },
    { "line\r\nfeed", "line&#13;\nfeed" },
    { "tab\tand\nfeed", "tab\tand\nfeed" },
    { "a\x01z", "a\xef\xbf\xbdz" },
    { "a\xc2\x85z", "a\xef\xbf\xbdz" },
    { "a\xef\xbf\xbez", "a\xef\xbf\xbdz" },
    { "\xf0\x9f\x98\x80 数字", "\xf0\x9f\x98\x80 数字" },
    { "broken\xff!", "broken\xef\xbf\xbd!" },
    { "cut\xe6\x95", "cut\xef\xbf\xbd\xef\xbf\xbd" },
    { "&amp;", "&amp;amp;" },
    { "</script>", "&lt;/script&gt;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (GString) attribute = g_string_new (NULL);

      ibid_escape_append_text (html, cases[i].text, -1);
      g_assert_cmpstr (html->str, ==, cases[i].html);
      ibid_escape_append_attribute (attribute, cases[i].text);
      g_assert_cmpstr (attribute->str, ==, cases[i].html);
    }
}

static void
test_length_and_nul (void)
{
  g_autoptr (GString) html = g_string_new (NULL);

  ibid_escape_append_text (html, "a<b>c", 3);
  g_assert_cmpstr (html->str, ==, "a&lt;b");
  g_string_truncate (html, 0);
  ibid_escape_append_text (html, "a\0<", 3);
  g_assert_cmpstr (html->str, ==, "a\xef\xbf\xbd&lt;");
  g_string_truncate (html, 0);
  ibid_escape_append_text (html, NULL, -1);
  ibid_escape_append_attribute (html, NULL);
  g_assert_cmpstr (html->str, ==, "");
}

static void
test_links (void)
{
  static const char *const safe[] = { "http://example.org",   "https://example.org/a?b=c#d",
                                      "HTTPS://EXAMPLE.ORG/", "mailto:someone@example.org",
                                      "doi:10.1000/182",      "https://例え.jp/数字" };
  static const char *const unsafe[] = { "",
                                        "javascript:alert(1)",
                                        "JaVaScRiPt:alert(1)",
                                        " javascript:alert(1)",
                                        "java\nscript:alert(1)",
                                        "\x01javascript:alert(1)",
                                        "data:text/html,x",
                                        "vbscript:x",
                                        "file:///etc/passwd",
                                        "ibid://app/article/1/",
                                        "//example.org/",
                                        "/etc/passwd",
                                        "relative",
                                        "#fragment",
                                        "http:",
                                        "http:/example.org",
                                        "http://",
                                        "https:///x",
                                        "http://a b",
                                        "mailto:",
                                        "blob:x",
                                        "about:blank",
                                        "http\t://x",
                                        "https://x\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (ibid_escape_is_safe_link (safe[i]));
  for (guint i = 0; i < G_N_ELEMENTS (unsafe); i++)
    if (ibid_escape_is_safe_link (unsafe[i]))
      g_error ("taken for safe: %s", unsafe[i]);
  g_assert_false (ibid_escape_is_safe_link (NULL));
}

static void
test_language_tags (void)
{
  static const char *const good[] = { "en", "zh-Hans", "zh-Hant-TW", "de-1996", "x-klingon", "kk" };
  static const char *const bad[] = {
    "",      "-",    "en-", "-en", "en--US", "e n", "en\" onload=\"x", "1a", "toolongsubtag",
    "en_US", "zh<b>"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ibid_escape_is_language_tag (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ibid_escape_is_language_tag (bad[i]));
  g_assert_false (ibid_escape_is_language_tag (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/escape/text", test_text);
  g_test_add_func ("/escape/length-and-nul", test_length_and_nul);
  g_test_add_func ("/escape/links", test_links);
  g_test_add_func ("/escape/language-tags", test_language_tags);
  return g_test_run ();
}
