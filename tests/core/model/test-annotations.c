/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-reading-state.h"
#include "workshop.h"

#define N_ROUNDS 4000
#define N_IDS 40

static IbidAnnotation *
new_annotation (IbidReadingText *text, guint start, guint end, IbidAnnotationStyle style)
{
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, start, end);
  IbidAnnotation *annotation = ibid_annotation_new (selector, style);

  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, text, start, end);
  return annotation;
}

static void
test_copies (void)
{
  static const char *const tags[] = { "surveillance", "数字", NULL };
  g_autoptr (IbidArticle) article = workshop_new_article ();
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidAnnotation) first = new_annotation (text, 3, 20, IBID_ANNOTATION_STYLE_YELLOW);
  g_autoptr (IbidAnnotation) noted = ibid_annotation_with_note (first, "who *says* so?");
  g_autoptr (IbidAnnotation) tagged = ibid_annotation_with_tags (noted, tags);
  g_autoptr (IbidAnnotation) green =
      ibid_annotation_with_style (tagged, IBID_ANNOTATION_STYLE_GREEN);
  g_autoptr (IbidAnnotation) bare = ibid_annotation_with_note (green, "");
  g_autoptr (IbidAnnotation) other = ibid_annotation_with_id (green, NULL);
  guint n_spans;

  g_assert_null (ibid_annotation_get_note (first));
  g_assert_cmpstr (ibid_annotation_get_note (green), ==, "who *says* so?");
  g_assert_null (ibid_annotation_get_note (bare));
  g_assert_true (ibid_annotation_has_tag (green, "数字"));
  g_assert_false (ibid_annotation_has_tag (noted, "数字"));
  g_assert_cmpstr (ibid_annotation_get_id (green), ==, ibid_annotation_get_id (first));
  g_assert_cmpstr (ibid_annotation_get_id (other), !=, ibid_annotation_get_id (first));
  g_assert_cmpint (ibid_annotation_get_modified (noted), >, ibid_annotation_get_modified (first));
  g_assert_cmpint (ibid_annotation_get_modified (tagged), >, ibid_annotation_get_modified (noted));
  g_assert_cmpint (ibid_annotation_get_created (green), ==, ibid_annotation_get_created (first));
  g_assert_true (ibid_annotation_same_content (green, other));
  g_assert_false (ibid_annotation_same_content (green, bare));
  /* from the heading into the first paragraph */
  g_assert_nonnull (ibid_annotation_get_spans (green, &n_spans));
  g_assert_cmpuint (n_spans, ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (IbidArticle) article = workshop_new_article ();
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidAnnotation) first = new_annotation (text, 3, 9, IBID_ANNOTATION_STYLE_BLUE);
  g_autoptr (IbidAnnotation) refused =
      ibid_annotation_with_refused_text (first, ibid_reading_text_get_hash (text));
  g_autoptr (IbidSelector) elsewhere = ibid_selector_new_for_range (text, 14, 20);
  g_autoptr (IbidAnnotation) attached = ibid_annotation_with_selector (refused, elsewhere);
  guint n_spans;

  g_assert_cmpint (ibid_annotation_get_state (refused), ==, IBID_ANCHOR_STATE_LOST);
  g_assert_null (ibid_annotation_get_spans (refused, &n_spans));
  g_assert_false (ibid_annotation_get_range (refused, NULL, NULL));
  g_assert_cmpstr (ibid_annotation_get_refused_text (refused), ==,
                   ibid_reading_text_get_hash (text));
  g_assert_null (ibid_annotation_get_refused_text (attached));
  g_assert_cmpint (ibid_annotation_compare_place (first, refused), <, 0);
}

/* What somebody believes to be in the list who only heard of the changes. */
static void
follow_cb (GListModel *list, guint position, guint n_removed, guint n_added, GPtrArray *mirror)
{
  g_assert_cmpuint (position + n_removed, <=, mirror->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror, (int)(position + i), g_list_model_get_item (list, position + i));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, mirror->len);
}

static void
assert_sound (IbidAnnotations *annotations, GPtrArray *mirror, GHashTable *expected)
{
  g_assert_cmpuint (mirror->len, ==, g_hash_table_size (expected));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);
      guint position;

      g_assert_true (annotation == g_ptr_array_index (mirror, i));
      g_assert_true (annotation ==
                     g_hash_table_lookup (expected, ibid_annotation_get_id (annotation)));
      g_assert_true (ibid_annotations_get_position (annotations, annotation, &position));
      g_assert_cmpuint (position, ==, i);
      if (i > 0)
        g_assert_cmpint (
            ibid_annotation_compare_place (g_ptr_array_index (mirror, i - 1), annotation), <, 0);
    }
}

static gboolean
touches (IbidAnnotation *annotation, const IbidSpan *span)
{
  guint n_spans;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    if (ibid_span_overlaps (&spans[i], span))
      return TRUE;
  return FALSE;
}

static void
assert_found (IbidAnnotations *annotations, GPtrArray *mirror, const IbidSpan *span)
{
  g_autoptr (GPtrArray) found = ibid_annotations_in (annotations, span);
  guint n_expected = 0;

  for (guint i = 0; i < mirror->len; i++)
    if (touches (g_ptr_array_index (mirror, i), span))
      {
        g_assert_true (g_ptr_array_find (found, g_ptr_array_index (mirror, i), NULL));
        n_expected++;
      }
  g_assert_cmpuint (found->len, ==, n_expected);
}

static void
change_at_random (IbidAnnotations *annotations, GHashTable *expected, IbidReadingText *text,
                  GRand *rand)
{
  guint n_chars = ibid_reading_text_get_n_chars (text);
  guint start = (guint)g_rand_int_range (rand, 0, (int)n_chars - 1);
  guint end = start + 1 + (guint)g_rand_int_range (rand, 0, (int)(n_chars - start));
  g_autofree char *id = g_strdup_printf ("urn:x:%d", g_rand_int_range (rand, 0, N_IDS));
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (text, start, end);
  g_autoptr (IbidAnnotation) annotation = NULL;

  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      ibid_annotations_remove (annotations, id, g_get_real_time ());
      g_hash_table_remove (expected, id);
      g_assert_true (ibid_annotations_get_removed (annotations, id, NULL));
      return;
    }
  annotation = ibid_annotation_new_loaded (id, selector, IBID_ANNOTATION_STYLE_PINK, NULL, NULL,
                                           g_rand_int_range (rand, 0, 5), 0);
  if (g_rand_int_range (rand, 0, 8) > 0)
    ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_MOVED, text, start, end);
  ibid_annotations_put (annotations, annotation);
  g_assert_false (ibid_annotations_get_removed (annotations, id, NULL));
  g_hash_table_replace (expected, (gpointer)ibid_annotation_get_id (annotation),
                        g_object_ref (annotation));
}

static void
test_random_changes (void)
{
  g_autoptr (IbidArticle) article = workshop_new_article ();
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  IbidAnnotations *annotations = ibid_annotations_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) expected =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  g_signal_connect (annotations, "items-changed", G_CALLBACK (follow_cb), mirror);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      IbidSpan span = { (guint)g_rand_int_range (rand, 0, 4), 0, 0 };

      change_at_random (annotations, expected, text, rand);
      assert_sound (annotations, mirror, expected);
      span.start = (guint)g_rand_int_range (rand, 0, 30);
      span.end = span.start + (guint)g_rand_int_range (rand, 1, 30);
      assert_found (annotations, mirror, &span);
    }
  g_ptr_array_set_size (mirror, 0);
  g_assert_finalize_object (annotations);
}

static void
test_many_at_once (void)
{
  g_autoptr (IbidArticle) article = workshop_new_article ();
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  IbidAnnotations *annotations = ibid_annotations_new ();
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) at = NULL;

  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (some, new_annotation (text, i, 2 * i + 1, IBID_ANNOTATION_STYLE_YELLOW));
  g_ptr_array_add (some, ibid_annotation_renewed (g_ptr_array_index (some, 4)));
  ibid_annotations_put_all (annotations, some);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), ==, 10);
  g_assert_true (
      ibid_annotations_lookup (annotations, ibid_annotation_get_id (g_ptr_array_index (some, 4))) ==
      g_ptr_array_index (some, 10));
  /* character 5 is in those that start at 3, 4 and 5: the shortest comes first */
  at = ibid_annotations_at (annotations, 0, 5);
  g_assert_cmpuint (at->len, ==, 3);
  g_assert_true (g_ptr_array_index (at, 0) == g_ptr_array_index (some, 3));
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (ids, g_strdup (ibid_annotation_get_id (g_ptr_array_index (some, i))));
  ibid_annotations_remove_all (annotations, ids, 17);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (annotations)), ==, 5);
  g_assert_cmpuint (g_hash_table_size (ibid_annotations_get_all_removed (annotations)), ==, 5);
  g_assert_finalize_object (annotations);
}

static void
pointed_at_cb (IbidReadingState *state, GPtrArray *annotations, const IbidSelection *at,
               guint *n_annotations)
{
  *n_annotations = annotations->len;
}

static void
test_reading_state (void)
{
  IbidReadingState *state = ibid_reading_state_new ();
  g_autoptr (IbidArticle) article = workshop_new_article ();
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  IbidAnnotations *annotations = ibid_annotations_new ();
  g_autoptr (IbidAnnotation) one = new_annotation (text, 2, 9, IBID_ANNOTATION_STYLE_YELLOW);
  g_autoptr (IbidAnnotation) two = new_annotation (text, 15, 30, IBID_ANNOTATION_STYLE_GREEN);
  g_autoptr (IbidSelector) elsewhere = ibid_selector_new_for_range (text, 35, 40);
  g_autoptr (IbidAnnotation) lost = ibid_annotation_new (elsewhere, IBID_ANNOTATION_STYLE_BLUE);
  g_autoptr (IbidAnnotation) moved = ibid_annotation_with_selector (one, elsewhere);
  IbidSelection at = { .start_block = 0, .start = 3 };
  guint n_pointed_at = 0;

  ibid_reading_state_set_article (state, article);
  g_assert_false (ibid_reading_state_step_annotation (state, 1));
  ibid_annotations_put (annotations, one);
  ibid_annotations_put (annotations, two);
  ibid_annotations_put (annotations, lost);
  ibid_reading_state_set_annotations (state, annotations);
  g_signal_connect (state, "annotations-pointed-at", G_CALLBACK (pointed_at_cb), &n_pointed_at);

  g_assert_true (ibid_reading_state_step_annotation (state, 1));
  g_assert_true (ibid_reading_state_get_annotation (state) == one);
  g_assert_true (ibid_reading_state_step_annotation (state, -1));
  g_assert_true (ibid_reading_state_get_annotation (state) == two);
  g_assert_true (ibid_reading_state_step_annotation (state, 1));
  g_assert_true (ibid_reading_state_get_annotation (state) == one);

  /* it stays chosen when it is changed and moves in the list */
  ibid_annotation_set_anchor (moved, IBID_ANCHOR_STATE_EXACT, text, 35, 40);
  ibid_annotations_put (annotations, moved);
  g_assert_true (ibid_reading_state_get_annotation (state) == moved);
  ibid_annotations_remove (annotations, ibid_annotation_get_id (one), 5);
  g_assert_null (ibid_reading_state_get_annotation (state));

  g_assert_false (ibid_reading_state_point_at_annotations (state, &at));
  at.start_block = 1;
  g_assert_true (ibid_reading_state_point_at_annotations (state, &at));
  g_assert_cmpuint (n_pointed_at, ==, 1);
  g_assert_true (ibid_reading_state_get_annotation (state) == two);

  ibid_reading_state_set_article (state, NULL);
  g_assert_null (ibid_reading_state_get_annotations (state));
  g_assert_finalize_object (state);
  g_assert_finalize_object (annotations);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation/copies", test_copies);
  g_test_add_func ("/annotation/refused", test_refused);
  g_test_add_func ("/annotations/random-changes", test_random_changes);
  g_test_add_func ("/annotations/many-at-once", test_many_at_once);
  g_test_add_func ("/annotations/reading-state", test_reading_state);
  return g_test_run ();
}
