/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include "ibid-provenance.h"
#include "ibid-offsets.h"
#include "ibid-sentence-index-private.h"
#include "ibid-fold.h"

/**
 * ibid_context_free:
 * @context: a context made by ibid_provenance_dup_context()
 *
 * Frees it with its strings. The mention was only borrowed.
 */
void
ibid_context_free (IbidContext *context)
{
  g_free (context->before);
  g_free (context->keyword);
  g_free (context->after);
  g_free (context);
}

/* Cuts @text to its last (or first) @max_chars, at a space if one is near, and says so with an
 * ellipsis. Consumes @text. */
static char *
cut_text (char *text, guint max_chars, gboolean keep_end)
{
  g_autofree char *whole = text;
  guint n_chars = (guint)g_utf8_strlen (whole, -1);
  guint slack = MIN (max_chars / 3, 20);
  const char *cut;

  if (n_chars <= max_chars)
    return g_steal_pointer (&whole);

  if (keep_end)
    {
      cut = g_utf8_offset_to_pointer (whole, (glong)(n_chars - max_chars));
      for (guint i = 0; i < slack; i++)
        {
          const char *at = g_utf8_offset_to_pointer (cut, (glong)i);

          if (g_unichar_isspace (g_utf8_get_char (at)))
            return g_strconcat ("…", g_utf8_next_char (at), NULL);
        }
      return g_strconcat ("…", cut, NULL);
    }

  cut = g_utf8_offset_to_pointer (whole, (glong)max_chars);
  for (guint i = 0; i < slack; i++)
    {
      const char *at = g_utf8_offset_to_pointer (cut, -(glong)i);

      if (g_unichar_isspace (g_utf8_get_char (at)))
        {
          g_autofree char *kept = g_strndup (whole, (gsize)(at - whole));

          return g_strconcat (kept, "…", NULL);
        }
    }
  return g_strdup_printf ("%.*s…", (int)(cut - whole), whole);
}

/* One kind of white space only, so that a context fits on a line; unlike a collapse it leaves the
 * spaces beside the keyword. */
static char *
flatten_space (char *text)
{
  for (char *at = text; *at != '\0'; at++)
    if (*at == '\n' || *at == '\t' || *at == '\r')
      *at = ' ';
  return text;
}

/**
 * ibid_provenance_dup_context:
 * @index: the article's sentences
 * @mention: a mention in that article
 * @max_chars: how much to keep round the keyword, in code points, both sides together
 *
 * Keyword in context: the mention's sentence in three pieces. Where the sentence is longer than
 * asked for, each side is cut at a space and marked with an ellipsis.
 *
 * Returns: (transfer full): the context; it borrows @mention
 */
IbidContext *
ibid_provenance_dup_context (IbidSentenceIndex *index, IbidMention *mention, guint max_chars)
{
  const IbidSpan *span = ibid_mention_get_span (mention);
  IbidArticle *article = ibid_sentence_index_get_article (index);
  IbidContext *context = g_new0 (IbidContext, 1);
  IbidSpan before, after;
  guint n_before, n_after, half = max_chars / 2;

  context->mention = mention;
  ibid_sentence_index_find (index, span->block, span->start, &context->sentence);
  before = (IbidSpan){ span->block, MIN (context->sentence.start, span->start), span->start };
  after = (IbidSpan){ span->block, span->end, MAX (context->sentence.end, span->end) };
  n_before = ibid_span_length_chars (&before);
  n_after = ibid_span_length_chars (&after);

  /* the side that has less to say leaves its room to the other */
  context->before = cut_text (flatten_space (ibid_article_dup_span_text (article, &before)),
                              n_after < half ? max_chars - n_after : half, TRUE);
  context->keyword = flatten_space (ibid_article_dup_span_text (article, span));
  context->after = cut_text (flatten_space (ibid_article_dup_span_text (article, &after)),
                             n_before < half ? max_chars - n_before : half, FALSE);
  return context;
}

/* Highest count first; what came first stays first among equals. */
static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  guint one = ((const IbidTally *)a)->count;
  guint other = ((const IbidTally *)b)->count;

  return one < other ? 1 : one > other ? -1 : 0;
}

/* Counts objects, each once per round, and remembers the order in which they came. */
typedef struct
{
  GArray *tallies;       /* of IbidTally */
  GArray *rounds;        /* of guint: the last round that counted it */
  GHashTable *positions; /* object → position + 1 */
  guint round;
} Counter;

static void
counter_init (Counter *counter)
{
  counter->tallies = g_array_new (FALSE, FALSE, sizeof (IbidTally));
  counter->rounds = g_array_new (FALSE, FALSE, sizeof (guint));
  counter->positions = g_hash_table_new (NULL, NULL);
  counter->round = 0;
}

static void
counter_add (Counter *counter, gpointer object)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (counter->positions, object));

  if (position == 0)
    {
      IbidTally tally = { object, 1 };

      g_array_append_val (counter->tallies, tally);
      g_array_append_val (counter->rounds, counter->round);
      g_hash_table_insert (counter->positions, object, GUINT_TO_POINTER (counter->tallies->len));
    }
  else if (g_array_index (counter->rounds, guint, position - 1) != counter->round)
    {
      g_array_index (counter->tallies, IbidTally, position - 1).count++;
      g_array_index (counter->rounds, guint, position - 1) = counter->round;
    }
}

static GArray *
counter_finish (Counter *counter)
{
  g_hash_table_unref (counter->positions);
  g_array_unref (counter->rounds);
  g_array_sort (counter->tallies, compare_tallies);
  return counter->tallies;
}

/* The distinct sentences that mention an entity, in reading order. */
static GArray *
sentences_of (IbidSentenceIndex *index, IbidEntity *entity)
{
  GListModel *mentions = ibid_entity_get_mentions (entity);
  guint n_mentions = g_list_model_get_n_items (mentions);
  GArray *sentences = g_array_sized_new (FALSE, FALSE, sizeof (IbidSpan), n_mentions);

  for (guint i = 0; i < n_mentions; i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      const IbidSpan *span = ibid_mention_get_span (mention);
      IbidSpan sentence;

      ibid_sentence_index_find (index, span->block, span->start, &sentence);
      if (sentences->len == 0 ||
          !ibid_span_equal (&g_array_index (sentences, IbidSpan, sentences->len - 1), &sentence))
        g_array_append_val (sentences, sentence);
    }
  return sentences;
}

/**
 * ibid_provenance_companions:
 * @index: the article's sentences
 * @entity: one of its entities
 *
 * Returns: (transfer full) (element-type IbidTally): the other entities that are mentioned in the
 *   same sentences, each with the number of those sentences; highest first, then by appearance
 */
GArray *
ibid_provenance_companions (IbidSentenceIndex *index, IbidEntity *entity)
{
  IbidArticle *article = ibid_sentence_index_get_article (index);
  g_autoptr (GArray) sentences = sentences_of (index, entity);
  Counter counter;

  counter_init (&counter);
  for (guint i = 0; i < sentences->len; i++)
    {
      g_autoptr (GPtrArray) mentions =
          ibid_article_mentions_in (article, &g_array_index (sentences, IbidSpan, i));

      counter.round = i;
      for (guint j = 0; j < mentions->len; j++)
        {
          IbidEntity *other = ibid_mention_get_entity (g_ptr_array_index (mentions, j));

          if (other != NULL && other != entity)
            counter_add (&counter, other);
        }
    }
  return counter_finish (&counter);
}

/**
 * ibid_provenance_sources_behind:
 * @index: the article's sentences
 * @entity: one of its entities
 *
 * Returns: (transfer full) (element-type IbidTally): the sources of the sentences that mention
 *   @entity, by claim or by place of the citation, each with the number of those sentences; highest
 *   first, then by appearance. Credits of pictures are left out.
 */
GArray *
ibid_provenance_sources_behind (IbidSentenceIndex *index, IbidEntity *entity)
{
  g_autoptr (GArray) sentences = sentences_of (index, entity);
  Counter counter;

  counter_init (&counter);
  for (guint i = 0; i < sentences->len; i++)
    {
      g_autoptr (GPtrArray) citations =
          ibid_provenance_citations_behind (index, &g_array_index (sentences, IbidSpan, i));

      counter.round = i;
      for (guint j = 0; j < citations->len; j++)
        {
          IbidCitation *citation = g_ptr_array_index (citations, j);
          GListModel *items = ibid_citation_get_items (citation);
          guint n_items = g_list_model_get_n_items (items);

          if (ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
            continue;
          for (guint k = 0; k < n_items; k++)
            {
              g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, k);
              IbidSource *source = ibid_citation_item_get_source (item);

              if (source != NULL)
                counter_add (&counter, source);
            }
        }
    }
  return counter_finish (&counter);
}

/* Citations whose claims share characters with @span, appended to @found. */
static void
add_by_claim (IbidSentenceIndex *index, const IbidSpan *span, GPtrArray *found)
{
  GArray *claims = ibid_sentence_index_get_claims (index);
  guint low = 0;
  guint high = claims->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const IbidSpan *claim = &g_array_index (claims, IbidPlacedCitation, middle).span;

      if (claim->block < span->block || (claim->block == span->block && claim->start < span->end))
        low = middle + 1;
      else
        high = middle;
    }
  while (low-- > 0)
    {
      const IbidPlacedCitation *placed = &g_array_index (claims, IbidPlacedCitation, low);

      if (placed->span.block != span->block || placed->reach <= span->start)
        break;
      if (ibid_span_overlaps (&placed->span, span))
        g_ptr_array_add (found, placed->citation);
    }
}

/* Citations in the notes that are referred to inside @span. */
static void
add_by_note (IbidSentenceIndex *index, const IbidSpan *span, GPtrArray *found)
{
  GArray *places = ibid_sentence_index_get_note_places (index);
  IbidArticle *article = ibid_sentence_index_get_article (index);
  guint low = 0;
  guint high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ibid_span_compare (&g_array_index (places, IbidPlacedNote, middle).span, span) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < places->len; low++)
    {
      const IbidPlacedNote *place = &g_array_index (places, IbidPlacedNote, low);
      IbidBlock *note = ibid_article_peek_block (article, place->note);

      if (place->span.block != span->block || place->span.start >= span->end)
        break;
      if (note != NULL)
        {
          IbidSpan whole = { place->note, 0, ibid_block_get_n_chars (note) };
          g_autoptr (GPtrArray) inside = ibid_article_citations_in (article, &whole);

          for (guint i = 0; i < inside->len; i++)
            g_ptr_array_add (found, g_ptr_array_index (inside, i));
        }
    }
}

static int
compare_citations (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_citation_get_span (*(IbidCitation **)a),
                            ibid_citation_get_span (*(IbidCitation **)b));
}

/**
 * ibid_provenance_citations_behind:
 * @index: the article's sentences
 * @span: any piece of a block
 *
 * Finds what stands behind the sentence (or sentences) that @span touches: citations placed in it,
 * citations with a claim in it, and citations in the notes it refers to.
 *
 * Returns: (transfer full) (element-type IbidCitation): each such citation once, borrowed, in
 *   reading order
 */
GPtrArray *
ibid_provenance_citations_behind (IbidSentenceIndex *index, const IbidSpan *span)
{
  IbidSpan wide, last;
  GPtrArray *found;
  guint kept = 0;

  g_return_val_if_fail (IBID_IS_SENTENCE_INDEX (index), NULL);
  g_return_val_if_fail (span != NULL, NULL);

  ibid_sentence_index_find (index, span->block, span->start, &wide);
  ibid_sentence_index_find (index, span->block, MAX (span->end, span->start + 1) - 1, &last);
  wide.end = MAX (wide.end, last.end);

  found = ibid_article_citations_in (ibid_sentence_index_get_article (index), &wide);
  add_by_claim (index, &wide, found);
  add_by_note (index, &wide, found);

  g_ptr_array_sort (found, compare_citations);
  for (guint i = 0; i < found->len; i++)
    if (i == 0 || g_ptr_array_index (found, i) != g_ptr_array_index (found, kept - 1))
      g_ptr_array_index (found, kept++) = g_ptr_array_index (found, i);
  if (kept < found->len)
    g_ptr_array_set_size (found, (int)kept);
  return found;
}

static void
clear_name_count (gpointer data)
{
  g_free (((IbidNameCount *)data)->text);
}

static int
compare_name_counts (gconstpointer a, gconstpointer b)
{
  guint one = ((const IbidNameCount *)a)->count;
  guint other = ((const IbidNameCount *)b)->count;

  return one < other ? 1 : one > other ? -1 : 0;
}

/**
 * ibid_provenance_names_used:
 * @article: the article
 * @entity: one of its entities
 *
 * Returns: (transfer full) (element-type IbidNameCount): every way in which the text names
 *   @entity, as written but for white space, with how often; highest first, then by appearance. The
 *   strings are freed with the array.
 */
GArray *
ibid_provenance_names_used (IbidArticle *article, IbidEntity *entity)
{
  GListModel *mentions = ibid_entity_get_mentions (entity);
  guint n_mentions = g_list_model_get_n_items (mentions);
  GArray *names = g_array_new (FALSE, FALSE, sizeof (IbidNameCount));
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (names, clear_name_count);
  for (guint i = 0; i < n_mentions; i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      g_autofree char *written =
          ibid_article_dup_span_text (article, ibid_mention_get_span (mention));
      g_autofree char *text = ibid_text_collapse_space (written);
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, text));

      if (position > 0)
        g_array_index (names, IbidNameCount, position - 1).count++;
      else
        {
          IbidNameCount name = { g_steal_pointer (&text), 1 };

          g_array_append_val (names, name);
          g_hash_table_insert (positions, name.text, GUINT_TO_POINTER (names->len));
        }
    }
  g_array_sort (names, compare_name_counts);
  return names;
}
