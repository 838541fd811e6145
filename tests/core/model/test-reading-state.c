/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-reading-state.h"
#include "workshop.h"

typedef struct
{
  IbidReadingState *state;
  IbidArticle *article;
  GString *notified;
  IbidSpan jumped;
  gboolean focus;
  guint n_jumps;
} Fixture;

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  g_string_append_printf (data, "%s ", pspec->name);
}

static void
jump_cb (IbidReadingState *state, const IbidSpan *span, gboolean focus, gpointer data)
{
  Fixture *fixture = data;

  fixture->jumped = *span;
  fixture->focus = focus;
  fixture->n_jumps++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->state = ibid_reading_state_new ();
  fixture->article = workshop_new_article ();
  fixture->notified = g_string_new (NULL);
  ibid_reading_state_set_article (fixture->state, fixture->article);
  g_signal_connect (fixture->state, "notify", G_CALLBACK (notify_cb), fixture->notified);
  g_signal_connect (fixture->state, "jump", G_CALLBACK (jump_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->state);
  g_assert_finalize_object (fixture->article);
  g_string_free (fixture->notified, TRUE);
}

static void
assert_notified (Fixture *fixture, const char *names)
{
  g_assert_cmpstr (fixture->notified->str, ==, names);
  g_string_truncate (fixture->notified, 0);
}

static IbidCitation *
citation (Fixture *fixture, const char *id)
{
  return ibid_article_find_citation (fixture->article, id);
}

static IbidEntity *
entity (Fixture *fixture, const char *id)
{
  return ibid_article_find_entity (fixture->article, id);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;

  ibid_reading_state_select_citation (state, citation (fixture, "c2"), 1);
  assert_notified (fixture, "item citation ");
  g_assert_cmpuint (ibid_reading_state_get_item (state), ==, 1);
  ibid_reading_state_select_citation (state, citation (fixture, "c2"), 1);
  assert_notified (fixture, "");
  ibid_reading_state_select_citation (state, citation (fixture, "c2"), 9);
  g_assert_cmpuint (ibid_reading_state_get_item (state), ==, 1);
  ibid_reading_state_select_citation (state, citation (fixture, "c1"), 9);
  g_assert_cmpuint (ibid_reading_state_get_item (state), ==, 0);
  g_string_truncate (fixture->notified, 0);
  ibid_reading_state_select_entity (state, entity (fixture, "e-dsr"));
  ibid_reading_state_select_entity (state, entity (fixture, "e-dsr"));
  assert_notified (fixture, "entity ");
  g_assert_cmpuint (fixture->n_jumps, ==, 0);
}

static void
test_another_article (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;
  const IbidSelection selection = { .start_block = 1, .start = 0, .end_block = 1, .end = 3 };
  const IbidPlace place = { 2, 3, 0.5 };
  const IbidSpan span = { 1, 0, 3 };
  guint n_lit = 9;

  ibid_reading_state_select_citation (state, citation (fixture, "c1"), 0);
  ibid_reading_state_select_entity (state, entity (fixture, "e-dsr"));
  ibid_reading_state_set_selection (state, &selection);
  ibid_reading_state_set_lit_spans (state, &span, 1);
  ibid_reading_state_set_place (state, &place);
  ibid_reading_state_jump (state, &span, FALSE);
  ibid_reading_state_set_article (state, NULL);
  g_assert_null (ibid_reading_state_get_citation (state));
  g_assert_null (ibid_reading_state_get_entity (state));
  g_assert_null (ibid_reading_state_get_selection (state));
  g_assert_null (ibid_reading_state_get_lit_spans (state, &n_lit));
  g_assert_cmpuint (n_lit, ==, 0);
  g_assert_false (ibid_reading_state_can_go_back (state));
  g_assert_cmpuint (ibid_reading_state_get_place (state)->block, ==, 0);
  g_assert_false (ibid_reading_state_step_citation (state, 1));
  g_assert_false (ibid_reading_state_step_mention (state, 1));
  g_string_truncate (fixture->notified, 0);
  ibid_reading_state_set_article (state, NULL);
  assert_notified (fixture, "");
}

static void
assert_at_citation (Fixture *fixture, const char *id)
{
  g_assert_true (ibid_reading_state_get_citation (fixture->state) == citation (fixture, id));
  g_assert_true (
      ibid_span_equal (&fixture->jumped, ibid_citation_get_span (citation (fixture, id))));
}

static void
test_step_citations (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;
  const IbidPlace place = { 2, 0, 0.5 };

  g_assert_true (ibid_reading_state_step_citation (state, 1));
  assert_at_citation (fixture, "c1");
  g_assert_true (fixture->focus);
  ibid_reading_state_step_citation (state, 1);
  ibid_reading_state_step_citation (state, 1);
  assert_at_citation (fixture, "c3");
  ibid_reading_state_step_citation (state, 1);
  assert_at_citation (fixture, "c1");
  ibid_reading_state_step_citation (state, -1);
  assert_at_citation (fixture, "c3");
  ibid_reading_state_step_citation (state, -1);
  assert_at_citation (fixture, "c2");
  /* with none chosen, from the place on the screen */
  ibid_reading_state_select_citation (state, NULL, 0);
  ibid_reading_state_set_place (state, &place);
  ibid_reading_state_step_citation (state, -1);
  assert_at_citation (fixture, "c1");
  ibid_reading_state_select_citation (state, NULL, 0);
  ibid_reading_state_set_place (state, &place);
  ibid_reading_state_step_citation (state, 1);
  assert_at_citation (fixture, "c2");
}

static void
test_step_mentions (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;
  const IbidPlace second = { 2, 0, 0.5 };
  const IbidPlace end = { 3, 0, 1 };

  g_assert_false (ibid_reading_state_step_mention (state, 1));
  ibid_reading_state_select_entity (state, entity (fixture, "e-idle"));
  g_assert_false (ibid_reading_state_step_mention (state, 1));
  ibid_reading_state_select_entity (state, entity (fixture, "e-astana"));
  g_assert_true (ibid_reading_state_step_mention (state, 1));
  g_assert_cmpuint (fixture->jumped.block, ==, 1);
  ibid_reading_state_step_mention (state, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
  ibid_reading_state_step_mention (state, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 1);
  ibid_reading_state_step_mention (state, -1);
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
  /* the reader has scrolled past the one that was stepped to */
  ibid_reading_state_set_place (state, &end);
  ibid_reading_state_step_mention (state, -1);
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
  /* one that begins at the place on the screen is the next one */
  ibid_reading_state_select_entity (state, entity (fixture, "e-dsr"));
  ibid_reading_state_select_entity (state, entity (fixture, "e-astana"));
  ibid_reading_state_set_place (state, &second);
  ibid_reading_state_step_mention (state, 1);
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
}

static void
go_to (Fixture *fixture, guint block)
{
  const IbidSpan span = { block, 0, 1 };

  ibid_reading_state_jump (fixture->state, &span, FALSE);
}

static void
test_trail (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;

  g_assert_false (ibid_reading_state_go_back (state));
  go_to (fixture, 2);
  assert_notified (fixture, "can-go-back ");
  go_to (fixture, 3);
  g_assert_false (ibid_reading_state_can_go_forward (state));
  g_assert_true (ibid_reading_state_go_back (state));
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
  g_assert_true (ibid_span_is_empty (&fixture->jumped));
  assert_notified (fixture, "can-go-forward ");
  g_assert_true (ibid_reading_state_go_back (state));
  g_assert_cmpuint (fixture->jumped.block, ==, 0);
  g_assert_false (ibid_reading_state_go_back (state));
  assert_notified (fixture, "can-go-back ");
  g_assert_true (ibid_reading_state_go_forward (state));
  g_assert_true (ibid_reading_state_go_forward (state));
  g_assert_cmpuint (fixture->jumped.block, ==, 3);
  g_assert_false (ibid_reading_state_go_forward (state));
  /* another way forgets what was ahead */
  ibid_reading_state_go_back (state);
  go_to (fixture, 1);
  g_assert_false (ibid_reading_state_can_go_forward (state));
  g_assert_true (ibid_reading_state_go_back (state));
  g_assert_cmpuint (fixture->jumped.block, ==, 2);
}

static void
test_trail_without_duplicates (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;

  go_to (fixture, 2);
  go_to (fixture, 2);
  go_to (fixture, 2);
  g_assert_true (ibid_reading_state_go_back (state));
  g_assert_cmpuint (fixture->jumped.block, ==, 0);
  g_assert_false (ibid_reading_state_can_go_back (state));
}

static void
test_trail_is_bounded (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;
  guint n_steps = 0;

  for (guint i = 1; i <= 150; i++)
    go_to (fixture, i);
  while (ibid_reading_state_go_back (state))
    n_steps++;
  g_assert_cmpuint (n_steps, ==, 100);
  g_assert_cmpuint (fixture->jumped.block, ==, 50);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  const IbidPlace place = { 2, 5, 0.5 };
  const IbidPlace near = { 2, 6, 0.5 };
  const IbidPlace wrong = { 3, 0, 7 };

  ibid_reading_state_set_place (fixture->state, &place);
  ibid_reading_state_set_place (fixture->state, &near);
  assert_notified (fixture, "progress ");
  g_assert_cmpuint (ibid_reading_state_get_place (fixture->state)->offset, ==, 6);
  ibid_reading_state_set_place (fixture->state, &wrong);
  g_assert_cmpfloat_with_epsilon (ibid_reading_state_get_place (fixture->state)->progress, 1, 1e-9);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;
  const IbidSelection selection = { .start_block = 1, .start = 4, .end_block = 3, .end = 5 };
  const IbidSelection over = { .start_block = 3, .start = 7, .end_block = 9, .end = 5 };
  const IbidSelection empty = { .start_block = 1, .start = 4, .end_block = 1, .end = 4 };
  g_autoptr (GArray) spans = NULL;

  g_assert_null (ibid_reading_state_dup_selected_spans (state));
  ibid_reading_state_set_selection (state, &selection);
  assert_notified (fixture, "has-selection ");
  spans = ibid_reading_state_dup_selected_spans (state);
  g_assert_cmpuint (spans->len, ==, 3);
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 0).start, ==, 4);
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 1).start, ==, 0);
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 1).end, ==,
                    ibid_block_get_n_chars (ibid_article_peek_block (fixture->article, 2)));
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 2).end, ==, 5);
  g_clear_pointer (&spans, g_array_unref);

  ibid_reading_state_set_selection (state, &over);
  spans = ibid_reading_state_dup_selected_spans (state);
  g_assert_cmpuint (spans->len, ==, 1);
  g_assert_cmpuint (g_array_index (spans, IbidSpan, 0).end, ==, 13);
  ibid_reading_state_set_selection (state, &empty);
  g_assert_null (ibid_reading_state_get_selection (state));
  g_string_truncate (fixture->notified, 0);
  ibid_reading_state_set_selection (state, NULL);
  assert_notified (fixture, "");
}

static void
test_lit_spans (Fixture *fixture, gconstpointer data)
{
  const IbidSpan spans[] = { { 1, 0, 3 }, { 2, 0, 3 } };
  guint n_spans = 0;

  ibid_reading_state_set_lit_spans (fixture->state, spans, 2);
  ibid_reading_state_set_lit_spans (fixture->state, spans, 2);
  assert_notified (fixture, "lit-spans ");
  g_assert_true (
      ibid_span_equal (&ibid_reading_state_get_lit_spans (fixture->state, &n_spans)[1], &spans[1]));
  g_assert_cmpuint (n_spans, ==, 2);
  ibid_reading_state_set_lit_spans (fixture->state, NULL, 0);
  assert_notified (fixture, "lit-spans ");
}

static void
decide (Fixture *fixture, IbidTargetKind target, const char *id, const char *field, GVariant *value)
{
  g_autoptr (IbidOverlay) overlay = ibid_overlay_new ();
  g_autoptr (IbidDecision) decision =
      ibid_decision_new (target, id, 0, field, NULL, value, NULL, NULL);

  ibid_overlay_put (overlay, decision);
  ibid_article_apply_decisions (fixture->article, NULL, overlay, NULL);
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  IbidReadingState *state = fixture->state;

  ibid_reading_state_select_citation (state, citation (fixture, "c1"), 0);
  ibid_reading_state_select_entity (state, entity (fixture, "e-dsr"));
  decide (fixture, IBID_TARGET_KIND_ITEM, "c1", "verdict", g_variant_new_string ("supports"));
  g_assert_true (ibid_reading_state_get_citation (state) == citation (fixture, "c1"));
  g_assert_true (ibid_reading_state_get_entity (state) == entity (fixture, "e-dsr"));

  decide (fixture, IBID_TARGET_KIND_ENTITY, "e-dsr", "merged-into",
          g_variant_new_string ("e-astana"));
  g_assert_true (ibid_reading_state_get_entity (state) == entity (fixture, "e-astana"));
  decide (fixture, IBID_TARGET_KIND_ENTITY, "e-astana", "not-an-entity",
          g_variant_new_boolean (TRUE));
  g_assert_null (ibid_reading_state_get_entity (state));
  decide (fixture, IBID_TARGET_KIND_CITATION, "c1", "not-a-citation", g_variant_new_boolean (TRUE));
  g_assert_null (ibid_reading_state_get_citation (state));
  /* where stepping goes now */
  ibid_reading_state_step_citation (state, 1);
  assert_at_citation (fixture, "c2");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/model/reading-state/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("select", test_select);
  ADD ("another-article", test_another_article);
  ADD ("step-citations", test_step_citations);
  ADD ("step-mentions", test_step_mentions);
  ADD ("trail", test_trail);
  ADD ("trail-without-duplicates", test_trail_without_duplicates);
  ADD ("trail-is-bounded", test_trail_is_bounded);
  ADD ("place", test_place);
  ADD ("selection", test_selection);
  ADD ("lit-spans", test_lit_spans);
  ADD ("decisions", test_decisions);
  return g_test_run ();
}
