/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include "ibid-citekeys.h"
#include "ibid-fold.h"

#define MAX_NAME_CHARS 24

/* Who answers for the source: its first author, else its outlet, else nobody. */
static const char *
get_name (IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (ibid_source_get_csl (source), &n_authors);

  if (n_authors > 0 && authors[0].family != NULL)
    return authors[0].family;
  if (n_authors > 0 && authors[0].literal != NULL)
    return authors[0].literal;
  if (outlet != NULL)
    return ibid_outlet_get_name (outlet);
  return "source";
}

/* Lower-case ASCII letters and digits, with single hyphens where there was anything else. */
static void
append_ascii (GString *key, const char *name)
{
  g_autofree char *latin = ibid_text_romanize (name);
  g_autofree char *folded = ibid_text_fold (latin != NULL ? latin : name);
  gsize start = key->len;

  for (const char *p = folded; *p != '\0' && key->len - start < MAX_NAME_CHARS; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, *p);
    else if (key->len > start && key->str[key->len - 1] != '-')
      g_string_append_c (key, '-');
  if (key->len > start && key->str[key->len - 1] == '-')
    g_string_truncate (key, key->len - 1);
  if (key->len == start)
    g_string_append (key, "source");
}

/* The first date that the EDTF names, without qualifiers: "2021-01-22". */
static void
append_date (GString *key, IbidPartialDate *date)
{
  g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
  gsize start = key->len;

  for (const char *p = edtf; p != NULL && (g_ascii_isdigit (*p) || *p == '-' || *p == 'X'); p++)
    g_string_append_c (key, g_ascii_tolower (*p));
  if (key->len == start)
    g_string_append (key, "nd");
}

/* Owned: what the source would be called if it were the only one. */
static char *
dup_stem (IbidSource *source)
{
  GString *stem = g_string_new (NULL);

  append_ascii (stem, get_name (source));
  g_string_append_c (stem, '-');
  append_date (stem, ibid_source_get_date (source));
  return g_string_free (stem, FALSE);
}

/* Owned: the stem, numbered if it is taken. @last_numbers, of stems, spares looking at all the
 * numbers that are; it takes @stem. */
static char *
dup_free_key (GHashTable *taken, GHashTable *last_numbers, char *stem)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (last_numbers, stem));
  char *key = g_strdup (stem);

  for (number = MAX (number, 1); g_hash_table_contains (taken, key); number++)
    {
      g_free (key);
      key = g_strdup_printf ("%s-%u", stem, number + 1);
    }
  g_hash_table_insert (last_numbers, stem, GUINT_TO_POINTER (number));
  return key;
}

/**
 * ibid_citekeys_new:
 * @sources: an article's list of #IbidSource
 *
 * Makes a key for every source, for BibTeX, Org and CSL: ASCII, unique within the article, and made
 * of author or outlet and date alone, so that it stays the same from one export to the next:
 * "xinhua-2021-01-22". Equal ones are numbered in the order of the article's file.
 *
 * Returns: (transfer full) (element-type IbidSource utf8): source, borrowed → key
 */
GHashTable *
ibid_citekeys_new (GListModel *sources)
{
  GHashTable *keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) last_numbers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_sources = g_list_model_get_n_items (sources);

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (sources, i);
      char *key = dup_free_key (taken, last_numbers, dup_stem (source));

      g_hash_table_add (taken, key);
      g_hash_table_insert (keys, source, key);
    }
  return keys;
}
