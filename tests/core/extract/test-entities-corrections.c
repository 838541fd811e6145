/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "marked.h"

/* What the reader decided about entities wins over every rule. */

static const char text[] = "The program “Digital Steppe” grows. In Gimry, Ivan Prigovsky of Huawei "
                           "met the grey council. Prigovsky left the EU.";

static GVariant *
clues (const char *name, const char *kind, const char *into)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "name", name);
  g_variant_builder_add (&builder, "{ss}", "kind", kind);
  if (into != NULL)
    g_variant_builder_add (&builder, "{ss}", "into", into);
  return g_variant_builder_end (&builder);
}

static void
decide (IbidOverlay *corrections, const char *id, const char *field, GVariant *value,
        GVariant *find)
{
  g_autoptr (IbidDecision) decision =
      ibid_decision_new (IBID_TARGET_KIND_ENTITY, id, 0, field, NULL, value, find, NULL);

  ibid_overlay_put (corrections, decision);
}

static char *
extract (IbidOverlay *corrections)
{
  const IbidExtractOptions options = { .corrections = corrections, .without_dictionary = TRUE };
  g_autoptr (IbidArticle) article = marked_extract (text, &options);

  return marked_write (article, TRUE);
}

static void
assert_has (const char *marked, const char *part)
{
  if (strstr (marked, part) == NULL)
    g_error ("no “%s” in “%s”", part, marked);
}

static void
assert_lacks (const char *marked, const char *part)
{
  if (strstr (marked, part) != NULL)
    g_error ("“%s” in “%s”", part, marked);
}

static void
test_without (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = extract (corrections);

  g_assert_cmpstr (got, ==,
                   "The program “[Digital Steppe|programme]” grows. In [Gimry|place], [Ivan "
                   "Prigovsky|person] of [Huawei|organisation] met the grey council. "
                   "[Prigovsky|person=Ivan Prigovsky] left the [EU|organisation=European Union].");
}

static void
test_kind_and_name (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;

  decide (corrections, "e1", "kind", g_variant_new_string ("technology"),
          clues ("Digital Steppe", "programme", NULL));
  decide (corrections, "e9", "name", g_variant_new_string ("Huawei Technologies"),
          clues ("Huawei", "organisation", NULL));
  got = extract (corrections);
  assert_has (got, "[Digital Steppe|technology]");
  assert_has (got, "[Huawei|organisation=Huawei Technologies]");
}

static void
test_not_an_entity (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;

  decide (corrections, "e1", "not-an-entity", g_variant_new_boolean (TRUE),
          clues ("Gimry", "place", NULL));
  decide (corrections, "e2", "not-an-entity", g_variant_new_boolean (TRUE),
          clues ("European Union", "organisation", NULL));
  got = extract (corrections);
  assert_lacks (got, "[Gimry");
  assert_lacks (got, "[EU"); /* a form of what was refused */
}

static void
test_merged (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;

  decide (corrections, "e1", "merged-into", g_variant_new_string ("e7"),
          clues ("Gimry", "place", "Huawei"));
  got = extract (corrections);
  assert_has (got, "[Gimry|organisation=Huawei]");
}

static void
test_merged_by_id (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;

  decide (corrections, "e7", "kind", g_variant_new_string ("person"),
          clues ("Ivan Prigovsky", "person", NULL));
  decide (corrections, "e1", "merged-into", g_variant_new_string ("e7"),
          clues ("Gimry", "place", NULL));
  got = extract (corrections);
  assert_has (got, "[Gimry|person=Ivan Prigovsky]");
}

static void
test_added (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;
  GVariantBuilder value;
  g_autoptr (IbidDecision) decision = NULL;

  g_variant_builder_init (&value, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&value, "{sv}", "name", g_variant_new_string ("grey council"));
  g_variant_builder_add (&value, "{sv}", "kind", g_variant_new_string ("organisation"));
  decision = ibid_decision_new (IBID_TARGET_KIND_ARTICLE, "a", 0, "added-entity", "x1",
                                g_variant_builder_end (&value), NULL, NULL);
  ibid_overlay_put (corrections, decision);
  got = extract (corrections);
  assert_has (got, "[grey council|organisation]");
}

/* decisions that say nothing, or too much */
static void
test_odd (void)
{
  g_autoptr (IbidOverlay) corrections = ibid_overlay_new ();
  g_autofree char *got = NULL;

  decide (corrections, "e1", "kind", g_variant_new_string ("no-kind"),
          clues ("Gimry", "place", NULL));
  decide (corrections, "e2", "name", g_variant_new_boolean (TRUE), clues ("…", "?", NULL));
  decide (corrections, "e3", "merged-into", g_variant_new_string ("e4"),
          clues ("Huawei", "organisation", NULL));
  decide (corrections, "e5", "merged-into", g_variant_new_string ("e6"),
          clues ("EU", "organisation", "Gimry"));
  decide (corrections, "e6", "merged-into", g_variant_new_string ("e5"),
          clues ("Gimry", "place", "EU"));
  decide (corrections, "e7", "name", g_variant_new_string ("x"), NULL);
  got = extract (corrections);
  assert_has (got, "[Huawei|organisation]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/entities/corrections/without", test_without);
  g_test_add_func ("/extract/entities/corrections/kind-and-name", test_kind_and_name);
  g_test_add_func ("/extract/entities/corrections/not-an-entity", test_not_an_entity);
  g_test_add_func ("/extract/entities/corrections/merged", test_merged);
  g_test_add_func ("/extract/entities/corrections/merged-by-id", test_merged_by_id);
  g_test_add_func ("/extract/entities/corrections/added", test_added);
  g_test_add_func ("/extract/entities/corrections/odd", test_odd);
  return g_test_run ();
}
