/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what a page says of itself. */

#include "ibid-draft.h"
#include "ibid-html-tree.h"

G_BEGIN_DECLS

void ibid_html_metadata_read (IbidDraft *draft, GumboNode *root);

G_END_DECLS
