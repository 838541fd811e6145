/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-anchor"

#include "config.h"

#include <edlib.h>
#include <string.h>
#include "ibid-tokens-private.h"

/*
 * What a newer version of a text changes without changing a word is gone here, before anything is
 * compared: white space, the shape of quotation marks and dashes, composed or decomposed letters
 * (Unicode Standard Annex 15, NFKD of each code point), soft hyphens and joiners.
 */

typedef enum
{
  SORT_SPACE,     /* parts tokens */
  SORT_NOTHING,   /* as if it were not there */
  SORT_LETTER,    /* joins its like */
  SORT_DIGIT,     /* joins letters */
  SORT_MARK,      /* joins what is before it */
  SORT_CHARACTER, /* of a script without spaces: a token by itself */
  SORT_SIGN,      /* joins its equals: a rule, an ellipsis */
} Sort;

static gboolean
is_script_without_spaces (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9FFF) ||                                 /* Han */
         (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) ||                  /* kana */
         (c >= 0x0E00 && c <= 0x0EFF) ||                                 /* Thai, Lao */
         (c >= 0x0F00 && c <= 0x109F) ||                                 /* Tibetan, Burmese */
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1980 && c <= 0x19DF) || /* Khmer, Tai Lue */
         (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x1B000 && c <= 0x1B16F) || (c >= 0x20000 && c <= 0x3FFFD);
}

static Sort
sort_of_wide (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  switch ((int)type)
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return SORT_MARK;
    case G_UNICODE_FORMAT:
      return SORT_NOTHING;
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return SORT_DIGIT;
    case G_UNICODE_CONTROL:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return SORT_SPACE;
    default:
      break;
    }
  if (is_script_without_spaces (c))
    return SORT_CHARACTER;
  return g_unichar_isalpha (c) ? SORT_LETTER : SORT_SIGN;
}

static Sort
sort_of (gunichar c)
{
  if (c < 0x80)
    {
      if (g_ascii_isalpha ((char)c))
        return SORT_LETTER;
      if (g_ascii_isdigit ((char)c))
        return SORT_DIGIT;
      return c <= ' ' || c == 0x7F ? SORT_SPACE : SORT_SIGN;
    }
  if (c >= 0x4E00 && c <= 0x9FFF)
    return SORT_CHARACTER;
  return sort_of_wide (c);
}

/* signs that one editor or another makes of each other are one sign */
static gunichar
fold_sign (gunichar c)
{
  switch (c)
    {
    case 0x00AB: /* « » “ ” „ ‟ ″ */
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
      return '"';
    case '`': /* ` ´ ‘ ’ ‚ ‛ ′ ʼ ‹ › */
    case 0x00B4:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
      return '\'';
    case 0x2010: /* hyphens, dashes, the minus sign */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x3002: /* the full stop and the comma of Chinese and Japanese */
      return '.';
    case 0x3001:
      return ',';
    default:
      return c;
    }
}

static gboolean
may_decompose (gunichar c)
{
  return c >= 0xA0 && !(c >= 0x3400 && c <= 0x9FFF) && !(c >= 0x400 && c <= 0x418);
}

/**
 * ibid_token_row_init:
 * @self: a row
 *
 * Makes an empty row.
 */
void
ibid_token_row_init (IbidTokenRow *self)
{
  *self = (IbidTokenRow){ 0 };
}

/**
 * ibid_token_row_clear:
 * @self: a row
 *
 * Frees what a row holds.
 */
void
ibid_token_row_clear (IbidTokenRow *self)
{
  g_clear_pointer (&self->tokens, g_free);
  g_clear_pointer (&self->letters, g_free);
}

static void
add_letter (IbidTokenRow *self, IbidToken *token, gunichar c)
{
  if (self->n_letters == self->letters_room)
    {
      self->letters_room = MAX (64, self->letters_room * 2);
      self->letters = g_realloc (self->letters, self->letters_room);
    }
  self->letters[self->n_letters++] = (guint8)(c ^ (c >> 8) ^ (c >> 16));
  token->n_letters++;
  token->mask |= 1U << (c % 31);
  /* FNV-1a, over code points */
  token->hash = (token->hash ^ c) * G_GUINT64_CONSTANT (0x100000001B3);
}

static void
add_char (IbidTokenRow *self, IbidToken *token, gunichar c)
{
  gunichar parts[18];
  gsize n = 1;

  parts[0] = c;
  if (may_decompose (c))
    n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < MIN (n, G_N_ELEMENTS (parts)); i++)
    add_letter (self, token, parts[i]);
}

static IbidToken *
add_token (IbidTokenRow *self, guint at)
{
  if (self->n_tokens == self->tokens_room)
    {
      self->tokens_room = MAX (64, self->tokens_room * 2);
      self->tokens = g_renew (IbidToken, self->tokens, self->tokens_room);
    }
  self->tokens[self->n_tokens] = (IbidToken){ .hash = G_GUINT64_CONSTANT (0xCBF29CE484222325),
                                              .start = at,
                                              .letters = self->n_letters,
                                              .is_word = TRUE };
  return &self->tokens[self->n_tokens++];
}

/* whether a character goes on with the token before it */
static gboolean
continues (const IbidToken *token, Sort previous, Sort sort, gboolean is_equal)
{
  if (token == NULL || token->n_letters >= IBID_TOKEN_MAX_LETTERS)
    return FALSE;
  if (sort == SORT_MARK)
    return TRUE;
  if (sort == SORT_SIGN)
    return previous == SORT_SIGN && is_equal;
  return (sort == SORT_LETTER || sort == SORT_DIGIT) &&
         (previous == SORT_LETTER || previous == SORT_DIGIT);
}

/**
 * ibid_token_row_append_text:
 * @self: a row
 * @text: valid UTF-8
 * @length_bytes: how much of it
 *
 * Takes a text apart. Positions go on from what the row holds already, and a token does not reach
 * over from one call into the next.
 */
void
ibid_token_row_append_text (IbidTokenRow *self, const char *text, gsize length_bytes)
{
  const char *end = text + length_bytes;
  IbidToken *token = NULL;
  Sort previous = SORT_SPACE;
  gunichar before = 0;

  for (; text < end; text = g_utf8_next_char (text), self->n_chars++)
    {
      gunichar c = (guchar)*text < 0x80 ? (guchar)*text : g_utf8_get_char (text);
      Sort sort = sort_of (c);

      if (sort == SORT_NOTHING)
        continue;
      if (sort == SORT_SPACE)
        {
          token = NULL;
          continue;
        }
      if (sort == SORT_SIGN)
        c = fold_sign (c);
      if (!continues (token, previous, sort, c == before))
        token = add_token (self, self->n_chars);
      if (sort == SORT_SIGN || sort == SORT_DIGIT || sort == SORT_CHARACTER)
        token->is_word = FALSE;
      if (sort == SORT_SIGN)
        token->is_sign = TRUE;
      if (sort != SORT_MARK || token->n_letters == 0)
        previous = sort;
      add_char (self, token, c);
      before = c;
      token->end = self->n_chars + 1;
    }
}

/**
 * ibid_token_likeness:
 * @a_row: the row of @a
 * @a: a token
 * @b_row: the row of @b
 * @b: another one
 *
 * Tells how alike two words are: what share of the longer one's letters stays as it is. Only words
 * of three letters and more can be alike without being the same, and only if at most a third of
 * their letters differ, and not the first and the last of them; a number is another number if one
 * digit differs.
 *
 * Returns: from 0, unlike, to 1, the same
 */
double
ibid_token_likeness (const IbidTokenRow *a_row, const IbidToken *a, const IbidTokenRow *b_row,
                     const IbidToken *b)
{
  guint longer = MAX (a->n_letters, b->n_letters);
  guint shorter = MIN (a->n_letters, b->n_letters);
  guint most = MAX (1, longer / 3);
  const guint8 *first = a_row->letters + a->letters;
  const guint8 *second = b_row->letters + b->letters;
  EdlibAlignResult result;
  double likeness = 0;

  if (a->hash == b->hash)
    return 1;
  if (!a->is_word || !b->is_word || longer < 3 || longer - shorter > most ||
      (guint)__builtin_popcount (a->mask ^ b->mask) > 2 * most)
    return 0;
  if (*first != *second && first[a->n_letters - 1] != second[b->n_letters - 1])
    return 0;
  result =
      edlibAlign ((const char *)a_row->letters + a->letters, a->n_letters,
                  (const char *)b_row->letters + b->letters, b->n_letters,
                  edlibNewAlignConfig ((int)most, EDLIB_MODE_NW, EDLIB_TASK_DISTANCE, NULL, 0));
  if (result.status == EDLIB_STATUS_OK && result.editDistance >= 0)
    likeness = 1 - result.editDistance / (double)longer;
  edlibFreeAlignResult (result);
  return likeness;
}
