/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: looking for a quote by its words and their surroundings. */

#include "ibid-align-private.h"
#include "ibid-selector.h"

G_BEGIN_DECLS

/* where something is likely, in code points of the new text */
typedef struct
{
  guint likely;       /* or IBID_SELECTOR_NO_POSITION */
  guint region_start; /* what is not within costs the penalty */
  guint region_end;   /* 0: nothing is known */
  int penalty;
} IbidHint;

/* a selector, taken apart: what stood before, the quote and what stood after, in one row */
typedef struct
{
  IbidTokenRow row;
  guint32 *ids;
  guint16 *weights;
  guint start; /* of the tokens to be looked for */
  guint end;
  gboolean cut_first; /* the first or last token may be the rest of a word */
  gboolean cut_last;
  guint quote_start; /* of the tokens of the quote */
  guint quote_end;
  guint quote_start_char; /* where the quote begins in prefix, quote and suffix, in code points */
  guint quote_end_char;
  const char *prefix; /* borrowed from the selector */
  const char *exact;
  const char *suffix;
  IbidHint hint;
  guint place; /* where it was, in code points of its text, or IBID_SELECTOR_NO_POSITION */
} IbidQuery;

void ibid_query_init (IbidQuery *self, const IbidTokenIndex *index, IbidSelector *selector);
guint ibid_query_get_weight (const IbidQuery *self);
void ibid_query_clear (IbidQuery *self);
int ibid_query_compare_surroundings (const IbidQuery *self, IbidReadingText *text, guint start,
                                     guint end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidQuery, ibid_query_clear)

/* a place that may be the one; pairs are of the tokens of the query from start on */
typedef struct
{
  int score;
  guint start; /* in code points */
  guint end;
  IbidPair *pairs;
} IbidCandidate;

/* the best two places that do not overlap; score IBID_ALIGN_NOTHING: there is none */
typedef struct
{
  IbidCandidate best;
  IbidCandidate second;
} IbidFindings;

void ibid_findings_clear (IbidFindings *self);
void ibid_search (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
                  IbidAligner *aligner, IbidFindings *findings);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidFindings, ibid_findings_clear)

guint16 ibid_token_weight (const IbidTokenIndex *index, guint32 previous, guint32 id,
                           const IbidToken *token);

/* a quote and its surroundings in some row, and where they are in the new one */
typedef struct
{
  const IbidTokenRow *row;
  const guint16 *weights;
  const IbidPair *pairs; /* of the tokens from start on */
  guint start;
  guint end;
  guint quote_start;
  guint quote_end;
  guint start_char; /* of the quote, in code points of the row's text */
  guint end_char;
} IbidSighting;

gboolean ibid_sighting_get_range (const IbidSighting *self, const IbidTokenRow *new, guint *start,
                                  guint *end);
IbidSighting ibid_query_sight (const IbidQuery *self, const IbidPair *pairs);

G_END_DECLS
