/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-reference.h"
#include "ibid-terms-types.h"

/* Of the types of CSL 1.0.2 those that a cited article may have; Zotero takes none of a file's
 * items if it does not know the type of one. (zotero/translators, CSL JSON.js) */
static const char *const known_types[] = {
  "article",
  "article-journal",
  "article-magazine",
  "article-newspaper",
  "bill",
  "book",
  "broadcast",
  "chapter",
  "dataset",
  "document",
  "entry",
  "entry-dictionary",
  "entry-encyclopedia",
  "figure",
  "graphic",
  "hearing",
  "interview",
  "legal_case",
  "legislation",
  "manuscript",
  "map",
  "motion_picture",
  "pamphlet",
  "paper-conference",
  "patent",
  "personal_communication",
  "post",
  "post-weblog",
  "regulation",
  "report",
  "review",
  "review-book",
  "song",
  "speech",
  "standard",
  "thesis",
  "treaty",
  "webpage",
  NULL,
};

static const char *
get_type (IbidCsl *csl)
{
  const char *type = ibid_csl_get (csl, IBID_CSL_TYPE);

  return type != NULL && g_strv_contains (known_types, type) ? type : "document";
}

/* The labels in these lines are for other programs, too, and stay English; see the help. */
static void
append_line (GString *note, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (note->len > 0)
    g_string_append_c (note, '\n');
  g_string_append_printf (note, "%s: %s", label, value);
}

/* "cited as Xinhua, January 22": the first place where the article cites it, as written. */
static void
append_cited_as (GString *note, IbidExportMatter *matter, IbidSource *source)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_source_get_items (source), 0);
  IbidCitation *citation = item != NULL ? ibid_citation_item_get_citation (item) : NULL;
  g_autofree char *text = NULL;
  IbidSpan span;

  if (citation == NULL)
    return;
  span = *ibid_citation_get_span (citation);
  ibid_citation_item_get_range (item, &span.start, &span.end);
  text = ibid_article_dup_span_text (article, &span);
  g_strdelimit (g_strstrip (text), "\n\t", ' ');
  if (note->len > 0)
    g_string_append_c (note, '\n');
  g_string_append_printf (note, "cited as %s", text);
}

static void
append_class (GString *note, IbidOutlet *outlet)
{
  const char *kind;
  const char *country;
  g_autofree char *value = NULL;

  if (outlet == NULL)
    return;
  kind = ibid_nick_from_enum (IBID_TYPE_OUTLET_KIND, (int)ibid_outlet_get_kind (outlet));
  country = ibid_outlet_get_country (outlet);
  value = country != NULL ? g_strconcat (kind, ", ", country, NULL) : g_strdup (kind);
  append_line (note, "Source Class", value);
}

static void
append_judgement (GString *note, IbidSource *source)
{
  GListModel *items = ibid_source_get_items (source);
  guint n_items = g_list_model_get_n_items (items);
  IbidReliability reliability = ibid_source_get_reliability (source);
  guint counts[IBID_VERDICT_DOES_NOT_SUPPORT + 1] = { 0 };
  g_autofree char *checked = NULL;

  if (reliability != IBID_RELIABILITY_NOT_GRADED)
    {
      const char letter[] = { (char)('A' + (reliability - IBID_RELIABILITY_A)), '\0' };

      append_line (note, "Reliability", letter);
    }
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      counts[ibid_citation_item_get_verdict (item)]++;
    }
  if (n_items == 0)
    return;
  checked = g_strdup_printf ("%u of %u (supports %u, partly %u, does not support %u)",
                             n_items - counts[IBID_VERDICT_NOT_CHECKED], n_items,
                             counts[IBID_VERDICT_SUPPORTS], counts[IBID_VERDICT_PARTLY],
                             counts[IBID_VERDICT_DOES_NOT_SUPPORT]);
  append_line (note, "Checked", checked);
}

static void
append_access (GString *note, IbidSource *source)
{
  IbidAccess access = ibid_source_get_access (source);

  append_line (note, "Archived", ibid_source_get_archived (source));
  if (access != IBID_ACCESS_NOT_OPENED)
    append_line (note, "Access", ibid_nick_from_enum (IBID_TYPE_ACCESS, (int)access));
}

static char *
dup_note (IbidExportMatter *matter, IbidSource *source, IbidCsl *csl)
{
  GString *note = g_string_new (ibid_csl_get (csl, IBID_CSL_NOTE));

  if (ibid_csl_get (csl, IBID_CSL_TITLE) == NULL)
    append_cited_as (note, matter, source);
  append_class (note, ibid_source_get_outlet (source));
  append_judgement (note, source);
  append_access (note, source);
  return g_string_free (note, FALSE);
}

/*
 * ibid_reference_init:
 * @self: (out caller-allocates): to be cleared with ibid_reference_clear()
 * @matter: what is exported
 * @source: one of its sources
 */
void
ibid_reference_init (IbidReference *self, IbidExportMatter *matter, IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidCsl *csl = ibid_source_get_csl (source);

  self->source = source;
  self->csl = csl;
  self->key = ibid_export_matter_get_key (matter, source);
  self->type = get_type (csl);
  self->container = ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE);
  if (self->container == NULL && outlet != NULL)
    self->container = ibid_outlet_get_name (outlet);
  self->issued_literal = ibid_csl_get_issued_literal (csl);
  self->issued = ibid_source_get_date (source);
  self->accessed = ibid_csl_get_accessed (csl);
  self->note = dup_note (matter, source, csl);
}

/*
 * ibid_reference_clear:
 * @self: a reference
 */
void
ibid_reference_clear (IbidReference *self)
{
  g_clear_pointer (&self->note, g_free);
}

/*
 * ibid_reference_get:
 * @field: a text
 *
 * Returns: (transfer none) (nullable): what the record says
 */
const char *
ibid_reference_get (const IbidReference *self, IbidCslField field)
{
  return ibid_csl_get (self->csl, field);
}

/*
 * ibid_reference_is_news:
 *
 * Returns: whether it appeared in a paper, a magazine or a journal rather than on a site
 */
gboolean
ibid_reference_is_news (const IbidReference *self)
{
  return strcmp (self->type, "article-newspaper") == 0 ||
         strcmp (self->type, "article-magazine") == 0;
}

/*
 * ibid_reference_dup_one_line:
 * @text: (nullable): any text
 *
 * Returns: (transfer full) (nullable): its lines joined by semicolons; %NULL if there is nothing in
 *   it
 */
char *
ibid_reference_dup_one_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text != NULL ? text : "", "\r\n", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "; " : "", lines[i]);
  if (joined->len > 0)
    return g_string_free (joined, FALSE);
  g_string_free (joined, TRUE);
  return NULL;
}

/*
 * ibid_reference_dup_iso_date:
 * @date: (nullable): a date
 *
 * Returns: (transfer full) (nullable): "2021-01-22", "2021-01", "2021", or of an interval
 *   "2026-03-04/2026-03-05"; %NULL if the year is not known
 */
char *
ibid_reference_dup_iso_date (const IbidPartialDate *date)
{
  int parts[2][3];
  guint n_dates;
  GString *iso;

  if (date == NULL || !ibid_partial_date_has_year (date))
    return NULL;
  n_dates = ibid_partial_date_to_parts (date, parts);
  iso = g_string_new (NULL);
  for (guint i = 0; i < n_dates; i++)
    {
      g_string_append_printf (iso, "%s%04d", i > 0 ? "/" : "", parts[i][0]);
      for (guint j = 1; j < 3 && parts[i][j] > 0; j++)
        g_string_append_printf (iso, "-%02d", parts[i][j]);
    }
  if (iso->len == 0)
    {
      g_string_free (iso, TRUE);
      return NULL;
    }
  return g_string_free (iso, FALSE);
}
