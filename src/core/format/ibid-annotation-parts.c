/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-annotation-load.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>
#include <string.h>

/* Bodies and targets of an annotation. Each may be a string, an object or a list of those; of what
 * is not ours everything is kept. */

enum
{
  BODY_FORMAT,
  BODY_PURPOSE,
  BODY_TYPE,
  BODY_VALUE,
  N_BODY
};
static const char *const body_names[N_BODY] = { "format", "purpose", "type", "value" };

enum
{
  TARGET_SELECTOR,
  TARGET_SOURCE,
  TARGET_STYLE_CLASS,
  N_TARGET
};
static const char *const target_names[N_TARGET] = { "selector", "source", "styleClass" };

enum
{
  SELECTOR_END,
  SELECTOR_EXACT,
  SELECTOR_PREFIX,
  SELECTOR_REFINED_BY,
  SELECTOR_START,
  SELECTOR_SUFFIX,
  SELECTOR_TYPE,
  N_SELECTOR
};
static const char *const selector_names[N_SELECTOR] = { "end",   "exact",  "prefix", "refinedBy",
                                                        "start", "suffix", "type" };

static gboolean
is_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING;
}

static const char *
get_word (const IbidJsonFields *fields, guint field)
{
  return is_string (fields->nodes[field]) ? json_node_get_string (fields->nodes[field]) : NULL;
}

static gboolean
is_plain_text (const IbidJsonFields *fields)
{
  const char *format = get_word (fields, BODY_FORMAT);

  return !ibid_json_is_given (fields, BODY_FORMAT) || g_strcmp0 (format, "text/markdown") == 0 ||
         g_strcmp0 (format, "text/plain") == 0;
}

/* A body without a purpose of its own has that of the annotation; one of an annotation without any
 * is a comment. */
static gboolean
has_purpose (const IbidJsonFields *fields, IbidAnnotationDraft *draft, const char *purpose,
             gboolean by_default)
{
  if (ibid_json_is_given (fields, BODY_PURPOSE))
    return ibid_annotation_node_says (fields->nodes[BODY_PURPOSE], purpose);
  if (draft->motivation != NULL && !JSON_NODE_HOLDS_NULL (draft->motivation))
    return ibid_annotation_node_says (draft->motivation, purpose);
  return by_default;
}

/* Would the writer say the very same? */
static gboolean
is_ours (const IbidJsonFields *fields, const char *purpose, const char *format)
{
  return fields->extra == NULL && g_strcmp0 (get_word (fields, BODY_TYPE), "TextualBody") == 0 &&
         g_strcmp0 (get_word (fields, BODY_PURPOSE), purpose) == 0 &&
         g_strcmp0 (get_word (fields, BODY_FORMAT), format) == 0 &&
         (format != NULL || fields->nodes[BODY_FORMAT] == NULL);
}

static void
take_tag (IbidAnnotationDraft *draft, const IbidJsonFields *fields, JsonNode *node, const char *tag)
{
  gboolean ours = is_ours (fields, "tagging", NULL);

  if (g_ptr_array_find_with_equal_func (draft->tags, tag, g_str_equal, NULL))
    {
      if (!ours)
        ibid_annotation_draft_keep_in (draft, FOREIGN_BODIES, node);
      return;
    }
  g_ptr_array_add (draft->tags, (gpointer)tag);
  if (ours)
    return;
  if (draft->foreign == NULL)
    draft->foreign = json_object_new ();
  if (!json_object_has_member (draft->foreign, FOREIGN_TAGS))
    json_object_set_object_member (draft->foreign, FOREIGN_TAGS, json_object_new ());
  json_object_set_member (json_object_get_object_member (draft->foreign, FOREIGN_TAGS), tag,
                          json_node_copy (node));
}

static gboolean
load_body (IbidJson *json, JsonNode *node, IbidAnnotationDraft *draft)
{
  g_auto (IbidJsonFields) fields = { 0 };
  const char *value;

  if (is_string (node))
    {
      ibid_annotation_draft_keep_in (draft, FOREIGN_BODIES, node);
      return TRUE;
    }
  if (!ibid_json_open (json, node, body_names, N_BODY, &fields))
    return FALSE;
  if (ibid_annotation_node_says (fields.nodes[BODY_TYPE], "TextualBody") &&
      !is_string (fields.nodes[BODY_VALUE]))
    return ibid_json_fail_expected (json, "value", fields.nodes[BODY_VALUE], _ ("a string"));
  value = get_word (&fields, BODY_VALUE);
  if (value == NULL || *value == '\0' ||
      (ibid_json_is_given (&fields, BODY_TYPE) &&
       !ibid_annotation_node_says (fields.nodes[BODY_TYPE], "TextualBody")))
    ibid_annotation_draft_keep_in (draft, FOREIGN_BODIES, node);
  else if (has_purpose (&fields, draft, "tagging", FALSE) &&
           draft->tags->len < IBID_FORMAT_MAX_TAGS)
    take_tag (draft, &fields, node, value);
  else if (draft->note == NULL && is_plain_text (&fields) &&
           has_purpose (&fields, draft, "commenting", TRUE))
    {
      draft->note = value;
      if (!is_ours (&fields, "commenting", "text/markdown"))
        ibid_annotation_draft_keep (draft, FOREIGN_NOTE, node);
    }
  else
    ibid_annotation_draft_keep_in (draft, FOREIGN_BODIES, node);
  return TRUE;
}

/*
 * ibid_annotation_load_bodies:
 * @json: the reader, at the annotation
 * @body: (nullable): its "body"
 * @body_value: (nullable): its "bodyValue", which stands for a plain comment
 * @draft: where notes and tags go
 *
 * Returns: %FALSE with an error of %IBID_FORMAT_ERROR
 */
gboolean
ibid_annotation_load_bodies (IbidJson *json, JsonNode *body, const char *body_value,
                             IbidAnnotationDraft *draft)
{
  gboolean ok = TRUE;

  if (body_value != NULL && *body_value != '\0')
    draft->note = body_value;
  if (body == NULL || JSON_NODE_HOLDS_NULL (body))
    return TRUE;
  ibid_json_push_member (json, "body");
  if (JSON_NODE_HOLDS_ARRAY (body))
    {
      JsonArray *bodies = json_node_get_array (body);

      for (guint i = 0; ok && i < json_array_get_length (bodies); i++)
        {
          ibid_json_push_index (json, i);
          ok = load_body (json, json_array_get_element (bodies, i), draft);
          ibid_json_pop (json);
        }
    }
  else
    ok = load_body (json, body, draft);
  ibid_json_pop (json);
  return ok;
}

static gboolean
load_quote (IbidJson *json, const IbidJsonFields *fields, const char **exact, const char **prefix,
            const char **suffix)
{
  return ibid_json_get_string (json, fields, SELECTOR_EXACT, IBID_JSON_REQUIRED, exact) &&
         ibid_json_get_string (json, fields, SELECTOR_PREFIX, IBID_JSON_OPTIONAL, prefix) &&
         ibid_json_get_string (json, fields, SELECTOR_SUFFIX, IBID_JSON_OPTIONAL, suffix);
}

static gboolean
load_position (IbidJson *json, const IbidJsonFields *fields, guint *start, guint *end)
{
  g_autofree char *detail = NULL;

  if (!ibid_json_get_uint (json, fields, SELECTOR_START, IBID_JSON_REQUIRED, 0, G_MAXINT32,
                           start) ||
      !ibid_json_get_uint (json, fields, SELECTOR_END, IBID_JSON_REQUIRED, 0, G_MAXINT32, end))
    return FALSE;
  if (*start <= *end)
    return TRUE;
  detail = g_strdup_printf (_ ("expected an end at or after %u, found %u."), *start, *end);
  return ibid_json_fail (json, "end", IBID_FORMAT_ERROR_SPAN, detail);
}

/* A quote inside a selector that it refines: it says enough. A position there counts from the
 * beginning of what the outer one selects, which only the outer one's program knows. */
static gboolean
load_refining (IbidJson *json, JsonNode *node, IbidAnnotationDraft *draft)
{
  guint depth = json->depth;
  gboolean ok = TRUE;

  while (ok && node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_auto (IbidJsonFields) fields = { 0 };

      ibid_json_push_member (json, "refinedBy");
      ok = ibid_json_open (json, node, selector_names, N_SELECTOR, &fields);
      if (ok && ibid_annotation_node_says (fields.nodes[SELECTOR_TYPE], "TextQuoteSelector"))
        {
          const char *exact = NULL, *prefix = NULL, *suffix = NULL;

          ok = load_quote (json, &fields, &exact, &prefix, &suffix);
          if (ok && !draft->has_quote)
            {
              draft->exact = exact;
              draft->prefix = prefix;
              draft->suffix = suffix;
            }
        }
      node = fields.nodes[SELECTOR_REFINED_BY];
    }
  while (json->depth > depth)
    ibid_json_pop (json);
  return ok;
}

/* Without "type", "exact" and so on: what the writer says itself. */
static JsonObject *
dup_rest (const IbidJsonFields *fields, const char *type)
{
  g_autoptr (JsonObject) rest =
      fields->extra != NULL ? json_object_ref (fields->extra) : json_object_new ();

  if (g_strcmp0 (get_word (fields, SELECTOR_TYPE), type) != 0)
    json_object_set_member (rest, "type", json_node_copy (fields->nodes[SELECTOR_TYPE]));
  return json_object_get_size (rest) > 0 ? g_steal_pointer (&rest) : NULL;
}

static gboolean
load_selector (IbidJson *json, JsonNode *node, IbidAnnotationDraft *draft)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (JsonObject) rest = NULL;
  gboolean is_quote, is_position, is_refined;
  const char *exact = NULL, *prefix = NULL, *suffix = NULL;
  guint start = 0, end = 0;

  if (is_string (node))
    {
      ibid_annotation_draft_keep_in (draft, FOREIGN_SELECTORS, node);
      return TRUE;
    }
  if (!ibid_json_open (json, node, selector_names, N_SELECTOR, &fields))
    return FALSE;
  is_quote = ibid_annotation_node_says (fields.nodes[SELECTOR_TYPE], "TextQuoteSelector");
  is_position = ibid_annotation_node_says (fields.nodes[SELECTOR_TYPE], "TextPositionSelector");
  is_refined = ibid_json_is_given (&fields, SELECTOR_REFINED_BY);
  if ((is_quote && !load_quote (json, &fields, &exact, &prefix, &suffix)) ||
      (is_position && !load_position (json, &fields, &start, &end)) ||
      (is_refined && !load_refining (json, fields.nodes[SELECTOR_REFINED_BY], draft)))
    return FALSE;
  if (is_quote && !is_refined && !draft->has_quote)
    {
      draft->has_quote = TRUE;
      draft->exact = exact;
      draft->prefix = prefix;
      draft->suffix = suffix;
      rest = dup_rest (&fields, "TextQuoteSelector");
      ibid_annotation_draft_keep_object (draft, FOREIGN_QUOTE, rest);
    }
  else if (is_position && !is_refined && !draft->has_position)
    {
      draft->has_position = TRUE;
      draft->start = start;
      draft->end = end;
      rest = dup_rest (&fields, "TextPositionSelector");
      ibid_annotation_draft_keep_object (draft, FOREIGN_POSITION, rest);
    }
  else
    ibid_annotation_draft_keep_in (draft, FOREIGN_SELECTORS, node);
  return TRUE;
}

static gboolean
load_selectors (IbidJson *json, JsonNode *node, IbidAnnotationDraft *draft)
{
  gboolean ok = TRUE;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  ibid_json_push_member (json, "selector");
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *selectors = json_node_get_array (node);

      for (guint i = 0; ok && i < json_array_get_length (selectors); i++)
        {
          ibid_json_push_index (json, i);
          ok = load_selector (json, json_array_get_element (selectors, i), draft);
          ibid_json_pop (json);
        }
    }
  else
    ok = load_selector (json, node, draft);
  ibid_json_pop (json);
  return ok;
}

/* The first name that we know; any other is kept, and a usual colour shown. */
static void
load_style (JsonNode *node, IbidAnnotationDraft *draft)
{
  g_autoptr (JsonArray) pair = NULL;
  g_autoptr (JsonNode) kept = NULL;
  int style = IBID_ANNOTATION_STYLE_YELLOW;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (is_string (node) &&
      ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, json_node_get_string (node), &style))
    {
      draft->style = (IbidAnnotationStyle)style;
      return;
    }
  for (guint i = 0;
       JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *name = json_array_get_element (json_node_get_array (node), i);

      if (is_string (name) &&
          ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, json_node_get_string (name), &style))
        break;
    }
  draft->style = (IbidAnnotationStyle)style;
  pair = json_array_sized_new (2);
  json_array_add_element (pair, json_node_copy (node));
  json_array_add_string_element (pair, ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, style));
  kept = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (kept, pair);
  ibid_annotation_draft_keep (draft, FOREIGN_STYLE, kept);
}

/* The target that the annotation is shown at. */
static gboolean
load_one_target (IbidJson *json, JsonNode *node, const char *article_id, IbidAnnotationDraft *draft)
{
  g_auto (IbidJsonFields) fields = { 0 };

  if (is_string (node))
    {
      if (article_id == NULL || strcmp (json_node_get_string (node), article_id) != 0)
        {
          /* the address alone says the same as an object with that source */
          g_autoptr (JsonObject) object = json_object_new ();

          json_object_set_member (object, "source", json_node_copy (node));
          ibid_annotation_draft_keep_object (draft, FOREIGN_TARGET, object);
        }
      return TRUE;
    }
  if (!ibid_json_open (json, node, target_names, N_TARGET, &fields) ||
      !load_selectors (json, fields.nodes[TARGET_SELECTOR], draft))
    return FALSE;
  load_style (fields.nodes[TARGET_STYLE_CLASS], draft);
  if (ibid_json_is_given (&fields, TARGET_SOURCE) &&
      (article_id == NULL || g_strcmp0 (get_word (&fields, TARGET_SOURCE), article_id) != 0))
    ibid_json_keep (&fields, TARGET_SOURCE);
  ibid_annotation_draft_keep_object (draft, FOREIGN_TARGET, fields.extra);
  return TRUE;
}

static gboolean
has_selector (JsonNode *target)
{
  return JSON_NODE_HOLDS_OBJECT (target) &&
         json_object_has_member (json_node_get_object (target), "selector");
}

static gboolean
load_several (IbidJson *json, JsonArray *targets, const char *article_id,
              IbidAnnotationDraft *draft)
{
  guint n_targets = json_array_get_length (targets);
  guint shown = 0;
  gboolean ok;

  if (n_targets == 0)
    return ibid_json_fail (json, NULL, IBID_FORMAT_ERROR_VALUE,
                           _ ("expected at least one target, found an empty list."));
  while (shown < n_targets && !has_selector (json_array_get_element (targets, shown)))
    shown++;
  shown = shown < n_targets ? shown : 0;
  ibid_json_push_index (json, shown);
  ok = load_one_target (json, json_array_get_element (targets, shown), article_id, draft);
  ibid_json_pop (json);
  for (guint i = 0; ok && i < n_targets; i++)
    if (i != shown)
      ibid_annotation_draft_keep_in (draft, FOREIGN_TARGETS, json_array_get_element (targets, i));
  return ok;
}

/*
 * ibid_annotation_load_target:
 * @json: the reader, at the annotation
 * @target: (nullable): its "target"
 * @article_id: (nullable): what it should be about
 * @draft: where the passage goes
 *
 * Of several targets the first with a selector is the one that is shown.
 *
 * Returns: %FALSE with an error of %IBID_FORMAT_ERROR
 */
gboolean
ibid_annotation_load_target (IbidJson *json, JsonNode *target, const char *article_id,
                             IbidAnnotationDraft *draft)
{
  gboolean ok;

  if (target == NULL || JSON_NODE_HOLDS_NULL (target))
    return ibid_json_fail_expected (json, "target", target, _ ("an object"));
  ibid_json_push_member (json, "target");
  if (JSON_NODE_HOLDS_ARRAY (target))
    ok = load_several (json, json_node_get_array (target), article_id, draft);
  else
    ok = load_one_target (json, target, article_id, draft);
  ibid_json_pop (json);
  return ok;
}
