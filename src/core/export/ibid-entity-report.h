/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-export.h"

G_BEGIN_DECLS

/* What an article says about one person, institution or place, and on whose word. As Markdown or as
 * HTML: IBID_EXPORT_FORMAT_MARKDOWN, IBID_EXPORT_FORMAT_HTML. The matter needs no annotations. */
IbidEntity *ibid_export_find_entity (IbidArticle *article, const char *id_or_name);
GPtrArray *ibid_export_entity_report (IbidExportMatter *matter, IbidEntity *entity,
                                      IbidExportFormat format, const IbidExportOptions *options,
                                      GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
