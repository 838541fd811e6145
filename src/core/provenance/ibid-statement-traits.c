/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include "ibid-statement-traits.h"

/*
 * What makes a sentence one that could be asked "who says so?": an amount or a date. The rules are
 * about characters, not grammar: digits that are part of a name (5G, COVID-19, G20) are no amount,
 * four digits that can be a year are a date, and so is a month beside a number.
 */

/* Amounts in words. "one" is missing, for it is mostly a pronoun. */
static const char *const number_words[] = {
  "two",        "three",      "four",     "five",      "six",        "seven",     "eight",
  "nine",       "ten",        "eleven",   "twelve",    "thirteen",   "fourteen",  "fifteen",
  "sixteen",    "seventeen",  "eighteen", "nineteen",  "twenty",     "thirty",    "forty",
  "fifty",      "sixty",      "seventy",  "eighty",    "ninety",     "hundred",   "hundreds",
  "thousand",   "thousands",  "million",  "millions",  "billion",    "billions",  "trillion",
  "dozen",      "dozens",     "half",     "third",     "thirds",     "quarter",   "quarters",
  "percent",    "percentage", "twice",    "twofold",   "threefold",  "tenfold",   "double",
  "doubled",    "tripled",    "halved",   "millionen", "milliarden", "prozent",   "millones",
  "milliards",  "pourcent",   "миллион",  "миллиона",  "миллионов",  "миллиард",  "миллиарда",
  "миллиардов", "тысяч",      "тысячи",   "процент",   "процента",   "процентов",
};

/* Months by name: enough on their own in no case, for "may" and "march" are verbs too. */
static const char *const month_words[] = {
  "january",  "february",  "march",      "april",    "may",       "june",      "july",
  "august",   "september", "october",    "november", "december",  "jan",       "feb",
  "mar",      "apr",       "jun",        "jul",      "aug",       "sep",       "sept",
  "oct",      "nov",       "dec",        "januar",   "februar",   "märz",      "mai",
  "juni",     "juli",      "oktober",    "dezember", "janvier",   "février",   "mars",
  "avril",    "juin",      "juillet",    "août",     "septembre", "octobre",   "novembre",
  "décembre", "enero",     "febrero",    "marzo",    "abril",     "mayo",      "junio",
  "julio",    "agosto",    "septiembre", "octubre",  "noviembre", "diciembre", "января",
  "февраля",  "марта",     "апреля",     "мая",      "июня",      "июля",      "августа",
  "сентября", "октября",   "ноября",     "декабря",
};

/* Months that are nothing else, written with a capital: they date a sentence without a number. */
static const char *const plain_months[] = {
  "January", "February",  "April",   "June",     "July",
  "August",  "September", "October", "November", "December",
};

/* Letters that may follow an amount without making a name of it. */
static const char *const unit_suffixes[] = {
  "bn", "m",  "mn", "tn", "k",  "km", "kg",  "th", "st", "nd", "rd",  "s",   "am",   "pm",
  "gb", "mb", "tb", "mw", "gw", "kw", "kwh", "ha", "mm", "cm", "mhz", "ghz", "gbps", "mbps",
};

typedef enum
{
  TOKEN_NONE,
  TOKEN_WORD,
  TOKEN_NUMBER_WORD,
  TOKEN_MONTH,
  TOKEN_AMOUNT,
  TOKEN_YEAR,
} TokenKind;

static GHashTable *
make_set (const char *const *words, gsize n_words)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n_words; i++)
    g_hash_table_add (set, (gpointer)words[i]);
  return set;
}

static gboolean
is_in (const char *word, GHashTable **set, const char *const *words, gsize n_words)
{
  if (g_once_init_enter (set))
    g_once_init_leave (set, make_set (words, n_words));
  return g_hash_table_contains (*set, word);
}

static TokenKind
classify_word (const gunichar *chars, gsize length)
{
  static GHashTable *numbers, *months;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  if (length > 24)
    return TOKEN_WORD;
  word = g_ucs4_to_utf8 (chars, (glong)length, NULL, NULL, NULL);
  lower = word != NULL ? g_utf8_strdown (word, -1) : NULL;
  if (lower == NULL)
    return TOKEN_WORD;
  if (is_in (lower, &months, month_words, G_N_ELEMENTS (month_words)))
    return TOKEN_MONTH;
  if (is_in (lower, &numbers, number_words, G_N_ELEMENTS (number_words)))
    return TOKEN_NUMBER_WORD;
  return TOKEN_WORD;
}

static gboolean
is_plain_month (const gunichar *chars, gsize length)
{
  static GHashTable *plain;
  g_autofree char *word = NULL;

  if (length > 12)
    return FALSE;
  word = g_ucs4_to_utf8 (chars, (glong)length, NULL, NULL, NULL);
  return word != NULL && is_in (word, &plain, plain_months, G_N_ELEMENTS (plain_months));
}

/* Han digits' neighbours: 年 月 日 make a date, 万 亿 成 an amount. */
static TokenKind
classify_han (gunichar c)
{
  switch (c)
    {
    case 0x5e74: /* year */
    case 0x6708: /* month */
    case 0x65e5: /* day */
      return TOKEN_YEAR;
    case 0x4e07: /* ten thousand */
    case 0x842c:
    case 0x4ebf: /* hundred million */
    case 0x5104:
    case 0x4e2a: /* the common measure word */
    case 0x6b21: /* times */
      return TOKEN_AMOUNT;
    default:
      return TOKEN_NONE;
    }
}

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_unit (const gunichar *chars, gsize length)
{
  static GHashTable *units;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  if (length > 4)
    return FALSE;
  word = g_ucs4_to_utf8 (chars, (glong)length, NULL, NULL, NULL);
  lower = word != NULL ? g_utf8_strdown (word, -1) : NULL;
  return lower != NULL && is_in (lower, &units, unit_suffixes, G_N_ELEMENTS (unit_suffixes));
}

static gsize
end_of_word (const gunichar *chars, gsize n_chars, gsize at)
{
  while (at < n_chars && g_unichar_isalpha (chars[at]) && !is_han (chars[at]))
    at++;
  return at;
}

/* A run of digits with the points, commas, hyphens and slashes inside it: "23.5", "2021-05-07". */
static gsize
end_of_digits (const gunichar *chars, gsize n_chars, gsize at, gboolean *is_date)
{
  guint joints = 0;

  for (; at < n_chars; at++)
    {
      gunichar c = chars[at];

      if (g_unichar_isdigit (c))
        continue;
      if (at + 1 >= n_chars || !g_unichar_isdigit (chars[at + 1]))
        break;
      if (c == '-' || c == '/')
        joints++;
      else if (c != '.' && c != ',' && c != 0x2013 && c != ':' && c != 0x00a0 && c != 0x202f)
        break;
    }
  *is_date = joints == 2;
  return at;
}

static gboolean
is_year (const gunichar *chars, gsize start, gsize end, gsize n_chars)
{
  int year = 0;

  /* "2010–2020" and "2021/22" are years as well */
  if (end - start > 4 && chars[start + 4] != 0x2013 && chars[start + 4] != '-' &&
      chars[start + 4] != '/')
    return FALSE;
  if (end - start < 4)
    return FALSE;
  for (gsize i = start; i < start + 4; i++)
    {
      if (!g_unichar_isdigit (chars[i]))
        return FALSE;
      year = year * 10 + g_unichar_digit_value (chars[i]);
    }
  if (start > 0 && g_unichar_type (chars[start - 1]) == G_UNICODE_CURRENCY_SYMBOL)
    return FALSE;
  if (end < n_chars && chars[end] == '%')
    return FALSE;
  return year >= 1500 && year <= 2099;
}

/* Reads the digits at *at and moves behind them. */
static TokenKind
read_digits (const gunichar *chars, gsize n_chars, gsize *at)
{
  gsize start = *at;
  gsize end, letters;
  gboolean is_date;
  TokenKind han;

  end = end_of_digits (chars, n_chars, start, &is_date);
  *at = end;
  /* part of a name: G20, COVID-19 */
  if (start > 0 && g_unichar_isalpha (chars[start - 1]) && !is_han (chars[start - 1]))
    return TOKEN_NONE;
  if (start > 1 && (chars[start - 1] == '-' || chars[start - 1] == '_') &&
      g_unichar_isalpha (chars[start - 2]))
    return TOKEN_NONE;
  if (is_date)
    return TOKEN_YEAR;

  letters = end_of_word (chars, n_chars, end);
  if (letters > end)
    {
      *at = letters;
      return is_unit (chars + end, letters - end) ? TOKEN_AMOUNT : TOKEN_NONE;
    }
  han = end < n_chars ? classify_han (chars[end]) : TOKEN_NONE;
  if (han != TOKEN_NONE)
    return han;
  return is_year (chars, start, end, n_chars) ? TOKEN_YEAR : TOKEN_AMOUNT;
}

static IbidStatementTraits
traits_of_token (TokenKind kind, TokenKind before)
{
  switch (kind)
    {
    case TOKEN_NUMBER_WORD:
      return IBID_STATEMENT_TRAIT_NUMBER;
    case TOKEN_YEAR:
      return IBID_STATEMENT_TRAIT_DATE;
    case TOKEN_AMOUNT:
      return before == TOKEN_MONTH ? IBID_STATEMENT_TRAIT_DATE : IBID_STATEMENT_TRAIT_NUMBER;
    case TOKEN_MONTH:
      return before == TOKEN_AMOUNT || before == TOKEN_YEAR ? IBID_STATEMENT_TRAIT_DATE : 0;
    case TOKEN_NONE:
    case TOKEN_WORD:
      break;
    }
  return 0;
}

/*
 * ibid_statement_find_traits:
 * @chars: a sentence
 * @n_chars: its length in code points
 * @hidden: (nullable) (array length=n_chars): which characters are not to count, being part of a
 *   name or the mark of a note
 *
 * Returns: whether the sentence has a number, a date, or both; a number that is the day of a month
 *   counts as a date only
 */
IbidStatementTraits
ibid_statement_find_traits (const gunichar *chars, gsize n_chars, const gboolean *hidden)
{
  IbidStatementTraits traits = 0;
  TokenKind before = TOKEN_NONE;
  gboolean lone_amount = FALSE;
  gsize at = 0;

  while (at < n_chars)
    {
      gsize start = at;
      TokenKind kind = TOKEN_NONE;
      IbidStatementTraits found;

      if (hidden != NULL && hidden[at])
        at++;
      else if (g_unichar_isdigit (chars[at]))
        kind = read_digits (chars, n_chars, &at);
      else if (g_unichar_isalpha (chars[at]) && !is_han (chars[at]))
        {
          at = end_of_word (chars, n_chars, at);
          kind = classify_word (chars + start, at - start);
          if (kind == TOKEN_MONTH && is_plain_month (chars + start, at - start))
            traits |= IBID_STATEMENT_TRAIT_DATE;
        }
      else
        {
          /* white space and full stops keep a day and its month together: "7 May", "Jan. 22" */
          if (!g_unichar_isspace (chars[at]) && chars[at] != '.')
            before = chars[at] == ',' ? before : TOKEN_NONE;
          at++;
          continue;
        }

      /* the number before a month was its day, after all */
      if (kind == TOKEN_MONTH && before == TOKEN_AMOUNT)
        lone_amount = FALSE;
      else if (lone_amount)
        {
          traits |= IBID_STATEMENT_TRAIT_NUMBER;
          lone_amount = FALSE;
        }
      found = traits_of_token (kind, before);
      if (kind == TOKEN_AMOUNT && found == IBID_STATEMENT_TRAIT_NUMBER)
        lone_amount = TRUE;
      else
        traits |= found;
      before = kind;
    }
  if (lone_amount)
    traits |= IBID_STATEMENT_TRAIT_NUMBER;
  return traits;
}
