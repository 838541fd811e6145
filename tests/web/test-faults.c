/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader does when its surroundings fail it: a cache that cannot be written to, or that
 * holds nonsense, and a page that does not answer. */
#include "config.h"

#include <glib/gstdio.h>

#include "reader-fixture.h"

typedef struct
{
  gboolean is_over;
  WebKitUserContentFilter *filter;
} Loading;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  g_autoptr (GError) error = NULL;

  loading->filter = ibid_reader_load_filter_finish (result, &error);
  g_assert_no_error (error);
  loading->is_over = TRUE;
}

static WebKitUserContentFilter *
new_filter (void)
{
  Loading loading = { 0 };

  ibid_reader_load_filter_async (NULL, loaded_cb, &loading);
  WAIT_UNTIL (loading.is_over);
  g_assert_nonnull (loading.filter);
  return loading.filter;
}

static void
load_filter (void)
{
  webkit_user_content_filter_unref (new_filter ());
}

static char *
cache_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "ibid", NULL);
}

/* The one file in the folder of compiled filters. */
static char *
compiled_filter (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "ibid", "filters", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  char *result = name != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (dir != NULL)
    g_assert_null (g_dir_read_name (dir));
  return result;
}

static void
clear_cache (void)
{
  g_autofree char *folder = cache_folder ();
  const char *argv[] = { "rm", "-rf", "--", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

/* Nothing that an article names is loaded, and the article is shown. */
static void
assert_protected_reader (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *kept = NULL;

  reader_fixture_show (fixture, reader_fixture_long_article (3), 0, 0);
  g_assert_nonnull (fixture->reader->filter);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  kept = reader_fixture_eval (fixture, "document.querySelectorAll ('[id^=b]').length");
  g_assert_cmpstr (kept, ==, "3");
  reader_fixture_free (fixture);
}

static void
test_filter_is_kept (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GStatBuf before;
  GStatBuf after;

  clear_cache ();
  load_filter ();
  first = compiled_filter ();
  g_assert_nonnull (first);
  g_assert_cmpint (g_stat (first, &before), ==, 0);

  /* the second start finds it, and does not write it anew */
  load_filter ();
  second = compiled_filter ();
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (g_stat (second, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  g_assert_cmpint (before.st_mtim.tv_sec, ==, after.st_mtim.tv_sec);
  g_assert_cmpint (before.st_mtim.tv_nsec, ==, after.st_mtim.tv_nsec);
  assert_protected_reader ();
}

static void
test_filter_is_damaged (void)
{
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf after;

  clear_cache ();
  load_filter ();
  path = compiled_filter ();
  g_assert_true (g_file_set_contents (path, "nonsense", -1, &error));
  g_assert_no_error (error);
  load_filter ();
  again = compiled_filter ();
  g_assert_cmpint (g_stat (again, &after), ==, 0);
  g_assert_cmpint (after.st_size, >, 8);
  assert_protected_reader ();
}

static void
trap_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "a trap");
  guint *n_caught = user_data;

  (*n_caught)++;
  webkit_uri_scheme_request_finish_error (request, error);
}

/* Whether a page with nothing but this filter, or with none, gets at an image. */
static gboolean
is_trap_reached (WebKitUserContentFilter *filter)
{
  static guint n_caught;
  static gboolean is_set;
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  g_autoptr (GtkWidget) web = g_object_ref_sink (
      g_object_new (WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager, NULL));

  if (!is_set)
    webkit_web_context_register_uri_scheme (webkit_web_context_get_default (), "ibid-trap", trap_cb,
                                            &n_caught, NULL);
  is_set = TRUE;
  n_caught = 0;
  if (filter != NULL)
    webkit_user_content_manager_add_filter (manager, filter);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (web), "<img src=\"ibid-trap:image\" alt=\"\">",
                             "ibid-trap:page");
  WAIT_UNTIL (!webkit_web_view_is_loading (WEBKIT_WEB_VIEW (web)));
  return n_caught > 0;
}

static guint
count_temporary_folders (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "ibid-filters-");
  return n;
}

/* A file stands where the folder would be: even root cannot write below it. The filter is compiled
 * somewhere else, leaves nothing there, and yet works. */
static void
test_cache_cannot_be_written (void)
{
  g_autofree char *folder = cache_folder ();
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter;

  clear_cache ();
  g_assert_true (g_file_set_contents (folder, "", 0, &error));
  g_assert_no_error (error);
  filter = new_filter ();
  g_assert_cmpuint (count_temporary_folders (), ==, 0);
  g_assert_true (is_trap_reached (NULL));
  g_assert_false (is_trap_reached (filter));
  webkit_user_content_filter_unref (filter);
  assert_protected_reader ();
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_remove (folder), ==, 0);
}

/* It is ended and started anew, at the same place, and knows everything that it was told. */
static void
test_page_does_not_answer (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  IbidSpan span = { 120, 0, 6 };
  guint n_before;

  reader_fixture_show (fixture, reader_fixture_long_article (200), 120, 0);
  WAIT_UNTIL (ibid_reading_state_get_place (fixture->state)->block == 120);
  n_before = fixture->n_painted;
  fixture->reader->call_timeout = 1;
  webkit_web_view_evaluate_javascript (ibid_reader_view_get_web_view (fixture->reader), "for (;;);",
                                       -1, IBID_READER_WORLD, NULL, NULL, NULL, NULL);
  ibid_reading_state_set_lit_spans (fixture->state, &span, 1);
  WAIT_UNTIL (fixture->reader->is_painted == FALSE);
  /* a slow machine may need longer than that to show a page */
  fixture->reader->call_timeout = 60;
  WAIT_UNTIL (fixture->n_painted > n_before);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  WAIT_UNTIL (reader_fixture_eval_number (fixture, "CSS.highlights.get ('lit').size") > 0);
  g_assert_cmpfloat (reader_fixture_eval_number (fixture,
                                                 "Math.abs (document.getElementById ('b120')"
                                                 ".getBoundingClientRect ().top - 24)"),
                     <, 3);
  reader_fixture_free (fixture);
}

/* What is cancelled or answered in time ends no page. */
static void
test_page_answers (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  IbidSpan span = { 1, 0, 6 };
  guint n_before;

  reader_fixture_show (fixture, reader_fixture_long_article (20), 0, 0);
  n_before = fixture->n_painted;
  fixture->reader->call_timeout = 1;
  ibid_reading_state_set_lit_spans (fixture->state, &span, 1);
  WAIT_UNTIL (reader_fixture_eval_number (fixture, "CSS.highlights.get ('lit').size") > 0);
  fixture->reader->call_timeout = 60;
  reader_fixture_run_for (1500);
  g_assert_cmpuint (fixture->n_painted, ==, n_before);
  g_assert_true (fixture->reader->is_painted);
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  /* a folder for what is temporary that nobody else writes to */
  g_setenv ("TMPDIR", g_get_user_runtime_dir (), TRUE);
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/faults/filter-is-kept", test_filter_is_kept);
  g_test_add_func ("/faults/filter-is-damaged", test_filter_is_damaged);
  g_test_add_func ("/faults/cache-cannot-be-written", test_cache_cannot_be_written);
  g_test_add_func ("/faults/page-does-not-answer", test_page_does_not_answer);
  g_test_add_func ("/faults/page-answers", test_page_answers);
  return g_test_run ();
}
