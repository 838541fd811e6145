/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The one list model of this room: an array that is read from outside and changed from inside. */
#define IBID_TYPE_RECORD_LIST (ibid_record_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidRecordList, ibid_record_list, IBID, RECORD_LIST, GObject)

IbidRecordList *ibid_record_list_new (GType item_type) G_GNUC_WARN_UNUSED_RESULT;
guint ibid_record_list_get_length (IbidRecordList *self);
gpointer ibid_record_list_peek (IbidRecordList *self, guint position);
gpointer *ibid_record_list_get_items (IbidRecordList *self);
void ibid_record_list_take (IbidRecordList *self, gpointer item);
void ibid_record_list_sort (IbidRecordList *self, GCompareFunc compare);
void ibid_record_list_set (IbidRecordList *self, gpointer *items, guint n_items);
gboolean ibid_record_list_update (IbidRecordList *self, gpointer *items, guint n_items);

G_END_DECLS
