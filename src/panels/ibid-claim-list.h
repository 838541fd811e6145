/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a citation supports, as quotes from the text; one that is pointed at or focused is lit
 * there. */
#define IBID_TYPE_CLAIM_LIST (ibid_claim_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidClaimList, ibid_claim_list, IBID, CLAIM_LIST, GtkBox)

GtkWidget *ibid_claim_list_new (void);
void ibid_claim_list_show (IbidClaimList *self, IbidReadingState *state, IbidArticle *article,
                           IbidCitation *citation);

G_END_DECLS
