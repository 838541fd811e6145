/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the paper is asked of programs that nobody here wrote: pdftotext, pdfinfo. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ibid-pdf-amend.h"
#include "ibid-render.h"
#include "reader-fixture.h"

#define N_PARAGRAPHS 24

/* ---- an article with notes ---- */

typedef struct
{
  ReaderFixture *fixture;
  IbidReadingText *reading;
  IbidAnnotations *annotations;
  GPtrArray *notes;
  char *folder;
  char *path;
} Printout;

typedef struct
{
  const char *language;
  const char *words; /* of which the paragraphs are made */
} Tongue;

static IbidArticle *
new_article (const Tongue *tongue)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  IbidArticle *article;

  g_string_append_printf (
      json,
      "{\"format\":\"ibid-article\",\"version\":1,\"id\":\"urn:x\",\"language\":\"%s\","
      "\"metadata\":{\"id\":\"m\",\"type\":\"report\",\"title\":\"The (title) Ж\",\"author\":"
      "[{\"family\":\"Świątek\",\"given\":\"Анна\"}]},"
      "\"outlets\":[{\"id\":\"o\",\"name\":\"Weekly Ledger\"}],"
      "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\","
      "\"issued\":{\"date-parts\":[[2020,3,4]]}}}],"
      "\"citations\":[{\"id\":\"c\",\"block\":\"p0\",\"start\":0,\"end\":6,\"items\":"
      "[{\"source\":\"s\",\"resolution\":\"exact\"}]}],"
      "\"blocks\":[{\"id\":\"t\",\"type\":\"heading\",\"level\":1,\"text\":\"The (title) Ж\"},",
      tongue->language);
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      if (i % 6 == 0)
        g_string_append_printf (json,
                                "{\"id\":\"h%u\",\"type\":\"heading\",\"level\":%u,"
                                "\"text\":\"Heading%u Ж\"},",
                                i, i % 12 == 0 ? 2 : 3, i);
      g_string_append_printf (json,
                              "{\"id\":\"p%u\",\"type\":\"%s\",\"level\":1,\"text\":\"Begin%u ", i,
                              i % 5 == 3 ? "list-item" : "paragraph", i);
      for (guint k = 0; k < 12; k++)
        {
          if (k == 5)
            g_string_append_printf (json, "Middle%u ", i);
          g_string_append_printf (json, "%s ", tongue->words);
        }
      g_string_append_printf (json, "Closing%u.\"},", i);
    }
  g_string_append (json,
                   "{\"id\":\"tab\",\"type\":\"table\",\"text\":\"Cellone\\tCelltwo\\nCellthree"
                   "\\tCellfour\",\"rows\":["
                   "[{\"start\":0,\"end\":7},{\"start\":8,\"end\":15}],"
                   "[{\"start\":16,\"end\":25},{\"start\":26,\"end\":34}]]},"
                   "{\"id\":\"last\",\"type\":\"paragraph\",\"text\":\"The end.\"}]}");
  bytes = g_bytes_new (json->str, json->len);
  article = ibid_article_load_bytes (bytes, "test", NULL, &error);
  g_assert_no_error (error);
  return article;
}

static Printout *
new_printout (const Tongue *tongue)
{
  Printout *printout = g_new0 (Printout, 1);
  IbidArticle *article = new_article (tongue);

  printout->fixture = reader_fixture_new ();
  printout->reading = ibid_reading_text_new (article);
  printout->annotations = ibid_annotations_new ();
  printout->notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_render_note_free);
  printout->folder = g_dir_make_tmp ("ibid-pdf-XXXXXX", NULL);
  printout->path = g_build_filename (printout->folder, "article.pdf", NULL);
  reader_fixture_show (printout->fixture, article, 0, 0);
  ibid_reading_state_set_annotations (printout->fixture->state, printout->annotations);
  return printout;
}

static void
free_printout (Printout *printout)
{
  g_unlink (printout->path);
  g_rmdir (printout->folder);
  ibid_reading_state_set_annotations (printout->fixture->state, NULL);
  reader_fixture_free (printout->fixture);
  g_ptr_array_unref (printout->notes);
  g_object_unref (printout->annotations);
  ibid_reading_text_unref (printout->reading);
  g_free (printout->folder);
  g_free (printout->path);
  g_free (printout);
}

/* Marks from a word on, with a note. */
static void
add_note (Printout *printout, const char *word, guint n_chars, IbidAnnotationStyle style,
          const char *note, const char *tag)
{
  const char *text = ibid_reading_text_get_text (printout->reading);
  const char *at = strstr (text, word);
  guint start;
  g_autoptr (IbidSelector) selector = NULL;
  g_autoptr (IbidAnnotation) plain = NULL;
  g_autoptr (IbidAnnotation) noted = NULL;
  g_autoptr (IbidAnnotation) annotation = NULL;
  g_autoptr (GPtrArray) citations = NULL;
  const char *const tags[] = { tag, NULL };
  GArray *spans;

  g_assert_nonnull (at);
  start = (guint)g_utf8_pointer_to_offset (text, at);
  selector = ibid_selector_new_for_range (printout->reading, start, start + n_chars);
  plain = ibid_annotation_new (selector, style);
  noted = ibid_annotation_with_note (plain, note);
  annotation = ibid_annotation_with_tags (noted, tags);
  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, printout->reading, start,
                              start + n_chars);
  ibid_annotations_put (printout->annotations, annotation);
  spans = ibid_reading_text_spans_from_range (printout->reading, start, start + n_chars);
  citations =
      ibid_article_citations_in (printout->fixture->article, &g_array_index (spans, IbidSpan, 0));
  g_ptr_array_add (printout->notes, ibid_render_note_new (annotation, citations));
  g_array_unref (spans);
}

/* ---- printing, and reading what was printed ---- */

typedef struct
{
  gboolean is_over;
  GError *error;
} Export;

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;

  ibid_reader_view_export_pdf_finish (IBID_READER_VIEW (object), result, &export->error);
  export->is_over = TRUE;
}

static void
keep_for_looking (const char *path)
{
  static guint n_kept;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) kept = NULL;
  g_autofree char *name = g_path_get_basename (g_test_get_path ());
  g_autofree char *kept_path = NULL;

  if (g_getenv ("IBID_TEST_PICTURES") == NULL)
    return;
  kept_path =
      g_strdup_printf ("%s/print-%s-%u.pdf", g_getenv ("IBID_TEST_PICTURES"), name, n_kept++);
  kept = g_file_new_for_path (kept_path);
  g_file_copy (file, kept, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

static void
print (Printout *printout, gboolean with_notes)
{
  g_autoptr (GFile) file = g_file_new_for_path (printout->path);
  Export export = { 0 };

  ibid_reader_view_export_pdf_async (printout->fixture->reader, with_notes ? printout->notes : NULL,
                                     file, NULL, exported_cb, &export);
  WAIT_UNTIL (export.is_over);
  g_assert_no_error (export.error);
  keep_for_looking (printout->path);
}

static char *
dup_output (const char *program, const char *option, const char *path)
{
  const char *argv[] = { program, option, path, "-", NULL };
  const char *argv_plain[] = { program, path, NULL };
  char *text = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)(option != NULL ? argv : argv_plain), NULL, G_SPAWN_SEARCH_PATH,
                NULL, NULL, &text, &complaints, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaints, ==, "");
  return text;
}

typedef struct
{
  guint page;
  double x0;
  double y0;
  double x1;
  double y1;
  char text[64];
} Word;

/* All words with the rectangles they stand in, in points. */
static GArray *
read_words (const char *path, guint *n_pages, double *height)
{
  g_autofree char *xml = dup_output ("pdftotext", "-bbox", path);
  g_auto (GStrv) lines = g_strsplit (xml, "\n", -1);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  *n_pages = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Word word = { 0 };

      if (sscanf (lines[i], " <page width=\"%*f\" height=\"%lf\"", height) == 1)
        ++*n_pages;
      if (sscanf (lines[i], " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%63[^<]",
                  &word.x0, &word.y0, &word.x1, &word.y1, word.text) != 5)
        continue;
      word.page = *n_pages;
      g_array_append_val (words, word);
    }
  return words;
}

static const Word *
find_word (GArray *words, const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (g_array_index (words, Word, i).text, text) != NULL)
      return &g_array_index (words, Word, i);
  g_error ("not on paper: %s", text);
  return NULL;
}

/* Lines overlap by nature, since a word's rectangle is as high as its face allows. */
static double
middle (const Word *word)
{
  return (word->y0 + word->y1) / 2;
}

/* No two words stand on one another, and none over the edge of its page. */
static void
check_overlaps (GArray *words, double height)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *a = &g_array_index (words, Word, i);

      g_assert_cmpfloat (a->y1, <, height - 30);
      g_assert_cmpfloat (a->y0, >, 30);
      for (guint k = i + 1; k < words->len; k++)
        {
          const Word *b = &g_array_index (words, Word, k);
          double wide = MIN (a->x1, b->x1) - MAX (a->x0, b->x0);
          double apart = ABS (middle (a) - middle (b));
          double lower = MIN (a->y1 - a->y0, b->y1 - b->y0);

          if (a->page == b->page && wide > 2 && apart < lower / 3)
            g_error ("page %u: “%s” stands on “%s” (%.1f × %.1f)", a->page, a->text, b->text, wide,
                     apart);
        }
    }
}

/* ---- tests ---- */

static const Tongue english = {
  "en", "says one thing and another, at some length, as a paragraph in an article does."
};
static const Tongue arabic = { "ar", "هذا نص عربي طويل يكفي لسطر أو سطرين من الكلام" };
static const Tongue chinese = { "zh-Hans", "这是一段足够长的中文文字，用来填满一两行纸面。" };

/* A number stands where the highlight begins, and the note with that number beside it. */
static void
check_margin (GArray *words, const char *anchor, const char *number, const char *note_word,
              gboolean from_right)
{
  const Word *at = find_word (words, anchor);
  const Word *note = find_word (words, note_word);
  gboolean is_numbered = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->page == at->page && strstr (word->text, number) != NULL &&
          ABS (middle (word) - middle (at)) < 16 && word->x0 < at->x1 + 60 &&
          word->x1 > at->x0 - 60)
        is_numbered = TRUE;
    }
  if (!is_numbered)
    g_error ("no %s near %s", number, anchor);
  g_assert_cmpuint (note->page, ==, at->page);
  g_assert_cmpfloat (ABS (middle (note) - middle (at)), <, 240);
  if (from_right)
    g_assert_cmpfloat (note->x1, <, at->x0);
  else
    g_assert_cmpfloat (note->x0, >, at->x1);
}

static void
test_margin (void)
{
  Printout *printout = new_printout (&english);
  g_autoptr (GArray) words = NULL;
  g_autofree char *info = NULL;
  guint n_pages;
  double height = 0;

  add_note (printout, "The (title)", 11, IBID_ANNOTATION_STYLE_GREEN, "Ontitle this", NULL);
  add_note (printout, "Begin0 ", 30, IBID_ANNOTATION_STYLE_YELLOW,
            "Firstnote with **strongword** and [linkword](https://example.org/there).\n\n"
            "- itemone\n- itemtwo\n\n1. numbered\n\n> quotedword\n\n`codeword` &amp; <script>x",
            "tagone");
  add_note (printout, "Middle0 ", 12, IBID_ANNOTATION_STYLE_BLUE, "Secondnote", NULL);
  add_note (printout, "Middle0 says", 18, IBID_ANNOTATION_STYLE_PINK, "Thirdnote", "tagthree");
  add_note (printout, "Heading6", 8, IBID_ANNOTATION_STYLE_PURPLE, "Headingnote", NULL);
  add_note (printout, "Begin8 ", 40, IBID_ANNOTATION_STYLE_UNDERLINE, "Itemnote", NULL);
  add_note (printout, "Cellfour", 8, IBID_ANNOTATION_STYLE_GREEN, "Tablenote", NULL);
  print (printout, TRUE);
  words = read_words (printout->path, &n_pages, &height);
  check_margin (words, "(title)", "■1", "Ontitle", FALSE);
  check_margin (words, "Begin0", "●2", "Firstnote", FALSE);
  check_margin (words, "Middle0", "▲3", "Secondnote", FALSE);
  check_margin (words, "Middle0", "◆4", "Thirdnote", FALSE);
  check_margin (words, "Heading6", "★5", "Headingnote", FALSE);
  check_margin (words, "Begin8", "6", "Itemnote", FALSE);
  check_margin (words, "Cellfour", "■7", "Tablenote", FALSE);
  for (guint i = 0; i < 9; i++)
    find_word (words, ((const char *const[]){ "strongword", "example.org/there", "itemtwo", "1.",
                                              "quotedword", "codeword", "&lt;script&gt;x",
                                              "#tagone", "#tagthree" })[i]);
  /* the source behind it, and what the colour is called */
  find_word (words, "Ledger,");
  find_word (words, "2020");
  find_word (words, "Yellow");
  find_word (words, "Underline");
  check_overlaps (words, height);
  g_assert_cmpuint (n_pages, <=, 9);
  free_printout (printout);
}

/* Two hundred on one page have no room beside it, and a long one neither: they stand at the end. */
static void
test_many (void)
{
  Printout *printout = new_printout (&english);
  g_autoptr (GArray) words = NULL;
  guint n_pages;
  double height = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *note = g_strdup_printf ("Dense%u is a note of a few words", i);
      const char *text = ibid_reading_text_get_text (printout->reading);
      g_autofree char *word = NULL;

      /* two words apart, over one another */
      word = g_strndup (strstr (text, "Begin0 ") + i * 4, 9);
      if (strstr (text, word) == NULL)
        continue;
      add_note (printout, word, 9, i % 6, note, NULL);
    }
  print (printout, TRUE);
  words = read_words (printout->path, &n_pages, &height);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("Dense%u", i);

      find_word (words, wanted);
    }
  check_overlaps (words, height);
  g_assert_cmpuint (n_pages, <=, 30);
  free_printout (printout);
}

static void
test_long (void)
{
  Printout *printout = new_printout (&english);
  g_autoptr (GString) note = g_string_new ("Longbegins ");
  g_autoptr (GArray) words = NULL;
  guint n_pages;
  double height = 0;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (note, "longword%u ", i);
  add_note (printout, "Begin1 ", 30, IBID_ANNOTATION_STYLE_YELLOW, note->str, NULL);
  for (guint i = 2; i < N_PARAGRAPHS; i++)
    {
      g_autofree char *word = g_strdup_printf ("Middle%u", i);
      g_autofree char *short_note =
          g_strdup_printf ("Short%u one of about this many words, so that "
                           "some come to the end of a page",
                           i);

      add_note (printout, word, 8, i % 6, short_note, NULL);
    }
  print (printout, TRUE);
  words = read_words (printout->path, &n_pages, &height);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *wanted = g_strdup_printf ("longword%u", i);

      find_word (words, wanted);
    }
  check_margin (words, "Middle2", "2", "Short2", FALSE);
  check_margin (words, "Middle23", "23", "Short23", FALSE);
  check_overlaps (words, height);
  free_printout (printout);
}

static void
test_scripts (void)
{
  Printout *printout = new_printout (&arabic);
  g_autoptr (GArray) words = NULL;
  g_autoptr (GArray) han = NULL;
  guint n_pages;
  double height = 0;

  add_note (printout, "Begin1 ", 30, IBID_ANNOTATION_STYLE_YELLOW, "Latinnote", NULL);
  add_note (printout, "Begin2 ", 30, IBID_ANNOTATION_STYLE_BLUE, "ملاحظة عربية قصيرة", "وسم");
  print (printout, TRUE);
  words = read_words (printout->path, &n_pages, &height);
  /* the margin is where the lines end */
  check_margin (words, "Begin1", "●", "Latinnote", TRUE);
  check_overlaps (words, height);
  free_printout (printout);

  printout = new_printout (&chinese);
  add_note (printout, "Begin1 ", 30, IBID_ANNOTATION_STYLE_YELLOW,
            "Hannote 这是一条中文批注，写得稍微长一点，以便换行。", "标签");
  add_note (printout, "Begin3 ", 30, IBID_ANNOTATION_STYLE_GREEN, "Русская заметка", NULL);
  print (printout, TRUE);
  han = read_words (printout->path, &n_pages, &height);
  check_margin (han, "Begin1", "●1", "Hannote", FALSE);
  check_margin (han, "Begin3", "■2", "заметка", FALSE);
  check_overlaps (han, height);
  free_printout (printout);
}

/* A note without a place is listed; a highlight that says nothing has no number. */
static void
test_lost_and_silent (void)
{
  Printout *printout = new_printout (&english);
  g_autoptr (IbidSelector) selector =
      ibid_selector_new ("Words that are gone", NULL, NULL, 0, 0, NULL);
  g_autoptr (IbidAnnotation) plain = ibid_annotation_new (selector, IBID_ANNOTATION_STYLE_PINK);
  g_autoptr (IbidAnnotation) lost = ibid_annotation_with_note (plain, "Lostnote");
  g_autofree char *text = NULL;

  add_note (printout, "Middle1 ", 12, IBID_ANNOTATION_STYLE_YELLOW, "", NULL);
  ibid_annotations_put (printout->annotations, lost);
  g_ptr_array_add (printout->notes, ibid_render_note_new (lost, NULL));
  print (printout, TRUE);
  text = dup_output ("pdftotext", "-layout", printout->path);
  g_assert_nonnull (strstr (text, "Highlights No Longer in the Text"));
  g_assert_nonnull (strstr (text, "Words that are gone"));
  g_assert_nonnull (strstr (text, "Lostnote"));
  g_assert_nonnull (strstr (text, "◆1"));
  g_assert_null (strstr (text, "●2"));
  free_printout (printout);
}

static void
test_without (void)
{
  Printout *printout = new_printout (&english);
  g_autofree char *text = NULL;

  add_note (printout, "Begin1 ", 30, IBID_ANNOTATION_STYLE_YELLOW, "Secretnote", "secrettag");
  print (printout, FALSE);
  text = dup_output ("pdftotext", "-layout", printout->path);
  g_assert_null (strstr (text, "Secretnote"));
  g_assert_null (strstr (text, "secrettag"));
  g_assert_null (strstr (text, "●1"));
  g_assert_nonnull (strstr (text, "●"));
  free_printout (printout);
}

/* How much of a page has a yellow tint, and how much is white, of a thousand. */
static void
measure_page (const char *path, guint *tinted, guint *white)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = g_build_filename (folder, "page", NULL);
  g_autofree char *picture = g_strconcat (stem, ".ppm", NULL);
  const char *argv[] = { "pdftoppm", "-r", "50", "-singlefile", path, stem, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  guint width, height, offset;
  int header = 0;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_file_get_contents (picture, &data, &length, &error);
  g_assert_no_error (error);
  g_unlink (picture);
  g_assert_cmpint (sscanf (data, "P6 %u %u 255%n", &width, &height, &header), ==, 2);
  offset = (guint)header + 1;
  *tinted = *white = 0;
  for (guint i = 0; i < width * height; i++)
    {
      const guint8 *pixel = (const guint8 *)data + offset + i * 3;

      *tinted += pixel[0] > 230 && pixel[1] > 220 && pixel[2] < 200 && pixel[2] > 120;
      *white += pixel[0] == 255 && pixel[1] == 255 && pixel[2] == 255;
    }
  *tinted = *tinted * 1000 / (width * height);
  *white = *white * 1000 / (width * height);
}

/* Paper stays white, and marks are on it, however dark the program is. */
static void
test_dark (void)
{
  Printout *printout = new_printout (&english);
  guint tinted, white;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  add_note (printout, "Begin1 ", 200, IBID_ANNOTATION_STYLE_YELLOW, "Darknote", NULL);
  print (printout, TRUE);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  measure_page (printout->path, &tinted, &white);
  g_assert_cmpuint (tinted, >, 2);
  g_assert_cmpuint (white, >, 700);
  free_printout (printout);
}

static char *
dup_outline (const char *path)
{
  const char *argv[] = { "pdftohtml", "-xml", "-i", "-stdout", path, NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "<outline>"));
  return g_strdup (strstr (text, "<outline>"));
}

/* What the file says of itself, as other programs read it: bookmarks nested by the levels of the
 * headings, each to the page that its heading is on. */
static void
test_facts (void)
{
  Printout *printout = new_printout (&english);
  g_autofree char *info = NULL;
  g_autofree char *outline = NULL;
  g_autofree char *flat = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) words = NULL;
  g_autoptr (GString) wanted = g_string_new ("<outline><item page=\"1\">The (title) Ж</item>");
  guint n_pages;
  double height = 0;

  print (printout, FALSE);
  info = dup_output ("pdfinfo", NULL, printout->path);
  g_assert_true (g_regex_match_simple ("^Title: +The \\(title\\) Ж$", info, G_REGEX_MULTILINE, 0));
  g_assert_true (g_regex_match_simple ("^Author: +Анна Świątek$", info, G_REGEX_MULTILINE, 0));

  words = read_words (printout->path, &n_pages, &height);
  g_string_append (wanted, "<outline>");
  for (guint i = 0; i < N_PARAGRAPHS; i += 6)
    {
      g_autofree char *heading = g_strdup_printf ("Heading%u", i);
      guint page = find_word (words, heading)->page;

      g_string_append_printf (wanted,
                              i % 12 == 0 ? "<item page=\"%u\">%s Ж</item>"
                                          : "<outline><item page=\"%u\">%s Ж</item></outline>",
                              page, heading);
    }
  g_string_append (wanted, "</outline></outline></pdf2xml>");
  outline = dup_outline (printout->path);
  lines = g_strsplit (outline, "\n", -1);
  flat = g_strjoinv ("", lines);
  g_assert_cmpstr (flat, ==, wanted->str);
  free_printout (printout);
}

/* A file of another shape is left as it is, and a damaged one harms nobody. */
static void
test_amend_other_files (void)
{
  Printout *printout = new_printout (&english);
  IbidPdfHeading heading = { (char *)"Heading", 1 };
  g_autoptr (GArray) headings = g_array_new (FALSE, FALSE, sizeof (IbidPdfHeading));
  IbidPdfFacts facts = { "Somebody", "en", headings };
  g_autofree char *contents = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) twice = NULL;
  gsize length = 0;
  static const char *const others[] = {
    "",
    "%PDF-1.",
    "no file",
    "%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF",
    "%PDF-1.4\nxref\n0 4000000000\ntrailer\n<<>>\nstartxref\n9\n%%EOF",
    "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 0 0 R>>\nstartxref\n9\n%%EOF",
  };

  g_array_append_val (headings, heading);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));
      g_autoptr (GBytes) amended = ibid_pdf_amend (bytes, &facts);

      g_assert_true (g_bytes_equal (bytes, amended));
    }

  print (printout, FALSE);
  g_assert_true (g_file_get_contents (printout->path, &contents, &length, NULL));
  whole = g_bytes_new (contents, length);
  /* it has an earlier part by now, and everything that could be added */
  twice = ibid_pdf_amend (whole, &facts);
  g_assert_true (g_bytes_equal (whole, twice));
  /* the part that WebKit wrote is read, and can be amended again */
  length -= strlen ("%%EOF\n");
  do
    length--;
  while (strncmp (contents + length - 5, "%%EOF", 5) != 0);
  g_clear_pointer (&whole, g_bytes_unref);
  whole = g_bytes_new (contents, length);
  g_clear_pointer (&twice, g_bytes_unref);
  twice = ibid_pdf_amend (whole, &facts);
  g_assert_cmpuint (g_bytes_get_size (twice), >, length);
  for (guint i = 0; i < 200; i++)
    {
      gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)length);
      g_autofree char *damaged = g_memdup2 (contents, length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) amended = NULL;

      /* the first revision, where there is something to read */
      for (guint k = 0; k < 20; k++)
        damaged[(at + (gsize)g_rand_int_range (rand, 0, 4096)) % length] =
            (char)g_rand_int_range (rand, 0, 256);
      bytes = g_bytes_new (damaged, i % 2 == 0 ? length : at);
      amended = ibid_pdf_amend (bytes, &facts);
      g_assert_cmpuint (g_bytes_get_size (amended), >=, g_bytes_get_size (bytes));
    }
  free_printout (printout);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/print-notes/margin", test_margin);
  g_test_add_func ("/print-notes/many", test_many);
  g_test_add_func ("/print-notes/long", test_long);
  g_test_add_func ("/print-notes/scripts", test_scripts);
  g_test_add_func ("/print-notes/lost-and-silent", test_lost_and_silent);
  g_test_add_func ("/print-notes/without", test_without);
  g_test_add_func ("/print-notes/dark", test_dark);
  g_test_add_func ("/print-notes/facts", test_facts);
  g_test_add_func ("/print-notes/amend-other-files", test_amend_other_files);
  return g_test_run ();
}
