/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-annotation-foreign.h"
#include "ibid-format-error.h"
#include "ibid-json-scan.h"
#include "ibid-json-writer.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* root, page, items: each annotation has a line of its own */
#define LINES 3

static JsonNode *
get_part (JsonObject *foreign, const char *part)
{
  return foreign != NULL ? json_object_get_member (foreign, part) : NULL;
}

static JsonObject *
get_object (JsonObject *foreign, const char *part)
{
  JsonNode *node = get_part (foreign, part);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *foreign, const char *part)
{
  JsonNode *node = get_part (foreign, part);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
write_elements (IbidJsonWriter *out, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    ibid_json_writer_node (out, json_array_get_element (array, i));
}

static void
write_time (IbidJsonWriter *out, const char *name, gint64 time_us)
{
  g_autofree char *text = ibid_annotation_time_format (time_us);

  ibid_json_writer_string_member (out, NULL, name, text);
}

static gboolean
is_word (JsonNode *node, const char *word)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strcmp (json_node_get_string (node), word) == 0;
}

/* A word or list of words of the file, with @ours put in if it is not there. */
static void
write_words (IbidJsonWriter *out, JsonNode *words, const char *without, const char *ours)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (words) ? json_node_get_array (words) : NULL;
  guint n_words = array != NULL ? json_array_get_length (array) : 1;

  ibid_json_writer_begin (out, '[');
  ibid_json_writer_string (out, ours);
  for (guint i = 0; i < n_words; i++)
    {
      JsonNode *word = array != NULL ? json_array_get_element (array, i) : words;

      if (!is_word (word, ours) && (without == NULL || !is_word (word, without)))
        ibid_json_writer_node (out, word);
    }
  ibid_json_writer_end (out, ']');
}

static void
write_motivation (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  const char *ours = ibid_annotation_motivation (ibid_annotation_get_note (annotation) != NULL,
                                                 *ibid_annotation_get_tags (annotation) != NULL);
  JsonArray *kept = get_array (ibid_annotation_get_foreign (annotation), FOREIGN_MOTIVATION);

  ibid_json_writer_name (out, "motivation");
  if (kept == NULL)
    ibid_json_writer_string (out, ours);
  else if (strcmp (json_array_get_string_element (kept, 1), ours) == 0)
    ibid_json_writer_node (out, json_array_get_element (kept, 0));
  else
    write_words (out, json_array_get_element (kept, 0), NULL, ours);
}

static gboolean
says_value (JsonNode *body, const char *value)
{
  return body != NULL && JSON_NODE_HOLDS_OBJECT (body) &&
         is_word (json_object_get_member (json_node_get_object (body), "value"), value);
}

static void
write_note (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);
  JsonNode *kept = get_part (ibid_annotation_get_foreign (annotation), FOREIGN_NOTE);

  if (note == NULL)
    return;
  if (says_value (kept, note))
    {
      ibid_json_writer_node (out, kept);
      return;
    }
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, NULL, "type", "TextualBody");
  ibid_json_writer_string_member (out, NULL, "purpose", "commenting");
  ibid_json_writer_string_member (out, NULL, "format", "text/markdown");
  ibid_json_writer_string_member (out, NULL, "value", note);
  ibid_json_writer_end (out, '}');
}

static void
write_tags (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  JsonObject *kept = get_object (ibid_annotation_get_foreign (annotation), FOREIGN_TAGS);

  for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
    {
      JsonNode *body = get_part (kept, *tag);

      if (body != NULL)
        {
          ibid_json_writer_node (out, body);
          continue;
        }
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, NULL, "type", "TextualBody");
      ibid_json_writer_string_member (out, NULL, "purpose", "tagging");
      ibid_json_writer_string_member (out, NULL, "value", *tag);
      ibid_json_writer_end (out, '}');
    }
}

static void
write_bodies (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  JsonArray *others = get_array (ibid_annotation_get_foreign (annotation), FOREIGN_BODIES);

  if (ibid_annotation_get_note (annotation) == NULL &&
      *ibid_annotation_get_tags (annotation) == NULL && others == NULL)
    return;
  ibid_json_writer_name (out, "body");
  ibid_json_writer_begin (out, '[');
  write_note (out, annotation);
  write_tags (out, annotation);
  write_elements (out, others);
  ibid_json_writer_end (out, ']');
}

static void
write_quote (IbidJsonWriter *out, IbidSelector *selector, JsonObject *extra)
{
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, extra, "type", "TextQuoteSelector");
  ibid_json_writer_string_member (out, extra, "exact", ibid_selector_get_exact (selector));
  ibid_json_writer_string_member (out, extra, "prefix", ibid_selector_get_prefix (selector));
  ibid_json_writer_string_member (out, extra, "suffix", ibid_selector_get_suffix (selector));
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_position (IbidJsonWriter *out, guint start, guint end, JsonObject *extra)
{
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, extra, "type", "TextPositionSelector");
  ibid_json_writer_uint_member (out, extra, "start", start);
  ibid_json_writer_uint_member (out, extra, "end", end);
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

/* Are other programs' selectors still about the passage? */
static gboolean
selectors_hold (JsonObject *foreign, IbidSelector *selector)
{
  g_autoptr (JsonArray) place = NULL;
  JsonArray *kept = get_array (foreign, FOREIGN_PLACE);

  if (kept == NULL)
    return FALSE;
  place = ibid_annotation_describe_place (selector);
  return json_array_equal (place, kept);
}

static void
write_selectors (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  JsonObject *foreign = ibid_annotation_get_foreign (annotation);
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  gboolean hold = selectors_hold (foreign, selector);
  gboolean has_quote =
      *ibid_selector_get_exact (selector) != '\0' || *ibid_selector_get_prefix (selector) != '\0' ||
      *ibid_selector_get_suffix (selector) != '\0' || get_object (foreign, FOREIGN_QUOTE) != NULL;
  guint start, end;
  gboolean has_position = ibid_selector_get_position (selector, &start, &end);

  if (!has_quote && !has_position && !hold)
    return;
  ibid_json_writer_name (out, "selector");
  ibid_json_writer_begin (out, '[');
  if (has_quote)
    write_quote (out, selector, get_object (foreign, FOREIGN_QUOTE));
  if (has_position)
    write_position (out, start, end, get_object (foreign, FOREIGN_POSITION));
  if (hold)
    write_elements (out, get_array (foreign, FOREIGN_SELECTORS));
  ibid_json_writer_end (out, ']');
}

static void
write_style (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  const char *style =
      ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)ibid_annotation_get_style (annotation));
  JsonArray *kept = get_array (ibid_annotation_get_foreign (annotation), FOREIGN_STYLE);
  const char *shown = kept != NULL ? json_array_get_string_element (kept, 1) : NULL;

  ibid_json_writer_name (out, "styleClass");
  if (kept == NULL)
    ibid_json_writer_string (out, style);
  else if (strcmp (shown, style) == 0)
    ibid_json_writer_node (out, json_array_get_element (kept, 0));
  else
    write_words (out, json_array_get_element (kept, 0), shown, style);
}

static void
write_target (IbidJsonWriter *out, IbidAnnotation *annotation, const char *article_id)
{
  JsonObject *extra = get_object (ibid_annotation_get_foreign (annotation), FOREIGN_TARGET);

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, extra, "source", article_id);
  write_selectors (out, annotation);
  write_style (out, annotation);
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_targets (IbidJsonWriter *out, IbidAnnotation *annotation, const char *article_id)
{
  JsonArray *others = get_array (ibid_annotation_get_foreign (annotation), FOREIGN_TARGETS);

  ibid_json_writer_name (out, "target");
  if (others != NULL)
    ibid_json_writer_begin (out, '[');
  write_target (out, annotation, article_id);
  write_elements (out, others);
  if (others != NULL)
    ibid_json_writer_end (out, ']');
}

static void
write_earlier (IbidJsonWriter *out, IbidAnnotation *annotation)
{
  guint n_times;
  const gint64 *times = ibid_annotation_get_earlier (annotation, &n_times);

  if (n_times == 0)
    return;
  ibid_json_writer_name (out, "ibid:earlier");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_times; i++)
    {
      g_autofree char *time = ibid_annotation_time_format (times[i]);

      ibid_json_writer_string (out, time);
    }
  ibid_json_writer_end (out, ']');
}

static void
write_annotation (IbidJsonWriter *out, IbidAnnotation *annotation, const char *article_id)
{
  JsonObject *foreign = ibid_annotation_get_foreign (annotation);
  JsonNode *type = get_part (foreign, FOREIGN_TYPE);

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, NULL, "id", ibid_annotation_get_id (annotation));
  ibid_json_writer_name (out, "type");
  if (type != NULL)
    ibid_json_writer_node (out, type);
  else
    ibid_json_writer_string (out, "Annotation");
  write_motivation (out, annotation);
  if (ibid_annotation_get_created (annotation) != 0)
    write_time (out, "created", ibid_annotation_get_created (annotation));
  if (ibid_annotation_get_modified (annotation) != 0)
    write_time (out, "modified", ibid_annotation_get_modified (annotation));
  write_bodies (out, annotation);
  write_targets (out, annotation, article_id);
  ibid_json_writer_string_member (
      out, NULL, "ibid:textHash",
      ibid_selector_get_text_hash (ibid_annotation_get_selector (annotation)));
  ibid_json_writer_string_member (out, NULL, "ibid:refusedText",
                                  ibid_annotation_get_refused_text (annotation));
  write_earlier (out, annotation);
  ibid_json_writer_extra (out, get_object (foreign, FOREIGN_MEMBERS));
  ibid_json_writer_end (out, '}');
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
write_tombstones (IbidJsonWriter *out, IbidAnnotationSet *set)
{
  guint n_ids;
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (set->removed, &n_ids);
  JsonObject *kept = get_object (set->foreign, FOREIGN_TOMBSTONES);

  if (n_ids == 0)
    return;
  qsort (ids, n_ids, sizeof *ids, compare_ids);
  out->lines = LINES - 1;
  ibid_json_writer_name (out, "ibid:tombstones");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_ids; i++)
    {
      const char *id = ids[i];

      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, NULL, "id", id);
      write_time (out, "modified", *(gint64 *)g_hash_table_lookup (set->removed, id));
      ibid_json_writer_name (out, "ibid:deleted");
      ibid_json_writer_boolean (out, TRUE);
      ibid_json_writer_extra (out, get_object (kept, id));
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
  out->lines = LINES;
}

static void
write_namespace (IbidJsonWriter *out)
{
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, NULL, ANNOTATIONS_PREFIX, ANNOTATIONS_NAMESPACE);
  ibid_json_writer_end (out, '}');
}

static gboolean
defines_prefix (JsonNode *context)
{
  return JSON_NODE_HOLDS_OBJECT (context) &&
         json_object_has_member (json_node_get_object (context), ANNOTATIONS_PREFIX);
}

/* The file's own context, made to name the W3C's first and to say what "ibid:" is. */
static void
write_context (IbidJsonWriter *out, JsonNode *kept)
{
  JsonArray *array =
      kept != NULL && JSON_NODE_HOLDS_ARRAY (kept) ? json_node_get_array (kept) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : kept != NULL ? 1 : 0;
  gboolean has_w3c = FALSE, has_prefix = FALSE;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *context = array != NULL ? json_array_get_element (array, i) : kept;

      has_w3c = has_w3c || is_word (context, ANNOTATIONS_CONTEXT);
      has_prefix = has_prefix || defines_prefix (context);
    }
  ibid_json_writer_name (out, "@context");
  ibid_json_writer_begin (out, '[');
  if (!has_w3c)
    ibid_json_writer_string (out, ANNOTATIONS_CONTEXT);
  for (guint i = 0; i < n; i++)
    ibid_json_writer_node (out, array != NULL ? json_array_get_element (array, i) : kept);
  if (!has_prefix)
    write_namespace (out);
  ibid_json_writer_end (out, ']');
}

static void
write_page (IbidJsonWriter *out, IbidAnnotationSet *set, const char *article_id)
{
  JsonObject *extra = get_object (set->foreign, FOREIGN_PAGE);
  g_autofree char *id = ibid_annotations_dup_part_id (article_id, "annotations-1");

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, extra, "id", id);
  ibid_json_writer_string_member (out, extra, "type", "AnnotationPage");
  ibid_json_writer_uint_member (out, extra, "startIndex", 0);
  ibid_json_writer_name (out, "items");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < set->annotations->len; i++)
    write_annotation (out, g_ptr_array_index (set->annotations, i), article_id);
  write_elements (out, get_array (set->foreign, FOREIGN_ITEMS));
  ibid_json_writer_end (out, ']');
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_collection (IbidJsonWriter *out, IbidAnnotationSet *set, const char *article_id)
{
  JsonObject *extra = get_object (set->foreign, FOREIGN_MEMBERS);
  JsonArray *items = get_array (set->foreign, FOREIGN_ITEMS);
  g_autofree char *id = ibid_annotations_dup_part_id (article_id, "annotations");

  ibid_json_writer_begin (out, '{');
  write_context (out, get_part (set->foreign, FOREIGN_CONTEXT));
  ibid_json_writer_string_member (out, extra, "id", id);
  ibid_json_writer_string_member (out, extra, "type", "AnnotationCollection");
  ibid_json_writer_uint_member (out, extra, "total",
                                set->annotations->len +
                                    (items != NULL ? json_array_get_length (items) : 0));
  ibid_json_writer_name (out, "first");
  write_page (out, set, article_id);
  write_tombstones (out, set);
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
  g_string_append_c (out->out, '\n');
}

static gboolean
check_counts (IbidAnnotationSet *set, GError **error)
{
  g_autofree char *detail = NULL;
  guint n = MAX (set->annotations->len, g_hash_table_size (set->removed));

  if (n <= IBID_FORMAT_MAX_ANNOTATIONS)
    return TRUE;
  detail = g_strdup_printf (_ ("expected at most %d annotations, found %u."),
                            IBID_FORMAT_MAX_ANNOTATIONS, n);
  ibid_format_set_error (error, IBID_FORMAT_ERROR_TOO_MANY, "annotations.jsonld", "/first/items",
                         detail);
  return FALSE;
}

static gboolean
check_bytes (const GString *text, GError **error)
{
  if (text->len > IBID_FORMAT_MAX_FILE_BYTES)
    {
      g_autofree char *limit =
          g_format_size_full (IBID_FORMAT_MAX_FILE_BYTES, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *detail =
          g_strdup_printf (_ ("the file is larger than %s, the most that Ibid opens."), limit);

      ibid_format_set_error (error, IBID_FORMAT_ERROR_TOO_LARGE, "annotations.jsonld", NULL,
                             detail);
      return FALSE;
    }
  return ibid_json_scan (text->str, text->len, "annotations.jsonld", error);
}

/**
 * ibid_annotations_save_bytes:
 * @set: what is to stand in the file
 * @article_id: the article that it is about
 * @error: where to put an error of %IBID_FORMAT_ERROR: %IBID_FORMAT_ERROR_TOO_LARGE,
 *   %IBID_FORMAT_ERROR_TOO_MANY, or %IBID_FORMAT_ERROR_TOO_DEEP for what others wrote
 *
 * Writes annotations as a Web Annotation collection with one page, each annotation on a line of its
 * own. What a reader would refuse is refused here. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
ibid_annotations_save_bytes (IbidAnnotationSet *set, const char *article_id, GError **error)
{
  IbidJsonWriter out = { .lines = LINES };

  if (!check_counts (set, error))
    return NULL;
  out.out = g_string_sized_new (1024 + (gsize)set->annotations->len * 640);
  write_collection (&out, set, article_id);
  if (check_bytes (out.out, error))
    return g_string_free_to_bytes (out.out);
  g_string_free (out.out, TRUE);
  return NULL;
}
