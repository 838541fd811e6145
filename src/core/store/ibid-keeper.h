/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-kept.h"

G_BEGIN_DECLS

/* Keeps what the reader does and its file equal. Properties (notify): "saved", "problem". */
#define IBID_TYPE_KEEPER (ibid_keeper_get_type ())
G_DECLARE_DERIVABLE_TYPE (IbidKeeper, ibid_keeper, IBID, KEEPER, GObject)
struct _IbidKeeperClass
{
  GObjectClass parent_class;
  const IbidKeptKind *kind;
  /* all in the main thread */
  gpointer (*snapshot) (IbidKeeper *self); /* a state, which does not change with what is kept */
  void (*take) (IbidKeeper *self, gpointer state);
  void (*merge) (IbidKeeper *self, gpointer base, gpointer theirs);
};

void ibid_keeper_set_up (IbidKeeper *self, const char *path, const char *article_id,
                         IbidAnchoring *anchoring);
void ibid_keeper_take (IbidKeeper *self, IbidKept *kept);
void ibid_keeper_touch (IbidKeeper *self);
const char *ibid_keeper_get_path (IbidKeeper *self);
const char *ibid_keeper_get_article_id (IbidKeeper *self);
IbidAnchoring *ibid_keeper_get_anchoring (IbidKeeper *self);
void ibid_keeper_set_path (IbidKeeper *self, const char *path, gboolean moved);
gboolean ibid_keeper_is_saved (IbidKeeper *self);
const char *ibid_keeper_get_problem (IbidKeeper *self);
void ibid_keeper_forget_problem (IbidKeeper *self);
gboolean ibid_keeper_flush (IbidKeeper *self, GError **error);

/* decisions, about one article or (article_id NULL) all of them */
#define IBID_TYPE_DECISION_KEEPER (ibid_decision_keeper_get_type ())
G_DECLARE_FINAL_TYPE (IbidDecisionKeeper, ibid_decision_keeper, IBID, DECISION_KEEPER, IbidKeeper)
IbidKeeper *ibid_decision_keeper_new (const char *path, const char *article_id,
                                      IbidAnchoring *anchoring) G_GNUC_WARN_UNUSED_RESULT;
IbidOverlay *ibid_decision_keeper_get_overlay (IbidDecisionKeeper *self);
guint ibid_decision_keeper_merge_all (IbidDecisionKeeper *self, IbidOverlay *theirs);

#define IBID_TYPE_ANNOTATION_KEEPER (ibid_annotation_keeper_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotationKeeper, ibid_annotation_keeper, IBID, ANNOTATION_KEEPER,
                      IbidKeeper)
IbidKeeper *ibid_annotation_keeper_new (const char *path, const char *article_id,
                                        IbidAnchoring *anchoring) G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotations *ibid_annotation_keeper_get_annotations (IbidAnnotationKeeper *self);

G_END_DECLS
