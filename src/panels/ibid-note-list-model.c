/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "ibid-fold.h"
#include "ibid-note-list-model-private.h"

static void ibid_note_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IbidNoteListModel, ibid_note_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ibid_note_list_model_iface_init))

void
ibid_note_counts_clear (IbidNoteCounts *counts)
{
  g_clear_pointer (&counts->tags, g_hash_table_unref);
}

/* ── what is let through ── */

typedef enum
{
  FACET_TEXT = 1 << 0,
  FACET_STYLE = 1 << 1,
  FACET_STATE = 1 << 2,
  FACET_NOTE = 1 << 3,
  FACET_TAGS = 1 << 4,
} Facet;

static gboolean
has_every_tag (IbidNoteListModel *self, IbidAnnotation *annotation)
{
  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    if (!ibid_annotation_has_tag (annotation, self->tags[i]))
      return FALSE;
  return TRUE;
}

static gboolean
has_note (IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);

  return note != NULL && note[0] != '\0';
}

/* Which parts of the filter a row fails; 0: it is let through. */
static guint
get_failed (IbidNoteListModel *self, IbidNoteListRow *row)
{
  IbidAnnotation *annotation = row->annotation;
  guint failed = 0;

  if (self->filter.styles != 0 &&
      (self->filter.styles & 1u << ibid_annotation_get_style (annotation)) == 0)
    failed |= FACET_STYLE;
  if (self->filter.states != 0 &&
      (self->filter.states & 1u << ibid_annotation_get_state (annotation)) == 0)
    failed |= FACET_STATE;
  if (self->filter.with_note && !has_note (annotation))
    failed |= FACET_NOTE;
  if (!has_every_tag (self, annotation))
    failed |= FACET_TAGS;
  /* the dearest comes last, and only where it matters */
  if (self->query != NULL &&
      !ibid_text_key_matches (ibid_note_list_row_get_search_key (row), self->query))
    failed |= FACET_TEXT;
  return failed;
}

/* Announces only the middle that differs: what stays keeps its widget, focus and place. */
static void
show (IbidNoteListModel *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) earlier = g_steal_pointer (&self->shown);
  guint shorter = MIN (earlier->len, rows->len);
  guint same_before = 0;
  guint same_after = 0;

  while (same_before < shorter &&
         g_ptr_array_index (earlier, same_before) == g_ptr_array_index (rows, same_before))
    same_before++;
  while (same_after < shorter - same_before &&
         g_ptr_array_index (earlier, earlier->len - 1 - same_after) ==
             g_ptr_array_index (rows, rows->len - 1 - same_after))
    same_after++;

  ibid_note_list_model_show_headings (self, rows);
  self->shown = rows;
  if (same_before + same_after < MAX (earlier->len, rows->len))
    g_list_model_items_changed (G_LIST_MODEL (self), same_before,
                                earlier->len - same_before - same_after,
                                rows->len - same_before - same_after);
}

/* from: the rows that can pass, in order; those that passed a shorter query, or all. */
static void
filter (IbidNoteListModel *self, GPtrArray *from)
{
  GPtrArray *rows = g_ptr_array_sized_new (from->len);

  for (guint i = 0; i < from->len; i++)
    {
      IbidNoteListRow *row = g_ptr_array_index (from, i);
      if (get_failed (self, row) == 0)
        g_ptr_array_add (rows, row);
    }
  show (self, rows);
}

/* ── the annotations ── */

static IbidNoteListRow *
obtain_row (IbidNoteListModel *self, IbidAnnotation *annotation)
{
  IbidNoteListRow *row = g_hash_table_lookup (self->rows, ibid_annotation_get_id (annotation));

  if (row == NULL)
    {
      row = g_object_new (IBID_TYPE_NOTE_LIST_ROW, NULL);
      row->id = g_strdup (ibid_annotation_get_id (annotation));
      g_hash_table_insert (self->rows, row->id, row);
    }
  return row;
}

static gboolean
is_left_behind (gpointer key, gpointer value, gpointer data)
{
  return ((IbidNoteListRow *)value)->stamp != GPOINTER_TO_UINT (data);
}

void
ibid_note_list_model_update (IbidNoteListModel *self)
{
  guint n_annotations;

  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  n_annotations = self->annotations != NULL ? g_list_model_get_n_items (self->annotations) : 0;
  self->stamp++;
  self->n_prepared = 0;
  memset (self->n_states, 0, sizeof self->n_states);
  g_ptr_array_set_size (self->by_place, MIN (n_annotations, self->by_place->len));
  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (self->annotations, i);
      /* most often it is the one that was here before */
      IbidNoteListRow *row = i < self->by_place->len ? g_ptr_array_index (self->by_place, i) : NULL;

      if (row == NULL || row->annotation != annotation)
        row = obtain_row (self, annotation);
      ibid_note_list_row_set_annotation (row, annotation);
      row->stamp = self->stamp;
      self->n_states[ibid_annotation_get_state (annotation)]++;
      if (i < self->by_place->len)
        g_ptr_array_index (self->by_place, i) = row;
      else
        g_ptr_array_add (self->by_place, row);
    }
  ibid_note_list_model_sort (self);
  filter (self, self->all);
  /* only now: until here the old list still named them */
  g_hash_table_foreach_remove (self->rows, is_left_behind, GUINT_TO_POINTER (self->stamp));
}

void
ibid_note_list_model_set_annotations (IbidNoteListModel *self, IbidAnnotations *annotations,
                                      IbidArticle *article)
{
  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  if (g_set_object (&self->article, article))
    ibid_note_list_model_read_headings (self);
  if (g_set_object (&self->annotations, G_LIST_MODEL (annotations)))
    ibid_note_list_model_update (self);
}

IbidAnnotations *
ibid_note_list_model_get_annotations (IbidNoteListModel *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), NULL);

  return (IbidAnnotations *)self->annotations;
}

void
ibid_note_list_model_set_sort (IbidNoteListModel *self, IbidNoteSort sort)
{
  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  ibid_note_list_model_sort (self);
  filter (self, self->all);
}

IbidNoteSort
ibid_note_list_model_get_sort (IbidNoteListModel *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), IBID_NOTE_SORT_PLACE);

  return self->sort;
}

void
ibid_note_list_model_set_query (IbidNoteListModel *self, const char *query)
{
  g_autofree char *earlier = NULL;
  g_autofree char *folded = NULL;
  gboolean narrower;

  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  folded = query != NULL ? ibid_text_fold (query) : NULL;
  if (folded != NULL && g_strstrip (folded)[0] == '\0')
    g_clear_pointer (&folded, g_free);
  if (g_strcmp0 (folded, self->query) == 0)
    return;

  /* what a longer query finds, its beginning has found already */
  narrower = self->query == NULL || (folded != NULL && g_str_has_prefix (folded, self->query));
  earlier = g_steal_pointer (&self->query);
  self->query = g_steal_pointer (&folded);
  filter (self, narrower ? self->shown : self->all);
}

void
ibid_note_list_model_set_filter (IbidNoteListModel *self, const IbidNoteFilter *wanted)
{
  char **tags;

  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  tags = wanted->tags != NULL ? g_strdupv ((char **)wanted->tags) : NULL;
  g_strfreev (self->tags);
  self->tags = tags;
  self->filter = *wanted;
  self->filter.tags = (const char *const *)tags;
  filter (self, self->all);
}

gboolean
ibid_note_list_model_prepare (IbidNoteListModel *self, guint n_rows)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), FALSE);

  for (; n_rows > 0 && self->n_prepared < self->all->len; n_rows--)
    ibid_note_list_row_get_search_key (g_ptr_array_index (self->all, self->n_prepared++));
  return self->n_prepared < self->all->len;
}

guint
ibid_note_list_model_get_n_annotations (IbidNoteListModel *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), 0);

  return self->all->len;
}

guint
ibid_note_list_model_count_state (IbidNoteListModel *self, IbidAnchorState state)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), 0);

  return self->n_states[state];
}

static void
count_tags (IbidNoteCounts *counts, IbidAnnotation *annotation)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts->tags, tags[i]));
      g_hash_table_insert (counts->tags, (gpointer)tags[i], GUINT_TO_POINTER (n + 1));
    }
}

/* A colour is counted among those that pass all but the choice of colours, and so on: the count
 * tells what choosing it would bring. Tags narrow one another. */
void
ibid_note_list_model_count (IbidNoteListModel *self, IbidNoteCounts *counts)
{
  g_return_if_fail (IBID_IS_NOTE_LIST_MODEL (self));

  memset (counts, 0, sizeof *counts);
  counts->tags = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->all->len; i++)
    {
      IbidNoteListRow *row = g_ptr_array_index (self->all, i);
      guint failed = get_failed (self, row);

      if ((failed & ~(guint)FACET_STYLE) == 0)
        counts->styles[ibid_annotation_get_style (row->annotation)]++;
      if ((failed & ~(guint)FACET_STATE) == 0)
        counts->states[ibid_annotation_get_state (row->annotation)]++;
      if ((failed & ~(guint)FACET_NOTE) == 0 && has_note (row->annotation))
        counts->with_note++;
      if (failed == 0)
        count_tags (counts, row->annotation);
    }
}

gboolean
ibid_note_list_model_find (IbidNoteListModel *self, const char *id, guint *position)
{
  gpointer row;

  g_return_val_if_fail (IBID_IS_NOTE_LIST_MODEL (self), FALSE);

  row = id != NULL ? g_hash_table_lookup (self->rows, id) : NULL;
  return row != NULL && g_ptr_array_find (self->shown, row, position);
}

/* ── GListModel ── */

static GType
ibid_note_list_model_get_item_type (GListModel *model)
{
  return IBID_TYPE_NOTE_LIST_ROW;
}

static guint
ibid_note_list_model_get_n_items (GListModel *model)
{
  return IBID_NOTE_LIST_MODEL (model)->shown->len;
}

static gpointer
ibid_note_list_model_get_item (GListModel *model, guint position)
{
  IbidNoteListModel *self = IBID_NOTE_LIST_MODEL (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
ibid_note_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ibid_note_list_model_get_item_type;
  iface->get_n_items = ibid_note_list_model_get_n_items;
  iface->get_item = ibid_note_list_model_get_item;
}

static void
ibid_note_list_model_finalize (GObject *object)
{
  IbidNoteListModel *self = IBID_NOTE_LIST_MODEL (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->by_place, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_object (&self->annotations);
  g_clear_object (&self->article);

  G_OBJECT_CLASS (ibid_note_list_model_parent_class)->finalize (object);
}

static void
ibid_note_list_model_class_init (IbidNoteListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_note_list_model_finalize;
}

static void
ibid_note_list_model_init (IbidNoteListModel *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->by_place = g_ptr_array_new ();
  self->all = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->headings = g_array_new (FALSE, FALSE, sizeof (guint));
}

IbidNoteListModel *
ibid_note_list_model_new (void)
{
  return g_object_new (IBID_TYPE_NOTE_LIST_MODEL, NULL);
}
