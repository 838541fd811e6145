/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "draft-words.h"
#include "ibid-article-format.h"
#include "ibid-import-error.h"
#include "ibid-import-markdown.h"

static IbidDraft *
read_text (const char *markdown)
{
  g_autoptr (GBytes) bytes = g_bytes_new (markdown, strlen (markdown));
  g_autoptr (GError) error = NULL;
  IbidDraft *draft =
      ibid_import_markdown (&(IbidImportInput){ .bytes = bytes, .name = "text.md" }, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  return draft;
}

static void
assert_blocks (const char *markdown, const char *expected)
{
  g_autoptr (IbidDraft) draft = read_text (markdown);
  g_autofree char *text = draft_words_describe (draft);

  g_assert_cmpstr (text, ==, expected);
  g_assert_finalize_object (g_steal_pointer (&draft));
}

static void
test_blocks (void)
{
  assert_blocks ("# Title\n\nOne *two*\nthree  \nfour\n\n> Said.\n\n***\n\n```\na  b\n c\n```\n",
                 "heading1: Title\nparagraph: One two three/four\nquote: Said.\nseparator: \n"
                 "preformatted: a  b/ c\n");
  assert_blocks ("- One\n  - Inner\n- Two\n\n  more\n\n3. Three\n4. Four\n",
                 "list-item1: One\nlist-item2: Inner\nlist-item1: Two/more\nlist-item1#3: Three\n"
                 "list-item1#4: Four\n");
  assert_blocks ("| A | B |\n|---|---|\n| 1 | x\\|y |\n| 2 | |\n", "table: A\tB/1\tx|y/2\t\n");
  assert_blocks ("a &amp; b &#8212; c &#xE9; &bogus; ![a map](x.png) <b>d</b>\r\n",
                 "paragraph: a & b — c é &bogus; d\n");
}

static void
test_notes (void)
{
  const char *markdown = "One[^1] and two[^long].\n\n- Item[^1] `[^1]` [^none]\n\n"
                         "[^1]: First, *marked*.\n\n    Second paragraph.\n[^long]: Second.\n";
  g_autoptr (IbidDraft) draft = read_text (markdown);
  g_autofree char *text = draft_words_describe (draft);
  g_autofree char *references = draft_words_describe_references (draft);

  g_assert_cmpstr (text, ==,
                   "paragraph: One[1] and two[long].\nlist-item1: Item[1] [^1] [^none]\n"
                   "note[1]: First, marked./Second paragraph.\nnote[long]: Second.\n");
  g_assert_cmpstr (references, ==, "[1]→2 [long]→3 [1]→2 ");
}

static void
test_head (void)
{
  g_autoptr (IbidDraft) draft =
      read_text ("---\ntitle: \"A Title: of two parts\"\nauthor: 'Smith, Ann'\npublished: "
                 "2021-05-07T10:00\nlang: en\nsource: https://example.org/a\ntags: [a, b]\n"
                 "nested:\n  title: no\n---\nText\n");
  IbidCsl *csl = ibid_draft_get_metadata (draft);
  g_autofree char *date = ibid_partial_date_to_edtf (ibid_draft_get_published (draft));
  g_autofree char *author = ibid_csl_dup_author_text (csl);

  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_TITLE), ==, "A Title: of two parts");
  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_URL), ==, "https://example.org/a");
  g_assert_cmpstr (ibid_draft_get_language (draft), ==, "en");
  g_assert_cmpstr (date, ==, "2021-05-07");
  g_assert_cmpstr (author, ==, "Ann Smith");
}

/* Whatever characters a text holds, only references to notes become references. */
static void
test_private_characters (void)
{
  assert_blocks ("One[^1] \xF3\xB0\x80\x80\xF3\xB0\x80\x81 two\n\n[^1]: Note\n",
                 "paragraph: One[1] two\nnote[1]: Note\n");
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\n\n---\n", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      ibid_import_markdown (&(IbidImportInput){ .bytes = bytes, .name = NULL }, NULL, &error));
  g_assert_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY);
}

static void
test_deep (void)
{
  g_autoptr (GString) quotes = g_string_new (NULL);
  g_autoptr (GString) lists = g_string_new (NULL);
  g_autoptr (IbidDraft) draft = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (quotes, "> ");
  g_string_append (quotes, "deep");
  g_assert_finalize_object (read_text (quotes->str));
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (lists, "%*s- item\n", (int)(2 * i), "");
  draft = read_text (lists->str);
  g_assert_cmpuint (ibid_draft_get_n_blocks (draft), >, 0);
}

/* What an article cannot hold is left out of the draft, not found when it is saved. */
static void
assert_saved (const char *markdown, const char *marks)
{
  g_autoptr (IbidDraft) draft = read_text (markdown);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;
  const IbidMark *each;
  guint n_marks;

  article = ibid_draft_build (draft, &(IbidExtractOptions){ .language = "en" }, NULL, &error);
  g_assert_no_error (error);
  saved = ibid_article_save_bytes (article, &error);
  g_assert_no_error (error);
  g_assert_nonnull (saved);
  each = ibid_block_get_marks (ibid_draft_peek_block (draft, 0), &n_marks);
  for (guint i = 0; i < n_marks; i++)
    g_string_append_printf (found, "%d:%s ", each[i].type, each[i].value);
  g_assert_cmpstr (found->str, ==, marks);
}

static void
test_links (void)
{
  g_autofree char *kept = g_strdup_printf ("%d:https://example.org/ ", (int)IBID_MARK_TYPE_LINK);
  g_autofree char *odd = g_strdup_printf ("%d:http://.o**m ", (int)IBID_MARK_TYPE_LINK);

  assert_saved ("[mail](mailto:a@example.org), [file](other.md), [here](#part)\n", "");
  assert_saved ("[page](https://example.org/) and [mail](mailto:a@example.org)\n", kept);
  /* md4c leaves a span here that it has not entered */
  assert_saved ("http://.o**m** and more\n", odd);
}

static void
test_saved_levels (void)
{
  g_autoptr (GString) lists = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (lists, "%*s- item\n", (int)(2 * i), "");
  assert_saved (lists->str, "");
}

static void
test_language (void)
{
  const struct
  {
    const char *given;
    const char *tag;
  } cases[] = { { "en", "en" },
                { "en_GB.UTF-8", "en-GB" },
                { " zh-Hans ", "zh-Hans" },
                { "de_DE@euro", "de-DE" },
                { "not a tag", NULL },
                { "C.UTF-8", "C" },
                { "", NULL },
                { NULL, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tag = ibid_draft_dup_language (cases[i].given);

      g_assert_cmpstr (tag, ==, cases[i].tag);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/markdown/blocks", test_blocks);
  g_test_add_func ("/import/markdown/notes", test_notes);
  g_test_add_func ("/import/markdown/head", test_head);
  g_test_add_func ("/import/markdown/private-characters", test_private_characters);
  g_test_add_func ("/import/markdown/empty", test_empty);
  g_test_add_func ("/import/markdown/deep", test_deep);
  g_test_add_func ("/import/markdown/links", test_links);
  g_test_add_func ("/import/markdown/saved-levels", test_saved_levels);
  g_test_add_func ("/import/markdown/language", test_language);
  return g_test_run ();
}
