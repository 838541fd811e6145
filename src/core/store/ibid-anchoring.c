/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-anchoring.h"
#include "ibid-article-format.h"

struct _IbidAnchoring
{
  IbidReadingText *text;
  char *folder;         /* of the article */
  GPtrArray *block_ids; /* the article itself stays with the main thread */
  GHashTable *blocks;   /* id → position, from 1 */
  GMutex mutex;         /* guards what follows */
  gboolean has_read_versions;
  GHashTable *old_texts; /* hash → IbidReadingText */
  GHashTable *anchorers; /* hash of the old text, or "" for none → IbidAnchorer */
};

static void
take_blocks (IbidAnchoring *self, IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);

  self->block_ids = g_ptr_array_new_full (n_blocks, g_free);
  self->blocks = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n_blocks; i++)
    {
      char *id = g_strdup (ibid_record_get_id (IBID_RECORD (ibid_article_peek_block (article, i))));

      g_ptr_array_add (self->block_ids, id);
      g_hash_table_insert (self->blocks, id, GUINT_TO_POINTER (i + 1));
    }
}

/*
 * ibid_anchoring_new:
 * @article: the article, which is not kept
 * @folder: path of its folder; older texts are read from there when they are needed
 *
 * Returns: (transfer full): the anchoring, which reads nothing yet
 */
IbidAnchoring *
ibid_anchoring_new (IbidArticle *article, const char *folder)
{
  IbidAnchoring *self = g_atomic_rc_box_new0 (IbidAnchoring);

  self->text = ibid_reading_text_new (article);
  take_blocks (self, article);
  self->folder = g_strdup (folder);
  g_mutex_init (&self->mutex);
  self->old_texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)ibid_reading_text_unref);
  self->anchorers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ibid_anchorer_unref);
  return self;
}

/*
 * ibid_anchoring_ref:
 */
IbidAnchoring *
ibid_anchoring_ref (IbidAnchoring *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IbidAnchoring *self = data;

  ibid_reading_text_unref (self->text);
  g_hash_table_unref (self->blocks);
  g_ptr_array_unref (self->block_ids);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->old_texts);
  g_hash_table_unref (self->anchorers);
}

/*
 * ibid_anchoring_unref:
 */
void
ibid_anchoring_unref (IbidAnchoring *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/*
 * ibid_anchoring_get_text:
 *
 * Returns: (transfer none): the text of the article
 */
IbidReadingText *
ibid_anchoring_get_text (IbidAnchoring *self)
{
  return self->text;
}

/*
 * ibid_anchoring_find_block:
 * @id: id of a block
 * @block: (out): its position
 *
 * Returns: whether the present text has it
 */
gboolean
ibid_anchoring_find_block (IbidAnchoring *self, const char *id, guint *block)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->blocks, id));

  if (number > 0)
    *block = number - 1;
  return number > 0;
}

/*
 * ibid_anchoring_get_block_id:
 * @block: position of a block of the present text
 *
 * Returns: (transfer none): its id
 */
const char *
ibid_anchoring_get_block_id (IbidAnchoring *self, guint block)
{
  return g_ptr_array_index (self->block_ids, block);
}

/* Older texts are kept under the hash of their file, which says nothing about the text alone. */
static void
read_versions (IbidAnchoring *self)
{
  g_autofree char *versions = g_build_filename (self->folder, "versions", NULL);
  g_autoptr (GDir) dir = g_dir_open (versions, 0, NULL);
  const char *name;

  self->has_read_versions = TRUE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (versions, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (IbidArticle) article = NULL;

      if (!g_str_has_suffix (name, ".ibid.json"))
        continue;
      article = ibid_article_load_file (file, NULL, NULL, NULL);
      if (article != NULL)
        {
          IbidReadingText *text = ibid_reading_text_new (article);

          g_hash_table_replace (self->old_texts, g_strdup (ibid_reading_text_get_hash (text)),
                                text);
        }
    }
}

/* with the mutex held; selectors of the same old text share an anchorer */
static IbidAnchorer *
ensure_anchorer (IbidAnchoring *self, const char *text_hash)
{
  IbidReadingText *old_text = NULL;
  IbidAnchorer *anchorer;

  if (text_hash != NULL && !self->has_read_versions)
    read_versions (self);
  if (text_hash != NULL)
    old_text = g_hash_table_lookup (self->old_texts, text_hash);
  anchorer = g_hash_table_lookup (self->anchorers, old_text != NULL ? text_hash : "");
  if (anchorer == NULL)
    {
      anchorer = ibid_anchorer_new (self->text, old_text);
      g_hash_table_insert (self->anchorers, g_strdup (old_text != NULL ? text_hash : ""), anchorer);
    }
  return ibid_anchorer_ref (anchorer);
}

/*
 * ibid_anchoring_find:
 * @selector: what to look for
 * @result: (out caller-allocates): what has become of it
 */
void
ibid_anchoring_find (IbidAnchoring *self, IbidSelector *selector, IbidAnchorResult *result)
{
  g_autoptr (IbidAnchorer) anchorer = NULL;

  *result = (IbidAnchorResult){ IBID_ANCHOR_STATE_LOST, 0, 0, 0.0 };
  if (ibid_selector_is_of (selector, self->text))
    {
      result->state = IBID_ANCHOR_STATE_EXACT;
      result->score = 1.0;
      ibid_selector_get_position (selector, &result->start, &result->end);
      return;
    }
  if (*ibid_selector_get_exact (selector) == '\0')
    return;
  g_mutex_lock (&self->mutex);
  anchorer = ensure_anchorer (self, ibid_selector_get_text_hash (selector));
  g_mutex_unlock (&self->mutex);
  ibid_anchorer_find (anchorer, selector, result);
}

/* What needs no search: the very text, an empty quote, or the reader's word that the passage is not
 * in this text. */
static gboolean
settle_at_once (IbidAnchoring *self, IbidAnnotation *annotation)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  const char *hash = ibid_reading_text_get_hash (self->text);
  guint start, end;

  if (g_strcmp0 (ibid_annotation_get_refused_text (annotation), hash) == 0 ||
      *ibid_selector_get_exact (selector) == '\0')
    ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_LOST, NULL, 0, 0);
  else if (ibid_selector_is_of (selector, self->text))
    {
      ibid_selector_get_position (selector, &start, &end);
      ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, self->text, start, end);
    }
  else
    return FALSE;
  return TRUE;
}

/* Those that were made against the same text are looked for together: the ones that are certain say
 * where their neighbours are to be expected. */
static void
settle_together (IbidAnchoring *self, IbidAnchorer *anchorer, GPtrArray *annotations)
{
  g_autofree IbidSelector **selectors = g_new0 (IbidSelector *, annotations->len);
  g_autofree IbidAnchorResult *results = g_new0 (IbidAnchorResult, annotations->len);

  for (guint i = 0; i < annotations->len; i++)
    selectors[i] = ibid_annotation_get_selector (g_ptr_array_index (annotations, i));
  ibid_anchorer_find_all (anchorer, selectors, annotations->len, results, NULL, NULL);
  for (guint i = 0; i < annotations->len; i++)
    ibid_annotation_set_anchor (g_ptr_array_index (annotations, i), results[i].state, self->text,
                                results[i].start, results[i].end);
}

static void
add_to_group (IbidAnchoring *self, GHashTable *groups, IbidAnnotation *annotation)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  g_autoptr (IbidAnchorer) anchorer = NULL;
  GPtrArray *group;

  g_mutex_lock (&self->mutex);
  anchorer = ensure_anchorer (self, ibid_selector_get_text_hash (selector));
  g_mutex_unlock (&self->mutex);
  group = g_hash_table_lookup (groups, anchorer);
  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, g_steal_pointer (&anchorer), group);
    }
  g_ptr_array_add (group, annotation);
}

/*
 * ibid_anchoring_settle:
 * @annotations: (element-type IbidAnnotation): annotations that are in no collection yet
 *
 * Sets the anchors of annotations, in any thread.
 */
void
ibid_anchoring_settle (IbidAnchoring *self, GPtrArray *annotations)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (
      NULL, NULL, (GDestroyNotify)ibid_anchorer_unref, (GDestroyNotify)g_ptr_array_unref);
  GHashTableIter iter;
  gpointer anchorer, group;

  for (guint i = 0; i < annotations->len; i++)
    if (!settle_at_once (self, g_ptr_array_index (annotations, i)))
      add_to_group (self, groups, g_ptr_array_index (annotations, i));
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &anchorer, &group))
    settle_together (self, anchorer, group);
}

/*
 * ibid_anchoring_find_old_text:
 * @text_hash: hash of a text that an annotation was made against
 *
 * Returns: (transfer full) (nullable): that text, if one of the annotations that were settled
 * needed it and it is there
 */
IbidReadingText *
ibid_anchoring_find_old_text (IbidAnchoring *self, const char *text_hash)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  IbidReadingText *text = g_hash_table_lookup (self->old_texts, text_hash);

  return text != NULL ? ibid_reading_text_ref (text) : NULL;
}
