/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-labels.h"

/* One line of a vocabulary, in the order of its enumeration. */
typedef struct
{
  const char *label;
  const char *second; /* the group's name, the words of a grade, or an explanation */
  const char *icon;
  const char *style_class; /* of credibilities: the explanation */
} Term;

static const Term entity_kinds[] = {
  [IBID_ENTITY_KIND_PERSON] = { N_ ("Person"), N_ ("People"), "ibid-person-symbolic",
                                "kind-person" },
  [IBID_ENTITY_KIND_ORGANISATION] = { N_ ("Organisation"), N_ ("Organisations"),
                                      "ibid-organisation-symbolic", "kind-organisation" },
  [IBID_ENTITY_KIND_PLACE] = { N_ ("Place"), N_ ("Places"), "ibid-place-symbolic", "kind-place" },
  [IBID_ENTITY_KIND_PROGRAMME] = { N_ ("Programme"), N_ ("Programmes"), "ibid-programme-symbolic",
                                   "kind-programme" },
  [IBID_ENTITY_KIND_TECHNOLOGY] = { N_ ("Technology"), N_ ("Technologies"),
                                    "ibid-technology-symbolic", "kind-technology" },
  [IBID_ENTITY_KIND_EVENT] = { N_ ("Event"), N_ ("Events"), "ibid-event-symbolic", "kind-event" },
  [IBID_ENTITY_KIND_PUBLICATION] = { N_ ("Publication"), N_ ("Publications"),
                                     "ibid-publication-symbolic", "kind-publication" },
  [IBID_ENTITY_KIND_TERM] = { N_ ("Term"), N_ ("Terms"), "ibid-term-symbolic", "kind-term" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (entity_kinds) == IBID_N_ENTITY_KINDS);

static const Term outlet_kinds[] = {
  [IBID_OUTLET_KIND_STATE_MEDIA] = { N_ ("State media"), NULL, "ibid-state-media-symbolic",
                                     "outlet-state-media" },
  [IBID_OUTLET_KIND_PARTY] = { N_ ("Party"), NULL, "ibid-party-symbolic", "outlet-party" },
  [IBID_OUTLET_KIND_GOVERNMENT] = { N_ ("Government"), NULL, "ibid-government-symbolic",
                                    "outlet-government" },
  [IBID_OUTLET_KIND_INTERGOVERNMENTAL] = { N_ ("Intergovernmental"), NULL,
                                           "ibid-intergovernmental-symbolic",
                                           "outlet-intergovernmental" },
  [IBID_OUTLET_KIND_PRESS] = { N_ ("Press"), NULL, "ibid-press-symbolic", "outlet-press" },
  [IBID_OUTLET_KIND_BROADCASTER] = { N_ ("Broadcaster"), NULL, "ibid-broadcaster-symbolic",
                                     "outlet-broadcaster" },
  [IBID_OUTLET_KIND_AGENCY] = { N_ ("News agency"), NULL, "ibid-agency-symbolic", "outlet-agency" },
  [IBID_OUTLET_KIND_THINK_TANK] = { N_ ("Think tank"), NULL, "ibid-think-tank-symbolic",
                                    "outlet-think-tank" },
  [IBID_OUTLET_KIND_ACADEMIC] = { N_ ("Academic"), NULL, "ibid-academic-symbolic",
                                  "outlet-academic" },
  [IBID_OUTLET_KIND_COMPANY] = { N_ ("Company"), NULL, "ibid-company-symbolic", "outlet-company" },
  [IBID_OUTLET_KIND_NGO] = { N_ ("Non-governmental"), NULL, "ibid-ngo-symbolic", "outlet-ngo" },
  [IBID_OUTLET_KIND_SOCIAL_MEDIA] = { N_ ("Social media"), NULL, "ibid-social-media-symbolic",
                                      "outlet-social-media" },
  [IBID_OUTLET_KIND_AGGREGATOR] = { N_ ("Aggregator"), NULL, "ibid-aggregator-symbolic",
                                    "outlet-aggregator" },
  [IBID_OUTLET_KIND_UNCLASSIFIED] = { N_ ("Unclassified"), NULL, "ibid-unclassified-symbolic",
                                      "outlet-unclassified" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (outlet_kinds) == IBID_N_OUTLET_KINDS);

static const Term resolutions[] = {
  [IBID_RESOLUTION_EXPLICIT_LINK] = { N_ ("Explicit link"),
                                      N_ ("The article itself links to this source."), NULL, NULL },
  [IBID_RESOLUTION_EXACT] = { N_ ("Exact"),
                              N_ ("Name and full date stand in the article and fit one source."),
                              NULL, NULL },
  [IBID_RESOLUTION_YEAR_INFERRED] = { N_ ("Year inferred"),
                                      N_ ("The article gives no year. This is the latest such date "
                                          "that is not after the "
                                          "article’s own."),
                                      NULL, NULL },
  [IBID_RESOLUTION_ACCESSED_ONLY] = { N_ ("Accessed only"),
                                      N_ ("The article says when the source was visited, not when "
                                          "it was published."),
                                      NULL, NULL },
  [IBID_RESOLUTION_UNDATED] = { N_ ("Undated"), N_ ("The article gives this source no date."), NULL,
                                NULL },
  [IBID_RESOLUTION_AMBIGUOUS] = { N_ ("Ambiguous"),
                                  N_ ("More than one source fits. The choice is yours."), NULL,
                                  NULL },
  [IBID_RESOLUTION_UNRESOLVED] = { N_ ("Unresolved"), N_ ("No source was found for this citation."),
                                   NULL, NULL },
};

static const Term forms[] = {
  [IBID_CITATION_FORM_PARENTHETICAL] = { N_ ("In parentheses") },
  [IBID_CITATION_FORM_NARRATIVE] = { N_ ("In the sentence") },
  [IBID_CITATION_FORM_NOTE] = { N_ ("In a note") },
  [IBID_CITATION_FORM_SOURCE_LINE] = { N_ ("Source line") },
  [IBID_CITATION_FORM_URL] = { N_ ("Web address") },
  [IBID_CITATION_FORM_MIXED] = { N_ ("Mixed") },
};

static const Term roles[] = {
  [IBID_CITATION_ROLE_SUPPORT] = { N_ ("Supports a claim") },
  [IBID_CITATION_ROLE_CREDIT] = { N_ ("Credit") },
  [IBID_CITATION_ROLE_SERIES_REFERENCE] = { N_ ("Reference to a series") },
};

static const Term verdicts[] = {
  [IBID_VERDICT_NOT_CHECKED] = { N_ ("Not checked"),
                                 N_ ("You have not yet compared the claim with the source."),
                                 "ibid-not-checked-symbolic", "verdict-not-checked" },
  [IBID_VERDICT_SUPPORTS] = { N_ ("Supports"), N_ ("The source says what the article claims."),
                              "ibid-supports-symbolic", "verdict-supports" },
  [IBID_VERDICT_PARTLY] = { N_ ("Partly"),
                            N_ ("The source supports some of the claim, or a weaker form of it."),
                            "ibid-partly-symbolic", "verdict-partly" },
  [IBID_VERDICT_DOES_NOT_SUPPORT] = { N_ ("Does not support"),
                                      N_ ("The source does not say what the article claims."),
                                      "ibid-does-not-support-symbolic",
                                      "verdict-does-not-support" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == IBID_N_VERDICTS);

static const Term accesses[] = {
  [IBID_ACCESS_NOT_OPENED] = { N_ ("Not opened"), N_ ("You have not yet looked at this source."),
                               "ibid-not-checked-symbolic", NULL },
  [IBID_ACCESS_OPEN] = { N_ ("Open"), N_ ("The source can be read by anyone."),
                         "ibid-supports-symbolic", NULL },
  [IBID_ACCESS_DEAD] = { N_ ("Dead"), N_ ("The link no longer leads to the source."),
                         "ibid-does-not-support-symbolic", NULL },
  [IBID_ACCESS_PAYWALLED] = { N_ ("Paywalled"), N_ ("The source can be read by subscribers only."),
                              "changes-prevent-symbolic", NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (accesses) == IBID_N_ACCESSES);

/* The wording of NATO's AJP-2.1; label is the letter or digit, second the words, icon unused. */
static const Term reliabilities[] = {
  [IBID_RELIABILITY_NOT_GRADED] = { "–", N_ ("not graded") },
  [IBID_RELIABILITY_A] = { "A", N_ ("completely reliable") },
  [IBID_RELIABILITY_B] = { "B", N_ ("usually reliable") },
  [IBID_RELIABILITY_C] = { "C", N_ ("fairly reliable") },
  [IBID_RELIABILITY_D] = { "D", N_ ("not usually reliable") },
  [IBID_RELIABILITY_E] = { "E", N_ ("unreliable") },
  [IBID_RELIABILITY_F] = { "F", N_ ("reliability cannot be judged") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (reliabilities) == IBID_N_RELIABILITIES);

static const char *const reliability_explanations[] = {
  [IBID_RELIABILITY_NOT_GRADED] = N_ ("You have not graded this outlet."),
  [IBID_RELIABILITY_A] = N_ ("No doubt about its authenticity, trustworthiness or competence; it "
                             "has always been reliable."),
  [IBID_RELIABILITY_B] = N_ ("Minor doubts; it has been right most of the time."),
  [IBID_RELIABILITY_C] = N_ ("Doubts; but it has been right in the past."),
  [IBID_RELIABILITY_D] = N_ ("Significant doubts; it has been right only now and then."),
  [IBID_RELIABILITY_E] = N_ ("Not trustworthy or competent; it has a record of being wrong."),
  [IBID_RELIABILITY_F] = N_ ("Too little is known about it to judge."),
};
G_STATIC_ASSERT (G_N_ELEMENTS (reliability_explanations) == IBID_N_RELIABILITIES);

static const Term credibilities[] = {
  { "–", N_ ("not graded"), NULL, N_ ("You have not graded what the source says here.") },
  { "1", N_ ("confirmed by other sources"), NULL,
    N_ ("Independent sources confirm it; it is logical and fits what is known.") },
  { "2", N_ ("probably true"), NULL,
    N_ ("Not confirmed, but logical and in line with what is known.") },
  { "3", N_ ("possibly true"), NULL,
    N_ ("Not confirmed; reasonable, and in line with some of what is known.") },
  { "4", N_ ("doubtful"), NULL,
    N_ ("Not confirmed; possible but not logical, and nothing else is known about it.") },
  { "5", N_ ("improbable"), NULL, N_ ("Other information on the subject contradicts it.") },
  { "6", N_ ("truth cannot be judged"), NULL, N_ ("There is no basis on which to judge it.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (credibilities) == IBID_N_CREDIBILITIES);

static const Term severities[] = {
  [IBID_SEVERITY_INFO] = { N_ ("Information"), NULL, "dialog-information-symbolic", NULL },
  [IBID_SEVERITY_WARNING] = { N_ ("Warning"), NULL, "dialog-warning-symbolic", NULL },
  [IBID_SEVERITY_ERROR] = { N_ ("Error"), NULL, "dialog-error-symbolic", NULL },
};

/* Values come from checked files, so one that is outside its table is a mistake of ours. */
#define TERM(table, value, member)                                                                 \
  ((guint)(value) < G_N_ELEMENTS (table) ? (table)[(guint)(value)].member : "")

/* gettext answers "" with the catalogue's header. */
static const char *
translated (const char *text)
{
  return text[0] != '\0' ? _ (text) : text;
}

const char *
ibid_entity_kind_label (IbidEntityKind kind)
{
  return translated (TERM (entity_kinds, kind, label));
}

const char *
ibid_entity_kind_group_label (IbidEntityKind kind)
{
  return translated (TERM (entity_kinds, kind, second));
}

const char *
ibid_entity_kind_icon (IbidEntityKind kind)
{
  return TERM (entity_kinds, kind, icon);
}

const char *
ibid_entity_kind_style_class (IbidEntityKind kind)
{
  return TERM (entity_kinds, kind, style_class);
}

const char *
ibid_outlet_kind_label (IbidOutletKind kind)
{
  return translated (TERM (outlet_kinds, kind, label));
}

const char *
ibid_outlet_kind_icon (IbidOutletKind kind)
{
  return TERM (outlet_kinds, kind, icon);
}

const char *
ibid_outlet_kind_style_class (IbidOutletKind kind)
{
  return TERM (outlet_kinds, kind, style_class);
}

const char *
ibid_resolution_label (IbidResolution resolution)
{
  return translated (TERM (resolutions, resolution, label));
}

const char *
ibid_resolution_explanation (IbidResolution resolution)
{
  return translated (TERM (resolutions, resolution, second));
}

const char *
ibid_citation_form_label (IbidCitationForm form)
{
  return translated (TERM (forms, form, label));
}

const char *
ibid_citation_role_label (IbidCitationRole role)
{
  return translated (TERM (roles, role, label));
}

const char *
ibid_verdict_label (IbidVerdict verdict)
{
  return translated (TERM (verdicts, verdict, label));
}

const char *
ibid_verdict_explanation (IbidVerdict verdict)
{
  return translated (TERM (verdicts, verdict, second));
}

const char *
ibid_verdict_icon (IbidVerdict verdict)
{
  return TERM (verdicts, verdict, icon);
}

const char *
ibid_verdict_style_class (IbidVerdict verdict)
{
  return TERM (verdicts, verdict, style_class);
}

const char *
ibid_check_state_label (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_NOT_CHECKED:
      return ibid_verdict_label (IBID_VERDICT_NOT_CHECKED);
    case IBID_CHECK_STATE_SUPPORTS:
      return ibid_verdict_label (IBID_VERDICT_SUPPORTS);
    case IBID_CHECK_STATE_PARTLY:
      return ibid_verdict_label (IBID_VERDICT_PARTLY);
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return ibid_verdict_label (IBID_VERDICT_DOES_NOT_SUPPORT);
    case IBID_CHECK_STATE_AMBIGUOUS:
      return ibid_resolution_label (IBID_RESOLUTION_AMBIGUOUS);
    }
  return "";
}

const char *
ibid_check_state_icon (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_NOT_CHECKED:
      return ibid_verdict_icon (IBID_VERDICT_NOT_CHECKED);
    case IBID_CHECK_STATE_SUPPORTS:
      return ibid_verdict_icon (IBID_VERDICT_SUPPORTS);
    case IBID_CHECK_STATE_PARTLY:
      return ibid_verdict_icon (IBID_VERDICT_PARTLY);
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return ibid_verdict_icon (IBID_VERDICT_DOES_NOT_SUPPORT);
    case IBID_CHECK_STATE_AMBIGUOUS:
      return "ibid-ambiguous-symbolic";
    }
  return "";
}

const char *
ibid_check_state_style_class (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_NOT_CHECKED:
      return ibid_verdict_style_class (IBID_VERDICT_NOT_CHECKED);
    case IBID_CHECK_STATE_SUPPORTS:
      return ibid_verdict_style_class (IBID_VERDICT_SUPPORTS);
    case IBID_CHECK_STATE_PARTLY:
      return ibid_verdict_style_class (IBID_VERDICT_PARTLY);
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return ibid_verdict_style_class (IBID_VERDICT_DOES_NOT_SUPPORT);
    case IBID_CHECK_STATE_AMBIGUOUS:
      return "verdict-ambiguous";
    }
  return "";
}

const char *
ibid_access_label (IbidAccess access)
{
  return translated (TERM (accesses, access, label));
}

const char *
ibid_access_explanation (IbidAccess access)
{
  return translated (TERM (accesses, access, second));
}

const char *
ibid_access_icon (IbidAccess access)
{
  return TERM (accesses, access, icon);
}

const char *
ibid_reliability_letter (IbidReliability reliability)
{
  return TERM (reliabilities, reliability, label);
}

const char *
ibid_reliability_words (IbidReliability reliability)
{
  return translated (TERM (reliabilities, reliability, second));
}

char *
ibid_reliability_dup_label (IbidReliability reliability)
{
  if (reliability == IBID_RELIABILITY_NOT_GRADED)
    return g_strdup (_ ("Not graded"));
  /* Translators: a grade of the Admiralty code and its meaning: "C · fairly reliable" */
  return g_strdup_printf (_ ("%s · %s"), ibid_reliability_letter (reliability),
                          ibid_reliability_words (reliability));
}

const char *
ibid_reliability_explanation (IbidReliability reliability)
{
  g_return_val_if_fail ((guint)reliability < IBID_N_RELIABILITIES, "");
  return _ (reliability_explanations[reliability]);
}

const char *
ibid_credibility_digit (guint credibility)
{
  return TERM (credibilities, credibility, label);
}

const char *
ibid_credibility_words (guint credibility)
{
  return translated (TERM (credibilities, credibility, second));
}

char *
ibid_credibility_dup_label (guint credibility)
{
  if (credibility == IBID_CREDIBILITY_NOT_GRADED)
    return g_strdup (_ ("Not graded"));
  return g_strdup_printf (_ ("%s · %s"), ibid_credibility_digit (credibility),
                          ibid_credibility_words (credibility));
}

const char *
ibid_credibility_explanation (guint credibility)
{
  return translated (TERM (credibilities, credibility, style_class));
}

const char *
ibid_severity_label (IbidSeverity severity)
{
  return translated (TERM (severities, severity, label));
}

const char *
ibid_severity_icon (IbidSeverity severity)
{
  return TERM (severities, severity, icon);
}
