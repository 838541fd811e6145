/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-article-format.h"
#include "ibid-import-decode.h"
#include "ibid-import-error.h"
#include "ibid-text-head.h"
#include "ibid-text-line.h"

/* a line longer than this was not broken to fit a page: its end is the end of a paragraph */
#define MAX_WRAPPED_BYTES 160
/* a paragraph of more lines than this is cut */
#define MAX_CHUNK_LINES 20000
/* how far the head of an article reaches: title, author, date */
#define MAX_HEAD_LINES 12

typedef struct
{
  IbidDraft *draft;
  GArray *lines;    /* of IbidLine: a run of lines without an empty one between */
  const char *rest; /* what follows it */

  gboolean by_lines; /* there are no empty lines: each line is a paragraph */
  gboolean in_notes; /* under a heading such as "Notes" */
  guint n_lines;     /* of the whole text so far */
  guint last_number; /* of the block before, if it is a note or numbered; else 0 */
} Reader;

static const IbidLine *
get_line (const Reader *self, guint index)
{
  return &g_array_index (self->lines, IbidLine, index);
}

static gboolean
is_at_end (const Reader *self, guint next)
{
  return next >= self->lines->len && self->rest[strspn (self->rest, " \t\r\n\f\v")] == '\0';
}

/* Joins lines, with one space in the place of each line's end. */
static char *
join_lines (const Reader *self, guint first, guint last)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i <= last; i++)
    {
      const IbidLine *line = get_line (self, i);
      guint mark = i == first || line->kind == IBID_LINE_QUOTE ? line->mark_bytes : 0;

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, line->text + mark, (gssize)(line->size_bytes - mark));
    }
  return g_string_free (text, FALSE);
}

/* the last place to cut a text that is too long for a block: behind a white space, else anywhere */
static gsize
find_cut (const char *text)
{
  gsize cut = IBID_FORMAT_MAX_BLOCK_BYTES;

  while (cut > IBID_FORMAT_MAX_BLOCK_BYTES / 2 && !g_ascii_isspace (text[cut - 1]))
    cut--;
  if (cut > IBID_FORMAT_MAX_BLOCK_BYTES / 2)
    return cut;
  cut = IBID_FORMAT_MAX_BLOCK_BYTES;
  while (((guchar)text[cut] & 0xC0) == 0x80)
    cut--;
  return cut;
}

static IbidBlock *
add_block (Reader *self, IbidBlockType type, const char *text)
{
  while (strlen (text) > IBID_FORMAT_MAX_BLOCK_BYTES)
    {
      gsize cut = find_cut (text);
      g_autofree char *piece = g_strndup (text, cut);

      ibid_draft_add_block (self->draft, type, g_strchomp (piece));
      text += cut;
    }
  return ibid_draft_add_block (self->draft, type, text);
}

/* A number makes a note under the heading of notes; "[3]" does so also elsewhere, if a sentence
 * begins behind it. */
static gboolean
is_note (Reader *self, const IbidLine *line)
{
  if (line->kind == IBID_LINE_NOTE)
    return self->in_notes || !g_unichar_islower (g_utf8_get_char (line->text + line->mark_bytes));
  return line->kind == IBID_LINE_NUMBERED && self->in_notes;
}

static IbidBlockType
type_of_marked (Reader *self, const IbidLine *line)
{
  if (is_note (self, line))
    return IBID_BLOCK_TYPE_NOTE;
  switch (line->kind)
    {
    case IBID_LINE_HEADING:
      return IBID_BLOCK_TYPE_HEADING;
    case IBID_LINE_BULLET:
    case IBID_LINE_NUMBERED:
      return IBID_BLOCK_TYPE_LIST_ITEM;
    case IBID_LINE_QUOTE:
      return IBID_BLOCK_TYPE_QUOTE;
    case IBID_LINE_CAPTION:
      return IBID_BLOCK_TYPE_FIGURE;
    case IBID_LINE_SEPARATOR:
      return IBID_BLOCK_TYPE_SEPARATOR;
    case IBID_LINE_PROSE:
    case IBID_LINE_NOTE:
      return IBID_BLOCK_TYPE_PARAGRAPH;
    }
  g_assert_not_reached ();
}

/* A heading stands by itself and has something under it; "1. Scope" is one where no list goes on.
 */
static gboolean
is_heading (Reader *self, guint first, guint last)
{
  const IbidLine *line = get_line (self, first);

  if (line->kind == IBID_LINE_HEADING)
    return TRUE;
  if (first != last || is_at_end (self, last + 1) || !ibid_line_looks_like_heading (line))
    return FALSE;
  if (self->by_lines && last + 1 < self->lines->len &&
      get_line (self, last + 1)->size_bytes < line->size_bytes)
    return FALSE;
  return line->kind == IBID_LINE_PROSE ||
         (!self->in_notes && self->lines->len == 1 && line->number != self->last_number + 1);
}

static void
set_details (Reader *self, IbidBlock *block, const IbidLine *line)
{
  gboolean is_numbered = line->kind == IBID_LINE_NUMBERED || line->kind == IBID_LINE_NOTE;
  g_autofree char *label = g_strdup_printf ("%u", line->number);

  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      ibid_block_set_level (block, line->kind == IBID_LINE_HEADING              ? line->number
                                   : ibid_draft_get_n_blocks (self->draft) == 1 ? 1
                                                                                : 2);
      break;
    case IBID_BLOCK_TYPE_LIST_ITEM:
      ibid_block_set_level (block, MIN (line->indent / 2 + 1, 6));
      ibid_block_set_list (block, is_numbered, is_numbered ? line->number : 0);
      break;
    case IBID_BLOCK_TYPE_NOTE:
      ibid_block_set_label (block, label);
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_FIGURE:
    case IBID_BLOCK_TYPE_TABLE:
    case IBID_BLOCK_TYPE_QUOTE:
    case IBID_BLOCK_TYPE_PREFORMATTED:
    case IBID_BLOCK_TYPE_SEPARATOR:
      break;
    }
  self->last_number = is_numbered ? line->number : 0;
}

static void
add_lines (Reader *self, guint first, guint last)
{
  const IbidLine *line = get_line (self, first);
  IbidBlockType type = type_of_marked (self, line);
  gboolean is_head = line->kind == IBID_LINE_PROSE && self->n_lines <= MAX_HEAD_LINES &&
                     ibid_draft_get_n_blocks (self->draft) > 0 &&
                     ibid_text_head_read (self->draft, line);
  g_autofree char *text = NULL;

  if (!is_head && is_heading (self, first, last))
    {
      type = IBID_BLOCK_TYPE_HEADING;
      self->in_notes = ibid_line_is_notes_heading (line);
    }
  /* the number of a heading is part of it: it is said in the text */
  if (type == IBID_BLOCK_TYPE_SEPARATOR)
    text = g_strdup ("");
  else if (type == IBID_BLOCK_TYPE_HEADING && line->kind == IBID_LINE_NUMBERED)
    text = g_strndup (line->text, line->size_bytes);
  else
    text = join_lines (self, first, last);
  set_details (self, add_block (self, type, text), line);
  if (type == IBID_BLOCK_TYPE_HEADING && ibid_draft_get_n_blocks (self->draft) == 1)
    ibid_csl_set (ibid_draft_get_metadata (self->draft), IBID_CSL_TITLE, text);
}

/* Whether a line goes on with the paragraph of the line before it. */
static gboolean
goes_on (const Reader *self, guint index, guint longest)
{
  const IbidLine *before = get_line (self, index - 1);
  const IbidLine *line = get_line (self, index);

  if (before->kind == IBID_LINE_QUOTE && line->kind == IBID_LINE_QUOTE)
    return TRUE;
  if (self->by_lines || line->kind != IBID_LINE_PROSE || before->kind == IBID_LINE_HEADING ||
      before->kind == IBID_LINE_SEPARATOR)
    return FALSE;
  return before->size_bytes <= MAX_WRAPPED_BYTES && before->size_bytes * 2 > longest;
}

static void
add_chunk (Reader *self)
{
  guint longest = 0;
  guint first = 0;

  for (guint i = 0; i < self->lines->len; i++)
    longest = MAX (longest, get_line (self, i)->size_bytes);
  for (guint i = 1; i <= self->lines->len; i++)
    if (i == self->lines->len || !goes_on (self, i, longest))
      {
        add_lines (self, first, i - 1);
        first = i;
      }
  g_array_set_size (self->lines, 0);
}

static gboolean
has_empty_lines (const char *text)
{
  gboolean was_empty = FALSE;
  gboolean any = FALSE;

  while (*text != '\0')
    {
      IbidLine line;
      gboolean is_empty = !ibid_line_read (&text, &line);

      if (!is_empty && was_empty && any)
        return TRUE;
      was_empty = is_empty;
      any |= !is_empty;
    }
  return FALSE;
}

static gboolean
check_limits (Reader *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (ibid_draft_get_n_blocks (self->draft) <= IBID_FORMAT_MAX_BLOCKS)
    return TRUE;
  g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
               _ ("The text has more than %d paragraphs."), IBID_FORMAT_MAX_BLOCKS);
  return FALSE;
}

static gboolean
read_lines (Reader *self, const char *text, GCancellable *cancellable, GError **error)
{
  while (*text != '\0')
    {
      IbidLine line;
      gboolean is_filled = ibid_line_read (&text, &line);

      self->rest = text;
      if (is_filled)
        {
          g_array_append_val (self->lines, line);
          self->n_lines++;
        }
      if ((!is_filled && !self->by_lines) || self->lines->len >= MAX_CHUNK_LINES)
        {
          add_chunk (self);
          if (!check_limits (self, cancellable, error))
            return FALSE;
        }
    }
  add_chunk (self);
  return check_limits (self, cancellable, error);
}

/**
 * ibid_import_text:
 * @input: the file
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #IBID_IMPORT_ERROR (%IBID_IMPORT_ERROR_TEXT,
 *   %IBID_IMPORT_ERROR_EMPTY, %IBID_IMPORT_ERROR_TOO_LARGE) or #G_IO_ERROR
 *
 * Makes a draft of a plain text. Paragraphs are parted by empty lines, and by lines where there are
 * none; lines that were broken to fit a page are joined. Headings, lists, captions and notes are
 * known by their looks; the words stay as they are.
 *
 * Returns: (transfer full) (nullable): the draft
 */
IbidDraft *
ibid_import_text (const IbidImportInput *input, GCancellable *cancellable, GError **error)
{
  g_autofree char *encoding = NULL;
  g_autofree char *text = ibid_import_decode (input->bytes, &encoding, error);
  g_autoptr (IbidDraft) draft = ibid_draft_new ();
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (IbidLine));
  Reader self = { .draft = draft, .lines = lines };

  if (text == NULL)
    return NULL;
  self.by_lines = !has_empty_lines (text);
  ibid_draft_set_encoding (draft, encoding);
  if (!read_lines (&self, text, cancellable, error))
    return NULL;
  if (ibid_draft_get_n_blocks (draft) == 0)
    {
      g_set_error_literal (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_EMPTY,
                           _ ("There is no text in this file."));
      return NULL;
    }
  ibid_text_head_guess_language (draft, text);
  return g_steal_pointer (&draft);
}
