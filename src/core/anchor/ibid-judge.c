/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <string.h>
#include "ibid-judge-private.h"

/*
 * A highlight at a wrong place is worse than none. So a place has to earn its being accepted by
 * what is found again of the quote and of its surroundings together, and it is only taken without
 * asking if the quote's words are all there and no other place comes near it.
 */

/* of the information in quote and context, less what the changes between cost: with less, more
 * speaks against the place than for it */
#define LEAST_SCORE 0.45
/* of the quote's characters; with less, most of what was marked is gone */
#define LEAST_KEPT 0.5
/* with that much no other place is likely, and so far the next best has to be behind, in bits: a
 * chance of one in a thousand */
#define SURE_SCORE 0.6
#define SURE_LEAD (10 * IBID_ALIGN_BIT)

#define MAP_CONTEXT 8 /* tokens on each side that show whether a quote still is in its place */

/* a quote and its surroundings in some row, and where they are in the new one */
typedef struct
{
  const IbidTokenRow *row;
  const guint16 *weights;
  const IbidPair *pairs; /* of the whole row */
  guint start;
  guint end;
  guint quote_start;
  guint quote_end;
} Sighting;

/* what share of the quote's characters is there, or has another word in its place */
static double
share_kept (const Sighting *s)
{
  guint all = 0;
  guint kept = 0;

  for (guint i = s->quote_start; i < s->quote_end; i++)
    {
      guint length = s->row->tokens[i].end - s->row->tokens[i].start;

      all += length;
      if (s->pairs[i].kind != IBID_PAIR_NONE)
        kept += length;
    }
  return all > 0 ? kept / (double)all : 0;
}

static guint
total_weight (const Sighting *s)
{
  guint sum = 0;

  for (guint i = s->start; i < s->end; i++)
    sum += s->weights[i];
  return sum;
}

/* whether all of a run of tokens is there, with nothing in between */
static gboolean
is_whole (const Sighting *s, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (s->pairs[i].kind != IBID_PAIR_SAME ||
        (i > start && s->pairs[i].token != s->pairs[i - 1].token + 1))
      return FALSE;
  return TRUE;
}

/* whether the words at both borders of the quote still have the same neighbours */
static gboolean
is_context_whole (const Sighting *s)
{
  guint start = s->start + (s->quote_start > s->start);
  guint end = s->end - (s->end > s->quote_end);

  return is_whole (s, start, end);
}

static IbidAnchorState
state_of (const Sighting *s, gboolean same_place, gboolean sure)
{
  if (!sure || !is_whole (s, s->quote_start, s->quote_end))
    return IBID_ANCHOR_STATE_UNCERTAIN;
  return same_place || is_context_whole (s) ? IBID_ANCHOR_STATE_EXACT : IBID_ANCHOR_STATE_MOVED;
}

/**
 * ibid_judge_findings:
 * @index: the new text
 * @text: the same
 * @query: what was looked for
 * @findings: what was found
 * @result: (inout): lost; made anything else if that is right
 *
 * Judges what a search for quote and context has found.
 */
void
ibid_judge_findings (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
                     const IbidFindings *findings, IbidAnchorResult *result)
{
  const IbidCandidate *best = &findings->best;
  const Sighting s = { &query->row, query->weights,     best->pairs,     query->start,
                       query->end,  query->quote_start, query->quote_end };
  double score = 0;
  gboolean sure = FALSE;

  if (best->score == IBID_ALIGN_NOTHING)
    return;
  score = best->score / (double)MAX (1, total_weight (&s) + 3 * IBID_ALIGN_BIT);
  if (score < LEAST_SCORE || share_kept (&s) < LEAST_KEPT)
    return;
  sure = score >= SURE_SCORE && (findings->second.score == IBID_ALIGN_NOTHING ||
                                 best->score - findings->second.score >= SURE_LEAD);
  result->state = state_of (&s, best->start == query->place, sure);
  result->start = best->start;
  result->end = best->end;
  result->score = CLAMP (score, 0, 1);
}

/* the token at or after a character of the old text */
static guint
find_token (const IbidTokenRow *row, guint place)
{
  guint low = 0;
  guint high = row->n_tokens;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (row->tokens[middle].end <= place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * ibid_judge_map:
 * @index: the new text
 * @text: the same
 * @map: what has become of the old text
 * @start: where the quote is in the old text, in code points
 * @end: where it ends
 * @result: (inout): lost; made anything else if that is right
 *
 * Reads from a map what has become of a quote.
 *
 * Returns: whether enough of it is there
 */
gboolean
ibid_judge_map (const IbidTokenIndex *index, IbidReadingText *text, const IbidTextMap *map,
                guint start, guint end, IbidAnchorResult *result)
{
  Sighting s = { .row = &map->row, .weights = map->weights, .pairs = map->pairs };

  s.quote_start = find_token (s.row, start);
  s.quote_end = s.quote_start;
  while (s.quote_end < s.row->n_tokens && s.row->tokens[s.quote_end].start < end)
    s.quote_end++;
  s.start = s.quote_start - MIN (s.quote_start, MAP_CONTEXT);
  s.end = MIN (s.quote_end + MAP_CONTEXT, s.row->n_tokens);
  if (s.quote_start >= s.quote_end || share_kept (&s) < LEAST_KEPT ||
      !ibid_pairs_get_range (s.row, s.quote_start, s.quote_end, start, end, &index->row, s.pairs,
                             &result->start, &result->end))
    return FALSE;
  result->state = state_of (&s, result->start == start, TRUE);
  result->score = share_kept (&s);
  return TRUE;
}

/**
 * ibid_judge_is_taken:
 * @map: what has become of the old text
 * @query: what was looked for
 * @candidate: a place where it may be
 *
 * Tells whether a place that looks like the one looked for is known to have come from elsewhere.
 *
 * Returns: whether most of its words have another origin
 */
gboolean
ibid_judge_is_taken (const IbidTextMap *map, const IbidQuery *query, const IbidCandidate *candidate)
{
  guint n = 0;
  guint n_taken = 0;

  for (guint i = query->quote_start; i < query->quote_end; i++)
    if (candidate->pairs[i].kind != IBID_PAIR_NONE)
      {
        n++;
        n_taken += map->taken[candidate->pairs[i].token];
      }
  return 2 * n_taken > n;
}
