/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "ibid-note-list-model.h"

/* a paragraph before the first heading, and two parts */
static const char *const blocks[] = {
  "Opening words stand here.", "First part", "Zhang Xiao met Élodie about the road.", "Second part",
  "Almaty watched.",
};
static const gboolean is_heading[] = { FALSE, TRUE, FALSE, TRUE, FALSE };

typedef struct
{
  IbidArticle *article;
  IbidReadingText *text;
  IbidAnnotations *annotations;
  IbidNoteListModel *model;
  guint n_changes;
  guint position;
  guint removed;
  guint added;
} Fixture;

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->n_changes++;
  fixture->position = position;
  fixture->removed = removed;
  fixture->added = added;
}

/* tags are separated by spaces; block G_MAXUINT is lost */
static void
add (Fixture *fixture, const char *id, guint block, guint start, guint end,
     IbidAnnotationStyle style, const char *note, const char *tags, gint64 modified)
{
  g_auto (GStrv) each = g_strsplit (tags, " ", -1);
  gboolean lost = block == G_MAXUINT;
  IbidSpan span = { lost ? 0 : block, start, end };
  guint from, to;
  g_autoptr (IbidSelector) selector = NULL;
  g_autoptr (IbidAnnotation) annotation = NULL;

  g_assert_true (ibid_reading_text_range_from_spans (fixture->text, &span, 1, &from, &to));
  selector = lost ? ibid_selector_new ("gone words", "", "", 0, 10, "00")
                  : ibid_selector_new_for_range (fixture->text, from, to);
  annotation = ibid_annotation_new_loaded (id, selector, style, note, (const char *const *)each,
                                           modified, modified);
  ibid_annotation_set_anchor (annotation, lost ? IBID_ANCHOR_STATE_LOST : IBID_ANCHOR_STATE_EXACT,
                              fixture->text, lost ? 0 : from, lost ? 0 : to);
  ibid_annotations_put (fixture->annotations, annotation);
}

static gint64
days_ago (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->article = ibid_article_new ("urn:uuid:notes");
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      ibid_article_take_block (
          fixture->article,
          ibid_block_new (id, is_heading[i] ? IBID_BLOCK_TYPE_HEADING : IBID_BLOCK_TYPE_PARAGRAPH,
                          blocks[i]));
    }
  ibid_article_seal (fixture->article);
  fixture->text = ibid_reading_text_new (fixture->article);
  fixture->annotations = ibid_annotations_new ();
  add (fixture, "urn:a", 0, 0, 7, IBID_ANNOTATION_STYLE_GREEN, NULL, "", days_ago (1));
  add (fixture, "urn:b", 2, 0, 10, IBID_ANNOTATION_STYLE_YELLOW, "Who is *he*?", "road alán",
       days_ago (0));
  add (fixture, "urn:c", 2, 15, 21, IBID_ANNOTATION_STYLE_YELLOW, NULL, "road", days_ago (400));
  add (fixture, "urn:d", 4, 0, 6, IBID_ANNOTATION_STYLE_UNDERLINE, NULL, "", days_ago (0) - 5);
  add (fixture, "urn:e", G_MAXUINT, 0, 3, IBID_ANNOTATION_STYLE_BLUE, "lost", "", days_ago (1));

  fixture->model = ibid_note_list_model_new ();
  ibid_note_list_model_set_annotations (fixture->model, fixture->annotations, fixture->article);
  g_signal_connect_swapped (fixture->model, "items-changed", G_CALLBACK (items_changed_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->annotations);
  g_assert_finalize_object (fixture->article);
  ibid_reading_text_unref (fixture->text);
}

/* "[Heading 2] a b" */
static char *
dup_rows (Fixture *fixture)
{
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->model)); i++)
    {
      g_autoptr (IbidNoteListRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);
      const char *id = ibid_annotation_get_id (ibid_note_list_row_get_annotation (row));

      if (found->len > 0)
        g_string_append_c (found, ' ');
      if (ibid_note_list_row_get_heading (row) != NULL)
        g_string_append_printf (found, "[%s %u] ", ibid_note_list_row_get_heading (row),
                                ibid_note_list_row_get_heading_count (row));
      else
        g_assert_cmpuint (ibid_note_list_row_get_heading_count (row), ==, 0);
      g_string_append (found, id + strlen ("urn:"));
    }
  return g_string_free (found, FALSE);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *found = dup_rows (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture,
               "[Beginning 1] a [First part 2] b c [Second part 1] d [Not in This Text 1] e");
  g_assert_cmpuint (ibid_note_list_model_get_n_annotations (fixture->model), ==, 5);
  g_assert_cmpuint (ibid_note_list_model_count_state (fixture->model, IBID_ANCHOR_STATE_EXACT), ==,
                    4);
  g_assert_cmpuint (ibid_note_list_model_count_state (fixture->model, IBID_ANCHOR_STATE_LOST), ==,
                    1);
  g_assert_cmpstr (ibid_note_list_model_get_place (
                       fixture->model, ibid_annotations_lookup (fixture->annotations, "urn:c")),
                   ==, "First part");
  g_assert_null (ibid_note_list_model_get_place (
      fixture->model, ibid_annotations_lookup (fixture->annotations, "urn:a")));
  g_assert_null (ibid_note_list_model_get_place (
      fixture->model, ibid_annotations_lookup (fixture->annotations, "urn:e")));
}

static void
test_sorts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *newest = NULL;

  ibid_note_list_model_set_sort (fixture->model, IBID_NOTE_SORT_COLOUR);
  assert_rows (fixture, "[Yellow 2] b c [Green 1] a [Blue 1] e [Underline 1] d");
  ibid_note_list_model_set_sort (fixture->model, IBID_NOTE_SORT_TAG);
  assert_rows (fixture, "[#alán 1] b [#road 1] c [Without a Tag 3] a d e");
  ibid_note_list_model_set_sort (fixture->model, IBID_NOTE_SORT_NEWEST);
  newest = dup_rows (fixture);
  g_assert_true (g_str_has_prefix (newest, "[Today 2] b d [Yesterday 2] a e ["));
  g_assert_true (g_str_has_suffix (newest, " 1] c"));
  ibid_note_list_model_set_sort (fixture->model, IBID_NOTE_SORT_PLACE);
  assert_rows (fixture,
               "[Beginning 1] a [First part 2] b c [Second part 1] d [Not in This Text 1] e");
}

/* quote, note and tags; accents and case make no difference */
static void
test_query (Fixture *fixture, gconstpointer data)
{
  ibid_note_list_model_set_query (fixture->model, "ZHANG");
  assert_rows (fixture, "[First part 1] b");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  ibid_note_list_model_set_query (fixture->model, "elodie");
  assert_rows (fixture, "[First part 1] c");
  ibid_note_list_model_set_query (fixture->model, "who");
  assert_rows (fixture, "[First part 1] b");
  ibid_note_list_model_set_query (fixture->model, "#alan");
  assert_rows (fixture, "[First part 1] b");
  ibid_note_list_model_set_query (fixture->model, "road xiao");
  assert_rows (fixture, "[First part 1] b");
  ibid_note_list_model_set_query (fixture->model, "nothing of the kind");
  assert_rows (fixture, "");
  ibid_note_list_model_set_query (fixture->model, " ");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 5);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  static const char *const road[] = { "road", NULL };
  static const char *const both[] = { "road", "alán", NULL };
  IbidNoteFilter filter = { .styles = 1u << IBID_ANNOTATION_STYLE_YELLOW |
                                      1u << IBID_ANNOTATION_STYLE_GREEN };

  ibid_note_list_model_set_filter (fixture->model, &filter);
  assert_rows (fixture, "[Beginning 1] a [First part 2] b c");
  filter.with_note = TRUE;
  ibid_note_list_model_set_filter (fixture->model, &filter);
  assert_rows (fixture, "[First part 1] b");
  filter = (IbidNoteFilter){ .tags = road };
  ibid_note_list_model_set_filter (fixture->model, &filter);
  assert_rows (fixture, "[First part 2] b c");
  filter.tags = both;
  ibid_note_list_model_set_filter (fixture->model, &filter);
  assert_rows (fixture, "[First part 1] b");
  filter = (IbidNoteFilter){ .states = 1u << IBID_ANCHOR_STATE_LOST };
  ibid_note_list_model_set_filter (fixture->model, &filter);
  assert_rows (fixture, "[Not in This Text 1] e");
  filter = (IbidNoteFilter){ 0 };
  ibid_note_list_model_set_filter (fixture->model, &filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 5);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  static const char *const road[] = { "road", NULL };
  g_auto (IbidNoteCounts) counts = { 0 };
  g_auto (IbidNoteCounts) narrowed = { 0 };
  IbidNoteFilter filter = { .styles = 1u << IBID_ANNOTATION_STYLE_GREEN };

  ibid_note_list_model_count (fixture->model, &counts);
  g_assert_cmpuint (counts.styles[IBID_ANNOTATION_STYLE_YELLOW], ==, 2);
  g_assert_cmpuint (counts.with_note, ==, 2);
  g_assert_cmpuint (counts.states[IBID_ANCHOR_STATE_LOST], ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts.tags, "road")), ==, 2);

  /* the other colours tell what they would bring; the rest is counted among the green ones */
  ibid_note_list_model_set_filter (fixture->model, &filter);
  ibid_note_list_model_count (fixture->model, &narrowed);
  g_assert_cmpuint (narrowed.styles[IBID_ANNOTATION_STYLE_YELLOW], ==, 2);
  g_assert_cmpuint (narrowed.styles[IBID_ANNOTATION_STYLE_GREEN], ==, 1);
  g_assert_cmpuint (narrowed.with_note, ==, 0);
  g_assert_cmpuint (g_hash_table_size (narrowed.tags), ==, 0);
  ibid_note_counts_clear (&narrowed);

  /* tags narrow one another */
  filter = (IbidNoteFilter){ .tags = road };
  ibid_note_list_model_set_filter (fixture->model, &filter);
  ibid_note_list_model_count (fixture->model, &narrowed);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (narrowed.tags, "road")), ==, 2);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (narrowed.tags, "alán")), ==, 1);
}

/* A change keeps its row; what stays is not announced. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (IbidNoteListRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), 1);
  g_autoptr (IbidAnnotation) noted = ibid_annotation_with_note (
      ibid_annotations_lookup (fixture->annotations, "urn:b"), "Another thought");
  guint n_notified = 0;
  guint position;

  ibid_note_list_model_set_query (fixture->model, "");
  while (ibid_note_list_model_prepare (fixture->model, 2))
    ;
  g_signal_connect_swapped (row, "notify::annotation", G_CALLBACK (g_atomic_int_inc), &n_notified);
  ibid_annotations_put (fixture->annotations, noted);
  ibid_note_list_model_update (fixture->model);
  ibid_note_list_model_update (fixture->model);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_true (ibid_note_list_row_get_annotation (row) == noted);
  ibid_note_list_model_set_query (fixture->model, "another");
  assert_rows (fixture, "[First part 1] b");
  ibid_note_list_model_set_query (fixture->model, NULL);

  fixture->n_changes = 0;
  ibid_annotations_remove (fixture->annotations, "urn:c", g_get_real_time ());
  ibid_note_list_model_update (fixture->model);
  assert_rows (fixture,
               "[Beginning 1] a [First part 1] b [Second part 1] d [Not in This Text 1] e");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->position, ==, 2);
  g_assert_cmpuint (fixture->removed, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_false (ibid_note_list_model_find (fixture->model, "urn:c", &position));
  g_assert_true (ibid_note_list_model_find (fixture->model, "urn:d", &position));
  g_assert_cmpuint (position, ==, 2);

  ibid_note_list_model_set_annotations (fixture->model, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 0);
}

/* In random order, annotations are changed, added and removed under every sort; the list is always
 * what a new one would be. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *id = g_strdup_printf ("urn:%c", 'a' + g_test_rand_int_range (0, 12));
      g_autofree char *tag = g_strdup_printf ("t%d", g_test_rand_int_range (0, 4));
      g_autofree char *kept = NULL;
      g_autofree char *fresh = NULL;
      IbidNoteListModel *earlier = fixture->model;
      guint start = (guint)g_test_rand_int_range (0, 10);

      if (g_test_rand_int_range (0, 3) == 0)
        ibid_annotations_remove (fixture->annotations, id, g_get_real_time ());
      else
        add (fixture, id,
             g_test_rand_int_range (0, 5) == 0 ? G_MAXUINT : (guint)g_test_rand_int_range (0, 5),
             start, start + 1, (IbidAnnotationStyle)g_test_rand_int_range (0, 6), "",
             g_test_rand_bit () ? tag : "", days_ago (g_test_rand_int_range (0, 4)));
      ibid_note_list_model_set_sort (fixture->model, (IbidNoteSort)g_test_rand_int_range (0, 4));
      ibid_note_list_model_update (fixture->model);
      kept = dup_rows (fixture);

      fixture->model = ibid_note_list_model_new ();
      ibid_note_list_model_set_sort (fixture->model, ibid_note_list_model_get_sort (earlier));
      ibid_note_list_model_set_annotations (fixture->model, fixture->annotations, fixture->article);
      fresh = dup_rows (fixture);
      g_assert_cmpstr (kept, ==, fresh);
      g_assert_finalize_object (fixture->model);
      fixture->model = earlier;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/panels/note-list-model/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("place", test_place);
  ADD ("sorts", test_sorts);
  ADD ("query", test_query);
  ADD ("filter", test_filter);
  ADD ("counts", test_counts);
  ADD ("update", test_update);
  ADD ("random", test_random);
  return g_test_run ();
}
