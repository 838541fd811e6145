/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The sources that an ambiguous citation item may mean, for the reader to choose. */
#define IBID_TYPE_CANDIDATE_LIST (ibid_candidate_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidCandidateList, ibid_candidate_list, IBID, CANDIDATE_LIST, GtkBox)

GtkWidget *ibid_candidate_list_new (void);
void ibid_candidate_list_show (IbidCandidateList *self, IbidDossier *dossier,
                               IbidCitationItem *item);

G_END_DECLS
