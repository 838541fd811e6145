/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-offsets.h"

#define STEP_BYTES 512

/* the first character that begins at or behind a place */
static gsize
align (const char *text, gsize at)
{
  while (((guchar)text[at] & 0xC0) == 0x80)
    at++;
  return at;
}

/* how many characters begin between two places */
static guint
count (const char *text, gsize start, gsize end)
{
  guint n = 0;

  for (gsize i = start; i < end; i++)
    n += ((guchar)text[i] & 0xC0) != 0x80;
  return n;
}

/**
 * ibid_cite_offsets_set:
 * @self: offsets
 * @text: UTF-8; it has to live as long as the offsets are asked for
 *
 * Begins with another text.
 */
void
ibid_cite_offsets_set (IbidCiteOffsets *self, const char *text)
{
  guint32 n = 0;
  gsize start = 0;

  if (self->counts == NULL)
    self->counts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_set_size (self->counts, 0);
  self->text = text;
  g_array_append_val (self->counts, n);
  for (gsize at = 0; text[at] != '\0'; at++)
    {
      if (at - start == STEP_BYTES)
        {
          g_array_append_val (self->counts, n);
          start = at;
        }
      n += ((guchar)text[at] & 0xC0) != 0x80;
    }
}

/**
 * ibid_cite_offsets_chars:
 * @self: offsets
 * @offset_bytes: a place in the text, in bytes
 *
 * Converts a place. The work does not depend on how far from the beginning it lies.
 *
 * Returns: the place in code points
 */
guint
ibid_cite_offsets_chars (const IbidCiteOffsets *self, gsize offset_bytes)
{
  gsize step = MIN (offset_bytes / STEP_BYTES, self->counts->len - 1);
  gsize start = step * STEP_BYTES;

  return g_array_index (self->counts, guint32, step) +
         count (self->text, start, align (self->text, offset_bytes));
}

/**
 * ibid_cite_offsets_clear:
 * @self: offsets
 *
 * Frees what they own.
 */
void
ibid_cite_offsets_clear (IbidCiteOffsets *self)
{
  g_clear_pointer (&self->counts, g_array_unref);
}
