/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IBID_TYPE_LOOK_POPOVER (ibid_look_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidLookPopover, ibid_look_popover, IBID, LOOK_POPOVER, GtkPopover)

GtkWidget *ibid_look_popover_new (GSettings *settings);

G_END_DECLS
