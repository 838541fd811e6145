/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* the colours of GNOME's palette that a bar may have; unknown is hatched, so that it cannot be
 * taken for something that is known */
typedef enum
{
  IBID_BAR_TINT_UNKNOWN,
  IBID_BAR_TINT_BLUE,
  IBID_BAR_TINT_GREEN,
  IBID_BAR_TINT_YELLOW,
  IBID_BAR_TINT_ORANGE,
  IBID_BAR_TINT_RED,
  IBID_BAR_TINT_PURPLE,
} IbidBarTint;

typedef struct
{
  const char *value; /* a word for the program */
  const char *label; /* a word for people */
  guint count;
  IbidBarTint tint;
} IbidBar;

/* Horizontal bars with their values at the end; each is a button. Signal "bar-activated" (const
 * char *value). */
#define IBID_TYPE_BAR_CHART (ibid_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (IbidBarChart, ibid_bar_chart, IBID, BAR_CHART, GtkWidget)

GtkWidget *ibid_bar_chart_new (void);
void ibid_bar_chart_set_bars (IbidBarChart *self, const IbidBar *bars, guint n_bars, guint total);

G_END_DECLS
