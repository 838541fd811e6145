/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-article.h"

G_BEGIN_DECLS

void ibid_markdown_append_article (GString *out, IbidArticle *article);
void ibid_markdown_append_source (GString *out, IbidSource *source);

G_END_DECLS
