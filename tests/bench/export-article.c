/* SPDX-License-Identifier: GPL-3.0-or-later */

/* export-article ARTICLE ANNOTATIONS N: exports the first N annotations in every format that has
 * them. Prints how long gathering what an export says took, then each format, Markdown once more
 * into the file that it made, and json-glib's writing of the same annotations from a tree (µs). */

#include "ibid-anchoring.h"
#include "ibid-annotation-format.h"
#include "ibid-export.h"

static const char *const formats[] = { "markdown", "html",       "org",      "text",    "csv",
                                       "jsonld",   "hypothesis", "readwise", "csl-json" };

static void
say (const char *word, gint64 value)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", word, value);
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, &error))
    g_error ("%s", error->message);
  return g_bytes_new_take (contents, size);
}

static GPtrArray *
load_annotations (IbidArticle *article, const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_file (path);
  g_autoptr (IbidAnnotationSet) set =
      ibid_annotations_load_bytes (bytes, path, ibid_record_get_id (IBID_RECORD (article)), &error);
  g_autoptr (IbidAnchoring) anchoring = ibid_anchoring_new (article, NULL);
  g_autoptr (IbidAnnotations) sorted = ibid_annotations_new ();
  GPtrArray *annotations = g_ptr_array_new_with_free_func (g_object_unref);

  if (set == NULL)
    g_error ("%s", error->message);
  g_ptr_array_set_size (set->annotations, (int)MIN (n, set->annotations->len));
  ibid_anchoring_settle (anchoring, set->annotations);
  ibid_annotations_put_all (sorted, set->annotations);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sorted)); i++)
    g_ptr_array_add (annotations, g_list_model_get_item (G_LIST_MODEL (sorted), i));
  return annotations;
}

static GBytes *
export_once (IbidExportMatter *matter, const char *format, const char *word, GBytes *previous)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const IbidExportOptions options = { .base_name = "bench", .previous = previous, .now = now };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) parts =
      ibid_export_make (matter, ibid_export_find_kind (format)->format, &options, NULL, &error);

  if (parts == NULL)
    g_error ("%s", error->message);
  say (word, g_get_monotonic_time () - start);
  return g_bytes_ref (((IbidExportPart *)g_ptr_array_index (parts, 0))->bytes);
}

static void
write_with_json_glib (GBytes *jsonld)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;
  gint64 start;
  gsize size;
  const char *data = g_bytes_get_data (jsonld, &size);

  if (!json_parser_load_from_data (parser, data, (gssize)size, NULL))
    g_error ("the export is no JSON");
  json_generator_set_root (generator, json_parser_get_root (parser));
  start = g_get_monotonic_time ();
  text = json_generator_to_data (generator, NULL);
  say ("json-glib", g_get_monotonic_time () - start);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GPtrArray) annotations = NULL;
  g_autoptr (IbidExportMatter) matter = NULL;
  gint64 start;

  if (argc != 4)
    {
      g_printerr ("usage: export-article ARTICLE ANNOTATIONS N\n");
      return 2;
    }
  bytes = read_file (argv[1]);
  article = ibid_article_load_bytes (bytes, argv[1], NULL, &error);
  if (article == NULL)
    g_error ("%s", error->message);
  annotations = load_annotations (article, argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));
  start = g_get_monotonic_time ();
  matter = ibid_export_matter_new (article, annotations);
  say ("matter", g_get_monotonic_time () - start);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) file = export_once (matter, formats[i], formats[i], NULL);

      if (g_str_equal (formats[i], "markdown"))
        g_bytes_unref (export_once (matter, "markdown", "markdown-again", file));
      else if (g_str_equal (formats[i], "jsonld"))
        write_with_json_glib (file);
    }
  return 0;
}
