/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-export-private.h"
#include "ibid-reference.h"

/* BibLaTeX for biber, and BibTeX for its forebear. Entry types and fields are those that Zotero
 * maps (zotero/translators, BibTeX.js and BibLaTeX.js; the biblatex manual, section 2). Both are
 * UTF-8: biber reads it, and so do BibTeX's followers with utf8 input. */

typedef enum
{
  DIALECT_BIBTEX,
  DIALECT_BIBLATEX,
} Dialect;

typedef struct
{
  const char *csl;
  const char *bibtex;
  const char *biblatex;
} EntryType;

static const EntryType types[] = {
  { "article-newspaper", "article", "article" },
  { "article-magazine", "article", "article" },
  { "article-journal", "article", "article" },
  { "webpage", "misc", "online" },
  { "post", "misc", "online" },
  { "post-weblog", "misc", "online" },
  { "report", "techreport", "report" },
  { "book", "book", "book" },
  { "chapter", "incollection", "incollection" },
  { "paper-conference", "inproceedings", "inproceedings" },
  { "thesis", "phdthesis", "thesis" },
  { "dataset", "misc", "dataset" },
  { "legislation", "misc", "legislation" },
  { "patent", "misc", "patent" },
  { "broadcast", "misc", "misc" },
  { "manuscript", "unpublished", "unpublished" },
};

static const char *
get_type (const IbidReference *reference, Dialect dialect)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].csl, reference->type) == 0)
      return dialect == DIALECT_BIBTEX ? types[i].bibtex : types[i].biblatex;
  if (dialect == DIALECT_BIBLATEX && ibid_reference_get (reference, IBID_CSL_URL) != NULL)
    return "online";
  return "misc";
}

static gboolean
is_type (const IbidReference *reference, Dialect dialect, const char *type)
{
  return strcmp (get_type (reference, dialect), type) == 0;
}

/* Everything that TeX takes for a command becomes a command that prints it; line ends become
 * spaces, since an empty line would end a paragraph inside a field. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
        break;
      case '\\':
        g_string_append (out, "{\\textbackslash}");
        break;
      case '~':
        g_string_append (out, "{\\textasciitilde}");
        break;
      case '^':
        g_string_append (out, "{\\textasciicircum}");
        break;
      case '\n':
      case '\r':
      case '\t':
        g_string_append_c (out, ' ');
        break;
      default:
        g_string_append_c (out, *p);
      }
}

/* An address is printed as it is; what would end the field or start a comment is percent-encoded.
 */
static void
append_address (GString *out, const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    if (*p == '{' || *p == '}' || *p == '\\' || *p == ' ' || *p == '\n' || *p == '\r')
      g_string_append_printf (out, "%%%02X", (guchar)*p);
    else
      g_string_append_c (out, *p);
}

static void
add (GString *out, const char *field, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "  %s = {", field);
  append_escaped (out, value);
  g_string_append (out, "},\n");
}

/* A second pair of braces keeps the case of every letter, and a body from being taken for a person.
 */
static void
add_verbatim (GString *out, const char *field, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "  %s = {{", field);
  append_escaped (out, value);
  g_string_append (out, "}},\n");
}

static void
add_address (GString *out, const char *field, const char *address)
{
  if (address == NULL || *address == '\0')
    return;
  g_string_append_printf (out, "  %s = {", field);
  append_address (out, address);
  g_string_append (out, "},\n");
}

static void
append_author (GString *out, const IbidCslName *author)
{
  if (author->family == NULL)
    {
      g_string_append_c (out, '{');
      append_escaped (out, author->literal != NULL ? author->literal : "");
      g_string_append_c (out, '}');
      return;
    }
  /* braced: a comma or an "and" in it is part of the name */
  g_string_append_c (out, '{');
  append_escaped (out, author->family);
  g_string_append_c (out, '}');
  if (author->given != NULL)
    {
      g_string_append (out, ", ");
      append_escaped (out, author->given);
    }
}

static void
add_authors (GString *out, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);

  if (n_authors == 0)
    return;
  g_string_append (out, "  author = {");
  for (guint i = 0; i < n_authors; i++)
    {
      if (i > 0)
        g_string_append (out, " and ");
      append_author (out, &authors[i]);
    }
  g_string_append (out, "},\n");
}

/* what the work that holds this one is called in this entry type */
static const char *
get_container_field (const IbidReference *reference, Dialect dialect)
{
  if (is_type (reference, dialect, "article"))
    return dialect == DIALECT_BIBTEX ? "journal" : "journaltitle";
  if (is_type (reference, dialect, "incollection") || is_type (reference, dialect, "inproceedings"))
    return "booktitle";
  if (is_type (reference, dialect, "techreport") || is_type (reference, dialect, "report"))
    return "institution";
  if (dialect == DIALECT_BIBTEX)
    return "howpublished";
  return is_type (reference, dialect, "online") ? "titleaddon" : "organization";
}

static void
add_bibtex_date (GString *out, const IbidReference *reference)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };
  const IbidPartialDate *date = reference->issued;
  g_autofree char *year = NULL;
  g_autofree char *day = NULL;
  int month;

  if (date == NULL || !ibid_partial_date_has_year (date))
    return;
  year = g_strdup_printf ("%d", ibid_partial_date_get_year (date));
  add (out, "year", year);
  month = ibid_partial_date_get_month (date);
  if (month < 1 || month > 12)
    return;
  /* a macro, which styles print in their language */
  g_string_append_printf (out, "  month = %s,\n", months[month - 1]);
  if (ibid_partial_date_get_day (date) < 1)
    return;
  day = g_strdup_printf ("%d", ibid_partial_date_get_day (date));
  add (out, "day", day);
}

static void
add_dates (GString *out, const IbidReference *reference, Dialect dialect)
{
  g_autofree char *issued = ibid_reference_dup_iso_date (reference->issued);
  g_autofree char *accessed = ibid_reference_dup_iso_date (reference->accessed);

  if (dialect == DIALECT_BIBTEX)
    add_bibtex_date (out, reference);
  else
    add (out, "date", issued);
  add (out, "urldate", accessed);
}

static void
add_entry (GString *out, const IbidReference *reference, Dialect dialect)
{
  const gboolean is_bibtex = dialect == DIALECT_BIBTEX;
  g_autofree char *note = ibid_reference_dup_one_line (reference->note);

  g_string_append_printf (out, "@%s{%s,\n", get_type (reference, dialect), reference->key);
  if (!is_bibtex && ibid_reference_is_news (reference))
    add (out, "entrysubtype", reference->type + strlen ("article-"));
  add_authors (out, reference->csl);
  add_verbatim (out, "title", ibid_reference_get (reference, IBID_CSL_TITLE));
  add_verbatim (out, get_container_field (reference, dialect), reference->container);
  add (out, "publisher", ibid_reference_get (reference, IBID_CSL_PUBLISHER));
  add_dates (out, reference, dialect);
  add (out, "volume", ibid_reference_get (reference, IBID_CSL_VOLUME));
  add (out, "number", ibid_reference_get (reference, IBID_CSL_ISSUE));
  add (out, "pages", ibid_reference_get (reference, IBID_CSL_PAGE));
  add_address (out, "url", ibid_reference_get (reference, IBID_CSL_URL));
  add_address (out, "doi", ibid_reference_get (reference, IBID_CSL_DOI));
  add (out, is_bibtex ? "language" : "langid", ibid_reference_get (reference, IBID_CSL_LANGUAGE));
  add (out, "abstract", ibid_reference_get (reference, IBID_CSL_ABSTRACT));
  add (out, is_bibtex ? "annote" : "annotation", note);
  g_string_append (out, "}\n\n");
}

static gboolean
export_dialect (IbidExportMatter *matter, Dialect dialect, const IbidExportOptions *options,
                GPtrArray *parts, GCancellable *cancellable, GError **error)
{
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      IbidReference reference;

      if (!ibid_export_go_on (options, i, sources->len, cancellable, error))
        return FALSE;
      ibid_reference_init (&reference, matter, g_ptr_array_index (sources, i));
      add_entry (out, &reference, dialect);
      ibid_reference_clear (&reference);
    }
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  return TRUE;
}

/*
 * ibid_export_bibtex:
 *
 * Exports the sources as BibTeX.
 */
gboolean
ibid_export_bibtex (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                    GCancellable *cancellable, GError **error)
{
  return export_dialect (matter, DIALECT_BIBTEX, options, parts, cancellable, error);
}

/*
 * ibid_export_biblatex:
 *
 * Exports the sources as BibLaTeX.
 */
gboolean
ibid_export_biblatex (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                      GCancellable *cancellable, GError **error)
{
  return export_dialect (matter, DIALECT_BIBLATEX, options, parts, cancellable, error);
}
