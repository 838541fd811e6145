/* SPDX-License-Identifier: GPL-3.0-or-later */

/* floor-web HTML-FILE: a bare GTK window with a web view that shows the file: what Ibid's first
 * article text is measured against. Prints the monotonic times of its first frame and of the page's
 * second animation frame, in microseconds, and ends. */

#include <gtk/gtk.h>
#include <webkit/webkit.h>

static void
framed_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_print ("framed %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_signal_handlers_disconnect_by_func (clock, framed_cb, user_data);
}

static void
painted_cb (WebKitUserContentManager *manager, JSCValue *value, gpointer user_data)
{
  g_print ("painted %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_application_quit (user_data);
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  g_autoptr (WebKitUserScript) script = webkit_user_script_new (
      "requestAnimationFrame (() => requestAnimationFrame (() =>"
      " webkit.messageHandlers.painted.postMessage ('')));",
      WEBKIT_USER_CONTENT_INJECT_TOP_FRAME, WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END, NULL, NULL);
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *view;
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (user_data, &html, NULL, &error))
    g_error ("%s", error->message);
  webkit_user_content_manager_register_script_message_handler (manager, "painted", NULL);
  webkit_user_content_manager_add_script (manager, script);
  g_signal_connect (manager, "script-message-received::painted", G_CALLBACK (painted_cb),
                    application);
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager, NULL);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), html, "about:blank");
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (framed_cb),
                    application);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: floor-web HTML-FILE\n");
      return 2;
    }
  application = gtk_application_new ("app.ibid.FloorWeb", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
