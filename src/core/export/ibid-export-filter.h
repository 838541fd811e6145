/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-sentence-index.h"

G_BEGIN_DECLS

/* Which annotations are wanted. Conditions of different kinds must all hold; of several values of
 * one kind any will do. */
typedef struct _IbidExportFilter IbidExportFilter;

IbidExportFilter *ibid_export_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_export_filter_free (IbidExportFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidExportFilter, ibid_export_filter_free)

/* "colour=yellow", "tag=…", "text=…", "note=yes|no", "check=not-checked|supports|partly|
 * does-not-support", "entity=id or name", "source=id", "state=exact|moved|uncertain|lost" */
gboolean ibid_export_filter_add (IbidExportFilter *self, const char *condition, GError **error);
gboolean ibid_export_filter_is_empty (IbidExportFilter *self);
GPtrArray *ibid_export_filter_apply (IbidExportFilter *self, IbidSentenceIndex *sentences,
                                     GListModel *annotations) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
