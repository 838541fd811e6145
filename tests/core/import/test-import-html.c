/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "draft-words.h"
#include "ibid-article-format.h"
#include "ibid-import-error.h"
#include "ibid-import-html.h"

/* enough prose for a page to have an article */
#define PROSE "This is a paragraph of some length, which a page would show as part of its article. "

static IbidDraft *
read_page (const char *html)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GError) error = NULL;
  IbidDraft *draft =
      ibid_import_html (&(IbidImportInput){ .bytes = bytes, .name = "page.html" }, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  return draft;
}

static void
assert_blocks (const char *html, const char *expected)
{
  g_autoptr (IbidDraft) draft = read_page (html);
  g_autofree char *text = draft_words_describe (draft);

  g_assert_cmpstr (text, ==, expected);
  g_assert_finalize_object (g_steal_pointer (&draft));
}

static void
test_blocks (void)
{
  assert_blocks ("<main><h1>Title</h1><p>One  <b>two</b>\n three<br>four</p><hr>"
                 "<blockquote><p>Said.</p></blockquote><pre>a  b\n c</pre>"
                 "<div>Loose text</div></main>",
                 "heading1: Title\nparagraph: One two three/four\nseparator: \nquote: Said.\n"
                 "preformatted: a  b/ c\nparagraph: Loose text\n");
  assert_blocks ("<main><ul><li>One<ul><li>Inner</ul><li><p>Two</p><p>more</p></ul>"
                 "<ol start=3><li>Three<li value=7>Seven<li>Eight</ol><dl><dt>Word<dd>Sense</dl>",
                 "list-item1: One\nlist-item2: Inner\nlist-item1: Two/more\nlist-item1#3: Three\n"
                 "list-item1#7: Seven\nlist-item1#8: Eight\nparagraph: Word\nparagraph: Sense\n");
  assert_blocks ("<p>before<figure><img src=x.png alt=Map><figcaption>The map. (Source: "
                 "Xinhua)</figcaption></figure>",
                 "paragraph: before\nfigure: The map. (Source: Xinhua)\n");
}

static void
test_table (void)
{
  g_autoptr (IbidDraft) draft =
      read_page ("<table><caption>Counts</caption><tr><th>Year<th colspan=2>Count<tr><td>2019"
                 "<td><p>12</p><p>13</p><td></table><table><tr><td>Only for looks</table>");
  g_autofree char *text = draft_words_describe (draft);
  guint n_cells;
  const IbidTableCell *cells;

  g_assert_cmpstr (text, ==,
                   "paragraph: Counts\ntable: Year\tCount/2019\t12 13\t\n"
                   "paragraph: Only for looks\n");
  cells = ibid_block_get_cells (ibid_draft_peek_block (draft, 1), &n_cells);
  g_assert_cmpuint (n_cells, ==, 5);
  g_assert_true (cells[0].header);
  g_assert_cmpuint (cells[1].colspan, ==, 2);
  g_assert_cmpuint (cells[3].row, ==, 1);
  g_assert_cmpuint (cells[3].start, ==, 16);
  g_assert_cmpuint (cells[3].end, ==, 21);
  g_assert_cmpuint (cells[4].start, ==, cells[4].end);
}

static void
test_marks (void)
{
  g_autoptr (IbidDraft) draft =
      read_page ("<p>a <em>b <strong>c</strong></em> H<sub>2</sub>O <a href='https://example.org/'>"
                 "d</a> <a href='javascript:x()'>e</a> <span lang=zh-Hans>中国</span> "
                 "e<i>\xCC\x81</i>x</p>");
  IbidBlock *block = ibid_draft_peek_block (draft, 0);
  g_autoptr (GString) found = g_string_new (NULL);
  guint n_marks;
  const IbidMark *marks = ibid_block_get_marks (block, &n_marks);

  for (guint i = 0; i < n_marks; i++)
    g_string_append_printf (found, "%u:%u-%u%s%s ", (guint)marks[i].type, marks[i].start,
                            marks[i].end, marks[i].value != NULL ? "=" : "",
                            marks[i].value != NULL ? marks[i].value : "");
  g_assert_cmpstr (ibid_block_get_text (block), ==, "a b c H2O d e 中国 e\xCC\x81x");
  /* the last one is widened: no mark begins between a letter and its accent */
  g_assert_cmpstr (found->str, ==,
                   "1:4-5 0:2-5 3:7-8 5:10-11=https://example.org/ 6:14-16=zh-Hans 0:17-19 ");
}

static void
test_main_content (void)
{
  assert_blocks (
      "<body><header><nav><a href=/>Home</a></nav></header>"
      "<div id=cookieConsent><p>" PROSE "</p></div><div class=page><div class=story>"
      "<h1>Title</h1><p>" PROSE "</p><div class='share-bar'><p>Share</p></div><p>" PROSE
      "</p><p>" PROSE "</p><p>" PROSE "</p><p>" PROSE
      "</p><aside><h2>Related</h2></aside></div></div>"
      "<footer><p>" PROSE "</p></footer>",
      "heading1: Title\nparagraph: This is a paragraph of some length, which a page would "
      "show as part of its article.\nparagraph: This is a paragraph of some length, "
      "which a page would show as part of its article.\nparagraph: This is a paragraph "
      "of some length, which a page would show as part of its article.\nparagraph: This "
      "is a paragraph of some length, which a page would show as part of its "
      "article.\nparagraph: This is a paragraph of some length, which a page would show "
      "as part of its article.\n");
  /* what is called a sidebar and holds the article is the article */
  assert_blocks (
      "<body><div class=sidebar><p>" PROSE "</p></div>",
      "paragraph: This is a paragraph of some length, which a page would show as part of "
      "its article.\n");
  assert_blocks ("<body><p hidden>no</p><script>no</script><p style='display:none'>no</p>"
                 "<svg><text>no</text></svg><p>Yes</p>",
                 "paragraph: Yes\n");
}

static void
assert_notes (const char *html, const char *expected)
{
  g_autoptr (IbidDraft) draft = read_page (html);
  g_autofree char *text = draft_words_describe (draft);
  g_autofree char *references = draft_words_describe_references (draft);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (references, ==, "[1]→1 [2]→2 ");
}

static void
test_notes (void)
{
  const char *expected = "paragraph: One[1] and two[2].\nnote[1]: First.\nnote[2]: Second.\n";

  /* as pandoc writes them: outside the article, each with a way back */
  assert_notes (
      "<article><p>One<a href='#fn1' class=footnote-ref id=r1><sup>[1]</sup></a> and two<a "
      "href='#fn2' class=footnote-ref id=r2><sup>[2]</sup></a>.</p></article><section "
      "role=doc-endnotes><ol><li id=fn1><p>First.<a href='#r1' class=footnote-back>↩︎</a></p>"
      "</li><li id=fn2><p>Second.<a href='#r2' "
      "class=footnote-back>↩︎</a></p></li></ol></section>",
      expected);
  /* as word processors write them: the number at the beginning is the way back */
  assert_notes ("<p>One<a name=r1 href='#n1'>[1]</a> and two<a name=r2 href='#n2'>[2]</a>.</p>"
                "<div><p><a name=n1 href='#r1'>[1]</a> First.</p></div>"
                "<div><p><a name=n2 href='#r2'>[2]</a> Second.</p></div>",
                expected);
}

static void
test_metadata (void)
{
  g_autoptr (IbidDraft) draft = read_page (
      "<html lang=ru><head><title>Заголовок — Сайт</title><meta name=citation_author "
      "content='Smith, Ann'><meta property='og:site_name' content='The Site'><meta "
      "property='article:published_time' content='2021-05-07T10:00:00+06:00'><link rel=canonical "
      "href='https://example.org/a'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
      "\"headline\":\"Headline\",\"datePublished\":\"2020-01-01\"}</script></head><p>Text");
  IbidCsl *csl = ibid_draft_get_metadata (draft);
  g_autofree char *date = ibid_partial_date_to_edtf (ibid_draft_get_published (draft));
  g_autofree char *author = ibid_csl_dup_author_text (csl);

  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_TITLE), ==, "Headline");
  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE), ==, "The Site");
  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_URL), ==, "https://example.org/a");
  g_assert_cmpstr (ibid_draft_get_language (draft), ==, "ru");
  g_assert_cmpstr (date, ==, "2021-05-07");
  g_assert_cmpstr (author, ==, "Ann Smith");
}

static void
test_encoding (void)
{
  g_autoptr (GBytes) bytes =
      g_bytes_new_static ("<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2", 36);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDraft) draft =
      ibid_import_html (&(IbidImportInput){ .bytes = bytes, .name = NULL }, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ibid_draft_get_encoding (draft), ==, "WINDOWS-1251");
  g_assert_cmpstr (ibid_block_get_text (ibid_draft_peek_block (draft, 0)), ==, "Привет");
}

static void
assert_refused (GString *html, IbidImportError code)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (html);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      ibid_import_html (&(IbidImportInput){ .bytes = bytes, .name = NULL }, NULL, &error));
  g_assert_error (error, IBID_IMPORT_ERROR, (int)code);
}

static GString *
repeat (const char *piece, guint n, const char *end)
{
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (html, piece);
  return g_string_append (html, end);
}

static void
test_hostile (void)
{
  g_autoptr (IbidDraft) draft = NULL;
  GString *deepest = repeat ("<div>", 1000, "x");

  assert_refused (repeat ("<div>", 1001, "x"), IBID_IMPORT_ERROR_TOO_LARGE);
  assert_refused (repeat ("<p>x", IBID_FORMAT_MAX_BLOCKS + 1, ""), IBID_IMPORT_ERROR_TOO_LARGE);
  assert_refused (repeat ("", 0, "<script>x</script>"), IBID_IMPORT_ERROR_EMPTY);
  assert_refused (repeat ("", 0, ""), IBID_IMPORT_ERROR_EMPTY);
  draft = read_page (deepest->str);
  g_assert_cmpuint (ibid_draft_get_n_blocks (draft), ==, 1);
  g_string_free (deepest, TRUE);
}

/* A text longer than a block may be is cut, and nothing of it is lost. */
static void
test_long_block (void)
{
  GString *html = repeat ("word ", 500000, "<p>end");
  g_autoptr (IbidDraft) draft = read_page (html->str);
  gsize n_bytes = 0;

  for (guint i = 0; i < ibid_draft_get_n_blocks (draft); i++)
    {
      gsize size = strlen (ibid_block_get_text (ibid_draft_peek_block (draft, i)));

      g_assert_cmpuint (size, <=, IBID_FORMAT_MAX_BLOCK_BYTES);
      n_bytes += size;
    }
  g_assert_cmpuint (ibid_draft_get_n_blocks (draft), ==, 4);
  g_assert_cmpuint (n_bytes, >=, 500000 * 5 - 4);
  g_string_free (html, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html/blocks", test_blocks);
  g_test_add_func ("/import/html/table", test_table);
  g_test_add_func ("/import/html/marks", test_marks);
  g_test_add_func ("/import/html/main-content", test_main_content);
  g_test_add_func ("/import/html/notes", test_notes);
  g_test_add_func ("/import/html/metadata", test_metadata);
  g_test_add_func ("/import/html/encoding", test_encoding);
  g_test_add_func ("/import/html/hostile", test_hostile);
  g_test_add_func ("/import/html/long-block", test_long_block);
  return g_test_run ();
}
