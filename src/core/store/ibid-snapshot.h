/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"

G_BEGIN_DECLS

/*
 * What an open article and the reader's work on it were at one moment, whether it is saved or not:
 * for a worker, which gets an article of its own. Cheap to take, counted and never changed; its
 * lists are read by one thread at a time.
 */
typedef struct _IbidSnapshot IbidSnapshot;

IbidSnapshot *ibid_snapshot_take (IbidDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
IbidSnapshot *ibid_snapshot_ref (IbidSnapshot *self);
void ibid_snapshot_unref (IbidSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidSnapshot, ibid_snapshot_unref)

const char *ibid_snapshot_get_folder (IbidSnapshot *self);
IbidOverlay *ibid_snapshot_get_decisions (IbidSnapshot *self);   /* about this article */
IbidOverlay *ibid_snapshot_get_corrections (IbidSnapshot *self); /* about all articles */
/* of IbidAnnotation with their anchors, in reading order */
GListModel *ibid_snapshot_get_annotations (IbidSnapshot *self);
/* id → when it was removed (gint64, in microseconds since 1970, UTC) */
GHashTable *ibid_snapshot_get_removed (IbidSnapshot *self);
IbidArticle *ibid_snapshot_load_article (IbidSnapshot *self, GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
