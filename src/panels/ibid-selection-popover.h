/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with selected text: a row of buttons for the window's actions. It takes neither
 * the pointer nor the keyboard; whoever owns it closes it. */
#define IBID_TYPE_SELECTION_POPOVER (ibid_selection_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidSelectionPopover, ibid_selection_popover, IBID, SELECTION_POPOVER,
                      GtkPopover)

GtkWidget *ibid_selection_popover_new (void);
/* whether a highlight is chosen, which may be set to what is selected */
void ibid_selection_popover_set_has_chosen (IbidSelectionPopover *self, gboolean has_chosen);

G_END_DECLS
