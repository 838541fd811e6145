/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <math.h>
#include <string.h>
#include "ibid-search-private.h"

/**
 * ibid_token_weight:
 * @index: the new text
 * @id: a token's id there, or %IBID_TOKEN_UNKNOWN
 * @token: the token
 *
 * Tells what finding a token says about a place: the information in it, which is the more the rarer
 * it is.
 *
 * Returns: the weight, in sixteenths of a bit
 */
guint16
ibid_token_weight (const IbidTokenIndex *index, guint32 id, const IbidToken *token)
{
  guint n_places = 0;
  double bits = 0;

  if (id != IBID_TOKEN_UNKNOWN)
    ibid_token_index_get_places (index, id, &n_places);
  bits = log2 ((index->row.n_tokens + 2.0) / (n_places + 1.0));
  /* a sign comes and goes with every hand that edits */
  return (guint16)(IBID_ALIGN_BIT * CLAMP (bits, 1, token->is_sign ? 4 : 12));
}

/* A word that reaches to the border of a context may be the rest of one. It is not worth more than
 * its letters. */
static void
mark_cut_words (IbidQuery *self)
{
  const IbidToken *first = &self->row.tokens[0];
  const IbidToken *last = &self->row.tokens[self->row.n_tokens - 1];

  self->cut_first = first->start == 0 && first->end <= self->quote_start_char &&
                    self->quote_start_char >= IBID_SELECTOR_CONTEXT_CHARS;
  self->cut_last = last->end == self->row.n_chars && last->start >= self->quote_end_char &&
                   self->row.n_chars - self->quote_end_char >= IBID_SELECTOR_CONTEXT_CHARS;
  if (self->cut_first)
    self->weights[0] = MIN (self->weights[0], 2 * IBID_ALIGN_BIT * first->n_letters);
  if (self->cut_last)
    self->weights[self->row.n_tokens - 1] =
        MIN (self->weights[self->row.n_tokens - 1], 2 * IBID_ALIGN_BIT * last->n_letters);
}

/**
 * ibid_query_init:
 * @self: a query, not initialised
 * @index: the text to be searched
 * @selector: what to look for
 *
 * Takes a selector apart.
 */
void
ibid_query_init (IbidQuery *self, const IbidTokenIndex *index, IbidSelector *selector)
{
  const char *prefix = ibid_selector_get_prefix (selector);
  const char *exact = ibid_selector_get_exact (selector);
  g_autofree char *whole = g_strconcat (prefix, exact, ibid_selector_get_suffix (selector), NULL);

  *self = (IbidQuery){ .place = IBID_SELECTOR_NO_POSITION,
                       .prefix = prefix,
                       .exact = exact,
                       .suffix = ibid_selector_get_suffix (selector) };
  self->quote_start_char = (guint)g_utf8_strlen (prefix, -1);
  self->quote_end_char = self->quote_start_char + (guint)g_utf8_strlen (exact, -1);
  ibid_token_row_append_text (&self->row, whole, strlen (whole));
  self->ids = g_new (guint32, self->row.n_tokens + 1);
  self->weights = g_new (guint16, self->row.n_tokens + 1);
  ibid_token_index_look_up (index, &self->row, self->ids);
  self->end = self->row.n_tokens;

  self->quote_start = self->row.n_tokens;
  for (guint i = 0; i < self->row.n_tokens; i++)
    {
      const IbidToken *token = &self->row.tokens[i];

      self->weights[i] = ibid_token_weight (index, self->ids[i], token);
      if (token->end > self->quote_start_char && token->start < self->quote_end_char)
        {
          self->quote_start = MIN (self->quote_start, i);
          self->quote_end = i + 1;
        }
    }
  if (self->row.n_tokens > 0)
    mark_cut_words (self);
  ibid_selector_get_position (selector, &self->place, NULL);
}

/**
 * ibid_query_clear:
 * @self: a query
 *
 * Frees what a query holds.
 */
void
ibid_query_clear (IbidQuery *self)
{
  ibid_token_row_clear (&self->row);
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->weights, g_free);
}

/**
 * ibid_query_sight:
 * @self: a query
 * @pairs: the partner of each of its tokens from start on; borrowed
 *
 * Returns: the quote of the query, as found
 */
IbidSighting
ibid_query_sight (const IbidQuery *self, const IbidPair *pairs)
{
  return (IbidSighting){
    &self->row,          self->weights,     pairs,           self->start,
    self->end,           self->quote_start, self->quote_end, self->quote_start_char,
    self->quote_end_char
  };
}

/* how many sixteenths of all there is before a place are as they were, up to the first that is not
 */
static int
compare_before (const char *prefix, const char *text, const char *at)
{
  const char *p = prefix + strlen (prefix);
  guint n = 0;
  guint same = 0;
  gboolean goes_on = TRUE;

  for (; p > prefix; n++)
    {
      p = g_utf8_prev_char (p);
      goes_on = goes_on && at > text;
      if (goes_on)
        at = g_utf8_prev_char (at);
      goes_on = goes_on && g_utf8_get_char (p) == g_utf8_get_char (at);
      same += goes_on;
    }
  return n > 0 ? (int)(IBID_ALIGN_BIT * same / n) : 0;
}

static int
compare_after (const char *suffix, const char *at)
{
  guint n = 0;
  guint same = 0;
  gboolean goes_on = TRUE;

  for (const char *p = suffix; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      goes_on = goes_on && *at != '\0' && g_utf8_get_char (p) == g_utf8_get_char (at);
      if (goes_on)
        at = g_utf8_next_char (at);
      same += goes_on;
    }
  return n > 0 ? (int)(IBID_ALIGN_BIT * same / n) : 0;
}

/**
 * ibid_query_compare_surroundings:
 * @self: a query
 * @text: the text that is searched
 * @start: where the quote may begin, in code points
 * @end: where it may end
 *
 * Compares what tokens leave out, white space and the shape of signs, in the quote and on both
 * sides of it: that may tell places apart of which everything else is the same.
 *
 * Returns: up to a bit for the quote and for each side, in sixteenths of a bit
 */
int
ibid_query_compare_surroundings (const IbidQuery *self, IbidReadingText *text, guint start,
                                 guint end)
{
  const char *whole = ibid_reading_text_get_text (text);
  const char *from = whole + ibid_reading_text_bytes_from_chars (text, start);
  const char *to = whole + ibid_reading_text_bytes_from_chars (text, end);
  gsize length = strlen (self->exact);
  gboolean same = (gsize)(to - from) == length && memcmp (from, self->exact, length) == 0;

  return compare_before (self->prefix, whole, from) + compare_after (self->suffix, to) +
         (same ? IBID_ALIGN_BIT : 0);
}
