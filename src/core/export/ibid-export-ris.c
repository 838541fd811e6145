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

/* "2021/01/22/", with what is not known left empty. */
static char *
dup_date (const IbidPartialDate *date)
{
  int month, day;
  GString *text;

  if (date == NULL || !ibid_partial_date_has_year (date) || ibid_partial_date_get_year (date) == 0)
    return NULL;
  month = ibid_partial_date_get_month (date);
  day = ibid_partial_date_get_day (date);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%04d/", ibid_partial_date_get_year (date));
  if (month > 0)
    g_string_append_printf (text, "%02d", month);
  g_string_append_c (text, '/');
  if (day > 0)
    g_string_append_printf (text, "%02d", day);
  g_string_append_c (text, '/');
  return g_string_free (text, FALSE);
}

static void
add_dates (GString *out, const IbidReference *reference)
{
  g_autofree char *issued = dup_date (reference->issued);
  g_autofree char *accessed = dup_date (reference->accessed);

  if (issued != NULL)
    {
      g_autofree char *year = g_strndup (issued, 4);

      add (out, "PY", year);
      add (out, "DA", issued);
    }
  else
    add (out, "DA", reference->issued_literal);
  add (out, "Y2", accessed);
}

static void
add_authors (GString *out, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);

  for (guint i = 0; i < n_authors; i++)
    {
      g_autofree char *name = NULL;

      if (authors[i].family != NULL && authors[i].given != NULL)
        name = g_strconcat (authors[i].family, ", ", authors[i].given, NULL);
      else if (authors[i].family != NULL)
        name = g_strconcat (authors[i].family, ",", NULL);
      else
        name = g_strdup (authors[i].literal);
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
add_reference (GString *out, const IbidReference *reference)
{
  add (out, "TY", get_type (reference));
  add (out, "ID", reference->key);
  add_authors (out, reference->csl);
  add (out, "TI", ibid_reference_get (reference, IBID_CSL_TITLE));
  add (out, "T2", reference->container);
  add (out, "PB", ibid_reference_get (reference, IBID_CSL_PUBLISHER));
  add_dates (out, reference);
  add (out, "VL", ibid_reference_get (reference, IBID_CSL_VOLUME));
  add (out, "IS", ibid_reference_get (reference, IBID_CSL_ISSUE));
  add_pages (out, ibid_reference_get (reference, IBID_CSL_PAGE));
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
