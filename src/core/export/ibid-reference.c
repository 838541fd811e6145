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

/* What appears in something else, by its nature: of these an outlet's name is what they appear in.
 * What is not among them stands for itself, and an outlet published it. */
static const char *const part_types[] = {
  "article",   "article-journal", "article-magazine", "article-newspaper",
  "broadcast", "chapter",         "interview",        "post",
  "review",    "post-weblog",     "review-book",      "webpage",
  NULL,
};

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
append_reliability (GString *note, IbidReliability reliability)
{
  const char letter[] = { (char)('A' + ((int)reliability - (int)IBID_RELIABILITY_A)), '\0' };

  if (reliability != IBID_RELIABILITY_NOT_GRADED)
    append_line (note, "Reliability", letter);
}

/* "Checked: 2 of 3 (supports 1, does not support 1)" */
static void
append_checks (GString *note, GListModel *items)
{
  static const char *const words[] = {
    [IBID_VERDICT_SUPPORTS] = "supports",
    [IBID_VERDICT_PARTLY] = "supports partly",
    [IBID_VERDICT_DOES_NOT_SUPPORT] = "does not support",
  };
  guint n_items = g_list_model_get_n_items (items);
  guint counts[G_N_ELEMENTS (words)] = { 0 };
  g_autoptr (GString) line = g_string_new (NULL);
  const char *separator = " (";

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);

      counts[ibid_citation_item_get_verdict (item)]++;
    }
  if (n_items == 0)
    return;
  g_string_printf (line, "%u of %u", n_items - counts[IBID_VERDICT_NOT_CHECKED], n_items);
  for (guint i = IBID_VERDICT_SUPPORTS; i < G_N_ELEMENTS (words); i++)
    if (counts[i] > 0)
      {
        g_string_append_printf (line, "%s%s %u", separator, words[i], counts[i]);
        separator = ", ";
      }
  if (*separator == ',')
    g_string_append_c (line, ')');
  append_line (note, "Checked", line->str);
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
  append_reliability (note, ibid_source_get_reliability (source));
  append_checks (note, ibid_source_get_items (source));
  append_access (note, source);
  return g_string_free (note, FALSE);
}

static void
find_container (IbidReference *self, IbidOutlet *outlet)
{
  const char *name = outlet != NULL ? ibid_outlet_get_name (outlet) : NULL;
  const gboolean is_part = g_strv_contains (part_types, self->type);

  self->container = ibid_csl_get (self->csl, IBID_CSL_CONTAINER_TITLE);
  self->publisher = ibid_csl_get (self->csl, IBID_CSL_PUBLISHER);
  if (self->container == NULL && is_part)
    self->container = name;
  else if (self->container == NULL && self->publisher == NULL)
    self->publisher = name;
}

static gboolean
has_parts (IbidPartialDate *date)
{
  int parts[2][3];

  return date != NULL && ibid_partial_date_to_parts (date, parts) > 0;
}

/* Of a date without a year, or with an open end, no format has the parts: it leaves in words, those
 * of the article if they are known. */
static void
find_dates (IbidReference *self)
{
  IbidPartialDate *issued = ibid_source_get_date (self->source);
  IbidPartialDate *accessed = ibid_csl_get_accessed (self->csl);
  const char *literal = ibid_csl_get_issued_literal (self->csl);

  self->issued = has_parts (issued) ? issued : NULL;
  self->accessed = has_parts (accessed) ? accessed : NULL;
  self->issued_literal = NULL;
  if (self->issued == NULL && literal != NULL)
    self->issued_literal = g_strdup (literal);
  else if (self->issued == NULL && issued != NULL)
    self->issued_literal = ibid_partial_date_format (issued);
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
  IbidCsl *csl = ibid_source_get_csl (source);

  self->source = source;
  self->csl = csl;
  self->key = ibid_export_matter_get_key (matter, source);
  self->type = get_type (csl);
  find_container (self, ibid_source_get_outlet (source));
  find_dates (self);
  self->note = dup_note (matter, source, csl);
}

/*
 * ibid_reference_clear:
 * @self: a reference
 */
void
ibid_reference_clear (IbidReference *self)
{
  g_clear_pointer (&self->issued_literal, g_free);
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
 * ibid_reference_dup_other:
 * @variable: of CSL, one that Ibid has no use for itself: "publisher-place"
 *
 * Returns: (transfer full) (nullable): what the file says, if it is a text or a number
 */
char *
ibid_reference_dup_other (const IbidReference *self, const char *variable)
{
  JsonObject *extra = ibid_record_get_extra (IBID_RECORD (self->csl));
  JsonNode *node = extra != NULL ? json_object_get_member (extra, variable) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0' ? json_node_dup_string (node) : NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}

/*
 * ibid_reference_get_name_part:
 * @name: a person
 * @part: of CSL: "suffix", "non-dropping-particle", …
 *
 * Returns: (transfer none) (nullable): what the file says
 */
const char *
ibid_reference_get_name_part (const IbidCslName *name, const char *part)
{
  const char *value = name->extra != NULL
                          ? json_object_get_string_member_with_default (name->extra, part, NULL)
                          : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/*
 * ibid_reference_dup_family:
 * @name: a person
 *
 * Returns: (transfer full) (nullable): the family's name with its particles, "von Berg"; %NULL if
 *   there is none
 */
char *
ibid_reference_dup_family (const IbidCslName *name)
{
  const char *dropping = ibid_reference_get_name_part (name, "dropping-particle");
  const char *particle = ibid_reference_get_name_part (name, "non-dropping-particle");

  if (name->family == NULL)
    return NULL;
  return g_strconcat (dropping != NULL ? dropping : "", dropping != NULL ? " " : "",
                      particle != NULL ? particle : "", particle != NULL ? " " : "", name->family,
                      NULL);
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
 *   "2026-03-04/2026-03-05", with "~" if it is approximate; %NULL if the year is not known
 */
char *
ibid_reference_dup_iso_date (const IbidPartialDate *date)
{
  int parts[2][3];
  guint n_dates;
  GString *iso;

  if (date == NULL)
    return NULL;
  n_dates = ibid_partial_date_to_parts (date, parts);
  iso = g_string_new (NULL);
  for (guint i = 0; i < n_dates; i++)
    {
      g_string_append_printf (iso, "%s%04d", i > 0 ? "/" : "", parts[i][0]);
      for (guint j = 1; j < 3 && parts[i][j] > 0; j++)
        g_string_append_printf (iso, "-%02d", parts[i][j]);
      if (ibid_partial_date_is_approximate (date))
        g_string_append_c (iso, '~');
    }
  if (iso->len == 0)
    {
      g_string_free (iso, TRUE);
      return NULL;
    }
  return g_string_free (iso, FALSE);
}
