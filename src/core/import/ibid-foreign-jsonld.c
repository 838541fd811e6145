/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * Web Annotations of other programs: where they lie in a file. Each is brought into the shape that
 * the room format reads (ibid-foreign-shape.c) and read there. (Web Annotation Data Model, sections
 * 3, 4 and 5; Readium's AnnotationSet)
 */

/*
 * ibid_foreign_get_string:
 * @object: (nullable): an object
 * @name: a member
 *
 * Returns: (transfer none) (nullable): its value, if that is a string
 */
const char *
ibid_foreign_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* "oa:Annotation", or with the whole address */
static gboolean
is_term (const char *text, const char *word)
{
  const char *name = strrchr (text, '#');

  if (name == NULL)
    name = strchr (text, ':');
  return strcmp (text, word) == 0 || (name != NULL && strcmp (name + 1, word) == 0);
}

static gboolean
node_says (JsonNode *node, const char *word)
{
  JsonArray *array;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING &&
           is_term (json_node_get_string (node), word);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && node_says (element, word))
        return TRUE;
    }
  return FALSE;
}

/*
 * ibid_foreign_says:
 * @object: an object
 * @name: a member; "type" is "@type", too
 * @word: a term of the vocabulary
 *
 * Returns: whether it is that term, or a list with it, with or without a prefix
 */
gboolean
ibid_foreign_says (JsonObject *object, const char *name, const char *word)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL && strcmp (name, "type") == 0)
    node = json_object_get_member (object, "@type");
  return node_says (node, word);
}

/* Of several targets the one that is this article, else the first with a selector, else the first:
 * that is the one that is shown. */
static guint
choose_target (IbidForeignReader *self, JsonObject *item, const char **address)
{
  JsonNode *node = json_object_get_member (item, "target");
  guint n_targets = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                        ? json_array_get_length (json_node_get_array (node))
                        : 0;
  guint best = G_MAXUINT;

  *address = ibid_foreign_get_target_address (node);
  for (guint i = 0; i < n_targets; i++)
    {
      JsonNode *target = json_array_get_element (json_node_get_array (node), i);
      const char *other = ibid_foreign_get_target_address (target);

      if (other != NULL && ibid_foreign_about_matches (self->about, other, NULL))
        {
          *address = other;
          return i;
        }
      if (best == G_MAXUINT && JSON_NODE_HOLDS_OBJECT (target) &&
          json_object_has_member (json_node_get_object (target), "selector"))
        best = i;
    }
  if (n_targets == 0)
    return 0;
  best = best != G_MAXUINT ? best : 0;
  *address =
      ibid_foreign_get_target_address (json_array_get_element (json_node_get_array (node), best));
  return best;
}

/* Ids of annotations whose program does not give them one that means something to others. */
static char *
dup_id (JsonObject *item, const char *address)
{
  const char *id = ibid_foreign_get_string (item, "id");
  const char *time = ibid_foreign_get_string (item, "modified");
  const char *parts[] = { NULL, address };
  char *iri;

  if (id == NULL)
    id = ibid_foreign_get_string (item, "@id");
  iri = ibid_foreign_dup_iri (id);
  if (iri != NULL || id == NULL || *id == '\0' || (time == NULL || *time == '\0'))
    return iri;
  parts[0] = id;
  return ibid_foreign_dup_named_id (parts, G_N_ELEMENTS (parts));
}

static void
find_error (IbidForeignReader *self)
{
  g_autofree char *pointer = ibid_format_error_dup_pointer (self->json.error);
  g_autofree char *detail = ibid_format_error_dup_detail (self->json.error);

  ibid_foreign_find (self, "annotation-unreadable", pointer,
                     detail != NULL ? detail : self->json.error->message);
  g_clear_error (&self->json.error);
}

static void
find_here (IbidForeignReader *self, const char *code, const char *message)
{
  g_autofree char *pointer = ibid_json_dup_pointer (&self->json, NULL);

  ibid_foreign_find (self, code, pointer, message);
}

/* An annotation that nothing is known of but that it is one helps nobody. */
static gboolean
is_worth_it (IbidAnnotation *annotation)
{
  return *ibid_selector_get_exact (ibid_annotation_get_selector (annotation)) != '\0' ||
         ibid_annotation_get_note (annotation) != NULL ||
         *ibid_annotation_get_tags (annotation) != NULL;
}

static void
take (IbidForeignReader *self, IbidAnnotation *annotation)
{
  if (strlen (ibid_selector_get_exact (ibid_annotation_get_selector (annotation))) >
      IBID_FOREIGN_MAX_QUOTE_BYTES)
    find_here (self, "quote-too-long", _ ("The quote is longer than any that Ibid takes."));
  else if (!is_worth_it (annotation))
    find_here (self, "no-quote",
               _ ("There is no quote to find a place by, no note and no tag (a quote is expected "
                  "in a selector of the type “TextQuoteSelector”)."));
  else if (!ibid_foreign_take (self, g_object_ref (annotation)))
    find_here (self, "annotation-repeated", _ ("The same annotation was in the file before."));
  g_object_unref (annotation);
}

/*
 * ibid_foreign_load_item:
 * @item: an annotation; the reader is at it
 * @title: (nullable): the title of what it is about, if the file says so
 *
 * Reads one annotation, if it is wanted. One that cannot be read is a finding.
 */
void
ibid_foreign_load_item (IbidForeignReader *self, JsonObject *item, const char *title)
{
  const char *address = NULL;
  guint target = choose_target (self, item, &address);
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) shaped = NULL;
  g_autoptr (JsonNode) node = NULL;
  IbidAnnotation *annotation;

  if (!ibid_foreign_meet (self, address, title))
    return;
  shaped = ibid_foreign_shape_item (self, item, target);
  id = dup_id (item, address);
  json_object_set_string_member (shaped, "id", id != NULL ? id : "urn:uuid:0");
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, shaped);
  annotation =
      ibid_annotation_load_node (&self->json, node, ibid_foreign_about_get_id (self->about));
  if (annotation == NULL)
    {
      find_error (self);
      return;
    }
  if (id == NULL)
    {
      IbidAnnotation *without_id = annotation;

      id = ibid_foreign_dup_content_id (without_id, NULL);
      json_object_set_string_member (shaped, "id", id);
      annotation =
          ibid_annotation_load_node (&self->json, node, ibid_foreign_about_get_id (self->about));
      g_object_unref (without_id);
    }
  take (self, annotation);
}

static void walk (IbidForeignReader *self, JsonNode *node);

static void
walk_member (IbidForeignReader *self, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  ibid_json_push_member (&self->json, name);
  walk (self, node);
  ibid_json_pop (&self->json);
}

static void
walk_list (IbidForeignReader *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      ibid_json_push_index (&self->json, i);
      walk (self, json_array_get_element (array, i));
      ibid_json_pop (&self->json);
    }
}

static gboolean
is_container (JsonNode *node)
{
  return node != NULL && (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node));
}

/* A collection, a page, a set, or what merely holds a list of them. The last page is looked at if
 * the first one does not lead to it. */
static void
walk_holder (IbidForeignReader *self, JsonObject *object)
{
  static const char *const names[] = { "first", "items", "@graph", "annotations", "next" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    walk_member (self, object, names[i]);
  if (!is_container (json_object_get_member (object, "first")) &&
      !json_object_has_member (object, "items"))
    walk_member (self, object, "last");
}

static void
walk (IbidForeignReader *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    walk_list (self, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      if (ibid_foreign_says (object, "type", "Annotation"))
        ibid_foreign_load_item (self, object, NULL);
      else
        walk_holder (self, object);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    find_here (self, "not-in-this-file",
               _ ("Here is only an address; what lies there is not in this file, and Ibid fetches "
                  "nothing."));
}

/*
 * ibid_foreign_load_jsonld:
 * @root: the top of a file
 * @error: return location for %IBID_IMPORT_ERROR_FORMAT: there is no annotation in it
 *
 * Reads all annotations, wherever collections and pages have them.
 *
 * Returns: whether it is such a file
 */
gboolean
ibid_foreign_load_jsonld (IbidForeignReader *self, JsonNode *root, GError **error)
{
  walk (self, root);
  if (self->n_items > 0)
    return TRUE;
  g_set_error (
      error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_FORMAT,
      _ ("%s: expected annotations: an object or list of the type “Annotation”, "
         "“AnnotationPage” or “AnnotationCollection”, or an export of Hypothesis. The file "
         "is sound JSON, but holds none."),
      self->file);
  return FALSE;
}
