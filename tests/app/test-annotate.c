/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-annotation-popover.h"
#include "ibid-reader-view.h"
#include "ibid-selection-popover.h"
#include "window-fixture.h"
#include <string.h>

/* Highlights, notes and tags in the whole window: real files, real web view, real keys. */

/* the program starts, and the sample article is opened */
static void
set_up (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_set_up (fixture);
  g_settings_set_boolean (fixture->settings, "caret-browsing", TRUE);
  g_settings_set_boolean (fixture->settings, "plain-text", user_data != NULL);
  window_fixture_open_sample (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer user_data)
{
  window_fixture_tear_down (fixture);
}

static IbidAnnotations *
annotations_of (WindowFixture *fixture)
{
  return ibid_dossier_get_annotations (fixture->window->dossier);
}

static guint
count (WindowFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (annotations_of (fixture)));
}

static IbidAnnotation *
chosen (WindowFixture *fixture)
{
  return ibid_reading_state_get_annotation (fixture->window->state);
}

static gboolean
has_selection (WindowFixture *fixture)
{
  return ibid_reading_state_get_selection (fixture->window->state) != NULL;
}

static gboolean
is_open (WindowFixture *fixture, GType wanted)
{
  return gtk_widget_get_mapped (
      window_fixture_find (GTK_WIDGET (fixture->window->annotator), wanted));
}

/* From wherever the caret is: some words more to the right. */
static void
select_words (WindowFixture *fixture, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    press ("ctrl+shift+Right");
  wait_until (has_selection (fixture));
}

/* All that is to be found again of an annotation. */
static char *
describe (IbidAnnotation *annotation)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  const char *note = ibid_annotation_get_note (annotation);
  g_autofree char *tags = g_strjoinv (",", (char **)ibid_annotation_get_tags (annotation));
  guint start, end;

  g_assert_true (ibid_selector_get_position (selector, &start, &end));
  return g_strdup_printf ("%s “%s” %u–%u style %d note “%s” tags “%s”",
                          ibid_annotation_get_id (annotation), ibid_selector_get_exact (selector),
                          start, end, ibid_annotation_get_style (annotation),
                          note != NULL ? note : "", tags);
}

static char **
describe_all (WindowFixture *fixture)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < count (fixture); i++)
    {
      g_autoptr (IbidAnnotation) annotation =
          g_list_model_get_item (G_LIST_MODEL (annotations_of (fixture)), i);
      g_autofree char *description = describe (annotation);

      g_strv_builder_add (builder, description);
    }
  return g_strv_builder_end (builder);
}

/* Every annotation is there as it was left when the program is started again. */
static void
assert_kept (WindowFixture *fixture)
{
  g_auto (GStrv) before = describe_all (fixture);
  g_auto (GStrv) after = NULL;

  window_fixture_quit (fixture);
  window_fixture_start (fixture);
  window_fixture_open_sample (fixture);
  after = describe_all (fixture);
  g_assert_cmpuint (g_strv_length (after), ==, g_strv_length (before));
  for (guint i = 0; before[i] != NULL; i++)
    g_assert_cmpstr (after[i], ==, before[i]);
}

/* puts the caret into a paragraph */
static void
go_to (WindowFixture *fixture, guint block, guint offset)
{
  IbidSpan span = { block, offset, offset };

  ibid_reading_state_jump (fixture->window->state, &span, TRUE);
  iterate_for (500);
}

static void
assert_first_and_second (WindowFixture *fixture)
{
  g_auto (GStrv) all = describe_all (fixture);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = g_strdup_printf (" style %d note “Who says so?” tags “”", IBID_ANNOTATION_STYLE_GREEN);
  second = g_strdup_printf (" style %d note “” tags “cameras”", IBID_ANNOTATION_STYLE_UNDERLINE);
  g_assert_cmpuint (g_strv_length (all), ==, 2);
  g_assert_true (g_str_has_suffix (all[0], first));
  g_assert_true (g_str_has_suffix (all[1], second));
}

static void
test_keys (WindowFixture *fixture, gconstpointer user_data)
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

  assert_first_and_second (fixture);
  assert_kept (fixture);
  assert_first_and_second (fixture);
}

/* Text dragged over is highlighted by its popover; a click on it brings up the one for the note. */
static void
test_pointer (WindowFixture *fixture, gconstpointer user_data)
{
  IbidWindow *window = fixture->window;
  GtkWidget *reader = user_data != NULL ? window->plain_text : GTK_WIDGET (window->reader);
  GtkWidget *annotator = GTK_WIDGET (window->annotator);
  const char *quote;
  IbidSelection from, to;
  double middle;

  /* the keyboard finds out where the words are: the end of the first, and of the third after it */
  go_to (fixture, 1, 2);
  select_words (fixture, 1);
  from = *ibid_reading_state_get_selection (window->state);
  select_words (fixture, 3);
  to = *ibid_reading_state_get_selection (window->state);
  press ("Right");
  wait_until (!has_selection (fixture));

  middle = to.y + to.height / 2;
  drag (reader, from.x + from.width, middle, to.x + to.width, middle);
  wait_until (has_selection (fixture));
  wait_until (is_open (fixture, IBID_TYPE_SELECTION_POPOVER));
  click (window_fixture_find_action (window_fixture_find (annotator, IBID_TYPE_SELECTION_POPOVER),
                                     "win.highlight-style", "blue"));
  wait_until (count (fixture) == 1 && chosen (fixture) != NULL);
  wait_until (!is_open (fixture, IBID_TYPE_SELECTION_POPOVER));
  g_assert_cmpint (ibid_annotation_get_style (chosen (fixture)), ==, IBID_ANNOTATION_STYLE_BLUE);
  /* a pointer may be a letter off at either end */
  quote = ibid_selector_get_exact (ibid_annotation_get_selector (chosen (fixture)));
  g_assert_cmpint (ABS ((int)g_utf8_strlen (quote, -1) - (int)(to.end - from.end)), <=, 2);

  iterate_for (500);
  click_at (reader, (from.x + from.width + to.x + to.width) / 2, middle);
  wait_until (is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  click (window_fixture_find (window_fixture_find (annotator, IBID_TYPE_ANNOTATION_POPOVER),
                              GTK_TYPE_TEXT_VIEW));
  type ("Ask the ministry");
  /* beside it: the popover goes, what was written stays */
  click_at (reader, gtk_widget_get_width (reader) / 2, 8);
  wait_until (!is_open (fixture, IBID_TYPE_ANNOTATION_POPOVER));
  g_assert_cmpuint (count (fixture), ==, 1);
  {
    g_autoptr (IbidAnnotation) annotation =
        g_list_model_get_item (G_LIST_MODEL (annotations_of (fixture)), 0);

    g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, "Ask the ministry");
  }
  assert_kept (fixture);
}

static void
test_stepping (WindowFixture *fixture, gconstpointer user_data)
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
is_enabled (WindowFixture *fixture, const char *name)
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
test_enabled (WindowFixture *fixture, gconstpointer user_data)
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
test_copy (WindowFixture *fixture, gconstpointer user_data)
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
  window_fixture_init (&argc, &argv);

#define ADD(path, data, test) g_test_add (path, WindowFixture, data, set_up, test, tear_down)
  ADD ("/annotate/page/keys", NULL, test_keys);
  ADD ("/annotate/page/pointer", NULL, test_pointer);
  ADD ("/annotate/page/stepping", NULL, test_stepping);
  ADD ("/annotate/page/enabled", NULL, test_enabled);
  ADD ("/annotate/page/copy", NULL, test_copy);
  ADD ("/annotate/plain-text/keys", "plain", test_keys);
  ADD ("/annotate/plain-text/pointer", "plain", test_pointer);
  ADD ("/annotate/plain-text/stepping", "plain", test_stepping);
  ADD ("/annotate/plain-text/enabled", "plain", test_enabled);
#undef ADD

  return g_test_run ();
}
