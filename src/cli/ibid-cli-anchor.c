/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include "ibid-anchor-case.h"
#include "ibid-anchor.h"
#include "ibid-article-format.h"
#include "ibid-cli-command.h"

/* "anchor": finds the places of annotations in a newer version of a text. One JSON object for all
 * the cases of all the files: what has become of each annotation. */

typedef struct
{
  gboolean quote_only;
  gboolean certain_only;
  JsonBuilder *json;
  IbidCliStatus status;
} Anchor;

static void
complain (Anchor *self, const GError *error)
{
  g_printerr ("ibid-cli anchor: %s\n", error->message);
  self->status = IBID_CLI_UNREADABLE;
}

static IbidReadingText *
read_text (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, error);
  IbidReadingText *text = NULL;
  gsize length = 0;
  const char *data = NULL;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (length == 0 || memchr (data, '\0', length) == NULL)
    text = ibid_reading_text_new_take (g_strndup (length > 0 ? data : "", length));
  if (text == NULL)
    g_set_error (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_NOT_UTF8,
                 /* Translators: the name of a file */
                 _ ("%s: no UTF-8 text."), path);
  return text;
}

static void
print_result (Anchor *self, const char *name, const IbidAnchorResult *result)
{
  json_builder_set_member_name (self->json, name);
  if (result->state == IBID_ANCHOR_STATE_LOST ||
      (self->certain_only && result->state == IBID_ANCHOR_STATE_UNCERTAIN))
    {
      json_builder_add_null_value (self->json);
      return;
    }
  json_builder_begin_array (self->json);
  json_builder_add_int_value (self->json, result->start);
  json_builder_add_int_value (self->json, result->end);
  json_builder_end_array (self->json);
}

static void
anchor_case (Anchor *self, IbidAnchorCase *anchor_case)
{
  guint n = anchor_case->selectors->len;
  g_autofree IbidAnchorResult *results = g_new0 (IbidAnchorResult, n + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidReadingText) edited = read_text (anchor_case->edited_path, &error);
  g_autoptr (IbidReadingText) original = NULL;
  g_autoptr (IbidAnchorer) anchorer = NULL;

  if (edited != NULL && !self->quote_only && anchor_case->original_path != NULL)
    original = read_text (anchor_case->original_path, &error);
  if (error != NULL)
    {
      complain (self, error);
      return;
    }
  anchorer = ibid_anchorer_new (edited, original);
  ibid_anchorer_find_all (anchorer, (IbidSelector *const *)anchor_case->selectors->pdata, n,
                          results, NULL, NULL);
  for (guint i = 0; i < n; i++)
    print_result (self, g_ptr_array_index (anchor_case->names, i), &results[i]);
}

static void
anchor_line (Anchor *self, const char *line, gsize length, const char *file, guint number)
{
  g_autofree char *name = g_strdup_printf ("%s:%u", file, number);
  g_autoptr (GBytes) bytes = g_bytes_new_static (line, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidAnchorCase) found = ibid_anchor_case_load_bytes (bytes, name, &error);

  if (found != NULL)
    anchor_case (self, found);
  else
    complain (self, error);
}

static void
anchor_file (Anchor *self, const char *argument)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autofree char *name = g_filename_display_name (argument);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, &error);
  gsize length = 0;
  const char *at = NULL;
  const char *end = NULL;

  if (bytes == NULL)
    {
      complain (self, error);
      return;
    }
  at = g_bytes_get_data (bytes, &length);
  end = at + length;
  for (guint number = 1; at < end; number++)
    {
      const char *line_end = memchr (at, '\n', (gsize)(end - at));
      gsize line_length = (gsize)((line_end != NULL ? line_end : end) - at);
      g_autofree char *line = g_strndup (at, line_length);

      if (*g_strstrip (line) != '\0')
        anchor_line (self, at, line_length, name, number);
      at += line_length + 1;
    }
}

static void
anchor_files (Anchor *self, char **files)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  self->json = json;
  json_builder_begin_object (json);
  for (guint i = 0; files[i] != NULL; i++)
    anchor_file (self, files[i]);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
}

static GOptionContext *
new_option_context (const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context,
      _ ("Finds the places of annotations again in a newer version of a text. Every line of a file "
         "is a case: {\"id\", \"original_path\", \"edited_path\", \"annotations\": [{\"id\", "
         "\"exact\", \"prefix\", \"suffix\", \"start\", \"end\"}]}. Prints one JSON object: for "
         "the "
         "id of each annotation [start, end], in code points of the newer text, or null if it is "
         "lost."));
  g_option_context_set_description (
      context, _ ("Exit status: 0 all cases were worked on, 2 a file could not be read."));
  return context;
}

/**
 * ibid_cli_anchor:
 * @argc: number of words
 * @argv: the words, the first of them "anchor"
 *
 * The command "anchor".
 *
 * Returns: the exit status
 */
IbidCliStatus
ibid_cli_anchor (int argc, char **argv)
{
  Anchor self = { .status = IBID_CLI_OK };
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "quote-only", 0, 0, G_OPTION_ARG_NONE, &self.quote_only,
      N_ ("Do as if the original text were not known"), NULL },
    { "certain", 0, 0, G_OPTION_ARG_NONE, &self.certain_only,
      N_ ("Print null for what a reader would be asked about"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, N_ ("FILE…") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_option_context (entries);
  g_autoptr (GError) error = NULL;

  g_set_prgname ("ibid-cli anchor");
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("ibid-cli anchor: %s\n", error->message);
      return IBID_CLI_UNREADABLE;
    }
  if (files == NULL)
    {
      g_printerr ("%s\n", _ ("ibid-cli anchor: no file given."));
      return IBID_CLI_UNREADABLE;
    }
  anchor_files (&self, files);
  return self.status;
}
