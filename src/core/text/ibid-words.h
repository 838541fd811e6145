/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-span.h"

G_BEGIN_DECLS

GArray *ibid_text_split_words (const char *text, const char *language, guint block)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
