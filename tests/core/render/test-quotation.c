/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-article-format.h"
#include "ibid-quotation.h"
#include <string.h>

static const char json[] =
    "{ 'format': 'ibid-article', 'version': 1, 'id': "
    "'urn:uuid:00000000-0000-4000-8000-000000000001',"
    "  'language': 'en', 'metadata': { 'type': 'article', 'title': 'Roads & <rails>', 'author': [ "
    "{ "
    "'literal': 'A. Reader' } ], 'container-title': 'The Brief', 'issued': { 'date-parts': [ [ "
    "2021, "
    "5, 7 ] ] }, 'URL': 'https://brief.example/a?b=1&c=<2>' },"
    "  'blocks': ["
    "    { 'id': 'b1', 'type': 'paragraph', 'text': '1. Trade grew by *half* [sic] <b>fast</b> "
    "(Xinhua, January 22; TASS).' },"
    "    { 'id': 'b2', 'type': 'paragraph', 'text': ' # Second\\tparagraph. ' } ],"
    "  'outlets': [ { 'id': 'o1', 'name': 'Xinhua', 'kind': 'state-media', 'country': 'CN' } ],"
    "  'sources': [ { 'id': 's1', 'outlet': 'o1', 'csl': { 'id': 's1', 'type': "
    "'article-newspaper', 'URL': 'javascript:alert(1)', 'issued': { 'date-parts': [ [ 2021, 1, "
    "22 ] ] } } } ],"
    "  'citations': [ { 'id': 'c1', 'block': 'b1', 'start': 42, 'end': 68, 'form': "
    "'parenthetical', 'role': 'support', 'items': [ { 'source': 's1', 'candidates': [], "
    "'resolution': 'year-inferred', 'name': 'Xinhua' }, { 'source': null, 'candidates': [], "
    "'resolution': 'unresolved', 'name': 'TASS' }, { 'source': 's1', 'candidates': [], "
    "'resolution': 'year-inferred', 'name': 'Xinhua' } ], 'claims': [] } ],"
    "  'entities': [], 'mentions': [] }";

static IbidArticle *
new_article (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  IbidArticle *article = ibid_article_load_bytes (bytes, "test", NULL, &error);

  g_assert_no_error (error);
  return article;
}

static char *
quote (IbidArticle *article, guint n_spans, gboolean with_sources, IbidQuotationForm form)
{
  const IbidSpan spans[] = { { 0, 0, 42 }, { 1, 0, 21 } };
  g_autoptr (GPtrArray) citations = g_ptr_array_new ();

  if (with_sources)
    g_ptr_array_add (citations, ibid_article_find_citation (article, "c1"));
  return ibid_quotation_write (article, spans, n_spans, citations, form);
}

static void
test_plain (void)
{
  g_autoptr (IbidArticle) article = new_article ();
  g_autofree char *text = quote (article, 2, TRUE, IBID_QUOTATION_PLAIN);
  g_autofree char *bare = quote (article, 1, FALSE, IBID_QUOTATION_PLAIN);

  g_assert_cmpstr (text, ==,
                   "“1. Trade grew by *half* [sic] <b>fast</b>\n\n# Second paragraph.”\n\n"
                   "— A. Reader, “Roads & <rails>”, The Brief, 7 May 2021. "
                   "https://brief.example/a?b=1&c=%3C2%3E\n\n"
                   "Sources:\n\n"
                   "1. Xinhua, 22 January 2021 (year inferred)\n"
                   "2. TASS (source not found)\n");
  g_assert_cmpstr (bare, ==,
                   "“1. Trade grew by *half* [sic] <b>fast</b>”\n\n"
                   "— A. Reader, “Roads & <rails>”, The Brief, 7 May 2021. "
                   "https://brief.example/a?b=1&c=%3C2%3E\n");
}

static void
test_markdown (void)
{
  g_autoptr (IbidArticle) article = new_article ();
  g_autofree char *text = quote (article, 2, TRUE, IBID_QUOTATION_MARKDOWN);

  g_assert_cmpstr (
      text, ==,
      "> 1\\. Trade grew by \\*half\\* \\[sic\\] \\<b\\>fast\\</b\\>\n>\n"
      "> \\# Second paragraph.\n\n"
      "— A. Reader, [“Roads \\& \\<rails\\>”](<https://brief.example/a?b=1&c=%3C2%3E>), "
      "The Brief, 7 May 2021\n\n"
      "Sources:\n\n"
      "1. Xinhua, 22 January 2021 (year inferred)\n"
      "2. TASS (source not found)\n");
}

static void
test_html (void)
{
  g_autoptr (IbidArticle) article = new_article ();
  g_autofree char *text = quote (article, 1, TRUE, IBID_QUOTATION_HTML);

  g_assert_cmpstr (
      text, ==,
      "<blockquote><p>1. Trade grew by *half* [sic] &lt;b&gt;fast&lt;/b&gt;</p>"
      "</blockquote>\n"
      "<p>— A. Reader, <a href=\"https://brief.example/a?b=1&amp;c=%3C2%3E\">“Roads &amp; "
      "&lt;rails&gt;”</a>, The Brief, 7 May 2021</p>\n"
      "<p>Sources:</p>\n<ol>\n"
      "<li>Xinhua, 22 January 2021 (year inferred)</li>\n"
      "<li>TASS (source not found)</li>\n</ol>\n");
}

/* Each source of a citation with the grade, in signs and in words, and the check state. */
static void
test_claim (void)
{
  const IbidSpan span = { 0, 3, 29 };
  g_autoptr (IbidArticle) article = new_article ();
  IbidCitation *citation = ibid_article_find_citation (article, "c1");
  g_autoptr (IbidOverlay) overlay = ibid_overlay_new ();
  const struct
  {
    IbidTargetKind target;
    const char *id;
    const char *field;
    GVariant *value;
  } decisions[] = {
    { IBID_TARGET_KIND_OUTLET, "o1", "reliability", g_variant_new_string ("c") },
    { IBID_TARGET_KIND_ITEM, "c1", "credibility", g_variant_new_int32 (3) },
    { IBID_TARGET_KIND_ITEM, "c1", "verdict", g_variant_new_string ("supports") },
  };
  g_autofree char *text = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autoptr (IbidDecision) decision =
          ibid_decision_new (decisions[i].target, decisions[i].id, 0, decisions[i].field, NULL,
                             decisions[i].value, NULL, "2021-05-08T10:00:00Z");

      ibid_overlay_put (overlay, decision);
    }
  ibid_article_apply_decisions (article, NULL, overlay, NULL);
  text = ibid_quotation_write_claim (article, &span, 1, citation, IBID_QUOTATION_PLAIN);
  markdown = ibid_quotation_write_claim (article, &span, 1, citation, IBID_QUOTATION_MARKDOWN);
  html = ibid_quotation_write_claim (article, &span, 1, citation, IBID_QUOTATION_HTML);
  g_assert_cmpstr (
      text, ==,
      "“Trade grew by *half* [sic]”\n\n"
      "— A. Reader, “Roads & <rails>”, The Brief, 7 May 2021. "
      "https://brief.example/a?b=1&c=%3C2%3E\n\n"
      "Sources:\n\n"
      "1. Xinhua, 22 January 2021 (year inferred). Grade C3: fairly reliable, possibly "
      "true. Check: Supports\n"
      "2. TASS (source not found). Not graded. Check: Not checked\n"
      "3. Xinhua, 22 January 2021 (year inferred). Grade C: fairly reliable. Check: "
      "Not checked\n");
  g_assert_true (g_str_has_prefix (markdown, "> Trade grew by \\*half\\*"));
  g_assert_nonnull (strstr (html, "possibly true. Check: Supports</li>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quotation/plain", test_plain);
  g_test_add_func ("/quotation/markdown", test_markdown);
  g_test_add_func ("/quotation/html", test_html);
  g_test_add_func ("/quotation/claim", test_claim);
  return g_test_run ();
}
