/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>
#include <string.h>

/* Blocks: the text itself, its marks, images and tables. A block that is not sound ends the
 * loading, because everything else points into it; only a mark, which merely dresses the text, may
 * be dropped. */

#define MAX_HEADING_LEVEL 6
#define MAX_TABLE_SPAN 1000 /* as in HTML */

enum
{
  BLOCK_DIRECTION,
  BLOCK_ID,
  BLOCK_IMAGES,
  BLOCK_LABEL,
  BLOCK_LANGUAGE,
  BLOCK_LEVEL,
  BLOCK_MARKS,
  BLOCK_NUMBER,
  BLOCK_ORDERED,
  BLOCK_ROWS,
  BLOCK_TEXT,
  BLOCK_TYPE,
  N_BLOCK
};
static const char *const block_names[N_BLOCK] = { "direction", "id",    "images", "label",
                                                  "language",  "level", "marks",  "number",
                                                  "ordered",   "rows",  "text",   "type" };

enum
{
  MARK_END,
  MARK_HREF,
  MARK_LANG,
  MARK_START,
  MARK_TYPE,
  N_MARK
};
static const char *const mark_names[N_MARK] = { "end", "href", "lang", "start", "type" };

enum
{
  IMAGE_ALT,
  IMAGE_PATH,
  N_IMAGE
};
static const char *const image_names[N_IMAGE] = { "alt", "path" };

enum
{
  CELL_COLSPAN,
  CELL_END,
  CELL_HEADER,
  CELL_ROWSPAN,
  CELL_START,
  N_CELL
};
static const char *const cell_names[N_CELL] = { "colspan", "end", "header", "rowspan", "start" };

/* The block that is being read; it is in the article already, so that spans can be held to it. */
typedef struct
{
  IbidBlock *block;
  guint index;
  guint row;
  gboolean keep_marks;
} BlockReading;

static gboolean
read_mark_value (IbidLoader *self, IbidJsonFields *fields, IbidMarkType type, const char **value)
{
  if (type == IBID_MARK_TYPE_LINK)
    {
      if (ibid_json_is_given (fields, MARK_LANG))
        ibid_json_keep (fields, MARK_LANG);
      return ibid_json_get_string (&self->json, fields, MARK_HREF, IBID_JSON_REQUIRED, value);
    }
  if (ibid_json_is_given (fields, MARK_HREF))
    ibid_json_keep (fields, MARK_HREF);
  if (type == IBID_MARK_TYPE_LANGUAGE)
    return ibid_json_get_language (&self->json, fields, MARK_LANG, IBID_JSON_REQUIRED, value);
  if (ibid_json_is_given (fields, MARK_LANG))
    ibid_json_keep (fields, MARK_LANG);
  return TRUE;
}

static void
leave_mark_out (IbidLoader *self, BlockReading *reading, const char *word)
{
  g_autofree char *message = g_strdup_printf (
      _ ("Marks of the type “%s” are not known here; the text is shown without this one."), word);

  reading->keep_marks = TRUE;
  ibid_loader_find (self, IBID_SEVERITY_WARNING, "unknown-word", "type", message);
}

static gboolean
read_mark (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  BlockReading *reading = user_data;
  IbidSpan span = { .block = reading->index };
  const char *word = NULL;
  const char *value = NULL;
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  int type;

  if (!ibid_json_open (&self->json, node, mark_names, N_MARK, &fields) ||
      !ibid_json_get_name (&self->json, &fields, MARK_TYPE, IBID_JSON_REQUIRED, &word) ||
      !ibid_json_get_uint (&self->json, &fields, MARK_START, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.start) ||
      !ibid_json_get_uint (&self->json, &fields, MARK_END, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.end))
    return FALSE;
  if (!ibid_enum_from_nick (IBID_TYPE_MARK_TYPE, word, &type))
    {
      leave_mark_out (self, reading, word);
      return TRUE;
    }
  if (!read_mark_value (self, &fields, (IbidMarkType)type, &value))
    return FALSE;

  ibid_loader_check_span (self, &span, FALSE, &fault);
  if (fault.detail != NULL)
    ibid_loader_warn_fault (self, &fault, _ ("This mark is left out."));
  else
    ibid_block_add_mark (reading->block, (IbidMarkType)type, span.start, span.end, value,
                         fields.extra);
  return TRUE;
}

/* One step of percent decoding; NULL if there is nothing to decode or the result is no text. */
static char *
decode_percent (const char *path)
{
  if (strchr (path, '%') == NULL)
    return NULL;
  return g_uri_unescape_string (path, NULL);
}

static gboolean
is_plain_path (const char *path)
{
  g_auto (GStrv) segments = NULL;

  if (*path == '\0' || *path == '/' || !g_utf8_validate (path, -1, NULL))
    return FALSE;
  for (const char *p = path; *p != '\0'; p++)
    if (*p == '\\' || *p == ':' || (guchar)*p < 0x20 || *p == 0x7f)
      return FALSE;
  segments = g_strsplit (path, "/", -1);
  return !g_strv_contains ((const char *const *)segments, "..");
}

/* A path is looked at as it is written and as whoever decodes it, once or more often, would see
 * it. */
static gboolean
is_inside (const char *path)
{
  g_autofree char *current = g_strdup (path);

  while (is_plain_path (current))
    {
      char *next = decode_percent (current);

      if (next == NULL)
        return strchr (current, '%') == NULL;
      if (strcmp (next, current) == 0)
        {
          g_free (next);
          return TRUE;
        }
      g_free (current);
      current = next;
    }
  return FALSE;
}

static gboolean
read_image (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  BlockReading *reading = user_data;
  g_auto (IbidJsonFields) fields = { 0 };
  g_autofree char *detail = NULL;
  const char *path = NULL;
  const char *alt = NULL;

  if (!ibid_json_open (&self->json, node, image_names, N_IMAGE, &fields) ||
      !ibid_json_get_string (&self->json, &fields, IMAGE_PATH, IBID_JSON_REQUIRED, &path) ||
      !ibid_json_get_string (&self->json, &fields, IMAGE_ALT, IBID_JSON_OPTIONAL, &alt))
    return FALSE;
  if (!is_inside (path))
    {
      detail = g_strdup_printf (_ ("The picture “%s” does not lie inside the article's own folder. "
                                   "Only a relative path such as “assets/map.svg” is allowed."),
                                path);
      return ibid_json_fail (&self->json, "path", IBID_FORMAT_ERROR_PATH, detail);
    }
  ibid_block_add_image (reading->block, path, alt, fields.extra);
  return TRUE;
}

static gboolean
read_cell (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  BlockReading *reading = user_data;
  IbidTableCell cell = { .row = reading->row, .colspan = 1, .rowspan = 1 };
  IbidSpan span = { .block = reading->index };
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };

  if (!ibid_json_open (&self->json, node, cell_names, N_CELL, &fields) ||
      !ibid_json_get_uint (&self->json, &fields, CELL_START, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.start) ||
      !ibid_json_get_uint (&self->json, &fields, CELL_END, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           &span.end) ||
      !ibid_json_get_boolean (&self->json, &fields, CELL_HEADER, IBID_JSON_OPTIONAL,
                              &cell.header) ||
      !ibid_json_get_uint (&self->json, &fields, CELL_COLSPAN, IBID_JSON_OPTIONAL, 1,
                           MAX_TABLE_SPAN, &cell.colspan) ||
      !ibid_json_get_uint (&self->json, &fields, CELL_ROWSPAN, IBID_JSON_OPTIONAL, 1,
                           MAX_TABLE_SPAN, &cell.rowspan))
    return FALSE;
  ibid_loader_check_span (self, &span, TRUE, &fault);
  if (fault.detail != NULL)
    return ibid_loader_fail_fault (self, &fault);
  cell.start = span.start;
  cell.end = span.end;
  cell.extra = fields.extra;
  ibid_block_add_cell (reading->block, &cell);
  return TRUE;
}

static gboolean
read_row (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  BlockReading *reading = user_data;
  JsonArray *cells;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return ibid_json_fail_expected (&self->json, NULL, node, _ ("a list of cells"));
  cells = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      gboolean ok;

      ibid_json_push_index (&self->json, i);
      ok = read_cell (self, json_array_get_element (cells, i), reading);
      ibid_json_pop (&self->json);
      if (!ok)
        return FALSE;
    }
  reading->row++;
  return TRUE;
}

static gboolean
read_list_place (IbidLoader *self, IbidJsonFields *fields, IbidBlock *block)
{
  gboolean ordered = FALSE;
  guint level = 1;
  guint number = 0;

  if (!ibid_json_get_uint (&self->json, fields, BLOCK_LEVEL, IBID_JSON_OPTIONAL, 1,
                           IBID_FORMAT_MAX_LIST_LEVEL, &level) ||
      !ibid_json_get_boolean (&self->json, fields, BLOCK_ORDERED, IBID_JSON_OPTIONAL, &ordered) ||
      !ibid_json_get_uint (&self->json, fields, BLOCK_NUMBER, IBID_JSON_OPTIONAL, 0, G_MAXINT32,
                           &number))
    return FALSE;
  if (ibid_json_is_given (fields, BLOCK_NUMBER) && number == 0)
    ibid_json_keep (fields, BLOCK_NUMBER);
  ibid_block_set_level (block, level);
  ibid_block_set_list (block, ordered, number);
  return TRUE;
}

static void
keep_if_given (IbidJsonFields *fields, guint field)
{
  if (ibid_json_is_given (fields, field))
    ibid_json_keep (fields, field);
}

/* The members that only some types of block have; on other types they mean nothing, and are kept
 * like unknown ones. */
static gboolean
read_type_members (IbidLoader *self, IbidJsonFields *fields, IbidBlock *block)
{
  IbidBlockType type = ibid_block_get_block_type (block);
  const char *label = NULL;
  guint level = 1;

  if (type == IBID_BLOCK_TYPE_LIST_ITEM)
    {
      if (!read_list_place (self, fields, block))
        return FALSE;
    }
  else
    {
      keep_if_given (fields, BLOCK_NUMBER);
      keep_if_given (fields, BLOCK_ORDERED);
      if (type == IBID_BLOCK_TYPE_HEADING)
        {
          if (!ibid_json_get_uint (&self->json, fields, BLOCK_LEVEL, IBID_JSON_REQUIRED, 1,
                                   MAX_HEADING_LEVEL, &level))
            return FALSE;
          ibid_block_set_level (block, level);
        }
      else
        keep_if_given (fields, BLOCK_LEVEL);
    }
  if (type != IBID_BLOCK_TYPE_NOTE)
    keep_if_given (fields, BLOCK_LABEL);
  else if (!ibid_json_get_string (&self->json, fields, BLOCK_LABEL, IBID_JSON_OPTIONAL, &label))
    return FALSE;
  ibid_block_set_label (block, label);
  return TRUE;
}

static gboolean
read_inner_lists (IbidLoader *self, IbidJsonFields *fields, IbidBlock *block, guint index)
{
  BlockReading reading = { .block = block, .index = index };

  if (!ibid_loader_each (self, fields, BLOCK_MARKS, read_mark, &reading) ||
      !ibid_loader_each (self, fields, BLOCK_IMAGES, read_image, &reading))
    return FALSE;
  if (reading.keep_marks)
    ibid_json_keep (fields, BLOCK_MARKS);
  if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_TABLE)
    return ibid_loader_each (self, fields, BLOCK_ROWS, read_row, &reading);
  keep_if_given (fields, BLOCK_ROWS);
  return TRUE;
}

static gboolean
check_text_length (IbidLoader *self, const char *text)
{
  gsize length = strlen (text);
  g_autofree char *detail = NULL;

  if (length <= IBID_FORMAT_MAX_BLOCK_BYTES)
    return TRUE;
  detail = g_strdup_printf (
      _ ("The text is %zu bytes long; a block may have %zu. Split it into several blocks."), length,
      IBID_FORMAT_MAX_BLOCK_BYTES);
  return ibid_json_fail (&self->json, "text", IBID_FORMAT_ERROR_TOO_LARGE, detail);
}

static IbidBlock *
read_block_head (IbidLoader *self, IbidJsonFields *fields)
{
  const char *id = NULL;
  const char *text = NULL;
  const char *language = NULL;
  int type = IBID_BLOCK_TYPE_PARAGRAPH;
  int direction = IBID_DIRECTION_AUTO;
  IbidJsonNeed need;
  IbidBlock *block;

  if (!ibid_json_get_name (&self->json, fields, BLOCK_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_loader_get_word (self, fields, BLOCK_TYPE, IBID_JSON_REQUIRED, IBID_TYPE_BLOCK_TYPE,
                             &type) ||
      !ibid_loader_get_word (self, fields, BLOCK_DIRECTION, IBID_JSON_OPTIONAL, IBID_TYPE_DIRECTION,
                             &direction) ||
      !ibid_json_get_language (&self->json, fields, BLOCK_LANGUAGE, IBID_JSON_OPTIONAL, &language))
    return NULL;
  need = type == IBID_BLOCK_TYPE_SEPARATOR || type == IBID_BLOCK_TYPE_FIGURE ? IBID_JSON_OPTIONAL
                                                                             : IBID_JSON_REQUIRED;
  if (!ibid_json_get_string (&self->json, fields, BLOCK_TEXT, need, &text) ||
      (text != NULL && !check_text_length (self, text)))
    return NULL;

  block = ibid_block_new (id, (IbidBlockType)type, text != NULL ? text : "");
  ibid_block_set_language (block, language);
  ibid_block_set_direction (block, (IbidDirection)direction);
  return block;
}

/**
 * ibid_load_block:
 * @self: the loader
 * @node: an element of "blocks"
 * @user_data: not used
 *
 * Reads a block into the article.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE, %IBID_FORMAT_ERROR_DUPLICATE_ID, %IBID_FORMAT_ERROR_TOO_LARGE,
 *   %IBID_FORMAT_ERROR_PATH or %IBID_FORMAT_ERROR_SPAN
 */
gboolean
ibid_load_block (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  IbidBlock *block;
  guint index;

  if (!ibid_json_open (&self->json, node, block_names, N_BLOCK, &fields))
    return FALSE;
  block = read_block_head (self, &fields);
  if (block == NULL)
    return FALSE;
  if (ibid_article_find_block (self->article, ibid_record_get_id (IBID_RECORD (block)), &index))
    {
      ibid_loader_fail_taken (self, ibid_record_get_id (IBID_RECORD (block)));
      g_object_unref (block);
      return FALSE;
    }

  index = ibid_article_get_n_blocks (self->article);
  ibid_article_take_block (self->article, block);
  if (!read_type_members (self, &fields, block) || !read_inner_lists (self, &fields, block, index))
    return FALSE;
  ibid_record_set_extra (IBID_RECORD (block), fields.extra);
  return TRUE;
}
