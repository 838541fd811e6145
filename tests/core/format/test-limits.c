/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus.h"
#include <string.h>

/* tests/corpus/limits.tests: at and over every limit, in files too large or too odd to be kept */

static GString *
begin (void)
{
  return g_string_new ("{\"format\":\"ibid-article\",\"version\":1,\"id\":\"limits\"");
}

static void
append_times (GString *text, const char *piece, gsize times)
{
  for (gsize i = 0; i < times; i++)
    g_string_append (text, piece);
}

static GString *
make_file (const CorpusCase *corpus_case, gsize size)
{
  GString *text = begin ();

  g_string_append (text, ",\"blocks\":[]}");
  g_string_set_size (text, size);
  memset (text->str + strlen (text->str), ' ', size - strlen (text->str));
  return text;
}

/* depth counts the root as one */
static GString *
make_depth (const char *open, const char *close, gsize depth)
{
  GString *text = begin ();

  g_string_append (text, ",\"blocks\":[],\"x\":");
  append_times (text, open, depth - 1);
  g_string_append (text, "0");
  append_times (text, close, depth - 1);
  g_string_append_c (text, '}');
  return text;
}

static GString *
make_members (guint n_members)
{
  GString *text = begin ();

  for (guint i = 0; i < n_members; i++)
    g_string_append_printf (text, ",\"x%u\":%u", i, i);
  g_string_append (text, ",\"blocks\":[]}");
  return text;
}

static GString *
make_blocks (guint n_blocks)
{
  GString *text = begin ();

  g_string_append (text, ",\"blocks\":[");
  for (guint i = 0; i < n_blocks; i++)
    g_string_append_printf (text, "%s{\"id\":\"b%u\",\"type\":\"separator\"}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  return text;
}

static GString *
make_text (const char *piece, gsize size)
{
  GString *text = begin ();

  g_string_append (text, ",\"blocks\":[{\"id\":\"b\",\"type\":\"paragraph\",\"text\":\"");
  append_times (text, piece, size / strlen (piece));
  append_times (text, "y", size % strlen (piece));
  g_string_append (text, "\"}]}");
  return text;
}

static GString *
make_block (const char *type, const char *member, guint value)
{
  GString *text = begin ();

  g_string_append_printf (
      text, ",\"blocks\":[{\"id\":\"b\",\"type\":\"%s\",\"text\":\"abc\",\"%s\":%u}]}", type,
      member, value);
  return text;
}

static GString *
make_cell (const char *member, guint value)
{
  GString *text = begin ();

  g_string_append_printf (text,
                          ",\"blocks\":[{\"id\":\"b\",\"type\":\"table\",\"text\":\"abc\","
                          "\"rows\":[[{\"start\":0,\"end\":3,\"%s\":%u}]]}]}",
                          member, value);
  return text;
}

static GString *
make_offset (gint64 value)
{
  GString *text = make_block ("paragraph", "x", 0);

  g_string_truncate (text, text->len - 1);
  g_string_append_printf (text,
                          ",\"entities\":[{\"id\":\"e\",\"kind\":\"term\",\"name\":\"abc\"}],"
                          "\"mentions\":[{\"entity\":\"e\",\"block\":\"b\",\"start\":0,"
                          "\"end\":%" G_GINT64_FORMAT "}]}",
                          value);
  return text;
}

static GString *
make (const CorpusCase *corpus_case)
{
  const char *name = corpus_case->name;
  gboolean over = strstr (name, "over") != NULL;
  gsize more = over ? 1 : 0;
  gsize depth = IBID_FORMAT_MAX_DEPTH + more;

  if (g_str_has_prefix (name, "file"))
    return make_file (corpus_case, IBID_FORMAT_MAX_FILE_BYTES + more);
  if (g_str_has_prefix (name, "depth"))
    return make_depth ("[", "]", g_str_has_suffix (name, "100000") ? 100000 : depth);
  if (g_str_has_prefix (name, "object-depth"))
    return make_depth ("{\"x\":", "}", g_str_has_suffix (name, "100000") ? 100000 : depth);
  if (g_str_has_prefix (name, "brackets"))
    return make_text ("[{\\\"[", 400000);
  if (g_str_has_prefix (name, "members"))
    return make_members (100000);
  if (g_str_has_prefix (name, "blocks"))
    return make_blocks ((guint)(IBID_FORMAT_MAX_BLOCKS + more));
  if (g_str_has_prefix (name, "text"))
    return make_text ("x", IBID_FORMAT_MAX_BLOCK_BYTES + more);
  if (g_str_has_prefix (name, "wide-text"))
    return make_text ("数", IBID_FORMAT_MAX_BLOCK_BYTES + more);
  if (g_str_has_prefix (name, "heading-level"))
    return make_block ("heading", "level", (guint)(6 + more));
  if (g_str_has_prefix (name, "list-level"))
    return make_block ("list-item", "level", (guint)(100 + more));
  if (g_str_has_prefix (name, "colspan"))
    return make_cell ("colspan", (guint)(1000 + more));
  if (g_str_has_prefix (name, "rowspan"))
    return make_cell ("rowspan", (guint)(1000 + more));
  if (g_str_has_prefix (name, "offset"))
    return make_offset ((gint64)G_MAXINT32 + (gint64)more);
  g_error ("limits.tests: no way to make %s", name);
}

static void
test_limit (gconstpointer data)
{
  const CorpusCase *corpus_case = data;
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (make (corpus_case));
  g_autoptr (GError) error = NULL;

  if (strcmp (corpus_case->expected, "clean") == 0 || strchr (corpus_case->expected, '@') != NULL)
    {
      corpus_assert_loads (bytes, corpus_case);
      return;
    }
  g_assert_null (ibid_article_load_bytes (bytes, corpus_case->name, NULL, &error));
  corpus_assert_error (error, corpus_case);
}

static IbidArticle *
new_article_with_blocks (guint n_blocks, gsize text_size)
{
  IbidArticle *article = ibid_article_new ("limits");

  for (guint i = 0; i < n_blocks; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      char *text = g_strnfill (text_size, 'x');

      g_assert_true (ibid_article_take_block (
          article, ibid_block_new_take (id, IBID_BLOCK_TYPE_PARAGRAPH, text)));
    }
  ibid_article_seal (article);
  return article;
}

static void
assert_saves (guint n_blocks, gsize text_size, const char *expected, const char *pointer)
{
  g_autoptr (IbidArticle) article = new_article_with_blocks (n_blocks, text_size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ibid_article_save_bytes (article, &error);

  if (expected == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (bytes);
    }
  else
    {
      CorpusCase corpus_case = { .name = (char *)"limits",
                                 .expected = (char *)expected,
                                 .pointer = (char *)pointer };

      g_assert_null (bytes);
      corpus_assert_error (error, &corpus_case);
    }
}

static void
test_writer_text (void)
{
  assert_saves (1, IBID_FORMAT_MAX_BLOCK_BYTES, NULL, NULL);
  assert_saves (1, IBID_FORMAT_MAX_BLOCK_BYTES + 1, "too-large", "/blocks/0/text");
}

static void
test_writer_blocks (void)
{
  assert_saves (IBID_FORMAT_MAX_BLOCKS, 0, NULL, NULL);
  assert_saves (IBID_FORMAT_MAX_BLOCKS + 1, 0, "too-many", "/blocks");
}

static void
test_writer_file (void)
{
  assert_saves (65, IBID_FORMAT_MAX_BLOCK_BYTES, "too-large", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  corpus_add_cases ("limits", test_limit);
  g_test_add_func ("/format/writer/text", test_writer_text);
  g_test_add_func ("/format/writer/blocks", test_writer_blocks);
  g_test_add_func ("/format/writer/file", test_writer_file);
  return g_test_run ();
}
