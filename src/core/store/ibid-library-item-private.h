/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"
#include "ibid-summary.h"

G_BEGIN_DECLS

IbidLibraryItem *ibid_library_item_new (const char *folder, const IbidSummary *summary)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_library_item_update (IbidLibraryItem *self, const IbidSummary *summary);
void ibid_library_item_set_progress (IbidLibraryItem *self, double progress);
void ibid_library_item_set_checked (IbidLibraryItem *self, guint n_checked, guint n_items);
void ibid_library_item_set_n_annotations (IbidLibraryItem *self, guint n_annotations);
const IbidSummary *ibid_library_item_get_summary (IbidLibraryItem *self);
int ibid_library_item_compare (IbidLibraryItem *a, IbidLibraryItem *b);

G_END_DECLS
