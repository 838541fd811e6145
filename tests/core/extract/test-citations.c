/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>
#include "ibid-extract.h"
#include "ibid-import.h"
#include "ibid-offsets.h"
#include "ibid-outlet-gazetteer.h"
#include "ibid-terms-types.h"

/* Every kind of citation that is known, and everything in brackets that is none: the corpus, whose
 * texts are made for it. Claims are marked by hand there; how far they are met is reported. */

typedef struct
{
  guint n_right; /* characters that are in both */
  guint n_found;
  guint n_wanted;
} Overlap;

typedef struct
{
  JsonNode *corpus;
  IbidOutletGazetteer *outlets;
} Fixture;

static Fixture fixture;

static IbidArticle *
import (const char *text, const char *published, const char *language)
{
  const IbidExtractOptions known = { .outlets = fixture.outlets };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  IbidArticle *article;

  draft = ibid_import_read (ibid_import_find_format ("text"),
                            &(IbidImportInput){ .bytes = bytes, .name = "case.txt" }, NULL, &error);
  g_assert_no_error (error);
  if (published != NULL)
    {
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (published, &error);

      g_assert_no_error (error);
      ibid_draft_set_published (draft, date);
    }
  if (language != NULL)
    ibid_draft_set_language (draft, language);
  article = ibid_draft_build (draft, &known, NULL, &error);
  g_assert_no_error (error);
  return article;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) && !json_object_get_null_member (object, name)
             ? json_object_get_string_member (object, name)
             : NULL;
}

static void
check_optional (JsonObject *wanted, const char *name, const char *found)
{
  if (json_object_has_member (wanted, name))
    g_assert_cmpstr (found, ==, get_string (wanted, name));
}

static char *
dup_issued (IbidSource *source)
{
  IbidPartialDate *date = source != NULL ? ibid_source_get_date (source) : NULL;

  return date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
}

static char *
dup_accessed (IbidSource *source)
{
  IbidPartialDate *date =
      source != NULL ? ibid_csl_get_accessed (ibid_source_get_csl (source)) : NULL;

  return date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
}

static const char *
get_letter (IbidSource *source)
{
  JsonObject *extra = ibid_record_get_extra (IBID_RECORD (ibid_source_get_csl (source)));

  return extra != NULL ? get_string (extra, "year-suffix") : NULL;
}

static void
check_item (IbidCitationItem *item, JsonObject *wanted)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  g_autofree char *issued = dup_issued (source);
  g_autofree char *accessed = dup_accessed (source);
  const char *resolution =
      ibid_nick_from_enum (IBID_TYPE_RESOLUTION, (int)ibid_citation_item_get_resolution (item));

  g_assert_cmpstr (ibid_citation_item_get_name (item), ==, get_string (wanted, "name"));
  g_assert_cmpstr (issued, ==, get_string (wanted, "issued"));
  g_assert_cmpstr (accessed, ==, get_string (wanted, "accessed"));
  check_optional (wanted, "prefix", ibid_citation_item_get_prefix (item));
  check_optional (wanted, "locator", ibid_citation_item_get_locator (item));
  check_optional (wanted, "label", ibid_citation_item_get_label (item));
  check_optional (wanted, "resolution", resolution);
  if (source == NULL)
    return;
  check_optional (wanted, "title", ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_TITLE));
  check_optional (wanted, "letter", get_letter (source));
}

/* marks the characters of a block that a claim lies on; unmarked ones are 0 */
static void
mark (guint8 *marks, guint start, guint end, guint8 bit)
{
  for (guint i = start; i < end; i++)
    marks[i] |= bit;
}

static void
compare_claims (IbidArticle *article, IbidCitation *citation, JsonArray *wanted, Overlap *overlap)
{
  IbidBlock *block = ibid_article_peek_block (article, ibid_citation_get_span (citation)->block);
  const char *text = ibid_block_get_text (block);
  guint n_chars = ibid_block_get_n_chars (block);
  g_autofree guint8 *marks = g_new0 (guint8, n_chars + 1);
  guint n_claims;
  const IbidSpan *claims = ibid_citation_get_claims (citation, &n_claims);

  for (guint i = 0; i < n_claims; i++)
    mark (marks, claims[i].start, claims[i].end, 1);
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      const char *piece = json_array_get_string_element (wanted, i);
      const char *at = strstr (text, piece);
      guint start;

      g_assert_nonnull (at);
      start = ibid_text_chars_from_bytes (text, (gsize)(at - text));
      mark (marks, start, start + (guint)g_utf8_strlen (piece, -1), 2);
    }
  for (guint i = 0; i < n_chars; i++)
    {
      overlap->n_right += marks[i] == 3;
      overlap->n_found += marks[i] & 1;
      overlap->n_wanted += (marks[i] & 2) != 0;
    }
}

static void
check_citation (IbidArticle *article, IbidCitation *citation, JsonObject *wanted, Overlap *overlap)
{
  g_autofree char *span = ibid_article_dup_span_text (article, ibid_citation_get_span (citation));
  JsonArray *items = json_object_get_array_member (wanted, "items");
  GListModel *found = ibid_citation_get_items (citation);
  const char *form =
      ibid_nick_from_enum (IBID_TYPE_CITATION_FORM, (int)ibid_citation_get_form (citation));
  const char *role =
      ibid_nick_from_enum (IBID_TYPE_CITATION_ROLE, (int)ibid_citation_get_role (citation));

  g_assert_cmpstr (span, ==, get_string (wanted, "span"));
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, json_array_get_length (items));
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (found, i);

      check_item (item, json_array_get_object_element (items, i));
    }
  g_assert_cmpstr (form, ==,
                   json_object_get_string_member_with_default (wanted, "form", "parenthetical"));
  g_assert_cmpstr (role, ==,
                   json_object_get_string_member_with_default (wanted, "role", "support"));
  if (json_object_has_member (wanted, "claims"))
    compare_claims (article, citation, json_object_get_array_member (wanted, "claims"), overlap);
}

static void
check_notes (IbidArticle *article, JsonArray *wanted)
{
  GListModel *found = ibid_article_get_note_references (article);

  g_assert_cmpuint (g_list_model_get_n_items (found), ==, json_array_get_length (wanted));
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      g_autoptr (IbidNoteReference) reference = g_list_model_get_item (found, i);
      g_autofree char *span =
          ibid_article_dup_span_text (article, ibid_note_reference_get_span (reference));

      g_assert_cmpstr (span, ==, json_array_get_string_element (wanted, i));
    }
}

static void
check_case (JsonObject *wanted, Overlap *overlap)
{
  g_autoptr (IbidArticle) article =
      import (get_string (wanted, "text"), get_string (wanted, "published"),
              get_string (wanted, "language"));
  GListModel *found = ibid_article_get_citations (article);
  JsonArray *citations = json_object_get_array_member (wanted, "citations");

  g_test_message ("%s: %s", get_string (wanted, "row"), get_string (wanted, "text"));
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, json_array_get_length (citations));
  for (guint i = 0; i < json_array_get_length (citations); i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (found, i);

      check_citation (article, citation, json_array_get_object_element (citations, i), overlap);
    }
  if (json_object_has_member (wanted, "notes"))
    check_notes (article, json_object_get_array_member (wanted, "notes"));
  g_assert_finalize_object (g_steal_pointer (&article));
}

static void
test_corpus (void)
{
  JsonArray *cases = json_node_get_array (fixture.corpus);
  Overlap overlap = { 0 };
  double f1;

  for (guint i = 0; i < json_array_get_length (cases); i++)
    check_case (json_array_get_object_element (cases, i), &overlap);
  f1 = 2.0 * overlap.n_right / (overlap.n_found + overlap.n_wanted);
  g_test_message ("claims: F1 %.3f by characters", f1);
  g_assert_cmpfloat (f1, >, 0.85);
}

static IbidSource *
source_of (IbidArticle *article, guint citation)
{
  g_autoptr (IbidCitation) found =
      g_list_model_get_item (ibid_article_get_citations (article), citation);
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_citation_get_items (found), 0);

  return ibid_citation_item_get_source (item);
}

/* Whatever is equal in outlet, date, title and address is one source. */
static void
test_equal_sources (void)
{
  g_autoptr (IbidArticle) article =
      import ("First (Xinhua, May 4). Again (Xinhua News Agency, 4 May 2021). Another day (Xinhua, "
              "May 5). With an address (Xinhua, May 4, https://www.example.org/a).",
              "2021-05-07", "en");

  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_sources (article)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_article_get_outlets (article)), ==, 1);
  g_assert_true (source_of (article, 0) == source_of (article, 1));
  g_assert_true (source_of (article, 0) != source_of (article, 2));
  g_assert_true (source_of (article, 0) != source_of (article, 3));
}

/* Without an article's date a year that is left out stays out: as written, and XXXX in EDTF. */
static void
test_unknown_year (void)
{
  g_autoptr (IbidArticle) article = import ("A sentence (Xinhua, January 22).", NULL, "en");
  IbidSource *source = source_of (article, 0);
  g_autofree char *edtf = ibid_partial_date_to_edtf (ibid_source_get_issued_edtf (source));

  g_assert_cmpstr (edtf, ==, "XXXX-01-22");
  g_assert_cmpstr (ibid_csl_get_issued_literal (ibid_source_get_csl (source)), ==, "January 22");
  g_assert_null (ibid_csl_get_issued (ibid_source_get_csl (source)));
}

/* A draft gives another article after its date was corrected. */
static void
test_draft_resolves_again (void)
{
  const char *text = "A sentence (Xinhua, January 22).";
  const IbidExtractOptions known = { .outlets = fixture.outlets };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (IbidArticle) first = NULL;
  g_autoptr (IbidArticle) second = NULL;
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2018, 1, 1);
  g_autofree char *issued = NULL;

  draft = ibid_import_read (ibid_import_find_format ("text"),
                            &(IbidImportInput){ .bytes = bytes, .name = NULL }, NULL, NULL);
  first = ibid_draft_build (draft, &known, NULL, NULL);
  ibid_draft_set_published (draft, date);
  second = ibid_draft_build (draft, &known, NULL, NULL);
  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (first)), ==,
                   ibid_record_get_id (IBID_RECORD (second)));
  issued = dup_issued (source_of (second, 0));
  g_assert_cmpstr (issued, ==, "2017-01-22");
  g_assert_finalize_object (g_steal_pointer (&first));
  g_assert_finalize_object (g_steal_pointer (&second));
  g_assert_finalize_object (g_steal_pointer (&draft));
}

/* Who is known gets a kind; who is not stays unclassified, until the reader says otherwise. */
static void
test_outlets (void)
{
  g_autoptr (IbidArticle) article =
      import ("One (Xinhua, May 4). Two (Nowhere-known.kz, May 4).", "2021-05-07", "en");
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autoptr (IbidDecision) decision = NULL;
  IbidOutlet *known = ibid_source_get_outlet (source_of (article, 0));
  IbidOutlet *unknown = ibid_source_get_outlet (source_of (article, 1));

  g_assert_cmpstr (ibid_outlet_get_country (known), ==, "CN");
  g_assert_cmpint (ibid_outlet_get_kind (known), ==, IBID_OUTLET_KIND_STATE_MEDIA);
  g_assert_cmpint (ibid_outlet_get_kind (unknown), ==, IBID_OUTLET_KIND_UNCLASSIFIED);
  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (unknown)), ==, "nowhere-known-kz");

  decision = ibid_decision_new (IBID_TARGET_KIND_OUTLET, "xinhua", 0, "kind", NULL,
                                g_variant_new_string ("agency"), NULL, NULL);
  ibid_overlay_put (corrections, decision);
  ibid_article_apply_decisions (article, corrections, NULL, NULL);
  g_assert_cmpint (ibid_outlet_get_kind (known), ==, IBID_OUTLET_KIND_AGENCY);
}

static void
test_gazetteer (void)
{
  static const char broken[] = "{\"format\": \"ibid-outlets\", \"version\": 99, \"outlets\": []}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (broken, strlen (broken));
  g_autoptr (GError) error = NULL;
  IbidOutletGazetteer *self = fixture.outlets;

  g_assert_cmpuint (ibid_outlet_gazetteer_get_n_outlets (self), >=, 400);
  g_assert_nonnull (ibid_outlet_gazetteer_find (self, "the guardian"));
  g_assert_true (ibid_outlet_gazetteer_find (self, "El Pais") ==
                 ibid_outlet_gazetteer_find (self, "EL PAÍS"));
  g_assert_true (ibid_outlet_gazetteer_find_host (self, "www.bbc.co.uk") ==
                 ibid_outlet_gazetteer_find (self, "BBC"));
  g_assert_null (ibid_outlet_gazetteer_find_host (self, "co.uk"));
  g_assert_null (ibid_outlet_gazetteer_find (self, "Nobody at all"));
  g_assert_null (ibid_outlet_gazetteer_new_from_bytes (bytes, "broken", &error));
  g_assert_error (error, IBID_EXTRACT_ERROR, IBID_EXTRACT_ERROR_GAZETTEER);
}

static void
test_cancelled (void)
{
  const IbidExtractOptions known = { .outlets = fixture.outlets };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (IbidDraft) draft = ibid_draft_new ();
  g_autoptr (GError) error = NULL;

  ibid_draft_add_block (draft, IBID_BLOCK_TYPE_PARAGRAPH, "A sentence (Xinhua, May 4).");
  g_cancellable_cancel (cancellable);
  g_assert_null (ibid_draft_build (draft, &known, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = g_build_filename (g_getenv ("IBID_SOURCE_ROOT"), "tests", "corpus",
                                            "extract", "citations.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  fixture.corpus = json_parser_get_root (parser);
  fixture.outlets = ibid_outlet_gazetteer_new (NULL);
  g_assert_nonnull (fixture.outlets);
  g_test_add_func ("/extract/citations/corpus", test_corpus);
  g_test_add_func ("/extract/citations/equal-sources", test_equal_sources);
  g_test_add_func ("/extract/citations/unknown-year", test_unknown_year);
  g_test_add_func ("/extract/citations/draft-resolves-again", test_draft_resolves_again);
  g_test_add_func ("/extract/citations/outlets", test_outlets);
  g_test_add_func ("/extract/citations/gazetteer", test_gazetteer);
  g_test_add_func ("/extract/citations/cancelled", test_cancelled);
  status = g_test_run ();
  ibid_outlet_gazetteer_unref (fixture.outlets);
  return status;
}
