/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-format"

#include "config.h"

#include "ibid-outlets-format.h"

#include "ibid-article-load.h"
#include "ibid-document.h"

enum
{
  FIELD_FORMAT,
  FIELD_OUTLETS,
  FIELD_VERSION,
  N_FIELD
};
static const char *const field_names[N_FIELD] = { "format", "outlets", "version" };

static gboolean
read_root (IbidLoader *self, JsonNode *root)
{
  g_auto (IbidJsonFields) fields = { 0 };

  return ibid_json_open (&self->json, root, field_names, N_FIELD, &fields) &&
         ibid_document_check_format (&self->json, &fields, FIELD_FORMAT, FIELD_VERSION,
                                     "ibid-outlets", "a list of outlets") &&
         ibid_loader_each (self, &fields, FIELD_OUTLETS, ibid_load_outlet, NULL);
}

/**
 * ibid_outlet_list_load_bytes:
 * @bytes: a whole file
 * @display_name: its name, for messages
 * @error: return location for an error of #IBID_FORMAT_ERROR, any code that an article can have
 *
 * Reads a list of outlets, such as the one that Ibid ships.
 *
 * Returns: (transfer full) (nullable) (element-type IbidOutlet): the outlets in the file's order
 */
GPtrArray *
ibid_outlet_list_load_bytes (GBytes *bytes, const char *display_name, GError **error)
{
  g_autoptr (IbidArticle) article = ibid_article_new ("outlets");
  g_auto (IbidLoader) self = { .json = { .file = display_name }, .article = article };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, display_name, error);
  GPtrArray *outlets = NULL;
  GListModel *list = NULL;

  if (root == NULL)
    return NULL;
  if (!read_root (&self, root))
    {
      g_propagate_error (error, self.json.error);
      return NULL;
    }
  ibid_article_seal (article);
  list = ibid_article_get_outlets (article);
  outlets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (outlets, g_list_model_get_item (list, i));
  return outlets;
}
