/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-entity-page.h"
#include "ibid-entity-popovers.h"
#include "ibid-entity-row.h"
#include "ibid-entity-sidebar.h"
#include "reading-fixture.h"

typedef struct
{
  ReadingFixture reading;
  IbidArticle *article;
  GtkWidget *sidebar;
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
set_up (Fixture *fixture, gconstpointer sample)
{
  if (sample != NULL)
    reading_fixture_open_sample (&fixture->reading);
  else
    reading_fixture_open_json (&fixture->reading, reading_fixture_get_small_article ());
  fixture->article = ibid_dossier_get_article (fixture->reading.dossier);
  fixture->sidebar = ibid_entity_sidebar_new (fixture->reading.state);
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (fixture->sidebar),
                                   fixture->reading.dossier);
  fixture->window = reading_fixture_show (fixture->sidebar, 320, 700);
  g_signal_connect_swapped (fixture->reading.state, "jump", G_CALLBACK (jump_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer sample)
{
  g_object_ref (fixture->sidebar);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  g_assert_finalize_object (fixture->sidebar);
  g_signal_handlers_disconnect_by_data (fixture->reading.state, fixture);
  reading_fixture_close (&fixture->reading);
}

static IbidEntity *
find (Fixture *fixture, const char *id)
{
  IbidEntity *entity = ibid_article_find_entity (fixture->article, id);

  g_assert_nonnull (entity);
  return entity;
}

static gboolean
is_listed (Fixture *fixture, const char *id)
{
  GListModel *entities = ibid_article_get_entities (fixture->article);

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (IbidRecord) entity = g_list_model_get_item (entities, i);
      if (g_strcmp0 (ibid_record_get_id (entity), id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
choose (Fixture *fixture, const char *id)
{
  ibid_reading_state_select_entity (fixture->reading.state, find (fixture, id));
  reading_fixture_wait (250);
}

static IbidEntity *
get_page_entity (Fixture *fixture)
{
  GtkWidget *page = reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_PAGE, NULL);

  return gtk_widget_get_mapped (page) ? ibid_entity_page_get_entity (IBID_ENTITY_PAGE (page))
                                      : NULL;
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *list = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_VIEW, NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
filter (Fixture *fixture, const char *text)
{
  GtkWidget *search = reading_fixture_find (fixture->sidebar, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  reading_fixture_wait (60);
}

static void
assert_decided (Fixture *fixture, const char *field, const char *target_id)
{
  GListModel *decisions = G_LIST_MODEL (ibid_dossier_get_overlay (fixture->reading.dossier));

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (decisions, i);
      if (g_strcmp0 (ibid_decision_get_field (decision), field) == 0 &&
          g_strcmp0 (ibid_decision_get_target_id (decision), target_id) == 0)
        return;
    }
  g_error ("no decision “%s” about %s", field, target_id);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (ibid_history_undo (ibid_dossier_get_history (fixture->reading.dossier)));
  reading_fixture_wait (80);
}

static void
act (Fixture *fixture, const char *action, const char *argument)
{
  g_assert_true (gtk_widget_activate_action (fixture->sidebar, action,
                                             argument != NULL ? "s" : NULL, argument));
  reading_fixture_wait (300);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = reading_fixture_find (fixture->sidebar, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *list = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *row = reading_fixture_find (list, IBID_TYPE_ENTITY_ROW, "Digital Silk Road");

  gtk_test_accessible_assert_role (fixture->sidebar, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->sidebar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Entities");
  gtk_test_accessible_assert_role (search, GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (search, GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter 4 entities");
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Entities");
  gtk_test_accessible_assert_role (gtk_widget_get_parent (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Digital Silk Road, Programme, 4 mentions");
}

static void
test_page_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *list;
  GtkWidget *name;

  choose (fixture, "e3");
  page = reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_PAGE, NULL);
  name = reading_fixture_find (page, GTK_TYPE_LABEL, "Digital Silk Road");
  gtk_test_accessible_assert_role (name, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_property (
      reading_fixture_find (page, GTK_TYPE_BUTTON, "Previous Mention"),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Previous Mention");
  gtk_test_accessible_assert_property (
      reading_fixture_find (page, GTK_TYPE_MENU_BUTTON, "Correct This Entity"),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Correct This Entity");
  list = reading_fixture_find (page, GTK_TYPE_LIST_BOX, "Almaty watched");
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (list),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (
      reading_fixture_find (page, GTK_TYPE_LIST_BOX_ROW, "Almaty watched"),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Almaty watched the Digital Silk Road.");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_rows (fixture), ==, 4);
  filter (fixture, "shuzi");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_ROW, "数字丝绸之路");
  filter (fixture, "数字");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  filter (fixture, "no such thing");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_true (gtk_widget_get_mapped (
      reading_fixture_find (fixture->sidebar, ADW_TYPE_STATUS_PAGE, "no such thing")));
  filter (fixture, "");
  g_assert_cmpuint (count_rows (fixture), ==, 4);
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  g_signal_connect_swapped (fixture->sidebar, "notify::sort", G_CALLBACK (g_atomic_int_inc),
                            &n_notified);
  g_assert_cmpstr (ibid_entity_sidebar_get_sort (IBID_ENTITY_SIDEBAR (fixture->sidebar)), ==,
                   "appearance");
  g_object_set (fixture->sidebar, "sort", "name", NULL);
  g_object_set (fixture->sidebar, "sort", "name", NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  act (fixture, "entity.sort", "count");
  g_assert_cmpstr (ibid_entity_sidebar_get_sort (IBID_ENTITY_SIDEBAR (fixture->sidebar)), ==,
                   "count");
  g_object_set (fixture->sidebar, "sort", "no such order", NULL);
  g_assert_cmpuint (n_notified, ==, 2);
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  choose (fixture, "e3");
  g_assert_true (get_page_entity (fixture) == find (fixture, "e3"));
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "4 mentions");
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "Chinese (simplified)");
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "DSR");

  row = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_BOX_ROW, "Almaty watched");
  gtk_widget_activate (row);
  g_assert_cmpuint (fixture->n_jumps, ==, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 3);
  g_assert_cmpuint (fixture->jumped.start, ==, 19);

  row = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_BOX_ROW, "Xinhua, 22");
  gtk_widget_activate (row);
  g_assert_true (ibid_reading_state_get_citation (fixture->reading.state) ==
                 ibid_article_find_citation (fixture->article, "c1"));

  act (fixture, "entity.next-mention", NULL);
  g_assert_cmpuint (fixture->n_jumps, >=, 3);

  act (fixture, "entity.back", NULL);
  g_assert_null (get_page_entity (fixture));
  g_assert_true (ibid_reading_state_get_entity (fixture->reading.state) == find (fixture, "e3"));
}

static void
test_companion (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;

  choose (fixture, "e4");
  page = reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_PAGE, NULL);
  row = gtk_widget_get_ancestor (
      reading_fixture_find (page, IBID_TYPE_ENTITY_ROW, "Digital Silk Road"),
      GTK_TYPE_LIST_BOX_ROW);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Digital Silk Road, in 1 sentence");
  gtk_widget_activate (row);
  reading_fixture_wait (100);
  g_assert_true (get_page_entity (fixture) == find (fixture, "e3"));
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover;
  GtkWidget *entry;

  choose (fixture, "e4");
  act (fixture, "entity.rename", NULL);
  popover = reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_RENAME_POPOVER, NULL);
  entry = reading_fixture_find (popover, GTK_TYPE_ENTRY, "Almaty");
  g_assert_false (
      gtk_widget_get_sensitive (reading_fixture_find (popover, GTK_TYPE_BUTTON, "_Rename")));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Alma-Ata ");
  g_signal_emit_by_name (entry, "activate");
  reading_fixture_wait (300);

  g_assert_cmpstr (ibid_entity_get_name (find (fixture, "e4")), ==, "Alma-Ata");
  assert_decided (fixture, "name", "e4");
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "Alma-Ata");
  g_assert_null (
      reading_fixture_look_for (fixture->sidebar, IBID_TYPE_ENTITY_RENAME_POPOVER, NULL));

  undo (fixture);
  g_assert_cmpstr (ibid_entity_get_name (find (fixture, "e4")), ==, "Almaty");
  g_assert_null (reading_fixture_look_for (fixture->sidebar, GTK_TYPE_LABEL, "Alma-Ata"));
}

static void
test_set_kind (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "e4");
  act (fixture, "entity.set-kind", "event");
  g_assert_cmpint (ibid_entity_get_kind (find (fixture, "e4")), ==, IBID_ENTITY_KIND_EVENT);
  assert_decided (fixture, "kind", "e4");
  act (fixture, "entity.back", NULL);
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "Events");
  undo (fixture);
  g_assert_cmpint (ibid_entity_get_kind (find (fixture, "e4")), ==, IBID_ENTITY_KIND_PLACE);
  reading_fixture_find (fixture->sidebar, GTK_TYPE_LABEL, "Places");
}

/* Choosing is needed; the warning is there before anything is done. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *merge;
  GtkSelectionModel *selection;

  choose (fixture, "e2");
  act (fixture, "entity.merge", NULL);
  popover = reading_fixture_find (fixture->sidebar, IBID_TYPE_ENTITY_MERGE_POPOVER, NULL);
  merge = reading_fixture_find (popover, GTK_TYPE_BUTTON, "_Merge");
  g_assert_false (gtk_widget_get_sensitive (merge));
  list = reading_fixture_find (popover, GTK_TYPE_LIST_VIEW, NULL);
  selection = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, 3);
  gtk_selection_model_select_item (selection, 0, TRUE);
  reading_fixture_wait (60);
  g_assert_true (gtk_widget_get_mapped (reading_fixture_find (popover, GTK_TYPE_LABEL, "张晓")));
  g_assert_true (gtk_widget_get_sensitive (merge));
  g_signal_emit_by_name (merge, "clicked");
  reading_fixture_wait (300);

  g_assert_false (is_listed (fixture, "e2"));
  assert_decided (fixture, "merged-into", "e2");
  g_assert_cmpuint (ibid_entity_get_n_mentions (find (fixture, "e1")), ==, 2);
  /* the page went where the entity went */
  g_assert_true (get_page_entity (fixture) == find (fixture, "e1"));

  undo (fixture);
  g_assert_cmpuint (ibid_entity_get_n_mentions (find (fixture, "e1")), ==, 1);
  g_assert_cmpuint (count_rows (fixture), ==, 4);
}

static void
test_romanization (Fixture *fixture, gconstpointer data)
{
  IbidEntity *zhang = find (fixture, "e1");

  g_assert_true (ibid_entities_share_only_romanization (zhang, find (fixture, "e2")));
  g_assert_false (ibid_entities_share_only_romanization (zhang, find (fixture, "e3")));
  g_assert_false (ibid_entities_share_only_romanization (zhang, zhang));
}

static void
test_split (Fixture *fixture, gconstpointer data)
{
  guint n_rows = count_rows (fixture);

  choose (fixture, "e3");
  act (fixture, "entity.split-alias", "DSR");
  assert_decided (fixture, "split-alias", "e3");
  g_assert_cmpuint (ibid_entity_get_n_mentions (find (fixture, "e3")), ==, 3);
  g_assert_cmpuint (count_rows (fixture), ==, n_rows + 1);
  undo (fixture);
  g_assert_cmpuint (ibid_entity_get_n_mentions (find (fixture, "e3")), ==, 4);
  g_assert_cmpuint (count_rows (fixture), ==, n_rows);
}

static void
test_refuse (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "e4");
  act (fixture, "entity.refuse", NULL);
  assert_decided (fixture, "not-an-entity", "e4");
  g_assert_null (get_page_entity (fixture));
  g_assert_null (ibid_reading_state_get_entity (fixture->reading.state));
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  undo (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 4);
}

static void
test_no_dossier (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "e3");
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (fixture->sidebar), NULL);
  reading_fixture_wait (250);
  g_assert_null (get_page_entity (fixture));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_true (gtk_widget_get_mapped (
      reading_fixture_find (fixture->sidebar, ADW_TYPE_STATUS_PAGE, "No Entities")));
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (fixture->sidebar),
                                   fixture->reading.dossier);
  g_assert_cmpuint (count_rows (fixture), ==, 4);
}

/* Real keys, nothing but keys: find, open, rename, go back. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (reading_fixture_find (fixture->sidebar, GTK_TYPE_SEARCH_ENTRY, NULL));
  reading_fixture_wait (50);
  reading_fixture_type ("alma");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  reading_fixture_press ("Down Return");
  reading_fixture_wait (300);
  g_assert_true (get_page_entity (fixture) == find (fixture, "e4"));

  reading_fixture_press ("F2");
  reading_fixture_wait (300);
  reading_fixture_press ("ctrl+a");
  reading_fixture_type ("Verny");
  reading_fixture_press ("Return");
  reading_fixture_wait (300);
  g_assert_cmpstr (ibid_entity_get_name (find (fixture, "e4")), ==, "Verny");

  reading_fixture_press ("Escape");
  reading_fixture_wait (300);
  g_assert_null (get_page_entity (fixture));
  undo (fixture);
}

/* The menu of a row: Shift+F10, the last entry, Return. */
static void
test_menu_key (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (reading_fixture_find (fixture->sidebar, GTK_TYPE_SEARCH_ENTRY, NULL));
  reading_fixture_wait (50);
  reading_fixture_type ("alma");
  reading_fixture_press ("Down shift+F10");
  reading_fixture_wait (300);
  reading_fixture_find (fixture->sidebar, GTK_TYPE_POPOVER_MENU, NULL);
  reading_fixture_press ("Up Return");
  reading_fixture_wait (300);
  g_assert_false (is_listed (fixture, "e4"));
  undo (fixture);
  g_assert_true (is_listed (fixture, "e4"));
}

/* What a decision leaves alone keeps its place: scroll, focus. */
static void
test_keeps_place (Fixture *fixture, gconstpointer sample)
{
  GtkWidget *list = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  g_autoptr (IbidEntityListRow) last = g_list_model_get_item (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))), count_rows (fixture) - 1);
  IbidEntity *entity = ibid_entity_list_row_get_entity (last);
  GtkWidget *row;
  double before;

  gtk_widget_activate_action (list, "list.scroll-to-item", "u", count_rows (fixture) - 1);
  reading_fixture_wait (100);
  row = reading_fixture_find (list, IBID_TYPE_ENTITY_ROW, ibid_entity_get_name (entity));
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  reading_fixture_wait (100);
  before = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (before, >, 100);

  ibid_dossier_rename_entity (fixture->reading.dossier, entity, "Another name");
  reading_fixture_wait (150);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), before, 30);
  row = reading_fixture_find (list, IBID_TYPE_ENTITY_ROW, "Another name");
  g_assert_true (gtk_window_get_focus (fixture->window) == gtk_widget_get_parent (row));
  undo (fixture);
}

/* While somebody types only what can be seen is listed; after a pause, everything is. */
static void
test_grows_back (Fixture *fixture, gconstpointer sample)
{
  guint n_rows = count_rows (fixture);
  IbidEntity *last = NULL;
  g_autoptr (IbidEntityListRow) row = NULL;
  GtkWidget *list = reading_fixture_find (fixture->sidebar, GTK_TYPE_LIST_VIEW, NULL);

  g_assert_cmpuint (n_rows, >, 60);
  row = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))),
                               n_rows - 1);
  last = ibid_entity_list_row_get_entity (row);
  filter (fixture, "a");
  filter (fixture, "");
  g_assert_cmpuint (count_rows (fixture), <, n_rows);
  reading_fixture_wait (600);
  g_assert_cmpuint (count_rows (fixture), ==, n_rows);

  /* who is asked for is there at once */
  filter (fixture, "a");
  filter (fixture, "");
  ibid_reading_state_select_entity (fixture->reading.state, last);
  g_assert_cmpuint (count_rows (fixture), ==, n_rows);
  g_assert_true (get_page_entity (fixture) == last);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, func)                                                                            \
  g_test_add ("/panels/entity-sidebar/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("accessible", test_accessible);
  ADD ("page-accessible", test_page_accessible);
  ADD ("filter", test_filter);
  ADD ("sort", test_sort);
  ADD ("page", test_page);
  ADD ("companion", test_companion);
  ADD ("rename", test_rename);
  ADD ("set-kind", test_set_kind);
  ADD ("merge", test_merge);
  ADD ("romanization", test_romanization);
  ADD ("split", test_split);
  ADD ("refuse", test_refuse);
  ADD ("no-dossier", test_no_dossier);
  ADD ("keys", test_keys);
  ADD ("menu-key", test_menu_key);
  g_test_add ("/panels/entity-sidebar/keeps-place", Fixture, "sample", set_up, test_keeps_place,
              tear_down);
  g_test_add ("/panels/entity-sidebar/grows-back", Fixture, "sample", set_up, test_grows_back,
              tear_down);
  return g_test_run ();
}
