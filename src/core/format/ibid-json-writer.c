/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-json-writer.h"
#include <math.h>
#include <string.h>

/* Has each value at this depth a line of its own? */
static gboolean
has_lines (IbidJsonWriter *self)
{
  return self->depth <= (self->lines > 0 ? self->lines : IBID_JSON_WRITER_LINES);
}

static void
break_line (IbidJsonWriter *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

static void
begin_value (IbidJsonWriter *self)
{
  if (self->after_name)
    {
      self->after_name = FALSE;
      return;
    }
  if (self->has_content)
    g_string_append (self->out, has_lines (self) ? "," : ", ");
  if (self->depth > 0 && has_lines (self))
    break_line (self);
  self->has_content = TRUE;
}

/**
 * ibid_json_writer_begin:
 * @self: the writer
 * @bracket: '{' or '['
 *
 * Opens an object or array.
 */
void
ibid_json_writer_begin (IbidJsonWriter *self, char bracket)
{
  begin_value (self);
  g_string_append_c (self->out, bracket);
  self->depth++;
  self->has_content = FALSE;
}

/**
 * ibid_json_writer_end:
 * @self: the writer
 * @bracket: '}' or ']'
 *
 * Closes what was opened last.
 */
void
ibid_json_writer_end (IbidJsonWriter *self, char bracket)
{
  gboolean had_lines = self->has_content && has_lines (self);

  self->depth--;
  if (had_lines)
    break_line (self);
  g_string_append_c (self->out, bracket);
  self->has_content = TRUE;
}

static void
append_string (GString *out, const char *value)
{
  g_string_append_c (out, '"');
  for (const char *run = value;;)
    {
      const char *p = run;

      while (*p != '"' && *p != '\\' && (guchar)*p >= 0x20)
        p++;
      g_string_append_len (out, run, p - run);
      if (*p == '\0')
        break;
      if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\t')
        g_string_append (out, "\\t");
      else if ((guchar)*p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
      else
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      run = p + 1;
    }
  g_string_append_c (out, '"');
}

/**
 * ibid_json_writer_name:
 * @self: the writer, in an object
 * @name: a member's name
 *
 * Begins a member; its value has to follow.
 */
void
ibid_json_writer_name (IbidJsonWriter *self, const char *name)
{
  begin_value (self);
  append_string (self->out, name);
  g_string_append (self->out, ": ");
  self->after_name = TRUE;
}

/**
 * ibid_json_writer_string:
 * @self: the writer
 * @value: UTF-8
 *
 * Writes a string.
 */
void
ibid_json_writer_string (IbidJsonWriter *self, const char *value)
{
  begin_value (self);
  append_string (self->out, value);
}

/**
 * ibid_json_writer_int:
 * @self: the writer
 * @value: a number
 *
 * Writes a whole number.
 */
void
ibid_json_writer_int (IbidJsonWriter *self, gint64 value)
{
  begin_value (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

/**
 * ibid_json_writer_boolean:
 * @self: the writer
 * @value: a truth value
 *
 * Writes true or false.
 */
void
ibid_json_writer_boolean (IbidJsonWriter *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->out, value ? "true" : "false");
}

/* The shortest digits that read back as the same number, with a point or an exponent, so that it
 * stays a number of the same type. */
static void
write_double (IbidJsonWriter *self, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (digits, sizeof digits, formats[i], value);
      if (!islessgreater (g_ascii_strtod (digits, NULL), value))
        break;
    }
  begin_value (self);
  g_string_append (self->out, digits);
  if (strpbrk (digits, ".en") == NULL)
    g_string_append (self->out, ".0");
}

static void
write_value (IbidJsonWriter *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    ibid_json_writer_string (self, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    ibid_json_writer_boolean (self, json_node_get_boolean (node));
  else if (type == G_TYPE_DOUBLE)
    write_double (self, json_node_get_double (node));
  else
    ibid_json_writer_int (self, json_node_get_int (node));
}

/**
 * ibid_json_writer_node:
 * @self: the writer
 * @node: any value; as deep as a file may be
 *
 * Writes a whole tree, with the members of objects in their order.
 */
void
ibid_json_writer_node (IbidJsonWriter *self, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_NULL:
      begin_value (self);
      g_string_append (self->out, "null");
      break;
    case JSON_NODE_VALUE:
      write_value (self, node);
      break;
    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        ibid_json_writer_begin (self, '[');
        for (guint i = 0; i < json_array_get_length (array); i++)
          ibid_json_writer_node (self, json_array_get_element (array, i));
        ibid_json_writer_end (self, ']');
        break;
      }
    case JSON_NODE_OBJECT:
      ibid_json_writer_begin (self, '{');
      ibid_json_writer_extra (self, json_node_get_object (node));
      ibid_json_writer_end (self, '}');
      break;
    }
}

/**
 * ibid_json_writer_member:
 * @self: the writer, in an object
 * @extra: (nullable): what the file said that is not in the model
 * @name: a member's name
 *
 * Begins a member, unless @extra has it.
 *
 * Returns: whether the value has to follow
 */
gboolean
ibid_json_writer_member (IbidJsonWriter *self, JsonObject *extra, const char *name)
{
  if (extra != NULL && json_object_has_member (extra, name))
    return FALSE;
  ibid_json_writer_name (self, name);
  return TRUE;
}

/**
 * ibid_json_writer_string_member:
 * @self: the writer, in an object
 * @extra: (nullable): what the file said that is not in the model
 * @name: a member's name
 * @value: (nullable): the string; %NULL writes nothing
 *
 * Writes a member, unless @extra has it.
 */
void
ibid_json_writer_string_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                                const char *value)
{
  if (value != NULL && ibid_json_writer_member (self, extra, name))
    ibid_json_writer_string (self, value);
}

/**
 * ibid_json_writer_uint_member:
 * @self: the writer, in an object
 * @extra: (nullable): what the file said that is not in the model
 * @name: a member's name
 * @value: the number
 *
 * Writes a member, unless @extra has it.
 */
void
ibid_json_writer_uint_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                              guint value)
{
  if (ibid_json_writer_member (self, extra, name))
    ibid_json_writer_int (self, value);
}

/**
 * ibid_json_writer_strings_member:
 * @self: the writer, in an object
 * @extra: (nullable): what the file said that is not in the model
 * @name: a member's name
 * @values: (array zero-terminated=1): the strings; none write nothing
 *
 * Writes a list of strings, unless @extra has it.
 */
void
ibid_json_writer_strings_member (IbidJsonWriter *self, JsonObject *extra, const char *name,
                                 const char *const *values)
{
  if (values[0] == NULL || !ibid_json_writer_member (self, extra, name))
    return;
  ibid_json_writer_begin (self, '[');
  for (guint i = 0; values[i] != NULL; i++)
    ibid_json_writer_string (self, values[i]);
  ibid_json_writer_end (self, ']');
}

/**
 * ibid_json_writer_extra:
 * @self: the writer, in an object
 * @extra: (nullable): members to write, in their order
 *
 * Writes what the file said and the model has no place for.
 */
void
ibid_json_writer_extra (IbidJsonWriter *self, JsonObject *extra)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (extra == NULL)
    return;
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      ibid_json_writer_name (self, name);
      ibid_json_writer_node (self, node);
    }
}
