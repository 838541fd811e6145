/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-annotation-import.h"
#include "ibid-export.h"
#include "ibid-foreign-annotations.h"

/* What is exported and imported again is the same, whatever it says: over generated texts, with
 * characters that a seed draws. */

#define N_ARTICLES 25
#define N_ANNOTATIONS 50
#define N_BLOCKS 6

static const char *const pieces[] = {
  "a",      "the",     " ",          "word ",  "Alpha ",
  "beta",   ".",       ", ",         "*b* ",   "_i_",
  "`c`",    "[l](",    "$x_1$",      "\\cite", "{",
  "}",      "%",       "&amp;",      "#",      "~",
  "^",      "\"",      "\"\"",       "'",      "''",
  "=1+1",   "-5",      "@me",        "+",      ";",
  "\t",     "<b>",     "</p>",       "😀",      "👩‍👩‍👧",
  "é",      "e\u0301", "שלום",       "مرحبا",  "\u202e",
  "\u200f", "数字",    "ẞ",          "\u00a0", "\u2028",
  "0",      "42 ",     "|",          "/",      "https://example.org/",
  "\001",   "\177",    "\U0010fffd",
};

static char *
dup_random_text (GRand *rand, guint max_pieces, const char *extra)
{
  GString *text = g_string_new (NULL);
  guint n_pieces = (guint)g_rand_int_range (rand, 1, (gint32)max_pieces + 1);

  for (guint i = 0; i < n_pieces; i++)
    if (extra != NULL && g_rand_int_range (rand, 0, 12) == 0)
      g_string_append_c (text, extra[g_rand_int_range (rand, 0, (gint32)strlen (extra))]);
    else
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static IbidArticle *
new_article (GRand *rand, gboolean is_web_page)
{
  IbidArticle *article = ibid_article_new ("urn:uuid:0f0e0d0c-0000-4000-8000-000000000002");
  g_autoptr (IbidCsl) metadata = ibid_csl_new ("article", "report");

  ibid_csl_set (metadata, IBID_CSL_TITLE, "A text, \"generated\"");
  if (is_web_page)
    ibid_csl_set (metadata, IBID_CSL_URL, "https://example.org/generated");
  ibid_article_set_metadata (article, metadata);
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autofree char *text = dup_random_text (rand, 120, NULL);

      g_assert_true (
          ibid_article_take_block (article, ibid_block_new (id, IBID_BLOCK_TYPE_PARAGRAPH, text)));
    }
  ibid_article_seal (article);
  return article;
}

/* what inline tags of Readwise cannot hold */
static void
make_plain (char *tag)
{
  for (char *p = tag; *p != '\0'; p++)
    if (strchr (" \t\r\n.;,'=+-@", *p) != NULL || (guchar)*p >= 0x80 || (guchar)*p < ' ')
      *p = 'x';
}

static GStrv
dup_tags (GRand *rand)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  guint n_tags = (guint)g_rand_int_range (rand, 0, 4);
  GStrv tags;

  for (guint i = 0; i < n_tags; i++)
    {
      g_autofree char *text = dup_random_text (rand, 3, NULL);
      g_autofree char *tag = NULL;

      make_plain (text);
      tag = g_strdup_printf ("t%u%s", i, text);
      g_strv_builder_add (builder, tag);
    }
  tags = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return tags;
}

static gboolean
is_line_end (IbidReadingText *text, guint offset)
{
  return ibid_reading_text_get_text (text)[ibid_reading_text_bytes_from_chars (text, offset)] ==
         '\n';
}

static IbidAnnotation *
new_annotation (GRand *rand, IbidReadingText *text)
{
  guint n_chars = ibid_reading_text_get_n_chars (text);
  guint start = (guint)g_rand_int_range (rand, 0, (gint32)n_chars - 1);
  guint length = (guint)g_rand_int_range (rand, 1, 90);
  guint end = MIN (n_chars, start + length);
  g_autoptr (IbidSelector) selector = NULL;
  g_auto (GStrv) tags = dup_tags (rand);
  g_autofree char *text_of_note = dup_random_text (rand, 30, "\r\n\n");
  g_autofree char *note = g_strconcat ("n", text_of_note, NULL);
  g_autofree char *id = g_strdup_printf ("urn:uuid:%08x-%04x-4%03x-8%03x-%012x", g_rand_int (rand),
                                         g_rand_int (rand) & 0xffff, g_rand_int (rand) & 0xfff,
                                         g_rand_int (rand) & 0xfff, g_rand_int (rand));
  gint64 created_us = (gint64)g_rand_int_range (rand, 1, G_MAXINT32) * G_USEC_PER_SEC +
                      g_rand_int_range (rand, 0, 1000000);
  gboolean has_note = g_rand_int_range (rand, 0, 3) > 0;
  IbidAnnotation *annotation;

  /* what parts two blocks is in neither */
  while (is_line_end (text, end - 1))
    end--;
  while (start + 1 < end && is_line_end (text, start))
    start++;
  start = MIN (start, end - 1);
  selector = ibid_selector_new_for_range (text, start, end);
  annotation = ibid_annotation_new_loaded (
      id, selector, (IbidAnnotationStyle)g_rand_int_range (rand, 0, 6), has_note ? note : NULL,
      (const char *const *)tags, created_us, created_us + g_rand_int_range (rand, 0, 1000000000));
  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, text, start, end);
  return annotation;
}

static GBytes *
export_as (IbidArticle *article, GPtrArray *annotations, const char *format)
{
  g_autoptr (IbidExportMatter) matter = ibid_export_matter_new (article, annotations);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "test", .now = now };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts =
      ibid_export_make (matter, ibid_export_find_kind (format)->format, &options, NULL, &error);

  g_assert_no_error (error);
  return g_bytes_ref (((IbidExportPart *)g_ptr_array_index (parts, 0))->bytes);
}

/* what a format tells */
typedef struct
{
  const char *name;
  gboolean ids;
  gint64 times_us; /* how exactly it tells times; 0: not at all */
  gboolean styles;
} Format;

static void
assert_same_time (const Format *format, gint64 was_us, gint64 is_us)
{
  g_assert_cmpint (is_us / format->times_us, ==, was_us / format->times_us);
}

/* A passage is found by its words: what nobody sees at its borders may stay outside. */
static void
assert_invisible (IbidReadingText *text, guint start, guint end)
{
  g_autofree char *slice = ibid_reading_text_dup_slice (text, start, end);

  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p))
    switch ((int)g_unichar_type (g_utf8_get_char (p)))
      {
      case G_UNICODE_CONTROL:
      case G_UNICODE_FORMAT:
      case G_UNICODE_NON_SPACING_MARK:
      case G_UNICODE_LINE_SEPARATOR:
      case G_UNICODE_SPACE_SEPARATOR:
        break;
      default:
        g_error ("U+%04X is left out of a passage", g_utf8_get_char (p));
      }
}

static void
assert_same (const Format *format, IbidReadingText *text, IbidAnnotation *was, IbidAnnotation *is)
{
  guint start, end, new_start, new_end;

  if (format->ids)
    g_assert_cmpstr (ibid_annotation_get_id (is), ==, ibid_annotation_get_id (was));
  if (format->times_us > 0)
    {
      assert_same_time (format, ibid_annotation_get_created (was),
                        ibid_annotation_get_created (is));
      assert_same_time (format, ibid_annotation_get_modified (was),
                        ibid_annotation_get_modified (is));
    }
  if (format->styles)
    g_assert_cmpint (ibid_annotation_get_style (is), ==, ibid_annotation_get_style (was));
  g_assert_cmpstr (ibid_selector_get_exact (ibid_annotation_get_selector (is)), ==,
                   ibid_selector_get_exact (ibid_annotation_get_selector (was)));
  g_assert_cmpstr (ibid_annotation_get_note (is), ==, ibid_annotation_get_note (was));
  g_assert_cmpstrv ((GStrv)ibid_annotation_get_tags (is), (GStrv)ibid_annotation_get_tags (was));
  /* never at a wrong place without asking */
  if (format->ids && strcmp (format->name, "csv") != 0 &&
      ibid_annotation_get_state (is) <= IBID_ANCHOR_STATE_MOVED)
    {
      ibid_annotation_get_range (was, &start, &end);
      ibid_annotation_get_range (is, &new_start, &new_end);
      assert_invisible (text, MIN (start, new_start), MAX (start, new_start));
      assert_invisible (text, MIN (end, new_end), MAX (end, new_end));
    }
}

static void
round_trip (const Format *format, guint32 seed, guint *n_placed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (IbidArticle) article = new_article (rand, seed % 2 == 0);
  g_autoptr (IbidReadingText) text = ibid_reading_text_new (article);
  g_autoptr (IbidForeignAbout) about = ibid_foreign_about_new (article, text);
  g_autoptr (IbidAnchoring) anchoring = ibid_anchoring_new (article, "/nonexistent");
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidForeignAnnotations) found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_ANNOTATIONS; i++)
    g_ptr_array_add (annotations, new_annotation (rand, text));
  bytes = export_as (article, annotations, format->name);
  found = ibid_foreign_annotations_load_bytes (bytes, format->name, about, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->findings->len; i++)
    g_test_message ("%s: %s", ibid_finding_get_pointer (g_ptr_array_index (found->findings, i)),
                    ibid_finding_get_message (g_ptr_array_index (found->findings, i)));
  g_assert_cmpuint (found->n_findings, ==, 0);
  g_assert_cmpuint (found->n_elsewhere, ==, 0);
  g_assert_cmpuint (found->annotations->len, ==, annotations->len);
  g_assert_true (
      ibid_annotation_import_settle (anchoring, found->annotations, NULL, NULL, NULL, &error));
  for (guint i = 0; i < annotations->len; i++)
    {
      assert_same (format, text, g_ptr_array_index (annotations, i),
                   g_ptr_array_index (found->annotations, i));
      *n_placed += ibid_annotation_get_state (g_ptr_array_index (found->annotations, i)) <=
                   IBID_ANCHOR_STATE_MOVED;
    }
}

static void
test_format (gconstpointer data)
{
  const Format *format = data;
  guint n_placed = 0;

  for (guint32 seed = 1; seed <= N_ARTICLES; seed++)
    round_trip (format, seed, &n_placed);
  g_test_message ("%s: %u of %d placed", format->name, n_placed, N_ARTICLES * N_ANNOTATIONS);
  if (strcmp (format->name, "jsonld") == 0)
    g_assert_cmpuint (n_placed, ==, N_ARTICLES * N_ANNOTATIONS);
}

int
main (int argc, char **argv)
{
  static const Format formats[] = {
    { "jsonld", TRUE, 1, TRUE },
    { "hypothesis", TRUE, G_USEC_PER_SEC, FALSE },
    { "csv", TRUE, G_USEC_PER_SEC, TRUE },
    { "readwise", FALSE, 0, FALSE },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/round-trip/%s", formats[i].name);

      g_test_add_data_func (path, &formats[i], test_format);
    }
  return g_test_run ();
}
