/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-panes.h"
#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  IbidPanes *panes;
  GtkWidget *content;
  GtkWidget *sidebar;
  GtkWidget *inspector;
} Fixture;

static void
iterate_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
set_width (Fixture *fixture, int width)
{
  gtk_window_set_default_size (fixture->window, width, 500);
  for (guint i = 0; i < 300 && gtk_widget_get_width (GTK_WIDGET (fixture->panes)) != width; i++)
    iterate_for (10);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->panes)), ==, width);
}

static int
x_of (Fixture *fixture, GtkWidget *widget)
{
  double x, y;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (fixture->panes), 0, 0, &x, &y);
  return (int)x;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  GtkTextDirection direction = GPOINTER_TO_INT (user_data);

  gtk_widget_set_default_direction (direction);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  fixture->panes = IBID_PANES (ibid_panes_new ());
  fixture->content = gtk_label_new ("article");
  fixture->sidebar = gtk_label_new ("sidebar");
  fixture->inspector = gtk_label_new ("inspector");
  ibid_panes_set_content (fixture->panes, fixture->content);
  ibid_panes_set_pane (fixture->panes, IBID_PANE_SIDEBAR, fixture->sidebar);
  ibid_panes_set_pane (fixture->panes, IBID_PANE_INSPECTOR, fixture->inspector);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->panes));
  gtk_window_set_default_size (fixture->window, 1200, 500);
  gtk_window_present (fixture->window);
  set_width (fixture, 1200);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (fixture->window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  iterate_for (20);
}

static void
test_wide (Fixture *fixture, gconstpointer user_data)
{
  gboolean rtl = GPOINTER_TO_INT (user_data) == GTK_TEXT_DIR_RTL;

  g_assert_true (ibid_panes_get_shown (fixture->panes, IBID_PANE_SIDEBAR));
  g_assert_true (ibid_panes_get_shown (fixture->panes, IBID_PANE_INSPECTOR));
  g_assert_cmpint (x_of (fixture, fixture->sidebar), ==, rtl ? 1200 - 290 : 0);
  g_assert_cmpint (x_of (fixture, fixture->inspector), ==, rtl ? 0 : 1200 - 330);
  g_assert_cmpint (gtk_widget_get_width (fixture->content), ==, 1200 - 290 - 330);

  ibid_panes_set_shown (fixture->panes, IBID_PANE_SIDEBAR, FALSE);
  iterate_for (100);
  g_assert_false (gtk_widget_get_child_visible (fixture->sidebar));
  g_assert_cmpint (gtk_widget_get_width (fixture->content), ==, 1200 - 330);
}

static void
test_folding (Fixture *fixture, gconstpointer user_data)
{
  gboolean shown;

  set_width (fixture, 800);
  g_assert_true (ibid_panes_is_folded (fixture->panes, IBID_PANE_INSPECTOR));
  g_assert_false (ibid_panes_is_folded (fixture->panes, IBID_PANE_SIDEBAR));
  g_assert_false (gtk_widget_get_child_visible (fixture->inspector));

  set_width (fixture, 600);
  g_assert_true (ibid_panes_is_folded (fixture->panes, IBID_PANE_SIDEBAR));
  g_assert_cmpint (gtk_widget_get_width (fixture->content), ==, 600);

  /* one at a time comes up over the article, and the wish for wide windows stays as it was */
  ibid_panes_set_shown (fixture->panes, IBID_PANE_SIDEBAR, TRUE);
  ibid_panes_set_shown (fixture->panes, IBID_PANE_INSPECTOR, TRUE);
  iterate_for (100);
  g_assert_false (ibid_panes_get_shown (fixture->panes, IBID_PANE_SIDEBAR));
  g_assert_true (gtk_widget_get_child_visible (fixture->inspector));
  g_assert_cmpint (gtk_widget_get_width (fixture->content), ==, 600);
  g_object_get (fixture->panes, "sidebar-shown", &shown, NULL);
  g_assert_true (shown);
  g_assert_true (ibid_panes_close_folded (fixture->panes));
  g_assert_false (ibid_panes_close_folded (fixture->panes));

  set_width (fixture, 1200);
  g_assert_true (ibid_panes_get_shown (fixture->panes, IBID_PANE_SIDEBAR));
  g_assert_true (ibid_panes_get_shown (fixture->panes, IBID_PANE_INSPECTOR));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_properties (Fixture *fixture, gconstpointer user_data)
{
  guint n_notified = 0;
  int width;

  g_signal_connect_swapped (fixture->panes, "notify::sidebar-width", G_CALLBACK (count_cb),
                            &n_notified);
  g_object_set (fixture->panes, "sidebar-width", 300, NULL);
  g_object_set (fixture->panes, "sidebar-width", 300, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_object_get (fixture->panes, "sidebar-width", &width, NULL);
  g_assert_cmpint (width, ==, 300);
}

static void
test_finalize (void)
{
  IbidPanes *panes = g_object_ref_sink (IBID_PANES (ibid_panes_new ()));

  ibid_panes_set_content (panes, gtk_label_new ("article"));
  ibid_panes_set_pane (panes, IBID_PANE_SIDEBAR, gtk_label_new ("sidebar"));
  g_assert_finalize_object (panes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/panes/wide", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_LTR), set_up, test_wide,
              tear_down);
  g_test_add ("/panes/wide-rtl", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_RTL), set_up, test_wide,
              tear_down);
  g_test_add ("/panes/folding", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_LTR), set_up, test_folding,
              tear_down);
  g_test_add ("/panes/properties", Fixture, GINT_TO_POINTER (GTK_TEXT_DIR_LTR), set_up,
              test_properties, tear_down);
  g_test_add_func ("/panes/finalize", test_finalize);

  return g_test_run ();
}
