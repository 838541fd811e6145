/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-article.h"

G_BEGIN_DECLS

#define IBID_RENDER_SECTION_BLOCKS 50

/**
 * IbidRenderOptions:
 * @for_print: mentions become elements too, since highlights are not printed
 * @base_path: prefix of image addresses, with its slash: "ibid://app/article/1/"
 * @annotations: marks that become elements too when it is for print, or %NULL
 * @chrome_language: language of the labels that Ibid itself adds, or %NULL
 */
typedef struct
{
  gboolean for_print;
  IbidAnnotations *annotations;
  const char *base_path;
  const char *chrome_language;
} IbidRenderOptions;

GBytes *ibid_render_article (IbidArticle *article, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_render_block (IbidArticle *article, guint block, const IbidRenderOptions *options)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_render_metadata_line (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_render_describe_citation (IbidArticle *article, IbidCitation *citation,
                                           char **label);

G_END_DECLS
