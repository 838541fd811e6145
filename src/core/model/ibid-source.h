/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-csl.h"
#include "ibid-outlet.h"

G_BEGIN_DECLS

/* A work that is cited. Properties (notify): "outlet", "csl", "archived", "access", "reliability".
 */
#define IBID_TYPE_SOURCE (ibid_source_get_type ())
G_DECLARE_FINAL_TYPE (IbidSource, ibid_source, IBID, SOURCE, IbidRecord)

IbidSource *ibid_source_new (const char *id, IbidOutlet *outlet, IbidCsl *csl)
    G_GNUC_WARN_UNUSED_RESULT;
IbidOutlet *ibid_source_get_outlet (IbidSource *self);   /* or NULL */
IbidCsl *ibid_source_get_csl (IbidSource *self);         /* with the reader's edits */
const char *ibid_source_get_archived (IbidSource *self); /* address of an archived copy, or NULL */
IbidPartialDate *
ibid_source_get_date (IbidSource *self); /* issued-edtf if given, else the CSL date; or NULL */
IbidPartialDate *ibid_source_get_issued_edtf (IbidSource *self); /* only where the file gives it */
IbidAccess ibid_source_get_access (IbidSource *self);
const char *ibid_source_get_access_modified (IbidSource *self);
IbidReliability ibid_source_get_reliability (IbidSource *self); /* its own, else its outlet's */
gboolean ibid_source_has_own_reliability (IbidSource *self);
const char *ibid_source_get_own_reliability_modified (IbidSource *self);
/* title, else outlet and date as the reader would say them; never empty */
char *ibid_source_dup_label (IbidSource *self) G_GNUC_WARN_UNUSED_RESULT;
/* every citation item that points here, of the article's visible citations, in reading order;
 * a GListModel of IbidCitationItem that follows the reader's decisions */
GListModel *ibid_source_get_items (IbidSource *self);

void ibid_source_set_archived (IbidSource *self, const char *url);
void ibid_source_set_issued_edtf (IbidSource *self, IbidPartialDate *date);

G_END_DECLS
