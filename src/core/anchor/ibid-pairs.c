/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <string.h>
#include "ibid-search-private.h"

/* Where a character inside of a token is in its partner: letters that stayed at its beginning or at
 * its end tell; else as far from the nearer border as it was. */
static guint
inside_token (const IbidToken *old, guint at, const IbidToken *new, IbidPairKind kind)
{
  guint before = at - old->start;
  guint after = old->end - at;
  guint length = new->end - new->start;

  if (kind == IBID_PAIR_SAME && length == old->end - old->start)
    return new->start + before;
  if (before <= after)
    return new->start + MIN (before, length);
  return new->end - MIN (after, length);
}

/* the partner of a token, if it is the same word or nearly */
static gboolean
find_anchor (const IbidSighting *s, guint token, guint *partner)
{
  if (token < s->start || token >= s->end || s->pairs[token - s->start].kind < IBID_PAIR_ALIKE)
    return FALSE;
  *partner = s->pairs[token - s->start].token;
  return TRUE;
}

/* Whether words at the edge of a quote were replaced by what stands there now: of a length like
 * theirs, and not a sentence that came in where they were cut. */
static gboolean
is_replacement (guint old_chars, guint new_chars)
{
  return new_chars <= 2 * old_chars + 8;
}

/* If what stood before the quote still stands, and the quote's first words are others now, what
 * comes after it is what they are, however many. */
static void
extend_start (const IbidSighting *s, const IbidTokenRow *new, guint first, guint *start)
{
  guint partner = 0;
  guint changed = s->quote_start;

  while (changed < s->quote_end && s->pairs[changed - s->start].kind < IBID_PAIR_ALIKE)
    changed++;
  if (changed == s->quote_start || changed == s->quote_end || s->quote_start == 0 ||
      !find_anchor (s, s->quote_start - 1, &partner) || partner + 1 >= first)
    return;
  if (is_replacement (s->row->tokens[changed].start - s->row->tokens[s->quote_start].start,
                      new->tokens[s->pairs[changed - s->start].token].start -
                          new->tokens[partner + 1].start))
    *start = new->tokens[partner + 1].start;
}

static void
extend_end (const IbidSighting *s, const IbidTokenRow *new, guint last, guint *end)
{
  guint partner = 0;
  guint changed = s->quote_end;

  while (changed > s->quote_start && s->pairs[changed - 1 - s->start].kind < IBID_PAIR_ALIKE)
    changed--;
  if (changed == s->quote_end || changed == s->quote_start ||
      !find_anchor (s, s->quote_end, &partner) || partner <= last + 1)
    return;
  if (is_replacement (s->row->tokens[s->quote_end - 1].end - s->row->tokens[changed - 1].end,
                      new->tokens[partner - 1].end -
                          new->tokens[s->pairs[changed - 1 - s->start].token].end))
    *end = new->tokens[partner - 1].end;
}

static gboolean
is_one_of (const IbidTokenRow *row, guint token, const char *signs)
{
  const IbidToken *t = &row->tokens[token];

  return t->is_sign && t->n_letters == 1 && strchr (signs, row->letters[t->letters]) != NULL;
}

/* Where the beginning of a quote was cut, a mark that ends something is the end of what was cut or
 * of what came in its place; likewise one that opens something, where the end was cut. */
static void
leave_out_loose_signs (const IbidSighting *s, guint *first, guint *last)
{
  const IbidPair *pairs = s->pairs - s->start;
  guint from = *first;
  guint to = *last;

  while (from < *last && from > s->quote_start &&
         (pairs[from].kind == IBID_PAIR_NONE || is_one_of (s->row, from, ".,;:!?)]}")))
    from++;
  while (to > from && to + 1 < s->quote_end &&
         (pairs[to].kind == IBID_PAIR_NONE || is_one_of (s->row, to, "([{")))
    to--;
  if (pairs[from].kind == IBID_PAIR_NONE || pairs[to].kind == IBID_PAIR_NONE)
    return;
  *first = from;
  *last = to;
}

/**
 * ibid_sighting_get_range:
 * @self: a quote, and where its words are
 * @new: the row of the new text
 * @start: (out): where what has become of the quote begins, in code points of the new text
 * @end: (out): where that ends
 *
 * Finds both ends of a quote, each from the outermost of its tokens that has a partner: what came
 * in beside it does not belong to it, what came in between does.
 *
 * Returns: whether any token has a partner, and the range is not empty
 */
gboolean
ibid_sighting_get_range (const IbidSighting *self, const IbidTokenRow *new, guint *start,
                         guint *end)
{
  const IbidPair *pairs = self->pairs - self->start;
  const IbidToken *old = self->row->tokens;
  guint first = self->quote_start;
  guint last = self->quote_end;

  while (first < self->quote_end && pairs[first].kind == IBID_PAIR_NONE)
    first++;
  if (first >= self->quote_end)
    return FALSE;
  while (pairs[last - 1].kind == IBID_PAIR_NONE)
    last--;
  last--;
  leave_out_loose_signs (self, &first, &last);

  *start = new->tokens[pairs[first].token].start;
  if (old[first].start < self->start_char)
    *start = inside_token (&old[first], self->start_char, &new->tokens[pairs[first].token],
                           pairs[first].kind);
  else
    extend_start (self, new, pairs[first].token, start);
  *end = new->tokens[pairs[last].token].end;
  if (old[last].end > self->end_char)
    *end = inside_token (&old[last], self->end_char, &new->tokens[pairs[last].token],
                         pairs[last].kind);
  else
    extend_end (self, new, pairs[last].token, end);
  return *start < *end;
}
