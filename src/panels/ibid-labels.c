/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-labels.h"

/* One line of a vocabulary, in the order of its enumeration. */
typedef struct
{
  const char *icon;
  const char *style_class;
} Sign;

static const Sign entity_kinds[] = {
  [IBID_ENTITY_KIND_PERSON] = { "ibid-person-symbolic", "kind-person" },
  [IBID_ENTITY_KIND_ORGANISATION] = { "ibid-organisation-symbolic", "kind-organisation" },
  [IBID_ENTITY_KIND_PLACE] = { "ibid-place-symbolic", "kind-place" },
  [IBID_ENTITY_KIND_PROGRAMME] = { "ibid-programme-symbolic", "kind-programme" },
  [IBID_ENTITY_KIND_TECHNOLOGY] = { "ibid-technology-symbolic", "kind-technology" },
  [IBID_ENTITY_KIND_EVENT] = { "ibid-event-symbolic", "kind-event" },
  [IBID_ENTITY_KIND_PUBLICATION] = { "ibid-publication-symbolic", "kind-publication" },
  [IBID_ENTITY_KIND_TERM] = { "ibid-term-symbolic", "kind-term" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (entity_kinds) == IBID_N_ENTITY_KINDS);

static const Sign outlet_kinds[] = {
  [IBID_OUTLET_KIND_STATE_MEDIA] = { "ibid-state-media-symbolic", "outlet-state-media" },
  [IBID_OUTLET_KIND_PARTY] = { "ibid-party-symbolic", "outlet-party" },
  [IBID_OUTLET_KIND_GOVERNMENT] = { "ibid-government-symbolic", "outlet-government" },
  [IBID_OUTLET_KIND_INTERGOVERNMENTAL] = { "ibid-intergovernmental-symbolic",
                                           "outlet-intergovernmental" },
  [IBID_OUTLET_KIND_PRESS] = { "ibid-press-symbolic", "outlet-press" },
  [IBID_OUTLET_KIND_BROADCASTER] = { "ibid-broadcaster-symbolic", "outlet-broadcaster" },
  [IBID_OUTLET_KIND_AGENCY] = { "ibid-agency-symbolic", "outlet-agency" },
  [IBID_OUTLET_KIND_THINK_TANK] = { "ibid-think-tank-symbolic", "outlet-think-tank" },
  [IBID_OUTLET_KIND_ACADEMIC] = { "ibid-academic-symbolic", "outlet-academic" },
  [IBID_OUTLET_KIND_COMPANY] = { "ibid-company-symbolic", "outlet-company" },
  [IBID_OUTLET_KIND_NGO] = { "ibid-ngo-symbolic", "outlet-ngo" },
  [IBID_OUTLET_KIND_SOCIAL_MEDIA] = { "ibid-social-media-symbolic", "outlet-social-media" },
  [IBID_OUTLET_KIND_AGGREGATOR] = { "ibid-aggregator-symbolic", "outlet-aggregator" },
  [IBID_OUTLET_KIND_UNCLASSIFIED] = { "ibid-unclassified-symbolic", "outlet-unclassified" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (outlet_kinds) == IBID_N_OUTLET_KINDS);

static const Sign verdicts[] = {
  [IBID_VERDICT_NOT_CHECKED] = { "ibid-not-checked-symbolic", "verdict-not-checked" },
  [IBID_VERDICT_SUPPORTS] = { "ibid-supports-symbolic", "verdict-supports" },
  [IBID_VERDICT_PARTLY] = { "ibid-partly-symbolic", "verdict-partly" },
  [IBID_VERDICT_DOES_NOT_SUPPORT] = { "ibid-does-not-support-symbolic",
                                      "verdict-does-not-support" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (verdicts) == IBID_N_VERDICTS);

static const Sign accesses[] = {
  [IBID_ACCESS_NOT_OPENED] = { "ibid-not-checked-symbolic", NULL },
  [IBID_ACCESS_OPEN] = { "ibid-supports-symbolic", NULL },
  [IBID_ACCESS_DEAD] = { "ibid-does-not-support-symbolic", NULL },
  [IBID_ACCESS_PAYWALLED] = { "changes-prevent-symbolic", NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (accesses) == IBID_N_ACCESSES);

static const Sign severities[] = {
  [IBID_SEVERITY_INFO] = { "dialog-information-symbolic", NULL },
  [IBID_SEVERITY_WARNING] = { "dialog-warning-symbolic", NULL },
  [IBID_SEVERITY_ERROR] = { "dialog-error-symbolic", NULL },
};

/* Values come from checked files, so one that is outside its table is a mistake of ours. */
#define SIGN(table, value, member)                                                                 \
  ((guint)(value) < G_N_ELEMENTS (table) ? (table)[(guint)(value)].member : "")

const char *
ibid_entity_kind_icon (IbidEntityKind kind)
{
  return SIGN (entity_kinds, kind, icon);
}

const char *
ibid_entity_kind_style_class (IbidEntityKind kind)
{
  return SIGN (entity_kinds, kind, style_class);
}

const char *
ibid_outlet_kind_icon (IbidOutletKind kind)
{
  return SIGN (outlet_kinds, kind, icon);
}

const char *
ibid_outlet_kind_style_class (IbidOutletKind kind)
{
  return SIGN (outlet_kinds, kind, style_class);
}

const char *
ibid_verdict_icon (IbidVerdict verdict)
{
  return SIGN (verdicts, verdict, icon);
}

const char *
ibid_verdict_style_class (IbidVerdict verdict)
{
  return SIGN (verdicts, verdict, style_class);
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
ibid_access_icon (IbidAccess access)
{
  return SIGN (accesses, access, icon);
}

const char *
ibid_severity_icon (IbidSeverity severity)
{
  return SIGN (severities, severity, icon);
}
