/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include <glib/gi18n.h>

/* The rules by which the loader refuses an article, held against one that is to be written: a rule
 * is one function, and both call it. What needs no rule here: ids are unique in the model, words
 * and numbers of the vocabularies come from its types, and members that the model does not know
 * were judged when they were read. What the loader would leave out with a warning is no reason to
 * refuse the whole. */

static gboolean
check_optional_language (IbidLoader *self, const char *language)
{
  return language == NULL || ibid_json_check_language (&self->json, "language", language);
}

static gboolean
check_id (IbidLoader *self, gpointer record)
{
  return ibid_json_check_name (&self->json, "id", ibid_record_get_id (record));
}

static gboolean
check_offset (IbidLoader *self, const char *member, guint offset)
{
  return ibid_json_check_uint (&self->json, member, 0, G_MAXINT32, offset);
}

static gboolean
check_range (IbidLoader *self, guint start, guint end)
{
  return check_offset (self, "start", start) && check_offset (self, "end", end);
}

static gboolean
check_block (IbidLoader *self, const char *member, guint block)
{
  g_autofree char *detail = NULL;

  if (ibid_article_peek_block (self->article, block) != NULL)
    return TRUE;
  detail = g_strdup_printf (_ ("There is no block of the number %u."), block);
  return ibid_json_fail (&self->json, member, IBID_FORMAT_ERROR_REFERENCE, detail);
}

static gboolean
check_place (IbidLoader *self, const IbidSpan *span)
{
  return check_block (self, "block", span->block) && check_range (self, span->start, span->end);
}

static gboolean
check_span (IbidLoader *self, const IbidSpan *span, gboolean may_be_empty)
{
  g_auto (IbidFault) fault = { 0 };

  ibid_loader_check_span (self, span, may_be_empty, &fault);
  return fault.detail == NULL || ibid_loader_fail_fault (self, &fault);
}

static gboolean
check_mark (IbidLoader *self, const IbidMark *mark)
{
  if (!check_range (self, mark->start, mark->end))
    return FALSE;
  if (mark->value == NULL)
    {
      if (mark->type == IBID_MARK_TYPE_LINK || mark->type == IBID_MARK_TYPE_LANGUAGE)
        return ibid_json_fail_expected (
            &self->json, mark->type == IBID_MARK_TYPE_LINK ? "href" : "lang", NULL, _ ("a string"));
      return TRUE;
    }
  return mark->type != IBID_MARK_TYPE_LANGUAGE ||
         ibid_json_check_language (&self->json, "lang", mark->value);
}

static gboolean
check_marks (IbidLoader *self, IbidBlock *block)
{
  guint n_marks;
  const IbidMark *marks = ibid_block_get_marks (block, &n_marks);
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, "marks");
  for (guint i = 0; ok && i < n_marks; i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = check_mark (self, &marks[i]);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_images (IbidLoader *self, IbidBlock *block)
{
  guint n_images;
  const IbidImage *images = ibid_block_get_images (block, &n_images);
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, "images");
  for (guint i = 0; ok && i < n_images; i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = ibid_loader_check_path (self, images[i].path);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_cell (IbidLoader *self, const IbidTableCell *cell, guint block)
{
  const IbidSpan span = { block, cell->start, cell->end };

  return ibid_json_check_uint (&self->json, "colspan", 1, IBID_FORMAT_MAX_TABLE_SPAN,
                               cell->colspan) &&
         ibid_json_check_uint (&self->json, "rowspan", 1, IBID_FORMAT_MAX_TABLE_SPAN,
                               cell->rowspan) &&
         check_range (self, cell->start, cell->end) && check_span (self, &span, TRUE);
}

static gboolean
check_rows (IbidLoader *self, IbidBlock *block, guint index)
{
  guint n_cells;
  const IbidTableCell *cells = ibid_block_get_cells (block, &n_cells);
  guint column = 0;
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, "rows");
  for (guint i = 0; ok && i < n_cells; i++)
    {
      column = i > 0 && cells[i].row == cells[i - 1].row ? column + 1 : 0;
      ibid_json_push_index (&self->json, cells[i].row);
      ibid_json_push_index (&self->json, column);
      ok = check_cell (self, &cells[i], index);
      ibid_json_pop (&self->json);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_one_block (IbidLoader *self, gpointer record, guint index)
{
  IbidBlock *block = record;
  IbidBlockType type = ibid_block_get_block_type (block);

  if (!check_id (self, block) || !check_optional_language (self, ibid_block_get_language (block)) ||
      !ibid_loader_check_text (self, ibid_block_get_text (block)))
    return FALSE;
  if (type == IBID_BLOCK_TYPE_HEADING &&
      !ibid_json_check_uint (&self->json, "level", 1, IBID_FORMAT_MAX_HEADING_LEVEL,
                             ibid_block_get_level (block)))
    return FALSE;
  if (type == IBID_BLOCK_TYPE_LIST_ITEM &&
      (!ibid_json_check_uint (&self->json, "level", 1, IBID_FORMAT_MAX_LIST_LEVEL,
                              ibid_block_get_level (block)) ||
       !check_offset (self, "number", ibid_block_get_number (block))))
    return FALSE;
  return check_marks (self, block) && check_images (self, block) && check_rows (self, block, index);
}

static gboolean
check_outlet (IbidLoader *self, gpointer record, guint index)
{
  IbidOutlet *outlet = record;
  const char *country = ibid_outlet_get_country (outlet);

  return check_id (self, outlet) &&
         ibid_json_check_name (&self->json, "name", ibid_outlet_get_name (outlet)) &&
         (country == NULL || ibid_loader_check_country (self, country)) &&
         ibid_json_check_strings (&self->json, "aliases", ibid_outlet_get_aliases (outlet), NULL,
                                  N_ ("a name")) &&
         ibid_json_check_strings (&self->json, "domains", ibid_outlet_get_domains (outlet), NULL,
                                  N_ ("a domain")) &&
         ibid_json_check_strings (&self->json, "languages", ibid_outlet_get_languages (outlet),
                                  ibid_json_is_language, N_ ("a language tag such as “en”"));
}

static gboolean
check_source (IbidLoader *self, gpointer record, guint index)
{
  return check_id (self, record);
}

static gboolean
check_item (IbidLoader *self, gpointer record, guint index)
{
  guint start;
  guint end;

  return !ibid_citation_item_get_range (record, &start, &end) || check_range (self, start, end);
}

static gboolean
check_list (IbidLoader *self, const char *name, GListModel *records,
            gboolean (*check) (IbidLoader *self, gpointer record, guint index))
{
  guint n_records = g_list_model_get_n_items (records);
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, name);
  for (guint i = 0; ok && i < n_records; i++)
    {
      g_autoptr (IbidRecord) record = g_list_model_get_item (records, i);

      ibid_json_push_index (&self->json, i);
      ok = check (self, record, i);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_claims (IbidLoader *self, IbidCitation *citation)
{
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, "claims");
  for (guint i = 0; ok && i < n_claims; i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = check_place (self, &claims[i]);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_citation (IbidLoader *self, gpointer record, guint index)
{
  IbidCitation *citation = record;
  const IbidSpan *span = ibid_citation_get_span (citation);
  GListModel *items = ibid_citation_get_items (citation);

  return check_id (self, citation) && check_place (self, span) && check_span (self, span, FALSE) &&
         ibid_loader_check_n_items (self, g_list_model_get_n_items (items)) &&
         check_list (self, "items", items, check_item) && check_claims (self, citation);
}

static gboolean
check_note_reference (IbidLoader *self, gpointer record, guint index)
{
  return check_block (self, "note", ibid_note_reference_get_note (record)) &&
         check_place (self, ibid_note_reference_get_span (record));
}

static gboolean
check_entity_name (IbidLoader *self, const IbidEntityName *name)
{
  if (name->lang == NULL)
    return ibid_json_fail_expected (&self->json, "lang", NULL, _ ("a string"));
  return ibid_json_check_language (&self->json, "lang", name->lang) &&
         ibid_json_check_name (&self->json, "text", name->text);
}

static gboolean
check_entity (IbidLoader *self, gpointer record, guint index)
{
  IbidEntity *entity = record;
  guint n_names;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);
  gboolean ok = check_id (self, entity) &&
                ibid_json_check_name (&self->json, "name", ibid_entity_get_name (entity)) &&
                ibid_json_check_strings (&self->json, "aliases", ibid_entity_get_aliases (entity),
                                         NULL, N_ ("a name"));

  ibid_json_push_member (&self->json, "names");
  for (guint i = 0; ok && i < n_names; i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = check_entity_name (self, &names[i]);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_mention (IbidLoader *self, gpointer record, guint index)
{
  return check_place (self, ibid_mention_get_span (record));
}

static gboolean
check_page (IbidLoader *self, const IbidPage *page)
{
  if (page->label == NULL)
    return ibid_json_fail_expected (&self->json, "label", NULL, _ ("a string"));
  return check_block (self, "block", page->block) && check_offset (self, "offset", page->offset);
}

static gboolean
check_pages (IbidLoader *self)
{
  guint n_pages;
  const IbidPage *pages = ibid_article_get_pages (self->article, &n_pages);
  gboolean ok = TRUE;

  ibid_json_push_member (&self->json, "pages");
  for (guint i = 0; ok && i < n_pages; i++)
    {
      ibid_json_push_index (&self->json, i);
      ok = check_page (self, &pages[i]);
      ibid_json_pop (&self->json);
    }
  ibid_json_pop (&self->json);
  return ok;
}

static gboolean
check_lists (IbidLoader *self)
{
  const struct
  {
    const char *name;
    GListModel *records;
    gboolean (*check) (IbidLoader *self, gpointer record, guint index);
  } lists[] = {
    { "blocks", ibid_article_get_blocks (self->article), check_one_block },
    { "outlets", ibid_article_get_outlets (self->article), check_outlet },
    { "sources", ibid_article_get_sources (self->article), check_source },
    { "citations", ibid_article_get_citations (self->article), check_citation },
    { "note-references", ibid_article_get_note_references (self->article), check_note_reference },
    { "entities", ibid_article_get_entities (self->article), check_entity },
    { "mentions", ibid_article_get_mentions (self->article), check_mention },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!check_list (self, lists[i].name, lists[i].records, lists[i].check))
      return FALSE;
  return TRUE;
}

/**
 * ibid_article_check:
 * @article: a sealed article
 * @file: its name, for messages
 * @error: where to put an error of %IBID_FORMAT_ERROR, with the place that the value would have in
 *   the file
 *
 * Tells whether ibid_article_load_bytes() would take what is written of an article.
 *
 * Returns: whether it would
 */
gboolean
ibid_article_check (IbidArticle *article, const char *file, GError **error)
{
  g_auto (IbidLoader) self = { .json.file = file, .article = article };

  if (check_id (&self, article) &&
      check_optional_language (&self, ibid_article_get_language (article)) &&
      ibid_json_check_strings (&self.json, "other-ids", ibid_article_get_other_ids (article), NULL,
                               N_ ("an id")) &&
      ibid_loader_check_n_blocks (&self, ibid_article_get_n_blocks (article)) &&
      check_pages (&self) && check_lists (&self))
    return TRUE;
  g_propagate_error (error, self.json.error);
  return FALSE;
}
