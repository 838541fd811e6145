/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-plain-text-view.h"
#include "ibid-plain-text.h"
#include "reading-fixture.h"

typedef struct
{
  ReadingFixture reading;
  IbidArticle *article;
  GtkWidget *plain;
  GtkTextView *view;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer sample)
{
  if (sample != NULL)
    reading_fixture_open_sample (&fixture->reading);
  else
    reading_fixture_open_json (&fixture->reading, reading_fixture_get_small_article ());
  fixture->article = ibid_dossier_get_article (fixture->reading.dossier);
  fixture->plain = ibid_plain_text_view_new (fixture->reading.state);
  ibid_plain_text_view_set_dossier (IBID_PLAIN_TEXT_VIEW (fixture->plain),
                                    fixture->reading.dossier);
  fixture->window = reading_fixture_show (fixture->plain, 600, 400);
  fixture->view = GTK_TEXT_VIEW (reading_fixture_find (fixture->plain, GTK_TYPE_TEXT_VIEW, NULL));
  gtk_widget_grab_focus (fixture->plain);
  reading_fixture_wait (60);
}

static void
tear_down (Fixture *fixture, gconstpointer sample)
{
  g_object_ref (fixture->plain);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  g_assert_finalize_object (fixture->plain);
  reading_fixture_close (&fixture->reading);
}

/* Every character of every block stands in the buffer where it is said to stand. */
static void
test_offsets (Fixture *fixture, gconstpointer sample)
{
  g_autoptr (IbidPlainText) text = ibid_plain_text_new (fixture->article);

  for (guint i = 0; i < ibid_article_get_n_blocks (fixture->article); i++)
    {
      IbidBlock *block = ibid_article_peek_block (fixture->article, i);
      guint n_chars = ibid_block_get_n_chars (block);
      IbidSpan whole = { i, 0, n_chars };
      g_autofree char *found = NULL;
      GtkTextIter start;
      GtkTextIter end;
      guint at_block;
      guint at_offset;

      g_assert_true (ibid_plain_text_get_iters (text, &whole, &start, &end));
      found = gtk_text_iter_get_slice (&start, &end);
      g_assert_cmpstr (found, ==, ibid_block_get_text (block));
      ibid_plain_text_locate (text, &start, &at_block, &at_offset);
      g_assert_cmpuint (at_block, ==, i);
      g_assert_cmpuint (at_offset, ==, 0);
      ibid_plain_text_locate (text, &end, &at_block, &at_offset);
      g_assert_cmpuint (at_block, ==, i);
      g_assert_cmpuint (at_offset, ==, n_chars);
    }
}

static gboolean
has_property_at (Fixture *fixture, guint block, guint offset, const char *property,
                 const char *expected)
{
  g_autoptr (IbidPlainText) text = ibid_plain_text_new (fixture->article);
  IbidSpan span = { block, offset, offset + 1 };
  GtkTextIter start;
  GtkTextIter end;
  g_autoptr (GSList) tags = NULL;
  gboolean found = FALSE;

  g_assert_true (ibid_plain_text_get_iters (text, &span, &start, &end));
  tags = gtk_text_iter_get_tags (&start);
  for (GSList *link = tags; link != NULL; link = link->next)
    {
      g_autofree char *value = NULL;

      g_object_get (link->data, property, &value, NULL);
      found = found || g_strcmp0 (value, expected) == 0;
    }
  return found;
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  g_assert_true (has_property_at (fixture, 0, 0, "name", "heading-1"));
  g_assert_true (has_property_at (fixture, 2, 0, "name", "heading-2"));
  g_assert_true (has_property_at (fixture, 1, 40, "name", "citation"));
  g_assert_false (has_property_at (fixture, 1, 35, "name", "citation"));
  g_assert_true (has_property_at (fixture, 1, 0, "name", "mention"));
  g_assert_true (has_property_at (fixture, 1, 0, "language", "en"));
  g_assert_true (has_property_at (fixture, 1, 83, "language", "zh-hans"));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Small");
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE);
  g_assert_false (gtk_text_view_get_editable (fixture->view));
  g_assert_true (gtk_text_view_get_cursor_visible (fixture->view));
}

static void
get_cursor (Fixture *fixture, guint *block, guint *offset)
{
  g_autoptr (IbidPlainText) text = ibid_plain_text_new (fixture->article);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_offset (ibid_plain_text_get_buffer (text), &iter,
                                      gtk_text_iter_get_offset (&iter));
  ibid_plain_text_locate (text, &iter, block, offset);
}

/* Real keys: the brackets step, Return chooses what is under the cursor. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  guint block;
  guint offset;

  reading_fixture_press ("bracketright");
  g_assert_true (ibid_reading_state_get_citation (fixture->reading.state) ==
                 ibid_article_find_citation (fixture->article, "c1"));
  get_cursor (fixture, &block, &offset);
  g_assert_cmpuint (block, ==, 1);
  g_assert_cmpuint (offset, ==, 36);

  ibid_reading_state_select_citation (fixture->reading.state, NULL, 0);
  reading_fixture_press ("Right Return");
  g_assert_nonnull (ibid_reading_state_get_citation (fixture->reading.state));

  reading_fixture_press ("ctrl+Home Down Down space");
  g_assert_true (ibid_reading_state_get_entity (fixture->reading.state) ==
                 ibid_article_find_entity (fixture->article, "e1"));
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  const IbidSelection *selection;

  g_assert_null (ibid_reading_state_get_selection (fixture->reading.state));
  reading_fixture_press ("ctrl+Home Down Down shift+Right shift+Right");
  reading_fixture_wait (100);
  selection = ibid_reading_state_get_selection (fixture->reading.state);
  g_assert_nonnull (selection);
  g_assert_cmpuint (selection->start_block, ==, 1);
  g_assert_cmpuint (selection->start, ==, 0);
  g_assert_cmpuint (selection->end_block, ==, 1);
  g_assert_cmpuint (selection->end, ==, 2);
  g_assert_cmpint (selection->height, >, 0);
  reading_fixture_press ("Left");
  reading_fixture_wait (100);
  g_assert_null (ibid_reading_state_get_selection (fixture->reading.state));

  /* whole lines end before the next one */
  {
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->view);
    GtkTextIter start;
    GtkTextIter end;

    gtk_text_buffer_get_iter_at_line (buffer, &start, 1);
    gtk_text_buffer_get_iter_at_line (buffer, &end, 2);
    gtk_text_buffer_select_range (buffer, &start, &end);
    reading_fixture_wait (100);
    selection = ibid_reading_state_get_selection (fixture->reading.state);
    g_assert_nonnull (selection);
    g_assert_cmpuint (selection->end_block, ==, selection->start_block);
    g_assert_cmpuint (selection->end, >, 0);
  }
}

static void
test_place (Fixture *fixture, gconstpointer sample)
{
  guint n_blocks = ibid_article_get_n_blocks (fixture->article);
  IbidSpan span = { n_blocks / 2, 0, 1 };
  guint before;
  const IbidPlace *place;

  ibid_reading_state_jump (fixture->reading.state, &span, TRUE);
  reading_fixture_wait (400);
  place = ibid_reading_state_get_place (fixture->reading.state);
  g_assert_nonnull (place);
  g_assert_cmpuint (place->block, <=, n_blocks / 2);
  g_assert_cmpuint (place->block, >, n_blocks / 4);
  g_assert_cmpfloat (place->progress, >, 0.1);
  g_assert_cmpfloat (place->progress, <, 0.95);
  before = place->block;
  reading_fixture_press ("ctrl+End");
  reading_fixture_wait (300);
  place = ibid_reading_state_get_place (fixture->reading.state);
  g_assert_cmpuint (place->block, >, before);
  g_assert_cmpfloat (place->progress, >, 0.9);
}

/* 20,000 blocks: built in one pass, at once. */
static void
test_large (void)
{
  g_autoptr (IbidArticle) article = ibid_article_new ("urn:uuid:1");
  g_autoptr (IbidPlainText) text = NULL;
  gint64 start;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      IbidBlock *block = ibid_block_new (
          id, i % 20 == 0 ? IBID_BLOCK_TYPE_HEADING : IBID_BLOCK_TYPE_PARAGRAPH,
          "The quick brown fox jumps over the lazy dog, as it has on every page of this article, "
          "so that a sentence of some length is there to be read. 数字丝绸之路.");

      ibid_block_set_level (block, i % 20 == 0 ? 2 : 0);
      ibid_block_add_mark (block, IBID_MARK_TYPE_LANGUAGE, 141, 147, "zh-Hans", NULL);
      g_assert_true (ibid_article_take_block (article, block));
    }
  ibid_article_seal (article);
  start = g_get_monotonic_time ();
  text = ibid_plain_text_new (article);
  g_test_message ("20,000 blocks with a mark each: %.0f ms",
                  (double)(g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (gtk_text_buffer_get_line_count (ibid_plain_text_get_buffer (text)), ==, 20000);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, sample, func)                                                                    \
  g_test_add ("/panels/plain-text-view/" path, Fixture, sample, set_up, func, tear_down)
  ADD ("offsets", NULL, test_offsets);
  ADD ("offsets/sample", "sample", test_offsets);
  ADD ("tags", NULL, test_tags);
  ADD ("accessible", NULL, test_accessible);
  ADD ("keys", NULL, test_keys);
  ADD ("selection", NULL, test_selection);
  ADD ("place", "sample", test_place);
  g_test_add_func ("/panels/plain-text-view/large", test_large);
  return g_test_run ();
}
