/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-partial-date-private.h"

/* Extended Date/Time Format, https://www.loc.gov/standards/datetime/ (ISO 8601-2:2019). */

G_DEFINE_QUARK (ibid - date - error - quark, ibid_date_error)
G_DEFINE_BOXED_TYPE (IbidPartialDate, ibid_partial_date, ibid_partial_date_ref,
                     ibid_partial_date_unref)

/* a leap year that stands in for a year that is not known */
#define SOME_LEAP_YEAR 2000

static gboolean
is_valid_end (const IbidDateEnd *end)
{
  GDateYear year =
      (GDateYear)(end->year > 0 && end->n_open_digits == 0 ? end->year : SOME_LEAP_YEAR);

  if (end->year < 0 || end->year > 9999 || end->month < 0 || end->month > 12 || end->day < 0)
    return FALSE;
  if (end->month == 0)
    return end->day == 0 && end->year > 0;
  return end->day == 0 || end->day <= g_date_get_days_in_month ((GDateMonth)end->month, year);
}

static guint32
julian (int year, int month, int day)
{
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);

  return g_date_get_julian (date);
}

static gboolean
has_any_year (const IbidDateEnd *end)
{
  return end->type == IBID_DATE_END_DATE && end->year > 0;
}

/* 1 for no open digit, 10 for 202X, 100 for 20XX */
static int
year_step (const IbidDateEnd *end)
{
  static const int steps[] = { 1, 10, 100, 1000 };

  return steps[end->n_open_digits];
}

static guint32
earliest_day_of (const IbidDateEnd *end)
{
  int month = MAX (end->month, 1);

  if (!has_any_year (end))
    return 0;
  /* 2000-02-29 exists, 200X-02-29 begins with it, 190X-02-29 with 1904 */
  for (int year = MAX (end->year, 1); year < end->year + year_step (end); year++)
    if (end->day <= g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year))
      return julian (year, month, MAX (end->day, 1));
  return 0;
}

static guint32
latest_day_of (const IbidDateEnd *end)
{
  int month = end->month > 0 ? end->month : 12;

  if (!has_any_year (end))
    return G_MAXUINT32;
  for (int year = end->year + year_step (end) - 1; year >= end->year; year--)
    {
      int last = g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year);

      if (end->day <= last)
        return julian (year, month, end->day > 0 ? end->day : last);
    }
  return G_MAXUINT32;
}

static IbidPartialDate *
new_from_ends (const IbidDateEnd *start, const IbidDateEnd *end)
{
  IbidPartialDate *self = g_new0 (IbidPartialDate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->is_range = end != NULL;
  self->ends[0] = *start;
  if (end != NULL)
    self->ends[1] = *end;
  return self;
}

static gboolean
is_in_order (const IbidDateEnd *start, const IbidDateEnd *end)
{
  if (!has_any_year (start) || !has_any_year (end))
    return TRUE;
  return earliest_day_of (start) <= latest_day_of (end);
}

/**
 * ibid_partial_date_new:
 * @year: 1 to 9999, or 0 if it is not known
 * @month: 1 to 12, or 0 if it is not given
 * @day: from 1, or 0 if it is not given
 *
 * Makes a date.
 *
 * Returns: (transfer full) (nullable): the date; %NULL if there is no such day, or nothing is given
 */
IbidPartialDate *
ibid_partial_date_new (int year, int month, int day)
{
  const IbidDateEnd end = { .year = year, .month = month, .day = day };

  return is_valid_end (&end) ? new_from_ends (&end, NULL) : NULL;
}

/**
 * ibid_partial_date_new_range:
 * @year: year of the first day, as in ibid_partial_date_new()
 * @month: its month
 * @day: its day
 * @end_year: year of the last day
 * @end_month: its month
 * @end_day: its day
 *
 * Makes a stretch of days.
 *
 * Returns: (transfer full) (nullable): the date; %NULL if one of the days does not exist, or the
 *   last is before the first
 */
IbidPartialDate *
ibid_partial_date_new_range (int year, int month, int day, int end_year, int end_month, int end_day)
{
  const IbidDateEnd start = { .year = year, .month = month, .day = day };
  const IbidDateEnd end = { .year = end_year, .month = end_month, .day = end_day };

  if (!is_valid_end (&start) || !is_valid_end (&end) || !is_in_order (&start, &end))
    return NULL;
  return new_from_ends (&start, &end);
}

static gboolean
parse_digits (const char *text, guint n, int *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/* "2021", "202X", "20XX", "XXXX" */
static gboolean
parse_year (const char *text, IbidDateEnd *end)
{
  guint n_digits = 0;

  if (strlen (text) < 4)
    return FALSE;
  while (n_digits < 4 && g_ascii_isdigit (text[n_digits]))
    n_digits++;
  for (guint i = n_digits; i < 4; i++)
    if (text[i] != 'X')
      return FALSE;
  if (n_digits == 0)
    return TRUE;
  if (n_digits == 1)
    return FALSE;
  parse_digits (text, n_digits, &end->year);
  end->n_open_digits = 4 - n_digits;
  end->year *= year_step (end);
  return end->year > 0;
}

/* "-01" or "-XX"; at is moved on */
static gboolean
parse_part (const char **at, int *number, gboolean *is_open)
{
  const char *text = *at;

  if (text[0] != '-')
    return FALSE;
  if (text[1] == 'X' && text[2] == 'X')
    *is_open = TRUE;
  else if (!parse_digits (text + 1, 2, number) || *number == 0)
    return FALSE;
  *at = text + 3;
  return TRUE;
}

/* "T10:15:00", "T10:15:00Z", "T10:15:00+05:00" */
static gboolean
is_time (const char *text)
{
  g_autofree char *whole = g_strconcat ("2000-01-01", text, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (strlen (text) < strlen ("T00:00:00"))
    return FALSE;
  time = g_date_time_new_from_iso8601 (whole, utc);
  return time != NULL;
}

static gboolean
parse_date (const char *text, gboolean in_interval, IbidDateEnd *end)
{
  const char *at = text + 4;

  if (!parse_year (text, end))
    return FALSE;
  if (*at == '-' && !parse_part (&at, &end->month, &end->month_is_open))
    return FALSE;
  if (*at == '-' && at > text + 4)
    {
      if (!parse_part (&at, &end->day, &end->day_is_open))
        return FALSE;
      if (end->month_is_open && end->day > 0)
        return FALSE;
    }
  /* an hour says more than a reader of articles needs; the day stays */
  if (*at == 'T' && end->day > 0 && !in_interval)
    return is_time (at);
  if (*at != '\0' && strchr ("~?%", *at) != NULL)
    end->qualifier = *at++;
  /* XXXX says nothing at all */
  return *at == '\0' && (end->year > 0 || end->month > 0);
}

static gboolean
parse_end (const char *text, gboolean in_interval, IbidDateEnd *end, GError **error)
{
  if (in_interval && *text == '\0')
    {
      end->type = IBID_DATE_END_UNKNOWN;
      return TRUE;
    }
  if (in_interval && strcmp (text, "..") == 0)
    {
      end->type = IBID_DATE_END_OPEN;
      return TRUE;
    }
  if (!parse_date (text, in_interval, end))
    {
      g_set_error (error, IBID_DATE_ERROR, IBID_DATE_ERROR_SYNTAX,
                   "“%s” is not a date of the form 2021-01-22, 2021-01, 2021, XXXX-01-22", text);
      return FALSE;
    }
  if (!is_valid_end (end))
    {
      g_set_error (error, IBID_DATE_ERROR, IBID_DATE_ERROR_NO_SUCH_DAY,
                   "“%s” is not a day of the calendar", text);
      return FALSE;
    }
  return TRUE;
}

static IbidPartialDate *
new_interval_from_edtf (const char *edtf, const char *slash, GError **error)
{
  g_autofree char *first = g_strndup (edtf, (gsize)(slash - edtf));
  IbidDateEnd start = { 0 };
  IbidDateEnd end = { 0 };

  if (!parse_end (first, TRUE, &start, error) || !parse_end (slash + 1, TRUE, &end, error))
    return NULL;
  if (start.type != IBID_DATE_END_DATE && end.type != IBID_DATE_END_DATE)
    {
      g_set_error (error, IBID_DATE_ERROR, IBID_DATE_ERROR_SYNTAX, "“%s” names no date at all",
                   edtf);
      return NULL;
    }
  if (!is_in_order (&start, &end))
    {
      g_set_error (error, IBID_DATE_ERROR, IBID_DATE_ERROR_NO_SUCH_DAY,
                   "“%s” ends before it begins", edtf);
      return NULL;
    }
  return new_from_ends (&start, &end);
}

/**
 * ibid_partial_date_new_from_edtf:
 * @edtf: a date in EDTF
 * @error: (nullable): return location
 *
 * Reads EDTF level 0 and, of level 1, qualified dates, unspecified last digits and open intervals;
 * further, of level 2, a day or month of an unknown year. The time of a date with time is dropped.
 * Years run from 0001 to 9999.
 *
 * Returns: (transfer full) (nullable): the date; %NULL with %IBID_DATE_ERROR_SYNTAX if it is none,
 *   with %IBID_DATE_ERROR_NO_SUCH_DAY if the calendar has no such day, or an interval ends before
 * it begins
 */
IbidPartialDate *
ibid_partial_date_new_from_edtf (const char *edtf, GError **error)
{
  const char *slash = NULL;
  IbidDateEnd end = { 0 };

  g_return_val_if_fail (edtf != NULL, NULL);

  slash = strchr (edtf, '/');
  if (slash != NULL)
    return new_interval_from_edtf (edtf, slash, error);
  if (!parse_end (edtf, FALSE, &end, error))
    return NULL;
  return new_from_ends (&end, NULL);
}

/**
 * ibid_partial_date_ref:
 * @self: a date
 *
 * Takes a reference; may be called from any thread.
 *
 * Returns: (transfer full): the same date
 */
IbidPartialDate *
ibid_partial_date_ref (IbidPartialDate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * ibid_partial_date_unref:
 * @self: (transfer full): a date
 *
 * Gives a reference back.
 */
void
ibid_partial_date_unref (IbidPartialDate *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

static void
append_end (GString *edtf, const IbidDateEnd *end)
{
  if (end->type == IBID_DATE_END_OPEN)
    g_string_append (edtf, "..");
  if (end->type != IBID_DATE_END_DATE)
    return;

  if (end->year == 0)
    g_string_append (edtf, "XXXX");
  else
    g_string_append_printf (edtf, "%04d", end->year);
  for (guint i = 0; i < end->n_open_digits; i++)
    edtf->str[edtf->len - 1 - i] = 'X';
  if (end->month_is_open)
    g_string_append (edtf, "-XX");
  else if (end->month > 0)
    g_string_append_printf (edtf, "-%02d", end->month);
  if (end->day_is_open)
    g_string_append (edtf, "-XX");
  else if (end->day > 0)
    g_string_append_printf (edtf, "-%02d", end->day);
  if (end->qualifier != '\0')
    g_string_append_c (edtf, end->qualifier);
}

/**
 * ibid_partial_date_to_edtf:
 * @self: a date
 *
 * Writes the date in EDTF.
 *
 * Returns: (transfer full): what ibid_partial_date_new_from_edtf() reads back as the same date
 */
char *
ibid_partial_date_to_edtf (const IbidPartialDate *self)
{
  GString *edtf = g_string_new (NULL);

  append_end (edtf, &self->ends[0]);
  if (self->is_range)
    {
      g_string_append_c (edtf, '/');
      append_end (edtf, &self->ends[1]);
    }
  return g_string_free (edtf, FALSE);
}

/**
 * ibid_partial_date_to_parts:
 * @self: a date
 * @parts: (out): year, month and day of the first and last day; month and day 0 are not given
 *
 * Gives the date as CSL's "date-parts". CSL has no word for an unknown year, open digits or an open
 * interval; "about" is left out.
 *
 * Returns: how many rows of @parts are set: 1, 2 for a range, or 0 if CSL cannot say it
 */
guint
ibid_partial_date_to_parts (const IbidPartialDate *self, int parts[2][3])
{
  guint n_ends = self->is_range ? 2 : 1;

  for (guint i = 0; i < n_ends; i++)
    {
      const IbidDateEnd *end = &self->ends[i];

      if (!has_any_year (end) || end->n_open_digits > 0)
        return 0;
      parts[i][0] = end->year;
      parts[i][1] = end->month;
      parts[i][2] = end->day;
    }
  return n_ends;
}

/* the first end that names a date: "../2021" is about 2021 */
static const IbidDateEnd *
get_main_end (const IbidPartialDate *self)
{
  return &self->ends[self->is_range && self->ends[0].type != IBID_DATE_END_DATE ? 1 : 0];
}

/**
 * ibid_partial_date_get_year:
 * @self: a date
 *
 * Gives the year of the first day.
 *
 * Returns: the year, or 0 if it is not known to the last digit
 */
int
ibid_partial_date_get_year (const IbidPartialDate *self)
{
  const IbidDateEnd *end = get_main_end (self);

  return end->n_open_digits == 0 ? end->year : 0;
}

/**
 * ibid_partial_date_get_month:
 * @self: a date
 *
 * Gives the month of the first day.
 *
 * Returns: 1 to 12, or 0 if it is not given
 */
int
ibid_partial_date_get_month (const IbidPartialDate *self)
{
  return get_main_end (self)->month;
}

/**
 * ibid_partial_date_get_day:
 * @self: a date
 *
 * Gives the first day.
 *
 * Returns: from 1, or 0 if it is not given
 */
int
ibid_partial_date_get_day (const IbidPartialDate *self)
{
  return get_main_end (self)->day;
}

/**
 * ibid_partial_date_is_range:
 * @self: a date
 *
 * Tells whether it is written with a first and a last day.
 *
 * Returns: whether it is an interval
 */
gboolean
ibid_partial_date_is_range (const IbidPartialDate *self)
{
  return self->is_range;
}

/**
 * ibid_partial_date_is_approximate:
 * @self: a date
 *
 * Tells whether it is marked as approximate or uncertain.
 *
 * Returns: whether it is, at either end
 */
gboolean
ibid_partial_date_is_approximate (const IbidPartialDate *self)
{
  return self->ends[0].qualifier != '\0' || self->ends[1].qualifier != '\0';
}

/**
 * ibid_partial_date_has_year:
 * @self: a date
 *
 * Tells whether the year is known to the last digit.
 *
 * Returns: whether it is
 */
gboolean
ibid_partial_date_has_year (const IbidPartialDate *self)
{
  return ibid_partial_date_get_year (self) > 0;
}

/**
 * ibid_partial_date_earliest_day:
 * @self: a date
 *
 * Gives the first day that may be meant.
 *
 * Returns: proleptic Gregorian day number, as GDate's Julian day; 0 if it is open or unknown
 */
guint32
ibid_partial_date_earliest_day (const IbidPartialDate *self)
{
  return earliest_day_of (&self->ends[0]);
}

/**
 * ibid_partial_date_latest_day:
 * @self: a date
 *
 * Gives the last day that may be meant.
 *
 * Returns: proleptic Gregorian day number; %G_MAXUINT32 if it is open or unknown
 */
guint32
ibid_partial_date_latest_day (const IbidPartialDate *self)
{
  return latest_day_of (&self->ends[self->is_range ? 1 : 0]);
}

static int
compare_numbers (guint32 a, guint32 b)
{
  return (a > b) - (a < b);
}

/**
 * ibid_partial_date_compare:
 * @a: (nullable): a date
 * @b: (nullable): another one
 *
 * Orders dates by their earliest, then by their latest day. Dates of an unknown year come after all
 * others, by month and day; %NULL comes last.
 *
 * Returns: negative, 0 or positive, as strcmp()
 */
int
ibid_partial_date_compare (const IbidPartialDate *a, const IbidPartialDate *b)
{
  gboolean a_floats = FALSE;
  gboolean b_floats = FALSE;
  int order = 0;

  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  a_floats = !has_any_year (get_main_end (a));
  b_floats = !has_any_year (get_main_end (b));
  if (a_floats != b_floats)
    return a_floats - b_floats;
  if (a_floats)
    return compare_numbers ((guint32)(get_main_end (a)->month * 32 + get_main_end (a)->day),
                            (guint32)(get_main_end (b)->month * 32 + get_main_end (b)->day));
  order = compare_numbers (ibid_partial_date_earliest_day (a), ibid_partial_date_earliest_day (b));
  if (order == 0)
    order = compare_numbers (ibid_partial_date_latest_day (a), ibid_partial_date_latest_day (b));
  return order;
}

static gboolean
is_equal_end (const IbidDateEnd *a, const IbidDateEnd *b)
{
  return a->type == b->type && a->year == b->year && a->month == b->month && a->day == b->day &&
         a->n_open_digits == b->n_open_digits && a->month_is_open == b->month_is_open &&
         a->day_is_open == b->day_is_open && a->qualifier == b->qualifier;
}

/**
 * ibid_partial_date_equal:
 * @a: (nullable): a date
 * @b: (nullable): another one
 *
 * Compares by value: the same EDTF.
 *
 * Returns: whether both say the same
 */
gboolean
ibid_partial_date_equal (const IbidPartialDate *a, const IbidPartialDate *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->is_range == b->is_range && is_equal_end (&a->ends[0], &b->ends[0]) &&
         is_equal_end (&a->ends[1], &b->ends[1]);
}
