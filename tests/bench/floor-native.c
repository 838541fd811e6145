/* SPDX-License-Identifier: GPL-3.0-or-later */

/* floor-native ROWS: an AdwApplicationWindow with a header bar and a list of that many rows, and no
 * web view: what the first native frame of Ibid's library is measured against. Prints the monotonic
 * time of its first frame, in microseconds, and ends. */

#include <adwaita.h>

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_print ("framed %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  g_application_quit (user_data);
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  guint n_rows = GPOINTER_TO_UINT (user_data);
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < n_rows; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = g_strdup_printf ("Article %u", i + 1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "7 May 2021");
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    application);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  guint n_rows = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 1;

  application = adw_application_new ("app.ibid.FloorNative", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), GUINT_TO_POINTER (n_rows));
  return g_application_run (G_APPLICATION (application), 1, argv);
}
