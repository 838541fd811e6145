/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the two forms of a report about one entity. */

#include "ibid-entity-facts.h"

G_BEGIN_DECLS

GString *ibid_entity_report_new_markdown (IbidExportMatter *matter, IbidEntity *entity,
                                          IbidEntityFacts *facts, GDateTime *now)
    G_GNUC_WARN_UNUSED_RESULT;
GString *ibid_entity_report_new_html (IbidExportMatter *matter, IbidEntity *entity,
                                      IbidEntityFacts *facts, GDateTime *now)
    G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *ibid_entity_report_new_names (IbidEntity *entity) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_entity_report_kind_word (IbidEntityKind kind);
char *ibid_entity_report_dup_count (guint n_mentions, guint n_sources) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
