/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean for_print;          /* no sections to skip, marks as elements, notes at the end */
  const char *base_path;       /* prefix of image addresses: "ibid://app/article/" */
  const char *chrome_language; /* language of the labels that Ibid itself adds */
} IbidRenderOptions;

/* A whole HTML document (UTF-8, one <section> per IBID_RENDER_SECTION_BLOCKS blocks, every block an
 * element with id "b<index>"), safe whatever the article holds. No style, no script. */
#define IBID_RENDER_SECTION_BLOCKS 50
GBytes *ibid_render_article (IbidArticle *article, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
