/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Which highlights are exported: a text to search for, and a row for each kind of condition that
 * opens to show the choices with their counts. Signal: "changed". */
#define IBID_TYPE_EXPORT_CONDITIONS (ibid_export_conditions_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportConditions, ibid_export_conditions, IBID, EXPORT_CONDITIONS,
                      GtkWidget)

/* an array of IbidExportChoice; what was chosen stays so */
void ibid_export_conditions_set_choices (IbidExportConditions *self, GPtrArray *choices);
/* "12 of 48 highlights" */
void ibid_export_conditions_set_counts (IbidExportConditions *self, guint n_chosen, guint n_all);
/* how many are selected in the list of notes; 0: that is no choice */
void ibid_export_conditions_set_n_selected (IbidExportConditions *self, guint n_selected);
gboolean ibid_export_conditions_get_only_selected (IbidExportConditions *self);
void ibid_export_conditions_clear (IbidExportConditions *self);
/* for ibid_export_filter_add() */
char **ibid_export_conditions_dup (IbidExportConditions *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
