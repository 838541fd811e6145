/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-article-format.h"
#include "corpus.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static IbidArticle *
load_everything (void)
{
  g_autoptr (GBytes) bytes = corpus_read ("valid", "everything.json");
  g_autoptr (GError) error = NULL;
  IbidArticle *article = ibid_article_load_bytes (bytes, "everything.json", NULL, &error);

  g_assert_no_error (error);
  return article;
}

static void
test_header (void)
{
  g_autoptr (IbidArticle) article = load_everything ();
  IbidCsl *metadata = ibid_article_get_metadata (article);
  g_autofree char *issued = ibid_partial_date_to_edtf (ibid_csl_get_issued (metadata));
  guint n_pages;
  guint n_authors;

  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (article)), ==,
                   "urn:uuid:00000000-0000-5000-8000-000000000001");
  g_assert_cmpuint (g_strv_length ((char **)ibid_article_get_other_ids (article)), ==, 1);
  g_assert_cmpstr (ibid_article_get_other_ids (article)[0], ==, "urn:doi:10.5555/earlier");
  g_assert_cmpstr (ibid_article_get_generator (article), ==, "corpus");
  g_assert_cmpstr (ibid_article_get_language (article), ==, "en");
  g_assert_cmpint (ibid_article_get_direction (article), ==, IBID_DIRECTION_LTR);
  g_assert_cmpstr (json_object_get_string_member (ibid_article_get_origin (article), "name"), ==,
                   "brief.txt");
  g_assert_cmpstr (ibid_csl_get (metadata, IBID_CSL_TITLE), ==, "A small brief");
  g_assert_cmpstr (issued, ==, "2021-05-07");
  g_assert_cmpstr (ibid_csl_get_authors (metadata, &n_authors)[1].literal, ==, "The Corpus");
  g_assert_cmpuint (n_authors, ==, 2);
  g_assert_cmpuint (ibid_article_get_pages (article, &n_pages)[1].offset, ==, 4);
  g_assert_cmpuint (n_pages, ==, 2);
}

static void
test_blocks (void)
{
  g_autoptr (IbidArticle) article = load_everything ();
  IbidBlock *paragraph = ibid_article_peek_block (article, 1);
  const IbidMark *marks;
  const IbidTableCell *cells;
  guint n;

  g_assert_cmpuint (ibid_article_get_n_blocks (article), ==, 9);
  g_assert_cmpuint (ibid_block_get_n_chars (paragraph), ==, 39);
  marks = ibid_block_get_marks (paragraph, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (marks[1].type, ==, IBID_MARK_TYPE_LINK);
  g_assert_cmpstr (marks[1].value, ==, "https://example.org/");
  g_assert_cmpstr (marks[2].value, ==, "zh-Hans");
  g_assert_cmpstr (ibid_block_get_images (ibid_article_peek_block (article, 2), &n)[0].path, ==,
                   "assets/map.svg");
  g_assert_true (ibid_block_get_ordered (ibid_article_peek_block (article, 3)));
  g_assert_cmpuint (ibid_block_get_number (ibid_article_peek_block (article, 3)), ==, 2);
  cells = ibid_block_get_cells (ibid_article_peek_block (article, 4), &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (cells[2].row, ==, 1);
  g_assert_true (cells[1].header);
  g_assert_false (cells[2].header);
  g_assert_cmpstr (ibid_block_get_label (ibid_article_peek_block (article, 8)), ==, "1");
}

static void
test_citations (void)
{
  g_autoptr (IbidArticle) article = load_everything ();
  IbidCitation *citation = ibid_article_find_citation (article, "c1");
  GListModel *items = ibid_citation_get_items (citation);
  g_autoptr (IbidCitationItem) first = g_list_model_get_item (items, 0);
  g_autoptr (IbidCitationItem) second = g_list_model_get_item (items, 1);
  IbidSource *source = ibid_citation_item_get_source (first);
  guint start;
  guint end;
  guint n_claims;

  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (source)), ==, "s1");
  g_assert_cmpstr (ibid_outlet_get_country (ibid_source_get_outlet (source)), ==, "KZ");
  g_assert_true (ibid_citation_item_get_range (first, &start, &end));
  g_assert_cmpuint (start, ==, 17);
  g_assert_cmpuint (end, ==, 29);
  g_assert_cmpstr (ibid_citation_item_get_locator (first), ==, "3");
  g_assert_null (ibid_citation_item_get_source (second));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_citation_item_get_candidates (second)), ==, 2);
  g_assert_false (ibid_citation_item_get_range (second, &start, &end));
  g_assert_cmpuint (ibid_citation_get_claims (citation, &n_claims)[0].end, ==, 15);
  g_assert_cmpuint (n_claims, ==, 1);
}

static void
test_entities (void)
{
  g_autoptr (IbidArticle) article = load_everything ();
  IbidEntity *entity = ibid_article_find_entity (article, "e1");
  guint n_names;

  g_assert_cmpint (ibid_entity_get_kind (entity), ==, IBID_ENTITY_KIND_EVENT);
  g_assert_cmpstr (ibid_entity_get_aliases (entity)[0], ==, "fair");
  g_assert_cmpstr (ibid_entity_get_names (entity, &n_names)[0].romanization, ==, "shuzi");
  g_assert_cmpuint (ibid_entity_get_n_mentions (entity), ==, 1);
  g_assert_true (json_object_get_null_member (ibid_entity_get_identifiers (entity), "wikidata"));
}

/* an error keeps its pointer through copying, prefixing and propagating */
static void
test_error (void)
{
  g_autoptr (GBytes) bytes = corpus_read ("invalid", "block-text-wrong-type.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "at /blocks");
  g_autofree char *pointer = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *other_detail = NULL;

  g_assert_null (ibid_article_load_bytes (bytes, "a, at /b: “c”", NULL, &error));
  g_prefix_error (&error, "Opening failed: ");
  copy = g_error_copy (error);
  pointer = ibid_format_error_dup_pointer (copy);
  detail = ibid_format_error_dup_detail (copy);
  other_detail = ibid_format_error_dup_detail (other);
  g_assert_cmpstr (pointer, ==, "/blocks/1/text");
  g_assert_cmpstr (detail, ==, "expected a string, found a number.");
  g_assert_null (ibid_format_error_dup_pointer (other));
  g_assert_cmpstr (other_detail, ==, "at /blocks");
}

/* a file of a newer Ibid is told apart from one that is merely wrong */
static void
test_newer_version (void)
{
  g_autoptr (GBytes) newer = corpus_read ("invalid", "newer-version.json");
  g_autoptr (GBytes) zero = corpus_read ("invalid", "version-zero.json");
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_article_load_bytes (newer, "f", NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_VERSION);
  g_assert_nonnull (strstr (error->message, "Update Ibid"));
  g_clear_error (&error);
  g_assert_null (ibid_article_load_bytes (zero, "f", NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_VERSION);
  g_assert_null (strstr (error->message, "Update Ibid"));
}

/* line and column count characters, the byte is an offset */
static void
test_error_place (void)
{
  g_autoptr (GBytes) syntax = g_bytes_new_static ("{\n \"é数\": }", 13);
  g_autoptr (GBytes) encoding = g_bytes_new_static ("{\n \"é\xff", 7);
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_article_load_bytes (syntax, "f", NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "Line 2, column 8: expected a value, found “}”"));
  g_clear_error (&error);
  g_assert_null (ibid_article_load_bytes (encoding, "f", NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_NOT_UTF8);
  g_assert_nonnull (strstr (error->message, "Line 2, column 4"));
  g_assert_nonnull (strstr (error->message, "byte 6"));
}

static void
assert_read_fails (const char *path, GQuark domain, int code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_format_read_file (file, 10, NULL, &error));
  g_assert_error (error, domain, code);
}

static void
test_read_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ibid-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.ibid.json", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  assert_read_fails (path, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_read_fails (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_read_fails (pipe, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  g_file_set_contents (path, "12345678901", 11, &error);
  g_assert_no_error (error);
  assert_read_fails (path, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_TOO_LARGE);
  g_file_set_contents (path, "1234567890", 10, &error);
  g_assert_no_error (error);
  bytes = ibid_format_read_file (file, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "1234567890", 10);

  g_cancellable_cancel (cancellable);
  g_assert_null (ibid_article_load_file (file, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (ibid_article_load_file (file, NULL, NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "a.ibid.json"));

  g_unlink (pipe);
  g_unlink (path);
  g_rmdir (folder);
}

/* /proc files say they are empty and are not */
static void
test_file_that_grows (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/self/status");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ibid_format_read_file (file, 100000, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
  g_assert_null (ibid_format_read_file (file, 50, NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_TOO_LARGE);
}

static void
test_writer_refuses (void)
{
  g_autoptr (IbidArticle) article = ibid_article_new ("a");
  g_autoptr (IbidBlock) figure = ibid_block_new ("f", IBID_BLOCK_TYPE_FIGURE, "A map");
  g_autoptr (GError) error = NULL;

  ibid_block_add_image (figure, "../map.svg", NULL, NULL);
  ibid_article_take_block (article, g_steal_pointer (&figure));
  ibid_article_seal (article);
  g_assert_null (ibid_article_save_bytes (article, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_PATH);
}

/* An article gets another id; what this version does not know, or would leave out, stays. */
static void
test_identify (void)
{
  static const char *const met[] = { "urn:a", "urn:b", NULL };
  static const char *const met_and_own[] = { "urn:a", "urn:b", "urn:doi:10.5555/earlier",
                                             "urn:uuid:00000000-0000-5000-8000-000000000001",
                                             NULL };
  static const char *const files[] = { "everything.json", "unknown-members.json",
                                       "bad-mentions.json", "byte-order-mark.json" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = corpus_read ("valid", files[i]);
      g_autoptr (GBytes) once = ibid_article_identify_bytes (bytes, "urn:a", met, &error);
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
      g_autoptr (GListStore) after = g_list_store_new (IBID_TYPE_FINDING);
      g_autoptr (IbidArticle) before = ibid_article_load_bytes (bytes, files[i], findings, NULL);
      g_autoptr (IbidArticle) article = NULL;
      g_autofree char *text = ibid_article_dup_reading_text (before);
      g_autofree char *same_text = NULL;

      g_assert_no_error (error);
      article = ibid_article_load_bytes (once, files[i], after, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==,
                        g_list_model_get_n_items (G_LIST_MODEL (after)));
      g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (article)), ==, "urn:a");
      g_assert_cmpstr (ibid_article_get_other_ids (article)[0], ==, "urn:b");
      same_text = ibid_article_dup_reading_text (article);
      g_assert_cmpstr (text, ==, same_text);
      twice = ibid_article_identify_bytes (bytes, "urn:a", ibid_article_get_other_ids (article),
                                           &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (once, twice));
      if (i == 0)
        g_assert_cmpstrv (ibid_article_get_other_ids (article), met_and_own + 1);
    }
}

/* No article gets no other id. */
static void
test_identify_refuses (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (GBytes) truncated = corpus_read ("invalid", "truncated.json");
  g_autoptr (GBytes) decisions = corpus_read ("valid", "corrections.json");
  g_autoptr (GBytes) bad_list = corpus_read ("invalid", "other-id-empty.json");
  g_autoptr (GError) error = NULL;

  g_assert_null (ibid_article_identify_bytes (truncated, "urn:a", none, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (ibid_article_identify_bytes (decisions, "urn:a", none, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_NOT_ARTICLE);
  g_clear_error (&error);
  g_assert_null (ibid_article_identify_bytes (bad_list, "urn:a", none, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_VALUE);
}

static void
test_spans_in_wide_text (void)
{
  GString *text =
      g_string_new ("{\"format\":\"ibid-article\",\"version\":1,\"id\":\"a\",\"blocks\":"
                    "[{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "数e\u0301");
  g_string_append (text, "\"}],\"entities\":[{\"id\":\"e\",\"kind\":\"term\",\"name\":\"n\"}],"
                         "\"mentions\":[");
  /* forwards, backwards and jumping: sound ones, and every seventh cuts the accent off */
  for (guint i = 0; i < 9000; i++)
    {
      guint at = i % 3 == 0 ? i * 30 : i % 3 == 1 ? 299997 - i * 30 : (i * 7919) % 99999 * 3;

      at -= at % 3;
      g_string_append_printf (text, "%s{\"entity\":\"e\",\"block\":\"b\",\"start\":%u,\"end\":%u}",
                              i > 0 ? "," : "", at, at + (i % 7 == 0 ? 2 : 3));
    }
  g_string_append (text, "]}");
  bytes = g_string_free_to_bytes (text);
  article = ibid_article_load_bytes (bytes, "wide", findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 1286);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_mentions (article)), ==,
                    9000 - 1286);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/article/header", test_header);
  g_test_add_func ("/format/article/blocks", test_blocks);
  g_test_add_func ("/format/article/citations", test_citations);
  g_test_add_func ("/format/article/entities", test_entities);
  g_test_add_func ("/format/article/error", test_error);
  g_test_add_func ("/format/article/error-place", test_error_place);
  g_test_add_func ("/format/article/newer-version", test_newer_version);
  g_test_add_func ("/format/article/read-file", test_read_file);
  g_test_add_func ("/format/article/file-that-grows", test_file_that_grows);
  g_test_add_func ("/format/article/writer-refuses", test_writer_refuses);
  g_test_add_func ("/format/article/identify", test_identify);
  g_test_add_func ("/format/article/identify-refuses", test_identify_refuses);
  g_test_add_func ("/format/article/spans-in-wide-text", test_spans_in_wide_text);
  return g_test_run ();
}
