/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>
#include "ibid-article-format.h"
#include "ibid-import.h"
#include "ibid-terms-types.h"

/* Plain text as people keep it: what becomes of its lines, its head, its encodings. */

static IbidDraft *
read_bytes (const char *bytes, gsize size, GError **error)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, size);

  return ibid_import_read (ibid_import_find_format ("text"),
                           &(IbidImportInput){ .bytes = all, .name = "a.txt" }, NULL, error);
}

static IbidDraft *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  IbidDraft *draft = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return draft;
}

static void
assert_block (IbidDraft *draft, guint index, const char *type, const char *text)
{
  IbidBlock *block = ibid_draft_peek_block (draft, index);

  g_assert_nonnull (block);
  g_assert_cmpstr (
      ibid_nick_from_enum (IBID_TYPE_BLOCK_TYPE, (int)ibid_block_get_block_type (block)), ==, type);
  g_assert_cmpstr (ibid_block_get_text (block), ==, text);
}

static void
test_blocks (void)
{
  g_autoptr (IbidDraft) draft =
      read_text ("A Title of Some Words\n"
                 "\n"
                 "A paragraph that was broken to fit a page has several lines,\n"
                 "of which each is about as long as the one before, but the last\n"
                 "is short.\n"
                 "\n"
                 "A Heading\n"
                 "\n"
                 "- one\n"
                 "- two, which goes on in a\n"
                 "  second line\n"
                 "1. first\n"
                 "2. second\n"
                 "\n"
                 "> said by somebody\n"
                 "> in two lines\n"
                 "\n"
                 "Figure 1: What is to be seen.\n"
                 "\n"
                 "* * *\n"
                 "\n"
                 "## Marked\n"
                 "\n"
                 "The end, with a mark.[1]\n"
                 "\n"
                 "Notes\n"
                 "\n"
                 "[1] A note.\n"
                 "\n"
                 "2. Another one.\n");

  assert_block (draft, 0, "heading", "A Title of Some Words");
  assert_block (draft, 1, "paragraph",
                "A paragraph that was broken to fit a page has several lines, of which each is "
                "about as long as the one before, but the last is short.");
  assert_block (draft, 2, "heading", "A Heading");
  assert_block (draft, 3, "list-item", "one");
  assert_block (draft, 4, "list-item", "two, which goes on in a second line");
  assert_block (draft, 5, "list-item", "first");
  assert_block (draft, 6, "list-item", "second");
  assert_block (draft, 7, "quote", "said by somebody in two lines");
  assert_block (draft, 8, "figure", "Figure 1: What is to be seen.");
  assert_block (draft, 9, "separator", "");
  assert_block (draft, 10, "heading", "Marked");
  assert_block (draft, 11, "paragraph", "The end, with a mark.[1]");
  assert_block (draft, 12, "heading", "Notes");
  assert_block (draft, 13, "note", "A note.");
  assert_block (draft, 14, "note", "Another one.");
  g_assert_cmpuint (ibid_draft_get_n_blocks (draft), ==, 15);
  g_assert_cmpuint (ibid_block_get_level (ibid_draft_peek_block (draft, 0)), ==, 1);
  g_assert_cmpuint (ibid_block_get_level (ibid_draft_peek_block (draft, 10)), ==, 2);
  g_assert_true (ibid_block_get_ordered (ibid_draft_peek_block (draft, 5)));
  g_assert_cmpuint (ibid_block_get_number (ibid_draft_peek_block (draft, 6)), ==, 2);
  g_assert_cmpstr (ibid_block_get_label (ibid_draft_peek_block (draft, 14)), ==, "2");
  g_assert_finalize_object (g_steal_pointer (&draft));
}

static void
test_without_empty_lines (void)
{
  g_autoptr (IbidDraft) draft = read_text (
      "A Title\r\nThe first paragraph of this text is here.\r\nThe second one is there.\r\n");

  assert_block (draft, 0, "heading", "A Title");
  assert_block (draft, 1, "paragraph", "The first paragraph of this text is here.");
  assert_block (draft, 2, "paragraph", "The second one is there.");
}

static void
test_head (void)
{
  g_autoptr (IbidDraft) draft =
      read_text ("On the Reading of Heads\n\nPublication: China Brief Volume: 21 Issue: 9\n\n"
                 "By: John Dotson\n\nMay 7, 2021\n\nThe text of the article is in the language "
                 "that it is in, and that of the head is the same.\n");
  IbidCsl *metadata = ibid_draft_get_metadata (draft);
  g_autofree char *author = ibid_csl_dup_author_text (metadata);
  g_autofree char *published = ibid_partial_date_to_edtf (ibid_draft_get_published (draft));

  g_assert_cmpstr (ibid_csl_get (metadata, IBID_CSL_TITLE), ==, "On the Reading of Heads");
  g_assert_cmpstr (ibid_csl_get (metadata, IBID_CSL_CONTAINER_TITLE), ==, "China Brief");
  g_assert_cmpstr (ibid_csl_get (metadata, IBID_CSL_VOLUME), ==, "21");
  g_assert_cmpstr (ibid_csl_get (metadata, IBID_CSL_ISSUE), ==, "9");
  g_assert_cmpstr (author, ==, "John Dotson");
  g_assert_cmpstr (published, ==, "2021-05-07");
  g_assert_cmpstr (ibid_draft_get_language (draft), ==, "en");
  /* they are part of the text, too */
  assert_block (draft, 2, "paragraph", "By: John Dotson");
}

static void
test_ids (void)
{
  g_autoptr (IbidDraft) draft = read_text ("The same words.\n\nthe  SAME words.\n\nOthers.\n");
  g_autoptr (IbidDraft) later = read_text ("Something new.\n\nOthers.\n");
  const char *id = ibid_record_get_id (IBID_RECORD (ibid_draft_peek_block (draft, 0)));
  g_autofree char *second = g_strconcat (id, "-2", NULL);

  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (ibid_draft_peek_block (draft, 1))), ==, second);
  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (ibid_draft_peek_block (draft, 2))), ==,
                   ibid_record_get_id (IBID_RECORD (ibid_draft_peek_block (later, 1))));
}

static void
assert_decoded (const char *bytes, gsize size, const char *encoding, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDraft) draft = read_bytes (bytes, size, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ibid_draft_get_encoding (draft), ==, encoding);
  assert_block (draft, 0, "paragraph", text);
}

static void
assert_converted (const char *text, const char *encoding)
{
  gsize size;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &size, &error);

  g_assert_no_error (error);
  assert_decoded (bytes, size, encoding, text);
}

static void
test_encodings (void)
{
  assert_decoded ("\xEF\xBB\xBF"
                  "A text.",
                  10, NULL, "A text.");
  assert_decoded ("\xFF\xFE"
                  "A\0 \0\xE9\0.\0",
                  10, "UTF-16LE", "A é.");
  assert_decoded ("\xFE\xFF"
                  "\0A\0 \0\xE9\0.",
                  10, "UTF-16BE", "A é.");
  assert_converted (
      "Этот текст написан по-русски, и в нём довольно много слов, чтобы узнать, как он "
      "записан, без всякой подсказки.",
      "windows-1251");
  assert_converted (
      "这是一段用中文写的文字，它的长度足以让人看出它是用哪一种编码写成的，不需要别的提示。我们的"
      "程序应当能够读懂它。",
      "GB18030");
}

static void
assert_refused (const char *bytes, gsize size, IbidImportError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDraft) draft = read_bytes (bytes, size, &error);

  g_assert_null (draft);
  g_assert_error (error, IBID_IMPORT_ERROR, (int)code);
}

static void
test_refused (void)
{
  g_autoptr (GString) many = g_string_new (NULL);

  assert_refused ("", 0, IBID_IMPORT_ERROR_EMPTY);
  assert_refused (" \n\t\r\n", 5, IBID_IMPORT_ERROR_EMPTY);
  assert_refused ("a\0b", 3, IBID_IMPORT_ERROR_TEXT);
  for (guint i = 0; i <= IBID_FORMAT_MAX_BLOCKS; i++)
    g_string_append (many, "a\n\n");
  assert_refused (many->str, many->len, IBID_IMPORT_ERROR_TOO_LARGE);
  g_assert_null (ibid_import_find_format ("nothing"));
  g_assert_null (ibid_import_guess_format ("a.nothing"));
  g_assert_cmpstr (ibid_import_guess_format ("A.TXT")->name, ==, "text");
}

/* A block has 1 MiB at most; longer paragraphs are cut, if need be in a word. */
static void
test_long (void)
{
  g_autofree char *text = g_strnfill (3 * IBID_FORMAT_MAX_BLOCK_BYTES / 2, 'x');
  g_autoptr (IbidDraft) draft = read_text (text);

  g_assert_cmpuint (ibid_draft_get_n_blocks (draft), ==, 2);
  g_assert_cmpuint (ibid_block_get_n_chars (ibid_draft_peek_block (draft, 0)), ==,
                    IBID_FORMAT_MAX_BLOCK_BYTES);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/text/blocks", test_blocks);
  g_test_add_func ("/import/text/without-empty-lines", test_without_empty_lines);
  g_test_add_func ("/import/text/head", test_head);
  g_test_add_func ("/import/text/ids", test_ids);
  g_test_add_func ("/import/text/encodings", test_encodings);
  g_test_add_func ("/import/text/refused", test_refused);
  g_test_add_func ("/import/text/long", test_long);
  return g_test_run ();
}
