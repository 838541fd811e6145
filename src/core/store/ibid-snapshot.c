/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-article-format.h"
#include "ibid-dossier-private.h"
#include "ibid-shelf-private.h"
#include "ibid-snapshot.h"

struct _IbidSnapshot
{
  char *folder;
  IbidOverlay *decisions;
  IbidOverlay *corrections;
  GListStore *annotations;
  GHashTable *removed;   /* id → gint64 */
  IbidReadingText *text; /* that the annotations have their anchors in */
};

static IbidOverlay *
copy_overlay (IbidOverlay *overlay)
{
  IbidOverlay *copy = ibid_overlay_new ();
  guint n_decisions = g_list_model_get_n_items (G_LIST_MODEL (overlay));

  for (guint i = 0; i < n_decisions; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      ibid_overlay_put (copy, decision);
    }
  return copy;
}

static GListStore *
copy_annotations (IbidAnnotations *annotations)
{
  guint n_annotations = g_list_model_get_n_items (G_LIST_MODEL (annotations));
  GListStore *copy = g_list_store_new (IBID_TYPE_ANNOTATION);
  g_autoptr (GPtrArray) all = g_ptr_array_new_full (n_annotations, g_object_unref);

  for (guint i = 0; i < n_annotations; i++)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (annotations), i));
  g_list_store_splice (copy, 0, 0, all->pdata, all->len);
  return copy;
}

static GHashTable *
copy_removed (IbidAnnotations *annotations)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, when;

  g_hash_table_iter_init (&iter, ibid_annotations_get_all_removed (annotations));
  while (g_hash_table_iter_next (&iter, &id, &when))
    g_hash_table_insert (copy, g_strdup (id), g_memdup2 (when, sizeof (gint64)));
  return copy;
}

/**
 * ibid_snapshot_take:
 * @dossier: an article, open
 *
 * Takes down what the reader has decided and written up to now. To be called in the thread that
 * changes the dossier; some milliseconds for ten thousand annotations.
 *
 * Returns: (transfer full): the snapshot
 */
IbidSnapshot *
ibid_snapshot_take (IbidDossier *dossier)
{
  IbidSnapshot *self = g_atomic_rc_box_new0 (IbidSnapshot);

  self->folder = g_file_get_path (ibid_dossier_get_folder (dossier));
  self->decisions = copy_overlay (ibid_dossier_get_overlay (dossier));
  self->corrections = copy_overlay (ibid_dossier_get_corrections (dossier));
  self->annotations = copy_annotations (ibid_dossier_get_annotations (dossier));
  self->removed = copy_removed (ibid_dossier_get_annotations (dossier));
  self->text = ibid_reading_text_ref (ibid_dossier_get_reading_text (dossier));
  return self;
}

/**
 * ibid_snapshot_ref:
 * @self: a snapshot
 *
 * Returns: (transfer full): @self
 */
IbidSnapshot *
ibid_snapshot_ref (IbidSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_snapshot (gpointer data)
{
  IbidSnapshot *self = data;

  g_free (self->folder);
  g_object_unref (self->decisions);
  g_object_unref (self->corrections);
  g_object_unref (self->annotations);
  g_hash_table_unref (self->removed);
  ibid_reading_text_unref (self->text);
}

/**
 * ibid_snapshot_unref:
 * @self: (transfer full): a snapshot
 */
void
ibid_snapshot_unref (IbidSnapshot *self)
{
  g_atomic_rc_box_release_full (self, clear_snapshot);
}

/**
 * ibid_snapshot_get_folder:
 * @self: a snapshot
 *
 * Returns: (transfer none): where the article and its assets lie
 */
const char *
ibid_snapshot_get_folder (IbidSnapshot *self)
{
  return self->folder;
}

/**
 * ibid_snapshot_get_decisions:
 * @self: a snapshot
 *
 * Returns: (transfer none): the decisions about this article; not to be changed
 */
IbidOverlay *
ibid_snapshot_get_decisions (IbidSnapshot *self)
{
  return self->decisions;
}

/**
 * ibid_snapshot_get_corrections:
 * @self: a snapshot
 *
 * Returns: (transfer none): the decisions about all articles; not to be changed
 */
IbidOverlay *
ibid_snapshot_get_corrections (IbidSnapshot *self)
{
  return self->corrections;
}

/**
 * ibid_snapshot_get_annotations:
 * @self: a snapshot
 *
 * Returns: (transfer none): a list of #IbidAnnotation, with their anchors, in reading order; not to
 *   be changed
 */
GListModel *
ibid_snapshot_get_annotations (IbidSnapshot *self)
{
  return G_LIST_MODEL (self->annotations);
}

/**
 * ibid_snapshot_get_removed:
 * @self: a snapshot
 *
 * Returns: (transfer none) (element-type utf8 gint64): which annotations were removed, and when, in
 *   microseconds since 1970, UTC; not to be changed
 */
GHashTable *
ibid_snapshot_get_removed (IbidSnapshot *self)
{
  return self->removed;
}

static gboolean
has_same_text (IbidSnapshot *self, IbidArticle *article, const char *path, GError **error)
{
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);

  if (g_str_equal (ibid_reading_text_get_text (text), ibid_reading_text_get_text (self->text)))
    return TRUE;
  g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_CHANGED,
               _ ("Another program changed %s meanwhile. Open the article again."), path);
  return FALSE;
}

/**
 * ibid_snapshot_load_article:
 * @self: a snapshot
 * @cancellable: (nullable): to stop it
 *
 * Reads the article anew from its folder, in any thread, and applies the decisions. It has no
 * listeners and belongs to the caller alone. The annotations' anchors are places in it.
 *
 * Returns: (transfer full): the article; or %NULL with an error of G_IO_ERROR, IBID_FORMAT_ERROR,
 * or IBID_STORE_ERROR_CHANGED: its text is not the one that is open any more
 */
IbidArticle *
ibid_snapshot_load_article (IbidSnapshot *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, IBID_SHELF_ARTICLE, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes =
      ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, cancellable, error);
  g_autoptr (IbidArticle) article = NULL;

  if (bytes == NULL)
    return NULL;
  article = ibid_article_load_bytes (bytes, name, NULL, error);
  if (article == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !has_same_text (self, article, name, error))
    return NULL;
  ibid_article_apply_decisions (article, self->corrections, self->decisions, NULL);
  return g_steal_pointer (&article);
}
