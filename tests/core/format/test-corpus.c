/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus.h"
#include "ibid-annotation-format.h"
#include <math.h>
#include <string.h>

/* tests/corpus/valid.tests and invalid.tests, one named test for each line */

static gboolean
is_overlay (const char *name)
{
  return g_str_has_prefix (name, "overlay-") || g_str_has_prefix (name, "corrections");
}

static JsonNode *
parse (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    {
      text += 3;
      length -= 3;
    }
  copy = g_strndup (text, length);
  node = json_from_string (copy, &error);
  g_assert_no_error (error);
  return node;
}

static gboolean
says_nothing (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0);
}

/* Everything that the first tree says, the second says, too. A known member that is null or an
 * empty list says nothing; those of unknown ones (x-…) are to survive all the same. */
static void
assert_covers (JsonNode *first, JsonNode *second, gboolean is_unknown)
{
  g_assert_cmpint (json_node_get_node_type (first), ==, json_node_get_node_type (second));
  if (JSON_NODE_HOLDS_VALUE (first))
    {
      if (json_node_get_value_type (first) == G_TYPE_STRING)
        g_assert_cmpstr (json_node_get_string (first), ==, json_node_get_string (second));
      else if (is_unknown)
        g_assert_true (json_node_equal (first, second));
      else
        g_assert_cmpfloat_with_epsilon (json_node_get_double (first), json_node_get_double (second),
                                        1e-9);
    }
  else if (JSON_NODE_HOLDS_ARRAY (first))
    {
      JsonArray *from = json_node_get_array (first);
      JsonArray *to = json_node_get_array (second);

      g_assert_cmpuint (json_array_get_length (from), ==, json_array_get_length (to));
      for (guint i = 0; i < json_array_get_length (from); i++)
        assert_covers (json_array_get_element (from, i), json_array_get_element (to, i),
                       is_unknown);
    }
  else if (JSON_NODE_HOLDS_OBJECT (first))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (first));
      while (json_object_iter_next (&iter, &name, &member))
        {
          gboolean keep = is_unknown || g_str_has_prefix (name, "x-");
          JsonNode *other = json_object_get_member (json_node_get_object (second), name);

          if (other == NULL && !keep && says_nothing (member))
            continue;
          g_test_message ("%s", name);
          g_assert_nonnull (other);
          assert_covers (member, other, keep);
        }
    }
}

static void
assert_nothing_lost (GBytes *original, GBytes *saved)
{
  g_autoptr (JsonNode) before = parse (original);
  g_autoptr (JsonNode) after = parse (saved);

  assert_covers (before, after, FALSE);
}

static void
check_overlay (GBytes *bytes, const CorpusCase *corpus_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidOverlay) overlay = ibid_overlay_load_bytes (bytes, corpus_case->name, &error);
  g_autoptr (IbidOverlay) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  const char *id = g_str_has_prefix (corpus_case->name, "overlay-") ? "urn:uuid:1" : NULL;

  g_assert_no_error (error);
  first = ibid_overlay_save_bytes (overlay, id, &error);
  g_assert_no_error (error);
  assert_nothing_lost (bytes, first);
  again = ibid_overlay_load_bytes (first, "again", &error);
  g_assert_no_error (error);
  second = ibid_overlay_save_bytes (again, id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_finalize_object (g_steal_pointer (&again));
  g_assert_finalize_object (g_steal_pointer (&overlay));
}

static gboolean
is_annotations (const char *name)
{
  return g_str_has_prefix (name, "annotations-");
}

static gboolean
is_page (JsonObject *object)
{
  JsonNode *type = json_object_get_member (object, "type");

  return type != NULL && JSON_NODE_HOLDS_VALUE (type) &&
         g_strcmp0 (json_node_get_string (type), "AnnotationPage") == 0;
}

/* Every string and number of a tree but for times, which may be written in other words, and what
 * only says how items are spread over pages. */
static void
collect_leaves (JsonNode *node, GHashTable *leaves)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_leaves (json_array_get_element (array, i), leaves);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        if ((strcmp (name, "id") != 0 || !is_page (json_node_get_object (node))) &&
            strcmp (name, "created") != 0 && strcmp (name, "modified") != 0 &&
            strcmp (name, "total") != 0 && strcmp (name, "partOf") != 0)
          collect_leaves (member, leaves);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_hash_table_add (leaves, g_strdup (json_node_get_string (node)));
      else
        g_hash_table_add (leaves, g_strdup_printf ("%g", json_node_get_double (node)));
    }
}

/* A file of another program is written in another shape; still it has to say all that it said. */
static void
assert_says_all (GBytes *original, GBytes *saved)
{
  g_autoptr (JsonNode) before = parse (original);
  g_autoptr (JsonNode) after = parse (saved);
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) says = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer leaf;

  collect_leaves (before, said);
  collect_leaves (after, says);
  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &leaf, NULL))
    if (!g_hash_table_contains (says, leaf) && strcmp (leaf, "AnnotationPage") != 0)
      g_error ("lost: %s", (char *)leaf);
}

static void
check_annotations (GBytes *bytes, const CorpusCase *corpus_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidAnnotationSet) set =
      ibid_annotations_load_bytes (bytes, corpus_case->name, "urn:uuid:1", &error);
  g_autoptr (IbidAnnotationSet) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  g_assert_no_error (error);
  first = ibid_annotations_save_bytes (set, "urn:uuid:1", &error);
  g_assert_no_error (error);
  assert_says_all (bytes, first);
  again = ibid_annotations_load_bytes (first, "again", "urn:uuid:1", &error);
  g_assert_no_error (error);
  second = ibid_annotations_save_bytes (again, "urn:uuid:1", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
}

static void
test_valid (gconstpointer data)
{
  const CorpusCase *corpus_case = data;
  g_autoptr (GBytes) bytes = corpus_read ("valid", corpus_case->name);
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GError) error = NULL;

  if (is_overlay (corpus_case->name))
    {
      check_overlay (bytes, corpus_case);
      return;
    }
  if (is_annotations (corpus_case->name))
    {
      check_annotations (bytes, corpus_case);
      return;
    }
  corpus_assert_loads (bytes, corpus_case);
  /* what the findings say is left out is left out */
  if (strstr (corpus_case->expected, "bad-") != NULL ||
      strstr (corpus_case->expected, "dangling-reference@/note") != NULL ||
      strstr (corpus_case->expected, "dangling-reference@/pages") != NULL)
    return;
  article = ibid_article_load_bytes (bytes, corpus_case->name, NULL, &error);
  g_assert_no_error (error);
  saved = ibid_article_save_bytes (article, &error);
  g_assert_no_error (error);
  assert_nothing_lost (bytes, saved);
}

static void
test_invalid (gconstpointer data)
{
  const CorpusCase *corpus_case = data;
  g_autoptr (GBytes) bytes = corpus_read ("invalid", corpus_case->name);
  g_autoptr (GError) error = NULL;

  if (is_overlay (corpus_case->name))
    g_assert_null (ibid_overlay_load_bytes (bytes, corpus_case->name, &error));
  else if (is_annotations (corpus_case->name))
    g_assert_null (ibid_annotations_load_bytes (bytes, corpus_case->name, "urn:uuid:1", &error));
  else
    g_assert_null (ibid_article_load_bytes (bytes, corpus_case->name, NULL, &error));
  corpus_assert_error (error, corpus_case);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  corpus_add_cases ("valid", test_valid);
  corpus_add_cases ("invalid", test_invalid);
  return g_test_run ();
}
