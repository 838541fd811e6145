/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-export-private.h"
#include "ibid-reference.h"

/* RIS: a tag, two spaces, a hyphen, a space, on every line. The tags are those that Zotero's
 * translator maps both ways (zotero/translators, RIS.js). */

static const struct
{
  const char *csl;
  const char *ris;
} types[] = {
  { "article-newspaper", "NEWS" },
  { "article-magazine", "MGZN" },
  { "article-journal", "JOUR" },
  { "webpage", "ELEC" },
  { "post", "BLOG" },
  { "post-weblog", "BLOG" },
  { "report", "RPRT" },
  { "legislation", "STAT" },
  { "regulation", "STAT" },
  { "hearing", "HEAR" },
  { "broadcast", "MPCT" },
  { "motion_picture", "MPCT" },
  { "speech", "SLIDE" },
  { "dataset", "DATA" },
  { "book", "BOOK" },
  { "chapter", "CHAP" },
  { "thesis", "THES" },
  { "paper-conference", "CPAPER" },
  { "map", "MAP" },
  { "patent", "PAT" },
  { "manuscript", "MANSCPT" },
};

static const char *
get_type (const IbidReference *reference)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].csl, reference->type) == 0)
      return types[i].ris;
  return ibid_reference_get (reference, IBID_CSL_URL) != NULL ? "ELEC" : "GEN";
}

/* A value is one line: a second line with the same tag would be a second note. */
static void
add (GString *out, const char *tag, const char *value)
{
  g_autofree char *line = ibid_reference_dup_one_line (value);

  if (line != NULL)
    g_string_append_printf (out, "%s  - %s\r\n", tag, line);
}

/* "2021/01/22/", with what is not known left empty; of a range its first day. */
static void
add_date (GString *out, const char *tag, const IbidPartialDate *date)
{
  int parts[2][3];
  g_autoptr (GString) text = g_string_new (NULL);

  if (date == NULL || ibid_partial_date_to_parts (date, parts) == 0)
    return;
  g_string_printf (text, "%04d/", parts[0][0]);
  for (guint i = 1; i < 3; i++)
    if (parts[0][i] > 0)
      g_string_append_printf (text, "%02d/", parts[0][i]);
    else
      g_string_append_c (text, '/');
  add (out, tag, text->str);
}

static void
add_dates (GString *out, const IbidReference *reference)
{
  g_autofree char *year = NULL;

  if (reference->issued != NULL)
    {
      year = g_strdup_printf ("%04d", ibid_partial_date_get_year (reference->issued));
      add (out, "PY", year);
      add_date (out, "DA", reference->issued);
    }
  else
    add (out, "DA", reference->issued_literal);
  add_date (out, "Y2", reference->accessed);
}

static void
add_authors (GString *out, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);

  for (guint i = 0; i < n_authors; i++)
    {
      const char *given = authors[i].given;
      const char *suffix = ibid_reference_get_name_part (&authors[i], "suffix");
      g_autofree char *family = ibid_reference_dup_family (&authors[i]);
      g_autofree char *name = NULL;

      if (family != NULL)
        name = g_strconcat (family, ", ", given != NULL ? given : "", suffix != NULL ? ", " : "",
                            suffix != NULL ? suffix : "", NULL);
      else
        name = g_strdup (authors[i].literal != NULL ? authors[i].literal : given);
      add (out, "AU", name);
    }
}

static void
add_pages (GString *out, const char *pages)
{
  const char *dash;
  g_autofree char *first = NULL;

  if (pages == NULL)
    return;
  dash = strpbrk (pages, "-–");
  first = dash != NULL ? g_strndup (pages, (gsize)(dash - pages)) : g_strdup (pages);
  add (out, "SP", first);
  if (dash != NULL)
    add (out, "EP", g_str_has_prefix (dash, "–") ? dash + strlen ("–") : dash + 1);
}

static void
add_others (GString *out, const IbidReference *reference)
{
  static const struct
  {
    const char *csl;
    const char *ris;
  } others[] = {
    { "genre", "M3" },           { "edition", "ET" }, { "collection-title", "T3" },
    { "publisher-place", "CY" }, { "ISBN", "SN" },    { "ISSN", "SN" },
    { "keyword", "KW" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *value = ibid_reference_dup_other (reference, others[i].csl);

      add (out, others[i].ris, value);
    }
}

static void
add_reference (GString *out, const IbidReference *reference)
{
  add (out, "TY", get_type (reference));
  add (out, "ID", reference->key);
  add_authors (out, reference->csl);
  add (out, "TI", ibid_reference_get (reference, IBID_CSL_TITLE));
  add (out, "T2", reference->container);
  add (out, "PB", reference->publisher);
  add_dates (out, reference);
  add (out, "VL", ibid_reference_get (reference, IBID_CSL_VOLUME));
  add (out, "IS", ibid_reference_get (reference, IBID_CSL_ISSUE));
  add_pages (out, ibid_reference_get (reference, IBID_CSL_PAGE));
  add_others (out, reference);
  add (out, "UR", ibid_reference_get (reference, IBID_CSL_URL));
  add (out, "DO", ibid_reference_get (reference, IBID_CSL_DOI));
  add (out, "LA", ibid_reference_get (reference, IBID_CSL_LANGUAGE));
  add (out, "AB", ibid_reference_get (reference, IBID_CSL_ABSTRACT));
  add (out, "N1", reference->note);
  g_string_append (out, "ER  - \r\n\r\n");
}

/*
 * ibid_export_ris:
 *
 * Exports the sources as RIS, UTF-8.
 */
gboolean
ibid_export_ris (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                 GCancellable *cancellable, GError **error)
{
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      IbidReference reference;

      if (!ibid_export_go_on (options, i, sources->len, cancellable, error))
        return FALSE;
      ibid_reference_init (&reference, matter, g_ptr_array_index (sources, i));
      add_reference (out, &reference);
      ibid_reference_clear (&reference);
    }
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}
