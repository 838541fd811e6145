/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <glib/gi18n.h>
#include "ibid-partial-date-private.h"

/* any leap year with the shape of all others: only parts that are known are ever shown of it */
#define SOME_LEAP_YEAR 2000

static char *
format_with (const IbidDateEnd *end, const char *pattern)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new (utc, end->year > 0 ? end->year : SOME_LEAP_YEAR,
                                                MAX (end->month, 1), MAX (end->day, 1), 12, 0, 0);

  return g_date_time_format (time, pattern);
}

/* day and month of a year that is not shown; "" if neither is given */
static char *
format_within_year (const IbidDateEnd *end)
{
  if (end->day > 0)
    /* Translators: day and month as for g_date_time_format(): "22 January" */
    return format_with (end, C_ ("date", "%-d %B"));
  if (end->month > 0)
    /* Translators: month alone as for g_date_time_format(): "January" */
    return format_with (end, C_ ("date", "%OB"));
  return g_strdup ("");
}

static char *
format_year (const IbidDateEnd *end)
{
  if (end->n_open_digits == 0)
    /* Translators: year as for g_date_time_format(): "2021" */
    return format_with (end, C_ ("date", "%Y"));
  if (end->n_open_digits == 1)
    /* Translators: a decade; %d is its first year: "2020s" */
    return g_strdup_printf (C_ ("date", "%ds"), end->year);
  /* Translators: a century by its first and last year: "2000–2099" */
  return g_strdup_printf (C_ ("date", "%d–%d"), MAX (end->year, 1), end->year + 99);
}

static char *
format_unqualified (const IbidDateEnd *end)
{
  g_autofree char *within = NULL;
  g_autofree char *year = NULL;

  if (end->year > 0 && end->n_open_digits == 0 && end->day > 0)
    /* Translators: a whole date as for g_date_time_format(): "22 January 2021" */
    return format_with (end, C_ ("date", "%-d %B %Y"));
  if (end->year > 0 && end->n_open_digits == 0 && end->month > 0)
    /* Translators: month and year as for g_date_time_format(): "January 2021" */
    return format_with (end, C_ ("date", "%OB %Y"));
  within = format_within_year (end);
  if (end->year == 0)
    /* Translators: %s is a day and month, or a month: "22 January, year unknown" */
    return g_strdup_printf (C_ ("date", "%s, year unknown"), within);
  year = format_year (end);
  if (*within == '\0')
    return g_steal_pointer (&year);
  /* Translators: day and month, then a decade: "22 January, 2020s" */
  return g_strdup_printf (C_ ("date", "%s, %s"), within, year);
}

static char *
qualify (char qualifier, const char *date)
{
  switch (qualifier)
    {
    case '~':
      /* Translators: %s is a date: "about 2021" */
      return g_strdup_printf (C_ ("date", "about %s"), date);
    case '?':
      /* Translators: %s is a date: "2021 (uncertain)" */
      return g_strdup_printf (C_ ("date", "%s (uncertain)"), date);
    case '%':
      /* Translators: %s is a date: "about 2021 (uncertain)" */
      return g_strdup_printf (C_ ("date", "about %s (uncertain)"), date);
    default:
      return g_strdup (date);
    }
}

static char *
format_end (const IbidDateEnd *end)
{
  g_autofree char *date = format_unqualified (end);

  return qualify (end->qualifier, date);
}

static char *
format_days_of_month (const IbidDateEnd *start, const IbidDateEnd *end)
{
  const IbidDateEnd month = { .year = end->year, .month = end->month };
  /* Translators: day of a month as for g_date_time_format(): "4" */
  const char *pattern = C_ ("date", "%-d");
  g_autofree char *first = format_with (start, pattern);
  g_autofree char *last = format_with (end, pattern);
  /* Translators: month and year behind days, as for g_date_time_format(): "March 2026" */
  g_autofree char *rest = format_with (&month, C_ ("date", "%B %Y"));

  /* Translators: first and last day, month and year: "4–5 March 2026" */
  return g_strdup_printf (C_ ("date", "%1$s–%2$s %3$s"), first, last, rest);
}

static gboolean
is_plain (const IbidDateEnd *end)
{
  return end->year > 0 && end->n_open_digits == 0 && end->qualifier == '\0';
}

static char *
format_closed_range (const IbidDateEnd *start, const IbidDateEnd *end)
{
  gboolean same_year = is_plain (start) && is_plain (end) && start->year == end->year;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (same_year && start->month == end->month && start->day > 0 && end->day > 0)
    return start->day == end->day ? format_end (start) : format_days_of_month (start, end);
  if (same_year && start->month == end->month && start->day == end->day)
    return format_end (start);
  first = same_year && start->month > 0 ? format_within_year (start) : format_end (start);
  last = format_end (end);
  if (start->month == 0 && end->month == 0)
    /* Translators: first and last year: "2019–2021" */
    return g_strdup_printf (C_ ("date", "%s–%s"), first, last);
  /* Translators: first and last day: "28 February – 2 March 2026" */
  return g_strdup_printf (C_ ("date", "%s – %s"), first, last);
}

/**
 * ibid_partial_date_format:
 * @self: a date
 *
 * Writes the date for people, in the language and order of the locale: "22 January 2021",
 * "4–5 March 2026", "22 January, year unknown", "about 2021".
 *
 * Returns: (transfer full): the text
 */
char *
ibid_partial_date_format (const IbidPartialDate *self)
{
  const IbidDateEnd *start = &self->ends[0];
  const IbidDateEnd *end = &self->ends[1];
  g_autofree char *date = NULL;

  if (!self->is_range)
    return format_end (start);
  if (start->type == IBID_DATE_END_DATE && end->type == IBID_DATE_END_DATE)
    return format_closed_range (start, end);
  if (start->type == IBID_DATE_END_DATE)
    {
      date = format_end (start);
      /* Translators: an interval without an end: "from 2021" */
      return g_strdup_printf (C_ ("date", "from %s"), date);
    }
  date = format_end (end);
  /* Translators: an interval without a beginning: "until 2021" */
  return g_strdup_printf (C_ ("date", "until %s"), date);
}
