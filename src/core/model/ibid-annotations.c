/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-annotation.h"
#include "ibid-span-index-private.h"

struct _IbidAnnotations
{
  GObject parent_instance;

  /* owned */
  GPtrArray *sorted;   /* of IbidAnnotation, by place */
  GHashTable *by_id;   /* the annotation's own string → annotation, borrowed */
  GHashTable *removed; /* id → gint64, when */
  GArray *index;       /* of IbidSpanEntry; NULL after a change */
  JsonObject *foreign;
};

static void ibid_annotations_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IbidAnnotations, ibid_annotations, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ibid_annotations_model_init))

static GType
ibid_annotations_get_item_type (GListModel *model)
{
  return IBID_TYPE_ANNOTATION;
}

static guint
ibid_annotations_get_n_items (GListModel *model)
{
  return IBID_ANNOTATIONS (model)->sorted->len;
}

static gpointer
ibid_annotations_get_item (GListModel *model, guint position)
{
  IbidAnnotations *self = IBID_ANNOTATIONS (model);

  return position < self->sorted->len ? g_object_ref (self->sorted->pdata[position]) : NULL;
}

static void
ibid_annotations_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ibid_annotations_get_item_type;
  iface->get_n_items = ibid_annotations_get_n_items;
  iface->get_item = ibid_annotations_get_item;
}

static void
ibid_annotations_finalize (GObject *object)
{
  IbidAnnotations *self = IBID_ANNOTATIONS (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->removed);
  g_clear_pointer (&self->index, g_array_unref);
  g_clear_pointer (&self->foreign, json_object_unref);
  G_OBJECT_CLASS (ibid_annotations_parent_class)->finalize (object);
}

static void
ibid_annotations_class_init (IbidAnnotationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_annotations_finalize;
}

static void
ibid_annotations_init (IbidAnnotations *self)
{
  self->sorted = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ibid_annotations_new:
 *
 * Returns: (transfer full): an empty collection
 */
IbidAnnotations *
ibid_annotations_new (void)
{
  return g_object_new (IBID_TYPE_ANNOTATIONS, NULL);
}

/**
 * ibid_annotations_lookup:
 * @self: a collection
 * @id: an IRI
 *
 * Returns: (transfer none) (nullable): the annotation with that id
 */
IbidAnnotation *
ibid_annotations_lookup (IbidAnnotations *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/* Where an annotation stands in the list, or would have to stand. */
static guint
find_position (IbidAnnotations *self, IbidAnnotation *annotation)
{
  guint low = 0;
  guint high = self->sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ibid_annotation_compare_place (self->sorted->pdata[middle], annotation) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * ibid_annotations_get_position:
 * @self: a collection
 * @annotation: an annotation
 * @position: (out) (optional): where it stands in the list
 *
 * Returns: whether this very state of the annotation is in the collection
 */
gboolean
ibid_annotations_get_position (IbidAnnotations *self, IbidAnnotation *annotation, guint *position)
{
  guint at = find_position (self, annotation);

  if (position != NULL)
    *position = at;
  return at < self->sorted->len && self->sorted->pdata[at] == annotation;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const IbidSpanEntry *one = a;
  const IbidSpanEntry *other = b;

  return ibid_span_compare (&one->span, &other->span);
}

static void
ensure_index (IbidAnnotations *self)
{
  g_autoptr (GArray) entries = NULL;

  if (self->index != NULL)
    return;
  entries = g_array_new (FALSE, FALSE, sizeof (IbidSpanEntry));
  for (guint i = 0; i < self->sorted->len; i++)
    {
      guint n_spans;
      const IbidSpan *spans = ibid_annotation_get_spans (self->sorted->pdata[i], &n_spans);

      for (guint k = 0; k < n_spans; k++)
        {
          IbidSpanEntry entry = { spans[k], 0, self->sorted->pdata[i] };

          g_array_append_val (entries, entry);
        }
    }
  g_array_sort (entries, compare_entries);
  self->index = ibid_span_index_new (entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      const IbidSpanEntry *entry = &g_array_index (entries, IbidSpanEntry, i);

      ibid_span_index_append (self->index, &entry->span, entry->object);
    }
}

static int
compare_length (gconstpointer a, gconstpointer b)
{
  guint one_start, one_end, other_start, other_end;

  ibid_annotation_get_range (*(IbidAnnotation *const *)a, &one_start, &one_end);
  ibid_annotation_get_range (*(IbidAnnotation *const *)b, &other_start, &other_end);
  return (int)(one_end - one_start) - (int)(other_end - other_start);
}

/**
 * ibid_annotations_at:
 * @self: a collection
 * @block: position of a block
 * @offset: a character of it, in code points
 *
 * Finds everything that stands at a character.
 *
 * Returns: (transfer container) (element-type IbidAnnotation): borrowed, the shortest first
 */
GPtrArray *
ibid_annotations_at (IbidAnnotations *self, guint block, guint offset)
{
  IbidSpan span = { block, offset, offset + 1 };
  GPtrArray *found;

  ensure_index (self);
  found = ibid_span_index_overlapping (self->index, &span);
  g_ptr_array_sort (found, compare_length);
  return found;
}

/**
 * ibid_annotations_in:
 * @self: a collection
 * @span: a piece of a block; its end may lie past the block's
 *
 * Finds everything that shares characters with a piece of text.
 *
 * Returns: (transfer container) (element-type IbidAnnotation): borrowed, in reading order
 */
GPtrArray *
ibid_annotations_in (IbidAnnotations *self, const IbidSpan *span)
{
  ensure_index (self);
  return ibid_span_index_overlapping (self->index, span);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *)a, *(const char *const *)b);
}

/**
 * ibid_annotations_dup_tags:
 * @self: a collection
 *
 * Lists the tags that are used, each once, in the order of the reader's language.
 *
 * Returns: (transfer full) (element-type utf8): the tags
 */
GPtrArray *
ibid_annotations_dup_tags (IbidAnnotations *self)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->sorted->len; i++)
    for (const char *const *tag = ibid_annotation_get_tags (self->sorted->pdata[i]); *tag != NULL;
         tag++)
      if (g_hash_table_add (seen, (gpointer)*tag))
        g_ptr_array_add (tags, g_strdup (*tag));
  g_ptr_array_sort (tags, compare_strings);
  return tags;
}

static void
forget_removal (IbidAnnotations *self, IbidAnnotation *annotation)
{
  g_hash_table_remove (self->removed, ibid_annotation_get_id (annotation));
}

static void
take_at (IbidAnnotations *self, IbidAnnotation *annotation, guint position)
{
  g_ptr_array_insert (self->sorted, (int)position, g_object_ref (annotation));
  g_hash_table_replace (self->by_id, (gpointer)ibid_annotation_get_id (annotation), annotation);
}

/* The caller announces it. */
static guint
drop (IbidAnnotations *self, IbidAnnotation *annotation)
{
  guint position = find_position (self, annotation);

  g_clear_pointer (&self->index, g_array_unref);
  g_hash_table_remove (self->by_id, ibid_annotation_get_id (annotation));
  g_ptr_array_remove_index (self->sorted, position);
  return position;
}

/**
 * ibid_annotations_put:
 * @self: a collection
 * @annotation: an annotation, with its anchor set; a reference is taken
 *
 * Adds an annotation, or replaces the one with the same id. A removal of that id is forgotten.
 */
void
ibid_annotations_put (IbidAnnotations *self, IbidAnnotation *annotation)
{
  IbidAnnotation *earlier = ibid_annotations_lookup (self, ibid_annotation_get_id (annotation));
  guint from = G_MAXUINT;
  guint to;

  if (earlier == annotation)
    return;
  forget_removal (self, annotation);
  if (earlier != NULL)
    from = drop (self, earlier);
  g_clear_pointer (&self->index, g_array_unref);
  to = find_position (self, annotation);
  if (earlier != NULL && to != from)
    g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);
  take_at (self, annotation, to);
  g_list_model_items_changed (G_LIST_MODEL (self), to, to == from ? 1 : 0, 1);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return ibid_annotation_compare_place (*(IbidAnnotation *const *)a, *(IbidAnnotation *const *)b);
}

/* Sorts what is in the table of ids anew. */
static void
rebuild (IbidAnnotations *self)
{
  g_autoptr (GPtrArray) former = g_steal_pointer (&self->sorted);
  GHashTableIter iter;
  gpointer annotation;

  self->sorted = g_ptr_array_new_full (g_hash_table_size (self->by_id), g_object_unref);
  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &annotation))
    g_ptr_array_add (self->sorted, g_object_ref (annotation));
  g_ptr_array_sort (self->sorted, compare_places);
  g_clear_pointer (&self->index, g_array_unref);
}

/**
 * ibid_annotations_put_all:
 * @self: a collection
 * @annotations: (element-type IbidAnnotation): annotations, with their anchors set
 *
 * Puts many at once; of several with the same id the last one stays. Announced as one change of the
 * whole list.
 */
void
ibid_annotations_put_all (IbidAnnotations *self, GPtrArray *annotations)
{
  guint n_before = self->sorted->len;

  if (annotations->len == 0)
    return;
  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (annotations, i);

      forget_removal (self, annotation);
      g_hash_table_replace (self->by_id, (gpointer)ibid_annotation_get_id (annotation), annotation);
    }
  rebuild (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->sorted->len);
}

static void
note_removal (IbidAnnotations *self, const char *id, gint64 modified_us)
{
  g_hash_table_replace (self->removed, g_strdup (id), g_memdup2 (&modified_us, sizeof modified_us));
}

/**
 * ibid_annotations_remove:
 * @self: a collection
 * @id: an IRI; none has to be there
 * @modified_us: when it was removed, in microseconds since 1970, UTC
 *
 * Removes an annotation and remembers that it was.
 */
void
ibid_annotations_remove (IbidAnnotations *self, const char *id, gint64 modified_us)
{
  IbidAnnotation *annotation = ibid_annotations_lookup (self, id);
  guint position;

  note_removal (self, id, modified_us);
  if (annotation == NULL)
    return;
  position = drop (self, annotation);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * ibid_annotations_remove_all:
 * @self: a collection
 * @ids: (element-type utf8): IRIs
 * @modified_us: when they were removed, in microseconds since 1970, UTC
 *
 * Removes many at once; announced as one change of the whole list.
 */
void
ibid_annotations_remove_all (IbidAnnotations *self, GPtrArray *ids, gint64 modified_us)
{
  guint n_before = self->sorted->len;

  if (ids->len == 0)
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      note_removal (self, id, modified_us);
      g_hash_table_remove (self->by_id, id);
    }
  rebuild (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->sorted->len);
}

/**
 * ibid_annotations_get_removed:
 * @self: a collection
 * @id: an IRI
 * @modified_us: (out) (optional): when it was removed, in microseconds since 1970, UTC
 *
 * Returns: whether an annotation with that id was removed
 */
gboolean
ibid_annotations_get_removed (IbidAnnotations *self, const char *id, gint64 *modified_us)
{
  const gint64 *when = g_hash_table_lookup (self->removed, id);

  if (when != NULL && modified_us != NULL)
    *modified_us = *when;
  return when != NULL;
}

/**
 * ibid_annotations_get_all_removed:
 * @self: a collection
 *
 * Returns: (transfer none) (element-type utf8 gint64): the ids of what was removed, each with a
 *   pointer to the time in microseconds since 1970, UTC
 */
GHashTable *
ibid_annotations_get_all_removed (IbidAnnotations *self)
{
  return self->removed;
}

/**
 * ibid_annotations_get_foreign:
 * @self: a collection
 *
 * Returns: (transfer none) (nullable): what its file says beside what Ibid knows
 */
JsonObject *
ibid_annotations_get_foreign (IbidAnnotations *self)
{
  return self->foreign;
}

/**
 * ibid_annotations_set_foreign:
 * @self: a collection
 * @foreign: (nullable): what its file says beside what Ibid knows; a reference is taken
 */
void
ibid_annotations_set_foreign (IbidAnnotations *self, JsonObject *foreign)
{
  if (foreign != NULL)
    json_object_ref (foreign);
  g_clear_pointer (&self->foreign, json_object_unref);
  self->foreign = foreign;
}
