/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"

G_BEGIN_DECLS

/* An act that changes one or more choices of the reader. */
#define IBID_TYPE_DECISION_ACT (ibid_decision_act_get_type ())
G_DECLARE_FINAL_TYPE (IbidDecisionAct, ibid_decision_act, IBID, DECISION_ACT, IbidAct)

IbidDecisionAct *ibid_decision_act_new (IbidDossier *dossier) G_GNUC_WARN_UNUSED_RESULT;
void ibid_decision_act_take_put (IbidDecisionAct *self, IbidOverlay *overlay,
                                 IbidDecision *decision);
void ibid_decision_act_remove (IbidDecisionAct *self, IbidOverlay *overlay, IbidDecision *decision);

G_END_DECLS
