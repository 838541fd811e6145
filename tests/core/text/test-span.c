/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-span.h"

typedef struct
{
  IbidSpan a;
  IbidSpan b;
  IbidSpanRelation relation; /* a to b */
} Pair;

static const Pair pairs[] = {
  { { 1, 0, 3 }, { 1, 5, 8 }, IBID_SPAN_BEFORE },
  { { 1, 50, 60 }, { 2, 0, 3 }, IBID_SPAN_BEFORE },
  { { 1, 5, 5 }, { 2, 5, 5 }, IBID_SPAN_BEFORE },
  { { 1, 0, 5 }, { 1, 5, 8 }, IBID_SPAN_TOUCHES_BEFORE },
  { { 1, 5, 5 }, { 1, 5, 8 }, IBID_SPAN_TOUCHES_BEFORE },
  { { 1, 5, 8 }, { 1, 8, 8 }, IBID_SPAN_TOUCHES_BEFORE },
  { { 1, 0, 6 }, { 1, 5, 8 }, IBID_SPAN_OVERLAPS },
  { { 1, 5, 8 }, { 1, 5, 8 }, IBID_SPAN_EQUAL },
  { { 1, 5, 5 }, { 1, 5, 5 }, IBID_SPAN_EQUAL },
  { { 1, 4, 9 }, { 1, 5, 8 }, IBID_SPAN_CONTAINS },
  { { 1, 5, 9 }, { 1, 5, 8 }, IBID_SPAN_CONTAINS },
  { { 1, 4, 8 }, { 1, 5, 8 }, IBID_SPAN_CONTAINS },
  { { 1, 4, 8 }, { 1, 6, 6 }, IBID_SPAN_CONTAINS },
};

static IbidSpanRelation
mirror (IbidSpanRelation relation)
{
  switch (relation)
    {
    case IBID_SPAN_BEFORE:
      return IBID_SPAN_AFTER;
    case IBID_SPAN_TOUCHES_BEFORE:
      return IBID_SPAN_TOUCHES_AFTER;
    case IBID_SPAN_OVERLAPS:
      return IBID_SPAN_OVERLAPS;
    case IBID_SPAN_EQUAL:
      return IBID_SPAN_EQUAL;
    case IBID_SPAN_CONTAINS:
      return IBID_SPAN_WITHIN;
    case IBID_SPAN_WITHIN:
      return IBID_SPAN_CONTAINS;
    case IBID_SPAN_TOUCHES_AFTER:
      return IBID_SPAN_TOUCHES_BEFORE;
    case IBID_SPAN_AFTER:
      return IBID_SPAN_BEFORE;
    }
  g_assert_not_reached ();
}

static void
test_relations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const Pair *pair = &pairs[i];

      g_test_message ("pair %u", i);
      g_assert_cmpint (ibid_span_relate (&pair->a, &pair->b), ==, pair->relation);
      g_assert_cmpint (ibid_span_relate (&pair->b, &pair->a), ==, mirror (pair->relation));
    }
}

/* overlap, order and equality tell the same story as the relation, for every pair of small spans */
static void
check_agreement (const IbidSpan *a, const IbidSpan *b)
{
  IbidSpanRelation relation = ibid_span_relate (a, b);
  IbidSpan shared = { 9, 9, 9 };
  guint n_shared = 0;

  for (guint i = 0; i < 5; i++)
    n_shared +=
        ibid_span_contains_char (a, a->block, i) && ibid_span_contains_char (b, a->block, i);

  g_assert_cmpint (ibid_span_relate (b, a), ==, mirror (relation));
  g_assert_cmpint (ibid_span_equal (a, b), ==, relation == IBID_SPAN_EQUAL);
  g_assert_cmpint (ibid_span_compare (a, b) == 0, ==, relation == IBID_SPAN_EQUAL);
  g_assert_cmpint (ibid_span_compare (a, b) < 0, ==, ibid_span_compare (b, a) > 0);
  g_assert_cmpint (ibid_span_overlaps (a, b), ==, n_shared > 0);
  g_assert_cmpint (ibid_span_intersect (a, b, &shared), ==, n_shared > 0);
  if (n_shared > 0)
    g_assert_cmpuint (ibid_span_length_chars (&shared), ==, n_shared);
  else
    g_assert_cmpuint (shared.block, ==, 9);
  if (relation == IBID_SPAN_BEFORE || relation == IBID_SPAN_TOUCHES_BEFORE)
    g_assert_cmpint (ibid_span_compare (a, b), <, 0);
  if (relation == IBID_SPAN_OVERLAPS)
    g_assert_cmpuint (n_shared, >, 0);
  if (relation == IBID_SPAN_CONTAINS)
    g_assert_cmpuint (ibid_span_length_chars (a), >, ibid_span_length_chars (b));
}

static void
test_all_pairs (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (IbidSpan));

  for (guint block = 0; block < 2; block++)
    for (guint start = 0; start < 5; start++)
      for (guint end = start; end < 5; end++)
        {
          const IbidSpan span = { block, start, end };

          g_array_append_val (spans, span);
        }
  for (guint i = 0; i < spans->len; i++)
    for (guint j = 0; j < spans->len; j++)
      check_agreement (&g_array_index (spans, IbidSpan, i), &g_array_index (spans, IbidSpan, j));
  g_array_unref (spans);
}

static void
test_empty (void)
{
  const IbidSpan empty = { 0, 4, 4 };
  const IbidSpan reversed = { 0, 4, 2 };
  const IbidSpan one = { 0, 4, 5 };

  g_assert_true (ibid_span_is_empty (&empty));
  g_assert_true (ibid_span_is_empty (&reversed));
  g_assert_false (ibid_span_is_empty (&one));
  g_assert_cmpuint (ibid_span_length_chars (&empty), ==, 0);
  g_assert_cmpuint (ibid_span_length_chars (&reversed), ==, 0);
  g_assert_cmpuint (ibid_span_length_chars (&one), ==, 1);
  g_assert_false (ibid_span_contains_char (&empty, 0, 4));
  g_assert_true (ibid_span_contains_char (&one, 0, 4));
  g_assert_false (ibid_span_contains_char (&one, 0, 5));
  g_assert_false (ibid_span_contains_char (&one, 1, 4));
}

static void
test_boxed (void)
{
  const IbidSpan span = { 3, 1, 4 };
  g_autoptr (IbidSpan) copy = g_boxed_copy (IBID_TYPE_SPAN, &span);

  g_assert_true (copy != &span);
  g_assert_true (ibid_span_equal (copy, &span));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/span/relations", test_relations);
  g_test_add_func ("/text/span/all-pairs", test_all_pairs);
  g_test_add_func ("/text/span/empty", test_empty);
  g_test_add_func ("/text/span/boxed", test_boxed);
  return g_test_run ();
}
