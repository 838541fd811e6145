/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include "ibid-sentence-index-private.h"
#include "ibid-sentences.h"

/*
 * Sentences are found by the text room, block by block and only when somebody asks. On top of that
 * lies what only the article knows: cells of a table are sentences of their own, a heading is one
 * whole, a citation never falls apart, and one that stands behind a stop ("… grew. (Xinhua, 22
 * January) Then …") belongs to the sentence before it, on which it was put.
 */
struct _IbidSentenceIndex
{
  GObject parent_instance;

  /* owned */
  IbidArticle *article;
  GPtrArray *blocks;   /* of GArray of IbidSpan; NULL where nobody asked yet */
  GArray *claims;      /* of IbidPlacedCitation, or NULL when it has to be made anew */
  GArray *note_places; /* of IbidPlacedNote, or NULL likewise */
};

G_DEFINE_FINAL_TYPE (IbidSentenceIndex, ibid_sentence_index, G_TYPE_OBJECT)

static void
clear_block (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static void
forget_everything (IbidSentenceIndex *self)
{
  guint n_blocks = ibid_article_get_n_blocks (self->article);

  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_set_size (self->blocks, (int)n_blocks);
  g_clear_pointer (&self->claims, g_array_unref);
  g_clear_pointer (&self->note_places, g_array_unref);
}

static void
article_decisions_changed_cb (IbidSentenceIndex *self, guint parts)
{
  if ((parts & IBID_ARTICLE_PART_CITATIONS) != 0)
    forget_everything (self);
}

static void
ibid_sentence_index_dispose (GObject *object)
{
  IbidSentenceIndex *self = (IbidSentenceIndex *)object;

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_array_unref);
  g_clear_pointer (&self->note_places, g_array_unref);
  g_clear_object (&self->article);

  G_OBJECT_CLASS (ibid_sentence_index_parent_class)->dispose (object);
}

static void
ibid_sentence_index_class_init (IbidSentenceIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_sentence_index_dispose;
}

static void
ibid_sentence_index_init (IbidSentenceIndex *self)
{
  self->blocks = g_ptr_array_new_with_free_func (clear_block);
}

/* Adds a piece of the block without the white space at its ends; nothing but white space is no
 * sentence. */
static void
add_trimmed (GArray *sentences, const gunichar *chars, guint block, guint start, guint end)
{
  IbidSpan span = { block, start, end };

  while (span.start < span.end && g_unichar_isspace (chars[span.start]))
    span.start++;
  while (span.end > span.start && g_unichar_isspace (chars[span.end - 1]))
    span.end--;
  if (span.start < span.end)
    g_array_append_val (sentences, span);
}

/* Splits one stretch of running text, and shifts the result to where the stretch lies. */
static void
add_prose (GArray *sentences, IbidBlock *block, const gunichar *chars, guint index, guint start,
           guint end)
{
  g_autofree char *piece = NULL;
  g_autoptr (GArray) found = NULL;

  if (start >= end)
    return;
  piece = g_ucs4_to_utf8 (chars + start, end - start, NULL, NULL, NULL);
  if (piece == NULL)
    return;
  found = ibid_text_split_sentences (piece, ibid_block_get_language (block), index);
  for (guint i = 0; i < found->len; i++)
    {
      const IbidSpan *span = &g_array_index (found, IbidSpan, i);
      guint next = i + 1 < found->len ? g_array_index (found, IbidSpan, i + 1).start : end - start;

      /* whatever the splitter left between two sentences goes with the first */
      add_trimmed (sentences, chars, index, start + (i == 0 ? 0 : span->start), start + next);
    }
}

static void
add_lines (GArray *sentences, const gunichar *chars, guint index, guint n_chars)
{
  guint start = 0;

  for (guint i = 0; i <= n_chars; i++)
    if (i == n_chars || chars[i] == '\n')
      {
        add_trimmed (sentences, chars, index, start, i);
        start = i + 1;
      }
}

static void
add_by_type (GArray *sentences, IbidBlock *block, const gunichar *chars, guint index, guint n_chars)
{
  const IbidTableCell *cells;
  guint n_cells;

  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      add_trimmed (sentences, chars, index, 0, n_chars);
      break;
    case IBID_BLOCK_TYPE_PREFORMATTED:
      add_lines (sentences, chars, index, n_chars);
      break;
    case IBID_BLOCK_TYPE_TABLE:
      cells = ibid_block_get_cells (block, &n_cells);
      for (guint i = 0; i < n_cells; i++)
        add_prose (sentences, block, chars, index, MIN (cells[i].start, n_chars),
                   MIN (cells[i].end, n_chars));
      if (n_cells == 0)
        add_lines (sentences, chars, index, n_chars);
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_FIGURE:
    case IBID_BLOCK_TYPE_LIST_ITEM:
    case IBID_BLOCK_TYPE_NOTE:
    case IBID_BLOCK_TYPE_QUOTE:
      add_prose (sentences, block, chars, index, 0, n_chars);
      break;
    case IBID_BLOCK_TYPE_SEPARATOR:
      break;
    }
}

/* Is there nothing between two places but white space and what closes or opens a bracket? */
static gboolean
only_joints_between (const gunichar *chars, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (!g_unichar_isspace (chars[i]) && !g_unichar_ispunct (chars[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_behind_a_stop (const gunichar *chars, guint start, guint offset)
{
  while (offset > start && (g_unichar_isspace (chars[offset - 1]) || chars[offset - 1] == '(' ||
                            chars[offset - 1] == '[' || chars[offset - 1] == 0xff08))
    offset--;
  while (offset > start && (g_unichar_type (chars[offset - 1]) == G_UNICODE_CLOSE_PUNCTUATION ||
                            g_unichar_type (chars[offset - 1]) == G_UNICODE_FINAL_PUNCTUATION ||
                            chars[offset - 1] == '"' || chars[offset - 1] == '\''))
    offset--;
  return offset > start && g_unichar_ispunct (chars[offset - 1]);
}

/* Where what stands right behind a citation, and still belongs to it, ends: "). " */
static guint
skip_tail (const gunichar *chars, guint offset, guint n_chars)
{
  while (offset < n_chars &&
         (chars[offset] == '.' || chars[offset] == 0x3002 || chars[offset] == 0xff09 ||
          g_unichar_type (chars[offset]) == G_UNICODE_CLOSE_PUNCTUATION))
    offset++;
  return offset;
}

/* Moves the boundaries of @sentences out of one thing that stands at @thing. @behind: it may also
 * belong to the sentence before it. */
static void
keep_together (GArray *sentences, const gunichar *chars, guint n_chars, const IbidSpan *thing,
               gboolean behind)
{
  guint first = ibid_sentences_position (sentences, thing->start);
  guint last = ibid_sentences_position (sentences, thing->end - 1);
  IbidSpan *spans = &g_array_index (sentences, IbidSpan, 0);
  guint tail;

  if (behind && first > 0 && only_joints_between (chars, spans[first].start, thing->start) &&
      is_behind_a_stop (chars, spans[first - 1].start, thing->start))
    {
      first--;
      tail = skip_tail (chars, thing->end, n_chars);
      spans[first].end = MAX (spans[first].end, tail);
      while (last > first && spans[last].end <= tail)
        g_array_remove_index (sentences, last--);
      if (last > first)
        {
          spans[last].start = tail;
          while (spans[last].start < spans[last].end &&
                 g_unichar_isspace (chars[spans[last].start]))
            spans[last].start++;
          if (spans[last].start == spans[last].end)
            g_array_remove_index (sentences, last);
          else
            last--;
        }
      if (last > first)
        g_array_remove_range (sentences, first + 1, last - first);
    }
  else if (last > first)
    {
      spans[first].end = spans[last].end;
      g_array_remove_range (sentences, first + 1, last - first);
    }
}

static gboolean
may_stand_behind (IbidCitation *citation)
{
  switch (ibid_citation_get_form (citation))
    {
    case IBID_CITATION_FORM_PARENTHETICAL:
    case IBID_CITATION_FORM_NOTE:
    case IBID_CITATION_FORM_URL:
      return TRUE;
    case IBID_CITATION_FORM_NARRATIVE:
    case IBID_CITATION_FORM_SOURCE_LINE:
    case IBID_CITATION_FORM_MIXED:
      return FALSE;
    }
  return FALSE;
}

static GArray *
split_block (IbidSentenceIndex *self, guint index)
{
  IbidBlock *block = ibid_article_peek_block (self->article, index);
  GArray *sentences = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  IbidSpan whole = { index, 0, ibid_block_get_n_chars (block) };
  g_autofree gunichar *chars = NULL;
  g_autoptr (GPtrArray) citations = NULL;
  IbidBlockType type = ibid_block_get_block_type (block);
  glong n_chars;

  chars = g_utf8_to_ucs4_fast (ibid_block_get_text (block), -1, &n_chars);
  add_by_type (sentences, block, chars, index, (guint)n_chars);
  if (sentences->len < 2 || type == IBID_BLOCK_TYPE_TABLE)
    return sentences;

  citations = ibid_article_citations_in (self->article, &whole);
  for (guint i = 0; i < citations->len; i++)
    {
      IbidCitation *citation = g_ptr_array_index (citations, i);

      keep_together (sentences, chars, (guint)n_chars, ibid_citation_get_span (citation),
                     may_stand_behind (citation));
    }
  return sentences;
}

static GArray *
ensure_block (IbidSentenceIndex *self, guint block)
{
  if (block >= self->blocks->len)
    return NULL;
  if (g_ptr_array_index (self->blocks, block) == NULL)
    g_ptr_array_index (self->blocks, block) = split_block (self, block);
  return g_ptr_array_index (self->blocks, block);
}

/*
 * ibid_sentences_position:
 * @sentences: at least one span of one block, in order
 * @offset: a character, in code points
 *
 * Returns: which of the sentences holds the character. What lies between two belongs to the first
 *   of them, what lies before all of them to the first.
 */
guint
ibid_sentences_position (GArray *sentences, guint offset)
{
  guint low = 0;
  guint high = sentences->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sentences, IbidSpan, middle).start <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const IbidPlacedCitation *one = a;
  const IbidPlacedCitation *other = b;

  return ibid_span_compare (&one->span, &other->span);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const IbidPlacedNote *one = a;
  const IbidPlacedNote *other = b;

  return ibid_span_compare (&one->span, &other->span);
}

/*
 * ibid_sentence_index_get_claims:
 *
 * Returns: (transfer none): every claim of every visible citation as #IbidPlacedCitation, by block
 *   and start; valid until the article's citations change
 */
GArray *
ibid_sentence_index_get_claims (IbidSentenceIndex *self)
{
  GListModel *citations = ibid_article_get_citations (self->article);
  guint n_citations = g_list_model_get_n_items (citations);
  guint reach = 0;

  if (self->claims != NULL)
    return self->claims;

  self->claims = g_array_new (FALSE, FALSE, sizeof (IbidPlacedCitation));
  for (guint i = 0; i < n_citations; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      guint n_claims;
      const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

      for (guint j = 0; j < n_claims; j++)
        {
          IbidPlacedCitation placed = { claims[j], citation, 0 };

          g_array_append_val (self->claims, placed);
        }
    }
  g_array_sort (self->claims, compare_placed);

  for (guint i = 0; i < self->claims->len; i++)
    {
      IbidPlacedCitation *placed = &g_array_index (self->claims, IbidPlacedCitation, i);

      if (i > 0 && placed->span.block != placed[-1].span.block)
        reach = 0;
      reach = MAX (reach, placed->span.end);
      placed->reach = reach;
    }
  return self->claims;
}

/*
 * ibid_sentence_index_get_note_places:
 *
 * Returns: (transfer none): the article's note references as #IbidPlacedNote, in reading order
 */
GArray *
ibid_sentence_index_get_note_places (IbidSentenceIndex *self)
{
  GListModel *references = ibid_article_get_note_references (self->article);
  guint n_references = g_list_model_get_n_items (references);

  if (self->note_places != NULL)
    return self->note_places;

  self->note_places = g_array_new (FALSE, FALSE, sizeof (IbidPlacedNote));
  for (guint i = 0; i < n_references; i++)
    {
      g_autoptr (IbidNoteReference) reference = g_list_model_get_item (references, i);
      IbidPlacedNote placed = { *ibid_note_reference_get_span (reference),
                                ibid_note_reference_get_note (reference) };

      g_array_append_val (self->note_places, placed);
    }
  g_array_sort (self->note_places, compare_notes);
  return self->note_places;
}

/**
 * ibid_sentence_index_new:
 * @article: the article, sealed
 *
 * Makes an index that has looked at nothing yet; each block is split when it is first asked for.
 *
 * Returns: (transfer full): the index; it keeps @article alive
 */
IbidSentenceIndex *
ibid_sentence_index_new (IbidArticle *article)
{
  IbidSentenceIndex *self;

  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);

  self = g_object_new (IBID_TYPE_SENTENCE_INDEX, NULL);
  self->article = g_object_ref (article);
  forget_everything (self);
  g_signal_connect_object (article, "decisions-changed", G_CALLBACK (article_decisions_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ibid_sentence_index_get_article:
 *
 * Returns: (transfer none): the article whose sentences these are
 */
IbidArticle *
ibid_sentence_index_get_article (IbidSentenceIndex *self)
{
  g_return_val_if_fail (IBID_IS_SENTENCE_INDEX (self), NULL);

  return self->article;
}

/**
 * ibid_sentence_index_find:
 * @block: position of the block
 * @offset: a character of it, in code points
 * @sentence: (out): the sentence, without white space at its ends
 *
 * Finds the sentence that holds a character. A citation right behind a sentence's stop belongs to
 * that sentence. White space belongs to the sentence before it. In a block without a sentence
 * @sentence becomes the whole block; past the last block it becomes empty.
 */
void
ibid_sentence_index_find (IbidSentenceIndex *self, guint block, guint offset, IbidSpan *sentence)
{
  GArray *sentences;

  g_return_if_fail (IBID_IS_SENTENCE_INDEX (self));
  g_return_if_fail (sentence != NULL);

  *sentence = (IbidSpan){ block, 0, 0 };
  sentences = ensure_block (self, block);
  if (sentences == NULL)
    return;
  if (sentences->len == 0)
    sentence->end = ibid_block_get_n_chars (ibid_article_peek_block (self->article, block));
  else
    *sentence = g_array_index (sentences, IbidSpan, ibid_sentences_position (sentences, offset));
}

/**
 * ibid_sentence_index_get_sentences:
 * @block: position of the block
 * @n_sentences: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_sentences) (nullable): the block's sentences in order,
 *   without white space at their ends; valid until the article's citations change
 */
const IbidSpan *
ibid_sentence_index_get_sentences (IbidSentenceIndex *self, guint block, guint *n_sentences)
{
  GArray *sentences;

  g_return_val_if_fail (IBID_IS_SENTENCE_INDEX (self), NULL);
  g_return_val_if_fail (n_sentences != NULL, NULL);

  sentences = ensure_block (self, block);
  *n_sentences = sentences != NULL ? sentences->len : 0;
  return *n_sentences > 0 ? &g_array_index (sentences, IbidSpan, 0) : NULL;
}
