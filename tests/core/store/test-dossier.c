/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "desk.h"
#include "ibid-store-error.h"

typedef struct
{
  Desk desk;
  IbidDossier *dossier;
  IbidArticle *article;
  IbidHistory *history;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->desk = desk_new ();
  path = desk_write_article (&fixture->desk, "ties.ibid.json", "again");
  fixture->dossier = desk_open (&fixture->desk, path);
  fixture->article = ibid_dossier_get_article (fixture->dossier);
  fixture->history = ibid_dossier_get_history (fixture->dossier);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->dossier);
  desk_clear (&fixture->desk);
}

static IbidCitationItem *
peek_item (IbidArticle *article, const char *citation_id, guint position)
{
  IbidCitation *citation = ibid_article_find_citation (article, citation_id);
  g_autoptr (IbidCitationItem) item =
      g_list_model_get_item (ibid_citation_get_items (citation), position);

  return item;
}

/* Everything that a reader can see of the article, for comparison. */
static void
describe_claims (GString *text, IbidCitation *citation)
{
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

  for (guint i = 0; i < n_claims; i++)
    g_string_append_printf (text, " [%u:%u-%u]", claims[i].block, claims[i].start, claims[i].end);
}

static void
describe_entities (GString *text, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (list, i);

      g_string_append_printf (text, "entity %s %s %d %u\n",
                              ibid_record_get_id (IBID_RECORD (entity)),
                              ibid_entity_get_name (entity), (int)ibid_entity_get_kind (entity),
                              ibid_entity_get_n_mentions (entity));
    }
}

static void
describe_outlets (GString *text, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (IbidOutlet) outlet = g_list_model_get_item (list, i);
      const char *country = ibid_outlet_get_country (outlet);

      g_string_append_printf (text, "outlet %s %d %s %d\n",
                              ibid_record_get_id (IBID_RECORD (outlet)),
                              (int)ibid_outlet_get_kind (outlet), country != NULL ? country : "",
                              (int)ibid_outlet_get_reliability (outlet));
    }
}

static void
describe_sources (GString *text, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (list, i);
      IbidCsl *csl = ibid_source_get_csl (source);
      IbidPartialDate *date = ibid_source_get_date (source);
      g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
      g_autofree char *author = ibid_csl_dup_author_text (csl);
      const char *strings[] = { ibid_csl_get (csl, IBID_CSL_TITLE),
                                author,
                                edtf,
                                ibid_csl_get (csl, IBID_CSL_URL),
                                ibid_csl_get (csl, IBID_CSL_LANGUAGE),
                                ibid_source_get_archived (source) };

      g_string_append_printf (text, "source %s %d %d %u", ibid_record_get_id (IBID_RECORD (source)),
                              (int)ibid_source_get_access (source),
                              (int)ibid_source_get_reliability (source),
                              g_list_model_get_n_items (ibid_source_get_items (source)));
      for (gsize j = 0; j < G_N_ELEMENTS (strings); j++)
        g_string_append_printf (text, " %s", strings[j] != NULL ? strings[j] : "-");
      g_string_append_c (text, '\n');
    }
}

static void
describe_citations (GString *text, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (list, i);
      GListModel *items = ibid_citation_get_items (citation);

      g_string_append_printf (text, "citation %s", ibid_record_get_id (IBID_RECORD (citation)));
      describe_claims (text, citation);
      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);
          IbidSource *source = ibid_citation_item_get_source (item);

          g_string_append_printf (text, " %s %d %u",
                                  source != NULL ? ibid_record_get_id (IBID_RECORD (source)) : "-",
                                  (int)ibid_citation_item_get_verdict (item),
                                  ibid_citation_item_get_credibility (item));
        }
      g_string_append_c (text, '\n');
    }
}

static char *
describe_article (IbidArticle *article)
{
  GString *text = g_string_new (NULL);

  describe_entities (text, ibid_article_get_entities (article));
  describe_outlets (text, ibid_article_get_outlets (article));
  describe_sources (text, ibid_article_get_sources (article));
  describe_citations (text, ibid_article_get_citations (article));
  return g_string_free (text, FALSE);
}

static GPtrArray *
decisions_of (IbidOverlay *overlay)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overlay)); i++)
    g_ptr_array_add (decisions, g_list_model_get_item (G_LIST_MODEL (overlay), i));
  return decisions;
}

/* The very objects, in whatever order. */
static void
assert_decisions (IbidOverlay *overlay, GPtrArray *expected)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      IbidDecision *decision = g_ptr_array_index (expected, i);

      g_assert_true (ibid_overlay_lookup (overlay, ibid_decision_get_choice (decision)) ==
                     decision);
    }
}

typedef void (*ActFunc) (Fixture *fixture);

/* Does something, and checks that it can be undone and redone to the letter, and is on the disk. */
static void
check_act (Fixture *fixture, ActFunc act)
{
  IbidOverlay *overlay = ibid_dossier_get_overlay (fixture->dossier);
  IbidOverlay *corrections = ibid_library_get_corrections (fixture->desk.library);
  g_autofree char *before = describe_article (fixture->article);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *path = dossier_dup_path (fixture->dossier, "overlay.json");
  g_autofree char *corrections_path =
      g_build_filename (fixture->desk.root, "corrections.json", NULL);
  g_autoptr (GPtrArray) overlay_before = decisions_of (overlay);
  g_autoptr (GPtrArray) corrections_before = decisions_of (corrections);
  g_autoptr (GPtrArray) overlay_after = NULL;
  g_autoptr (GPtrArray) corrections_after = NULL;

  act (fixture);
  after = describe_article (fixture->article);
  overlay_after = decisions_of (overlay);
  corrections_after = decisions_of (corrections);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (ibid_history_get_undo_label (fixture->history), !=, "");
  g_test_message ("%s", ibid_history_get_undo_label (fixture->history));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_lost_decisions (fixture->dossier)),
                    ==, 0);

  g_assert_true (ibid_history_undo (fixture->history));
  undone = describe_article (fixture->article);
  g_assert_cmpstr (undone, ==, before);
  assert_decisions (overlay, overlay_before);
  assert_decisions (corrections, corrections_before);

  g_assert_true (ibid_history_redo (fixture->history));
  redone = describe_article (fixture->article);
  g_assert_cmpstr (redone, ==, after);
  assert_decisions (overlay, overlay_after);
  assert_decisions (corrections, corrections_after);

  /* a second one does nothing: it says what is so already */
  g_assert_true (ibid_dossier_flush (fixture->dossier, NULL));
  if (overlay_after->len > 0)
    {
      IbidOverlay *read = read_overlay (path);

      assert_same_overlay (overlay, read);
      g_assert_finalize_object (read);
    }
  if (corrections_after->len > 0)
    {
      IbidOverlay *read = read_overlay (corrections_path);

      assert_same_overlay (corrections, read);
      g_assert_finalize_object (read);
    }
}

static IbidEntity *
peek_entity (Fixture *fixture, const char *id)
{
  return ibid_article_find_entity (fixture->article, id);
}

static IbidSource *
peek_source (Fixture *fixture, const char *id)
{
  return ibid_article_find_source (fixture->article, id);
}

static void
rename_entity (Fixture *fixture)
{
  ibid_dossier_rename_entity (fixture->dossier, peek_entity (fixture, "e1"), " Nur-Sultan  city ");
  g_assert_cmpstr (ibid_entity_get_name (peek_entity (fixture, "e1")), ==, "Nur-Sultan city");
}

static void
set_entity_kind (Fixture *fixture)
{
  ibid_dossier_set_entity_kind (fixture->dossier, peek_entity (fixture, "e2"),
                                IBID_ENTITY_KIND_PERSON);
  g_assert_cmpint (ibid_entity_get_kind (peek_entity (fixture, "e2")), ==, IBID_ENTITY_KIND_PERSON);
}

static void
merge_entities (Fixture *fixture)
{
  ibid_dossier_merge_entities (fixture->dossier, peek_entity (fixture, "e2"),
                               peek_entity (fixture, "e1"));
  g_assert_cmpuint (ibid_entity_get_n_mentions (peek_entity (fixture, "e1")), >=, 3);
}

static void
split_alias (Fixture *fixture)
{
  ibid_dossier_split_alias (fixture->dossier, peek_entity (fixture, "e1"), "Nursultan");
  g_assert_cmpuint (ibid_entity_get_n_mentions (peek_entity (fixture, "e1")), ==, 1);
}

static void
refuse_entity (Fixture *fixture)
{
  ibid_dossier_refuse_entity (fixture->dossier, peek_entity (fixture, "e2"));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (fixture->article)), ==, 1);
}

static void
set_verdict (Fixture *fixture)
{
  ibid_dossier_set_verdict (fixture->dossier, peek_item (fixture->article, "c1", 1),
                            IBID_VERDICT_PARTLY);
  g_assert_cmpint (ibid_citation_item_get_verdict (peek_item (fixture->article, "c1", 1)), ==,
                   IBID_VERDICT_PARTLY);
  g_assert_cmpint (ibid_citation_item_get_verdict (peek_item (fixture->article, "c1", 0)), ==,
                   IBID_VERDICT_NOT_CHECKED);
}

static void
set_credibility (Fixture *fixture)
{
  ibid_dossier_set_credibility (fixture->dossier, peek_item (fixture->article, "c1", 0), 3);
  g_assert_cmpuint (ibid_citation_item_get_credibility (peek_item (fixture->article, "c1", 0)), ==,
                    3);
}

static void
choose_candidate (Fixture *fixture)
{
  ibid_dossier_choose_candidate (fixture->dossier, peek_item (fixture->article, "c2", 0),
                                 peek_source (fixture, "s3"));
  g_assert_true (ibid_citation_item_get_source (peek_item (fixture->article, "c2", 0)) ==
                 peek_source (fixture, "s3"));
}

static void
reopen_candidates (Fixture *fixture)
{
  ibid_dossier_choose_candidate (fixture->dossier, peek_item (fixture->article, "c2", 0), NULL);
  g_assert_null (ibid_citation_item_get_source (peek_item (fixture->article, "c2", 0)));
}

static void
split_source (Fixture *fixture)
{
  ibid_dossier_split_source (fixture->dossier, peek_item (fixture->article, "c3", 0));
  g_assert_true (ibid_citation_item_get_source (peek_item (fixture->article, "c3", 0)) !=
                 peek_source (fixture, "s2"));
}

static void
refuse_citation (Fixture *fixture)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c3");
  guint position;

  ibid_dossier_refuse_citation (fixture->dossier, citation);
  g_assert_false (ibid_article_get_citation_position (fixture->article, citation, &position));
}

static void
set_claims (Fixture *fixture)
{
  const IbidSpan claims[] = { { 0, 0, 6 }, { 2, 0, 4 } };

  ibid_dossier_set_claims (fixture->dossier, ibid_article_find_citation (fixture->article, "c1"),
                           claims, 2);
}

static void
clear_claims (Fixture *fixture)
{
  ibid_dossier_set_claims (fixture->dossier, ibid_article_find_citation (fixture->article, "c1"),
                           NULL, 0);
}

static void
add_citation (Fixture *fixture)
{
  const IbidSpan span = { 2, 18, 24 };
  IbidCitation *citation =
      ibid_dossier_add_citation (fixture->dossier, &span, "Akorda", "2021-01-22");

  g_assert_true (IBID_IS_CITATION (citation));
  g_assert_true (ibid_citation_is_added (citation));
  g_assert_true (ibid_span_equal (ibid_citation_get_span (citation), &span));
}

static void
refuse_added_citation (Fixture *fixture)
{
  IbidCitation *citation = ibid_article_citation_at (fixture->article, 2, 20);
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_citation_get_items (citation), 0);

  ibid_dossier_set_verdict (fixture->dossier, item, IBID_VERDICT_SUPPORTS);
  ibid_dossier_refuse_citation (fixture->dossier, citation);
  g_assert_null (ibid_article_citation_at (fixture->article, 2, 20));
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (fixture->dossier))), ==, 0);
}

static void
edit (Fixture *fixture, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  ibid_dossier_edit_source (fixture->dossier, peek_source (fixture, "s1"), field, value, &error);
  g_assert_no_error (error);
}

static void
edit_title (Fixture *fixture)
{
  edit (fixture, "title", "Another title");
}

static void
edit_author (Fixture *fixture)
{
  edit (fixture, "author", "Smith, A.; OSCE");
}

static void
edit_issued (Fixture *fixture)
{
  edit (fixture, "issued", "2020-03~");
}

static void
edit_url (Fixture *fixture)
{
  edit (fixture, "URL", "https://example.org/a?b=c");
}

static void
edit_language (Fixture *fixture)
{
  edit (fixture, "language", "zh-Hans");
}

static void
edit_archived (Fixture *fixture)
{
  edit (fixture, "archived", "https://web.archive.org/web/2021/https://example.org/");
}

static void
set_access (Fixture *fixture)
{
  ibid_dossier_set_access (fixture->dossier, peek_source (fixture, "s1"), IBID_ACCESS_DEAD);
}

static void
set_source_reliability (Fixture *fixture)
{
  ibid_dossier_set_source_reliability (fixture->dossier, peek_source (fixture, "s1"),
                                       IBID_RELIABILITY_B);
  g_assert_true (ibid_source_has_own_reliability (peek_source (fixture, "s1")));
}

static void
clear_source_reliability (Fixture *fixture)
{
  ibid_dossier_set_source_reliability (fixture->dossier, peek_source (fixture, "s1"),
                                       IBID_RELIABILITY_NOT_GRADED);
  g_assert_false (ibid_source_has_own_reliability (peek_source (fixture, "s1")));
}

static void
merge_sources (Fixture *fixture)
{
  ibid_dossier_merge_sources (fixture->dossier, peek_source (fixture, "s2"),
                              peek_source (fixture, "s3"));
}

static void
set_outlet_kind (Fixture *fixture)
{
  ibid_dossier_set_outlet_kind (fixture->dossier,
                                ibid_article_find_outlet (fixture->article, "vlast"),
                                IBID_OUTLET_KIND_PRESS);
}

static void
set_outlet_country (Fixture *fixture)
{
  ibid_dossier_set_outlet_country (fixture->dossier,
                                   ibid_article_find_outlet (fixture->article, "vlast"), "kz");
  g_assert_cmpstr (ibid_outlet_get_country (ibid_article_find_outlet (fixture->article, "vlast")),
                   ==, "KZ");
}

static void
set_outlet_reliability (Fixture *fixture)
{
  ibid_dossier_set_outlet_reliability (
      fixture->dossier, ibid_article_find_outlet (fixture->article, "xinhua"), IBID_RELIABILITY_C);
}

/* acts by name; the second one is done on top of the first */
static const struct
{
  const char *name;
  ActFunc acts[2];
} acts[] = {
  { "rename-entity", { rename_entity } },
  { "entity-kind", { set_entity_kind, rename_entity } },
  { "merge-entities", { merge_entities, rename_entity } },
  { "split-alias", { split_alias, merge_entities } },
  { "refuse-entity", { refuse_entity } },
  { "verdict", { set_verdict, set_credibility } },
  { "credibility", { set_credibility } },
  { "choose-candidate", { choose_candidate, reopen_candidates } },
  { "split-source", { split_source, set_verdict } },
  { "refuse-citation", { refuse_citation } },
  { "claims", { set_claims, clear_claims } },
  { "add-citation", { add_citation } },
  { "edit-title", { edit_title, edit_author } },
  { "edit-issued", { edit_issued, edit_url } },
  { "edit-language", { edit_language, edit_archived } },
  { "access", { set_access } },
  { "source-reliability", { set_source_reliability, clear_source_reliability } },
  { "merge-sources", { merge_sources, set_access } },
  { "outlet-kind", { set_outlet_kind, set_outlet_country } },
  { "outlet-reliability", { set_outlet_reliability, set_source_reliability } },
};

static void
test_act (Fixture *fixture, gconstpointer data)
{
  const ActFunc *steps = data;
  g_autofree char *start = describe_article (fixture->article);
  g_autofree char *end = NULL;

  for (gsize i = 0; i < 2 && steps[i] != NULL; i++)
    check_act (fixture, steps[i]);
  while (ibid_history_undo (fixture->history))
    ;
  end = describe_article (fixture->article);
  g_assert_cmpstr (start, ==, end);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (fixture->dossier))), ==, 0);
}

/* What the reader added and then takes away leaves nothing behind; undone, it is all there again.
 */
static void
test_refuse_added (Fixture *fixture, gconstpointer data)
{
  IbidOverlay *overlay = ibid_dossier_get_overlay (fixture->dossier);

  add_citation (fixture);
  refuse_added_citation (fixture);
  g_assert_true (ibid_history_undo (fixture->history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, 2);
  g_assert_true (IBID_IS_CITATION (ibid_article_citation_at (fixture->article, 2, 20)));
  g_assert_true (ibid_history_redo (fixture->history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, 0);
}

/* The same value again is no act. */
static void
test_no_act (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c1");
  const IbidSpan claim = { 0, 0, 26 };
  const IbidSpan taken = { 0, 30, 40 };
  const IbidSpan outside = { 0, 80, 4000 };
  const IbidSpan empty = { 0, 5, 5 };
  const IbidSpan nowhere = { 9, 0, 1 };
  const IbidSpan place = { 2, 18, 24 };
  IbidDossier *dossier = fixture->dossier;

  ibid_dossier_rename_entity (dossier, peek_entity (fixture, "e1"), "Astana");
  ibid_dossier_rename_entity (dossier, peek_entity (fixture, "e1"), "  ");
  ibid_dossier_set_entity_kind (dossier, peek_entity (fixture, "e1"), IBID_ENTITY_KIND_PLACE);
  ibid_dossier_merge_entities (dossier, peek_entity (fixture, "e1"), peek_entity (fixture, "e1"));
  ibid_dossier_split_alias (dossier, peek_entity (fixture, "e1"), "Astana");
  ibid_dossier_set_verdict (dossier, peek_item (fixture->article, "c1", 0),
                            IBID_VERDICT_NOT_CHECKED);
  ibid_dossier_set_credibility (dossier, peek_item (fixture->article, "c1", 0), 0);
  ibid_dossier_choose_candidate (dossier, peek_item (fixture->article, "c2", 0), NULL);
  ibid_dossier_choose_candidate (dossier, peek_item (fixture->article, "c1", 0),
                                 peek_source (fixture, "s1"));
  ibid_dossier_split_source (dossier, peek_item (fixture->article, "c1", 0));
  ibid_dossier_split_source (dossier, peek_item (fixture->article, "c2", 0));
  ibid_dossier_set_claims (dossier, citation, &claim, 1);
  g_assert_null (ibid_dossier_add_citation (dossier, &taken, "X", NULL));
  g_assert_null (ibid_dossier_add_citation (dossier, &outside, "X", NULL));
  g_assert_null (ibid_dossier_add_citation (dossier, &empty, "X", NULL));
  g_assert_null (ibid_dossier_add_citation (dossier, &nowhere, "X", NULL));
  g_assert_null (ibid_dossier_add_citation (dossier, &place, "X", "last week"));
  edit (fixture, "title", " Trade ");
  edit (fixture, "issued", "2021-01-22");
  edit (fixture, "URL", "");
  ibid_dossier_set_access (dossier, peek_source (fixture, "s1"), IBID_ACCESS_NOT_OPENED);
  ibid_dossier_set_source_reliability (dossier, peek_source (fixture, "s1"),
                                       IBID_RELIABILITY_NOT_GRADED);
  ibid_dossier_merge_sources (dossier, peek_source (fixture, "s1"), peek_source (fixture, "s1"));
  ibid_dossier_set_outlet_kind (dossier, ibid_article_find_outlet (fixture->article, "xinhua"),
                                IBID_OUTLET_KIND_STATE_MEDIA);
  ibid_dossier_set_outlet_country (dossier, ibid_article_find_outlet (fixture->article, "xinhua"),
                                   "CN");
  ibid_dossier_set_outlet_country (dossier, ibid_article_find_outlet (fixture->article, "xinhua"),
                                   "China");
  ibid_dossier_set_outlet_reliability (
      dossier, ibid_article_find_outlet (fixture->article, "xinhua"), IBID_RELIABILITY_NOT_GRADED);
  g_assert_false (ibid_history_can_undo (fixture->history));
  g_assert_true (ibid_dossier_is_saved (dossier));
}

static void
test_bad_values (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *field;
    const char *value;
  } rows[] = {
    { "URL", "example.org" },    { "URL", "javascript:alert(1)" },
    { "URL", "https://" },       { "archived", "file:///etc" },
    { "language", "English!" },  { "language", "e" },
    { "language", "en-" },       { "language", "-en" },
    { "language", "abcdefghi" },
  };
  g_autoptr (GError) error = NULL;
  IbidSource *source = peek_source (fixture, "s1");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s: %s", rows[i].field, rows[i].value);
      g_assert_false (ibid_dossier_edit_source (fixture->dossier, source, rows[i].field,
                                                rows[i].value, &error));
      g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (
      ibid_dossier_edit_source (fixture->dossier, source, "issued", "last week", &error));
  g_assert_error (error, IBID_DATE_ERROR, IBID_DATE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (ibid_dossier_edit_source (fixture->dossier, source, "pages", "1", &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_FIELD);
  g_assert_false (ibid_history_can_undo (fixture->history));
}

/* Decisions say how to find their target again in another text. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  IbidOverlay *overlay = ibid_dossier_get_overlay (fixture->dossier);
  g_autoptr (IbidDecision) item = NULL;
  g_autoptr (IbidDecision) entity = NULL;
  g_autoptr (IbidDecision) source = NULL;
  const char *value;

  set_verdict (fixture);
  item = g_list_model_get_item (G_LIST_MODEL (overlay), 0);
  g_assert_true (g_variant_lookup (ibid_decision_get_find (item), "exact", "&s", &value));
  g_assert_cmpstr (value, ==, "(Xinhua, January 22; Vlast)");
  g_assert_true (g_variant_lookup (ibid_decision_get_find (item), "prefix", "&s", &value));
  g_assert_cmpstr (value, ==, "Astana and Alma grew again ");
  g_assert_true (g_variant_lookup (ibid_decision_get_find (item), "suffix", "&s", &value));
  g_assert_cmpstr (value, ==, ". Nursultan slept (Vlast).");
  ibid_history_undo (fixture->history);

  /* the name that the file gives, not the one that the reader gave */
  rename_entity (fixture);
  ibid_dossier_rename_entity (fixture->dossier, peek_entity (fixture, "e1"), "Third");
  entity = g_list_model_get_item (G_LIST_MODEL (overlay), 0);
  g_assert_true (g_variant_lookup (ibid_decision_get_find (entity), "name", "&s", &value));
  g_assert_cmpstr (value, ==, "Astana");
  ibid_history_undo (fixture->history);
  ibid_history_undo (fixture->history);

  set_access (fixture);
  source = g_list_model_get_item (G_LIST_MODEL (overlay), 0);
  g_assert_true (g_variant_lookup (ibid_decision_get_find (source), "name", "&s", &value));
  g_assert_cmpstr (value, ==, "Xinhua");
  g_assert_true (g_variant_lookup (ibid_decision_get_find (source), "date", "&s", &value));
  g_assert_cmpstr (value, ==, "2021-01-22");
  g_assert_true (g_variant_lookup (ibid_decision_get_find (source), "title", "&s", &value));
  g_assert_cmpstr (value, ==, "Trade");
}

/* Decisions are there again after a restart, and the article's file never changes. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dossier_dup_path (fixture->dossier, "article.ibid.json");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *described = NULL;
  g_autofree char *again = NULL;

  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  rename_entity (fixture);
  set_verdict (fixture);
  choose_candidate (fixture);
  set_outlet_kind (fixture);
  add_citation (fixture);
  described = describe_article (fixture->article);
  wait_saved (fixture->dossier);

  g_assert_finalize_object (fixture->dossier);
  desk_restart (&fixture->desk);
  fixture->dossier = desk_open (&fixture->desk, path);
  fixture->article = ibid_dossier_get_article (fixture->dossier);
  again = describe_article (fixture->article);
  g_assert_cmpstr (described, ==, again);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

/* What is said about an outlet holds in the other article that is open, at once. */
static void
test_corrections (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json =
      make_article ("urn:uuid:6f7e3f0e-8f5a-5d3b-9b1c-0d6b2f1a7c12", "Other", "there", "");
  g_autofree char *path = desk_write (&fixture->desk, "other.ibid.json", json);
  IbidDossier *other = desk_open (&fixture->desk, path);
  IbidOutlet *outlet = ibid_article_find_outlet (ibid_dossier_get_article (other), "vlast");

  set_outlet_kind (fixture);
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_PRESS);
  g_assert_false (ibid_history_can_undo (ibid_dossier_get_history (other)));
  ibid_history_undo (fixture->history);
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_UNCLASSIFIED);
  g_assert_finalize_object (other);
}

static void
test_unreadable (void)
{
  Desk desk = desk_new ();
  g_autofree char *path = desk_write_article (&desk, "ties.ibid.json", "again");
  IbidDossier *dossier = desk_open (&desk, path);
  g_autofree char *overlay = dossier_dup_path (dossier, "overlay.json");
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (dossier)));
  g_autoptr (GDir) dir = NULL;
  g_autoptr (IbidFinding) finding = NULL;
  const char *name;
  guint n_aside = 0;

  g_assert_finalize_object (dossier);
  desk_restart (&desk);
  g_assert_true (g_file_set_contents (overlay, "{ \"format\": ", -1, NULL));
  dossier = desk_open (&desk, path);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_findings (dossier)), ==, 1);
  finding = g_list_model_get_item (ibid_dossier_get_findings (dossier), 0);
  g_assert_cmpstr (ibid_finding_get_code (finding), ==, "decisions-unreadable");
  g_assert_nonnull (strstr (ibid_finding_get_message (finding), ".unreadable-"));
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  g_assert_false (g_file_test (overlay, G_FILE_TEST_EXISTS));
  ibid_dossier_rename_entity (
      dossier, ibid_article_find_entity (ibid_dossier_get_article (dossier), "e1"), "X");
  wait_saved (dossier);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *aside = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;

      if (!g_str_has_prefix (name, "overlay.json.unreadable-"))
        continue;
      n_aside++;
      g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
      if (g_str_has_suffix (name, ".reason.txt"))
        g_assert_cmpuint (strlen (contents), >, 10);
      else
        g_assert_cmpstr (contents, ==, "{ \"format\": ");
    }
  g_assert_cmpuint (n_aside, ==, 2);
  g_clear_object (&finding);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
set_file_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_save_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *taken = desk_write (&fixture->desk, "elsewhere/overlay.json", "mine");
  g_autofree char *folder = g_path_get_dirname (taken);
  g_autofree char *saved = g_build_filename (folder, "overlay-2.json", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GError) error = NULL;
  IbidOverlay *read;

  signal (SIGXFSZ, SIG_IGN);
  set_file_limit (16);
  rename_entity (fixture);
  while (ibid_dossier_get_save_problem (fixture->dossier) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ibid_dossier_is_saved (fixture->dossier));
  g_assert_false (ibid_dossier_flush (fixture->dossier, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  set_file_limit (RLIM_INFINITY);

  ibid_dossier_save_elsewhere (fixture->dossier, file);
  wait_saved (fixture->dossier);
  g_assert_null (ibid_dossier_get_save_problem (fixture->dossier));
  read = read_overlay (saved);
  assert_same_overlay (ibid_dossier_get_overlay (fixture->dossier), read);
  g_assert_finalize_object (read);
  g_assert_true (g_file_get_contents (taken, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "mine");
}

/* Choices for all articles go along if they cannot be saved either; what can be saved stays. */
static void
test_save_corrections_elsewhere (Fixture *fixture, gconstpointer data)
{
  IbidArticle *article = ibid_dossier_get_article (fixture->dossier);
  IbidOutlet *outlet = ibid_article_find_outlet (article, "vlast");
  g_autofree char *corrections = g_build_filename (fixture->desk.root, "corrections.json", NULL);
  g_autofree char *folder = g_build_filename (fixture->desk.folder, "elsewhere", NULL);
  g_autofree char *saved = g_build_filename (folder, "corrections.json", NULL);
  g_autofree char *not_saved = g_build_filename (folder, "overlay.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  IbidOverlay *read;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (corrections, 0700), ==, 0);
  rename_entity (fixture);
  ibid_dossier_set_outlet_kind (fixture->dossier, outlet, IBID_OUTLET_KIND_PRESS);
  g_assert_false (ibid_dossier_flush (fixture->dossier, NULL));
  g_assert_nonnull (ibid_dossier_get_save_problem (fixture->dossier));

  ibid_dossier_save_elsewhere (fixture->dossier, file);
  g_assert_true (ibid_dossier_flush (fixture->dossier, NULL));
  g_assert_null (ibid_dossier_get_save_problem (fixture->dossier));
  read = read_overlay (saved);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (read)), ==, 1);
  g_assert_finalize_object (read);
  g_assert_false (g_file_test (not_saved, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/dossier/act/", acts[i].name, NULL);

      g_test_add (path, Fixture, acts[i].acts, set_up, test_act, tear_down);
    }
  g_test_add ("/dossier/refuse-added", Fixture, NULL, set_up, test_refuse_added, tear_down);
  g_test_add ("/dossier/no-act", Fixture, NULL, set_up, test_no_act, tear_down);
  g_test_add ("/dossier/bad-values", Fixture, NULL, set_up, test_bad_values, tear_down);
  g_test_add ("/dossier/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/dossier/save-corrections-elsewhere", Fixture, NULL, set_up,
              test_save_corrections_elsewhere, tear_down);
  g_test_add ("/dossier/restart", Fixture, NULL, set_up, test_restart, tear_down);
  g_test_add ("/dossier/corrections", Fixture, NULL, set_up, test_corrections, tear_down);
  g_test_add_func ("/dossier/unreadable", test_unreadable);
  g_test_add ("/dossier/save-elsewhere", Fixture, NULL, set_up, test_save_elsewhere, tear_down);
  return g_test_run ();
}
