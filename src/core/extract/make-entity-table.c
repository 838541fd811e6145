/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-entity-table ISO_3166_1 GAZETTEER…: prints the names of the gazetteers and of the countries
 * that they leave out as a table of C, so that nothing of it is parsed when Ibid runs. The lines of
 * one thing follow one another, its usual name first. */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FIRST = 1,
  ACRONYM = 2,
  ANY_CASE = 4,
  WEAK = 8,
  COUNTRY = 16,
};

static const char *const kinds[] = { "person",     "organisation", "place",       "programme",
                                     "technology", "event",        "publication", "term" };

static GHashTable *countries; /* codes that the gazetteers name */
static GHashTable *names;

static void
fail (const char *path, const char *what)
{
  fprintf (stderr, "make-entity-table: %s: %s\n", path, what);
  exit (1);
}

static void
print_line (const char *name, guint kind, guint flags)
{
  if (!g_hash_table_add (names, g_strdup (name)))
    fail (name, "stands there twice");
  printf ("  { \"");
  for (const char *p = name; *p != '\0'; p++)
    if ((guchar)*p >= 0x80)
      printf ("\\%03o", (guchar)*p);
    else
      printf (*p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
  printf ("\", %u, %u },\n", kind, flags);
}

static void
print_entry (JsonNode *node, guint kind)
{
  JsonObject *entry = NULL;
  guint flags = 0;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      print_line (json_node_get_string (node), kind, FIRST);
      return;
    }
  entry = json_node_get_object (node);
  flags = (json_object_get_boolean_member_with_default (entry, "any-case", FALSE) ? ANY_CASE : 0) |
          (json_object_get_boolean_member_with_default (entry, "weak", FALSE) ? WEAK : 0) |
          (json_object_has_member (entry, "country") ? COUNTRY : 0);
  print_line (json_object_get_string_member (entry, "name"), kind, flags | FIRST);
  if (json_object_has_member (entry, "acronym"))
    print_line (json_object_get_string_member (entry, "acronym"), kind,
                (flags & ~(guint)ANY_CASE) | ACRONYM);
  if (json_object_has_member (entry, "aliases"))
    {
      JsonArray *aliases = json_object_get_array_member (entry, "aliases");

      for (guint i = 0; i < json_array_get_length (aliases); i++)
        print_line (json_array_get_string_element (aliases, i), kind, flags);
    }
  if (json_object_has_member (entry, "country"))
    g_hash_table_add (countries, g_strdup (json_object_get_string_member (entry, "country")));
}

static JsonObject *
load (JsonParser *parser, const char *path)
{
  if (!json_parser_load_from_file (parser, path, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    fail (path, "cannot be read");
  return json_node_get_object (json_parser_get_root (parser));
}

static void
print_gazetteer (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *groups = json_object_get_array_member (load (parser, path), "groups");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group = json_array_get_object_element (groups, i);
      JsonArray *entries = json_object_get_array_member (group, "entries");
      const char *name = json_object_get_string_member (group, "kind");
      guint kind = 0;

      if (!json_object_has_member (group, "ground"))
        fail (path, "a group without its ground");
      while (kind < G_N_ELEMENTS (kinds) && strcmp (kinds[kind], name) != 0)
        kind++;
      if (kind == G_N_ELEMENTS (kinds))
        fail (path, "a kind that does not exist");
      for (guint n = 0; n < json_array_get_length (entries); n++)
        print_entry (json_array_get_element (entries, n), kind);
    }
}

/* the countries that need no word of ours: one name, which is not turned about a comma */
static void
print_countries (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *entries = json_object_get_array_member (load (parser, path), "3166-1");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *code = json_object_get_string_member (entry, "alpha_2");
      const char *name = json_object_get_string_member_with_default (
          entry, "common_name", json_object_get_string_member (entry, "name"));

      if (!g_hash_table_contains (countries, code) && !g_hash_table_contains (names, name) &&
          strchr (name, ',') == NULL && strchr (name, '(') == NULL)
        print_line (name, 2, FIRST | COUNTRY);
    }
}

int
main (int argc, char **argv)
{
  countries = g_hash_table_new (g_str_hash, g_str_equal);
  names = g_hash_table_new (g_str_hash, g_str_equal);
  printf ("/* made by make-entity-table; not to be edited */\n\n"
          "static const struct\n{\n  const char *text;\n  guint8 kind;\n  guint8 flags;\n}\n"
          "entity_table[] = {\n");
  for (int i = 2; i < argc; i++)
    print_gazetteer (argv[i]);
  print_countries (argv[1]);
  printf ("};\n");
  return 0;
}
