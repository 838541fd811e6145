/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../obey-permissions.h"
#include "desk.h"
#include "ibid-store-error.h"

/* A newer text of an article, under another id. */

/* An article, and a text of it that comes under another id. */
typedef struct
{
  Desk desk;
  char *path;
  char *newer_path;
  IbidDossier *dossier;
  IbidDossier *newer;
  IbidLibraryItem *older; /* the row of the first, as the library answers for the second */
} TwoTexts;

static IbidDossier *
try_replace (Desk *desk, IbidLibraryItem *item, IbidDossier *newer, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ibid_library_replace_async (desk->library, item, newer, NULL, keep_result_cb, &result);
  wait_for (&result);
  return ibid_library_open_finish (desk->library, result, error);
}

static TwoTexts
two_texts_new (const char *newer_word)
{
  TwoTexts two = { .desk = desk_new () };
  g_autofree char *json =
      make_article (ARTICLE_ID, "Ties of Kazakhstan", "again", "{'path': 'assets/map.svg'}");
  g_autofree char *newer_json =
      make_article (OTHER_ID, "Ties of  KAZAKHSTAN", newer_word, "{'path': 'assets/map.svg'}");

  two.path = desk_write (&two.desk, "ties.ibid.json", json);
  g_free (desk_write (&two.desk, "ties.assets/map.svg", "<svg/>"));
  two.newer_path = desk_write (&two.desk, "newer.ibid.json", newer_json);
  g_free (desk_write (&two.desk, "newer.assets/map.svg", "<svg id='newer'/>"));
  two.dossier = desk_open (&two.desk, two.path);
  ibid_dossier_rename_entity (
      two.dossier, ibid_article_find_entity (ibid_dossier_get_article (two.dossier), "e1"),
      "Capital");
  g_assert_null (ibid_library_take_older (two.desk.library, two.dossier));
  two.newer = desk_open (&two.desk, two.newer_path);
  two.older = ibid_library_take_older (two.desk.library, two.newer);
  g_assert_nonnull (two.older);
  g_assert_cmpstr (ibid_library_item_get_article_id (two.older), ==, ARTICLE_ID);
  return two;
}

static void
two_texts_clear (TwoTexts *two)
{
  g_object_unref (two->older);
  g_assert_finalize_object (two->dossier);
  g_assert_finalize_object (two->newer);
  desk_clear (&two->desk);
  g_free (two->path);
  g_free (two->newer_path);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* The text before lies in versions/, as a file that can be opened, with its image. */
static void
assert_kept (const TwoTexts *two, const char *versions)
{
  g_autofree char *contents = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *image = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (two->path, &contents, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
  kept = g_strdup_printf ("%s/%s.ibid.json", versions, hash);
  image = g_strdup_printf ("%s/%s.assets/map.svg", versions, hash);
  assert_same_file (two->path, kept);
  assert_contents (image, "<svg/>");
  g_assert_cmpuint (count_names (versions), ==, 2);
}

/* A newer text under another id takes the article's place in its folder: id and decisions stay. */
static void
test_replace (void)
{
  TwoTexts two = two_texts_new ("today");
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (two.dossier)));
  g_autofree char *versions = dossier_dup_path (two.dossier, "versions");
  g_autofree char *image = dossier_dup_path (two.dossier, "assets/map.svg");
  g_autofree char *newer_folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (two.newer)));
  g_autofree char *articles = articles_folder (&two.desk);
  g_autofree char *trash = g_build_filename (articles, ".trash", NULL);
  g_autoptr (GError) error = NULL;
  IbidDossier *both;
  IbidArticle *article;

  /* it is said once only */
  g_assert_null (ibid_library_take_older (two.desk.library, two.newer));
  g_assert_cmpuint (count_rows (&two.desk), ==, 2);
  both = try_replace (&two.desk, two.older, two.newer, &error);
  g_assert_no_error (error);
  article = ibid_dossier_get_article (both);
  g_assert_cmpstr (g_file_peek_path (ibid_dossier_get_folder (both)), ==, folder);
  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (article)), ==, ARTICLE_ID);
  g_assert_cmpstr (ibid_article_get_other_ids (article)[0], ==, OTHER_ID);
  g_assert_null (ibid_article_get_other_ids (article)[1]);
  g_assert_true (g_str_has_prefix (ibid_block_get_text (ibid_article_peek_block (article, 0)),
                                   "Astana and Alma grew today"));
  g_assert_cmpstr (ibid_entity_get_name (ibid_article_find_entity (article, "e1")), ==, "Capital");
  assert_kept (&two, versions);
  assert_contents (image, "<svg id='newer'/>");
  g_assert_cmpuint (count_rows (&two.desk), ==, 1);
  g_assert_true (peek_row (&two.desk, 0) == two.older);
  g_assert_false (g_file_test (newer_folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_names (trash), ==, 1);

  /* the same file again finds it, in this run and in the next, and changes nothing */
  g_assert_true (desk_open (&two.desk, two.newer_path) == both);
  g_object_unref (both);
  g_assert_finalize_object (both);
  g_object_unref (g_steal_pointer (&two.older));
  g_object_unref (g_steal_pointer (&two.dossier));
  g_object_unref (g_steal_pointer (&two.newer));
  desk_restart (&two.desk);
  two.dossier = desk_open (&two.desk, two.newer_path);
  g_assert_cmpstr (g_file_peek_path (ibid_dossier_get_folder (two.dossier)), ==, folder);
  g_assert_null (ibid_library_take_older (two.desk.library, two.dossier));
  assert_kept (&two, versions);
  desk_refresh (&two.desk);
  g_assert_cmpuint (count_rows (&two.desk), ==, 1);

  /* and the first one gives it back its first text, with its id still known */
  g_assert_finalize_object (two.dossier);
  two.dossier = desk_open (&two.desk, two.path);
  g_assert_cmpstr (g_file_peek_path (ibid_dossier_get_folder (two.dossier)), ==, folder);
  g_assert_true (g_str_has_prefix (
      ibid_block_get_text (ibid_article_peek_block (ibid_dossier_get_article (two.dossier), 0)),
      "Astana and Alma grew again"));
  g_assert_cmpstr (ibid_article_get_other_ids (ibid_dossier_get_article (two.dossier))[0], ==,
                   OTHER_ID);
  g_assert_cmpuint (count_names (articles), ==, 2);
  g_assert_finalize_object (two.dossier);
  desk_clear (&two.desk);
  g_free (two.path);
  g_free (two.newer_path);
}

/* Nothing is asked of who keeps both, not even the next time. */
static void
test_keep_both (void)
{
  TwoTexts two = two_texts_new ("today");
  IbidDossier *again;

  desk_refresh (&two.desk);
  g_assert_cmpuint (count_rows (&two.desk), ==, 2);
  again = desk_open (&two.desk, two.newer_path);
  g_assert_true (again == two.newer);
  g_assert_null (ibid_library_take_older (two.desk.library, again));
  g_object_unref (again);
  g_assert_finalize_object (two.newer);
  two.newer = desk_open (&two.desk, two.newer_path);
  g_assert_null (ibid_library_take_older (two.desk.library, two.newer));
  two_texts_clear (&two);
}

/* After any failure both are there as they were, with the texts and decisions that they had. */
static void
assert_untouched (TwoTexts *two)
{
  g_autofree char *copy = dossier_dup_path (two->dossier, "article.ibid.json");
  g_autofree char *image = dossier_dup_path (two->dossier, "assets/map.svg");
  g_autofree char *overlay_path = dossier_dup_path (two->dossier, "overlay.json");
  g_autofree char *newer_copy = dossier_dup_path (two->newer, "article.ibid.json");
  g_autoptr (IbidOverlay) overlay = NULL;

  assert_same_file (two->path, copy);
  assert_same_file (two->newer_path, newer_copy);
  assert_contents (image, "<svg/>");
  overlay = read_overlay (overlay_path);
  assert_same_overlay (overlay, ibid_dossier_get_overlay (two->dossier));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, 1);
  desk_refresh (&two->desk);
  g_assert_cmpuint (count_rows (&two->desk), ==, 2);
}

/* The folder takes no versions: the text is not replaced. */
static void
test_replace_unwritable (void)
{
  TwoTexts two = two_texts_new ("today");
  g_autofree char *versions = dossier_dup_path (two.dossier, "versions");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (versions, "in the way", -1, NULL));
  g_assert_null (try_replace (&two.desk, two.older, two.newer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  assert_untouched (&two);
  two_texts_clear (&two);
}

/* Nobody may write to the folder. */
static void
test_replace_read_only (void)
{
  TwoTexts two = two_texts_new ("today");
  const char *folder = g_file_peek_path (ibid_dossier_get_folder (two.dossier));
  g_autoptr (GError) error = NULL;

  g_assert_true (ibid_dossier_flush (two.dossier, NULL));
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  if (g_access (folder, W_OK) == 0)
    g_test_skip ("this user may write everywhere");
  else
    {
      g_assert_null (try_replace (&two.desk, two.older, two.newer, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
    }
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  if (error != NULL)
    assert_untouched (&two);
  two_texts_clear (&two);
}

/* The disk is full when the new text is written. */
static void
test_replace_full (void)
{
  g_autofree char *word = g_strnfill (60000, 'x');
  TwoTexts two = two_texts_new (word);
  g_autofree char *versions = dossier_dup_path (two.dossier, "versions");
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;
  IbidDossier *both;

  g_assert_true (ibid_dossier_flush (two.dossier, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 30000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_null (try_replace (&two.desk, two.older, two.newer, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR);
  assert_untouched (&two);
  /* what was kept in advance does no harm, and the second try succeeds */
  g_clear_error (&error);
  both = try_replace (&two.desk, two.older, two.newer, &error);
  g_assert_no_error (error);
  assert_kept (&two, versions);
  g_assert_finalize_object (both);
  two_texts_clear (&two);
}

/* An article that was damaged meanwhile is not written over. */
static void
test_replace_damaged (void)
{
  TwoTexts two = two_texts_new ("today");
  g_autofree char *copy = dossier_dup_path (two.dossier, "article.ibid.json");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (copy, "{\"format\": ", -1, NULL));
  g_assert_null (try_replace (&two.desk, two.older, two.newer, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  assert_contents (copy, "{\"format\": ");
  two_texts_clear (&two);
}

/* What was decided and could not be saved is not left behind. */
static void
test_replace_unsaved (void)
{
  TwoTexts two = two_texts_new ("today");
  g_autofree char *overlay = dossier_dup_path (two.dossier, "overlay.json");
  g_autofree char *copy = dossier_dup_path (two.dossier, "article.ibid.json");
  g_autoptr (GError) error = NULL;

  g_assert_true (ibid_dossier_flush (two.dossier, NULL));
  g_assert_cmpint (g_unlink (overlay), ==, 0);
  g_assert_cmpint (g_mkdir (overlay, 0700), ==, 0);
  ibid_dossier_rename_entity (
      two.dossier, ibid_article_find_entity (ibid_dossier_get_article (two.dossier), "e2"), "Town");
  g_assert_null (try_replace (&two.desk, two.older, two.newer, &error));
  g_assert_nonnull (error);
  assert_same_file (two.path, copy);
  two_texts_clear (&two);
}

static IbidLibraryItem *
open_beside (Desk *desk, const char *title, const char *published)
{
  g_autofree char *json = make_article (OTHER_ID, title, "there", "");
  g_autofree char *changed = NULL;
  g_autofree char *path = NULL;
  GString *edited = g_string_new (json);
  IbidLibraryItem *older;
  IbidDossier *dossier;

  g_assert_cmpuint (g_string_replace (edited,
                                      "\"container-title\": \"Brief\", \"issued\": "
                                      "{ \"date-parts\": [ [ 2021, 5, 7 ] ] }",
                                      published, 1),
                    ==, 1);
  changed = g_string_free (edited, FALSE);
  path = desk_write (desk, "beside.ibid.json", changed);
  dossier = desk_open (desk, path);
  older = ibid_library_take_older (desk->library, dossier);
  g_assert_finalize_object (dossier);
  return older;
}

/* What is no newer version: an earlier date, another outlet or none, another title. */
static void
test_no_newer_version (void)
{
#define DATED(date)                                                                                \
  "\"container-title\": \"Brief\", \"issued\": { \"date-parts\": [ [ " date " ] ] }"
  static const struct
  {
    const char *title;
    const char *published;
    gboolean newer;
  } cases[] = {
    { "Ties of Kazakhstan", DATED ("2021, 5, 6"), FALSE },
    { "Ties of Kazakhstan", DATED ("2021, 5, 8"), TRUE },
    { "Ties of Kazakhstan", DATED ("2021"), TRUE },
    { "Ties of Kazakhstan", "\"container-title\": \"Brief\"", TRUE },
    { "Ties of Kazakhstan", "\"container-title\": \"Other\"", FALSE },
    { "Ties of Kazakhstan", "\"volume\": \"1\"", FALSE },
    { "Ties of Mongolia", DATED ("2021, 5, 8"), FALSE },
  };
#undef DATED

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk = desk_new ();
      g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
      IbidDossier *dossier = desk_open (&desk, path);
      g_autoptr (IbidLibraryItem) older = NULL;

      /* known from the disk alone: the list may not be there yet */
      g_assert_finalize_object (dossier);
      desk_restart (&desk);
      older = open_beside (&desk, cases[i].title, cases[i].published);
      g_assert_cmpint (older != NULL, ==, cases[i].newer);
      g_clear_object (&older);
      desk_clear (&desk);
    }
}

/* An article that only says that it was met under an id does not get that one's text. */
static void
test_false_other_id (void)
{
  Desk desk = desk_new ();
  g_autofree char *json = make_article (
      ARTICLE_ID "\", \"other-ids\": [\"" OTHER_ID "\"], \"x\": \"", "Some bait", "again", "");
  g_autofree char *path = desk_write (&desk, "bait.ibid.json", json);
  g_autofree char *other_json = make_article (OTHER_ID, "Ties of Kazakhstan", "there", "");
  g_autofree char *other_path = desk_write (&desk, "ties.ibid.json", other_json);
  IbidDossier *bait = desk_open (&desk, path);
  IbidDossier *dossier = desk_open (&desk, other_path);

  g_assert_cmpstr (ibid_article_get_other_ids (ibid_dossier_get_article (bait))[0], ==, OTHER_ID);
  g_assert_false (g_file_equal (ibid_dossier_get_folder (bait), ibid_dossier_get_folder (dossier)));
  g_assert_cmpuint (count_rows (&desk), ==, 2);
  g_assert_finalize_object (bait);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  obey_permissions ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/versions/replace", test_replace);
  g_test_add_func ("/versions/keep-both", test_keep_both);
  g_test_add_func ("/versions/replace-unwritable", test_replace_unwritable);
  g_test_add_func ("/versions/replace-read-only", test_replace_read_only);
  g_test_add_func ("/versions/replace-full", test_replace_full);
  g_test_add_func ("/versions/replace-damaged", test_replace_damaged);
  g_test_add_func ("/versions/replace-unsaved", test_replace_unsaved);
  g_test_add_func ("/versions/no-newer-version", test_no_newer_version);
  g_test_add_func ("/versions/false-other-id", test_false_other_id);
  return g_test_run ();
}
