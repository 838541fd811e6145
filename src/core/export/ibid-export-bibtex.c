/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-export-private.h"
#include "ibid-reference.h"

/*
 * BibLaTeX for biber, and BibTeX for its forebear, both UTF-8. Fields are those that the styles
 * print, and beside them those in which readers of other programs look: pandoc and Zotero take
 * journaltitle or journal for the container of every type of entry, styles only for that of an
 * article; of a page on the web they print the organization. What is for the reader alone stands in
 * annote, which nothing prints and which both import. (jgm/pandoc, Citeproc/BibTeX.hs;
 * zotero/translators, BibTeX.js and BibLaTeX.js; the biblatex manual, section 2)
 *
 * BibTeX has no type for a page on the web: it is a misc, and comes back as that.
 */

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

/* Whether it may keep its braces, with a backslash each: BibTeX and biber count these, too. */
static gboolean
has_balanced_braces (const char *text)
{
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '{')
      depth++;
    else if (*p == '}' && depth-- == 0)
      return FALSE;
  return depth == 0;
}

/* what prints a character that means something to TeX; NULL: it means nothing */
static const char *
get_command (char character, gboolean is_balanced)
{
  switch (character)
    {
    case '&':
      return "\\&";
    case '%':
      return "\\%";
    case '$':
      return "\\$";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '{':
      return is_balanced ? "\\{" : "{\\textbraceleft}";
    case '}':
      return is_balanced ? "\\}" : "{\\textbraceright}";
    case '\\':
      return "{\\textbackslash}";
    case '~':
      return "{\\textasciitilde}";
    case '^':
      return "{\\textasciicircum}";
    default:
      return NULL;
    }
}

/* Everything that TeX takes for a command becomes a command that prints it. Line ends become
 * spaces, since an empty line would end a paragraph inside a field. "--" and the like would be
 * drawn together to one character. */
static void
append_escaped (GString *out, const char *text)
{
  const gboolean is_balanced = has_balanced_braces (text);
  char before = '\0';

  for (const char *p = text; *p != '\0'; before = *p++)
    {
      const char *command = get_command (*p, is_balanced);

      if (command != NULL)
        g_string_append (out, command);
      else if (g_ascii_iscntrl (*p))
        g_string_append_c (out, ' ');
      else if (*p == before && strchr ("-'`,<>", *p) != NULL)
        g_string_append_printf (out, "{}%c", *p);
      else
        g_string_append_c (out, *p);
    }
}

/* An address is printed as it is; what would end the field or start a comment is percent-encoded.
 */
static void
append_address (GString *out, const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || strchr (" {}\\", *p) != NULL)
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

static gboolean
has_and (const char *text)
{
  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new ("\\band\\b", G_REGEX_CASELESS, 0, NULL));
  return g_regex_match (regex, text, 0, NULL);
}

/* A field that is a list to biblatex, whose items "and" divides. */
static void
add_list (GString *out, const char *field, const char *value)
{
  if (value != NULL && has_and (value))
    add_verbatim (out, field, value);
  else
    add (out, field, value);
}

static void
append_braced (GString *out, const char *text)
{
  g_string_append_c (out, '{');
  append_escaped (out, text);
  g_string_append_c (out, '}');
}

/* "{Family}, Jr., Given"; in braces a comma or an "and" is part of the name. */
static void
append_author (GString *out, const IbidCslName *author)
{
  const char *suffix = ibid_reference_get_name_part (author, "suffix");
  g_autofree char *family = ibid_reference_dup_family (author);

  if (family == NULL)
    {
      append_braced (out, author->literal != NULL ? author->literal : author->given);
      return;
    }
  append_braced (out, family);
  g_string_append (out, ", ");
  if (suffix != NULL)
    {
      append_braced (out, suffix);
      g_string_append (out, ", ");
    }
  if (author->given != NULL && (strchr (author->given, ',') != NULL || has_and (author->given)))
    append_braced (out, author->given);
  else if (author->given != NULL)
    append_escaped (out, author->given);
}

static void
add_authors (GString *out, IbidCsl *csl)
{
  guint n_authors;
  const IbidCslName *authors = ibid_csl_get_authors (csl, &n_authors);
  const char *before = "  author = {";
  gboolean has_any = FALSE;

  for (guint i = 0; i < n_authors; i++)
    {
      if (authors[i].family == NULL && authors[i].literal == NULL && authors[i].given == NULL)
        continue;
      g_string_append (out, before);
      append_author (out, &authors[i]);
      before = " and ";
      has_any = TRUE;
    }
  if (has_any)
    g_string_append (out, "},\n");
}

static gboolean
is_in_a_book (const IbidReference *reference, Dialect dialect)
{
  return is_type (reference, dialect, "incollection") ||
         is_type (reference, dialect, "inproceedings");
}

/* where styles look for who answers for it */
static const char *
get_publisher_field (const IbidReference *reference, Dialect dialect)
{
  static const struct
  {
    const char *type;
    const char *field;
  } fields[] = {
    { "report", "institution" },       { "techreport", "institution" }, { "thesis", "institution" },
    { "phdthesis", "school" },         { "online", "organization" },    { "misc", "organization" },
    { "unpublished", "howpublished" },
  };

  if (dialect == DIALECT_BIBTEX && is_type (reference, dialect, "misc"))
    return "howpublished";
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_type (reference, dialect, fields[i].type))
      return fields[i].field;
  return "publisher";
}

static void
add_container (GString *out, const IbidReference *reference, Dialect dialect)
{
  const char *field = get_publisher_field (reference, dialect);
  const char *publisher = reference->publisher;

  if (is_in_a_book (reference, dialect))
    add_verbatim (out, "booktitle", reference->container);
  else
    add (out, dialect == DIALECT_BIBTEX ? "journal" : "journaltitle", reference->container);
  /* of these, styles print no container */
  if (publisher == NULL &&
      (strcmp (field, "organization") == 0 || is_type (reference, dialect, "misc")))
    publisher = reference->container;
  add_list (out, field, publisher);
}

/* what babel calls a language; biblatex asks babel, and pandoc knows these names */
static const char *
get_babel_name (const char *tag)
{
  static const struct
  {
    const char *tag;
    const char *name;
  } languages[] = {
    { "ar", "arabic" },       { "bg", "bulgarian" },    { "ca", "catalan" },
    { "cs", "czech" },        { "da", "danish" },       { "de", "ngerman" },
    { "de-AT", "naustrian" }, { "el", "greek" },        { "en", "english" },
    { "en-GB", "british" },   { "en-US", "american" },  { "es", "spanish" },
    { "et", "estonian" },     { "fi", "finnish" },      { "fr", "french" },
    { "fr-CA", "canadien" },  { "hr", "croatian" },     { "hu", "magyar" },
    { "it", "italian" },      { "ja", "japanese" },     { "lt", "lithuanian" },
    { "lv", "latvian" },      { "mn", "mongolian" },    { "nb", "norsk" },
    { "nl", "dutch" },        { "nn", "nynorsk" },      { "pl", "polish" },
    { "pt", "portuguese" },   { "pt-BR", "brazilian" }, { "ro", "romanian" },
    { "ru", "russian" },      { "sk", "slovak" },       { "sl", "slovene" },
    { "sv", "swedish" },      { "tr", "turkish" },      { "uk", "ukrainian" },
    { "vi", "vietnamese" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (languages[i].tag, tag) == 0)
      return languages[i].name;
  return NULL;
}

/* The language of the work, by babel's name; else by its tag, which babel's newer half knows. */
static void
add_language (GString *out, const IbidReference *reference, Dialect dialect)
{
  const char *tag = ibid_reference_get (reference, IBID_CSL_LANGUAGE);
  const char *name = tag != NULL ? get_babel_name (tag) : NULL;

  add (out, "langid", name != NULL ? name : tag);
  /* Zotero reads this one, and takes what it says for a tag */
  if (dialect == DIALECT_BIBTEX)
    add (out, "language", tag);
}

static void
add_bibtex_date (GString *out, const IbidPartialDate *date)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };
  const int month = ibid_partial_date_get_month (date);
  const int day = ibid_partial_date_get_day (date);

  g_string_append_printf (out, "  year = {%d},\n", ibid_partial_date_get_year (date));
  /* a macro, which styles print in their language */
  if (month >= 1 && month <= 12)
    g_string_append_printf (out, "  month = %s,\n", months[month - 1]);
  if (day >= 1)
    g_string_append_printf (out, "  day = {%d},\n", day);
}

/* A date in parts is ASCII that means nothing to TeX but its "~", which biber wants bare. */
static void
add_iso_date (GString *out, const char *field, const IbidPartialDate *date)
{
  g_autofree char *iso = ibid_reference_dup_iso_date (date);

  if (iso != NULL)
    g_string_append_printf (out, "  %s = {%s},\n", field, iso);
}

static void
add_dates (GString *out, const IbidReference *reference, Dialect dialect)
{
  if (reference->issued == NULL)
    add (out, "year", reference->issued_literal);
  else if (dialect == DIALECT_BIBTEX)
    add_bibtex_date (out, reference->issued);
  else
    add_iso_date (out, "date", reference->issued);
  add_iso_date (out, "urldate", reference->accessed);
}

static void
add_others (GString *out, const IbidReference *reference, Dialect dialect)
{
  static const struct
  {
    const char *csl;
    const char *bibtex;
    const char *biblatex;
  } others[] = {
    { "genre", "type", "type" },
    { "edition", "edition", "edition" },
    { "collection-title", "series", "series" },
    { "publisher-place", "address", "location" },
    { "ISBN", "isbn", "isbn" },
    { "ISSN", "issn", "issn" },
    { "keyword", "keywords", "keywords" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *value = ibid_reference_dup_other (reference, others[i].csl);

      add_list (out, dialect == DIALECT_BIBTEX ? others[i].bibtex : others[i].biblatex, value);
    }
}

static void
add_numbers (GString *out, const IbidReference *reference)
{
  const char *issue = ibid_reference_get (reference, IBID_CSL_ISSUE);
  g_autofree char *number = ibid_reference_dup_other (reference, "number");

  add (out, "volume", ibid_reference_get (reference, IBID_CSL_VOLUME));
  add (out, "number", issue != NULL ? issue : number);
  add (out, "pages", ibid_reference_get (reference, IBID_CSL_PAGE));
}

static void
add_entry (GString *out, const IbidReference *reference, Dialect dialect)
{
  g_autofree char *note = ibid_reference_dup_one_line (reference->note);

  g_string_append_printf (out, "@%s{%s,\n", get_type (reference, dialect), reference->key);
  if (ibid_reference_is_news (reference))
    add (out, "entrysubtype", reference->type + strlen ("article-"));
  add_authors (out, reference->csl);
  add_verbatim (out, "title", ibid_reference_get (reference, IBID_CSL_TITLE));
  add_container (out, reference, dialect);
  add_dates (out, reference, dialect);
  add_numbers (out, reference);
  add_others (out, reference, dialect);
  add_address (out, "url", ibid_reference_get (reference, IBID_CSL_URL));
  add_address (out, "doi", ibid_reference_get (reference, IBID_CSL_DOI));
  add_language (out, reference, dialect);
  add (out, "abstract", ibid_reference_get (reference, IBID_CSL_ABSTRACT));
  add (out, "annote", note);
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
