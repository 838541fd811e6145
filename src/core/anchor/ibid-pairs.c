/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

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

/**
 * ibid_pairs_get_range:
 * @old: the row of the old text
 * @old_start: first token of the quote
 * @old_end: one past the last
 * @start_char: where the quote begins, in code points of the old text
 * @end_char: where it ends
 * @new: the row of the new text
 * @pairs: the partner of each token of @old
 * @start: (out): where what has become of it begins, in code points of the new text
 * @end: (out): where that ends
 *
 * Finds both ends of a quote, each from the outermost of its tokens that has a partner: what came
 * in beside it does not belong to it, what came in between does.
 *
 * Returns: whether any token has a partner
 */
gboolean
ibid_pairs_get_range (const IbidTokenRow *old, guint old_start, guint old_end, guint start_char,
                      guint end_char, const IbidTokenRow *new, const IbidPair *pairs, guint *start,
                      guint *end)
{
  guint first = old_start;
  guint last = old_end;
  const IbidToken *token = NULL;

  while (first < old_end && pairs[first].kind == IBID_PAIR_NONE)
    first++;
  if (first == old_end)
    return FALSE;
  while (pairs[last - 1].kind == IBID_PAIR_NONE)
    last--;
  last--;

  token = &new->tokens[pairs[first].token];
  *start = token->start;
  if (old->tokens[first].start < start_char)
    *start = inside_token (&old->tokens[first], start_char, token, pairs[first].kind);
  token = &new->tokens[pairs[last].token];
  *end = token->end;
  if (old->tokens[last].end > end_char)
    *end = inside_token (&old->tokens[last], end_char, token, pairs[last].kind);
  return *start < *end;
}
