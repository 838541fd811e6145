/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the values of decisions between JSON and GVariant. */

#include "ibid-json-writer.h"
#include "ibid-json.h"

G_BEGIN_DECLS

gboolean ibid_decision_value_read (IbidJson *json, IbidJsonFields *fields, guint value_field,
                                   IbidTargetKind target, const char *field, GVariant **value);
void ibid_decision_value_write (IbidJsonWriter *out, IbidDecision *decision);

G_END_DECLS
