/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-csl-fields.h"
#include <glib/gi18n.h>
#include <string.h>

/* CSL-JSON items. Their world is larger than ours (numbers for strings, seasons, circa, raw dates):
 * what the model cannot say is kept as it was and written back. */

enum
{
  NAME_FAMILY,
  NAME_GIVEN,
  NAME_LITERAL,
  N_NAME
};
static const char *const name_names[N_NAME] = { "family", "given", "literal" };

enum
{
  DATE_PARTS,
  DATE_LITERAL,
  N_DATE
};
static const char *const date_names[N_DATE] = { "date-parts", "literal" };

static gboolean
read_text_or_number (IbidLoader *self, IbidJsonFields *fields, guint field, char **value)
{
  JsonNode *node = fields->nodes[field];

  if (!ibid_json_is_given (fields, field))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *value = json_node_dup_string (node);
      return TRUE;
    }
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      *value = json_to_string (node, FALSE);
      ibid_json_keep (fields, field);
      return TRUE;
    }
  return ibid_json_fail_expected (&self->json, fields->names[field], node,
                                  _ ("a string or a number"));
}

static gboolean
read_author (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  IbidCsl *csl = user_data;
  g_auto (IbidJsonFields) fields = { 0 };
  const char *family = NULL;
  const char *given = NULL;
  const char *literal = NULL;

  if (!ibid_json_open (&self->json, node, name_names, N_NAME, &fields) ||
      !ibid_json_get_string (&self->json, &fields, NAME_FAMILY, IBID_JSON_OPTIONAL, &family) ||
      !ibid_json_get_string (&self->json, &fields, NAME_GIVEN, IBID_JSON_OPTIONAL, &given) ||
      !ibid_json_get_string (&self->json, &fields, NAME_LITERAL, IBID_JSON_OPTIONAL, &literal))
    return FALSE;
  ibid_csl_add_author (csl, family, given, literal, fields.extra);
  return TRUE;
}

/* CSL lets a part be a number or its digits; anything that is not such a list of dates is left to
 * be kept as it was. canonical turns FALSE where we would write it otherwise. */
static gboolean
parse_date_part (JsonNode *node, int *value, gboolean *canonical)
{
  gint64 number;
  guint plain;

  if (ibid_json_read_uint (node, &plain))
    {
      *canonical = *canonical && json_node_get_value_type (node) == G_TYPE_INT64;
      *value = (int)plain;
      return TRUE;
    }
  *canonical = FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
      !g_ascii_string_to_signed (json_node_get_string (node), 10, 0, 9999, &number, NULL))
    return FALSE;
  *value = (int)number;
  return TRUE;
}

static gboolean
parse_one_date (JsonNode *node, int parts[3], gboolean *canonical)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) < 1 || json_array_get_length (array) > 3)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!parse_date_part (json_array_get_element (array, i), &parts[i], canonical))
      return FALSE;
  return parts[0] >= 1 && parts[0] <= 9999 && parts[1] <= 12 && parts[2] <= 31;
}

static IbidPartialDate *
parse_date_parts (JsonNode *node, gboolean *canonical)
{
  int from[3] = { 0 };
  int to[3] = { 0 };
  JsonArray *array;
  guint n_dates;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  n_dates = json_array_get_length (array);
  if (n_dates < 1 || n_dates > 2 ||
      !parse_one_date (json_array_get_element (array, 0), from, canonical))
    return NULL;
  if (n_dates == 1)
    return ibid_partial_date_new (from[0], from[1], from[2]);
  if (!parse_one_date (json_array_get_element (array, 1), to, canonical))
    return NULL;
  return ibid_partial_date_new_range (from[0], from[1], from[2], to[0], to[1], to[2]);
}

static gboolean
is_written_alike (IbidPartialDate *date, JsonArray *dates)
{
  int parts[2][3] = { { 0 } };
  guint n_dates = ibid_partial_date_to_parts (date, parts);

  if (n_dates != json_array_get_length (dates))
    return FALSE;
  for (guint i = 0; i < n_dates; i++)
    {
      guint n_parts = parts[i][1] == 0 ? 1 : parts[i][2] == 0 ? 2 : 3;

      if (json_array_get_length (json_array_get_array_element (dates, i)) != n_parts)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_date (IbidLoader *self, IbidJsonFields *item, guint field, IbidPartialDate **date,
           const char **literal)
{
  g_auto (IbidJsonFields) fields = { 0 };
  gboolean canonical = TRUE;
  JsonArray *parts = NULL;
  gboolean ok;

  if (!ibid_json_is_given (item, field))
    return TRUE;
  ibid_json_push_member (&self->json, item->names[field]);
  ok = ibid_json_open (&self->json, item->nodes[field], date_names, N_DATE, &fields) &&
       ibid_json_get_array (&self->json, &fields, DATE_PARTS, IBID_JSON_OPTIONAL, &parts) &&
       ibid_json_get_string (&self->json, &fields, DATE_LITERAL, IBID_JSON_OPTIONAL, literal);
  ibid_json_pop (&self->json);
  if (!ok)
    return FALSE;

  if (parts != NULL)
    *date = parse_date_parts (fields.nodes[DATE_PARTS], &canonical);
  if (fields.extra != NULL || (parts != NULL) == (*literal != NULL) ||
      (parts != NULL && (*date == NULL || !canonical || !is_written_alike (*date, parts))))
    ibid_json_keep (item, field);
  if (parts != NULL && *date == NULL)
    ibid_loader_find (self, IBID_SEVERITY_WARNING, "unknown-date", item->names[field],
                      _ ("There is no such day; the date is kept but not used."));
  return TRUE;
}

static gboolean
read_dates (IbidLoader *self, IbidJsonFields *fields, IbidCsl *csl)
{
  g_autoptr (IbidPartialDate) issued = NULL;
  g_autoptr (IbidPartialDate) accessed = NULL;
  const char *literal = NULL;
  const char *accessed_literal = NULL;

  if (!read_date (self, fields, IBID_CSL_FIELD_ISSUED, &issued, &literal) ||
      !read_date (self, fields, IBID_CSL_FIELD_ACCESSED, &accessed, &accessed_literal))
    return FALSE;
  /* the model has no place for "accessed" in words */
  if (accessed_literal != NULL)
    ibid_json_keep (fields, IBID_CSL_FIELD_ACCESSED);
  if (issued != NULL)
    ibid_csl_set_issued (csl, issued);
  if (literal != NULL)
    ibid_csl_set_issued_literal (csl, literal);
  if (accessed != NULL)
    ibid_csl_set_accessed (csl, accessed);
  return TRUE;
}

static gboolean
read_texts (IbidLoader *self, IbidJsonFields *fields, IbidCsl *csl)
{
  for (guint i = 0; i < IBID_CSL_N_MEMBERS; i++)
    {
      g_autofree char *value = NULL;

      if (ibid_csl_member_fields[i] < 0)
        continue;
      if (!read_text_or_number (self, fields, i, &value))
        return FALSE;
      if (value != NULL)
        ibid_csl_set (csl, (IbidCslField)ibid_csl_member_fields[i], value);
    }
  return TRUE;
}

/**
 * ibid_load_csl:
 * @self: the loader
 * @node: a CSL-JSON item
 *
 * Reads a bibliographic record. Numbers where Ibid has strings are taken as their digits; dates it
 * cannot say are kept as they are.
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %IBID_FORMAT_ERROR_TYPE
 */
IbidCsl *
ibid_load_csl (IbidLoader *self, JsonNode *node)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (IbidCsl) csl = NULL;
  g_autofree char *id = NULL;

  if (!ibid_json_open (&self->json, node, ibid_csl_members, IBID_CSL_N_MEMBERS, &fields) ||
      !read_text_or_number (self, &fields, IBID_CSL_FIELD_ID, &id))
    return NULL;
  csl = ibid_csl_new (id, NULL);
  if (!read_texts (self, &fields, csl) || !read_dates (self, &fields, csl) ||
      !ibid_loader_each (self, &fields, IBID_CSL_FIELD_AUTHOR, read_author, csl))
    return NULL;
  ibid_record_set_extra (IBID_RECORD (csl), fields.extra);
  return g_steal_pointer (&csl);
}
