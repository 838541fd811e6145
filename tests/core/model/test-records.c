/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-block.h"
#include "ibid-finding.h"
#include "ibid-source.h"
#include "ibid-terms-types.h"

static void
test_terms (void)
{
  int value = -1;

  g_assert_cmpstr (ibid_nick_from_enum (IBID_TYPE_BLOCK_TYPE, IBID_BLOCK_TYPE_LIST_ITEM), ==,
                   "list-item");
  g_assert_cmpstr (ibid_nick_from_enum (IBID_TYPE_OUTLET_KIND, IBID_OUTLET_KIND_STATE_MEDIA), ==,
                   "state-media");
  g_assert_null (ibid_nick_from_enum (IBID_TYPE_VERDICT, 99));
  g_assert_true (ibid_enum_from_nick (IBID_TYPE_VERDICT, "does-not-support", &value));
  g_assert_cmpint (value, ==, IBID_VERDICT_DOES_NOT_SUPPORT);
  g_assert_false (ibid_enum_from_nick (IBID_TYPE_VERDICT, "Supports", &value));
  g_assert_false (ibid_enum_from_nick (IBID_TYPE_VERDICT, NULL, &value));
  g_assert_cmpint (value, ==, IBID_VERDICT_DOES_NOT_SUPPORT);
}

static void
test_block (void)
{
  g_autoptr (JsonObject) extra = json_object_new ();
  const IbidTableCell cell = {
    .row = 1, .start = 0, .end = 2, .header = TRUE, .colspan = 2, .rowspan = 1, .extra = extra
  };
  IbidBlock *block = ibid_block_new_take ("b1", IBID_BLOCK_TYPE_TABLE, g_strdup ("数字\tx"));
  guint n = 9;

  g_assert_cmpstr (ibid_block_get_text (block), ==, "数字\tx");
  g_assert_cmpuint (ibid_block_get_n_chars (block), ==, 4);
  g_assert_null (ibid_block_get_label (block));
  g_assert_null (ibid_block_get_language (block));
  g_assert_null (ibid_block_get_marks (block, &n));
  g_assert_cmpuint (n, ==, 0);

  ibid_block_set_level (block, 3);
  ibid_block_set_list (block, TRUE, 2);
  ibid_block_set_label (block, "1");
  ibid_block_set_language (block, "zh-Hans");
  ibid_block_set_direction (block, IBID_DIRECTION_RTL);
  ibid_block_add_mark (block, IBID_MARK_TYPE_LINK, 0, 2, "https://example.org/", extra);
  ibid_block_add_image (block, "assets/a.svg", NULL, NULL);
  ibid_block_add_cell (block, &cell);

  g_assert_cmpuint (ibid_block_get_level (block), ==, 3);
  g_assert_true (ibid_block_get_ordered (block));
  g_assert_cmpuint (ibid_block_get_number (block), ==, 2);
  g_assert_cmpstr (ibid_block_get_label (block), ==, "1");
  g_assert_cmpstr (ibid_block_get_language (block), ==, "zh-Hans");
  g_assert_cmpint (ibid_block_get_direction (block), ==, IBID_DIRECTION_RTL);
  g_assert_cmpstr (ibid_block_get_marks (block, &n)->value, ==, "https://example.org/");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (ibid_block_get_images (block, &n)->path, ==, "assets/a.svg");
  g_assert_cmpuint (ibid_block_get_cells (block, &n)->colspan, ==, 2);
  g_assert_finalize_object (block);
}

static void
assert_label (IbidSource *source, const char *label)
{
  g_autofree char *found = ibid_source_dup_label (source);

  g_assert_cmpstr (found, ==, label);
}

static void
test_source_label (void)
{
  g_autoptr (IbidOutlet) xinhua = ibid_outlet_new ("xinhua", "Xinhua");
  g_autoptr (IbidCsl) csl = ibid_csl_new ("s1", "article-newspaper");
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2021, 1, 22);
  g_autoptr (IbidPartialDate) yearless = ibid_partial_date_new (0, 1, 22);
  IbidSource *source = ibid_source_new ("s1", xinhua, csl);
  IbidSource *bare = ibid_source_new ("s2", NULL, NULL);

  assert_label (source, "Xinhua");
  ibid_csl_set_issued_literal (csl, "last winter");
  assert_label (source, "Xinhua, last winter");
  ibid_csl_set_issued (csl, date);
  assert_label (source, "Xinhua, 22 January 2021");
  ibid_source_set_issued_edtf (source, yearless);
  g_assert_true (ibid_source_get_date (source) == yearless);
  assert_label (source, "Xinhua, 22 January, year unknown");
  ibid_csl_set (csl, IBID_CSL_TITLE, "A title");
  assert_label (source, "A title");
  assert_label (bare, "s2");
  g_assert_finalize_object (source);
  g_assert_finalize_object (bare);
}

static void
test_outlet_names (void)
{
  static const char *const aliases[] = { "Xinhua News Agency", "新华社", NULL };
  IbidOutlet *outlet = ibid_outlet_new ("xinhua", "Xinhua");

  g_assert_nonnull (ibid_outlet_get_aliases (outlet));
  g_assert_null (ibid_outlet_get_aliases (outlet)[0]);
  ibid_outlet_set_aliases (outlet, aliases);
  g_assert_true (ibid_outlet_answers_to (outlet, "XINHUA"));
  g_assert_true (ibid_outlet_answers_to (outlet, "xinhua news agency"));
  g_assert_true (ibid_outlet_answers_to (outlet, "新华社"));
  g_assert_false (ibid_outlet_answers_to (outlet, "Xinhuanet"));
  g_assert_false (ibid_outlet_answers_to (outlet, ""));
  g_assert_false (ibid_outlet_answers_to (outlet, NULL));
  g_assert_cmpint (ibid_outlet_get_kind (outlet), ==, IBID_OUTLET_KIND_UNCLASSIFIED);
  g_assert_finalize_object (outlet);
}

static void
test_finding (void)
{
  const IbidSpan place = { 1, 2, 3 };
  IbidSpan found = { 0 };
  g_autoptr (IbidOutlet) outlet = ibid_outlet_new ("xinhua", "Xinhua");
  IbidFinding *with = ibid_finding_new (IBID_SEVERITY_WARNING, "never-cited", "/sources/3", &place,
                                        G_OBJECT (outlet), "Nothing cites it");
  IbidFinding *without =
      ibid_finding_new (IBID_SEVERITY_INFO, "unclassified-outlet", NULL, NULL, NULL, "");

  g_assert_cmpint (ibid_finding_get_severity (with), ==, IBID_SEVERITY_WARNING);
  g_assert_cmpstr (ibid_finding_get_code (with), ==, "never-cited");
  g_assert_cmpstr (ibid_finding_get_pointer (with), ==, "/sources/3");
  g_assert_true (ibid_finding_get_subject (with) == G_OBJECT (outlet));
  g_assert_cmpstr (ibid_finding_get_message (with), ==, "Nothing cites it");
  g_assert_true (ibid_finding_get_span (with, &found));
  g_assert_true (ibid_span_equal (&found, &place));
  g_assert_false (ibid_finding_get_span (without, &found));
  g_assert_finalize_object (with);
  g_assert_finalize_object (without);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/records/terms", test_terms);
  g_test_add_func ("/model/records/block", test_block);
  g_test_add_func ("/model/records/source-label", test_source_label);
  g_test_add_func ("/model/records/outlet-names", test_outlet_names);
  g_test_add_func ("/model/records/finding", test_finding);
  return g_test_run ();
}
