/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus.h"
#include "ibid-annotation-format.h"
#include <string.h>

#define ARTICLE "urn:uuid:1"

static IbidAnnotationSet *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  IbidAnnotationSet *set = ibid_annotations_load_bytes (bytes, "test", ARTICLE, &error);

  g_assert_no_error (error);
  return set;
}

static IbidAnnotationSet *
load_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return load (bytes);
}

static GBytes *
save (IbidAnnotationSet *set)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = ibid_annotations_save_bytes (set, ARTICLE, &error);

  g_assert_no_error (error);
  return bytes;
}

static IbidAnnotationSet *
round_trip (IbidAnnotationSet *set)
{
  g_autoptr (GBytes) bytes = save (set);

  return load (bytes);
}

static IbidAnnotation *
get (IbidAnnotationSet *set, guint i)
{
  return g_ptr_array_index (set->annotations, i);
}

static void
assert_same (IbidAnnotation *a, IbidAnnotation *b)
{
  guint n_a, n_b;
  const gint64 *times_a = ibid_annotation_get_earlier (a, &n_a);
  const gint64 *times_b = ibid_annotation_get_earlier (b, &n_b);

  g_assert_cmpstr (ibid_annotation_get_id (a), ==, ibid_annotation_get_id (b));
  g_assert_true (ibid_annotation_same_content (a, b));
  g_assert_cmpint (ibid_annotation_get_created (a), ==, ibid_annotation_get_created (b));
  g_assert_cmpint (ibid_annotation_get_modified (a), ==, ibid_annotation_get_modified (b));
  g_assert_cmpmem (times_a, n_a * sizeof (gint64), times_b, n_b * sizeof (gint64));
}

/* texts that are hard to carry: quotes, controls, right to left, combining, astral, CR and LF */
static const char *const pieces[] = {
  "a",       "Astana",
  "\"",      "\\",
  "\r\n",    "\r",
  "\n",      "\t",
  "\x01",    "\x1f",
  "\x7f",    "é",
  "e\u0301", "数字丝绸之路",
  "שלום",    "\u200f\u202ex",
  "🙂",    "👩\u200d👩\u200d👧",
  "𝔘",       "\u200b",
  "\u2028",  "/",
  "</b>",    "[x](y)",
  "]]>",     "%s",
  "\ufeff",  "\uffff",
};

static char *
dup_random_text (GRand *rand, guint max_pieces)
{
  GString *text = g_string_new (NULL);
  guint n_pieces = (guint)g_rand_int_range (rand, 0, (gint32)max_pieces + 1);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static gint64
random_time (GRand *rand)
{
  return g_rand_int (rand) * G_GINT64_CONSTANT (1000000) +
         (g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 1000000) : 0);
}

static IbidAnnotation *
new_random (GRand *rand, guint number)
{
  g_autofree char *id = g_strdup_printf ("urn:x:%u", number);
  g_autofree char *exact = dup_random_text (rand, 8);
  g_autofree char *prefix = dup_random_text (rand, 4);
  g_autofree char *suffix = dup_random_text (rand, 4);
  g_autofree char *note = dup_random_text (rand, 6);
  gboolean placed = g_rand_boolean (rand);
  guint start = placed ? (guint)g_rand_int_range (rand, 0, 1000) : IBID_SELECTOR_NO_POSITION;
  g_autoptr (IbidSelector) selector =
      ibid_selector_new (exact, prefix, suffix, start, placed ? start + 7 : start,
                         g_rand_boolean (rand) ? "00ff" : NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  gint64 times[3] = { 1, 1000001, random_time (rand) };
  IbidAnnotation *annotation;

  for (guint i = 0; i < number % 4; i++)
    {
      g_autofree char *text = dup_random_text (rand, 2);
      g_autofree char *tag = g_strdup_printf ("%u%s", i, text);

      g_strv_builder_add (builder, tag);
    }
  tags = g_strv_builder_end (builder);
  annotation = ibid_annotation_new_loaded (
      id, selector, (IbidAnnotationStyle)g_rand_int_range (rand, 0, 6), note,
      (const char *const *)tags, random_time (rand), random_time (rand));
  ibid_annotation_set_earlier (annotation, times, number % 4);
  if (number % 5 == 0)
    ibid_annotation_set_refused_text (annotation, "00ff");
  return annotation;
}

/* Whatever is in it: what is written is read again, to the same, and written to the same bytes. */
static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new ();
      g_autoptr (IbidAnnotationSet) again = NULL;
      g_autoptr (GBytes) first = NULL;
      g_autoptr (GBytes) second = NULL;

      for (guint i = 0; i < 20; i++)
        g_ptr_array_add (set->annotations, new_random (rand, i));
      ibid_annotation_set_note_removal (set, "urn:x:gone \"1\"", random_time (rand));
      ibid_annotation_set_note_removal (set, "urn:x:gone-2", 1);
      first = save (set);
      again = load (first);
      second = save (again);
      g_assert_true (g_bytes_equal (first, second));
      g_assert_cmpuint (again->annotations->len, ==, set->annotations->len);
      for (guint i = 0; i < set->annotations->len; i++)
        assert_same (get (set, i), get (again, i));
      g_assert_cmpuint (g_hash_table_size (again->removed), ==, 2);
      g_assert_cmpint (*(gint64 *)g_hash_table_lookup (again->removed, "urn:x:gone-2"), ==, 1);
    }
}

/* What the Web Annotation Data Model requires of a collection, a page and an annotation. */
static void
test_required_members (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  JsonObject *collection, *page;
  JsonArray *items;

  for (guint i = 0; i < 8; i++)
    g_ptr_array_add (set->annotations, new_random (rand, i));
  bytes = save (set);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  root = json_from_string (text, NULL);
  collection = json_node_get_object (root);
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (collection, "@context"), 0), ==,
      "http://www.w3.org/ns/anno.jsonld");
  g_assert_cmpstr (json_object_get_string_member (collection, "type"), ==, "AnnotationCollection");
  g_assert_cmpstr (json_object_get_string_member (collection, "id"), ==, ARTICLE "#annotations");
  g_assert_cmpint (json_object_get_int_member (collection, "total"), ==, 8);
  page = json_object_get_object_member (collection, "first");
  g_assert_cmpstr (json_object_get_string_member (page, "type"), ==, "AnnotationPage");
  g_assert_true (json_object_has_member (page, "id"));
  items = json_object_get_array_member (page, "items");
  for (guint i = 0; i < 8; i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      g_assert_cmpstr (json_object_get_string_member (item, "type"), ==, "Annotation");
      g_assert_true (json_object_has_member (item, "id"));
      g_assert_cmpstr (
          json_object_get_string_member (json_object_get_object_member (item, "target"), "source"),
          ==, ARTICLE);
    }
}

static const struct
{
  const char *text;
  gint64 time_us;
} times[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "1970-01-01T00:00:01.5Z", 1500000 },
  { "1970-01-01T00:00:00.123457Z", 123457 },
  { "1970-01-01T00:00:00.1234579Z", 123457 },
  { "1970-01-01T02:00:00+02:00", 0 },
  { "1970-01-01T00:00:00", 0 },
  { "1969-12-31T23:59:59.25Z", -750000 },
};

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\": \"urn:x:1\", \"type\": \"Annotation\", \"created\": \"%s\", \"target\": \"t\"}",
          times[i].text);
      g_autoptr (IbidAnnotationSet) set = load_text (json);

      g_assert_cmpint (ibid_annotation_get_created (get (set, 0)), ==, times[i].time_us);
      g_assert_cmpint (ibid_annotation_get_modified (get (set, 0)), ==, times[i].time_us);
    }
}

static const char describing[] =
    "[{\"id\": \"urn:x:1\", \"type\": \"Annotation\", \"motivation\": \"describing\", \"body\": "
    "{\"type\": \"TextualBody\", \"purpose\": \"tagging\", \"value\": \"old\", \"x-w\": 1}, "
    "\"target\": {\"source\": \"" ARTICLE
    "\", \"styleClass\": [\"bold\", \"green\"], \"selector\": "
    "[{\"type\": \"TextQuoteSelector\", \"exact\": \"one\"}, {\"type\": \"RangeSelector\", "
    "\"startContainer\": \"/p[1]\"}]}}]";

static char *
dup_saved (IbidAnnotationSet *set)
{
  g_autoptr (GBytes) bytes = save (set);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What others wrote goes along as long as it is true. */
static void
test_changed (void)
{
  g_autoptr (IbidAnnotationSet) set = load_text (describing);
  g_autoptr (IbidAnnotation) before = g_object_ref (get (set, 0));
  g_autoptr (IbidSelector) other = ibid_selector_new ("two", NULL, NULL, 4, 7, NULL);
  g_autofree char *untouched = dup_saved (set);
  g_autofree char *recoloured = NULL;
  g_autofree char *moved = NULL;

  g_assert_cmpint (ibid_annotation_get_style (before), ==, IBID_ANNOTATION_STYLE_GREEN);
  g_assert_nonnull (strstr (untouched, "\"motivation\": \"describing\""));
  g_assert_nonnull (strstr (untouched, "[\"bold\", \"green\"]"));
  g_assert_nonnull (strstr (untouched, "x-w"));
  g_assert_nonnull (strstr (untouched, "RangeSelector"));

  g_ptr_array_remove_index (set->annotations, 0);
  g_ptr_array_add (set->annotations,
                   ibid_annotation_with_style (before, IBID_ANNOTATION_STYLE_PINK));
  recoloured = dup_saved (set);
  g_assert_nonnull (strstr (recoloured, "[\"pink\", \"bold\"]"));
  g_assert_nonnull (strstr (recoloured, "RangeSelector"));

  g_ptr_array_remove_index (set->annotations, 0);
  g_ptr_array_add (set->annotations, ibid_annotation_with_selector (before, other));
  moved = dup_saved (set);
  g_assert_null (strstr (moved, "RangeSelector"));
  g_assert_nonnull (strstr (moved, "\"exact\": \"two\""));
}

static void
test_foreign_shapes (void)
{
  g_autoptr (IbidAnnotationSet) set = load_text (
      "[{\"id\": \"urn:x:1\", \"type\": [\"Annotation\", \"x:Y\"], \"bodyValue\": \"plain\", "
      "\"target\": [\"urn:x:other\", {\"source\": \"s\", \"styleClass\": \"unheard-of\", "
      "\"selector\": {\"type\": \"CssSelector\", \"value\": \"p\", \"refinedBy\": {\"type\": "
      "\"TextQuoteSelector\", \"exact\": \"inner\", \"prefix\": \"before\"}}}]}]");
  IbidAnnotation *annotation = get (set, 0);
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  g_autoptr (IbidAnnotationSet) again = round_trip (set);
  g_autofree char *text = dup_saved (set);

  g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, "plain");
  g_assert_cmpstr (ibid_selector_get_exact (selector), ==, "inner");
  g_assert_cmpstr (ibid_selector_get_prefix (selector), ==, "before");
  g_assert_false (ibid_selector_get_position (selector, NULL, NULL));
  g_assert_cmpint (ibid_annotation_get_style (annotation), ==, IBID_ANNOTATION_STYLE_YELLOW);
  assert_same (annotation, get (again, 0));
  g_assert_nonnull (strstr (text, "unheard-of"));
  g_assert_nonnull (strstr (text, "urn:x:other"));
  g_assert_nonnull (strstr (text, "x:Y"));
}

/* Of an annotation and its tombstone in one file the later counts. */
static void
test_tombstones (void)
{
  static const char format[] =
      "{\"type\": \"AnnotationCollection\", \"first\": {\"type\": \"AnnotationPage\", \"items\": "
      "[{\"id\": \"urn:x:1\", \"type\": \"Annotation\", \"modified\": \"2026-01-0%dT00:00:00Z\", "
      "\"target\": \"t\"}]}, \"ibid:tombstones\": [{\"id\": \"urn:x:1\", \"modified\": "
      "\"2026-01-05T00:00:00Z\", \"ibid:deleted\": true, \"x-by\": \"me\"}]}";
  g_autofree char *earlier = g_strdup_printf (format, 4);
  g_autofree char *later = g_strdup_printf (format, 6);
  g_autoptr (IbidAnnotationSet) gone = load_text (earlier);
  g_autoptr (IbidAnnotationSet) back = load_text (later);
  g_autofree char *text = dup_saved (gone);

  g_assert_cmpuint (gone->annotations->len, ==, 0);
  g_assert_cmpuint (g_hash_table_size (gone->removed), ==, 1);
  g_assert_nonnull (strstr (text, "x-by"));
  g_assert_cmpuint (back->annotations->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (back->removed), ==, 0);
}

static GString *
make_items (guint n_items)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_items; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"urn:x:%u\",\"type\":\"Annotation\",\"target\":\"t\"}",
                            i > 0 ? "," : "", i);
  return g_string_append_c (text, ']');
}

static void
test_limit (void)
{
  g_autoptr (GBytes) at = g_string_free_to_bytes (make_items (IBID_FORMAT_MAX_ANNOTATIONS));
  g_autoptr (GBytes) over = g_string_free_to_bytes (make_items (IBID_FORMAT_MAX_ANNOTATIONS + 1));
  g_autoptr (IbidAnnotationSet) set = load (at);
  g_autoptr (IbidSelector) selector = ibid_selector_new ("x", NULL, NULL, 0, 1, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (set->annotations->len, ==, IBID_FORMAT_MAX_ANNOTATIONS);
  g_assert_null (ibid_annotations_load_bytes (over, "over", ARTICLE, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_TOO_MANY);
  g_clear_error (&error);
  /* a writer refuses what a reader would refuse */
  g_ptr_array_add (set->annotations, ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_BLUE));
  bytes = ibid_annotations_save_bytes (set, ARTICLE, &error);
  g_assert_null (bytes);
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_TOO_MANY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation-format/round-trip", test_round_trip);
  g_test_add_func ("/annotation-format/required-members", test_required_members);
  g_test_add_func ("/annotation-format/times", test_times);
  g_test_add_func ("/annotation-format/changed", test_changed);
  g_test_add_func ("/annotation-format/foreign-shapes", test_foreign_shapes);
  g_test_add_func ("/annotation-format/tombstones", test_tombstones);
  g_test_add_func ("/annotation-format/limit", test_limit);
  return g_test_run ();
}
