/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-citation.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

/*
 * The words for the closed vocabularies, the same wherever people meet them. All are translated
 * and static: nothing here is to be freed unless the name says dup.
 */

const char *ibid_entity_kind_label (IbidEntityKind kind);
const char *ibid_entity_kind_group_label (IbidEntityKind kind);
const char *ibid_outlet_kind_label (IbidOutletKind kind);

const char *ibid_resolution_label (IbidResolution resolution);
const char *ibid_resolution_explanation (IbidResolution resolution);
const char *ibid_citation_form_label (IbidCitationForm form);
const char *ibid_citation_role_label (IbidCitationRole role);

const char *ibid_verdict_label (IbidVerdict verdict);
const char *ibid_verdict_explanation (IbidVerdict verdict);
const char *ibid_check_state_label (IbidCheckState state);
const char *ibid_access_label (IbidAccess access);
const char *ibid_access_explanation (IbidAccess access);

/* Admiralty code */
const char *ibid_reliability_letter (IbidReliability reliability);
const char *ibid_reliability_words (IbidReliability reliability);
char *ibid_reliability_dup_label (IbidReliability reliability) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_reliability_explanation (IbidReliability reliability);
const char *ibid_credibility_digit (guint credibility);
const char *ibid_credibility_words (guint credibility);
char *ibid_credibility_dup_label (guint credibility) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_credibility_explanation (guint credibility);

const char *ibid_severity_label (IbidSeverity severity);

#define IBID_N_ENTITY_KINDS (IBID_ENTITY_KIND_TERM + 1)
#define IBID_N_OUTLET_KINDS (IBID_OUTLET_KIND_UNCLASSIFIED + 1)
#define IBID_N_VERDICTS (IBID_VERDICT_DOES_NOT_SUPPORT + 1)
#define IBID_N_ACCESSES (IBID_ACCESS_PAYWALLED + 1)
#define IBID_N_RELIABILITIES (IBID_RELIABILITY_F + 1)
#define IBID_N_CREDIBILITIES (IBID_CREDIBILITY_CANNOT_BE_JUDGED + 1)

G_END_DECLS
