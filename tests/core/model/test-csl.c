/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-csl.h"

static void
assert_author_text (IbidCsl *csl, const char *text)
{
  g_autofree char *found = ibid_csl_dup_author_text (csl);

  g_assert_cmpstr (found, ==, text);
}

static void
test_fields (void)
{
  IbidCsl *csl = ibid_csl_new ("s1", "article-newspaper");

  g_assert_cmpstr (ibid_record_get_id (IBID_RECORD (csl)), ==, "s1");
  g_assert_cmpstr (ibid_csl_get (csl, IBID_CSL_TYPE), ==, "article-newspaper");
  for (guint i = IBID_CSL_TITLE; i < IBID_CSL_N_FIELDS; i++)
    {
      g_assert_nonnull (ibid_csl_field_name ((IbidCslField)i));
      g_assert_null (ibid_csl_get (csl, (IbidCslField)i));
      ibid_csl_set (csl, (IbidCslField)i, "text");
      g_assert_cmpstr (ibid_csl_get (csl, (IbidCslField)i), ==, "text");
      /* its own value is not lost on the way */
      ibid_csl_set (csl, (IbidCslField)i, ibid_csl_get (csl, (IbidCslField)i));
      g_assert_cmpstr (ibid_csl_get (csl, (IbidCslField)i), ==, "text");
      ibid_csl_set (csl, (IbidCslField)i, NULL);
      g_assert_null (ibid_csl_get (csl, (IbidCslField)i));
    }
  g_assert_cmpstr (ibid_csl_field_name (IBID_CSL_CONTAINER_TITLE), ==, "container-title");
  g_assert_finalize_object (csl);
}

static void
test_authors (void)
{
  IbidCsl *csl = ibid_csl_new (NULL, NULL);
  guint n_authors = 0;
  const IbidCslName *authors = NULL;

  assert_author_text (csl, NULL);
  ibid_csl_set_author_text (csl, " Smith, A.; OSCE ;; ");
  authors = ibid_csl_get_authors (csl, &n_authors);
  g_assert_cmpuint (n_authors, ==, 2);
  g_assert_cmpstr (authors[0].family, ==, "Smith");
  g_assert_cmpstr (authors[0].given, ==, "A.");
  g_assert_null (authors[0].literal);
  g_assert_cmpstr (authors[1].literal, ==, "OSCE");
  assert_author_text (csl, "A. Smith; OSCE");

  /* what was shown and confirmed unchanged keeps its parts */
  ibid_csl_set_author_text (csl, "A. Smith; OSCE; New One");
  authors = ibid_csl_get_authors (csl, &n_authors);
  g_assert_cmpuint (n_authors, ==, 3);
  g_assert_cmpstr (authors[0].family, ==, "Smith");
  g_assert_cmpstr (authors[2].literal, ==, "New One");

  ibid_csl_set_author_text (csl, "");
  assert_author_text (csl, NULL);
  ibid_csl_add_author (csl, "Zhang", NULL, NULL, NULL);
  assert_author_text (csl, "Zhang");
  ibid_csl_clear_authors (csl);
  assert_author_text (csl, NULL);
  g_assert_finalize_object (csl);
}

static void
test_copy (void)
{
  IbidCsl *csl = ibid_csl_new ("s1", "book");
  IbidCsl *copy = NULL;
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2021, 1, 22);
  g_autoptr (JsonObject) extra = json_object_new ();

  ibid_csl_set (csl, IBID_CSL_TITLE, "A title");
  ibid_csl_set_author_text (csl, "Smith, A.");
  ibid_csl_set_issued (csl, date);
  ibid_csl_set_accessed (csl, date);
  ibid_csl_set_issued_literal (csl, "January 22");
  ibid_record_set_extra (IBID_RECORD (csl), extra);
  copy = ibid_csl_copy (csl);
  ibid_csl_set (csl, IBID_CSL_TITLE, "Another title");
  ibid_csl_clear_authors (csl);
  ibid_csl_set_issued (csl, NULL);

  g_assert_cmpstr (ibid_csl_get (copy, IBID_CSL_TITLE), ==, "A title");
  assert_author_text (copy, "A. Smith");
  g_assert_true (ibid_partial_date_equal (ibid_csl_get_issued (copy), date));
  g_assert_true (ibid_partial_date_equal (ibid_csl_get_accessed (copy), date));
  g_assert_cmpstr (ibid_csl_get_issued_literal (copy), ==, "January 22");
  g_assert_true (ibid_record_get_extra (IBID_RECORD (copy)) == extra);
  g_assert_finalize_object (csl);
  g_assert_finalize_object (copy);
}

/* What is kept as the file had it goes when it is set, and from this record only. */
static void
test_extra (void)
{
  IbidCsl *csl = ibid_csl_new ("s1", "book");
  IbidCsl *copy = NULL;
  g_autoptr (IbidPartialDate) date = ibid_partial_date_new (2021, 1, 22);
  g_autoptr (JsonObject) extra = json_object_new ();

  json_object_set_string_member (extra, "keyword", "trade");
  json_object_set_object_member (extra, "issued", json_object_new ());
  json_object_set_object_member (extra, "accessed", json_object_new ());
  json_object_set_string_member (extra, "author", "as it was");
  json_object_set_int_member (extra, "title", 1984);
  ibid_csl_set_issued (csl, date);
  ibid_record_set_extra (IBID_RECORD (csl), extra);
  copy = ibid_csl_copy (csl);
  g_assert_true (ibid_record_get_extra (IBID_RECORD (copy)) == extra);

  ibid_csl_set_issued (copy, date);
  g_assert_false (json_object_has_member (ibid_record_get_extra (IBID_RECORD (copy)), "issued"));
  g_assert_true (json_object_has_member (ibid_record_get_extra (IBID_RECORD (copy)), "title"));
  ibid_csl_set_accessed (copy, NULL);
  ibid_csl_set_author_text (copy, "Smith, A.");
  ibid_csl_set (copy, IBID_CSL_TITLE, "Nineteen Eighty-Four");
  g_assert_cmpuint (json_object_get_size (ibid_record_get_extra (IBID_RECORD (copy))), ==, 1);
  g_assert_true (json_object_has_member (ibid_record_get_extra (IBID_RECORD (copy)), "keyword"));
  g_assert_true (ibid_record_get_extra (IBID_RECORD (csl)) == extra);
  g_assert_cmpuint (json_object_get_size (extra), ==, 5);
  g_assert_finalize_object (csl);
  g_assert_finalize_object (copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/csl/fields", test_fields);
  g_test_add_func ("/model/csl/authors", test_authors);
  g_test_add_func ("/model/csl/copy", test_copy);
  g_test_add_func ("/model/csl/extra", test_extra);
  return g_test_run ();
}
