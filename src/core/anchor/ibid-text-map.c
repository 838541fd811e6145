/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include "ibid-search-private.h"
#include "ibid-text-map-private.h"

/*
 * Runs of tokens that stand once in what is left of the old text and once in what is left of the
 * new one are the same run, wherever they stand: so it is seen that a paragraph was moved. They are
 * looked for first in long runs, then in shorter ones, and grow in both directions as far as the
 * texts agree. (P. Heckel, "A technique for isolating differences between files", Communications of
 * the ACM 21, 1978; with runs in the place of lines.) What lies between two neighbours is aligned.
 */

#define MAX_GAP 4000    /* tokens of one side that are aligned between neighbours */
#define MIN_RUN_BITS 24 /* a run that says less may be there by chance */

static const guint run_lengths[] = { 12, 6, 4 };

typedef struct
{
  guint64 hash;
  guint32 old_place;
  guint32 new_place;
  guint8 n_old; /* 2 is many */
  guint8 n_new;
} Run;

typedef struct
{
  Run *slots;
  guint mask;
} RunTable;

static guint64
hash_run (const guint32 *ids, guint length)
{
  guint64 hash = length;

  for (guint i = 0; i < length; i++)
    {
      hash = (hash ^ ids[i]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      hash ^= hash >> 29;
    }
  return hash | 1;
}

static Run *
find_run (RunTable *table, guint64 hash)
{
  guint at = (guint)(hash >> 17) & table->mask;

  while (table->slots[at].hash != 0 && table->slots[at].hash != hash)
    at = (at + 1) & table->mask;
  return &table->slots[at];
}

static gboolean
is_paired (const IbidTextMap *self, guint token)
{
  return self->pairs[token].kind != IBID_PAIR_NONE;
}

static void
pair (IbidTextMap *self, guint old, guint new, IbidPairKind kind)
{
  self->pairs[old] = (IbidPair){ new, (guint8)kind };
  self->taken[new] = TRUE;
}

/* from where on the last tokens have been free; a run is only read where it is free as a whole */
static void
count_old_runs (const IbidTextMap *self, guint length, RunTable *table)
{
  guint n_free = 0;

  for (guint i = 0; i < self->row.n_tokens; i++)
    {
      Run *run = NULL;
      guint64 hash = 0;

      n_free = is_paired (self, i) || self->ids[i] == IBID_TOKEN_UNKNOWN ? 0 : n_free + 1;
      if (n_free < length)
        continue;
      hash = hash_run (self->ids + i + 1 - length, length);
      run = find_run (table, hash);
      run->hash = hash;
      run->old_place = i + 1 - length;
      run->n_old = run->n_old == 0 ? 1 : 2;
    }
}

static void
count_new_runs (const IbidTextMap *self, const IbidTokenIndex *index, guint length, RunTable *table)
{
  guint n_free = 0;

  for (guint j = 0; j < index->row.n_tokens; j++)
    {
      Run *run = NULL;

      n_free = self->taken[j] ? 0 : n_free + 1;
      if (n_free < length)
        continue;
      run = find_run (table, hash_run (index->ids + j + 1 - length, length));
      if (run->hash == 0)
        continue;
      run->new_place = j + 1 - length;
      run->n_new = run->n_new == 0 ? 1 : 2;
    }
}

/* pairs a run and whatever agrees before and after it */
static void
grow_run (IbidTextMap *self, const IbidTokenIndex *index, guint i, guint j)
{
  guint old = i;
  guint new = j;

  while (old > 0 && new > 0 && self->ids[old - 1] == index->ids[new - 1] &&
         !is_paired (self, old - 1) && !self->taken[new - 1])
    {
      old--;
      new --;
    }
  while (old < self->row.n_tokens && new < index->row.n_tokens &&
         self->ids[old] == index->ids[new] && !is_paired (self, old) && !self->taken[new])
    pair (self, old++, new ++, IBID_PAIR_SAME);
}

static gboolean
says_enough (const IbidTextMap *self, guint place, guint length)
{
  guint weight = 0;

  for (guint i = 0; i < length; i++)
    weight += self->weights[place + i];
  return weight >= MIN_RUN_BITS * IBID_ALIGN_BIT;
}

static void
pair_runs (IbidTextMap *self, const IbidTokenIndex *index, guint length)
{
  RunTable table = { 0 };
  guint room = 64;

  while (room < self->row.n_tokens * 2)
    room *= 2;
  table.slots = g_new0 (Run, room);
  table.mask = room - 1;
  count_old_runs (self, length, &table);
  count_new_runs (self, index, length, &table);
  for (guint i = 0; i + length <= self->row.n_tokens; i++)
    {
      Run *run = NULL;

      if (is_paired (self, i) || is_paired (self, i + length - 1))
        continue;
      run = find_run (&table, hash_run (self->ids + i, length));
      if (run->n_old == 1 && run->n_new == 1 && run->old_place == i &&
          !self->taken[run->new_place] && says_enough (self, i, length))
        grow_run (self, index, i, run->new_place);
    }
  g_free (table.slots);
}

/* the free tokens of the new text from a place on, in either direction */
static guint
free_after (const IbidTextMap *self, guint from, guint n_tokens, guint most)
{
  guint to = from;

  while (to < n_tokens && to - from < most && !self->taken[to])
    to++;
  return to;
}

static guint
free_before (const IbidTextMap *self, guint to, guint most)
{
  guint from = to;

  while (from > 0 && to - from < most && !self->taken[from - 1])
    from--;
  return from;
}

static gboolean
is_mostly_same (const IbidTextMap *self, guint old_start, guint old_end, const IbidPair *pairs)
{
  guint all = 0;
  guint same = 0;

  for (guint i = old_start; i < old_end; i++)
    {
      all += self->weights[i];
      if (pairs[i - old_start].kind >= IBID_PAIR_ALIKE)
        same += self->weights[i];
    }
  return 2 * same >= all;
}

static void
align_gap (IbidTextMap *self, const IbidTokenIndex *index, IbidAligner *aligner, guint old_start,
           guint old_end, guint new_start, guint new_end, IbidAlignFlags flags, gboolean all)
{
  IbidAlignSide old = { .row = &self->row,
                        .ids = self->ids,
                        .weights = self->weights,
                        .start = old_start,
                        .end = old_end };
  IbidAlignSide new = {
    .row = &index->row, .ids = index->ids, .start = new_start, .end = new_end, .likely_end = new_end
  };
  g_autofree IbidPair *pairs = NULL;

  if (old_start >= old_end || new_start >= new_end)
    return;
  pairs = g_new0 (IbidPair, old_end - old_start);
  ibid_aligner_align (aligner, &old, &new, flags, pairs);
  if (!all && !is_mostly_same (self, old_start, old_end, pairs))
    return;
  for (guint i = old_start; i < old_end; i++)
    if (pairs[i - old_start].kind != IBID_PAIR_NONE)
      pair (self, i, pairs[i - old_start].token, pairs[i - old_start].kind);
}

/* What has no partner between two tokens that have one: if these are still neighbours, all between
 * them is aligned; else a border of something moved lies here, and each end is looked at alone.
 * Unless all is wanted, only neighbours count between which most stayed the same. */
static void
fill_gap (IbidTextMap *self, const IbidTokenIndex *index, IbidAligner *aligner, guint old_start,
          guint old_end, gboolean all)
{
  guint n_new = index->row.n_tokens;
  guint n_old = self->row.n_tokens;
  guint most = 2 * (old_end - old_start) + 64;
  gint64 before = old_start > 0 ? (gint64)self->pairs[old_start - 1].token : -1;
  gint64 after = old_end < n_old ? (gint64)self->pairs[old_end].token : (gint64)n_new;
  guint free_end = 0;
  guint rest = old_start;

  if (old_end - old_start > MAX_GAP)
    return;
  most = MIN (most, MAX_GAP);
  if (before < after && after - before - 1 <= MAX_GAP &&
      free_after (self, (guint)(before + 1), n_new, MAX_GAP) >= (guint)after)
    {
      align_gap (self, index, aligner, old_start, old_end, (guint)(before + 1), (guint)after, 0,
                 all);
      return;
    }
  if (!all)
    return;
  free_end = free_after (self, (guint)(before + 1), n_new, most);
  align_gap (self, index, aligner, old_start, old_end, (guint)(before + 1), free_end,
             IBID_ALIGN_FREE_END, all);
  for (guint i = old_start; i < old_end; i++)
    if (is_paired (self, i))
      rest = i + 1;
  align_gap (self, index, aligner, rest, old_end, free_before (self, (guint)after, most),
             (guint)after, IBID_ALIGN_FREE_START, all);
}

static void
fill_gaps (IbidTextMap *self, const IbidTokenIndex *index, gboolean all)
{
  g_auto (IbidAligner) aligner = { 0 };
  guint n = self->row.n_tokens;

  ibid_aligner_init (&aligner, index->n_ids);
  for (guint i = 0; i < n;)
    {
      guint end = i;

      while (end < n && !is_paired (self, end))
        end++;
      if (end > i)
        fill_gap (self, index, &aligner, i, end, all);
      i = end + 1;
    }
}

/**
 * ibid_text_map_init:
 * @self: a map, not initialised
 * @index: the new text
 * @old_text: the old text, valid UTF-8
 * @length_bytes: its length
 *
 * Finds out what has become of every token of the old text. Time grows with both texts, and with
 * the square of what was rewritten in one piece up to a limit.
 */
void
ibid_text_map_init (IbidTextMap *self, const IbidTokenIndex *index, const char *old_text,
                    gsize length_bytes)
{
  guint n = 0;

  *self = (IbidTextMap){ 0 };
  ibid_token_row_append_text (&self->row, old_text, length_bytes);
  n = self->row.n_tokens;
  self->ids = g_new (guint32, n + 1);
  self->weights = g_new (guint16, n + 1);
  self->pairs = g_new0 (IbidPair, n + 1);
  self->taken = g_new0 (guint8, index->row.n_tokens + 1);
  ibid_token_index_look_up (index, &self->row, self->ids);
  for (guint i = 0; i < n; i++)
    self->weights[i] = ibid_token_weight (index, i > 0 ? self->ids[i - 1] : IBID_TOKEN_UNKNOWN,
                                          self->ids[i], &self->row.tokens[i]);
  /* what is next to a long run is believed before a short run is, which may be a copy */
  for (guint i = 0; i < G_N_ELEMENTS (run_lengths); i++)
    {
      gboolean last = i + 1 == G_N_ELEMENTS (run_lengths);

      pair_runs (self, index, run_lengths[i]);
      if (i == 0 || last)
        fill_gaps (self, index, last);
    }
}

/**
 * ibid_text_map_clear:
 * @self: a map
 *
 * Frees what a map holds.
 */
void
ibid_text_map_clear (IbidTextMap *self)
{
  ibid_token_row_clear (&self->row);
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->pairs, g_free);
  g_clear_pointer (&self->taken, g_free);
}
