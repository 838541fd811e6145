/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one door through which values come out of a JSON tree; for this room, and for readers of
 * other programs' JSON. */

#include "ibid-format-error.h"

G_BEGIN_DECLS

/**
 * IbidJson:
 * @file: the file's name, for messages
 * @error: the first error, owned; whoever began the reading takes it
 *
 * Where a reader of a JSON tree is. The path is kept as borrowed names and numbers, and made into a
 * JSON Pointer only when something has to be reported.
 */
typedef struct
{
  const char *file;
  GError *error;
  guint depth;
  struct
  {
    const char *member; /* NULL: an index */
    guint index;
  } path[IBID_FORMAT_MAX_DEPTH + 2];
} IbidJson;

#define IBID_JSON_MAX_FIELDS 24

/**
 * IbidJsonFields:
 * @names: the members that are known, sorted by strcmp()
 * @nodes: their values, borrowed; %NULL where the object has none
 * @extra: (nullable): members that are not known, and known ones whose value is kept as it was
 *   because this version does not understand it; owned
 *
 * An object, taken apart in one pass over its members.
 */
typedef struct
{
  const char *const *names;
  guint n_names;
  JsonNode *nodes[IBID_JSON_MAX_FIELDS];
  JsonObject *extra;
} IbidJsonFields;

typedef enum
{
  IBID_JSON_OPTIONAL, /* absent and null leave the result as it is */
  IBID_JSON_REQUIRED,
} IbidJsonNeed;

void ibid_json_push_member (IbidJson *self, const char *member);
void ibid_json_push_index (IbidJson *self, guint index);
void ibid_json_pop (IbidJson *self);
char *ibid_json_dup_pointer (IbidJson *self, const char *member) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_json_fail (IbidJson *self, const char *member, IbidFormatError code,
                         const char *detail);
gboolean ibid_json_fail_expected (IbidJson *self, const char *member, JsonNode *found,
                                  const char *expected);

gboolean ibid_json_open (IbidJson *self, JsonNode *node, const char *const *names, guint n_names,
                         IbidJsonFields *fields);
void ibid_json_fields_clear (IbidJsonFields *fields);
void ibid_json_keep (IbidJsonFields *fields, guint field);
gboolean ibid_json_is_given (const IbidJsonFields *fields, guint field);

gboolean ibid_json_get_string (IbidJson *self, const IbidJsonFields *fields, guint field,
                               IbidJsonNeed need, const char **value);
gboolean ibid_json_get_name (IbidJson *self, const IbidJsonFields *fields, guint field,
                             IbidJsonNeed need, const char **value);
gboolean ibid_json_get_language (IbidJson *self, const IbidJsonFields *fields, guint field,
                                 IbidJsonNeed need, const char **value);
gboolean ibid_json_get_uint (IbidJson *self, const IbidJsonFields *fields, guint field,
                             IbidJsonNeed need, guint min, guint max, guint *value);
gboolean ibid_json_get_boolean (IbidJson *self, const IbidJsonFields *fields, guint field,
                                IbidJsonNeed need, gboolean *value);
gboolean ibid_json_get_array (IbidJson *self, const IbidJsonFields *fields, guint field,
                              IbidJsonNeed need, JsonArray **value);
gboolean ibid_json_get_object (IbidJson *self, const IbidJsonFields *fields, guint field,
                               IbidJsonNeed need, JsonObject **value);
gboolean ibid_json_get_strings (IbidJson *self, const IbidJsonFields *fields, guint field,
                                gboolean (*is_valid) (const char *), const char *expected,
                                char ***value);
gboolean ibid_json_read_uint (JsonNode *node, guint *value);
gboolean ibid_json_is_language (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidJsonFields, ibid_json_fields_clear)

G_END_DECLS
