/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-library-page.h"
#include "ibid-library-row.h"
#include "reading-fixture.h"

typedef struct
{
  ReadingFixture reading;
  GtkWidget *page;
  GtkWindow *window;
  char *opened;
  char *removed;
  char *dropped;
} Fixture;

static void
open_item_cb (Fixture *fixture, IbidLibraryItem *item)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup (ibid_library_item_get_title (item));
}

static void
removed_cb (Fixture *fixture, const char *id)
{
  g_free (fixture->removed);
  fixture->removed = g_strdup (id);
}

static void
open_file_cb (Fixture *fixture, GFile *file)
{
  g_free (fixture->dropped);
  fixture->dropped = g_file_get_path (file);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ibid_library_refresh_finish (IBID_LIBRARY (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
refresh (Fixture *fixture)
{
  gboolean over = FALSE;

  ibid_library_refresh_async (fixture->reading.library, NULL, refreshed_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  reading_fixture_wait (60);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  reading_fixture_open_json (&fixture->reading, reading_fixture_get_small_article ());
  fixture->page = ibid_library_page_new (fixture->reading.library);
  fixture->window = reading_fixture_show (fixture->page, 700, 600);
  refresh (fixture);
  g_signal_connect_swapped (fixture->page, "open-item", G_CALLBACK (open_item_cb), fixture);
  g_signal_connect_swapped (fixture->page, "removed", G_CALLBACK (removed_cb), fixture);
  g_signal_connect_swapped (fixture->page, "open-file", G_CALLBACK (open_file_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  g_assert_finalize_object (fixture->page);
  g_free (fixture->opened);
  g_free (fixture->removed);
  g_free (fixture->dropped);
  reading_fixture_close (&fixture->reading);
}

static gboolean
says_one (gpointer row)
{
  return reading_fixture_look_for (row, GTK_TYPE_LABEL, "1 highlight · 0 of 1 checked") != NULL;
}

static gboolean
says_none (gpointer row)
{
  return reading_fixture_look_for (row, GTK_TYPE_LABEL, "highlight") == NULL;
}

/* What was highlighted is counted once it is saved, and no longer once it is taken back. */
static void
test_highlights (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = reading_fixture_find (fixture->page, IBID_TYPE_LIBRARY_ROW, "Small");
  const IbidSpan span = { 3, 0, 6 };

  g_assert_nonnull (
      ibid_dossier_annotate (fixture->reading.dossier, &span, 1, IBID_ANNOTATION_STYLE_GREEN));
  reading_fixture_wait_until (says_one, row);
  g_assert_true (ibid_history_undo (ibid_dossier_get_history (fixture->reading.dossier)));
  reading_fixture_wait_until (says_none, row);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = reading_fixture_find (fixture->page, IBID_TYPE_LIBRARY_ROW, "Small");

  reading_fixture_find (row, GTK_TYPE_LABEL, "0 of 1 checked");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_test_accessible_assert_property (reading_fixture_find (row, GTK_TYPE_MENU_BUTTON, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "More about “Small”");
  gtk_test_accessible_assert_role (reading_fixture_find (row, GTK_TYPE_LEVEL_BAR, NULL),
                                   GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (fixture->page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Library");
}

/* Real keys: Return opens, Delete moves to the trash; restoring brings the row back. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gtk_widget_grab_focus (fixture->page));
  reading_fixture_wait (50);
  reading_fixture_press ("Return");
  g_assert_cmpstr (fixture->opened, ==, "Small");

  reading_fixture_press ("Delete");
  g_assert_cmpstr (fixture->removed, ==, "urn:uuid:00000000-0000-4000-8000-1");
  g_assert_true (gtk_widget_get_mapped (
      reading_fixture_find (fixture->page, ADW_TYPE_STATUS_PAGE, "Read Articles Down")));

  g_assert_true (ibid_library_restore (fixture->reading.library, fixture->removed, &error));
  g_assert_no_error (error);
  refresh (fixture);
  g_assert_true (
      gtk_widget_get_mapped (reading_fixture_find (fixture->page, IBID_TYPE_LIBRARY_ROW, "Small")));
}

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_get_child (fixture->reading.folder, "empty");
  g_autoptr (IbidLibrary) library = ibid_library_new (nowhere);
  GtkWidget *page = g_object_ref_sink (ibid_library_page_new (library));

  /* nobody is welcomed before it is known that there is nothing */
  g_assert_null (reading_fixture_look_for (page, GTK_TYPE_BUTTON, "_Sample Article"));
  ibid_library_page_set_listed (IBID_LIBRARY_PAGE (page));
  g_assert_cmpstr (gtk_actionable_get_action_name (
                       GTK_ACTIONABLE (reading_fixture_find (page, GTK_TYPE_BUTTON, "_Open…"))),
                   ==, "win.open");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (
                       reading_fixture_find (page, GTK_TYPE_BUTTON, "_Sample Article"))),
                   ==, "win.open-sample");
  g_assert_finalize_object (page);
}

/* What the drop target would do with a list of files. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  GListModel *controllers = gtk_widget_observe_controllers (fixture->page);
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/brief.ibid.json");
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      g_auto (GValue) value = G_VALUE_INIT;
      gboolean taken = FALSE;

      if (!GTK_IS_DROP_TARGET (controller))
        continue;
      found = TRUE;
      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_set_boxed (&value, files);
      g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
      g_assert_true (taken);
    }
  g_object_unref (controllers);
  g_assert_true (found);
  g_assert_cmpstr (fixture->dropped, ==, "/nowhere/brief.ibid.json");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, func)                                                                            \
  g_test_add ("/panels/library-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("row", test_row);
  ADD ("highlights", test_highlights);
  ADD ("keys", test_keys);
  ADD ("welcome", test_welcome);
  ADD ("drop", test_drop);
  return g_test_run ();
}
