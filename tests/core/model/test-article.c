/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "workshop.h"

static void
assert_ids (GListModel *list, const char *ids)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (IbidRecord) record = g_list_model_get_item (list, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", ibid_record_get_id (record));
    }
  g_assert_cmpstr (found->str, ==, ids);
}

static void
test_lists (void)
{
  IbidArticle *article = workshop_new_article ();

  assert_ids (ibid_article_get_blocks (article), "b0 b1 b2 b3");
  assert_ids (ibid_article_get_outlets (article), "xinhua osce");
  assert_ids (ibid_article_get_sources (article), "s-x1 s-x2 s-osce");
  assert_ids (ibid_article_get_citations (article), "c1 c2 c3");
  /* by first mention; those without one last */
  assert_ids (ibid_article_get_entities (article), "e-dsr e-xinhua e-astana e-idle");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_mentions (article)), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_note_references (article)), ==, 1);
  g_assert_true (g_list_model_get_item_type (ibid_article_get_mentions (article)) ==
                 IBID_TYPE_MENTION);
  g_assert_cmpuint (ibid_entity_get_n_mentions (ibid_article_find_entity (article, "e-dsr")), ==,
                    2);
  g_assert_cmpuint (ibid_entity_get_n_mentions (ibid_article_find_entity (article, "e-idle")), ==,
                    0);
  g_assert_cmpuint (
      g_list_model_get_n_items (ibid_source_get_items (ibid_article_find_source (article, "s-x1"))),
      ==, 2);
  g_assert_finalize_object (article);
}

static void
test_taken_ids (void)
{
  IbidArticle *article = ibid_article_new ("a");

  g_assert_true (
      ibid_article_take_block (article, ibid_block_new ("b", IBID_BLOCK_TYPE_PARAGRAPH, "1")));
  g_assert_false (
      ibid_article_take_block (article, ibid_block_new ("b", IBID_BLOCK_TYPE_PARAGRAPH, "2")));
  g_assert_true (ibid_article_take_outlet (article, ibid_outlet_new ("b", "B")));
  g_assert_false (ibid_article_take_outlet (article, ibid_outlet_new ("b", "B")));
  g_assert_cmpuint (ibid_article_get_n_blocks (article), ==, 1);
  g_assert_cmpstr (ibid_block_get_text (ibid_article_peek_block (article, 0)), ==, "1");
  g_assert_finalize_object (article);
}

static void
test_lookups (void)
{
  IbidArticle *article = workshop_new_article ();
  guint index = 9;

  g_assert_true (ibid_article_find_block (article, "b2", &index));
  g_assert_cmpuint (index, ==, 2);
  g_assert_false (ibid_article_find_block (article, "b9", &index));
  g_assert_false (ibid_article_find_block (article, NULL, &index));
  g_assert_cmpuint (index, ==, 2);
  g_assert_null (ibid_article_peek_block (article, 4));
  g_assert_null (ibid_article_find_source (article, "c1"));
  g_assert_null (ibid_article_find_entity (article, NULL));
  g_assert_true (ibid_article_get_citation_position (
      article, ibid_article_find_citation (article, "c2"), &index));
  g_assert_cmpuint (index, ==, 1);
  g_assert_finalize_object (article);
}

static void
test_places (void)
{
  IbidArticle *article = workshop_new_article ();
  IbidCitation *citation = ibid_article_find_citation (article, "c1");
  const IbidSpan span = *ibid_citation_get_span (citation);
  const IbidSpan whole = { 1, 0, 100 };
  const IbidSpan before = { 1, 0, span.start };
  const IbidSpan edge = { 1, 0, span.start + 1 };
  g_autoptr (GPtrArray) in_whole = ibid_article_citations_in (article, &whole);
  g_autoptr (GPtrArray) in_before = ibid_article_citations_in (article, &before);
  g_autoptr (GPtrArray) in_edge = ibid_article_citations_in (article, &edge);
  g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (article, &whole);

  g_assert_true (ibid_article_citation_at (article, 1, span.start) == citation);
  g_assert_true (ibid_article_citation_at (article, 1, span.end - 1) == citation);
  g_assert_null (ibid_article_citation_at (article, 1, span.end));
  g_assert_null (ibid_article_citation_at (article, 1, span.start - 1));
  g_assert_null (ibid_article_citation_at (article, 0, span.start));
  g_assert_null (ibid_article_citation_at (article, 99, 0));
  g_assert_cmpuint (in_whole->len, ==, 1);
  g_assert_cmpuint (in_before->len, ==, 0);
  g_assert_cmpuint (in_edge->len, ==, 1);
  g_assert_cmpuint (mentions->len, ==, 3);
  g_assert_finalize_object (article);
}

/* what halving finds is what looking at each would find */
static void
test_places_by_counting (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  IbidArticle *article = ibid_article_new ("a");
  IbidEntity *entity = ibid_entity_new ("e", IBID_ENTITY_KIND_TERM, "E");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      ibid_article_take_block (article, ibid_block_new (id, IBID_BLOCK_TYPE_PARAGRAPH,
                                                        "forty characters of text, no more here."));
    }
  ibid_article_take_entity (article, entity);
  for (guint i = 0; i < 60; i++)
    {
      IbidSpan span = { (guint)g_rand_int_range (random, 0, 3),
                        (guint)g_rand_int_range (random, 0, 38), 0 };

      span.end = (guint)g_rand_int_range (random, (gint32)span.start + 1, 40);
      ibid_article_take_mention (article, ibid_mention_new (entity, &span));
    }
  ibid_article_seal (article);

  for (guint block = 0; block < 3; block++)
    for (guint offset = 0; offset < 41; offset++)
      {
        IbidMention *found = ibid_article_mention_at (article, block, offset);
        GListModel *all = ibid_article_get_mentions (article);
        guint shortest = G_MAXUINT;

        for (guint i = 0; i < g_list_model_get_n_items (all); i++)
          {
            g_autoptr (IbidMention) mention = g_list_model_get_item (all, i);
            const IbidSpan *span = ibid_mention_get_span (mention);

            if (ibid_span_contains_char (span, block, offset))
              shortest = MIN (shortest, ibid_span_length_chars (span));
          }
        if (shortest == G_MAXUINT)
          g_assert_null (found);
        else
          {
            g_assert_true (ibid_span_contains_char (ibid_mention_get_span (found), block, offset));
            g_assert_cmpuint (ibid_span_length_chars (ibid_mention_get_span (found)), ==, shortest);
          }
      }
  g_assert_finalize_object (article);
}

static void
test_text (void)
{
  IbidArticle *article = workshop_new_article ();
  const IbidSpan span = { 1, 4, 7 };
  const IbidSpan nowhere = { 9, 0, 1 };
  g_autofree char *piece = ibid_article_dup_span_text (article, &span);
  g_autofree char *nothing = ibid_article_dup_span_text (article, &nowhere);
  g_autofree char *whole = ibid_article_dup_reading_text (article);
  guint n_words = ibid_article_count_words (article);

  g_assert_cmpstr (piece, ==, "DSR");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (g_str_has_prefix (whole, "Digital turn\nThe DSR"));
  g_assert_true (g_str_has_suffix (whole, ").\nPhoto: Xinhua"));
  g_assert_cmpuint (n_words, ==, 2 + 9 + 10 + 2);
  g_assert_cmpuint (ibid_article_count_words (article), ==, n_words);
  g_assert_finalize_object (article);
}

static void
test_title (void)
{
  IbidArticle *article = workshop_new_article ();
  IbidArticle *bare = ibid_article_new ("a");
  g_autoptr (IbidCsl) metadata = ibid_csl_new ("m", "report");

  g_assert_cmpstr (ibid_article_get_title (article), ==, "Digital turn");
  g_assert_cmpstr (ibid_article_get_title (bare), ==, "");
  g_assert_nonnull (ibid_article_get_metadata (bare));
  ibid_csl_set (metadata, IBID_CSL_TITLE, "A record's title");
  ibid_article_set_metadata (article, metadata);
  g_assert_cmpstr (ibid_article_get_title (article), ==, "A record's title");
  ibid_article_set_metadata (article, NULL);
  g_assert_nonnull (ibid_article_get_metadata (article));
  g_assert_finalize_object (article);
  g_assert_finalize_object (bare);
}

static void
test_check_state (void)
{
  IbidArticle *article = workshop_new_article ();
  guint n_checked = 9;
  guint n_items = 9;

  ibid_article_count_checked (article, &n_checked, &n_items);
  g_assert_cmpuint (n_checked, ==, 0);
  g_assert_cmpuint (n_items, ==, 3); /* the credit is not counted */
  g_assert_cmpint (ibid_citation_get_check_state (ibid_article_find_citation (article, "c1")), ==,
                   IBID_CHECK_STATE_NOT_CHECKED);
  g_assert_cmpint (ibid_citation_get_check_state (ibid_article_find_citation (article, "c2")), ==,
                   IBID_CHECK_STATE_AMBIGUOUS);
  g_assert_finalize_object (article);
}

/* whoever keeps a part does not keep the article, and may go on asking it */
static void
test_parts_outlive_the_article (void)
{
  IbidArticle *article = workshop_new_article ();
  IbidEntity *entity = g_object_ref (ibid_article_find_entity (article, "e-dsr"));
  IbidSource *source = g_object_ref (ibid_article_find_source (article, "s-x1"));
  GListModel *mentions = g_object_ref (ibid_entity_get_mentions (entity));
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_source_get_items (source), 0);

  g_assert_nonnull (ibid_citation_item_get_citation (item));
  g_assert_finalize_object (article);
  g_assert_null (ibid_citation_item_get_citation (item));
  g_assert_cmpuint (g_list_model_get_n_items (mentions), ==, 0);
  g_assert_cmpstr (ibid_entity_get_name (entity), ==, "Digital Silk Road");
  g_object_unref (mentions);
  g_assert_finalize_object (entity);
  g_clear_object (&item);
  g_assert_finalize_object (source);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/article/lists", test_lists);
  g_test_add_func ("/model/article/taken-ids", test_taken_ids);
  g_test_add_func ("/model/article/lookups", test_lookups);
  g_test_add_func ("/model/article/places", test_places);
  g_test_add_func ("/model/article/places-by-counting", test_places_by_counting);
  g_test_add_func ("/model/article/text", test_text);
  g_test_add_func ("/model/article/title", test_title);
  g_test_add_func ("/model/article/check-state", test_check_state);
  g_test_add_func ("/model/article/parts-outlive-the-article", test_parts_outlive_the_article);
  return g_test_run ();
}
