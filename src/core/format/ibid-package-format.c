/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-document.h"
#include "ibid-json-writer.h"
#include "ibid-package-format.h"
#include <glib/gi18n.h>
#include <string.h>

#define FORMAT "ibid-package"
/* "annotations" in the manifest: all that the reader has of the article, or some of them */
#define ALL "all"
#define CHOSEN "chosen"

const IbidPackageLimits ibid_package_limits = {
  .max_entries = IBID_PACKAGE_MAX_ENTRIES,
  .max_entry_bytes = IBID_PACKAGE_MAX_ENTRY_BYTES,
  .max_bytes = IBID_PACKAGE_MAX_BYTES,
  .max_ratio = IBID_PACKAGE_MAX_RATIO,
  .any_ratio_bytes = IBID_PACKAGE_ANY_RATIO_BYTES,
};

enum
{
  MANIFEST_ANNOTATIONS,
  MANIFEST_FORMAT,
  MANIFEST_VERSION,
  N_MANIFEST
};
static const char *const manifest_names[N_MANIFEST] = { "annotations", "format", "version" };

static char *
dup_part_problem (const char *part)
{
  if (*part == '\0')
    return g_strdup (_ ("the name is absolute, or a part of it is empty"));
  if (strcmp (part, ".") == 0 || strcmp (part, "..") == 0)
    return g_strdup (_ ("the name leads out of the package"));
  if (strlen (part) > IBID_PACKAGE_MAX_PART_BYTES)
    return g_strdup_printf (_ ("a part of the name is longer than %u bytes"),
                            IBID_PACKAGE_MAX_PART_BYTES);
  return NULL;
}

static gboolean
has_control_character (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/**
 * ibid_package_dup_name_problem:
 * @name: name of an entry of a package; a folder's ends in a slash
 *
 * Looks whether a name may be a file's below a folder of ours, on every system.
 *
 * Returns: (transfer full) (nullable): why it may not, translated, without a full stop
 */
char *
ibid_package_dup_name_problem (const char *name)
{
  g_autofree char *file = NULL;
  g_auto (GStrv) parts = NULL;
  char *problem = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    return g_strdup (_ ("the name is no UTF-8 text"));
  if (has_control_character (name))
    return g_strdup (_ ("the name has a control character"));
  if (strpbrk (name, "\\:") != NULL)
    return g_strdup (_ ("the name has a backslash or a colon"));
  file = g_str_has_suffix (name, "/") ? g_strndup (name, strlen (name) - 1) : g_strdup (name);
  parts = g_strsplit (file, "/", (int)IBID_PACKAGE_MAX_DEPTH + 1);
  if (g_strv_length (parts) > IBID_PACKAGE_MAX_DEPTH)
    return g_strdup_printf (_ ("the name has more than %u parts"), IBID_PACKAGE_MAX_DEPTH);
  if (parts[0] == NULL)
    return g_strdup (_ ("the name is empty"));
  for (guint i = 0; parts[i] != NULL && problem == NULL; i++)
    problem = dup_part_problem (parts[i]);
  return problem;
}

/**
 * ibid_package_fold_name:
 * @name: a name in UTF-8; a folder's ends in a slash
 *
 * Returns: (transfer full): what two names share that some file system takes for the same one
 */
char *
ibid_package_fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  char *result = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);

  if (g_str_has_suffix (result, "/"))
    result[strlen (result) - 1] = '\0';
  return result;
}

/* Is one of the parts hidden, as what systems leave behind in folders? */
static gboolean
has_hidden_part (const char *name)
{
  return *name == '.' || strstr (name, "/.") != NULL;
}

/**
 * ibid_package_is_content:
 * @name: name of an entry, without problems
 *
 * Returns: whether it is a file that a package consists of; what is not is left in it
 */
gboolean
ibid_package_is_content (const char *name)
{
  static const char *const files[] = { IBID_PACKAGE_MANIFEST, IBID_PACKAGE_ARTICLE,
                                       IBID_PACKAGE_ANNOTATIONS, IBID_PACKAGE_OVERLAY, NULL };

  if (g_strv_contains (files, name))
    return TRUE;
  if (has_hidden_part (name) || g_str_has_suffix (name, "/"))
    return FALSE;
  if (g_str_has_prefix (name, IBID_PACKAGE_ASSETS))
    return TRUE;
  return g_str_has_prefix (name, IBID_PACKAGE_VERSIONS) &&
         g_str_has_suffix (name, IBID_PACKAGE_TEXT_SUFFIX) &&
         strchr (name + strlen (IBID_PACKAGE_VERSIONS), '/') == NULL;
}

/**
 * ibid_package_manifest_save_bytes:
 * @article_id: the article's id
 * @is_partial: the annotations are not all that the reader has made
 * @created: when the package is made
 *
 * Returns: (transfer full): the contents of package.json
 */
GBytes *
ibid_package_manifest_save_bytes (const char *article_id, gboolean is_partial, GDateTime *created)
{
  IbidJsonWriter out = { .out = g_string_new (NULL) };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (created);
  g_autofree char *time = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");

  ibid_json_writer_begin (&out, '{');
  ibid_json_writer_string_member (&out, NULL, "format", FORMAT);
  ibid_json_writer_uint_member (&out, NULL, "version", IBID_FORMAT_VERSION);
  ibid_json_writer_string_member (&out, NULL, "generator", "Ibid " IBID_VERSION);
  ibid_json_writer_string_member (&out, NULL, "created", time);
  ibid_json_writer_string_member (&out, NULL, "article", article_id);
  ibid_json_writer_string_member (&out, NULL, "annotations", is_partial ? CHOSEN : ALL);
  ibid_json_writer_end (&out, '}');
  g_string_append_c (out.out, '\n');
  return g_string_free_to_bytes (out.out);
}

static gboolean
read_manifest (IbidJson *json, JsonNode *root, gboolean *is_partial)
{
  g_auto (IbidJsonFields) fields = { NULL };
  const char *annotations = NULL;

  if (!ibid_json_open (json, root, manifest_names, N_MANIFEST, &fields) ||
      !ibid_document_check_format (json, &fields, MANIFEST_FORMAT, MANIFEST_VERSION, FORMAT,
                                   _ ("what a package of Ibid says about itself")) ||
      !ibid_json_get_string (json, &fields, MANIFEST_ANNOTATIONS, IBID_JSON_OPTIONAL, &annotations))
    return FALSE;
  *is_partial = g_strcmp0 (annotations, CHOSEN) == 0;
  return TRUE;
}

/**
 * ibid_package_manifest_load_bytes:
 * @bytes: the contents of package.json
 * @display_name: its name, for messages
 * @is_partial: (out): whether the annotations are not all that the reader had made
 * @error: where to put an error of %IBID_FORMAT_ERROR; of %IBID_FORMAT_ERROR_VERSION if the package
 *   was made by a newer Ibid
 *
 * Returns: whether it can be read
 */
gboolean
ibid_package_manifest_load_bytes (GBytes *bytes, const char *display_name, gboolean *is_partial,
                                  GError **error)
{
  IbidJson json = { .file = display_name };
  g_autoptr (JsonNode) root = ibid_document_parse (bytes, display_name, error);

  if (root == NULL)
    return FALSE;
  if (read_manifest (&json, root, is_partial))
    return TRUE;
  g_propagate_error (error, json.error);
  return FALSE;
}
