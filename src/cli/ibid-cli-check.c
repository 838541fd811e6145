/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-cli"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include "ibid-annotation-format.h"
#include "ibid-cli-command.h"
#include "ibid-lint.h"
#include "ibid-overlay-format.h"
#include "ibid-package.h"
#include "ibid-terms-types.h"

/* "check": holds files to the format and lints them. One line for each finding, or with --json one
 * array whose shape is data/schema/ibid-check.schema.json. */

typedef struct
{
  JsonBuilder *json; /* NULL: lines for people */
  IbidCliStatus status;
} Check;

static void
raise_status (Check *self, IbidCliStatus status)
{
  self->status = MAX (self->status, status);
}

static const char *
severity_word (IbidSeverity severity)
{
  switch (severity)
    {
    case IBID_SEVERITY_ERROR:
      return _ ("error");
    case IBID_SEVERITY_WARNING:
      return _ ("warning");
    case IBID_SEVERITY_INFO:
      return _ ("info");
    }
  g_assert_not_reached ();
}

/* what a finding is about, where it has no place in the file: the word of the format and the id */
static const char *
subject_word (GObject *subject)
{
  if (IBID_IS_OUTLET (subject))
    return "outlet";
  if (IBID_IS_SOURCE (subject))
    return "source";
  if (IBID_IS_CITATION (subject))
    return "citation";
  if (IBID_IS_ENTITY (subject))
    return "entity";
  if (IBID_IS_BLOCK (subject))
    return "block";
  return NULL;
}

static const char *
subject_id (GObject *subject)
{
  return subject_word (subject) != NULL ? ibid_record_get_id (IBID_RECORD (subject)) : NULL;
}

static void
print_line (const char *file, IbidSeverity severity, const char *code, const char *message,
            const char *pointer, GObject *subject)
{
  g_autofree char *place = NULL;

  if (pointer != NULL && *pointer != '\0')
    place = g_strdup_printf (" (%s)", pointer);
  else if (subject_id (subject) != NULL)
    place = g_strdup_printf (" (%s %s)", subject_word (subject), subject_id (subject));
  /* Translators: no words here; the line is "file: level: message (place) [code]" */
  g_print ("%s: %s: %s%s [%s]\n", file, severity_word (severity), message,
           place != NULL ? place : "", code);
}

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_object (JsonBuilder *json, const char *file, IbidSeverity severity, const char *code,
            const char *message, const char *pointer, GObject *subject)
{
  json_builder_begin_object (json);
  add_string (json, "file", file);
  add_string (json, "level", ibid_nick_from_enum (IBID_TYPE_SEVERITY, (int)severity));
  add_string (json, "code", code);
  add_string (json, "message", message);
  add_string (json, "pointer", pointer);
  add_string (json, "subject", subject_word (subject));
  add_string (json, "id", subject_id (subject));
  json_builder_end_object (json);
}

static void
report (Check *self, const char *file, IbidSeverity severity, const char *code, const char *message,
        const char *pointer, GObject *subject)
{
  if (severity != IBID_SEVERITY_INFO)
    raise_status (self, IBID_CLI_FINDINGS);
  if (self->json != NULL)
    add_object (self->json, file, severity, code, message, pointer, subject);
  else
    print_line (file, severity, code, message, pointer, subject);
}

/* A file that breaks a rule at a place was read and has an error; one that is no such file at all
 * could not be read. */
static gboolean
is_breach (const GError *error)
{
  return error->code >= IBID_FORMAT_ERROR_MISSING;
}

static void
report_error (Check *self, const char *file, const GError *error)
{
  gboolean is_format = error->domain == IBID_FORMAT_ERROR;
  const char *code =
      is_format ? ibid_format_error_nick ((IbidFormatError)error->code) : "unreadable";
  g_autofree char *pointer = ibid_format_error_dup_pointer (error);
  g_autofree char *detail = ibid_format_error_dup_detail (error);

  report (self, file, IBID_SEVERITY_ERROR, code, detail, pointer, NULL);
  if (!is_format || !is_breach (error))
    raise_status (self, IBID_CLI_UNREADABLE);
}

static void
check_article (Check *self, const char *file, GBytes *bytes, GError **error)
{
  g_autoptr (GListStore) findings = g_list_store_new (IBID_TYPE_FINDING);
  g_autoptr (IbidArticle) article = ibid_article_load_bytes (bytes, file, findings, error);

  if (article != NULL)
    ibid_lint_article (article, findings);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (findings)); i++)
    {
      g_autoptr (IbidFinding) finding = g_list_model_get_item (G_LIST_MODEL (findings), i);

      report (self, file, ibid_finding_get_severity (finding), ibid_finding_get_code (finding),
              ibid_finding_get_message (finding), ibid_finding_get_pointer (finding),
              ibid_finding_get_subject (finding));
    }
}

/* A file of a package; NULL with an error, or without one if the package has none. */
static GBytes *
read_member (IbidPackage *package, const char *member, GError **error)
{
  g_autofree char *path = g_build_filename (ibid_package_get_folder (package), member, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, error);
}

/* What is in a package: its article as any, and whether the rest can be read. */
static void
check_members (Check *self, const char *name, IbidPackage *package)
{
  static const char *const members[] = { IBID_PACKAGE_ARTICLE, IBID_PACKAGE_ANNOTATIONS,
                                         IBID_PACKAGE_OVERLAY };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s, %s", name, members[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = read_member (package, members[i], &error);
      g_autoptr (IbidAnnotationSet) set = NULL;
      g_autoptr (IbidOverlay) overlay = NULL;

      if (bytes != NULL && i == 0)
        check_article (self, inner, bytes, &error);
      else if (bytes != NULL && i == 1)
        set = ibid_annotations_load_bytes (bytes, inner, NULL, &error);
      else if (bytes != NULL)
        overlay = ibid_overlay_load_bytes (bytes, inner, &error);
      if (error != NULL)
        report_error (self, inner, error);
    }
}

static void
check_package (Check *self, GFile *file, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *manifest = g_strdup_printf ("%s, %s", name, IBID_PACKAGE_MANIFEST);
  g_autoptr (IbidPackage) package = ibid_package_open (file, NULL, NULL, NULL, &error);

  if (package != NULL)
    check_members (self, name, package);
  else
    report_error (self, error->domain == IBID_FORMAT_ERROR ? manifest : name, error);
}

static void
check_file (Check *self, const char *argument)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autofree char *name = g_filename_display_name (argument);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) overlay_error = NULL;
  g_autoptr (IbidOverlay) overlay = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (ibid_package_is_one (file))
    {
      check_package (self, file, name);
      return;
    }
  bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, NULL, &error);
  if (bytes != NULL)
    check_article (self, name, bytes, &error);
  if (g_error_matches (error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_NOT_ARTICLE))
    {
      overlay = ibid_overlay_load_bytes (bytes, name, &overlay_error);
      if (overlay != NULL)
        return;
      if (!g_error_matches (overlay_error, IBID_FORMAT_ERROR, IBID_FORMAT_ERROR_NOT_ARTICLE))
        {
          g_clear_error (&error);
          error = g_steal_pointer (&overlay_error);
        }
    }
  if (error != NULL)
    report_error (self, name, error);
}

static void
print_json (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}

static void
check_files (char **files, gboolean as_json, Check *self)
{
  g_autoptr (JsonBuilder) json = as_json ? json_builder_new () : NULL;

  self->json = json;
  if (json != NULL)
    json_builder_begin_array (json);
  for (guint i = 0; files[i] != NULL; i++)
    check_file (self, files[i]);
  if (json == NULL)
    return;
  json_builder_end_array (json);
  print_json (json);
}

static GOptionContext *
new_option_context (const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, _ ("Holds articles (*.ibid.json), packages (*.ibid), overlays and corrections to "
                  "Ibid's format, and looks for doubtful citations in articles: references that "
                  "lead nowhere, sources "
                  "that are never cited or there twice, citations later than the article, one key "
                  "with two links, outlets that are not classified."));
  g_option_context_set_description (
      context, _ ("Exit status: 0 nothing but information, 1 errors or warnings, 2 a file could "
                  "not be read."));
  return context;
}

/**
 * ibid_cli_check:
 * @argc: number of words
 * @argv: the words, the first of them "check"
 *
 * The command "check".
 *
 * Returns: the exit status
 */
IbidCliStatus
ibid_cli_check (int argc, char **argv)
{
  gboolean as_json = FALSE;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print the findings as a JSON array"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, N_ ("FILE…") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = new_option_context (entries);
  g_autoptr (GError) error = NULL;
  Check self = { .status = IBID_CLI_OK };

  g_set_prgname ("ibid-cli check");
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("ibid-cli check: %s\n", error->message);
      return IBID_CLI_UNREADABLE;
    }
  if (files == NULL)
    {
      g_printerr ("%s\n", _ ("ibid-cli check: no file given."));
      return IBID_CLI_UNREADABLE;
    }
  check_files (files, as_json, &self);
  return self.status;
}
