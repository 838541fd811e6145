/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include "ibid-anchoring.h"
#include "ibid-annotation-format.h"
#include "ibid-cli-command.h"
#include "ibid-entity-report.h"
#include "ibid-export-filter.h"
#include "ibid-export.h"
#include "ibid-files.h"
#include "ibid-overlay-format.h"
#include "ibid-shelf.h"

/* "export": highlights, notes and sources, in formats of others. */

typedef struct
{
  /* of the command line */
  char *format;
  char *output;
  char *annotations;
  char *overlay;
  char *corrections;
  char *entity;
  char **filters;
  char **files;
  gboolean chosen_sources;

  /* read from the files */
  IbidArticle *article;
  GListStore *placed; /* of IbidAnnotation */
} Export;

static void
clear (Export *self)
{
  g_free (self->format);
  g_free (self->output);
  g_free (self->annotations);
  g_free (self->overlay);
  g_free (self->corrections);
  g_free (self->entity);
  g_strfreev (self->filters);
  g_strfreev (self->files);
  g_clear_object (&self->article);
  g_clear_object (&self->placed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear)

static GBytes *
read_argument (const char *argument, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);

  return ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, error);
}

/* An overlay without a name is an empty one; NULL is an error. */
static IbidOverlay *
read_overlay (const char *argument, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  if (argument == NULL)
    return ibid_overlay_new ();
  name = g_filename_display_name (argument);
  bytes = read_argument (argument, error);
  return bytes != NULL ? ibid_overlay_load_bytes (bytes, name, error) : NULL;
}

static gboolean
read_article (Export *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->files[0]);
  g_autoptr (GBytes) bytes = read_argument (self->files[0], error);
  g_autoptr (IbidOverlay) overlay = NULL;
  g_autoptr (IbidOverlay) corrections = NULL;

  if (bytes == NULL)
    return FALSE;
  self->article = ibid_article_load_bytes (bytes, name, NULL, error);
  if (self->article == NULL)
    return FALSE;
  overlay = read_overlay (self->overlay, error);
  if (overlay == NULL)
    return FALSE;
  corrections = read_overlay (self->corrections, error);
  if (corrections == NULL)
    return FALSE;
  ibid_article_apply_decisions (self->article, corrections, overlay, NULL);
  return TRUE;
}

static gboolean
read_annotations (Export *self, GError **error)
{
  const char *article_id = ibid_record_get_id (IBID_RECORD (self->article));
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidAnnotationSet) set = NULL;
  g_autoptr (IbidAnchoring) anchoring = NULL;
  g_autoptr (IbidAnnotations) sorted = ibid_annotations_new ();

  self->placed = g_list_store_new (IBID_TYPE_ANNOTATION);
  if (self->annotations == NULL)
    return TRUE;
  name = g_filename_display_name (self->annotations);
  bytes = read_argument (self->annotations, error);
  if (bytes == NULL)
    return FALSE;
  set = ibid_annotations_load_bytes (bytes, name, article_id, error);
  if (set == NULL)
    return FALSE;
  /* older texts lie beside them, if they are the library's */
  folder = g_path_get_dirname (self->annotations);
  anchoring = ibid_anchoring_new (self->article, folder);
  ibid_anchoring_settle (anchoring, set->annotations);
  ibid_annotations_put_all (sorted, set->annotations);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sorted)); i++)
    {
      g_autoptr (GObject) annotation = g_list_model_get_item (G_LIST_MODEL (sorted), i);

      g_list_store_append (self->placed, annotation);
    }
  return TRUE;
}

/* What a package takes along as it is. */
static void
set_files (Export *self, IbidExportMatter *matter)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->files[0]);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *assets = path != NULL ? ibid_shelf_dup_asset_folder (path) : NULL;
  const IbidExportFiles files = { path, assets, self->annotations, self->overlay };

  ibid_export_matter_set_files (matter, &files);
}

static IbidExportMatter *
new_matter (Export *self, GError **error)
{
  g_autoptr (IbidExportFilter) filter = ibid_export_filter_new ();
  g_autoptr (IbidSentenceIndex) sentences = ibid_sentence_index_new (self->article);
  g_autoptr (GPtrArray) chosen = NULL;
  IbidExportMatter *matter;

  for (guint i = 0; self->filters != NULL && self->filters[i] != NULL; i++)
    if (!ibid_export_filter_add (filter, self->filters[i], error))
      return NULL;
  chosen = ibid_export_filter_apply (filter, sentences, G_LIST_MODEL (self->placed));
  matter = ibid_export_matter_new (self->article, chosen);
  if (self->annotations != NULL)
    ibid_export_matter_set_all_annotations (matter, G_LIST_MODEL (self->placed));
  ibid_export_matter_set_chosen_sources_only (matter, self->chosen_sources);
  set_files (self, matter);
  return matter;
}

static gboolean
print_parts (GPtrArray *parts, GError **error)
{
  const IbidExportPart *part = g_ptr_array_index (parts, 0);
  gsize size;
  const char *data = g_bytes_get_data (part->bytes, &size);

  if (fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("The export could not be written to the standard output."));
  return FALSE;
}

static gboolean
write_parts (GPtrArray *parts, const char *output, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (output);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree IbidFileContent *files = g_new (IbidFileContent, parts->len);

  for (guint i = 0; i < parts->len; i++)
    {
      const IbidExportPart *part = g_ptr_array_index (parts, i);
      char *path =
          part->name != NULL ? g_build_filename (folder, part->name, NULL) : g_strdup (output);

      g_ptr_array_add (paths, path);
      files[i] = (IbidFileContent){ .path = path, .bytes = part->bytes };
    }
  return ibid_files_write_all (files, parts->len, error);
}

static char *
dup_base_name (const char *output)
{
  g_autofree char *name = g_path_get_basename (output);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

/* What the file holds that will be written, for formats that keep what the reader wrote into it. */
static gboolean
read_previous (Export *self, const IbidExportKind *kind, GBytes **previous, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!kind->keeps_previous || self->entity != NULL || strcmp (self->output, "-") == 0)
    return TRUE;
  *previous = read_argument (self->output, &local_error);
  if (*previous != NULL || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static GDateTime *
new_now (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds;

  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    return g_date_time_new_from_unix_utc (seconds);
  return g_date_time_new_now_local ();
}

static GPtrArray *
make_report (Export *self, IbidExportMatter *matter, const IbidExportKind *kind,
             const IbidExportOptions *options, GError **error)
{
  IbidEntity *entity = ibid_export_find_entity (self->article, self->entity);

  if (entity != NULL)
    return ibid_export_entity_report (matter, entity, kind->format, options, NULL, error);
  g_set_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING,
               _ ("The article names nobody and nothing “%s”."), self->entity);
  return NULL;
}

static gboolean export(Export *self, const IbidExportKind *kind, GError **error)
{
  g_autoptr (IbidExportMatter) matter = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GDateTime) now = new_now ();
  g_autoptr (GBytes) previous = NULL;
  g_autofree char *base_name = dup_base_name (self->output);
  IbidExportOptions options = { .base_name = base_name, .now = now };

  if (!read_article (self, error) || !read_annotations (self, error) ||
      !read_previous (self, kind, &previous, error))
    return FALSE;
  options.previous = previous;
  matter = new_matter (self, error);
  if (matter == NULL)
    return FALSE;
  parts = self->entity != NULL ? make_report (self, matter, kind, &options, error)
                               : ibid_export_make (matter, kind->format, &options, NULL, error);
  if (parts == NULL)
    return FALSE;
  if (strcmp (self->output, "-") == 0)
    return print_parts (parts, error);
  return write_parts (parts, self->output, error);
}

static GOptionContext *
new_option_context (void)
{
  GOptionContext *context = g_option_context_new (_ ("ARTICLE"));
  GString *description = g_string_new (_ ("Formats:"));

  for (guint i = 0; i < IBID_EXPORT_N_FORMATS; i++)
    {
      const IbidExportKind *kind = ibid_export_get_kind ((IbidExportFormat)i);

      g_string_append_printf (description, "\n  %-12s %s", kind->name, gettext (kind->description));
    }
  g_string_append_printf (
      description, "\n\n%s\n\n%s",
      _ ("Conditions: colour=, tag=, text=, note=yes or no, check=, entity=, source=, state=."),
      _ ("Exit status: 0 written, 2 a file could not be read or written, or the command line is "
         "wrong; then no file is changed."));
  g_option_context_set_summary (
      context, _ ("Writes highlights, notes and sources in other programs' formats."));
  g_option_context_set_description (context, description->str);
  g_string_free (description, TRUE);
  return context;
}

static gboolean
parse (Export *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format, N_ ("What to write; see below"),
      N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output,
      N_ ("Where to write; “-” is the standard output"), N_ ("FILE") },
    { "annotations", 0, 0, G_OPTION_ARG_FILENAME, &self->annotations,
      N_ ("The highlights and notes"), N_ ("FILE") },
    { "overlay", 0, 0, G_OPTION_ARG_FILENAME, &self->overlay,
      N_ ("The decisions about the article"), N_ ("FILE") },
    { "corrections", 0, 0, G_OPTION_ARG_FILENAME, &self->corrections,
      N_ ("The decisions about all articles"), N_ ("FILE") },
    { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->filters,
      N_ ("Only highlights that fulfil this; may be repeated"), N_ ("CONDITION") },
    { "entity", 0, 0, G_OPTION_ARG_STRING, &self->entity,
      N_ ("A report about one person, institution or place instead"), N_ ("NAME") },
    { "chosen-sources", 0, 0, G_OPTION_ARG_NONE, &self->chosen_sources,
      N_ ("Only sources behind the highlights"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_option_context ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (self->files == NULL || g_strv_length (self->files) != 1)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("one article has to be given."));
  else if (self->format == NULL || self->output == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--format and --output have to be given."));
  else
    return TRUE;
  return FALSE;
}

/**
 * ibid_cli_export:
 * @argc: number of words
 * @argv: the words, the first of them "export"
 *
 * The command "export".
 *
 * Returns: the exit status
 */
IbidCliStatus
ibid_cli_export (int argc, char **argv)
{
  g_auto (Export) self = { NULL };
  g_autoptr (GError) error = NULL;
  const IbidExportKind *kind;

  g_set_prgname ("ibid-cli export");
  if (!parse (&self, &argc, &argv, &error))
    {
      g_printerr ("ibid-cli export: %s\n", error->message);
      return IBID_CLI_UNREADABLE;
    }
  kind = ibid_export_find_kind (self.format);
  if (kind == NULL)
    {
      g_printerr (_ ("ibid-cli export: there is no format “%s”; --help lists them.\n"),
                  self.format);
      return IBID_CLI_UNREADABLE;
    }
  if (!export(&self, kind, &error))
    {
      g_printerr ("ibid-cli export: %s\n", error->message);
      return IBID_CLI_UNREADABLE;
    }
  return IBID_CLI_OK;
}
