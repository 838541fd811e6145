/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-anchor.h"
#include "ibid-annotation.h"

G_BEGIN_DECLS

/*
 * Finds the passages of annotations in the text of an article that is open, with the help of the
 * older texts that lie under versions/. Counted, and safe to be used by several threads; everything
 * but ibid_anchoring_find_old_text() may take its time.
 */
typedef struct _IbidAnchoring IbidAnchoring;

IbidAnchoring *ibid_anchoring_new (IbidArticle *article, const char *folder)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnchoring *ibid_anchoring_ref (IbidAnchoring *self);
void ibid_anchoring_unref (IbidAnchoring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidAnchoring, ibid_anchoring_unref)

IbidReadingText *ibid_anchoring_get_text (IbidAnchoring *self);
void ibid_anchoring_settle (IbidAnchoring *self, GPtrArray *annotations);
void ibid_anchoring_find (IbidAnchoring *self, IbidSelector *selector, IbidAnchorResult *result);
/* blocks of the present text, by position and id */
gboolean ibid_anchoring_find_block (IbidAnchoring *self, const char *id, guint *block);
const char *ibid_anchoring_get_block_id (IbidAnchoring *self, guint block);
/* an older text that was needed; NULL: it is not there; a reference of the caller's own */
IbidReadingText *ibid_anchoring_find_old_text (IbidAnchoring *self, const char *text_hash)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
