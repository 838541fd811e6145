/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-inspector-page.h"

G_BEGIN_DECLS

/* What the chosen citation points at, and the reader's judgement of it. Signal "open-link" (const
 * char *uri). */
#define IBID_TYPE_CITATION_PAGE (ibid_citation_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidCitationPage, ibid_citation_page, IBID, CITATION_PAGE, IbidInspectorPage)

G_END_DECLS
