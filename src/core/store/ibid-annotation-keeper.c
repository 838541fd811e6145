/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-annotation-merge.h"
#include "ibid-keeper.h"

struct _IbidAnnotationKeeper
{
  IbidKeeper parent_instance;

  /* owned */
  IbidAnnotations *annotations;
};

G_DEFINE_FINAL_TYPE (IbidAnnotationKeeper, ibid_annotation_keeper, IBID_TYPE_KEEPER)

static gpointer
ibid_annotation_keeper_snapshot (IbidKeeper *keeper)
{
  return ibid_annotation_set_new_snapshot (IBID_ANNOTATION_KEEPER (keeper)->annotations);
}

/* What was read is no change that would have to be saved. */
static void
ibid_annotation_keeper_take (IbidKeeper *keeper, gpointer state)
{
  IbidAnnotationKeeper *self = IBID_ANNOTATION_KEEPER (keeper);
  IbidAnnotationSet *set = state;
  GHashTableIter iter;
  gpointer id, when;

  g_signal_handlers_block_by_func (self->annotations, ibid_keeper_touch, self);
  ibid_annotations_put_all (self->annotations, set->annotations);
  g_hash_table_iter_init (&iter, set->removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    ibid_annotations_remove (self->annotations, id, *(gint64 *)when);
  ibid_annotations_set_foreign (self->annotations, set->foreign);
  g_signal_handlers_unblock_by_func (self->annotations, ibid_keeper_touch, self);
}

static void
ibid_annotation_keeper_merge (IbidKeeper *keeper, gpointer base, gpointer theirs)
{
  ibid_annotation_merge (IBID_ANNOTATION_KEEPER (keeper)->annotations, base, theirs);
}

static void
ibid_annotation_keeper_finalize (GObject *object)
{
  g_clear_object (&IBID_ANNOTATION_KEEPER (object)->annotations);

  G_OBJECT_CLASS (ibid_annotation_keeper_parent_class)->finalize (object);
}

static void
ibid_annotation_keeper_class_init (IbidAnnotationKeeperClass *klass)
{
  IbidKeeperClass *keeper_class = IBID_KEEPER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ibid_annotation_keeper_finalize;
  keeper_class->kind = &ibid_kept_annotations;
  keeper_class->snapshot = ibid_annotation_keeper_snapshot;
  keeper_class->take = ibid_annotation_keeper_take;
  keeper_class->merge = ibid_annotation_keeper_merge;
}

static void
ibid_annotation_keeper_init (IbidAnnotationKeeper *self)
{
  self->annotations = ibid_annotations_new ();
  g_signal_connect_object (self->annotations, "items-changed", G_CALLBACK (ibid_keeper_touch), self,
                           G_CONNECT_SWAPPED);
}

/*
 * ibid_annotation_keeper_new:
 * @path: (nullable): the file; %NULL: nothing can be saved until ibid_keeper_set_path()
 * @article_id: the article that the annotations are about
 * @anchoring: (nullable): sets the anchors of what another program wrote
 *
 * Returns: (transfer full): a keeper without annotations, which reads nothing by itself
 */
IbidKeeper *
ibid_annotation_keeper_new (const char *path, const char *article_id, IbidAnchoring *anchoring)
{
  IbidKeeper *self = g_object_new (IBID_TYPE_ANNOTATION_KEEPER, NULL);

  ibid_keeper_set_up (self, path, article_id, anchoring);
  return self;
}

/*
 * ibid_annotation_keeper_get_annotations:
 *
 * Returns: (transfer none): the annotations; every change of them is saved
 */
IbidAnnotations *
ibid_annotation_keeper_get_annotations (IbidAnnotationKeeper *self)
{
  return self->annotations;
}
