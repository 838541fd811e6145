/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-overlay-format.h"
#include "corpus.h"
#include <string.h>

static IbidOverlay *
load (const char *name)
{
  g_autoptr (GBytes) bytes = corpus_read ("valid", name);
  g_autoptr (GError) error = NULL;
  IbidOverlay *overlay = ibid_overlay_load_bytes (bytes, name, &error);

  g_assert_no_error (error);
  return overlay;
}

static IbidDecision *
get (IbidOverlay *overlay, guint position)
{
  g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), position);

  return decision; /* the overlay holds it */
}

/* every field has the type that ibid-overlay.h promises */
static void
test_types (void)
{
  static const struct
  {
    IbidTargetKind target;
    const char *field;
    const char *type;
    const char *value;
  } expected[] = {
    { IBID_TARGET_KIND_OUTLET, "reliability", "s", "'c'" },
    { IBID_TARGET_KIND_SOURCE, "title", "s", "'Fair, the'" },
    { IBID_TARGET_KIND_SOURCE, "access", "s", "'dead'" },
    { IBID_TARGET_KIND_ITEM, "verdict", "s", "'supports'" },
    { IBID_TARGET_KIND_ITEM, "credibility", "i", "2" },
    { IBID_TARGET_KIND_ITEM, "chosen", "s", "'s2'" },
    { IBID_TARGET_KIND_CITATION, "not-a-citation", "b", "true" },
    { IBID_TARGET_KIND_CITATION, "claims", "a(suu)", "[('p', 0, 15), ('p', 31, 33)]" },
    { IBID_TARGET_KIND_ARTICLE, "added-citation", "a{sv}",
      "{'block': <'p'>, 'start': <uint32 0>, 'end': <uint32 3>, 'name': <'The'>, 'issued': <''>}" },
    { IBID_TARGET_KIND_ARTICLE, "added-entity", "a{sv}", "{'name': <'数字'>, 'kind': <'term'>}" },
    { IBID_TARGET_KIND_ENTITY, "kind", "s", "'programme'" },
    { IBID_TARGET_KIND_ENTITY, "not-an-entity", "b", "false" },
    { IBID_TARGET_KIND_ENTITY, "split-alias", "s", "'e9'" },
    { IBID_TARGET_KIND_ENTITY, "added-mention", "a(suu)", "[('p', 0, 3)]" },
  };
  g_autoptr (IbidOverlay) overlay = load ("overlay-everything.json");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      IbidDecision *decision = get (overlay, i);
      GVariant *value = ibid_decision_get_value (decision);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_assert_cmpint (ibid_decision_get_target (decision), ==, expected[i].target);
      g_assert_cmpstr (ibid_decision_get_field (decision), ==, expected[i].field);
      g_assert_cmpstr (g_variant_get_type_string (value), ==, expected[i].type);
      g_assert_cmpstr (text, ==, expected[i].value);
      g_assert_cmpstr (ibid_decision_get_modified (decision), ==, "2021-05-08T09:30:00Z");
    }
}

static void
test_target (void)
{
  g_autoptr (IbidOverlay) overlay = load ("overlay-everything.json");
  IbidDecision *verdict = get (overlay, 3);
  IbidDecision *chosen = get (overlay, 5);
  g_autofree char *find = g_variant_print (ibid_decision_get_find (verdict), FALSE);

  g_assert_cmpstr (ibid_decision_get_target_id (verdict), ==, "c1");
  g_assert_cmpuint (ibid_decision_get_item (verdict), ==, 0);
  g_assert_cmpstr (find, ==, "{'exact': '(Daily, May 3)', 'prefix': 'opened ', 'suffix': ' 数字'}");
  g_assert_cmpuint (ibid_decision_get_item (chosen), ==, 1);
  g_assert_null (ibid_decision_get_find (chosen));
  g_assert_cmpstr (ibid_decision_get_key (get (overlay, 8)), ==, "c-new");
  g_assert_null (ibid_decision_get_key (chosen));
}

/* what a newer version wrote stays when a decision is added and another taken back */
static void
test_unknown_survives_change (void)
{
  g_autoptr (IbidOverlay) overlay = load ("overlay-unknown.json");
  g_autoptr (IbidDecision) decision = ibid_decision_new (
      IBID_TARGET_KIND_SOURCE, "s2", 0, "title", NULL, g_variant_new_string ("New"), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  ibid_overlay_put (overlay, decision);
  ibid_overlay_remove (overlay, ibid_decision_get_choice (get (overlay, 1)));
  bytes = ibid_overlay_save_bytes (overlay, "urn:uuid:1", &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (text, "\"x-top\""));
  g_assert_nonnull (strstr (text, "\"x-why\": \"because\""));
  g_assert_nonnull (strstr (text, "\"kind\": \"constellation\""));
  g_assert_nonnull (strstr (text, "\"colour\""));
  g_assert_nonnull (strstr (text, "\"New\""));
  g_assert_null (strstr (text, "Fair, the"));
}

/* of two decisions about one choice the later counts */
static void
test_same_choice (void)
{
  static const char text[] =
      "{\"format\":\"ibid-corrections\",\"version\":1,\"decisions\":["
      "{\"target\":{\"kind\":\"outlet\",\"id\":\"d\"},\"field\":\"country\",\"value\":\"KZ\","
      "\"modified\":\"2021-05-08T09:30:00Z\"},"
      "{\"target\":{\"kind\":\"outlet\",\"id\":\"d\"},\"field\":\"country\",\"value\":\"CN\","
      "\"modified\":\"2021-05-09T09:30:00Z\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidOverlay) overlay = ibid_overlay_load_bytes (bytes, "two", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (overlay)), ==, 1);
  g_assert_cmpstr (g_variant_get_string (ibid_decision_get_value (get (overlay, 0)), NULL), ==,
                   "CN");
}

static void
test_writer_refuses (void)
{
  g_autoptr (IbidOverlay) overlay = ibid_overlay_new ();
  g_autoptr (IbidDecision) decision = ibid_decision_new (
      IBID_TARGET_KIND_ITEM, "c1", 0, "credibility", NULL, g_variant_new_int32 (7), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *pointer = NULL;

  ibid_overlay_put (overlay, decision);
  g_assert_null (ibid_overlay_save_bytes (overlay, NULL, &error));
  g_assert_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_VALUE);
  pointer = ibid_format_error_dup_pointer (error);
  g_assert_cmpstr (pointer, ==, "/decisions/0/value");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/overlay/types", test_types);
  g_test_add_func ("/format/overlay/target", test_target);
  g_test_add_func ("/format/overlay/unknown-survives-change", test_unknown_survives_change);
  g_test_add_func ("/format/overlay/same-choice", test_same_choice);
  g_test_add_func ("/format/overlay/writer-refuses", test_writer_refuses);
  return g_test_run ();
}
