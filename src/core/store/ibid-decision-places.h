/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-anchoring.h"
#include "ibid-overlay.h"

G_BEGIN_DECLS

void ibid_decision_places_settle (IbidOverlay *overlay, IbidAnchoring *anchoring);

G_END_DECLS
