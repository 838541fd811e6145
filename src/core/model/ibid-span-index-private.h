/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-span.h"

G_BEGIN_DECLS

/* Things with a span, ordered so that those at a place are found by halving. */
typedef struct
{
  IbidSpan span;
  guint reach; /* the farthest end in this block up to here */
  gpointer object;
} IbidSpanEntry;

GArray *ibid_span_index_new (guint n_expected) G_GNUC_WARN_UNUSED_RESULT;
/* to be called in reading order */
void ibid_span_index_append (GArray *index, const IbidSpan *span, gpointer object);
gpointer ibid_span_index_at (GArray *index, guint block, guint offset);
GPtrArray *ibid_span_index_overlapping (GArray *index, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
