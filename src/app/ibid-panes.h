/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IBID_TYPE_PANES (ibid_panes_get_type ())
G_DECLARE_FINAL_TYPE (IbidPanes, ibid_panes, IBID, PANES, GtkWidget)

typedef enum
{
  IBID_PANE_SIDEBAR,   /* at the start */
  IBID_PANE_INSPECTOR, /* at the end */
} IbidPane;
#define IBID_N_PANES 2

GtkWidget *ibid_panes_new (void);
void ibid_panes_set_content (IbidPanes *self, GtkWidget *content);
void ibid_panes_set_pane (IbidPanes *self, IbidPane pane, GtkWidget *child);
gboolean ibid_panes_get_shown (IbidPanes *self, IbidPane pane);
void ibid_panes_set_shown (IbidPanes *self, IbidPane pane, gboolean shown);
gboolean ibid_panes_is_folded (IbidPanes *self, IbidPane pane);
gboolean ibid_panes_close_folded (IbidPanes *self);

G_END_DECLS
