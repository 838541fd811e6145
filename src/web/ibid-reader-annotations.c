/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader has marked, told to the page: of each block that is near the viewport all that
 * stands in it, and again only the blocks that a change touches. Of notes and tags the page hears
 * no more than that there is one. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-view-private.h"
#include "ibid-render.h"

/* A change of more blocks than that is told by sending what is near anew. */
#define MAX_TOUCHED_BLOCKS 200

/* as in annotations.js */
enum
{
  HAS_NOTE = 1 << 0,
  IS_UNCERTAIN = 1 << 1,
  IS_FIRST = 1 << 2,
  IS_LAST = 1 << 3,
};

/* The annotations of the article that is shown; NULL: they are not known, or another one is open.
 */
IbidAnnotations *
ibid_reader_annotations_of_article (IbidReaderView *self)
{
  return self->article != NULL && ibid_reading_state_get_article (self->state) == self->article
             ? ibid_reading_state_get_annotations (self->state)
             : NULL;
}

/* The number that the page knows an annotation by, from 1; it stays when the annotation is changed.
 */
static guint
key_of (IbidReaderView *self, IbidAnnotation *annotation)
{
  const char *id = ibid_annotation_get_id (annotation);
  guint key = GPOINTER_TO_UINT (g_hash_table_lookup (self->annotation_keys, id));

  if (key == 0)
    {
      key = g_hash_table_size (self->annotation_keys) + 1;
      g_hash_table_insert (self->annotation_keys, g_strdup (id), GUINT_TO_POINTER (key));
    }
  return key;
}

static gboolean
has_note (IbidAnnotation *annotation)
{
  const char *note = ibid_annotation_get_note (annotation);

  return note != NULL && note[0] != '\0';
}

static void
add_pieces (IbidReaderView *self, JsonArray *pieces, IbidAnnotation *annotation, guint block)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);
  int flags =
      (has_note (annotation) ? HAS_NOTE : 0) |
      (ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_UNCERTAIN ? IS_UNCERTAIN : 0);

  for (guint i = 0; i < n_spans; i++)
    {
      JsonArray *piece;
      g_autoptr (JsonArray) place = NULL;

      if (spans[i].block != block)
        continue;
      place = ibid_reader_span_to_json (self->article, &spans[i]);
      piece = json_array_sized_new (5);
      json_array_add_int_element (piece, key_of (self, annotation));
      json_array_add_int_element (piece, json_array_get_int_element (place, 1));
      json_array_add_int_element (piece, json_array_get_int_element (place, 2));
      json_array_add_int_element (piece, (gint64)ibid_annotation_get_style (annotation));
      json_array_add_int_element (piece, flags | (i == 0 ? IS_FIRST : 0) |
                                             (i + 1 == n_spans ? IS_LAST : 0));
      json_array_add_array_element (pieces, piece);
    }
}

static JsonArray *
new_pieces (IbidReaderView *self, guint block)
{
  IbidAnnotations *annotations = ibid_reader_annotations_of_article (self);
  IbidSpan all = { block, 0, G_MAXUINT };
  JsonArray *pieces = json_array_new ();
  g_autoptr (GPtrArray) found =
      annotations != NULL ? ibid_annotations_in (annotations, &all) : g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    add_pieces (self, pieces, g_ptr_array_index (found, i), block);
  return pieces;
}

/* takes the pieces */
static void
set_pieces (JsonObject *blocks, guint block, JsonArray *pieces)
{
  char name[16];

  g_snprintf (name, sizeof name, "%u", block);
  json_object_set_array_member (blocks, name, pieces);
}

static void
add_group (IbidReaderView *self, JsonObject *blocks, guint group)
{
  guint end =
      MIN ((group + 1) * IBID_RENDER_SECTION_BLOCKS, ibid_article_get_n_blocks (self->article));

  for (guint block = group * IBID_RENDER_SECTION_BLOCKS; block < end; block++)
    {
      JsonArray *pieces = new_pieces (self, block);

      if (json_array_get_length (pieces) > 0)
        set_pieces (blocks, block, pieces);
      else
        json_array_unref (pieces);
    }
}

/* takes the blocks; unless told otherwise, nothing is said when there is nothing to say */
static void
send_blocks (IbidReaderView *self, JsonObject *blocks, gboolean stale)
{
  JsonObject *command;

  if (!stale && json_object_get_size (blocks) == 0)
    {
      json_object_unref (blocks);
      return;
    }
  command = ibid_reader_send (self, "annotations");
  json_object_set_int_member (command, "section", IBID_RENDER_SECTION_BLOCKS);
  json_object_set_boolean_member (command, "stale", stale);
  json_object_set_object_member (command, "blocks", blocks);
}

static void
send_near (IbidReaderView *self, gboolean stale)
{
  JsonObject *blocks = json_object_new ();

  if (stale)
    g_hash_table_remove_all (self->annotated_groups);
  for (guint i = 0; i < self->near->len; i++)
    {
      guint group = g_array_index (self->near, guint, i);

      if (g_hash_table_add (self->annotated_groups, GUINT_TO_POINTER (group + 1)))
        add_group (self, blocks, group);
    }
  send_blocks (self, blocks, stale);
}

/* The groups near the viewport have changed. */
void
ibid_reader_annotations_near (IbidReaderView *self)
{
  send_near (self, FALSE);
}

/* ---- the chosen one ---- */

static void
chosen_changed_cb (IbidReaderView *self)
{
  IbidAnnotation *chosen = ibid_reader_annotations_of_article (self) != NULL
                               ? ibid_reading_state_get_annotation (self->state)
                               : NULL;
  guint key = chosen != NULL ? key_of (self, chosen) : 0;

  /* it stays chosen when it is changed, and the page needs not be told again */
  if (!self->is_ready || key == self->chosen_annotation)
    return;
  self->chosen_annotation = key;
  json_object_set_int_member (ibid_reader_send (self, "annotation"), "key", key);
}

/* ---- changes ---- */

static void
copy_list (IbidReaderView *self, guint position, guint n_items)
{
  GListModel *model = G_LIST_MODEL (ibid_reader_annotations_of_article (self));

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_insert (self->shown_annotations, (int)(position + i),
                        g_list_model_get_item (model, position + i));
}

static void
touch_blocks (GHashTable *touched, GPtrArray *annotations, guint position, guint n)
{
  for (guint i = position; i < position + n; i++)
    {
      guint n_spans = 0;
      const IbidSpan *spans =
          ibid_annotation_get_spans (g_ptr_array_index (annotations, i), &n_spans);

      for (guint k = 0; k < n_spans; k++)
        g_hash_table_add (touched, GUINT_TO_POINTER (spans[k].block));
      if (g_hash_table_size (touched) > MAX_TOUCHED_BLOCKS)
        return;
    }
}

static void
send_touched (IbidReaderView *self, GHashTable *touched)
{
  JsonObject *blocks;
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (touched) > MAX_TOUCHED_BLOCKS)
    {
      send_near (self, TRUE);
      return;
    }
  blocks = json_object_new ();
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint block = GPOINTER_TO_UINT (key);
      gpointer group = GUINT_TO_POINTER (block / IBID_RENDER_SECTION_BLOCKS + 1);

      if (g_hash_table_contains (self->annotated_groups, group))
        set_pieces (blocks, block, new_pieces (self, block));
    }
  send_blocks (self, blocks, FALSE);
}

static void
items_changed_cb (IbidReaderView *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);

  if (ibid_reader_annotations_of_article (self) == NULL)
    return;
  touch_blocks (touched, self->shown_annotations, position, removed);
  if (removed > 0)
    g_ptr_array_remove_range (self->shown_annotations, position, removed);
  if (removed + added > MAX_TOUCHED_BLOCKS && position == 0)
    {
      /* inserted one by one, a whole list would be moved as often as it is long */
      g_autoptr (GPtrArray) rest = g_steal_pointer (&self->shown_annotations);

      self->shown_annotations = g_ptr_array_new_with_free_func (g_object_unref);
      copy_list (self, 0, added);
      g_ptr_array_extend (self->shown_annotations, rest, (GCopyFunc)(void (*) (void))g_object_ref,
                          NULL);
    }
  else
    copy_list (self, position, added);
  touch_blocks (touched, self->shown_annotations, position, added);
  if (self->is_ready)
    send_touched (self, touched);
}

static void
annotations_changed_cb (IbidReaderView *self)
{
  IbidAnnotations *annotations = ibid_reader_annotations_of_article (self);

  g_signal_group_set_target (self->annotations_signals, annotations);
  g_ptr_array_set_size (self->shown_annotations, 0);
  if (annotations != NULL)
    copy_list (self, 0, g_list_model_get_n_items (G_LIST_MODEL (annotations)));
  if (self->is_ready && self->article != NULL)
    send_near (self, TRUE);
}

static void
drop_selection_cb (IbidReaderView *self)
{
  if (self->is_ready)
    ibid_reader_send (self, "drop-selection");
}

/* ---- words ---- */

static const char *
describe_style (IbidAnnotationStyle style)
{
  switch (style)
    {
    case IBID_ANNOTATION_STYLE_YELLOW:
      return _ ("Yellow highlight");
    case IBID_ANNOTATION_STYLE_GREEN:
      return _ ("Green highlight");
    case IBID_ANNOTATION_STYLE_BLUE:
      return _ ("Blue highlight");
    case IBID_ANNOTATION_STYLE_PINK:
      return _ ("Pink highlight");
    case IBID_ANNOTATION_STYLE_PURPLE:
      return _ ("Purple highlight");
    case IBID_ANNOTATION_STYLE_UNDERLINE:
      return _ ("Underline");
    }
  return "";
}

/* What a screen reader says of an annotation, by its style and its first two flags. */
static JsonArray *
new_labels (void)
{
  JsonArray *labels = json_array_new ();

  for (int style = 0; style <= IBID_ANNOTATION_STYLE_UNDERLINE; style++)
    for (int flags = 0; flags < (HAS_NOTE | IS_UNCERTAIN) + 1; flags++)
      {
        const char *what = describe_style (style);
        g_autofree char *label = NULL;

        if ((flags & HAS_NOTE) != 0 && (flags & IS_UNCERTAIN) != 0)
          /* Translators: "Yellow highlight, with note, uncertain" */
          label = g_strdup_printf (_ ("%s, with note, uncertain"), what);
        else if ((flags & HAS_NOTE) != 0)
          /* Translators: "Yellow highlight, with note" */
          label = g_strdup_printf (_ ("%s, with note"), what);
        else if ((flags & IS_UNCERTAIN) != 0)
          /* Translators: "Yellow highlight, uncertain" */
          label = g_strdup_printf (_ ("%s, uncertain"), what);
        json_array_add_string_element (labels, label != NULL ? label : what);
      }
  return labels;
}

/* ---- whole ---- */

/* Told to a page that has just begun to listen; what stands in it follows when it knows what is
 * near. */
void
ibid_reader_annotations_setup (IbidReaderView *self)
{
  g_hash_table_remove_all (self->annotated_groups);
  self->chosen_annotation = 0;
  json_object_set_array_member (ibid_reader_send (self, "labels"), "labels", new_labels ());
  chosen_changed_cb (self);
}

void
ibid_reader_annotations_forget (IbidReaderView *self)
{
  g_hash_table_remove_all (self->annotated_groups);
  g_hash_table_remove_all (self->annotation_keys);
  self->chosen_annotation = 0;
}

/* The article that is shown is another one: which annotations are its own? */
void
ibid_reader_annotations_follow (IbidReaderView *self)
{
  annotations_changed_cb (self);
}

void
ibid_reader_annotations_connect (IbidReaderView *self)
{
  self->annotations_signals = g_signal_group_new (IBID_TYPE_ANNOTATIONS);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  g_signal_connect_object (self->state, "notify::annotations", G_CALLBACK (annotations_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::annotation", G_CALLBACK (chosen_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "drop-selection", G_CALLBACK (drop_selection_cb), self,
                           G_CONNECT_SWAPPED);
}
