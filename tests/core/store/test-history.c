/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-history.h"

/* An act that adds a number to another one. */
#define TEST_TYPE_ADDITION (test_addition_get_type ())
G_DECLARE_FINAL_TYPE (TestAddition, test_addition, TEST, ADDITION, IbidAct)

struct _TestAddition
{
  IbidAct parent_instance;
  int *sum;
  int summand;
};

G_DEFINE_FINAL_TYPE (TestAddition, test_addition, IBID_TYPE_ACT)

static void
test_addition_perform (IbidAct *act)
{
  *TEST_ADDITION (act)->sum += TEST_ADDITION (act)->summand;
}

static void
test_addition_revert (IbidAct *act)
{
  *TEST_ADDITION (act)->sum -= TEST_ADDITION (act)->summand;
}

static void
test_addition_class_init (TestAdditionClass *klass)
{
  IBID_ACT_CLASS (klass)->perform = test_addition_perform;
  IBID_ACT_CLASS (klass)->revert = test_addition_revert;
}

static void
test_addition_init (TestAddition *self)
{
}

static IbidAct *
addition (int *sum, int summand)
{
  TestAddition *act = g_object_new (TEST_TYPE_ADDITION, NULL);
  g_autofree char *label = g_strdup_printf ("Add %d", summand);

  act->sum = sum;
  act->summand = summand;
  ibid_act_set_label (IBID_ACT (act), label);
  return IBID_ACT (act);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
performed_cb (IbidHistory *history, const char *label, GString *labels)
{
  g_string_append_printf (labels, "%s;", label);
}

static void
test_undo_redo (void)
{
  IbidHistory *history = ibid_history_new ();
  int sum = 0;

  g_assert_false (ibid_history_undo (history));
  g_assert_false (ibid_history_redo (history));
  g_assert_null (ibid_history_get_undo_label (history));
  ibid_history_perform (history, addition (&sum, 1));
  ibid_history_perform (history, addition (&sum, 10));
  g_assert_cmpint (sum, ==, 11);
  g_assert_cmpstr (ibid_history_get_undo_label (history), ==, "Add 10");
  g_assert_true (ibid_history_undo (history));
  g_assert_cmpint (sum, ==, 1);
  g_assert_cmpstr (ibid_history_get_redo_label (history), ==, "Add 10");
  g_assert_true (ibid_history_redo (history));
  g_assert_cmpint (sum, ==, 11);
  g_assert_true (ibid_history_undo (history));
  g_assert_true (ibid_history_undo (history));
  g_assert_false (ibid_history_undo (history));
  g_assert_cmpint (sum, ==, 0);

  /* doing something else forgets what was undone */
  ibid_history_perform (history, addition (&sum, 100));
  g_assert_false (ibid_history_can_redo (history));
  g_assert_false (ibid_history_redo (history));
  g_assert_cmpint (sum, ==, 100);
  g_assert_finalize_object (history);
}

static void
test_signals (void)
{
  IbidHistory *history = ibid_history_new ();
  GString *labels = g_string_new (NULL);
  guint n_can_undo = 0, n_can_redo = 0, n_undo_label = 0, n_redo_label = 0;
  int sum = 0;

  g_signal_connect (history, "performed", G_CALLBACK (performed_cb), labels);
  g_signal_connect_swapped (history, "notify::can-undo", G_CALLBACK (count_cb), &n_can_undo);
  g_signal_connect_swapped (history, "notify::can-redo", G_CALLBACK (count_cb), &n_can_redo);
  g_signal_connect_swapped (history, "notify::undo-label", G_CALLBACK (count_cb), &n_undo_label);
  g_signal_connect_swapped (history, "notify::redo-label", G_CALLBACK (count_cb), &n_redo_label);

  ibid_history_perform (history, addition (&sum, 1));
  ibid_history_perform (history, addition (&sum, 2));
  g_assert_cmpuint (n_can_undo, ==, 1);
  g_assert_cmpuint (n_undo_label, ==, 2);
  g_assert_cmpuint (n_can_redo, ==, 0);
  ibid_history_undo (history);
  g_assert_cmpuint (n_can_undo, ==, 1);
  g_assert_cmpuint (n_can_redo, ==, 1);
  g_assert_cmpuint (n_redo_label, ==, 1);
  ibid_history_perform (history, addition (&sum, 3));
  g_assert_cmpuint (n_can_redo, ==, 2);
  g_assert_cmpuint (n_redo_label, ==, 2);
  ibid_history_undo (history);
  ibid_history_redo (history);
  g_assert_cmpstr (labels->str, ==, "Add 1;Add 2;Add 3;");
  g_string_free (labels, TRUE);
  g_assert_finalize_object (history);
}

static void
test_bound (void)
{
  IbidHistory *history = ibid_history_new ();
  guint n_undone = 0;
  int sum = 0;

  for (int i = 0; i < 1005; i++)
    ibid_history_perform (history, addition (&sum, 1));
  while (ibid_history_undo (history))
    n_undone++;
  g_assert_cmpuint (n_undone, ==, 1000);
  g_assert_cmpint (sum, ==, 5);
  g_assert_finalize_object (history);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo-redo", test_undo_redo);
  g_test_add_func ("/history/signals", test_signals);
  g_test_add_func ("/history/bound", test_bound);
  return g_test_run ();
}
