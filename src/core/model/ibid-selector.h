/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reading-text.h"

G_BEGIN_DECLS

/* code points of context on each side of a quote */
#define IBID_SELECTOR_CONTEXT_CHARS 32

/*
 * The description of a place in a text: the quote, what stood before and after it, where it stood,
 * and in which text. Immutable and reference counted; safe to share between threads.
 * (Web Annotation Data Model, TextQuoteSelector and TextPositionSelector.)
 */
#define IBID_TYPE_SELECTOR (ibid_selector_get_type ())
typedef struct _IbidSelector IbidSelector;

/* start and end of a selector that has no position */
#define IBID_SELECTOR_NO_POSITION G_MAXUINT

GType ibid_selector_get_type (void) G_GNUC_CONST;
IbidSelector *ibid_selector_new (const char *exact, const char *prefix, const char *suffix,
                                 guint start, guint end, const char *text_hash)
    G_GNUC_WARN_UNUSED_RESULT;
IbidSelector *ibid_selector_new_for_range (IbidReadingText *text, guint start, guint end)
    G_GNUC_WARN_UNUSED_RESULT;
IbidSelector *ibid_selector_ref (IbidSelector *self);
void ibid_selector_unref (IbidSelector *self);
const char *ibid_selector_get_exact (IbidSelector *self);
const char *ibid_selector_get_prefix (IbidSelector *self);
const char *ibid_selector_get_suffix (IbidSelector *self);
gboolean ibid_selector_get_position (IbidSelector *self, guint *start, guint *end);
const char *ibid_selector_get_text_hash (IbidSelector *self);
gboolean ibid_selector_equal (IbidSelector *a, IbidSelector *b);
gboolean ibid_selector_is_of (IbidSelector *self, IbidReadingText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidSelector, ibid_selector_unref)

G_END_DECLS
