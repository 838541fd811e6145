/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-csl-fields.h"
#include "ibid-document.h"
#include "ibid-json-writer.h"
#include "ibid-terms-types.h"

static JsonObject *
get_extra (gpointer record)
{
  return ibid_record_get_extra (IBID_RECORD (record));
}

static void
write_word (IbidJsonWriter *out, JsonObject *extra, const char *name, GType type, int value)
{
  ibid_json_writer_string_member (out, extra, name, ibid_nick_from_enum (type, value));
}

static const char *
get_block_id (IbidArticle *article, guint block)
{
  return ibid_record_get_id (IBID_RECORD (ibid_article_peek_block (article, block)));
}

static void
write_span (IbidJsonWriter *out, IbidArticle *article, JsonObject *extra, const IbidSpan *span)
{
  ibid_json_writer_string_member (out, extra, "block", get_block_id (article, span->block));
  ibid_json_writer_uint_member (out, extra, "start", span->start);
  ibid_json_writer_uint_member (out, extra, "end", span->end);
}

static void
write_marks (IbidJsonWriter *out, IbidBlock *block)
{
  guint n_marks;
  const IbidMark *marks = ibid_block_get_marks (block, &n_marks);

  if (n_marks == 0 || !ibid_json_writer_member (out, get_extra (block), "marks"))
    return;
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_marks; i++)
    {
      const IbidMark *mark = &marks[i];
      const char *member = mark->type == IBID_MARK_TYPE_LINK ? "href" : "lang";

      ibid_json_writer_begin (out, '{');
      write_word (out, mark->extra, "type", IBID_TYPE_MARK_TYPE, (int)mark->type);
      ibid_json_writer_uint_member (out, mark->extra, "start", mark->start);
      ibid_json_writer_uint_member (out, mark->extra, "end", mark->end);
      ibid_json_writer_string_member (out, mark->extra, member, mark->value);
      ibid_json_writer_extra (out, mark->extra);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_images (IbidJsonWriter *out, IbidBlock *block)
{
  guint n_images;
  const IbidImage *images = ibid_block_get_images (block, &n_images);

  if (n_images == 0)
    return;
  ibid_json_writer_name (out, "images");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_images; i++)
    {
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, images[i].extra, "path", images[i].path);
      ibid_json_writer_string_member (out, images[i].extra, "alt", images[i].alt);
      ibid_json_writer_extra (out, images[i].extra);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_cell (IbidJsonWriter *out, const IbidTableCell *cell)
{
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_uint_member (out, cell->extra, "start", cell->start);
  ibid_json_writer_uint_member (out, cell->extra, "end", cell->end);
  if (cell->header)
    {
      ibid_json_writer_name (out, "header");
      ibid_json_writer_boolean (out, TRUE);
    }
  if (cell->colspan != 1)
    ibid_json_writer_uint_member (out, cell->extra, "colspan", cell->colspan);
  if (cell->rowspan != 1)
    ibid_json_writer_uint_member (out, cell->extra, "rowspan", cell->rowspan);
  ibid_json_writer_extra (out, cell->extra);
  ibid_json_writer_end (out, '}');
}

static void
write_rows (IbidJsonWriter *out, IbidBlock *block)
{
  guint n_cells;
  const IbidTableCell *cells = ibid_block_get_cells (block, &n_cells);
  guint at = 0;

  if (n_cells == 0 || !ibid_json_writer_member (out, get_extra (block), "rows"))
    return;
  ibid_json_writer_begin (out, '[');
  for (guint row = 0; row <= cells[n_cells - 1].row; row++)
    {
      ibid_json_writer_begin (out, '[');
      for (; at < n_cells && cells[at].row == row; at++)
        write_cell (out, &cells[at]);
      ibid_json_writer_end (out, ']');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_place_in_outline (IbidJsonWriter *out, IbidBlock *block)
{
  JsonObject *extra = get_extra (block);
  IbidBlockType type = ibid_block_get_block_type (block);

  if (type == IBID_BLOCK_TYPE_HEADING || type == IBID_BLOCK_TYPE_LIST_ITEM)
    ibid_json_writer_uint_member (out, extra, "level", ibid_block_get_level (block));
  if (type == IBID_BLOCK_TYPE_LIST_ITEM && ibid_block_get_ordered (block) &&
      ibid_json_writer_member (out, extra, "ordered"))
    ibid_json_writer_boolean (out, TRUE);
  if (type == IBID_BLOCK_TYPE_LIST_ITEM && ibid_block_get_number (block) != 0)
    ibid_json_writer_uint_member (out, extra, "number", ibid_block_get_number (block));
  if (type == IBID_BLOCK_TYPE_NOTE)
    ibid_json_writer_string_member (out, extra, "label", ibid_block_get_label (block));
}

static void
write_block (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidBlock *block = record;
  JsonObject *extra = get_extra (block);

  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (record));
  write_word (out, extra, "type", IBID_TYPE_BLOCK_TYPE, (int)ibid_block_get_block_type (block));
  write_place_in_outline (out, block);
  ibid_json_writer_string_member (out, extra, "language", ibid_block_get_language (block));
  if (ibid_block_get_direction (block) != IBID_DIRECTION_AUTO)
    write_word (out, extra, "direction", IBID_TYPE_DIRECTION,
                (int)ibid_block_get_direction (block));
  write_images (out, block);
  ibid_json_writer_string_member (out, extra, "text", ibid_block_get_text (block));
  write_marks (out, block);
  write_rows (out, block);
}

static void
write_outlet (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidOutlet *outlet = record;
  JsonObject *extra = get_extra (outlet);

  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (record));
  ibid_json_writer_string_member (out, extra, "name", ibid_outlet_get_name (outlet));
  ibid_json_writer_strings_member (out, extra, "aliases", ibid_outlet_get_aliases (outlet));
  write_word (out, extra, "kind", IBID_TYPE_OUTLET_KIND, (int)ibid_outlet_get_kind (outlet));
  ibid_json_writer_string_member (out, extra, "country", ibid_outlet_get_country (outlet));
  ibid_json_writer_strings_member (out, extra, "languages", ibid_outlet_get_languages (outlet));
  ibid_json_writer_strings_member (out, extra, "domains", ibid_outlet_get_domains (outlet));
}

static void
write_authors (IbidJsonWriter *out, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);

  if (n_authors == 0)
    return;
  ibid_json_writer_name (out, "author");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_authors; i++)
    {
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, authors[i].extra, "family", authors[i].family);
      ibid_json_writer_string_member (out, authors[i].extra, "given", authors[i].given);
      ibid_json_writer_string_member (out, authors[i].extra, "literal", authors[i].literal);
      ibid_json_writer_extra (out, authors[i].extra);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_date (IbidJsonWriter *out, JsonObject *extra, const char *name, IbidPartialDate *date,
            const char *literal)
{
  int parts[2][3] = { { 0 } };
  guint n_dates = date != NULL ? ibid_partial_date_to_parts (date, parts) : 0;

  if ((n_dates == 0 && literal == NULL) || !ibid_json_writer_member (out, extra, name))
    return;
  ibid_json_writer_begin (out, '{');
  if (n_dates > 0)
    {
      ibid_json_writer_name (out, "date-parts");
      ibid_json_writer_begin (out, '[');
      for (guint i = 0; i < n_dates; i++)
        {
          ibid_json_writer_begin (out, '[');
          for (guint j = 0; j < 3 && parts[i][j] != 0; j++)
            ibid_json_writer_int (out, parts[i][j]);
          ibid_json_writer_end (out, ']');
        }
      ibid_json_writer_end (out, ']');
    }
  else
    ibid_json_writer_string_member (out, NULL, "literal", literal);
  ibid_json_writer_end (out, '}');
}

static void
write_csl (IbidJsonWriter *out, IbidCsl *csl)
{
  JsonObject *extra = get_extra (csl);

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (IBID_RECORD (csl)));
  for (guint i = 0; i < IBID_CSL_N_FIELDS; i++)
    ibid_json_writer_string_member (out, extra, ibid_csl_field_name ((IbidCslField)i),
                                    ibid_csl_get (csl, (IbidCslField)i));
  write_authors (out, csl);
  write_date (out, extra, "issued", ibid_csl_get_issued (csl), ibid_csl_get_issued_literal (csl));
  write_date (out, extra, "accessed", ibid_csl_get_accessed (csl), NULL);
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_source (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidSource *source = record;
  JsonObject *extra = get_extra (source);
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidPartialDate *date = ibid_source_get_issued_edtf (source);
  g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;

  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (record));
  ibid_json_writer_string_member (
      out, extra, "outlet", outlet != NULL ? ibid_record_get_id (IBID_RECORD (outlet)) : NULL);
  ibid_json_writer_string_member (out, extra, "archived", ibid_source_get_archived (source));
  ibid_json_writer_string_member (out, extra, "issued-edtf", edtf);
  ibid_json_writer_name (out, "csl");
  write_csl (out, ibid_source_get_csl (source));
}

static void
write_candidates (IbidJsonWriter *out, IbidCitationItem *item)
{
  GListModel *candidates = ibid_citation_item_get_candidates (item);
  guint n_candidates = g_list_model_get_n_items (candidates);

  if (n_candidates == 0 || !ibid_json_writer_member (out, get_extra (item), "candidates"))
    return;
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_candidates; i++)
    {
      g_autoptr (IbidRecord) source = g_list_model_get_item (candidates, i);

      ibid_json_writer_string (out, ibid_record_get_id (source));
    }
  ibid_json_writer_end (out, ']');
}

static void
write_item (IbidJsonWriter *out, IbidCitationItem *item)
{
  JsonObject *extra = get_extra (item);
  IbidSource *source = ibid_citation_item_get_source (item);
  guint start;
  guint end;

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (
      out, extra, "source", source != NULL ? ibid_record_get_id (IBID_RECORD (source)) : NULL);
  write_candidates (out, item);
  write_word (out, extra, "resolution", IBID_TYPE_RESOLUTION,
              (int)ibid_citation_item_get_resolution (item));
  if (ibid_citation_item_get_range (item, &start, &end))
    {
      ibid_json_writer_uint_member (out, extra, "start", start);
      ibid_json_writer_uint_member (out, extra, "end", end);
    }
  ibid_json_writer_string_member (out, extra, "name", ibid_citation_item_get_name (item));
  ibid_json_writer_string_member (out, extra, "prefix", ibid_citation_item_get_prefix (item));
  ibid_json_writer_string_member (out, extra, "suffix", ibid_citation_item_get_suffix (item));
  ibid_json_writer_string_member (out, extra, "locator", ibid_citation_item_get_locator (item));
  ibid_json_writer_string_member (out, extra, "label", ibid_citation_item_get_label (item));
  ibid_json_writer_string_member (out, extra, "via", ibid_citation_item_get_via (item));
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
}

static void
write_claims (IbidJsonWriter *out, IbidArticle *article, IbidCitation *citation)
{
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

  if (n_claims == 0 || !ibid_json_writer_member (out, get_extra (citation), "claims"))
    return;
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_claims; i++)
    {
      ibid_json_writer_begin (out, '{');
      write_span (out, article, NULL, &claims[i]);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_citation (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidCitation *citation = record;
  JsonObject *extra = get_extra (citation);
  GListModel *items = ibid_citation_get_items (citation);

  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (record));
  write_span (out, article, extra, ibid_citation_get_span (citation));
  write_word (out, extra, "form", IBID_TYPE_CITATION_FORM, (int)ibid_citation_get_form (citation));
  write_word (out, extra, "role", IBID_TYPE_CITATION_ROLE, (int)ibid_citation_get_role (citation));
  ibid_json_writer_name (out, "items");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      write_item (out, item);
    }
  ibid_json_writer_end (out, ']');
  write_claims (out, article, citation);
}

static void
write_note_reference (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidNoteReference *reference = record;
  JsonObject *extra = get_extra (reference);

  ibid_json_writer_string_member (out, extra, "note",
                                  get_block_id (article, ibid_note_reference_get_note (reference)));
  write_span (out, article, extra, ibid_note_reference_get_span (reference));
}

static void
write_names (IbidJsonWriter *out, IbidEntity *entity)
{
  guint n_names;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);

  if (n_names == 0)
    return;
  ibid_json_writer_name (out, "names");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_names; i++)
    {
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, names[i].extra, "lang", names[i].lang);
      ibid_json_writer_string_member (out, names[i].extra, "text", names[i].text);
      ibid_json_writer_string_member (out, names[i].extra, "romanization", names[i].romanization);
      ibid_json_writer_extra (out, names[i].extra);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_object_member (IbidJsonWriter *out, const char *name, JsonObject *object)
{
  if (object == NULL)
    return;
  ibid_json_writer_name (out, name);
  ibid_json_writer_begin (out, '{');
  ibid_json_writer_extra (out, object);
  ibid_json_writer_end (out, '}');
}

static void
write_entity (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidEntity *entity = record;
  JsonObject *extra = get_extra (entity);

  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (record));
  write_word (out, extra, "kind", IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (entity));
  ibid_json_writer_string_member (out, extra, "name", ibid_entity_get_name (entity));
  ibid_json_writer_string_member (out, extra, "acronym", ibid_entity_get_acronym (entity));
  ibid_json_writer_strings_member (out, extra, "aliases", ibid_entity_get_aliases (entity));
  write_names (out, entity);
  ibid_json_writer_string_member (out, extra, "description", ibid_entity_get_description (entity));
  write_object_member (out, "identifiers", ibid_entity_get_identifiers (entity));
}

static void
write_mention (IbidJsonWriter *out, IbidArticle *article, gpointer record)
{
  IbidMention *mention = record;
  JsonObject *extra = get_extra (mention);

  ibid_json_writer_string_member (
      out, extra, "entity", ibid_record_get_id (IBID_RECORD (ibid_mention_get_entity (mention))));
  write_span (out, article, extra, ibid_mention_get_span (mention));
}

static void
write_list (IbidJsonWriter *out, IbidArticle *article, const char *name, GListModel *records,
            void (*write) (IbidJsonWriter *out, IbidArticle *article, gpointer record))
{
  ibid_json_writer_name (out, name);
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (IbidRecord) record = g_list_model_get_item (records, i);

      ibid_json_writer_begin (out, '{');
      write (out, article, record);
      ibid_json_writer_extra (out, ibid_record_get_extra (record));
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_pages (IbidJsonWriter *out, IbidArticle *article)
{
  guint n_pages;
  const IbidPage *pages = ibid_article_get_pages (article, &n_pages);

  if (n_pages == 0)
    return;
  ibid_json_writer_name (out, "pages");
  ibid_json_writer_begin (out, '[');
  for (guint i = 0; i < n_pages; i++)
    {
      ibid_json_writer_begin (out, '{');
      ibid_json_writer_string_member (out, pages[i].extra, "label", pages[i].label);
      ibid_json_writer_string_member (out, pages[i].extra, "block",
                                      get_block_id (article, pages[i].block));
      ibid_json_writer_uint_member (out, pages[i].extra, "offset", pages[i].offset);
      ibid_json_writer_extra (out, pages[i].extra);
      ibid_json_writer_end (out, '}');
    }
  ibid_json_writer_end (out, ']');
}

static void
write_article (IbidJsonWriter *out, IbidArticle *article)
{
  JsonObject *extra = get_extra (article);

  ibid_json_writer_begin (out, '{');
  ibid_json_writer_string_member (out, NULL, "format", "ibid-article");
  ibid_json_writer_uint_member (out, NULL, "version", IBID_FORMAT_VERSION);
  ibid_json_writer_string_member (out, extra, "id", ibid_record_get_id (IBID_RECORD (article)));
  ibid_json_writer_strings_member (out, extra, "other-ids", ibid_article_get_other_ids (article));
  ibid_json_writer_string_member (out, extra, "generator", ibid_article_get_generator (article));
  write_object_member (out, "origin", ibid_article_get_origin (article));
  ibid_json_writer_string_member (out, extra, "language", ibid_article_get_language (article));
  write_word (out, extra, "direction", IBID_TYPE_DIRECTION,
              (int)ibid_article_get_direction (article));
  ibid_json_writer_name (out, "metadata");
  write_csl (out, ibid_article_get_metadata (article));
  write_pages (out, article);
  write_list (out, article, "blocks", ibid_article_get_blocks (article), write_block);
  write_list (out, article, "outlets", ibid_article_get_outlets (article), write_outlet);
  write_list (out, article, "sources", ibid_article_get_sources (article), write_source);
  write_list (out, article, "citations", ibid_article_get_citations (article), write_citation);
  write_list (out, article, "note-references", ibid_article_get_note_references (article),
              write_note_reference);
  write_list (out, article, "entities", ibid_article_get_entities (article), write_entity);
  write_list (out, article, "mentions", ibid_article_get_mentions (article), write_mention);
  ibid_json_writer_extra (out, extra);
  ibid_json_writer_end (out, '}');
  g_string_append_c (out->out, '\n');
}

/**
 * ibid_article_save_bytes:
 * @article: a sealed article without decisions applied: what the file says is written, not what
 *   the reader thinks of it
 * @error: where to put an error of %IBID_FORMAT_ERROR, any code
 *
 * Writes an article: one record a line, members that this version does not know as they were read.
 * Reading the result and writing it again gives the same bytes. What a reader would refuse is
 * refused here: the bytes are read back before they are handed out.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
ibid_article_save_bytes (IbidArticle *article, GError **error)
{
  IbidJsonWriter out = { .out = g_string_new (NULL) };
  g_autoptr (IbidArticle) read_back = NULL;
  g_autoptr (GBytes) bytes = NULL;

  write_article (&out, article);
  bytes = g_string_free_to_bytes (out.out);
  read_back =
      ibid_article_load_bytes (bytes, ibid_record_get_id (IBID_RECORD (article)), NULL, error);
  return read_back != NULL ? g_steal_pointer (&bytes) : NULL;
}
