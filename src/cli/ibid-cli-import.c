/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include "ibid-article-format.h"
#include "ibid-cli-command.h"
#include "ibid-import.h"
#include "ibid-outlet-gazetteer.h"
#include "ibid-overlay-format.h"

/* "import": makes articles of other programs' files. */

typedef struct
{
  /* of the command line */
  char *format;
  char *output;
  char *published;
  char *title;
  char *language;
  char *corrections;
  char **files;

  /* owned */
  IbidOutletGazetteer *outlets;
  IbidOverlay *overlay;
} Import;

static void
clear (Import *self)
{
  g_free (self->format);
  g_free (self->output);
  g_free (self->published);
  g_free (self->title);
  g_free (self->language);
  g_free (self->corrections);
  g_strfreev (self->files);
  g_clear_pointer (&self->outlets, ibid_outlet_gazetteer_unref);
  g_clear_object (&self->overlay);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, clear)

static const IbidImportFormat *
find_format (const Import *self, const char *file, GError **error)
{
  const IbidImportFormat *format = self->format != NULL ? ibid_import_find_format (self->format)
                                                        : ibid_import_guess_format (file);

  if (format != NULL)
    return format;
  if (self->format != NULL)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("“%s” is not a format that can be imported."), self->format);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 _ ("The format of %s is not known; say it with --format."), file);
  return NULL;
}

/* What the command line says wins over what the file says. */
static gboolean
correct (const Import *self, IbidDraft *draft, GError **error)
{
  if (self->published != NULL)
    {
      g_autoptr (IbidPartialDate) date = ibid_partial_date_new_from_edtf (self->published, error);

      if (date == NULL)
        return FALSE;
      ibid_draft_set_published (draft, date);
    }
  if (self->title != NULL)
    ibid_csl_set (ibid_draft_get_metadata (draft), IBID_CSL_TITLE, self->title);
  if (self->language != NULL)
    ibid_draft_set_language (draft, self->language);
  return TRUE;
}

static gboolean
load_known (Import *self, GError **error)
{
  self->outlets = ibid_outlet_gazetteer_new (error);
  if (self->outlets != NULL && self->corrections != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->corrections);
      g_autoptr (GBytes) bytes =
          ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, error);

      if (bytes == NULL)
        return FALSE;
      self->overlay = ibid_overlay_load_bytes (bytes, self->corrections, error);
      if (self->overlay == NULL)
        return FALSE;
    }
  return self->outlets != NULL;
}

static IbidArticle *
make_article (Import *self, IbidDraft *draft, GError **error)
{
  const IbidExtractOptions known = { .outlets = self->outlets, .corrections = self->overlay };

  return correct (self, draft, error) ? ibid_draft_build (draft, &known, NULL, error) : NULL;
}

static gboolean
import_file (Import *self, const char *argument, GError **error)
{
  const IbidImportFormat *format = find_format (self, argument, error);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autofree char *base_name = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base_name);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (IbidDraft) draft = NULL;
  g_autoptr (IbidArticle) article = NULL;

  if (format == NULL)
    return FALSE;
  bytes = ibid_format_read_file (file, IBID_IMPORT_MAX_FILE_BYTES, NULL, error);
  if (bytes != NULL)
    {
      g_autoptr (GFile) parent = g_file_get_parent (file);
      g_autofree char *folder = parent != NULL ? g_file_get_path (parent) : NULL;
      const IbidImportInput input = { .bytes = bytes, .name = name, .folder = folder };

      draft = ibid_import_read (format, &input, NULL, error);
    }
  if (draft != NULL)
    article = make_article (self, draft, error);
  if (article != NULL)
    saved = ibid_article_save_bytes (article, error);
  return saved != NULL && g_file_set_contents (self->output, g_bytes_get_data (saved, NULL),
                                               (gssize)g_bytes_get_size (saved), error);
}

static gboolean
check_words (const Import *self, GError **error)
{
  if (self->files == NULL || self->files[1] != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("One file to import has to be given."));
  else if (self->output == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("Where to write the article has to be said with --output."));
  else
    return TRUE;
  return FALSE;
}

static GOptionContext *
new_option_context (const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context,
      _ ("Makes an Ibid article of a file: its text in blocks, and the citations, sources, "
         "claims, notes and entities that are found in it."));
  g_option_context_set_description (
      context, _ ("Dates are written as in EDTF: 2021-05-07, 2021-05 or 2021. Without a date of "
                  "publication, the years of dates without a year stay unknown."));
  return context;
}

/**
 * ibid_cli_import:
 * @argc: number of words
 * @argv: the words, the first of them "import"
 *
 * The command "import".
 *
 * Returns: the exit status
 */
IbidCliStatus
ibid_cli_import (int argc, char **argv)
{
  g_auto (Import) self = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self.format,
      N_ ("What the file is: text; otherwise its name tells"), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.output, N_ ("Write the article to a file"),
      N_ ("FILE") },
    { "published", 0, 0, G_OPTION_ARG_STRING, &self.published, N_ ("When the text was published"),
      N_ ("DATE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self.title, N_ ("Title of the article"), N_ ("TITLE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &self.language,
      N_ ("Language of the text, such as en or zh-Hans"), N_ ("LANGUAGE") },
    { "corrections", 0, 0, G_OPTION_ARG_FILENAME, &self.corrections,
      N_ ("Choices that count for all articles"), N_ ("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self.files, NULL, N_ ("INPUT") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_option_context (entries);
  g_autoptr (GError) error = NULL;

  g_set_prgname ("ibid-cli import");
  if (g_option_context_parse (context, &argc, &argv, &error) && check_words (&self, &error) &&
      load_known (&self, &error) && import_file (&self, self.files[0], &error))
    return IBID_CLI_OK;
  g_printerr ("ibid-cli import: %s\n", error->message);
  return IBID_CLI_UNREADABLE;
}
