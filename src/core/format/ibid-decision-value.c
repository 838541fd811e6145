/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-decision-value.h"
#include <glib/gi18n.h>
#include <string.h>

/* What a decision says is typed by its target and field (see ibid-overlay.h). Fields of a newer
 * version have any value, carried as json-glib turns it into a GVariant and back. */

typedef enum
{
  VALUE_ANY,
  VALUE_STRING,
  VALUE_CREDIBILITY,
  VALUE_BOOLEAN,
  VALUE_SPANS,
  VALUE_CITATION,
  VALUE_ENTITY,
} ValueType;

static const struct
{
  IbidTargetKind target;
  const char *field;
  ValueType type;
} value_types[] = {
  { IBID_TARGET_KIND_OUTLET, "kind", VALUE_STRING },
  { IBID_TARGET_KIND_OUTLET, "country", VALUE_STRING },
  { IBID_TARGET_KIND_OUTLET, "reliability", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "title", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "author", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "issued", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "URL", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "language", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "archived", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "access", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "reliability", VALUE_STRING },
  { IBID_TARGET_KIND_SOURCE, "merged-into", VALUE_STRING },
  { IBID_TARGET_KIND_ITEM, "verdict", VALUE_STRING },
  { IBID_TARGET_KIND_ITEM, "chosen", VALUE_STRING },
  { IBID_TARGET_KIND_ITEM, "own-source", VALUE_STRING },
  { IBID_TARGET_KIND_ITEM, "credibility", VALUE_CREDIBILITY },
  { IBID_TARGET_KIND_CITATION, "not-a-citation", VALUE_BOOLEAN },
  { IBID_TARGET_KIND_CITATION, "claims", VALUE_SPANS },
  { IBID_TARGET_KIND_ARTICLE, "added-citation", VALUE_CITATION },
  { IBID_TARGET_KIND_ARTICLE, "added-entity", VALUE_ENTITY },
  { IBID_TARGET_KIND_ENTITY, "name", VALUE_STRING },
  { IBID_TARGET_KIND_ENTITY, "kind", VALUE_STRING },
  { IBID_TARGET_KIND_ENTITY, "merged-into", VALUE_STRING },
  { IBID_TARGET_KIND_ENTITY, "not-an-entity", VALUE_BOOLEAN },
  { IBID_TARGET_KIND_ENTITY, "split-alias", VALUE_STRING },
  { IBID_TARGET_KIND_ENTITY, "added-mention", VALUE_SPANS },
};

enum
{
  SPAN_BLOCK,
  SPAN_END,
  SPAN_START,
  N_SPAN
};
static const char *const span_names[N_SPAN] = { "block", "end", "start" };

enum
{
  ADDED_BLOCK,
  ADDED_END,
  ADDED_ISSUED,
  ADDED_KIND,
  ADDED_NAME,
  ADDED_START,
  N_ADDED
};
static const char *const added_names[N_ADDED] = {
  "block", "end", "issued", "kind", "name", "start"
};

static ValueType
find_type (IbidTargetKind target, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (value_types); i++)
    if (value_types[i].target == target && strcmp (value_types[i].field, field) == 0)
      return value_types[i].type;
  return VALUE_ANY;
}

static gboolean
read_span (IbidJson *json, JsonNode *node, GVariantBuilder *builder, gboolean *keep)
{
  g_auto (IbidJsonFields) fields = { 0 };
  const char *block = NULL;
  guint start = 0;
  guint end = 0;

  if (!ibid_json_open (json, node, span_names, N_SPAN, &fields) ||
      !ibid_json_get_name (json, &fields, SPAN_BLOCK, IBID_JSON_REQUIRED, &block) ||
      !ibid_json_get_uint (json, &fields, SPAN_START, IBID_JSON_REQUIRED, 0, G_MAXINT32, &start) ||
      !ibid_json_get_uint (json, &fields, SPAN_END, IBID_JSON_REQUIRED, 0, G_MAXINT32, &end))
    return FALSE;
  *keep = *keep || fields.extra != NULL;
  g_variant_builder_add (builder, "(suu)", block, start, end);
  return TRUE;
}

static gboolean
read_spans (IbidJson *json, IbidJsonFields *fields, guint field, GVariant **value)
{
  GVariantBuilder builder;
  JsonArray *spans = NULL;
  gboolean keep = FALSE;
  gboolean ok = TRUE;

  if (!ibid_json_get_array (json, fields, field, IBID_JSON_REQUIRED, &spans))
    return FALSE;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suu)"));
  ibid_json_push_member (json, fields->names[field]);
  for (guint i = 0; ok && i < json_array_get_length (spans); i++)
    {
      ibid_json_push_index (json, i);
      ok = read_span (json, json_array_get_element (spans, i), &builder, &keep);
      ibid_json_pop (json);
    }
  ibid_json_pop (json);
  /* a tuple has no place for unknown members: the value is kept whole */
  if (keep)
    ibid_json_keep (fields, field);
  if (ok)
    *value = g_variant_ref_sink (g_variant_builder_end (&builder));
  else
    g_variant_builder_clear (&builder);
  return ok;
}

static void
add_unknown (GVariantBuilder *builder, JsonObject *extra)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (extra == NULL)
    return;
  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      GVariant *value = json_gvariant_deserialize (node, NULL, NULL);

      if (value != NULL)
        g_variant_builder_add (builder, "{sv}", name, value);
    }
}

static void
add_string (GVariantBuilder *builder, const char *key, const char *value)
{
  if (value != NULL)
    g_variant_builder_add (builder, "{sv}", key, g_variant_new_string (value));
}

static gboolean
read_added_members (IbidJson *json, JsonNode *node, ValueType type, GVariantBuilder *builder)
{
  g_auto (IbidJsonFields) fields = { 0 };
  const char *block = NULL;
  const char *name = NULL;
  const char *issued = NULL;
  const char *kind = NULL;
  guint start = 0;
  guint end = 0;
  gboolean is_citation = type == VALUE_CITATION;
  IbidJsonNeed place_need = is_citation ? IBID_JSON_REQUIRED : IBID_JSON_OPTIONAL;
  IbidJsonNeed name_need = is_citation ? IBID_JSON_OPTIONAL : IBID_JSON_REQUIRED;

  if (!ibid_json_open (json, node, added_names, N_ADDED, &fields) ||
      !ibid_json_get_name (json, &fields, ADDED_BLOCK, place_need, &block) ||
      !ibid_json_get_uint (json, &fields, ADDED_START, place_need, 0, G_MAXINT32, &start) ||
      !ibid_json_get_uint (json, &fields, ADDED_END, place_need, 0, G_MAXINT32, &end) ||
      !ibid_json_get_string (json, &fields, ADDED_NAME, name_need, &name) ||
      !ibid_json_get_string (json, &fields, ADDED_ISSUED, IBID_JSON_OPTIONAL, &issued) ||
      !ibid_json_get_string (json, &fields, ADDED_KIND, name_need, &kind))
    return FALSE;
  add_string (builder, "block", block);
  if (is_citation)
    {
      g_variant_builder_add (builder, "{sv}", "start", g_variant_new_uint32 (start));
      g_variant_builder_add (builder, "{sv}", "end", g_variant_new_uint32 (end));
    }
  add_string (builder, "name", name);
  add_string (builder, "issued", issued);
  add_string (builder, "kind", kind);
  add_unknown (builder, fields.extra);
  return TRUE;
}

static gboolean
read_added (IbidJson *json, const IbidJsonFields *fields, guint field, ValueType type,
            GVariant **value)
{
  GVariantBuilder builder;
  gboolean ok;

  if (fields->nodes[field] == NULL)
    return ibid_json_fail_expected (json, fields->names[field], NULL, _ ("an object"));
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  ibid_json_push_member (json, fields->names[field]);
  ok = read_added_members (json, fields->nodes[field], type, &builder);
  ibid_json_pop (json);
  if (ok)
    *value = g_variant_ref_sink (g_variant_builder_end (&builder));
  else
    g_variant_builder_clear (&builder);
  return ok;
}

static gboolean
read_any (IbidJson *json, const IbidJsonFields *fields, guint field, GVariant **value)
{
  GVariant *variant;

  if (fields->nodes[field] == NULL)
    return ibid_json_fail_expected (json, fields->names[field], NULL, _ ("a value"));
  variant = json_gvariant_deserialize (fields->nodes[field], NULL, NULL);
  if (variant == NULL)
    return ibid_json_fail (json, fields->names[field], IBID_FORMAT_ERROR_VALUE,
                           _ ("expected a value that can be kept."));
  *value = g_variant_ref_sink (variant);
  return TRUE;
}

/**
 * ibid_decision_value_read:
 * @json: the reader, at a decision
 * @fields: the opened decision
 * @value_field: its "value"
 * @target: what it is about
 * @field: which of its fields
 * @value: (out) (transfer full): the value, of the type that ibid-overlay.h gives
 *
 * Reads what a decision says.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or
 *   %IBID_FORMAT_ERROR_VALUE
 */
gboolean
ibid_decision_value_read (IbidJson *json, IbidJsonFields *fields, guint value_field,
                          IbidTargetKind target, const char *field, GVariant **value)
{
  ValueType type = find_type (target, field);
  const char *text = NULL;
  gboolean truth = FALSE;
  guint number = 0;

  switch (type)
    {
    case VALUE_STRING:
      if (!ibid_json_get_string (json, fields, value_field, IBID_JSON_REQUIRED, &text))
        return FALSE;
      *value = g_variant_ref_sink (g_variant_new_string (text));
      return TRUE;
    case VALUE_CREDIBILITY:
      if (!ibid_json_get_uint (json, fields, value_field, IBID_JSON_REQUIRED,
                               IBID_CREDIBILITY_NOT_GRADED, IBID_CREDIBILITY_CANNOT_BE_JUDGED,
                               &number))
        return FALSE;
      *value = g_variant_ref_sink (g_variant_new_int32 ((gint32)number));
      return TRUE;
    case VALUE_BOOLEAN:
      if (!ibid_json_get_boolean (json, fields, value_field, IBID_JSON_REQUIRED, &truth))
        return FALSE;
      *value = g_variant_ref_sink (g_variant_new_boolean (truth));
      return TRUE;
    case VALUE_SPANS:
      return read_spans (json, fields, value_field, value);
    case VALUE_CITATION:
    case VALUE_ENTITY:
      return read_added (json, fields, value_field, type, value);
    case VALUE_ANY:
      return read_any (json, fields, value_field, value);
    }
  g_assert_not_reached ();
}

static void
write_spans (IbidJsonWriter *out, GVariant *value)
{
  GVariantIter iter;
  const char *block;
  guint start;
  guint end;

  ibid_json_writer_begin (out, '[');
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&suu)", &block, &start, &end))
    {
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, NULL, "block", block);
      ibid_json_writer_uint_member (out, NULL, "start", start);
      ibid_json_writer_uint_member (out, NULL, "end", end);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

/**
 * ibid_decision_value_write:
 * @out: the writer, behind the name of a member
 * @decision: a decision
 *
 * Writes what a decision says, so that ibid_decision_value_read() reads the same.
 */
void
ibid_decision_value_write (IbidJsonWriter *out, IbidDecision *decision)
{
  GVariant *value = ibid_decision_get_value (decision);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("a(suu)")))
    write_spans (out, value);
  else
    {
      g_autoptr (JsonNode) node = json_gvariant_serialize (value);

      ibid_json_writer_node (out, node);
    }
}
