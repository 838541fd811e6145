/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-source.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A source in a list: what it is, of what kind, how often it is cited, how far it is checked. */
#define IBID_TYPE_SOURCE_ROW (ibid_source_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidSourceRow, ibid_source_row, IBID, SOURCE_ROW, GtkWidget)

GtkWidget *ibid_source_row_new (void);
void ibid_source_row_set_source (IbidSourceRow *self, IbidSource *source); /* or NULL */
void ibid_source_row_update (IbidSourceRow *self);

G_END_DECLS
