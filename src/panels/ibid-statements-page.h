/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-inspector-page.h"

G_BEGIN_DECLS

/* Statements with a number, a date or an entity, and no citation. */
#define IBID_TYPE_STATEMENTS_PAGE (ibid_statements_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidStatementsPage, ibid_statements_page, IBID, STATEMENTS_PAGE,
                      IbidInspectorPage)

GListModel *ibid_statements_page_get_statements (IbidStatementsPage *self);

G_END_DECLS
