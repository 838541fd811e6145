/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk.h"
#include "ibid-annotation-format.h"
#include "ibid-export.h"
#include "ibid-package.h"
#include "ibid-snapshot.h"

/* Packages out of one library and into another. */

#define IMAGE "{'path': 'assets/map.svg'}"
#define N_ROUNDS 24
#define N_ACTS 12

static IbidExportMatter *
new_matter (IbidDossier *dossier, guint n_chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidSnapshot) snapshot = ibid_snapshot_take (dossier);
  g_autoptr (IbidArticle) article = ibid_snapshot_load_article (snapshot, NULL, &error);
  GListModel *all = ibid_snapshot_get_annotations (snapshot);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  IbidExportMatter *matter;

  g_assert_no_error (error);
  for (guint i = 0; i < MIN (n_chosen, g_list_model_get_n_items (all)); i++)
    g_ptr_array_add (chosen, g_list_model_get_item (all, i));
  matter = ibid_export_matter_new (article, chosen);
  ibid_export_matter_set_all_annotations (matter, all);
  ibid_export_matter_set_folder (matter, ibid_snapshot_get_folder (snapshot));
  ibid_export_matter_set_overlay (matter, ibid_snapshot_get_decisions (snapshot));
  ibid_export_matter_set_removed (matter, ibid_snapshot_get_removed (snapshot));
  return matter;
}

/* A package of an article as it is now, with the first so many annotations. */
static char *
write_package (Desk *desk, IbidDossier *dossier, const char *name, guint n_chosen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidExportMatter) matter = new_matter (dossier, n_chosen);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2021, 5, 7, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "ties", .now = now };
  g_autoptr (GPtrArray) parts =
      ibid_export_make (matter, IBID_EXPORT_FORMAT_PACKAGE, &options, NULL, &error);
  char *path = g_build_filename (desk->folder, name, NULL);
  const IbidExportPart *part;

  g_assert_no_error (error);
  g_assert_cmpuint (parts->len, ==, 1);
  part = g_ptr_array_index (parts, 0);
  ibid_files_write (path, part->bytes, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static IbidDossier *
try_open_folder (Desk *desk, const char *folder, IbidMerged *merged, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ibid_library_open_package_async (desk->library, folder, "ties.ibid", NULL, keep_result_cb,
                                   &result);
  wait_for (&result);
  return ibid_library_open_package_finish (desk->library, result, merged, error);
}

static IbidDossier *
open_package (Desk *desk, const char *path, IbidMerged *merged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (IbidPackage) package = ibid_package_open (file, NULL, NULL, NULL, &error);
  IbidDossier *dossier;

  g_assert_no_error (error);
  dossier = try_open_folder (desk, ibid_package_get_folder (package), merged, &error);
  g_assert_no_error (error);
  return dossier;
}

static IbidAnnotation *
annotate (IbidDossier *dossier, guint start, guint end, const char *note)
{
  const IbidSpan span = { 0, start, end };
  IbidAnnotation *annotation =
      ibid_dossier_annotate (dossier, &span, 1, IBID_ANNOTATION_STYLE_GREEN);
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotation));

  ibid_dossier_set_annotation_note (dossier, annotation, note);
  return ibid_annotations_lookup (ibid_dossier_get_annotations (dossier), id);
}

static void
remove_annotation (IbidDossier *dossier, IbidAnnotation *annotation)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, annotation);
  ibid_dossier_remove_annotations (dossier, one);
}

static guint
count_annotations (IbidDossier *dossier)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_annotations (dossier)));
}

static void
flush (IbidDossier *dossier)
{
  g_autoptr (GError) error = NULL;

  ibid_dossier_flush (dossier, &error);
  g_assert_no_error (error);
}

/* An article with an image, an older text, highlights in both, one that was removed, a decision. */
static IbidDossier *
open_worked_on (Desk *desk)
{
  g_autofree char *older = make_article (ARTICLE_ID, "Ties of Kazakhstan", "again", IMAGE);
  g_autofree char *newer = make_article (ARTICLE_ID, "Ties of Kazakhstan", "today", IMAGE);
  g_autofree char *older_path = desk_write (desk, "older.ibid.json", older);
  g_autofree char *newer_path = desk_write (desk, "newer.ibid.json", newer);
  IbidDossier *dossier = desk_open (desk, older_path);

  g_free (desk_write (desk, "newer.assets/map.svg", "<svg/>"));
  annotate (dossier, 0, 6, "in the older text");
  flush (dossier);
  g_object_unref (dossier);
  dossier = desk_open (desk, newer_path);
  annotate (dossier, 11, 15, "in the newer text");
  remove_annotation (dossier, annotate (dossier, 16, 20, "not for long"));
  ibid_dossier_rename_entity (
      dossier, ibid_article_find_entity (ibid_dossier_get_article (dossier), "e1"), "Capital");
  flush (dossier);
  return dossier;
}

static void
assert_same_name (IbidDossier *a, IbidDossier *b, const char *name)
{
  g_autofree char *one = dossier_dup_path (a, name);
  g_autofree char *other = dossier_dup_path (b, name);

  assert_same_file (one, other);
}

static void
assert_nothing_merged (const IbidMerged *merged)
{
  g_assert_cmpuint (merged->n_added + merged->n_changed + merged->n_removed, ==, 0);
  g_assert_cmpuint (merged->n_decisions, ==, 0);
}

/* Everything arrives, byte for byte, and leaves again as the same bytes. */
static void
test_round_trip (void)
{
  Desk desk = desk_new ();
  Desk other = desk_new ();
  IbidDossier *dossier = open_worked_on (&desk);
  g_autofree char *path = write_package (&desk, dossier, "ties.ibid", G_MAXUINT);
  g_autofree char *versions = dossier_dup_path (dossier, "versions");
  g_autofree char *again_path = NULL;
  g_autofree char *other_versions = NULL;
  g_autoptr (GDir) dir = NULL;
  IbidMerged merged;
  IbidDossier *arrived = open_package (&other, path, &merged);
  const char *name;

  g_assert_true (merged.is_new);
  g_assert_cmpuint (merged.n_added, ==, 2);
  g_assert_cmpuint (merged.n_decisions, ==, 1);
  assert_same_name (dossier, arrived, "article.ibid.json");
  assert_same_name (dossier, arrived, "annotations.jsonld");
  assert_same_name (dossier, arrived, "overlay.json");
  assert_same_name (dossier, arrived, "assets/map.svg");
  dir = g_dir_open (versions, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename ("versions", name, NULL);

      if (g_str_has_suffix (name, ".ibid.json"))
        assert_same_name (dossier, arrived, inner);
    }
  other_versions = dossier_dup_path (arrived, "versions");
  g_assert_cmpuint (count_names (other_versions), ==, 1);
  g_assert_cmpuint (count_annotations (arrived), ==, 2);
  assert_same_overlay (ibid_dossier_get_overlay (dossier), ibid_dossier_get_overlay (arrived));

  again_path = write_package (&other, arrived, "again.ibid", G_MAXUINT);
  {
    g_autoptr (GMappedFile) one = g_mapped_file_new (path, FALSE, NULL);
    g_autoptr (GMappedFile) two = g_mapped_file_new (again_path, FALSE, NULL);
    g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (one);
    g_autoptr (GBytes) again = g_mapped_file_get_bytes (two);

    g_assert_true (g_bytes_equal (bytes, again));
  }
  g_assert_finalize_object (dossier);
  g_assert_finalize_object (arrived);
  desk_clear (&desk);
  desk_clear (&other);
}

/* What is there already is left alone, open or not, and nothing is written. */
static void
test_again (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_worked_on (&desk);
  g_autofree char *path = write_package (&desk, dossier, "ties.ibid", G_MAXUINT);
  IbidDossier *again;
  IbidMerged merged;

  again = open_package (&desk, path, &merged);
  g_assert_true (again == dossier);
  g_assert_false (merged.is_new);
  g_assert_false (merged.is_outdated);
  assert_nothing_merged (&merged);
  g_assert_true (ibid_dossier_is_saved (dossier));
  g_object_unref (again);
  g_assert_finalize_object (dossier);
  dossier = open_package (&desk, path, &merged);
  assert_nothing_merged (&merged);
  g_assert_true (ibid_dossier_is_saved (dossier));
  g_assert_cmpuint (count_rows (&desk), ==, 1);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* ── two libraries that went apart ── */

static void
act_at_random (IbidDossier *dossier, GRand *random)
{
  IbidAnnotations *annotations = ibid_dossier_get_annotations (dossier);
  IbidArticle *article = ibid_dossier_get_article (dossier);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (annotations));
  g_autoptr (IbidAnnotation) any =
      n > 0 ? g_list_model_get_item (G_LIST_MODEL (annotations),
                                     (guint)g_rand_int_range (random, 0, (gint32)n))
            : NULL;
  g_autofree char *word = g_strdup_printf ("word %u", g_rand_int_range (random, 0, 5));
  guint start = (guint)g_rand_int_range (random, 0, 20);
  g_autoptr (GListModel) items = NULL;
  g_autoptr (IbidCitationItem) item = NULL;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
    case 1:
      annotate (dossier, start, start + 3, word);
      break;
    case 2:
      if (any != NULL)
        ibid_dossier_set_annotation_note (dossier, any, word);
      break;
    case 3:
      if (any != NULL)
        remove_annotation (dossier, any);
      break;
    case 4:
      ibid_dossier_rename_entity (dossier, ibid_article_find_entity (article, "e1"), word);
      break;
    default:
      items = g_object_ref (ibid_citation_get_items (ibid_article_find_citation (article, "c1")));
      item = g_list_model_get_item (items, start % 2);
      ibid_dossier_set_verdict (dossier, item, (IbidVerdict)g_rand_int_range (random, 1, 4));
    }
}

/* Do two libraries say the same, whatever the order in which they came to say it? */
static void
assert_same_annotations (IbidDossier *a, IbidDossier *b)
{
  IbidAnnotations *one = ibid_dossier_get_annotations (a);
  IbidAnnotations *other = ibid_dossier_get_annotations (b);
  GHashTable *removed = ibid_annotations_get_all_removed (one);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (one));
  GHashTableIter iter;
  gpointer id;

  g_assert_cmpuint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (other)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (one), i);
      IbidAnnotation *same = ibid_annotations_lookup (other, ibid_annotation_get_id (annotation));

      g_assert_nonnull (same);
      g_assert_true (ibid_annotation_same_content (annotation, same));
      g_assert_cmpint (ibid_annotation_get_modified (annotation), ==,
                       ibid_annotation_get_modified (same));
    }
  g_hash_table_iter_init (&iter, removed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (ibid_annotations_get_removed (other, id, NULL));
  g_assert_cmpuint (g_hash_table_size (removed), ==,
                    g_hash_table_size (ibid_annotations_get_all_removed (other)));
}

static void
merge_both_ways (GRand *random)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  IbidDossier *in_a = open_worked_on (&a);
  g_autofree char *first = write_package (&a, in_a, "first.ibid", G_MAXUINT);
  IbidMerged merged;
  IbidDossier *in_b = open_package (&b, first, &merged);
  g_autofree char *from_a = NULL;
  g_autofree char *from_b = NULL;

  for (guint i = 0; i < N_ACTS; i++)
    act_at_random (g_rand_boolean (random) ? in_a : in_b, random);
  from_a = write_package (&a, in_a, "a.ibid", G_MAXUINT);
  from_b = write_package (&b, in_b, "b.ibid", G_MAXUINT);
  g_object_unref (open_package (&a, from_b, &merged));
  g_object_unref (open_package (&b, from_a, &merged));
  assert_same_annotations (in_a, in_b);
  assert_same_overlay (ibid_dossier_get_overlay (in_a), ibid_dossier_get_overlay (in_b));
  /* and it is on the disk, so that the next look finds the same */
  flush (in_a);
  g_assert_finalize_object (in_a);
  in_a = open_package (&a, first, &merged);
  assert_nothing_merged (&merged);
  assert_same_annotations (in_a, in_b);
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

static void
test_both_ways (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);

      g_test_message ("seed %u", i);
      merge_both_ways (random);
    }
}

/* What is told: so many added, changed, removed; of decisions the later ones hold. */
static void
test_told (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  IbidDossier *in_a = open_worked_on (&a);
  g_autofree char *first = write_package (&a, in_a, "first.ibid", G_MAXUINT);
  IbidMerged merged;
  IbidDossier *in_b = open_package (&b, first, &merged);
  g_autoptr (IbidAnnotation) one =
      g_list_model_get_item (G_LIST_MODEL (ibid_dossier_get_annotations (in_b)), 0);
  g_autoptr (IbidAnnotation) two =
      g_list_model_get_item (G_LIST_MODEL (ibid_dossier_get_annotations (in_b)), 1);
  g_autofree char *from_b = NULL;

  ibid_dossier_set_annotation_note (in_b, one, "changed");
  remove_annotation (in_b, two);
  for (guint i = 0; i < 3; i++)
    annotate (in_b, i, i + 4, "new");
  ibid_dossier_rename_entity (
      in_b, ibid_article_find_entity (ibid_dossier_get_article (in_b), "e1"), "Seat");
  from_b = write_package (&b, in_b, "b.ibid", G_MAXUINT);
  g_object_unref (open_package (&a, from_b, &merged));
  g_assert_false (merged.is_new);
  g_assert_cmpuint (merged.n_added, ==, 3);
  g_assert_cmpuint (merged.n_changed, ==, 1);
  g_assert_cmpuint (merged.n_removed, ==, 1);
  g_assert_cmpuint (merged.n_decisions, ==, 1);
  g_assert_cmpstr (
      ibid_entity_get_name (ibid_article_find_entity (ibid_dossier_get_article (in_a), "e1")), ==,
      "Seat");
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

/* Somebody who chose some highlights gives those, and takes none away from who has more. */
static void
test_chosen (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  IbidDossier *in_a = open_worked_on (&a);
  g_autofree char *all = write_package (&a, in_a, "all.ibid", G_MAXUINT);
  g_autofree char *some = write_package (&a, in_a, "some.ibid", 1);
  g_autoptr (GFile) file = g_file_new_for_path (some);
  g_autoptr (IbidPackage) package = ibid_package_open (file, NULL, NULL, NULL, NULL);
  g_autofree char *annotations =
      g_build_filename (ibid_package_get_folder (package), "annotations.jsonld", NULL);
  g_autofree char *text = NULL;
  IbidMerged merged;
  IbidDossier *in_b = open_package (&b, all, &merged);

  g_assert_true (ibid_package_is_partial (package));
  g_assert_true (g_file_get_contents (annotations, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "in the older text"));
  g_assert_null (strstr (text, "in the newer text"));
  g_assert_null (strstr (text, "ibid:deleted"));
  g_object_unref (open_package (&b, some, &merged));
  assert_nothing_merged (&merged);
  g_assert_cmpuint (count_annotations (in_b), ==, 2);
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

/* A decision that could not be saved leaves all the same. */
static void
test_unsaved (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  IbidDossier *in_a = open_worked_on (&a);
  g_autofree char *path = NULL;
  IbidMerged merged;
  IbidDossier *in_b;

  annotate (in_a, 2, 9, "not saved");
  ibid_dossier_rename_entity (
      in_a, ibid_article_find_entity (ibid_dossier_get_article (in_a), "e1"), "Not saved");
  path = write_package (&a, in_a, "a.ibid", G_MAXUINT);
  in_b = open_package (&b, path, &merged);
  g_assert_cmpuint (merged.n_added, ==, 3);
  assert_same_overlay (ibid_dossier_get_overlay (in_a), ibid_dossier_get_overlay (in_b));
  assert_same_annotations (in_a, in_b);
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

/* ── other texts ── */

static const char *
peek_text (IbidDossier *dossier)
{
  return ibid_block_get_text (ibid_article_peek_block (ibid_dossier_get_article (dossier), 0));
}

/* A text that the library has moved on from stays where it is; the work on it is taken over. */
static void
test_outdated (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  g_autofree char *older = desk_write_article (&b, "older.ibid.json", "again");
  g_autofree char *newer = desk_write_article (&b, "newer.ibid.json", "today");
  IbidDossier *in_a = desk_open (&a, older);
  g_autofree char *path = NULL;
  IbidMerged merged;
  IbidDossier *in_b;
  IbidDossier *again;

  annotate (in_a, 0, 6, "from elsewhere");
  path = write_package (&a, in_a, "a.ibid", G_MAXUINT);
  in_b = desk_open (&b, older);
  g_object_unref (in_b);
  in_b = desk_open (&b, newer);
  annotate (in_b, 11, 15, "of ours");
  again = open_package (&b, path, &merged);
  g_assert_true (again == in_b);
  g_object_unref (again);
  g_assert_true (merged.is_outdated);
  g_assert_cmpuint (merged.n_added, ==, 1);
  g_assert_nonnull (strstr (peek_text (in_b), "grew today"));
  g_assert_cmpuint (count_annotations (in_b), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (IbidAnnotation) annotation =
          g_list_model_get_item (G_LIST_MODEL (ibid_dossier_get_annotations (in_b)), i);

      g_assert_cmpint (ibid_annotation_get_state (annotation), !=, IBID_ANCHOR_STATE_LOST);
    }
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

/* A text that is new to the library takes its place, as when it is opened as a file: the one before
 * is kept, and what was done with it goes on. */
static void
test_newer (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  g_autofree char *older = desk_write_article (&b, "older.ibid.json", "again");
  IbidDossier *in_a = open_worked_on (&a);
  g_autofree char *path = write_package (&a, in_a, "a.ibid", G_MAXUINT);
  IbidMerged merged;
  IbidDossier *in_b = desk_open (&b, older);
  g_autofree char *versions = dossier_dup_path (in_b, "versions");
  IbidDossier *both;

  annotate (in_b, 0, 15, "of ours");
  both = open_package (&b, path, &merged);
  g_assert_true (both != in_b);
  g_assert_false (merged.is_new);
  g_assert_false (merged.is_outdated);
  g_assert_cmpuint (merged.n_added, ==, 2);
  g_assert_nonnull (strstr (peek_text (both), "grew today"));
  g_assert_cmpuint (count_annotations (both), ==, 3);
  /* ours, and the package's, which is not the same file: it names an image */
  g_assert_cmpuint (count_names (versions), ==, 2);
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (both);
  g_assert_finalize_object (in_b);
  desk_clear (&a);
  desk_clear (&b);
}

/* A package under another id that takes an article's place takes its highlights along. */
static void
test_replace (void)
{
  Desk a = desk_new ();
  Desk b = desk_new ();
  g_autofree char *json = make_article (OTHER_ID, "Ties of  KAZAKHSTAN", "today", "");
  g_autofree char *other = desk_write (&a, "other.ibid.json", json);
  g_autofree char *older = desk_write_article (&b, "older.ibid.json", "again");
  IbidDossier *in_a = desk_open (&a, other);
  IbidDossier *in_b = desk_open (&b, older);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (IbidLibraryItem) item = NULL;
  g_autofree char *path = NULL;
  IbidMerged merged;
  IbidDossier *newer;
  IbidDossier *both;

  annotate (in_a, 0, 6, "from elsewhere");
  ibid_dossier_rename_entity (
      in_a, ibid_article_find_entity (ibid_dossier_get_article (in_a), "e1"), "Capital");
  path = write_package (&a, in_a, "a.ibid", G_MAXUINT);
  annotate (in_b, 11, 15, "of ours");
  newer = open_package (&b, path, &merged);
  g_assert_true (merged.is_new);
  item = ibid_library_take_older (b.library, newer);
  g_assert_nonnull (item);
  ibid_library_replace_async (b.library, item, newer, NULL, keep_result_cb, &result);
  wait_for (&result);
  both = ibid_library_open_finish (b.library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_annotations (both), ==, 2);
  g_assert_cmpstr (
      ibid_entity_get_name (ibid_article_find_entity (ibid_dossier_get_article (both), "e1")), ==,
      "Capital");
  g_clear_object (&result);
  g_assert_finalize_object (in_a);
  g_assert_finalize_object (both);
  g_assert_finalize_object (newer);
  g_assert_finalize_object (in_b);
  g_clear_object (&item);
  desk_clear (&a);
  desk_clear (&b);
}

/* ── what is wrong ── */

static void
assert_refused (const char *name, const char *contents, int code, const char *told)
{
  Desk desk = desk_new ();
  g_autofree char *article = desk_write_article (&desk, "unpacked/article.ibid.json", "again");
  g_autofree char *folder = g_path_get_dirname (article);
  g_autofree char *inner = g_build_filename ("unpacked", name, NULL);
  g_autofree char *articles = articles_folder (&desk);
  g_autoptr (GError) error = NULL;
  IbidMerged merged;

  g_free (desk_write (&desk, inner, contents));
  g_assert_null (try_open_folder (&desk, folder, &merged, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, code);
  g_assert_nonnull (strstr (error->message, told));
  g_assert_null (strstr (error->message, desk.folder));
  g_assert_cmpuint (count_names (articles), ==, 0);
  desk_clear (&desk);
}

/* Of a package with one bad file nothing is taken, and it is said which file that is. */
static void
test_refused (void)
{
  assert_refused ("annotations.jsonld", "{", IBID_FORMAT_ERROR_SYNTAX,
                  "ties.ibid, annotations.jsonld");
  assert_refused ("overlay.json", "{\"format\": \"ibid-overlay\"}", IBID_FORMAT_ERROR_MISSING,
                  "ties.ibid, overlay.json");
  assert_refused ("article.ibid.json", "[]", IBID_FORMAT_ERROR_TYPE,
                  "ties.ibid, article.ibid.json");
  assert_refused ("article.ibid.json", "", IBID_FORMAT_ERROR_EMPTY, "ties.ibid, article.ibid.json");
}

/* Under the name of an older text nothing else gets into the library. */
static void
test_false_version (void)
{
  Desk desk = desk_new ();
  g_autofree char *article = desk_write_article (&desk, "unpacked/article.ibid.json", "again");
  g_autofree char *folder = g_path_get_dirname (article);
  g_autofree char *versions = NULL;
  g_autoptr (GError) error = NULL;
  IbidMerged merged;
  IbidDossier *dossier;

  g_free (desk_write (&desk,
                      "unpacked/versions/"
                      "0000000000000000000000000000000000000000000000000000000000000000.ibid.json",
                      "{}"));
  dossier = try_open_folder (&desk, folder, &merged, &error);
  g_assert_no_error (error);
  versions = dossier_dup_path (dossier, "versions");
  g_assert_cmpuint (count_names (versions), ==, 0);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* Cancelled before anything was done: nothing is there. */
static void
test_cancelled (void)
{
  Desk desk = desk_new ();
  g_autofree char *article = desk_write_article (&desk, "unpacked/article.ibid.json", "again");
  g_autofree char *folder = g_path_get_dirname (article);
  g_autofree char *articles = articles_folder (&desk);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ibid_library_open_package_async (desk.library, folder, "ties.ibid", cancellable, keep_result_cb,
                                   &result);
  wait_for (&result);
  g_assert_null (ibid_library_open_package_finish (desk.library, result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_names (articles), ==, 0);
  g_clear_object (&result);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/library-packages/round-trip", test_round_trip);
  g_test_add_func ("/library-packages/again", test_again);
  g_test_add_func ("/library-packages/both-ways", test_both_ways);
  g_test_add_func ("/library-packages/told", test_told);
  g_test_add_func ("/library-packages/chosen", test_chosen);
  g_test_add_func ("/library-packages/unsaved", test_unsaved);
  g_test_add_func ("/library-packages/outdated", test_outdated);
  g_test_add_func ("/library-packages/newer", test_newer);
  g_test_add_func ("/library-packages/replace", test_replace);
  g_test_add_func ("/library-packages/refused", test_refused);
  g_test_add_func ("/library-packages/false-version", test_false_version);
  g_test_add_func ("/library-packages/cancelled", test_cancelled);
  return g_test_run ();
}
