/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

/* Where the sentences of an article are, found once per block and kept. */
#define IBID_TYPE_SENTENCE_INDEX (ibid_sentence_index_get_type ())
G_DECLARE_FINAL_TYPE (IbidSentenceIndex, ibid_sentence_index, IBID, SENTENCE_INDEX, GObject)

IbidSentenceIndex *ibid_sentence_index_new (IbidArticle *article) G_GNUC_WARN_UNUSED_RESULT;
IbidArticle *ibid_sentence_index_get_article (IbidSentenceIndex *self);
/* the sentence that holds a character; a citation right behind a sentence's stop belongs to it */
void ibid_sentence_index_find (IbidSentenceIndex *self, guint block, guint offset,
                               IbidSpan *sentence);
const IbidSpan *ibid_sentence_index_get_sentences (IbidSentenceIndex *self, guint block,
                                                   guint *n_sentences);

G_END_DECLS
