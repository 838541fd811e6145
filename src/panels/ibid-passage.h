/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-article.h"

G_BEGIN_DECLS

/* The text that an annotation is about. */

typedef enum
{
  IBID_PASSAGE_START,
  IBID_PASSAGE_END,
} IbidPassageSide;

/* as it reads now; of a lost one, as it read when it was made. Blocks are joined by newlines */
char *ibid_passage_dup_text (IbidAnnotation *annotation, IbidArticle *article)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_passage_dup_spans_text (IbidArticle *article, const IbidSpan *spans, guint n_spans)
    G_GNUC_WARN_UNUSED_RESULT;
/* moves one side of a range by a word, from block to block; direction is 1 or -1. FALSE: there is
 * no word there, or none would be left */
gboolean ibid_passage_step (IbidArticle *article, IbidReadingText *text, IbidPassageSide side,
                            int direction, guint *start, guint *end);

G_END_DECLS
