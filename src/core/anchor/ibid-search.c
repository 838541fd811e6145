/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <string.h>
#include "ibid-search-private.h"

/*
 * Three tokens in a row that stand in both texts point at a place: how far it is from where they
 * are in the query is the diagonal. Places on which several of them agree are aligned with the
 * whole query, and the best alignment is the answer; how good it has to be is judged elsewhere.
 * (The seeds and diagonals are those of W. Pearson and D. Lipman, "Improved tools for biological
 * sequence comparison", PNAS 85, 1988.)
 */

#define MAX_SEEDS 256                /* of one query */
#define MAX_PLACES_OF_SEED 64        /* of a seed that is everywhere, those next to the old place */
#define ENOUGH_HITS 512              /* the rarest seeds come first; more are not needed */
#define BIN 8                        /* diagonals that are one place */
#define PIECE 400                    /* tokens of a long query that are aligned at once */
#define MAX_TRIED 8                  /* places that are aligned */
#define NEAR 24                      /* tokens that are looked at on each side of a place */
#define AS_GOOD (IBID_ALIGN_BIT / 2) /* scores that say the same */
#define FAR 160 /* and if an end was not found: a sentence or two may have come in */

typedef struct
{
  guint32 token;    /* of the query */
  guint32 n_places; /* an upper bound */
  guint32 length;   /* 3 tokens, or 1 */
} Seed;

typedef struct
{
  gint32 bin;
  guint32 token;
  gint32 diagonal;
  gint32 weight;
} Hit;

typedef struct
{
  gint32 low; /* diagonals */
  gint32 high;
  gint32 peak; /* the one with the heaviest seed */
  gint32 peak_weight;
  gint32 weight;
} Spot;

static int
compare_seeds (gconstpointer a, gconstpointer b)
{
  const Seed *first = a;
  const Seed *second = b;

  if (first->n_places != second->n_places)
    return first->n_places < second->n_places ? -1 : 1;
  return (first->token > second->token) - (first->token < second->token);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *first = a;
  const Hit *second = b;

  if (first->bin != second->bin)
    return first->bin < second->bin ? -1 : 1;
  return (first->token > second->token) - (first->token < second->token);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *first = a;
  const Spot *second = b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;
  return (first->low > second->low) - (first->low < second->low);
}

static const guint32 *
places_of (const IbidTokenIndex *index, const IbidQuery *query, const Seed *seed, guint *n_places)
{
  const guint32 *ids = query->ids + seed->token;

  return seed->length == 3 ? ibid_token_index_get_gram_places (index, ids, n_places)
                           : ibid_token_index_get_places (index, *ids, n_places);
}

static GArray *
list_seeds (const IbidTokenIndex *index, const IbidQuery *query)
{
  GArray *seeds = g_array_new (FALSE, FALSE, sizeof (Seed));
  guint n = query->end - query->start;
  guint stride = 1 + n / MAX_SEEDS;

  for (guint i = query->start; i < query->end; i += stride)
    {
      Seed seed = { i, 0, 3 };

      if (query->ids[i] == IBID_TOKEN_UNKNOWN)
        continue;
      if (i + 2 < query->end && query->ids[i + 1] != IBID_TOKEN_UNKNOWN &&
          query->ids[i + 2] != IBID_TOKEN_UNKNOWN)
        {
          places_of (index, query, &seed, &seed.n_places);
          if (seed.n_places > 0)
            g_array_append_val (seeds, seed);
        }
      /* a word alone says little if it is everywhere */
      seed.length = 1;
      places_of (index, query, &seed, &seed.n_places);
      if (seed.n_places <= MAX_PLACES_OF_SEED / 2)
        g_array_append_val (seeds, seed);
    }
  g_array_sort (seeds, compare_seeds);
  return seeds;
}

/* the token at or after a character */
static guint
token_at (const IbidTokenRow *row, guint place)
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

/* of places in order, the window of at most MAX_PLACES_OF_SEED that lies round one of them */
static guint
skip_far_places (const guint32 *places, guint n_places, guint round)
{
  guint low = 0;
  guint high = n_places;

  if (n_places <= MAX_PLACES_OF_SEED)
    return 0;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (places[middle] < round)
        low = middle + 1;
      else
        high = middle;
    }
  low -= MIN (low, MAX_PLACES_OF_SEED / 2);
  return MIN (low, n_places - MAX_PLACES_OF_SEED);
}

static void
add_hits (const IbidTokenIndex *index, const IbidQuery *query, const Seed *seed, guint expected,
          GArray *hits)
{
  const guint32 *ids = query->ids + seed->token;
  guint n_places = 0;
  const guint32 *places = places_of (index, query, seed, &n_places);
  guint skipped = skip_far_places (places, n_places, expected);
  gint32 weight = 0;

  for (guint k = 0; k < seed->length; k++)
    weight += query->weights[seed->token + k];
  for (guint k = skipped; k < MIN (n_places, skipped + MAX_PLACES_OF_SEED); k++)
    {
      Hit hit = { 0, seed->token, (gint32)places[k] - (gint32)seed->token, weight };

      if (seed->length == 3 && memcmp (index->ids + places[k], ids, 3 * sizeof *ids) != 0)
        continue;
      hit.bin = (hit.diagonal + (gint32)query->row.n_tokens) / BIN;
      g_array_append_val (hits, hit);
    }
}

/* what the seeds of each bin say, each token of the query heard once; two bins that touch are one
 * spot, so that a place on their border does not lose half of its votes */
static GArray *
gather_spots (GArray *hits)
{
  GArray *bins = g_array_new (FALSE, FALSE, sizeof (Spot));
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (gint32));
  guint n_bins = 0;

  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);
      const Hit *before = i > 0 ? hit - 1 : NULL;
      Spot *spot = NULL;

      if (before == NULL || before->bin != hit->bin)
        {
          Spot fresh = { hit->diagonal, hit->diagonal, hit->diagonal, 0, 0 };

          g_array_append_val (bins, fresh);
          g_array_append_val (indices, hit->bin);
        }
      spot = &g_array_index (bins, Spot, bins->len - 1);
      spot->low = MIN (spot->low, hit->diagonal);
      spot->high = MAX (spot->high, hit->diagonal);
      if (before == NULL || before->bin != hit->bin || before->token != hit->token)
        spot->weight += hit->weight;
      if (hit->weight > spot->peak_weight)
        {
          spot->peak = hit->diagonal;
          spot->peak_weight = hit->weight;
        }
    }
  n_bins = bins->len;
  for (guint i = 0; i + 1 < n_bins; i++)
    if (g_array_index (indices, gint32, i) + 1 == g_array_index (indices, gint32, i + 1))
      {
        const Spot *a = &g_array_index (bins, Spot, i);
        const Spot *b = &g_array_index (bins, Spot, i + 1);
        const Spot *main = a->weight >= b->weight ? a : b;
        Spot both = { a->low, b->high, main->peak, main->peak_weight, a->weight + b->weight };

        g_array_append_val (bins, both);
      }
  g_array_sort (bins, compare_spots);
  return bins;
}

static GArray *
list_spots (const IbidTokenIndex *index, const IbidQuery *query)
{
  g_autoptr (GArray) seeds = list_seeds (index, query);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  guint expected = query->hint.likely == IBID_SELECTOR_NO_POSITION
                       ? 0
                       : token_at (&index->row, query->hint.likely);

  for (guint i = 0; i < seeds->len && hits->len < ENOUGH_HITS; i++)
    add_hits (index, query, &g_array_index (seeds, Seed, i), expected, hits);
  return gather_spots (hits);
}

/* two readings of one place have an end in common; where everything repeats, a place overlaps with
 * others that are not it */
static gboolean
is_same_place (const IbidCandidate *a, const IbidCandidate *b)
{
  return a->start == b->start || a->end == b->end;
}

static guint
distance (const IbidQuery *query, const IbidCandidate *candidate)
{
  guint place = query->hint.likely;

  if (place == IBID_SELECTOR_NO_POSITION)
    return 0;
  return candidate->start > place ? candidate->start - place : place - candidate->start;
}

/* of two as good ones the nearer */
static gboolean
is_better (const IbidQuery *query, const IbidCandidate *a, const IbidCandidate *b)
{
  if (a->score == IBID_ALIGN_NOTHING || b->score == IBID_ALIGN_NOTHING)
    return b->score == IBID_ALIGN_NOTHING && a->score != IBID_ALIGN_NOTHING;
  if (ABS (a->score - b->score) <= AS_GOOD)
    return distance (query, a) < distance (query, b);
  return a->score > b->score;
}

static void
swap_candidates (IbidCandidate *a, IbidCandidate *b)
{
  IbidCandidate kept = *a;

  *a = *b;
  *b = kept;
}

/* what is left in candidate is to be freed */
static void
take_candidate (const IbidQuery *query, IbidFindings *findings, IbidCandidate *candidate)
{
  gboolean known =
      findings->best.score != IBID_ALIGN_NOTHING && is_same_place (&findings->best, candidate);

  if (is_better (query, candidate, &findings->best))
    swap_candidates (candidate, &findings->best);
  if (known || candidate->score == IBID_ALIGN_NOTHING)
    {
      if (findings->second.score != IBID_ALIGN_NOTHING &&
          is_same_place (&findings->best, &findings->second))
        findings->second.score = IBID_ALIGN_NOTHING;
      return;
    }
  if (!is_same_place (candidate, &findings->best) &&
      is_better (query, candidate, &findings->second))
    swap_candidates (candidate, &findings->second);
}

static gboolean
is_out_of_order (const IbidQuery *query, const IbidCandidate *candidate)
{
  return query->hint.region_end > 0 &&
         (candidate->start < query->hint.region_start || candidate->end > query->hint.region_end);
}

static void
try_spot (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
          IbidAligner *aligner, const Spot *spot, guint reach, IbidFindings *findings)
{
  gint64 low = (gint64)spot->low + query->start - reach;
  gint64 high = (gint64)spot->high + query->end + reach;
  IbidAlignSide old = { .row = &query->row,
                        .ids = query->ids,
                        .weights = query->weights,
                        .start = query->start,
                        .end = query->end,
                        .cut_first = query->cut_first,
                        .cut_last = query->cut_last };
  IbidAlignSide new = { .row = &index->row, .ids = index->ids };
  IbidCandidate candidate = { 0 };
  IbidSighting sighting;

  new.start = (guint)CLAMP (low, 0, (gint64)index->row.n_tokens);
  new.end = (guint)CLAMP (high, 0, (gint64)index->row.n_tokens);
  new.likely_end = (guint)CLAMP ((gint64)spot->peak + query->end, 0, (gint64) new.end);
  candidate.pairs = g_new0 (IbidPair, query->end - query->start + 1);
  candidate.score =
      ibid_align_straight (&old, &new, (gint64)spot->peak + query->start, candidate.pairs);
  if (candidate.score == IBID_ALIGN_NOTHING)
    candidate.score = ibid_aligner_align (
        aligner, &old, &new, IBID_ALIGN_FREE_START | IBID_ALIGN_FREE_END, candidate.pairs);
  sighting = ibid_query_sight (query, candidate.pairs);
  if (candidate.score != IBID_ALIGN_NOTHING &&
      ibid_sighting_get_range (&sighting, &index->row, &candidate.start, &candidate.end))
    {
      candidate.score +=
          ibid_query_compare_surroundings (query, text, candidate.start, candidate.end);
      if (is_out_of_order (query, &candidate))
        candidate.score -= query->hint.penalty;
      take_candidate (query, findings, &candidate);
    }
  g_free (candidate.pairs);
}

static gboolean
is_side_lost (const IbidPair *pairs, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (pairs[i].kind != IBID_PAIR_NONE)
      return FALSE;
  return start < end;
}

/* whether an end of the quote, or all that stood beside it, was not found next to the rest */
static gboolean
lacks_an_end (const IbidQuery *query, const IbidCandidate *candidate)
{
  const IbidPair *pairs = candidate->pairs - query->start;

  /* what is nowhere near being found is not worth a second look */
  if (candidate->score < (int)(ibid_query_get_weight (query) / 8))
    return FALSE;
  return pairs[query->quote_start].kind == IBID_PAIR_NONE ||
         pairs[query->quote_end - 1].kind == IBID_PAIR_NONE ||
         is_side_lost (pairs, query->start, query->quote_start) ||
         is_side_lost (pairs, query->quote_end, query->end);
}

static Spot
spot_of (const IbidQuery *query, const IbidCandidate *candidate)
{
  Spot spot = { G_MAXINT32, G_MININT32, 0, 0, 0 };

  for (guint i = query->start; i < query->end; i++)
    if (candidate->pairs[i - query->start].kind != IBID_PAIR_NONE)
      {
        gint32 diagonal = (gint32)candidate->pairs[i - query->start].token - (gint32)i;

        spot.low = MIN (spot.low, diagonal);
        spot.high = MAX (spot.high, diagonal);
        spot.peak = diagonal;
      }
  return spot;
}

static void
search_whole (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
              IbidAligner *aligner, IbidFindings *findings)
{
  g_autoptr (GArray) spots = list_spots (index, query);
  int best_weight = 0;

  for (guint i = 0; i < MIN (spots->len, MAX_TRIED); i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      best_weight = MAX (best_weight, spot->weight);
      if (spot->weight < best_weight / 4)
        break;
      try_spot (index, text, query, aligner, spot, NEAR, findings);
    }
  if (findings->best.score != IBID_ALIGN_NOTHING && lacks_an_end (query, &findings->best))
    {
      Spot wide = spot_of (query, &findings->best);

      try_spot (index, text, query, aligner, &wide, FAR, findings);
    }
}

/* the pairs of a piece of a long query, as far as they go on from those before */
static void
add_piece (const IbidQuery *query, const IbidQuery *piece, const IbidFindings *found,
           IbidFindings *findings, gint64 *last)
{
  if (found->best.score == IBID_ALIGN_NOTHING)
    return;
  for (guint i = piece->start; i < piece->end; i++)
    {
      const IbidPair *pair = &found->best.pairs[i - piece->start];

      if (pair->kind == IBID_PAIR_NONE || pair->token <= *last ||
          (*last >= 0 && pair->token - *last > 2 * PIECE))
        continue;
      findings->best.pairs[i - query->start] = *pair;
      *last = pair->token;
    }
  findings->best.score += found->best.score;
  findings->second.score += MAX (found->second.score, 0);
}

/* A long quote is looked for piece by piece, since an alignment takes the product of both lengths;
 * each piece is expected where the one before ended. */
static void
search_pieces (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
               IbidAligner *aligner, IbidFindings *findings)
{
  gint64 last = -1;
  IbidSighting sighting;

  findings->best.score = 0;
  findings->second.score = 0;
  findings->best.pairs = g_new0 (IbidPair, query->end - query->start + 1);
  for (guint i = query->start; i < query->end; i += PIECE)
    {
      g_auto (IbidFindings)
          found = { { .score = IBID_ALIGN_NOTHING }, { .score = IBID_ALIGN_NOTHING } };
      IbidQuery piece = *query;

      piece.start = i;
      piece.end = MIN (i + PIECE, query->end);
      piece.quote_start = MAX (query->quote_start, piece.start);
      piece.quote_end = MIN (query->quote_end, piece.end);
      piece.cut_first = query->cut_first && i == query->start;
      piece.cut_last = query->cut_last && piece.end == query->end;
      if (last >= 0)
        piece.hint.likely = index->row.tokens[last].end;
      if (piece.quote_start < piece.quote_end)
        search_whole (index, text, &piece, aligner, &found);
      add_piece (query, &piece, &found, findings, &last);
    }
  sighting = ibid_query_sight (query, findings->best.pairs);
  if (!ibid_sighting_get_range (&sighting, &index->row, &findings->best.start, &findings->best.end))
    findings->best.score = IBID_ALIGN_NOTHING;
}

/**
 * ibid_search:
 * @index: the text to be searched
 * @text: the same
 * @query: what to look for
 * @aligner: working memory
 * @findings: (out caller-allocates): the best two places
 *
 * Looks for a quote and its surroundings.
 */
void
ibid_search (const IbidTokenIndex *index, IbidReadingText *text, const IbidQuery *query,
             IbidAligner *aligner, IbidFindings *findings)
{
  *findings = (IbidFindings){ { .score = IBID_ALIGN_NOTHING }, { .score = IBID_ALIGN_NOTHING } };
  if (query->quote_start >= query->quote_end)
    return;
  if (query->end - query->start <= 2 * PIECE)
    search_whole (index, text, query, aligner, findings);
  else
    search_pieces (index, text, query, aligner, findings);
}

static void
clear_candidate (IbidCandidate *self)
{
  g_clear_pointer (&self->pairs, g_free);
}

/**
 * ibid_findings_clear:
 * @self: findings
 *
 * Frees what findings hold.
 */
void
ibid_findings_clear (IbidFindings *self)
{
  clear_candidate (&self->best);
  clear_candidate (&self->second);
}
