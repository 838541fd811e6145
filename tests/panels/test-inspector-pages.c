/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-bar-chart.h"
#include "ibid-corrections.h"
#include "ibid-finding.h"
#include "ibid-lint-page.h"
#include "ibid-mix-page.h"
#include "ibid-mix-table.h"
#include "ibid-outlet-editor.h"
#include "ibid-outlet-list.h"
#include "ibid-source-row.h"
#include "ibid-source-words.h"
#include "ibid-sources-page.h"
#include "ibid-statements-page.h"
#include "inspector-fixture.h"

static void
open_article (InspectorFixture *self, const char *page)
{
  g_autofree char *path = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "tests", "panels",
                                            "northern-line.ibid.json", NULL);

  inspector_fixture_open (self, path, 330, 780);
  inspector_fixture_show_page (self, page);
}

static IbidSourcesPage *
sources_page (InspectorFixture *self)
{
  return IBID_SOURCES_PAGE (reading_fixture_find (self->inspector, IBID_TYPE_SOURCES_PAGE, NULL));
}

static char *
dup_shown_ids (InspectorFixture *self)
{
  GListModel *shown = ibid_sources_page_get_shown (sources_page (self));
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (IbidRecord) source = g_list_model_get_item (shown, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ibid_record_get_id (source));
    }
  return g_string_free (ids, FALSE);
}

static void
assert_shown (InspectorFixture *self, const char *ids)
{
  g_autofree char *shown = dup_shown_ids (self);

  g_assert_cmpstr (shown, ==, ids);
}

static void
test_source_order (void)
{
  static const char *const cases[][2] = {
    { "appearance", "s1 s3 s2 s4 s5 s6" }, { "outlet", "s2 s1 s6 s3 s5 s4" },
    { "date", "s5 s4 s2 s1 s6 s3" },       { "kind", "s1 s2 s3 s6 s4 s5" },
    { "number", "s1 s3 s2 s4 s5 s6" },
  };
  InspectorFixture fixture;

  open_article (&fixture, "sources");
  inspector_fixture_assert_says (&fixture, "6 sources");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_object_set (fixture.inspector, "source-sort", cases[i][0], NULL);
      assert_shown (&fixture, cases[i][1]);
    }
  inspector_fixture_close (&fixture);
}

static GtkDropDown *
drop_down (InspectorFixture *self, const char *tooltip)
{
  return GTK_DROP_DOWN (
      reading_fixture_find (GTK_WIDGET (sources_page (self)), GTK_TYPE_DROP_DOWN, tooltip));
}

static void
test_source_filters (void)
{
  InspectorFixture fixture;
  g_autoptr (IbidCitationItem) item = NULL;
  GtkWidget *search;

  open_article (&fixture, "sources");
  search = reading_fixture_find (GTK_WIDGET (sources_page (&fixture)), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_test_accessible_assert_property (search, GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter sources");
  gtk_widget_grab_focus (search);
  reading_fixture_type ("bridge");
  reading_fixture_wait (450);
  assert_shown (&fixture, "s4 s5");
  inspector_fixture_assert_says (&fixture, "2 of 6 sources");
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing at all");
  reading_fixture_wait (450);
  inspector_fixture_assert_says (&fixture, "No Source Fits");
  gtk_widget_activate_action (GTK_WIDGET (sources_page (&fixture)), "sources.clear-filters", NULL);
  gtk_drop_down_set_selected (drop_down (&fixture, "of one kind"), IBID_OUTLET_KIND_PRESS + 1);
  assert_shown (&fixture, "s3 s6");
  gtk_drop_down_set_selected (drop_down (&fixture, "of one kind"), 0);
  item = g_list_model_get_item (
      ibid_source_get_items (ibid_article_find_source (fixture.article, "s2")), 0);
  ibid_dossier_set_verdict (fixture.reading.dossier, item, IBID_VERDICT_PARTLY);
  reading_fixture_wait (200);
  gtk_drop_down_set_selected (drop_down (&fixture, "checked so far"), IBID_VERDICT_PARTLY + 1);
  assert_shown (&fixture, "s2");
  inspector_fixture_assert_says (&fixture, "Partly");
  inspector_fixture_undo (&fixture);
  assert_shown (&fixture, "");
  inspector_fixture_close (&fixture);
}

/* a list works by keys, and leads to the first citation of the source */
static void
test_source_activate (void)
{
  InspectorFixture fixture;
  GtkWidget *row;

  open_article (&fixture, "sources");
  row = reading_fixture_find (GTK_WIDGET (sources_page (&fixture)), IBID_TYPE_SOURCE_ROW,
                              "Beta Post");
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  reading_fixture_press ("Return");
  g_assert_true (ibid_reading_state_get_citation (fixture.reading.state) ==
                 ibid_article_find_citation (fixture.article, "c2"));
  g_assert_cmpuint (ibid_reading_state_get_item (fixture.reading.state), ==, 1);
  g_assert_cmpuint (fixture.n_jumps, ==, 1);
  inspector_fixture_close (&fixture);
}

static GtkWidget *
bar (InspectorFixture *self, const char *words)
{
  GtkWidget *chart = reading_fixture_find (self->inspector, IBID_TYPE_BAR_CHART, NULL);

  return reading_fixture_find (chart, GTK_TYPE_BUTTON, words);
}

static void
test_mix (void)
{
  InspectorFixture fixture;
  GtkWidget *table;

  open_article (&fixture, "mix");
  gtk_test_accessible_assert_role (bar (&fixture, "State media"), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (bar (&fixture, "State media"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "State media: 3 of 5");
  gtk_test_accessible_assert_property (bar (&fixture, "Unclassified"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Unclassified: 1 of 5");
  table = reading_fixture_find (fixture.inspector, IBID_TYPE_MIX_TABLE, NULL);
  gtk_test_accessible_assert_role (table, GTK_ACCESSIBLE_ROLE_TABLE);
  reading_fixture_find (table, GTK_TYPE_LABEL, "60 %");
  g_object_set (fixture.inspector, "mix-distinct", TRUE, NULL);
  reading_fixture_wait (200);
  gtk_test_accessible_assert_property (bar (&fixture, "State media"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "State media: 2 of 3");
  g_object_set (fixture.inspector, "mix-by", "country", "mix-distinct", FALSE, NULL);
  reading_fixture_wait (200);
  gtk_test_accessible_assert_property (bar (&fixture, "Kazakhstan"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Kazakhstan: 1 of 5");
  g_object_set (fixture.inspector, "mix-by", "language", NULL);
  reading_fixture_wait (200);
  gtk_test_accessible_assert_property (bar (&fixture, "Russian"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Russian: 1 of 5");
  g_object_set (fixture.inspector, "mix-by", "year", NULL);
  reading_fixture_wait (200);
  gtk_test_accessible_assert_property (bar (&fixture, "2020"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2020: 1 of 5");
  inspector_fixture_close (&fixture);
}

/* a bar is a button that filters the list of sources; by keys, too */
static void
test_mix_filters (void)
{
  InspectorFixture fixture;
  g_autofree char *page = NULL;
  GtkWidget *part;

  open_article (&fixture, "mix");
  gtk_widget_grab_focus (bar (&fixture, "Press"));
  reading_fixture_press ("Return");
  reading_fixture_wait (450);
  g_object_get (fixture.inspector, "page", &page, NULL);
  g_assert_cmpstr (page, ==, "sources");
  assert_shown (&fixture, "s3 s6");
  part = reading_fixture_find (GTK_WIDGET (sources_page (&fixture)), GTK_TYPE_BUTTON,
                               "Show All Again");
  reading_fixture_find (part, GTK_TYPE_LABEL, "Press");
  g_signal_emit_by_name (part, "clicked");
  assert_shown (&fixture, "s1 s3 s2 s4 s5 s6");
  inspector_fixture_close (&fixture);
}

/* an outlet's kind and country are set for all articles, and can be undone */
static void
test_outlets (void)
{
  InspectorFixture fixture;
  GtkWidget *list, *row, *button;
  IbidOutletEditor *editor;
  IbidOutlet *outlet;

  open_article (&fixture, "mix");
  outlet = ibid_article_find_outlet (fixture.article, "beta");
  list = reading_fixture_find (fixture.inspector, IBID_TYPE_OUTLET_LIST, NULL);
  row = reading_fixture_find (list, ADW_TYPE_ACTION_ROW, "Beta Post");
  button = reading_fixture_find (row, GTK_TYPE_MENU_BUTTON, NULL);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Edit Beta Post");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  reading_fixture_wait (450);
  editor = IBID_OUTLET_EDITOR (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_test_accessible_assert_property (GTK_WIDGET (ibid_outlet_editor_get_kind (editor)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Kind of outlet");
  gtk_drop_down_set_selected (ibid_outlet_editor_get_kind (editor), IBID_OUTLET_KIND_STATE_MEDIA);
  reading_fixture_wait (200);
  g_assert_cmpuint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_STATE_MEDIA);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (fixture.reading.dossier))),
      ==, 0);
  gtk_test_accessible_assert_property (bar (&fixture, "State media"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "State media: 4 of 5");
  gtk_drop_down_set_selected (ibid_outlet_editor_get_country (editor), 0);
  reading_fixture_wait (200);
  g_assert_null (ibid_outlet_get_country (outlet));
  inspector_fixture_undo (&fixture);
  g_assert_cmpstr (ibid_outlet_get_country (outlet), ==, "KZ");
  inspector_fixture_undo (&fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (ibid_outlet_editor_get_kind (editor)), ==,
                    IBID_OUTLET_KIND_PRESS);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  reading_fixture_wait (200);
  inspector_fixture_close (&fixture);
}

static void
test_statements (void)
{
  InspectorFixture fixture;
  IbidStatementsPage *page;
  GtkWidget *label;
  IbidSpan claim;

  open_article (&fixture, "citation");
  page = IBID_STATEMENTS_PAGE (
      reading_fixture_find (fixture.inspector, IBID_TYPE_STATEMENTS_PAGE, NULL));
  /* nothing is computed before somebody looks */
  g_assert_cmpuint (g_list_model_get_n_items (ibid_statements_page_get_statements (page)), ==, 0);
  inspector_fixture_show_page (&fixture, "unsourced");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_statements_page_get_statements (page)), ==, 1);
  label = reading_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Work on it began in 2019.");
  inspector_fixture_assert_says (&fixture, "1 statement has");
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_widget_get_parent (label)));
  reading_fixture_press ("Return");
  g_assert_cmpuint (fixture.n_jumps, ==, 1);
  g_assert_cmpuint (fixture.jump.block, ==, 1);
  /* it has a source as soon as it is somebody's claim */
  claim = fixture.jump;
  ibid_dossier_set_claims (fixture.reading.dossier,
                           ibid_article_find_citation (fixture.article, "c1"), &claim, 1);
  reading_fixture_wait (150);
  inspector_fixture_assert_says (&fixture, "Nothing Found");
  inspector_fixture_undo (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_statements_page_get_statements (page)), ==, 1);
  inspector_fixture_close (&fixture);
}

static GtkWidget *
lint_row (InspectorFixture *self, const char *words)
{
  GtkWidget *page = reading_fixture_find (self->inspector, IBID_TYPE_LINT_PAGE, NULL);

  return reading_fixture_find (page, ADW_TYPE_ACTION_ROW, words);
}

static void
test_lint (void)
{
  InspectorFixture fixture;
  GtkWidget *page;
  g_autofree char *shown = NULL;
  GtkWidget *row;

  open_article (&fixture, "lint");
  page = reading_fixture_find (fixture.inspector, IBID_TYPE_LINT_PAGE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_lint_page_get_findings (IBID_LINT_PAGE (page))),
                    >, 0);
  reading_fixture_find (page, GTK_TYPE_LABEL, "warning");
  row = lint_row (&fixture, "Never cited");
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  gtk_widget_activate (row);
  reading_fixture_wait (200);
  /* a source without a place in the text is shown in the list */
  assert_shown (&fixture, "s6");
  inspector_fixture_show_page (&fixture, "lint");
  gtk_widget_activate (lint_row (&fixture, "Gamma Agency"));
  reading_fixture_wait (200);
  assert_shown (&fixture, "s4 s5");
  inspector_fixture_close (&fixture);
}

static void
test_links (void)
{
  static const char *const cases[][2] = {
    { "https://example.org/a", "https://example.org/a" },
    { "example.org", "https://example.org" },
    { "javascript:alert(1)", NULL },
    { "file:///etc/passwd", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = ibid_words_dup_link (cases[i][0]);

      g_assert_cmpstr (link, ==, cases[i][1]);
    }
}

static void
test_read_citation (void)
{
  static const char *const cases[][3] = {
    { "(Alpha News, 2021-01-22)", "Alpha News", "2021-01-22" },
    { "Alpha News", "Alpha News", "" },
    { "[Alpha News, January 22]", "Alpha News", "2021-01-22" },
    { "(Alpha News, accessed May 4)", "Alpha News", "" },
    { "(Alpha News, page 4)", "Alpha News", "" },
    { " (数字新闻, 2021) ", "数字新闻", "2021" },
  };
  g_autoptr (IbidPartialDate) published = ibid_partial_date_new (2021, 5, 7);
  g_autofree char *none = NULL;
  g_autofree char *no_date = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *issued = NULL;

      g_assert_true (ibid_corrections_read_citation (cases[i][0], published, &name, &issued));
      g_assert_cmpstr (name, ==, cases[i][1]);
      g_assert_cmpstr (issued, ==, cases[i][2]);
    }
  g_assert_false (ibid_corrections_read_citation (" ( ) ", published, &none, &no_date));
}

static void
test_grades (void)
{
  g_autofree char *none = ibid_words_dup_grade (IBID_RELIABILITY_NOT_GRADED, 0);
  g_autofree char *both = ibid_words_dup_grade (IBID_RELIABILITY_C, 3);
  g_autofree char *letter = ibid_words_dup_grade (IBID_RELIABILITY_F, 0);
  g_autofree char *digit = ibid_words_dup_grade (IBID_RELIABILITY_NOT_GRADED, 6);

  g_assert_null (none);
  g_assert_cmpstr (both, ==, "C3");
  g_assert_cmpstr (letter, ==, "F");
  g_assert_cmpstr (digit, ==, "6");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();
  g_test_add_func ("/inspector-pages/source-order", test_source_order);
  g_test_add_func ("/inspector-pages/source-filters", test_source_filters);
  g_test_add_func ("/inspector-pages/source-activate", test_source_activate);
  g_test_add_func ("/inspector-pages/mix", test_mix);
  g_test_add_func ("/inspector-pages/mix-filters", test_mix_filters);
  g_test_add_func ("/inspector-pages/outlets", test_outlets);
  g_test_add_func ("/inspector-pages/statements", test_statements);
  g_test_add_func ("/inspector-pages/lint", test_lint);
  g_test_add_func ("/inspector-pages/links", test_links);
  g_test_add_func ("/inspector-pages/read-citation", test_read_citation);
  g_test_add_func ("/inspector-pages/grades", test_grades);
  return g_test_run ();
}
