/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-extract.h"

G_BEGIN_DECLS

gboolean ibid_extract_entities (IbidArticle *article, const IbidExtractOptions *options,
                                const GArray *excluded, GCancellable *cancellable, GError **error);

G_END_DECLS
