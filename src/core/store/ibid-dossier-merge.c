/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-annotation-merge.h"
#include "ibid-dossier-private.h"

/* What comes from elsewhere, with a package or another text, into an article that is open. */

static GHashTable *
index_annotations (IbidAnnotations *annotations)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (annotations));

  for (guint i = 0; i < n; i++)
    {
      IbidAnnotation *annotation = g_list_model_get_item (G_LIST_MODEL (annotations), i);

      g_hash_table_insert (index, (gpointer)ibid_annotation_get_id (annotation), annotation);
    }
  return index;
}

/* Does a set know of removals that we do not know of? They are no items, but are to be saved. */
static gboolean
has_news_of_removals (IbidAnnotations *ours, IbidAnnotationSet *theirs)
{
  GHashTableIter iter;
  gpointer id, when;
  gint64 known_us;

  g_hash_table_iter_init (&iter, theirs->removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    if (!ibid_annotations_get_removed (ours, id, &known_us) || known_us < *(gint64 *)when)
      return TRUE;
  return FALSE;
}

static void
count_differences (GHashTable *before, GHashTable *after, IbidMerged *merged)
{
  GHashTableIter iter;
  gpointer id, annotation;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, &annotation))
    {
      gpointer earlier = g_hash_table_lookup (before, id);

      if (earlier == NULL)
        merged->n_added++;
      else if (earlier != annotation)
        merged->n_changed++;
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, &annotation))
    if (!g_hash_table_contains (after, id))
      merged->n_removed++;
}

static void
merge_annotations (IbidDossier *self, IbidAnnotationSet *theirs, IbidMerged *merged)
{
  IbidAnnotations *ours = ibid_dossier_get_annotations (self);
  g_autoptr (GHashTable) before = index_annotations (ours);
  gboolean news = has_news_of_removals (ours, theirs);
  g_autoptr (GHashTable) after = NULL;

  ibid_annotation_merge (ours, NULL, theirs);
  if (news)
    ibid_keeper_touch (ibid_dossier_get_annotation_keeper (self));
  after = index_annotations (ours);
  count_differences (before, after, merged);
}

/*
 * ibid_dossier_merge:
 * @self: an article, open
 * @annotations: (nullable): annotations of it, with their anchors in its text
 * @decisions: (nullable): decisions about it, which name places in its text
 * @merged: (out caller-allocates): what has changed
 *
 * Takes over what the article does not have; nothing is lost: where both sides changed an
 * annotation both states stay, and of decisions about the same choice the later one holds. It is
 * saved as any change is, and is no step of the history.
 */
void
ibid_dossier_merge (IbidDossier *self, IbidAnnotationSet *annotations, IbidOverlay *decisions,
                    IbidMerged *merged)
{
  *merged = (IbidMerged){ FALSE };
  if (annotations != NULL)
    merge_annotations (self, annotations, merged);
  if (decisions == NULL)
    return;
  ibid_dossier_begin_changes (self);
  merged->n_decisions = ibid_decision_keeper_merge_all (
      IBID_DECISION_KEEPER (ibid_dossier_get_decision_keeper (self)), decisions);
  ibid_dossier_end_changes (self);
}
