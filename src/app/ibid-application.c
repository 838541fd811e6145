/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-application.h"
#include "ibid-compat.h"
#include "ibid-opening.h"
#include "ibid-shortcuts.h"
#include "ibid-window.h"
#include "ibid-window-picture.h"
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _IbidApplication
{
  AdwApplication parent_instance;

  /* owned */
  IbidLibrary *library;
  GSettings *settings;
  char *screenshot; /* file to write once an article is painted, or NULL */
  GQueue to_trace;  /* of GFile: what --trace-startup opens after the first article */

  /* plain */
  gboolean trace_startup;
  gboolean right_to_left;
  double text_factor; /* 0: as the desktop has it */
  guint picture_tries;
};

G_DEFINE_FINAL_TYPE (IbidApplication, ibid_application, ADW_TYPE_APPLICATION)

/* How long after the text was painted the last transitions and lists have settled. */
#define SETTLE_MS 1200

static const GOptionEntry options[] = {
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the versions of Ibid and its libraries"),
    NULL },
  { "sample", 's', 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the sample article"), NULL },
  { "screenshot", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL,
    "Write a picture of the window once an article is painted, and exit", "FILE" },
  { "right-to-left", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL,
    "Lay the window out from right to left, whatever the language", NULL },
  { "text-factor", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_DOUBLE, NULL,
    "Set all text so many times as large, whatever the desktop says", "FACTOR" },
  { "trace-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL,
    "Print the monotonic times (µs) of the first frame and of each file's first text, and exit",
    NULL },
  { NULL },
};

/* A window that has just been resized has no contents to draw for a frame or two: so some tries. */
static gboolean
write_picture_cb (gpointer user_data)
{
  IbidApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  if (!ibid_window_picture_save (GTK_WIDGET (window), self->screenshot, &error))
    {
      if (--self->picture_tries > 0)
        return G_SOURCE_CONTINUE;
      g_printerr ("%s\n", error->message);
    }
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
framed_cb (IbidApplication *self)
{
  if (self->trace_startup)
    g_print ("framed %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
}

static gboolean
open_next_cb (gpointer user_data)
{
  IbidWindow *window = user_data;
  g_autoptr (GFile) next = g_object_steal_data (G_OBJECT (window), "next-to-trace");

  g_print ("next %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  ibid_window_open_file (window, next);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (IbidApplication *self, IbidWindow *window)
{
  if (self->trace_startup)
    {
      g_autoptr (GFile) next = g_queue_pop_head (&self->to_trace);

      g_print ("painted %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
      if (next == NULL)
        {
          g_application_quit (G_APPLICATION (self));
          return;
        }
      g_object_set_data_full (G_OBJECT (window), "next-to-trace", g_steal_pointer (&next),
                              g_object_unref);
      g_timeout_add (SETTLE_MS, open_next_cb, window);
    }
  else if (self->screenshot != NULL)
    {
      self->picture_tries = 10;
      g_timeout_add (SETTLE_MS, write_picture_cb, self);
    }
}

static IbidWindow *
ensure_window (IbidApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!IBID_IS_WINDOW (window))
    {
      window = GTK_WINDOW (ibid_window_new (GTK_APPLICATION (self), self->library, self->settings));
      g_signal_connect_object (window, "framed", G_CALLBACK (framed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (window, "painted", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
    }
  return IBID_WINDOW (window);
}

static void
ibid_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (IBID_APPLICATION (application))));
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDossier) dossier =
      ibid_opening_finish (IBID_LIBRARY (object), result, NULL, &error);

  if (dossier == NULL)
    ibid_compat_tell (window, _ ("The Article Could Not Be Opened"), error->message);
  else
    ibid_window_ask_version (IBID_WINDOW (window), dossier, FALSE);
}

static void
ibid_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  IbidApplication *self = IBID_APPLICATION (application);
  IbidWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  if (self->trace_startup)
    {
      for (int i = 1; i < n_files; i++)
        g_queue_push_tail (&self->to_trace, g_object_ref (files[i]));
      n_files = MIN (n_files, 1);
    }
  /* one window, one article: of several files the last comes up, the others go to the library */
  for (int i = 0; i < n_files - 1; i++)
    ibid_opening_begin (self->library, files[i], NULL, added_cb, g_object_ref (window));
  if (n_files > 0)
    ibid_window_open_file (window, files[n_files - 1]);
}

static int
ibid_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  IbidApplication *self = IBID_APPLICATION (application);
  gboolean flag;

  if (g_variant_dict_lookup (dict, "version", "b", &flag))
    {
      g_autofree char *versions = ibid_compat_dup_versions ();

      g_print ("%s", versions);
      return 0;
    }
  g_variant_dict_lookup (dict, "trace-startup", "b", &self->trace_startup);
  g_variant_dict_lookup (dict, "right-to-left", "b", &self->right_to_left);
  g_variant_dict_lookup (dict, "text-factor", "d", &self->text_factor);
  g_variant_dict_lookup (dict, "screenshot", "^ay", &self->screenshot);
  if (self->screenshot != NULL || self->trace_startup)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (g_variant_dict_lookup (dict, "sample", "b", &flag))
    {
      g_autoptr (GError) error = NULL;

      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), "open-sample", NULL);
      /* a first instance goes on to run; a second one has passed the wish on and is done */
      return g_application_get_is_remote (application) ? 0 : -1;
    }
  return -1;
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IbidWindow *window = ensure_window (user_data);

  gtk_window_present (GTK_WINDOW (window));
  ibid_window_open_sample (window);
}

static char *
dup_debug_info (IbidApplication *self)
{
  g_autofree char *versions = ibid_compat_dup_versions ();
  GdkDisplay *display = gdk_display_get_default ();
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  GskRenderer *renderer = window != NULL ? gtk_native_get_renderer (GTK_NATIVE (window)) : NULL;
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf (
      "%sSystem: %s\nDisplay: %s\nRenderer: %s\nDesktop: %s\nLanguages: %s\n"
      "Flatpak: %s\n",
      versions, os != NULL ? os : "unknown", G_OBJECT_TYPE_NAME (display),
      renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "none",
      g_getenv ("XDG_CURRENT_DESKTOP") != NULL ? g_getenv ("XDG_CURRENT_DESKTOP") : "unknown",
      g_get_language_names ()[0],
      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "yes" : "no");
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *debug_info = dup_debug_info (user_data);

  ibid_compat_show_about (gtk_application_get_active_window (user_data), debug_info);
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ibid_compat_show_shortcuts (gtk_application_get_active_window (user_data), ibid_shortcuts_get ());
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (user_data));

  /* closing asks each window to save first; the application ends with the last of them */
  g_list_foreach (windows, (GFunc)(void *)gtk_window_close, NULL);
  g_list_free (windows);
}

/* The article's theme is the window's too: a dark page in a light frame would glare. Sepia is
 * light. */
static void
theme_changed_cb (IbidApplication *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (theme, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  else if (!g_str_equal (theme, "system"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

/* What the desktop's setting for large text does: the resolution that sizes in points refer to. */
static void
enlarge_text (double factor)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (int)((dpi > 0 ? dpi : 96 * 1024) * factor), NULL);
}

static void
ibid_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "open-sample", .activate = open_sample_action },
    { .name = "about", .activate = about_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "quit", .activate = quit_action },
  };
  IbidApplication *self = IBID_APPLICATION (application);

  G_APPLICATION_CLASS (ibid_application_parent_class)->startup (application);

  if (self->right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (self->text_factor > 0)
    enlarge_text (self->text_factor);
  self->settings = g_settings_new (IBID_APP_ID);
  self->library = ibid_library_new (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  ibid_shortcuts_install (GTK_APPLICATION (self));
  g_signal_connect_object (self->settings, "changed::theme", G_CALLBACK (theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  theme_changed_cb (self);
  gtk_window_set_default_icon_name (IBID_APP_ID);
}

static void
ibid_application_shutdown (GApplication *application)
{
  IbidApplication *self = IBID_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (self->library != NULL && !ibid_library_flush (self->library, &error))
    g_printerr ("%s\n", error->message);

  G_APPLICATION_CLASS (ibid_application_parent_class)->shutdown (application);
}

static void
ibid_application_dispose (GObject *object)
{
  IbidApplication *self = IBID_APPLICATION (object);

  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->screenshot, g_free);
  g_queue_clear_full (&self->to_trace, g_object_unref);

  G_OBJECT_CLASS (ibid_application_parent_class)->dispose (object);
}

static void
ibid_application_class_init (IbidApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_application_dispose;
  application_class->startup = ibid_application_startup;
  application_class->shutdown = ibid_application_shutdown;
  application_class->activate = ibid_application_activate;
  application_class->open = ibid_application_open;
  application_class->handle_local_options = ibid_application_handle_local_options;
}

static void
ibid_application_init (IbidApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

/**
 * ibid_application_new:
 *
 * Returns: (transfer full): the application
 */
IbidApplication *
ibid_application_new (void)
{
  return g_object_new (IBID_TYPE_APPLICATION, "application-id", IBID_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", IBID_APP_PATH, NULL);
}
