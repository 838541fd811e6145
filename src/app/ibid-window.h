/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The main window: wiring between the library, one open article, its reader and its panels.
 * Signals: "framed" (the first native frame is on the screen), "painted" (an article's text is).
 */
#define IBID_TYPE_WINDOW (ibid_window_get_type ())
G_DECLARE_FINAL_TYPE (IbidWindow, ibid_window, IBID, WINDOW, AdwApplicationWindow)

IbidWindow *ibid_window_new (GtkApplication *application, IbidLibrary *library,
                             GSettings *settings);
void ibid_window_open_file (IbidWindow *self, GFile *file);
void ibid_window_open_sample (IbidWindow *self);
gboolean ibid_window_ask_version (IbidWindow *self, IbidDossier *dossier, gboolean show);
void ibid_window_show_library (IbidWindow *self);

G_END_DECLS
