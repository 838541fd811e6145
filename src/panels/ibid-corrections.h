/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"

G_BEGIN_DECLS

/* Corrections of citations that take what is selected in the text. */

gboolean ibid_corrections_read_citation (const char *text, IbidPartialDate *published, char **name,
                                         char **issued_edtf);
IbidCitation *ibid_corrections_cite_selection (IbidDossier *dossier, IbidReadingState *state);
void ibid_corrections_claim_selection (IbidDossier *dossier, IbidReadingState *state,
                                       IbidCitation *citation);

G_END_DECLS
