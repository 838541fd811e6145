/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "reading-fixture.h"

static const char small_article[] =
    "{ 'format': 'ibid-article', 'version': 1, 'id': 'urn:uuid:00000000-0000-4000-8000-1',"
    "  'language': 'en', 'metadata': { 'type': 'article', 'title': 'Small' },"
    "  'blocks': ["
    "    { 'id': 'b1', 'type': 'heading', 'level': 1, 'text': 'First part' },"
    "    { 'id': 'b2', 'type': 'paragraph', 'text': 'Zhang Xiao met Zhang Xiao about DSR "
    "(Xinhua, January 22). The Digital Silk Road (数字丝绸之路) grew.',"
    "      'marks': [ { 'type': 'language', 'start': 81, 'end': 87, 'lang': 'zh-Hans' } ] },"
    "    { 'id': 'b3', 'type': 'heading', 'level': 2, 'text': 'Second part' },"
    "    { 'id': 'b4', 'type': 'paragraph', 'text': 'Almaty watched the Digital Silk Road.' } ],"
    "  'outlets': [ { 'id': 'o1', 'name': 'Xinhua', 'kind': 'state-media', 'country': 'CN' } ],"
    "  'sources': [ { 'id': 's1', 'outlet': 'o1', 'csl': { 'id': 's1', 'type': "
    "'article-newspaper', 'container-title': 'Xinhua', 'issued': { 'date-parts': [ [ 2021, 1, "
    "22 ] ] } } } ],"
    "  'citations': [ { 'id': 'c1', 'block': 'b2', 'start': 36, 'end': 56, 'form': "
    "'parenthetical', 'role': 'support', 'items': [ { 'source': 's1', 'candidates': [], "
    "'resolution': 'year-inferred', 'start': 37, 'end': 55, 'name': 'Xinhua' } ],"
    "    'claims': [ { 'block': 'b2', 'start': 0, 'end': 35 } ] } ],"
    "  'entities': ["
    "    { 'id': 'e1', 'kind': 'person', 'name': 'Zhang Xiao', 'names': [ { 'lang': 'zh-Hans', "
    "'text': '张霄', 'romanization': 'Zhang Xiao' } ] },"
    "    { 'id': 'e2', 'kind': 'person', 'name': 'Zhang Xiao', 'names': [ { 'lang': 'zh-Hans', "
    "'text': '张晓', 'romanization': 'Zhang Xiao' } ] },"
    "    { 'id': 'e3', 'kind': 'programme', 'name': 'Digital Silk Road', 'acronym': 'DSR', "
    "'aliases': [ 'DSR' ], 'names': [ { 'lang': 'zh-Hans', 'text': '数字丝绸之路', "
    "'romanization': 'shuzi sichou zhi lu' } ] },"
    "    { 'id': 'e4', 'kind': 'place', 'name': 'Almaty' } ],"
    "  'mentions': ["
    "    { 'entity': 'e1', 'block': 'b2', 'start': 0, 'end': 10 },"
    "    { 'entity': 'e2', 'block': 'b2', 'start': 15, 'end': 25 },"
    "    { 'entity': 'e3', 'block': 'b2', 'start': 32, 'end': 35 },"
    "    { 'entity': 'e3', 'block': 'b2', 'start': 62, 'end': 79 },"
    "    { 'entity': 'e3', 'block': 'b2', 'start': 81, 'end': 87 },"
    "    { 'entity': 'e4', 'block': 'b4', 'start': 0, 'end': 6 },"
    "    { 'entity': 'e3', 'block': 'b4', 'start': 19, 'end': 36 } ] }";

const char *
reading_fixture_get_small_article (void)
{
  return small_article;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ReadingFixture *self = data;
  g_autoptr (GError) error = NULL;

  self->dossier = ibid_library_open_finish (IBID_LIBRARY (source), result, &error);
  g_assert_no_error (error);
}

void
reading_fixture_open_file (ReadingFixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ibid-panels-XXXXXX", &error);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_no_error (error);
  self->folder = g_file_new_for_path (folder);
  self->library = ibid_library_new (self->folder);
  self->dossier = NULL;
  self->state = ibid_reading_state_new ();
  ibid_library_open_file_async (self->library, file, NULL, opened_cb, self);
  while (self->dossier == NULL)
    g_main_context_iteration (NULL, TRUE);
  ibid_reading_state_set_article (self->state, ibid_dossier_get_article (self->dossier));
}

void
reading_fixture_open_sample (ReadingFixture *self)
{
  g_autofree char *path = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "data", "samples",
                                            "kazakhstan-digital-ties.ibid.json", NULL);

  reading_fixture_open_file (self, path);
}

/* Single quotes for double ones: the text is easier to read here. */
void
reading_fixture_open_json (ReadingFixture *self, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("ibid-XXXXXX.ibid.json", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  reading_fixture_open_file (self, path);
  g_unlink (path);
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
reading_fixture_close (ReadingFixture *self)
{
  g_autoptr (GError) error = NULL;

  ibid_reading_state_set_article (self->state, NULL);
  g_assert_true (ibid_dossier_flush (self->dossier, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (self->state);
  g_clear_object (&self->dossier);
  reading_fixture_wait (20);
  g_clear_object (&self->library);
  remove_tree (self->folder);
  g_clear_object (&self->folder);
}

void
reading_fixture_load_styles (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, IBID_APP_PATH "/panels/panels.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static gboolean
set_flag_cb (gpointer flag)
{
  *(gboolean *)flag = TRUE;
  return G_SOURCE_REMOVE;
}

void
reading_fixture_wait (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
reading_fixture_wait_until (ReadingFixtureTest is_true, gpointer data)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!is_true (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      reading_fixture_wait (10);
    }
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

GtkWindow *
reading_fixture_show (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "Panels");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  reading_fixture_wait_until (is_active, window);
  reading_fixture_wait (120);
  return GTK_WINDOW (window);
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  const char *text = NULL;

  if (words == NULL)
    return TRUE;
  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  else if (GTK_IS_EDITABLE (widget))
    text = gtk_editable_get_text (GTK_EDITABLE (widget));
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    text = gtk_button_get_label (GTK_BUTTON (widget));
  else
    text = gtk_widget_get_tooltip_text (widget);
  if (text != NULL && strstr (text, words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;
  return FALSE;
}

GtkWidget *
reading_fixture_look_for (GtkWidget *root, GType type, const char *words)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && says (root, words))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = reading_fixture_look_for (child, type, words);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
reading_fixture_find (GtkWidget *root, GType type, const char *words)
{
  GtkWidget *found = reading_fixture_look_for (root, type, words);

  if (found == NULL)
    g_error ("no %s that says “%s”", g_type_name (type), words != NULL ? words : "");
  return found;
}

static void
run_xdotool (const char *command, const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", command, "--clearmodifiers",
                        "--delay", "20", argument, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  reading_fixture_wait (80);
}

void
reading_fixture_press (const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    run_xdotool ("key", each[i]);
}

void
reading_fixture_type (const char *text)
{
  run_xdotool ("type", text);
}
