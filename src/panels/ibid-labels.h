/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-term-words.h"

G_BEGIN_DECLS

/* The icons and style classes by which panels tell the closed vocabularies apart, beside their
 * words (ibid-term-words.h). All are static. */

const char *ibid_entity_kind_icon (IbidEntityKind kind);        /* symbolic icon name */
const char *ibid_entity_kind_style_class (IbidEntityKind kind); /* "kind-person": a tint */

const char *ibid_outlet_kind_icon (IbidOutletKind kind);
const char *ibid_outlet_kind_style_class (IbidOutletKind kind); /* "outlet-state-media" */

const char *ibid_verdict_icon (IbidVerdict verdict);
const char *ibid_verdict_style_class (IbidVerdict verdict); /* "verdict-supports" */
const char *ibid_check_state_icon (IbidCheckState state);
const char *ibid_check_state_style_class (IbidCheckState state);
const char *ibid_access_icon (IbidAccess access);
const char *ibid_severity_icon (IbidSeverity severity);

G_END_DECLS
