/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-render-note.h"

static void
assert_html (const char *markdown, const char *expected)
{
  g_autoptr (GString) html = g_string_new (NULL);

  ibid_render_append_markdown (html, markdown);
  g_assert_cmpstr (html->str, ==, expected);
}

static void
test_markup (void)
{
  assert_html ("", "");
  assert_html (
      "One *two* **three** `four` ~~five~~.",
      "<p>One <em>two</em> <strong>three</strong> <code>four</code> <del>five</del>.</p>\n");
  assert_html ("- a\n- b\n", "<ul><li>a</li>\n<li>b</li>\n</ul>\n");
  assert_html ("3. a\n", "<ol start=\"3\"><li>a</li>\n</ol>\n");
  assert_html ("> a\n", "<blockquote><p>a</p>\n</blockquote>\n");
  assert_html ("# a\n", "<p><strong>a</strong></p>\n");
  assert_html ("```\na < b\n```\n", "<pre><code>a &lt; b\n</code></pre>\n");
  assert_html ("a\\\nb\nc", "<p>a<br>\nb\nc</p>\n");
  assert_html ("a\n\n***\n", "<p>a</p>\n<hr>\n");
}

static void
test_links (void)
{
  assert_html ("[a](https://example.org/?b&c)",
               "<p><a href=\"https://example.org/?b&amp;c\" rel=\"noreferrer\">a</a></p>\n");
  assert_html ("[a](javascript:alert(1))", "<p>a</p>\n");
  assert_html ("[a](java&#115;cript:alert(1))", "<p>a</p>\n");
  assert_html ("[a](data:text/html,b)", "<p>a</p>\n");
  assert_html ("[a](/etc/passwd)", "<p>a</p>\n");
  assert_html ("![*a* picture](https://example.org/a.png)", "<p>a picture</p>\n");
}

static void
test_hostile (void)
{
  assert_html ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n");
  assert_html ("a <b onclick=\"x\">", "<p>a &lt;b onclick=&quot;x&quot;&gt;</p>\n");
  assert_html ("&lt;b&gt; &amp; &#0; &#x110000; &bogus; &#xe4;",
               "<p>&lt;b&gt; &amp; \xef\xbf\xbd \xef\xbf\xbd &amp;bogus; ä</p>\n");
  assert_html ("\x01", "<p>\xef\xbf\xbd</p>\n");
}

/* What is nested deeper than a page can bear is still there, without its elements. */
static void
test_deep (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  guint n_quotes = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append (markdown, "> ");
  g_string_append (markdown, "deep");
  ibid_render_append_markdown (html, markdown->str);
  g_assert_nonnull (strstr (html->str, "deep"));
  for (const char *at = html->str; (at = strstr (at, "<blockquote>")) != NULL; at++)
    n_quotes++;
  g_assert_cmpuint (n_quotes, <, 40);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/note/markup", test_markup);
  g_test_add_func ("/note/links", test_links);
  g_test_add_func ("/note/hostile", test_hostile);
  g_test_add_func ("/note/deep", test_deep);
  return g_test_run ();
}
