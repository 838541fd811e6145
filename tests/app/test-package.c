/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-article-format.h"
#include "ibid-export.h"
#include "ibid-opening.h"
#include "window-fixture.h"

/* A package, opened by the whole window. */

static void
set_up (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_set_up (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_tear_down (fixture);
}

/* A package of the sample, with a highlight of its own. */
static GFile *
write_package (WindowFixture *fixture)
{
  g_autoptr (GFile) sample = g_file_new_build_filename (g_getenv ("IBID_SAMPLES_DIR"),
                                                        "kazakhstan-digital-ties.ibid.json", NULL);
  g_autoptr (GFile) assets = g_file_new_build_filename (g_getenv ("IBID_SAMPLES_DIR"),
                                                        "kazakhstan-digital-ties.assets", NULL);
  g_autoptr (IbidArticle) article = ibid_article_load_file (sample, NULL, NULL, NULL);
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, 0, 10);
  g_autoptr (IbidAnnotation) annotation =
      ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_BLUE);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (IbidExportMatter) matter = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const IbidExportOptions options = { .base_name = "ties", .now = now };
  const IbidExportFiles files = { .article = (char *)g_file_peek_path (sample),
                                  .assets = (char *)g_file_peek_path (assets) };
  GFile *file = g_file_new_build_filename (fixture->folder, "ties.ibid", NULL);
  const IbidExportPart *part;
  gsize size;
  const char *data;

  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, text, 0, 10);
  g_ptr_array_add (one, annotation);
  matter = ibid_export_matter_new (article, one);
  ibid_export_matter_set_files (matter, &files);
  parts = ibid_export_make (matter, IBID_EXPORT_FORMAT_PACKAGE, &options, NULL, NULL);
  part = g_ptr_array_index (parts, 0);
  data = g_bytes_get_data (part->bytes, &size);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), data, (gssize)size, NULL));
  return file;
}

static const char *
peek_toast (WindowFixture *fixture)
{
  return fixture->window->toast != NULL ? adw_toast_get_title (fixture->window->toast) : "";
}

static guint
count_annotations (WindowFixture *fixture)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (ibid_dossier_get_annotations (fixture->window->dossier)));
}

/* Into an empty library, and once more. */
static void
test_new (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = write_package (fixture);

  ibid_window_open_file (fixture->window, file);
  wait_until (ibid_window_is_reading (fixture->window));
  wait_until (fixture->n_painted > 0);
  g_assert_cmpstr (peek_toast (fixture), ==, "Article added, 1 highlight added");
  g_assert_cmpuint (count_annotations (fixture), ==, 1);
  ibid_window_open_file (fixture->window, file);
  wait_until (strstr (peek_toast (fixture), "nothing") != NULL);
  g_assert_cmpuint (count_annotations (fixture), ==, 1);
}

/* Into the article that is open: its highlights stay. */
static void
test_merged (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = write_package (fixture);
  const IbidSpan span = { 1, 0, 5 };
  IbidDossier *dossier;

  window_fixture_open_sample (fixture);
  dossier = fixture->window->dossier;
  ibid_dossier_annotate (dossier, &span, 1, IBID_ANNOTATION_STYLE_YELLOW);
  ibid_window_open_file (fixture->window, file);
  wait_until (g_str_equal (peek_toast (fixture), "1 highlight added"));
  g_assert_true (fixture->window->dossier == dossier);
  g_assert_cmpuint (count_annotations (fixture), ==, 2);
}

static gboolean
has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* What is wrong is told, and the window stays as it was. */
static void
test_damaged (WindowFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GFile) file = write_package (fixture);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "PK\003\004 and no more", -1, NULL));
  ibid_window_open_file (fixture->window, file);
  wait_until (window_fixture_find_dialog (fixture) != NULL);
  dialog = window_fixture_find_dialog (fixture);
  g_assert_true (has_text (GTK_WIDGET (dialog), "ties.ibid: the package is damaged"));
  g_assert_false (ibid_window_is_reading (fixture->window));
  gtk_window_close (dialog);
  wait_until (window_fixture_find_dialog (fixture) == NULL);
}

/* One line, whatever has come. */
static void
test_outcome (void)
{
  static const struct
  {
    IbidMerged merged;
    const char *expected;
  } cases[] = {
    { { .n_added = 3, .n_changed = 1 }, "3 highlights added, 1 changed" },
    { { .n_changed = 2, .n_removed = 1 }, "2 highlights changed, 1 removed" },
    { { .n_removed = 1, .n_decisions = 2 }, "1 highlight removed, 2 decisions taken over" },
    { { .is_new = TRUE, .n_decisions = 1 }, "Article added, 1 decision taken over" },
    { { .is_new = TRUE }, "Article added" },
    { { .n_added = 0 }, "The package has nothing that is new here" },
    { { .is_outdated = TRUE, .n_added = 1 }, "1 highlight added. Your text is newer, and stays." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = ibid_opening_dup_outcome (&cases[i].merged);

      g_assert_cmpstr (told, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  window_fixture_init (&argc, &argv);

  g_test_add_func ("/package/outcome", test_outcome);
#define ADD(path, test) g_test_add (path, WindowFixture, NULL, set_up, test, tear_down)
  ADD ("/package/new", test_new);
  ADD ("/package/merged", test_merged);
  ADD ("/package/damaged", test_damaged);
#undef ADD
  return g_test_run ();
}
