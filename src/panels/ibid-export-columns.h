/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays out two children: side by side where there is room, else the first above the second. */
#define IBID_TYPE_EXPORT_COLUMNS (ibid_export_columns_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportColumns, ibid_export_columns, IBID, EXPORT_COLUMNS,
                      GtkLayoutManager)

G_END_DECLS
