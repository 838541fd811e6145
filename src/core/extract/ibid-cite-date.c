/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-date.h"

#include <string.h>

#define MIN_YEAR 1400
#define MAX_YEAR 2199

typedef struct
{
  const char *text;
  const GArray *tokens;
  guint at;
  guint end;
} Reader;

static const IbidCiteToken *
peek (const Reader *self, guint ahead)
{
  static const IbidCiteToken nothing = { .type = IBID_CITE_OTHER };

  return self->at + ahead < self->end
             ? &g_array_index (self->tokens, IbidCiteToken, self->at + ahead)
             : &nothing;
}

static gboolean
is_type (const Reader *self, guint ahead, IbidCiteTokenType type)
{
  return self->at + ahead < self->end && peek (self, ahead)->type == type;
}

static gboolean
is_word (const Reader *self, guint ahead, const char *const *words)
{
  const IbidCiteToken *token = peek (self, ahead);

  if (!is_type (self, ahead, IBID_CITE_WORD))
    return FALSE;
  for (; *words != NULL; words++)
    if (strlen (*words) == token->end - token->start &&
        g_ascii_strncasecmp (self->text + token->start, *words, token->end - token->start) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_month (const Reader *self, guint ahead)
{
  return is_type (self, ahead, IBID_CITE_WORD) && peek (self, ahead)->month != 0;
}

static gboolean
is_day (const Reader *self, guint ahead)
{
  const IbidCiteToken *token = peek (self, ahead);

  return is_type (self, ahead, IBID_CITE_NUMBER) && token->n_digits <= 2 && token->number >= 1 &&
         token->number <= 31;
}

static gboolean
is_year (const Reader *self, guint ahead)
{
  const IbidCiteToken *token = peek (self, ahead);

  return is_type (self, ahead, IBID_CITE_NUMBER) && token->n_digits == 4 &&
         token->number >= MIN_YEAR && token->number <= MAX_YEAR;
}

/* steps over a comma and the like, if what is wanted stands behind it */
static gboolean
skip_to_year (Reader *self)
{
  static const char *const of[] = { "de", "of", "del", NULL };

  if (is_type (self, 0, IBID_CITE_DOT) && (is_year (self, 1) || is_type (self, 1, IBID_CITE_COMMA)))
    self->at++;
  if (is_type (self, 0, IBID_CITE_COMMA) && is_year (self, 1))
    self->at++;
  else if (is_word (self, 0, of) && is_year (self, 1))
    self->at++;
  return is_year (self, 0);
}

static void
read_month (Reader *self, IbidWrittenDay *day)
{
  day->month = peek (self, 0)->month;
  self->at++;
  /* "Jan. 22" */
  if (is_type (self, 0, IBID_CITE_DOT) && (peek (self, 0)->traits & IBID_CITE_GLUED) != 0 &&
      (is_day (self, 1) || is_year (self, 1)))
    self->at++;
}

/* "22 January", "22. Januar", "22nd of January" */
static gboolean
read_day_and_month (Reader *self, IbidWrittenDay *day)
{
  static const char *const of[] = { "of", "de", "d", NULL };
  guint ahead = 1;

  if (!is_day (self, 0))
    return FALSE;
  if (is_type (self, ahead, IBID_CITE_DOT) || is_word (self, ahead, of))
    ahead++;
  if (!is_month (self, ahead))
    return FALSE;
  day->day = peek (self, 0)->number;
  self->at += ahead;
  read_month (self, day);
  return TRUE;
}

/* "January 22", "January" */
static gboolean
read_month_and_day (Reader *self, IbidWrittenDay *day)
{
  if (!is_month (self, 0))
    return FALSE;
  read_month (self, day);
  /* "Vol. May 4th", but not the hours of "May 4:30" */
  if (is_day (self, 0) && !is_type (self, 1, IBID_CITE_COLON))
    {
      day->day = peek (self, 0)->number;
      self->at++;
    }
  return TRUE;
}

static gboolean
is_dash (const Reader *self)
{
  static const char *const to[] = { "to", NULL };

  return is_type (self, 0, IBID_CITE_DASH) || is_type (self, 0, IBID_CITE_SLASH) ||
         is_word (self, 0, to);
}

/* the second half of "March 4–5", "May 30–June 2", "July–August" */
static void
read_range (Reader *self, IbidCiteDate *date)
{
  guint before = self->at;
  IbidWrittenDay last = { 0 };

  if (!is_dash (self))
    return;
  self->at++;
  if (read_day_and_month (self, &last) || read_month_and_day (self, &last))
    {
      if ((last.day == 0) == (date->first.day == 0))
        {
          date->last = last;
          return;
        }
    }
  else if (date->first.day != 0 && is_day (self, 0) && peek (self, 0)->number > date->first.day)
    {
      date->last = date->first;
      date->last.day = peek (self, 0)->number;
      self->at++;
      return;
    }
  self->at = before;
}

/* "4–5 March": the first day has no month of its own */
static gboolean
read_days_and_month (Reader *self, IbidCiteDate *date)
{
  int first;
  guint before = self->at;

  if (!is_day (self, 0) || !is_type (self, 1, IBID_CITE_DASH))
    return FALSE;
  first = peek (self, 0)->number;
  self->at += 2;
  if (read_day_and_month (self, &date->last) && date->last.day > first)
    {
      date->first = date->last;
      date->first.day = first;
      return TRUE;
    }
  date->last = (IbidWrittenDay){ 0 };
  self->at = before;
  return FALSE;
}

static gboolean
read_words (Reader *self, IbidCiteDate *date)
{
  if (!read_days_and_month (self, date))
    {
      if (!read_day_and_month (self, &date->first) && !read_month_and_day (self, &date->first))
        return FALSE;
      /* "December 2017–January 2018" */
      if (date->first.day == 0 && skip_to_year (self))
        {
          date->first.year = peek (self, 0)->number;
          self->at++;
        }
      date->last = date->first;
      read_range (self, date);
    }
  if (skip_to_year (self))
    {
      date->last.year = peek (self, 0)->number;
      self->at++;
    }
  if (date->first.year == 0)
    {
      gboolean into_next = date->last.year != 0 && date->last.month < date->first.month;

      date->first.year = date->last.year - (into_next ? 1 : 0);
    }
  return TRUE;
}

static gboolean
read_figures (Reader *self, IbidCiteDate *date)
{
  const IbidCiteToken *token = peek (self, 0);

  if (!is_type (self, 0, IBID_CITE_DATE))
    return FALSE;
  date->first = (IbidWrittenDay){ token->number, token->month, token->day };
  date->last = date->first;
  self->at++;
  return TRUE;
}

/* "2016b", "Spring 2020" */
static gboolean
read_year (Reader *self, IbidCiteDate *date)
{
  static const char *const seasons[] = { "spring", "summer", "autumn", "fall", "winter",
                                         "q1",     "q2",     "q3",     "q4",   NULL };

  if (is_word (self, 0, seasons) && is_year (self, 1))
    self->at++;
  if (!is_year (self, 0))
    return FALSE;
  date->first.year = peek (self, 0)->number;
  date->letter = peek (self, 0)->letter;
  date->last = date->first;
  self->at++;
  /* "2018–2022" are years, not a date */
  return !(is_type (self, 0, IBID_CITE_DASH) && is_type (self, 1, IBID_CITE_NUMBER));
}

static gboolean
is_real (const IbidWrittenDay *day)
{
  int year = day->year != 0 ? day->year : 2000;

  return day->day == 0 ||
         (day->month >= 1 && day->month <= 12 &&
          day->day <= g_date_get_days_in_month ((GDateMonth)day->month, (GDateYear)year));
}

/**
 * ibid_cite_read_date:
 * @text: the text that was taken apart
 * @tokens: (element-type IbidCiteToken): its tokens
 * @at: the token to begin with
 * @end: one past the last token to look at
 * @date: (out): the date
 *
 * Reads the date that begins at a token, as English and other languages write it: "January 22",
 * "Jan. 22, 2021", "22 January", "4–5 March", "December 2017", "2016b", "14.09.2026".
 *
 * Returns: of how many tokens it consists; 0: none begins there
 */
guint
ibid_cite_read_date (const char *text, const GArray *tokens, guint at, guint end,
                     IbidCiteDate *date)
{
  static const char *const about[] = { "early", "late",  "mid",    "circa", "ca",
                                       "c",     "about", "around", NULL };
  Reader self = { text, tokens, at, end };
  gboolean is_about = is_word (&self, 0, about);

  memset (date, 0, sizeof *date);
  if (is_about)
    {
      date->is_approximate = TRUE;
      self.at++;
      if (is_type (&self, 0, IBID_CITE_DOT) || is_type (&self, 0, IBID_CITE_DASH))
        self.at++;
    }
  if (self.at >= end ||
      (!read_words (&self, date) && !read_figures (&self, date) && !read_year (&self, date)) ||
      !is_real (&date->first) || !is_real (&date->last))
    return 0;
  date->start = g_array_index (tokens, IbidCiteToken, at).start;
  date->end = g_array_index (tokens, IbidCiteToken, self.at - 1).end;
  return self.at - at;
}
