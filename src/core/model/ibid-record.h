/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define IBID_TYPE_RECORD (ibid_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (IbidRecord, ibid_record, IBID, RECORD, GObject)

/* Whatever an article file lists: an id (mentions have none), and the members of its JSON object
 * that this version does not know, kept so that they can be written back. */
struct _IbidRecordClass
{
  GObjectClass parent_class;
};

const char *ibid_record_get_id (IbidRecord *self);
void ibid_record_set_id (IbidRecord *self, const char *id);
JsonObject *ibid_record_get_extra (IbidRecord *self);
void ibid_record_set_extra (IbidRecord *self, JsonObject *extra);
gboolean ibid_record_get_file_position (IbidRecord *self, guint *position);
void ibid_record_set_file_position (IbidRecord *self, guint position);

G_END_DECLS
