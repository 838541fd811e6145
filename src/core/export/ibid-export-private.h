/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: one function for each format. */

#include "ibid-export.h"

G_BEGIN_DECLS

/* adds at least one part; nothing of @options may be NULL but what says so */
typedef gboolean (*IbidExporter) (IbidExportMatter *matter, const IbidExportOptions *options,
                                  GPtrArray *parts, GCancellable *cancellable, GError **error);

#define IBID_EXPORTER(name)                                                                        \
  gboolean name (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,     \
                 GCancellable *cancellable, GError **error)

IBID_EXPORTER (ibid_export_markdown);
IBID_EXPORTER (ibid_export_html);
IBID_EXPORTER (ibid_export_org);
IBID_EXPORTER (ibid_export_text);
IBID_EXPORTER (ibid_export_csv);
IBID_EXPORTER (ibid_export_jsonld);
IBID_EXPORTER (ibid_export_hypothesis);
IBID_EXPORTER (ibid_export_readwise);
IBID_EXPORTER (ibid_export_csl_json);
IBID_EXPORTER (ibid_export_biblatex);
IBID_EXPORTER (ibid_export_bibtex);
IBID_EXPORTER (ibid_export_ris);
IBID_EXPORTER (ibid_export_package);

GString *ibid_export_new_csl (IbidExportMatter *matter) G_GNUC_WARN_UNUSED_RESULT;
GString *ibid_export_new_json (JsonNode *root) G_GNUC_WARN_UNUSED_RESULT;

gboolean ibid_export_go_on (const IbidExportOptions *options, guint done, guint n_entries,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
