/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../obey-permissions.h"
#include "ibid-export-conditions.h"
#include "ibid-export-dialog.h"
#include "ibid-export-format-row.h"
#include "ibid-export-name.h"
#include "notes-fixture.h"

typedef struct
{
  ReadingFixture reading;
  GtkWindow *window; /* behind the dialog */
  GtkWidget *dialog; /* a reference of our own */
  char *out;         /* folder that is exported into */
  char *picked_name;
  char *message;
  GFile *exported;
} Fixture;

#define CHILD(name) gtk_widget_get_template_child (fixture->dialog, IBID_TYPE_EXPORT_DIALOG, name)
#define CONDITION(name)                                                                            \
  gtk_widget_get_template_child (GTK_WIDGET (CHILD ("conditions")), IBID_TYPE_EXPORT_CONDITIONS,   \
                                 name)

/* Fails only after a long while, for a machine on which much else is going on. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                                   \
    while (!(condition) && g_get_monotonic_time () < end_)                                         \
      reading_fixture_wait (10);                                                                   \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
pick_cb (Fixture *fixture, const char *name, GFile *folder)
{
  g_free (fixture->picked_name);
  fixture->picked_name = g_strdup (name);
}

static void
exported_cb (Fixture *fixture, GFile *file, const char *message)
{
  g_set_object (&fixture->exported, file);
  g_free (fixture->message);
  fixture->message = g_strdup (message);
}

static void
show (Fixture *fixture)
{
  fixture->window = reading_fixture_show (gtk_label_new (NULL), 1100, 700);
  fixture->dialog = ibid_export_dialog_new (fixture->window, fixture->reading.dossier);
  g_object_ref (fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "pick", G_CALLBACK (pick_cb), fixture);
  g_signal_connect_swapped (fixture->dialog, "exported", G_CALLBACK (exported_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->dialog)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->out = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
  reading_fixture_open_sample (&fixture->reading);
  notes_fixture_fill (&fixture->reading);
  show (fixture);
}

static void
set_up_none (Fixture *fixture, gconstpointer data)
{
  fixture->out = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
  reading_fixture_open_sample (&fixture->reading);
  show (fixture);
}

static void
set_up_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = notes_fixture_new_article (2000);

  fixture->out = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
  reading_fixture_open_json (&fixture->reading, json);
  notes_fixture_fill_many (&fixture->reading, 5000);
  show (fixture);
}

static void
remove_out (Fixture *fixture)
{
  const char *const argv[] = { "rm", "-rf", "--", fixture->out, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->out);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  reading_fixture_wait (50);
  /* workers may still be at it, and hold it until they notice */
  wait_until (G_OBJECT (fixture->dialog)->ref_count == 1);
  g_assert_finalize_object (fixture->dialog);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  reading_fixture_close (&fixture->reading);
  remove_out (fixture);
  g_clear_object (&fixture->exported);
  g_free (fixture->picked_name);
  g_free (fixture->message);
}

static char *
dup_preview (Fixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (CHILD ("text")));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

static gboolean
previews (Fixture *fixture, const char *words)
{
  g_autofree char *text = dup_preview (fixture);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (CHILD ("preview_stack"))),
                    "text") == 0 &&
         strstr (text, words) != NULL;
}

static const char *
label_of (GObject *label)
{
  return gtk_label_get_label (GTK_LABEL (label));
}

static gboolean
is_shown (GObject *widget)
{
  return gtk_widget_get_visible (GTK_WIDGET (widget));
}

static void
set_format (Fixture *fixture, const char *name)
{
  g_object_set (fixture->dialog, "format", name, NULL);
}

static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (CONDITION ("search")), text);
}

static gboolean
counts (Fixture *fixture, const char *words)
{
  return g_str_equal (label_of (CONDITION ("count")), words);
}

static gboolean
notices (Fixture *fixture, const char *words)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (CHILD ("notice"))) &&
         strstr (label_of (CHILD ("notice_label")), words) != NULL;
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->out, name, NULL);
}

static void
write_to (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ibid_export_dialog_write (IBID_EXPORT_DIALOG (fixture->dialog), file);
}

static void
assert_empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

/* the row of that condition, open, and its check buttons */
static void
choose (Fixture *fixture, const char *facet, const char *words)
{
  GtkWidget *expander = GTK_WIDGET (CONDITION (facet));
  GtkWidget *row;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  row = reading_fixture_find (expander, ADW_TYPE_ACTION_ROW, words);
  /* the expander's own row says its title */
  adw_action_row_activate (ADW_ACTION_ROW (row));
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  wait_until (previews (fixture, "# Kazakhstan’s Digital Ties"));
  g_assert_true (counts (fixture, "9 of 9 highlights"));
  search (fixture, "ask the AUTHOR");
  wait_until (counts (fixture, "1 of 9 highlights"));
  g_assert_true (previews (fixture, "Ask the author"));
  set_format (fixture, "csv");
  wait_until (previews (fixture, "Ask the author.,"));
  g_signal_emit_by_name (CONDITION ("clear_button"), "clicked");
  wait_until (counts (fixture, "9 of 9 highlights"));
  set_format (fixture, "csl-json");
  wait_until (previews (fixture, "\"container-title\""));
  g_assert_true (is_shown (CHILD ("cut_label")));
}

static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) conditions = NULL;

  wait_until (counts (fixture, "9 of 9 highlights"));
  choose (fixture, "colour", "Green");
  wait_until (counts (fixture, "2 of 9 highlights"));
  choose (fixture, "colour", "Pink");
  wait_until (counts (fixture, "3 of 9 highlights"));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (CONDITION ("colour"))), ==,
                   "Green, Pink");
  choose (fixture, "note", "With a note");
  wait_until (counts (fixture, "2 of 9 highlights"));
  conditions = ibid_export_conditions_dup (IBID_EXPORT_CONDITIONS (CHILD ("conditions")));
  g_assert_cmpuint (g_strv_length (conditions), ==, 3);
  choose (fixture, "tag", "#to-check");
  wait_until (counts (fixture, "1 of 9 highlights"));
  choose (fixture, "state", "Lost");
  wait_until (counts (fixture, "0 of 9 highlights"));
  ibid_export_conditions_clear (IBID_EXPORT_CONDITIONS (CHILD ("conditions")));
  wait_until (counts (fixture, "9 of 9 highlights"));
  choose (fixture, "entity", "Hikvision");
  wait_until (!counts (fixture, "9 of 9 highlights"));
  g_assert_false (counts (fixture, "0 of 9 highlights"));
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  wait_until (previews (fixture, "---"));
  g_assert_false (is_shown (CHILD ("sources_group")));
  g_assert_true (is_shown (CHILD ("conditions")));
  /* all verdicts are the same: no choice */
  g_assert_false (is_shown (CONDITION ("check")));
  set_format (fixture, "ris");
  wait_until (previews (fixture, "TY  - "));
  g_assert_true (is_shown (CHILD ("sources_group")));
  g_assert_false (is_shown (CHILD ("conditions")));
  g_assert_cmpstr (label_of (CHILD ("all_count")), ==, "36");
  g_object_set (fixture->dialog, "sources", "chosen", NULL);
  wait_until (is_shown (CHILD ("conditions")));
  set_format (fixture, "package");
  wait_until (previews (fixture, "annotations.jsonld"));
  g_assert_true (previews (fixture, "article.ibid.json"));
  g_assert_false (is_shown (CHILD ("conditions")));
  g_assert_false (is_shown (CHILD ("sources_group")));
}

/* What was decided a moment ago and is on no disk yet is exported. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  IbidDossier *dossier = fixture->reading.dossier;
  IbidAnnotations *annotations = ibid_dossier_get_annotations (dossier);
  g_autoptr (IbidAnnotation) first = g_list_model_get_item (G_LIST_MODEL (annotations), 0);
  IbidEntity *entity = NULL;
  g_autoptr (GListModel) entities = NULL;

  wait_until (previews (fixture, "[[Hikvision]]"));
  ibid_dossier_set_annotation_note (dossier, first, "Written just now");
  wait_until (previews (fixture, "Written just now"));
  entities = g_object_ref (ibid_article_get_entities (ibid_dossier_get_article (dossier)));
  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (IbidEntity) one = g_list_model_get_item (entities, i);

      if (g_strcmp0 (ibid_entity_get_name (one), "Hikvision") == 0)
        entity = one;
    }
  ibid_dossier_rename_entity (dossier, entity, "Hik Vision Ltd");
  wait_until (previews (fixture, "[[Hik Vision Ltd]]"));
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "notes.md");
  g_autofree char *folder = NULL;
  g_autofree char *uri = g_filename_to_uri (fixture->out, NULL, NULL);
  g_autofree char *text = NULL;

  wait_until (previews (fixture, "---"));
  search (fixture, "claim");
  wait_until (counts (fixture, "3 of 9 highlights"));
  gtk_widget_activate_action (fixture->dialog, "export.choose-file", NULL);
  g_assert_cmpstr (fixture->picked_name, ==,
                   "Kazakhstan’s Digital Ties with China Cameras, Motives and Doubts.md");
  write_to (fixture, path);
  wait_until (fixture->exported != NULL);
  g_assert_cmpstr (fixture->message, ==, "Exported 3 highlights to “notes.md”");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "claim"));
  g_object_get (fixture->dialog, "folder", &folder, NULL);
  g_assert_cmpstr (folder, ==, uri);
  wait_until (!gtk_widget_get_visible (fixture->dialog));
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "sources.bib");

  set_format (fixture, "biblatex");
  wait_until (previews (fixture, "@"));
  write_to (fixture, path);
  wait_until (fixture->message != NULL);
  g_assert_cmpstr (fixture->message, ==, "Exported 36 sources to “sources.bib”");
}

static void
test_without_highlights (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "article.md");

  wait_until (previews (fixture, "Kazakhstan"));
  g_assert_false (is_shown (CHILD ("conditions")));
  set_format (fixture, "csv");
  wait_until (strstr (label_of (CHILD ("nothing")), "Highlight something first") != NULL);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
  set_format (fixture, "markdown");
  wait_until (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
  write_to (fixture, path);
  wait_until (fixture->message != NULL);
  g_assert_cmpstr (fixture->message, ==, "Exported the article to “article.md”");
}

static void
test_nothing_chosen (Fixture *fixture, gconstpointer data)
{
  wait_until (previews (fixture, "---"));
  search (fixture, "no such words anywhere");
  wait_until (counts (fixture, "0 of 9 highlights"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (CHILD ("preview_stack"))), ==,
                   "nothing");
  g_assert_nonnull (strstr (label_of (CHILD ("nothing")), "fewer conditions"));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
  g_assert_true (is_shown (CONDITION ("clear_button")));
  search (fixture, "");
  wait_until (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
}

static void
test_folder_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "gone/notes.md");

  wait_until (previews (fixture, "---"));
  write_to (fixture, path);
  wait_until (notices (fixture, "is not there any more"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (CHILD ("notice_box")), "error"));
  g_assert_null (fixture->exported);
  assert_empty (fixture->out);
  /* the next choice takes the message away */
  set_format (fixture, "text");
  wait_until (!gtk_revealer_get_reveal_child (GTK_REVEALER (CHILD ("notice"))));
}

/* A folder that nobody may write into. */
static void
test_no_permission (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "notes.txt");

  set_format (fixture, "text");
  wait_until (previews (fixture, "Kazakhstan"));
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_cmpint (chmod (fixture->out, 0500), ==, 0);
  if (g_access (fixture->out, W_OK) == 0)
    g_test_skip ("this user may write everywhere");
  else
    {
      write_to (fixture, path);
      wait_until (notices (fixture, "Nothing may be written into"));
    }
  g_assert_cmpint (chmod (fixture->out, 0700), ==, 0);
}

/* A folder of that name cannot be replaced by a file. */
static void
test_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "notes.txt");

  set_format (fixture, "text");
  wait_until (previews (fixture, "Kazakhstan"));
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  write_to (fixture, path);
  wait_until (notices (fixture, "notes.txt"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (CHILD ("notice_box")), "error"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
  assert_empty (path);
}

/* Markdown goes into what its reader wrote, unless that cannot be read as such. */
static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  static const char theirs[] = "not\0text";
  g_autofree char *path = dup_path (fixture, "notes.md");
  g_autofree char *after = NULL;
  gsize length;

  wait_until (previews (fixture, "---"));
  g_assert_true (g_file_set_contents (path, theirs, sizeof theirs, NULL));
  write_to (fixture, path);
  wait_until (gtk_revealer_get_reveal_child (GTK_REVEALER (CHILD ("notice"))));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (CHILD ("notice_box")), "error"));
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, theirs, sizeof theirs);
}

static void
test_not_local (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("sftp://host.example/notes.md");

  wait_until (previews (fixture, "---"));
  ibid_export_dialog_write (IBID_EXPORT_DIALOG (fixture->dialog), file);
  g_assert_true (notices (fixture, "this computer only"));
}

/* The file of the last time is brought up to date, and says so beforehand. */
static void
test_renewal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = ibid_export_dup_file_name (
      ibid_article_get_title (ibid_dossier_get_article (fixture->reading.dossier)),
      IBID_EXPORT_FORMAT_MARKDOWN);
  g_autofree char *path = dup_path (fixture, name);
  g_autofree char *uri = g_filename_to_uri (fixture->out, NULL, NULL);
  g_autofree char *text = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *after = NULL;

  wait_until (previews (fixture, "---"));
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (CHILD ("notice"))));
  write_to (fixture, path);
  wait_until (fixture->exported != NULL);
  g_clear_object (&fixture->exported);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  mine = g_strconcat (text, "\nMy own thoughts.\n", NULL);
  g_assert_true (g_file_set_contents (path, mine, -1, NULL));

  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  g_object_unref (fixture->dialog);
  gtk_window_destroy (fixture->window);
  reading_fixture_wait (50);
  show (fixture);
  g_object_set (fixture->dialog, "folder", uri, NULL);
  wait_until (notices (fixture, "What you wrote into it stays"));
  g_assert_true (is_shown (CHILD ("renew_button")));
  set_format (fixture, "text");
  wait_until (!notices (fixture, "What you wrote into it stays"));
  set_format (fixture, "markdown");
  wait_until (notices (fixture, "What you wrote into it stays"));
  gtk_widget_activate_action (fixture->dialog, "export.renew", NULL);
  wait_until (fixture->exported != NULL);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "\nMy own thoughts.\n"));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "notes.md");

  wait_until (previews (fixture, "---"));
  write_to (fixture, path);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
  gtk_widget_activate_action (fixture->dialog, "export.cancel", NULL);
  wait_until (notices (fixture, "cancelled"));
  g_assert_true (gtk_widget_get_visible (fixture->dialog));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (CHILD ("export_button"))));
  g_assert_null (fixture->exported);
  assert_empty (fixture->out);
  /* and once more, to the end */
  write_to (fixture, path);
  wait_until (fixture->exported != NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_selected (Fixture *fixture, gconstpointer data)
{
  IbidAnnotations *annotations = ibid_dossier_get_annotations (fixture->reading.dossier);
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_false (is_shown (CONDITION ("selected_row")));
  for (guint i = 2; i < 4; i++)
    g_ptr_array_add (some, g_list_model_get_item (G_LIST_MODEL (annotations), i));
  ibid_export_dialog_set_selected (IBID_EXPORT_DIALOG (fixture->dialog), some);
  wait_until (counts (fixture, "2 of 9 highlights"));
  g_assert_true (is_shown (CONDITION ("selected_row")));
  gtk_switch_set_active (GTK_SWITCH (CONDITION ("selected_switch")), FALSE);
  wait_until (counts (fixture, "9 of 9 highlights"));
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  GListModel *entities =
      ibid_article_get_entities (ibid_dossier_get_article (fixture->reading.dossier));
  g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, 0);
  g_autofree char *path = dup_path (fixture, "report.html");
  g_autofree char *text = NULL;

  ibid_export_dialog_set_entity (IBID_EXPORT_DIALOG (fixture->dialog), entity);
  wait_until (previews (fixture, ibid_entity_get_name (entity)));
  g_assert_false (is_shown (CHILD ("conditions")));
  /* only what there are reports in is offered */
  set_format (fixture, "ris");
  g_assert_cmpint (
      ibid_export_format_row_get_format (IBID_EXPORT_FORMAT_ROW (CHILD ("format_row"))), ==,
      IBID_EXPORT_FORMAT_MARKDOWN);
  set_format (fixture, "html");
  wait_until (previews (fixture, "<!DOCTYPE html>"));
  gtk_widget_activate_action (fixture->dialog, "export.choose-file", NULL);
  g_assert_true (g_str_has_prefix (fixture->picked_name, ibid_entity_get_name (entity)));
  write_to (fixture, path);
  wait_until (fixture->exported != NULL);
  g_assert_cmpstr (fixture->message, ==, "Exported the report to “report.html”");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ibid_entity_get_name (entity)));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  char *format = NULL;

  wait_until (previews (fixture, "---"));
  gtk_widget_grab_focus (GTK_WIDGET (CHILD ("format_row")));
  reading_fixture_press ("Return Down Down Down Return");
  g_object_get (fixture->dialog, "format", &format, NULL);
  g_assert_cmpstr (format, ==, "text");
  g_free (format);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->dialog)) ==
                 GTK_WIDGET (CHILD ("format_row")));
  /* in the order in which it is read */
  reading_fixture_press ("Tab");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->dialog)),
                                         GTK_WIDGET (CHILD ("conditions"))));
  reading_fixture_type ("claim");
  wait_until (counts (fixture, "3 of 9 highlights"));
  reading_fixture_press ("Return");
  wait_until (fixture->picked_name != NULL);
  reading_fixture_press ("Escape");
  wait_until (counts (fixture, "9 of 9 highlights"));
  reading_fixture_press ("Escape");
  wait_until (!gtk_widget_get_visible (fixture->dialog));
}

/* Whatever can take the focus says what it is; lists inside of libadwaita's rows are its own. */
static void
assert_named (GtkWidget *widget)
{
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget) &&
      gtk_widget_get_mapped (widget) && !GTK_IS_SCROLLED_WINDOW (widget) &&
      !(GTK_IS_LIST_BOX (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW)) &&
      !GTK_IS_LABEL (widget) && !GTK_IS_TEXT (widget) && !GTK_IS_LIST_BOX_ROW (widget))
    {
      gboolean named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL) ||
                       gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
                       gtk_widget_get_tooltip_text (widget) != NULL;

      if (!named)
        g_error ("a %s has no accessible name", G_OBJECT_TYPE_NAME (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check;

  wait_until (previews (fixture, "---"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (CONDITION ("colour")), TRUE);
  check = reading_fixture_find (GTK_WIDGET (CONDITION ("colour")), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_test_accessible_assert_property (check, GTK_ACCESSIBLE_PROPERTY_LABEL, "Yellow, 2");
  gtk_test_accessible_assert_property (CHILD ("text"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Preview");
  assert_named (fixture->dialog);
}

static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *format = NULL;
  g_autofree char *sources = NULL;

  g_object_set (fixture->dialog, "format", "ris", "sources", "chosen", "folder", "file:///tmp",
                NULL);
  g_object_get (fixture->dialog, "format", &format, "sources", &sources, NULL);
  g_assert_cmpstr (format, ==, "ris");
  g_assert_cmpstr (sources, ==, "chosen");
  /* of another version: nothing happens */
  set_format (fixture, "no-such-format");
  g_free (format);
  g_object_get (fixture->dialog, "format", &format, NULL);
  g_assert_cmpstr (format, ==, "ris");
}

static void
test_names (void)
{
  static const struct
  {
    const char *title;
    IbidExportFormat format;
    const char *name;
  } cases[] = {
    { "Kazakhstan: ties / doubts?", IBID_EXPORT_FORMAT_MARKDOWN, "Kazakhstan ties doubts.md" },
    { "..hidden.", IBID_EXPORT_FORMAT_RIS, "hidden.ris" },
    { "", IBID_EXPORT_FORMAT_MARKDOWN, "Untitled.md" },
    { NULL, IBID_EXPORT_FORMAT_MARKDOWN, "Untitled.md" },
    { "数字丝绸之路", IBID_EXPORT_FORMAT_CSV, "数字丝绸之路.csv" },
    { "A\n\tB \u202e#[C]^", IBID_EXPORT_FORMAT_READWISE, "A B C (readwise).csv" },
    { "A", IBID_EXPORT_FORMAT_BIBLATEX, "A.bib" },
    { "A", IBID_EXPORT_FORMAT_BIBTEX, "A (bibtex).bib" },
  };
  g_autofree char *long_title = g_strnfill (500, 'x');
  g_autofree char *cut = ibid_export_dup_file_name (long_title, IBID_EXPORT_FORMAT_MARKDOWN);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = ibid_export_dup_file_name (cases[i].title, cases[i].format);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
  g_assert_cmpuint (strlen (cut), <=, 124);
}

int
main (int argc, char **argv)
{
  obey_permissions ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  reading_fixture_load_styles ();
#define ADD(path, set_up, func)                                                                    \
  g_test_add ("/panels/export/" path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/panels/export/names", test_names);
  ADD ("preview", set_up, test_preview);
  ADD ("conditions", set_up, test_conditions);
  ADD ("groups", set_up, test_groups);
  ADD ("unsaved", set_up, test_unsaved);
  ADD ("write", set_up, test_write);
  ADD ("messages", set_up, test_messages);
  ADD ("without-highlights", set_up_none, test_without_highlights);
  ADD ("nothing-chosen", set_up, test_nothing_chosen);
  ADD ("folder-gone", set_up, test_folder_gone);
  ADD ("no-permission", set_up, test_no_permission);
  ADD ("in-the-way", set_up, test_in_the_way);
  ADD ("not-ours", set_up, test_not_ours);
  ADD ("not-local", set_up, test_not_local);
  ADD ("renewal", set_up, test_renewal);
  ADD ("cancel", set_up_many, test_cancel);
  ADD ("selected", set_up, test_selected);
  ADD ("report", set_up, test_report);
  ADD ("keys", set_up, test_keys);
  ADD ("accessible", set_up, test_accessible);
  ADD ("remembered", set_up, test_remembered);
  return g_test_run ();
}
