/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-export.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* A row that shows the format of an export and offers the others in a popover, grouped by what they
 * are for. Signal: "chosen": somebody chose another one. */
#define IBID_TYPE_EXPORT_FORMAT_ROW (ibid_export_format_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportFormatRow, ibid_export_format_row, IBID, EXPORT_FORMAT_ROW,
                      AdwActionRow)

IbidExportFormat ibid_export_format_row_get_format (IbidExportFormatRow *self);
void ibid_export_format_row_set_format (IbidExportFormatRow *self, IbidExportFormat format);
/* which formats are offered; NULL: all */
void ibid_export_format_row_offer (IbidExportFormatRow *self,
                                   gboolean (*is_offered) (const IbidExportKind *kind));

G_END_DECLS
