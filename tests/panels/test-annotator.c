/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-annotation-popover.h"
#include "ibid-annotator.h"
#include "ibid-entity-popovers.h"
#include "ibid-passage.h"
#include "ibid-plain-text-view.h"
#include "ibid-selection-popover.h"
#include "reading-fixture.h"

/* Selected text and highlights, with real keys and a real pointer, over the plain text view. */

typedef struct
{
  ReadingFixture reading;
  GtkWidget *text;
  IbidAnnotator *annotator;
  GtkWindow *window;
} Fixture;

static void
highlight_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_assert_true (ibid_annotator_highlight (user_data, g_variant_get_string (parameter, NULL)));
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_assert_true (ibid_annotator_write_note (user_data));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
    { "highlight-style", highlight_cb, "s", NULL, NULL, { 0 } },
    { "note-on-selection", note_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  ReadingFixture *reading = &fixture->reading;

  reading_fixture_open_json (reading, reading_fixture_get_small_article ());
  ibid_reading_state_set_annotations (reading->state,
                                      ibid_dossier_get_annotations (reading->dossier));
  fixture->text = ibid_plain_text_view_new (reading->state);
  fixture->annotator = IBID_ANNOTATOR (ibid_annotator_new (reading->state, fixture->text));
  ibid_annotator_set_reader (fixture->annotator, fixture->text);
  ibid_annotator_set_dossier (fixture->annotator, reading->dossier);
  ibid_plain_text_view_set_dossier (IBID_PLAIN_TEXT_VIEW (fixture->text), reading->dossier);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture->annotator);
  fixture->window = reading_fixture_show (GTK_WIDGET (fixture->annotator), 700, 500);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  gtk_widget_grab_focus (fixture->text);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer annotator = fixture->annotator;

  g_object_add_weak_pointer (annotator, &annotator);
  ibid_annotator_close (fixture->annotator);
  reading_fixture_wait (100);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (100);
  g_assert_null (annotator);
  reading_fixture_close (&fixture->reading);
}

/* Looking. */

static GtkWidget *
get_popover (Fixture *fixture, GType type)
{
  return reading_fixture_look_for (GTK_WIDGET (fixture->annotator), type, NULL);
}

static gboolean
is_open (gpointer data)
{
  return data != NULL && gtk_widget_get_mapped (data);
}

static gboolean
is_closed (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static gboolean
has_selection (gpointer fixture)
{
  return ibid_reading_state_get_selection (((Fixture *)fixture)->reading.state) != NULL;
}

static gboolean
has_no_selection (gpointer fixture)
{
  return !has_selection (fixture);
}

static gboolean
is_in_text (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, fixture->text);
}

static IbidAnnotations *
get_annotations (Fixture *fixture)
{
  return ibid_dossier_get_annotations (fixture->reading.dossier);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_annotations (fixture)));
}

static IbidAnnotation *
get_chosen (Fixture *fixture)
{
  return ibid_reading_state_get_annotation (fixture->reading.state);
}

static char *
dup_passage (Fixture *fixture)
{
  return ibid_passage_dup_text (get_chosen (fixture),
                                ibid_dossier_get_article (fixture->reading.dossier));
}

#define assert_passage(fixture, words)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *passage_ = dup_passage (fixture);                                             \
    g_assert_cmpstr (passage_, ==, words);                                                         \
  }                                                                                                \
  G_STMT_END

static void
undo (Fixture *fixture)
{
  g_assert_true (ibid_history_undo (ibid_dossier_get_history (fixture->reading.dossier)));
}

/* Doing. */

/* as somebody would select with the pointer; rectangles of popovers do not matter here */
static void
select_words (Fixture *fixture, guint block, guint start, guint end)
{
  IbidSelection selection = { block, start, block, end, 100, 100, 40, 20 };

  ibid_reading_state_set_selection (fixture->reading.state, &selection);
}

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  reading_fixture_wait (80);
}

/* a point of a widget, for xdotool */
static char *
dup_point (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t point;
  double offset_x;
  double offset_y;

  graphene_point_init (&point, (float)x, (float)y);
  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &point, &point));
  gtk_native_get_surface_transform (native, &offset_x, &offset_y);
  return g_strdup_printf ("%d %d", (int)(point.x + offset_x), (int)(point.y + offset_y));
}

static void
drag (Fixture *fixture, double from_x, double to_x, double y)
{
  g_autofree char *from = dup_point (fixture->text, from_x, y);
  g_autofree char *to = dup_point (fixture->text, to_x, y);
  g_autofree char *command = g_strdup_printf (
      "sh -c 'w=$(xdotool getactivewindow) && xdotool mousemove --window $w %s mousedown 1 && "
      "sleep 0.1 && xdotool mousemove --window $w %s && sleep 0.1 && xdotool mouseup 1'",
      from, to);

  run (command);
}

static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_SELECTION_POPOVER);
  GtkWidget *green;

  drag (fixture, 40, 160, 110);
  reading_fixture_wait_until (has_selection, fixture);
  reading_fixture_wait_until (is_open, popover);
  g_assert_true (is_in_text (fixture)); /* it does not take the keyboard */

  /* closed, it stays closed; what is selected stays selected. Each time another line: who begins
   * in what is selected moves it. */
  reading_fixture_press ("Escape");
  reading_fixture_wait_until (is_closed, popover);
  g_assert_true (has_selection (fixture));
  reading_fixture_wait (200);
  g_assert_true (is_closed (popover));

  drag (fixture, 40, 200, 165);
  reading_fixture_wait_until (is_open, popover);
  run ("xdotool click 5");
  reading_fixture_wait_until (is_closed, popover);

  drag (fixture, 40, 180, 247);
  reading_fixture_wait_until (is_open, popover);
  green = reading_fixture_find (popover, GTK_TYPE_TOGGLE_BUTTON, "Green (Ctrl+2)");
  g_assert_true (gtk_widget_activate (green));
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (ibid_annotation_get_style (get_chosen (fixture)), ==,
                   IBID_ANNOTATION_STYLE_GREEN);
  reading_fixture_wait_until (has_no_selection, fixture);
}

static void
test_click_elsewhere (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_SELECTION_POPOVER);
  g_autofree char *point = dup_point (fixture->text, 300, 440);
  g_autofree char *command = g_strdup_printf (
      "sh -c 'xdotool mousemove --window $(xdotool getactivewindow) %s click 1'", point);

  drag (fixture, 40, 160, 110);
  reading_fixture_wait_until (is_open, popover);
  run (command);
  reading_fixture_wait_until (is_closed, popover);
  reading_fixture_wait_until (has_no_selection, fixture);
}

/* who selects with the keyboard is not interrupted, and opens the popover when it is wanted */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_SELECTION_POPOVER);
  GtkWidget *focus;

  g_assert_false (ibid_annotator_offer (fixture->annotator));
  reading_fixture_press ("ctrl+Home Down shift+ctrl+Right shift+ctrl+Right");
  reading_fixture_wait_until (has_selection, fixture);
  reading_fixture_wait (200);
  g_assert_false (is_open (popover));

  g_assert_true (ibid_annotator_offer (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, popover));
  reading_fixture_press ("Tab Tab space");
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (ibid_annotation_get_style (get_chosen (fixture)), ==,
                   IBID_ANNOTATION_STYLE_BLUE);
  reading_fixture_wait (100);
  g_assert_true (is_in_text (fixture));
}

static void
test_highlight (Fixture *fixture, gconstpointer data)
{
  g_autofree char *style = NULL;

  g_assert_false (ibid_annotator_highlight (fixture->annotator, NULL));
  select_words (fixture, 1, 0, 10);
  g_assert_false (ibid_annotator_highlight (fixture->annotator, "orange"));
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "pink"));
  g_assert_true (has_no_selection (fixture));
  assert_passage (fixture, "Zhang Xiao");
  g_object_get (fixture->annotator, "style", &style, NULL);
  g_assert_cmpstr (style, ==, "pink");

  /* the next one, in the last colour, over the first: two of them */
  select_words (fixture, 1, 0, 25);
  g_assert_true (ibid_annotator_highlight (fixture->annotator, NULL));
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (ibid_annotation_get_style (get_chosen (fixture)), ==,
                   IBID_ANNOTATION_STYLE_PINK);

  /* without a selection: the chosen one */
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "underline"));
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpint (ibid_annotation_get_style (get_chosen (fixture)), ==,
                   IBID_ANNOTATION_STYLE_UNDERLINE);

  select_words (fixture, 3, 0, 6);
  g_assert_true (ibid_annotator_set_place (fixture->annotator));
  assert_passage (fixture, "Almaty");
  g_assert_true (ibid_annotator_remove (fixture->annotator));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_null (get_chosen (fixture));
  g_assert_false (ibid_annotator_remove (fixture->annotator));

  for (guint i = 0; i < 5; i++)
    undo (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);

  select_words (fixture, 1, 0, 10);
  g_assert_true (ibid_annotator_write_note (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_type ("Is *this* so?");
  g_assert_null (ibid_annotation_get_note (get_chosen (fixture)));
  reading_fixture_press ("Escape");
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpstr (ibid_annotation_get_note (get_chosen (fixture)), ==, "Is *this* so?");
  reading_fixture_wait (100);
  g_assert_true (is_in_text (fixture));

  /* opened again, it is shown as it will look; the key for notes goes into its source */
  g_assert_true (ibid_annotator_edit (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (reading_fixture_find (popover, GTK_TYPE_TOGGLE_BUTTON, "_Preview"))));
  ibid_annotator_close (fixture->annotator);
  reading_fixture_wait_until (is_closed, popover);
  g_assert_true (ibid_annotator_write_note (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_type (" No.");
  reading_fixture_press ("ctrl+Return");
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpstr (ibid_annotation_get_note (get_chosen (fixture)), ==, "Is *this* so? No.");

  undo (fixture);
  g_assert_cmpstr (ibid_annotation_get_note (get_chosen (fixture)), ==, "Is *this* so?");
  undo (fixture);
  g_assert_null (ibid_annotation_get_note (get_chosen (fixture)));
  undo (fixture);
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* one that goes while it is edited must not come back by what was typed about it */
static void
test_removed_meanwhile (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);

  select_words (fixture, 1, 0, 10);
  g_assert_true (ibid_annotator_write_note (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_type ("Lost");
  undo (fixture);
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);
  const char *const *tags;

  select_words (fixture, 3, 0, 6);
  g_assert_true (ibid_annotator_tag (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_type ("trade,#digital silk,");
  reading_fixture_press ("Escape");
  reading_fixture_wait_until (is_closed, popover);
  tags = ibid_annotation_get_tags (get_chosen (fixture));
  g_assert_cmpuint (g_strv_length ((char **)tags), ==, 2);
  g_assert_cmpstr (tags[0], ==, "trade");
  g_assert_cmpstr (tags[1], ==, "digital silk");

  /* a known one is completed; Backspace takes the last; what is left typed is kept */
  select_words (fixture, 1, 0, 10);
  g_assert_true (ibid_annotator_tag (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_type ("silk");
  reading_fixture_press ("Tab");
  reading_fixture_type ("x");
  reading_fixture_press ("Return BackSpace");
  reading_fixture_type ("kept");
  reading_fixture_press ("Escape");
  reading_fixture_wait_until (is_closed, popover);
  tags = ibid_annotation_get_tags (get_chosen (fixture));
  g_assert_cmpuint (g_strv_length ((char **)tags), ==, 2);
  g_assert_cmpstr (tags[0], ==, "digital silk");
  g_assert_cmpstr (tags[1], ==, "kept");
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);

  select_words (fixture, 1, 6, 10);
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "blue"));
  g_assert_true (ibid_annotator_edit (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_press ("shift+Right");
  assert_passage (fixture, "Xiao met");
  reading_fixture_press ("ctrl+shift+Left");
  assert_passage (fixture, "Zhang Xiao met");
  reading_fixture_press ("ctrl+shift+Left"); /* into the heading before */
  assert_passage (fixture, "part\nZhang Xiao met");
  reading_fixture_press ("ctrl+shift+Right shift+Left shift+Left");
  assert_passage (fixture, "Zhang");
  reading_fixture_press ("shift+Left"); /* no word would be left */
  assert_passage (fixture, "Zhang");
  undo (fixture);
  assert_passage (fixture, "Zhang Xiao");
}

static gboolean
offers_two (gpointer popover)
{
  GtkWidget *list = reading_fixture_look_for (popover, GTK_TYPE_LIST_BOX, NULL);

  return is_open (popover) && list != NULL &&
         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1) != NULL;
}

static void
test_overlapping (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);
  IbidSelection at = { 1, 7, 1, 8, 100, 100, 10, 20 };

  select_words (fixture, 1, 0, 25);
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "green"));
  select_words (fixture, 1, 6, 14);
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "purple"));

  g_assert_true (ibid_reading_state_point_at_annotations (fixture->reading.state, &at));
  reading_fixture_wait_until (offers_two, popover);
  assert_passage (fixture, "Xiao met"); /* the shorter one first */
  reading_fixture_press ("Down Return");
  assert_passage (fixture, "Zhang Xiao met Zhang Xiao");
  g_assert_nonnull (
      reading_fixture_look_for (popover, GTK_TYPE_LABEL, "Zhang Xiao met Zhang Xiao"));
  reading_fixture_press ("Escape");
  reading_fixture_wait_until (is_closed, popover);

  /* one alone is edited at once */
  at.start = 20;
  g_assert_true (ibid_reading_state_point_at_annotations (fixture->reading.state, &at));
  reading_fixture_wait_until (is_open, popover);
  assert_passage (fixture, "Zhang Xiao met Zhang Xiao");
}

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  GtkWidget *popover = get_popover (fixture, IBID_TYPE_ANNOTATION_POPOVER);
  IbidReadingState *state = fixture->reading.state;

  select_words (fixture, 1, 0, 14);
  g_assert_true (ibid_annotator_highlight (fixture->annotator, "yellow"));
  g_assert_true (ibid_annotator_edit (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  gtk_widget_activate (reading_fixture_find (popover, GTK_TYPE_LIST_BOX_ROW, "Xinhua"));
  reading_fixture_wait_until (is_closed, popover);
  g_assert_nonnull (ibid_reading_state_get_citation (state));

  g_assert_true (ibid_annotator_edit (fixture->annotator));
  reading_fixture_wait_until (is_open, popover);
  gtk_widget_activate (reading_fixture_find (popover, GTK_TYPE_LIST_BOX_ROW, "Digital Silk Road"));
  reading_fixture_wait_until (is_closed, popover);
  g_assert_cmpstr (ibid_entity_get_name (ibid_reading_state_get_entity (state)), ==,
                   "Digital Silk Road");
}

static void
test_entity (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->reading.state;
  IbidArticle *article = ibid_dossier_get_article (fixture->reading.dossier);
  guint n = g_list_model_get_n_items (ibid_article_get_entities (article));
  GtkWidget *popover;

  g_assert_false (ibid_annotator_add_entity (fixture->annotator));
  select_words (fixture, 1, 11, 14);
  g_assert_true (ibid_annotator_add_entity (fixture->annotator));
  popover = get_popover (fixture, IBID_TYPE_ENTITY_ADD_POPOVER);
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_press ("ctrl+a");
  reading_fixture_type ("Met Office");
  reading_fixture_press ("Return");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (article)), ==, n + 1);
  g_assert_cmpstr (ibid_entity_get_name (ibid_reading_state_get_entity (state)), ==, "Met Office");

  /* a name that is known is offered as one more mention */
  reading_fixture_wait (200);
  select_words (fixture, 3, 7, 14);
  g_assert_true (ibid_annotator_add_entity (fixture->annotator));
  popover = get_popover (fixture, IBID_TYPE_ENTITY_ADD_POPOVER);
  reading_fixture_wait_until (is_open, popover);
  reading_fixture_press ("ctrl+a");
  reading_fixture_type ("almaty");
  gtk_widget_activate (reading_fixture_find (popover, GTK_TYPE_LIST_BOX_ROW, "Almaty"));
  reading_fixture_wait (200);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (article)), ==, n + 1);
  g_assert_cmpuint (ibid_entity_get_n_mentions (ibid_reading_state_get_entity (state)), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/annotator/pointer", test_pointer);
  ADD ("/annotator/click-elsewhere", test_click_elsewhere);
  ADD ("/annotator/keyboard", test_keyboard);
  ADD ("/annotator/highlight", test_highlight);
  ADD ("/annotator/note", test_note);
  ADD ("/annotator/removed-meanwhile", test_removed_meanwhile);
  ADD ("/annotator/tags", test_tags);
  ADD ("/annotator/step", test_step);
  ADD ("/annotator/overlapping", test_overlapping);
  ADD ("/annotator/evidence", test_evidence);
  ADD ("/annotator/entity", test_entity);
#undef ADD

  return g_test_run ();
}
