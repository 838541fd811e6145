/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../obey-permissions.h"
#include "ibid-provenance.h"
#include "ibid-quotation.h"
#include "window-fixture.h"

/* An article saved as PDF from the whole window; what is in the file is asked of pdftotext and
 * pdfinfo. */

typedef struct
{
  WindowFixture window;
  char *out;
  char *path;
} Fixture;

#define WINDOW(fixture) ((fixture)->window.window)

typedef struct
{
  IbidSpan span;
  const char *note;
} Mark;

/* each in a sentence with a citation */
static const Mark marks[] = {
  { { 2, 267, 291 }, "Who counts?" },
  { { 3, 497, 524 }, "Ask the ministry" },
  { { 7, 198, 231 }, "Zweifelhaft" },
};

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  window_fixture_set_up (&fixture->window);
  window_fixture_open_sample (&fixture->window);
  fixture->out = g_dir_make_tmp ("ibid-pdf-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->out, "article.pdf", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      IbidDossier *dossier = WINDOW (fixture)->dossier;
      IbidAnnotation *annotation =
          ibid_dossier_annotate (dossier, &marks[i].span, 1, IBID_ANNOTATION_STYLE_YELLOW);

      ibid_dossier_set_annotation_note (dossier, annotation, marks[i].note);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  const char *const argv[] = { "rm", "-rf", "--", fixture->out, NULL };

  window_fixture_tear_down (&fixture->window);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->out);
  g_free (fixture->path);
}

static gboolean
toast_says (Fixture *fixture, const char *text)
{
  AdwToast *toast = WINDOW (fixture)->toast;

  return toast != NULL && g_strcmp0 (adw_toast_get_title (toast), text) == 0;
}

/* The native chooser may be another program's; this is as if the file had been chosen. */
static void
save (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  ibid_window_save_pdf (WINDOW (fixture), file);
}

static void
wait_saved (Fixture *fixture)
{
  wait_until (toast_says (fixture, "Saved “article.pdf”"));
  g_assert_cmpstr (adw_toast_get_action_name (WINDOW (fixture)->toast), ==, "win.show-exported");
}

/* What a program says of the file, without spaces: lines are broken anywhere. */
static char *
dup_said (Fixture *fixture, const char *program)
{
  const char *argv[] = { program, fixture->path, NULL, NULL };
  g_autofree char *said = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;

  if (g_str_equal (program, "pdftotext"))
    argv[2] = "-";
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &complaints,
                NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaints, ==, "");
  words = g_strsplit_set (said, " \n\f\r\t", -1);
  return g_strjoinv (NULL, words);
}

static gboolean
is_said (const char *said, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *joined = g_strjoinv (NULL, words);

  return strstr (said, joined) != NULL;
}

static void
assert_said (const char *said, const char *text)
{
  if (!is_said (said, text))
    g_error ("“%s” is not in the file", text);
}

static char **
dup_sources_behind (Fixture *fixture, const IbidSpan *span)
{
  IbidArticle *article = ibid_dossier_get_article (WINDOW (fixture)->dossier);
  g_autoptr (IbidSentenceIndex) sentences = ibid_sentence_index_new (article);
  g_autoptr (GPtrArray) citations = ibid_provenance_citations_behind (sentences, span);

  return ibid_quotation_dup_short_sources (article, citations);
}

static void
test_with_notes (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *info = NULL;

  save (fixture);
  wait_saved (fixture);
  text = dup_said (fixture, "pdftotext");
  info = dup_said (fixture, "pdfinfo");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_auto (GStrv) sources = dup_sources_behind (fixture, &marks[i].span);

      assert_said (text, marks[i].note);
      g_assert_cmpuint (g_strv_length (sources), >, 0);
      for (guint k = 0; sources[k] != NULL; k++)
        assert_said (text, sources[k]);
    }
  assert_said (info, "Title: Kazakhstan’s Digital Ties with China: Cameras, Motives and Doubts");
  assert_said (info, "Author: Ibid");
}

/* As the menu says. What was there is replaced. */
static void
test_without_notes (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "earlier", -1, NULL));
  g_action_group_activate_action (G_ACTION_GROUP (WINDOW (fixture)), "print-notes", NULL);
  g_assert_false (g_settings_get_boolean (fixture->window.settings, "print-notes"));
  save (fixture);
  wait_saved (fixture);
  text = dup_said (fixture, "pdftotext");
  assert_said (text, "Cameras, Motives and Doubts");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_false (is_said (text, marks[i].note));
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (folder) != NULL)
    n_files++;
  return n_files;
}

static void
assert_refused (Fixture *fixture)
{
  g_autofree char *contents = NULL;
  guint n_files = count_files (fixture->out);
  GtkWindow *told;

  save (fixture);
  wait_until (window_fixture_find_dialog (&fixture->window) != NULL);
  told = window_fixture_find_dialog (&fixture->window);
  wait_until (gtk_window_is_active (told));
  press ("Escape");
  wait_until (window_fixture_find_dialog (&fixture->window) == NULL);
  g_assert_false (toast_says (fixture, "Saved “article.pdf”"));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "earlier");
  g_assert_cmpuint (count_files (fixture->out), ==, n_files);
}

/* It is told, and the earlier file is as it was. */
static void
test_read_only (Fixture *fixture, gconstpointer user_data)
{
  g_assert_true (g_file_set_contents (fixture->path, "earlier", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->out, 0500), ==, 0);
  if (g_access (fixture->out, W_OK) == 0)
    g_test_skip ("this user may write everywhere");
  else
    assert_refused (fixture);
  g_assert_cmpint (g_chmod (fixture->out, 0700), ==, 0);
}

/* The same for a user who may write everywhere: where the new file is to be made is a folder. */
static void
test_in_the_way (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *hidden = g_build_filename (fixture->out, ".article.pdf.new", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "earlier", -1, NULL));
  g_assert_cmpint (g_mkdir (hidden, 0700), ==, 0);
  assert_refused (fixture);
}

/* The article that is saved goes away at once: one or the other, but all of it. */
static void
test_left_at_once (Fixture *fixture, gconstpointer user_data)
{
  save (fixture);
  gtk_widget_activate_action (GTK_WIDGET (WINDOW (fixture)), "win.library", NULL);
  wait_until (window_fixture_find_dialog (&fixture->window) != NULL ||
              toast_says (fixture, "Saved “article.pdf”"));
  if (window_fixture_find_dialog (&fixture->window) == NULL)
    g_free (dup_said (fixture, "pdfinfo"));
  else
    g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* The menu's command asks for a file, and proposes the title. */
static void
test_chooser (Fixture *fixture, gconstpointer user_data)
{
  GtkWindow *chooser;

  gtk_widget_activate_action (GTK_WIDGET (WINDOW (fixture)), "win.save-pdf", NULL);
  wait_until (window_fixture_find_dialog (&fixture->window) != NULL);
  chooser = window_fixture_find_dialog (&fixture->window);
  wait_until (gtk_window_is_active (chooser));
  iterate_for (500);
  press ("ctrl+a");
  type (fixture->path);
  press ("Return");
  wait_saved (fixture);
  g_free (dup_said (fixture, "pdfinfo"));
}

int
main (int argc, char *argv[])
{
  obey_permissions ();
  window_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/pdf/with-notes", test_with_notes);
  ADD ("/pdf/without-notes", test_without_notes);
  ADD ("/pdf/read-only", test_read_only);
  ADD ("/pdf/in-the-way", test_in_the_way);
  ADD ("/pdf/left-at-once", test_left_at_once);
  ADD ("/pdf/chooser", test_chooser);
#undef ADD

  return g_test_run ();
}
