/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-fixture.h"

#define N_BLOCKS 20000

/* Ten megabytes: shown, jumped about in, and never more ranges registered than are near. */
static void
test_large (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  IbidArticle *article = reader_fixture_long_article (N_BLOCKS);
  gint64 start;
  IbidSpan target = { 15000, 0, 6 };
  guint count;

  reader_fixture_show (fixture, reader_fixture_long_article (2), 0, 0);
  start = g_get_monotonic_time ();
  reader_fixture_show (fixture, article, 0, 0);
  g_test_message ("painted after %d ms", (int)((g_get_monotonic_time () - start) / 1000));
  WAIT_UNTIL (reader_fixture_eval_number (fixture, "CSS.highlights.get ('m-place').size") > 0);
  g_assert_cmpfloat (reader_fixture_eval_number (fixture, "CSS.highlights.get ('m-place').size"), <,
                     500);

  start = g_get_monotonic_time ();
  ibid_reading_state_jump (fixture->state, &target, FALSE);
  WAIT_UNTIL (ABS ((int)ibid_reading_state_get_place (fixture->state)->block - 15000) < 5);
  g_test_message ("jumped after %d ms", (int)((g_get_monotonic_time () - start) / 1000));
  /* sections on the way are laid out as they come near, and the jump is mended as they are */
  WAIT_UNTIL (reader_fixture_eval_number (fixture,
                                          "document.getElementById ('b15000')"
                                          ".getBoundingClientRect ().top / innerHeight") < 0.42);
  g_assert_cmpfloat (reader_fixture_eval_number (fixture, "CSS.highlights.get ('m-place').size"), <,
                     500);

  start = g_get_monotonic_time ();
  ibid_reader_view_find (fixture->reader, "astana 19999");
  g_test_message ("found after %d ms", (int)((g_get_monotonic_time () - start) / 1000));
  g_object_get (fixture->reader, "find-count", &count, NULL);
  g_assert_cmpuint (count, ==, 1);
  WAIT_UNTIL (ibid_reading_state_get_place (fixture->state)->block > 19900);
  reader_fixture_free (fixture);
}

/* Large text on a page of ordinary width: WebKit's process went down over some ways to wrap it. */
static void
test_large_text (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *path = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "data", "samples",
                                            "kazakhstan-digital-ties.ibid.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->reader));

  gtk_widget_set_margin_end (GTK_WIDGET (fixture->reader), MAX (width - 650, 0));
  reader_fixture_show (fixture, ibid_article_load_file (file, NULL, NULL, NULL), 0, 0);
  for (double scale = 1.0; scale < 3.01; scale += 0.125)
    {
      g_object_set (fixture->reader, "text-scale", scale, NULL);
      reader_fixture_run_for (100);
      g_assert_cmpfloat (
          reader_fixture_eval_number (fixture, "document.querySelectorAll ('a.citation').length"),
          >, 30);
      g_assert_cmpuint (fixture->n_failed, ==, 0);
      g_assert_cmpuint (fixture->n_painted, ==, 1);
    }
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/large/twenty-thousand-paragraphs", test_large);
  g_test_add_func ("/large/text", test_large_text);
  return g_test_run ();
}
