/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-decision-act.h"
#include "ibid-dossier.h"
#include "ibid-keeper.h"
#include "ibid-store-error.h"
#include "ibid-terms-types.h"

G_BEGIN_DECLS

IbidDossier *ibid_dossier_new (IbidArticle *article, GFile *folder, GListStore *findings,
                               IbidKeeper *decisions, IbidKeeper *annotations,
                               IbidKeeper *corrections) G_GNUC_WARN_UNUSED_RESULT;
void ibid_dossier_take_copies (IbidDossier *self, GListStore *copies);
void ibid_dossier_set_scratch (IbidDossier *self, gboolean scratch);
void ibid_dossier_move (IbidDossier *self, GFile *folder);
IbidKeeper *ibid_dossier_get_annotation_keeper (IbidDossier *self);
gboolean ibid_dossier_flush_own (IbidDossier *self, GError **error);
IbidOverlay *ibid_dossier_get_corrections (IbidDossier *self);
void ibid_dossier_begin_changes (IbidDossier *self);
void ibid_dossier_end_changes (IbidDossier *self);

gboolean ibid_dossier_is_sound_span (IbidArticle *article, const IbidSpan *span);
IbidKeeper *ibid_dossier_get_decision_keeper (IbidDossier *self);
/* in ibid-dossier-merge.c */
void ibid_dossier_merge (IbidDossier *self, IbidAnnotationSet *annotations, IbidOverlay *decisions,
                         IbidMerged *merged);

/* in ibid-dossier-copies.c; for a worker */
GListStore *ibid_dossier_list_copies (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

char *ibid_dossier_dup_short (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* how to find a target again: floating a{ss} */
GVariant *ibid_dossier_describe_entity (IbidDossier *self, IbidEntity *entity);
GVariant *ibid_dossier_describe_source (IbidDossier *self, IbidSource *source);
GVariant *ibid_dossier_describe_span (IbidArticle *article, const IbidSpan *span, const char *name);

void ibid_dossier_remove_about (IbidDossier *self, IbidDecisionAct *act, const char *id,
                                IbidTargetKind kind);

/* performs an act of one decision; consumes decision and label */
void ibid_dossier_decide (IbidDossier *self, IbidOverlay *overlay, IbidDecision *decision,
                          char *label);
/* performs an act; consumes both */
void ibid_dossier_perform (IbidDossier *self, IbidDecisionAct *act, char *label);

G_END_DECLS
