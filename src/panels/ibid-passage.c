/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-passage.h"
#include "ibid-words.h"

char *
ibid_passage_dup_spans_text (IbidArticle *article, const IbidSpan *spans, guint n_spans)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *piece = ibid_article_dup_span_text (article, &spans[i]);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, piece);
    }
  return g_string_free (text, FALSE);
}

char *
ibid_passage_dup_text (IbidAnnotation *annotation, IbidArticle *article)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  if (n_spans == 0)
    return g_strdup (ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
  return ibid_passage_dup_spans_text (article, spans, n_spans);
}

/* the nearest start or end of a word in a block, beyond an offset of the reading text */
static gboolean
find_edge_in_block (IbidArticle *article, IbidReadingText *text, guint number, guint from,
                    IbidPassageSide side, int direction, guint *found)
{
  IbidBlock *block = ibid_article_peek_block (article, number);
  guint block_start = ibid_reading_text_get_block_start (text, number);
  g_autoptr (GArray) words = NULL;

  if (block == NULL)
    return FALSE;
  words =
      ibid_text_split_words (ibid_block_get_text (block), ibid_block_get_language (block), number);
  for (guint i = 0; i < words->len; i++)
    {
      const IbidSpan *word =
          &g_array_index (words, IbidSpan, direction > 0 ? i : words->len - 1 - i);
      guint edge = block_start + (side == IBID_PASSAGE_END ? word->end : word->start);

      if (direction > 0 ? edge > from : edge < from)
        {
          *found = edge;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_edge (IbidArticle *article, IbidReadingText *text, guint from, IbidPassageSide side,
           int direction, guint *found)
{
  guint n_blocks = ibid_reading_text_get_n_blocks (text);
  guint block, offset;

  ibid_reading_text_place_from_offset (text, from, &block, &offset);
  /* before the first block there is the greatest number */
  for (; block<n_blocks; block = direction> 0 ? block + 1 : block - 1)
    if (find_edge_in_block (article, text, block, from, side, direction, found))
      return TRUE;
  return FALSE;
}

gboolean
ibid_passage_step (IbidArticle *article, IbidReadingText *text, IbidPassageSide side, int direction,
                   guint *start, guint *end)
{
  guint edge;

  if (!find_edge (article, text, side == IBID_PASSAGE_END ? *end : *start, side, direction, &edge))
    return FALSE;
  if (side == IBID_PASSAGE_END ? edge <= *start : edge >= *end)
    return FALSE;
  *(side == IBID_PASSAGE_END ? end : start) = edge;
  return TRUE;
}
