/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include "ibid-provenance.h"
#include "ibid-sentence-index-private.h"
#include "ibid-statement-traits.h"

/* Where statements are made; a heading announces, a caption has its credit, code says nothing. */
static gboolean
makes_statements (IbidBlockType type)
{
  switch (type)
    {
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_LIST_ITEM:
    case IBID_BLOCK_TYPE_TABLE:
    case IBID_BLOCK_TYPE_NOTE:
    case IBID_BLOCK_TYPE_QUOTE:
      return TRUE;
    case IBID_BLOCK_TYPE_HEADING:
    case IBID_BLOCK_TYPE_FIGURE:
    case IBID_BLOCK_TYPE_PREFORMATTED:
    case IBID_BLOCK_TYPE_SEPARATOR:
      return FALSE;
    }
  return FALSE;
}

static gboolean
is_sourced (IbidSentenceIndex *index, const IbidSpan *sentence)
{
  g_autoptr (GPtrArray) citations = ibid_provenance_citations_behind (index, sentence);

  for (guint i = 0; i < citations->len; i++)
    if (ibid_citation_get_role (g_ptr_array_index (citations, i)) != IBID_CITATION_ROLE_CREDIT)
      return TRUE;
  return FALSE;
}

static void
hide (gboolean *hidden, const IbidSpan *sentence, const IbidSpan *span)
{
  IbidSpan common;

  if (ibid_span_intersect (sentence, span, &common))
    for (guint i = common.start; i < common.end; i++)
      hidden[i - sentence->start] = TRUE;
}

static void
hide_note_marks (IbidSentenceIndex *index, const IbidSpan *sentence, gboolean *hidden)
{
  GArray *places = ibid_sentence_index_get_note_places (index);
  guint low = 0;
  guint high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ibid_span_compare (&g_array_index (places, IbidPlacedNote, middle).span, sentence) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < places->len; low++)
    {
      const IbidSpan *span = &g_array_index (places, IbidPlacedNote, low).span;

      if (span->block != sentence->block || span->start >= sentence->end)
        break;
      hide (hidden, sentence, span);
    }
}

static IbidStatementTraits
find_traits (IbidSentenceIndex *index, const IbidSpan *sentence, const gunichar *chars)
{
  IbidArticle *article = ibid_sentence_index_get_article (index);
  g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (article, sentence);
  gsize length = ibid_span_length_chars (sentence);
  g_autofree gboolean *hidden = g_new0 (gboolean, length);
  IbidStatementTraits traits = 0;

  for (guint i = 0; i < mentions->len; i++)
    {
      hide (hidden, sentence, ibid_mention_get_span (g_ptr_array_index (mentions, i)));
      traits |= IBID_STATEMENT_TRAIT_ENTITY;
    }
  hide_note_marks (index, sentence, hidden);
  return traits | ibid_statement_find_traits (chars + sentence->start, length, hidden);
}

static void
add_block (IbidSentenceIndex *index, guint position, IbidBlock *block, GArray *statements)
{
  g_autofree gunichar *chars = NULL;
  guint n_sentences;
  const IbidSpan *sentences = ibid_sentence_index_get_sentences (index, position, &n_sentences);

  for (guint i = 0; i < n_sentences; i++)
    {
      IbidStatement statement = { sentences[i], 0 };

      if (is_sourced (index, &sentences[i]))
        continue;
      if (chars == NULL)
        chars = g_utf8_to_ucs4_fast (ibid_block_get_text (block), -1, NULL);
      statement.traits = find_traits (index, &sentences[i], chars);
      if (statement.traits != 0)
        g_array_append_val (statements, statement);
    }
}

/**
 * ibid_provenance_unsourced:
 * @index: the article's sentences
 *
 * Lists statements that nobody stands behind: sentences with a number, a date or an entity, in
 * which no citation is placed, over which no claim lies, and whose notes cite nothing. Headings,
 * captions and preformatted text are passed over.
 *
 * Returns: (transfer full) (element-type IbidStatement): the statements in reading order
 */
GArray *
ibid_provenance_unsourced (IbidSentenceIndex *index)
{
  IbidArticle *article;
  GArray *statements;
  guint n_blocks;

  g_return_val_if_fail (IBID_IS_SENTENCE_INDEX (index), NULL);

  article = ibid_sentence_index_get_article (index);
  n_blocks = ibid_article_get_n_blocks (article);
  statements = g_array_new (FALSE, FALSE, sizeof (IbidStatement));
  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);

      if (makes_statements (ibid_block_get_block_type (block)))
        add_block (index, i, block, statements);
    }
  return statements;
}
