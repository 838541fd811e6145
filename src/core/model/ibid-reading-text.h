/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

/* The whole text of an article as one string: every block's text, joined by one newline. Immutable,
 * counted, safe to share between threads. Offsets are code points. */

typedef struct _IbidReadingText IbidReadingText;

#define IBID_TYPE_READING_TEXT (ibid_reading_text_get_type ())
GType ibid_reading_text_get_type (void) G_GNUC_CONST;

IbidReadingText *ibid_reading_text_new (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
/* one block that holds all; invalid UTF-8 is not accepted (returns NULL) */
IbidReadingText *ibid_reading_text_new_from_string (const char *text) G_GNUC_WARN_UNUSED_RESULT;
IbidReadingText *ibid_reading_text_new_take (char *text) G_GNUC_WARN_UNUSED_RESULT;
IbidReadingText *ibid_reading_text_ref (IbidReadingText *self);
void ibid_reading_text_unref (IbidReadingText *self);

const char *ibid_reading_text_get_text (IbidReadingText *self);
gsize ibid_reading_text_get_n_bytes (IbidReadingText *self);
guint ibid_reading_text_get_n_chars (IbidReadingText *self);
guint ibid_reading_text_get_n_blocks (IbidReadingText *self);
const char *ibid_reading_text_get_hash (IbidReadingText *self); /* SHA-256, lower-case hex */

gsize ibid_reading_text_bytes_from_chars (IbidReadingText *self, guint offset_chars);
guint ibid_reading_text_chars_from_bytes (IbidReadingText *self, gsize offset_bytes);
char *ibid_reading_text_dup_slice (IbidReadingText *self, guint start, guint end)
    G_GNUC_WARN_UNUSED_RESULT;

/* block and offset in its text ↔ offset in the reading text */
guint ibid_reading_text_get_block_start (IbidReadingText *self, guint block);
guint ibid_reading_text_get_block_length (IbidReadingText *self, guint block);
guint ibid_reading_text_offset_from_place (IbidReadingText *self, guint block, guint offset);
void ibid_reading_text_place_from_offset (IbidReadingText *self, guint offset, guint *block,
                                          guint *block_offset);
/* a range may cross blocks: one span for each block of which it holds at least one character */
GArray *ibid_reading_text_spans_from_range (IbidReadingText *self, guint start, guint end)
    G_GNUC_WARN_UNUSED_RESULT; /* IbidSpan */
gboolean ibid_reading_text_range_from_spans (IbidReadingText *self, const IbidSpan *spans,
                                             guint n_spans, guint *start, guint *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidReadingText, ibid_reading_text_unref)

G_END_DECLS
