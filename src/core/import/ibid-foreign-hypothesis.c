/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-offsets.h"

/*
 * Hypothesis: the file that its client exports ("annotations"), and what its API answers ("rows",
 * or one annotation). Its annotations are Web Annotations under other names, and are made into such
 * ones. (hypothesis/client, import.ts, types/api.ts; hypothesis/h, schemas/annotation.yaml)
 */

/* what Ibid's own export says is the user: nobody */
#define OWN_USER "acct:ibid@localhost"

static const char *const list_names[] = { "annotations", "rows" };

static JsonArray *
get_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* has an address, and is no Web Annotation */
static gboolean
is_annotation (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && !json_object_has_member (object, "type") &&
         !json_object_has_member (object, "@type") &&
         (json_object_has_member (object, "uri") || json_object_has_member (object, "target"));
}

/* Does a list hold such ones? An empty one might. */
static gboolean
is_list (JsonArray *array)
{
  return json_array_get_length (array) == 0 || is_annotation (json_array_get_element (array, 0));
}

/*
 * ibid_foreign_is_hypothesis:
 * @root: the top of a file
 *
 * Returns: whether it has the shape of what Hypothesis writes
 */
gboolean
ibid_foreign_is_hypothesis (JsonNode *root)
{
  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_array_get_length (json_node_get_array (root)) > 0 &&
           is_list (json_node_get_array (root));
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (list_names); i++)
    {
      JsonArray *array = get_list (json_node_get_object (root), list_names[i]);

      if (array != NULL)
        return is_list (array);
    }
  return is_annotation (root);
}

static void
add_body (JsonArray *bodies, const char *purpose, const char *format, const char *value)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "type", "TextualBody");
  json_object_set_string_member (body, "purpose", purpose);
  if (format != NULL)
    json_object_set_string_member (body, "format", format);
  json_object_set_string_member (body, "value", value);
  json_array_add_object_element (bodies, body);
}

static JsonArray *
new_bodies (JsonObject *annotation)
{
  JsonArray *bodies = json_array_new ();
  JsonArray *tags = get_list (annotation, "tags");
  const char *text = ibid_foreign_get_string (annotation, "text");

  if (text != NULL && *text != '\0')
    add_body (bodies, "commenting", "text/markdown", text);
  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);

      if (JSON_NODE_HOLDS_VALUE (tag) && json_node_get_value_type (tag) == G_TYPE_STRING)
        add_body (bodies, "tagging", NULL, json_node_get_string (tag));
    }
  return bodies;
}

static const char *
find_exact (JsonArray *selectors)
{
  for (guint i = 0; selectors != NULL && i < json_array_get_length (selectors); i++)
    {
      JsonNode *node = json_array_get_element (selectors, i);
      const char *exact = JSON_NODE_HOLDS_OBJECT (node)
                              ? ibid_foreign_get_string (json_node_get_object (node), "exact")
                              : NULL;

      if (exact != NULL)
        return exact;
    }
  return NULL;
}

static gboolean
get_offset (JsonObject *selector, const char *name, guint *offset)
{
  JsonNode *node = json_object_get_member (selector, name);

  return node != NULL && ibid_json_read_uint (node, offset);
}

/* The article's text is gone through once, since annotations mostly come in its order. */
static guint
chars_from_utf16 (IbidForeignReader *self, guint offset_utf16)
{
  IbidReadingText *text = ibid_foreign_about_get_text (self->about);
  const char *from;

  if (offset_utf16 < self->hint_utf16)
    self->hint_utf16 = self->hint_chars = 0;
  from = ibid_reading_text_get_text (text) +
         ibid_reading_text_bytes_from_chars (text, self->hint_chars);
  self->hint_chars += ibid_text_chars_from_utf16 (from, offset_utf16 - self->hint_utf16);
  self->hint_utf16 = offset_utf16;
  return self->hint_chars;
}

/* Positions are UTF-16 units of a page's text. If that is the article's, they are made ours: what
 * stands there has to be the quote. Else they stay, as a hint that counts in its own way. */
static void
convert_position (IbidForeignReader *self, JsonObject *selector, const char *exact)
{
  g_autofree char *found = NULL;
  guint start, end;

  if (exact == NULL || !ibid_foreign_says (selector, "type", "TextPositionSelector") ||
      !get_offset (selector, "start", &start) || !get_offset (selector, "end", &end) ||
      start >= end)
    return;
  start = chars_from_utf16 (self, start);
  end = start + (guint)g_utf8_strlen (exact, -1);
  found = ibid_reading_text_dup_slice (ibid_foreign_about_get_text (self->about), start, end);
  if (strcmp (found, exact) != 0)
    return;
  json_object_set_int_member (selector, "start", start);
  json_object_set_int_member (selector, "end", end);
}

static JsonObject *
new_target (IbidForeignReader *self, JsonObject *annotation)
{
  JsonObject *target = json_object_new ();
  JsonArray *targets = get_list (annotation, "target");
  JsonNode *first = targets != NULL && json_array_get_length (targets) > 0
                        ? json_array_get_element (targets, 0)
                        : NULL;
  JsonObject *given =
      first != NULL && JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;
  const char *source = ibid_foreign_get_string (annotation, "uri");
  g_autoptr (JsonNode) selectors = NULL;

  if (source == NULL)
    source = ibid_foreign_get_string (given, "source");
  if (source != NULL)
    json_object_set_string_member (target, "source", source);
  if (self->is_counting || given == NULL || get_list (given, "selector") == NULL)
    return target;
  selectors = json_node_copy (json_object_get_member (given, "selector"));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (selectors)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (selectors), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        convert_position (self, json_node_get_object (node),
                          find_exact (json_node_get_array (selectors)));
    }
  json_object_set_member (target, "selector", g_steal_pointer (&selectors));
  return target;
}

/* The address under which Hypothesis shows it is its id for everybody. */
static const char *
find_id (JsonObject *annotation)
{
  JsonObject *links = get_object (annotation, "links");
  const char *id = ibid_foreign_get_string (annotation, "id");
  const char *html = ibid_foreign_get_string (links, "html");
  g_autofree char *iri = ibid_foreign_dup_iri (id);

  return iri == NULL && html != NULL && *html != '\0' ? html : id;
}

static void
copy_string (JsonObject *from, const char *name, JsonObject *to, const char *new_name)
{
  const char *value = ibid_foreign_get_string (from, name);

  if (value != NULL && *value != '\0')
    json_object_set_string_member (to, new_name, value);
}

static JsonObject *
new_item (IbidForeignReader *self, JsonObject *annotation)
{
  JsonObject *item = json_object_new ();
  JsonArray *bodies = new_bodies (annotation);
  const char *id = find_id (annotation);
  const char *user = ibid_foreign_get_string (annotation, "user");

  json_object_set_string_member (item, "type", "Annotation");
  if (id != NULL)
    json_object_set_string_member (item, "id", id);
  copy_string (annotation, "created", item, "created");
  copy_string (annotation, "updated", item, "modified");
  if (user != NULL && *user != '\0' && strcmp (user, OWN_USER) != 0)
    {
      JsonObject *creator = json_object_new ();

      json_object_set_string_member (creator, "id", user);
      json_object_set_object_member (item, "creator", creator);
    }
  if (json_array_get_length (bodies) > 0)
    json_object_set_array_member (item, "body", bodies);
  else
    json_array_unref (bodies);
  json_object_set_object_member (item, "target", new_target (self, annotation));
  return item;
}

static const char *
find_title (JsonObject *annotation)
{
  JsonObject *document = get_object (annotation, "document");
  JsonArray *titles = document != NULL ? get_list (document, "title") : NULL;
  JsonNode *first;

  if (titles == NULL || json_array_get_length (titles) == 0)
    return ibid_foreign_get_string (document, "title");
  first = json_array_get_element (titles, 0);
  return JSON_NODE_HOLDS_VALUE (first) && json_node_get_value_type (first) == G_TYPE_STRING
             ? json_node_get_string (first)
             : NULL;
}

static void
load_one (IbidForeignReader *self, JsonNode *node)
{
  g_autofree char *pointer = ibid_json_dup_pointer (&self->json, NULL);
  g_autoptr (JsonObject) item = NULL;
  JsonObject *annotation;
  JsonArray *references;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      ibid_foreign_find (self, "annotation-unreadable", pointer, _ ("Expected an object."));
      return;
    }
  annotation = json_node_get_object (node);
  references = get_list (annotation, "references");
  if (references != NULL && json_array_get_length (references) > 0)
    {
      ibid_foreign_find (self, "reply", pointer,
                         _ ("This is a reply to another annotation, which is left out."));
      return;
    }
  item = new_item (self, annotation);
  ibid_foreign_load_item (self, item, find_title (annotation));
}

static void
load_list (IbidForeignReader *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ibid_json_push_index (&self->json, i);
      load_one (self, json_array_get_element (array, i));
      ibid_json_pop (&self->json);
    }
}

/*
 * ibid_foreign_load_hypothesis:
 * @root: the top of a file that ibid_foreign_is_hypothesis()
 *
 * Reads all annotations. Replies, which have no place of their own, are left out with a finding.
 */
void
ibid_foreign_load_hypothesis (IbidForeignReader *self, JsonNode *root)
{
  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      load_list (self, json_node_get_array (root));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (list_names); i++)
    {
      JsonArray *array = get_list (json_node_get_object (root), list_names[i]);

      if (array == NULL)
        continue;
      ibid_json_push_member (&self->json, list_names[i]);
      load_list (self, array);
      ibid_json_pop (&self->json);
      return;
    }
  load_one (self, root);
}
