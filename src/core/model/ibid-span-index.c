/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-span-index-private.h"

#define entry_at(index, i) (&g_array_index ((index), IbidSpanEntry, (i)))

/**
 * ibid_span_index_new:
 * @n_expected: how many entries will come
 *
 * Makes an empty index.
 *
 * Returns: (transfer full) (element-type IbidSpanEntry): the index
 */
GArray *
ibid_span_index_new (guint n_expected)
{
  return g_array_sized_new (FALSE, FALSE, sizeof (IbidSpanEntry), n_expected);
}

/**
 * ibid_span_index_append:
 * @index: an index
 * @span: a span, not before the last one that was appended
 * @object: what lies there, borrowed
 *
 * Appends an entry.
 */
void
ibid_span_index_append (GArray *index, const IbidSpan *span, gpointer object)
{
  IbidSpanEntry entry = { *span, span->end, object };

  if (index->len > 0)
    {
      const IbidSpanEntry *last = entry_at (index, index->len - 1);

      if (last->span.block == span->block)
        entry.reach = MAX (entry.reach, last->reach);
    }
  g_array_append_val (index, entry);
}

/* number of entries that start before a place, or in an earlier block */
static guint
count_before (GArray *index, guint block, guint offset)
{
  guint low = 0;
  guint high = index->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const IbidSpan *span = &entry_at (index, middle)->span;

      if (span->block < block || (span->block == block && span->start < offset))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* the entries of a block that start before a place and reach past another one */
static gboolean
is_in_reach (GArray *index, guint i, guint block, guint offset)
{
  const IbidSpanEntry *entry = entry_at (index, i);

  return entry->span.block == block && entry->reach > offset;
}

/**
 * ibid_span_index_at:
 * @index: an index
 * @block: a block
 * @offset: a character of it, in code points
 *
 * Finds the shortest thing that holds a character.
 *
 * Returns: (transfer none) (nullable): the thing; of equally short ones the one that starts first
 */
gpointer
ibid_span_index_at (GArray *index, guint block, guint offset)
{
  guint i = count_before (index, block, offset + 1);
  const IbidSpanEntry *best = NULL;

  while (i > 0 && is_in_reach (index, i - 1, block, offset))
    {
      const IbidSpanEntry *entry = entry_at (index, --i);

      if (entry->span.end > offset && (best == NULL || ibid_span_length_chars (&entry->span) <=
                                                           ibid_span_length_chars (&best->span)))
        best = entry;
    }
  return best != NULL ? best->object : NULL;
}

/**
 * ibid_span_index_overlapping:
 * @index: an index
 * @span: a piece of text
 *
 * Finds everything that shares characters with a span.
 *
 * Returns: (transfer container): the things, borrowed, in reading order
 */
GPtrArray *
ibid_span_index_overlapping (GArray *index, const IbidSpan *span)
{
  GPtrArray *found = g_ptr_array_new ();
  guint end = count_before (index, span->block, span->end);
  guint start = end;

  while (start > 0 && is_in_reach (index, start - 1, span->block, span->start))
    start--;
  for (guint i = start; i < end; i++)
    if (ibid_span_overlaps (&entry_at (index, i)->span, span))
      g_ptr_array_add (found, entry_at (index, i)->object);
  return found;
}
