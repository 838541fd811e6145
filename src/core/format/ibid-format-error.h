/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-article-format.h"

G_BEGIN_DECLS

void ibid_format_set_error (GError **error, IbidFormatError code, const char *file,
                            const char *pointer, const char *detail);

G_END_DECLS
