/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "ibid-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-region-names.h"

static void
assert_icon (const char *name)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  if (!gtk_icon_theme_has_icon (theme, name))
    g_error ("no icon “%s”", name);
}

static void
assert_words (GHashTable *seen, const char *words)
{
  g_assert_nonnull (words);
  g_assert_cmpstr (words, !=, "");
  if (!g_hash_table_add (seen, (gpointer)words))
    g_error ("“%s” stands for two things", words);
}

static void
test_entity_kinds (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = 0; kind < (int)IBID_N_ENTITY_KINDS; kind++)
    {
      assert_words (labels, ibid_entity_kind_label ((IbidEntityKind)kind));
      assert_words (labels, ibid_entity_kind_group_label ((IbidEntityKind)kind));
      assert_words (labels, ibid_entity_kind_style_class ((IbidEntityKind)kind));
      assert_words (icons, ibid_entity_kind_icon ((IbidEntityKind)kind));
      assert_icon (ibid_entity_kind_icon ((IbidEntityKind)kind));
    }
}

static void
test_outlet_kinds (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) icons = g_hash_table_new (g_str_hash, g_str_equal);

  for (int kind = 0; kind < (int)IBID_N_OUTLET_KINDS; kind++)
    {
      assert_words (labels, ibid_outlet_kind_label ((IbidOutletKind)kind));
      assert_words (labels, ibid_outlet_kind_style_class ((IbidOutletKind)kind));
      assert_words (icons, ibid_outlet_kind_icon ((IbidOutletKind)kind));
      assert_icon (ibid_outlet_kind_icon ((IbidOutletKind)kind));
    }
  g_assert_cmpstr (ibid_outlet_kind_label (IBID_OUTLET_KIND_UNCLASSIFIED), ==, "Unclassified");
}

static void
test_judgements (void)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) grades = g_hash_table_new (g_str_hash, g_str_equal);

  for (int verdict = 0; verdict < (int)IBID_N_VERDICTS; verdict++)
    {
      assert_words (verdicts, ibid_verdict_label ((IbidVerdict)verdict));
      assert_words (verdicts, ibid_verdict_explanation ((IbidVerdict)verdict));
      assert_icon (ibid_verdict_icon ((IbidVerdict)verdict));
    }
  for (int state = 0; state <= (int)IBID_CHECK_STATE_AMBIGUOUS; state++)
    assert_icon (ibid_check_state_icon ((IbidCheckState)state));
  for (int access = 0; access < (int)IBID_N_ACCESSES; access++)
    assert_icon (ibid_access_icon ((IbidAccess)access));
  for (int grade = 0; grade < (int)IBID_N_RELIABILITIES; grade++)
    assert_words (grades, ibid_reliability_explanation ((IbidReliability)grade));
  for (guint grade = 0; grade < IBID_N_CREDIBILITIES; grade++)
    assert_words (grades, ibid_credibility_explanation (grade));
}

static void
test_grades (void)
{
  g_autofree char *c = ibid_reliability_dup_label (IBID_RELIABILITY_C);
  g_autofree char *three = ibid_credibility_dup_label (3);
  g_autofree char *none = ibid_credibility_dup_label (IBID_CREDIBILITY_NOT_GRADED);

  g_assert_cmpstr (c, ==, "C · fairly reliable");
  g_assert_cmpstr (three, ==, "3 · possibly true");
  g_assert_cmpstr (none, ==, "Not graded");
}

static void
test_languages (void)
{
  static const struct
  {
    const char *tag;
    const char *name;
  } cases[] = {
    { "zh", "Chinese" },
    { "zh-Hans", "Chinese (simplified)" },
    { "zh-Hant-TW", "Chinese (traditional, Taiwan)" },
    { "kk-Cyrl", "Kazakh (Cyrillic)" },
    { "en-GB", "English (United Kingdom)" },
    { "es", "Spanish" },
    { "yue", "Yue Chinese" },
    { "qqq", "qqq" },
    { "", "Unclassified" },
    { NULL, "Unclassified" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = ibid_language_dup_name (cases[i].tag);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_countries (void)
{
  g_autofree char *kazakhstan = ibid_country_dup_name ("KZ");
  g_autofree char *small = ibid_country_dup_name ("cn");
  g_autofree char *unknown = ibid_country_dup_name ("XQ");
  g_auto (GStrv) codes = ibid_country_dup_codes ();

  g_assert_cmpstr (kazakhstan, ==, "Kazakhstan");
  g_assert_cmpstr (small, ==, "China");
  g_assert_cmpstr (unknown, ==, "XQ");
  g_assert_true (ibid_country_is_code ("KZ"));
  g_assert_false (ibid_country_is_code ("XQ"));
  g_assert_false (ibid_country_is_code ("KAZ"));
  g_assert_false (ibid_country_is_code (NULL));
  g_assert_cmpuint (g_strv_length (codes), >, 240);
  g_assert_cmpstr (codes[0], ==, "AF");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ibid_panels_register_icons ();

  g_test_add_func ("/panels/labels/entity-kinds", test_entity_kinds);
  g_test_add_func ("/panels/labels/outlet-kinds", test_outlet_kinds);
  g_test_add_func ("/panels/labels/judgements", test_judgements);
  g_test_add_func ("/panels/labels/grades", test_grades);
  g_test_add_func ("/panels/labels/languages", test_languages);
  g_test_add_func ("/panels/labels/countries", test_countries);
  return g_test_run ();
}
