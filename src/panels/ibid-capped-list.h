/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A titled, boxed list that shows its first rows, and the others when asked to. Signal:
 * "row-activated" (guint: which). It hides itself when there is nothing to list. */
#define IBID_TYPE_CAPPED_LIST (ibid_capped_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidCappedList, ibid_capped_list, IBID, CAPPED_LIST, GtkWidget)

/* what a row holds, as a new floating widget; label is set to a new string that says the row in
 * words, for screen readers */
typedef GtkWidget *(*IbidCappedListCreate) (guint index, char **label, gpointer data);

GtkWidget *ibid_capped_list_new (const char *title);
/* data must outlive the next call; a row in focus keeps it by its position */
void ibid_capped_list_fill (IbidCappedList *self, guint n_rows, gboolean activatable,
                            IbidCappedListCreate create, gpointer data);
void ibid_capped_list_reset (IbidCappedList *self); /* back to the first rows */

G_END_DECLS
