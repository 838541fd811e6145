/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: which part of a page is the article. */

#include "ibid-html-tree.h"

G_BEGIN_DECLS

GumboNode *ibid_html_find_main (IbidHtmlTree *tree);
gboolean ibid_html_is_hidden (const GumboNode *node);
gboolean ibid_html_is_clutter (const GumboNode *node, gsize letters_of_main);

G_END_DECLS
