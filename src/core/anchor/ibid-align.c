/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <string.h>
#include "ibid-align-private.h"

/*
 * An alignment with gaps that are dear to open and cheap to lengthen (O. Gotoh, "An improved
 * algorithm for matching biological sequences", Journal of Molecular Biology 162, 1982), since
 * whole sentences come and go. A token that is found again earns what it tells: a rare word is
 * better evidence than a comma.
 */

/* In bits these are how unlikely an editor is to do it at a given token: put another word there,
 * one in eight at most; cut something out or in, one in sixty-four, of whatever length. */
#define COST_OTHER (3 * IBID_ALIGN_BIT)
#define COST_UNLIKE_SORTS (4 * IBID_ALIGN_BIT) /* a word in the place of a sign */
#define COST_OPEN (6 * IBID_ALIGN_BIT)
#define COST_DELETE 1
#define COST_INSERT 1

#define FAR_BELOW (G_MININT / 4)
#define MAX_CELLS (1U << 22)
#define MAX_LIKENESS_CELLS (1U << 16)

/* where a cell's three values came from */
enum
{
  PAIR_FROM_PAIR = 0,
  PAIR_FROM_DELETE = 1,
  PAIR_FROM_INSERT = 2,
  PAIR_MASK = 3,
  DELETE_FROM_DELETE = 1 << 2,
  INSERT_FROM_INSERT = 1 << 3,
  INSERT_FROM_DELETE = 1 << 4,
};

typedef enum
{
  STATE_PAIR,
  STATE_DELETE,
  STATE_INSERT,
} State;

/**
 * ibid_aligner_init:
 * @self: working memory
 * @n_ids: how many different tokens the new text has
 *
 * Makes working memory; it grows with what it is used for.
 */
void
ibid_aligner_init (IbidAligner *self, guint n_ids)
{
  *self = (IbidAligner){ .n_stamps = n_ids };
}

/**
 * ibid_aligner_clear:
 * @self: working memory
 *
 * Frees it.
 */
void
ibid_aligner_clear (IbidAligner *self)
{
  g_clear_pointer (&self->scores, g_free);
  g_clear_pointer (&self->trace, g_free);
  g_clear_pointer (&self->likeness, g_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->stamps, g_free);
}

static gpointer
make_room (gpointer memory, gsize *room, gsize n, gsize size)
{
  if (n <= *room)
    return memory;
  *room = n + n / 2;
  g_free (memory);
  return g_malloc_n (*room, size);
}

/* many a place is found without an alignment: the table of stamps is made when it is needed */
static guint32
next_stamp (IbidAligner *self)
{
  if (self->stamps == NULL)
    self->stamps = g_new0 (guint32, self->n_stamps + 1);
  return ++self->stamp;
}

/* the words of a side that the other side does not have: they alone may be misspelt ones; a row
 * for each, or -1 */
static guint
list_strangers (IbidAligner *self, const IbidAlignSide *side, const IbidAlignSide *other,
                gint32 *rows)
{
  guint32 stamp = next_stamp (self);
  guint n = 0;

  for (guint i = other->start; i < other->end; i++)
    if (other->ids[i] != IBID_TOKEN_UNKNOWN)
      self->stamps[other->ids[i]] = stamp;
  for (guint i = side->start; i < side->end; i++)
    {
      gboolean stranger = side->row->tokens[i].is_word && (side->ids[i] == IBID_TOKEN_UNKNOWN ||
                                                           self->stamps[side->ids[i]] != stamp);

      rows[i - side->start] = stranger ? (gint32)n++ : -1;
    }
  return n;
}

/* fills the table of how alike the strangers of both sides are, in hundredths */
static guint
compare_strangers (IbidAligner *self, const IbidAlignSide *old, const IbidAlignSide *new,
                   gint32 *old_rows, gint32 *new_rows)
{
  guint n_old = list_strangers (self, old, new, old_rows);
  guint n_new = list_strangers (self, new, old, new_rows);

  if (n_old == 0 || n_new == 0 || n_old > MAX_LIKENESS_CELLS / n_new)
    return 0;
  self->likeness = make_room (self->likeness, &self->likeness_room, (gsize)n_old * n_new, 1);
  for (guint i = old->start; i < old->end; i++)
    {
      gint32 row = old_rows[i - old->start];

      for (guint j = new->start; row >= 0 && j < new->end; j++)
        {
          gint32 column = new_rows[j - new->start];

          if (column >= 0)
            self->likeness[(guint)row * n_new + (guint)column] =
                (guint8)(100 * ibid_token_likeness (old->row, &old->row->tokens[i], new->row,
                                                    &new->row->tokens[j]));
        }
    }
  return n_new;
}

typedef struct
{
  const IbidAlignSide *old;
  const IbidAlignSide *new;
  const gint32 *old_rows;
  const gint32 *new_rows;
  const guint8 *likeness;
  const guint8 *are_words; /* of the new side */
  guint n_columns;         /* 0: there is no table */
} Comparison;

static inline guint
likeness_at (const Comparison *c, guint i, guint j)
{
  if (c->n_columns == 0 || c->old_rows[i] < 0 || c->new_rows[j] < 0)
    return 0;
  return c->likeness[(guint)c->old_rows[i] * c->n_columns + (guint)c->new_rows[j]];
}

/* whether a word that the border of a context may have cut ends, or begins, the other one */
static gboolean
is_rest_of (const IbidAlignSide *old, guint i, const IbidAlignSide *new, guint j)
{
  const IbidToken *piece = &old->row->tokens[i];
  const IbidToken *word = &new->row->tokens[j];
  const guint8 *letters = new->row->letters + word->letters;
  gboolean cut_before = old->cut_first && i == old->start;

  if (piece->n_letters >= word->n_letters)
    return FALSE;
  if (cut_before)
    letters += word->n_letters - piece->n_letters;
  return memcmp (letters, old->row->letters + piece->letters, piece->n_letters) == 0;
}

static inline gboolean
is_cut (const IbidAlignSide *old, guint i)
{
  return (old->cut_first && i == old->start) || (old->cut_last && i + 1 == old->end);
}

/* whether two tokens that are not the same are taken for the same word */
static gboolean
is_near (const Comparison *c, guint i, guint j)
{
  guint old = c->old->start + i;

  return likeness_at (c, i, j) > 0 ||
         (is_cut (c->old, old) && is_rest_of (c->old, old, c->new, c->new->start + j));
}

/* what two different tokens of the same word are worth */
static int
worth_of_near (const Comparison *c, guint i, guint j)
{
  guint old = c->old->start + i;
  guint likeness = likeness_at (c, i, j);

  if (likeness > 0)
    return c->old->weights[old] * (int)(2 * likeness - 100) / 100;
  return c->old->weights[old];
}

/* what the pair of the i-th old with each new token is worth; the plain loop over all of them,
 * which is most of the work, is without a branch */
static void
weigh_row (const Comparison *c, guint i, guint m, gint32 *worths)
{
  guint old = c->old->start + i;
  guint32 id = c->old->ids[old];
  const guint32 *ids = c->new->ids + c->new->start;
  guint8 is_word = c->old->row->tokens[old].is_word;
  gint32 weight = c->old->weights[old];

  for (guint j = 0; j < m; j++)
    {
      gint32 other = c->are_words[j] == is_word ? -COST_OTHER : -COST_UNLIKE_SORTS;

      worths[j] = ids[j] == id ? weight : other;
    }
  if (!is_cut (c->old, old) && (c->n_columns == 0 || c->old_rows[i] < 0))
    return;
  for (guint j = 0; j < m; j++)
    if (ids[j] != id && is_near (c, i, j))
      worths[j] = worth_of_near (c, i, j);
}

static void
fill_first_row (gint32 *pair, gint32 *delete, gint32 *insert, guint m, gboolean free_start)
{
  for (guint j = 0; j <= m; j++)
    {
      pair[j] = j == 0 || free_start ? 0 : FAR_BELOW;
      delete[j] = FAR_BELOW;
      insert[j] = j == 0 || free_start ? FAR_BELOW : -COST_OPEN - COST_INSERT * (int)j;
    }
}

/* one row of the table from the row above it; a row is the three values of every cell */
static void
fill_row (const gint32 *worths, const gint32 *above, gint32 *row, guint8 *trace, guint m)
{
  const gint32 *pair_above = above;
  const gint32 *delete_above = above + m + 1;
  const gint32 *insert_above = above + 2 * (m + 1);
  gint32 *pair = row;
  gint32 *delete = row + m + 1;
  gint32 *insert = row + 2 * (m + 1);

  for (guint j = 0; j <= m; j++)
    {
      gint32 opened = pair_above[j] - COST_OPEN - COST_DELETE;
      gint32 longer = delete_above[j] - COST_DELETE;
      guint8 came = 0;

      delete[j] = MAX (opened, longer);
      if (longer > opened)
        came |= DELETE_FROM_DELETE;
      pair[j] = FAR_BELOW;
      insert[j] = FAR_BELOW;
      if (j > 0)
        {
          gint32 best = pair_above[j - 1];

          if (delete_above[j - 1] >= best)
            best = delete_above[j - 1], came |= PAIR_FROM_DELETE;
          if (insert_above[j - 1] >= best)
            best = insert_above[j - 1], came = (guint8)((came & ~PAIR_MASK) | PAIR_FROM_INSERT);
          pair[j] = best + worths[j - 1];

          opened = pair[j - 1] - COST_OPEN - COST_INSERT;
          longer = insert[j - 1] - COST_INSERT;
          insert[j] = MAX (opened, longer);
          if (longer > opened)
            came |= INSERT_FROM_INSERT;
          if (delete[j - 1] - COST_OPEN / 2 - COST_INSERT > insert[j])
            {
              insert[j] = delete[j - 1] - COST_OPEN / 2 - COST_INSERT;
              came |= INSERT_FROM_DELETE;
            }
        }
      trace[j] = came;
    }
}

/* where the best alignment ends, and in which state; of equals the one nearest to the likely end */
static int
find_end (const gint32 *row, guint m, gboolean free_end, guint likely, guint *end, State *state)
{
  int best = FAR_BELOW * 2;
  guint distance = G_MAXUINT;

  for (guint j = free_end ? 0 : m; j <= m; j++)
    for (State s = STATE_PAIR; s <= STATE_INSERT; s++)
      {
        gint32 score = row[s * (m + 1) + j];
        guint off = j > likely ? j - likely : likely - j;

        if (score < best || (score == best && off >= distance))
          continue;
        best = score;
        distance = off;
        *end = j;
        *state = s;
      }
  return best;
}

static void
trace_back (const Comparison *c, const guint8 *trace, guint m, guint j, State state,
            IbidPair *pairs)
{
  guint i = c->old->end - c->old->start;

  while (i > 0)
    {
      guint8 came = trace[i * (m + 1) + j];

      if (state == STATE_PAIR)
        {
          guint old = c->old->start + i - 1;
          guint new = c->new->start + j - 1;
          gboolean same = c->old->ids[old] == c->new->ids[new];

          i--;
          j--;
          pairs[i].token = new;
          pairs[i].kind = same                ? IBID_PAIR_SAME
                          : is_near (c, i, j) ? IBID_PAIR_ALIKE
                                              : IBID_PAIR_OTHER;
          state = (came & PAIR_MASK) == PAIR_FROM_DELETE   ? STATE_DELETE
                  : (came & PAIR_MASK) == PAIR_FROM_INSERT ? STATE_INSERT
                                                           : STATE_PAIR;
        }
      else if (state == STATE_DELETE)
        {
          i--;
          if ((came & DELETE_FROM_DELETE) == 0)
            state = STATE_PAIR;
        }
      else
        {
          j--;
          if ((came & INSERT_FROM_DELETE) != 0)
            state = STATE_DELETE;
          else if ((came & INSERT_FROM_INSERT) == 0)
            state = STATE_PAIR;
        }
    }
}

/**
 * ibid_align_straight:
 * @old: a piece of the old row
 * @new: the new row; its start and end are not looked at
 * @place: where in the new row the first token of @old would be
 * @pairs: (out caller-allocates): the partner of each token of the piece of @old
 *
 * Looks whether the tokens of a piece stand in the other row one after another, with nothing
 * changed. No other alignment can be worth more.
 *
 * Returns: what that is worth, as ibid_aligner_align(); %IBID_ALIGN_NOTHING if they do not
 */
int
ibid_align_straight (const IbidAlignSide *old, const IbidAlignSide *new, gint64 place,
                     IbidPair *pairs)
{
  guint n = old->end - old->start;
  int score = 0;

  if (place < 0 || place + n > new->row->n_tokens)
    return IBID_ALIGN_NOTHING;
  for (guint i = 0; i < n; i++)
    {
      guint from = old->start + i;
      guint to = (guint)place + i;
      gboolean same = old->ids[from] == new->ids[to];

      if (!same && !(is_cut (old, from) && is_rest_of (old, from, new, to)))
        return IBID_ALIGN_NOTHING;
      pairs[i] = (IbidPair){ to, same ? IBID_PAIR_SAME : IBID_PAIR_ALIKE };
      score += old->weights[from];
    }
  return score;
}

/**
 * ibid_aligner_align:
 * @self: working memory
 * @old: a piece of the old row
 * @new: a piece of the new row
 * @flags: whether the ends of @new count
 * @pairs: (out caller-allocates): the partner of each token of the piece of @old
 *
 * Aligns two pieces of text, token by token and in order.
 *
 * Returns: what the alignment is worth, in sixteenths of a bit; %IBID_ALIGN_NOTHING, and no pair,
 *   if a piece is empty or both are too long
 */
int
ibid_aligner_align (IbidAligner *self, const IbidAlignSide *old, const IbidAlignSide *new,
                    IbidAlignFlags flags, IbidPair *pairs)
{
  guint n = old->end - old->start;
  guint m = new->end - new->start;
  gsize width = (gsize)m + 1;
  Comparison c = { .old = old, .new = new };
  guint end = 0;
  State state = STATE_PAIR;
  int score = 0;

  for (guint i = 0; i < n; i++)
    pairs[i] = (IbidPair){ 0, IBID_PAIR_NONE };
  if (n == 0 || m == 0 || width > MAX_CELLS / (n + 1))
    return IBID_ALIGN_NOTHING;

  self->scores = make_room (self->scores, &self->scores_room, 7 * width, sizeof (gint32));
  self->trace = make_room (self->trace, &self->trace_room, (n + 2) * width, 1);
  self->rows = make_room (self->rows, &self->rows_room, (gsize)n + m, sizeof (gint32));
  c.n_columns = compare_strangers (self, old, new, self->rows, self->rows + n);
  c.old_rows = self->rows;
  c.new_rows = self->rows + n;
  c.likeness = self->likeness;
  c.are_words = self->trace + (n + 1) * width;
  for (guint j = 0; j < m; j++)
    self->trace[(n + 1) * width + j] = new->row->tokens[new->start + j].is_word;

  fill_first_row (self->scores, self->scores + width, self->scores + 2 * width, m,
                  (flags & IBID_ALIGN_FREE_START) != 0);
  for (guint i = 1; i <= n; i++)
    {
      weigh_row (&c, i - 1, m, self->scores + 6 * width);
      fill_row (self->scores + 6 * width, self->scores + (i - 1) % 2 * 3 * width,
                self->scores + i % 2 * 3 * width, self->trace + i * width, m);
    }
  score = find_end (self->scores + n % 2 * 3 * width, m, (flags & IBID_ALIGN_FREE_END) != 0,
                    new->likely_end - MIN (new->likely_end, new->start), &end, &state);
  trace_back (&c, self->trace, m, end, state, pairs);
  return score;
}
