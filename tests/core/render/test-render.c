/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-article-format.h"
#include "ibid-render.h"

/* ---- a strict reader of what render writes ---- */

static const char *const allowed_tags[] = {
  "html", "head",   "meta",  "title", "body",  "main", "article", "header",     "section",
  "div",  "h1",     "h2",    "h3",    "h4",    "h5",   "h6",      "p",          "a",
  "span", "strong", "em",    "code",  "sub",   "sup",  "figure",  "figcaption", "img",
  "ul",   "ol",     "li",    "table", "tbody", "tr",   "th",      "td",         "blockquote",
  "pre",  "hr",     "aside", "mark",  "bdi"
};
static const char *const void_tags[] = { "meta", "img", "hr" };
static const char *const allowed_attributes[] = {
  "lang",       "dir",      "charset", "http-equiv", "content", "name",   "class",
  "role",       "id",       "data-g",  "data-o",     "data-c",  "data-n", "data-state",
  "aria-label", "tabindex", "href",    "rel",        "src",     "alt",    "decoding",
  "scope",      "colspan",  "rowspan", "value"
};

static gboolean
is_one_of (const char *word, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
check_address (const char *name, const char *value)
{
  if (strcmp (name, "src") == 0)
    g_assert_true (g_str_has_prefix (value, "ibid://app/article/7/assets/"));
  if (strcmp (name, "href") == 0)
    g_assert_true (value[0] == '#' || g_str_has_prefix (value, "https://") ||
                   g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "mailto:") ||
                   g_str_has_prefix (value, "doi:"));
}

static const char *
check_attribute (const char *p)
{
  gsize length = strcspn (p, "=>");
  g_autofree char *name = g_strndup (p, length);
  g_autofree char *value = NULL;
  const char *end;

  if (!is_one_of (name, allowed_attributes, G_N_ELEMENTS (allowed_attributes)))
    g_error ("attribute %s", name);
  p += length;
  g_assert_true (g_str_has_prefix (p, "=\""));
  end = strchr (p + 2, '"');
  g_assert_nonnull (end);
  value = g_strndup (p + 2, end - p - 2);
  g_assert_null (strpbrk (value, "<>"));
  check_address (name, value);
  return end + 1;
}

/* Every tag and attribute is on the list, and elements nest. */
static void
check_html (const char *html)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  const char *p = html;

  if (g_str_has_prefix (p, "<!DOCTYPE html>\n"))
    p += strlen ("<!DOCTYPE html>\n");
  while ((p = strchr (p, '<')) != NULL)
    {
      gboolean is_end = p[1] == '/';
      const char *name_start = p + (is_end ? 2 : 1);
      gsize length = strspn (name_start, "abcdefghijklmnopqrstuvwxyz0123456789");
      g_autofree char *name = g_strndup (name_start, length);

      if (!is_one_of (name, allowed_tags, G_N_ELEMENTS (allowed_tags)))
        g_error ("tag in: %.60s", p);
      p = name_start + length;
      while (*p == ' ')
        p = check_attribute (p + 1);
      g_assert_cmpint (*p, ==, '>');
      if (is_end)
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_cmpstr (g_ptr_array_index (open, open->len - 1), ==, name);
          g_ptr_array_set_size (open, open->len - 1);
        }
      else if (!is_one_of (name, void_tags, G_N_ELEMENTS (void_tags)))
        g_ptr_array_add (open, g_steal_pointer (&name));
    }
  g_assert_cmpuint (open->len, ==, 0);
}

/* ---- articles ---- */

static IbidArticle *
new_article (const char *members)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\":\"ibid-article\",\"version\":1,\"id\":\"urn:x\",\"language\":\"en\","
      "\"metadata\":{\"id\":\"m\",\"type\":\"report\",\"title\":\"T\"},%s}",
      members);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  IbidArticle *article = ibid_article_load_bytes (bytes, "test", NULL, &error);

  g_assert_no_error (error);
  return article;
}

static char *
render (IbidArticle *article, gboolean for_print)
{
  IbidRenderOptions options = { .for_print = for_print, .base_path = "ibid://app/article/7/" };
  g_autoptr (GBytes) bytes = ibid_render_article (article, &options);
  char *html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  check_html (html);
  return html;
}

static char *
render_block (IbidArticle *article, guint block, gboolean for_print)
{
  IbidRenderOptions options = { .for_print = for_print, .base_path = "ibid://app/article/7/" };
  char *html = ibid_render_block (article, block, &options);

  check_html (html);
  return html;
}

#define SOURCES                                                                                    \
  "\"outlets\":[{\"id\":\"o\",\"name\":\"Outlet\"}],"                                              \
  "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\"}}],"
#define ITEM                                                                                       \
  "\"form\":\"parenthetical\",\"role\":\"support\",\"items\":[{\"source\":\"s\","                  \
  "\"resolution\":\"exact\"}],\"claims\":[]"

static void
test_overlapping_marks (void)
{
  g_autoptr (IbidArticle) article = new_article (
      "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"abcdefghij\",\"marks\":["
      "{\"type\":\"emphasis\",\"start\":1,\"end\":5},{\"type\":\"strong\",\"start\":3,\"end\":8},"
      "{\"type\":\"emphasis\",\"start\":4,\"end\":6},{\"type\":\"code\",\"start\":9,\"end\":10}]}"
      "]");
  g_autofree char *html = render_block (article, 0, FALSE);

  g_assert_cmpstr (html, ==, "a<em>bc</em><strong><em>def</em>gh</strong>i<code>j</code>");
}

static void
test_citation_over_marks (void)
{
  g_autoptr (IbidArticle) article = new_article (
      SOURCES
      "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"one (two, 3) four\",\"marks\":["
      "{\"type\":\"emphasis\",\"start\":2,\"end\":8},"
      "{\"type\":\"link\",\"start\":0,\"end\":17,\"href\":\"https://x.example/\"}]}],"
      "\"citations\":[{\"id\":\"c 1\",\"block\":\"a\",\"start\":4,\"end\":12," ITEM "}]");
  g_autofree char *html = render_block (article, 0, FALSE);

  g_assert_cmpstr (
      html, ==,
      "<a class=\"link\" href=\"https://x.example/\" rel=\"noreferrer\">on<em>e </em></a>"
      "<a class=\"citation\" role=\"doc-biblioref\" href=\"#citation-c%201\" data-c=\"c 1\" "
      "data-state=\"not-checked\" aria-label=\"(two, 3), not checked\"><em>(two</em>, 3)</a>"
      "<a class=\"link\" href=\"https://x.example/\" rel=\"noreferrer\"> four</a>");
}

static void
test_languages (void)
{
  g_autoptr (IbidArticle) article =
      new_article ("\"direction\":\"ltr\",\"blocks\":["
                   "{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"Zhang 张霄 x\",\"marks\":["
                   "{\"type\":\"language\",\"start\":6,\"end\":8,\"lang\":\"zh-Hans\"}]},"
                   "{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"שלום\",\"language\":\"he\"}]");
  g_autofree char *html = render (article, FALSE);

  g_assert_nonnull (strstr (html, "<html lang=\"en\" dir=\"ltr\">"));
  g_assert_nonnull (
      strstr (html, "<p id=\"b0\">Zhang <span lang=\"zh-Hans\" dir=\"ltr\">张霄</span> x</p>"));
  g_assert_nonnull (strstr (html, "<p id=\"b1\" lang=\"he\" dir=\"rtl\">שלום</p>"));
}

static void
test_notes_and_references (void)
{
  g_autoptr (IbidArticle) article = new_article (
      "\"blocks\":[{\"id\":\"n\",\"type\":\"note\",\"label\":\"1\",\"text\":\"The note.\"},"
      "{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"Said.1\"}],"
      "\"note-references\":[{\"note\":\"n\",\"block\":\"a\",\"start\":5,\"end\":6}]");
  g_autofree char *html = render (article, FALSE);
  const char *reference = strstr (html, "Said.<a class=\"noteref\" role=\"doc-noteref\" id=\"r0\" "
                                        "href=\"#b0\" data-n=\"0\">1</a>");
  const char *note = strstr (html, "<p id=\"b0\">The note.</p>");

  g_assert_nonnull (reference);
  g_assert_nonnull (note);
  g_assert_true (note > reference);
  g_assert_nonnull (strstr (html, "role=\"doc-endnotes\""));
  g_assert_nonnull (strstr (html, "role=\"doc-backlink\" href=\"#r0\" data-n=\"0\""));
}

static void
test_lists_and_tables (void)
{
  g_autoptr (IbidArticle) article = new_article (
      "\"blocks\":["
      "{\"id\":\"a\",\"type\":\"list-item\",\"level\":1,\"text\":\"one\"},"
      "{\"id\":\"b\",\"type\":\"list-item\",\"level\":2,\"ordered\":true,\"number\":3,\"text\":"
      "\"in\"},"
      "{\"id\":\"c\",\"type\":\"list-item\",\"level\":1,\"text\":\"two\"},"
      "{\"id\":\"d\",\"type\":\"list-item\",\"level\":3,\"text\":\"deep\"},"
      "{\"id\":\"t\",\"type\":\"table\",\"text\":\"A😀\\tB\\nc\\td\",\"rows\":["
      "[{\"start\":0,\"end\":2,\"header\":true},{\"start\":3,\"end\":4,\"header\":true}],"
      "[{\"start\":5,\"end\":6,\"header\":true},{\"start\":7,\"end\":8,\"colspan\":2}]]}]");
  g_autofree char *html = render (article, FALSE);

  g_assert_nonnull (strstr (html, "<li><p id=\"b0\">one</p>\n<ol><li value=\"3\">"
                                  "<p id=\"b1\">in</p>\n</li></ol>\n</li><li><p id=\"b2\">two"));
  g_assert_nonnull (strstr (html, "<ul><li class=\"hollow\"><ul><li><p id=\"b3\">deep"));
  g_assert_nonnull (strstr (html, "<th data-o=\"0\" scope=\"col\">A😀</th>"
                                  "<th data-o=\"4\" scope=\"col\">B</th></tr>"));
  g_assert_nonnull (strstr (html, "<th data-o=\"6\" scope=\"row\">c</th>"
                                  "<td data-o=\"8\" colspan=\"2\">d</td>"));
}

static void
test_mentions_for_print (void)
{
  g_autoptr (IbidArticle) article = new_article (
      "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"In Astana now\",\"marks\":["
      "{\"type\":\"strong\",\"start\":0,\"end\":6}]}],"
      "\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"Astana\"}],"
      "\"mentions\":[{\"entity\":\"e\",\"block\":\"a\",\"start\":3,\"end\":9}]");
  g_autofree char *screen = render_block (article, 0, FALSE);
  g_autofree char *print = render_block (article, 0, TRUE);

  g_assert_cmpstr (screen, ==, "<strong>In Ast</strong>ana now");
  g_assert_cmpstr (print, ==,
                   "<strong>In </strong><span class=\"mention place\"><strong>Ast</strong>ana"
                   "</span> now");
}

static void
put_mark (IbidAnnotations *annotations, IbidReadingText *text, guint start, guint end,
          IbidAnnotationStyle style, const char *note, IbidAnchorState state)
{
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, start, end);
  g_autoptr (IbidAnnotation) plain = ibid_annotation_new (selector, style);
  g_autoptr (IbidAnnotation) annotation = ibid_annotation_with_note (plain, note);

  ibid_annotation_set_anchor (annotation, state, text, start, end);
  ibid_annotations_put (annotations, annotation);
}

/* Each has an element of its own, what touches another one as well; a note is not printed. */
static void
test_annotations_for_print (void)
{
  g_autoptr (IbidArticle) article =
      new_article ("\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"In Astana now\"},"
                   "{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"and then\"}]");
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidAnnotations) annotations = ibid_annotations_new ();
  IbidRenderOptions options = { .for_print = TRUE, .annotations = annotations };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *screen = NULL;

  put_mark (annotations, text, 0, 2, IBID_ANNOTATION_STYLE_GREEN, "", IBID_ANCHOR_STATE_UNCERTAIN);
  put_mark (annotations, text, 2, 9, IBID_ANNOTATION_STYLE_YELLOW, "<b>", IBID_ANCHOR_STATE_EXACT);
  put_mark (annotations, text, 6, 17, IBID_ANNOTATION_STYLE_PINK, "", IBID_ANCHOR_STATE_MOVED);
  first = ibid_render_block (article, 0, &options);
  g_assert_cmpstr (first, ==,
                   "<mark class=\"green lane0 start uncertain\">In</mark>"
                   "<mark class=\"yellow lane1 start noted\"> Ast</mark>"
                   "<mark class=\"pink lane0 start\"><mark class=\"yellow lane1 noted\">ana</mark>"
                   " now</mark>");
  second = ibid_render_block (article, 1, &options);
  g_assert_cmpstr (second, ==, "<mark class=\"pink lane0\">and</mark> then");
  options.for_print = FALSE;
  screen = ibid_render_block (article, 0, &options);
  g_assert_cmpstr (screen, ==, "In Astana now");
}

static char *
render_notes (IbidArticle *article, IbidAnnotations *annotations)
{
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_render_note_free);
  IbidRenderOptions options = { .for_print = TRUE,
                                .annotations = annotations,
                                .notes = notes,
                                .base_path = "ibid://app/article/7/",
                                .chrome_language = "en" };
  g_autoptr (GBytes) bytes = NULL;
  char *html;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (annotations)); i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);

      g_ptr_array_add (notes, ibid_render_note_new (annotation, NULL));
    }
  bytes = ibid_render_article (article, &options);
  html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  check_html (html);
  return html;
}

/* A number and a note in front of the mark; before a table, whose cells have no margin; each once,
 * however many share a place; what says nothing has no number. */
static void
test_notes_for_print (void)
{
  g_autoptr (IbidArticle) article = new_article (
      "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"one two three four\"},"
      "{\"id\":\"t\",\"type\":\"table\",\"text\":\"cell\\tlast\",\"rows\":["
      "[{\"start\":0,\"end\":4},{\"start\":5,\"end\":9}]]}]");
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidAnnotations) annotations = ibid_annotations_new ();
  g_autofree char *html = NULL;

  for (guint i = 0; i < 6; i++)
    put_mark (annotations, text, 4, 7 + i, IBID_ANNOTATION_STYLE_GREEN, "shared",
              IBID_ANCHOR_STATE_EXACT);
  put_mark (annotations, text, 14, 18, IBID_ANNOTATION_STYLE_BLUE, " ", IBID_ANCHOR_STATE_EXACT);
  put_mark (annotations, text, 24, 28, IBID_ANNOTATION_STYLE_PINK, "*in* a cell",
            IBID_ANCHOR_STATE_UNCERTAIN);
  html = render_notes (article, annotations);
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *number =
          g_strdup_printf (">%s%u</span> <span class=\"style\" lang=\"en\"", i < 7 ? "■" : "◆", i);
      g_autofree char *reference =
          g_strdup_printf ("\">%s%u\342\201\240</span>", i < 7 ? "■" : "◆", i);
      const char *first = strstr (html, number);

      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, number));
      first = strstr (html, reference);
      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, reference));
    }
  g_assert_null (strstr (html, "▲"));
  g_assert_nonnull (strstr (html, "<mark class=\"blue lane0 start"));
  g_assert_nonnull (strstr (html, "<em>in</em> a cell</span></span></div>\n<div class=\"table\">"));
  g_assert_nonnull (strstr (html, "place uncertain"));
}

/* A note is somebody else's text as soon as it was imported. */
static void
test_hostile_notes (void)
{
  static const char *const notes[] = {
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> <style>*{}</style>\n\n<iframe>",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) <javascript:alert(1)>",
    "[x](https://example.org/\"><script>) [y]: https://x\n\n[y]",
    "</span></p></article><h1>Title</h1>",
    "&lt;script&gt; &#60;script&#62; &#x3c;b&#x3e; &#0; &#xd800; &nosuch; &nbsp;",
    "```\n</code></pre><script>\n```",
    "| a | b |\n|---|---|\n| <b> | c |",
    "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep",
    "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - deep",
    "**_**_**_**_**_**_**_**_** unclosed *** ` `` ```",
    "\x01\x02\x7f control",
  };
  g_autoptr (IbidArticle) article =
      new_article ("\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"one two\"}]");
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (IbidAnnotations) annotations = ibid_annotations_new ();
      g_autofree char *html = NULL;

      put_mark (annotations, text, 0, 3, IBID_ANNOTATION_STYLE_GREEN, notes[i],
                IBID_ANCHOR_STATE_EXACT);
      html = render_notes (article, annotations);
      g_assert_null (strstr (html, "<script"));
      g_assert_null (strstr (html, "<img"));
      g_assert_null (strstr (html, "<style"));
      g_assert_null (strstr (html, "<h1>"));
      g_assert_null (strstr (html, "<b>"));
      g_assert_null (strstr (html, "href=\"j"));
    }
}

static void
test_first_block_is_title (void)
{
  g_autoptr (IbidArticle) article =
      new_article ("\"blocks\":[{\"id\":\"a\",\"type\":\"heading\",\"level\":1,\"text\":\"T\"},"
                   "{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"Text.\"}]");
  g_autofree char *html = render (article, FALSE);

  g_assert_nonnull (strstr (html, "<header>\n<h1 id=\"b0\">T</h1>"));
  g_assert_null (strstr (strstr (html, "</header>"), "b0"));
}

static void
test_sections (void)
{
  g_autoptr (GString) blocks = g_string_new ("\"blocks\":[");
  g_autoptr (IbidArticle) article = NULL;
  g_autofree char *html = NULL;
  guint n_sections = 0;

  for (guint i = 0; i < 2 * IBID_RENDER_SECTION_BLOCKS + 1; i++)
    g_string_append_printf (blocks, "%s{\"id\":\"p%u\",\"type\":\"paragraph\",\"text\":\"%u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append_c (blocks, ']');
  article = new_article (blocks->str);
  html = render (article, FALSE);
  for (const char *p = html; (p = strstr (p, "<section data-g=\"")) != NULL; p++)
    n_sections++;
  g_assert_cmpuint (n_sections, ==, 3);
}

/* Script in every field that an article has: nothing may come out but what is on the lists. */
static void
test_hostile (void)
{
#define EVIL "\\\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
  g_autoptr (IbidArticle) article = new_article (
      "\"outlets\":[{\"id\":\"" EVIL "\",\"name\":\"" EVIL "\"}],"
      "\"sources\":[{\"id\":\"s\",\"outlet\":\"" EVIL "\",\"csl\":{\"id\":\"s\",\"type\":\"" EVIL
      "\",\"title\":\"" EVIL "\"}}],"
      "\"blocks\":[{\"id\":\"" EVIL "\",\"type\":\"heading\",\"level\":2,\"text\":\"" EVIL "\"},"
      "{\"id\":\"p\",\"type\":\"paragraph\",\"text\":\"" EVIL "\",\"marks\":["
      "{\"type\":\"link\",\"start\":0,\"end\":4,\"href\":\"https://x/" EVIL "\"},"
      "{\"type\":\"link\",\"start\":5,\"end\":9,\"href\":\"javascript:alert(1)\"}]},"
      "{\"id\":\"f\",\"type\":\"figure\",\"text\":\"" EVIL
      "\",\"images\":[{\"path\":\"assets/a.png\",\"alt\":\"" EVIL "\"}]},"
      "{\"id\":\"n\",\"type\":\"note\",\"label\":\"" EVIL "\",\"text\":\"" EVIL "\"},"
      "{\"id\":\"c\",\"type\":\"preformatted\",\"text\":\"\\n" EVIL "\"},"
      "{\"id\":\"q\",\"type\":\"quote\",\"text\":\"" EVIL "\"},"
      "{\"id\":\"t\",\"type\":\"table\",\"text\":\"" EVIL
      "\",\"rows\":[[{\"start\":0,\"end\":30}]]}],"
      "\"citations\":[{\"id\":\"" EVIL "\",\"block\":\"p\",\"start\":3,\"end\":12," ITEM "}],"
      "\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"" EVIL "\"}],"
      "\"mentions\":[{\"entity\":\"e\",\"block\":\"p\",\"start\":1,\"end\":20}]");
  g_autofree char *screen = render (article, FALSE);
  g_autofree char *print = render (article, TRUE);

  g_assert_null (strstr (screen, "<script"));
  g_assert_null (strstr (print, "<script"));
  g_assert_null (strstr (screen, "javascript:"));
  g_assert_nonnull (strstr (screen, "&lt;script&gt;"));
#undef EVIL
}

/* Many marks thrown at random: always well-formed, never a character lost. */
static void
test_random_marks (void)
{
  static const char *const types[] = { "emphasis", "strong", "code", "subscript", "superscript" };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) json =
          g_string_new (SOURCES "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":"
                                "\"<0123456789 数字丝绸之路 😀😀 0123456789>\",\"marks\":[");
      g_autoptr (IbidArticle) article = NULL;
      g_autofree char *html = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < 12; i++)
        {
          int start = g_test_rand_int_range (0, 30);
          int end = g_test_rand_int_range (start + 1, 33);

          g_string_append_printf (
              json, "%s{\"type\":\"%s\",\"start\":%d,\"end\":%d}", i > 0 ? "," : "",
              types[g_test_rand_int_range (0, G_N_ELEMENTS (types))], start, end);
        }
      g_string_append (json, "]}],\"citations\":[");
      for (guint i = 0; i < 3; i++)
        {
          int start = g_test_rand_int_range (0, 30);

          g_string_append_printf (
              json, "%s{\"id\":\"c%u\",\"block\":\"a\",\"start\":%d,\"end\":%d," ITEM "}",
              i > 0 ? "," : "", i, start, g_test_rand_int_range (start + 1, 33));
        }
      g_string_append_c (json, ']');
      article = new_article (json->str);
      html = render_block (article, 0, round % 2 == 0);
      for (const char *p = html; *p != '\0'; p++)
        {
          if (*p == '<')
            p = strchr (p, '>');
          else
            g_string_append_c (text, *p);
        }
      g_assert_cmpstr (text->str, ==, "&lt;0123456789 数字丝绸之路 😀😀 0123456789&gt;");
    }
}

static void
test_metadata_line (void)
{
  g_autoptr (IbidArticle) article = new_article (
      SOURCES "\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"one two\"}],"
              "\"citations\":[{\"id\":\"c\",\"block\":\"a\",\"start\":0,\"end\":3," ITEM "}]");
  g_autofree char *line = ibid_render_metadata_line (article);

  g_assert_cmpstr (line, ==, "Report · 1 min · 1 citation from 1 outlet");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/overlapping-marks", test_overlapping_marks);
  g_test_add_func ("/render/citation-over-marks", test_citation_over_marks);
  g_test_add_func ("/render/languages", test_languages);
  g_test_add_func ("/render/notes-and-references", test_notes_and_references);
  g_test_add_func ("/render/lists-and-tables", test_lists_and_tables);
  g_test_add_func ("/render/mentions-for-print", test_mentions_for_print);
  g_test_add_func ("/render/annotations-for-print", test_annotations_for_print);
  g_test_add_func ("/render/notes-for-print", test_notes_for_print);
  g_test_add_func ("/render/hostile-notes", test_hostile_notes);
  g_test_add_func ("/render/first-block-is-title", test_first_block_is_title);
  g_test_add_func ("/render/sections", test_sections);
  g_test_add_func ("/render/hostile", test_hostile);
  g_test_add_func ("/render/random-marks", test_random_marks);
  g_test_add_func ("/render/metadata-line", test_metadata_line);
  return g_test_run ();
}
