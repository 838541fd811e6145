/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ibid-region-names.h"

/* One list of iso-codes: its file, the gettext domain of its names, and code → English name. */
typedef struct
{
  const char *file;
  const char *domain;
  const char *const *keys; /* members whose value is a code that leads to the entry */
  GHashTable *names;       /* NULL until it is first needed */
} CodeList;

static const char *const country_keys[] = { "alpha_2", NULL };
static const char *const language_keys[] = { "alpha_2", "alpha_3", "bibliographic", NULL };
static const char *const script_keys[] = { "alpha_4", NULL };

/* Kept for the life of the program; panels live in the main thread only. */
static CodeList countries = { "iso_3166-1.json", "iso_3166-1", country_keys, NULL };
/* The short list has every language that a reader will meet in a year; the long one the other
 * 7,000. */
static CodeList languages = { "iso_639-2.json", "iso_639-2", language_keys, NULL };
static CodeList rare_languages = { "iso_639-3.json", "iso_639-3", language_keys, NULL };
static CodeList scripts = { "iso_15924.json", "iso_15924", script_keys, NULL };

static char *
find_iso_file (const char *name, char **locale_folder)
{
  const char *const *folders = g_get_system_data_dirs ();

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "iso-codes", "json", name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          *locale_folder = g_build_filename (folders[i], "locale", NULL);
          return g_steal_pointer (&path);
        }
    }
  *locale_folder = g_build_filename (ISO_CODES_PREFIX, "share", "locale", NULL);
  return g_build_filename (ISO_CODES_PREFIX, "share", "iso-codes", "json", name, NULL);
}

static void
add_entry (CodeList *list, JsonObject *entry)
{
  const char *name = json_object_get_string_member_with_default (entry, "common_name", NULL);

  if (name == NULL)
    name = json_object_get_string_member_with_default (entry, "name", NULL);
  if (name == NULL)
    return;
  for (guint i = 0; list->keys[i] != NULL; i++)
    {
      const char *code = json_object_get_string_member_with_default (entry, list->keys[i], NULL);
      if (code != NULL)
        g_hash_table_insert (list->names, g_ascii_strdown (code, -1), g_strdup (name));
    }
}

/* A missing package costs the names, not the program: codes then stand for themselves. */
static void
load (CodeList *list)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *locale_folder = NULL;
  g_autofree char *path = find_iso_file (list->file, &locale_folder);
  JsonNode *root;
  JsonNode *member;
  JsonObjectIter iter;

  list->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  bindtextdomain (list->domain, locale_folder);
  bind_textdomain_codeset (list->domain, "UTF-8");
  if (!json_parser_load_from_file (parser, path, &error))
    {
      g_info ("No names from iso-codes: %s", error->message);
      return;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, NULL, &member))
    {
      JsonArray *entries;

      if (!JSON_NODE_HOLDS_ARRAY (member))
        continue;
      entries = json_node_get_array (member);
      for (guint i = 0; i < json_array_get_length (entries); i++)
        add_entry (list, json_array_get_object_element (entries, i));
    }
}

/* The translated name, or NULL; borrowed. */
static const char *
look_up (CodeList *list, const char *code)
{
  g_autofree char *key = g_ascii_strdown (code, -1);
  const char *name;

  if (list->names == NULL)
    load (list);
  name = g_hash_table_lookup (list->names, key);
  return name != NULL ? g_dgettext (list->domain, name) : NULL;
}

/* "Spanish; Castilian" and "Greek, Modern (1453-)" are for librarians. */
static char *
shorten (const char *name)
{
  const char *semicolon = strchr (name, ';');
  const char *bracket = strstr (name, " (");
  gsize length = strlen (name);

  if (semicolon != NULL)
    length = MIN (length, (gsize)(semicolon - name));
  if (bracket != NULL)
    length = MIN (length, (gsize)(bracket - name));
  return g_strndup (name, length);
}

char *
ibid_country_dup_name (const char *code)
{
  const char *name;

  if (code == NULL || code[0] == '\0')
    return g_strdup (_ ("Unclassified"));
  name = look_up (&countries, code);
  return g_strdup (name != NULL ? name : code);
}

gboolean
ibid_country_is_code (const char *code)
{
  return code != NULL && strlen (code) == 2 && look_up (&countries, code) != NULL;
}

static char *
dup_script_name (const char *script)
{
  const char *name;

  if (g_ascii_strcasecmp (script, "Hans") == 0)
    return g_strdup (_ ("simplified"));
  if (g_ascii_strcasecmp (script, "Hant") == 0)
    return g_strdup (_ ("traditional"));
  name = look_up (&scripts, script);
  return name != NULL ? shorten (name) : g_strdup (script);
}

char *
ibid_language_dup_name (const char *tag)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *language = NULL;
  const char *name;

  if (tag == NULL || tag[0] == '\0')
    return g_strdup (_ ("Unclassified"));
  parts = g_strsplit (tag, "-", -1);
  name = look_up (&languages, parts[0]);
  if (name == NULL)
    name = look_up (&rare_languages, parts[0]);
  if (name == NULL)
    return g_strdup (tag);

  language = shorten (name);
  text = g_string_new (NULL);
  for (guint i = 1; parts[i] != NULL && strlen (parts[i]) > 1; i++)
    {
      g_autofree char *detail = NULL;
      if (strlen (parts[i]) == 4 && g_ascii_isalpha (parts[i][0]))
        detail = dup_script_name (parts[i]);
      else if (strlen (parts[i]) == 2)
        detail = ibid_country_dup_name (parts[i]);
      if (detail != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", detail);
    }
  if (text->len == 0)
    return g_steal_pointer (&language);
  /* Translators: a language and its script or country: "Chinese (simplified)" */
  return g_strdup_printf (_ ("%s (%s)"), language, text->str);
}

typedef struct
{
  char *code;
  char *collation_key;
} NamedCode;

static int
compare_named_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (((const NamedCode *)a)->collation_key, ((const NamedCode *)b)->collation_key);
}

char **
ibid_country_dup_codes (void)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (NamedCode));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  const char *key;
  const char *name;

  if (countries.names == NULL)
    load (&countries);
  g_hash_table_iter_init (&iter, countries.names);
  while (g_hash_table_iter_next (&iter, (gpointer *)&key, (gpointer *)&name))
    {
      NamedCode named = { g_ascii_strup (key, -1),
                          g_utf8_collate_key (g_dgettext (countries.domain, name), -1) };
      g_array_append_val (sorted, named);
    }
  g_array_sort (sorted, compare_named_codes);
  for (guint i = 0; i < sorted->len; i++)
    {
      NamedCode *named = &g_array_index (sorted, NamedCode, i);
      g_strv_builder_add (builder, named->code);
      g_free (named->code);
      g_free (named->collation_key);
    }
  return g_strv_builder_end (builder);
}
