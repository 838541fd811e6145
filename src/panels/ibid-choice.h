/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* lets a drop-down of strings (GtkStringObject) or pages (GtkStackPage) be narrower than its words
 */
void ibid_choice_set_ellipsized (GtkDropDown *drop_down);

G_END_DECLS
