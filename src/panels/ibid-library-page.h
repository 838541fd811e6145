/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first screen: the articles of the library, or a welcome. Signals: "open-item"
 * (IbidLibraryItem), "open-file" (GFile, dropped here), "removed" (const char *article id, moved to
 * the library's trash); buttons use the actions "win.open" and "win.open-sample". Action:
 * "library.remove" (s: article id). */
#define IBID_TYPE_LIBRARY_PAGE (ibid_library_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidLibraryPage, ibid_library_page, IBID, LIBRARY_PAGE, GtkWidget)

GtkWidget *ibid_library_page_new (IbidLibrary *library);
void ibid_library_page_set_listed (IbidLibraryPage *self);

G_END_DECLS
