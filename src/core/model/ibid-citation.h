/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-source.h"
#include "ibid-span.h"

G_BEGIN_DECLS

/* One of the sources that a citation points at, with the reader's judgement of it.
 * Properties (notify): "source", "verdict", "credibility". */
#define IBID_TYPE_CITATION_ITEM (ibid_citation_item_get_type ())
G_DECLARE_FINAL_TYPE (IbidCitationItem, ibid_citation_item, IBID, CITATION_ITEM, IbidRecord)

/* A place in the text that points at one or more sources. Property (notify): "claims". */
#define IBID_TYPE_CITATION (ibid_citation_get_type ())
G_DECLARE_FINAL_TYPE (IbidCitation, ibid_citation, IBID, CITATION, IbidRecord)

IbidCitationItem *ibid_citation_item_new (IbidSource *source, IbidResolution resolution,
                                          const char *name) G_GNUC_WARN_UNUSED_RESULT;
IbidCitation *ibid_citation_item_get_citation (
    IbidCitationItem *self); /* borrowed; NULL once its citation is gone */
guint ibid_citation_item_get_index (IbidCitationItem *self); /* within its citation, from 0 */
IbidSource *
ibid_citation_item_get_source (IbidCitationItem *self); /* NULL while ambiguous or unresolved */
GListModel *ibid_citation_item_get_candidates (IbidCitationItem *self); /* IbidSource */
IbidResolution ibid_citation_item_get_resolution (IbidCitationItem *self);
gboolean
ibid_citation_item_is_chosen (IbidCitationItem *self); /* the reader chose among candidates */
gboolean ibid_citation_item_get_range (IbidCitationItem *self, guint *start,
                                       guint *end); /* in the citation's block; FALSE: not given */
const char *ibid_citation_item_get_name (IbidCitationItem *self); /* as written */
const char *ibid_citation_item_get_prefix (IbidCitationItem *self);
const char *ibid_citation_item_get_suffix (IbidCitationItem *self);
const char *ibid_citation_item_get_locator (IbidCitationItem *self);
const char *
ibid_citation_item_get_label (IbidCitationItem *self); /* what the locator counts: "page" */
const char *ibid_citation_item_get_via (IbidCitationItem *self);
IbidVerdict ibid_citation_item_get_verdict (IbidCitationItem *self);
guint ibid_citation_item_get_credibility (IbidCitationItem *self); /* 0 not graded, 1–6 */
const char *
ibid_citation_item_get_verdict_modified (IbidCitationItem *self); /* ISO 8601, or NULL */
const char *ibid_citation_item_get_credibility_modified (IbidCitationItem *self);
void ibid_citation_item_set_range (IbidCitationItem *self, guint start, guint end);
void ibid_citation_item_set_details (IbidCitationItem *self, const char *prefix, const char *suffix,
                                     const char *locator, const char *label, const char *via);
void ibid_citation_item_add_candidate (IbidCitationItem *self, IbidSource *candidate);

IbidCitation *ibid_citation_new (const char *id, const IbidSpan *span, IbidCitationForm form,
                                 IbidCitationRole role) G_GNUC_WARN_UNUSED_RESULT;
const IbidSpan *ibid_citation_get_span (IbidCitation *self);
IbidCitationForm ibid_citation_get_form (IbidCitation *self);
IbidCitationRole ibid_citation_get_role (IbidCitation *self);
GListModel *ibid_citation_get_items (IbidCitation *self); /* IbidCitationItem */
const IbidSpan *ibid_citation_get_claims (IbidCitation *self, guint *n_claims);
gboolean ibid_citation_is_added (IbidCitation *self); /* the reader's, not the article's */
void ibid_citation_add_item (IbidCitation *self,
                             IbidCitationItem *item); /* before it is part of an article */
void ibid_citation_add_claim (IbidCitation *self, const IbidSpan *claim);
/* one state for the mark in the text: ambiguous or unresolved first, else the weakest verdict of
 * the items */
typedef enum
{
  IBID_CHECK_STATE_NOT_CHECKED,
  IBID_CHECK_STATE_SUPPORTS,
  IBID_CHECK_STATE_PARTLY,
  IBID_CHECK_STATE_DOES_NOT_SUPPORT,
  IBID_CHECK_STATE_AMBIGUOUS,
} IbidCheckState;
IbidCheckState ibid_citation_get_check_state (IbidCitation *self);

G_END_DECLS
