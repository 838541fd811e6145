/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include "ibid-annotation-import.h"
#include "ibid-cli-command.h"
#include "ibid-files.h"
#include "ibid-foreign-annotations.h"

/* "import-annotations": other programs' highlights and notes, with their places in an article. */

typedef struct
{
  /* of the command line */
  char *output;
  char *annotations;
  char **files;
  gboolean json;

  /* read from the files */
  IbidArticle *article;
  IbidAnchoring *anchoring;
  IbidAnnotations *all; /* those that are there, and then those that come */
  IbidForeignAnnotations *found;
  IbidImportTally tally;
} Import;

static void
clear (Import *self)
{
  g_free (self->output);
  g_free (self->annotations);
  g_strfreev (self->files);
  g_clear_object (&self->article);
  g_clear_pointer (&self->anchoring, ibid_anchoring_unref);
  g_clear_object (&self->all);
  g_clear_pointer (&self->found, ibid_foreign_annotations_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, clear)

static GBytes *
read_argument (const char *argument, gsize max_bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);

  return ibid_format_read_file (file, max_bytes, NULL, error);
}

static gboolean
read_article (Import *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->files[0]);
  g_autofree char *folder =
      g_path_get_dirname (self->annotations != NULL ? self->annotations : self->files[0]);
  g_autoptr (GBytes) bytes = read_argument (self->files[0], IBID_FORMAT_MAX_FILE_BYTES, error);

  if (bytes == NULL)
    return FALSE;
  self->article = ibid_article_load_bytes (bytes, name, NULL, error);
  if (self->article == NULL)
    return FALSE;
  /* older texts lie beside the annotations, if they are the library's */
  self->anchoring = ibid_anchoring_new (self->article, folder);
  return TRUE;
}

static gboolean
read_existing (Import *self, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidAnnotationSet) set = NULL;
  GHashTableIter iter;
  gpointer id, when;

  self->all = ibid_annotations_new ();
  if (self->annotations == NULL)
    return TRUE;
  name = g_filename_display_name (self->annotations);
  bytes = read_argument (self->annotations, IBID_FORMAT_MAX_FILE_BYTES, error);
  if (bytes == NULL)
    return FALSE;
  set = ibid_annotations_load_bytes (bytes, name, ibid_record_get_id (IBID_RECORD (self->article)),
                                     error);
  if (set == NULL)
    return FALSE;
  ibid_anchoring_settle (self->anchoring, set->annotations);
  ibid_annotations_put_all (self->all, set->annotations);
  g_hash_table_iter_init (&iter, set->removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    ibid_annotations_remove (self->all, id, *(gint64 *)when);
  ibid_annotations_set_foreign (self->all, set->foreign);
  return TRUE;
}

static gboolean
read_foreign (Import *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->files[1]);
  g_autoptr (GBytes) bytes = read_argument (self->files[1], IBID_FOREIGN_MAX_FILE_BYTES, error);
  g_autoptr (IbidForeignAbout) about =
      ibid_foreign_about_new (self->article, ibid_anchoring_get_text (self->anchoring));

  if (bytes == NULL)
    return FALSE;
  self->found = ibid_foreign_annotations_load_bytes (bytes, name, about, error);
  return self->found != NULL;
}

static gboolean
write_all (Import *self, GError **error)
{
  g_autoptr (IbidAnnotationSet) set = ibid_annotation_set_new_snapshot (self->all);
  g_autoptr (GBytes) bytes =
      ibid_annotations_save_bytes (set, ibid_record_get_id (IBID_RECORD (self->article)), error);
  IbidFileContent file = { .path = self->output, .bytes = bytes };

  return bytes != NULL && ibid_files_write_all (&file, 1, error);
}

static gboolean
import (Import *self, GError **error)
{
  g_autoptr (GPtrArray) puts = NULL;

  if (!read_article (self, error) || !read_existing (self, error) || !read_foreign (self, error) ||
      !ibid_annotation_import_settle (self->anchoring, self->found->annotations, NULL, NULL, NULL,
                                      error))
    return FALSE;
  puts = ibid_annotation_import_plan (self->all, self->found->annotations, &self->tally);
  ibid_annotations_put_all (self->all, puts);
  return write_all (self, error);
}

static void
add_count (JsonBuilder *json, const char *name, guint n)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, n);
}

static void
add_finding (JsonBuilder *json, IbidFinding *finding)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "code");
  json_builder_add_string_value (json, ibid_finding_get_code (finding));
  json_builder_set_member_name (json, "pointer");
  json_builder_add_string_value (json, ibid_finding_get_pointer (finding));
  json_builder_set_member_name (json, "message");
  json_builder_add_string_value (json, ibid_finding_get_message (finding));
  json_builder_end_object (json);
}

static void
print_json (Import *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  add_count (json, "exact", self->tally.n_exact);
  add_count (json, "moved", self->tally.n_moved);
  add_count (json, "uncertain", self->tally.n_uncertain);
  add_count (json, "lost", self->tally.n_lost);
  add_count (json, "known", self->tally.n_known);
  add_count (json, "elsewhere", self->found->n_elsewhere);
  json_builder_set_member_name (json, "findings");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->found->findings->len; i++)
    add_finding (json, g_ptr_array_index (self->found->findings, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static void
print_text (Import *self)
{
  g_autofree char *summary = ibid_import_tally_dup_summary (&self->tally, self->found->n_elsewhere);
  guint n_untold = self->found->n_findings - self->found->findings->len;

  for (guint i = 0; i < self->found->findings->len; i++)
    {
      IbidFinding *finding = g_ptr_array_index (self->found->findings, i);
      const char *pointer = ibid_finding_get_pointer (finding);

      g_printerr ("%s: %s%s%s\n", self->files[1], pointer != NULL ? pointer : "",
                  pointer != NULL ? ": " : "", ibid_finding_get_message (finding));
    }
  if (n_untold > 0)
    g_printerr (ngettext ("… and %u more.\n", "… and %u more.\n", n_untold), n_untold);
  g_print ("%s\n", summary);
}

static GOptionContext *
new_option_context (void)
{
  GOptionContext *context = g_option_context_new (_ ("ARTICLE FILE"));

  g_option_context_set_summary (
      context,
      _ ("Takes over other programs' highlights and notes: Web Annotations (JSON-LD), "
         "Hypothesis (JSON), Readwise and other tables with a column of quotes (CSV, TSV). "
         "Their places in the article are looked for by their quotes."));
  g_option_context_set_description (
      context,
      _ ("Exit status: 0 written, 1 written, but something was left out or mended, 2 a file "
         "could not be read or written, or the command line is wrong; then no file is "
         "changed."));
  return context;
}

static gboolean
parse (Import *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output,
      N_ ("Where to write annotations.jsonld"), N_ ("FILE") },
    { "annotations", 0, 0, G_OPTION_ARG_FILENAME, &self->annotations,
      N_ ("The highlights and notes that are there already"), N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print the counts as JSON"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_option_context ();

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (self->files == NULL || g_strv_length (self->files) != 2)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("an article and a file with highlights have to be given."));
  else if (self->output == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--output has to be given."));
  else
    return TRUE;
  return FALSE;
}

/**
 * ibid_cli_import_annotations:
 * @argc: number of words
 * @argv: the words, the first of them "import-annotations"
 *
 * The command "import-annotations".
 *
 * Returns: the exit status
 */
IbidCliStatus
ibid_cli_import_annotations (int argc, char **argv)
{
  g_auto (Import) self = { NULL };
  g_autoptr (GError) error = NULL;

  g_set_prgname ("ibid-cli import-annotations");
  if (!parse (&self, &argc, &argv, &error) || !import (&self, &error))
    {
      g_printerr ("ibid-cli import-annotations: %s\n", error->message);
      return IBID_CLI_UNREADABLE;
    }
  if (self.json)
    print_json (&self);
  else
    print_text (&self);
  return self.found->n_findings > 0 ? IBID_CLI_FINDINGS : IBID_CLI_OK;
}
