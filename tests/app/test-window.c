/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-reader-view.h"
#include "window-fixture.h"
#include <glib/gstdio.h>

/* The whole window on the sample article: real files, real web view, real keys. */

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

static const char *
page_of (WindowFixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->stack);
}

static void
test_library_first (WindowFixture *fixture, gconstpointer user_data)
{
  g_assert_cmpstr (page_of (fixture), ==, "library");
  g_assert_false (ibid_window_is_reading (fixture->window));
  window_fixture_open_sample (fixture);
  g_assert_cmpstr (page_of (fixture), ==, "reading");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==,
                   ibid_article_get_title (ibid_dossier_get_article (fixture->window->dossier)));

  press ("ctrl+l");
  wait_until (g_str_equal (page_of (fixture), "library"));
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->library)) == 1);
}

static void
test_stepping_keys (WindowFixture *fixture, gconstpointer user_data)
{
  IbidReadingState *state = fixture->window->state;
  IbidCitation *first;

  window_fixture_open_sample (fixture);
  press ("bracketright");
  wait_until (ibid_reading_state_get_citation (state) != NULL);
  first = ibid_reading_state_get_citation (state);
  press ("bracketright");
  wait_until (ibid_reading_state_get_citation (state) != first);
  press ("alt+Up");
  wait_until (ibid_reading_state_get_citation (state) == first);
  g_assert_true (ibid_reading_state_can_go_back (state));
  press ("alt+Left");
  wait_until (ibid_reading_state_can_go_forward (state));
}

static void
test_panes_keys (WindowFixture *fixture, gconstpointer user_data)
{
  IbidPanes *panes;

  window_fixture_open_sample (fixture);
  panes = fixture->window->panes;
  g_assert_true (ibid_panes_get_shown (panes, IBID_PANE_SIDEBAR));
  press ("F9");
  wait_until (!ibid_panes_get_shown (panes, IBID_PANE_SIDEBAR));
  g_assert_false (g_settings_get_boolean (fixture->settings, "sidebar-visible"));
  press ("F9");
  wait_until (ibid_panes_get_shown (panes, IBID_PANE_SIDEBAR));
  press ("shift+F9");
  wait_until (!ibid_panes_get_shown (panes, IBID_PANE_INSPECTOR));
  press ("shift+F9");
  press ("ctrl+plus");
  wait_until (g_settings_get_double (fixture->settings, "text-scale") > 1.05);
  press ("ctrl+0");
  wait_until (ABS (g_settings_get_double (fixture->settings, "text-scale") - 1) < 0.01);
}

static gboolean
has_focus (WindowFixture *fixture, GtkWidget *part)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && (focus == part || gtk_widget_is_ancestor (focus, part));
}

/* Out of the article, however many links it has, and out of every pane again. */
static void
test_parts_keys (WindowFixture *fixture, gconstpointer user_data)
{
  IbidWindow *window;
  GtkWidget *sidebar;

  window_fixture_open_sample (fixture);
  window = fixture->window;
  sidebar = gtk_widget_get_parent (GTK_WIDGET (window->sidebar_pages));
  wait_until (has_focus (fixture, GTK_WIDGET (window->reader)));
  press ("F6");
  wait_until (has_focus (fixture, window->inspector));
  press ("F6");
  wait_until (has_focus (fixture, sidebar));
  press ("F6");
  wait_until (has_focus (fixture, GTK_WIDGET (window->reader)));
  press ("shift+F6");
  wait_until (has_focus (fixture, sidebar));
  press ("F9");
  wait_until (!ibid_panes_get_shown (window->panes, IBID_PANE_SIDEBAR));
  gtk_widget_grab_focus (GTK_WIDGET (window->reader));
  press ("shift+F6");
  wait_until (has_focus (fixture, window->inspector));
  press ("F9");
}

static void
test_undo_keys (WindowFixture *fixture, gconstpointer user_data)
{
  IbidWindow *window = fixture->window;
  g_autoptr (IbidCitation) citation = NULL;
  g_autoptr (IbidCitationItem) item = NULL;

  window_fixture_open_sample (fixture);
  citation = g_list_model_get_item (
      ibid_article_get_citations (ibid_dossier_get_article (window->dossier)), 0);
  item = g_list_model_get_item (ibid_citation_get_items (citation), 0);
  ibid_dossier_set_verdict (window->dossier, item, IBID_VERDICT_SUPPORTS);
  g_assert_nonnull (window->toast);
  g_assert_cmpstr (adw_toast_get_action_name (window->toast), ==, "win.undo");
  press ("ctrl+z");
  wait_until (ibid_citation_item_get_verdict (item) == IBID_VERDICT_NOT_CHECKED);
  press ("ctrl+shift+z");
  wait_until (ibid_citation_item_get_verdict (item) == IBID_VERDICT_SUPPORTS);
}

static void
test_find_keys (WindowFixture *fixture, gconstpointer user_data)
{
  guint count = 0;

  window_fixture_open_sample (fixture);
  press ("ctrl+f");
  wait_until (ibid_find_bar_is_open (fixture->window->find_bar));
  press ("H");
  press ("i");
  press ("k");
  press ("v");
  for (guint i = 0; i < 50 && count == 0; i++)
    {
      iterate_for (100);
      g_object_get (fixture->window->reader, "find-count", &count, NULL);
    }
  g_assert_cmpuint (count, >, 1);
  press ("Escape");
  wait_until (!ibid_find_bar_is_open (fixture->window->find_bar));
}

static void
test_bad_files (WindowFixture *fixture, gconstpointer user_data)
{
  const struct
  {
    const char *name;
    const char *contents;
    gssize length;
  } files[] = {
    { "empty.ibid.json", "", 0 },
    { "truncated.ibid.json", "{\"format\": \"ibid-article\", \"ver", -1 },
    { "not-utf8.ibid.json", "{\"format\": \"\xff\xfe\"}", -1 },
    { "nul.ibid.json", "{\"format\"\0: 1}", 14 },
    { "version.ibid.json", "{\"format\": \"ibid-article\", \"version\": 99}", -1 },
    { "missing.ibid.json", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GtkWindow *dialog;

      if (files[i].contents != NULL)
        g_assert_true (g_file_set_contents (path, files[i].contents, files[i].length, NULL));
      ibid_window_open_file (fixture->window, file);
      wait_until (window_fixture_find_dialog (fixture) != NULL);
      dialog = window_fixture_find_dialog (fixture);
      gtk_window_destroy (dialog);
      iterate_for (50);
      g_assert_cmpstr (page_of (fixture), ==, "library");
    }
  window_fixture_open_sample (fixture);
  g_assert_cmpstr (page_of (fixture), ==, "reading");
}

static void
test_place_is_kept (WindowFixture *fixture, gconstpointer user_data)
{
  IbidWindow *window = fixture->window;
  guint block = 0, offset = 0;
  const IbidPlace *place;

  window_fixture_open_sample (fixture);
  for (guint i = 0; i < 12; i++)
    ibid_reading_state_step_citation (window->state, 1);
  iterate_for (800);
  place = ibid_reading_state_get_place (window->state);
  g_assert_nonnull (place);
  g_assert_cmpuint (place->block, >, 0);
  ibid_window_show_library (window);
  g_assert_true (ibid_library_get_place (fixture->library, window->dossier, &block, &offset));
  g_assert_cmpuint (block, >, 0);
}

#define SAMPLE_ID "urn:uuid:42ed64c7-3314-5cdd-b892-7202b0020917"

/* The sample under another id: it looks like a newer version of itself. */
static void
open_variant (WindowFixture *fixture, const char *id)
{
  g_autofree char *sample =
      g_build_filename (g_getenv ("IBID_SAMPLES_DIR"), "kazakhstan-digital-ties.ibid.json", NULL);
  g_autofree char *path =
      g_strdup_printf ("%s/%s.ibid.json", fixture->folder, id + strlen ("urn:"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;
  GString *edited;

  g_assert_true (g_file_get_contents (sample, &contents, NULL, NULL));
  edited = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (edited, SAMPLE_ID, id, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, edited->str, (gssize)edited->len, NULL));
  g_string_free (edited, TRUE);
  ibid_window_open_file (fixture->window, file);
}

static const char *
shown_id (WindowFixture *fixture)
{
  return fixture->window->dossier != NULL
             ? ibid_record_get_id (
                   IBID_RECORD (ibid_dossier_get_article (fixture->window->dossier)))
             : "";
}

static void
answer (WindowFixture *fixture, const char *key)
{
  wait_until (window_fixture_find_dialog (fixture) != NULL &&
              gtk_window_is_active (window_fixture_find_dialog (fixture)));
  iterate_for (200);
  press (key);
  wait_until (window_fixture_find_dialog (fixture) == NULL);
}

/* What looks like a newer version is asked about before it is shown; the keyboard is enough. */
static void
test_newer_version (WindowFixture *fixture, gconstpointer user_data)
{
  GListModel *rows = G_LIST_MODEL (fixture->library);
  g_autoptr (IbidCitation) citation = NULL;
  g_autoptr (IbidCitationItem) item = NULL;
  guint n_checked, n_items;

  window_fixture_open_sample (fixture);
  citation = g_list_model_get_item (
      ibid_article_get_citations (ibid_dossier_get_article (fixture->window->dossier)), 0);
  item = g_list_model_get_item (ibid_citation_get_items (citation), 0);
  ibid_dossier_set_verdict (fixture->window->dossier, item, IBID_VERDICT_SUPPORTS);

  /* the safe answer is that of Return, and of Escape */
  open_variant (fixture, "urn:second");
  wait_until (window_fixture_find_dialog (fixture) != NULL);
  g_assert_cmpstr (shown_id (fixture), ==, SAMPLE_ID);
  answer (fixture, "Return");
  wait_until (g_str_equal (shown_id (fixture), "urn:second"));
  open_variant (fixture, "urn:third");
  answer (fixture, "Escape");
  wait_until (g_str_equal (shown_id (fixture), "urn:third"));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);

  /* back to the sample, so that it is the one opened last, by a second */
  iterate_for (1100);
  ibid_window_open_sample (fixture->window);
  wait_until (g_str_equal (shown_id (fixture), SAMPLE_ID));
  open_variant (fixture, "urn:fourth");
  answer (fixture, "alt+r");
  wait_until (ibid_article_get_other_ids (ibid_dossier_get_article (fixture->window->dossier))[0] !=
              NULL);
  g_assert_cmpstr (shown_id (fixture), ==, SAMPLE_ID);
  g_assert_cmpstr (
      ibid_article_get_other_ids (ibid_dossier_get_article (fixture->window->dossier))[0], ==,
      "urn:fourth");
  ibid_article_count_checked (ibid_dossier_get_article (fixture->window->dossier), &n_checked,
                              &n_items);
  g_assert_cmpuint (n_checked, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
  g_assert_cmpstr (page_of (fixture), ==, "reading");

  /* and it is not asked again */
  open_variant (fixture, "urn:fourth");
  iterate_for (1000);
  g_assert_null (window_fixture_find_dialog (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
}

/* A text that cannot take the place of the other is shown all the same, after the reason. */
static void
test_newer_version_fails (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *versions = NULL;

  window_fixture_open_sample (fixture);
  versions = g_build_filename (
      g_file_peek_path (ibid_dossier_get_folder (fixture->window->dossier)), "versions", NULL);
  g_assert_true (g_file_set_contents (versions, "in the way", -1, NULL));
  open_variant (fixture, "urn:second");
  wait_until (window_fixture_find_dialog (fixture) != NULL &&
              gtk_window_is_active (window_fixture_find_dialog (fixture)));
  iterate_for (200);
  press ("alt+r");
  wait_until (g_str_equal (shown_id (fixture), "urn:second"));
  answer (fixture, "Escape");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->library)), ==, 2);
}

/* An article whose changes cannot be saved is not forgotten when another one is opened. */
static void
test_unsaved_stays (WindowFixture *fixture, gconstpointer user_data)
{
  g_autofree char *overlay = NULL;
  g_autoptr (IbidEntity) entity = NULL;
  IbidDossier *dossier;

  window_fixture_open_sample (fixture);
  dossier = fixture->window->dossier;
  overlay =
      g_build_filename (g_file_peek_path (ibid_dossier_get_folder (dossier)), "overlay.json", NULL);
  g_assert_cmpint (g_mkdir (overlay, 0700), ==, 0);
  entity =
      g_list_model_get_item (ibid_article_get_entities (ibid_dossier_get_article (dossier)), 0);
  ibid_dossier_rename_entity (dossier, entity, "Renamed");
  open_variant (fixture, "urn:second");
  answer (fixture, "Escape");
  wait_until (g_str_equal (shown_id (fixture), "urn:second"));
  ibid_window_open_sample (fixture->window);
  wait_until (fixture->window->dossier == dossier);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (dossier))),
                    ==, 1);
  g_assert_cmpint (g_rmdir (overlay), ==, 0);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
}

typedef struct
{
  WindowFixture *fixture;
  guint n_shown;
} Printing;

/* runs inside the dialog's own main loop */
static gboolean
cancel_print_cb (gpointer user_data)
{
  Printing *printing = user_data;
  GtkWindow *dialog = window_fixture_find_dialog (printing->fixture);

  if (dialog == NULL || !gtk_window_is_active (dialog))
    return G_SOURCE_CONTINUE;
  printing->n_shown++;
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (printing->fixture->window));
  press ("Tab");
  press ("Escape");
  return G_SOURCE_REMOVE;
}

/* Ctrl+P brings up the print dialog, Escape takes it away, and all is as before; twice, with notes
 * and without: the menu's choice is remembered. */
static void
test_print_dialog (WindowFixture *fixture, gconstpointer user_data)
{
  Printing printing = { fixture, 0 };
  IbidReadingState *state = fixture->window->state;

  window_fixture_open_sample (fixture);
  for (guint i = 1; i <= 2; i++)
    {
      g_assert_true (g_settings_get_boolean (fixture->settings, "print-notes") == (i == 1));
      g_timeout_add (100, cancel_print_cb, &printing);
      press ("ctrl+p");
      wait_until (printing.n_shown == i && window_fixture_find_dialog (fixture) == NULL);
      wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "print-notes", NULL);
    }
  g_settings_reset (fixture->settings, "print-notes");
  g_assert_cmpstr (page_of (fixture), ==, "reading");
  g_assert_null (fixture->window->toast);
  press ("bracketright");
  wait_until (ibid_reading_state_get_citation (state) != NULL);
}

int
main (int argc, char *argv[])
{
  window_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, WindowFixture, NULL, set_up, test, tear_down)
  ADD ("/window/library-first", test_library_first);
  ADD ("/window/stepping-keys", test_stepping_keys);
  ADD ("/window/panes-keys", test_panes_keys);
  ADD ("/window/parts-keys", test_parts_keys);
  ADD ("/window/undo-keys", test_undo_keys);
  ADD ("/window/find-keys", test_find_keys);
  ADD ("/window/bad-files", test_bad_files);
  ADD ("/window/place-is-kept", test_place_is_kept);
  ADD ("/window/newer-version", test_newer_version);
  ADD ("/window/newer-version-fails", test_newer_version_fails);
  ADD ("/window/unsaved-stays", test_unsaved_stays);
  ADD ("/window/print-dialog", test_print_dialog);
#undef ADD

  return g_test_run ();
}
