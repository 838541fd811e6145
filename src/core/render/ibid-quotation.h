/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

/* A quote with its article and the sources it stands on, as text to be pasted elsewhere. */

typedef enum
{
  IBID_QUOTATION_PLAIN,
  IBID_QUOTATION_MARKDOWN,
  IBID_QUOTATION_HTML,
} IbidQuotationForm;

/* citations: an array of IbidCitation, or NULL */
char *ibid_quotation_write (IbidArticle *article, const IbidSpan *spans, guint n_spans,
                            GPtrArray *citations, IbidQuotationForm form) G_GNUC_WARN_UNUSED_RESULT;
/* the same for what a citation supports, with the reader's judgement of each source */
char *ibid_quotation_write_claim (IbidArticle *article, const IbidSpan *spans, guint n_spans,
                                  IbidCitation *citation, IbidQuotationForm form)
    G_GNUC_WARN_UNUSED_RESULT;
/* one short line for each source behind them: "Outlet, 7 May 2021" */
char **ibid_quotation_dup_short_sources (IbidArticle *article, GPtrArray *citations)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
