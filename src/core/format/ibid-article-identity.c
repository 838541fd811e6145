/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-document.h"
#include "ibid-json-writer.h"
#include <glib/gi18n.h>

/* The id of an article, in its file. The tree is changed rather than the model, so that even what a
 * reader leaves out with a warning is still there afterwards. */

enum
{
  IDENTITY_FORMAT,
  IDENTITY_ID,
  IDENTITY_OTHER_IDS,
  IDENTITY_VERSION,
  N_IDENTITY
};
static const char *const identity_names[N_IDENTITY] = { "format", "id", "other-ids", "version" };

static void
add_id (JsonArray *ids, const char *own_id, const char *id)
{
  if (g_strcmp0 (id, own_id) == 0)
    return;
  for (guint i = 0; i < json_array_get_length (ids); i++)
    if (g_strcmp0 (json_array_get_string_element (ids, i), id) == 0)
      return;
  json_array_add_string_element (ids, id);
}

static gboolean
set_identity (IbidJson *json, JsonNode *root, const char *id, const char *const *other_ids)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (GStrv) file_ids = NULL;
  g_autoptr (JsonArray) ids = json_array_new ();
  const char *file_id = NULL;

  if (!ibid_json_open (json, root, identity_names, N_IDENTITY, &fields) ||
      !ibid_document_check_format (json, &fields, IDENTITY_FORMAT, IDENTITY_VERSION, "ibid-article",
                                   _ ("an article of Ibid")) ||
      !ibid_json_get_name (json, &fields, IDENTITY_ID, IBID_JSON_REQUIRED, &file_id) ||
      !ibid_json_get_strings (json, &fields, IDENTITY_OTHER_IDS, NULL, N_ ("an id"), &file_ids))
    return FALSE;
  for (guint i = 0; other_ids[i] != NULL; i++)
    add_id (ids, id, other_ids[i]);
  for (guint i = 0; file_ids != NULL && file_ids[i] != NULL; i++)
    add_id (ids, id, file_ids[i]);
  add_id (ids, id, file_id);
  json_object_set_string_member (json_node_get_object (root), "id", id);
  json_object_set_array_member (json_node_get_object (root), "other-ids", g_steal_pointer (&ids));
  return TRUE;
}

/**
 * ibid_article_identify_bytes:
 * @bytes: the file of an article
 * @id: the id that the article is to have, in place of the file's
 * @other_ids: (array zero-terminated=1): ids under which it was met before
 * @error: where to put an error of %IBID_FORMAT_ERROR: the file is no article, or would be larger
 *   than %IBID_FORMAT_MAX_FILE_BYTES
 *
 * Gives an article another identity. Its own id, and those that it had besides, join @other_ids in
 * the member "other-ids"; everything else stays. The same arguments make the same bytes, and so do
 * @other_ids that lack only what the file itself adds at their end.
 *
 * Returns: (transfer full) (nullable): the bytes of the file with that identity
 */
GBytes *
ibid_article_identify_bytes (GBytes *bytes, const char *id, const char *const *other_ids,
                             GError **error)
{
  IbidJson json = { .file = id };
  IbidJsonWriter out = { 0 };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, id, error);
  g_autoptr (GBytes) result = NULL;

  if (root == NULL)
    return NULL;
  if (!set_identity (&json, root, id, other_ids))
    {
      g_propagate_error (error, json.error);
      return NULL;
    }
  out.out = g_string_new (NULL);
  ibid_json_writer_node (&out, root);
  g_string_append_c (out.out, '\n');
  result = g_string_free_to_bytes (out.out);
  if (g_bytes_get_size (result) > IBID_FORMAT_MAX_FILE_BYTES)
    {
      ibid_format_set_error (error, IBID_FORMAT_ERROR_TOO_LARGE, id, NULL,
                             _ ("the file would become larger than Ibid opens."));
      return NULL;
    }
  return g_steal_pointer (&result);
}
