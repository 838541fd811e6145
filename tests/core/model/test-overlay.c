/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-overlay.h"

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint n_times;
} Change;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Change *change = data;

  *change = (Change){ position, removed, added, change->n_times + 1 };
}

static IbidDecision *
new_name (const char *id, const char *name, const char *modified)
{
  return ibid_decision_new (IBID_TARGET_KIND_ENTITY, id, 0, "name", NULL,
                            g_variant_new_string (name), NULL, modified);
}

static void
assert_names (IbidOverlay *overlay, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overlay)); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      g_string_append (found, g_variant_get_string (ibid_decision_get_value (decision), NULL));
    }
  g_assert_cmpstr (found->str, ==, names);
}

static void
test_decision (void)
{
  GVariantDict clues;
  IbidDecision *decision = NULL;
  IbidDecision *other = NULL;

  g_variant_dict_init (&clues, NULL);
  g_variant_dict_insert (&clues, "name", "s", "Xinhua");
  decision = ibid_decision_new (IBID_TARGET_KIND_ITEM, "c7", 2, "credibility", NULL,
                                g_variant_new_int32 (3), g_variant_dict_end (&clues), NULL);
  other = ibid_decision_new (IBID_TARGET_KIND_ITEM, "c7", 2, "credibility", NULL,
                             g_variant_new_int32 (4), NULL, "2021-05-07T10:00:00Z");

  g_assert_cmpint (ibid_decision_get_target (decision), ==, IBID_TARGET_KIND_ITEM);
  g_assert_cmpstr (ibid_decision_get_target_id (decision), ==, "c7");
  g_assert_cmpuint (ibid_decision_get_item (decision), ==, 2);
  g_assert_cmpstr (ibid_decision_get_field (decision), ==, "credibility");
  g_assert_null (ibid_decision_get_key (decision));
  g_assert_cmpint (g_variant_get_int32 (ibid_decision_get_value (decision)), ==, 3);
  g_assert_nonnull (ibid_decision_get_find (decision));
  g_assert_cmpuint (strlen (ibid_decision_get_modified (decision)), ==,
                    strlen ("2021-05-07T10:00:00Z"));
  g_assert_cmpstr (ibid_decision_get_modified (other), ==, "2021-05-07T10:00:00Z");
  g_assert_true (ibid_decision_is_same_choice (decision, other));
  g_assert_cmpstr (ibid_decision_get_choice (decision), ==, ibid_decision_get_choice (other));
  g_assert_finalize_object (decision);
  g_assert_finalize_object (other);
}

static void
test_choices_differ (void)
{
  static const struct
  {
    IbidTargetKind target;
    const char *id;
    guint item;
    const char *field;
    const char *key;
  } rows[] = {
    { IBID_TARGET_KIND_ENTITY, "e1", 0, "name", NULL },
    { IBID_TARGET_KIND_SOURCE, "e1", 0, "name", NULL },
    { IBID_TARGET_KIND_ENTITY, "e2", 0, "name", NULL },
    { IBID_TARGET_KIND_ENTITY, "e1", 1, "name", NULL },
    { IBID_TARGET_KIND_ENTITY, "e1", 0, "kind", NULL },
    { IBID_TARGET_KIND_ENTITY, "e1", 0, "split-alias", "DSR" },
    { IBID_TARGET_KIND_ENTITY, "e1", 0, "split-alias", "Silk Road" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
      {
        g_autoptr (IbidDecision) a =
            ibid_decision_new (rows[i].target, rows[i].id, rows[i].item, rows[i].field, rows[i].key,
                               g_variant_new_string (""), NULL, NULL);
        g_autoptr (IbidDecision) b =
            ibid_decision_new (rows[j].target, rows[j].id, rows[j].item, rows[j].field, rows[j].key,
                               g_variant_new_string (""), NULL, NULL);

        g_assert_cmpint (ibid_decision_is_same_choice (a, b), ==, i == j);
      }
}

static void
test_put_and_remove (void)
{
  IbidOverlay *overlay = ibid_overlay_new ();
  g_autoptr (IbidDecision) a = new_name ("a", "A", "2021-01-01T00:00:00Z");
  g_autoptr (IbidDecision) b = new_name ("b", "B", "2021-01-02T00:00:00Z");
  g_autoptr (IbidDecision) later_b = new_name ("b", "X", "2021-01-03T00:00:00Z");
  g_autoptr (IbidDecision) later_a = new_name ("a", "Y", "2021-01-04T00:00:00Z");
  Change change = { 0 };

  g_signal_connect (overlay, "items-changed", G_CALLBACK (items_changed_cb), &change);
  ibid_overlay_put (overlay, a);
  g_assert_cmpuint (change.added, ==, 1);
  ibid_overlay_put (overlay, b);
  g_assert_cmpuint (change.position, ==, 1);
  assert_names (overlay, "AB");
  g_assert_true (ibid_overlay_lookup (overlay, ibid_decision_get_choice (later_b)) == b);

  ibid_overlay_put (overlay, later_b);
  g_assert_cmpuint (change.n_times, ==, 3);
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  assert_names (overlay, "AX");

  /* the same one again is no change */
  ibid_overlay_put (overlay, later_b);
  g_assert_cmpuint (change.n_times, ==, 3);

  ibid_overlay_put (overlay, later_a);
  assert_names (overlay, "XY");
  /* undo: the earlier one goes back to where it was */
  ibid_overlay_put (overlay, a);
  assert_names (overlay, "AX");
  ibid_overlay_put (overlay, b);
  assert_names (overlay, "AB");

  ibid_overlay_remove (overlay, ibid_decision_get_choice (a));
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  assert_names (overlay, "B");
  change.n_times = 0;
  ibid_overlay_remove (overlay, ibid_decision_get_choice (a));
  ibid_overlay_remove (overlay, "nonsense");
  g_assert_cmpuint (change.n_times, ==, 0);
  g_assert_null (ibid_overlay_lookup (overlay, ibid_decision_get_choice (a)));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (overlay)) == IBID_TYPE_DECISION);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (overlay), 1));
  g_assert_finalize_object (overlay);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/overlay/decision", test_decision);
  g_test_add_func ("/model/overlay/choices-differ", test_choices_differ);
  g_test_add_func ("/model/overlay/put-and-remove", test_put_and_remove);
  return g_test_run ();
}
