/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-judgement-row.h"

G_BEGIN_DECLS

/* The reader's judgements of one citation item, each on its right bearer: verdict and credibility
 * on the item, reliability on the outlet (or on the source, where it differs), access on the
 * source. */
#define IBID_TYPE_JUDGEMENT_LIST (ibid_judgement_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidJudgementList, ibid_judgement_list, IBID, JUDGEMENT_LIST, GtkBox)

GtkWidget *ibid_judgement_list_new (void);
void ibid_judgement_list_show (IbidJudgementList *self, IbidDossier *dossier,
                               IbidCitationItem *item);
IbidJudgementRow *ibid_judgement_list_get_row (IbidJudgementList *self, IbidJudgement judgement);

G_END_DECLS
