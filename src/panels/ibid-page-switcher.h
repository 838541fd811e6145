/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The pages of a stack as a row of buttons; where they do not fit, as a list to choose from. */
#define IBID_TYPE_PAGE_SWITCHER (ibid_page_switcher_get_type ())
G_DECLARE_FINAL_TYPE (IbidPageSwitcher, ibid_page_switcher, IBID, PAGE_SWITCHER, GtkWidget)

void ibid_page_switcher_set_stack (IbidPageSwitcher *self, GtkStack *stack); /* or NULL */
gboolean ibid_page_switcher_is_narrow (IbidPageSwitcher *self);

G_END_DECLS
