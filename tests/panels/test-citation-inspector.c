/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "ibid-candidate-list.h"
#include "ibid-citation-page.h"
#include "ibid-claim-list.h"
#include "ibid-item-list.h"
#include "ibid-judgement-list.h"
#include "ibid-outlet-editor.h"
#include "ibid-page-switcher.h"
#include "ibid-source-chooser.h"
#include "ibid-source-record.h"
#include "inspector-fixture.h"

#define WIDTH 330
#define HEIGHT 780

static void
open_article (InspectorFixture *self)
{
  g_autofree char *path = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "tests", "panels",
                                            "northern-line.ibid.json", NULL);

  inspector_fixture_open (self, path, WIDTH, HEIGHT);
}

static IbidCitationItem *
item_of (InspectorFixture *self, const char *citation_id, guint index)
{
  IbidCitation *citation = ibid_article_find_citation (self->article, citation_id);
  g_autoptr (IbidCitationItem) item =
      g_list_model_get_item (ibid_citation_get_items (citation), index);

  return item; /* its citation holds it */
}

static GtkDropDown *
judgement (InspectorFixture *self, IbidJudgement which)
{
  GtkWidget *list = reading_fixture_find (self->inspector, IBID_TYPE_JUDGEMENT_LIST, NULL);

  return ibid_judgement_row_get_drop_down (
      ibid_judgement_list_get_row (IBID_JUDGEMENT_LIST (list), which));
}

static guint
n_decisions (InspectorFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (self->reading.dossier)));
}

static void
choose (GtkDropDown *drop_down, guint position)
{
  gtk_drop_down_set_selected (drop_down, position);
  reading_fixture_wait (200);
}

static void
activate (InspectorFixture *self, const char *action)
{
  GtkWidget *page = reading_fixture_find (self->inspector, IBID_TYPE_CITATION_PAGE, NULL);

  g_assert_true (gtk_widget_activate_action (page, action, NULL));
  reading_fixture_wait (200);
}

static void
test_summary (void)
{
  InspectorFixture fixture;
  GtkWidget *bar;

  open_article (&fixture);
  inspector_fixture_assert_says (&fixture, "5 citations");
  inspector_fixture_assert_says (&fixture, "0 of 5 checked");
  bar = reading_fixture_find (fixture.inspector, GTK_TYPE_PROGRESS_BAR, NULL);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "0 of 5 checked");
  ibid_dossier_set_verdict (fixture.reading.dossier, item_of (&fixture, "c1", 0),
                            IBID_VERDICT_SUPPORTS);
  reading_fixture_wait (200);
  inspector_fixture_assert_says (&fixture, "1 of 5 checked");
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), 0.2,
                                  0.001);
  inspector_fixture_close (&fixture);
}

static void
test_heading (void)
{
  InspectorFixture fixture;
  GtkWidget *next;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  inspector_fixture_assert_says (&fixture, "Citation 1 of 5");
  inspector_fixture_assert_says (&fixture, "Alpha News");
  inspector_fixture_assert_says (&fixture,
                                 "22 January 2021 · year inferred from the article’s date");
  inspector_fixture_assert_says (&fixture, "State media");
  inspector_fixture_assert_says (&fixture, "China");
  inspector_fixture_assert_says (&fixture, "Same source, 1 more");
  inspector_fixture_assert_says (&fixture, "Same outlet, 1 more");
  next = reading_fixture_find (fixture.inspector, GTK_TYPE_BUTTON, "Next Citation");
  gtk_test_accessible_assert_role (next, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (next, GTK_ACCESSIBLE_PROPERTY_LABEL, "Next citation");
  g_signal_emit_by_name (next, "clicked");
  reading_fixture_wait (200);
  inspector_fixture_assert_says (&fixture, "Citation 2 of 5");
  /* one that points at two sources counts twice, as in what is checked */
  inspector_fixture_select (&fixture, "c2", 1);
  inspector_fixture_assert_says (&fixture, "Citation 3 of 5");
  inspector_fixture_select (&fixture, "c4", 0);
  inspector_fixture_assert_says (&fixture, "13 September 2020 · date as written");
  inspector_fixture_close (&fixture);
}

static void
test_items (void)
{
  InspectorFixture fixture;
  GtkWidget *button;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c2", 0);
  button = reading_fixture_find (fixture.inspector, GTK_TYPE_TOGGLE_BUTTON, "Beta Post");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Beta Post");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  reading_fixture_wait (200);
  g_assert_cmpuint (ibid_reading_state_get_item (fixture.reading.state), ==, 1);
  inspector_fixture_assert_says (&fixture,
                                 "accessed 17 March 2021 · known only by its access date");
  inspector_fixture_select (&fixture, "c1", 0);
  g_assert_null (reading_fixture_look_for (fixture.inspector, GTK_TYPE_TOGGLE_BUTTON, "Beta Post"));
  inspector_fixture_close (&fixture);
}

static void
test_judgement_names (void)
{
  static const char *const names[] = { "Checked", "Credibility", "Reliability", "This Source",
                                       "Access" };
  InspectorFixture fixture;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *drop_down = GTK_WIDGET (judgement (&fixture, i));

      gtk_test_accessible_assert_role (drop_down, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
      gtk_test_accessible_assert_property (drop_down, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (drop_down),
                                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
  inspector_fixture_close (&fixture);
}

static void
test_verdict (void)
{
  InspectorFixture fixture;
  GtkDropDown *checked;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  checked = judgement (&fixture, IBID_JUDGEMENT_VERDICT);
  choose (checked, IBID_VERDICT_PARTLY);
  g_assert_cmpuint (ibid_citation_item_get_verdict (item_of (&fixture, "c1", 0)), ==,
                    IBID_VERDICT_PARTLY);
  g_assert_cmpuint (n_decisions (&fixture), ==, 1);
  inspector_fixture_assert_says (&fixture, "This citation · today");
  inspector_fixture_undo (&fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (checked), ==, IBID_VERDICT_NOT_CHECKED);
  g_assert_cmpuint (n_decisions (&fixture), ==, 0);
  inspector_fixture_close (&fixture);
}

/* each judgement on its right bearer, and no other */
static void
test_bearers (void)
{
  InspectorFixture fixture;
  IbidOutlet *outlet;
  IbidSource *source;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  outlet = ibid_article_find_outlet (fixture.article, "alpha");
  source = ibid_article_find_source (fixture.article, "s1");
  choose (judgement (&fixture, IBID_JUDGEMENT_RELIABILITY), IBID_RELIABILITY_C);
  g_assert_cmpuint (ibid_outlet_get_reliability (outlet), ==, IBID_RELIABILITY_C);
  g_assert_cmpuint (n_decisions (&fixture), ==, 0); /* it is kept for all articles */
  choose (judgement (&fixture, IBID_JUDGEMENT_CREDIBILITY), 3);
  g_assert_cmpuint (ibid_citation_item_get_credibility (item_of (&fixture, "c1", 0)), ==, 3);
  g_assert_cmpuint (ibid_citation_item_get_credibility (item_of (&fixture, "c2", 0)), ==, 0);
  inspector_fixture_assert_says (&fixture, "C3");
  choose (judgement (&fixture, IBID_JUDGEMENT_OWN_RELIABILITY), IBID_RELIABILITY_E);
  g_assert_true (ibid_source_has_own_reliability (source));
  g_assert_cmpuint (ibid_source_get_reliability (source), ==, IBID_RELIABILITY_E);
  g_assert_cmpuint (ibid_outlet_get_reliability (outlet), ==, IBID_RELIABILITY_C);
  inspector_fixture_assert_says (&fixture, "E3");
  choose (judgement (&fixture, IBID_JUDGEMENT_OWN_RELIABILITY), IBID_RELIABILITY_NOT_GRADED);
  g_assert_false (ibid_source_has_own_reliability (source));
  choose (judgement (&fixture, IBID_JUDGEMENT_ACCESS), IBID_ACCESS_PAYWALLED);
  g_assert_cmpuint (ibid_source_get_access (source), ==, IBID_ACCESS_PAYWALLED);
  inspector_fixture_close (&fixture);
}

static void
test_candidates (void)
{
  InspectorFixture fixture;
  IbidCitationItem *item;
  GtkWidget *list, *row;
  GtkWidget *radio;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c3", 0);
  item = item_of (&fixture, "c3", 0);
  inspector_fixture_assert_says (&fixture, "ambiguous: 2 candidates");
  list = reading_fixture_find (fixture.inspector, IBID_TYPE_CANDIDATE_LIST, NULL);
  g_assert_true (gtk_widget_get_mapped (list));
  row = reading_fixture_find (list, ADW_TYPE_ACTION_ROW, "The bridge and the river");
  radio = reading_fixture_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_test_accessible_assert_property (radio, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The bridge and the river");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), TRUE);
  reading_fixture_wait (200);
  g_assert_true (ibid_citation_item_get_source (item) ==
                 ibid_article_find_source (fixture.article, "s5"));
  g_assert_cmpuint (n_decisions (&fixture), ==, 1);
  inspector_fixture_assert_says (&fixture, "4 May 2018 · chosen by you among 2 candidates");
  inspector_fixture_undo (&fixture);
  g_assert_null (ibid_citation_item_get_source (item));
  row = reading_fixture_find (list, ADW_TYPE_ACTION_ROW, "Undecided");
  radio = reading_fixture_find (row, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (radio)));
  inspector_fixture_close (&fixture);
}

static void
test_claims (void)
{
  InspectorFixture fixture;
  GtkWidget *list, *row;
  const IbidSpan *lit;
  guint n_lit, n_claims;
  const IbidSpan *claims;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c2", 0);
  claims = ibid_citation_get_claims (ibid_article_find_citation (fixture.article, "c2"), &n_claims);
  g_assert_cmpuint (n_claims, ==, 2);
  list = reading_fixture_find (fixture.inspector, IBID_TYPE_CLAIM_LIST, NULL);
  row = reading_fixture_find (list, GTK_TYPE_LIST_BOX_ROW, "the timetable was cut twice");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Claim: the timetable was cut twice");
  g_assert_true (gtk_widget_grab_focus (row));
  reading_fixture_wait (50);
  lit = ibid_reading_state_get_lit_spans (fixture.reading.state, &n_lit);
  g_assert_cmpuint (n_lit, ==, 1);
  g_assert_true (ibid_span_equal (&lit[0], &claims[1]));
  gtk_widget_activate (row);
  reading_fixture_wait (50);
  g_assert_true (ibid_span_equal (&fixture.jump, &claims[1]));
  /* nothing stays lit when the page is gone from sight */
  inspector_fixture_show_page (&fixture, "lint");
  ibid_reading_state_get_lit_spans (fixture.reading.state, &n_lit);
  g_assert_cmpuint (n_lit, ==, 0);
  inspector_fixture_close (&fixture);
}

static void
test_others (void)
{
  InspectorFixture fixture;
  GtkWidget *row;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  row = reading_fixture_find (fixture.inspector, ADW_TYPE_ACTION_ROW, "13 September 2020");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "13 September 2020, citation no. 4");
  gtk_widget_activate (row);
  reading_fixture_wait (200);
  g_assert_true (ibid_reading_state_get_citation (fixture.reading.state) ==
                 ibid_article_find_citation (fixture.article, "c4"));
  g_assert_cmpuint (fixture.n_jumps, ==, 1);
  inspector_fixture_assert_says (&fixture, "Citation 5 of 5");
  inspector_fixture_close (&fixture);
}

static void
edit (GtkEditable *entry, const char *text)
{
  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "apply");
  reading_fixture_wait (200);
}

static void
test_record (void)
{
  InspectorFixture fixture;
  IbidSourceRecord *record;
  IbidSource *source;
  GtkEditable *date, *title;
  GtkWidget *text;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  record =
      IBID_SOURCE_RECORD (reading_fixture_find (fixture.inspector, IBID_TYPE_SOURCE_RECORD, NULL));
  source = ibid_article_find_source (fixture.article, "s1");
  title = ibid_source_record_get_entry (record, "title");
  date = ibid_source_record_get_entry (record, "issued");
  text = GTK_WIDGET (gtk_editable_get_delegate (date));
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Date");
  g_assert_cmpstr (gtk_editable_get_text (date), ==, "2021-01-22");
  edit (title, "What the line costs");
  g_assert_cmpstr (ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_TITLE), ==,
                   "What the line costs");
  edit (date, "22nd of January");
  g_assert_nonnull (ibid_source_record_get_problem (record, "issued"));
  g_assert_true (
      gtk_test_accessible_has_state (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_cmpint (ibid_partial_date_get_day (ibid_source_get_date (source)), ==, 22);
  /* what was typed stays while something else changes */
  choose (judgement (&fixture, IBID_JUDGEMENT_ACCESS), IBID_ACCESS_DEAD);
  g_assert_cmpstr (gtk_editable_get_text (date), ==, "22nd of January");
  edit (date, "2021-01-23");
  g_assert_null (ibid_source_record_get_problem (record, "issued"));
  g_assert_cmpint (ibid_partial_date_get_day (ibid_source_get_date (source)), ==, 23);
  inspector_fixture_assert_says (&fixture, "23 January 2021");
  inspector_fixture_undo (&fixture);
  g_assert_cmpstr (gtk_editable_get_text (date), ==, "2021-01-22");
  inspector_fixture_close (&fixture);
}

static void
copied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_links (void)
{
  InspectorFixture fixture;
  g_autofree char *copied = NULL;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c2", 1);
  activate (&fixture, "source.open-link");
  g_assert_cmpstr (fixture.link, ==, "https://beta.example");
  inspector_fixture_select (&fixture, "c1", 0);
  activate (&fixture, "source.open-link");
  g_assert_cmpstr (fixture.link, ==, "https://alpha.example/north");
  activate (&fixture, "source.copy");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture.inspector), NULL, copied_cb,
                                 &copied);
  reading_fixture_wait (200);
  g_assert_cmpstr (copied, ==,
                   "“Costs of the northern line”. Alpha News, 22 January 2021. "
                   "https://alpha.example/north");
  inspector_fixture_close (&fixture);
}

static void
select_text (InspectorFixture *self, guint block, const char *words)
{
  const char *text = ibid_block_get_text (ibid_article_peek_block (self->article, block));
  guint start = (guint)g_utf8_pointer_to_offset (text, strstr (text, words));
  IbidSelection selection = { block, start, block, start + (guint)g_utf8_strlen (words, -1),
                              0,     0,     0,     0 };

  ibid_reading_state_set_selection (self->reading.state, &selection);
  reading_fixture_wait (20);
}

static gboolean
is_enabled (InspectorFixture *self, const char *label)
{
  GtkWidget *button = reading_fixture_find (self->inspector, GTK_TYPE_MENU_BUTTON, "Corrections");
  GtkPopover *menu = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  GtkWidget *item;
  gboolean enabled;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  reading_fixture_wait (200);
  item = reading_fixture_find (GTK_WIDGET (menu), GTK_TYPE_LABEL, label);
  enabled = gtk_widget_is_sensitive (item);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  reading_fixture_wait (200);
  return enabled;
}

static void
test_corrections (void)
{
  InspectorFixture fixture;
  GListModel *citations;
  IbidCitation *added;
  guint n_claims;

  open_article (&fixture);
  citations = ibid_article_get_citations (fixture.article);
  g_assert_false (is_enabled (&fixture, "Selection Is a Citation"));
  g_assert_false (is_enabled (&fixture, "Not a Citation"));
  inspector_fixture_select (&fixture, "c1", 0);
  g_assert_true (is_enabled (&fixture, "Not a Citation"));
  g_assert_false (is_enabled (&fixture, "Claim Is the Selection"));

  activate (&fixture, "citation.refuse");
  g_assert_cmpuint (g_list_model_get_n_items (citations), ==, 3);
  inspector_fixture_assert_says (&fixture, "4 citations");
  inspector_fixture_undo (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (citations), ==, 4);

  inspector_fixture_select (&fixture, "c1", 0);
  select_text (&fixture, 1, "Work on it began in 2019");
  g_assert_true (is_enabled (&fixture, "Claim Is the Selection"));
  activate (&fixture, "citation.set-claim");
  ibid_citation_get_claims (ibid_article_find_citation (fixture.article, "c1"), &n_claims);
  g_assert_cmpuint (n_claims, ==, 1);
  inspector_fixture_assert_says (&fixture, "Work on it began in 2019");
  inspector_fixture_undo (&fixture);
  inspector_fixture_assert_says (&fixture, "The northern line will cost 300 million tenge");

  select_text (&fixture, 2, "the cheapest way north");
  activate (&fixture, "citation.add");
  g_assert_cmpuint (g_list_model_get_n_items (citations), ==, 5);
  added = ibid_reading_state_get_citation (fixture.reading.state);
  g_assert_true (ibid_citation_is_added (added));
  inspector_fixture_assert_says (&fixture, "Citation 6 of 6");
  inspector_fixture_undo (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (citations), ==, 4);
  inspector_fixture_close (&fixture);
}

static void
test_split_and_merge (void)
{
  InspectorFixture fixture;
  IbidSource *source, *into;
  IbidSourceChooser *chooser;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  source = ibid_article_find_source (fixture.article, "s1");
  into = ibid_article_find_source (fixture.article, "s2");
  activate (&fixture, "source.split");
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c1", 0)) != source);
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c2", 0)) == source);
  inspector_fixture_undo (&fixture);
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c1", 0)) == source);

  activate (&fixture, "source.merge");
  reading_fixture_wait (450);
  chooser = IBID_SOURCE_CHOOSER (
      reading_fixture_find (fixture.inspector, IBID_TYPE_SOURCE_CHOOSER, NULL));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (chooser)));
  reading_fixture_type ("alpha");
  reading_fixture_wait (450);
  reading_fixture_press ("Return");
  reading_fixture_wait (200);
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c1", 0)) == into);
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c2", 0)) == into);
  inspector_fixture_undo (&fixture);
  g_assert_true (ibid_citation_item_get_source (item_of (&fixture, "c2", 0)) == source);
  inspector_fixture_close (&fixture);
}

/* the verdict by keys alone: from the citation's first claim to the list of verdicts */
static void
test_keyboard (void)
{
  InspectorFixture fixture;
  GtkDropDown *checked;
  GtkWidget *focus;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  checked = judgement (&fixture, IBID_JUDGEMENT_VERDICT);
  for (guint i = 0; i < 20; i++)
    {
      focus = gtk_window_get_focus (fixture.window);
      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (checked)))
        break;
      reading_fixture_press ("Tab");
    }
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), GTK_WIDGET (checked)));
  reading_fixture_press ("space");
  reading_fixture_wait (450);
  reading_fixture_press ("Down Return");
  reading_fixture_wait (450);
  g_assert_cmpuint (ibid_citation_item_get_verdict (item_of (&fixture, "c1", 0)), ==,
                    IBID_VERDICT_SUPPORTS);
  /* and the focus has stayed */
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), GTK_WIDGET (checked)));
  inspector_fixture_close (&fixture);
}

/* a change leaves the page where it was scrolled to; another citation begins at the top */
static void
test_scroll (void)
{
  InspectorFixture fixture;
  GtkWidget *scrolled;
  GtkAdjustment *adjustment;

  open_article (&fixture);
  gtk_window_set_default_size (fixture.window, WIDTH, 300);
  inspector_fixture_select (&fixture, "c1", 0);
  scrolled = gtk_widget_get_ancestor (GTK_WIDGET (judgement (&fixture, IBID_JUDGEMENT_VERDICT)),
                                      GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (adjustment, 120);
  choose (judgement (&fixture, IBID_JUDGEMENT_VERDICT), IBID_VERDICT_SUPPORTS);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 120, 0.5);
  inspector_fixture_select (&fixture, "c4", 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 0, 0.5);
  inspector_fixture_close (&fixture);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_properties (void)
{
  static const struct
  {
    const char *name;
    const char *value;
  } cases[] = { { "page", "mix" }, { "source-sort", "date" }, { "mix-by", "year" } };
  InspectorFixture fixture;
  g_autofree char *page = NULL;

  open_article (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", cases[i].name, NULL);
      g_autofree char *value = NULL;
      guint n = 0;

      g_signal_connect_swapped (fixture.inspector, signal, G_CALLBACK (count_cb), &n);
      g_object_set (fixture.inspector, cases[i].name, cases[i].value, NULL);
      g_object_set (fixture.inspector, cases[i].name, cases[i].value, NULL);
      g_object_get (fixture.inspector, cases[i].name, &value, NULL);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpuint (n, ==, 1);
      g_signal_handlers_disconnect_by_data (fixture.inspector, &n);
    }
  /* a word from other settings changes nothing */
  g_object_set (fixture.inspector, "page", "nonsense", NULL);
  g_object_get (fixture.inspector, "page", &page, NULL);
  g_assert_cmpstr (page, ==, "mix");
  inspector_fixture_close (&fixture);
}

static void
test_switcher (void)
{
  InspectorFixture fixture;
  GtkWidget *switcher, *pages;

  open_article (&fixture);
  switcher = reading_fixture_find (fixture.inspector, IBID_TYPE_PAGE_SWITCHER, NULL);
  g_assert_false (ibid_page_switcher_is_narrow (IBID_PAGE_SWITCHER (switcher)));
  gtk_window_set_default_size (fixture.window, 280, HEIGHT);
  reading_fixture_wait (450);
  g_assert_true (ibid_page_switcher_is_narrow (IBID_PAGE_SWITCHER (switcher)));
  g_assert_cmpint (gtk_widget_get_width (fixture.inspector), <=, 280);
  pages = gtk_widget_get_last_child (switcher);
  gtk_test_accessible_assert_property (pages, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page");
  choose (GTK_DROP_DOWN (pages), 2);
  reading_fixture_find (fixture.inspector, GTK_TYPE_TOGGLE_BUTTON, "Citations");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (pages)), ==, 2);
  inspector_fixture_close (&fixture);
}

/* with text twice as large the pane still fits in its usual width */
static void
test_large_text (void)
{
  static const char *const pages[] = { "citation", "sources", "mix", "unsourced", "lint" };
  InspectorFixture fixture;
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  open_article (&fixture);
  inspector_fixture_select (&fixture, "c3", 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum;

      inspector_fixture_show_page (&fixture, pages[i]);
      gtk_widget_measure (fixture.inspector, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      g_assert_cmpint (minimum, <=, WIDTH);
    }
  inspector_fixture_close (&fixture);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* another article, and none */
static void
test_other_article (void)
{
  InspectorFixture fixture;
  g_autofree char *sample = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "data", "samples",
                                              "kazakhstan-digital-ties.ibid.json", NULL);
  ReadingFixture other = { 0 };
  GListModel *citations;

  open_article (&fixture);
  inspector_fixture_select (&fixture, "c1", 0);
  reading_fixture_open_file (&other, sample);
  ibid_reading_state_set_article (fixture.reading.state, ibid_dossier_get_article (other.dossier));
  ibid_citation_inspector_set_dossier (IBID_CITATION_INSPECTOR (fixture.inspector), other.dossier);
  reading_fixture_wait (200);
  inspector_fixture_assert_says (&fixture, "37 citations · 1 credit");
  inspector_fixture_assert_says (&fixture, "0 of 37 checked");
  citations = ibid_article_get_citations (ibid_dossier_get_article (other.dossier));
  for (guint i = 0; i < g_list_model_get_n_items (citations); i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);

      if (ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
        ibid_reading_state_select_citation (fixture.reading.state, citation, 0);
    }
  reading_fixture_wait (200);
  inspector_fixture_assert_says (&fixture, "Credit 1 of 1");
  ibid_reading_state_set_article (fixture.reading.state, NULL);
  ibid_citation_inspector_set_dossier (IBID_CITATION_INSPECTOR (fixture.inspector), NULL);
  reading_fixture_wait (200);
  inspector_fixture_assert_says (&fixture, "No Article");
  reading_fixture_close (&other);
  inspector_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();
  g_test_add_func ("/citation-inspector/summary", test_summary);
  g_test_add_func ("/citation-inspector/heading", test_heading);
  g_test_add_func ("/citation-inspector/items", test_items);
  g_test_add_func ("/citation-inspector/judgement-names", test_judgement_names);
  g_test_add_func ("/citation-inspector/verdict", test_verdict);
  g_test_add_func ("/citation-inspector/bearers", test_bearers);
  g_test_add_func ("/citation-inspector/candidates", test_candidates);
  g_test_add_func ("/citation-inspector/claims", test_claims);
  g_test_add_func ("/citation-inspector/others", test_others);
  g_test_add_func ("/citation-inspector/record", test_record);
  g_test_add_func ("/citation-inspector/links", test_links);
  g_test_add_func ("/citation-inspector/corrections", test_corrections);
  g_test_add_func ("/citation-inspector/split-and-merge", test_split_and_merge);
  g_test_add_func ("/citation-inspector/keyboard", test_keyboard);
  g_test_add_func ("/citation-inspector/scroll", test_scroll);
  g_test_add_func ("/citation-inspector/properties", test_properties);
  g_test_add_func ("/citation-inspector/switcher", test_switcher);
  g_test_add_func ("/citation-inspector/large-text", test_large_text);
  g_test_add_func ("/citation-inspector/other-article", test_other_article);
  return g_test_run ();
}
