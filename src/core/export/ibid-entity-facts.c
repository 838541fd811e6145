/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-entity-facts.h"
#include "ibid-provenance.h"

static void
free_statement (gpointer data)
{
  IbidEntityStatement *statement = data;

  g_array_unref (statement->mentions);
  g_ptr_array_unref (statement->citations);
  g_free (statement);
}

static IbidEntityStatement *
new_statement (IbidExportMatter *matter, const IbidSpan *sentence)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  IbidEntityStatement *statement = g_new0 (IbidEntityStatement, 1);

  statement->sentence = *sentence;
  statement->mentions = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  statement->citations =
      ibid_provenance_citations_behind (ibid_export_matter_get_sentences (matter), sentence);
  for (guint i = sentence->block + 1; i-- > 0 && statement->heading == NULL;)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);

      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        statement->heading = ibid_block_get_text (block);
    }
  return statement;
}

static void
add_mention (IbidEntityFacts *self, IbidExportMatter *matter, const IbidSpan *place)
{
  IbidEntityStatement *last = self->statements->len > 0
                                  ? g_ptr_array_index (self->statements, self->statements->len - 1)
                                  : NULL;
  IbidSpan sentence;

  ibid_sentence_index_find (ibid_export_matter_get_sentences (matter), place->block, place->start,
                            &sentence);
  if (last == NULL || last->sentence.block != sentence.block ||
      last->sentence.start != sentence.start)
    {
      last = new_statement (matter, &sentence);
      g_ptr_array_add (self->statements, last);
    }
  if (last->mentions->len == 0 ||
      g_array_index (last->mentions, IbidSpan, last->mentions->len - 1).end <= place->start)
    g_array_append_val (last->mentions, *place);
}

static void
add_sources (IbidEntityFacts *self, IbidCitation *citation, GHashTable *seen)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidSource *source = ibid_citation_item_get_source (item);

      if (source != NULL && g_hash_table_add (seen, source))
        g_ptr_array_add (self->sources, source);
    }
}

/*
 * ibid_entity_facts_new:
 * @matter: the article; what it has of annotations does not matter
 * @entity: one of the article's entities
 *
 * Returns: (transfer full): what the article says about it; valid as long as nobody changes the
 *   article
 */
IbidEntityFacts *
ibid_entity_facts_new (IbidExportMatter *matter, IbidEntity *entity)
{
  IbidEntityFacts *self = g_new0 (IbidEntityFacts, 1);
  GListModel *mentions = ibid_entity_get_mentions (entity);
  guint n_mentions = g_list_model_get_n_items (mentions);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  self->statements = g_ptr_array_new_with_free_func (free_statement);
  self->sources = g_ptr_array_new ();
  for (guint i = 0; i < n_mentions; i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);

      add_mention (self, matter, ibid_mention_get_span (mention));
    }
  for (guint i = 0; i < self->statements->len; i++)
    {
      IbidEntityStatement *statement = g_ptr_array_index (self->statements, i);

      for (guint j = 0; j < statement->citations->len; j++)
        add_sources (self, g_ptr_array_index (statement->citations, j), seen);
    }
  self->companions = ibid_provenance_companions (ibid_export_matter_get_sentences (matter), entity);
  return self;
}

/*
 * ibid_entity_facts_free:
 * @self: (transfer full): the facts
 */
void
ibid_entity_facts_free (IbidEntityFacts *self)
{
  g_ptr_array_unref (self->statements);
  g_ptr_array_unref (self->sources);
  g_array_unref (self->companions);
  g_free (self);
}
