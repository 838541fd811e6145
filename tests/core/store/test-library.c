/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "desk.h"
#include "ibid-store-error.h"

static void
test_empty (void)
{
  Desk desk = desk_new ();

  g_assert_cmpuint (count_rows (&desk), ==, 0);
  desk_refresh (&desk);
  g_assert_cmpuint (count_rows (&desk), ==, 0);
  /* looking makes no folders */
  g_assert_false (g_file_test (desk.root, G_FILE_TEST_EXISTS));
  desk_clear (&desk);
}

static void
test_open (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *articles = articles_folder (&desk);
  g_autofree char *expected = g_build_filename (articles, "ties-of-kazakhstan-5f7e3f0e", NULL);
  g_autofree char *copy = g_build_filename (expected, "article.ibid.json", NULL);
  IbidDossier *dossier = desk_open (&desk, path);
  IbidLibraryItem *item;

  g_assert_cmpstr (g_file_peek_path (ibid_dossier_get_folder (dossier)), ==, expected);
  assert_same_file (path, copy);
  g_assert_cmpuint (count_names (articles), ==, 1);
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_findings (dossier)), ==, 0);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  item = peek_row (&desk, 0);
  g_assert_cmpstr (ibid_library_item_get_article_id (item), ==, ARTICLE_ID);
  g_assert_cmpstr (ibid_library_item_get_title (item), ==, "Ties of Kazakhstan");
  g_assert_cmpstr (ibid_library_item_get_outlet (item), ==, "Brief");
  g_assert_cmpstr (ibid_library_item_get_date (item), ==, "2021-05-07");
  g_assert_cmpuint (ibid_library_item_get_n_items (item), ==, 4);
  g_assert_cmpuint (ibid_library_item_get_n_checked (item), ==, 0);
  g_assert_cmpint (ibid_library_item_get_opened (item), >, 0);
  g_assert_null (ibid_library_item_get_problem (item));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* Open means open: the same dossier, by file, by item, by the copy in the library, and for two who
 * ask at once. */
static void
test_open_twice (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *articles = articles_folder (&desk);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *copy = NULL;
  GAsyncResult *results[4] = { NULL };
  IbidDossier *dossiers[4];

  for (int i = 0; i < 3; i++)
    ibid_library_open_file_async (desk.library, file, NULL, keep_result_cb, &results[i]);
  for (int i = 2; i >= 0; i--)
    {
      wait_for (&results[i]);
      dossiers[i] = ibid_library_open_finish (desk.library, results[i], NULL);
      g_assert_true (dossiers[i] == dossiers[2]);
    }
  g_assert_cmpuint (count_names (articles), ==, 1);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  ibid_library_open_item_async (desk.library, peek_row (&desk, 0), NULL, keep_result_cb,
                                &results[3]);
  wait_for (&results[3]);
  dossiers[3] = ibid_library_open_finish (desk.library, results[3], NULL);
  g_assert_true (dossiers[3] == dossiers[0]);
  copy = dossier_dup_path (dossiers[0], "article.ibid.json");
  g_object_unref (dossiers[1]);
  dossiers[1] = desk_open (&desk, copy);
  g_assert_true (dossiers[1] == dossiers[0]);
  g_assert_cmpuint (count_names (articles), ==, 1);
  for (int i = 0; i < 4; i++)
    g_object_unref (results[i]);
  for (int i = 1; i < 4; i++)
    g_object_unref (dossiers[i]);
  g_assert_finalize_object (dossiers[0]);

  /* closed, it is made anew */
  dossiers[0] = desk_open (&desk, copy);
  g_assert_cmpuint (count_names (articles), ==, 1);
  g_assert_finalize_object (dossiers[0]);
  desk_clear (&desk);
}

/* Another text of the same article takes its place; the old one is kept, and so are decisions. */
static void
test_other_version (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *newer = desk_write_article (&desk, "newer.ibid.json", "today");
  IbidDossier *dossier = desk_open (&desk, path);
  IbidDossier *other;
  g_autofree char *copy = dossier_dup_path (dossier, "article.ibid.json");
  g_autofree char *contents = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *versions = dossier_dup_path (dossier, "versions");
  gsize length;

  ibid_dossier_rename_entity (
      dossier, ibid_article_find_entity (ibid_dossier_get_article (dossier), "e1"), "Capital");
  other = desk_open (&desk, newer);
  g_assert_true (other != dossier);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  assert_same_file (newer, copy);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
  name = g_strconcat (hash, ".ibid.json", NULL);
  kept = g_build_filename (versions, name, NULL);
  assert_same_file (path, kept);
  g_assert_cmpstr (
      ibid_entity_get_name (ibid_article_find_entity (ibid_dossier_get_article (other), "e1")), ==,
      "Capital");
  g_assert_true (g_str_has_prefix (
      ibid_block_get_text (ibid_article_peek_block (ibid_dossier_get_article (other), 0)),
      "Astana and Alma grew today"));
  g_assert_finalize_object (dossier);
  g_assert_finalize_object (other);

  /* and back again: both texts are kept now */
  dossier = desk_open (&desk, path);
  assert_same_file (path, copy);
  g_assert_cmpuint (count_names (versions), ==, 2);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
assert_one_missing (IbidDossier *dossier, const char *pointer)
{
  GListModel *findings = ibid_dossier_get_findings (dossier);
  g_autoptr (IbidFinding) finding = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 1);
  finding = g_list_model_get_item (findings, 0);
  g_assert_cmpstr (ibid_finding_get_code (finding), ==, "missing-image");
  g_assert_cmpint (ibid_finding_get_severity (finding), ==, IBID_SEVERITY_WARNING);
  g_assert_cmpstr (ibid_finding_get_pointer (finding), ==, pointer);
}

/* Images that the article names come along, and nothing else does. */
static void
test_assets (void)
{
  Desk desk = desk_new ();
  g_autofree char *json =
      make_article (ARTICLE_ID, "Ties", "again",
                    "{ 'path': 'assets/map.svg' }, { 'path': 'assets/deep/one.png' },"
                    "{ 'path': 'assets/missing.png' }");
  g_autofree char *path = desk_write (&desk, "ties.ibid.json", json);
  g_autofree char *map = desk_write (&desk, "ties.assets/map.svg", "<svg/>");
  g_autofree char *deep = desk_write (&desk, "ties.assets/deep/one.png", "png");
  g_autofree char *secret = desk_write (&desk, "ties.assets/secret.txt", "not named");
  IbidDossier *dossier = desk_open (&desk, path);
  g_autofree char *map_copy = dossier_dup_path (dossier, "assets/map.svg");
  g_autofree char *deep_copy = dossier_dup_path (dossier, "assets/deep/one.png");
  g_autofree char *secret_copy = dossier_dup_path (dossier, "assets/secret.txt");
  g_autofree char *late = NULL;

  assert_same_file (map, map_copy);
  assert_same_file (deep, deep_copy);
  g_assert_false (g_file_test (secret_copy, G_FILE_TEST_EXISTS));
  assert_one_missing (dossier, "/blocks/1/images/2/path");
  g_assert_finalize_object (dossier);

  /* opened again once it is there */
  late = desk_write (&desk, "ties.assets/missing.png", "png");
  dossier = desk_open (&desk, path);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_findings (dossier)), ==, 0);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* Links in X.assets lead nowhere outside of it. */
static void
test_asset_links (void)
{
  Desk desk = desk_new ();
  g_autofree char *json =
      make_article (ARTICLE_ID, "Ties", "again", "{ 'path': 'assets/out/secret.txt' }");
  g_autofree char *path = desk_write (&desk, "ties.ibid.json", json);
  g_autofree char *secret = desk_write (&desk, "private/secret.txt", "secret");
  g_autofree char *target = g_path_get_dirname (secret);
  g_autofree char *inside = desk_write (&desk, "ties.assets/x", "");
  g_autofree char *link = g_build_filename (desk.folder, "ties.assets", "out", NULL);
  IbidDossier *dossier;
  g_autofree char *copy = NULL;

  g_assert_cmpint (symlink (target, link), ==, 0);
  dossier = desk_open (&desk, path);
  copy = dossier_dup_path (dossier, "assets");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  assert_one_missing (dossier, "/blocks/1/images/0/path");
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_escaping_paths (void)
{
  static const char *const paths[] = { "../secret.txt", "assets/../../secret.txt", "/etc/passwd",
                                       "file:///etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Desk desk = desk_new ();
      g_autofree char *image = g_strdup_printf ("{ 'path': '%s' }", paths[i]);
      g_autofree char *json = make_article (ARTICLE_ID, "Ties", "again", image);
      g_autofree char *path = desk_write (&desk, "ties.ibid.json", json);
      g_autoptr (GError) error = NULL;

      g_assert_null (desk_try_open (&desk, path, &error));
      g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_PATH);
      g_assert_false (g_file_test (desk.root, G_FILE_TEST_EXISTS));
      desk_clear (&desk);
    }
}

static void
test_bad_file (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write (&desk, "bad.ibid.json", "{ ");
  g_autofree char *missing = g_build_filename (desk.folder, "none.ibid.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (desk_try_open (&desk, path, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (desk_try_open (&desk, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_rows (&desk), ==, 0);
  g_assert_false (g_file_test (desk.root, G_FILE_TEST_EXISTS));
  desk_clear (&desk);
}

static void
test_cancel (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *articles = articles_folder (&desk);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ibid_library_open_file_async (desk.library, file, cancellable, keep_result_cb, &result);
  ibid_library_refresh_async (desk.library, cancellable, keep_result_cb, &listed);
  wait_for (&result);
  wait_for (&listed);
  g_assert_null (ibid_library_open_finish (desk.library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (ibid_library_refresh_finish (desk.library, listed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_names (articles), ==, 0);
  g_clear_object (&result);
  g_clear_object (&listed);
  desk_clear (&desk);
}

static void
test_place (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  IbidDossier *dossier = desk_open (&desk, path);
  guint block = 99, offset = 99;

  g_assert_false (ibid_library_get_place (desk.library, dossier, &block, &offset));
  ibid_library_set_place (desk.library, dossier, 2, 5, 0.5);
  g_assert_true (ibid_library_get_place (desk.library, dossier, &block, &offset));
  g_assert_cmpuint (block, ==, 2);
  g_assert_cmpuint (offset, ==, 5);
  ibid_library_set_place (desk.library, dossier, 2, 5000, 0.75);
  g_assert_cmpfloat (ibid_library_item_get_progress (peek_row (&desk, 0)), >, 0.74);
  g_assert_finalize_object (dossier);
  desk_restart (&desk);

  desk_refresh (&desk);
  g_assert_cmpfloat (ibid_library_item_get_progress (peek_row (&desk, 0)), >, 0.74);
  g_assert_cmpint (ibid_library_item_get_opened (peek_row (&desk, 0)), >, 0);
  dossier = desk_open (&desk, path);
  g_assert_true (ibid_library_get_place (desk.library, dossier, &block, &offset));
  g_assert_cmpuint (block, ==, 2);
  /* never past the end */
  g_assert_cmpuint (offset, ==, 25);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

/* Last opened first, from summaries, which are made again where they are missing or old. */
static void
test_list (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *json = make_article (OTHER_ID, "Another", "there", "");
  g_autofree char *other_path = desk_write (&desk, "other.ibid.json", json);
  IbidDossier *dossier = desk_open (&desk, path);
  IbidDossier *other = desk_open (&desk, other_path);
  g_autofree char *summary = dossier_dup_path (dossier, "summary.json");
  g_autofree char *overlay = dossier_dup_path (dossier, "overlay.json");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (IbidLibraryItem) item = NULL;
  g_autoptr (IbidCitationItem) checked = NULL;

  checked = g_list_model_get_item (ibid_citation_get_items (ibid_article_find_citation (
                                       ibid_dossier_get_article (dossier), "c1")),
                                   0);
  ibid_dossier_set_verdict (dossier, checked, IBID_VERDICT_SUPPORTS);
  g_clear_object (&checked);
  g_assert_cmpuint (count_rows (&desk), ==, 2);
  g_assert_true (ibid_library_flush (desk.library, NULL));
  g_assert_finalize_object (dossier);
  g_assert_finalize_object (other);
  desk_restart (&desk);

  g_signal_connect (desk.library, "items-changed", G_CALLBACK (count_cb), log);
  desk_refresh (&desk);
  g_assert_cmpstr (log->str, ==, "0-0+2 ");
  g_assert_true (g_file_get_contents (summary, &before, NULL, NULL));
  /* both were opened in the same second perhaps: find the one that was checked */
  item = g_object_ref (peek_row (&desk, 0));
  if (strcmp (ibid_library_item_get_article_id (item), ARTICLE_ID) != 0)
    g_set_object (&item, peek_row (&desk, 1));
  g_assert_cmpuint (ibid_library_item_get_n_checked (item), ==, 1);
  desk_refresh (&desk);
  g_assert_cmpstr (log->str, ==, "0-0+2 ");
  g_assert_true (g_file_get_contents (summary, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  /* without its summary, with a damaged one, with decisions that went */
  g_assert_cmpint (g_unlink (summary), ==, 0);
  desk_refresh (&desk);
  g_assert_true (g_file_test (summary, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (ibid_library_item_get_n_checked (item), ==, 1);
  g_assert_true (g_file_set_contents (summary, "[ 1, ", -1, NULL));
  desk_refresh (&desk);
  g_assert_cmpstr (ibid_library_item_get_title (item), ==, "Ties of Kazakhstan");
  g_assert_cmpint (g_unlink (overlay), ==, 0);
  desk_refresh (&desk);
  g_assert_cmpuint (ibid_library_item_get_n_checked (item), ==, 0);
  g_assert_cmpstr (log->str, ==, "0-0+2 ");
  g_clear_object (&item);
  desk_clear (&desk);
}

/* Opening brings a row to the front, in one announcement. */
static void
test_order (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *json = make_article (OTHER_ID, "Another", "there", "");
  g_autofree char *other_path = desk_write (&desk, "other.ibid.json", json);
  g_autoptr (GString) log = g_string_new (NULL);
  IbidDossier *other = desk_open (&desk, other_path);
  IbidDossier *dossier;

  g_usleep (1100000);
  g_signal_connect (desk.library, "items-changed", G_CALLBACK (count_cb), log);
  dossier = desk_open (&desk, path);
  g_assert_cmpstr (log->str, ==, "0-0+1 ");
  g_assert_cmpstr (ibid_library_item_get_title (peek_row (&desk, 0)), ==, "Ties of Kazakhstan");
  g_usleep (1100000);
  g_object_unref (other);
  other = desk_open (&desk, other_path);
  g_assert_cmpstr (ibid_library_item_get_title (peek_row (&desk, 0)), ==, "Another");
  g_assert_cmpstr (log->str, ==, "0-0+1 0-2+2 ");
  g_assert_finalize_object (other);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* A damaged article is listed with what is wrong, and opening it says so; a sound copy of the same
 * article heals it, and the damaged one is kept. */
static void
test_damaged (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  IbidDossier *dossier = desk_open (&desk, path);
  g_autofree char *copy = dossier_dup_path (dossier, "article.ibid.json");
  g_autofree char *versions = dossier_dup_path (dossier, "versions");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_finalize_object (dossier);
  desk_restart (&desk);
  g_assert_true (g_file_set_contents (copy, "{ \"format\"", -1, NULL));
  desk_refresh (&desk);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  g_assert_nonnull (ibid_library_item_get_problem (peek_row (&desk, 0)));
  g_assert_cmpstr (ibid_library_item_get_title (peek_row (&desk, 0)), ==, "Ties of Kazakhstan");
  ibid_library_open_item_async (desk.library, peek_row (&desk, 0), NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_null (ibid_library_open_finish (desk.library, result, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  g_clear_object (&result);

  dossier = desk_open (&desk, path);
  assert_same_file (path, copy);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  g_assert_null (ibid_library_item_get_problem (peek_row (&desk, 0)));
  g_assert_cmpuint (count_names (versions), ==, 1);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_remove_restore (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *articles = articles_folder (&desk);
  IbidDossier *dossier = desk_open (&desk, path);
  IbidArticle *article = ibid_dossier_get_article (dossier);
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (dossier)));
  g_autofree char *trash = g_build_filename (articles, ".trash", NULL);
  g_autofree char *overlay = g_build_filename (folder, "overlay.json", NULL);
  g_autoptr (GError) error = NULL;
  IbidOverlay *read;

  ibid_dossier_rename_entity (dossier, ibid_article_find_entity (article, "e1"), "One");
  g_assert_true (ibid_library_remove (desk.library, peek_row (&desk, 0), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (&desk), ==, 0);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_names (trash), ==, 1);
  desk_refresh (&desk);
  g_assert_cmpuint (count_rows (&desk), ==, 0);

  /* still open: decisions go where it is now */
  ibid_dossier_rename_entity (dossier, ibid_article_find_entity (article, "e2"), "Two");
  wait_saved (dossier);
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  g_assert_true (ibid_library_restore (desk.library, ARTICLE_ID, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  ibid_dossier_rename_entity (dossier, ibid_article_find_entity (article, "e2"), "Three");
  wait_saved (dossier);
  read = read_overlay (overlay);
  assert_same_overlay (ibid_dossier_get_overlay (dossier), read);
  g_assert_finalize_object (read);
  g_assert_cmpuint (count_names (trash), ==, 0);

  g_assert_false (ibid_library_restore (desk.library, ARTICLE_ID, &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_finalize_object (dossier);

  /* thrown away, opened anew and thrown away again: the last one comes back, once */
  g_assert_true (ibid_library_remove (desk.library, peek_row (&desk, 0), &error));
  dossier = desk_open (&desk, path);
  g_assert_false (ibid_library_restore (desk.library, ARTICLE_ID, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_finalize_object (dossier);
  g_assert_true (ibid_library_remove (desk.library, peek_row (&desk, 0), &error));
  g_assert_cmpuint (count_names (trash), ==, 2);
  g_assert_true (ibid_library_restore (desk.library, ARTICLE_ID, &error));
  g_assert_false (g_file_test (overlay, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_names (trash), ==, 1);
  desk_clear (&desk);
}

/* A library that cannot be written to (its place is taken by a file): articles open all the same,
 * with their images, and say that nothing is saved. */
static void
test_no_library (void)
{
  Desk desk = desk_new ();
  g_autofree char *in_the_way = desk_write (&desk, "library-root", "a file");
  g_autofree char *json =
      make_article (ARTICLE_ID, "Ties", "again", "{ 'path': 'assets/map.svg' }");
  g_autofree char *path = desk_write (&desk, "ties.ibid.json", json);
  g_autofree char *map = desk_write (&desk, "ties.assets/map.svg", "<svg/>");
  IbidDossier *dossier = desk_open (&desk, path);
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (dossier)));
  g_autofree char *copy = dossier_dup_path (dossier, "assets/map.svg");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) elsewhere = g_file_new_for_path (desk.folder);

  assert_same_file (map, copy);
  g_assert_nonnull (ibid_dossier_get_save_problem (dossier));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_findings (dossier)), ==, 0);
  g_assert_cmpuint (count_rows (&desk), ==, 0);
  ibid_dossier_rename_entity (
      dossier, ibid_article_find_entity (ibid_dossier_get_article (dossier), "e1"), "One");
  g_assert_false (ibid_dossier_flush (dossier, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  ibid_dossier_save_elsewhere (dossier, elsewhere);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  g_assert_finalize_object (dossier);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  desk_clear (&desk);
}

/* Two articles whose short ids are equal do not share a folder. */
static void
test_short_id_taken (void)
{
  Desk desk = desk_new ();
  g_autofree char *json = make_article ("urn:uuid:5f7e3f0e-0000-5d3b-9b1c-0d6b2f1a7c11",
                                        "Ties of Kazakhstan", "there", "");
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  g_autofree char *other_path = desk_write (&desk, "other.ibid.json", json);
  IbidDossier *dossier = desk_open (&desk, path);
  IbidDossier *other = desk_open (&desk, other_path);

  g_assert_false (
      g_file_equal (ibid_dossier_get_folder (dossier), ibid_dossier_get_folder (other)));
  g_assert_cmpuint (count_rows (&desk), ==, 2);
  g_assert_finalize_object (dossier);
  dossier = desk_open (&desk, path);
  g_assert_cmpuint (count_rows (&desk), ==, 2);
  g_assert_finalize_object (dossier);
  g_assert_finalize_object (other);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/empty", test_empty);
  g_test_add_func ("/library/open", test_open);
  g_test_add_func ("/library/open-twice", test_open_twice);
  g_test_add_func ("/library/other-version", test_other_version);
  g_test_add_func ("/library/assets", test_assets);
  g_test_add_func ("/library/asset-links", test_asset_links);
  g_test_add_func ("/library/escaping-paths", test_escaping_paths);
  g_test_add_func ("/library/bad-file", test_bad_file);
  g_test_add_func ("/library/cancel", test_cancel);
  g_test_add_func ("/library/place", test_place);
  g_test_add_func ("/library/list", test_list);
  g_test_add_func ("/library/order", test_order);
  g_test_add_func ("/library/damaged", test_damaged);
  g_test_add_func ("/library/remove-restore", test_remove_restore);
  g_test_add_func ("/library/no-library", test_no_library);
  g_test_add_func ("/library/short-id-taken", test_short_id_taken);
  return g_test_run ();
}
