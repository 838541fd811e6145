/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <math.h>
#include "ibid-judge-private.h"

/*
 * A highlight at a wrong place is worse than none. So a place has to earn its being accepted by
 * what is found again of the quote and of its surroundings together, and it is only taken without
 * asking if the quote's words are all there and no other place comes near it.
 */

/* of the information in quote and context, less what the changes between cost: a third is about
 * what remains if one whole side is gone and a word is changed on the other */
#define LEAST_SCORE 0.36
/* of the quote's characters; with less, most of what was marked is gone */
#define LEAST_KEPT 0.5
/* With that much no other place is likely. It has to be what it takes to single out one place of a
 * text, and ten bits more, a chance of one in a thousand; so far the next best has to be behind. */
#define SURE_SCORE 0.75
#define SURE_LEAD (10 * IBID_ALIGN_BIT)

/* tokens that may have come in between two of a quote: a paragraph */
#define MAX_INSERTED 400

#define FEW_WORDS 8 /* that may have come in without making a place doubtful */

#define MAP_CONTEXT 8 /* tokens on each side that show whether a quote still is in its place */

/* what share of the quote's characters is there, or has another word in its place */
static double
share_kept (const IbidSighting *s)
{
  guint all = 0;
  guint kept = 0;

  for (guint i = s->quote_start; i < s->quote_end; i++)
    {
      guint length = s->row->tokens[i].end - s->row->tokens[i].start;

      all += length;
      if (s->pairs[i - s->start].kind != IBID_PAIR_NONE)
        kept += length;
    }
  return all > 0 ? kept / (double)all : 0;
}

/* whether all of a run of tokens is there, with nothing in between */
static gboolean
is_whole (const IbidSighting *s, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (s->pairs[i - s->start].kind != IBID_PAIR_SAME ||
        (i > start && s->pairs[i - s->start].token != s->pairs[i - 1 - s->start].token + 1))
      return FALSE;
  return TRUE;
}

/* whether the words at both borders of the quote still have the same neighbours */
static gboolean
is_context_whole (const IbidSighting *s)
{
  guint start = s->start + (s->quote_start > s->start);
  guint end = s->end - (s->end > s->quote_end);

  return is_whole (s, start, end);
}

static IbidAnchorState
state_of (const IbidSighting *s, gboolean same_place, gboolean sure)
{
  if (!sure || !is_whole (s, s->quote_start, s->quote_end))
    return IBID_ANCHOR_STATE_UNCERTAIN;
  return same_place || is_context_whole (s) ? IBID_ANCHOR_STATE_EXACT : IBID_ANCHOR_STATE_MOVED;
}

/* whether at least half of what stood on one side is there; what is unknown speaks against nothing
 */
static gboolean
is_side_found (const IbidSighting *s, guint start, guint end)
{
  guint all = 0;
  guint found = 0;

  for (guint i = start; i < end; i++)
    {
      all += s->weights[i];
      if (s->pairs[i - s->start].kind >= IBID_PAIR_ALIKE)
        found += s->weights[i];
    }
  return 2 * found >= all;
}

/* whether nothing longer than a few words came in anywhere between; else two places that are each
 * half of it may have been taken for one */
static gboolean
is_compact (const IbidSighting *s)
{
  const IbidPair *pairs = s->pairs - s->start;
  guint first = s->start;
  guint last = s->end;

  while (first < s->quote_end && pairs[first].kind < IBID_PAIR_ALIKE)
    first++;
  while (last > first + 1 && pairs[last - 1].kind < IBID_PAIR_ALIKE)
    last--;
  return last > first && pairs[last - 1].token - pairs[first].token <= last - 1 - first + FEW_WORDS;
}

/**
 * ibid_judge_findings:
 * @index: the new text
 * @query: what was looked for
 * @findings: what was found
 * @result: (inout): lost; made anything else if that is right
 *
 * Judges what a search for quote and context has found.
 */
void
ibid_judge_findings (const IbidTokenIndex *index, const IbidQuery *query,
                     const IbidFindings *findings, IbidAnchorResult *result)
{
  const IbidCandidate *best = &findings->best;
  const IbidSighting s = ibid_query_sight (query, best->pairs);
  double score = 0;
  gboolean sure = FALSE;

  if (best->score == IBID_ALIGN_NOTHING)
    return;
  score = best->score / (double)MAX (1, ibid_query_get_weight (query) + 3 * IBID_ALIGN_BIT);
  if (score < LEAST_SCORE || share_kept (&s) < LEAST_KEPT)
    return;
  sure = score >= SURE_SCORE && is_side_found (&s, s.start, s.quote_start) &&
         is_side_found (&s, s.quote_end, s.end) && is_compact (&s) &&
         best->score >= IBID_ALIGN_BIT * log2 (index->row.n_tokens + 1) + SURE_LEAD &&
         (findings->second.score == IBID_ALIGN_NOTHING ||
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

static guint
length_of (const IbidTokenRow *row, guint token)
{
  return row->tokens[token].end - row->tokens[token].start;
}

/* Where a part of a quote was moved, or is found at a place that has nothing to do with the rest,
 * what hangs together and is the most of it stands for the whole; the partners of the others are
 * forgotten. */
static void
keep_main_part (const IbidTokenRow *row, guint start, guint end, IbidPair *pairs)
{
  guint best = 0;
  guint best_start = start;
  guint best_end = start;
  guint part = 0;
  guint part_start = start;
  guint last = end;

  for (guint i = start; i < end; i++)
    {
      const IbidPair *pair = &pairs[i - start];

      if (pair->kind == IBID_PAIR_NONE)
        continue;
      if (last < end && (pair->token <= pairs[last - start].token ||
                         pair->token - pairs[last - start].token > i - last + MAX_INSERTED))
        {
          part = 0;
          part_start = i;
        }
      part += length_of (row, i);
      last = i;
      if (part > best)
        {
          best = part;
          best_start = part_start;
          best_end = i + 1;
        }
    }
  for (guint i = start; i < end; i++)
    if (i < best_start || i >= best_end)
      pairs[i - start].kind = IBID_PAIR_NONE;
}

/* whether at least half of what stood on one side of a quote still stands near that end of it */
static gboolean
is_side_near (const IbidSighting *s, guint start, guint end, guint edge)
{
  const IbidPair *pairs = s->pairs - s->start;
  guint all = 0;
  guint near = 0;

  if (pairs[edge].kind == IBID_PAIR_NONE)
    return FALSE;
  for (guint i = start; i < end; i++)
    {
      guint low = MIN (pairs[i].token, pairs[edge].token);
      guint high = MAX (pairs[i].token, pairs[edge].token);

      all += s->weights[i];
      if (pairs[i].kind >= IBID_PAIR_ALIKE && high - low <= 2 * MAP_CONTEXT)
        near += s->weights[i];
    }
  return 2 * near >= all;
}

/* A quote that went to another place without either of its neighbours is hardly the same one. */
static gboolean
is_in_company (const IbidSighting *s)
{
  return is_side_near (s, s->start, s->quote_start, s->quote_start) ||
         is_side_near (s, s->quote_end, s->end, s->quote_end - 1);
}

/**
 * ibid_judge_map:
 * @index: the new text
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
ibid_judge_map (const IbidTokenIndex *index, const IbidTextMap *map, guint start, guint end,
                IbidAnchorResult *result)
{
  IbidSighting s = {
    .row = &map->row, .weights = map->weights, .start_char = start, .end_char = end
  };
  g_autofree IbidPair *pairs = NULL;
  IbidPair *quote = NULL;

  s.quote_start = find_token (s.row, start);
  s.quote_end = s.quote_start;
  while (s.quote_end < s.row->n_tokens && s.row->tokens[s.quote_end].start < end)
    s.quote_end++;
  if (s.quote_start >= s.quote_end)
    return FALSE;
  s.start = s.quote_start - MIN (s.quote_start, MAP_CONTEXT);
  s.end = MIN (s.quote_end + MAP_CONTEXT, s.row->n_tokens);
  pairs = g_memdup2 (map->pairs + s.start, (s.end - s.start) * sizeof *pairs);
  quote = pairs + s.quote_start - s.start;
  keep_main_part (s.row, s.quote_start, s.quote_end, quote);
  s.pairs = pairs;
  if (share_kept (&s) < LEAST_KEPT ||
      !ibid_sighting_get_range (&s, &index->row, &result->start, &result->end))
    return FALSE;
  result->state = state_of (&s, result->start == start, is_in_company (&s));
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
    if (candidate->pairs[i - query->start].kind != IBID_PAIR_NONE)
      {
        n++;
        n_taken += map->taken[candidate->pairs[i - query->start].token];
      }
  return 2 * n_taken > n;
}
