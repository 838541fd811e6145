/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children side by side, as many to a line as fit: for chips, whose widths differ. */
#define IBID_TYPE_WRAP_LAYOUT (ibid_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (IbidWrapLayout, ibid_wrap_layout, IBID, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
