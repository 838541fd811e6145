/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-anchor-case.h"
#include "ibid-document.h"
#include <glib/gi18n.h>

/* in the order of strcmp(), as ibid_json_open() wants it */
enum
{
  CASE_ANNOTATIONS,
  CASE_EDITED_PATH,
  CASE_ID,
  CASE_ORIGINAL_PATH,
  N_CASE
};
static const char *const case_names[N_CASE] = { "annotations", "edited_path", "id",
                                                "original_path" };

enum
{
  PLACE_END,
  PLACE_EXACT,
  PLACE_ID,
  PLACE_PREFIX,
  PLACE_START,
  PLACE_SUFFIX,
  N_PLACE
};
static const char *const place_names[N_PLACE] = {
  "end", "exact", "id", "prefix", "start", "suffix"
};

static gboolean
read_place (IbidJson *json, JsonNode *node, IbidAnchorCase *self)
{
  g_auto (IbidJsonFields) fields = { 0 };
  const char *id = NULL;
  const char *exact = NULL;
  const char *prefix = NULL;
  const char *suffix = NULL;
  guint start = IBID_SELECTOR_NO_POSITION;
  guint end = IBID_SELECTOR_NO_POSITION;

  if (!ibid_json_open (json, node, place_names, N_PLACE, &fields) ||
      !ibid_json_get_name (json, &fields, PLACE_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_json_get_string (json, &fields, PLACE_EXACT, IBID_JSON_REQUIRED, &exact) ||
      !ibid_json_get_string (json, &fields, PLACE_PREFIX, IBID_JSON_OPTIONAL, &prefix) ||
      !ibid_json_get_string (json, &fields, PLACE_SUFFIX, IBID_JSON_OPTIONAL, &suffix) ||
      !ibid_json_get_uint (json, &fields, PLACE_START, IBID_JSON_OPTIONAL, 0, G_MAXINT32, &start) ||
      !ibid_json_get_uint (json, &fields, PLACE_END, IBID_JSON_OPTIONAL, 0, G_MAXINT32, &end))
    return FALSE;
  g_ptr_array_add (self->names, g_strdup (id));
  g_ptr_array_add (self->selectors, ibid_selector_new (exact, prefix, suffix, start, end, NULL));
  return TRUE;
}

static gboolean
read_case (IbidJson *json, JsonNode *root, IbidAnchorCase *self)
{
  g_auto (IbidJsonFields) fields = { 0 };
  JsonArray *places = NULL;
  const char *id = NULL;
  const char *original = NULL;
  const char *edited = NULL;
  gboolean ok = TRUE;

  if (!ibid_json_open (json, root, case_names, N_CASE, &fields) ||
      !ibid_json_get_string (json, &fields, CASE_ID, IBID_JSON_OPTIONAL, &id) ||
      !ibid_json_get_name (json, &fields, CASE_ORIGINAL_PATH, IBID_JSON_OPTIONAL, &original) ||
      !ibid_json_get_name (json, &fields, CASE_EDITED_PATH, IBID_JSON_REQUIRED, &edited) ||
      !ibid_json_get_array (json, &fields, CASE_ANNOTATIONS, IBID_JSON_REQUIRED, &places))
    return FALSE;
  self->id = g_strdup (id);
  self->original_path = g_strdup (original);
  self->edited_path = g_strdup (edited);
  ibid_json_push_member (json, "annotations");
  for (guint i = 0; ok && i < json_array_get_length (places); i++)
    {
      ibid_json_push_index (json, i);
      ok = read_place (json, json_array_get_element (places, i), self);
      ibid_json_pop (json);
    }
  ibid_json_pop (json);
  return ok;
}

/**
 * ibid_anchor_case_load_bytes:
 * @bytes: one line of a file of cases: a JSON object
 * @display_name: the file's name, and the line's number, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR: those of a file that is no JSON, or
 *   %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or %IBID_FORMAT_ERROR_VALUE
 *
 * Reads `{"id", "original_path", "edited_path", "annotations": [{"id", "exact", "prefix", "suffix",
 * "start", "end"}]}`; positions are code points of the original text. Unknown members are passed
 * over. Only the edited path, and the id and the quote of each annotation, have to be
 * there.
 *
 * Returns: (transfer full) (nullable): the case
 */
IbidAnchorCase *
ibid_anchor_case_load_bytes (GBytes *bytes, const char *display_name, GError **error)
{
  IbidJson json = { .file = display_name };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, display_name, error);
  g_autoptr (IbidAnchorCase) self = NULL;

  if (root == NULL)
    return NULL;
  self = g_new0 (IbidAnchorCase, 1);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->selectors = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_selector_unref);
  if (read_case (&json, root, self))
    return g_steal_pointer (&self);
  g_propagate_error (error, json.error);
  return NULL;
}

/**
 * ibid_anchor_case_free:
 * @self: (nullable): a case
 *
 * Frees a case.
 */
void
ibid_anchor_case_free (IbidAnchorCase *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->original_path);
  g_free (self->edited_path);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->selectors, g_ptr_array_unref);
  g_free (self);
}
