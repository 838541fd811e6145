/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-offsets.h"
#include "ibid-reading-text.h"

/* every so many characters the byte is noted, so that an offset is found without a walk from the
 * start */
#define STRIDE 64

struct _IbidReadingText
{
  /* owned */
  char *text;
  char *hash; /* made when it is first asked for */
  guint
      *block_starts; /* n_blocks + 1 of them: the last is one past the end, where a next would be */
  guint32 *marks;    /* the byte of every STRIDE-th character */

  /* plain */
  gsize n_bytes;
  guint n_chars;
  guint n_blocks;
  gboolean is_ascii; /* bytes are characters, there are no marks */
};

G_DEFINE_BOXED_TYPE (IbidReadingText, ibid_reading_text, ibid_reading_text_ref,
                     ibid_reading_text_unref)

static void
clear (IbidReadingText *self)
{
  g_free (self->text);
  g_free (self->hash);
  g_free (self->block_starts);
  g_free (self->marks);
}

static void
make_marks (IbidReadingText *self)
{
  const char *at = self->text;

  self->n_chars = (guint)g_utf8_strlen (self->text, (gssize)self->n_bytes);
  self->is_ascii = self->n_chars == self->n_bytes;
  if (self->is_ascii)
    return;
  self->marks = g_new (guint32, self->n_chars / STRIDE + 1);
  for (guint i = 0; i <= self->n_chars; i++)
    {
      if (i % STRIDE == 0)
        self->marks[i / STRIDE] = (guint32)(at - self->text);
      at = g_utf8_next_char (at);
    }
}

static IbidReadingText *
new_take (char *text, guint *block_starts, guint n_blocks)
{
  IbidReadingText *self = g_atomic_rc_box_new0 (IbidReadingText);

  self->text = text;
  self->n_bytes = strlen (text);
  self->block_starts = block_starts;
  self->n_blocks = n_blocks;
  make_marks (self);
  return self;
}

/**
 * ibid_reading_text_new:
 * @article: an article
 *
 * Takes the text of an article as it is now; blocks do not change later.
 *
 * Returns: (transfer full): the reading text
 */
IbidReadingText *
ibid_reading_text_new (IbidArticle *article)
{
  guint n_blocks = 0;
  guint *starts = NULL;
  guint at = 0;

  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);

  n_blocks = ibid_article_get_n_blocks (article);
  starts = g_new (guint, n_blocks + 1);
  for (guint i = 0; i < n_blocks; i++)
    {
      starts[i] = at;
      at += ibid_block_get_n_chars (ibid_article_peek_block (article, i)) + 1;
    }
  starts[n_blocks] = at;
  return new_take (ibid_article_dup_reading_text (article), starts, n_blocks);
}

/**
 * ibid_reading_text_new_take:
 * @text: (transfer full): UTF-8; freed in any case
 *
 * Makes a reading text of one block of a string, such as a text that was kept of an earlier version
 * of an article.
 *
 * Returns: (transfer full) (nullable): the reading text; %NULL if @text is not valid UTF-8
 */
IbidReadingText *
ibid_reading_text_new_take (char *text)
{
  g_autofree char *owned = text;
  guint *starts = NULL;
  IbidReadingText *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  starts = g_new0 (guint, 2);
  self = new_take (g_steal_pointer (&owned), starts, 1);
  starts[1] = self->n_chars + 1;
  return self;
}

/**
 * ibid_reading_text_new_from_string:
 * @text: UTF-8
 *
 * As ibid_reading_text_new_take(), of a copy.
 *
 * Returns: (transfer full) (nullable): the reading text; %NULL if @text is not valid UTF-8
 */
IbidReadingText *
ibid_reading_text_new_from_string (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return ibid_reading_text_new_take (g_strdup (text));
}

/**
 * ibid_reading_text_ref:
 * @self: a reading text
 *
 * Takes a reference. May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
IbidReadingText *
ibid_reading_text_ref (IbidReadingText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ibid_reading_text_unref:
 * @self: a reading text
 *
 * Gives a reference back; the last one frees. May be called from any thread.
 */
void
ibid_reading_text_unref (IbidReadingText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear);
}

/**
 * ibid_reading_text_get_text:
 * @self: a reading text
 *
 * Returns: (transfer none): the text, valid UTF-8
 */
const char *
ibid_reading_text_get_text (IbidReadingText *self)
{
  return self->text;
}

/**
 * ibid_reading_text_get_n_bytes:
 * @self: a reading text
 *
 * Returns: length in bytes
 */
gsize
ibid_reading_text_get_n_bytes (IbidReadingText *self)
{
  return self->n_bytes;
}

/**
 * ibid_reading_text_get_n_chars:
 * @self: a reading text
 *
 * Returns: length in code points
 */
guint
ibid_reading_text_get_n_chars (IbidReadingText *self)
{
  return self->n_chars;
}

/**
 * ibid_reading_text_get_n_blocks:
 * @self: a reading text
 *
 * Returns: number of blocks; 1 if it was made of a string
 */
guint
ibid_reading_text_get_n_blocks (IbidReadingText *self)
{
  return self->n_blocks;
}

/**
 * ibid_reading_text_get_hash:
 * @self: a reading text
 *
 * The hash by which an annotation knows the text that it was made against. Reckoned at the first
 * call; may be called from any thread.
 *
 * Returns: (transfer none): SHA-256 of the UTF-8 text, in 64 lower-case hexadecimal digits
 */
const char *
ibid_reading_text_get_hash (IbidReadingText *self)
{
  if (g_once_init_enter (&self->hash))
    g_once_init_leave (&self->hash, g_compute_checksum_for_data (
                                        G_CHECKSUM_SHA256, (guchar *)self->text, self->n_bytes));
  return self->hash;
}

/**
 * ibid_reading_text_bytes_from_chars:
 * @self: a reading text
 * @offset_chars: offset in code points
 *
 * As ibid_text_bytes_from_chars(), in constant time.
 *
 * Returns: offset in bytes; past the end, the length
 */
gsize
ibid_reading_text_bytes_from_chars (IbidReadingText *self, guint offset_chars)
{
  gsize from = 0;

  if (offset_chars >= self->n_chars)
    return self->n_bytes;
  if (self->is_ascii)
    return offset_chars;
  from = self->marks[offset_chars / STRIDE];
  return from + ibid_text_bytes_from_chars (self->text + from, offset_chars % STRIDE);
}

/**
 * ibid_reading_text_chars_from_bytes:
 * @self: a reading text
 * @offset_bytes: offset in bytes
 *
 * As ibid_text_chars_from_bytes(), in logarithmic time.
 *
 * Returns: offset in code points; past the end, the length
 */
guint
ibid_reading_text_chars_from_bytes (IbidReadingText *self, gsize offset_bytes)
{
  guint low = 0;
  guint high = self->n_chars / STRIDE + 1;

  if (offset_bytes >= self->n_bytes)
    return self->n_chars;
  if (self->is_ascii)
    return (guint)offset_bytes;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->marks[middle] <= offset_bytes)
        low = middle;
      else
        high = middle;
    }
  return low * STRIDE + ibid_text_chars_from_bytes (self->text + self->marks[low],
                                                    offset_bytes - self->marks[low]);
}

/**
 * ibid_reading_text_dup_slice:
 * @self: a reading text
 * @start: first character, in code points
 * @end: one past the last, in code points
 *
 * As ibid_text_dup_slice().
 *
 * Returns: (transfer full): the piece
 */
char *
ibid_reading_text_dup_slice (IbidReadingText *self, guint start, guint end)
{
  gsize from = ibid_reading_text_bytes_from_chars (self, start);
  gsize to = ibid_reading_text_bytes_from_chars (self, MAX (start, end));

  return g_strndup (self->text + from, to - from);
}

/**
 * ibid_reading_text_get_block_start:
 * @self: a reading text
 * @block: position of a block
 *
 * Returns: where the block's text begins, in code points of the reading text; past the last block,
 *   the length of the reading text
 */
guint
ibid_reading_text_get_block_start (IbidReadingText *self, guint block)
{
  return block < self->n_blocks ? self->block_starts[block] : self->n_chars;
}

/**
 * ibid_reading_text_get_block_length:
 * @self: a reading text
 * @block: position of a block
 *
 * Returns: length of the block's text in code points; 0 past the last block
 */
guint
ibid_reading_text_get_block_length (IbidReadingText *self, guint block)
{
  if (block >= self->n_blocks)
    return 0;
  return self->block_starts[block + 1] - self->block_starts[block] - 1;
}

/**
 * ibid_reading_text_offset_from_place:
 * @self: a reading text
 * @block: position of a block
 * @offset: offset in the block's text, in code points; past its end counts as its end
 *
 * Turns a place in a block into one in the reading text.
 *
 * Returns: offset in the reading text, in code points
 */
guint
ibid_reading_text_offset_from_place (IbidReadingText *self, guint block, guint offset)
{
  return ibid_reading_text_get_block_start (self, block) +
         MIN (offset, ibid_reading_text_get_block_length (self, block));
}

/**
 * ibid_reading_text_place_from_offset:
 * @self: a reading text
 * @offset: offset in the reading text, in code points; past the end counts as the end
 * @block: (out): position of the block
 * @block_offset: (out): offset in its text, in code points
 *
 * Turns a place in the reading text into one in a block. The newline between two blocks belongs to
 * the end of the first.
 */
void
ibid_reading_text_place_from_offset (IbidReadingText *self, guint offset, guint *block,
                                     guint *block_offset)
{
  guint low = 0;
  guint high = MAX (self->n_blocks, 1);

  offset = MIN (offset, self->n_chars);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->block_starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  *block = low;
  *block_offset = offset - ibid_reading_text_get_block_start (self, low);
}

/**
 * ibid_reading_text_spans_from_range:
 * @self: a reading text
 * @start: first character, in code points
 * @end: one past the last, in code points
 *
 * Cuts a range at the borders of blocks. The newlines between blocks belong to none, and a block of
 * which the range holds no character gets no span.
 *
 * Returns: (transfer full) (element-type IbidSpan): the pieces in order, none of them empty
 */
GArray *
ibid_reading_text_spans_from_range (IbidReadingText *self, guint start, guint end)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  guint block = 0;
  guint offset = 0;

  end = MIN (end, self->n_chars);
  ibid_reading_text_place_from_offset (self, start, &block, &offset);
  for (; block < self->n_blocks && self->block_starts[block] < end; block++, offset = 0)
    {
      guint length = ibid_reading_text_get_block_length (self, block);
      IbidSpan span = { block, offset, MIN (end - self->block_starts[block], length) };

      if (!ibid_span_is_empty (&span))
        g_array_append_val (spans, span);
    }
  return spans;
}

/**
 * ibid_reading_text_range_from_spans:
 * @self: a reading text
 * @spans: (array length=n_spans): pieces of blocks, in order
 * @n_spans: how many
 * @start: (out): first character, in code points of the reading text
 * @end: (out): one past the last
 *
 * The range from the first of the spans to the last; what lies between them is part of it.
 *
 * Returns: whether there is such a range, with at least one character; else the results are left
 *   alone
 */
gboolean
ibid_reading_text_range_from_spans (IbidReadingText *self, const IbidSpan *spans, guint n_spans,
                                    guint *start, guint *end)
{
  guint from = 0;
  guint to = 0;

  if (n_spans == 0 || spans[0].block >= self->n_blocks ||
      spans[n_spans - 1].block >= self->n_blocks)
    return FALSE;
  from = ibid_reading_text_offset_from_place (self, spans[0].block, spans[0].start);
  to = ibid_reading_text_offset_from_place (self, spans[n_spans - 1].block, spans[n_spans - 1].end);
  if (from >= to)
    return FALSE;
  *start = from;
  *end = to;
  return TRUE;
}
