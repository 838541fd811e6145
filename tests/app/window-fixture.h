/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-window-private.h"

/* The whole window: real files in a folder of their own, the real web view, real keys and a real
 * pointer, which xdotool moves. What a test changed in the settings is reset after it. */

typedef struct
{
  char *folder;
  IbidLibrary *library;
  GSettings *settings;
  IbidWindow *window; /* NULL: not running */
  guint n_painted;    /* how often a text has been painted since the start */
} WindowFixture;

#define WINDOW_FIXTURE_SECONDS 30

/* Fails only after a long while, for a machine on which much else is going on. */
#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + WINDOW_FIXTURE_SECONDS * G_USEC_PER_SEC;               \
    while (!(condition) && g_get_monotonic_time () < end_)                                         \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (2000);                                                                           \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* in main(): in place of g_test_init() */
void window_fixture_init (int *argc, char ***argv);

/* The program starts, in a new folder, and shows the library. */
void window_fixture_set_up (WindowFixture *fixture);
void window_fixture_tear_down (WindowFixture *fixture);
void window_fixture_start (WindowFixture *fixture);
void window_fixture_quit (WindowFixture *fixture);
void window_fixture_open_sample (WindowFixture *fixture);

GtkWidget *window_fixture_find (GtkWidget *root, GType type);   /* first of it below, or NULL */
GtkWindow *window_fixture_find_dialog (WindowFixture *fixture); /* other toplevel, or NULL */
GtkWidget *window_fixture_find_action (GtkWidget *root, const char *name,
                                       const char *target); /* what does it, or NULL */

void iterate_for (guint milliseconds);
void press (const char *keys); /* as xdotool names them: "ctrl+shift+Right" */
void type (const char *text);
/* places in a widget's coordinates; of a widget in a popover, too */
void point_at (GtkWidget *widget, double x, double y);
void click_at (GtkWidget *widget, double x, double y);
void click (GtkWidget *widget); /* in its middle, once it is on the screen */
void drag (GtkWidget *widget, double from_x, double from_y, double to_x, double to_y);
