/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-article-private.h"
#include "ibid-citation-private.h"
#include "ibid-entity-private.h"
#include "ibid-source-private.h"

/* What loaders and importers call until the article is handed over. */

static void
set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * ibid_article_set_other_ids:
 * @self: an article being built
 * @ids: (array zero-terminated=1): ids, copied
 *
 * Sets under which other ids the article was met.
 */
void
ibid_article_set_other_ids (IbidArticle *self, const char *const *ids)
{
  g_strfreev (self->other_ids);
  self->other_ids = g_strdupv ((char **)ids);
}

/**
 * ibid_article_set_generator:
 * @self: an article being built
 * @generator: (nullable): program that wrote the file
 *
 * Sets the generator.
 */
void
ibid_article_set_generator (IbidArticle *self, const char *generator)
{
  set_string (&self->generator, generator);
}

/**
 * ibid_article_set_origin:
 * @self: an article being built
 * @origin: (nullable): JSON object; a reference is taken
 *
 * Sets what the article was made from.
 */
void
ibid_article_set_origin (IbidArticle *self, JsonObject *origin)
{
  if (origin != NULL)
    json_object_ref (origin);
  g_clear_pointer (&self->origin, json_object_unref);
  self->origin = origin;
}

/**
 * ibid_article_set_language:
 * @self: an article being built
 * @language: (nullable): BCP 47 tag
 *
 * Sets the language.
 */
void
ibid_article_set_language (IbidArticle *self, const char *language)
{
  set_string (&self->language, language);
}

/**
 * ibid_article_set_direction:
 * @self: an article being built
 * @direction: which way it is written
 *
 * Sets the direction.
 */
void
ibid_article_set_direction (IbidArticle *self, IbidDirection direction)
{
  self->direction = direction;
}

/**
 * ibid_article_set_metadata:
 * @self: an article being built
 * @metadata: (nullable): its record; a reference is taken; %NULL: an empty one
 *
 * Sets the bibliographic record.
 */
void
ibid_article_set_metadata (IbidArticle *self, IbidCsl *metadata)
{
  IbidCsl *record = metadata != NULL ? g_object_ref (metadata) : ibid_csl_new (NULL, NULL);

  g_object_unref (self->metadata);
  self->metadata = record;
}

/**
 * ibid_article_add_page:
 * @self: an article being built
 * @label: (nullable): the page's number as printed
 * @block: position of the block that it begins in
 * @offset: its first character there, in code points
 * @extra: (nullable): unknown members; a reference is taken
 *
 * Appends a page.
 */
void
ibid_article_add_page (IbidArticle *self, const char *label, guint block, guint offset,
                       JsonObject *extra)
{
  const IbidPage page = { g_strdup (label), block, offset,
                          extra != NULL ? json_object_ref (extra) : NULL };

  g_array_append_val (self->pages, page);
}

static gboolean
take (GHashTable *table, IbidRecordList *list, gpointer record, gpointer value)
{
  const char *id = ibid_record_get_id (record);

  if (id == NULL || g_hash_table_contains (table, id))
    {
      g_object_unref (record);
      return FALSE;
    }
  g_hash_table_insert (table, (char *)id, value);
  ibid_record_set_file_position (record, g_list_model_get_n_items (G_LIST_MODEL (list)));
  ibid_record_list_take (list, record);
  return TRUE;
}

/**
 * ibid_article_take_block:
 * @self: an article being built
 * @block: (transfer full): a block
 *
 * Appends a block.
 *
 * Returns: %FALSE if its id is taken; then nothing was added
 */
gboolean
ibid_article_take_block (IbidArticle *self, IbidBlock *block)
{
  return take (self->block_ids, self->blocks, block,
               GUINT_TO_POINTER (ibid_article_get_n_blocks (self)));
}

/**
 * ibid_article_take_outlet:
 * @self: an article being built
 * @outlet: (transfer full): an outlet
 *
 * Appends an outlet.
 *
 * Returns: %FALSE if its id is taken; then nothing was added
 */
gboolean
ibid_article_take_outlet (IbidArticle *self, IbidOutlet *outlet)
{
  return take (self->outlet_ids, self->outlets, outlet, outlet);
}

/**
 * ibid_article_take_source:
 * @self: an article being built
 * @source: (transfer full): a source
 *
 * Appends a source.
 *
 * Returns: %FALSE if its id is taken; then nothing was added
 */
gboolean
ibid_article_take_source (IbidArticle *self, IbidSource *source)
{
  return take (self->source_ids, self->sources, source, source);
}

/**
 * ibid_article_take_citation:
 * @self: an article being built
 * @citation: (transfer full): a citation with its items
 *
 * Appends a citation.
 *
 * Returns: %FALSE if its id is taken; then nothing was added
 */
gboolean
ibid_article_take_citation (IbidArticle *self, IbidCitation *citation)
{
  return take (self->citation_ids, self->citations, citation, citation);
}

/**
 * ibid_article_take_entity:
 * @self: an article being built
 * @entity: (transfer full): an entity
 *
 * Appends an entity.
 *
 * Returns: %FALSE if its id is taken; then nothing was added
 */
gboolean
ibid_article_take_entity (IbidArticle *self, IbidEntity *entity)
{
  return take (self->entity_ids, self->entities, entity, entity);
}

/**
 * ibid_article_take_mention:
 * @self: an article being built
 * @mention: (transfer full): a mention of one of its entities
 *
 * Appends a mention.
 */
void
ibid_article_take_mention (IbidArticle *self, IbidMention *mention)
{
  ibid_record_list_take (self->mentions, mention);
}

/**
 * ibid_article_take_note_reference:
 * @self: an article being built
 * @reference: (transfer full): a note reference
 *
 * Appends a note reference.
 */
void
ibid_article_take_note_reference (IbidArticle *self, IbidNoteReference *reference)
{
  ibid_record_list_take (self->references, reference);
}

static int
compare_citations (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_citation_get_span (*(IbidCitation *const *)a),
                            ibid_citation_get_span (*(IbidCitation *const *)b));
}

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_mention_get_span (*(IbidMention *const *)a),
                            ibid_mention_get_span (*(IbidMention *const *)b));
}

static int
compare_references (gconstpointer a, gconstpointer b)
{
  return ibid_span_compare (ibid_note_reference_get_span (*(IbidNoteReference *const *)a),
                            ibid_note_reference_get_span (*(IbidNoteReference *const *)b));
}

/* files are mostly in order already; else a stable sort, so that equal spans keep the file's order
 */
static void
sort (IbidRecordList *list, GCompareFunc compare)
{
  gpointer *items = ibid_record_list_get_items (list);

  for (guint i = 1; i < ibid_record_list_get_length (list); i++)
    if (compare (&items[i - 1], &items[i]) > 0)
      {
        ibid_record_list_sort (list, compare);
        return;
      }
}

static void
link_mentions (IbidArticle *self)
{
  for (guint i = 0; i < ibid_record_list_get_length (self->mentions); i++)
    {
      IbidMention *mention = ibid_record_list_peek (self->mentions, i);
      IbidEntity *entity = ibid_mention_get_entity (mention);

      if (entity != NULL)
        ibid_record_list_take (IBID_RECORD_LIST (ibid_entity_get_mentions (entity)),
                               g_object_ref (mention));
    }
}

static void
link_items (IbidArticle *self)
{
  for (guint i = 0; i < ibid_record_list_get_length (self->citations); i++)
    {
      IbidCitation *citation = ibid_record_list_peek (self->citations, i);

      for (guint j = 0; j < ibid_citation_get_n_items (citation); j++)
        {
          IbidCitationItem *item = ibid_citation_peek_item (citation, j);
          IbidSource *source = ibid_citation_item_get_source (item);

          if (source != NULL)
            ibid_record_list_take (IBID_RECORD_LIST (ibid_source_get_items (source)),
                                   g_object_ref (item));
        }
    }
}

/* by first mention: those that have one in the order in which the mentions come, then the others */
static void
order_entities (IbidArticle *self)
{
  guint n_entities = ibid_record_list_get_length (self->entities);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) ordered = g_ptr_array_sized_new (n_entities);

  for (guint i = 0; i < ibid_record_list_get_length (self->mentions); i++)
    {
      IbidEntity *entity = ibid_mention_get_entity (ibid_record_list_peek (self->mentions, i));

      if (entity != NULL && g_hash_table_add (seen, entity))
        g_ptr_array_add (ordered, entity);
    }
  for (guint i = 0; i < n_entities; i++)
    {
      IbidEntity *entity = ibid_record_list_peek (self->entities, i);

      if (!g_hash_table_contains (seen, entity))
        g_ptr_array_add (ordered, entity);
    }
  ibid_record_list_set (self->entities, ordered->pdata, ordered->len);
}

/**
 * ibid_article_seal:
 * @self: an article that everything was added to
 *
 * Puts everything in reading order, gives entities their mentions and sources their items, and
 * builds the lookups. To be called once.
 */
void
ibid_article_seal (IbidArticle *self)
{
  sort (self->citations, compare_citations);
  sort (self->mentions, compare_mentions);
  sort (self->references, compare_references);
  link_mentions (self);
  link_items (self);
  order_entities (self);
  ibid_article_index_citations (self, ibid_record_list_get_items (self->citations),
                                ibid_record_list_get_length (self->citations));
  ibid_article_index_mentions (self, ibid_record_list_get_items (self->mentions),
                               ibid_record_list_get_length (self->mentions));
}
