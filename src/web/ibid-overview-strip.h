/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A narrow strip beside the scroll bar with a tick for each mention of the chosen entity. Signal
 * "activated" (double fraction): the reader clicked there. */
#define IBID_TYPE_OVERVIEW_STRIP (ibid_overview_strip_get_type ())
G_DECLARE_FINAL_TYPE (IbidOverviewStrip, ibid_overview_strip, IBID, OVERVIEW_STRIP, GtkWidget)

GtkWidget *ibid_overview_strip_new (void);
/* what is said of them is the number of mentions, which may be more than the marks */
void ibid_overview_strip_set_marks (IbidOverviewStrip *self, const double *fractions, guint n,
                                    guint n_mentions);
guint ibid_overview_strip_get_n_marks (IbidOverviewStrip *self);
void ibid_overview_strip_set_color (IbidOverviewStrip *self, const GdkRGBA *color);

G_END_DECLS
