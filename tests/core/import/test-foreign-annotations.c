/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-foreign-annotations.h"

/* Files as other programs write them, after what their makers say of the formats; written for this
 * test. (tests/corpus/foreign) */

#define BRIEF                                                                                      \
  "The quick brown fox jumps over the lazy dog. Sphinx of black quartz, judge my vow. Grüße, "   \
  "数字 😀"

static IbidForeignAbout *
new_about (void)
{
  g_autoptr (IbidArticle) article =
      ibid_article_new ("urn:uuid:0f0e0d0c-0000-4000-8000-000000000001");
  g_autoptr (IbidReadingText) text = NULL;
  g_autoptr (IbidCsl) metadata = ibid_csl_new ("brief", "report");

  ibid_csl_set (metadata, IBID_CSL_TITLE, "The brief");
  ibid_csl_set (metadata, IBID_CSL_URL, "https://example.org/brief");
  ibid_article_set_metadata (article, metadata);
  g_assert_true (
      ibid_article_take_block (article, ibid_block_new ("b0", IBID_BLOCK_TYPE_PARAGRAPH, BRIEF)));
  ibid_article_seal (article);
  text = ibid_reading_text_new (article);
  return ibid_foreign_about_new (article, text);
}

static GBytes *
read_corpus (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "tests", "corpus", "foreign", name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static IbidForeignAnnotations *
load (const char *name)
{
  g_autoptr (IbidForeignAbout) about = new_about ();
  g_autoptr (GBytes) bytes = read_corpus (name);
  g_autoptr (GError) error = NULL;
  IbidForeignAnnotations *found = ibid_foreign_annotations_load_bytes (bytes, name, about, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
  for (guint i = 0; i < found->findings->len; i++)
    g_test_message ("%s: %s", ibid_finding_get_pointer (g_ptr_array_index (found->findings, i)),
                    ibid_finding_get_message (g_ptr_array_index (found->findings, i)));
  return found;
}

static IbidAnnotation *
get (IbidForeignAnnotations *found, guint index)
{
  g_assert_cmpuint (index, <, found->annotations->len);
  return g_ptr_array_index (found->annotations, index);
}

static void
assert_is (IbidAnnotation *annotation, const char *exact, const char *note, const char *tags,
           IbidAnnotationStyle style)
{
  g_autofree char *joined = g_strjoinv ("|", (GStrv)ibid_annotation_get_tags (annotation));

  g_assert_cmpstr (ibid_selector_get_exact (ibid_annotation_get_selector (annotation)), ==, exact);
  g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, note);
  g_assert_cmpstr (joined, ==, tags);
  g_assert_cmpint (ibid_annotation_get_style (annotation), ==, style);
}

static void
assert_finding (IbidForeignAnnotations *found, guint index, const char *code, const char *pointer)
{
  IbidFinding *finding;

  g_assert_cmpuint (index, <, found->findings->len);
  finding = g_ptr_array_index (found->findings, index);
  g_assert_cmpstr (ibid_finding_get_code (finding), ==, code);
  g_assert_cmpstr (ibid_finding_get_pointer (finding), ==, pointer);
}

static void
test_shapes (void)
{
  g_autoptr (IbidForeignAnnotations) found = load ("page-of-shapes.jsonld");
  IbidSelector *selector;

  g_assert_cmpint (found->kind, ==, IBID_FOREIGN_JSONLD);
  g_assert_cmpuint (found->annotations->len, ==, 6);
  g_assert_cmpuint (found->n_elsewhere, ==, 1);

  assert_is (get (found, 0), "quick brown fox", "plain bodyValue", "",
             IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpstr (ibid_annotation_get_id (get (found, 0)), ==, "https://notes.example/a/1");
  selector = ibid_annotation_get_selector (get (found, 0));
  g_assert_cmpstr (ibid_selector_get_prefix (selector), ==, "The ");
  g_assert_cmpstr (ibid_selector_get_suffix (selector), ==, " jumps");

  assert_is (get (found, 1), "lazy dog", "a bare comment", "", IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpstr (ibid_annotation_get_id (get (found, 1)), ==,
                   "urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff");
  g_assert_false (
      ibid_selector_get_position (ibid_annotation_get_selector (get (found, 1)), NULL, NULL));

  assert_is (get (found, 2), "lazy dog", "One & two\n\nthree\nfour\n\na reply", "animal|pets",
             IBID_ANNOTATION_STYLE_BLUE);
  g_assert_true (g_str_has_prefix (ibid_annotation_get_id (get (found, 2)), "urn:uuid:"));
  assert_is (get (found, 3), "Sphinx of black quartz", NULL, "", IBID_ANNOTATION_STYLE_PINK);
  assert_is (get (found, 4), "judge my vow", "a note on a highlight", "",
             IBID_ANNOTATION_STYLE_GREEN);
  /* of several targets the one that is the article */
  assert_is (get (found, 5), "jumps over", NULL, "", IBID_ANNOTATION_STYLE_YELLOW);

  g_assert_cmpuint (found->n_findings, ==, 6);
  assert_finding (found, 0, "selector-unreadable", "/first/items/1/target/selector");
  assert_finding (found, 1, "not-in-this-file", "/first/next/items/2");
  assert_finding (found, 2, "selector-unreadable", "/first/next/items/3/target/selector");
  assert_finding (found, 3, "no-quote", "/first/next/items/3");
  assert_finding (found, 4, "time-unreadable", "/first/next/items/5/created");
  assert_finding (found, 5, "not-in-this-file", "/first/next/next");
}

static void
test_reader_set (void)
{
  g_autoptr (IbidForeignAnnotations) found = load ("reader-set.json");

  g_assert_cmpuint (found->annotations->len, ==, 2);
  g_assert_cmpuint (found->n_elsewhere, ==, 0);
  g_assert_cmpuint (found->n_findings, ==, 0);
  assert_is (get (found, 0), "quick brown fox", NULL, "later", IBID_ANNOTATION_STYLE_UNDERLINE);
  assert_is (get (found, 1), "lazy dog", "purple prose", "", IBID_ANNOTATION_STYLE_PURPLE);
}

static void
test_hypothesis (void)
{
  g_autoptr (IbidForeignAnnotations) found = load ("hypothesis-export.json");
  IbidSelector *selector;

  g_assert_cmpint (found->kind, ==, IBID_FOREIGN_HYPOTHESIS);
  g_assert_cmpuint (found->annotations->len, ==, 2);
  assert_is (get (found, 0), "quick brown fox", "A *note* with <b>markup</b> that stays",
             "pets|to check", IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpstr (ibid_annotation_get_id (get (found, 0)), ==,
                   "https://hypothes.is/a/mT3xYqlZEe6abcDEFghijk");
  g_assert_cmpint (ibid_annotation_get_created (get (found, 0)), ==, 1717060353123456);
  g_assert_cmpint (ibid_annotation_get_modified (get (found, 0)), ==, 1717060500654321);
  selector = ibid_annotation_get_selector (get (found, 0));
  g_assert_cmpstr (ibid_selector_get_prefix (selector), ==, "The ");
  /* a note on the page has no place, and is not thrown away */
  assert_is (get (found, 1), "", "On the whole page", "whole", IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpuint (found->n_findings, ==, 1);
  assert_finding (found, 0, "reply", "/annotations/1");
}

static void
test_hypothesis_rows (void)
{
  g_autoptr (IbidForeignAnnotations) found = load ("hypothesis-rows.json");

  g_assert_cmpuint (found->annotations->len, ==, 1);
  g_assert_cmpuint (found->n_elsewhere, ==, 1);
  assert_is (get (found, 0), "lazy dog", NULL, "", IBID_ANNOTATION_STYLE_YELLOW);
}

static void
test_readwise (void)
{
  g_autoptr (IbidForeignAnnotations) import = load ("readwise-import.csv");
  g_autoptr (IbidForeignAnnotations) export = load ("readwise-export.csv");

  g_assert_cmpint (import->kind, ==, IBID_FOREIGN_TABLE);
  g_assert_cmpuint (import->annotations->len, ==, 2);
  g_assert_cmpuint (import->n_elsewhere, ==, 1);
  assert_is (get (import, 0), "quick brown fox", "Mind the \"fox\".", "pets|to_check",
             IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpint (ibid_annotation_get_created (get (import, 0)), ==, 1717060353000000);
  assert_is (get (import, 1), "lazy dog", NULL, "", IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpint (ibid_annotation_get_created (get (import, 1)), ==, 0);

  g_assert_cmpuint (export->annotations->len, ==, 2);
  assert_is (get (export, 0), "quick brown fox", "two\r\nlines", "pets|to check",
             IBID_ANNOTATION_STYLE_BLUE);
  g_assert_cmpint (ibid_annotation_get_created (get (export, 0)), ==, 1717060353000000);
  assert_is (get (export, 1), "lazy dog", NULL, "", IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpuint (export->n_findings, ==, 1);
  assert_finding (export, 0, "time-unreadable", NULL);
  g_assert_true (g_str_has_prefix (
      ibid_finding_get_message (g_ptr_array_index (export->findings, 0)), "Line 4 (row 3): "));
}

static void
test_tables (void)
{
  g_autoptr (IbidForeignAnnotations) semicolons = load ("semicolons.csv");
  g_autoptr (IbidForeignAnnotations) tabs = load ("hypothesis.tsv");
  g_autoptr (IbidForeignAnnotations) utf16 = load ("utf16.csv");

  g_assert_cmpuint (semicolons->annotations->len, ==, 2);
  assert_is (get (semicolons, 0), "quick; brown", "=1+1", "a|b", IBID_ANNOTATION_STYLE_PINK);
  assert_is (get (semicolons, 1), "judge my vow", NULL, "c|d", IBID_ANNOTATION_STYLE_UNDERLINE);
  assert_finding (semicolons, 0, "no-quote", NULL);
  g_assert_true (g_str_has_prefix (
      ibid_finding_get_message (g_ptr_array_index (semicolons->findings, 0)), "Line 4 "));

  g_assert_cmpuint (tabs->annotations->len, ==, 1);
  assert_is (get (tabs, 0), "quick brown fox", "A comment", "pets|to check",
             IBID_ANNOTATION_STYLE_YELLOW);
  assert_finding (tabs, 0, "reply", NULL);

  g_assert_cmpuint (utf16->annotations->len, ==, 1);
  assert_is (get (utf16, 0), "Grüße, 数字 😀", "ü", "", IBID_ANNOTATION_STYLE_YELLOW);
}

static void
assert_error (GBytes *bytes, const char *name, GQuark domain, int code, const char *says)
{
  g_autoptr (IbidForeignAbout) about = new_about ();
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_foreign_annotations_load_bytes (bytes, name, about, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, name));
  if (says != NULL && strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *name;
    IbidImportError code;
    const char *says;
  } files[] = {
    { "latin1.csv", IBID_IMPORT_ERROR_TEXT, "line 2" },
    { "stray-quotation-mark.csv", IBID_IMPORT_ERROR_FORMAT, "Line 2" },
    { "open-quotation-mark.csv", IBID_IMPORT_ERROR_FORMAT, "Line 3" },
    { "no-column.csv", IBID_IMPORT_ERROR_FORMAT, "line 1" },
    { "nothing-in-it.json", IBID_IMPORT_ERROR_EMPTY, NULL },
    { "other.json", IBID_IMPORT_ERROR_FORMAT, NULL },
    { "nul.csv", IBID_IMPORT_ERROR_TEXT, NULL },
  };
  static const struct
  {
    const char *content;
    GQuark (*domain) (void);
    int code;
  } pieces[] = {
    { "", ibid_import_error_quark, IBID_IMPORT_ERROR_EMPTY },
    { "\n\n", ibid_import_error_quark, IBID_IMPORT_ERROR_FORMAT },
    { "Highlight\n", ibid_import_error_quark, IBID_IMPORT_ERROR_EMPTY },
    { "{\"annotations\":[]}", ibid_import_error_quark, IBID_IMPORT_ERROR_EMPTY },
    { "[", ibid_format_error_quark, IBID_FORMAT_ERROR_SYNTAX },
    { "[{\"type\":\"Annotation\",\"bodyValue\":\"a\\u0000\"}]", ibid_format_error_quark,
      IBID_FORMAT_ERROR_NUL },
    { "Highlight,URL\na,https://one.example/\nb,https://two.example/\n", ibid_import_error_quark,
      IBID_IMPORT_ERROR_EMPTY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = read_corpus (files[i].name);

      assert_error (bytes, files[i].name, IBID_IMPORT_ERROR, (int)files[i].code, files[i].says);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (pieces[i].content, strlen (pieces[i].content));

      assert_error (bytes, "piece", pieces[i].domain (), pieces[i].code, NULL);
    }
}

/* at a limit, and one over it */
static void
test_limits (void)
{
  for (guint extra = 0; extra < 2; extra++)
    {
      g_autoptr (IbidForeignAbout) about = new_about ();
      g_autoptr (GString) table = g_string_new ("quote,id\n");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (IbidForeignAnnotations) found = NULL;

      for (guint i = 0; i < IBID_FOREIGN_MAX_ANNOTATIONS + extra; i++)
        g_string_append_printf (table, "a,urn:x:%u\n", i);
      bytes = g_bytes_new (table->str, table->len);
      found = ibid_foreign_annotations_load_bytes (bytes, "t.csv", about, &error);
      if (extra == 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (found->annotations->len, ==, IBID_FOREIGN_MAX_ANNOTATIONS);
        }
      else
        g_assert_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE);
    }
  {
    char *big = g_malloc (IBID_FOREIGN_MAX_FILE_BYTES + 1);
    g_autoptr (GBytes) bytes = NULL;

    memset (big, 'a', IBID_FOREIGN_MAX_FILE_BYTES + 1);
    bytes = g_bytes_new_take (big, IBID_FOREIGN_MAX_FILE_BYTES + 1);
    assert_error (bytes, "big", IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE, NULL);
  }
}

/* The same file has the same ids; a later state of a thing has its id, too, if there is a time. */
static void
test_ids (void)
{
  static const char *const names[] = { "page-of-shapes.jsonld",  "reader-set.json",
                                       "hypothesis-export.json", "hypothesis-rows.json",
                                       "readwise-import.csv",    "semicolons.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (IbidForeignAnnotations) one = load (names[i]);
      g_autoptr (IbidForeignAnnotations) other = load (names[i]);

      for (guint k = 0; k < one->annotations->len; k++)
        {
          g_assert_cmpstr (ibid_annotation_get_id (get (one, k)), ==,
                           ibid_annotation_get_id (get (other, k)));
          g_assert_true (ibid_annotation_same_content (get (one, k), get (other, k)));
        }
    }
}

/* What is nested beyond all measure is not kept: it would keep our own file from being written. */
static void
test_deep (void)
{
  g_autoptr (IbidForeignAbout) about = new_about ();
  g_autoptr (GString) text =
      g_string_new ("[{\"type\":\"Annotation\",\"target\":{\"source\":\"urn:x:y\","
                    "\"selector\":{\"type\":\"TextQuoteSelector\","
                    "\"exact\":\"lazy dog\"}},\"more\":");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidForeignAnnotations) found = NULL;
  g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new ();

  for (guint i = 0; i < IBID_FORMAT_MAX_DEPTH - 2; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < IBID_FORMAT_MAX_DEPTH - 2; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}]");
  bytes = g_bytes_new (text->str, text->len);
  found = ibid_foreign_annotations_load_bytes (bytes, "deep", about, &error);
  g_assert_no_error (error);
  assert_finding (found, 0, "member-too-deep", "/0/more");
  g_ptr_array_add (set->annotations, g_object_ref (get (found, 0)));
  saved = ibid_annotations_save_bytes (set, "urn:uuid:1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (saved);
}

static void
test_names (void)
{
  g_assert_true (ibid_foreign_annotations_is_file_name ("a.jsonld"));
  g_assert_true (ibid_foreign_annotations_is_file_name ("A.JSON"));
  g_assert_true (ibid_foreign_annotations_is_file_name ("a.csv"));
  g_assert_true (ibid_foreign_annotations_is_file_name ("a.tsv"));
  g_assert_false (ibid_foreign_annotations_is_file_name ("a.ibid.json"));
  g_assert_false (ibid_foreign_annotations_is_file_name ("a.txt"));
}

static void
test_colours (void)
{
  static const struct
  {
    const char *colour;
    IbidAnnotationStyle style;
  } colours[] = {
    { "#ffd400", IBID_ANNOTATION_STYLE_YELLOW },
    { "#ff6666", IBID_ANNOTATION_STYLE_PINK },
    { "#5fb236", IBID_ANNOTATION_STYLE_GREEN },
    { "#2ea8e5", IBID_ANNOTATION_STYLE_BLUE },
    { "#a28ae5", IBID_ANNOTATION_STYLE_PURPLE },
    { "#f19837", IBID_ANNOTATION_STYLE_YELLOW },
    { "#0f0", IBID_ANNOTATION_STYLE_GREEN },
    { "#00ff0080", IBID_ANNOTATION_STYLE_GREEN },
    { "rgba(0, 0, 255, 0.3)", IBID_ANNOTATION_STYLE_BLUE },
    { "rgb(100% 0% 0%)", IBID_ANNOTATION_STYLE_PINK },
    { "Orange", IBID_ANNOTATION_STYLE_YELLOW },
    { "hl_violet", IBID_ANNOTATION_STYLE_PURPLE },
    { "light-blue", IBID_ANNOTATION_STYLE_BLUE },
    { "aqua", IBID_ANNOTATION_STYLE_GREEN },
    { "#aaaaaa", IBID_ANNOTATION_STYLE_YELLOW },
    { "#12345", IBID_ANNOTATION_STYLE_YELLOW },
    { "octarine", IBID_ANNOTATION_STYLE_YELLOW },
    { "rgb(", IBID_ANNOTATION_STYLE_YELLOW },
    { "", IBID_ANNOTATION_STYLE_YELLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autoptr (IbidForeignAbout) about = new_about ();
      g_autofree char *table = g_strdup_printf ("quote,color\na,\"%s\"\n", colours[i].colour);
      g_autoptr (GBytes) bytes = g_bytes_new (table, strlen (table));
      g_autoptr (IbidForeignAnnotations) found =
          ibid_foreign_annotations_load_bytes (bytes, "t.csv", about, NULL);

      g_test_message ("%s", colours[i].colour);
      g_assert_cmpint (ibid_annotation_get_style (get (found, 0)), ==, colours[i].style);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/foreign/shapes", test_shapes);
  g_test_add_func ("/import/foreign/reader-set", test_reader_set);
  g_test_add_func ("/import/foreign/hypothesis", test_hypothesis);
  g_test_add_func ("/import/foreign/hypothesis-rows", test_hypothesis_rows);
  g_test_add_func ("/import/foreign/readwise", test_readwise);
  g_test_add_func ("/import/foreign/tables", test_tables);
  g_test_add_func ("/import/foreign/errors", test_errors);
  g_test_add_func ("/import/foreign/limits", test_limits);
  g_test_add_func ("/import/foreign/ids", test_ids);
  g_test_add_func ("/import/foreign/deep", test_deep);
  g_test_add_func ("/import/foreign/names", test_names);
  g_test_add_func ("/import/foreign/colours", test_colours);
  return g_test_run ();
}
