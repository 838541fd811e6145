/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article-format.h"

G_BEGIN_DECLS

/* overlay.json ("ibid-overlay") and corrections.json ("ibid-corrections"): one shape, the errors of
 * IBID_FORMAT_ERROR, and the limits of an article's file */
IbidOverlay *ibid_overlay_load_bytes (GBytes *bytes, const char *display_name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *ibid_overlay_save_bytes (IbidOverlay *overlay, const char *article_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_decision_adopt_unknown (IbidDecision *decision, IbidDecision *other);
void ibid_overlay_adopt_unknown (IbidOverlay *overlay, IbidOverlay *other);
gboolean ibid_overlay_add_unknown (IbidOverlay *overlay, IbidOverlay *other);

G_END_DECLS
