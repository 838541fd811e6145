/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-sentence-index.h"

G_BEGIN_DECLS

/* a claim, and the citation (borrowed) that stands behind it; reach is the furthest end of this and
 * all earlier claims of the block, so that a search backwards knows when to stop */
typedef struct
{
  IbidSpan span;
  IbidCitation *citation;
  guint reach;
} IbidPlacedCitation;

/* a note reference, and the block of its note */
typedef struct
{
  IbidSpan span;
  guint note;
} IbidPlacedNote;

GArray *ibid_sentence_index_get_claims (IbidSentenceIndex *self);
GArray *ibid_sentence_index_get_note_places (IbidSentenceIndex *self);
guint ibid_sentences_position (GArray *sentences, guint offset);

G_END_DECLS
