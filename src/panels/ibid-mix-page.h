/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-inspector-page.h"
#include "ibid-provenance.h"

G_BEGIN_DECLS

/* Whom the article rests on: a chart and a table, by kind, country, language or year; and its
 * outlets, to say for good what they are. Properties "by" (string: "kind", "country", "language",
 * "year"), "distinct" (boolean: sources are counted, not citations). Signal "part-activated" (guint
 * by, const char *value, const char *label). */
#define IBID_TYPE_MIX_PAGE (ibid_mix_page_get_type ())
G_DECLARE_FINAL_TYPE (IbidMixPage, ibid_mix_page, IBID, MIX_PAGE, IbidInspectorPage)

G_END_DECLS
