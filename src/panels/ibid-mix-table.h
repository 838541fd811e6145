/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-bar-chart.h"

G_BEGIN_DECLS

/* The numbers of a bar chart as a table, with shares and a total. */
#define IBID_TYPE_MIX_TABLE (ibid_mix_table_get_type ())
G_DECLARE_FINAL_TYPE (IbidMixTable, ibid_mix_table, IBID, MIX_TABLE, GtkBox)

void ibid_mix_table_set_bars (IbidMixTable *self, const char *what, const IbidBar *bars,
                              guint n_bars, guint total);

G_END_DECLS
