/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-lint.h"
#include "workshop.h"

/* what lint says, as "severity code pointer" lines */
static char *
run_lint (IbidArticle *article)
{
  GListStore *findings = g_list_store_new (IBID_TYPE_FINDING);
  GString *lines = g_string_new (NULL);
  static const char *const severities[] = { "info", "warning", "error" };

  ibid_lint_article (article, findings);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      const char *pointer = ibid_finding_get_pointer (finding);

      g_string_append_printf (lines, "%s %s %s\n", severities[ibid_finding_get_severity (finding)],
                              ibid_finding_get_code (finding), pointer != NULL ? pointer : "-");
      g_assert_nonnull (ibid_finding_get_subject (finding));
      g_assert_cmpstr (ibid_finding_get_message (finding), !=, "");
      g_assert_null (strstr (ibid_finding_get_message (finding), "(null)"));
    }
  g_assert_finalize_object (findings);
  return g_string_free (lines, FALSE);
}

static void
assert_lint (IbidArticle *article, const char *expected)
{
  g_autofree char *lines = run_lint (article);

  g_assert_cmpstr (lines, ==, expected);
  g_assert_finalize_object (article);
}

/* An article that cites each source once, in order. */
typedef struct
{
  IbidArticle *article;
  IbidOutlet *outlet;
  guint block;
  guint n_cited;
} Draft;

static Draft
draft_new (void)
{
  Draft draft = { article_new ("2021-05-07"), NULL, 0, 0 };

  draft.block = add_paragraph (draft.article, "abcdefghijklmnopqrstuvwxyz");
  draft.outlet = add_outlet (draft.article, "Xinhua", IBID_OUTLET_KIND_STATE_MEDIA, "CN");
  return draft;
}

static void
cite (Draft *draft, const char *issued, const char *title, const char *url)
{
  g_autofree char *id = g_strdup_printf ("s%u", draft->n_cited);
  IbidSource *source = add_source (draft->article, id, draft->outlet, issued, title, url);

  add_citation (draft->article, (IbidSpan){ draft->block, draft->n_cited, draft->n_cited + 1 },
                source);
  draft->n_cited++;
}

static char *
dup_lint_of (Draft *draft)
{
  char *lines;

  ibid_article_seal (draft->article);
  lines = run_lint (draft->article);
  g_assert_finalize_object (draft->article);
  return lines;
}

#define assert_draft(draft, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *lines_ = dup_lint_of (&draft);                                                \
    g_assert_cmpstr (lines_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_clean (void)
{
  Draft draft = draft_new ();

  cite (&draft, "2021-01-22", NULL, NULL);
  cite (&draft, "2021-01-23", NULL, NULL);
  cite (&draft, "2021", "One", "https://xinhuanet.com/one");
  cite (&draft, "2021", "Two", "https://xinhuanet.com/two");
  /* the address of a site says nothing about a work */
  cite (&draft, "2020", "Three", "https://xinhuanet.com/");
  cite (&draft, "2020", "Four", "https://xinhuanet.com");
  assert_draft (draft, "");
}

static void
test_duplicate (void)
{
  Draft draft = draft_new ();

  cite (&draft, "2021-01-22", NULL, NULL);
  cite (&draft, "2021-01-22", NULL, NULL);
  cite (&draft, "2021", "Growth  of trade", "https://xinhuanet.com/one");
  cite (&draft, "2021", "growth of Trade", NULL);
  assert_draft (draft, "warning duplicate-source /sources/1\n"
                       "warning duplicate-source /sources/3\n");
}

static void
test_two_links (void)
{
  Draft draft = draft_new ();

  /* one key, two links */
  cite (&draft, "2021-01-22", NULL, "https://xinhuanet.com/a");
  cite (&draft, "2021-01-22", NULL, "https://xinhuanet.com/b");
  /* one link, two records; scheme, www, case of the host and the last slash do not matter */
  cite (&draft, "2020", "Five", "http://www.Xinhuanet.com/five/");
  cite (&draft, "2020", "Six", "https://xinhuanet.com/five#top");
  assert_draft (draft, "warning key-with-two-links /sources/1\n"
                       "warning key-with-two-links /sources/3\n");
}

static void
test_never_cited (void)
{
  Draft draft = draft_new ();
  IbidSource *left, *right;
  IbidCitation *citation;
  IbidCitationItem *item;
  IbidSpan span = { 0, 20, 21 };

  cite (&draft, "2021-01-22", NULL, NULL);
  add_source (draft.article, "unused", draft.outlet, "2020", "Unused", NULL);
  /* candidates wait for a choice: not cited yet, but not forgotten either */
  left = add_source (draft.article, "left", draft.outlet, "2019", "Left", NULL);
  right = add_source (draft.article, "right", draft.outlet, "2018", "Right", NULL);
  citation = ibid_citation_new ("open", &span, IBID_CITATION_FORM_PARENTHETICAL,
                                IBID_CITATION_ROLE_SUPPORT);
  item = ibid_citation_item_new (NULL, IBID_RESOLUTION_AMBIGUOUS, "Xinhua");
  ibid_citation_item_add_candidate (item, left);
  ibid_citation_item_add_candidate (item, right);
  ibid_citation_add_item (citation, item);
  g_object_unref (item);
  g_assert_true (ibid_article_take_citation (draft.article, citation));
  assert_draft (draft, "warning never-cited /sources/1\n");
}

static void
test_later (void)
{
  Draft draft = draft_new ();

  cite (&draft, "2021-05-07", NULL, NULL);
  cite (&draft, "2021-05-08", NULL, NULL);
  cite (&draft, "2021-05", NULL, NULL); /* may have been earlier */
  cite (&draft, "2021", NULL, NULL);
  cite (&draft, "2022", NULL, NULL);
  cite (&draft, "2021-05-01/2021-05-20", NULL, NULL);
  cite (&draft, "2021-04-01/2021-05", NULL, NULL);
  cite (&draft, "2021-04-01/..", NULL, NULL);
  cite (&draft, "XXXX-12-31", NULL, NULL);
  cite (&draft, NULL, "Undated", NULL);
  assert_draft (draft, "warning later-than-article /sources/1\n"
                       "warning later-than-article /sources/4\n"
                       "warning later-than-article /sources/5\n");
}

static void
test_unclassified (void)
{
  IbidArticle *article = article_new (NULL);
  guint block = add_paragraph (article, "ab");
  IbidOutlet *outlet = add_outlet (article, "Blog", IBID_OUTLET_KIND_UNCLASSIFIED, NULL);
  IbidSource *one = add_source (article, "s1", outlet, "2020", NULL, NULL);
  IbidSource *two = add_source (article, "s2", outlet, "2021", NULL, NULL);

  add_citation (article, find (article, block, "a"), one);
  add_citation (article, find (article, block, "b"), two);
  ibid_article_seal (article);
  assert_lint (article, "info unclassified-outlet /outlets/0\n");
}

/* A finding about a source lies where the text cites it first. */
static void
test_place (void)
{
  IbidArticle *article = article_new ("2021-05-07");
  guint block = add_paragraph (article, "abc");
  IbidOutlet *outlet = add_outlet (article, "Xinhua", IBID_OUTLET_KIND_STATE_MEDIA, "CN");
  IbidSource *source = add_source (article, "s", outlet, "2022", "T", NULL);
  GListStore *findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (IbidFinding) finding = NULL;
  IbidSpan span;

  add_citation (article, find (article, block, "b"), source);
  add_citation (article, find (article, block, "c"), source);
  ibid_article_seal (article);
  ibid_lint_article (article, findings);
  finding = g_list_model_get_item (G_LIST_MODEL (findings), 0);
  g_assert_true (ibid_finding_get_span (finding, &span));
  g_assert_cmpuint (span.start, ==, 1);
  g_assert_true (ibid_finding_get_subject (finding) == G_OBJECT (source));
  g_clear_object (&finding);
  g_assert_finalize_object (findings);
  g_assert_finalize_object (article);
}

static void
decide (IbidOverlay *overlay, IbidTargetKind target, const char *id, const char *field,
        GVariant *value)
{
  g_autoptr (IbidDecision) decision =
      ibid_decision_new (target, id, 0, field, NULL, value, NULL, NULL);

  ibid_overlay_put (overlay, decision);
}

/* What the reader's decisions take out of the lists leaves the file as it is, and what they add
 * stands nowhere in it. */
static void
test_decided (void)
{
  Draft draft = draft_new ();
  g_autoptr (IbidOverlay) overlay = ibid_overlay_new ();

  cite (&draft, "2020-01-01", NULL, NULL);
  cite (&draft, "2020-01-02", NULL, NULL);
  cite (&draft, "2022-01-01", NULL, NULL);
  cite (&draft, "2022-01-02", NULL, NULL);
  add_outlet (draft.article, "Blog", IBID_OUTLET_KIND_UNCLASSIFIED, NULL);
  ibid_article_seal (draft.article);
  decide (overlay, IBID_TARGET_KIND_SOURCE, "s0", "merged-into", g_variant_new_string ("s1"));
  decide (overlay, IBID_TARGET_KIND_CITATION, "c0-2", "not-a-citation",
          g_variant_new_boolean (TRUE));
  decide (overlay, IBID_TARGET_KIND_ITEM, "c0-3", "own-source", g_variant_new_string ("s-own"));
  ibid_article_apply_decisions (draft.article, NULL, overlay, NULL);
  assert_lint (draft.article, "warning duplicate-source -\n"
                              "warning never-cited /sources/2\n"
                              "warning never-cited /sources/3\n"
                              "warning later-than-article /sources/2\n"
                              "warning later-than-article /sources/3\n"
                              "warning later-than-article -\n"
                              "info unclassified-outlet /outlets/1\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/clean", test_clean);
  g_test_add_func ("/lint/duplicate", test_duplicate);
  g_test_add_func ("/lint/two-links", test_two_links);
  g_test_add_func ("/lint/never-cited", test_never_cited);
  g_test_add_func ("/lint/later", test_later);
  g_test_add_func ("/lint/unclassified", test_unclassified);
  g_test_add_func ("/lint/place", test_place);
  g_test_add_func ("/lint/decided", test_decided);
  return g_test_run ();
}
