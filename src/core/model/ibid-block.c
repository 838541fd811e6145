/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-block.h"

/* what few blocks have, apart, so that a plain paragraph stays small */
typedef struct
{
  GArray *marks;
  GArray *images;
  GArray *cells;
  char *label;
  char *language;
} Details;

struct _IbidBlock
{
  IbidRecord parent_instance;

  /* owned */
  char *text;
  Details *details;

  /* plain */
  guint n_chars;
  guint number;
  IbidBlockType type;
  IbidDirection direction;
  guint8 level;
  gboolean ordered;
};

G_DEFINE_TYPE (IbidBlock, ibid_block, IBID_TYPE_RECORD)

static void
mark_clear (gpointer data)
{
  IbidMark *mark = data;

  g_free (mark->value);
  g_clear_pointer (&mark->extra, json_object_unref);
}

static void
image_clear (gpointer data)
{
  IbidImage *image = data;

  g_free (image->path);
  g_free (image->alt);
  g_clear_pointer (&image->extra, json_object_unref);
}

static void
cell_clear (gpointer data)
{
  IbidTableCell *cell = data;

  g_clear_pointer (&cell->extra, json_object_unref);
}

static void
details_free (Details *details)
{
  g_clear_pointer (&details->marks, g_array_unref);
  g_clear_pointer (&details->images, g_array_unref);
  g_clear_pointer (&details->cells, g_array_unref);
  g_free (details->label);
  g_free (details->language);
  g_free (details);
}

static Details *
ensure_details (IbidBlock *self)
{
  if (self->details == NULL)
    self->details = g_new0 (Details, 1);
  return self->details;
}

static void
append_value (GArray **array, gconstpointer value, guint size, GDestroyNotify clear)
{
  if (*array == NULL)
    {
      *array = g_array_new (FALSE, FALSE, size);
      g_array_set_clear_func (*array, clear);
    }
  g_array_append_vals (*array, value, 1);
}

static void
ibid_block_finalize (GObject *object)
{
  IbidBlock *self = IBID_BLOCK (object);

  g_free (self->text);
  g_clear_pointer (&self->details, details_free);
  G_OBJECT_CLASS (ibid_block_parent_class)->finalize (object);
}

static void
ibid_block_class_init (IbidBlockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_block_finalize;
}

static void
ibid_block_init (IbidBlock *self)
{
}

/**
 * ibid_block_new:
 * @id: its id in the article
 * @type: what it is
 * @text: its text, valid UTF-8
 *
 * Makes a block.
 *
 * Returns: (transfer full): the block
 */
IbidBlock *
ibid_block_new (const char *id, IbidBlockType type, const char *text)
{
  return ibid_block_new_take (id, type, g_strdup (text != NULL ? text : ""));
}

/**
 * ibid_block_new_take:
 * @id: its id in the article
 * @type: what it is
 * @text: (transfer full): its text, valid UTF-8
 *
 * Makes a block that takes the text over instead of copying it.
 *
 * Returns: (transfer full): the block
 */
IbidBlock *
ibid_block_new_take (const char *id, IbidBlockType type, char *text)
{
  IbidBlock *self = g_object_new (IBID_TYPE_BLOCK, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  self->type = type;
  self->text = text;
  self->n_chars = (guint)g_utf8_strlen (text, -1);
  return self;
}

/**
 * ibid_block_get_block_type:
 * @self: a block
 *
 * Tells what the block is.
 *
 * Returns: the type
 */
IbidBlockType
ibid_block_get_block_type (IbidBlock *self)
{
  return self->type;
}

/**
 * ibid_block_get_text:
 * @self: a block
 *
 * Gives the text; in tables cells joined by tabs and newlines.
 *
 * Returns: the text, never %NULL
 */
const char *
ibid_block_get_text (IbidBlock *self)
{
  return self->text;
}

/**
 * ibid_block_get_n_chars:
 * @self: a block
 *
 * Tells how long the text is.
 *
 * Returns: length in code points
 */
guint
ibid_block_get_n_chars (IbidBlock *self)
{
  return self->n_chars;
}

/**
 * ibid_block_get_level:
 * @self: a block
 *
 * Tells how deep a heading or list item is.
 *
 * Returns: 1 to 6 for headings, from 1 for list items, else 0
 */
guint
ibid_block_get_level (IbidBlock *self)
{
  return self->level;
}

/**
 * ibid_block_get_ordered:
 * @self: a block
 *
 * Tells whether a list item is numbered.
 *
 * Returns: whether it is
 */
gboolean
ibid_block_get_ordered (IbidBlock *self)
{
  return self->ordered;
}

/**
 * ibid_block_get_number:
 * @self: a block
 *
 * Gives the number of an ordered list item.
 *
 * Returns: the number, or 0 if it is not given
 */
guint
ibid_block_get_number (IbidBlock *self)
{
  return self->number;
}

/**
 * ibid_block_get_label:
 * @self: a block
 *
 * Gives the label of a note, "1".
 *
 * Returns: (nullable): the label
 */
const char *
ibid_block_get_label (IbidBlock *self)
{
  return self->details != NULL ? self->details->label : NULL;
}

/**
 * ibid_block_get_language:
 * @self: a block
 *
 * Gives the language of the block where it is not that of the article.
 *
 * Returns: (nullable): a BCP 47 tag
 */
const char *
ibid_block_get_language (IbidBlock *self)
{
  return self->details != NULL ? self->details->language : NULL;
}

/**
 * ibid_block_get_direction:
 * @self: a block
 *
 * Tells which way the block is written.
 *
 * Returns: the direction
 */
IbidDirection
ibid_block_get_direction (IbidBlock *self)
{
  return self->direction;
}

static gconstpointer
get_values (GArray *array, guint *n_values)
{
  *n_values = array != NULL ? array->len : 0;
  return *n_values > 0 ? array->data : NULL;
}

/**
 * ibid_block_get_marks:
 * @self: a block
 * @n_marks: (out): their number
 *
 * Gives emphasis, links and the like, in the file's order.
 *
 * Returns: (array length=n_marks) (nullable): the marks; their offsets are code points
 */
const IbidMark *
ibid_block_get_marks (IbidBlock *self, guint *n_marks)
{
  return get_values (self->details != NULL ? self->details->marks : NULL, n_marks);
}

/**
 * ibid_block_get_images:
 * @self: a block
 * @n_images: (out): their number
 *
 * Gives the images of a figure.
 *
 * Returns: (array length=n_images) (nullable): the images
 */
const IbidImage *
ibid_block_get_images (IbidBlock *self, guint *n_images)
{
  return get_values (self->details != NULL ? self->details->images : NULL, n_images);
}

/**
 * ibid_block_get_cells:
 * @self: a block
 * @n_cells: (out): their number
 *
 * Gives the cells of a table, row by row.
 *
 * Returns: (array length=n_cells) (nullable): the cells; their offsets are code points
 */
const IbidTableCell *
ibid_block_get_cells (IbidBlock *self, guint *n_cells)
{
  return get_values (self->details != NULL ? self->details->cells : NULL, n_cells);
}

/**
 * ibid_block_set_level:
 * @self: a block that is not yet part of an article
 * @level: depth of a heading or list item
 *
 * Sets how deep it is; at most 255.
 */
void
ibid_block_set_level (IbidBlock *self, guint level)
{
  self->level = (guint8)MIN (level, G_MAXUINT8);
}

/**
 * ibid_block_set_list:
 * @self: a block that is not yet part of an article
 * @ordered: whether the list is numbered
 * @number: number of the item; 0 is not given
 *
 * Sets what sort of list item it is.
 */
void
ibid_block_set_list (IbidBlock *self, gboolean ordered, guint number)
{
  self->ordered = ordered;
  self->number = number;
}

static void
set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * ibid_block_set_label:
 * @self: a block that is not yet part of an article
 * @label: (nullable): label of a note
 *
 * Sets the label.
 */
void
ibid_block_set_label (IbidBlock *self, const char *label)
{
  if (label != NULL || self->details != NULL)
    set_string (&ensure_details (self)->label, label);
}

/**
 * ibid_block_set_language:
 * @self: a block that is not yet part of an article
 * @language: (nullable): BCP 47 tag
 *
 * Sets the language.
 */
void
ibid_block_set_language (IbidBlock *self, const char *language)
{
  if (language != NULL || self->details != NULL)
    set_string (&ensure_details (self)->language, language);
}

/**
 * ibid_block_set_direction:
 * @self: a block that is not yet part of an article
 * @direction: which way it is written
 *
 * Sets the direction.
 */
void
ibid_block_set_direction (IbidBlock *self, IbidDirection direction)
{
  self->direction = direction;
}

/**
 * ibid_block_add_mark:
 * @self: a block that is not yet part of an article
 * @type: what the mark means
 * @start: first character, in code points
 * @end: one past the last
 * @value: (nullable): address of a link, tag of a language
 * @extra: (nullable): unknown members; a reference is taken
 *
 * Appends a mark.
 */
void
ibid_block_add_mark (IbidBlock *self, IbidMarkType type, guint start, guint end, const char *value,
                     JsonObject *extra)
{
  const IbidMark mark = { type, start, end, g_strdup (value),
                          extra != NULL ? json_object_ref (extra) : NULL };

  append_value (&ensure_details (self)->marks, &mark, sizeof mark, mark_clear);
}

/**
 * ibid_block_add_image:
 * @self: a block that is not yet part of an article
 * @path: path relative to the article's folder; the loader has checked that it stays inside
 * @alt: (nullable): words in its place
 * @extra: (nullable): unknown members; a reference is taken
 *
 * Appends an image.
 */
void
ibid_block_add_image (IbidBlock *self, const char *path, const char *alt, JsonObject *extra)
{
  const IbidImage image = { g_strdup (path), g_strdup (alt),
                            extra != NULL ? json_object_ref (extra) : NULL };

  append_value (&ensure_details (self)->images, &image, sizeof image, image_clear);
}

/**
 * ibid_block_add_cell:
 * @self: a block that is not yet part of an article
 * @cell: a cell, copied; a reference to its extra is taken
 *
 * Appends a table cell.
 */
void
ibid_block_add_cell (IbidBlock *self, const IbidTableCell *cell)
{
  if (cell->extra != NULL)
    json_object_ref (cell->extra);
  append_value (&ensure_details (self)->cells, cell, sizeof *cell, cell_clear);
}
