/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An article open in a library of its own, as the window would have it; the library's folder is
 * gone afterwards. */
typedef struct
{
  GFile *folder;
  IbidLibrary *library;
  IbidDossier *dossier;
  IbidReadingState *state;
} ReadingFixture;

/* the sample article, or a copy of tests' own text (JSON) */
void reading_fixture_open_sample (ReadingFixture *self);
void reading_fixture_open_json (ReadingFixture *self, const char *json);
void reading_fixture_open_file (ReadingFixture *self, const char *path);
void reading_fixture_close (ReadingFixture *self);

/* A small article with two people whose romanised names are the same, and a programme. */
const char *reading_fixture_get_small_article (void);

/* style sheets of the room, as the application loads them */
void reading_fixture_load_styles (void);
/* shows a widget in a window of its own, waits until it is drawn; borrowed */
GtkWindow *reading_fixture_show (GtkWidget *widget, int width, int height);
void reading_fixture_wait (guint milliseconds);
/* runs the main loop until it is true; fails the test after five seconds */
typedef gboolean (*ReadingFixtureTest) (gpointer data);
void reading_fixture_wait_until (ReadingFixtureTest is_true, gpointer data);
/* the first widget below that is of that type and, unless NULL, whose accessible label or text
 * holds the words; asserts that there is one */
GtkWidget *reading_fixture_find (GtkWidget *root, GType type, const char *words);
GtkWidget *reading_fixture_look_for (GtkWidget *root, GType type, const char *words); /* or NULL */
/* presses keys in the focused window with xdotool: "Tab", "ctrl+z", … */
void reading_fixture_press (const char *keys);
void reading_fixture_type (const char *text);

G_END_DECLS
