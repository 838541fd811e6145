/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-annotation-load.h"
#include "ibid-annotation-node.h"
#include "ibid-document.h"
#include <glib/gi18n.h>
#include <string.h>

enum
{
  ROOT_CONTEXT,
  ROOT_FIRST,
  ROOT_TOMBSTONES,
  ROOT_ID,
  ROOT_TOTAL,
  ROOT_TYPE,
  N_ROOT
};
static const char *const root_names[N_ROOT] = { "@context", "first", "ibid:tombstones",
                                                "id",       "total", "type" };

enum
{
  PAGE_ID,
  PAGE_ITEMS,
  PAGE_NEXT,
  PAGE_PART_OF,
  PAGE_START_INDEX,
  PAGE_TYPE,
  N_PAGE
};
static const char *const page_names[N_PAGE] = { "id",     "items",      "next",
                                                "partOf", "startIndex", "type" };

enum
{
  TOMBSTONE_DELETED,
  TOMBSTONE_ID,
  TOMBSTONE_MODIFIED,
  N_TOMBSTONE
};
static const char *const tombstone_names[N_TOMBSTONE] = { "ibid:deleted", "id", "modified" };

enum
{
  ITEM_BODY,
  ITEM_BODY_VALUE,
  ITEM_CREATED,
  ITEM_EARLIER,
  ITEM_REFUSED_TEXT,
  ITEM_TEXT_HASH,
  ITEM_ID,
  ITEM_MODIFIED,
  ITEM_MOTIVATION,
  ITEM_TARGET,
  ITEM_TYPE,
  N_ITEM
};
static const char *const item_names[N_ITEM] = {
  "body",     "bodyValue",  "created", "ibid:earlier", "ibid:refusedText", "ibid:textHash", "id",
  "modified", "motivation", "target",  "type"
};

/* where a collection has its items, and how many of them are in memory as a tree */
static const char *const list_path[] = { "first", "items", NULL };
#define ITEMS_AT_ONCE 32

typedef struct
{
  IbidJson json;
  const char *article_id; /* or NULL */
  IbidAnnotationSet *set;
  GHashTable *ids; /* of the items so far, borrowed from the annotations */
} Reader;

/* part is made if it is not there */
static JsonObject *
ensure_foreign (IbidAnnotationSet *set)
{
  if (set->foreign == NULL)
    set->foreign = json_object_new ();
  return set->foreign;
}

/*
 * ibid_annotation_draft_keep:
 * @draft: an annotation that is being read
 * @part: one of the FOREIGN_ names
 * @node: what is kept; copied
 */
void
ibid_annotation_draft_keep (IbidAnnotationDraft *draft, const char *part, JsonNode *node)
{
  if (draft->foreign == NULL)
    draft->foreign = json_object_new ();
  json_object_set_member (draft->foreign, part, json_node_copy (node));
}

/*
 * ibid_annotation_draft_keep_object:
 * @draft: an annotation that is being read
 * @part: one of the FOREIGN_ names
 * @object: (nullable): what is kept; a reference is taken
 */
void
ibid_annotation_draft_keep_object (IbidAnnotationDraft *draft, const char *part, JsonObject *object)
{
  if (object == NULL)
    return;
  if (draft->foreign == NULL)
    draft->foreign = json_object_new ();
  json_object_set_object_member (draft->foreign, part, json_object_ref (object));
}

/*
 * ibid_annotation_draft_keep_in:
 * @draft: an annotation that is being read
 * @part: one of the FOREIGN_ names of lists
 * @node: what is added to that list; copied
 */
void
ibid_annotation_draft_keep_in (IbidAnnotationDraft *draft, const char *part, JsonNode *node)
{
  if (draft->foreign == NULL)
    draft->foreign = json_object_new ();
  if (!json_object_has_member (draft->foreign, part))
    json_object_set_array_member (draft->foreign, part, json_array_new ());
  json_array_add_element (json_object_get_array_member (draft->foreign, part),
                          json_node_copy (node));
}

static gboolean
is_word (JsonNode *node, const char *word)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strcmp (json_node_get_string (node), word) == 0;
}

/*
 * ibid_annotation_node_says:
 * @node: (nullable): a string or a list of strings, as JSON-LD has them
 * @word: a word
 *
 * Returns: whether it is that word, or holds it
 */
gboolean
ibid_annotation_node_says (JsonNode *node, const char *word)
{
  JsonArray *array;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return is_word (node, word);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (is_word (json_array_get_element (array, i), word))
      return TRUE;
  return FALSE;
}

static gboolean
read_time (IbidJson *json, const IbidJsonFields *fields, guint field, IbidJsonNeed need,
           gint64 *time_us)
{
  g_autofree char *detail = NULL;
  const char *text = NULL;

  if (!ibid_json_get_string (json, fields, field, need, &text))
    return FALSE;
  if (text == NULL || ibid_annotation_time_parse (text, time_us))
    return TRUE;
  detail =
      g_strdup_printf (_ ("expected a time such as “2021-05-07T09:30:00Z”, found “%s”."), text);
  return ibid_json_fail (json, fields->names[field], IBID_FORMAT_ERROR_VALUE, detail);
}

static gboolean
fail_duplicate (IbidJson *json, const char *id)
{
  g_autofree char *detail =
      g_strdup_printf (_ ("expected an id that is not there yet, found “%s” again."), id);

  return ibid_json_fail (json, "id", IBID_FORMAT_ERROR_DUPLICATE_ID, detail);
}

/* What the file says its purpose is, kept if we would not say just that. */
static void
keep_motivation (IbidAnnotationDraft *draft)
{
  const char *ours = ibid_annotation_motivation (draft->note != NULL, draft->tags->len > 0);
  g_autoptr (JsonArray) pair = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (draft->motivation == NULL || is_word (draft->motivation, ours))
    return;
  pair = json_array_sized_new (2);
  json_array_add_element (pair, json_node_copy (draft->motivation));
  json_array_add_string_element (pair, ours);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, pair);
  ibid_annotation_draft_keep (draft, FOREIGN_MOTIVATION, node);
}

static gboolean
read_earlier (IbidJson *json, const IbidJsonFields *fields, GArray *earlier)
{
  JsonArray *array = NULL;

  if (!ibid_json_get_array (json, fields, ITEM_EARLIER, IBID_JSON_OPTIONAL, &array))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gint64 time_us;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
          !ibid_annotation_time_parse (json_node_get_string (node), &time_us))
        {
          ibid_json_push_member (json, "ibid:earlier");
          ibid_json_push_index (json, i);
          ibid_json_fail (json, NULL, IBID_FORMAT_ERROR_VALUE,
                          _ ("expected a time such as “2021-05-07T09:30:00Z”."));
          ibid_json_pop (json);
          ibid_json_pop (json);
          return FALSE;
        }
      g_array_append_val (earlier, time_us);
    }
  return TRUE;
}

typedef struct
{
  const char *id;
  const char *text_hash;
  const char *refused_text;
  gint64 created_us;
  gint64 modified_us;
} Item;

static gboolean
read_plain_members (IbidJson *json, const IbidJsonFields *fields, Item *item)
{
  if (!ibid_json_get_name (json, fields, ITEM_ID, IBID_JSON_REQUIRED, &item->id) ||
      !read_time (json, fields, ITEM_CREATED, IBID_JSON_OPTIONAL, &item->created_us))
    return FALSE;
  item->modified_us = item->created_us;
  return read_time (json, fields, ITEM_MODIFIED, IBID_JSON_OPTIONAL, &item->modified_us) &&
         ibid_json_get_name (json, fields, ITEM_TEXT_HASH, IBID_JSON_OPTIONAL, &item->text_hash) &&
         ibid_json_get_name (json, fields, ITEM_REFUSED_TEXT, IBID_JSON_OPTIONAL,
                             &item->refused_text);
}

static IbidAnnotation *
new_annotation (const Item *item, IbidAnnotationDraft *draft, GArray *earlier)
{
  guint start = draft->has_position ? draft->start : IBID_SELECTOR_NO_POSITION;
  guint end = draft->has_position ? draft->end : IBID_SELECTOR_NO_POSITION;
  g_autoptr (IbidSelector) selector =
      ibid_selector_new (draft->exact != NULL ? draft->exact : "", draft->prefix, draft->suffix,
                         start, end, item->text_hash);
  IbidAnnotation *annotation;

  g_ptr_array_add (draft->tags, NULL);
  annotation = ibid_annotation_new_loaded (item->id, selector, draft->style, draft->note,
                                           (const char *const *)draft->tags->pdata,
                                           item->created_us, item->modified_us);
  ibid_annotation_set_refused_text (annotation, item->refused_text);
  ibid_annotation_set_earlier (annotation, (const gint64 *)(gpointer)earlier->data, earlier->len);
  if (draft->foreign != NULL && json_object_has_member (draft->foreign, FOREIGN_SELECTORS))
    json_object_set_array_member (draft->foreign, FOREIGN_PLACE,
                                  ibid_annotation_describe_place (selector));
  ibid_annotation_set_foreign (annotation, draft->foreign);
  return annotation;
}

/* NULL: the reader has the error */
static IbidAnnotation *
load_annotation (IbidJson *json, IbidJsonFields *fields, const char *article_id)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  g_autoptr (GArray) earlier = g_array_new (FALSE, FALSE, sizeof (gint64));
  IbidAnnotationDraft draft = { .tags = tags, .motivation = fields->nodes[ITEM_MOTIVATION] };
  IbidAnnotation *annotation = NULL;
  Item item = { 0 };
  const char *body_value = NULL;

  if (read_plain_members (json, fields, &item) && read_earlier (json, fields, earlier) &&
      ibid_json_get_string (json, fields, ITEM_BODY_VALUE, IBID_JSON_OPTIONAL, &body_value) &&
      ibid_annotation_load_bodies (json, fields->nodes[ITEM_BODY], body_value, &draft) &&
      ibid_annotation_load_target (json, fields->nodes[ITEM_TARGET], article_id, &draft))
    {
      ibid_annotation_draft_keep_object (&draft, FOREIGN_MEMBERS, fields->extra);
      keep_motivation (&draft);
      if (!is_word (fields->nodes[ITEM_TYPE], "Annotation"))
        ibid_annotation_draft_keep (&draft, FOREIGN_TYPE, fields->nodes[ITEM_TYPE]);
      annotation = new_annotation (&item, &draft, earlier);
    }
  g_clear_pointer (&draft.foreign, json_object_unref);
  return annotation;
}

/**
 * ibid_annotation_load_node:
 * @json: a reader, at the annotation
 * @node: an annotation as of the Web Annotation Data Model, with an id and a type
 * @article_id: (nullable): the article that it should be about; another source is kept and written
 *   back
 *
 * Reads a single annotation out of a tree, for readers of other programs' files.
 *
 * Returns: (transfer full) (nullable): the annotation, without an anchor; %NULL: @json has an error
 *   of %IBID_FORMAT_ERROR
 */
IbidAnnotation *
ibid_annotation_load_node (IbidJson *json, JsonNode *node, const char *article_id)
{
  g_auto (IbidJsonFields) fields = { 0 };

  if (!ibid_json_open (json, node, item_names, N_ITEM, &fields))
    return NULL;
  if (fields.nodes[ITEM_TYPE] == NULL)
    {
      ibid_json_fail_expected (json, "type", NULL, _ ("a string"));
      return NULL;
    }
  return load_annotation (json, &fields, article_id);
}

static gboolean
read_annotation (Reader *self, IbidJsonFields *fields)
{
  g_autoptr (IbidAnnotation) annotation = load_annotation (&self->json, fields, self->article_id);
  const char *id;

  if (annotation == NULL)
    return FALSE;
  id = ibid_annotation_get_id (annotation);
  if (g_hash_table_contains (self->ids, id))
    return fail_duplicate (&self->json, id);
  g_hash_table_add (self->ids, (gpointer)id);
  g_ptr_array_add (self->set->annotations, g_steal_pointer (&annotation));
  return TRUE;
}

/* An item of another kind, or only its address, is no business of ours, and stays. */
static void
keep_item (Reader *self, JsonNode *node)
{
  JsonObject *foreign = ensure_foreign (self->set);

  if (!json_object_has_member (foreign, FOREIGN_ITEMS))
    json_object_set_array_member (foreign, FOREIGN_ITEMS, json_array_new ());
  json_array_add_element (json_object_get_array_member (foreign, FOREIGN_ITEMS),
                          json_node_copy (node));
}

static gboolean
read_item (Reader *self, JsonNode *node)
{
  g_auto (IbidJsonFields) fields = { 0 };

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      keep_item (self, node);
      return TRUE;
    }
  if (!ibid_json_open (&self->json, node, item_names, N_ITEM, &fields))
    return FALSE;
  if (fields.nodes[ITEM_TYPE] == NULL)
    return ibid_json_fail_expected (&self->json, "type", NULL, _ ("a string"));
  if (ibid_annotation_node_says (fields.nodes[ITEM_TYPE], "Annotation"))
    return read_annotation (self, &fields);
  keep_item (self, node);
  return TRUE;
}

static gboolean
fail_too_many (IbidJson *json, const char *member, guint n)
{
  g_autofree char *detail = g_strdup_printf (_ ("expected at most %d annotations, found %u."),
                                             IBID_FORMAT_MAX_ANNOTATIONS, n);

  return ibid_json_fail (json, member, IBID_FORMAT_ERROR_TOO_MANY, detail);
}

static gboolean
check_count (Reader *self, guint n_items, const char *member)
{
  guint n = self->set->annotations->len + n_items;

  return n <= IBID_FORMAT_MAX_ANNOTATIONS || fail_too_many (&self->json, member, n);
}

/* the reader is at the list */
static gboolean
read_elements (Reader *self, JsonArray *items, guint first)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < json_array_get_length (items); i++)
    {
      ibid_json_push_index (&self->json, first + i);
      ok = read_item (self, json_array_get_element (items, i));
      ibid_json_pop (&self->json);
    }
  return ok;
}

static gboolean
read_items (Reader *self, JsonArray *items, const char *member)
{
  gboolean ok;

  if (!check_count (self, json_array_get_length (items), member))
    return FALSE;
  if (member == NULL)
    return read_elements (self, items, 0);
  ibid_json_push_member (&self->json, member);
  ok = read_elements (self, items, 0);
  ibid_json_pop (&self->json);
  return ok;
}

/* The items of a collection's first page, which are all of them in a file of ours. */
static gboolean
read_list (Reader *self, IbidDocumentList *list)
{
  gboolean ok = TRUE;
  guint first = 0;
  JsonNode *piece;

  for (const char *const *name = list_path; *name != NULL; name++)
    ibid_json_push_member (&self->json, *name);
  ok = check_count (self, list->n_elements, NULL);
  while (ok && (piece = ibid_document_list_next (list, ITEMS_AT_ONCE, self->json.file,
                                                 &self->json.error)) != NULL)
    {
      ok = read_elements (self, json_node_get_array (piece), first);
      first += json_array_get_length (json_node_get_array (piece));
      json_node_unref (piece);
    }
  for (const char *const *name = list_path; *name != NULL; name++)
    ibid_json_pop (&self->json);
  return ok && self->json.error == NULL;
}

static void
keep_page (Reader *self, IbidJsonFields *fields)
{
  g_autofree char *id = NULL;

  if (self->article_id != NULL)
    id = ibid_annotations_dup_part_id (self->article_id, "annotations-1");
  if (ibid_json_is_given (fields, PAGE_ID) && (id == NULL || !is_word (fields->nodes[PAGE_ID], id)))
    ibid_json_keep (fields, PAGE_ID);
  if (fields->extra != NULL && !json_object_has_member (ensure_foreign (self->set), FOREIGN_PAGE))
    json_object_set_object_member (self->set->foreign, FOREIGN_PAGE,
                                   json_object_ref (fields->extra));
}

/* A page, and those that follow inside it. */
static gboolean
read_page (Reader *self, JsonNode *page)
{
  guint depth = self->json.depth;
  gboolean ok = TRUE;

  while (ok && page != NULL)
    {
      g_auto (IbidJsonFields) fields = { 0 };
      JsonArray *items = NULL;

      ok = ibid_json_open (&self->json, page, page_names, N_PAGE, &fields) &&
           ibid_json_get_array (&self->json, &fields, PAGE_ITEMS, IBID_JSON_OPTIONAL, &items) &&
           (items == NULL || read_items (self, items, "items"));
      page = fields.nodes[PAGE_NEXT];
      /* the address of another page: what is there is not in this file */
      if (ok && page != NULL && !JSON_NODE_HOLDS_OBJECT (page))
        {
          ibid_json_keep (&fields, PAGE_NEXT);
          page = NULL;
        }
      if (ok)
        keep_page (self, &fields);
      if (page != NULL)
        ibid_json_push_member (&self->json, "next");
    }
  while (self->json.depth > depth)
    ibid_json_pop (&self->json);
  return ok;
}

static gboolean
read_tombstone (Reader *self, JsonNode *node)
{
  g_auto (IbidJsonFields) fields = { 0 };
  JsonObject *foreign;
  const char *id = NULL;
  gboolean deleted = TRUE;
  gint64 modified_us = 0;

  if (!ibid_json_open (&self->json, node, tombstone_names, N_TOMBSTONE, &fields) ||
      !ibid_json_get_name (&self->json, &fields, TOMBSTONE_ID, IBID_JSON_REQUIRED, &id) ||
      !read_time (&self->json, &fields, TOMBSTONE_MODIFIED, IBID_JSON_REQUIRED, &modified_us) ||
      !ibid_json_get_boolean (&self->json, &fields, TOMBSTONE_DELETED, IBID_JSON_OPTIONAL,
                              &deleted))
    return FALSE;
  if (!deleted)
    return ibid_json_fail (&self->json, "ibid:deleted", IBID_FORMAT_ERROR_VALUE,
                           _ ("expected true, found false."));
  ibid_annotation_set_note_removal (self->set, id, modified_us);
  if (fields.extra == NULL)
    return TRUE;
  foreign = ensure_foreign (self->set);
  if (!json_object_has_member (foreign, FOREIGN_TOMBSTONES))
    json_object_set_object_member (foreign, FOREIGN_TOMBSTONES, json_object_new ());
  json_object_set_object_member (json_object_get_object_member (foreign, FOREIGN_TOMBSTONES), id,
                                 json_object_ref (fields.extra));
  return TRUE;
}

static gboolean
read_tombstones (Reader *self, const IbidJsonFields *fields)
{
  JsonArray *tombstones = NULL;
  gboolean ok = TRUE;

  if (!ibid_json_get_array (&self->json, fields, ROOT_TOMBSTONES, IBID_JSON_OPTIONAL, &tombstones))
    return FALSE;
  if (tombstones == NULL)
    return TRUE;
  if (json_array_get_length (tombstones) > IBID_FORMAT_MAX_ANNOTATIONS)
    return fail_too_many (&self->json, "ibid:tombstones", json_array_get_length (tombstones));
  ibid_json_push_member (&self->json, "ibid:tombstones");
  for (guint i = 0; ok && i < json_array_get_length (tombstones); i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = read_tombstone (self, json_array_get_element (tombstones, i));
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

/* Is it exactly what the writer would say? */
static gboolean
is_our_context (JsonNode *context)
{
  JsonArray *array;
  JsonObject *terms;

  if (!JSON_NODE_HOLDS_ARRAY (context))
    return FALSE;
  array = json_node_get_array (context);
  if (json_array_get_length (array) != 2 ||
      !is_word (json_array_get_element (array, 0), ANNOTATIONS_CONTEXT) ||
      !JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 1)))
    return FALSE;
  terms = json_array_get_object_element (array, 1);
  return json_object_get_size (terms) == 1 && json_object_has_member (terms, ANNOTATIONS_PREFIX) &&
         is_word (json_object_get_member (terms, ANNOTATIONS_PREFIX), ANNOTATIONS_NAMESPACE);
}

static void
keep_root (Reader *self, IbidJsonFields *fields)
{
  g_autofree char *id = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (self->article_id != NULL)
    id = ibid_annotations_dup_part_id (self->article_id, "annotations");
  if (ibid_json_is_given (fields, ROOT_ID) && (id == NULL || !is_word (fields->nodes[ROOT_ID], id)))
    ibid_json_keep (fields, ROOT_ID);
  if (!is_word (fields->nodes[ROOT_TYPE], "AnnotationCollection"))
    ibid_json_keep (fields, ROOT_TYPE);
  if (fields->nodes[ROOT_CONTEXT] != NULL && !is_our_context (fields->nodes[ROOT_CONTEXT]))
    json_object_set_member (ensure_foreign (self->set), FOREIGN_CONTEXT,
                            json_node_copy (fields->nodes[ROOT_CONTEXT]));
  if (fields->extra == NULL)
    return;
  json_object_set_object_member (ensure_foreign (self->set), FOREIGN_MEMBERS, json_object_new ());
  json_object_iter_init_ordered (&iter, fields->extra);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (json_object_get_object_member (self->set->foreign, FOREIGN_MEMBERS),
                            name, json_node_copy (node));
}

static gboolean
read_collection (Reader *self, JsonNode *root)
{
  g_auto (IbidJsonFields) fields = { 0 };
  const char *id = NULL;
  guint total;
  gboolean ok = TRUE;

  if (!ibid_json_open (&self->json, root, root_names, N_ROOT, &fields) ||
      !ibid_json_get_name (&self->json, &fields, ROOT_ID, IBID_JSON_OPTIONAL, &id) ||
      !ibid_json_get_uint (&self->json, &fields, ROOT_TOTAL, IBID_JSON_OPTIONAL, 0, G_MAXINT32,
                           &total) ||
      !read_tombstones (self, &fields))
    return FALSE;
  if (ibid_json_is_given (&fields, ROOT_FIRST))
    {
      ibid_json_push_member (&self->json, "first");
      ok = read_page (self, fields.nodes[ROOT_FIRST]);
      ibid_json_pop (&self->json);
    }
  if (ok)
    keep_root (self, &fields);
  return ok;
}

static gboolean
is_collection (JsonNode *root)
{
  return JSON_NODE_HOLDS_OBJECT (root) &&
         ibid_annotation_node_says (json_object_get_member (json_node_get_object (root), "type"),
                                    "AnnotationCollection");
}

/* What lies at the top: a collection, one page of it, some annotations, or a single one. */
static gboolean
read_root (Reader *self, JsonNode *root)
{
  JsonNode *type = NULL;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return read_items (self, json_node_get_array (root), NULL);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return ibid_json_fail_expected (&self->json, NULL, root, _ ("an object"));
  type = json_object_get_member (json_node_get_object (root), "type");
  if (is_collection (root))
    return read_collection (self, root);
  if (ibid_annotation_node_says (type, "AnnotationPage"))
    return read_page (self, root);
  if (ibid_annotation_node_says (type, "Annotation"))
    return read_item (self, root);
  return ibid_json_fail (&self->json, "type", IBID_FORMAT_ERROR_NOT_ARTICLE,
                         _ ("expected “AnnotationCollection”. The file is sound JSON, but holds no "
                            "annotations."));
}

/* Of an annotation and its removal the later counts. */
static void
settle_removals (IbidAnnotationSet *set)
{
  guint kept = 0;

  for (guint i = 0; i < set->annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (set->annotations, i);
      const char *id = ibid_annotation_get_id (annotation);
      const gint64 *when = g_hash_table_lookup (set->removed, id);

      if (when != NULL && *when >= ibid_annotation_get_modified (annotation))
        {
          g_object_unref (annotation);
          continue;
        }
      if (when != NULL)
        g_hash_table_remove (set->removed, id);
      g_ptr_array_index (set->annotations, kept++) = annotation;
    }
  /* what lies behind is moved or freed already */
  for (guint i = kept; i < set->annotations->len; i++)
    g_ptr_array_index (set->annotations, i) = NULL;
  g_ptr_array_set_free_func (set->annotations, NULL);
  g_ptr_array_set_size (set->annotations, (int)kept);
  g_ptr_array_set_free_func (set->annotations, g_object_unref);
}

/* In a file that is no collection "first" may mean anything. */
static JsonNode *
parse (GBytes *bytes, const char *file, IbidDocumentList *list, GError **error)
{
  g_autoptr (JsonNode) root = ibid_document_parse_but (bytes, file, list_path, list, error);

  if (root == NULL || list->n_elements == 0 || is_collection (root))
    return g_steal_pointer (&root);
  *list = (IbidDocumentList){ NULL, NULL, 0 };
  return ibid_document_parse (bytes, file, error);
}

/**
 * ibid_annotations_load_bytes:
 * @bytes: a whole file
 * @display_name: its name, for messages
 * @article_id: (nullable): the article that it should be about; another source of an annotation is
 *   kept and written back
 * @error: where to put an error of %IBID_FORMAT_ERROR; %IBID_FORMAT_ERROR_NOT_ARTICLE if it is a
 *   file of another kind
 *
 * Reads annotations as of the Web Annotation Data Model: a collection with the page inside, a page,
 * a list of annotations, or a single one. What Ibid does not know (members, bodies, selectors,
 * further targets, other items) is kept and written back by ibid_annotations_save_bytes(). Of an
 * annotation and its tombstone the later counts.
 *
 * Returns: (transfer full) (nullable): the annotations, without anchors
 */
IbidAnnotationSet *
ibid_annotations_load_bytes (GBytes *bytes, const char *display_name, const char *article_id,
                             GError **error)
{
  IbidDocumentList list;
  g_autoptr (JsonNode) root = parse (bytes, display_name, &list, error);
  g_autoptr (IbidAnnotationSet) set = NULL;
  g_autoptr (GHashTable) ids = NULL;
  Reader reader = { .json = { .file = display_name }, .article_id = article_id };

  if (root == NULL)
    return NULL;
  set = ibid_annotation_set_new ();
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  reader.set = set;
  reader.ids = ids;
  if (!read_root (&reader, root) || !read_list (&reader, &list))
    {
      g_propagate_error (error, reader.json.error);
      return NULL;
    }
  settle_removals (set);
  return g_steal_pointer (&set);
}
