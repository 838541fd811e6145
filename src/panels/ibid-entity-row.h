/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-entity-list-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entity in a list: kind, name, original script, count; over the first of a kind, a heading. */
#define IBID_TYPE_ENTITY_ROW (ibid_entity_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntityRow, ibid_entity_row, IBID, ENTITY_ROW, GtkWidget)

GtkWidget *ibid_entity_row_new (void);
void ibid_entity_row_set_row (IbidEntityRow *self, IbidEntityListRow *row); /* NULL: empty */
/* an entity outside a list of kinds: no heading, a count of its own */
void ibid_entity_row_set_entity (IbidEntityRow *self, IbidEntity *entity, guint count);
IbidEntity *ibid_entity_row_get_entity (IbidEntityRow *self);
/* the part below the heading: what is pointed at, clicked and selected */
GtkWidget *ibid_entity_row_get_body (IbidEntityRow *self);
/* name, kind and count in words, for screen readers */
char *ibid_entity_row_dup_description (IbidEntityRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
