/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-term-words.h"

/* One line of a vocabulary, in the order of its enumeration. */
typedef struct
{
  const char *label;
  const char *second;      /* the group's name, the words of a grade, or an explanation */
  const char *explanation; /* of grades */
} Words;

static const Words entity_kinds[] = {
  [IBID_ENTITY_KIND_PERSON] = { N_ ("Person"), N_ ("People") },
  [IBID_ENTITY_KIND_ORGANISATION] = { N_ ("Organisation"), N_ ("Organisations") },
  [IBID_ENTITY_KIND_PLACE] = { N_ ("Place"), N_ ("Places") },
  [IBID_ENTITY_KIND_PROGRAMME] = { N_ ("Programme"), N_ ("Programmes") },
  [IBID_ENTITY_KIND_TECHNOLOGY] = { N_ ("Technology"), N_ ("Technologies") },
  [IBID_ENTITY_KIND_EVENT] = { N_ ("Event"), N_ ("Events") },
  [IBID_ENTITY_KIND_PUBLICATION] = { N_ ("Publication"), N_ ("Publications") },
  [IBID_ENTITY_KIND_TERM] = { N_ ("Term"), N_ ("Terms") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (entity_kinds) == IBID_N_ENTITY_KINDS);

static const Words outlet_kinds[] = {
  [IBID_OUTLET_KIND_STATE_MEDIA] = { N_ ("State media") },
  [IBID_OUTLET_KIND_PARTY] = { N_ ("Party") },
  [IBID_OUTLET_KIND_GOVERNMENT] = { N_ ("Government") },
  [IBID_OUTLET_KIND_INTERGOVERNMENTAL] = { N_ ("Intergovernmental") },
  [IBID_OUTLET_KIND_PRESS] = { N_ ("Press") },
  [IBID_OUTLET_KIND_BROADCASTER] = { N_ ("Broadcaster") },
  [IBID_OUTLET_KIND_AGENCY] = { N_ ("News agency") },
  [IBID_OUTLET_KIND_THINK_TANK] = { N_ ("Think tank") },
  [IBID_OUTLET_KIND_ACADEMIC] = { N_ ("Academic") },
  [IBID_OUTLET_KIND_COMPANY] = { N_ ("Company") },
  [IBID_OUTLET_KIND_NGO] = { N_ ("Non-governmental") },
  [IBID_OUTLET_KIND_SOCIAL_MEDIA] = { N_ ("Social media") },
  [IBID_OUTLET_KIND_AGGREGATOR] = { N_ ("Aggregator") },
  [IBID_OUTLET_KIND_UNCLASSIFIED] = { N_ ("Unclassified") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (outlet_kinds) == IBID_N_OUTLET_KINDS);

static const Words resolutions[] = {
  [IBID_RESOLUTION_EXPLICIT_LINK] = { N_ ("Explicit link"),
                                      N_ ("The article itself links to this source.") },
  [IBID_RESOLUTION_EXACT] = { N_ ("Exact"),
                              N_ ("Name and full date stand in the article and fit one source.") },
  [IBID_RESOLUTION_YEAR_INFERRED] = { N_ ("Year inferred"),
                                      N_ ("The article gives no year. This is the latest such date "
                                          "that is not after the "
                                          "article’s own.") },
  [IBID_RESOLUTION_ACCESSED_ONLY] = { N_ ("Accessed only"),
                                      N_ ("The article says when the source was visited, not when "
                                          "it was published.") },
  [IBID_RESOLUTION_UNDATED] = { N_ ("Undated"), N_ ("The article gives this source no date.") },
  [IBID_RESOLUTION_AMBIGUOUS] = { N_ ("Ambiguous"),
                                  N_ ("More than one source fits. The choice is yours.") },
  [IBID_RESOLUTION_UNRESOLVED] = { N_ ("Unresolved"),
                                   N_ ("No source was found for this citation.") },
};

static const Words verdicts[] = {
  [IBID_VERDICT_NOT_CHECKED] = { N_ ("Not checked"),
                                 N_ ("You have not yet compared the claim with the source.") },
  [IBID_VERDICT_SUPPORTS] = { N_ ("Supports"), N_ ("The source says what the article claims.") },
  [IBID_VERDICT_PARTLY] = { N_ ("Partly"),
                            N_ ("The source supports some of the claim, or a weaker form of it.") },
  [IBID_VERDICT_DOES_NOT_SUPPORT] = { N_ ("Does not support"),
                                      N_ ("The source does not say what the article claims.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == IBID_N_VERDICTS);

static const Words accesses[] = {
  [IBID_ACCESS_NOT_OPENED] = { N_ ("Not opened"), N_ ("You have not yet looked at this source.") },
  [IBID_ACCESS_OPEN] = { N_ ("Open"), N_ ("The source can be read by anyone.") },
  [IBID_ACCESS_DEAD] = { N_ ("Dead"), N_ ("The link no longer leads to the source.") },
  [IBID_ACCESS_PAYWALLED] = { N_ ("Paywalled"),
                              N_ ("The source can be read by subscribers only.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (accesses) == IBID_N_ACCESSES);

static const Words forms[] = {
  [IBID_CITATION_FORM_PARENTHETICAL] = { N_ ("In parentheses") },
  [IBID_CITATION_FORM_NARRATIVE] = { N_ ("In the sentence") },
  [IBID_CITATION_FORM_NOTE] = { N_ ("In a note") },
  [IBID_CITATION_FORM_SOURCE_LINE] = { N_ ("Source line") },
  [IBID_CITATION_FORM_URL] = { N_ ("Web address") },
  [IBID_CITATION_FORM_MIXED] = { N_ ("Mixed") },
};

static const Words roles[] = {
  [IBID_CITATION_ROLE_SUPPORT] = { N_ ("Supports a claim") },
  [IBID_CITATION_ROLE_CREDIT] = { N_ ("Credit") },
  [IBID_CITATION_ROLE_SERIES_REFERENCE] = { N_ ("Reference to a series") },
};

/* Grades: the wording of NATO's AJP-2.1; label is the letter or digit. */
static const Words reliabilities[] = {
  [IBID_RELIABILITY_NOT_GRADED] = { "–", N_ ("not graded"),
                                    N_ ("You have not graded this outlet.") },
  [IBID_RELIABILITY_A] = { "A", N_ ("completely reliable"),
                           N_ ("No doubt about its authenticity, trustworthiness or competence; it "
                               "has always been reliable.") },
  [IBID_RELIABILITY_B] = { "B", N_ ("usually reliable"),
                           N_ ("Minor doubts; it has been right most of the time.") },
  [IBID_RELIABILITY_C] = { "C", N_ ("fairly reliable"),
                           N_ ("Doubts; but it has been right in the past.") },
  [IBID_RELIABILITY_D] = { "D", N_ ("not usually reliable"),
                           N_ ("Significant doubts; it has been right only now and then.") },
  [IBID_RELIABILITY_E] = { "E", N_ ("unreliable"),
                           N_ ("Not trustworthy or competent; it has a record of being wrong.") },
  [IBID_RELIABILITY_F] = { "F", N_ ("reliability cannot be judged"),
                           N_ ("Too little is known about it to judge.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (reliabilities) == IBID_N_RELIABILITIES);

static const Words credibilities[] = {
  { "–", N_ ("not graded"), N_ ("You have not graded what the source says here.") },
  { "1", N_ ("confirmed by other sources"),
    N_ ("Independent sources confirm it; it is logical and fits what is known.") },
  { "2", N_ ("probably true"), N_ ("Not confirmed, but logical and in line with what is known.") },
  { "3", N_ ("possibly true"),
    N_ ("Not confirmed; reasonable, and in line with some of what is known.") },
  { "4", N_ ("doubtful"),
    N_ ("Not confirmed; possible but not logical, and nothing else is known about it.") },
  { "5", N_ ("improbable"), N_ ("Other information on the subject contradicts it.") },
  { "6", N_ ("truth cannot be judged"), N_ ("There is no basis on which to judge it.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (credibilities) == IBID_N_CREDIBILITIES);

static const Words severities[] = {
  [IBID_SEVERITY_INFO] = { N_ ("Information") },
  [IBID_SEVERITY_WARNING] = { N_ ("Warning") },
  [IBID_SEVERITY_ERROR] = { N_ ("Error") },
};

/* Values come from checked files, so one that is outside its table is a mistake of ours; gettext
 * answers "" with the catalogue's header. */
static const char *
translated (const char *text)
{
  return text != NULL && text[0] != '\0' ? _ (text) : "";
}

#define WORDS(table, value, member)                                                                \
  ((guint)(value) < G_N_ELEMENTS (table) ? translated ((table)[(guint)(value)].member) : "")

/**
 * ibid_entity_kind_label:
 * @kind: a kind of entity
 *
 * Names one entity of the kind.
 *
 * Returns: the translated words, such as "Person"
 */
const char *
ibid_entity_kind_label (IbidEntityKind kind)
{
  return WORDS (entity_kinds, kind, label);
}

/**
 * ibid_entity_kind_group_label:
 * @kind: a kind of entity
 *
 * Names all entities of the kind together.
 *
 * Returns: the translated words, such as "People"
 */
const char *
ibid_entity_kind_group_label (IbidEntityKind kind)
{
  return WORDS (entity_kinds, kind, second);
}

/**
 * ibid_outlet_kind_label:
 * @kind: a kind of outlet
 *
 * Names the kind.
 *
 * Returns: the translated words, such as "State media"
 */
const char *
ibid_outlet_kind_label (IbidOutletKind kind)
{
  return WORDS (outlet_kinds, kind, label);
}

/**
 * ibid_resolution_label:
 * @resolution: how a source was found
 *
 * Names the way.
 *
 * Returns: the translated words, such as "Year inferred"
 */
const char *
ibid_resolution_label (IbidResolution resolution)
{
  return WORDS (resolutions, resolution, label);
}

/**
 * ibid_resolution_explanation:
 * @resolution: how a source was found
 *
 * Says what that means.
 *
 * Returns: a translated sentence
 */
const char *
ibid_resolution_explanation (IbidResolution resolution)
{
  return WORDS (resolutions, resolution, second);
}

/**
 * ibid_citation_form_label:
 * @form: how a citation is written
 *
 * Names the form.
 *
 * Returns: the translated words, such as "In a note"
 */
const char *
ibid_citation_form_label (IbidCitationForm form)
{
  return WORDS (forms, form, label);
}

/**
 * ibid_citation_role_label:
 * @role: what a citation is for
 *
 * Names the role.
 *
 * Returns: the translated words, such as "Supports a claim"
 */
const char *
ibid_citation_role_label (IbidCitationRole role)
{
  return WORDS (roles, role, label);
}

/**
 * ibid_verdict_label:
 * @verdict: whether a source says what is claimed
 *
 * Names the verdict.
 *
 * Returns: the translated words, such as "Supports"
 */
const char *
ibid_verdict_label (IbidVerdict verdict)
{
  return WORDS (verdicts, verdict, label);
}

/**
 * ibid_verdict_explanation:
 * @verdict: whether a source says what is claimed
 *
 * Says what that means.
 *
 * Returns: a translated sentence
 */
const char *
ibid_verdict_explanation (IbidVerdict verdict)
{
  return WORDS (verdicts, verdict, second);
}

/**
 * ibid_check_state_label:
 * @state: how far a citation was checked
 *
 * Names the state: the verdict, or that the source is ambiguous.
 *
 * Returns: the translated words
 */
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

/**
 * ibid_access_label:
 * @access: whether a source can be read
 *
 * Names the state.
 *
 * Returns: the translated words, such as "Paywalled"
 */
const char *
ibid_access_label (IbidAccess access)
{
  return WORDS (accesses, access, label);
}

/**
 * ibid_access_explanation:
 * @access: whether a source can be read
 *
 * Says what that means.
 *
 * Returns: a translated sentence
 */
const char *
ibid_access_explanation (IbidAccess access)
{
  return WORDS (accesses, access, second);
}

/**
 * ibid_reliability_letter:
 * @reliability: a grade of an outlet
 *
 * Gives the sign of the grade, which is the same in every language.
 *
 * Returns: the letter; "–" is not graded
 */
const char *
ibid_reliability_letter (IbidReliability reliability)
{
  return (guint)reliability < G_N_ELEMENTS (reliabilities) ? reliabilities[(guint)reliability].label
                                                           : "";
}

/**
 * ibid_reliability_words:
 * @reliability: a grade of an outlet
 *
 * Gives the words of the grade.
 *
 * Returns: the translated words, such as "fairly reliable"
 */
const char *
ibid_reliability_words (IbidReliability reliability)
{
  return WORDS (reliabilities, reliability, second);
}

/**
 * ibid_reliability_dup_label:
 * @reliability: a grade of an outlet
 *
 * Gives sign and words of the grade.
 *
 * Returns: (transfer full): the translated words
 */
char *
ibid_reliability_dup_label (IbidReliability reliability)
{
  if (reliability == IBID_RELIABILITY_NOT_GRADED)
    return g_strdup (_ ("Not graded"));
  /* Translators: a grade of the Admiralty code and its meaning: "C · fairly reliable" */
  return g_strdup_printf (_ ("%s · %s"), ibid_reliability_letter (reliability),
                          ibid_reliability_words (reliability));
}

/**
 * ibid_reliability_explanation:
 * @reliability: a grade of an outlet
 *
 * Says what the grade means.
 *
 * Returns: a translated sentence
 */
const char *
ibid_reliability_explanation (IbidReliability reliability)
{
  return WORDS (reliabilities, reliability, explanation);
}

/**
 * ibid_credibility_digit:
 * @credibility: a grade of what is said, 0 to 6
 *
 * Gives the sign of the grade, which is the same in every language.
 *
 * Returns: the digit; "–" is not graded
 */
const char *
ibid_credibility_digit (guint credibility)
{
  return (guint)credibility < G_N_ELEMENTS (credibilities) ? credibilities[(guint)credibility].label
                                                           : "";
}

/**
 * ibid_credibility_words:
 * @credibility: a grade of what is said, 0 to 6
 *
 * Gives the words of the grade.
 *
 * Returns: the translated words, such as "possibly true"
 */
const char *
ibid_credibility_words (guint credibility)
{
  return WORDS (credibilities, credibility, second);
}

/**
 * ibid_credibility_dup_label:
 * @credibility: a grade of what is said, 0 to 6
 *
 * Gives sign and words of the grade.
 *
 * Returns: (transfer full): the translated words
 */
char *
ibid_credibility_dup_label (guint credibility)
{
  if (credibility == IBID_CREDIBILITY_NOT_GRADED)
    return g_strdup (_ ("Not graded"));
  return g_strdup_printf (_ ("%s · %s"), ibid_credibility_digit (credibility),
                          ibid_credibility_words (credibility));
}

/**
 * ibid_credibility_explanation:
 * @credibility: a grade of what is said, 0 to 6
 *
 * Says what the grade means.
 *
 * Returns: a translated sentence
 */
const char *
ibid_credibility_explanation (guint credibility)
{
  return WORDS (credibilities, credibility, explanation);
}

/**
 * ibid_severity_label:
 * @severity: how bad a finding is
 *
 * Names the severity.
 *
 * Returns: the translated words, such as "Warning"
 */
const char *
ibid_severity_label (IbidSeverity severity)
{
  return WORDS (severities, severity, label);
}
