/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-json.h"
#include <glib/gi18n.h>
#include <string.h>

/**
 * ibid_json_push_member:
 * @self: the reader
 * @member: (not nullable): name of the member that is entered; borrowed until the pop
 *
 * Goes one level deeper.
 */
void
ibid_json_push_member (IbidJson *self, const char *member)
{
  g_return_if_fail (self->depth < G_N_ELEMENTS (self->path));
  self->path[self->depth].member = member;
  self->depth++;
}

/**
 * ibid_json_push_index:
 * @self: the reader
 * @index: position in the array that is entered, from 0
 *
 * Goes one level deeper.
 */
void
ibid_json_push_index (IbidJson *self, guint index)
{
  g_return_if_fail (self->depth < G_N_ELEMENTS (self->path));
  self->path[self->depth].member = NULL;
  self->path[self->depth].index = index;
  self->depth++;
}

/**
 * ibid_json_pop:
 * @self: the reader
 *
 * Comes back from the level entered last.
 */
void
ibid_json_pop (IbidJson *self)
{
  g_return_if_fail (self->depth > 0);
  self->depth--;
}

static void
append_member (GString *pointer, const char *member)
{
  g_string_append_c (pointer, '/');
  for (const char *p = member; *p != '\0'; p++)
    if (*p == '~')
      g_string_append (pointer, "~0");
    else if (*p == '/')
      g_string_append (pointer, "~1");
    else
      g_string_append_c (pointer, *p);
}

/**
 * ibid_json_dup_pointer:
 * @self: the reader
 * @member: (nullable): a member of the value the reader is at; %NULL for that value itself
 *
 * Returns: (transfer full): the JSON Pointer (RFC 6901) of the place
 */
char *
ibid_json_dup_pointer (IbidJson *self, const char *member)
{
  GString *pointer = g_string_new (NULL);

  for (guint i = 0; i < self->depth; i++)
    if (self->path[i].member != NULL)
      append_member (pointer, self->path[i].member);
    else
      g_string_append_printf (pointer, "/%u", self->path[i].index);
  if (member != NULL)
    append_member (pointer, member);
  return g_string_free (pointer, FALSE);
}

/**
 * ibid_json_fail:
 * @self: the reader
 * @member: (nullable): the member that is at fault; %NULL for the value the reader is at
 * @code: the cause
 * @detail: what is wrong, a translated sentence
 *
 * Records an error with its place; a later one does not replace it.
 *
 * Returns: %FALSE, so that a caller can return it on
 */
gboolean
ibid_json_fail (IbidJson *self, const char *member, IbidFormatError code, const char *detail)
{
  g_autofree char *pointer = NULL;

  if (self->error != NULL)
    return FALSE;
  pointer = ibid_json_dup_pointer (self, member);
  ibid_format_set_error (&self->error, code, self->file, pointer, detail);
  return FALSE;
}

static const char *
describe_node (JsonNode *node)
{
  GType type;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return _ ("an object");
    case JSON_NODE_ARRAY:
      return _ ("a list");
    case JSON_NODE_NULL:
      return _ ("null");
    case JSON_NODE_VALUE:
      break;
    }
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return _ ("a string");
  if (type == G_TYPE_BOOLEAN)
    return _ ("true or false");
  return _ ("a number");
}

/**
 * ibid_json_fail_expected:
 * @self: the reader
 * @member: (nullable): the member that is at fault; %NULL for the value the reader is at
 * @found: (nullable): what is there; %NULL if nothing is
 * @expected: what should be there, translated, with its article: "a string"
 *
 * Records that a value is missing (%IBID_FORMAT_ERROR_MISSING) or of a wrong type
 * (%IBID_FORMAT_ERROR_TYPE).
 *
 * Returns: %FALSE
 */
gboolean
ibid_json_fail_expected (IbidJson *self, const char *member, JsonNode *found, const char *expected)
{
  g_autofree char *detail = NULL;

  if (found == NULL)
    {
      detail = g_strdup_printf (_ ("expected %s, found nothing."), expected);
      return ibid_json_fail (self, member, IBID_FORMAT_ERROR_MISSING, detail);
    }
  detail = g_strdup_printf (_ ("expected %s, found %s."), expected, describe_node (found));
  return ibid_json_fail (self, member, IBID_FORMAT_ERROR_TYPE, detail);
}

static int
find_name (const char *const *names, guint n_names, const char *name)
{
  guint low = 0;
  guint high = n_names;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (name, names[middle]);

      if (order == 0)
        return (int)middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return -1;
}

/* Second pass, only for objects that need it: in the file's order, so that what is written back
 * does not depend on a hash table. */
static void
collect_extra (JsonObject *object, IbidJsonFields *fields)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  fields->extra = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (find_name (fields->names, fields->n_names, name) < 0)
      json_object_set_member (fields->extra, name, json_node_copy (node));
}

/**
 * ibid_json_open:
 * @self: the reader
 * @node: what should be an object
 * @names: (array length=n_names): the known members, sorted by strcmp(), at most
 *   %IBID_JSON_MAX_FIELDS
 * @n_names: how many they are
 * @fields: (out caller-allocates): the object taken apart; to be cleared by
 *   ibid_json_fields_clear() in either case
 *
 * Takes an object apart in one pass.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_TYPE if it is none
 */
gboolean
ibid_json_open (IbidJson *self, JsonNode *node, const char *const *names, guint n_names,
                IbidJsonFields *fields)
{
  gboolean has_unknown = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_assert (n_names <= IBID_JSON_MAX_FIELDS);
  fields->names = names;
  fields->n_names = n_names;
  fields->extra = NULL;
  memset (fields->nodes, 0, n_names * sizeof *fields->nodes);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ibid_json_fail_expected (self, NULL, node, _ ("an object"));

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      int field = find_name (names, n_names, name);

      if (field >= 0)
        fields->nodes[field] = value;
      else
        has_unknown = TRUE;
    }
  if (has_unknown)
    collect_extra (json_node_get_object (node), fields);
  return TRUE;
}

/**
 * ibid_json_fields_clear:
 * @fields: what ibid_json_open() filled
 *
 * Lets go of what the fields own.
 */
void
ibid_json_fields_clear (IbidJsonFields *fields)
{
  g_clear_pointer (&fields->extra, json_object_unref);
}

/**
 * ibid_json_keep:
 * @fields: an opened object
 * @field: a known member that is there
 *
 * Keeps a member as the file has it, among the extra ones. Whoever writes the object later writes
 * that value and not the one the model has, so a word of a newer version is not lost.
 */
void
ibid_json_keep (IbidJsonFields *fields, guint field)
{
  if (fields->extra == NULL)
    fields->extra = json_object_new ();
  json_object_set_member (fields->extra, fields->names[field],
                          json_node_copy (fields->nodes[field]));
}

/**
 * ibid_json_is_given:
 * @fields: an opened object
 * @field: a known member
 *
 * Returns: whether it is there and not null
 */
gboolean
ibid_json_is_given (const IbidJsonFields *fields, guint field)
{
  return fields->nodes[field] != NULL && !JSON_NODE_HOLDS_NULL (fields->nodes[field]);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* expected is not translated yet: gettext is only asked once something is wrong, since it would
 * cost more than all the rest of a sound value. An optional value that is not there is fine and
 * leaves nothing to read; *done tells the caller to return what this returned. */
static gboolean
begin_get (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
           const char *expected, gboolean *done)
{
  *done = TRUE;
  if (need == IBID_JSON_OPTIONAL && !ibid_json_is_given (fields, field))
    return TRUE;
  if (fields->nodes[field] == NULL)
    return ibid_json_fail_expected (self, fields->names[field], NULL, _ (expected));
  *done = FALSE;
  return TRUE;
}

/**
 * ibid_json_get_string:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the string, borrowed from the tree
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING or %IBID_FORMAT_ERROR_TYPE
 */
gboolean
ibid_json_get_string (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                      const char **value)
{
  gboolean done;
  gboolean ok = begin_get (self, fields, field, need, N_ ("a string"), &done);

  if (done)
    return ok;
  if (!holds (fields->nodes[field], G_TYPE_STRING))
    return ibid_json_fail_expected (self, fields->names[field], fields->nodes[field],
                                    _ ("a string"));
  *value = json_node_get_string (fields->nodes[field]);
  return TRUE;
}

/**
 * ibid_json_get_name:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the string, borrowed from the tree
 *
 * As ibid_json_get_string(), for ids, names and references, which cannot be empty.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or
 *   %IBID_FORMAT_ERROR_VALUE (empty)
 */
gboolean
ibid_json_get_name (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                    const char **value)
{
  const char *text = NULL;

  if (!ibid_json_get_string (self, fields, field, need, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (*text == '\0')
    return ibid_json_fail (self, fields->names[field], IBID_FORMAT_ERROR_VALUE,
                           _ ("expected a string that is not empty, found “”."));
  *value = text;
  return TRUE;
}

/**
 * ibid_json_is_language:
 * @text: any text
 *
 * Tells whether a text has the form of a BCP 47 tag: subtags of one to eight letters and digits,
 * joined by hyphens, the first of letters only. Whether the subtags are registered is not asked.
 *
 * Returns: whether it has
 */
gboolean
ibid_json_is_language (const char *text)
{
  guint length = 0;
  gboolean is_first = TRUE;

  for (const char *p = text;; p++)
    if (g_ascii_isalpha (*p) || (!is_first && g_ascii_isdigit (*p)))
      {
        length++;
      }
    else
      {
        if (length < 1 || length > 8 || (*p != '-' && *p != '\0'))
          return FALSE;
        if (*p == '\0')
          return TRUE;
        length = 0;
        is_first = FALSE;
      }
}

/**
 * ibid_json_get_language:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the BCP 47 tag, borrowed from the tree
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or
 *   %IBID_FORMAT_ERROR_VALUE
 */
gboolean
ibid_json_get_language (IbidJson *self, const IbidJsonFields *fields, guint field,
                        IbidJsonNeed need, const char **value)
{
  const char *text = NULL;
  g_autofree char *detail = NULL;

  if (!ibid_json_get_string (self, fields, field, need, &text))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (ibid_json_is_language (text))
    {
      *value = text;
      return TRUE;
    }
  detail =
      g_strdup_printf (_ ("expected a language tag such as “en” or “zh-Hans”, found “%s”."), text);
  return ibid_json_fail (self, fields->names[field], IBID_FORMAT_ERROR_VALUE, detail);
}

/**
 * ibid_json_read_uint:
 * @node: any value
 * @value: (out): the number
 *
 * Reads a whole number from 0 to %G_MAXINT32. 3.0 is the same number as 3, as JSON Schema has it.
 *
 * Returns: whether the value is one
 */
gboolean
ibid_json_read_uint (JsonNode *node, guint *value)
{
  gint64 number;

  if (holds (node, G_TYPE_INT64))
    number = json_node_get_int (node);
  else if (holds (node, G_TYPE_DOUBLE))
    {
      double real = json_node_get_double (node);

      if (!(real >= 0 && real <= G_MAXINT32))
        return FALSE;
      number = (gint64)real;
      if ((double)number < real)
        return FALSE;
    }
  else
    return FALSE;
  if (number < 0 || number > G_MAXINT32)
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

/**
 * ibid_json_get_uint:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @min: the least value that is allowed
 * @max: the largest, at most %G_MAXINT32
 * @value: (out): the number
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE (no number) or
 *   %IBID_FORMAT_ERROR_VALUE (not whole, or outside the bounds)
 */
gboolean
ibid_json_get_uint (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                    guint min, guint max, guint *value)
{
  g_autofree char *detail = NULL;
  JsonNode *node;
  gboolean done;
  gboolean ok = begin_get (self, fields, field, need, N_ ("a whole number"), &done);
  guint number;

  if (done)
    return ok;
  node = fields->nodes[field];
  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    return ibid_json_fail_expected (self, fields->names[field], node, _ ("a whole number"));
  if (ibid_json_read_uint (node, &number) && number >= min && number <= max)
    {
      *value = number;
      return TRUE;
    }
  detail = g_strdup_printf (_ ("expected a whole number from %u to %u, found %.17g."), min, max,
                            json_node_get_double (node));
  return ibid_json_fail (self, fields->names[field], IBID_FORMAT_ERROR_VALUE, detail);
}

/**
 * ibid_json_get_boolean:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out): the truth value
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING or %IBID_FORMAT_ERROR_TYPE
 */
gboolean
ibid_json_get_boolean (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                       gboolean *value)
{
  gboolean done;
  gboolean ok = begin_get (self, fields, field, need, N_ ("true or false"), &done);

  if (done)
    return ok;
  if (!holds (fields->nodes[field], G_TYPE_BOOLEAN))
    return ibid_json_fail_expected (self, fields->names[field], fields->nodes[field],
                                    _ ("true or false"));
  *value = json_node_get_boolean (fields->nodes[field]);
  return TRUE;
}

/**
 * ibid_json_get_array:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the array, borrowed from the tree
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING or %IBID_FORMAT_ERROR_TYPE
 */
gboolean
ibid_json_get_array (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                     JsonArray **value)
{
  gboolean done;
  gboolean ok = begin_get (self, fields, field, need, N_ ("a list"), &done);

  if (done)
    return ok;
  if (!JSON_NODE_HOLDS_ARRAY (fields->nodes[field]))
    return ibid_json_fail_expected (self, fields->names[field], fields->nodes[field], _ ("a list"));
  *value = json_node_get_array (fields->nodes[field]);
  return TRUE;
}

/**
 * ibid_json_get_object:
 * @self: the reader
 * @fields: an opened object
 * @field: the member
 * @need: whether it has to be there
 * @value: (out) (transfer none): the object, borrowed from the tree
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING or %IBID_FORMAT_ERROR_TYPE
 */
gboolean
ibid_json_get_object (IbidJson *self, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
                      JsonObject **value)
{
  gboolean done;
  gboolean ok = begin_get (self, fields, field, need, N_ ("an object"), &done);

  if (done)
    return ok;
  if (!JSON_NODE_HOLDS_OBJECT (fields->nodes[field]))
    return ibid_json_fail_expected (self, fields->names[field], fields->nodes[field],
                                    _ ("an object"));
  *value = json_node_get_object (fields->nodes[field]);
  return TRUE;
}

static gboolean
fail_element (IbidJson *self, const char *member, guint index, JsonNode *found,
              const char *expected)
{
  g_autofree char *detail = NULL;

  ibid_json_push_member (self, member);
  ibid_json_push_index (self, index);
  if (!holds (found, G_TYPE_STRING))
    ibid_json_fail_expected (self, NULL, found, _ (expected));
  else
    {
      detail = g_strdup_printf (_ ("expected %s, found “%s”."), _ (expected),
                                json_node_get_string (found));
      ibid_json_fail (self, NULL, IBID_FORMAT_ERROR_VALUE, detail);
    }
  ibid_json_pop (self);
  ibid_json_pop (self);
  return FALSE;
}

/**
 * ibid_json_get_strings:
 * @self: the reader
 * @fields: an opened object
 * @field: the member, an optional list of strings
 * @is_valid: (nullable): what each string has to pass; %NULL: anything but empty
 * @expected: what such a string is, marked by N_(), for messages
 * @value: (out) (transfer full): the strings, for g_strfreev(); %NULL if not given
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_TYPE or %IBID_FORMAT_ERROR_VALUE
 */
gboolean
ibid_json_get_strings (IbidJson *self, const IbidJsonFields *fields, guint field,
                       gboolean (*is_valid) (const char *), const char *expected, char ***value)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  JsonArray *array = NULL;

  *value = NULL;
  if (!ibid_json_get_array (self, fields, field, IBID_JSON_OPTIONAL, &array))
    return FALSE;
  if (array == NULL)
    return TRUE;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text = holds (node, G_TYPE_STRING) ? json_node_get_string (node) : "";

      if (is_valid != NULL ? !is_valid (text) : *text == '\0')
        return fail_element (self, fields->names[field], i, node, expected);
      g_strv_builder_add (builder, text);
    }
  *value = g_strv_builder_end (builder);
  return TRUE;
}
