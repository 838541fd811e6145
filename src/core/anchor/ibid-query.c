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
 * @is_sign: whether it is punctuation
 *
 * Tells what finding a token says about a place: the information in it, which is the more the rarer
 * it is.
 *
 * Returns: the weight, in sixteenths of a bit
 */
guint16
ibid_token_weight (const IbidTokenIndex *index, guint32 id, gboolean is_sign)
{
  guint n_places = 0;
  double bits = 0;

  if (id != IBID_TOKEN_UNKNOWN)
    ibid_token_index_get_places (index, id, &n_places);
  bits = log2 ((index->row.n_tokens + 2.0) / (n_places + 1.0));
  /* a sign comes and goes with every hand that edits */
  return (guint16)(IBID_ALIGN_BIT * CLAMP (bits, 1, is_sign ? 4 : 12));
}

static gboolean
is_sign (const IbidToken *token)
{
  return token->n_letters == 1 && !token->is_word && token->end - token->start == 1;
}

/* a word that reaches to the border of a context is perhaps only a piece of one */
static void
leave_out_cut_words (IbidQuery *self, guint n_chars)
{
  IbidTokenRow *row = &self->row;

  self->end = row->n_tokens;
  if (row->n_tokens == 0)
    return;
  if (row->tokens[0].start == 0 && row->tokens[0].end < self->quote_start_char &&
      row->tokens[0].n_letters > 1)
    self->start = 1;
  if (row->tokens[self->end - 1].end == n_chars &&
      row->tokens[self->end - 1].start > self->quote_end_char &&
      row->tokens[self->end - 1].n_letters > 1)
    self->end--;
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

  *self = (IbidQuery){ .place = IBID_SELECTOR_NO_POSITION };
  self->quote_start_char = (guint)g_utf8_strlen (prefix, -1);
  self->quote_end_char = self->quote_start_char + (guint)g_utf8_strlen (exact, -1);
  ibid_token_row_append_text (&self->row, whole, strlen (whole));
  self->ids = g_new (guint32, self->row.n_tokens + 1);
  self->weights = g_new (guint16, self->row.n_tokens + 1);
  ibid_token_index_look_up (index, &self->row, self->ids);
  leave_out_cut_words (self, self->row.n_chars);

  self->quote_start = self->row.n_tokens;
  for (guint i = 0; i < self->row.n_tokens; i++)
    {
      const IbidToken *token = &self->row.tokens[i];

      self->weights[i] = ibid_token_weight (index, self->ids[i], is_sign (token));
      if (token->end > self->quote_start_char && token->start < self->quote_end_char)
        {
          self->quote_start = MIN (self->quote_start, i);
          self->quote_end = i + 1;
        }
    }
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
