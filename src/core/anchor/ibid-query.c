/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <math.h>
#include <string.h>
#include "ibid-search-private.h"

/* how strongly what is known of a word in general weighs beside what was seen after another one, in
 * sightings */
#define GENERAL_SIGHTINGS 4.0

/* the share of all tokens that are this one, the sighting that is looked for left aside */
static double
general_chance (const IbidTokenIndex *index, guint32 id, guint *n_places)
{
  *n_places = 0;
  if (id != IBID_TOKEN_UNKNOWN)
    ibid_token_index_get_places (index, id, n_places);
  return (*n_places + 1) / (index->row.n_tokens + 2.0);
}

/**
 * ibid_token_weight:
 * @index: the new text
 * @previous: id of the token before, or %IBID_TOKEN_UNKNOWN
 * @id: a token's id there, or %IBID_TOKEN_UNKNOWN
 * @token: the token
 *
 * Tells what finding a token says about a place: the information in it, which is the more the rarer
 * it is, and the less the more often it follows the one before it elsewhere. So the second half of
 * a name says little, and so does a letter in the middle of a word of a script without spaces.
 * (The estimate for a pair falls back on the single token, as in D. MacKay and L. Peto, "A
 * hierarchical Dirichlet language model", Natural Language Engineering 1, 1995.)
 *
 * Returns: the weight, in sixteenths of a bit
 */
guint16
ibid_token_weight (const IbidTokenIndex *index, guint32 previous, guint32 id,
                   const IbidToken *token)
{
  guint n_places = 0;
  guint n_previous = 0;
  guint n_pairs = 0;
  double chance = general_chance (index, id, &n_places);

  if (id != IBID_TOKEN_UNKNOWN && previous != IBID_TOKEN_UNKNOWN)
    {
      general_chance (index, previous, &n_previous);
      n_pairs = MIN (ibid_token_index_count_pair (index, previous, id), MIN (n_places, n_previous));
      /* one of them is the place that is looked for, if it is there */
      chance = (n_pairs - MIN (n_pairs, 1) + GENERAL_SIGHTINGS * chance) /
               (n_previous - MIN (n_previous, 1) + GENERAL_SIGHTINGS);
    }
  /* a sign comes and goes with every hand that edits */
  return (guint16)(IBID_ALIGN_BIT * CLAMP (-log2 (chance), 0.5, token->is_sign ? 4 : 12));
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

      self->weights[i] = ibid_token_weight (index, i > 0 ? self->ids[i - 1] : IBID_TOKEN_UNKNOWN,
                                            self->ids[i], token);
      if (token->end > self->quote_start_char && token->start < self->quote_end_char)
        {
          self->quote_start = MIN (self->quote_start, i);
          self->quote_end = i + 1;
        }
    }
  if (self->row.n_tokens > 0)
    mark_cut_words (self);
  ibid_selector_get_position (selector, &self->place, NULL);
  self->hint.likely = self->place;
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
 * ibid_query_get_weight:
 * @self: a query
 *
 * Returns: what finding all of it would say, in sixteenths of a bit
 */
guint
ibid_query_get_weight (const IbidQuery *self)
{
  guint sum = 0;

  for (guint i = self->start; i < self->end; i++)
    sum += self->weights[i];
  return sum;
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
