/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-web-room.h"
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <sys/utsname.h>
#include <unicode/uvernum.h>

typedef struct
{
  IbidFileCallback callback;
  GtkWindow *parent; /* owned, so that it is there for the answer */
} Request;

static Request *
request_new (IbidFileCallback callback, GtkWindow *parent)
{
  Request *request = g_new0 (Request, 1);

  request->callback = callback;
  request->parent = g_object_ref (parent);
  return request;
}

static void
request_answer (Request *request, GFile *file)
{
  if (file != NULL)
    request->callback (request->parent, file);
  g_object_unref (request->parent);
  g_free (request);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
picked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  request_answer (user_data, file);
}

static void
picked_folder_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  request_answer (user_data, file);
}

static void
picked_save_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);

  request_answer (user_data, file);
}

#else

static void
native_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  request_answer (user_data, file);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
show_native (GtkWindow *parent, const char *title, GtkFileChooserAction action, const char *accept,
             Request *request)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, action, accept, _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (native_response_cb), request);
  return dialog;
}

#endif

static GtkFileFilter *
new_article_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Articles"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "ibid");
  return filter;
}

/**
 * ibid_compat_tell:
 * @parent: a widget of the window that the message belongs to
 * @heading: what happened, in one line
 * @body: where, why, and what to do
 */
void
ibid_compat_tell (GtkWidget *parent, const char *heading, const char *body)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, parent);
#else
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

typedef struct
{
  IbidAnswerCallback callback;
  gpointer user_data;
} Question;

static void
answered_cb (GObject *dialog, const char *response, gpointer user_data)
{
  g_autofree Question *question = user_data;

  question->callback (g_strcmp0 (response, "yes") == 0, question->user_data);
}

/**
 * ibid_compat_ask:
 * @parent: a widget of the window that asks
 * @heading: the question, in one line
 * @body: what depends on the answer
 * @no_label: the answer that leaves everything as it is, with a mnemonic; Return and Escape give it
 * @yes_label: the other answer, with a mnemonic
 * @callback: called once, with the answer
 * @user_data: (closure): for @callback
 */
void
ibid_compat_ask (GtkWidget *parent, const char *heading, const char *body, const char *no_label,
                 const char *yes_label, IbidAnswerCallback callback, gpointer user_data)
{
  Question *question = g_new0 (Question, 1);
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "no", no_label, "yes", yes_label, NULL);
  adw_alert_dialog_set_default_response (alert, "no");
  adw_alert_dialog_set_close_response (alert, "no");
#else
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (message, "no", no_label, "yes", yes_label, NULL);
  adw_message_dialog_set_default_response (message, "no");
  adw_message_dialog_set_close_response (message, "no");
#endif
  question->callback = callback;
  question->user_data = user_data;
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), question);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (dialog, parent);
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

static void
pick_open (GtkWindow *parent, const char *title, GtkFileFilter *filter, IbidFileCallback callback)
{
  Request *request = request_new (callback, parent);
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_open (dialog, parent, NULL, picked_cb, request);
#else
  GtkFileChooserNative *dialog =
      show_native (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), request);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
#endif
}

/**
 * ibid_compat_pick_file:
 * @parent: the window that asks
 * @callback: called with @parent and the file; not called when the user thinks better of it
 */
void
ibid_compat_pick_file (GtkWindow *parent, IbidFileCallback callback)
{
  g_autoptr (GtkFileFilter) filter = new_article_filter ();

  pick_open (parent, _ ("Open an Article"), filter, callback);
}

/**
 * ibid_compat_pick_annotations:
 * @parent: the window that asks
 * @callback: called with @parent and the file; not called when the user thinks better of it
 */
void
ibid_compat_pick_annotations (GtkWindow *parent, IbidFileCallback callback)
{
  static const char *const suffixes[] = { "jsonld", "json", "csv", "tsv" };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Highlights of Other Programs"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  pick_open (parent, _ ("Import Annotations"), filter, callback);
}

/**
 * ibid_compat_pick_folder:
 * @parent: the window that asks
 * @callback: called with @parent and the folder; not called when the user thinks better of it
 */
void
ibid_compat_pick_folder (GtkWindow *parent, IbidFileCallback callback)
{
  Request *request = request_new (callback, parent);
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_select_folder (dialog, parent, NULL, picked_folder_cb, request);
#else
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (show_native (parent, _ ("Choose a Folder"),
                                                          GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                          _ ("_Choose"), request)));
#endif
}

/**
 * ibid_compat_pick_save:
 * @parent: the window that asks
 * @suggested_name: a file name to begin with
 * @folder: (nullable): a folder to begin in
 * @callback: called with @parent and the file; not called when the user thinks better of it
 */
void
ibid_compat_pick_save (GtkWindow *parent, const char *suggested_name, GFile *folder,
                       IbidFileCallback callback)
{
  Request *request = request_new (callback, parent);
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, suggested_name);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_save (dialog, parent, NULL, picked_save_cb, request);
#else
  GtkFileChooserNative *dialog =
      show_native (parent, _ ("Save As"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), request);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
#endif
}

#if GTK_CHECK_VERSION(4, 10, 0)
static void
launched_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    ibid_compat_tell (GTK_WIDGET (parent), _ ("The Link Could Not Be Opened"), error->message);
}
#else
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (parent, result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ibid_compat_tell (GTK_WIDGET (parent), _ ("The Link Could Not Be Opened"), error->message);
}
#endif

/**
 * ibid_compat_open_uri:
 * @parent: the window that asks
 * @uri: an address, to be opened by the user's own program for it
 */
void
ibid_compat_open_uri (GtkWindow *parent, const char *uri)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, launched_cb, g_object_ref (parent));
#else
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (parent));
#endif
}

#if GTK_CHECK_VERSION(4, 10, 0)
static void
folder_shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (object), result,
                                                        &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    ibid_compat_tell (GTK_WIDGET (parent), _ ("The Folder Could Not Be Shown"), error->message);
}
#else
typedef struct
{
  GtkWindow *parent;
  GFile *folder;
} FolderRequest;

/* No file manager answered on the bus: the folder is opened like any other address. */
static void
items_shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree FolderRequest *request = user_data;
  g_autoptr (GtkWindow) parent = request->parent;
  g_autoptr (GFile) folder = request->folder;
  g_autofree char *uri = g_file_get_uri (folder);
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  if (answer == NULL)
    ibid_compat_open_uri (parent, uri);
}
#endif

/**
 * ibid_compat_show_in_folder:
 * @parent: the window that asks
 * @file: a file, to be shown and chosen in the user's own file manager
 */
void
ibid_compat_show_in_folder (GtkWindow *parent, GFile *file)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, parent, NULL, folder_shown_cb,
                                            g_object_ref (parent));
#else
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *uri = g_file_get_uri (file);
  const char *const uris[] = { uri, NULL };
  FolderRequest *request;

  if (bus == NULL)
    return;
  request = g_new (FolderRequest, 1);
  *request = (FolderRequest){ g_object_ref (parent), g_file_get_parent (file) };
  /* https://www.freedesktop.org/wiki/Specifications/file-manager-interface/ */
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems",
                          g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, items_shown_cb, request);
#endif
}

/**
 * ibid_compat_show_about:
 * @parent: the window that asks
 * @debug_info: text for "Troubleshooting", to be copied into reports
 */
void
ibid_compat_show_about (GtkWindow *parent, const char *debug_info)
{
  const char *const developers[] = { _ ("The Ibid developers"), NULL };
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();
#else
  GtkWidget *about = adw_about_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
#endif
  g_object_set (about, "application-name", g_get_application_name (), "application-icon",
                IBID_APP_ID, "developer-name", _ ("The Ibid developers"), "developers", developers,
                "version", IBID_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Read articles down to their sources."), "debug-info", debug_info,
                "debug-info-filename", "ibid-debug-info.txt", "translator-credits",
                /* Translators: put your names here, one to a line */
                _ ("translator-credits"), NULL);
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (about));
#endif
}

#if ADW_CHECK_VERSION(1, 8, 0)

void
ibid_compat_show_shortcuts (GtkWindow *parent, const IbidShortcut *shortcuts)
{
  AdwDialog *dialog = adw_shortcuts_dialog_new ();
  AdwShortcutsSection *section = NULL;

  for (; shortcuts->title != NULL; shortcuts++)
    {
      if (shortcuts->action == NULL)
        {
          section = adw_shortcuts_section_new (_ (shortcuts->title));
          adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
        }
      else
        adw_shortcuts_section_add (
            section, adw_shortcuts_item_new (_ (shortcuts->title), shortcuts->accelerators));
    }
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

#else

/* The window builds its pages only from XML: the older GTK has no functions to add to it. */
static char *
dup_shortcuts_ui (const IbidShortcut *shortcuts)
{
  GString *ui = g_string_new ("<interface><object class='GtkShortcutsWindow' id='shortcuts'>"
                              "<property name='modal'>1</property><child>"
                              "<object class='GtkShortcutsSection'>"
                              "<property name='section-name'>shortcuts</property>"
                              "<property name='max-height'>12</property>");
  gboolean in_group = FALSE;

  for (; shortcuts->title != NULL; shortcuts++)
    {
      g_autofree char *title = g_markup_escape_text (_ (shortcuts->title), -1);

      if (shortcuts->action == NULL)
        {
          g_string_append_printf (ui,
                                  "%s<child><object class='GtkShortcutsGroup'>"
                                  "<property name='title'>%s</property>",
                                  in_group ? "</object></child>" : "", title);
          in_group = TRUE;
        }
      else
        {
          g_autofree char *keys = g_markup_escape_text (shortcuts->accelerators, -1);

          g_string_append_printf (ui,
                                  "<child><object class='GtkShortcutsShortcut'>"
                                  "<property name='title'>%s</property>"
                                  "<property name='accelerator'>%s</property></object></child>",
                                  title, keys);
        }
    }
  g_string_append (ui, "</object></child></object></child></object></interface>");
  return g_string_free (ui, FALSE);
}

/**
 * ibid_compat_show_shortcuts:
 * @parent: the window that asks
 * @shortcuts: groups and shortcuts, ended by one without a title; titles are translated here
 */
void
ibid_compat_show_shortcuts (GtkWindow *parent, const IbidShortcut *shortcuts)
{
  g_autofree char *ui = dup_shortcuts_ui (shortcuts);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

#endif

/**
 * ibid_compat_dup_versions:
 *
 * Returns: (transfer full): a line each for Ibid and the libraries it runs on
 */
char *
ibid_compat_dup_versions (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *web = ibid_web_room_dup_versions ();
  struct utsname system;

  g_string_append_printf (text, "Ibid %s (%s)\n", IBID_VERSION, IBID_PROFILE);
  g_string_append_printf (text, "GTK %u.%u.%u (built with %d.%d.%d)\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (), GTK_MAJOR_VERSION,
                          GTK_MINOR_VERSION, GTK_MICRO_VERSION);
  g_string_append_printf (text, "libadwaita %u.%u.%u (built with %s)\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), ADW_VERSION_S);
  g_string_append_printf (text, "%s\n", web);
  g_string_append_printf (text, "GLib %u.%u.%u (built with %d.%d.%d)\n", glib_major_version,
                          glib_minor_version, glib_micro_version, GLIB_MAJOR_VERSION,
                          GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_string_append_printf (text, "json-glib %s\n", JSON_VERSION_S);
  g_string_append_printf (text, "ICU %s\n", U_ICU_VERSION);
  if (uname (&system) == 0)
    g_string_append_printf (text, "%s %s\n", system.sysname, system.machine);
  return g_string_free (text, FALSE);
}
