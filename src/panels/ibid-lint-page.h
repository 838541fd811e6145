/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-inspector-page.h"

G_BEGIN_DECLS

/* What the lint and the loader have to say about the article. Signal "find-source" (const char
 * *text): a finding is about a source or outlet that no place in the text shows. */
#define IBID_TYPE_LINT_PAGE (ibid_lint_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidLintPage, ibid_lint_page, IBID, LINT_PAGE, IbidInspectorPage)

GListModel *ibid_lint_page_get_findings (IbidLintPage *self); /* IbidFinding */

G_END_DECLS
