/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: places that are certain tell where the others are likely. */

#include "ibid-anchor.h"
#include "ibid-search-private.h"

G_BEGIN_DECLS

GArray *ibid_landmarks_new (IbidSelector *const *selectors, guint n_selectors,
                            const IbidAnchorResult *results) G_GNUC_WARN_UNUSED_RESULT;
void ibid_landmarks_get_hint (const GArray *landmarks, IbidSelector *selector, guint n_chars,
                              IbidHint *hint);

G_END_DECLS
