/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean ibid_window_picture_save (GtkWidget *window, const char *file_name, GError **error);

G_END_DECLS
