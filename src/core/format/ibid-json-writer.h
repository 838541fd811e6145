/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For this room, and for exports. */

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * IbidJsonWriter:
 *
 * Writes JSON text straight from the model, without a tree between. Down to some levels each value
 * has a line of its own, so that a record is a line: good for diffs and for eyes.
 */
typedef struct
{
  GString *out;
  guint depth;
  gboolean has_content; /* the container that is open has a member or element already */
  gboolean after_name;
  guint lines; /* levels with lines; 0: IBID_JSON_WRITER_LINES */
} IbidJsonWriter;

#define IBID_JSON_WRITER_LINES 2

void ibid_json_writer_begin (IbidJsonWriter *self, char bracket);
void ibid_json_writer_end (IbidJsonWriter *self, char bracket);
void ibid_json_writer_name (IbidJsonWriter *self, const char *name);
void ibid_json_writer_string (IbidJsonWriter *self, const char *value);
void ibid_json_writer_int (IbidJsonWriter *self, gint64 value);
void ibid_json_writer_boolean (IbidJsonWriter *self, gboolean value);
void ibid_json_writer_node (IbidJsonWriter *self, JsonNode *node);

/* Members of an open object. Each is passed over if extra has one of that name: that one is what
 * the file said. */
gboolean ibid_json_writer_member (IbidJsonWriter *self, JsonObject *extra, const char *name);
void ibid_json_writer_string_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                                     const char *value);
void ibid_json_writer_uint_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                                   guint value);
void ibid_json_writer_strings_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                                      const char *const *values);
void ibid_json_writer_extra (IbidJsonWriter *self, JsonObject *extra);

G_END_DECLS
