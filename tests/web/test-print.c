/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reader-fixture.h"

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

static char *
dup_pdf_text (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return text;
}

/* All of the text is there, also what was never near the viewport, and the marks of citations. */
static void
test_export (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *folder = g_dir_make_tmp ("ibid-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "article.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  Export export = { 0 };

  reader_fixture_show (fixture, reader_fixture_long_article (160), 0, 0);
  ibid_reader_view_export_pdf_async (fixture->reader, NULL, file, NULL, exported_cb, &export);
  WAIT_UNTIL (export.is_over);
  g_assert_no_error (export.error);
  text = dup_pdf_text (path);
  g_assert_nonnull (strstr (text, "A title"));
  for (guint i = 0; i < 160; i += 7)
    {
      g_autofree char *wanted = g_strdup_printf ("Astana %u a plain", i);

      if (strstr (text, wanted) == NULL)
        g_error ("not in the PDF: %s", wanted);
    }
  g_assert_nonnull (strstr (text, "·"));
  g_unlink (path);
  g_rmdir (folder);
  reader_fixture_free (fixture);
}

/* Highlights do not print; what the reader has marked is printed as elements, each with the shape
 * of its colour. */
static void
test_annotations (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  IbidArticle *article = reader_fixture_long_article (3);
  g_autoptr (IbidReadingText) reading = ibid_reading_text_new (article);
  g_autoptr (IbidAnnotations) annotations = ibid_annotations_new ();
  g_autofree char *folder = g_dir_make_tmp ("ibid-pdf-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "article.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  Export export = { 0 };

  for (guint style = 0; style < 5; style++)
    {
      g_autoptr (IbidSelector) selector =
          ibid_selector_new_for_range (reading, 10 + style * 30, 50 + style * 30);
      g_autoptr (IbidAnnotation) annotation = ibid_annotation_new (selector, style);

      ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, reading, 10 + style * 30,
                                  50 + style * 30);
      ibid_annotations_put (annotations, annotation);
    }
  reader_fixture_show (fixture, article, 0, 0);
  ibid_reading_state_set_annotations (fixture->state, annotations);
  ibid_reader_view_export_pdf_async (fixture->reader, NULL, file, NULL, exported_cb, &export);
  WAIT_UNTIL (export.is_over);
  g_assert_no_error (export.error);
  text = dup_pdf_text (path);
  g_assert_nonnull (strstr (text, "●"));
  g_assert_nonnull (strstr (text, "■"));
  g_assert_nonnull (strstr (text, "▲"));
  g_assert_nonnull (strstr (text, "◆"));
  g_assert_nonnull (strstr (text, "★"));
  if (g_getenv ("IBID_TEST_PICTURES") != NULL)
    {
      g_autofree char *kept = g_build_filename (g_getenv ("IBID_TEST_PICTURES"), "marks.pdf", NULL);

      g_rename (path, kept);
    }
  g_unlink (path);
  g_rmdir (folder);
  ibid_reading_state_set_annotations (fixture->state, NULL);
  reader_fixture_free (fixture);
}

static void
test_nowhere (void)
{
  ReaderFixture *fixture = reader_fixture_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/folder/article.pdf");
  Export export = { 0 };

  /* nothing is shown yet */
  ibid_reader_view_export_pdf_async (fixture->reader, NULL, file, NULL, exported_cb, &export);
  WAIT_UNTIL (export.is_over);
  g_assert_error (export.error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED);
  g_clear_error (&export.error);

  export.is_over = FALSE;
  reader_fixture_show (fixture, reader_fixture_long_article (2), 0, 0);
  ibid_reader_view_export_pdf_async (fixture->reader, NULL, file, NULL, exported_cb, &export);
  WAIT_UNTIL (export.is_over);
  g_assert_nonnull (export.error);
  g_test_message ("%s: %s", g_quark_to_string (export.error->domain), export.error->message);
  g_clear_error (&export.error);
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/print/export", test_export);
  g_test_add_func ("/print/annotations", test_annotations);
  g_test_add_func ("/print/nowhere", test_nowhere);
  return g_test_run ();
}
