/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "ibid-markdown-view.h"

typedef struct
{
  IbidMarkdownView *view;
  char *opened;
} Fixture;

static void
open_link_cb (Fixture *fixture, const char *uri)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (uri);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = g_object_ref_sink (IBID_MARKDOWN_VIEW (ibid_markdown_view_new ()));
  g_signal_connect_swapped (fixture->view, "open-link", G_CALLBACK (open_link_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->view);
  g_clear_pointer (&fixture->opened, g_free);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
}

static void
assert_text (Fixture *fixture, const char *markdown, const char *expected)
{
  g_autofree char *text = NULL;

  ibid_markdown_view_set_markdown (fixture->view, markdown);
  g_object_get (get_buffer (fixture), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* whether a word carries a property of its tags */
static gboolean
is_set (Fixture *fixture, const char *word, const char *tag_name)
{
  GtkTextBuffer *buffer = get_buffer (fixture);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag_name);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, word, 0, &start, &end, NULL));
  return gtk_text_iter_has_tag (&start, tag) && gtk_text_iter_backward_char (&end) &&
         gtk_text_iter_has_tag (&end, tag);
}

static void
test_blocks (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture, NULL, "");
  assert_text (fixture, "", "");
  assert_text (fixture, "One\ntwo\n\nThree", "One two\nThree");
  assert_text (fixture, "# Head\n\nText", "Head\nText");
  assert_text (fixture, "- a\n- b\n  1. c\n  2. d\n- e", "• a\n• b\n1. c\n2. d\n• e");
  assert_text (fixture, "- a\n\n- b\n\n  more", "• a\n• b\nmore");
  assert_text (fixture, "7. a\n8. b", "7. a\n8. b");
  assert_text (fixture, "> quoted\n\nafter", "quoted\nafter");
  assert_text (fixture, "```\nx = 1\n```\nafter", "x = 1\nafter");
  assert_text (fixture, "a  \nb", "a\u2028b");
}

static void
test_spans (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture, "plain *soft* **strong** `code` ~~gone~~ &amp; &#x41; &nosuch;",
               "plain soft strong code gone & A &nosuch;");
  g_assert_true (is_set (fixture, "soft", "emphasis"));
  g_assert_true (is_set (fixture, "strong", "strong"));
  g_assert_true (is_set (fixture, "code", "code"));
  g_assert_true (is_set (fixture, "gone", "deleted"));
  g_assert_false (is_set (fixture, "plain", "emphasis"));
}

static void
activate (Fixture *fixture, const char *word)
{
  GtkTextBuffer *buffer = get_buffer (fixture);
  GtkTextIter start;

  g_clear_pointer (&fixture->opened, g_free);
  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, word, 0, &start, NULL, NULL));
  gtk_text_iter_forward_char (&start);
  gtk_text_buffer_place_cursor (buffer, &start);
  ibid_markdown_view_activate (fixture->view);
}

/* only web addresses are links; what else a note may hold is text */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  assert_text (fixture,
               "[site](https://a.example/?x=1&amp;y=2) https://b.example/ [bad](javascript:x)",
               "site https://b.example/ bad");
  activate (fixture, "site");
  g_assert_cmpstr (fixture->opened, ==, "https://a.example/?x=1&y=2");
  activate (fixture, "b.example");
  g_assert_cmpstr (fixture->opened, ==, "https://b.example/");
  activate (fixture, "bad");
  g_assert_null (fixture->opened);

  assert_text (fixture, "<b>x</b> <script>y</script> ![alt](https://c.example/i.png)",
               "<b>x</b> <script>y</script> alt");
  activate (fixture, "alt");
  g_assert_null (fixture->opened);
}

/* whatever is written there must do no harm */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append (deep, "> - ");
  ibid_markdown_view_set_markdown (fixture->view, deep->str);
  g_string_truncate (deep, 0);
  for (guint i = 0; i < 20000; i++)
    g_string_append (deep, "*[`");
  ibid_markdown_view_set_markdown (fixture->view, deep->str);
  assert_text (fixture, "\xef\xbf\xbd \\* *", "\xef\xbf\xbd * *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/markdown-view/blocks", test_blocks);
  ADD ("/markdown-view/spans", test_spans);
  ADD ("/markdown-view/links", test_links);
  ADD ("/markdown-view/hostile", test_hostile);
#undef ADD

  return g_test_run ();
}
