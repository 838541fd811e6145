/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-article-private.h"
#include "ibid-citation-private.h"
#include "ibid-entity-private.h"
#include "ibid-offsets.h"
#include "ibid-sentences.h"
#include "ibid-source-private.h"
#include "ibid-span-index-private.h"

enum
{
  SIGNAL_DECISIONS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (IbidArticle, ibid_article, IBID_TYPE_RECORD)

static void
page_clear (gpointer data)
{
  IbidPage *page = data;

  g_free (page->label);
  g_clear_pointer (&page->extra, json_object_unref);
}

static void
part_entities (gpointer *entities, guint n_entities)
{
  for (guint i = 0; i < n_entities; i++)
    {
      ibid_entity_override (entities[i], NULL);
      ibid_entity_update_mentions (entities[i], NULL, 0);
    }
}

static void
part_sources (gpointer *sources, guint n_sources)
{
  for (guint i = 0; i < n_sources; i++)
    {
      ibid_source_override (sources[i], NULL);
      ibid_source_update_items (sources[i], NULL, 0);
    }
}

static void
part_all (GHashTable *table, void (*part) (gpointer *objects, guint n_objects))
{
  GHashTableIter iter;
  gpointer object = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &object))
    part (&object, 1);
}

/* Entities and their mentions, sources and their items hold one another: undo that here, so that
 * whoever still holds one of them does not keep the whole article. */
static void
ibid_article_dispose (GObject *object)
{
  IbidArticle *self = IBID_ARTICLE (object);

  part_all (self->entity_ids, part_entities);
  part_all (self->added_entities.known, part_entities);
  part_all (self->source_ids, part_sources);
  part_all (self->added_sources.known, part_sources);
  G_OBJECT_CLASS (ibid_article_parent_class)->dispose (object);
}

static void
ibid_article_finalize (GObject *object)
{
  IbidArticle *self = IBID_ARTICLE (object);

  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->own_source_origins, g_hash_table_unref);
  g_clear_pointer (&self->entity_names, g_hash_table_unref);
  ibid_additions_clear (&self->added_mentions);
  ibid_additions_clear (&self->added_entities);
  ibid_additions_clear (&self->added_citations);
  ibid_additions_clear (&self->added_sources);
  ibid_additions_clear (&self->added_outlets);
  g_clear_pointer (&self->citation_index, g_array_unref);
  g_clear_pointer (&self->mention_index, g_array_unref);
  /* the tables borrow their keys from the objects in the lists */
  g_clear_pointer (&self->block_ids, g_hash_table_unref);
  g_clear_pointer (&self->outlet_ids, g_hash_table_unref);
  g_clear_pointer (&self->source_ids, g_hash_table_unref);
  g_clear_pointer (&self->citation_ids, g_hash_table_unref);
  g_clear_pointer (&self->entity_ids, g_hash_table_unref);
  g_clear_pointer (&self->base_mentions, g_ptr_array_unref);
  g_clear_pointer (&self->base_entities, g_ptr_array_unref);
  g_clear_pointer (&self->base_citations, g_ptr_array_unref);
  g_clear_pointer (&self->base_sources, g_ptr_array_unref);
  g_clear_pointer (&self->base_outlets, g_ptr_array_unref);
  g_clear_object (&self->references);
  g_clear_object (&self->mentions);
  g_clear_object (&self->entities);
  g_clear_object (&self->citations);
  g_clear_object (&self->sources);
  g_clear_object (&self->outlets);
  g_clear_object (&self->blocks);
  g_clear_object (&self->metadata);
  g_clear_pointer (&self->origin, json_object_unref);
  g_clear_pointer (&self->pages, g_array_unref);
  g_free (self->generator);
  g_free (self->language);
  g_strfreev (self->other_ids);
  G_OBJECT_CLASS (ibid_article_parent_class)->finalize (object);
}

static void
ibid_article_class_init (IbidArticleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ibid_article_dispose;
  object_class->finalize = ibid_article_finalize;

  /**
   * IbidArticle::decisions-changed:
   * @self: the article
   * @parts: the #IbidArticleParts that differ
   *
   * Emitted once, after everything has changed, when other decisions were applied.
   */
  signals[SIGNAL_DECISIONS_CHANGED] =
      g_signal_new ("decisions-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ibid_article_init (IbidArticle *self)
{
  self->other_ids = g_new0 (char *, 1);
  self->metadata = ibid_csl_new (NULL, NULL);
  self->pages = g_array_new (FALSE, FALSE, sizeof (IbidPage));
  g_array_set_clear_func (self->pages, page_clear);
  self->block_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->outlet_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->source_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->citation_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->entity_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->blocks = ibid_record_list_new (IBID_TYPE_BLOCK);
  self->outlets = ibid_record_list_new (IBID_TYPE_OUTLET);
  self->sources = ibid_record_list_new (IBID_TYPE_SOURCE);
  self->citations = ibid_record_list_new (IBID_TYPE_CITATION);
  self->entities = ibid_record_list_new (IBID_TYPE_ENTITY);
  self->mentions = ibid_record_list_new (IBID_TYPE_MENTION);
  self->references = ibid_record_list_new (IBID_TYPE_NOTE_REFERENCE);
  self->citation_index = ibid_span_index_new (0);
  self->mention_index = ibid_span_index_new (0);
  ibid_additions_init (&self->added_outlets);
  ibid_additions_init (&self->added_sources);
  ibid_additions_init (&self->added_citations);
  ibid_additions_init (&self->added_entities);
  ibid_additions_init (&self->added_mentions);
  self->touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->own_source_origins =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * ibid_article_new:
 * @id: its id
 *
 * Makes an empty article.
 *
 * Returns: (transfer full): the article
 */
IbidArticle *
ibid_article_new (const char *id)
{
  IbidArticle *self = g_object_new (IBID_TYPE_ARTICLE, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  return self;
}

/**
 * ibid_article_get_other_ids:
 * @self: an article
 *
 * Tells under which other ids the article was met: those of texts that took the place of an earlier
 * one, which kept its id.
 *
 * Returns: (array zero-terminated=1) (transfer none): the ids; none is an empty list
 */
const char *const *
ibid_article_get_other_ids (IbidArticle *self)
{
  return (const char *const *)self->other_ids;
}

/**
 * ibid_article_get_generator:
 * @self: an article
 *
 * Tells which program wrote the file.
 *
 * Returns: (nullable): its name and version
 */
const char *
ibid_article_get_generator (IbidArticle *self)
{
  return self->generator;
}

/**
 * ibid_article_get_origin:
 * @self: an article
 *
 * Tells what the article was made from.
 *
 * Returns: (nullable): the JSON object of the file
 */
JsonObject *
ibid_article_get_origin (IbidArticle *self)
{
  return self->origin;
}

/**
 * ibid_article_get_language:
 * @self: an article
 *
 * Gives the language of the text.
 *
 * Returns: (nullable): a BCP 47 tag
 */
const char *
ibid_article_get_language (IbidArticle *self)
{
  return self->language;
}

/**
 * ibid_article_get_direction:
 * @self: an article
 *
 * Tells which way the text is written.
 *
 * Returns: the direction
 */
IbidDirection
ibid_article_get_direction (IbidArticle *self)
{
  return self->direction;
}

/**
 * ibid_article_get_metadata:
 * @self: an article
 *
 * Gives the bibliographic record of the article itself.
 *
 * Returns: the record, never %NULL
 */
IbidCsl *
ibid_article_get_metadata (IbidArticle *self)
{
  return self->metadata;
}

/**
 * ibid_article_get_title:
 * @self: an article
 *
 * Gives the title of the record, else the first heading.
 *
 * Returns: the title, "" if there is none
 */
const char *
ibid_article_get_title (IbidArticle *self)
{
  const char *title = ibid_csl_get (self->metadata, IBID_CSL_TITLE);

  if (title != NULL && *title != '\0')
    return title;
  for (guint i = 0; i < ibid_article_get_n_blocks (self); i++)
    {
      IbidBlock *block = ibid_article_peek_block (self, i);

      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        return ibid_block_get_text (block);
    }
  return "";
}

/**
 * ibid_article_get_pages:
 * @self: an article
 * @n_pages: (out): their number
 *
 * Tells where the pages of a printed article begin.
 *
 * Returns: (array length=n_pages) (nullable): the pages; their offsets are code points
 */
const IbidPage *
ibid_article_get_pages (IbidArticle *self, guint *n_pages)
{
  *n_pages = self->pages->len;
  return *n_pages > 0 ? (const IbidPage *)(gpointer)self->pages->data : NULL;
}

/**
 * ibid_article_get_blocks:
 * @self: an article
 *
 * Gives the text.
 *
 * Returns: (transfer none): a list of #IbidBlock in reading order
 */
GListModel *
ibid_article_get_blocks (IbidArticle *self)
{
  return G_LIST_MODEL (self->blocks);
}

/**
 * ibid_article_get_outlets:
 * @self: an article
 *
 * Gives who published the sources.
 *
 * Returns: (transfer none): a list of #IbidOutlet in the file's order, the reader's behind
 */
GListModel *
ibid_article_get_outlets (IbidArticle *self)
{
  return G_LIST_MODEL (self->outlets);
}

/**
 * ibid_article_get_sources:
 * @self: an article
 *
 * Gives the works that are cited, without those merged into others.
 *
 * Returns: (transfer none): a list of #IbidSource in the file's order, the reader's behind
 */
GListModel *
ibid_article_get_sources (IbidArticle *self)
{
  return G_LIST_MODEL (self->sources);
}

/**
 * ibid_article_get_citations:
 * @self: an article
 *
 * Gives the visible citations.
 *
 * Returns: (transfer none): a list of #IbidCitation in reading order
 */
GListModel *
ibid_article_get_citations (IbidArticle *self)
{
  return G_LIST_MODEL (self->citations);
}

/**
 * ibid_article_get_entities:
 * @self: an article
 *
 * Gives the visible entities.
 *
 * Returns: (transfer none): a list of #IbidEntity by first mention; those without any come last
 */
GListModel *
ibid_article_get_entities (IbidArticle *self)
{
  return G_LIST_MODEL (self->entities);
}

/**
 * ibid_article_get_mentions:
 * @self: an article
 *
 * Gives the mentions of visible entities.
 *
 * Returns: (transfer none): a list of #IbidMention in reading order
 */
GListModel *
ibid_article_get_mentions (IbidArticle *self)
{
  return G_LIST_MODEL (self->mentions);
}

/**
 * ibid_article_get_note_references:
 * @self: an article
 *
 * Gives the places that point at notes.
 *
 * Returns: (transfer none): a list of #IbidNoteReference in reading order
 */
GListModel *
ibid_article_get_note_references (IbidArticle *self)
{
  return G_LIST_MODEL (self->references);
}

/**
 * ibid_article_get_n_blocks:
 * @self: an article
 *
 * Counts the blocks.
 *
 * Returns: their number
 */
guint
ibid_article_get_n_blocks (IbidArticle *self)
{
  return ibid_record_list_get_length (self->blocks);
}

/**
 * ibid_article_peek_block:
 * @self: an article
 * @index: position of a block
 *
 * Gives a block without a reference.
 *
 * Returns: (transfer none) (nullable): the block; %NULL past the last
 */
IbidBlock *
ibid_article_peek_block (IbidArticle *self, guint index)
{
  return ibid_record_list_peek (self->blocks, index);
}

/**
 * ibid_article_find_block:
 * @self: an article
 * @id: (nullable): id of a block
 * @index: (out) (optional): its position; left alone if there is none
 *
 * Finds a block.
 *
 * Returns: whether there is one
 */
gboolean
ibid_article_find_block (IbidArticle *self, const char *id, guint *index)
{
  gpointer position = NULL;

  if (id == NULL || !g_hash_table_lookup_extended (self->block_ids, id, NULL, &position))
    return FALSE;
  if (index != NULL)
    *index = GPOINTER_TO_UINT (position);
  return TRUE;
}

static gpointer
find (GHashTable *table, IbidAdditions *additions, const char *id)
{
  gpointer object = id != NULL ? g_hash_table_lookup (table, id) : NULL;

  return object != NULL || id == NULL ? object : ibid_additions_lookup (additions, id);
}

/**
 * ibid_article_find_outlet:
 * @self: an article
 * @id: (nullable): an id
 *
 * Finds an outlet.
 *
 * Returns: (transfer none) (nullable): the outlet
 */
IbidOutlet *
ibid_article_find_outlet (IbidArticle *self, const char *id)
{
  return find (self->outlet_ids, &self->added_outlets, id);
}

/**
 * ibid_article_find_source:
 * @self: an article
 * @id: (nullable): an id
 *
 * Finds a source, also one that was merged into another.
 *
 * Returns: (transfer none) (nullable): the source
 */
IbidSource *
ibid_article_find_source (IbidArticle *self, const char *id)
{
  return find (self->source_ids, &self->added_sources, id);
}

/**
 * ibid_article_find_citation:
 * @self: an article
 * @id: (nullable): an id
 *
 * Finds a citation, also one that the reader refused.
 *
 * Returns: (transfer none) (nullable): the citation
 */
IbidCitation *
ibid_article_find_citation (IbidArticle *self, const char *id)
{
  return find (self->citation_ids, &self->added_citations, id);
}

/**
 * ibid_article_find_entity:
 * @self: an article
 * @id: (nullable): an id
 *
 * Finds an entity, also one that was merged into another or refused.
 *
 * Returns: (transfer none) (nullable): the entity
 */
IbidEntity *
ibid_article_find_entity (IbidArticle *self, const char *id)
{
  return find (self->entity_ids, &self->added_entities, id);
}

/**
 * ibid_article_get_citation_position:
 * @self: an article
 * @citation: one of its citations
 * @position: (out) (optional): its place in the list of citations; left alone if it is not visible
 *
 * Tells which of the visible citations it is.
 *
 * Returns: whether it is visible
 */
gboolean
ibid_article_get_citation_position (IbidArticle *self, IbidCitation *citation, guint *position)
{
  guint found = ibid_citation_get_position (citation);

  if (found >= self->citation_index->len ||
      g_array_index (self->citation_index, IbidSpanEntry, found).object != citation)
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}

/**
 * ibid_article_citation_at:
 * @self: an article
 * @block: position of a block
 * @offset: a character of it, in code points
 *
 * Finds the shortest visible citation that holds a character.
 *
 * Returns: (transfer none) (nullable): the citation
 */
IbidCitation *
ibid_article_citation_at (IbidArticle *self, guint block, guint offset)
{
  return ibid_span_index_at (self->citation_index, block, offset);
}

/**
 * ibid_article_mention_at:
 * @self: an article
 * @block: position of a block
 * @offset: a character of it, in code points
 *
 * Finds the shortest visible mention that holds a character.
 *
 * Returns: (transfer none) (nullable): the mention
 */
IbidMention *
ibid_article_mention_at (IbidArticle *self, guint block, guint offset)
{
  return ibid_span_index_at (self->mention_index, block, offset);
}

/**
 * ibid_article_citations_in:
 * @self: an article
 * @span: a piece of text
 *
 * Finds the visible citations that share characters with a span.
 *
 * Returns: (transfer container) (element-type IbidCitation): the citations in reading order
 */
GPtrArray *
ibid_article_citations_in (IbidArticle *self, const IbidSpan *span)
{
  return ibid_span_index_overlapping (self->citation_index, span);
}

/**
 * ibid_article_mentions_in:
 * @self: an article
 * @span: a piece of text
 *
 * Finds the visible mentions that share characters with a span.
 *
 * Returns: (transfer container) (element-type IbidMention): the mentions in reading order
 */
GPtrArray *
ibid_article_mentions_in (IbidArticle *self, const IbidSpan *span)
{
  return ibid_span_index_overlapping (self->mention_index, span);
}

/**
 * ibid_article_dup_span_text:
 * @self: an article
 * @span: a piece of text
 *
 * Copies the text of a span.
 *
 * Returns: (transfer full): the text; "" if the block is not there
 */
char *
ibid_article_dup_span_text (IbidArticle *self, const IbidSpan *span)
{
  IbidBlock *block = ibid_article_peek_block (self, span->block);

  if (block == NULL)
    return g_strdup ("");
  return ibid_text_dup_slice (ibid_block_get_text (block), span->start, span->end);
}

/**
 * ibid_article_dup_reading_text:
 * @self: an article
 *
 * Copies the whole text: every block's, joined by one newline.
 *
 * Returns: (transfer full): the text
 */
char *
ibid_article_dup_reading_text (IbidArticle *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ibid_article_get_n_blocks (self); i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, ibid_block_get_text (ibid_article_peek_block (self, i)));
    }
  return g_string_free (text, FALSE);
}

/**
 * ibid_article_count_words:
 * @self: an article that is sealed
 *
 * Counts the words of all blocks; at the second call from memory.
 *
 * Returns: the number of words
 */
guint
ibid_article_count_words (IbidArticle *self)
{
  if (!self->has_n_words)
    {
      self->has_n_words = TRUE;
      self->n_words = 0;
      for (guint i = 0; i < ibid_article_get_n_blocks (self); i++)
        {
          IbidBlock *block = ibid_article_peek_block (self, i);
          const char *language = ibid_block_get_language (block);

          self->n_words += ibid_text_count_words (ibid_block_get_text (block),
                                                  language != NULL ? language : self->language);
        }
    }
  return self->n_words;
}

/**
 * ibid_article_count_checked:
 * @self: an article
 * @n_checked: (out): how many items have a verdict
 * @n_items: (out): how many items there are
 *
 * Counts the items of visible citations, credits left out.
 */
void
ibid_article_count_checked (IbidArticle *self, guint *n_checked, guint *n_items)
{
  *n_checked = 0;
  *n_items = 0;
  for (guint i = 0; i < ibid_record_list_get_length (self->citations); i++)
    {
      IbidCitation *citation = ibid_record_list_peek (self->citations, i);

      if (ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
        continue;
      for (guint j = 0; j < ibid_citation_get_n_items (citation); j++)
        {
          IbidCitationItem *item = ibid_citation_peek_item (citation, j);

          *n_checked += ibid_citation_item_get_verdict (item) != IBID_VERDICT_NOT_CHECKED;
          ++*n_items;
        }
    }
}

/**
 * ibid_article_index_citations:
 * @self: an article
 * @citations: (array length=n_citations): the visible ones in reading order
 * @n_citations: their number
 *
 * Builds the lookup of ibid_article_citation_at() and notes positions.
 */
void
ibid_article_index_citations (IbidArticle *self, gpointer *citations, guint n_citations)
{
  g_array_unref (self->citation_index);
  self->citation_index = ibid_span_index_new (n_citations);
  for (guint i = 0; i < n_citations; i++)
    {
      ibid_citation_set_position (citations[i], i);
      ibid_span_index_append (self->citation_index, ibid_citation_get_span (citations[i]),
                              citations[i]);
    }
}

/**
 * ibid_article_index_mentions:
 * @self: an article
 * @mentions: (array length=n_mentions): the visible ones in reading order
 * @n_mentions: their number
 *
 * Builds the lookup of ibid_article_mention_at().
 */
void
ibid_article_index_mentions (IbidArticle *self, gpointer *mentions, guint n_mentions)
{
  g_array_unref (self->mention_index);
  self->mention_index = ibid_span_index_new (n_mentions);
  for (guint i = 0; i < n_mentions; i++)
    ibid_span_index_append (self->mention_index, ibid_mention_get_span (mentions[i]), mentions[i]);
}

/**
 * ibid_article_emit_decisions_changed:
 * @self: an article
 * @parts: what differs
 *
 * Emits #IbidArticle::decisions-changed.
 */
void
ibid_article_emit_decisions_changed (IbidArticle *self, IbidArticleParts parts)
{
  g_signal_emit (self, signals[SIGNAL_DECISIONS_CHANGED], 0, (guint)parts);
}
