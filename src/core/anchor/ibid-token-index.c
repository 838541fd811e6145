/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include "ibid-tokens-private.h"

static guint
room_for (guint n)
{
  guint room = 64;

  while (room < n)
    room *= 2;
  return room;
}

/* the slot of a hash, or the free one where it belongs */
static guint
find_slot (const IbidTokenIndex *self, guint64 hash)
{
  guint at = (guint)(hash ^ (hash >> 29)) & self->slot_mask;

  while (self->slots[at].id != IBID_TOKEN_UNKNOWN && self->slots[at].hash != hash)
    at = (at + 1) & self->slot_mask;
  return at;
}

static void
name_tokens (IbidTokenIndex *self)
{
  guint room = room_for (self->row.n_tokens * 2);

  self->slots = g_malloc_n (room, sizeof *self->slots);
  self->slot_mask = room - 1;
  for (guint i = 0; i < room; i++)
    self->slots[i].id = IBID_TOKEN_UNKNOWN;
  self->ids = g_new (guint32, self->row.n_tokens + 1);
  for (guint i = 0; i < self->row.n_tokens; i++)
    {
      guint slot = find_slot (self, self->row.tokens[i].hash);

      if (self->slots[slot].id == IBID_TOKEN_UNKNOWN)
        {
          self->slots[slot].hash = self->row.tokens[i].hash;
          self->slots[slot].id = self->n_ids++;
        }
      self->ids[i] = self->slots[slot].id;
    }
}

static guint
gram_bucket (const IbidTokenIndex *self, const guint32 *ids)
{
  guint64 hash = ids[0];

  hash = hash * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) + ids[1];
  hash = hash * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) + ids[2];
  hash *= G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint)(hash >> 32) & self->gram_mask;
}

static guint
pair_bucket (const IbidTokenIndex *self, guint32 first, guint32 second)
{
  guint64 hash = (first + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) + second;

  hash *= G_GUINT64_CONSTANT (0xD6E8FEB86659FD93);
  return (guint)(hash >> 32) & self->gram_mask;
}

/* places in order, by bucket; a counting sort */
static void
sort_places (guint32 **starts, guint32 **places, guint n_buckets, const guint32 *buckets, guint n)
{
  *starts = g_new0 (guint32, n_buckets + 2);
  *places = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    (*starts)[buckets[i] + 2]++;
  for (guint i = 2; i < n_buckets + 2; i++)
    (*starts)[i] += (*starts)[i - 1];
  for (guint i = 0; i < n; i++)
    (*places)[(*starts)[buckets[i] + 1]++] = i;
}

/**
 * ibid_token_index_init:
 * @self: an index, not initialised
 * @text: valid UTF-8
 * @length_bytes: how much of it
 *
 * Takes a text apart and notes where each token, and each three tokens in a row, stand. Time and
 * memory grow with the text and nothing else.
 */
void
ibid_token_index_init (IbidTokenIndex *self, const char *text, gsize length_bytes)
{
  guint n_grams = 0;
  g_autofree guint32 *buckets = NULL;

  *self = (IbidTokenIndex){ 0 };
  ibid_token_row_append_text (&self->row, text, length_bytes);
  name_tokens (self);
  sort_places (&self->id_starts, &self->id_places, self->n_ids, self->ids, self->row.n_tokens);

  n_grams = self->row.n_tokens >= 3 ? self->row.n_tokens - 2 : 0;
  self->gram_mask = room_for (n_grams) - 1;
  buckets = g_new (guint32, n_grams + 1);
  for (guint i = 0; i < n_grams; i++)
    buckets[i] = gram_bucket (self, self->ids + i);
  sort_places (&self->gram_starts, &self->gram_places, self->gram_mask + 1, buckets, n_grams);
  self->pair_counts = g_new0 (guint32, self->gram_mask + 1);
  for (guint i = 1; i < self->row.n_tokens; i++)
    self->pair_counts[pair_bucket (self, self->ids[i - 1], self->ids[i])]++;
}

/**
 * ibid_token_index_clear:
 * @self: an index
 *
 * Frees what an index holds.
 */
void
ibid_token_index_clear (IbidTokenIndex *self)
{
  ibid_token_row_clear (&self->row);
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->id_starts, g_free);
  g_clear_pointer (&self->id_places, g_free);
  g_clear_pointer (&self->gram_starts, g_free);
  g_clear_pointer (&self->gram_places, g_free);
  g_clear_pointer (&self->pair_counts, g_free);
  g_clear_pointer (&self->slots, g_free);
}

/**
 * ibid_token_index_look_up:
 * @self: an index
 * @row: the row of another text
 * @ids: (out caller-allocates): for each of its tokens its id in the index, or
 *   %IBID_TOKEN_UNKNOWN
 *
 * Names the tokens of another text.
 */
void
ibid_token_index_look_up (const IbidTokenIndex *self, const IbidTokenRow *row, guint32 *ids)
{
  for (guint i = 0; i < row->n_tokens; i++)
    ids[i] = self->slots[find_slot (self, row->tokens[i].hash)].id;
}

/**
 * ibid_token_index_get_places:
 * @self: an index
 * @id: an id, not %IBID_TOKEN_UNKNOWN
 * @n_places: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_places): where that token stands, in order
 */
const guint32 *
ibid_token_index_get_places (const IbidTokenIndex *self, guint32 id, guint *n_places)
{
  *n_places = self->id_starts[id + 1] - self->id_starts[id];
  return self->id_places + self->id_starts[id];
}

/**
 * ibid_token_index_get_gram_places:
 * @self: an index
 * @ids: (array fixed-size=3): three ids, none of them %IBID_TOKEN_UNKNOWN
 * @n_places: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_places): where those three tokens may begin, in order;
 *   others that fall into the same bucket are among them
 */
const guint32 *
ibid_token_index_get_gram_places (const IbidTokenIndex *self, const guint32 *ids, guint *n_places)
{
  guint bucket = gram_bucket (self, ids);

  *n_places = self->gram_starts[bucket + 1] - self->gram_starts[bucket];
  return self->gram_places + self->gram_starts[bucket];
}

/**
 * ibid_token_index_count_pair:
 * @self: an index
 * @first: an id, not %IBID_TOKEN_UNKNOWN
 * @second: another one
 *
 * Returns: how often the second follows the first; it may be a little more than that
 */
guint
ibid_token_index_count_pair (const IbidTokenIndex *self, guint32 first, guint32 second)
{
  return self->pair_counts[pair_bucket (self, first, second)];
}
