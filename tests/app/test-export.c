/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ibid-export-conditions.h"
#include "ibid-export-dialog.h"
#include "window-fixture.h"

/* Exports from the whole window, by keys; held to what the command line writes. */

typedef struct
{
  WindowFixture window;
  char *out;
  char *command_out;
} Fixture;

#define WINDOW(fixture) ((fixture)->window.window)

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  window_fixture_set_up (&fixture->window);
  g_settings_set_boolean (fixture->window.settings, "caret-browsing", TRUE);
  window_fixture_open_sample (&fixture->window);
  fixture->out = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
  fixture->command_out = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  const char *const argv[] = { "rm", "-rf", "--", fixture->out, fixture->command_out, NULL };

  window_fixture_tear_down (&fixture->window);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->out);
  g_free (fixture->command_out);
}

static GtkWidget *
get_dialog (Fixture *fixture)
{
  GtkWindow *found = window_fixture_find_dialog (&fixture->window);

  return IBID_IS_EXPORT_DIALOG (found) ? GTK_WIDGET (found) : NULL;
}

static GObject *
child_of (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (get_dialog (fixture), IBID_TYPE_EXPORT_DIALOG, name);
}

static const char *
preview_of (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (child_of (fixture, "preview_stack")));
}

static gboolean
can_export (Fixture *fixture)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (child_of (fixture, "export_button")));
}

static void
open_dialog (Fixture *fixture)
{
  press ("ctrl+e");
  wait_until (get_dialog (fixture) != NULL &&
              gtk_window_is_active (GTK_WINDOW (get_dialog (fixture))));
  wait_until (g_strcmp0 (preview_of (fixture), "text") == 0);
}

/* The native chooser is another program's; from here on the file is as if it had been chosen. */
static void
export_to (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ibid_export_dialog_write (IBID_EXPORT_DIALOG (get_dialog (fixture)), file);
  wait_until (get_dialog (fixture) == NULL);
}

static IbidAnnotation *
highlight (Fixture *fixture, guint block, guint start, guint end, IbidAnnotationStyle style,
           const char *note)
{
  IbidSpan span = { block, start, end };
  IbidDossier *dossier = WINDOW (fixture)->dossier;
  IbidAnnotation *annotation = ibid_dossier_annotate (dossier, &span, 1, style);
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotation));

  if (note != NULL)
    ibid_dossier_set_annotation_note (dossier, annotation, note);
  return ibid_annotations_lookup (ibid_dossier_get_annotations (dossier), id);
}

static void
highlight_some (Fixture *fixture)
{
  highlight (fixture, 3, 0, 60, IBID_ANNOTATION_STYLE_YELLOW, "Who *counts*?");
  highlight (fixture, 4, 10, 90, IBID_ANNOTATION_STYLE_GREEN, NULL);
  highlight (fixture, 6, 5, 40, IBID_ANNOTATION_STYLE_PINK, "Ask =the ministry.");
}

static void
test_keys (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (fixture->out, "notes.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *format = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *uri = g_filename_to_uri (fixture->out, NULL, NULL);

  highlight_some (fixture);
  open_dialog (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (child_of (fixture, "format_row")));
  press ("Return");
  press ("Down");
  press ("Down");
  press ("Down");
  press ("Return");
  press ("Tab");
  type ("ministry");
  wait_until (can_export (fixture));
  iterate_for (500);
  export_to (fixture, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Ask =the ministry."));
  g_assert_null (strstr (text, "Who *counts*?"));
  /* it is told, and the choices are remembered */
  g_assert_cmpstr (adw_toast_get_title (WINDOW (fixture)->toast), ==,
                   "Exported 1 highlight to “notes.txt”");
  g_assert_cmpstr (adw_toast_get_action_name (WINDOW (fixture)->toast), ==, "win.show-exported");
  format = g_settings_get_string (fixture->window.settings, "export-format");
  folder = g_settings_get_string (fixture->window.settings, "export-folder");
  g_assert_cmpstr (format, ==, "text");
  g_assert_cmpstr (folder, ==, uri);
  open_dialog (fixture);
  g_free (format);
  g_object_get (get_dialog (fixture), "format", &format, NULL);
  g_assert_cmpstr (format, ==, "text");
  press ("Escape");
  wait_until (get_dialog (fixture) == NULL);
  g_assert_true (gtk_window_is_active (GTK_WINDOW (WINDOW (fixture))));
}

static void
run_command (Fixture *fixture, const IbidExportKind *kind, const char *output)
{
  const char *folder = g_file_peek_path (ibid_dossier_get_folder (WINDOW (fixture)->dossier));
  g_autofree char *article = g_build_filename (folder, "article.ibid.json", NULL);
  g_autofree char *annotations = g_build_filename (folder, "annotations.jsonld", NULL);
  g_autofree char *overlay = g_build_filename (folder, "overlay.json", NULL);
  const char *const argv[] = {
    g_getenv ("IBID_CLI"), "export", "--format",      kind->name,  "--output", output,
    "--overlay",           overlay,  "--annotations", annotations, article,    NULL
  };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_no_error (error);
}

static void
assert_same_file (const char *one, const char *other)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  gsize here_length, there_length;

  g_assert_true (g_file_get_contents (one, &here, &here_length, NULL));
  g_assert_true (g_file_get_contents (other, &there, &there_length, NULL));
  g_assert_cmpuint (here_length, >, 0);
  if (here_length != there_length || memcmp (here, there, here_length) != 0)
    g_error ("%s differs from what the command line writes", one);
}

/* all files of one folder are those of the other */
static void
assert_same_folder (const char *one, const char *other)
{
  g_autoptr (GDir) here = g_dir_open (one, 0, NULL);
  g_autoptr (GDir) there = g_dir_open (other, 0, NULL);
  guint n_here = 0, n_there = 0;
  const char *name;

  while ((name = g_dir_read_name (here)) != NULL)
    {
      g_autofree char *path = g_build_filename (one, name, NULL);
      g_autofree char *same = g_build_filename (other, name, NULL);

      assert_same_file (path, same);
      n_here++;
    }
  while (g_dir_read_name (there) != NULL)
    n_there++;
  g_assert_cmpuint (n_here, >, 0);
  g_assert_cmpuint (n_here, ==, n_there);
}

/* Byte for byte, for every format that there is, and with decisions. */
static void
test_as_command (Fixture *fixture, gconstpointer user_data)
{
  IbidDossier *dossier = WINDOW (fixture)->dossier;
  GListModel *entities = ibid_article_get_entities (ibid_dossier_get_article (dossier));
  g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, 0);
  g_autoptr (GError) error = NULL;

  g_setenv ("SOURCE_DATE_EPOCH", "1620000000", TRUE);
  highlight_some (fixture);
  ibid_dossier_rename_entity (dossier, entity, "Renamed");
  g_assert_true (ibid_dossier_flush (dossier, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < IBID_EXPORT_N_FORMATS; i++)
    {
      const IbidExportKind *kind = ibid_export_get_kind ((IbidExportFormat)i);
      g_autofree char *name = g_strdup_printf ("%s.%s", kind->name, kind->extension);
      g_autofree char *path = g_build_filename (fixture->out, name, NULL);
      g_autofree char *command_path = g_build_filename (fixture->command_out, name, NULL);

      g_test_message ("%s", kind->name);
      gtk_widget_activate_action (GTK_WIDGET (WINDOW (fixture)), "win.export", NULL);
      wait_until (get_dialog (fixture) != NULL);
      g_object_set (get_dialog (fixture), "format", kind->name, "folder", "", NULL);
      export_to (fixture, path);
      run_command (fixture, kind, command_path);
      assert_same_file (path, command_path);
    }
  assert_same_folder (fixture->out, fixture->command_out);
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static void
test_selected_notes (Fixture *fixture, gconstpointer user_data)
{
  IbidAnnotation *wanted;
  GtkLabel *count;
  GObject *conditions;
  const char *ids[2] = { NULL };

  highlight_some (fixture);
  wanted = highlight (fixture, 8, 0, 30, IBID_ANNOTATION_STYLE_BLUE, "Only this");
  ids[0] = ibid_annotation_get_id (wanted);
  gtk_widget_activate_action (GTK_WIDGET (WINDOW (fixture)), "win.export-annotations", "^as", ids);
  wait_until (get_dialog (fixture) != NULL);
  conditions = child_of (fixture, "conditions");
  count = GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (conditions),
                                                    IBID_TYPE_EXPORT_CONDITIONS, "count"));
  wait_until (g_str_equal (gtk_label_get_label (count), "1 of 4 highlights"));
  gtk_window_close (GTK_WINDOW (get_dialog (fixture)));
  wait_until (get_dialog (fixture) == NULL);
}

static void
text_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy_claim (Fixture *fixture, gconstpointer user_data)
{
  IbidReadingState *state = WINDOW (fixture)->state;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (WINDOW (fixture)));
  GdkContentFormats *formats;
  g_autoptr (IbidCitationItem) item = NULL;
  g_autofree char *text = NULL;

  press ("bracketright");
  wait_until (ibid_reading_state_get_citation (state) != NULL);
  item =
      g_list_model_get_item (ibid_citation_get_items (ibid_reading_state_get_citation (state)), 0);
  ibid_dossier_set_credibility (WINDOW (fixture)->dossier, item, 3);
  ibid_dossier_set_verdict (WINDOW (fixture)->dossier, item, IBID_VERDICT_PARTLY);
  press ("ctrl+alt+c");
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/markdown"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"));
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  wait_until (text != NULL);
  g_assert_nonnull (strstr (text, "3: possibly true"));
  g_assert_nonnull (strstr (text, "Check: Partly"));
  g_assert_nonnull (strstr (text, "Source"));
}

static void
test_enabled (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *dialog;

  press ("ctrl+l");
  wait_until (!ibid_window_is_reading (WINDOW (fixture)));
  press ("ctrl+e");
  iterate_for (300);
  dialog = get_dialog (fixture);
  g_assert_null (dialog);
}

int
main (int argc, char *argv[])
{
  window_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/export/keys", test_keys);
  ADD ("/export/as-command", test_as_command);
  ADD ("/export/selected-notes", test_selected_notes);
  ADD ("/export/copy-claim", test_copy_claim);
  ADD ("/export/enabled", test_enabled);
#undef ADD

  return g_test_run ();
}
