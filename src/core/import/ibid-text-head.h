/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what the first lines of a plain text say of the article. */

#include "ibid-draft.h"
#include "ibid-text-line.h"

G_BEGIN_DECLS

gboolean ibid_text_head_read (IbidDraft *draft, const IbidLine *line);
void ibid_text_head_guess_language (IbidDraft *draft, const char *text);

G_END_DECLS
