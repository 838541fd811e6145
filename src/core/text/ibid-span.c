/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-text"

#include "config.h"

#include "ibid-span.h"

G_DEFINE_BOXED_TYPE (IbidSpan, ibid_span, ibid_span_copy, ibid_span_free)

/**
 * ibid_span_copy:
 * @span: a span
 *
 * Copies a span to the heap, for places that want a pointer.
 *
 * Returns: (transfer full): the copy
 */
IbidSpan *
ibid_span_copy (const IbidSpan *span)
{
  IbidSpan *copy = NULL;

  g_return_val_if_fail (span != NULL, NULL);

  copy = g_new (IbidSpan, 1);
  *copy = *span;
  return copy;
}

/**
 * ibid_span_free:
 * @span: (nullable): a span from ibid_span_copy()
 *
 * Frees a copied span.
 */
void
ibid_span_free (IbidSpan *span)
{
  g_free (span);
}

/**
 * ibid_span_is_empty:
 * @span: a span
 *
 * Tells whether a span holds no character. A span that ends before it starts counts as empty.
 *
 * Returns: whether it is empty
 */
gboolean
ibid_span_is_empty (const IbidSpan *span)
{
  return span->end <= span->start;
}

/**
 * ibid_span_length_chars:
 * @span: a span
 *
 * Counts the characters of a span.
 *
 * Returns: length in code points
 */
guint
ibid_span_length_chars (const IbidSpan *span)
{
  return ibid_span_is_empty (span) ? 0 : span->end - span->start;
}

static int
compare_numbers (guint a, guint b)
{
  return (a > b) - (a < b);
}

/**
 * ibid_span_compare:
 * @a: a span
 * @b: another one
 *
 * Orders spans as they are read: by block, then by start, then the shorter one first.
 *
 * Returns: negative, 0 or positive, as strcmp()
 */
int
ibid_span_compare (const IbidSpan *a, const IbidSpan *b)
{
  int order = compare_numbers (a->block, b->block);

  if (order == 0)
    order = compare_numbers (a->start, b->start);
  if (order == 0)
    order = compare_numbers (a->end, b->end);
  return order;
}

/**
 * ibid_span_equal:
 * @a: a span
 * @b: another one
 *
 * Compares by value.
 *
 * Returns: whether both are the same piece of the same block
 */
gboolean
ibid_span_equal (const IbidSpan *a, const IbidSpan *b)
{
  return a->block == b->block && a->start == b->start && a->end == b->end;
}

/**
 * ibid_span_relate:
 * @a: the first span
 * @b: the second span
 *
 * Tells how @a lies to @b. Exactly one relation holds; swapping the arguments gives the mirrored
 * one. An empty span at an edge of another one touches it, inside of it it is within.
 *
 * Returns: the relation, seen from @a
 */
IbidSpanRelation
ibid_span_relate (const IbidSpan *a, const IbidSpan *b)
{
  if (a->block != b->block)
    return a->block < b->block ? IBID_SPAN_BEFORE : IBID_SPAN_AFTER;
  if (a->start == b->start && a->end == b->end)
    return IBID_SPAN_EQUAL;
  if (a->end < b->start)
    return IBID_SPAN_BEFORE;
  if (a->start > b->end)
    return IBID_SPAN_AFTER;
  if (a->end == b->start)
    return IBID_SPAN_TOUCHES_BEFORE;
  if (a->start == b->end)
    return IBID_SPAN_TOUCHES_AFTER;
  if (a->start <= b->start && a->end >= b->end)
    return IBID_SPAN_CONTAINS;
  if (a->start >= b->start && a->end <= b->end)
    return IBID_SPAN_WITHIN;
  return IBID_SPAN_OVERLAPS;
}

/**
 * ibid_span_overlaps:
 * @a: a span
 * @b: another one
 *
 * Tells whether the two share at least one character. Empty spans share none.
 *
 * Returns: whether they overlap, in either way, or one holds the other
 */
gboolean
ibid_span_overlaps (const IbidSpan *a, const IbidSpan *b)
{
  return a->block == b->block && MAX (a->start, b->start) < MIN (a->end, b->end);
}

/**
 * ibid_span_contains_char:
 * @span: a span
 * @block: position of a block
 * @offset_chars: a character of that block, in code points
 *
 * Tells whether a character belongs to a span; the one at its end does not.
 *
 * Returns: whether the character is in the span
 */
gboolean
ibid_span_contains_char (const IbidSpan *span, guint block, guint offset_chars)
{
  return span->block == block && span->start <= offset_chars && offset_chars < span->end;
}

/**
 * ibid_span_intersect:
 * @a: a span
 * @b: another one
 * @out: (out) (optional): what they share; left alone if that is nothing
 *
 * Finds the characters that two spans share.
 *
 * Returns: whether they share any
 */
gboolean
ibid_span_intersect (const IbidSpan *a, const IbidSpan *b, IbidSpan *out)
{
  if (!ibid_span_overlaps (a, b))
    return FALSE;
  if (out != NULL)
    *out = (IbidSpan){ a->block, MAX (a->start, b->start), MIN (a->end, b->end) };
  return TRUE;
}
