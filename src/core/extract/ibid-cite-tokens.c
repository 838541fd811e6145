/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-tokens.h"

#include <string.h>

/* One walk over the text; nothing is looked at twice but a quotation that is never closed. */

#define MAX_YEAR 2199
#define MIN_YEAR 1000

/* domains of the top level that have more than two letters */
static const char *const top_levels[] = {
  "com",    "org",   "net",  "info",   "gov",    "edu",     "mil",   "int",    "biz",  "news",
  "media",  "press", "asia", "site",   "live",   "today",   "world", "agency", "blog", "online",
  "africa", "cat",   "eus",  "global", "report", "network", "wiki",  "xyz",    "team", "club",
};

typedef struct
{
  const IbidCiteMonths *months;
  const char *text;
  gsize at;
  gsize end;
  GArray *tokens;
  gboolean no_more_quotes; /* a mark that is not closed was met */
} Tokenizer;

static gunichar
char_at (const Tokenizer *self, gsize at)
{
  if (at >= self->end)
    return 0;
  return (guchar)self->text[at] < 0x80 ? (gunichar)(guchar)self->text[at]
                                       : g_utf8_get_char (self->text + at);
}

static gsize
next_at (const Tokenizer *self, gsize at)
{
  return (gsize)(g_utf8_next_char (self->text + at) - self->text);
}

static gboolean
is_word_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) || c == '_' || c == '#' || c == '@' || c == '+';
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* marks that hold a word together where a letter follows */
static gboolean
is_inner (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == '-' || c == '.' || c == 0x2010 || c == 0x2011 ||
         c == '`' || c == 0xB7;
}

/**
 * ibid_cite_is_domain:
 * @word: a word
 * @length: its length in bytes
 *
 * Tells whether a word is written like the name of a host: "Ru.sputnik.kz".
 *
 * Returns: %TRUE if it is
 */
gboolean
ibid_cite_is_domain (const char *word, gsize length)
{
  const char *dot = g_strrstr_len (word, (gssize)length, ".");
  gsize rest = dot != NULL ? length - (gsize)(dot + 1 - word) : 0;

  if (dot == NULL || dot == word || rest < 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (word[i]) && word[i] != '.' && word[i] != '-')
      return FALSE;
  for (gsize i = 0; i < rest; i++)
    if (!g_ascii_islower (dot[1 + i]))
      return FALSE;
  if (rest == 2)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (top_levels); i++)
    if (strlen (top_levels[i]) == rest && memcmp (dot + 1, top_levels[i], rest) == 0)
      return TRUE;
  return FALSE;
}

static void
add_token (Tokenizer *self, IbidCiteToken *token, gsize start, gsize end)
{
  token->start = (guint32)start;
  token->end = (guint32)end;
  if (start > 0 && self->tokens->len > 0 &&
      g_array_index (self->tokens, IbidCiteToken, self->tokens->len - 1).end == start)
    token->traits |= IBID_CITE_GLUED;
  g_array_append_val (self->tokens, *token);
  self->at = end;
}

static void
add_mark (Tokenizer *self, IbidCiteTokenType type)
{
  IbidCiteToken token = { .type = (guint8)type };

  add_token (self, &token, self->at, next_at (self, self->at));
}

static guint
trait_of_case (const Tokenizer *self, gsize start, gsize end)
{
  guint n_upper = 0;
  guint n_lower = 0;
  gunichar first = char_at (self, start);
  gunichar last = 0;
  guint traits = 0;

  for (gsize at = start; at < end; at = next_at (self, at))
    {
      last = char_at (self, at);
      n_upper += g_unichar_isupper (last);
      n_lower += g_unichar_islower (last);
    }
  if (n_upper > 0 || g_unichar_istitle (first))
    traits |= IBID_CITE_CAPITAL;
  else if (g_unichar_isalpha (first) && !g_unichar_islower (first))
    traits |= IBID_CITE_CAPITAL | IBID_CITE_UNCASED;
  if (n_upper >= 2 && n_lower <= (g_unichar_islower (last) ? 1 : 0))
    traits |= IBID_CITE_ACRONYM;
  return traits;
}

/* "T.me/channel" is one name; "spot.uz/gazeta.uz" are two */
static gsize
end_of_path (const Tokenizer *self, gsize at)
{
  gsize end = at + 1;

  if (at >= self->end || self->text[at] != '/')
    return at;
  while (end < self->end &&
         (g_ascii_isalnum (self->text[end]) || strchr ("/_-@.?=%", self->text[end]) != NULL))
    end++;
  while (end > at && self->text[end - 1] == '.')
    end--;
  return ibid_cite_is_domain (self->text + at + 1, end - at - 1) ? at : end;
}

static void
read_word (Tokenizer *self)
{
  IbidCiteToken token = { .type = IBID_CITE_WORD };
  gsize start = self->at;
  gsize end = start;

  while (end < self->end)
    {
      gunichar c = char_at (self, end);

      if (!is_word_char (c) &&
          !(is_inner (c) && end > start && is_word_char (char_at (self, next_at (self, end)))))
        break;
      end = next_at (self, end);
    }
  token.month = (guint8)ibid_cite_months_find (self->months, self->text + start, end - start);
  token.traits = (guint8)trait_of_case (self, start, end);
  if (ibid_cite_is_domain (self->text + start, end - start))
    {
      token.traits |= IBID_CITE_DOMAIN;
      end = end_of_path (self, end);
    }
  else if (end + 2 < self->end && self->text[end] == '/' && self->text[end + 1] == '@')
    end = end_of_path (self, end); /* "Telegram/@channel" */
  add_token (self, &token, start, end);
}

static gsize
read_digits (const Tokenizer *self, gsize at, int *number)
{
  gsize start = at;

  *number = 0;
  while (at < self->end && g_ascii_isdigit (self->text[at]))
    {
      *number = MIN (*number * 10 + (self->text[at] - '0'), G_MAXINT16);
      at++;
    }
  return at - start;
}

static gboolean
is_day (int year, int month, int day)
{
  return year >= MIN_YEAR && year <= MAX_YEAR && month >= 1 && month <= 12 && day >= 1 &&
         day <= g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);
}

/* "2026-04-24", "14.09.2026", "14/09/2026"; where day and month could be either, only the year is
 * taken */
static gboolean
read_figures (Tokenizer *self)
{
  IbidCiteToken token = { .type = IBID_CITE_DATE };
  int numbers[3];
  gsize lengths[3];
  gsize at = self->at;
  char mark = 0;

  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && (at >= self->end || strchr (".-/", self->text[at]) == NULL ||
                    (i == 2 && self->text[at] != mark)))
        return FALSE;
      if (i > 0)
        mark = self->text[at++];
      lengths[i] = read_digits (self, at, &numbers[i]);
      at += lengths[i];
      if (lengths[i] == 0)
        return FALSE;
    }
  if (lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2)
    {
      int year = numbers[0];

      numbers[0] = numbers[2];
      numbers[2] = year;
    }
  else if (lengths[2] != 4 || lengths[0] > 2 || lengths[1] > 2)
    return FALSE;
  else if (mark == '/' && numbers[1] > 12)
    {
      int month = numbers[0];

      numbers[0] = numbers[1];
      numbers[1] = month;
    }
  else if (mark == '/' && numbers[0] <= 12 && numbers[0] != numbers[1])
    numbers[0] = numbers[1] = 0;
  if (numbers[1] != 0 && !is_day (numbers[2], numbers[1], numbers[0]))
    return FALSE;
  token.number = (gint16)numbers[2];
  token.month = (guint8)numbers[1];
  token.day = (guint8)numbers[0];
  add_token (self, &token, self->at, at);
  return TRUE;
}

/* "2020年5月4日", "5月4日" */
static gboolean
read_ideographs (Tokenizer *self)
{
  static const char *const marks[] = { "年", "月", "日" };
  IbidCiteToken token = { .type = IBID_CITE_DATE };
  int parts[3] = { 0 };
  gsize at = self->at;

  for (guint i = 0; i < 3; i++)
    {
      int number;
      gsize n_digits = read_digits (self, at, &number);

      if (n_digits == 0 || at + n_digits + 3 > self->end ||
          memcmp (self->text + at + n_digits, marks[i], 3) != 0)
        continue;
      parts[i] = number;
      at += n_digits + 3;
    }
  if (at == self->at || parts[1] > 12 || parts[2] > 31 || parts[0] > MAX_YEAR)
    return FALSE;
  token.number = (gint16)parts[0];
  token.month = (guint8)parts[1];
  token.day = (guint8)parts[2];
  add_token (self, &token, self->at, at);
  return TRUE;
}

static gboolean
is_ordinal (const char *text)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (text, endings[i], 2) == 0)
      return TRUE;
  return FALSE;
}

/* A number, "4th", "2016b"; "2023August" falls into two; "5G" and "24.kg" are words. */
static void
read_number (Tokenizer *self)
{
  IbidCiteToken token = { .type = IBID_CITE_NUMBER };
  int number;
  gsize start = self->at;
  gsize n_digits = read_digits (self, start, &number);
  gsize end = start + n_digits;
  gunichar next = char_at (self, end);
  gunichar after = next != 0 ? char_at (self, next_at (self, end)) : 0;

  token.number = (gint16)number;
  token.n_digits = (guint8)MIN (n_digits, 100);
  if (n_digits <= 2 && end + 2 <= self->end && is_ordinal (self->text + end) &&
      !is_word_char (char_at (self, end + 2)))
    {
      token.traits |= IBID_CITE_ORDINAL;
      end += 2;
    }
  else if (n_digits == 4 && next >= 'a' && next <= 'z' && !is_word_char (after))
    {
      token.letter = (char)next;
      end++;
    }
  else if ((is_word_char (next) && !(n_digits == 4 && g_unichar_isupper (next))) ||
           (next == '.' && g_unichar_isalpha (after)))
    {
      read_word (self);
      return;
    }
  add_token (self, &token, start, end);
}

static gboolean
read_url (Tokenizer *self)
{
  static const char *const beginnings[] = { "https://", "http://", "www.", "doi.org/", "doi:10." };
  IbidCiteToken token = { .type = IBID_CITE_URL };
  gsize end = self->at;
  gboolean is_url = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings) && !is_url; i++)
    is_url =
        self->end - self->at > strlen (beginnings[i]) &&
        g_ascii_strncasecmp (self->text + self->at, beginnings[i], strlen (beginnings[i])) == 0;
  if (!is_url)
    return FALSE;
  while (end < self->end && !g_unichar_isspace (char_at (self, end)))
    end = next_at (self, end);
  while (end > self->at && strchr (".,;:", self->text[end - 1]) != NULL)
    end--;
  add_token (self, &token, self->at, end);
  return TRUE;
}

static gunichar
closing_quote (gunichar c)
{
  switch (c)
    {
    case '"':
      return '"';
    case 0x201C:
      return 0x201D;
    case 0x201E:
      return 0x201C;
    case 0xAB:
      return 0xBB;
    case 0x300A:
      return 0x300B;
    case 0x300C:
      return 0x300D;
    default:
      return 0;
    }
}

static gboolean
read_quotation (Tokenizer *self, gunichar closing)
{
  IbidCiteToken token = { .type = IBID_CITE_QUOTED };
  gsize at = next_at (self, self->at);

  if (self->no_more_quotes)
    return FALSE;
  while (at < self->end && char_at (self, at) != closing)
    at = next_at (self, at);
  if (at >= self->end)
    {
      self->no_more_quotes = TRUE;
      return FALSE;
    }
  add_token (self, &token, self->at, next_at (self, at));
  return TRUE;
}

static IbidCiteTokenType
type_of_mark (gunichar c)
{
  switch (c)
    {
    case ',':
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
      return IBID_CITE_COMMA;
    case ';':
    case 0xFF1B:
    case 0x061B:
      return IBID_CITE_SEMICOLON;
    case ':':
    case 0xFF1A:
      return IBID_CITE_COLON;
    case '.':
    case 0x3002:
      return IBID_CITE_DOT;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return IBID_CITE_DASH;
    case '/':
      return IBID_CITE_SLASH;
    case '&':
      return IBID_CITE_AMPERSAND;
    case '(':
    case '[':
      return IBID_CITE_OPEN;
    case ')':
    case ']':
      return IBID_CITE_CLOSE;
    default:
      return IBID_CITE_OTHER;
    }
}

static void
read_token (Tokenizer *self, gunichar c)
{
  gunichar closing = closing_quote (c);

  if (closing != 0 && read_quotation (self, closing))
    return;
  if (g_ascii_isdigit ((char)c) && c < 0x80)
    {
      if (!read_figures (self) && !read_ideographs (self))
        read_number (self);
      return;
    }
  if ((c == 'h' || c == 'w' || c == 'd' || c == 'H' || c == 'W') && read_url (self))
    return;
  if (is_word_char (c))
    read_word (self);
  else
    add_mark (self, type_of_mark (c));
}

/**
 * ibid_cite_tokenize:
 * @months: names of months
 * @text: UTF-8
 * @start: first byte to look at
 * @end: one past the last
 * @tokens: (element-type IbidCiteToken): where they are put; what was there is forgotten
 *
 * Takes a piece of a text apart. White space is left out.
 */
void
ibid_cite_tokenize (const IbidCiteMonths *months, const char *text, gsize start, gsize end,
                    GArray *tokens)
{
  Tokenizer self = { .months = months, .text = text, .at = start, .end = end, .tokens = tokens };

  g_array_set_size (tokens, 0);
  while (self.at < end)
    {
      gunichar c = char_at (&self, self.at);

      if (g_unichar_isspace (c) || g_unichar_iszerowidth (c))
        self.at = next_at (&self, self.at);
      else
        read_token (&self, c);
    }
}
