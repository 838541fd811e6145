/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * IbidSpan:
 * @block: position of the block in its article's list of blocks
 * @start: first character, in Unicode code points from the start of the block's text
 * @end: one past the last character, in code points
 *
 * A half-open piece of one block's text. A plain value: copy it by assignment.
 */
typedef struct
{
  guint block;
  guint start;
  guint end;
} IbidSpan;

/**
 * IbidSpanRelation:
 *
 * How a first span lies to a second one, seen from the first.
 */
typedef enum
{
  IBID_SPAN_BEFORE,         /* ends before the second begins, or lies in an earlier block */
  IBID_SPAN_TOUCHES_BEFORE, /* ends where the second begins */
  IBID_SPAN_OVERLAPS,       /* shares characters; neither holds the other */
  IBID_SPAN_EQUAL,
  IBID_SPAN_CONTAINS,      /* holds all of the second, and more */
  IBID_SPAN_WITHIN,        /* lies inside the second, which holds more */
  IBID_SPAN_TOUCHES_AFTER, /* begins where the second ends */
  IBID_SPAN_AFTER,
} IbidSpanRelation;

#define IBID_TYPE_SPAN (ibid_span_get_type ())
GType ibid_span_get_type (void) G_GNUC_CONST;

IbidSpan *ibid_span_copy (const IbidSpan *span) G_GNUC_WARN_UNUSED_RESULT;
void ibid_span_free (IbidSpan *span);
gboolean ibid_span_is_empty (const IbidSpan *span);
guint ibid_span_length_chars (const IbidSpan *span);
int ibid_span_compare (const IbidSpan *a, const IbidSpan *b);
gboolean ibid_span_equal (const IbidSpan *a, const IbidSpan *b);
IbidSpanRelation ibid_span_relate (const IbidSpan *a, const IbidSpan *b);
gboolean ibid_span_overlaps (const IbidSpan *a, const IbidSpan *b);
gboolean ibid_span_contains_char (const IbidSpan *span, guint block, guint offset_chars);
gboolean ibid_span_intersect (const IbidSpan *a, const IbidSpan *b, IbidSpan *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidSpan, ibid_span_free)

G_END_DECLS
