/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-extract-citations.h"
#include "ibid-extract-entities.h"

G_DEFINE_QUARK (ibid - extract - error - quark, ibid_extract_error)

/**
 * ibid_extract:
 * @article: an article that is not sealed yet, with its blocks and, where the format of the input
 *   has them, its note references
 * @options: what is known besides the text
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #G_IO_ERROR
 *
 * Finds everything that can be found in the text of an article and adds it: outlets, sources,
 * citations, claims, note references, entities and mentions. The article is sealed by the caller.
 *
 * Returns: %FALSE if it was cancelled; then the article is of no use
 */
gboolean
ibid_extract (IbidArticle *article, const IbidExtractOptions *options, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) excluded = g_array_new (FALSE, FALSE, sizeof (IbidSpan));

  return ibid_extract_citations (article, options, excluded, cancellable, error) &&
         ibid_extract_entities (article, options, excluded, cancellable, error);
}
