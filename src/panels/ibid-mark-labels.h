/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-terms.h"

G_BEGIN_DECLS

/*
 * The words, shapes and style classes by which panels tell annotations apart. Every colour has a
 * shape of its own, so that it is never the only sign. All words are translated and static.
 */

#define IBID_N_ANNOTATION_STYLES (IBID_ANNOTATION_STYLE_UNDERLINE + 1)
#define IBID_N_ANCHOR_STATES (IBID_ANCHOR_STATE_LOST + 1)

const char *ibid_annotation_style_label (IbidAnnotationStyle style); /* "Yellow", "Underline" */
const char *ibid_annotation_style_icon (IbidAnnotationStyle style);  /* its shape, symbolic */
const char *ibid_annotation_style_class (IbidAnnotationStyle style); /* "mark-yellow": its tint */

const char *ibid_anchor_state_label (IbidAnchorState state); /* "Uncertain" */
const char *ibid_anchor_state_explanation (IbidAnchorState state);
const char *ibid_anchor_state_icon (IbidAnchorState state);
const char *ibid_anchor_state_class (IbidAnchorState state); /* "anchor-uncertain": a tint */

G_END_DECLS
