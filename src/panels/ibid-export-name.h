/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-export.h"

G_BEGIN_DECLS

/* what an export is to be called: the title as far as file systems and Obsidian take it, and the
 * extension; formats that share one say which they are */
char *ibid_export_dup_file_name (const char *title, IbidExportFormat format)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_export_dup_pdf_name (const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
