/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-front-matter.h"

#define FENCE "---"

/* One key with all its lines, or a line between keys (name NULL). */
typedef struct
{
  char *name;
  char *lines; /* with the line ends that they have */
  gsize value; /* where in it the value begins, behind the colon */
} Key;

struct _IbidFrontMatter
{
  GArray *keys;
  GHashTable *names; /* borrowed from the keys → index + 1 */
  char *open;        /* the fences, with their line ends */
  char *close;
  const char *line_end;
};

static void
clear_key (gpointer data)
{
  Key *key = data;

  g_free (key->name);
  g_free (key->lines);
}

/*
 * ibid_front_matter_new:
 * @line_end: (transfer none): "\n" or "\r\n", a literal
 *
 * Returns: (transfer full): front matter without any key
 */
IbidFrontMatter *
ibid_front_matter_new (const char *line_end)
{
  IbidFrontMatter *self = g_new0 (IbidFrontMatter, 1);

  self->keys = g_array_new (FALSE, TRUE, sizeof (Key));
  g_array_set_clear_func (self->keys, clear_key);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->line_end = line_end;
  self->open = g_strconcat (FENCE, line_end, NULL);
  self->close = g_strdup (self->open);
  return self;
}

/*
 * ibid_front_matter_free:
 * @self: (transfer full): front matter
 */
void
ibid_front_matter_free (IbidFrontMatter *self)
{
  g_hash_table_unref (self->names);
  g_array_unref (self->keys);
  g_free (self->open);
  g_free (self->close);
  g_free (self);
}

/* ---- reading ---- */

/*
 * ibid_markdown_next_line:
 * @line: a place in a text
 *
 * Returns: (transfer none): what follows the next line end
 */
const char *
ibid_markdown_next_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

static gboolean
is_fence (const char *line)
{
  gsize length = strcspn (line, "\n");

  if (!g_str_has_prefix (line, FENCE))
    return FALSE;
  for (gsize i = strlen (FENCE); i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_blank_or_comment (const char *line)
{
  line += strspn (line, " \t\r");
  return *line == '\n' || *line == '\0' || *line == '#';
}

/* Does the line belong to the key above? Lists may stand at the margin; empty lines and comments
 * belong to what follows them. */
static gboolean
continues_key (const char *line)
{
  while (*line != '\0' && is_blank_or_comment (line))
    line = ibid_markdown_next_line (line);
  return (*line == ' ' || *line == '\t' || *line == '-' || *line == ']' || *line == '}') &&
         !is_fence (line);
}

/* The end of a quoted scalar, behind its quote; NULL if it has none. */
static const char *
find_closing_quote (const char *quoted)
{
  for (const char *p = quoted + 1; *p != '\0'; p++)
    if (*p == '\\' && *quoted == '"' && p[1] != '\0')
      p++;
    else if (*p == '\'' && *quoted == '\'' && p[1] == '\'')
      p++;
    else if (*p == *quoted)
      return p + 1;
  return NULL;
}

static void
append_unescaped (GString *out, const char **escape)
{
  static const char letters[] = "abtnvfre";
  static const char meanings[] = "\a\b\t\n\v\f\r\033";
  const char *p = *escape;
  const char *letter = *p != '\0' ? strchr (letters, *p) : NULL;
  gsize digits = *p == 'x' ? 2 : *p == 'u' ? 4 : *p == 'U' ? 8 : 0;
  gunichar c = 0;

  if (digits > 0)
    {
      for (gsize i = 0; i < digits && g_ascii_isxdigit (p[1]); i++, p++)
        c = c * 16 + (gunichar)g_ascii_xdigit_value (p[1]);
      if (c > 0 && g_unichar_validate (c))
        g_string_append_unichar (out, c);
    }
  else if (letter != NULL)
    g_string_append_c (out, meanings[letter - letters]);
  else if (*p != '\0')
    g_string_append_c (out, *p);
  *escape = *p != '\0' ? p + 1 : p;
}

/* A scalar as YAML writes it, in one line, as its text. */
static char *
unquote (const char *yaml, gsize length)
{
  g_autofree char *scalar = g_strstrip (g_strndup (yaml, length));
  GString *text;
  const char *end;

  if (*scalar != '"' && *scalar != '\'')
    {
      char *comment = *scalar == '#' ? scalar : strstr (scalar, " #");

      if (comment != NULL)
        *comment = '\0';
      return g_strdup (g_strchomp (scalar));
    }
  text = g_string_new (NULL);
  end = find_closing_quote (scalar);
  end = end != NULL ? end - 1 : scalar + strlen (scalar);
  for (const char *p = scalar + 1; p < end;)
    if (*p == '\\' && *scalar == '"')
      {
        p++;
        append_unescaped (text, &p);
      }
    else
      {
        if (*p == '\'' && *scalar == '\'')
          p++;
        g_string_append_c (text, *p++);
      }
  return g_string_free (text, FALSE);
}

/* The name in a line "name: …" at the margin, and where its value begins; NULL for anything else.
 */
static char *
dup_name (const char *line, gsize *value)
{
  gsize length = strcspn (line, "\r\n");
  const char *p = line;

  if (is_blank_or_comment (line) || *line == ' ' || *line == '\t' || *line == '-')
    return NULL;
  if (*line == '"' || *line == '\'')
    {
      p = find_closing_quote (line);
      if (p == NULL || p > line + length)
        return NULL;
      p += strspn (p, " \t");
    }
  else
    while (p < line + length && !(*p == ':' && strchr (" \t\r\n", p[1]) != NULL))
      p++;
  if (*p != ':' || p >= line + length)
    return NULL;
  *value = (gsize)(p + 1 - line);
  return unquote (line, (gsize)(p - line));
}

static void
append_key (IbidFrontMatter *self, char *name, char *lines, gsize value)
{
  const Key key = { name, lines, value };

  g_array_append_val (self->keys, key);
  if (name != NULL && !g_hash_table_contains (self->names, name))
    g_hash_table_insert (self->names, name, GUINT_TO_POINTER (self->keys->len));
}

static void
add_item (GPtrArray *items, const char *yaml, gsize length)
{
  g_autofree char *text = unquote (yaml, length);

  if (*text != '\0')
    g_ptr_array_add (items, g_steal_pointer (&text));
}

/* "[ a, "b" ]", perhaps over several lines. Returns where it is closed; NULL if it is not. */
static const char *
read_flow_list (const char *open, GPtrArray *items)
{
  const char *item = open + 1;
  guint depth = 1;

  for (const char *p = open + 1; *p != '\0'; p++)
    {
      gboolean at_start = (gsize)(p - item) == strspn (item, " \t\r\n");

      if (at_start && (*p == '"' || *p == '\''))
        {
          p = find_closing_quote (p);
          if (p == NULL)
            return NULL;
          p--;
        }
      else if (*p == '[' || *p == '{')
        depth++;
      else if ((*p == ']' || *p == '}') && depth > 1)
        depth--;
      else if (depth == 1 && (*p == ',' || *p == ']'))
        {
          add_item (items, item, (gsize)(p - item));
          item = p + 1;
          if (*p == ']')
            return p;
        }
    }
  return NULL;
}

/* Where the lines of a key end that begins at @line. */
static const char *
find_end_of_key (const char *line, gsize value)
{
  const char *end = ibid_markdown_next_line (line);
  const char *open = line + value + strspn (line + value, " \t");

  if (*open == '[')
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
      const char *bracket = read_flow_list (open, items);

      while (bracket != NULL && end <= bracket && !is_fence (end))
        end = ibid_markdown_next_line (end);
    }
  while (*end != '\0' && continues_key (end))
    end = ibid_markdown_next_line (end);
  return end;
}

/*
 * ibid_front_matter_parse:
 * @text: a file's text
 * @rest: (out): what follows the front matter
 *
 * Returns: (transfer full) (nullable): the front matter; %NULL if there is none, or one without an
 *   end
 */
IbidFrontMatter *
ibid_front_matter_parse (const char *text, const char **rest)
{
  g_autoptr (IbidFrontMatter) self = NULL;
  const char *line = ibid_markdown_next_line (text);

  if (!is_fence (text) || line == text)
    return NULL;
  self = ibid_front_matter_new (line - text >= 2 && line[-2] == '\r' ? "\r\n" : "\n");
  g_free (self->open);
  self->open = g_strndup (text, (gsize)(line - text));
  while (*line != '\0' && !is_fence (line))
    {
      gsize value = 0;
      char *name = dup_name (line, &value);
      const char *end =
          name != NULL ? find_end_of_key (line, value) : ibid_markdown_next_line (line);

      append_key (self, name, g_strndup (line, (gsize)(end - line)), value);
      line = end;
    }
  if (*line == '\0')
    return NULL;
  *rest = ibid_markdown_next_line (line);
  g_free (self->close);
  self->close = g_strndup (line, (gsize)(*rest - line));
  return g_steal_pointer (&self);
}

/* ---- scalars ---- */

/*
 * ibid_front_matter_get_line_end:
 *
 * Returns: (transfer none): how its lines end, "\n" or "\r\n"
 */
const char *
ibid_front_matter_get_line_end (IbidFrontMatter *self)
{
  return self->line_end;
}

static Key *
find_key (IbidFrontMatter *self, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));

  return number > 0 ? &g_array_index (self->keys, Key, number - 1) : NULL;
}

static void
set_lines (IbidFrontMatter *self, const char *name, GString *lines)
{
  Key *key = find_key (self, name);
  gsize value = strlen (name) + 1;

  if (key == NULL)
    {
      append_key (self, g_strdup (name), g_string_free (lines, FALSE), value);
      return;
    }
  g_free (key->lines);
  key->lines = g_string_free (lines, FALSE);
  key->value = value;
}

/*
 * ibid_front_matter_dup_text:
 * @name: of a key
 *
 * Returns: (transfer full) (nullable): what stands behind it on its line, without quotes; %NULL: it
 *   is not there
 */
char *
ibid_front_matter_dup_text (IbidFrontMatter *self, const char *name)
{
  const Key *key = find_key (self, name);

  if (key == NULL)
    return NULL;
  return unquote (key->lines + key->value, strcspn (key->lines + key->value, "\r\n"));
}

/*
 * ibid_front_matter_set_plain:
 * @name: of a key, plain
 * @yaml: a scalar that needs no quotes: a number, a date
 *
 * Sets a key, in its place if it is there; if it says so already it stays as it is written.
 */
void
ibid_front_matter_set_plain (IbidFrontMatter *self, const char *name, const char *yaml)
{
  g_autofree char *earlier = ibid_front_matter_dup_text (self, name);
  GString *lines;

  if (g_strcmp0 (earlier, yaml) == 0)
    return;
  lines = g_string_new (name);
  g_string_append_printf (lines, ": %s%s", yaml, self->line_end);
  set_lines (self, name, lines);
}

/* Double-quoted, on one line: whatever the text holds, it stays a text. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", (char)c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
               c == 0xfffe || c == 0xffff)
        g_string_append_printf (out, "\\u%04X", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

/*
 * ibid_front_matter_set_text:
 * @name: of a key, plain
 * @text: (nullable): any text; %NULL: nothing is known, and what is there stays
 *
 * Sets a key, in its place if it is there; if it says so already it stays as it is written.
 */
void
ibid_front_matter_set_text (IbidFrontMatter *self, const char *name, const char *text)
{
  g_autofree char *earlier = ibid_front_matter_dup_text (self, name);
  GString *lines;

  if (text == NULL || g_strcmp0 (earlier, text) == 0)
    return;
  lines = g_string_new (name);
  g_string_append (lines, ": ");
  append_quoted (lines, text);
  g_string_append (lines, self->line_end);
  set_lines (self, name, lines);
}

/* ---- lists ---- */

static gboolean
is_item_line (const char *line)
{
  line += strspn (line, " \t");
  return *line == '-' && strchr (" \t\r\n", line[1]) != NULL;
}

/* Where the value of a key begins: on its line, or "" if that holds nothing but space or a comment.
 */
static const char *
get_inline_value (const Key *key)
{
  const char *value = key->lines + key->value;

  value += strspn (value, " \t");
  return is_blank_or_comment (value) ? "" : value;
}

static const char *
read_list (const Key *key, GPtrArray *items)
{
  const char *value = get_inline_value (key);

  if (*value == '[')
    return read_flow_list (value, items);
  if (*value != '\0')
    add_item (items, value, strcspn (value, "\r\n"));
  for (const char *line = ibid_markdown_next_line (key->lines); *line != '\0';
       line = ibid_markdown_next_line (line))
    if (is_item_line (line))
      {
        const char *item = strchr (line, '-') + 1;

        add_item (items, item, strcspn (item, "\r\n"));
      }
  return NULL;
}

/*
 * ibid_front_matter_dup_list:
 * @name: of a key
 *
 * Returns: (transfer full) (element-type utf8): the items of a list, in either way of writing it,
 * as texts; empty if it is not there
 */
GPtrArray *
ibid_front_matter_dup_list (IbidFrontMatter *self, const char *name)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  const Key *key = find_key (self, name);

  if (key != NULL)
    read_list (key, items);
  return items;
}

static void
append_items (IbidFrontMatter *self, GString *lines, const char *indent, gsize indent_length,
              GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append_len (lines, indent, (gssize)indent_length);
      g_string_append (lines, "- ");
      append_quoted (lines, g_ptr_array_index (texts, i));
      g_string_append (lines, self->line_end);
    }
}

static gboolean
same_texts (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len && a->len == b->len; i++)
    if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  return a->len == b->len;
}

/*
 * ibid_front_matter_set_list:
 * @name: of a key, plain
 * @texts: (element-type utf8): any texts
 *
 * Sets a key to a list, in its place if it is there; if it says so already it stays as it is
 * written.
 */
void
ibid_front_matter_set_list (IbidFrontMatter *self, const char *name, GPtrArray *texts)
{
  g_autoptr (GPtrArray) earlier = ibid_front_matter_dup_list (self, name);
  GString *lines;

  if (find_key (self, name) != NULL && same_texts (earlier, texts))
    return;
  lines = g_string_new (name);
  g_string_append_printf (lines, ":%s%s", texts->len == 0 ? " []" : "", self->line_end);
  append_items (self, lines, "  ", 2, texts);
  set_lines (self, name, lines);
}

static void
add_before_bracket (Key *key, const char *bracket, gboolean was_empty, GPtrArray *texts)
{
  const char *end = bracket;
  GString *lines;

  while (strchr (" \t\r\n", end[-1]) != NULL)
    end--;
  lines = g_string_new_len (key->lines, end - key->lines);
  if (!was_empty)
    g_string_append (lines, end[-1] == ',' ? " " : ", ");
  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (lines, i > 0 ? ", " : "");
      append_quoted (lines, g_ptr_array_index (texts, i));
    }
  g_string_append (lines, end);
  g_free (key->lines);
  key->lines = g_string_free (lines, FALSE);
}

/* Behind the last line that is none of the reader's comments, with the indentation of the first. */
static void
add_behind_items (IbidFrontMatter *self, Key *key, const char *first, GPtrArray *texts)
{
  const char *end = first;
  GString *lines;

  for (const char *line = first; *line != '\0'; line = ibid_markdown_next_line (line))
    if (!is_blank_or_comment (line))
      end = ibid_markdown_next_line (line);
  lines = g_string_new_len (key->lines, end - key->lines);
  append_items (self, lines, first, strspn (first, " \t"), texts);
  g_string_append (lines, end);
  g_free (key->lines);
  key->lines = g_string_free (lines, FALSE);
}

static GPtrArray *
find_missing (GPtrArray *texts, GPtrArray *items)
{
  GPtrArray *missing = g_ptr_array_new ();
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (there, g_ptr_array_index (items, i));
  for (guint i = 0; i < texts->len; i++)
    if (g_hash_table_add (there, g_ptr_array_index (texts, i)))
      g_ptr_array_add (missing, g_ptr_array_index (texts, i));
  return missing;
}

/*
 * ibid_front_matter_add_to_list:
 * @name: of a key, plain
 * @texts: (element-type utf8): any texts
 *
 * Puts into a list what it does not have. What is there stays as it is written, in either way of
 * writing a list: the reader may have added to it.
 */
void
ibid_front_matter_add_to_list (IbidFrontMatter *self, const char *name, GPtrArray *texts)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) missing = NULL;
  Key *key = find_key (self, name);
  const char *bracket = key != NULL ? read_list (key, items) : NULL;
  const char *first = key != NULL ? ibid_markdown_next_line (key->lines) : "";

  missing = find_missing (texts, items);
  if (key != NULL && missing->len == 0)
    return;
  while (*first != '\0' && !is_item_line (first))
    first = ibid_markdown_next_line (first);
  if (bracket != NULL)
    add_before_bracket (key, bracket, items->len == 0, missing);
  else if (*first != '\0')
    add_behind_items (self, key, first, missing);
  else
    {
      g_ptr_array_extend (items, missing, (GCopyFunc)(void *)g_strdup, NULL);
      ibid_front_matter_set_list (self, name, items);
    }
}

/*
 * ibid_front_matter_append_to:
 * @out: where it is written, with its fences
 */
void
ibid_front_matter_append_to (IbidFrontMatter *self, GString *out)
{
  g_string_append (out, self->open);
  for (guint i = 0; i < self->keys->len; i++)
    g_string_append (out, g_array_index (self->keys, Key, i).lines);
  g_string_append (out, self->close);
  if (out->str[out->len - 1] != '\n')
    g_string_append (out, self->line_end);
}
