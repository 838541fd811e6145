/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An article of the library in its list. The menu's action is "library.remove" (s: article id). */
#define IBID_TYPE_LIBRARY_ROW (ibid_library_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidLibraryRow, ibid_library_row, IBID, LIBRARY_ROW, GtkListBoxRow)

GtkWidget *ibid_library_row_new (IbidLibraryItem *item);
IbidLibraryItem *ibid_library_row_get_item (IbidLibraryRow *self);

G_END_DECLS
