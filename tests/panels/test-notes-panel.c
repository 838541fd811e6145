/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ibid-note-row.h"
#include "ibid-notes-panel.h"
#include "notes-fixture.h"

typedef struct
{
  ReadingFixture reading;
  IbidAnnotations *annotations;
  GtkWidget *panel;
  GtkWidget *list;
  GtkWindow *window;
  IbidSpan jumped;
  guint n_jumps;
  char *message;
} Fixture;

/* "First part" is block 0, its paragraph block 1, "Second part" block 2, its paragraph block 3 */
static IbidAnnotation *
add (Fixture *fixture, guint block, guint start, guint end, IbidAnnotationStyle style,
     const char *note, const char *tags, IbidAnchorState state, const char *old_text)
{
  IbidSpan span = { block, start, end };

  return notes_fixture_add (&fixture->reading, &span, style, note, tags, state, old_text);
}

static void
jump_cb (Fixture *fixture, const IbidSpan *span, gboolean focus)
{
  fixture->jumped = *span;
  fixture->n_jumps++;
}

static void
message_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->message);
  fixture->message = g_strdup (text);
}

static void
show (Fixture *fixture)
{
  fixture->annotations = ibid_dossier_get_annotations (fixture->reading.dossier);
  ibid_reading_state_set_annotations (fixture->reading.state, fixture->annotations);
  fixture->panel = ibid_notes_panel_new (fixture->reading.state);
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (fixture->panel), fixture->reading.dossier);
  fixture->window = reading_fixture_show (fixture->panel, 320, 700);
  fixture->list = reading_fixture_find (fixture->panel, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_connect_swapped (fixture->reading.state, "jump", G_CALLBACK (jump_cb), fixture);
  g_signal_connect_swapped (fixture->panel, "message", G_CALLBACK (message_cb), fixture);
}

static void
open_small (Fixture *fixture)
{
  reading_fixture_open_json (&fixture->reading, reading_fixture_get_small_article ());
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  open_small (fixture);
  fixture->annotations = ibid_dossier_get_annotations (fixture->reading.dossier);
  add (fixture, 1, 0, 10, IBID_ANNOTATION_STYLE_YELLOW, "Who is *he*?", "people to-check",
       IBID_ANCHOR_STATE_EXACT, NULL);
  add (fixture, 1, 32, 35, IBID_ANNOTATION_STYLE_GREEN, NULL, "road", IBID_ANCHOR_STATE_MOVED,
       NULL);
  add (fixture, 3, 0, 6, IBID_ANNOTATION_STYLE_BLUE, NULL, NULL, IBID_ANCHOR_STATE_EXACT, NULL);
  show (fixture);
}

/* two uncertain, one lost */
static void
set_up_doubtful (Fixture *fixture, gconstpointer data)
{
  open_small (fixture);
  add (fixture, 1, 0, 10, IBID_ANNOTATION_STYLE_YELLOW, NULL, NULL, IBID_ANCHOR_STATE_UNCERTAIN,
       "Zhang Wei");
  add (fixture, 1, 15, 25, IBID_ANNOTATION_STYLE_GREEN, NULL, NULL, IBID_ANCHOR_STATE_UNCERTAIN,
       "Zhang Min");
  add (fixture, 3, 0, 6, IBID_ANNOTATION_STYLE_BLUE, NULL, NULL, IBID_ANCHOR_STATE_LOST,
       "Verny slept.");
  show (fixture);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  open_small (fixture);
  show (fixture);
}

static void
set_up_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = notes_fixture_new_article (2000);

  reading_fixture_open_json (&fixture->reading, json);
  notes_fixture_fill_many (&fixture->reading, 10000);
  show (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->panel);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  g_assert_finalize_object (fixture->panel);
  g_signal_handlers_disconnect_by_data (fixture->reading.state, fixture);
  reading_fixture_close (&fixture->reading);
  g_clear_pointer (&fixture->message, g_free);
}

static GListModel *
get_rows (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list)));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (get_rows (fixture));
}

static IbidAnnotation *
get_nth (Fixture *fixture, guint position)
{
  g_autoptr (IbidAnnotation) annotation =
      g_list_model_get_item (G_LIST_MODEL (fixture->annotations), position);

  return annotation;
}

static guint
count_selected (Fixture *fixture)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list)));

  return (guint)gtk_bitset_get_size (selected);
}

static gboolean
is_row_selected (Fixture *fixture, guint position)
{
  return gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list)),
                                          position);
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
  g_assert_true (
      gtk_widget_activate_action (fixture->panel, action, argument != NULL ? "s" : NULL, argument));
  reading_fixture_wait (100);
}

static void
filter (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (
      GTK_EDITABLE (reading_fixture_find (fixture->panel, GTK_TYPE_SEARCH_ENTRY, NULL)), text);
  reading_fixture_wait (60);
}

static void
focus_list (Fixture *fixture, const char *words)
{
  GtkWidget *row = reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, words);

  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  reading_fixture_wait (50);
}

static void
assert_shown (Fixture *fixture, GType type, const char *words)
{
  g_assert_true (gtk_widget_get_mapped (reading_fixture_find (fixture->panel, type, words)));
}

static GtkDragSource *
find_drag_source (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return GTK_DRAG_SOURCE (controller);
    }
  return NULL;
}

/* What leaves with a note that is dragged out: Markdown, and the same as text. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, NULL);
  GtkDragSource *source = find_drag_source (ibid_note_row_get_body (IBID_NOTE_ROW (row)));
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_signal_emit_by_name (source, "prepare", 1.0, 1.0, &content);
  g_assert_nonnull (content);
  formats = gdk_content_provider_ref_formats (content);
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/markdown;charset=utf-8"));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_value_get_string (&value), "> Zhang Xiao"));
  g_assert_nonnull (strstr (g_value_get_string (&value), "Who is *he*?"));
}

static void
asked_cb (GSimpleAction *action, GVariant *ids, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->message);
  fixture->message = g_variant_print (ids, FALSE);
}

/* The window is asked to export what is selected. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = { { "export-annotations", asked_cb, "as" } };
  g_autoptr (GSimpleActionGroup) window_actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (window_actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win",
                                  G_ACTION_GROUP (window_actions));
  gtk_selection_model_select_range (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list)), 1, 2,
                                    TRUE);
  gtk_widget_activate_action (fixture->panel, "notes.export", NULL);
  g_assert_cmpstr (fixture->message, ==,
                   "['urn:uuid:00000000-0000-4000-8000-000000000001', "
                   "'urn:uuid:00000000-0000-4000-8000-000000000002']");
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", NULL);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = reading_fixture_find (fixture->panel, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *first = reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, "Zhang Xiao");
  GtkWidget *second = reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, "DSR");

  gtk_test_accessible_assert_role (fixture->panel, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->panel, GTK_ACCESSIBLE_PROPERTY_LABEL, "Notes");
  gtk_test_accessible_assert_role (search, GTK_ACCESSIBLE_ROLE_SEARCH_BOX);
  gtk_test_accessible_assert_property (search, GTK_ACCESSIBLE_PROPERTY_LABEL, "Filter notes");
  gtk_test_accessible_assert_role (fixture->list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (first), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
      gtk_widget_get_parent (first), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Yellow: “Zhang Xiao”, note: Who is he?, #people  #to-check, First part");
  gtk_test_accessible_assert_property (gtk_widget_get_parent (second),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Green: “DSR”, #road, First part, Moved");
  assert_shown (fixture, GTK_TYPE_LABEL, "3 highlights");
  assert_shown (fixture, GTK_TYPE_INSCRIPTION, "Second part");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  filter (fixture, "WHO");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_shown (fixture, GTK_TYPE_LABEL, "1 of 3 highlights");
  filter (fixture, "#road");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  filter (fixture, "no such thing");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_shown (fixture, ADW_TYPE_STATUS_PAGE, "No Matches");
  act (fixture, "notes.clear-filters", NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

/* The popover counts what each choice would bring; a chip lets go of it. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = reading_fixture_find (fixture->panel, GTK_TYPE_MENU_BUTTON, "Filter by");
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *green;
  GtkWidget *with_note;
  GtkWidget *chip;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  reading_fixture_wait (300);
  green = reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "Green");
  with_note = reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "With a note");
  gtk_test_accessible_assert_property (green, GTK_ACCESSIBLE_PROPERTY_LABEL, "Green, 1");
  g_assert_false (
      gtk_widget_get_sensitive (reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "Purple")));
  reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "#to-check");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (green), TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  gtk_test_accessible_assert_property (with_note, GTK_ACCESSIBLE_PROPERTY_LABEL, "With a note, 0");
  g_assert_false (gtk_widget_get_sensitive (with_note));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  reading_fixture_wait (200);

  chip = reading_fixture_find (fixture->panel, GTK_TYPE_BUTTON, "Stop filtering by “Green”");
  g_assert_true (gtk_widget_get_mapped (chip));
  g_signal_emit_by_name (chip, "clicked");
  reading_fixture_wait (60);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_null (reading_fixture_look_for (fixture->panel, GTK_TYPE_BUTTON, "Stop filtering"));
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  IbidNotesPanel *panel = IBID_NOTES_PANEL (fixture->panel);
  guint n_notified = 0;

  g_signal_connect_swapped (panel, "notify::sort", G_CALLBACK (g_atomic_int_inc), &n_notified);
  g_assert_cmpstr (ibid_notes_panel_get_sort (panel), ==, "place");
  g_object_set (panel, "sort", "colour", NULL);
  g_object_set (panel, "sort", "colour", NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  reading_fixture_wait (60);
  assert_shown (fixture, GTK_TYPE_INSCRIPTION, "Blue");
  /* the place, which no heading says any more */
  assert_shown (fixture, GTK_TYPE_INSCRIPTION, "Second part");
  act (fixture, "notes.sort", "tag");
  g_assert_cmpstr (ibid_notes_panel_get_sort (panel), ==, "tag");
  assert_shown (fixture, GTK_TYPE_INSCRIPTION, "Without a Tag");
  g_object_set (panel, "sort", "no such order", NULL);
  g_assert_cmpuint (n_notified, ==, 2);
}

/* From the list into the text, and from the text into the list. */
static void
test_jumps (Fixture *fixture, gconstpointer data)
{
  focus_list (fixture, "DSR");
  reading_fixture_press ("Return");
  g_assert_cmpuint (fixture->n_jumps, ==, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 1);
  g_assert_cmpuint (fixture->jumped.start, ==, 32);
  g_assert_true (ibid_reading_state_get_annotation (fixture->reading.state) ==
                 get_nth (fixture, 1));

  ibid_reading_state_select_annotation (fixture->reading.state, get_nth (fixture, 2));
  g_assert_true (is_row_selected (fixture, 2));
  g_assert_cmpuint (count_selected (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_jumps, ==, 1);
  ibid_reading_state_select_annotation (fixture->reading.state, NULL);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
}

/* What is highlighted, changed and taken back in the text is in the list. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  IbidSpan span = { 3, 7, 14 };
  g_autoptr (GPtrArray) single = g_ptr_array_new ();
  IbidAnnotation *made;

  made = ibid_dossier_annotate (fixture->reading.dossier, &span, 1, IBID_ANNOTATION_STYLE_PINK);
  ibid_reading_state_select_annotation (fixture->reading.state, made);
  reading_fixture_wait (80);
  g_assert_cmpuint (count_rows (fixture), ==, 4);
  reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, "watched");
  g_assert_true (is_row_selected (fixture, 3));
  ibid_dossier_set_annotation_note (fixture->reading.dossier, made, "A new thought");
  reading_fixture_wait (80);
  reading_fixture_find (fixture->list, IBID_TYPE_NOTE_ROW, "A new thought");
  undo (fixture);
  g_assert_null (reading_fixture_look_for (fixture->list, IBID_TYPE_NOTE_ROW, "A new thought"));
  undo (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

/* Real keys: Shift+Down takes a range, Down moves without losing it, Space adds, Delete is one
 * step, Esc ends it. */
static void
test_several_by_keys (Fixture *fixture, gconstpointer data)
{
  focus_list (fixture, "Zhang Xiao");
  reading_fixture_press ("space shift+Down");
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  assert_shown (fixture, GTK_TYPE_LABEL, "2 selected");
  reading_fixture_press ("Down");
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  reading_fixture_press ("space");
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  reading_fixture_press ("space");
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  reading_fixture_press ("Delete");
  reading_fixture_wait (100);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
  undo (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 3);

  focus_list (fixture, "Zhang Xiao");
  reading_fixture_press ("ctrl+a");
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  reading_fixture_press ("Escape");
  g_assert_cmpuint (count_selected (fixture), ==, 0);
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list));

  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  act (fixture, "notes.set-style", "purple");
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 0)), ==,
                   IBID_ANNOTATION_STYLE_PURPLE);
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 1)), ==,
                   IBID_ANNOTATION_STYLE_PURPLE);
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 2)), ==,
                   IBID_ANNOTATION_STYLE_BLUE);
  /* the list is another one, the selection the same */
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  act (fixture, "notes.sort", "tag");
  g_assert_cmpuint (count_selected (fixture), ==, 2);
  undo (fixture);
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 0)), ==,
                   IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 1)), ==,
                   IBID_ANNOTATION_STYLE_GREEN);
  g_assert_cmpuint (count_selected (fixture), ==, 2);
}

/* A tag is found or made; one that some have is given to all, one that all have is taken. */
static void
test_tags (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list));
  GtkWidget *popover;
  GtkWidget *check;
  GtkWidget *entry;

  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  act (fixture, "notes.tag", NULL);
  reading_fixture_wait (300);
  popover = reading_fixture_find (fixture->panel, g_type_from_name ("IbidNoteTagPopover"), NULL);
  check = reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "#road");
  g_assert_true (gtk_check_button_get_inconsistent (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (ibid_annotation_has_tag (get_nth (fixture, 0), "road"));
  g_assert_true (ibid_annotation_has_tag (get_nth (fixture, 1), "road"));
  g_assert_false (gtk_check_button_get_inconsistent (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (ibid_annotation_has_tag (get_nth (fixture, 0), "road"));
  g_assert_false (ibid_annotation_has_tag (get_nth (fixture, 1), "road"));

  entry = reading_fixture_find (popover, GTK_TYPE_ENTRY, NULL);
  gtk_widget_grab_focus (entry);
  reading_fixture_type ("#brand new");
  reading_fixture_press ("Return");
  g_assert_true (ibid_annotation_has_tag (get_nth (fixture, 0), "brand new"));
  g_assert_true (ibid_annotation_has_tag (get_nth (fixture, 1), "brand new"));
  reading_fixture_find (popover, GTK_TYPE_CHECK_BUTTON, "#brand new");
  gtk_popover_popdown (GTK_POPOVER (popover));
  reading_fixture_wait (300);
  undo (fixture);
  g_assert_false (ibid_annotation_has_tag (get_nth (fixture, 0), "brand new"));
}

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_read (gpointer text)
{
  return *(char **)text != NULL;
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  focus_list (fixture, "Zhang Xiao");
  reading_fixture_press ("space ctrl+c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->panel), NULL, read_cb, &text);
  reading_fixture_wait_until (is_read, &text);
  g_assert_cmpstr (text, ==, "> Zhang Xiao\n\nWho is *he*?\n\n#people #to-check\n");
}

static gboolean
has_menu (gpointer panel)
{
  return GTK_IS_POPOVER_MENU (gtk_widget_get_last_child (panel));
}

static gboolean
has_no_menu (gpointer panel)
{
  return !has_menu (panel);
}

/* The menu of a row is about that row: Shift+F10, R for Remove. */
static void
test_menu_key (Fixture *fixture, gconstpointer data)
{
  focus_list (fixture, "DSR");
  reading_fixture_press ("shift+F10");
  reading_fixture_wait (300);
  g_assert_true (has_menu (fixture->panel));
  reading_fixture_press ("r");
  reading_fixture_wait (300);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_null (reading_fixture_look_for (fixture->list, IBID_TYPE_NOTE_ROW, "DSR"));
  reading_fixture_wait_until (has_no_menu, fixture->panel);
  undo (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  IbidSpan span = { 3, 0, 6 };

  assert_shown (fixture, ADW_TYPE_STATUS_PAGE, "No Notes");
  g_assert_nonnull (
      ibid_dossier_annotate (fixture->reading.dossier, &span, 1, IBID_ANNOTATION_STYLE_BLUE));
  reading_fixture_wait (80);
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_shown (fixture, GTK_TYPE_LABEL, "1 highlight");
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (fixture->panel), NULL);
  assert_shown (fixture, ADW_TYPE_STATUS_PAGE, "No Notes");
}

static gboolean
is_saved (gpointer panel)
{
  return reading_fixture_look_for (panel, GTK_TYPE_LABEL, "Saved") != NULL;
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  IbidSpan span = { 3, 0, 6 };

  g_assert_nonnull (
      ibid_dossier_annotate (fixture->reading.dossier, &span, 1, IBID_ANNOTATION_STYLE_BLUE));
  g_assert_null (reading_fixture_look_for (fixture->panel, GTK_TYPE_LABEL, "Saved"));
  reading_fixture_find (fixture->panel, GTK_TYPE_LABEL, "Saving…");
  reading_fixture_wait_until (is_saved, fixture->panel);
}

/* A copy of the open article's annotations that holds another one besides, as a synchronising
 * program leaves it. */
static GFile *
new_copy (Fixture *fixture)
{
  GFile *folder = ibid_dossier_get_folder (fixture->reading.dossier);
  g_autoptr (GFile) file = g_file_get_child (folder, "annotations.jsonld");
  g_autoptr (GFile) copy =
      g_file_get_child (folder, "annotations.sync-conflict-20261123-170000-ABCDEFG.jsonld");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) pieces = NULL;
  g_autofree char *other = NULL;

  g_assert_true (ibid_dossier_flush (fixture->reading.dossier, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  pieces = g_strsplit (text, ibid_annotation_get_id (get_nth (fixture, 0)), -1);
  other = g_strjoinv ("urn:uuid:11111111-1111-4111-8111-111111111111", pieces);
  g_assert_true (
      g_file_replace_contents (copy, other, strlen (other), NULL, FALSE, 0, NULL, NULL, NULL));
  return g_steal_pointer (&copy);
}

static gboolean
has_message (gpointer data)
{
  return ((Fixture *)data)->message != NULL;
}

/* A copy beside the file is offered for merging, with a word about what came of it. */
static void
test_copy_beside (Fixture *fixture, gconstpointer data)
{
  GListModel *copies = ibid_dossier_get_conflict_copies (fixture->reading.dossier);
  IbidSpan span = { 3, 0, 6 };
  g_autoptr (GFile) copy = NULL;
  GtkWidget *button = reading_fixture_find (fixture->panel, GTK_TYPE_BUTTON, "_Merge");

  g_assert_false (gtk_widget_get_mapped (button));
  g_assert_nonnull (
      ibid_dossier_annotate (fixture->reading.dossier, &span, 1, IBID_ANNOTATION_STYLE_BLUE));
  copy = new_copy (fixture);
  g_list_store_append (G_LIST_STORE (copies), copy);
  reading_fixture_wait (80);
  assert_shown (fixture, GTK_TYPE_LABEL, "sync-conflict");
  g_assert_true (gtk_widget_get_mapped (button));
  act (fixture, "notes.merge-copy", NULL);
  reading_fixture_wait_until (has_message, fixture);
  g_assert_cmpstr (fixture->message, ==, "1 highlight added or changed by the copy");
  reading_fixture_wait (80);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_false (gtk_widget_get_mapped (button));

  /* one that is no such file stays, and the message says why */
  g_clear_pointer (&fixture->message, g_free);
  g_assert_true (g_file_replace_contents (copy, "{", 1, NULL, FALSE, 0, NULL, NULL, NULL));
  g_list_store_append (G_LIST_STORE (copies), copy);
  reading_fixture_wait (80);
  act (fixture, "notes.merge-copy", NULL);
  reading_fixture_wait_until (has_message, fixture);
  g_assert_nonnull (strstr (fixture->message, "sync-conflict"));
  g_assert_true (gtk_widget_get_mapped (button));
}

/* Yes and No by real keys: the same button of the next row is in focus afterwards. */
static void
test_review (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  assert_shown (fixture, GTK_TYPE_LABEL, "2 highlights could not be placed with certainty");
  act (fixture, "notes.review", NULL);
  reading_fixture_wait (300);
  row = reading_fixture_find (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Zhang Wei");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Before: Zhang Wei. Now: Zhang Xiao. Gone: Wei. New: Xiao.");
  gtk_widget_activate (row);
  g_assert_cmpuint (fixture->jumped.block, ==, 1);
  reading_fixture_find (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Verny slept.");

  gtk_widget_grab_focus (reading_fixture_find (row, GTK_TYPE_BUTTON, "Yes"));
  reading_fixture_press ("Return");
  reading_fixture_wait (100);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 0)), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 1)), ==,
                   IBID_ANCHOR_STATE_UNCERTAIN);
  g_assert_null (reading_fixture_look_for (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Zhang Wei"));
  reading_fixture_press ("Tab Return");
  reading_fixture_wait (100);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 1)), ==, IBID_ANCHOR_STATE_LOST);

  undo (fixture);
  undo (fixture);
  reading_fixture_find (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Zhang Wei");
  reading_fixture_press ("Escape");
  reading_fixture_wait (300);
  g_assert_true (gtk_widget_get_mapped (fixture->list));
}

static void
test_review_all (Fixture *fixture, gconstpointer data)
{
  IbidHistory *history = ibid_dossier_get_history (fixture->reading.dossier);

  act (fixture, "notes.review", NULL);
  g_signal_emit_by_name (reading_fixture_find (fixture->panel, GTK_TYPE_BUTTON, "_Yes to All"),
                         "clicked");
  reading_fixture_wait (100);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 0)), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 1)), ==, IBID_ANCHOR_STATE_EXACT);
  undo (fixture);
  g_assert_false (ibid_history_can_undo (history));
  g_signal_emit_by_name (reading_fixture_find (fixture->panel, GTK_TYPE_BUTTON, "_No to All"),
                         "clicked");
  reading_fixture_wait (100);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 0)), ==, IBID_ANCHOR_STATE_LOST);
  undo (fixture);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 0)), ==,
                   IBID_ANCHOR_STATE_UNCERTAIN);
}

/* A lost one is attached by hand: to what is selected in the text. */
static void
test_attach (Fixture *fixture, gconstpointer data)
{
  const IbidSelection selection = { 3, 0, 3, 6, 0, 0, 1, 1 };
  GtkWidget *button;

  act (fixture, "notes.review", NULL);
  button = reading_fixture_find (fixture->panel, GTK_TYPE_BUTTON, "Attach to Selection");
  g_assert_false (gtk_widget_get_sensitive (button));
  ibid_reading_state_set_selection (fixture->reading.state, &selection);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  reading_fixture_wait (100);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 2)), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_cmpstr (ibid_selector_get_exact (ibid_annotation_get_selector (get_nth (fixture, 2))),
                   ==, "Almaty");
  g_assert_null (reading_fixture_look_for (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Verny slept."));
  undo (fixture);
  g_assert_cmpint (ibid_annotation_get_state (get_nth (fixture, 2)), ==, IBID_ANCHOR_STATE_LOST);
  reading_fixture_find (fixture->panel, GTK_TYPE_LIST_BOX_ROW, "Verny slept.");
}

static gboolean
has_all_rows (gpointer fixture)
{
  return count_rows (fixture) == 10000;
}

static gboolean
is_empty (gpointer fixture)
{
  return gtk_widget_get_mapped (
      reading_fixture_find (((Fixture *)fixture)->panel, ADW_TYPE_STATUS_PAGE, "No Notes"));
}

static gboolean
is_scrolled_far (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 10000;
}

/* Ten thousand: all are there, any is found, chosen and scrolled to, and text finds them. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->list));
  IbidAnnotation *far = get_nth (fixture, 9000);

  ibid_reading_state_select_annotation (fixture->reading.state, far);
  reading_fixture_wait_until (is_scrolled_far, adjustment);
  g_assert_cmpuint (count_rows (fixture), ==, 10000);
  g_assert_true (is_row_selected (fixture, 9000));
  assert_shown (fixture, GTK_TYPE_LABEL, "10000 highlights");

  filter (fixture, "works 1999");
  g_assert_cmpuint (count_rows (fixture), <, 10);
  filter (fixture, "");
  reading_fixture_wait_until (has_all_rows, fixture);

  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (fixture->list)));
  act (fixture, "notes.set-style", "underline");
  g_assert_cmpint (ibid_annotation_get_style (get_nth (fixture, 5000)), ==,
                   IBID_ANNOTATION_STYLE_UNDERLINE);
  g_assert_cmpuint (count_selected (fixture), ==, 10000);
  undo (fixture);
  act (fixture, "notes.delete", NULL);
  reading_fixture_wait_until (is_empty, fixture);
  undo (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->annotations)), ==, 10000);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();

#define ADD(path, set_up, func)                                                                    \
  g_test_add ("/panels/notes/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("accessible", set_up, test_accessible);
  ADD ("drag", set_up, test_drag);
  ADD ("export", set_up, test_export);
  ADD ("filter", set_up, test_filter);
  ADD ("choices", set_up, test_choices);
  ADD ("sort", set_up, test_sort);
  ADD ("jumps", set_up, test_jumps);
  ADD ("follows", set_up, test_follows);
  ADD ("several-by-keys", set_up, test_several_by_keys);
  ADD ("several", set_up, test_several);
  ADD ("tags", set_up, test_tags);
  ADD ("copy", set_up, test_copy);
  ADD ("menu-key", set_up, test_menu_key);
  ADD ("empty", set_up_empty, test_empty);
  ADD ("saved", set_up_empty, test_saved);
  ADD ("copy-beside", set_up_empty, test_copy_beside);
  ADD ("review", set_up_doubtful, test_review);
  ADD ("review-all", set_up_doubtful, test_review_all);
  ADD ("attach", set_up_doubtful, test_attach);
  ADD ("many", set_up_many, test_many);
  return g_test_run ();
}
