/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-finding.h"

G_BEGIN_DECLS

/* Appends to findings: duplicate-source, never-cited, later-than-article, key-with-two-links
 * (warnings), unclassified-outlet (info), and whatever else lint can tell. Dangling references are
 * the loader's findings. */
void ibid_lint_article (IbidArticle *article, GListStore *findings);

G_END_DECLS
