/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected in the page becomes what is selected in the article: in the article's order,
 * without blocks of which nothing is selected, and cut where a text may be cut. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include "ibid-offsets.h"
#include "ibid-reader-view-private.h"

static gboolean
is_note (IbidArticle *article, guint block)
{
  return ibid_block_get_block_type (ibid_article_peek_block (article, block)) ==
         IBID_BLOCK_TYPE_NOTE;
}

static guint
n_chars (IbidArticle *article, guint block)
{
  return ibid_block_get_n_chars (ibid_article_peek_block (article, block));
}

/* The page has its notes at the end wherever they stand in the article. What runs from the text
 * into the notes holds the whole rest of the text, which need not lie before those notes: it ends
 * with the text then. */
static void
end_before_notes (IbidArticle *article, IbidSelection *selection)
{
  guint last = ibid_article_get_n_blocks (article);

  if (!is_note (article, selection->end_block) || is_note (article, selection->start_block))
    return;
  while (last > 0 && is_note (article, last - 1))
    last--;
  if (last <= selection->end_block)
    return;
  selection->end_block = last - 1;
  selection->end = n_chars (article, last - 1);
}

/* The next block on the page in that direction, as far as notes stand apart from the text; @limit
 * when there is none before it. */
static guint
neighbour (IbidArticle *article, guint block, int direction, guint limit)
{
  guint next = block;

  while (next != limit)
    {
      next = direction < 0 ? next - 1 : next + 1;
      if (is_note (article, next) == is_note (article, block))
        return next;
    }
  return limit;
}

/* A selection of whole paragraphs ends at the beginning of the one that follows. */
static void
trim (IbidArticle *article, IbidSelection *selection)
{
  while (selection->start_block < selection->end_block && selection->end == 0)
    {
      selection->end_block = neighbour (article, selection->end_block, -1, selection->start_block);
      selection->end = n_chars (article, selection->end_block);
    }
  while (selection->start_block < selection->end_block &&
         selection->start >= n_chars (article, selection->start_block))
    {
      selection->start_block = neighbour (article, selection->start_block, 1, selection->end_block);
      selection->start = 0;
    }
}

static void
widen_to_clusters (IbidArticle *article, IbidSelection *selection)
{
  const char *first =
      ibid_block_get_text (ibid_article_peek_block (article, selection->start_block));
  const char *last = ibid_block_get_text (ibid_article_peek_block (article, selection->end_block));
  guint length = n_chars (article, selection->end_block);

  while (selection->start > 0 && !ibid_text_is_cluster_boundary (first, selection->start))
    selection->start--;
  while (selection->end < length && !ibid_text_is_cluster_boundary (last, selection->end))
    selection->end++;
}

/*
 * ibid_reader_report_selection:
 * @self: the reader
 * @selection: (nullable): what the page says is selected, in the page's order; %NULL: nothing
 */
void
ibid_reader_report_selection (IbidReaderView *self, const IbidSelection *selection)
{
  IbidSelection settled;

  if (ibid_reading_state_get_article (self->state) != self->article)
    return;
  if (selection == NULL)
    {
      ibid_reading_state_set_selection (self->state, NULL);
      return;
    }
  settled = *selection;
  end_before_notes (self->article, &settled);
  trim (self->article, &settled);
  if (settled.start_block > settled.end_block ||
      (settled.start_block == settled.end_block && settled.start >= settled.end))
    {
      ibid_reading_state_set_selection (self->state, NULL);
      return;
    }
  widen_to_clusters (self->article, &settled);
  ibid_reading_state_set_selection (self->state, &settled);
}
