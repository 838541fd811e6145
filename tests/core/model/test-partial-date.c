/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include "ibid-partial-date.h"

/* in the order of ibid_partial_date_compare(); each is printed back as it was read */
static const struct
{
  const char *edtf;
  const char *text;
  int parts[2][3];
  guint n_parts;
  gboolean has_year;
  gboolean is_approximate;
} valid[] = {
  { "../1999", "until 1999", { { 0 } }, 0, TRUE, FALSE },
  { "0001-01-01", "1 January 1", { { 1, 1, 1 } }, 1, TRUE, FALSE },
  { "19XX", "1900–1999", { { 0 } }, 0, FALSE, FALSE },
  { "1900-02-28", "28 February 1900", { { 1900, 2, 28 } }, 1, TRUE, FALSE },
  { "2000-02-29", "29 February 2000", { { 2000, 2, 29 } }, 1, TRUE, FALSE },
  { "2019/2021", "2019–2021", { { 2019, 0, 0 }, { 2021, 0, 0 } }, 2, TRUE, FALSE },
  { "202X", "2020s", { { 0 } }, 0, FALSE, FALSE },
  { "2021-01-22", "22 January 2021", { { 2021, 1, 22 } }, 1, TRUE, FALSE },
  { "2021-01-22/2021-01-23",
    "22–23 January 2021",
    { { 2021, 1, 22 }, { 2021, 1, 23 } },
    2,
    TRUE,
    FALSE },
  { "2021-02-28/2021-03-02",
    "28 February – 2 March 2021",
    { { 2021, 2, 28 }, { 2021, 3, 2 } },
    2,
    TRUE,
    FALSE },
  { "2021-03", "March 2021", { { 2021, 3, 0 } }, 1, TRUE, FALSE },
  { "2021-03/2021-04", "March – April 2021", { { 2021, 3, 0 }, { 2021, 4, 0 } }, 2, TRUE, FALSE },
  { "2021-12-30/2022-01-02",
    "30 December 2021 – 2 January 2022",
    { { 2021, 12, 30 }, { 2022, 1, 2 } },
    2,
    TRUE,
    FALSE },
  { "2022", "2022", { { 2022, 0, 0 } }, 1, TRUE, FALSE },
  { "2023~", "about 2023", { { 2023, 0, 0 } }, 1, TRUE, TRUE },
  { "2024-01-22~", "about 22 January 2024", { { 2024, 1, 22 } }, 1, TRUE, TRUE },
  { "2024-05?", "May 2024 (uncertain)", { { 2024, 5, 0 } }, 1, TRUE, TRUE },
  { "2024-06%", "about June 2024 (uncertain)", { { 2024, 6, 0 } }, 1, TRUE, TRUE },
  { "2025-XX", "2025", { { 2025, 0, 0 } }, 1, TRUE, FALSE },
  { "2025-07-XX", "July 2025", { { 2025, 7, 0 } }, 1, TRUE, FALSE },
  { "2026-03-04/2026-03-05", "4–5 March 2026", { { 2026, 3, 4 }, { 2026, 3, 5 } }, 2, TRUE, FALSE },
  { "2027/..", "from 2027", { { 0 } }, 0, TRUE, FALSE },
  { "2028/", "from 2028", { { 0 } }, 0, TRUE, FALSE },
  { "9999-12-31", "31 December 9999", { { 9999, 12, 31 } }, 1, TRUE, FALSE },
  { "XXXX-01", "January, year unknown", { { 0 } }, 0, FALSE, FALSE },
  { "XXXX-01-22", "22 January, year unknown", { { 0 } }, 0, FALSE, FALSE },
  { "XXXX-02-29", "29 February, year unknown", { { 0 } }, 0, FALSE, FALSE },
};

static const struct
{
  const char *edtf;
  IbidDateError code;
} invalid[] = {
  { "", IBID_DATE_ERROR_SYNTAX },
  { "yesterday", IBID_DATE_ERROR_SYNTAX },
  { "21", IBID_DATE_ERROR_SYNTAX },
  { "0000", IBID_DATE_ERROR_SYNTAX },
  { "XXXX", IBID_DATE_ERROR_SYNTAX },
  { "2XXX", IBID_DATE_ERROR_SYNTAX },
  { "X021", IBID_DATE_ERROR_SYNTAX },
  { "2021-1-22", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-22x", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-22-01", IBID_DATE_ERROR_SYNTAX },
  { "2021-00", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-00", IBID_DATE_ERROR_SYNTAX },
  { "2021-XX-22", IBID_DATE_ERROR_SYNTAX },
  { "2021-13", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "2021-21", IBID_DATE_ERROR_NO_SUCH_DAY }, /* seasons */
  { "2021-02-29", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "1900-02-29", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "2021-04-31", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "XXXX-02-30", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "2022/2021", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "2021-02-02/2021-02-01", IBID_DATE_ERROR_NO_SUCH_DAY },
  { "../..", IBID_DATE_ERROR_SYNTAX },
  { "/", IBID_DATE_ERROR_SYNTAX },
  { "2021/2022/2023", IBID_DATE_ERROR_SYNTAX },
  { "..", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-22T", IBID_DATE_ERROR_SYNTAX },
  { "2021-01-22T25:00:00", IBID_DATE_ERROR_SYNTAX },
  { "2021-01T10:00:00", IBID_DATE_ERROR_SYNTAX },
  { " 2021", IBID_DATE_ERROR_SYNTAX },
};

static IbidPartialDate *
read_date (const char *edtf)
{
  GError *error = NULL;
  IbidPartialDate *date = ibid_partial_date_new_from_edtf (edtf, &error);

  g_test_message ("%s", edtf);
  g_assert_no_error (error);
  g_assert_nonnull (date);
  return date;
}

static void
test_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_autoptr (IbidPartialDate) date = read_date (valid[i].edtf);
      g_autofree char *edtf = ibid_partial_date_to_edtf (date);
      g_autofree char *text = ibid_partial_date_format (date);
      int parts[2][3] = { { 0 } };

      g_assert_cmpstr (edtf, ==, valid[i].edtf);
      g_assert_cmpstr (text, ==, valid[i].text);
      g_assert_cmpuint (ibid_partial_date_to_parts (date, parts), ==, valid[i].n_parts);
      for (guint j = 0; j < valid[i].n_parts; j++)
        for (guint k = 0; k < 3; k++)
          g_assert_cmpint (parts[j][k], ==, valid[i].parts[j][k]);
      g_assert_cmpint (ibid_partial_date_has_year (date), ==, valid[i].has_year);
      g_assert_cmpint (ibid_partial_date_is_approximate (date), ==, valid[i].is_approximate);
      g_assert_cmpuint (ibid_partial_date_earliest_day (date), <=,
                        ibid_partial_date_latest_day (date));
    }
}

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    for (guint j = 0; j < G_N_ELEMENTS (valid); j++)
      {
        g_autoptr (IbidPartialDate) a = ibid_partial_date_new_from_edtf (valid[i].edtf, NULL);
        g_autoptr (IbidPartialDate) b = ibid_partial_date_new_from_edtf (valid[j].edtf, NULL);

        g_assert_cmpint (ibid_partial_date_equal (a, b), ==, i == j);
        if (i < j)
          g_assert_cmpint (ibid_partial_date_compare (a, b), <=, 0);
        if (i > j)
          g_assert_cmpint (ibid_partial_date_compare (a, b), >=, 0);
      }
  g_assert_cmpint (ibid_partial_date_compare (NULL, NULL), ==, 0);
  g_assert_true (ibid_partial_date_equal (NULL, NULL));
}

static void
test_null_is_last (void)
{
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (0, 1, 22);

  g_assert_cmpint (ibid_partial_date_compare (date, NULL), <, 0);
  g_assert_cmpint (ibid_partial_date_compare (NULL, date), >, 0);
  g_assert_false (ibid_partial_date_equal (date, NULL));
}

static void
test_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", invalid[i].edtf);
      g_assert_null (ibid_partial_date_new_from_edtf (invalid[i].edtf, &error));
      g_assert_error (error, IBID_DATE_ERROR, (int)invalid[i].code);
    }
}

static void
test_parts (void)
{
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2021, 1, 22);
  g_autoptr (IbidPartialDate) range = ibid_partial_date_new_range (2026, 3, 4, 2026, 3, 5);
  g_autoptr (IbidPartialDate) same = read_date ("2026-03-04/2026-03-05");

  g_assert_cmpint (ibid_partial_date_get_year (date), ==, 2021);
  g_assert_cmpint (ibid_partial_date_get_month (date), ==, 1);
  g_assert_cmpint (ibid_partial_date_get_day (date), ==, 22);
  g_assert_false (ibid_partial_date_is_range (date));
  g_assert_true (ibid_partial_date_is_range (range));
  g_assert_true (ibid_partial_date_equal (range, same));
  g_assert_null (ibid_partial_date_new (2021, 2, 29));
  g_assert_null (ibid_partial_date_new (2021, 0, 3));
  g_assert_null (ibid_partial_date_new (0, 0, 0));
  g_assert_null (ibid_partial_date_new (-44, 3, 15));
  g_assert_null (ibid_partial_date_new (10000, 1, 1));
  g_assert_null (ibid_partial_date_new (2021, 1, -1));
  g_assert_null (ibid_partial_date_new_range (2026, 3, 5, 2026, 3, 4));
}

static void
test_days (void)
{
  g_autoptr (IbidPartialDate) month = read_date ("2024-02");
  g_autoptr (IbidPartialDate) decade = read_date ("202X");
  g_autoptr (IbidPartialDate) open = read_date ("2021/..");
  g_autoptr (IbidPartialDate) unknown = read_date ("XXXX-01-22");
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_FEBRUARY, 2024);
  g_autoptr (GDate) last = g_date_new_dmy (29, G_DATE_FEBRUARY, 2024);
  g_autoptr (GDate) end = g_date_new_dmy (31, G_DATE_DECEMBER, 2029);

  g_assert_cmpuint (ibid_partial_date_earliest_day (month), ==, g_date_get_julian (first));
  g_assert_cmpuint (ibid_partial_date_latest_day (month), ==, g_date_get_julian (last));
  g_assert_cmpuint (ibid_partial_date_latest_day (decade), ==, g_date_get_julian (end));
  g_assert_cmpuint (ibid_partial_date_latest_day (open), ==, G_MAXUINT32);
  g_assert_cmpuint (ibid_partial_date_earliest_day (unknown), ==, 0);
  g_assert_cmpuint (ibid_partial_date_latest_day (unknown), ==, G_MAXUINT32);
}

static void
test_time_is_dropped (void)
{
  static const char *const texts[] = { "2021-01-22T10:15:00", "2021-01-22T10:15:00Z",
                                       "2021-01-22T10:15:00+05:00" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (IbidPartialDate) date = read_date (texts[i]);
      g_autofree char *edtf = ibid_partial_date_to_edtf (date);

      g_assert_cmpstr (edtf, ==, "2021-01-22");
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/partial-date/valid", test_valid);
  g_test_add_func ("/model/partial-date/order", test_order);
  g_test_add_func ("/model/partial-date/null-is-last", test_null_is_last);
  g_test_add_func ("/model/partial-date/invalid", test_invalid);
  g_test_add_func ("/model/partial-date/parts", test_parts);
  g_test_add_func ("/model/partial-date/days", test_days);
  g_test_add_func ("/model/partial-date/time-is-dropped", test_time_is_dropped);
  return g_test_run ();
}
