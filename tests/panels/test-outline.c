/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-outline.h"
#include "reading-fixture.h"

typedef struct
{
  ReadingFixture reading;
  GtkWidget *outline;
  GtkWindow *window;
  IbidSpan jumped;
  guint n_jumps;
} Fixture;

static void
jump_cb (Fixture *fixture, const IbidSpan *span, gboolean focus)
{
  fixture->jumped = *span;
  fixture->n_jumps++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  reading_fixture_open_json (&fixture->reading, reading_fixture_get_small_article ());
  fixture->outline = ibid_outline_new (fixture->reading.state);
  ibid_outline_set_dossier (IBID_OUTLINE (fixture->outline), fixture->reading.dossier);
  fixture->window = reading_fixture_show (fixture->outline, 300, 400);
  g_signal_connect_swapped (fixture->reading.state, "jump", G_CALLBACK (jump_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->outline);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  g_assert_finalize_object (fixture->outline);
  g_signal_handlers_disconnect_by_data (fixture->reading.state, fixture);
  reading_fixture_close (&fixture->reading);
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  GtkWidget *list = reading_fixture_find (fixture->outline, GTK_TYPE_LIST_VIEW, NULL);

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = reading_fixture_find (fixture->outline, GTK_TYPE_LABEL, "Second part");
  GtkWidget *row = gtk_widget_get_parent (label);

  gtk_test_accessible_assert_role (fixture->outline, GTK_ACCESSIBLE_ROLE_NAVIGATION);
  gtk_test_accessible_assert_property (fixture->outline, GTK_ACCESSIBLE_PROPERTY_LABEL, "Contents");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Second part");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LEVEL, 2);
  g_assert_true (gtk_widget_has_css_class (label, "depth-1"));
}

static void
test_follows_place (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint block;
    double progress;
    guint selected;
  } cases[] = { { 1, 0.2, 0 }, { 2, 0.5, 1 }, { 3, 0.9, 1 }, { 0, 0.1, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      IbidPlace place = { cases[i].block, 0, cases[i].progress };

      ibid_reading_state_set_place (fixture->reading.state, &place);
      g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (fixture)), ==,
                        cases[i].selected);
    }
  g_assert_cmpuint (fixture->n_jumps, ==, 0);
}

/* Real keys: into the list, one down, Return. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_grab_focus (fixture->outline));
  reading_fixture_wait (50);
  reading_fixture_press ("Home Down Return");
  g_assert_cmpuint (fixture->n_jumps, ==, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
  g_assert_cmpuint (fixture->jumped.start, ==, 0);
  g_assert_cmpuint (fixture->jumped.end, ==, 11);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  ibid_outline_set_dossier (IBID_OUTLINE (fixture->outline), NULL);
  reading_fixture_wait (50);
  g_assert_true (gtk_widget_get_mapped (
      reading_fixture_find (fixture->outline, ADW_TYPE_STATUS_PAGE, "No Headings")));
  ibid_outline_set_dossier (IBID_OUTLINE (fixture->outline), fixture->reading.dossier);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture))), ==, 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, func) g_test_add ("/panels/outline/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("accessible", test_accessible);
  ADD ("follows-place", test_follows_place);
  ADD ("keys", test_keys);
  ADD ("empty", test_empty);
  return g_test_run ();
}
