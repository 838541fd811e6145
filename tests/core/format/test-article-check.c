/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-article-load.h"

/* What the loader would refuse is not written: each article below is wrong in one way. The saver
 * and the loader, given what was written all the same, have to name the same fault at the same
 * place. */

#define TOO_FAR ((guint)G_MAXINT32 + 1)

typedef struct
{
  const char *name;
  void (*spoil) (IbidArticle *article);
  const char *expected; /* NULL: it is saved and loaded */
  const char *pointer;
} Case;

/* positions: 0 a heading, 1 a paragraph with a combining mark, 2 a note */
static IbidArticle *
new_article (const char *id)
{
  IbidArticle *article = ibid_article_new (id);
  IbidBlock *heading = ibid_block_new ("h", IBID_BLOCK_TYPE_HEADING, "On Rules");

  ibid_block_set_level (heading, 1);
  ibid_article_take_block (article, heading);
  ibid_article_take_block (
      article, ibid_block_new ("p", IBID_BLOCK_TYPE_PARAGRAPH, "A rule, e\xcc\x81 (Xinhua)."));
  ibid_article_take_block (article, ibid_block_new ("n", IBID_BLOCK_TYPE_NOTE, "A note."));
  return article;
}

static IbidBlock *
take_block (IbidArticle *article, IbidBlockType type, const char *id)
{
  IbidBlock *block = ibid_block_new (id, type, "A block");

  ibid_article_take_block (article, block);
  return block;
}

static void
spoil_nothing (IbidArticle *article)
{
}

static void
spoil_language (IbidArticle *article)
{
  ibid_article_set_language (article, "en_GB.UTF-8");
}

static void
spoil_other_ids (IbidArticle *article)
{
  const char *const ids[] = { "urn:a", "", NULL };

  ibid_article_set_other_ids (article, ids);
}

static void
spoil_page_label (IbidArticle *article)
{
  ibid_article_add_page (article, "1", 0, 0, NULL);
  ibid_article_add_page (article, NULL, 1, 0, NULL);
}

static void
spoil_page_offset (IbidArticle *article)
{
  ibid_article_add_page (article, "1", 0, TOO_FAR, NULL);
}

static void
spoil_utf8 (IbidArticle *article)
{
  ibid_article_take_block (article, ibid_block_new ("u", IBID_BLOCK_TYPE_PARAGRAPH, "A \xff byte"));
}

static void
spoil_block_id (IbidArticle *article)
{
  take_block (article, IBID_BLOCK_TYPE_PARAGRAPH, "");
}

static void
spoil_block_language (IbidArticle *article)
{
  ibid_block_set_language (ibid_article_peek_block (article, 1), "?");
}

static void
spoil_heading_level (IbidArticle *article)
{
  ibid_block_set_level (ibid_article_peek_block (article, 0), 7);
}

static void
spoil_list_level (IbidArticle *article)
{
  IbidBlock *block = take_block (article, IBID_BLOCK_TYPE_LIST_ITEM, "l");

  ibid_block_set_level (block, 101);
}

static void
spoil_list_number (IbidArticle *article)
{
  IbidBlock *block = take_block (article, IBID_BLOCK_TYPE_LIST_ITEM, "l");

  ibid_block_set_level (block, 1);
  ibid_block_set_list (block, TRUE, TOO_FAR);
}

static void
spoil_mark_end (IbidArticle *article)
{
  ibid_block_add_mark (ibid_article_peek_block (article, 1), IBID_MARK_TYPE_STRONG, 0, TOO_FAR,
                       NULL, NULL);
}

static void
spoil_mark_href (IbidArticle *article)
{
  IbidBlock *block = ibid_article_peek_block (article, 1);

  ibid_block_add_mark (block, IBID_MARK_TYPE_STRONG, 0, 1, NULL, NULL);
  ibid_block_add_mark (block, IBID_MARK_TYPE_LINK, 0, 1, NULL, NULL);
}

static void
spoil_mark_no_lang (IbidArticle *article)
{
  ibid_block_add_mark (ibid_article_peek_block (article, 1), IBID_MARK_TYPE_LANGUAGE, 0, 1, NULL,
                       NULL);
}

static void
spoil_mark_lang (IbidArticle *article)
{
  ibid_block_add_mark (ibid_article_peek_block (article, 1), IBID_MARK_TYPE_LANGUAGE, 0, 1, "e n",
                       NULL);
}

static void
spoil_mark_span (IbidArticle *article)
{
  ibid_block_add_mark (ibid_article_peek_block (article, 1), IBID_MARK_TYPE_STRONG, 3, 900, NULL,
                       NULL);
}

static void
spoil_image_path (IbidArticle *article)
{
  IbidBlock *block = take_block (article, IBID_BLOCK_TYPE_FIGURE, "f");

  ibid_block_add_image (block, "assets/%2e%2e/map.svg", NULL, NULL);
}

static void
spoil_cell (IbidArticle *article, IbidTableCell cell)
{
  IbidBlock *block = take_block (article, IBID_BLOCK_TYPE_TABLE, "t");
  IbidTableCell sound = { .end = 1, .colspan = 1, .rowspan = 1 };

  ibid_block_add_cell (block, &sound);
  cell.row = 1;
  ibid_block_add_cell (block, &sound);
  ibid_block_add_cell (block, &cell);
}

static void
spoil_colspan (IbidArticle *article)
{
  spoil_cell (article, (IbidTableCell){ .end = 1, .colspan = 0, .rowspan = 1 });
}

static void
spoil_rowspan (IbidArticle *article)
{
  spoil_cell (article, (IbidTableCell){ .end = 1, .colspan = 1, .rowspan = 1001 });
}

static void
spoil_cell_span (IbidArticle *article)
{
  spoil_cell (article, (IbidTableCell){ .end = 8, .colspan = 1, .rowspan = 1 });
}

static IbidOutlet *
take_outlet (IbidArticle *article, const char *id, const char *name)
{
  IbidOutlet *outlet = ibid_outlet_new (id, name);

  ibid_article_take_outlet (article, outlet);
  return outlet;
}

static void
spoil_outlet_id (IbidArticle *article)
{
  take_outlet (article, "", "Xinhua");
}

static void
spoil_outlet_name (IbidArticle *article)
{
  take_outlet (article, "o", "");
}

static void
spoil_outlet_country (IbidArticle *article)
{
  ibid_outlet_set_country (take_outlet (article, "o", "Xinhua"), "China");
}

static void
spoil_outlet_aliases (IbidArticle *article)
{
  const char *const aliases[] = { "XNA", "", NULL };

  ibid_outlet_set_aliases (take_outlet (article, "o", "Xinhua"), aliases);
}

static void
spoil_outlet_domains (IbidArticle *article)
{
  const char *const domains[] = { "", NULL };

  ibid_outlet_set_domains (take_outlet (article, "o", "Xinhua"), domains);
}

static void
spoil_outlet_languages (IbidArticle *article)
{
  const char *const languages[] = { "zh", "Chinese language", NULL };

  ibid_outlet_set_languages (take_outlet (article, "o", "Xinhua"), languages);
}

static void
spoil_source_id (IbidArticle *article)
{
  g_autoptr (IbidCsl) csl = ibid_csl_new (NULL, NULL);

  ibid_article_take_source (article, ibid_source_new ("", NULL, csl));
}

static IbidCitation *
new_citation (guint start, guint end, IbidCitationItem *item)
{
  const IbidSpan span = { 1, start, end };
  IbidCitation *citation =
      ibid_citation_new ("c", &span, IBID_CITATION_FORM_PARENTHETICAL, IBID_CITATION_ROLE_SUPPORT);

  if (item != NULL)
    ibid_citation_add_item (citation, item);
  return citation;
}

static void
take_citation (IbidArticle *article, guint start, guint end)
{
  g_autoptr (IbidCitationItem) item =
      ibid_citation_item_new (NULL, IBID_RESOLUTION_UNRESOLVED, "Xinhua");

  ibid_article_take_citation (article, new_citation (start, end, item));
}

static void
spoil_citation_end (IbidArticle *article)
{
  take_citation (article, 3, 90);
}

static void
spoil_citation_empty (IbidArticle *article)
{
  take_citation (article, 3, 3);
}

static void
spoil_citation_cluster (IbidArticle *article)
{
  take_citation (article, 0, 9);
}

static void
spoil_citation_items (IbidArticle *article)
{
  ibid_article_take_citation (article, new_citation (3, 4, NULL));
}

static void
spoil_item_range (IbidArticle *article)
{
  g_autoptr (IbidCitationItem) item =
      ibid_citation_item_new (NULL, IBID_RESOLUTION_UNRESOLVED, "Xinhua");

  ibid_citation_item_set_range (item, 3, TOO_FAR);
  ibid_article_take_citation (article, new_citation (3, 4, item));
}

static void
spoil_claim (IbidArticle *article)
{
  g_autoptr (IbidCitationItem) item =
      ibid_citation_item_new (NULL, IBID_RESOLUTION_UNRESOLVED, "Xinhua");
  IbidCitation *citation = new_citation (3, 4, item);

  ibid_citation_add_claim (citation, &(IbidSpan){ 1, 0, TOO_FAR });
  ibid_article_take_citation (article, citation);
}

static void
spoil_note_reference (IbidArticle *article)
{
  ibid_article_take_note_reference (article,
                                    ibid_note_reference_new (2, &(IbidSpan){ 1, 0, TOO_FAR }));
}

static IbidEntity *
take_entity (IbidArticle *article, const char *id, const char *name)
{
  IbidEntity *entity = ibid_entity_new (id, IBID_ENTITY_KIND_TERM, name);

  ibid_article_take_entity (article, entity);
  return entity;
}

static void
spoil_entity_id (IbidArticle *article)
{
  take_entity (article, "", "rule");
}

static void
spoil_entity_name (IbidArticle *article)
{
  take_entity (article, "e", "");
}

static void
spoil_entity_aliases (IbidArticle *article)
{
  const char *const aliases[] = { "", NULL };

  ibid_entity_set_aliases (take_entity (article, "e", "rule"), aliases);
}

static void
spoil_entity_lang (IbidArticle *article)
{
  ibid_entity_add_name (take_entity (article, "e", "rule"), "-", "Regel", NULL, NULL);
}

static void
spoil_entity_text (IbidArticle *article)
{
  ibid_entity_add_name (take_entity (article, "e", "rule"), "de", "", NULL, NULL);
}

static void
spoil_mention_end (IbidArticle *article)
{
  IbidEntity *entity = take_entity (article, "e", "rule");

  ibid_article_take_mention (article, ibid_mention_new (entity, &(IbidSpan){ 1, 2, TOO_FAR }));
}

static void
spoil_mention_span (IbidArticle *article)
{
  IbidEntity *entity = take_entity (article, "e", "rule");

  ibid_article_take_mention (article, ibid_mention_new (entity, &(IbidSpan){ 1, 2, 90 }));
}

static const Case cases[] = {
  { "sound", spoil_nothing, NULL, NULL },
  { "language", spoil_language, "value", "/language" },
  { "other-ids", spoil_other_ids, "value", "/other-ids/1" },
  { "page-label", spoil_page_label, "missing", "/pages/1/label" },
  { "page-offset", spoil_page_offset, "value", "/pages/0/offset" },
  { "utf8", spoil_utf8, "not-utf8", NULL },
  { "block-id", spoil_block_id, "value", "/blocks/3/id" },
  { "block-language", spoil_block_language, "value", "/blocks/1/language" },
  { "heading-level", spoil_heading_level, "value", "/blocks/0/level" },
  { "list-level", spoil_list_level, "value", "/blocks/3/level" },
  { "list-number", spoil_list_number, "value", "/blocks/3/number" },
  { "mark-end", spoil_mark_end, "value", "/blocks/1/marks/0/end" },
  { "mark-href", spoil_mark_href, "missing", "/blocks/1/marks/1/href" },
  { "mark-no-lang", spoil_mark_no_lang, "missing", "/blocks/1/marks/0/lang" },
  { "mark-lang", spoil_mark_lang, "value", "/blocks/1/marks/0/lang" },
  { "mark-span", spoil_mark_span, NULL, NULL },
  { "image-path", spoil_image_path, "path", "/blocks/3/images/0/path" },
  { "colspan", spoil_colspan, "value", "/blocks/3/rows/1/0/colspan" },
  { "rowspan", spoil_rowspan, "value", "/blocks/3/rows/1/0/rowspan" },
  { "cell-span", spoil_cell_span, "span", "/blocks/3/rows/1/0/end" },
  { "outlet-id", spoil_outlet_id, "value", "/outlets/0/id" },
  { "outlet-name", spoil_outlet_name, "value", "/outlets/0/name" },
  { "outlet-country", spoil_outlet_country, "value", "/outlets/0/country" },
  { "outlet-aliases", spoil_outlet_aliases, "value", "/outlets/0/aliases/1" },
  { "outlet-domains", spoil_outlet_domains, "value", "/outlets/0/domains/0" },
  { "outlet-languages", spoil_outlet_languages, "value", "/outlets/0/languages/1" },
  { "source-id", spoil_source_id, "value", "/sources/0/id" },
  { "citation-end", spoil_citation_end, "span", "/citations/0/end" },
  { "citation-empty", spoil_citation_empty, "span", "/citations/0/end" },
  { "citation-cluster", spoil_citation_cluster, "span", "/citations/0/end" },
  { "citation-items", spoil_citation_items, "value", "/citations/0/items" },
  { "item-range", spoil_item_range, "value", "/citations/0/items/0/end" },
  { "claim", spoil_claim, "value", "/citations/0/claims/0/end" },
  { "note-reference", spoil_note_reference, "value", "/note-references/0/end" },
  { "entity-id", spoil_entity_id, "value", "/entities/0/id" },
  { "entity-name", spoil_entity_name, "value", "/entities/0/name" },
  { "entity-aliases", spoil_entity_aliases, "value", "/entities/0/aliases/0" },
  { "entity-lang", spoil_entity_lang, "value", "/entities/0/names/0/lang" },
  { "entity-text", spoil_entity_text, "value", "/entities/0/names/0/text" },
  { "mention-end", spoil_mention_end, "value", "/mentions/0/end" },
  { "mention-span", spoil_mention_span, NULL, NULL },
};

static void
assert_fault (const GError *error, const Case *it)
{
  g_autofree char *pointer = NULL;

  if (it->expected == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_nonnull (error);
  pointer = ibid_format_error_dup_pointer (error);
  g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (IBID_FORMAT_ERROR));
  g_assert_cmpstr (ibid_format_error_nick ((IbidFormatError)error->code), ==, it->expected);
  g_assert_cmpstr (pointer, ==, it->pointer);
}

static void
test_case (gconstpointer data)
{
  const Case *it = data;
  g_autoptr (IbidArticle) article = new_article ("urn:a");
  g_autoptr (GError) of_saver = NULL;
  g_autoptr (GError) of_loader = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (IbidArticle) loaded = NULL;

  it->spoil (article);
  ibid_article_seal (article);
  saved = ibid_article_save_bytes (article, &of_saver);
  g_assert_true ((saved != NULL) == (it->expected == NULL));
  assert_fault (of_saver, it);

  written = ibid_article_write_bytes (article);
  loaded = ibid_article_load_bytes (written, "urn:a", NULL, &of_loader);
  g_assert_true ((loaded != NULL) == (it->expected == NULL));
  assert_fault (of_loader, it);
  if (it->expected != NULL)
    g_assert_cmpstr (of_saver->message, ==, of_loader->message);
}

static void
test_id (void)
{
  g_autoptr (IbidArticle) article = new_article ("");
  g_autoptr (GError) error = NULL;

  ibid_article_seal (article);
  g_assert_null (ibid_article_save_bytes (article, &error));
  assert_fault (error, &(Case){ .expected = "value", .pointer = "/id" });
}

/* Nothing can be written of a place in a block that is not there. */
static void
test_no_block (void)
{
  static const char *const pointers[] = { "/pages/0/block", "/note-references/0/note" };

  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      g_autoptr (IbidArticle) article = new_article ("urn:a");
      g_autoptr (GError) error = NULL;

      if (i == 0)
        ibid_article_add_page (article, "1", 9, 0, NULL);
      else
        ibid_article_take_note_reference (article,
                                          ibid_note_reference_new (9, &(IbidSpan){ 1, 0, 1 }));
      ibid_article_seal (article);
      g_assert_null (ibid_article_save_bytes (article, &error));
      assert_fault (error, &(Case){ .expected = "reference", .pointer = pointers[i] });
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/format/article-check/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/format/article-check/id", test_id);
  g_test_add_func ("/format/article-check/no-block", test_no_block);
  return g_test_run ();
}
