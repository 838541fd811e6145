/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <unistd.h>

#include "../../obey-permissions.h"
#include "desk.h"
#include "ibid-annotation-format.h"

/* Annotations from the act to the file and back. The text: tests/core/store/desk.h. */

static IbidDossier *
open_usual (Desk *desk)
{
  g_autofree char *path = desk_write_article (desk, "ties.ibid.json", "a lot");

  return desk_open (desk, path);
}

static IbidAnnotation *
annotate (IbidDossier *dossier, guint block, guint start, guint end)
{
  const IbidSpan span = { block, start, end };
  IbidAnnotation *annotation =
      ibid_dossier_annotate (dossier, &span, 1, IBID_ANNOTATION_STYLE_YELLOW);

  g_assert_true (IBID_IS_ANNOTATION (annotation));
  return annotation;
}

static IbidAnnotation *
lookup (IbidDossier *dossier, const char *id)
{
  return ibid_annotations_lookup (ibid_dossier_get_annotations (dossier), id);
}

static guint
count (IbidDossier *dossier)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_annotations (dossier)));
}

static const char *
get_exact (IbidAnnotation *annotation)
{
  return ibid_selector_get_exact (ibid_annotation_get_selector (annotation));
}

static IbidAnnotationSet *
read_set (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  IbidAnnotationSet *set;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (contents, length);
  set = ibid_annotations_load_bytes (bytes, path, ARTICLE_ID, &error);
  g_assert_no_error (error);
  return set;
}

static IbidDossier *
reopen (Desk *desk, IbidDossier *dossier)
{
  g_autofree char *path = dossier_dup_path (dossier, "article.ibid.json");

  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_finalize_object (dossier);
  desk_restart (desk);
  return desk_open (desk, path);
}

static void
test_saved (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  IbidHistory *history = ibid_dossier_get_history (dossier);
  const char *tags[] = { "trade", " growth ", "", "trade", NULL };
  const char *const expected[] = { "trade", "growth", NULL };
  g_autofree char *id = NULL;
  gint64 started = g_get_monotonic_time ();
  IbidAnnotation *annotation;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  id = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Highlight “Astana”");
  g_assert_false (ibid_dossier_is_saved (dossier));
  wait_saved (dossier);
  g_assert_cmpint (g_get_monotonic_time () - started, <, G_USEC_PER_SEC);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  ibid_dossier_set_annotation_note (dossier, lookup (dossier, id), "A *note* — “with” 🙂");
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Add note on “Astana”");
  ibid_dossier_set_annotation_tags (dossier, lookup (dossier, id), (const char *const *)tags);
  dossier = reopen (&desk, dossier);
  g_assert_cmpuint (count (dossier), ==, 1);
  annotation = lookup (dossier, id);
  g_assert_nonnull (annotation);
  g_assert_cmpstr (get_exact (annotation), ==, "Astana");
  g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, "A *note* — “with” 🙂");
  g_assert_cmpstrv (ibid_annotation_get_tags (annotation), expected);
  g_assert_cmpint (ibid_annotation_get_state (annotation), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_true (ibid_dossier_is_saved (dossier));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_history (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidHistory *history = ibid_dossier_get_history (dossier);
  IbidAnnotations *annotations = ibid_dossier_get_annotations (dossier);
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 before, removed_us;

  g_ptr_array_add (one, g_object_ref (lookup (dossier, id)));
  ibid_dossier_set_annotation_style (dossier, one, IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Highlight “Astana”");
  ibid_dossier_set_annotation_style (dossier, one, IBID_ANNOTATION_STYLE_GREEN);
  before = ibid_annotation_get_modified (lookup (dossier, id));
  ibid_history_undo (history);
  g_assert_cmpint (ibid_annotation_get_style (lookup (dossier, id)), ==,
                   IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpint (ibid_annotation_get_modified (lookup (dossier, id)), >, before);
  ibid_history_undo (history);
  g_assert_null (lookup (dossier, id));
  g_assert_true (ibid_annotations_get_removed (annotations, id, &removed_us));
  g_assert_cmpint (removed_us, >, before);
  ibid_history_redo (history);
  g_assert_nonnull (lookup (dossier, id));
  g_assert_cmpint (ibid_annotation_get_modified (lookup (dossier, id)), >, removed_us);
  g_assert_false (ibid_annotations_get_removed (annotations, id, NULL));
  ibid_history_redo (history);
  g_assert_cmpint (ibid_annotation_get_style (lookup (dossier, id)), ==,
                   IBID_ANNOTATION_STYLE_GREEN);

  /* what the caller holds may be an older state */
  ibid_dossier_remove_annotations (dossier, one);
  g_assert_null (lookup (dossier, id));
  dossier = reopen (&desk, dossier);
  g_assert_cmpuint (count (dossier), ==, 0);
  g_assert_true (ibid_annotations_get_removed (ibid_dossier_get_annotations (dossier), id, NULL));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* Undoing an act leaves alone what another program changed about the same annotation since. */
static void
test_undo_after_merge (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (IbidAnnotation) theirs = NULL;

  g_ptr_array_add (one, lookup (dossier, id));
  ibid_dossier_set_annotation_style (dossier, one, IBID_ANNOTATION_STYLE_PINK);
  theirs = ibid_annotation_with_note (lookup (dossier, id), "theirs");
  ibid_annotations_put (ibid_dossier_get_annotations (dossier), theirs);
  ibid_history_undo (ibid_dossier_get_history (dossier));
  g_assert_cmpint (ibid_annotation_get_style (lookup (dossier, id)), ==,
                   IBID_ANNOTATION_STYLE_YELLOW);
  g_assert_cmpstr (ibid_annotation_get_note (lookup (dossier, id)), ==, "theirs");
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_many_at_once (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidHistory *history = ibid_dossier_get_history (dossier);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < 3; i++)
    {
      IbidAnnotation *annotation = annotate (dossier, 0, i, i + 5);

      g_ptr_array_add (all, g_object_ref (annotation));
      g_strv_builder_add (builder, ibid_annotation_get_id (annotation));
    }
  ids = g_strv_builder_end (builder);
  g_ptr_array_add (all, g_object_ref (g_ptr_array_index (all, 0)));
  ibid_dossier_add_annotation_tag (dossier, all, "x");
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Tag 3 highlights");
  for (guint i = 0; i < 3; i++)
    g_assert_true (ibid_annotation_has_tag (lookup (dossier, ids[i]), "x"));
  ibid_dossier_remove_annotation_tag (dossier, all, "x");
  g_assert_false (ibid_annotation_has_tag (lookup (dossier, ids[1]), "x"));
  ibid_history_undo (history);
  g_assert_true (ibid_annotation_has_tag (lookup (dossier, ids[1]), "x"));
  ibid_dossier_remove_annotations (dossier, all);
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Remove 3 highlights");
  g_assert_cmpuint (count (dossier), ==, 0);
  ibid_history_undo (history);
  g_assert_cmpuint (count (dossier), ==, 3);
  g_assert_true (ibid_annotation_has_tag (lookup (dossier, ids[2]), "x"));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_place (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  const IbidSpan across[] = { { 0, 71, 80 }, { 1, 0, 5 }, { 2, 0, 4 } };
  const IbidSpan none = { 7, 0, 1 };
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  const IbidSpan *spans;
  guint n_spans;

  g_assert_null (ibid_dossier_annotate (dossier, &none, 1, IBID_ANNOTATION_STYLE_BLUE));
  g_assert_null (ibid_dossier_annotate (dossier, NULL, 0, IBID_ANNOTATION_STYLE_BLUE));
  ibid_dossier_set_annotation_place (dossier, lookup (dossier, id), across, 3);
  spans = ibid_annotation_get_spans (lookup (dossier, id), &n_spans);
  g_assert_cmpuint (n_spans, ==, 3);
  g_assert_true (ibid_span_equal (&spans[2], &across[2]));
  g_assert_nonnull (strstr (get_exact (lookup (dossier, id)), "\nA map\nAlma"));
  dossier = reopen (&desk, dossier);
  spans = ibid_annotation_get_spans (lookup (dossier, id), &n_spans);
  g_assert_cmpuint (n_spans, ==, 3);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_evidence (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidArticle *article = ibid_dossier_get_article (dossier);
  IbidAnnotation *first = annotate (dossier, 0, 7, 10);
  IbidAnnotation *third = annotate (dossier, 2, 0, 4);
  g_autoptr (GPtrArray) citations = ibid_dossier_get_annotation_citations (dossier, first);
  g_autoptr (GPtrArray) sources = ibid_dossier_get_annotation_sources (dossier, first);
  g_autoptr (GPtrArray) entities = ibid_dossier_get_annotation_entities (dossier, first);
  g_autoptr (GPtrArray) none = ibid_dossier_get_annotation_citations (dossier, third);
  g_autoptr (GPtrArray) one = ibid_dossier_get_annotation_entities (dossier, third);

  g_assert_cmpuint (citations->len, ==, 1);
  g_assert_true (citations->pdata[0] == ibid_article_find_citation (article, "c1"));
  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_true (sources->pdata[0] == ibid_article_find_source (article, "s1"));
  g_assert_cmpuint (entities->len, ==, 2);
  g_assert_true (entities->pdata[0] == ibid_article_find_entity (article, "e1"));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (one->pdata[0] == ibid_article_find_entity (article, "e2"));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_entity (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  const IbidSpan akorda = { 2, 18, 24 };
  const IbidSpan alma = { 0, 11, 15 };
  const IbidSpan again = { 2, 5, 11 };
  const IbidSpan outside = { 2, 20, 200 };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  IbidEntity *entity;

  g_assert_null (ibid_dossier_add_entity (dossier, &alma, NULL, IBID_ENTITY_KIND_PLACE, &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (ibid_dossier_add_entity (dossier, &outside, "X", IBID_ENTITY_KIND_PLACE, &error));
  g_assert_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE);
  g_clear_error (&error);

  entity = ibid_dossier_add_entity (dossier, &akorda, NULL, IBID_ENTITY_KIND_ORGANISATION, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ibid_entity_get_name (entity), ==, "Akorda");
  g_assert_cmpuint (g_list_model_get_n_items (ibid_entity_get_mentions (entity)), ==, 1);
  ibid_dossier_add_mention (dossier, entity, &again);
  ibid_dossier_add_mention (dossier, entity, &again);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_entity_get_mentions (entity)), ==, 2);
  id = g_strdup (ibid_record_get_id (IBID_RECORD (entity)));

  dossier = reopen (&desk, dossier);
  entity = ibid_article_find_entity (ibid_dossier_get_article (dossier), id);
  g_assert_nonnull (entity);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_entity_get_mentions (entity)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_lost_decisions (dossier)), ==, 0);
  ibid_dossier_refuse_entity (dossier, entity);
  g_assert_null (ibid_article_find_entity (ibid_dossier_get_article (dossier), id));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_overlay (dossier))),
                    ==, 0);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static gboolean
is_sure (IbidAnnotation *annotation)
{
  IbidAnchorState state = ibid_annotation_get_state (annotation);

  return state == IBID_ANCHOR_STATE_EXACT || state == IBID_ANCHOR_STATE_MOVED;
}

/* Another text of the article: what stands elsewhere is found, what is gone is lost, and the old
 * text is there to compare. */
static void
test_newer_text (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *stays = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_autofree char *moves = g_strdup (ibid_annotation_get_id (annotate (dossier, 2, 0, 24)));
  g_autofree char *goes = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 21, 26)));
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = NULL;
  g_autofree char *old = NULL;

  g_assert_true (ibid_dossier_flush (dossier, &error));
  g_assert_finalize_object (dossier);
  json = make_article (ARTICLE_ID, "Ties of Kazakhstan", "very much indeed", "");
  path = desk_write (&desk, "newer.ibid.json", json);
  dossier = desk_open (&desk, path);
  g_assert_cmpuint (count (dossier), ==, 3);
  g_assert_true (is_sure (lookup (dossier, stays)));
  g_assert_true (is_sure (lookup (dossier, moves)));
  g_assert_false (is_sure (lookup (dossier, goes)));
  old = ibid_dossier_dup_old_passage (dossier, lookup (dossier, goes));
  g_assert_nonnull (old);
  g_assert_true (g_str_has_prefix (old, "Astana and Alma grew a lot ("));
  /* opening is no change */
  g_assert_true (ibid_dossier_is_saved (dossier));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static IbidDossier *
open_changed (Desk *desk, IbidDossier *dossier, const char *last_paragraph)
{
  g_autofree char *json = make_article (ARTICLE_ID, "Ties of Kazakhstan", "a lot", "");
  GString *text = g_string_new (json);
  g_autofree char *changed = NULL;
  g_autofree char *path = NULL;

  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_finalize_object (dossier);
  g_assert_cmpuint (g_string_replace (text, "Alma stayed, says Akorda.", last_paragraph, 0), ==, 1);
  changed = g_string_free (text, FALSE);
  path = desk_write (desk, "changed.ibid.json", changed);
  return desk_open (desk, path);
}

static guint
count_lost (IbidDossier *dossier)
{
  return g_list_model_get_n_items (ibid_dossier_get_lost_decisions (dossier));
}

/* Decisions that name places in the text follow them, or are listed as lost. */
static void
test_decisions_follow (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidArticle *article = ibid_dossier_get_article (dossier);
  const IbidSpan claim = { 2, 0, 11 }, moved_claim = { 2, 10, 21 };
  const IbidSpan akorda = { 2, 18, 24 }, moved_akorda = { 2, 28, 34 };
  const IbidSpan says = { 2, 13, 17 }, moved_says = { 2, 23, 27 };
  g_autofree char *citation_id = NULL;
  g_autofree char *entity_id = NULL;
  IbidCitation *citation;
  IbidEntity *entity;
  GListModel *mentions;
  g_autoptr (IbidMention) mention = NULL;
  const IbidSpan *claims;
  guint n_claims;

  ibid_dossier_set_claims (dossier, ibid_article_find_citation (article, "c1"), &claim, 1);
  citation = ibid_dossier_add_citation (dossier, &akorda, NULL, NULL);
  citation_id = g_strdup (ibid_record_get_id (IBID_RECORD (citation)));
  entity = ibid_dossier_add_entity (dossier, &says, NULL, IBID_ENTITY_KIND_TERM, NULL);
  entity_id = g_strdup (ibid_record_get_id (IBID_RECORD (entity)));

  dossier = open_changed (&desk, dossier, "Yesterday Alma stayed, says Akorda.");
  article = ibid_dossier_get_article (dossier);
  g_assert_cmpuint (count_lost (dossier), ==, 0);
  claims = ibid_citation_get_claims (ibid_article_find_citation (article, "c1"), &n_claims);
  g_assert_cmpuint (n_claims, ==, 1);
  g_assert_true (ibid_span_equal (&claims[0], &moved_claim));
  citation = ibid_article_find_citation (article, citation_id);
  g_assert_true (ibid_span_equal (ibid_citation_get_span (citation), &moved_akorda));
  entity = ibid_article_find_entity (article, entity_id);
  mentions = ibid_entity_get_mentions (entity);
  g_assert_cmpuint (g_list_model_get_n_items (mentions), ==, 1);
  mention = g_list_model_get_item (mentions, 0);
  g_assert_true (ibid_span_equal (ibid_mention_get_span (mention), &moved_says));
  g_clear_object (&mention);
  g_assert_true (ibid_dossier_is_saved (dossier));

  dossier = open_changed (&desk, dossier, "Nothing of that sort was ever said here.");
  g_assert_cmpuint (count_lost (dossier), ==, 3);
  /* they come back with the text */
  dossier = open_changed (&desk, dossier, "Alma stayed, says Akorda.");
  g_assert_cmpuint (count_lost (dossier), ==, 0);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* What the reader refused stays lost in that text, and is found again in another one. */
static void
test_refused (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidAnnotations *annotations = ibid_dossier_get_annotations (dossier);
  IbidReadingText *text = ibid_dossier_get_reading_text (dossier);
  g_autoptr (IbidSelector) selector = ibid_selector_new ("Astana and", "", " Alma", 0, 10, "0123");
  g_autoptr (IbidAnnotation) doubtful = ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_BLUE);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *id = g_strdup (ibid_annotation_get_id (doubtful));

  ibid_annotation_set_anchor (doubtful, IBID_ANCHOR_STATE_UNCERTAIN, text, 0, 10);
  ibid_annotations_put (annotations, doubtful);
  g_ptr_array_add (one, doubtful);
  ibid_dossier_refuse_annotations (dossier, one);
  g_assert_cmpint (ibid_annotation_get_state (lookup (dossier, id)), ==, IBID_ANCHOR_STATE_LOST);
  dossier = reopen (&desk, dossier);
  g_assert_cmpint (ibid_annotation_get_state (lookup (dossier, id)), ==, IBID_ANCHOR_STATE_LOST);
  g_assert_cmpstr (ibid_annotation_get_refused_text (lookup (dossier, id)), ==,
                   ibid_reading_text_get_hash (ibid_dossier_get_reading_text (dossier)));

  /* attached by hand */
  ibid_dossier_set_annotation_place (dossier, lookup (dossier, id), &(IbidSpan){ 0, 0, 10 }, 1);
  g_assert_cmpint (ibid_annotation_get_state (lookup (dossier, id)), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_null (ibid_annotation_get_refused_text (lookup (dossier, id)));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_confirmed (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  IbidReadingText *text = ibid_dossier_get_reading_text (dossier);
  g_autoptr (IbidSelector) selector = ibid_selector_new ("Astana", "", " and", 3, 9, "0123");
  g_autoptr (IbidAnnotation) doubtful = ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_BLUE);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *id = g_strdup (ibid_annotation_get_id (doubtful));

  ibid_annotation_set_anchor (doubtful, IBID_ANCHOR_STATE_UNCERTAIN, text, 0, 6);
  ibid_annotations_put (ibid_dossier_get_annotations (dossier), doubtful);
  g_ptr_array_add (one, doubtful);
  ibid_dossier_confirm_annotations (dossier, one);
  g_assert_cmpint (ibid_annotation_get_state (lookup (dossier, id)), ==, IBID_ANCHOR_STATE_EXACT);
  g_assert_true (ibid_selector_is_of (ibid_annotation_get_selector (lookup (dossier, id)), text));
  ibid_history_undo (ibid_dossier_get_history (dossier));
  g_assert_cmpint (ibid_annotation_get_state (lookup (dossier, id)), ==,
                   IBID_ANCHOR_STATE_UNCERTAIN);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static const char *const copy_names[] = {
  "annotations.sync-conflict-20261123-170000-ABCDEFG.jsonld", /* Syncthing */
  "annotations (conflicted copy 2026-11-23 170000).jsonld",   /* Nextcloud */
  "annotations (Mia's conflicted copy 2026-11-23).jsonld",    /* Dropbox */
};

/* Copies that synchronising programs leave: listed, merged, put away. */
static void
test_copies (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  g_autofree char *other = dossier_dup_path (dossier, "annotationsother.jsonld");
  g_autofree char *shared = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_autofree char *removed = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 11, 15)));
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  GListModel *copies;

  g_assert_true (ibid_dossier_flush (dossier, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (copy_names); i++)
    {
      g_autofree char *copy = dossier_dup_path (dossier, copy_names[i]);
      g_autofree char *contents = NULL;
      g_autofree char *note = g_strdup_printf ("note %u", i);

      /* each the state of another computer */
      ibid_dossier_set_annotation_note (dossier, lookup (dossier, shared), note);
      g_assert_true (ibid_dossier_flush (dossier, NULL));
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_file_set_contents (copy, contents, -1, NULL));
      ibid_history_undo (ibid_dossier_get_history (dossier));
    }
  g_assert_true (g_file_set_contents (other, "{}", -1, NULL));
  g_ptr_array_add (one, lookup (dossier, removed));
  ibid_dossier_remove_annotations (dossier, one);
  dossier = reopen (&desk, dossier);

  copies = ibid_dossier_get_conflict_copies (dossier);
  g_assert_cmpuint (g_list_model_get_n_items (copies), ==, G_N_ELEMENTS (copy_names));
  while (g_list_model_get_n_items (copies) > 0)
    {
      g_autoptr (GFile) copy = g_list_model_get_item (copies, 0);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ibid_dossier_merge_copy_async (dossier, copy, NULL, keep_result_cb, &result);
      wait_for (&result);
      /* all of them are old states of ours: nothing is new, nothing comes back */
      g_assert_cmpint (ibid_dossier_merge_copy_finish (dossier, result, &error), ==, 0);
      g_assert_no_error (error);
      g_assert_false (g_file_query_exists (copy, NULL));
    }
  g_assert_cmpuint (count (dossier), ==, 1);
  g_assert_null (ibid_annotation_get_note (lookup (dossier, shared)));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static char *
make_file (const char *items)
{
  return g_strdup_printf (
      "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"id\": \"urn:x:c\", \"type\": "
      "\"AnnotationCollection\", \"x-mood\": \"calm\", \"first\": {\"id\": \"urn:x:p\", \"type\": "
      "\"AnnotationPage\", \"items\": [%s]}}",
      items);
}

static void
test_copy_conflict (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *id = g_strdup (ibid_annotation_get_id (annotate (dossier, 0, 0, 6)));
  g_autofree char *copy_path = dossier_dup_path (dossier, copy_names[0]);
  g_autofree char *broken_path = dossier_dup_path (dossier, copy_names[1]);
  g_autofree char *item = g_strdup_printf (
      "{\"id\": \"%s\", \"type\": \"Annotation\", \"modified\": \"2026-01-01T00:00:00Z\", \"body\":"
      " \"urn:x:body\", \"target\": {\"source\": \"" ARTICLE_ID "\", \"selector\": {\"type\": "
      "\"TextQuoteSelector\", \"exact\": \"Alma stayed\"}}}",
      id);
  g_autofree char *json = make_file (item);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GFile) copy = g_file_new_for_path (copy_path);
  g_autoptr (GFile) broken = g_file_new_for_path (broken_path);

  g_assert_true (g_file_set_contents (copy_path, json, -1, NULL));
  g_assert_true (g_file_set_contents (broken_path, "{", -1, NULL));
  ibid_dossier_merge_copy_async (dossier, copy, NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_cmpint (ibid_dossier_merge_copy_finish (dossier, result, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (count (dossier), ==, 2);
  g_assert_cmpstr (get_exact (lookup (dossier, id)), ==, "Astana");

  ibid_dossier_merge_copy_async (dossier, broken, NULL, keep_result_cb, &failed);
  wait_for (&failed);
  g_assert_cmpint (ibid_dossier_merge_copy_finish (dossier, failed, &error), ==, -1);
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_SYNTAX);
  g_assert_true (g_file_test (broken_path, G_FILE_TEST_EXISTS));
  g_clear_object (&result);
  g_clear_object (&failed);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* What another program wrote there is shown and survives. */
static void
test_foreign (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  g_autofree char *json = make_file (
      "{\"id\": \"urn:x:1\", \"type\": \"Annotation\", \"x-deep\": {\"a\": [1.5]}, \"body\": "
      "{\"type\": \"TextualBody\", \"value\": \"hello\"}, \"target\": {\"source\": "
      "\"https://example.org/ties\", \"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": "
      "\"says Akorda\", \"prefix\": \"Alma stayed, \"}}}");
  g_autofree char *contents = NULL;
  IbidAnnotation *annotation;

  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  dossier = reopen (&desk, dossier);
  annotation = lookup (dossier, "urn:x:1");
  g_assert_nonnull (annotation);
  g_assert_cmpstr (ibid_annotation_get_note (annotation), ==, "hello");
  g_assert_cmpint (ibid_annotation_get_state (annotation), !=, IBID_ANCHOR_STATE_LOST);
  annotate (dossier, 0, 0, 6);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "https://example.org/ties"));
  g_assert_nonnull (strstr (contents, "x-deep"));
  g_assert_nonnull (strstr (contents, "x-mood"));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static gboolean
has_finding (IbidDossier *dossier, const char *code)
{
  GListModel *findings = ibid_dossier_get_findings (dossier);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (findings, i);

      if (strcmp (ibid_finding_get_code (finding), code) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_unreadable (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (dossier)));
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_aside = 0;

  g_assert_true (g_file_set_contents (path, "{ \"type\": \"AnnotationCollection\", ", -1, NULL));
  dossier = reopen (&desk, dossier);
  g_assert_true (has_finding (dossier, "annotations-unreadable"));
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  annotate (dossier, 0, 0, 6);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "annotations.jsonld.unreadable-"))
      n_aside++;
  g_assert_cmpuint (n_aside, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ibid_dossier_get_conflict_copies (dossier)), ==, 0);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

/* A place that cannot be written to: the change stays, the problem is told, another place takes it.
 */
static void
test_elsewhere (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  g_autofree char *taken = desk_write (&desk, "elsewhere/annotations.jsonld", "taken");
  g_autofree char *saved = g_build_filename (desk.folder, "elsewhere/annotations-2.jsonld", NULL);
  g_autofree char *folder_path = g_path_get_dirname (taken);
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path);
  g_autoptr (IbidAnnotationSet) set = NULL;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  dossier = reopen (&desk, dossier);
  g_assert_nonnull (ibid_dossier_get_save_problem (dossier));
  annotate (dossier, 0, 0, 6);
  g_assert_false (ibid_dossier_flush (dossier, NULL));
  g_assert_false (ibid_dossier_is_saved (dossier));
  g_assert_cmpuint (count (dossier), ==, 1);
  ibid_dossier_save_elsewhere (dossier, folder);
  wait_saved (dossier);
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  set = read_set (saved);
  g_assert_cmpuint (set->annotations->len, ==, 1);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static void
test_read_only (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *folder = g_strdup (g_file_peek_path (ibid_dossier_get_folder (dossier)));
  g_autofree char *article = dossier_dup_path (dossier, "article.ibid.json");

  annotate (dossier, 0, 0, 6);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_finalize_object (dossier);
  desk_restart (&desk);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  if (g_access (folder, W_OK) == 0)
    {
      g_test_skip ("this user may write everywhere");
      desk_clear (&desk);
      return;
    }
  dossier = desk_open (&desk, article);
  g_assert_nonnull (ibid_dossier_get_save_problem (dossier));
  g_assert_cmpuint (count (dossier), ==, 1);
  annotate (dossier, 0, 11, 15);
  g_assert_false (ibid_dossier_flush (dossier, NULL));
  g_assert_cmpuint (count (dossier), ==, 2);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_true (ibid_dossier_flush (dossier, NULL));
  g_assert_null (ibid_dossier_get_save_problem (dossier));
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

static guint
count_in_row (Desk *desk)
{
  g_autoptr (IbidLibraryItem) item = g_list_model_get_item (G_LIST_MODEL (desk->library), 0);

  return ibid_library_item_get_n_annotations (item);
}

/* The library knows how many there are, of an article that is open and of one that is not. */
static void
test_counted (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autofree char *path = dossier_dup_path (dossier, "annotations.jsonld");
  g_autofree char *json = make_file ("");

  g_assert_cmpuint (count_in_row (&desk), ==, 0);
  annotate (dossier, 0, 0, 6);
  annotate (dossier, 0, 11, 15);
  wait_saved (dossier);
  g_assert_cmpuint (count_in_row (&desk), ==, 2);
  g_assert_finalize_object (dossier);
  desk_restart (&desk);
  desk_refresh (&desk);
  g_assert_cmpuint (count_in_row (&desk), ==, 2);
  /* another computer's file */
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  desk_restart (&desk);
  desk_refresh (&desk);
  g_assert_cmpuint (count_in_row (&desk), ==, 0);
  desk_clear (&desk);
}

/* Into the trash and back, with what is written meanwhile. */
static void
test_trash (void)
{
  Desk desk = desk_new ();
  IbidDossier *dossier = open_usual (&desk);
  g_autoptr (IbidLibraryItem) item = g_list_model_get_item (G_LIST_MODEL (desk.library), 0);
  g_autoptr (GError) error = NULL;

  annotate (dossier, 0, 0, 6);
  g_assert_true (ibid_library_remove (desk.library, item, &error));
  annotate (dossier, 0, 11, 15);
  g_assert_true (ibid_dossier_flush (dossier, &error));
  g_assert_true (ibid_library_restore (desk.library, ARTICLE_ID, &error));
  g_assert_no_error (error);
  annotate (dossier, 2, 0, 4);
  g_clear_object (&item);
  dossier = reopen (&desk, dossier);
  g_assert_cmpuint (count (dossier), ==, 3);
  g_assert_finalize_object (dossier);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  obey_permissions ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotations/saved", test_saved);
  g_test_add_func ("/annotations/history", test_history);
  g_test_add_func ("/annotations/undo-after-merge", test_undo_after_merge);
  g_test_add_func ("/annotations/many-at-once", test_many_at_once);
  g_test_add_func ("/annotations/place", test_place);
  g_test_add_func ("/annotations/evidence", test_evidence);
  g_test_add_func ("/annotations/entity", test_entity);
  g_test_add_func ("/annotations/newer-text", test_newer_text);
  g_test_add_func ("/annotations/decisions-follow", test_decisions_follow);
  g_test_add_func ("/annotations/refused", test_refused);
  g_test_add_func ("/annotations/confirmed", test_confirmed);
  g_test_add_func ("/annotations/copies", test_copies);
  g_test_add_func ("/annotations/copy-conflict", test_copy_conflict);
  g_test_add_func ("/annotations/foreign", test_foreign);
  g_test_add_func ("/annotations/unreadable", test_unreadable);
  g_test_add_func ("/annotations/elsewhere", test_elsewhere);
  g_test_add_func ("/annotations/read-only", test_read_only);
  g_test_add_func ("/annotations/counted", test_counted);
  g_test_add_func ("/annotations/trash", test_trash);
  return g_test_run ();
}
