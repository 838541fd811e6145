/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-sentence-index.h"

G_BEGIN_DECLS

/* keyword in context: the mention's sentence, cut to about max_chars round it */
typedef struct
{
  IbidMention *mention; /* borrowed */
  IbidSpan sentence;
  char *before;
  char *keyword;
  char *after;
} IbidContext;
void ibid_context_free (IbidContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidContext, ibid_context_free)
IbidContext *ibid_provenance_dup_context (IbidSentenceIndex *index, IbidMention *mention,
                                          guint max_chars) G_GNUC_WARN_UNUSED_RESULT;

/* a thing and how often it occurs in what was asked */
typedef struct
{
  GObject *object; /* borrowed: IbidEntity, IbidSource … */
  guint count;
} IbidTally;
/* arrays of IbidTally, highest count first */
GArray *ibid_provenance_companions (IbidSentenceIndex *index, IbidEntity *entity)
    G_GNUC_WARN_UNUSED_RESULT; /* entities in the same sentences */
GArray *ibid_provenance_sources_behind (IbidSentenceIndex *index, IbidEntity *entity)
    G_GNUC_WARN_UNUSED_RESULT; /* sources of the sentences that mention it */
/* distinct citations / sources whose claim or place lies in the sentence of that span; arrays of
 * borrowed pointers */
GPtrArray *ibid_provenance_citations_behind (IbidSentenceIndex *index, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;

/* how often each way of naming an entity occurs: text as written, count; highest first */
typedef struct
{
  char *text;
  guint count;
} IbidNameCount;
GArray *ibid_provenance_names_used (IbidArticle *article, IbidEntity *entity)
    G_GNUC_WARN_UNUSED_RESULT; /* of IbidNameCount, freed with the array */

/* sentences with a number, a date or an entity and no citation: an array of IbidSpan.
 * what: bits of IbidStatementTrait to look for */
typedef enum
{
  IBID_STATEMENT_TRAIT_NUMBER = 1 << 0,
  IBID_STATEMENT_TRAIT_DATE = 1 << 1,
  IBID_STATEMENT_TRAIT_ENTITY = 1 << 2,
} IbidStatementTraits;
typedef struct
{
  IbidSpan span;
  IbidStatementTraits traits;
} IbidStatement;
GArray *ibid_provenance_unsourced (IbidSentenceIndex *index)
    G_GNUC_WARN_UNUSED_RESULT; /* of IbidStatement, in reading order */

/* "A · completely reliable" and so on are worded in panels; here only numbers */
typedef enum
{
  IBID_MIX_BY_KIND,
  IBID_MIX_BY_COUNTRY,
  IBID_MIX_BY_LANGUAGE,
  IBID_MIX_BY_YEAR,
} IbidMixBy;
/* one bar: value is an outlet kind's nick, a country code, a language tag or a year; "" is
 * unclassified */
typedef struct
{
  char *value;
  guint count;
} IbidMixPart;
/* array of IbidMixPart: highest first (years in order), unclassified last. Totals equal the number
 * of citation items (credits left out), or of distinct sources behind them. */
GArray *ibid_provenance_source_mix (IbidArticle *article, IbidMixBy by, gboolean distinct_sources)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_provenance_source_is_in_part (IbidSource *source, IbidMixBy by, const char *value);

G_END_DECLS
