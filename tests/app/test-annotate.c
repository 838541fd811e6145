/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-annotation-popover.h"
#include "ibid-reader-view.h"
#include "ibid-selection-popover.h"
#include "ibid-shortcuts.h"
#include "ibid-window-private.h"
#include <string.h>

/* Highlights, notes and tags in the whole window: real files, real web view, real keys. */

typedef struct
{
  char *folder;
  IbidLibrary *library;
  GSettings *settings;
  IbidWindow *window;
  guint n_painted;
} Fixture;

static GtkApplication *application; /* it holds the keys; one for all tests */

#define WAIT_SECONDS 30

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;                         \
    while (!(condition) && g_get_monotonic_time () < end_)                                         \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (2000);                                                                           \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
iterate_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
run_xdotool (const char *command, const char *argument)
{
  const char *const argv[] = { "xdotool", command, "--clearmodifiers", argument, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  iterate_for (250);
}

#define press(key) run_xdotool ("key", key)
#define type(text) run_xdotool ("type", text)

static void
painted_cb (Fixture *fixture)
{
  fixture->n_painted++;
}

/* the program starts, and the sample article is opened */
static void
start (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  fixture->n_painted = 0;
  fixture->library = ibid_library_new (folder);
  fixture->window = ibid_window_new (application, fixture->library, fixture->settings);
  g_signal_connect_swapped (fixture->window, "painted", G_CALLBACK (painted_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  ibid_window_open_sample (fixture->window);
  wait_until (fixture->n_painted > 0);
  iterate_for (500);
}

static void
quit (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
  iterate_for (300);
  fixture->window = NULL;
  g_clear_object (&fixture->library);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("ibid-annotate-XXXXXX", NULL);
  fixture->settings = g_settings_new (IBID_APP_ID);
  g_settings_set_boolean (fixture->settings, "caret-browsing", TRUE);
  g_settings_set_boolean (fixture->settings, "plain-text", user_data != NULL);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  const char *const argv[] = { "rm", "-rf", "--", fixture->folder, NULL };

  quit (fixture);
  g_settings_reset (fixture->settings, "highlight-style");
  g_settings_reset (fixture->settings, "plain-text");
  g_settings_reset (fixture->settings, "caret-browsing");
  g_clear_object (&fixture->settings);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_clear_pointer (&fixture->folder, g_free);
}

static IbidAnnotations *
annotations_of (Fixture *fixture)
{
  return ibid_dossier_get_annotations (fixture->window->dossier);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (annotations_of (fixture)));
}

static IbidAnnotation *
chosen (Fixture *fixture)
{
  return ibid_reading_state_get_annotation (fixture->window->state);
}

static gboolean
has_selection (Fixture *fixture)
{
  return ibid_reading_state_get_selection (fixture->window->state) != NULL;
}

static GtkWidget *
find_below (GtkWidget *root, GType wanted)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), wanted))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, wanted);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_open (Fixture *fixture, GType wanted)
{
  return gtk_widget_get_mapped (find_below (GTK_WIDGET (fixture->window->annotator), wanted));
}

/* From wherever the caret is: some words more to the right. */
static void
select_words (Fixture *fixture, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    press ("ctrl+shift+Right");
  wait_until (has_selection (fixture));
}

/* puts the caret into a paragraph */
static void
go_to (Fixture *fixture, guint block, guint offset)
{
  IbidSpan span = { block, offset, offset };

  ibid_reading_state_jump (fixture->window->state, &span, TRUE);
  iterate_for (500);
}

static void
test_keys (Fixture *fixture, gconstpointer user_data)
{
  const char *const *tags;

  go_to (fixture, 1, 2);
  select_words (fixture, 3);
  g_assert_false (is_open (fixture, IBID_TYPE_SELECTION_POPOVER));
  press ("ctrl+h");
  wait_until (count (fixture) == 1 && chosen (fixture) != NULL);
  wait_until (!has_selection (fixture));
  g_assert_cmpint (ibid_annotation_get_style (chosen (fixture)), ==, IBID_ANNOTATION_STYLE_YELLOW);
  press ("ctrl+2");
  wait_until (ibid_annotation_get_style (chosen (fixture)) == IBID_ANNOTATION_STYLE_GREEN);
  g_assert_cmpuint (count (fixture), ==, 1);

  press ("ctrl+m");
  wait_until (is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  type ("Who says so?");
  press ("Escape");
  wait_until (!is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  wait_until (g_strcmp0 (ibid_annotation_get_note (chosen (fixture)), "Who says so?") == 0);

  /* a second one that overlaps the first, with a tag, in another colour */
  go_to (fixture, 1, 6);
  select_words (fixture, 5);
  press ("ctrl+t");
  wait_until (is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  wait_until (count (fixture) == 2);
  type ("cameras");
  press ("Return");
  press ("Escape");
  wait_until (!is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  tags = ibid_annotation_get_tags (chosen (fixture));
  g_assert_cmpstr (tags[0], ==, "cameras");
  press ("ctrl+u");
  wait_until (ibid_annotation_get_style (chosen (fixture)) == IBID_ANNOTATION_STYLE_UNDERLINE);

  /* one history: five acts on two highlights, taken back and done again */
  for (guint i = 0; i < 5; i++)
    press ("ctrl+z");
  wait_until (count (fixture) == 1);
  press ("ctrl+z");
  wait_until (count (fixture) == 0);
  for (guint i = 0; i < 6; i++)
    press ("ctrl+shift+z");
  wait_until (count (fixture) == 2);

  /* all there when the program is started again */
  quit (fixture);
  start (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
}

static void
test_stepping (Fixture *fixture, gconstpointer user_data)
{
  IbidAnnotation *first;

  go_to (fixture, 1, 2);
  select_words (fixture, 2);
  press ("ctrl+1");
  wait_until (count (fixture) == 1);
  go_to (fixture, 3, 2);
  select_words (fixture, 2);
  press ("ctrl+5");
  wait_until (count (fixture) == 2);

  ibid_reading_state_select_annotation (fixture->window->state, NULL);
  press ("n");
  wait_until (chosen (fixture) != NULL);
  first = chosen (fixture);
  press ("n");
  wait_until (chosen (fixture) != first);
  press ("p");
  wait_until (chosen (fixture) == first);
  press ("alt+shift+Down");
  wait_until (chosen (fixture) != first);
  press ("Delete");
  wait_until (count (fixture) == 1);
  press ("ctrl+z");
  wait_until (count (fixture) == 2);
}

static gboolean
is_enabled (Fixture *fixture, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  /* a button learns from its action whether it can be pressed */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  gtk_widget_set_parent (button, GTK_WIDGET (fixture->window->annotator));
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

static void
test_enabled (Fixture *fixture, gconstpointer user_data)
{
  g_assert_false (is_enabled (fixture, "win.highlight"));
  g_assert_false (is_enabled (fixture, "win.note-on-selection"));
  g_assert_false (is_enabled (fixture, "win.remove-annotation"));
  g_assert_false (is_enabled (fixture, "win.next-annotation"));

  go_to (fixture, 1, 2);
  select_words (fixture, 2);
  g_assert_true (is_enabled (fixture, "win.highlight"));
  g_assert_true (is_enabled (fixture, "win.note-on-selection"));
  g_assert_true (is_enabled (fixture, "win.add-entity"));
  g_assert_false (is_enabled (fixture, "win.remove-annotation"));

  /* the popover comes when it is asked for, with the keyboard in it */
  press ("ctrl+Return");
  wait_until (is_open (fixture, IBID_TYPE_SELECTION_POPOVER));
  press ("Tab");
  press ("Tab");
  press ("space");
  wait_until (count (fixture) == 1);
  wait_until (!is_open (fixture, IBID_TYPE_SELECTION_POPOVER));
  g_assert_cmpint (ibid_annotation_get_style (chosen (fixture)), ==, IBID_ANNOTATION_STYLE_BLUE);
  wait_until (!has_selection (fixture));
  g_assert_false (is_enabled (fixture, "win.highlight"));
  g_assert_true (is_enabled (fixture, "win.remove-annotation"));
  g_assert_true (is_enabled (fixture, "win.next-annotation"));
  press ("Return");
  wait_until (is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  press ("Escape");
  wait_until (!is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
}

static void
text_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;
  g_autoptr (GError) error = NULL;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static void
test_copy (Fixture *fixture, gconstpointer user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  GdkContentFormats *formats;
  g_autofree char *text = NULL;

  go_to (fixture, 3, 2);
  select_words (fixture, 4);
  press ("ctrl+shift+c");
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/markdown"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"));
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  wait_until (text != NULL);
  g_assert_true (g_str_has_prefix (text, "“"));
  g_assert_nonnull (
      strstr (text, ibid_article_get_title (ibid_dossier_get_article (fixture->window->dossier))));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ibid_shortcuts_install (application);

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
  ADD ("/annotate/page/keys", NULL, test_keys);
  ADD ("/annotate/page/stepping", NULL, test_stepping);
  ADD ("/annotate/page/enabled", NULL, test_enabled);
  ADD ("/annotate/page/copy", NULL, test_copy);
  ADD ("/annotate/plain-text/keys", "plain", test_keys);
  ADD ("/annotate/plain-text/stepping", "plain", test_stepping);
  ADD ("/annotate/plain-text/enabled", "plain", test_enabled);
#undef ADD

  return g_test_run ();
}
