/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-inspector-page.h"
#include "ibid-provenance.h"

G_BEGIN_DECLS

/* All sources of the article. Property "sort" (string): "appearance", "outlet", "date", "kind",
 * "number". Actions "sources.sort" (the property), "sources.clear-filters". */
#define IBID_TYPE_SOURCES_PAGE (ibid_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidSourcesPage, ibid_sources_page, IBID, SOURCES_PAGE, IbidInspectorPage)

void ibid_sources_page_show_part (IbidSourcesPage *self, IbidMixBy by, const char *value,
                                  const char *label);
void ibid_sources_page_show_text (IbidSourcesPage *self, const char *text);
GListModel *ibid_sources_page_get_shown (IbidSourcesPage *self);

G_END_DECLS
