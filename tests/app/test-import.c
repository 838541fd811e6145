/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include "window-fixture.h"

/* Other programs' highlights come into the window: counts, undo in one step, and the review. */

static guint
count (WindowFixture *fixture)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (ibid_dossier_get_annotations (fixture->window->dossier)));
}

static char *
dup_toast (WindowFixture *fixture)
{
  return fixture->window->toast != NULL ? g_strdup (adw_toast_get_title (fixture->window->toast))
                                        : g_strdup ("");
}

static gboolean
is_told (WindowFixture *fixture, const char *words)
{
  g_autofree char *title = dup_toast (fixture);

  return strstr (title, words) != NULL;
}

static GFile *
new_file (WindowFixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return g_file_new_for_path (path);
}

/* the beginnings of long paragraphs, and what is in no text */
static GFile *
new_table (WindowFixture *fixture, guint n_found)
{
  IbidArticle *article = ibid_dossier_get_article (fixture->window->dossier);
  GString *table = g_string_new ("Highlight,Note,Tags\n");
  guint n = 0;
  GFile *file;

  for (guint i = 0; i < ibid_article_get_n_blocks (article) && n < n_found; i++)
    {
      const char *text = ibid_block_get_text (ibid_article_peek_block (article, i));
      g_autofree char *quote = NULL;

      if (g_utf8_strlen (text, -1) < 200 || strchr (text, '"') != NULL)
        continue;
      quote = g_utf8_substring (text, 0, 150);
      *strrchr (quote, ' ') = '\0';
      g_string_append_printf (table, "\"%s\",note %u,imported\n", quote, n++);
    }
  g_assert_cmpuint (n, ==, n_found);
  g_string_append (table, "Nothing of this kind was ever written there by anybody,lost,\n");
  file = new_file (fixture, "highlights.csv", table->str);
  g_string_free (table, TRUE);
  return file;
}

static void
test_import (void)
{
  WindowFixture fixture = { 0 };
  g_autoptr (GFile) file = NULL;
  g_autofree char *id = NULL;

  window_fixture_set_up (&fixture);
  window_fixture_open_sample (&fixture);
  g_assert_cmpuint (count (&fixture), ==, 0);
  file = new_table (&fixture, 3);
  ibid_window_import_annotations (fixture.window, file);
  wait_until (is_told (&fixture, "4 highlights imported: 3 placed, 1 lost"));
  g_assert_cmpuint (count (&fixture), ==, 4);
  g_assert_cmpstr (adw_toast_get_action_name (fixture.window->toast), ==, "win.review-annotations");

  /* one step */
  press ("ctrl+z");
  wait_until (count (&fixture) == 0);
  press ("ctrl+shift+z");
  wait_until (count (&fixture) == 4);

  /* again: nothing new */
  ibid_window_import_annotations (fixture.window, file);
  wait_until (is_told (&fixture, "4 were there already"));
  g_assert_cmpuint (count (&fixture), ==, 4);

  /* what the toast's button does */
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.review-annotations", NULL);
  wait_until (gtk_stack_get_visible_child (fixture.window->sidebar_pages) == fixture.window->notes);
  wait_until (gtk_widget_get_mapped (fixture.window->notes));

  /* saved as all else */
  g_assert_true (ibid_dossier_flush (fixture.window->dossier, NULL));
  window_fixture_quit (&fixture);
  window_fixture_start (&fixture);
  window_fixture_open_sample (&fixture);
  wait_until (count (&fixture) == 4);
  window_fixture_tear_down (&fixture);
}

static void
test_error (void)
{
  WindowFixture fixture = { 0 };
  g_autoptr (GFile) file = NULL;

  window_fixture_set_up (&fixture);
  window_fixture_open_sample (&fixture);
  file = new_file (&fixture, "other.csv", "one,two\na,b\n");
  ibid_window_import_annotations (fixture.window, file);
  wait_until (window_fixture_find_dialog (&fixture) != NULL);
  press ("Escape");
  wait_until (window_fixture_find_dialog (&fixture) == NULL);
  g_assert_cmpuint (count (&fixture), ==, 0);
  window_fixture_tear_down (&fixture);
}

/* What is dropped is asked about: the answer is given by keys. */
static void
test_offer (void)
{
  WindowFixture fixture = { 0 };
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) article = NULL;

  window_fixture_set_up (&fixture);
  window_fixture_open_sample (&fixture);
  article = new_file (&fixture, "article.json", "{\"format\": \"ibid-article\"}");
  g_assert_false (ibid_window_offer_import (fixture.window, article));
  file = new_table (&fixture, 1);
  g_assert_true (ibid_window_offer_import (fixture.window, file));
  wait_until (window_fixture_find_dialog (&fixture) != NULL);
  iterate_for (300);
  press ("alt+i");
  wait_until (is_told (&fixture, "2 highlights imported"));
  window_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/app/import/import", test_import);
  g_test_add_func ("/app/import/error", test_error);
  g_test_add_func ("/app/import/offer", test_offer);
  return g_test_run ();
}
