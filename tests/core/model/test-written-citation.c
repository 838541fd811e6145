/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-written-citation.h"

static const struct
{
  const char *published; /* EDTF, or NULL */
  const char *text;
  const char *edtf; /* NULL: no date */
  IbidWrittenTraits traits;
} dates[] = {
  { "2021-05-07", "January 22", "2021-01-22", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "22 January", "2021-01-22", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "May 4, 2018", "2018-05-04", 0 },
  { "2021-05-07", "22 January 2021", "2021-01-22", 0 },
  { "2021-05-07", "accessed May 4", "2021-05-04", IBID_WRITTEN_ACCESSED | IBID_WRITTEN_INFERRED },
  { "2021-05-07", "last accessed on 4 May 2020", "2020-05-04", IBID_WRITTEN_ACCESSED },
  { "2021-05-07", "Retrieved Sept. 4th, 2020", "2020-09-04", IBID_WRITTEN_ACCESSED },
  { "2021-05-07", "2021-01-22", "2021-01-22", 0 },
  { "2021-05-07", "2018", "2018", 0 },
  { "2021-05-07", "Jan. 22", "2021-01-22", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "JANUARY 22", "2021-01-22", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "the 22nd of January", "2021-01-22", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "March 2021", "2021-03", 0 },
  { "2021-05-07", " January\u00a022 ", "2021-01-22", IBID_WRITTEN_INFERRED },
  /* the day of the article itself, and the day after it, which was a year ago */
  { "2021-05-07", "May 7", "2021-05-07", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "May 8", "2020-05-08", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "December 31", "2020-12-31", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "February 29", "2020-02-29", IBID_WRITTEN_INFERRED },
  { "1903-05-07", "February 29", "1896-02-29", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "May", "2021-05", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "June", "2020-06", IBID_WRITTEN_INFERRED },
  /* an article whose own date is known in part only */
  { "2021-05", "May 31", "2021-05-31", IBID_WRITTEN_INFERRED },
  { "2021-05", "June 1", "2020-06-01", IBID_WRITTEN_INFERRED },
  { "2021", "December 31", "2021-12-31", IBID_WRITTEN_INFERRED },
  { NULL, "January 22", "XXXX-01-22", 0 },
  { "XXXX-05-07", "January 22", "XXXX-01-22", 0 },
  { NULL, "accessed May 4", "XXXX-05-04", IBID_WRITTEN_ACCESSED },
  /* ranges */
  { "2021-05-07", "May 4–5, 2018", "2018-05-04/2018-05-05", 0 },
  { "2021-05-07", "4-5 May 2018", "2018-05-04/2018-05-05", 0 },
  { "2021-05-07", "May 30–June 2, 2018", "2018-05-30/2018-06-02", 0 },
  { "2021-05-07", "May 4–5", "2021-05-04/2021-05-05", IBID_WRITTEN_INFERRED },
  { "2021-05-07", "30 December 2018 – 2 January 2019", "2018-12-30/2019-01-02", 0 },
  { "2021-05-07", "March–April 2020", "2020-03/2020-04", 0 },
  /* none */
  { "2021-05-07", "", NULL, 0 },
  { "2021-05-07", "January 32", NULL, 0 },
  { "2021-05-07", "February 29, 2021", NULL, 0 },
  { "2021-05-07", "May 5–4, 2018", NULL, 0 },
  { "2021-05-07", "3/4/2020", NULL, 0 },
  { "2021-05-07", "22", NULL, 0 },
  { "2021-05-07", "22 2021", NULL, 0 },
  { "2021-05-07", "p. 12", NULL, 0 },
  { "2021-05-07", "n.d.", NULL, 0 },
  { "2021-05-07", "accessed", NULL, 0 },
  { "2021-05-07", "May Day", NULL, 0 },
  { "2021-05-07", "22x January", NULL, 0 },
  { "2021-05-07", "January 22 January", NULL, 0 },
  { "2021-05-07", "January 2–", NULL, 0 },
  { "2021-05-07", "–", NULL, 0 },
  { "2021-05-07", "1 1 1 1 1 1 1 1 1 1 1 1 1", NULL, 0 },
  { "2021-05-07", "январь 22", NULL, 0 },
  { "2021-05-07", "99999999999999999999", NULL, 0 },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (IbidPartialDate) published =
          dates[i].published != NULL ? ibid_partial_date_new_from_edtf (dates[i].published, NULL)
                                     : NULL;
      IbidWrittenTraits traits;
      g_autoptr (IbidPartialDate) date = ibid_written_date_read (dates[i].text, published, &traits);
      g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;

      g_test_message ("%s", dates[i].text);
      g_assert_cmpstr (edtf, ==, dates[i].edtf);
      if (date != NULL)
        g_assert_cmpint (traits, ==, dates[i].traits);
    }
}

/* as articles write them */
static void
test_citations (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *edtf;
    IbidWrittenTraits traits;
  } cases[] = {
    { "(Xinhua, January 22)", "Xinhua", "2021-01-22", IBID_WRITTEN_INFERRED },
    { "(Xinhua, May 4, 2018)", "Xinhua", "2018-05-04", 0 },
    { "(Hikvision, accessed May 4)", "Hikvision", "2021-05-04",
      IBID_WRITTEN_ACCESSED | IBID_WRITTEN_INFERRED },
    { "(Office of the President of the Republic of Kazakhstan, September 12, 2019)",
      "Office of the President of the Republic of Kazakhstan", "2019-09-12", 0 },
    { "Ministry of Trade, Industry and Energy, 22 January 2021",
      "Ministry of Trade, Industry and Energy", "2021-01-22", 0 },
    { "(Central.asia-news.com, December 11, 2019)", "Central.asia-news.com", "2019-12-11", 0 },
    { "[Smith 2020]", "Smith", "2020", 0 },
    { "(Smith, 2020)", "Smith", "2020", 0 },
    { "(Smith and Jones, p. 12)", "Smith and Jones", NULL, 0 },
    { "Xinhua", "Xinhua", NULL, 0 },
    { "(Xinhua, 2021-01-22);", "Xinhua", "2021-01-22", 0 },
    { " ( ) ", NULL, NULL, 0 },
    { "", NULL, NULL, 0 },
    { ",", NULL, NULL, 0 },
  };
  g_autoptr (IbidPartialDate) published = ibid_partial_date_new (2021, 5, 7);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;
      IbidWrittenTraits traits;
      g_autoptr (IbidPartialDate) date =
          ibid_written_citation_read (cases[i].text, published, &name, &traits);
      g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (edtf, ==, cases[i].edtf);
      if (date != NULL)
        g_assert_cmpint (traits, ==, cases[i].traits);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/written-citation/dates", test_dates);
  g_test_add_func ("/model/written-citation/citations", test_citations);
  return g_test_run ();
}
