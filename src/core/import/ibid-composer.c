/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-composer.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-article-format.h"
#include "ibid-import-error.h"
#include "ibid-offsets.h"

/* marks inside marks; what lies deeper is text without them */
#define MAX_OPEN_MARKS 32
/* code points of one character as people see it, at most */
#define MAX_CLUSTER_CHARS 80

/* a place in the text of the block under way, in both units */
typedef struct
{
  guint chars;
  gsize bytes;
} Place;

typedef struct
{
  IbidMarkType type;
  char *value;
  Place start;
  Place end;
  gboolean is_too_deep; /* counted, so that its end is met, and never written */
} Mark;

typedef struct
{
  char *target;
  IbidSpan span;
} Reference;

struct _IbidComposer
{
  /* owned */
  IbidDraft *draft;
  GString *text;      /* of the block under way */
  GArray *open;       /* of Mark: a stack */
  GArray *closed;     /* of Mark */
  GArray *cells;      /* of IbidTableCell */
  GArray *images;     /* of IbidImage */
  GArray *references; /* of Reference, of the whole draft */
  GHashTable *notes;  /* target → position of the note's block, + 1 */
  char *target;       /* of the note under way, or NULL */
  char *label;
  char *language;
  char *reference; /* where a reference under way leads, or NULL */

  /* plain */
  IbidBlockType type;
  IbidDirection direction;
  guint level;
  guint number;
  guint n_chars; /* of text */
  Place reference_start;
  guint n_rows;
  gboolean is_open;
  gboolean is_ordered;
  gboolean in_cell;
  gboolean has_space; /* white space was met and not yet written */
};

static void
mark_clear (Mark *mark)
{
  g_free (mark->value);
}

static void
reference_clear (Reference *reference)
{
  g_free (reference->target);
}

static void
image_clear (IbidImage *image)
{
  g_free (image->path);
  g_free (image->alt);
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

/**
 * ibid_composer_new:
 * @draft: where blocks are appended
 *
 * Makes a composer with no block under way.
 *
 * Returns: (transfer full): the composer
 */
IbidComposer *
ibid_composer_new (IbidDraft *draft)
{
  IbidComposer *self = g_new0 (IbidComposer, 1);

  self->draft = g_object_ref (draft);
  self->text = g_string_new (NULL);
  self->open = new_array (sizeof (Mark), (GDestroyNotify)mark_clear);
  self->closed = new_array (sizeof (Mark), (GDestroyNotify)mark_clear);
  self->cells = new_array (sizeof (IbidTableCell), NULL);
  self->images = new_array (sizeof (IbidImage), (GDestroyNotify)image_clear);
  self->references = new_array (sizeof (Reference), (GDestroyNotify)reference_clear);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * ibid_composer_free:
 * @self: (transfer full): a composer
 *
 * Drops the composer, and a block that was not ended.
 */
void
ibid_composer_free (IbidComposer *self)
{
  g_object_unref (self->draft);
  g_string_free (self->text, TRUE);
  g_array_unref (self->open);
  g_array_unref (self->closed);
  g_array_unref (self->cells);
  g_array_unref (self->images);
  g_array_unref (self->references);
  g_hash_table_unref (self->notes);
  g_free (self->target);
  g_free (self->label);
  g_free (self->language);
  g_free (self->reference);
  g_free (self);
}

static void
reset_block (IbidComposer *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->closed, 0);
  g_array_set_size (self->cells, 0);
  g_array_set_size (self->images, 0);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->language, g_free);
  self->direction = IBID_DIRECTION_AUTO;
  self->level = self->number = self->n_chars = self->n_rows = 0;
  self->is_open = self->is_ordered = self->in_cell = self->has_space = FALSE;
  for (guint i = 0; i < self->open->len; i++)
    g_array_index (self->open, Mark, i).start = (Place){ 0, 0 };
  self->reference_start = (Place){ 0, 0 };
}

/**
 * ibid_composer_begin:
 * @self: a composer
 * @type: what the block is
 *
 * Begins a block; the one under way is ended.
 */
void
ibid_composer_begin (IbidComposer *self, IbidBlockType type)
{
  ibid_composer_end (self);
  self->type = type;
  self->is_open = TRUE;
}

/**
 * ibid_composer_set_level:
 * @self: a composer
 * @level: of a heading, 1 to 6, or of a list item, from 1; past %IBID_FORMAT_MAX_LIST_LEVEL it
 *   stays there
 *
 * Says how deep the block under way lies.
 */
void
ibid_composer_set_level (IbidComposer *self, guint level)
{
  self->level = MIN (level, IBID_FORMAT_MAX_LIST_LEVEL);
}

/**
 * ibid_composer_set_list:
 * @self: a composer
 * @ordered: whether items are numbered
 * @number: the number of this one; 0: not given
 *
 * Says which item of its list the block under way is.
 */
void
ibid_composer_set_list (IbidComposer *self, gboolean ordered, guint number)
{
  self->is_ordered = ordered;
  self->number = number;
}

/**
 * ibid_composer_set_note:
 * @self: a composer
 * @target: what references to the note under way lead to
 * @label: (nullable): its number as printed
 *
 * Says which note the block under way is.
 */
void
ibid_composer_set_note (IbidComposer *self, const char *target, const char *label)
{
  g_free (self->target);
  g_free (self->label);
  self->target = g_strdup (target);
  self->label = g_strdup (label);
}

/**
 * ibid_composer_set_language:
 * @self: a composer
 * @language: (nullable): BCP 47 tag of the block under way, if it is not the article's
 * @direction: which way it is written
 *
 * Says what the block under way is written in.
 */
void
ibid_composer_set_language (IbidComposer *self, const char *language, IbidDirection direction)
{
  g_free (self->language);
  self->language = ibid_draft_dup_language (language);
  self->direction = direction;
}

/**
 * ibid_composer_add_image:
 * @self: a composer
 * @path: relative, as the article format wants it
 * @alt: (nullable): what it shows
 *
 * Adds an image to the figure under way.
 */
void
ibid_composer_add_image (IbidComposer *self, const char *path, const char *alt)
{
  const IbidImage image = { g_strdup (path), g_strdup (alt), NULL };

  g_array_append_val (self->images, image);
}

static Place
here (const IbidComposer *self)
{
  return (Place){ self->n_chars, self->text->len };
}

/* Looks back no further than a cluster reaches, so that a place late in a long text is cheap. */
static gboolean
is_boundary (const GString *text, gsize bytes)
{
  const char *from = text->str + bytes;
  guint before = 0;

  if (bytes == 0 || bytes >= text->len)
    return TRUE;
  if ((guchar)from[0] < 0x80 && (guchar)from[-1] < 0x80)
    return TRUE;
  for (; from > text->str && before < MAX_CLUSTER_CHARS; before++)
    from = g_utf8_prev_char (from);
  return ibid_text_is_cluster_boundary (from, before);
}

/* Spans of an article neither begin nor end between a letter and its combining mark. */
static void
widen (const IbidComposer *self, Place *start, Place *end)
{
  if (end->bytes > self->text->len)
    *end = here (self);
  for (; !is_boundary (self->text, start->bytes); start->chars--)
    start->bytes = (gsize)(g_utf8_prev_char (self->text->str + start->bytes) - self->text->str);
  for (; !is_boundary (self->text, end->bytes); end->chars++)
    end->bytes = (gsize)(g_utf8_next_char (self->text->str + end->bytes) - self->text->str);
}

static gboolean
needs_value (IbidMarkType type)
{
  return type == IBID_MARK_TYPE_LINK || type == IBID_MARK_TYPE_LANGUAGE;
}

static void
close_mark (IbidComposer *self, const Mark *mark)
{
  Mark closed = { mark->type, NULL, mark->start, here (self), FALSE };

  if (!self->is_open || mark->is_too_deep || closed.start.chars >= closed.end.chars ||
      (mark->value == NULL && needs_value (mark->type)))
    return;
  /* word processors cut one mark into many */
  if (self->closed->len > 0)
    {
      Mark *last = &g_array_index (self->closed, Mark, self->closed->len - 1);

      if (last->type == closed.type && last->end.bytes == closed.start.bytes &&
          g_strcmp0 (last->value, mark->value) == 0)
        {
          last->end = closed.end;
          return;
        }
    }
  closed.value = g_strdup (mark->value);
  g_array_append_val (self->closed, closed);
}

static void
close_reference (IbidComposer *self)
{
  Place start = self->reference_start;
  Place end = here (self);
  Reference reference = { NULL, { 0, 0, 0 } };

  if (!self->is_open || self->reference == NULL || start.chars >= end.chars)
    return;
  widen (self, &start, &end);
  reference.target = g_strdup (self->reference);
  reference.span = (IbidSpan){ ibid_draft_get_n_blocks (self->draft), start.chars, end.chars };
  g_array_append_val (self->references, reference);
}

static void
add_marks (IbidComposer *self, IbidBlock *block)
{
  for (guint i = 0; i < self->closed->len; i++)
    {
      Mark *mark = &g_array_index (self->closed, Mark, i);

      widen (self, &mark->start, &mark->end);
      if (mark->start.chars < mark->end.chars)
        ibid_block_add_mark (block, mark->type, mark->start.chars, mark->end.chars, mark->value,
                             NULL);
    }
}

static void
add_details (IbidComposer *self, IbidBlock *block)
{
  ibid_block_set_level (block, self->level);
  ibid_block_set_list (block, self->is_ordered, self->number);
  ibid_block_set_label (block, self->label);
  ibid_block_set_language (block, self->language);
  ibid_block_set_direction (block, self->direction);
  for (guint i = 0; i < self->images->len; i++)
    {
      const IbidImage *image = &g_array_index (self->images, IbidImage, i);

      ibid_block_add_image (block, image->path, image->alt, NULL);
    }
  for (guint i = 0; i < self->cells->len; i++)
    ibid_block_add_cell (block, &g_array_index (self->cells, IbidTableCell, i));
}

static void
end_cell (IbidComposer *self)
{
  if (self->in_cell)
    g_array_index (self->cells, IbidTableCell, self->cells->len - 1).end = self->n_chars;
  self->in_cell = FALSE;
  self->has_space = FALSE;
}

/* Breaks at the end of a block say nothing. */
static void
trim (IbidComposer *self)
{
  gsize length = self->text->len;

  if (self->type == IBID_BLOCK_TYPE_TABLE)
    return;
  while (length > 0 && g_ascii_isspace (self->text->str[length - 1]))
    length--;
  self->n_chars -= (guint)(self->text->len - length);
  g_string_truncate (self->text, length);
}

static gboolean
is_worth_a_block (IbidComposer *self)
{
  return self->text->len > 0 || self->images->len > 0 || self->type == IBID_BLOCK_TYPE_SEPARATOR;
}

/**
 * ibid_composer_end:
 * @self: a composer
 *
 * Ends the block under way, if there is one; an empty one is dropped. Marks that are open go on in
 * the next block.
 */
void
ibid_composer_end (IbidComposer *self)
{
  if (!self->is_open)
    return;
  end_cell (self);
  trim (self);
  for (guint i = 0; i < self->open->len; i++)
    close_mark (self, &g_array_index (self->open, Mark, i));
  close_reference (self);
  if (is_worth_a_block (self))
    {
      guint position = ibid_draft_get_n_blocks (self->draft);
      IbidBlock *block = ibid_draft_add_block (self->draft, self->type, self->text->str);

      add_marks (self, block);
      add_details (self, block);
      if (self->target != NULL && !g_hash_table_contains (self->notes, self->target))
        g_hash_table_insert (self->notes, g_steal_pointer (&self->target),
                             GUINT_TO_POINTER (position + 1));
    }
  reset_block (self);
}

/* A block that would be too long is cut: what follows is one more of its kind. */
static void
make_room (IbidComposer *self, gsize n_bytes)
{
  IbidBlockType type = self->type;
  guint level = self->level;

  if (self->text->len + n_bytes <= IBID_FORMAT_MAX_BLOCK_BYTES)
    return;
  if (type == IBID_BLOCK_TYPE_TABLE || type == IBID_BLOCK_TYPE_NOTE)
    type = IBID_BLOCK_TYPE_PARAGRAPH;
  ibid_composer_begin (self, type);
  self->level = level;
}

static void
append_char (IbidComposer *self, gunichar c)
{
  if (!self->is_open)
    ibid_composer_begin (self, IBID_BLOCK_TYPE_PARAGRAPH);
  make_room (self, 6);
  g_string_append_unichar (self->text, c);
  self->n_chars++;
}

/* Spaces that do not break lines are meant to stay; so are all in preformatted text. */
static gboolean
is_collapsible (IbidComposer *self, gunichar c)
{
  return self->type != IBID_BLOCK_TYPE_PREFORMATTED && c < 0x80 && g_ascii_isspace ((char)c);
}

static void
add_char (IbidComposer *self, gunichar c)
{
  if (is_collapsible (self, c))
    {
      self->has_space = TRUE;
      return;
    }
  if (c < 0x20 && c != '\n' && c != '\t')
    return;
  if (self->has_space && self->n_chars > 0 && self->text->str[self->text->len - 1] != '\n' &&
      !(self->in_cell &&
        g_array_index (self->cells, IbidTableCell, self->cells->len - 1).start == self->n_chars))
    append_char (self, ' ');
  self->has_space = FALSE;
  append_char (self, c);
}

/**
 * ibid_composer_add_text:
 * @self: a composer
 * @text: UTF-8
 * @n_bytes: its length, or -1 if it ends in NUL
 *
 * Adds text to the block under way. Runs of white space become one space, none at the ends of a
 * block; in preformatted blocks everything stays. Control characters are left out.
 */
void
ibid_composer_add_text (IbidComposer *self, const char *text, gssize n_bytes)
{
  const char *end = text + (n_bytes < 0 ? strlen (text) : (gsize)n_bytes);

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    add_char (self, g_utf8_get_char (at));
}

/**
 * ibid_composer_add_break:
 * @self: a composer
 *
 * Adds the end of a line inside the block under way; a space in a table.
 */
void
ibid_composer_add_break (IbidComposer *self)
{
  self->has_space = self->type == IBID_BLOCK_TYPE_TABLE;
  if (self->is_open && self->type != IBID_BLOCK_TYPE_TABLE && self->n_chars > 0)
    append_char (self, '\n');
}

/* Marks of the same place would begin before the space that is still to be written. */
static void
flush_space (IbidComposer *self)
{
  if (!self->has_space || !self->is_open || self->n_chars == 0)
    return;
  if (self->text->str[self->text->len - 1] == '\n' || self->type == IBID_BLOCK_TYPE_TABLE)
    return;
  self->has_space = FALSE;
  append_char (self, ' ');
}

/**
 * ibid_composer_push_mark:
 * @self: a composer
 * @type: what the mark says
 * @value: (nullable): address of a link, tag of a language
 *
 * Begins a mark, inside those that are open. A link without an address and a language without a
 * tag, such as an address by mail or a place in the document itself, leave no mark behind.
 */
void
ibid_composer_push_mark (IbidComposer *self, IbidMarkType type, const char *value)
{
  Mark mark = { .type = type, .is_too_deep = self->open->len >= MAX_OPEN_MARKS };

  flush_space (self);
  mark.start = here (self);
  if (!mark.is_too_deep)
    mark.value =
        type == IBID_MARK_TYPE_LANGUAGE ? ibid_draft_dup_language (value) : g_strdup (value);
  g_array_append_val (self->open, mark);
}

/**
 * ibid_composer_pop_mark:
 * @self: a composer
 *
 * Ends the mark that was begun last.
 */
void
ibid_composer_pop_mark (IbidComposer *self)
{
  g_return_if_fail (self->open->len > 0);

  close_mark (self, &g_array_index (self->open, Mark, self->open->len - 1));
  g_array_set_size (self->open, self->open->len - 1);
}

/**
 * ibid_composer_begin_reference:
 * @self: a composer
 * @target: of the note, as in ibid_composer_set_note()
 *
 * Begins a reference to a note. One at a time.
 */
void
ibid_composer_begin_reference (IbidComposer *self, const char *target)
{
  flush_space (self);
  g_free (self->reference);
  self->reference = g_strdup (target);
  self->reference_start = here (self);
}

/**
 * ibid_composer_end_reference:
 * @self: a composer
 *
 * Ends the reference.
 */
void
ibid_composer_end_reference (IbidComposer *self)
{
  close_reference (self);
  g_clear_pointer (&self->reference, g_free);
}

/**
 * ibid_composer_begin_row:
 * @self: a composer, inside a table
 *
 * Begins a row of the table under way.
 */
void
ibid_composer_begin_row (IbidComposer *self)
{
  end_cell (self);
  if (self->n_rows > 0)
    append_char (self, '\n');
  self->n_rows++;
}

/**
 * ibid_composer_begin_cell:
 * @self: a composer, inside a table
 * @header: whether it heads a row or column
 * @colspan: how many columns it takes
 * @rowspan: how many rows it takes
 *
 * Begins a cell of the row under way.
 */
void
ibid_composer_begin_cell (IbidComposer *self, gboolean header, guint colspan, guint rowspan)
{
  IbidTableCell cell = { .header = header, .colspan = colspan, .rowspan = rowspan };

  end_cell (self);
  if (self->n_rows == 0)
    ibid_composer_begin_row (self);
  cell.row = self->n_rows - 1;
  if (self->cells->len > 0 &&
      g_array_index (self->cells, IbidTableCell, self->cells->len - 1).row == cell.row)
    append_char (self, '\t');
  cell.start = cell.end = self->n_chars;
  g_array_append_val (self->cells, cell);
  self->in_cell = TRUE;
}

static void
add_reference (IbidComposer *self, const Reference *reference)
{
  guint note = GPOINTER_TO_UINT (g_hash_table_lookup (self->notes, reference->target));
  IbidBlock *block = ibid_draft_peek_block (self->draft, reference->span.block);

  if (note != 0 && block != NULL && reference->span.end <= ibid_block_get_n_chars (block))
    ibid_draft_add_note_reference (self->draft, note - 1, &reference->span);
}

/**
 * ibid_composer_finish:
 * @self: a composer
 * @error: return location for %IBID_IMPORT_ERROR_EMPTY or %IBID_IMPORT_ERROR_TOO_LARGE
 *
 * Ends the block under way and resolves the references to notes.
 *
 * Returns: %FALSE with an error if there is no block, or more than an article may have
 */
gboolean
ibid_composer_finish (IbidComposer *self, GError **error)
{
  guint n_blocks;

  ibid_composer_end (self);
  n_blocks = ibid_draft_get_n_blocks (self->draft);
  for (guint i = 0; i < self->references->len; i++)
    add_reference (self, &g_array_index (self->references, Reference, i));
  g_array_set_size (self->references, 0);
  if (n_blocks == 0)
    g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY,
                         _ ("There is no text in the file."));
  else if (n_blocks > IBID_FORMAT_MAX_BLOCKS)
    g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
                 _ ("The file has %u paragraphs; an article may have %u."), n_blocks,
                 (guint)IBID_FORMAT_MAX_BLOCKS);
  return n_blocks > 0 && n_blocks <= IBID_FORMAT_MAX_BLOCKS;
}
