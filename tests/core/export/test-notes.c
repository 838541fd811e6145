/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk.h"
#include "ibid-front-matter.h"
#include "ibid-markdown-document.h"
#include "ibid-markdown-text.h"

/* What Python's parsers cannot see from outside; what they can is in tests/cli. */

static const char *const note_formats[] = { "csv", "jsonld", "hypothesis", "readwise" };

static void
test_nothing (void)
{
  g_autoptr (IbidArticle) article = desk_new_article ();
  IbidExportMatter *matter;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "test", .now = now };

  ibid_article_seal (article);
  matter = desk_new_matter (article);
  for (guint i = 0; i < G_N_ELEMENTS (note_formats); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ibid_export_make (matter, ibid_export_find_kind (note_formats[i])->format,
                                       &options, NULL, &error));
      g_assert_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING);
    }
  g_assert_finalize_object (matter);
}

static IbidExportMatter *
new_matter_with_notes (IbidArticle *article, guint n_notes)
{
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_notes; i++)
    {
      g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, i, i + 2);
      IbidAnnotation *annotation = ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_BLUE);

      ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, text, i, i + 2);
      g_ptr_array_add (annotations, annotation);
    }
  return ibid_export_matter_new (article, annotations);
}

static void
cancel_cb (double fraction, gpointer cancellable)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <, 1);
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled (void)
{
  static const char *const formats[] = { "markdown", "text",       "csv",
                                         "jsonld",   "hypothesis", "readwise" };
  g_autoptr (IbidArticle) article = desk_new_article ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  IbidExportMatter *matter;

  ibid_article_seal (article);
  matter = new_matter_with_notes (article, 3);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      const IbidExportOptions options = {
        .base_name = "test", .now = now, .progress = cancel_cb, .progress_data = cancellable
      };
      g_autoptr (GError) error = NULL;

      g_assert_null (ibid_export_make (matter, ibid_export_find_kind (formats[i])->format, &options,
                                       cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_finalize_object (matter);
}

static void
assert_refused (IbidExportMatter *matter, const char *data, gssize length)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr (GBytes) previous = g_bytes_new (data, length < 0 ? strlen (data) : (gsize)length);
  const IbidExportOptions options = { .base_name = "test", .now = now, .previous = previous };
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_export_make (matter, IBID_EXPORT_FORMAT_MARKDOWN, &options, NULL, &error));
  g_assert_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_PREVIOUS);
}

static void
test_previous (void)
{
  g_autoptr (IbidArticle) article = desk_new_article ();
  IbidExportMatter *matter;

  ibid_article_seal (article);
  matter = desk_new_matter (article);
  assert_refused (matter, "My notes", -1);
  assert_refused (matter, "---\ntitle: mine\n---\n", -1);
  assert_refused (matter, "---\nid: urn:uuid:2\n---\n", -1);
  assert_refused (matter, "---\nid: urn:uuid:1\n", -1);
  assert_refused (matter, "---\nid: urn:uuid:1\n---\n\0", 24);
  assert_refused (matter, "---\nid: urn:uuid:1\n---\n\xff", -1);
  assert_refused (matter, "---", -1);
  g_assert_finalize_object (matter);
}

/* What is not set is written as it was read. */
static void
test_front_matter (void)
{
  static const char *const texts[] = {
    "---\n---\n",
    "---  \r\na: 1\r\n---\t\r\n",
    "---\n# c\n\na: [1,\n2]\n'b: c': {x: y}\nd: |\n  one\n\n  two\n\n---\n",
    "---\na: [unclosed\nb: \"unclosed\n- item\n?\n: x\n--- x\n---",
    "---\n: x\n\"a\" : 'it''s'\n\"\\u0062\":\n- \"\\x41\\t\\\"\\\\\\e\\q\"\n---\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *rest = NULL;
      g_autoptr (IbidFrontMatter) front = ibid_front_matter_parse (texts[i], &rest);
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_nonnull (front);
      g_assert_cmpstr (rest, ==, "");
      ibid_front_matter_append_to (front, out);
      if (g_str_has_suffix (texts[i], "\n"))
        g_assert_cmpstr (out->str, ==, texts[i]);
      else
        g_assert_true (g_str_has_prefix (out->str, texts[i]));
    }
}

static void
test_values (void)
{
  const char *rest;
  g_autoptr (IbidFrontMatter) front =
      ibid_front_matter_parse ("---\n\"a\" : 'it''s'  # why\nb: plain text # why\nc: \"\\u0041\\x42"
                               "\\t\\U0001f600\\\"\"\nd:\n- one # why\n-   'two'\ne:\n---\n",
                               &rest);
  g_autofree char *a = ibid_front_matter_dup_text (front, "a");
  g_autofree char *b = ibid_front_matter_dup_text (front, "b");
  g_autofree char *c = ibid_front_matter_dup_text (front, "c");
  g_autofree char *e = ibid_front_matter_dup_text (front, "e");
  g_autofree char *f = ibid_front_matter_dup_text (front, "f");
  g_autoptr (GPtrArray) d = ibid_front_matter_dup_list (front, "d");

  g_assert_cmpstr (a, ==, "it's");
  g_assert_cmpstr (b, ==, "plain text");
  g_assert_cmpstr (c, ==, "AB\t😀\"");
  g_assert_cmpstr (e, ==, "");
  g_assert_null (f);
  g_assert_cmpuint (d->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (d, 0), ==, "one");
  g_assert_cmpstr (g_ptr_array_index (d, 1), ==, "two");
}

/* What looks like a region but is none is the reader's. */
static void
test_regions (void)
{
  static const char text[] = "---\nid: x\n---\n<!-- ibid:a -->\nno end\n"
                             "<!-- ibid:b -->\nB\n<!-- /ibid:b -->\n"
                             "<!-- ibid:b -->\ntwice\n<!-- /ibid:b -->\n"
                             "    <!-- ibid:c -->\ncode\n    <!-- /ibid:c -->\n"
                             "<!-- ibid:d --> words\n<!-- /ibid:d -->\n"
                             "<!-- ibid: -->\n<!-- /ibid: -->\n"
                             "  <!-- ibid:e -->  \r\nE\r\n<!-- /ibid:e -->";
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidMarkdownDocument) document = ibid_markdown_document_parse (text, &error);
  g_autoptr (GPtrArray) names = ibid_markdown_document_dup_region_names (document);
  g_autoptr (GString) out = ibid_markdown_document_to_text (document);

  g_assert_no_error (error);
  g_assert_cmpstr (out->str, ==, text);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "b");
  g_assert_cmpstr (ibid_markdown_document_get_region (document, "b"), ==, "B\n");
  g_assert_cmpstr (ibid_markdown_document_get_region (document, "e"), ==, "E\r\n");
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    const char *markdown;
  } cases[] = {
    { "", "" },         { " a ", "a" },           { "1. a", "1\\. a" },
    { "1.5", "1\\.5" }, { "a 1. b", "a 1. b" },   { "- a", "\\- a" },
    { "-a", "-a" },     { "a\nb", "a b" },        { "# a #", "\\# a \\#" },
    { "=", "\\=" },     { "a_b*c", "a\\_b\\*c" },
  };
  static const char *const tags[][2] = {
    { "", "_" },          { "a b", "a_b" },   { "2nd", "_2nd" },
    { "x/y-z", "x/y-z" }, { "日本", "日本" }, { "a#b", "a_b" },
  };
  g_autofree char *link = ibid_markdown_dup_page_link (" A/B [c] ");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markdown = ibid_markdown_dup_escaped (cases[i].text);

      g_assert_cmpstr (markdown, ==, cases[i].markdown);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *tag = ibid_markdown_dup_tag (tags[i][0]);

      g_assert_cmpstr (tag, ==, tags[i][1]);
    }
  g_assert_cmpstr (link, ==, "[[A B  c]]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/notes/nothing", test_nothing);
  g_test_add_func ("/export/notes/cancelled", test_cancelled);
  g_test_add_func ("/export/notes/previous", test_previous);
  g_test_add_func ("/export/notes/front-matter", test_front_matter);
  g_test_add_func ("/export/notes/values", test_values);
  g_test_add_func ("/export/notes/regions", test_regions);
  g_test_add_func ("/export/notes/words", test_words);
  return g_test_run ();
}
