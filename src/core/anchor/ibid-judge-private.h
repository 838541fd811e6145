/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: whether what was found is what was looked for. */

#include "ibid-anchor.h"
#include "ibid-search-private.h"
#include "ibid-text-map-private.h"

G_BEGIN_DECLS

void ibid_judge_findings (const IbidTokenIndex *index, const IbidQuery *query,
                          const IbidFindings *findings, IbidAnchorResult *result);
gboolean ibid_judge_map (const IbidTokenIndex *index, const IbidTextMap *map, guint start,
                         guint end, IbidAnchorResult *result);
gboolean ibid_judge_is_taken (const IbidTextMap *map, const IbidQuery *query,
                              const IbidCandidate *candidate);

G_END_DECLS
