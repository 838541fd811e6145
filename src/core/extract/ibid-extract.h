/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "ibid-article.h"

G_BEGIN_DECLS

#define IBID_EXTRACT_ERROR (ibid_extract_error_quark ())
GQuark ibid_extract_error_quark (void);
typedef enum
{
  IBID_EXTRACT_ERROR_GAZETTEER, /* a gazetteer is missing, damaged, or of a newer version */
} IbidExtractError;

typedef struct _IbidOutletGazetteer IbidOutletGazetteer; /* ibid-outlet-gazetteer.h */

/**
 * IbidExtractOptions:
 * @published: (nullable): when the article was published, on which the years of dates without a
 *   year stand; %NULL: not known, and they stay unknown
 * @language: (nullable): BCP 47 tag of the text; %NULL: the article's, else English
 * @outlets: (nullable): who is who among publishers; %NULL: nobody is known, all are unclassified
 * @corrections: (nullable): the reader's decisions for all articles
 * @without_dictionary: whether to do without the system's dictionary of English, by which a capital
 *   at the start of a sentence is judged; results are then the same on every system
 *
 * What extraction is given besides the text. All members are borrowed.
 */
typedef struct
{
  IbidPartialDate *published;
  const char *language;
  IbidOutletGazetteer *outlets;
  IbidOverlay *corrections;
  gboolean without_dictionary;
} IbidExtractOptions;

gboolean ibid_extract (IbidArticle *article, const IbidExtractOptions *options,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
