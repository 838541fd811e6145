/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

/**
 * IbidEntityOptions:
 * @language: BCP 47 tag of the text, or NULL: the article's own, else English. Other languages than
 *   English get what gazetteer and glosses give
 * @corrections: (nullable): the reader's choices for all articles; they win over every rule
 * @dictionary: whether the system's English dictionary may say which words are ordinary ones
 * @cancellable: (nullable): to stop early
 *
 * How ibid_extract_entities() is to work. All zero is a sensible value but for @dictionary.
 */
typedef struct
{
  const char *language;
  IbidOverlay *corrections;
  gboolean dictionary;
  GCancellable *cancellable;
} IbidEntityOptions;

gboolean ibid_extract_entities (IbidArticle *article, const IbidSpan *excluded, guint n_excluded,
                                const IbidEntityOptions *options);

G_END_DECLS
