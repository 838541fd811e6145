/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-written-citation.h"
#include <string.h>

/* Citations as English texts write them: a name, a comma, and a date of which the year may be left
 * out. Figures alone that may be read in two ways, such as 3/4/2020, are not guessed at. */

#define MAX_TOKENS 10
#define MAX_DIGITS 4
/* February 29 comes back after eight years at the latest */
#define MAX_YEARS_BACK 8

typedef enum
{
  TOKEN_END,
  TOKEN_DAY,
  TOKEN_YEAR,
  TOKEN_MONTH,
  TOKEN_DASH,
  TOKEN_ACCESSED,
} TokenType;

typedef struct
{
  TokenType type;
  int number;
} Token;

static const char *const month_names[] = { "january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december" };

static gboolean
read_month (const char *word, gsize length, int *month)
{
  *month = 0;
  if (length == 4 && g_ascii_strncasecmp (word, "sept", 4) == 0)
    *month = 9;
  for (guint i = 0; *month == 0 && length >= 3 && i < G_N_ELEMENTS (month_names); i++)
    if ((length == 3 || length == strlen (month_names[i])) &&
        g_ascii_strncasecmp (word, month_names[i], length) == 0)
      *month = (int)i + 1;
  return *month != 0;
}

static gboolean
is_word (const char *word, gsize length, const char *const *words)
{
  for (; *words != NULL; words++)
    if (length == strlen (*words) && g_ascii_strncasecmp (word, *words, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_number (const char **text, Token *token)
{
  static const char *const ordinals[] = { "st", "nd", "rd", "th", NULL };
  const char *p = *text;
  gsize n_digits = strspn (p, "0123456789");

  if (n_digits > MAX_DIGITS || n_digits == 3)
    return FALSE;
  token->type = n_digits == 4 ? TOKEN_YEAR : TOKEN_DAY;
  token->number = (int)g_ascii_strtoll (p, NULL, 10);
  p += n_digits;
  if (n_digits <= 2 && g_ascii_isalpha (*p))
    {
      if (!is_word (p, 2, ordinals))
        return FALSE;
      p += 2;
    }
  *text = p;
  return !g_ascii_isalpha (*p);
}

static gboolean
read_word (const char **text, Token *token)
{
  static const char *const accessed[] = { "accessed", "retrieved", "viewed", NULL };
  static const char *const fillers[] = { "last", "on", "of", "the", NULL };
  const char *word = *text;
  gsize length = 0;

  while (g_ascii_isalpha (word[length]))
    length++;
  *text = word + length;
  if (is_word (word, length, fillers))
    token->type = TOKEN_END;
  else if (is_word (word, length, accessed))
    token->type = TOKEN_ACCESSED;
  else if (read_month (word, length, &token->number))
    token->type = TOKEN_MONTH;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_dash (const char **text, Token *token)
{
  static const char *const dashes[] = { "-", "–", "—", NULL };

  for (guint i = 0; dashes[i] != NULL; i++)
    if (g_str_has_prefix (*text, dashes[i]))
      {
        *text += strlen (dashes[i]);
        token->type = TOKEN_DASH;
        return TRUE;
      }
  return FALSE;
}

/* Takes a date apart; FALSE if there is anything in it that dates do not have. */
static gboolean
tokenize (const char *text, Token tokens[MAX_TOKENS + 1])
{
  guint n = 0;

  while (TRUE)
    {
      Token token = { TOKEN_END, 0 };

      /* commas, and the points of abbreviations; no-break space, too */
      while (*text == ' ' || *text == ',' || *text == '.' || g_str_has_prefix (text, "\u00a0"))
        text = g_utf8_next_char (text);
      if (*text == '\0')
        break;
      if (!(g_ascii_isdigit (*text)   ? read_number (&text, &token)
            : g_ascii_isalpha (*text) ? read_word (&text, &token)
                                      : read_dash (&text, &token)))
        return FALSE;
      if (token.type == TOKEN_END)
        continue;
      if (n == MAX_TOKENS)
        return FALSE;
      tokens[n++] = token;
    }
  tokens[n].type = TOKEN_END;
  return n > 0;
}

/* "May 4", "4 May", "May", "4": what is there. */
static const Token *
read_day (const Token *at, IbidWrittenDay *day)
{
  if (at->type == TOKEN_DAY)
    day->day = at++->number;
  if (at->type == TOKEN_MONTH)
    day->month = at++->number;
  if (day->day == 0 && day->month != 0 && at->type == TOKEN_DAY)
    day->day = at++->number;
  if (at->type == TOKEN_YEAR)
    day->year = at++->number;
  return at;
}

/* "May 4", "May 4–5", "4–5 May", "May 30–June 2", each with a year or without. */
static gboolean
parse (const Token *at, IbidWrittenDay *first, IbidWrittenDay *last)
{
  at = read_day (at, first);
  *last = *first;
  if (at->type == TOKEN_DASH)
    {
      *last = (IbidWrittenDay){ 0 };
      at = read_day (at + 1, last);
      if (last->month == 0)
        last->month = first->month;
      if (first->month == 0)
        first->month = last->month;
      if (first->year == 0)
        first->year = last->year;
      if ((first->day == 0) != (last->day == 0) || (last->year == 0 && first->year != 0))
        return FALSE;
    }
  return at->type == TOKEN_END && (first->month != 0 || (first->year != 0 && first->day == 0));
}

static IbidPartialDate *
make_date (const IbidWrittenDay *first, const IbidWrittenDay *last, int year)
{
  int first_year = year != 0 ? year : first->year;
  int last_year = year != 0 ? year : last->year;

  /* from one year into the next */
  if (year != 0 && last->month < first->month)
    last_year++;
  if (memcmp (first, last, sizeof *first) == 0)
    return ibid_partial_date_new (first_year, first->month, first->day);
  return ibid_partial_date_new_range (first_year, first->month, first->day, last_year, last->month,
                                      last->day);
}

/* The latest such date that does not begin after the article's own. */
static IbidPartialDate *
infer_year (const IbidWrittenDay *first, const IbidWrittenDay *last, IbidPartialDate *published)
{
  guint32 limit = ibid_partial_date_latest_day (published);
  int year = ibid_partial_date_get_year (published);

  for (int back = 0; back <= MAX_YEARS_BACK && year - back > 0; back++)
    {
      g_autoptr (IbidPartialDate) date = make_date (first, last, year - back);

      if (date != NULL && ibid_partial_date_earliest_day (date) <= limit)
        return g_steal_pointer (&date);
    }
  return NULL;
}

/**
 * ibid_written_days_resolve:
 * @first: a day as written
 * @last: the last one of a range, else the same as @first
 * @published: (nullable): the article's own date, as for ibid_written_date_read()
 * @traits: (inout): %IBID_WRITTEN_INFERRED is added where the year follows from @published
 *
 * Makes a date of what is written, with the year that is left out.
 *
 * Returns: (transfer full) (nullable): the date; %NULL if there is no such day
 */
IbidPartialDate *
ibid_written_days_resolve (const IbidWrittenDay *first, const IbidWrittenDay *last,
                           IbidPartialDate *published, IbidWrittenTraits *traits)
{
  if (last->year != 0 || published == NULL || !ibid_partial_date_has_year (published))
    return make_date (first, last, 0);
  *traits |= IBID_WRITTEN_INFERRED;
  return infer_year (first, last, published);
}

/**
 * ibid_written_date_read:
 * @text: a date as a citation writes it: "January 22", "May 4, 2018", "22 January 2021", "4–5 May",
 *   "accessed May 4", or EDTF
 * @published: (nullable): the article's own date, from which a year that is left out is inferred:
 *   it is that of the latest such date that is not after the article. Without it, or if its year is
 *   unknown, the year stays unknown.
 * @traits: (out): how it was written
 *
 * Reads a date in English.
 *
 * Returns: (transfer full) (nullable): the date; %NULL if @text is none, or there is no such day
 */
IbidPartialDate *
ibid_written_date_read (const char *text, IbidPartialDate *published, IbidWrittenTraits *traits)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  Token tokens[MAX_TOKENS + 1];
  const Token *at = tokens;
  IbidWrittenDay first = { 0 };
  IbidWrittenDay last = { 0 };
  IbidPartialDate *date;

  *traits = 0;
  date = ibid_partial_date_new_from_edtf (stripped, NULL);
  if (date != NULL)
    return date;
  if (!tokenize (stripped, tokens))
    return NULL;
  if (at->type == TOKEN_ACCESSED)
    {
      *traits |= IBID_WRITTEN_ACCESSED;
      at++;
    }
  if (!parse (at, &first, &last))
    return NULL;
  return ibid_written_days_resolve (&first, &last, published, traits);
}

/* Cuts brackets and what else stands round a citation off both ends. */
static char *
dup_bare (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *start = stripped;
  gsize length;

  while (*start != '\0' && strchr ("([{,;: ", *start) != NULL)
    start++;
  length = strlen (start);
  while (length > 0 && strchr (")]},;: ", start[length - 1]) != NULL)
    length--;
  return g_strndup (start, length);
}

/* "Smith 2020": the year of the author-date style has no comma before it. */
static IbidPartialDate *
read_last_year (const char *bare, gsize *name_bytes)
{
  const char *space = strrchr (bare, ' ');

  if (space == NULL || strspn (space + 1, "0123456789") != 4 || space[5] != '\0')
    return NULL;
  *name_bytes = (gsize)(space - bare);
  return ibid_partial_date_new_from_edtf (space + 1, NULL);
}

/**
 * ibid_written_citation_read:
 * @text: a citation of one source: "(Xinhua, January 22)", "(Smith 2020)", with brackets or without
 * @published: (nullable): the article's own date, as for ibid_written_date_read()
 * @name: (out) (transfer full) (nullable): who is named before the date; all up to the first comma
 *   if there is no date; %NULL if @text holds nothing but brackets
 * @traits: (out): how the date was written
 *
 * Tells name and date of a citation apart, without guessing: what is no date is none.
 *
 * Returns: (transfer full) (nullable): the date
 */
IbidPartialDate *
ibid_written_citation_read (const char *text, IbidPartialDate *published, char **name,
                            IbidWrittenTraits *traits)
{
  g_autofree char *bare = dup_bare (text);
  IbidPartialDate *date = NULL;
  gsize name_bytes = strcspn (bare, ",");

  *name = NULL;
  *traits = 0;
  if (*bare == '\0')
    return NULL;
  for (const char *comma = strchr (bare, ','); comma != NULL && date == NULL;
       comma = strchr (comma + 1, ','))
    {
      date = ibid_written_date_read (comma + 1, published, traits);
      if (date != NULL)
        name_bytes = (gsize)(comma - bare);
    }
  if (date == NULL)
    date = read_last_year (bare, &name_bytes);
  *name = g_strstrip (g_strndup (bare, name_bytes));
  return date;
}
