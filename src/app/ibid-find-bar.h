/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reader-view.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IBID_TYPE_FIND_BAR (ibid_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (IbidFindBar, ibid_find_bar, IBID, FIND_BAR, GtkWidget)

GtkWidget *ibid_find_bar_new (IbidReaderView *reader);
void ibid_find_bar_open (IbidFindBar *self);
void ibid_find_bar_close (IbidFindBar *self);
gboolean ibid_find_bar_is_open (IbidFindBar *self);

G_END_DECLS
