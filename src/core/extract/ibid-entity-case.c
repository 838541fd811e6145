/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"

/* What a capital means: at the start of a sentence nothing, in a line where all words have one
 * nothing either, and everywhere else a name. Words that only ever begin sentences are judged by
 * their use in lower case in the same text first, and then by the dictionary. */

#define MAX_TITLE_WORDS 30
#define MIN_LOUD_WORDS 3
#define MAX_ACRONYM_LETTERS 5 /* what is longer may be a word in capitals */

static gboolean
has_capital (const IbidSymbol *symbol)
{
  switch ((IbidShape)symbol->shape)
    {
    case IBID_SHAPE_CAPITAL:
    case IBID_SHAPE_UPPER:
    case IBID_SHAPE_MIXED:
      return TRUE;
    case IBID_SHAPE_LOWER:
    case IBID_SHAPE_NUMBER:
    case IBID_SHAPE_OTHER:
      return FALSE;
    }
  return FALSE;
}

/* “Deepening Relations and Technology Cooperation”: short, no full stop at its end, and hardly a
 * word of weight without a capital */
static gboolean
is_title_line (IbidExtraction *self, const IbidTextBlock *block, guint first, guint end)
{
  guint n_capital = 0;
  guint n_lower = 0;
  const IbidToken *last = ibid_extraction_token (self, end - 1);
  char after = block->text[last->end];

  if (end - first > MAX_TITLE_WORDS || (block->type != IBID_BLOCK_TYPE_HEADING && after == '.'))
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      const IbidSymbol *symbol = ibid_extraction_symbol (self, i);

      if ((ibid_extraction_token (self, i)->flags & IBID_TOKEN_EXCLUDED) != 0)
        continue;
      if (has_capital (symbol))
        n_capital++;
      else if (symbol->shape == IBID_SHAPE_LOWER && symbol->length > 3 &&
               (symbol->roles & IBID_WORD_FUNCTION) == 0)
        n_lower++;
    }
  if (block->type == IBID_BLOCK_TYPE_HEADING)
    return n_lower == 0 || n_capital > 3 * n_lower;
  return n_capital > 2 && n_lower * 6 < n_capital;
}

static void
mark_title_lines (IbidExtraction *self, const IbidTextBlock *block)
{
  guint first = block->first;

  while (first < block->end)
    {
      guint end = first + 1;

      while (end < block->end && (ibid_extraction_token (self, end)->gap & IBID_GAP_BREAK) == 0)
        end++;
      if (is_title_line (self, block, first, end))
        for (guint i = first; i < end; i++)
          ibid_extraction_token (self, i)->flags |= IBID_TOKEN_TITLE;
      first = end;
    }
}

/* “THERE IS NO WARRANTY FOR THE PROGRAM”: capitals as a way of speaking loudly, not a row of
 * acronyms, as it has small words in it */
static void
mark_loud (IbidExtraction *self, const IbidTextBlock *block)
{
  guint first = block->first;

  while (first < block->end)
    {
      guint end = first;
      gboolean small_words = FALSE;

      for (; end < block->end && ibid_extraction_symbol (self, end)->shape == IBID_SHAPE_UPPER;
           end++)
        {
          const IbidSymbol *symbol = ibid_extraction_symbol (self, end);

          small_words |=
              (ibid_symbols_get (self->symbols, symbol->lower)->roles & IBID_WORD_FUNCTION) != 0;
        }
      for (guint i = first; i < end && small_words && end - first >= MIN_LOUD_WORDS; i++)
        ibid_extraction_token (self, i)->flags |= IBID_TOKEN_TITLE;
      first = MAX (end, first + 1);
    }
}

/**
 * ibid_extraction_judge_case:
 * @self: the extraction, cut into tokens
 *
 * Marks lines where capitals mean nothing, and counts which words owe theirs to themselves.
 */
void
ibid_extraction_judge_case (IbidExtraction *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      mark_title_lines (self, &g_array_index (self->blocks, IbidTextBlock, i));
      mark_loud (self, &g_array_index (self->blocks, IbidTextBlock, i));
    }
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const IbidToken *token = ibid_extraction_token (self, i);

      if ((token->flags &
           (IBID_TOKEN_START | IBID_TOKEN_QUOTED | IBID_TOKEN_TITLE | IBID_TOKEN_EXCLUDED)) == 0)
        ibid_symbols_get (self->symbols, token->symbol)->n_capital++;
    }
}

static gboolean
judge (IbidExtraction *self, const IbidSymbol *lower)
{
  gboolean is_ordinary = FALSE;

  if ((lower->roles & (IBID_WORD_FUNCTION | IBID_WORD_ORDINARY)) != 0 || lower->n_total > 0)
    return TRUE;
  if (lower->roles != 0 && (lower->roles & ~(IBID_WORD_PEOPLE | IBID_WORD_PARTICLE)) != 0)
    return TRUE;
  if (!self->options->without_dictionary &&
      ibid_dictionary_has (lower->text, lower->length, &is_ordinary))
    return is_ordinary;
  return ibid_word_looks_ordinary (lower->text, lower->length);
}

/**
 * ibid_extraction_is_ordinary:
 * @self: the extraction
 * @token: number of a token
 *
 * Returns: whether its word is an ordinary one, which a capital alone does not make a name
 */
gboolean
ibid_extraction_is_ordinary (IbidExtraction *self, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (self, token);
  IbidSymbol *lower = ibid_symbols_get (self->symbols, symbol->lower);

  if (symbol->shape == IBID_SHAPE_UPPER && symbol->length <= MAX_ACRONYM_LETTERS)
    return FALSE; /* “IT” is not “it” */

  if (lower->ordinary < 0)
    lower->ordinary = judge (self, lower);
  return lower->ordinary;
}

/**
 * ibid_extraction_is_capital:
 * @self: the extraction
 * @token: number of a token
 *
 * Returns: whether the word has a capital in a place where names are looked for
 */
gboolean
ibid_extraction_is_capital (IbidExtraction *self, guint token)
{
  const IbidToken *it = ibid_extraction_token (self, token);
  const IbidSymbol *symbol = ibid_symbols_get (self->symbols, it->symbol);

  return (it->flags & (IBID_TOKEN_EXCLUDED | IBID_TOKEN_GLOSS)) == 0 && has_capital (symbol) &&
         (symbol->roles & IBID_WORD_CALENDAR) == 0;
}

/**
 * ibid_extraction_is_loud:
 * @self: the extraction
 * @token: number of a token
 *
 * Returns: whether it is a small word in a passage of capitals: “WHO” there is no organisation
 */
gboolean
ibid_extraction_is_loud (IbidExtraction *self, guint token)
{
  const IbidSymbol *symbol = ibid_extraction_symbol (self, token);

  return (ibid_extraction_token (self, token)->flags & IBID_TOKEN_TITLE) != 0 &&
         symbol->shape == IBID_SHAPE_UPPER &&
         (ibid_symbols_get (self->symbols, symbol->lower)->roles & IBID_WORD_FUNCTION) != 0;
}

/**
 * ibid_extraction_owes_capital:
 * @self: the extraction
 * @token: number of a token that has a capital
 *
 * Returns: whether it has its capital of itself: it stands within a sentence, or is no ordinary
 *   word, or stands within a sentence with a capital elsewhere and never without
 */
gboolean
ibid_extraction_owes_capital (IbidExtraction *self, guint token)
{
  const IbidToken *it = ibid_extraction_token (self, token);
  const IbidSymbol *symbol = ibid_symbols_get (self->symbols, it->symbol);
  const IbidSymbol *lower = ibid_symbols_get (self->symbols, symbol->lower);

  if ((it->flags & (IBID_TOKEN_START | IBID_TOKEN_QUOTED)) == 0)
    return (symbol->roles & IBID_WORD_FUNCTION) == 0;
  if (symbol->shape == IBID_SHAPE_UPPER || symbol->shape == IBID_SHAPE_MIXED)
    return (symbol->roles & IBID_WORD_FUNCTION) == 0 && !ibid_extraction_is_ordinary (self, token);
  if (!ibid_extraction_is_ordinary (self, token))
    return TRUE;
  return symbol->n_capital > 0 && lower->n_total == 0 &&
         (lower->roles & (IBID_WORD_FUNCTION | IBID_WORD_ORDINARY)) == 0;
}
