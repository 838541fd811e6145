/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-fold.h"
#include "ibid-terms-types.h"
#include "workshop.h"

/* Everything that can be asked of an article, as one text: what must be the same again when
 * decisions are taken back. */

static void
describe_entity (GString *out, IbidArticle *article, IbidEntity *entity)
{
  GListModel *mentions = ibid_entity_get_mentions (entity);

  g_string_append_printf (
      out, "entity %s “%s” %s", ibid_record_get_id (IBID_RECORD (entity)),
      ibid_entity_get_name (entity),
      ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (entity)));
  for (const char *const *alias = ibid_entity_get_aliases (entity); *alias != NULL; alias++)
    g_string_append_printf (out, " (%s)", *alias);
  g_assert_cmpuint (g_list_model_get_n_items (mentions), ==, ibid_entity_get_n_mentions (entity));
  for (guint i = 0; i < g_list_model_get_n_items (mentions); i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      const IbidSpan *span = ibid_mention_get_span (mention);

      g_assert_true (ibid_mention_get_entity (mention) == entity);
      g_assert_nonnull (ibid_article_mention_at (article, span->block, span->start));
      g_string_append_printf (out, " %u:%u", span->block, span->start);
    }
  g_string_append_c (out, '\n');
}

static void
describe_source (GString *out, IbidSource *source)
{
  g_autofree char *label = ibid_source_dup_label (source);
  g_autofree char *author = ibid_csl_dup_author_text (ibid_source_get_csl (source));
  GListModel *items = ibid_source_get_items (source);

  g_string_append_printf (
      out, "source %s %s by %s at %s in %s, archived %s, %s %s%s, reliability %s%s, items",
      ibid_record_get_id (IBID_RECORD (source)), label, author,
      ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_URL),
      ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_LANGUAGE),
      ibid_source_get_archived (source),
      ibid_nick_from_enum (IBID_TYPE_ACCESS, (int)ibid_source_get_access (source)),
      ibid_source_get_access_modified (source) != NULL ? "since " : "",
      ibid_source_get_access_modified (source) != NULL ? ibid_source_get_access_modified (source)
                                                       : "",
      ibid_nick_from_enum (IBID_TYPE_RELIABILITY, (int)ibid_source_get_reliability (source)),
      ibid_source_has_own_reliability (source) ? " (own)" : "");
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidCitation *citation = ibid_citation_item_get_citation (item);

      g_assert_true (ibid_citation_item_get_source (item) == source);
      g_string_append_printf (out, " %s#%u", ibid_record_get_id (IBID_RECORD (citation)),
                              ibid_citation_item_get_index (item));
    }
  g_string_append_c (out, '\n');
}

static void
describe_citation (GString *out, IbidCitation *citation)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_claims = 0;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

  g_string_append_printf (out, "citation %s%s state %d claims",
                          ibid_record_get_id (IBID_RECORD (citation)),
                          ibid_citation_is_added (citation) ? " (added)" : "",
                          (int)ibid_citation_get_check_state (citation));
  for (guint i = 0; i < n_claims; i++)
    g_string_append_printf (out, " %u:%u-%u", claims[i].block, claims[i].start, claims[i].end);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidSource *source = ibid_citation_item_get_source (item);

      g_string_append_printf (
          out, " [%s %s%s %s %u]",
          source != NULL ? ibid_record_get_id (IBID_RECORD (source)) : "nothing",
          ibid_nick_from_enum (IBID_TYPE_RESOLUTION, (int)ibid_citation_item_get_resolution (item)),
          ibid_citation_item_is_chosen (item) ? " chosen" : "",
          ibid_nick_from_enum (IBID_TYPE_VERDICT, (int)ibid_citation_item_get_verdict (item)),
          ibid_citation_item_get_credibility (item));
    }
  g_string_append_c (out, '\n');
}

static char *
describe (IbidArticle *article)
{
  GString *out = g_string_new (NULL);
  GListModel *lists[] = { ibid_article_get_outlets (article), ibid_article_get_sources (article),
                          ibid_article_get_citations (article),
                          ibid_article_get_entities (article) };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < g_list_model_get_n_items (lists[i]); j++)
      {
        g_autoptr (GObject) object = g_list_model_get_item (lists[i], j);

        if (IBID_IS_OUTLET (object))
          g_string_append_printf (
              out, "outlet %s %s %s %s\n", ibid_record_get_id (IBID_RECORD (object)),
              ibid_nick_from_enum (IBID_TYPE_OUTLET_KIND,
                                   (int)ibid_outlet_get_kind (IBID_OUTLET (object))),
              ibid_outlet_get_country (IBID_OUTLET (object)),
              ibid_outlet_get_reliability_modified (IBID_OUTLET (object)));
        else if (IBID_IS_SOURCE (object))
          describe_source (out, IBID_SOURCE (object));
        else if (IBID_IS_CITATION (object))
          {
            guint position = 0;

            g_assert_true (
                ibid_article_get_citation_position (article, IBID_CITATION (object), &position));
            g_assert_cmpuint (position, ==, j);
            describe_citation (out, IBID_CITATION (object));
          }
        else
          describe_entity (out, article, IBID_ENTITY (object));
      }
  g_string_append_printf (out, "%u mentions\n",
                          g_list_model_get_n_items (ibid_article_get_mentions (article)));
  return g_string_free (out, FALSE);
}

typedef struct
{
  IbidArticle *article;
  IbidOverlay *overlay;
  IbidOverlay *corrections;
  GListStore *lost;
  char *base;
  guint n_changed;
  IbidArticleParts parts;
} Fixture;

static void
decisions_changed_cb (IbidArticle *article, guint parts, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_changed++;
  fixture->parts = (IbidArticleParts)parts;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->article = workshop_new_article ();
  fixture->overlay = ibid_overlay_new ();
  fixture->corrections = ibid_overlay_new ();
  fixture->lost = g_list_store_new (IBID_TYPE_DECISION);
  fixture->base = describe (fixture->article);
  g_signal_connect (fixture->article, "decisions-changed", G_CALLBACK (decisions_changed_cb),
                    fixture);
}

static void
apply (Fixture *fixture)
{
  fixture->n_changed = 0;
  fixture->parts = 0;
  g_list_store_remove_all (fixture->lost);
  ibid_article_apply_decisions (fixture->article, fixture->corrections, fixture->overlay,
                                fixture->lost);
}

/* taking everything back gives exactly what the file said */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = NULL;

  ibid_article_apply_decisions (fixture->article, NULL, NULL, NULL);
  again = describe (fixture->article);
  g_assert_cmpstr (again, ==, fixture->base);
  apply (fixture);
  /* and the same decisions give the same again */
  apply (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_finalize_object (fixture->article);
  g_assert_finalize_object (fixture->overlay);
  g_assert_finalize_object (fixture->corrections);
  g_assert_finalize_object (fixture->lost);
  g_free (fixture->base);
}

static void
put_full (IbidOverlay *overlay, IbidTargetKind target, const char *id, guint item,
          const char *field, const char *key, GVariant *value, GVariant *find)
{
  g_autoptr (IbidDecision) decision =
      ibid_decision_new (target, id, item, field, key, value, find, "2021-05-07T10:00:00Z");

  ibid_overlay_put (overlay, decision);
}

static void
put (Fixture *fixture, IbidTargetKind target, const char *id, guint item, const char *field,
     GVariant *value)
{
  put_full (fixture->overlay, target, id, item, field, NULL, value, NULL);
  apply (fixture);
}

static void
put_string (Fixture *fixture, IbidTargetKind target, const char *id, guint item, const char *field,
            const char *value)
{
  put (fixture, target, id, item, field, g_variant_new_string (value));
}

static GVariant *
new_spans (const char *block, guint start, guint end)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suu)"));
  g_variant_builder_add (&builder, "(suu)", block, start, end);
  return g_variant_builder_end (&builder);
}

static guint
count_lost (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->lost));
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  g_string_append_printf (data, "%s ", pspec->name);
}

static GString *
watch (gpointer object)
{
  GString *log = g_string_new (NULL);

  g_signal_connect_data (object, "notify", G_CALLBACK (notify_cb), log, NULL, 0);
  return log;
}

static void
assert_log (gpointer object, GString *log, const char *expected)
{
  g_assert_cmpstr (log->str, ==, expected);
  g_signal_handlers_disconnect_by_data (object, log);
  g_string_free (log, TRUE);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  apply (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_outlet (Fixture *fixture, gconstpointer data)
{
  IbidOutlet *outlet = ibid_article_find_outlet (fixture->article, "xinhua");
  IbidSource *source = ibid_article_find_source (fixture->article, "s-x1");
  GString *log = watch (outlet);
  GString *source_log = watch (source);

  put_string (fixture, IBID_TARGET_KIND_OUTLET, "xinhua", 0, "kind", "state-media");
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_STATE_MEDIA);
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_OUTLETS);
  put_string (fixture, IBID_TARGET_KIND_OUTLET, "xinhua", 0, "country", "CN");
  g_assert_cmpstr (ibid_outlet_get_country (outlet), ==, "CN");
  put_string (fixture, IBID_TARGET_KIND_OUTLET, "xinhua", 0, "country", "");
  g_assert_null (ibid_outlet_get_country (outlet));
  put_string (fixture, IBID_TARGET_KIND_OUTLET, "xinhua", 0, "reliability", "c");
  g_assert_cmpint (ibid_outlet_get_reliability (outlet), ==, IBID_RELIABILITY_C);
  g_assert_cmpint (ibid_source_get_reliability (source), ==, IBID_RELIABILITY_C);
  g_assert_cmpstr (ibid_outlet_get_reliability_modified (outlet), ==, "2021-05-07T10:00:00Z");
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_JUDGEMENTS);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  apply (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  assert_log (outlet, log, "kind country country reliability ");
  assert_log (source, source_log, "reliability ");

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "reliability", "a");
  g_assert_cmpint (ibid_source_get_reliability (source), ==, IBID_RELIABILITY_A);
  g_assert_true (ibid_source_has_own_reliability (source));
  g_assert_cmpstr (ibid_source_get_own_reliability_modified (source), ==, "2021-05-07T10:00:00Z");
}

static void
test_corrections (Fixture *fixture, gconstpointer data)
{
  IbidOutlet *outlet = ibid_article_find_outlet (fixture->article, "xinhua");
  GVariantDict clues;

  put_full (fixture->corrections, IBID_TARGET_KIND_OUTLET, "XINHUA", 0, "kind", NULL,
            g_variant_new_string ("state-media"), NULL);
  g_variant_dict_init (&clues, NULL);
  put_full (fixture->corrections, IBID_TARGET_KIND_OUTLET, "some-id", 0, "country", NULL,
            g_variant_new_string ("CN"), g_variant_new_parsed ("{'name': 'xinhua'}"));
  g_variant_dict_clear (&clues);
  /* about an outlet that this article does not have: not lost */
  put_full (fixture->corrections, IBID_TARGET_KIND_OUTLET, "TASS", 0, "country", NULL,
            g_variant_new_string ("RU"), NULL);
  put_full (fixture->corrections, IBID_TARGET_KIND_ENTITY, "e9", 0, "kind", NULL,
            g_variant_new_string ("organisation"),
            g_variant_new_parsed ("{'name': 'ASTANA', 'kind': 'place'}"));
  apply (fixture);
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_STATE_MEDIA);
  g_assert_cmpstr (ibid_outlet_get_country (outlet), ==, "CN");
  g_assert_cmpint (ibid_entity_get_kind (ibid_article_find_entity (fixture->article, "e-astana")),
                   ==, IBID_ENTITY_KIND_ORGANISATION);
  g_assert_cmpuint (count_lost (fixture), ==, 0);

  /* the article's own choice wins */
  put_string (fixture, IBID_TARGET_KIND_OUTLET, "xinhua", 0, "kind", "agency");
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_AGENCY);
}

static void
test_edit_source (Fixture *fixture, gconstpointer data)
{
  IbidSource *source = ibid_article_find_source (fixture->article, "s-x1");
  GString *log = watch (source);
  IbidCsl *edited = NULL;
  g_autofree char *edtf = NULL;
  g_autofree char *author = NULL;

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "title", "A title");
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_SOURCES);
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "author", "Smith, A.");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "issued", "XXXX-01-22");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "URL", "https://example.org/");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "language", "zh");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "archived", "https://example.net/");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "access", "dead");
  edited = ibid_source_get_csl (source);
  author = ibid_csl_dup_author_text (edited);
  edtf = ibid_partial_date_to_edtf (ibid_source_get_date (source));
  g_assert_cmpstr (ibid_csl_get (edited, IBID_CSL_TITLE), ==, "A title");
  g_assert_cmpstr (ibid_csl_get (edited, IBID_CSL_URL), ==, "https://example.org/");
  g_assert_cmpstr (ibid_csl_get (edited, IBID_CSL_LANGUAGE), ==, "zh");
  g_assert_cmpstr (ibid_csl_get (edited, IBID_CSL_TYPE), ==, "article-newspaper");
  g_assert_cmpstr (author, ==, "A. Smith");
  g_assert_cmpstr (edtf, ==, "XXXX-01-22");
  g_assert_cmpstr (ibid_source_get_archived (source), ==, "https://example.net/");
  g_assert_cmpint (ibid_source_get_access (source), ==, IBID_ACCESS_DEAD);
  g_assert_cmpstr (ibid_source_get_access_modified (source), ==, "2021-05-07T10:00:00Z");
  assert_log (source, log, "csl csl csl csl csl archived access ");

  /* something else changes nothing here, not even the record's identity */
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c1", 0, "verdict", "supports");
  g_assert_true (ibid_source_get_csl (source) == edited);
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "issued", "");
  g_assert_null (ibid_source_get_date (source));
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "issued", "someday");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
}

static void
test_merge_sources (Fixture *fixture, gconstpointer data)
{
  IbidSource *x1 = ibid_article_find_source (fixture->article, "s-x1");
  IbidSource *x2 = ibid_article_find_source (fixture->article, "s-x2");
  IbidSource *osce = ibid_article_find_source (fixture->article, "s-osce");

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "merged-into", "s-x2");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_sources (fixture->article)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (x1)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (x2)), ==, 2);
  g_assert_true (ibid_article_find_source (fixture->article, "s-x1") == x1);
  /* a chain */
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x2", 0, "merged-into", "s-osce");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (osce)), ==, 3);
  g_assert_cmpuint (count_lost (fixture), ==, 0);
  /* a circle */
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-osce", 0, "merged-into", "s-x1");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_sources (fixture->article)), ==, 1);
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-osce", 0, "merged-into", "s-osce");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
}

static void
test_judge_item (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c1");
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_citation_get_items (citation), 0);
  GString *log = watch (item);
  guint n_checked = 0;
  guint n_items = 0;

  put_string (fixture, IBID_TARGET_KIND_ITEM, "c1", 0, "verdict", "partly");
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_JUDGEMENTS);
  put (fixture, IBID_TARGET_KIND_ITEM, "c1", 0, "credibility", g_variant_new_int32 (3));
  g_assert_cmpint (ibid_citation_item_get_verdict (item), ==, IBID_VERDICT_PARTLY);
  g_assert_cmpuint (ibid_citation_item_get_credibility (item), ==, 3);
  g_assert_cmpstr (ibid_citation_item_get_verdict_modified (item), ==, "2021-05-07T10:00:00Z");
  g_assert_cmpstr (ibid_citation_item_get_credibility_modified (item), ==, "2021-05-07T10:00:00Z");
  g_assert_cmpint (ibid_citation_get_check_state (citation), ==, IBID_CHECK_STATE_PARTLY);
  ibid_article_count_checked (fixture->article, &n_checked, &n_items);
  g_assert_cmpuint (n_checked, ==, 1);
  assert_log (item, log, "verdict credibility ");

  put (fixture, IBID_TARGET_KIND_ITEM, "c1", 0, "credibility", g_variant_new_int32 (7));
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c1", 5, "verdict", "partly");
  g_assert_cmpuint (count_lost (fixture), ==, 2);
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c1", 0, "verdict", "perhaps");
  g_assert_cmpuint (count_lost (fixture), ==, 3);
  g_assert_cmpint (ibid_citation_item_get_verdict (item), ==, IBID_VERDICT_NOT_CHECKED);
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c2");
  IbidSource *x2 = ibid_article_find_source (fixture->article, "s-x2");
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_citation_get_items (citation), 1);
  GString *log = watch (item);

  g_assert_null (ibid_citation_item_get_source (item));
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c2", 1, "chosen", "s-x2");
  g_assert_true (ibid_citation_item_get_source (item) == x2);
  g_assert_true (ibid_citation_item_is_chosen (item));
  g_assert_cmpint (ibid_citation_get_check_state (citation), ==, IBID_CHECK_STATE_NOT_CHECKED);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (x2)), ==, 1);
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_CITATIONS);
  assert_log (item, log, "source ");
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c2", 1, "chosen", "s-osce");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  g_assert_null (ibid_citation_item_get_source (item));
}

static void
test_own_source (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c3");
  IbidSource *x1 = ibid_article_find_source (fixture->article, "s-x1");
  IbidSource *own = NULL;
  IbidCsl *record = NULL;
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_citation_get_items (citation), 0);

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "title", "A title");
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c3", 0, "own-source", "s-own");
  own = ibid_article_find_source (fixture->article, "s-own");
  g_assert_nonnull (own);
  g_assert_true (ibid_citation_item_get_source (item) == own);
  g_assert_true (ibid_source_get_outlet (own) == ibid_source_get_outlet (x1));
  g_assert_cmpstr (ibid_csl_get (ibid_source_get_csl (own), IBID_CSL_TITLE), ==, "A title");
  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (ibid_source_get_csl (own))), ==, "s-own");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_sources (fixture->article)), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (x1)), ==, 1);

  record = ibid_source_get_csl (own);
  apply (fixture);
  g_assert_true (ibid_source_get_csl (own) == record);
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-own", 0, "title", "Its own title");
  g_assert_cmpstr (ibid_csl_get (ibid_source_get_csl (own), IBID_CSL_TITLE), ==, "Its own title");
  g_assert_cmpstr (ibid_csl_get (ibid_source_get_csl (x1), IBID_CSL_TITLE), ==, "A title");
  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-own", 0, "merged-into", "s-x1");
  g_assert_true (ibid_citation_item_get_source (item) == x1);
  /* an item that points nowhere gets a source all the same */
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c2", 1, "own-source", "s-new");
  g_assert_nonnull (ibid_article_find_source (fixture->article, "s-new"));
  g_assert_cmpint (
      ibid_citation_get_check_state (ibid_article_find_citation (fixture->article, "c2")), ==,
      IBID_CHECK_STATE_NOT_CHECKED);
  g_assert_cmpuint (count_lost (fixture), ==, 0);
}

static void
test_refuse_citation (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c1");
  const IbidSpan *span = ibid_citation_get_span (citation);
  IbidSource *x1 = ibid_article_find_source (fixture->article, "s-x1");
  guint position = 9;

  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "not-a-citation", g_variant_new_boolean (TRUE));
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_CITATIONS);
  g_assert_false (ibid_article_get_citation_position (fixture->article, citation, &position));
  g_assert_null (ibid_article_citation_at (fixture->article, span->block, span->start));
  g_assert_true (ibid_article_find_citation (fixture->article, "c1") == citation);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_source_get_items (x1)), ==, 1);
  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "not-a-citation",
       g_variant_new_boolean (FALSE));
  g_assert_true (ibid_article_get_citation_position (fixture->article, citation, &position));
  g_assert_cmpuint (position, ==, 0);
}

static void
test_claims (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, "c1");
  GString *log = watch (citation);
  const IbidSpan *claims = NULL;
  guint n_claims = 0;

  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "claims", new_spans ("b0", 0, 7));
  claims = ibid_citation_get_claims (citation, &n_claims);
  g_assert_cmpuint (n_claims, ==, 1);
  g_assert_cmpuint (claims[0].block, ==, 0);
  g_assert_cmpuint (claims[0].end, ==, 7);
  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "claims",
       g_variant_new_array (G_VARIANT_TYPE ("(suu)"), NULL, 0));
  g_assert_null (ibid_citation_get_claims (citation, &n_claims));
  g_assert_cmpuint (n_claims, ==, 0);
  /* past the end of the block, and not there at all */
  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "claims", new_spans ("b0", 0, 700));
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  ibid_citation_get_claims (citation, &n_claims);
  g_assert_cmpuint (n_claims, ==, 1);
  put (fixture, IBID_TARGET_KIND_CITATION, "c1", 0, "claims", new_spans ("b99", 0, 7));
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  assert_log (citation, log, "claims claims claims ");
}

static GVariant *
new_added_citation (guint start, guint end, const char *name, const char *issued)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "block", "s", "b1");
  g_variant_dict_insert (&dict, "start", "u", start);
  g_variant_dict_insert (&dict, "end", "u", end);
  g_variant_dict_insert (&dict, "name", "s", name);
  g_variant_dict_insert (&dict, "issued", "s", issued);
  return g_variant_dict_end (&dict);
}

static void
add_citation (Fixture *fixture, const char *id, guint start, guint end, const char *name,
              const char *issued)
{
  put_full (fixture->overlay, IBID_TARGET_KIND_ARTICLE, "", 0, "added-citation", id,
            new_added_citation (start, end, name, issued), NULL);
  apply (fixture);
}

static IbidCitationItem *
get_only_item (Fixture *fixture, const char *id)
{
  IbidCitation *citation = ibid_article_find_citation (fixture->article, id);
  g_autoptr (IbidCitationItem) item = NULL;

  g_assert_nonnull (citation);
  item = g_list_model_get_item (ibid_citation_get_items (citation), 0);
  return item;
}

/* How an added citation's date was come by is told from the text. */
static void
test_add_written_citation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (IbidPartialDate) published = ibid_partial_date_new (2021, 5, 7);

  ibid_csl_set_issued (ibid_article_get_metadata (fixture->article), published);
  /* "(Xinhua, January 22)" */
  add_citation (fixture, "c-inferred", 33, 53, "Xinhua", "2021-01-22");
  g_assert_cmpint (ibid_citation_item_get_resolution (get_only_item (fixture, "c-inferred")), ==,
                   IBID_RESOLUTION_YEAR_INFERRED);
  g_assert_true (ibid_citation_item_get_source (get_only_item (fixture, "c-inferred")) ==
                 ibid_article_find_source (fixture->article, "s-x1"));
  /* another day than the text has is what the reader said */
  add_citation (fixture, "c-told", 33, 53, "Xinhua", "2020-01-22");
  g_assert_cmpint (ibid_citation_item_get_resolution (get_only_item (fixture, "c-told")), ==,
                   IBID_RESOLUTION_EXACT);
}

static void
test_add_citation (Fixture *fixture, gconstpointer data)
{
  IbidCitation *citation = NULL;
  IbidSource *source = NULL;
  g_autofree char *label = NULL;

  add_citation (fixture, "c-new", 4, 7, "TASS", "2021-02-03");
  citation = ibid_article_find_citation (fixture->article, "c-new");
  g_assert_true (ibid_citation_is_added (citation));
  g_assert_true (ibid_article_citation_at (fixture->article, 1, 5) == citation);
  source = ibid_citation_item_get_source (get_only_item (fixture, "c-new"));
  label = ibid_source_dup_label (source);
  g_assert_cmpstr (label, ==, "TASS, 3 February 2021");
  g_assert_cmpstr (ibid_outlet_get_name (ibid_source_get_outlet (source)), ==, "TASS");
  g_assert_cmpint (ibid_citation_item_get_resolution (get_only_item (fixture, "c-new")), ==,
                   IBID_RESOLUTION_EXACT);
  g_assert_cmpuint (fixture->parts, ==,
                    IBID_ARTICLE_PART_CITATIONS | IBID_ARTICLE_PART_SOURCES |
                        IBID_ARTICLE_PART_OUTLETS);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_outlets (fixture->article)), ==, 3);

  /* the same outlet and day is the same source, also that of the file */
  add_citation (fixture, "c-new2", 0, 3, "tass", "2021-02-03");
  g_assert_true (ibid_citation_item_get_source (get_only_item (fixture, "c-new2")) == source);
  add_citation (fixture, "c-new3", 8, 13, "Xinhua", "2021-01-22");
  g_assert_true (ibid_citation_item_get_source (get_only_item (fixture, "c-new3")) ==
                 ibid_article_find_source (fixture->article, "s-x1"));
  add_citation (fixture, "c-new4", 14, 20, "Xinhua", "");
  g_assert_cmpint (ibid_citation_item_get_resolution (get_only_item (fixture, "c-new4")), ==,
                   IBID_RESOLUTION_UNDATED);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_citations (fixture->article)), ==,
                    WORKSHOP_N_CITATIONS + 4);
  /* it can be judged like others */
  put_string (fixture, IBID_TARGET_KIND_ITEM, "c-new", 0, "verdict", "supports");
  g_assert_cmpint (ibid_citation_get_check_state (citation), ==, IBID_CHECK_STATE_SUPPORTS);

  /* gone and back it is the same object */
  ibid_article_apply_decisions (fixture->article, NULL, NULL, NULL);
  g_assert_null (ibid_article_find_citation (fixture->article, "c-new"));
  apply (fixture);
  g_assert_true (ibid_article_find_citation (fixture->article, "c-new") == citation);
  g_assert_cmpint (ibid_citation_get_check_state (citation), ==, IBID_CHECK_STATE_SUPPORTS);

  g_assert_cmpuint (count_lost (fixture), ==, 0);
  add_citation (fixture, "c-bad", 50, 500, "TASS", "");
  add_citation (fixture, "c1", 0, 3, "TASS", "");
  g_assert_cmpuint (count_lost (fixture), ==, 2);
}

static void
test_rename_entity (Fixture *fixture, gconstpointer data)
{
  IbidEntity *entity = ibid_article_find_entity (fixture->article, "e-dsr");
  GString *log = watch (entity);

  g_assert_false (ibid_entity_has_decisions (entity));
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "name", "Silk Road of Data");
  g_assert_cmpuint (fixture->parts, ==, IBID_ARTICLE_PART_ENTITIES);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "kind", "term");
  g_assert_cmpstr (ibid_entity_get_name (entity), ==, "Silk Road of Data");
  g_assert_cmpint (ibid_entity_get_kind (entity), ==, IBID_ENTITY_KIND_TERM);
  g_assert_true (ibid_entity_has_decisions (entity));
  g_assert_true (ibid_text_key_matches (ibid_entity_get_search_key (entity), "of data"));
  g_assert_true (ibid_text_key_matches (ibid_entity_get_search_key (entity), "digital silk"));
  g_assert_true (ibid_text_key_matches (ibid_entity_get_search_key (entity), "shuzi"));
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "name", "");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  g_assert_cmpstr (ibid_entity_get_name (entity), ==, "Digital Silk Road");
  g_assert_false (ibid_text_key_matches (ibid_entity_get_search_key (entity), "of data"));
  assert_log (entity, log, "name kind name ");
}

static void
test_merge_entities (Fixture *fixture, gconstpointer data)
{
  IbidEntity *astana = ibid_article_find_entity (fixture->article, "e-astana");
  IbidEntity *dsr = ibid_article_find_entity (fixture->article, "e-dsr");
  IbidEntity *xinhua = ibid_article_find_entity (fixture->article, "e-xinhua");
  GString *log = watch (dsr);
  g_autofree char *aliases = NULL;

  g_assert_nonnull (ibid_entity_get_search_key (dsr));
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-astana", 0, "merged-into", "e-dsr");
  g_assert_cmpuint (ibid_entity_get_n_mentions (dsr), ==, 4);
  g_assert_cmpuint (ibid_entity_get_n_mentions (astana), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (fixture->article)), ==, 3);
  aliases = g_strjoinv (",", (char **)ibid_entity_get_aliases (dsr));
  g_assert_cmpstr (aliases, ==, "DSR,the Road,Astana,Nur-Sultan");
  g_assert_true (ibid_text_key_matches (ibid_entity_get_search_key (dsr), "nur-sultan"));
  assert_log (dsr, log, "n-mentions ");

  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "merged-into", "e-xinhua");
  g_assert_cmpuint (ibid_entity_get_n_mentions (xinhua), ==, 5);
  g_assert_cmpuint (count_lost (fixture), ==, 0);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-xinhua", 0, "merged-into", "e-astana");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (fixture->article)), ==, 2);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-xinhua", 0, "merged-into", "nobody");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  put (fixture, IBID_TARGET_KIND_ENTITY, "e-xinhua", 0, "not-an-entity",
       g_variant_new_boolean (TRUE));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_mentions (fixture->article)), ==, 0);
}

static void
split (Fixture *fixture, const char *id, const char *alias, const char *new_id)
{
  put_full (fixture->overlay, IBID_TARGET_KIND_ENTITY, id, 0, "split-alias", alias,
            g_variant_new_string (new_id), NULL);
  apply (fixture);
}

static void
test_split_alias (Fixture *fixture, gconstpointer data)
{
  IbidEntity *dsr = ibid_article_find_entity (fixture->article, "e-dsr");
  IbidEntity *new = NULL;
  g_autofree char *aliases = NULL;

  split (fixture, "e-dsr", "dsr", "e-new");
  new = ibid_article_find_entity (fixture->article, "e-new");
  g_assert_cmpstr (ibid_entity_get_name (new), ==, "dsr");
  g_assert_true (ibid_entity_is_added (new));
  g_assert_cmpint (ibid_entity_get_kind (new), ==, IBID_ENTITY_KIND_PROGRAMME);
  g_assert_cmpuint (ibid_entity_get_n_mentions (new), ==, 2);
  g_assert_cmpuint (ibid_entity_get_n_mentions (dsr), ==, 0);
  aliases = g_strjoinv (",", (char **)ibid_entity_get_aliases (dsr));
  g_assert_cmpstr (aliases, ==, "the Road");
  /* what is split off is an entity like others; its kind follows until it has one of its own */
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "kind", "event");
  g_assert_cmpint (ibid_entity_get_kind (new), ==, IBID_ENTITY_KIND_EVENT);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-new", 0, "kind", "term");
  g_assert_cmpint (ibid_entity_get_kind (new), ==, IBID_ENTITY_KIND_TERM);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-new", 0, "merged-into", "e-xinhua");
  g_assert_cmpuint (
      ibid_entity_get_n_mentions (ibid_article_find_entity (fixture->article, "e-xinhua")), ==, 3);
  /* merged back: all is as before, and nothing hangs */
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-new", 0, "merged-into", "e-dsr");
  g_assert_cmpuint (ibid_entity_get_n_mentions (dsr), ==, 2);
  g_assert_cmpstr (ibid_entity_get_aliases (dsr)[0], ==, "DSR");
  g_assert_cmpuint (count_lost (fixture), ==, 0);
}

static void
test_split_after_merge (Fixture *fixture, gconstpointer data)
{
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-astana", 0, "merged-into", "e-dsr");
  split (fixture, "e-dsr", "Astana", "e-city");
  g_assert_cmpuint (
      ibid_entity_get_n_mentions (ibid_article_find_entity (fixture->article, "e-city")), ==, 2);
  g_assert_cmpuint (
      ibid_entity_get_n_mentions (ibid_article_find_entity (fixture->article, "e-dsr")), ==, 2);
  /* split off what was split off, though the decisions stand the other way round */
  split (fixture, "e-later", "Astana", "e-last");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  split (fixture, "e-xinhua", "Xinhua", "e-later");
  g_assert_cmpuint (count_lost (fixture), ==, 0);
  g_assert_nonnull (ibid_article_find_entity (fixture->article, "e-last"));
}

static void
test_refuse_entity (Fixture *fixture, gconstpointer data)
{
  IbidEntity *dsr = ibid_article_find_entity (fixture->article, "e-dsr");
  g_autoptr (IbidMention) mention = g_list_model_get_item (ibid_entity_get_mentions (dsr), 0);

  put (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "not-an-entity", g_variant_new_boolean (TRUE));
  g_assert_null (ibid_mention_get_entity (mention));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_entities (fixture->article)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_mentions (fixture->article)), ==, 3);
  g_assert_null (ibid_article_mention_at (fixture->article, 1, 4));
}

static void
test_add_entity (Fixture *fixture, gconstpointer data)
{
  IbidEntity *entity = NULL;
  g_autoptr (GListModel) mentions = NULL;

  put_full (fixture->overlay, IBID_TARGET_KIND_ENTITY, "e-new", 0, "added-mention", "m1",
            new_spans ("b0", 0, 7), NULL);
  put_full (fixture->overlay, IBID_TARGET_KIND_ARTICLE, "", 0, "added-entity", "e-new",
            g_variant_new_parsed ("{'name': <'Digital'>, 'kind': <'technology'>}"), NULL);
  apply (fixture);
  entity = ibid_article_find_entity (fixture->article, "e-new");
  g_assert_cmpstr (ibid_entity_get_name (entity), ==, "Digital");
  g_assert_cmpint (ibid_entity_get_kind (entity), ==, IBID_ENTITY_KIND_TECHNOLOGY);
  g_assert_cmpuint (ibid_entity_get_n_mentions (entity), ==, 1);
  g_assert_nonnull (ibid_article_mention_at (fixture->article, 0, 3));
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_mentions (fixture->article)), ==, 6);
  mentions = g_object_ref (ibid_entity_get_mentions (entity));
  /* it comes first in the text, so it is first in the list */
  {
    g_autoptr (IbidEntity) first =
        g_list_model_get_item (ibid_article_get_entities (fixture->article), 0);

    g_assert_true (first == entity);
  }
  ibid_article_apply_decisions (fixture->article, NULL, NULL, NULL);
  g_assert_null (ibid_article_find_entity (fixture->article, "e-new"));
  g_assert_cmpuint (g_list_model_get_n_items (mentions), ==, 0);
}

static void
put_found (Fixture *fixture, IbidTargetKind target, const char *id, const char *field,
           const char *value, const char *clues)
{
  put_full (fixture->overlay, target, id, 0, field, NULL, g_variant_new_string (value),
            g_variant_new_parsed (clues));
  apply (fixture);
}

static void
test_find_again (Fixture *fixture, gconstpointer data)
{
  IbidSource *x1 = ibid_article_find_source (fixture->article, "s-x1");
  IbidSource *x2 = ibid_article_find_source (fixture->article, "s-x2");

  /* the id is gone */
  put_found (fixture, IBID_TARGET_KIND_SOURCE, "gone", "access", "dead",
             "{'name': 'xinhua', 'date': '2021-01-22'}");
  g_assert_cmpint (ibid_source_get_access (x1), ==, IBID_ACCESS_DEAD);
  /* the id means another source now */
  put_found (fixture, IBID_TARGET_KIND_SOURCE, "s-osce", "access", "open",
             "{'name': 'Xinhua', 'date': '2020-01-22'}");
  g_assert_cmpint (ibid_source_get_access (x2), ==, IBID_ACCESS_OPEN);
  g_assert_cmpint (ibid_source_get_access (ibid_article_find_source (fixture->article, "s-osce")),
                   ==, IBID_ACCESS_NOT_OPENED);
  g_assert_cmpuint (count_lost (fixture), ==, 0);
  /* and what is described is nowhere: better lost than on the wrong one */
  put_found (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", "title", "A title",
             "{'name': 'Xinhua', 'date': '1999-01-22'}");
  g_assert_cmpuint (count_lost (fixture), ==, 1);
  g_assert_null (ibid_csl_get (ibid_source_get_csl (x1), IBID_CSL_TITLE));

  put_found (fixture, IBID_TARGET_KIND_ENTITY, "gone", "kind", "event",
             "{'name': 'astana', 'kind': 'place'}");
  g_assert_cmpint (ibid_entity_get_kind (ibid_article_find_entity (fixture->article, "e-astana")),
                   ==, IBID_ENTITY_KIND_EVENT);
  put_found (fixture, IBID_TARGET_KIND_ITEM, "c2", "verdict", "supports",
             "{'exact': '(Xinhua, January 22)'}");
  g_assert_cmpint (ibid_citation_item_get_verdict (get_only_item (fixture, "c1")), ==,
                   IBID_VERDICT_SUPPORTS);
  put_found (fixture, IBID_TARGET_KIND_OUTLET, "gone", "kind", "press", "{'name': 'OSCE'}");
  g_assert_cmpint (ibid_outlet_get_kind (ibid_article_find_outlet (fixture->article, "osce")), ==,
                   IBID_OUTLET_KIND_PRESS);
  g_assert_cmpuint (count_lost (fixture), ==, 1);
}

/* a description made after an edit says what the edit says */
static void
test_find_after_edit (Fixture *fixture, gconstpointer data)
{
  IbidSource *x1 = ibid_article_find_source (fixture->article, "s-x1");

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "issued", "2021-01-23");
  put_found (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", "access", "dead",
             "{'name': 'Xinhua', 'date': '2021-01-23'}");
  g_assert_cmpint (ibid_source_get_access (x1), ==, IBID_ACCESS_DEAD);
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "name", "Other");
  put_found (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", "kind", "event", "{'name': 'Other'}");
  g_assert_cmpint (ibid_entity_get_kind (ibid_article_find_entity (fixture->article, "e-dsr")), ==,
                   IBID_ENTITY_KIND_EVENT);
  g_assert_cmpuint (count_lost (fixture), ==, 0);
}

static void
assert_description (Fixture *fixture, gpointer record, const char *expected)
{
  g_autoptr (GVariant) clues =
      g_variant_ref_sink (ibid_article_describe (fixture->article, record));
  g_autofree char *text = g_variant_print (clues, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  IbidSource *source = ibid_article_find_source (fixture->article, "s-x1");

  put_string (fixture, IBID_TARGET_KIND_SOURCE, "s-x1", 0, "issued", "1999");
  put_string (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", 0, "name", "Other");
  assert_description (fixture, source, "{'name': 'Xinhua', 'date': '2021-01-22'}");
  assert_description (fixture, ibid_source_get_outlet (source), "{'name': 'Xinhua'}");
  assert_description (fixture, ibid_article_find_entity (fixture->article, "e-dsr"),
                      "{'name': 'Digital Silk Road', 'kind': 'programme'}");
  assert_description (
      fixture, get_only_item (fixture, "c1"),
      "{'exact': '(Xinhua, January 22)', 'prefix': 'he DSR links Xinhua and Astana. '}");
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const IbidTargetKind targets[] = { IBID_TARGET_KIND_ARTICLE, IBID_TARGET_KIND_OUTLET,
                                            IBID_TARGET_KIND_SOURCE,  IBID_TARGET_KIND_CITATION,
                                            IBID_TARGET_KIND_ITEM,    IBID_TARGET_KIND_ENTITY };
  static const char *const ids[] = { "", "xinhua", "s-x1", "c1", "c1", "e-dsr" };
  static const char *const fields[] = {
    "kind",   "country",       "reliability", "title",          "author",        "issued",
    "URL",    "language",      "archived",    "access",         "merged-into",   "verdict",
    "chosen", "own-source",    "credibility", "not-a-citation", "claims",        "added-citation",
    "name",   "not-an-entity", "split-alias", "added-entity",   "added-mention", "nothing"
  };
  guint n_decisions = 0;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
      {
        put_full (fixture->overlay, targets[i], ids[i], 0, fields[j], "key",
                  g_variant_new_double (0.5), g_variant_new_int32 (1));
        n_decisions++;
      }
  apply (fixture);
  g_assert_cmpuint (count_lost (fixture), ==, n_decisions);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/model/decisions/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing", test_nothing);
  ADD ("outlet", test_outlet);
  ADD ("corrections", test_corrections);
  ADD ("edit-source", test_edit_source);
  ADD ("merge-sources", test_merge_sources);
  ADD ("judge-item", test_judge_item);
  ADD ("choose", test_choose);
  ADD ("own-source", test_own_source);
  ADD ("refuse-citation", test_refuse_citation);
  ADD ("claims", test_claims);
  ADD ("add-citation", test_add_citation);
  ADD ("add-written-citation", test_add_written_citation);
  ADD ("rename-entity", test_rename_entity);
  ADD ("merge-entities", test_merge_entities);
  ADD ("split-alias", test_split_alias);
  ADD ("split-after-merge", test_split_after_merge);
  ADD ("refuse-entity", test_refuse_entity);
  ADD ("add-entity", test_add_entity);
  ADD ("find-again", test_find_again);
  ADD ("find-after-edit", test_find_after_edit);
  ADD ("describe", test_describe);
  ADD ("nonsense", test_nonsense);
  return g_test_run ();
}
