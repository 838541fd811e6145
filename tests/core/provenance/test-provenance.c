/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-provenance.h"
#include "workshop.h"

static void
test_context (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (
      article, "Before. In the long run\tthe Kazakh state company KazTransCom will build the "
               "cable under the sea to Baku and beyond. After.");
  IbidEntity *entity = add_entity (article, "e", "KazTransCom");
  IbidMention *mention = add_mention (article, entity, find (article, block, "KazTransCom"));
  IbidSentenceIndex *index;
  IbidContext *context;

  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  context = ibid_provenance_dup_context (index, mention, 400);
  g_assert_true (context->mention == mention);
  g_assert_cmpstr (context->before, ==, "In the long run the Kazakh state company ");
  g_assert_cmpstr (context->keyword, ==, "KazTransCom");
  g_assert_cmpstr (context->after, ==, " will build the cable under the sea to Baku and beyond.");
  ibid_context_free (context);

  context = ibid_provenance_dup_context (index, mention, 40);
  g_assert_cmpstr (context->before, ==, "…state company ");
  g_assert_cmpstr (context->after, ==, " will build the…");
  ibid_context_free (context);
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

static void
assert_tally (GArray *tallies, guint position, gpointer object, guint count)
{
  g_assert_cmpuint (position, <, tallies->len);
  g_assert_true ((gpointer)g_array_index (tallies, IbidTally, position).object == object);
  g_assert_cmpuint (g_array_index (tallies, IbidTally, position).count, ==, count);
}

static void
test_companions (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (article, "A met B. A and A saw C and B and B. C left. A slept.");
  IbidEntity *a = add_entity (article, "a", "A");
  IbidEntity *b = add_entity (article, "b", "B");
  IbidEntity *c = add_entity (article, "c", "C");
  IbidSentenceIndex *index;
  GArray *tallies;

  for (guint i = 0; i < 4; i++)
    add_mention (article, a, find_nth (article, block, "A", i));
  for (guint i = 0; i < 3; i++)
    add_mention (article, b, find_nth (article, block, "B", i));
  for (guint i = 0; i < 2; i++)
    add_mention (article, c, find_nth (article, block, "C", i));
  ibid_article_seal (article);
  index = ibid_sentence_index_new (article);
  tallies = ibid_provenance_companions (index, a);
  g_assert_cmpuint (tallies->len, ==, 2);
  assert_tally (tallies, 0, b, 2);
  assert_tally (tallies, 1, c, 1);
  g_array_unref (tallies);
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

static void
test_sources (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (
      article, "Alpha grew. It paid much (One). Alpha fell (Two). Alpha slept. Alpha went [1].");
  guint caption = add_block_of_type (article, IBID_BLOCK_TYPE_FIGURE, "Alpha (Photo)");
  guint note = add_block_of_type (article, IBID_BLOCK_TYPE_NOTE, "See Three.");
  IbidSource *one = add_source (article, "s1", NULL, NULL, "One", NULL);
  IbidSource *two = add_source (article, "s2", NULL, NULL, "Two", NULL);
  IbidSource *three = add_source (article, "s3", NULL, NULL, "Three", NULL);
  IbidSource *photo = add_source (article, "s4", NULL, NULL, "Photo", NULL);
  IbidEntity *alpha = add_entity (article, "e", "Alpha");
  IbidCitation *first = add_citation (article, find (article, block, "(One)"), one);
  IbidCitation *in_note;
  IbidSentenceIndex *index;
  IbidSpan claim = find (article, block, "Alpha grew. It paid much");
  IbidSpan place = find (article, block, "[1]");
  GArray *tallies;
  GPtrArray *citations;

  ibid_citation_add_claim (first, &claim);
  add_citation (article, find (article, block, "(Two)"), two);
  in_note = add_citation_as (article, find (article, note, "Three"), IBID_CITATION_FORM_NARRATIVE,
                             IBID_CITATION_ROLE_SUPPORT, three);
  add_citation_as (article, find (article, caption, "(Photo)"), IBID_CITATION_FORM_PARENTHETICAL,
                   IBID_CITATION_ROLE_CREDIT, photo);
  for (guint i = 0; i < 4; i++)
    add_mention (article, alpha, find_nth (article, block, "Alpha", i));
  add_mention (article, alpha, find (article, caption, "Alpha"));
  ibid_article_take_note_reference (article, ibid_note_reference_new (note, &place));
  ibid_article_seal (article);

  index = ibid_sentence_index_new (article);
  tallies = ibid_provenance_sources_behind (index, alpha);
  g_assert_cmpuint (tallies->len, ==, 3);
  assert_tally (tallies, 0, one, 1);
  assert_tally (tallies, 1, two, 1);
  assert_tally (tallies, 2, three, 1);
  g_array_unref (tallies);

  claim = find (article, block, "grew");
  citations = ibid_provenance_citations_behind (index, &claim);
  g_assert_cmpuint (citations->len, ==, 1);
  g_assert_true (g_ptr_array_index (citations, 0) == first);
  g_ptr_array_unref (citations);
  /* claim and place both: once */
  claim = find (article, block, "grew. It");
  citations = ibid_provenance_citations_behind (index, &claim);
  g_assert_cmpuint (citations->len, ==, 1);
  g_ptr_array_unref (citations);
  claim = find (article, block, "slept");
  citations = ibid_provenance_citations_behind (index, &claim);
  g_assert_cmpuint (citations->len, ==, 0);
  g_ptr_array_unref (citations);
  claim = find (article, block, "went");
  citations = ibid_provenance_citations_behind (index, &claim);
  g_assert_cmpuint (citations->len, ==, 1);
  g_assert_true (g_ptr_array_index (citations, 0) == in_note);
  g_ptr_array_unref (citations);
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
}

static void
test_names_used (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (article, "DSR, Silk\nRoad, DSR, Silk Road, DSR and Road.");
  IbidEntity *entity = add_entity (article, "e", "Digital Silk Road");
  GArray *names;
  const char *const expected[] = { "DSR", "Silk Road", "Road" };

  add_mention (article, entity, find (article, block, "Silk\nRoad"));
  for (guint i = 0; i < 3; i++)
    add_mention (article, entity, find_nth (article, block, "DSR", i));
  add_mention (article, entity, find (article, block, "Silk Road"));
  add_mention (article, entity, find_nth (article, block, "Road", 2));
  ibid_article_seal (article);
  names = ibid_provenance_names_used (article, entity);
  g_assert_cmpuint (names->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (g_array_index (names, IbidNameCount, i).text, ==, expected[i]);
      g_assert_cmpuint (g_array_index (names, IbidNameCount, i).count, ==, 3 - i);
    }
  g_array_unref (names);
  g_assert_finalize_object (article);
}

#define N_LARGE 5000

/* 5,000 entities, each in a paragraph of its own with its neighbour and a citation. */
static IbidArticle *
make_large (guint n)
{
  IbidArticle *article = article_new ("2021-05-07");
  IbidSource *source = NULL;
  IbidEntity *before = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);
      g_autofree char *text = g_strdup_printf (
          "Entity%u met Entity%u. It paid 40 million (Outlet). It left. Entity%u stayed.", i,
          i > 0 ? i - 1 : 0, i);
      guint block = add_paragraph (article, text);
      IbidEntity *entity = add_entity (article, id, id);
      IbidCitation *citation;
      IbidSpan claim = find (article, block, "It paid 40 million");

      if (i % 10 == 0)
        source = add_source (article, id, NULL, NULL, id, NULL);
      citation = add_citation (article, find (article, block, "(Outlet)"), source);
      ibid_citation_add_claim (citation, &claim);
      add_mention (article, entity, (IbidSpan){ block, 0, 7 });
      if (before != NULL)
        add_mention (article, before, (IbidSpan){ block, 12, 18 });
      add_mention (article, entity, find (article, block, " stayed"));
      before = entity;
    }
  ibid_article_seal (article);
  return article;
}

static double
ask_everything (guint n)
{
  IbidArticle *article = make_large (n);
  IbidSentenceIndex *index = ibid_sentence_index_new (article);
  GListModel *entities = ibid_article_get_entities (article);
  gint64 started = g_get_monotonic_time ();
  GArray *statements;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);
      g_autoptr (GArray) companions = ibid_provenance_companions (index, entity);
      g_autoptr (GArray) sources = ibid_provenance_sources_behind (index, entity);
      g_autoptr (GArray) names = ibid_provenance_names_used (article, entity);

      g_assert_cmpuint (companions->len, <=, 2);
      g_assert_cmpuint (names->len, >, 0);
      g_assert_cmpuint (sources->len, <=, 2);
    }
  statements = ibid_provenance_unsourced (index);
  g_assert_cmpuint (statements->len, ==, 2 * n);
  g_array_unref (statements);
  g_assert_finalize_object (index);
  g_assert_finalize_object (article);
  return (double)(g_get_monotonic_time () - started) / 1000.0;
}

/* Eight times as many must not take more than some sixteen times as long: quadratic would be 64. */
static void
test_large (void)
{
  double small = ask_everything (N_LARGE / 8);
  double large = ask_everything (N_LARGE);

  g_test_message ("%d: %.1f ms, %d: %.1f ms", N_LARGE / 8, small, N_LARGE, large);
  g_assert_cmpfloat (large, <, 24.0 * MAX (small, 1.0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/provenance/context", test_context);
  g_test_add_func ("/provenance/companions", test_companions);
  g_test_add_func ("/provenance/sources", test_sources);
  g_test_add_func ("/provenance/names-used", test_names_used);
  g_test_add_func ("/provenance/large", test_large);
  return g_test_run ();
}
