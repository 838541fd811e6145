/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-export-private.h"

G_DEFINE_QUARK (ibid - export - error - quark, ibid_export_error)

/* in the order in which people are offered them, which is that of the enumeration */
static const IbidExportKind kinds[] = {
  { IBID_EXPORT_FORMAT_MARKDOWN, IBID_EXPORT_USE_READ, "markdown", N_ ("Markdown Notes"),
    N_ ("Highlights, notes and their sources, for Obsidian and others; what you wrote into the "
        "file stays"),
    "md", "text/markdown", .keeps_previous = TRUE },
  { IBID_EXPORT_FORMAT_HTML, IBID_EXPORT_USE_READ, "html", N_ ("Web Page (HTML)"),
    N_ ("The article with highlights, notes and sources, one file for any browser"), "html",
    "text/html" },
  { IBID_EXPORT_FORMAT_ORG, IBID_EXPORT_USE_READ, "org", N_ ("Org"),
    N_ ("Highlights, notes and citations for Emacs, with the bibliography beside it"), "org",
    "text/x-org" },
  { IBID_EXPORT_FORMAT_TEXT, IBID_EXPORT_USE_READ, "text", N_ ("Plain Text"),
    N_ ("Highlights, notes and their sources, or the article"), "txt", "text/plain" },
  { IBID_EXPORT_FORMAT_CSV, IBID_EXPORT_USE_NOTES, "csv", N_ ("Table (CSV)"),
    N_ ("Highlights and notes, a row for each, for spreadsheets"), "csv", "text/csv" },
  { IBID_EXPORT_FORMAT_JSONLD, IBID_EXPORT_USE_NOTES, "jsonld", N_ ("Web Annotations (JSON-LD)"),
    N_ ("Highlights and notes, by the standard of the W3C"), "jsonld", "application/ld+json" },
  { IBID_EXPORT_FORMAT_HYPOTHESIS, IBID_EXPORT_USE_NOTES, "hypothesis", N_ ("Hypothesis"),
    N_ ("Highlights and notes, for Hypothesis to import"), "json", "application/json" },
  { IBID_EXPORT_FORMAT_READWISE, IBID_EXPORT_USE_NOTES, "readwise", N_ ("Readwise (CSV)"),
    N_ ("Highlights and notes, for Readwise to import"), "csv", "text/csv" },
  { IBID_EXPORT_FORMAT_CSL_JSON, IBID_EXPORT_USE_REFERENCES, "csl-json",
    N_ ("References for Zotero (CSL-JSON)"), N_ ("The sources, as Zotero and pandoc read them"),
    "json", "application/vnd.citationstyles.csl+json" },
  { IBID_EXPORT_FORMAT_BIBLATEX, IBID_EXPORT_USE_REFERENCES, "biblatex", N_ ("BibLaTeX"),
    N_ ("The sources, for LaTeX with biber"), "bib", "application/x-bibtex" },
  { IBID_EXPORT_FORMAT_BIBTEX, IBID_EXPORT_USE_REFERENCES, "bibtex", N_ ("BibTeX"),
    N_ ("The sources, for LaTeX with BibTeX"), "bib", "application/x-bibtex" },
  { IBID_EXPORT_FORMAT_RIS, IBID_EXPORT_USE_REFERENCES, "ris", N_ ("RIS"),
    N_ ("The sources, for EndNote and others"), "ris", "application/x-research-info-systems" },
  { IBID_EXPORT_FORMAT_PACKAGE, IBID_EXPORT_USE_MOVE, "package", N_ ("Ibid Package"),
    N_ ("The article with its images, your highlights and decisions, for Ibid elsewhere"), "ibid",
    "application/vnd.ibid.package+zip" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == IBID_EXPORT_N_FORMATS);

static const IbidExporter exporters[] = {
  [IBID_EXPORT_FORMAT_MARKDOWN] = ibid_export_markdown,
  [IBID_EXPORT_FORMAT_HTML] = ibid_export_html,
  [IBID_EXPORT_FORMAT_ORG] = ibid_export_org,
  [IBID_EXPORT_FORMAT_TEXT] = ibid_export_text,
  [IBID_EXPORT_FORMAT_CSV] = ibid_export_csv,
  [IBID_EXPORT_FORMAT_JSONLD] = ibid_export_jsonld,
  [IBID_EXPORT_FORMAT_HYPOTHESIS] = ibid_export_hypothesis,
  [IBID_EXPORT_FORMAT_READWISE] = ibid_export_readwise,
  [IBID_EXPORT_FORMAT_CSL_JSON] = ibid_export_csl_json,
  [IBID_EXPORT_FORMAT_BIBLATEX] = ibid_export_biblatex,
  [IBID_EXPORT_FORMAT_BIBTEX] = ibid_export_bibtex,
  [IBID_EXPORT_FORMAT_RIS] = ibid_export_ris,
  [IBID_EXPORT_FORMAT_PACKAGE] = ibid_export_package,
};

G_STATIC_ASSERT (G_N_ELEMENTS (exporters) == IBID_EXPORT_N_FORMATS);

/**
 * ibid_export_get_kind:
 * @format: a format
 *
 * Returns: (transfer none): what is known of it
 */
const IbidExportKind *
ibid_export_get_kind (IbidExportFormat format)
{
  g_return_val_if_fail (format < IBID_EXPORT_N_FORMATS, NULL);

  return &kinds[format];
}

/**
 * ibid_export_find_kind:
 * @name: as it stands after --format
 *
 * Returns: (transfer none) (nullable): what is known of that format
 */
const IbidExportKind *
ibid_export_find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * ibid_export_part_free:
 * @part: (transfer full): an #IbidExportPart
 */
void
ibid_export_part_free (gpointer part)
{
  IbidExportPart *self = part;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * ibid_export_add_part:
 * @parts: (element-type IbidExportPart): what an export consists of
 * @name: (nullable): of a file beside the one that was asked for; %NULL: that very file
 * @text: (transfer full): its contents
 */
void
ibid_export_add_part (GPtrArray *parts, const char *name, GString *text)
{
  IbidExportPart *part = g_new0 (IbidExportPart, 1);

  part->name = g_strdup (name);
  part->bytes = g_string_free_to_bytes (text);
  g_ptr_array_add (parts, part);
}

/* A text for people is the article itself where there is no highlight at all; where there are some,
 * and none is chosen, that is not what was asked for. */
static gboolean
lacks_notes (IbidExportMatter *matter, const IbidExportKind *kind)
{
  GListModel *all = ibid_export_matter_get_all_annotations (matter);

  if (ibid_export_matter_get_n_entries (matter) > 0)
    return FALSE;
  return kind->use == IBID_EXPORT_USE_NOTES ||
         (kind->use == IBID_EXPORT_USE_READ && all != NULL && g_list_model_get_n_items (all) > 0);
}

static gboolean
check_matter (IbidExportMatter *matter, const IbidExportKind *kind, GError **error)
{
  if (lacks_notes (matter, kind))
    {
      g_set_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING,
                   _ ("There is no highlight to export as “%s”. Highlight something first, or "
                      "choose fewer conditions."),
                   gettext (kind->title));
      return FALSE;
    }
  if (kind->use == IBID_EXPORT_USE_REFERENCES && ibid_export_matter_get_sources (matter)->len == 0)
    {
      g_set_error (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_NOTHING,
                   _ ("There is no source to export as “%s”."), gettext (kind->title));
      return FALSE;
    }
  return TRUE;
}

/**
 * ibid_export_make:
 * @matter: what is exported
 * @format: how
 * @options: more about how
 * @cancellable: (nullable): to stop it
 *
 * Makes the contents of an export, in any thread; nothing is written to disk.
 *
 * Returns: (transfer full) (element-type IbidExportPart): the files, the one that was asked for
 *   first; or %NULL with an error of IBID_EXPORT_ERROR, or G_IO_ERROR_CANCELLED
 */
GPtrArray *
ibid_export_make (IbidExportMatter *matter, IbidExportFormat format,
                  const IbidExportOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (ibid_export_part_free);

  g_return_val_if_fail (IBID_IS_EXPORT_MATTER (matter), NULL);
  g_return_val_if_fail (format < IBID_EXPORT_N_FORMATS, NULL);

  if (!check_matter (matter, &kinds[format], error) ||
      !exporters[format](matter, options, parts, cancellable, error))
    return NULL;
  return g_steal_pointer (&parts);
}

/**
 * ibid_export_go_on:
 * @options: how the export is made
 * @done: how many entries are written
 * @n_entries: of how many
 * @cancellable: (nullable): what may have stopped it
 *
 * To be called by exporters for every entry: tells how far it is, and whether to go on.
 *
 * Returns: %FALSE with G_IO_ERROR_CANCELLED if it was stopped
 */
gboolean
ibid_export_go_on (const IbidExportOptions *options, guint done, guint n_entries,
                   GCancellable *cancellable, GError **error)
{
  if (options->progress != NULL && done % 64 == 0)
    options->progress (n_entries > 0 ? (double)done / n_entries : 0, options->progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
