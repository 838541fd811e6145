/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-quotation.h"
#include "ibid-term-words.h"

/* What is said about a work, in the order in which it is said; any part may be NULL. */
typedef struct
{
  char *author;
  char *title;
  char *place; /* outlet and date */
  char *link;
  char *remark;       /* what the reader has to know about how it was found */
  char *judgement;    /* what the reader thinks of it */
  gboolean is_placed; /* an outlet is known, not only a date */
} Reference;

static void
reference_free (Reference *reference)
{
  g_free (reference->author);
  g_free (reference->title);
  g_free (reference->place);
  g_free (reference->link);
  g_free (reference->remark);
  g_free (reference->judgement);
  g_free (reference);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

/* Gathering. */

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char *
dup_place (const char *container, IbidPartialDate *date, const char *literal)
{
  g_autofree char *when =
      date != NULL ? ibid_partial_date_format (date) : dup_unless_empty (literal);

  if (container != NULL && *container != '\0' && when != NULL)
    return g_strdup_printf ("%s, %s", container, when);
  return when != NULL ? g_steal_pointer (&when) : dup_unless_empty (container);
}

/* in every form the address may stand between angle brackets */
static char *
dup_address (const char *address)
{
  g_autoptr (GString) escaped = g_string_new (address);

  g_string_replace (escaped, "<", "%3C", 0);
  g_string_replace (escaped, ">", "%3E", 0);
  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static char *
dup_link (IbidCsl *csl, const char *archived)
{
  const char *doi = ibid_csl_get (csl, IBID_CSL_DOI);

  if (ibid_escape_is_safe_link (ibid_csl_get (csl, IBID_CSL_URL)))
    return dup_address (ibid_csl_get (csl, IBID_CSL_URL));
  if (doi != NULL && *doi != '\0')
    {
      g_autofree char *path = g_uri_escape_string (doi, "/", FALSE);

      return g_strconcat ("https://doi.org/", path, NULL);
    }
  return ibid_escape_is_safe_link (archived) ? dup_address (archived) : NULL;
}

static Reference *
new_reference (IbidCsl *csl, const char *outlet, IbidPartialDate *date, const char *archived)
{
  Reference *reference = g_new0 (Reference, 1);
  const char *container = outlet != NULL ? outlet : ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE);

  if (container == NULL)
    container = ibid_csl_get (csl, IBID_CSL_PUBLISHER);
  reference->author = ibid_csl_dup_author_text (csl);
  reference->title = dup_unless_empty (ibid_csl_get (csl, IBID_CSL_TITLE));
  reference->is_placed = container != NULL && *container != '\0';
  reference->place = dup_place (container, date, ibid_csl_get_issued_literal (csl));
  reference->link = dup_link (csl, archived);
  return reference;
}

static Reference *
new_article_reference (IbidArticle *article)
{
  IbidCsl *csl = ibid_article_get_metadata (article);
  Reference *reference = new_reference (csl, NULL, ibid_csl_get_issued (csl), NULL);

  if (reference->title == NULL)
    reference->title = dup_unless_empty (ibid_article_get_title (article));
  return reference;
}

static const char *
resolution_remark (IbidResolution resolution)
{
  switch (resolution)
    {
    case IBID_RESOLUTION_YEAR_INFERRED:
      return _ ("year inferred");
    case IBID_RESOLUTION_ACCESSED_ONLY:
      return _ ("date of access only");
    case IBID_RESOLUTION_UNDATED:
      return _ ("undated");
    case IBID_RESOLUTION_AMBIGUOUS:
      return _ ("more than one source fits");
    case IBID_RESOLUTION_UNRESOLVED:
      return _ ("source not found");
    case IBID_RESOLUTION_EXPLICIT_LINK:
    case IBID_RESOLUTION_EXACT:
      break;
    }
  return NULL;
}

static Reference *
new_item_reference (IbidArticle *article, IbidCitation *citation, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;
  Reference *reference;

  if (source != NULL)
    reference = new_reference (ibid_source_get_csl (source),
                               outlet != NULL ? ibid_outlet_get_name (outlet) : NULL,
                               ibid_source_get_date (source), ibid_source_get_archived (source));
  else
    {
      reference = g_new0 (Reference, 1);
      reference->is_placed = TRUE;
      reference->place = dup_unless_empty (ibid_citation_item_get_name (item));
      if (reference->place == NULL)
        reference->place = ibid_article_dup_span_text (article, ibid_citation_get_span (citation));
    }
  if (!ibid_citation_item_is_chosen (item))
    reference->remark = g_strdup (resolution_remark (ibid_citation_item_get_resolution (item)));
  return reference;
}

/* one for each source, however often it is cited, and one for each item without a source */
static GPtrArray *
collect_references (IbidArticle *article, GPtrArray *citations)
{
  GPtrArray *references = g_ptr_array_new_with_free_func ((GDestroyNotify)reference_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; citations != NULL && i < citations->len; i++)
    {
      IbidCitation *citation = g_ptr_array_index (citations, i);
      GListModel *items = ibid_citation_get_items (citation);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);
          IbidSource *source = ibid_citation_item_get_source (item);

          if (source == NULL || g_hash_table_add (seen, source))
            g_ptr_array_add (references, new_item_reference (article, citation, item));
        }
    }
  return references;
}

/* "C3: fairly reliable, possibly true", as far as there are grades. */
static char *
dup_grade (IbidReliability reliability, guint credibility)
{
  gboolean has_reliability = reliability != IBID_RELIABILITY_NOT_GRADED;
  gboolean has_credibility = credibility != IBID_CREDIBILITY_NOT_GRADED;
  g_autofree char *words = NULL;

  if (!has_reliability && !has_credibility)
    return g_strdup (_ ("Not graded"));
  if (has_reliability && has_credibility)
    /* Translators: how reliable an outlet is, how credible what it says: "fairly reliable,
     * possibly true" */
    words = g_strdup_printf (_ ("%s, %s"), ibid_reliability_words (reliability),
                             ibid_credibility_words (credibility));
  else
    words = g_strdup (has_reliability ? ibid_reliability_words (reliability)
                                      : ibid_credibility_words (credibility));
  /* Translators: a grade of the Admiralty code and its meaning: "Grade C3: fairly reliable,
   * possibly true" */
  return g_strdup_printf (_ ("Grade %s%s: %s"),
                          has_reliability ? ibid_reliability_letter (reliability) : "",
                          has_credibility ? ibid_credibility_digit (credibility) : "", words);
}

/* What the reader thinks of a source and of what it says there. */
static char *
dup_judgement (IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  g_autofree char *grade = dup_grade (source != NULL ? ibid_source_get_reliability (source)
                                                     : IBID_RELIABILITY_NOT_GRADED,
                                      ibid_citation_item_get_credibility (item));

  /* Translators: a grade, and whether the source was checked to say so: "Grade C3: fairly reliable,
   * possibly true. Check: Supports" */
  return g_strdup_printf (_ ("%s. Check: %s"), grade,
                          ibid_verdict_label (ibid_citation_item_get_verdict (item)));
}

/* one for each item of a citation, as each is judged by itself */
static GPtrArray *
collect_judged_references (IbidArticle *article, IbidCitation *citation)
{
  GPtrArray *references = g_ptr_array_new_with_free_func ((GDestroyNotify)reference_free);
  GListModel *items = ibid_citation_get_items (citation);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      Reference *reference = new_item_reference (article, citation, item);

      reference->judgement = dup_judgement (item);
      g_ptr_array_add (references, reference);
    }
  return references;
}

/* Writing. */

/* Markdown takes a meaning from these wherever they stand, or at the start of a line. */
static void
append_markdown (GString *out, const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  if (strchr ("#+-=:", *text) != NULL && *text != '\0')
    g_string_append_c (out, '\\');
  else if (n_digits > 0 && (text[n_digits] == '.' || text[n_digits] == ')'))
    {
      g_string_append_len (out, text, (gssize)n_digits);
      g_string_append_c (out, '\\');
      text += n_digits;
    }
  for (; *text != '\0'; text++)
    {
      if (strchr ("\\`*_[]<>&~|$", *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
}

static void
append_text (GString *out, const char *text, IbidQuotationForm form)
{
  switch (form)
    {
    case IBID_QUOTATION_PLAIN:
      g_string_append (out, text);
      return;
    case IBID_QUOTATION_MARKDOWN:
      append_markdown (out, text);
      return;
    case IBID_QUOTATION_HTML:
      ibid_escape_append_text (out, text, -1);
      return;
    }
}

static void
append_title (GString *out, const Reference *reference, IbidQuotationForm form)
{
  /* Translators: the title of a work in a reference */
  g_autofree char *title = g_strdup_printf (_ ("“%s”"), reference->title);

  if (reference->link == NULL || form == IBID_QUOTATION_PLAIN)
    append_text (out, title, form);
  else if (form == IBID_QUOTATION_MARKDOWN)
    {
      g_string_append_c (out, '[');
      append_text (out, title, form);
      g_string_append_printf (out, "](<%s>)", reference->link);
    }
  else
    {
      g_string_append (out, "<a href=\"");
      ibid_escape_append_attribute (out, reference->link);
      g_string_append (out, "\">");
      append_text (out, title, form);
      g_string_append (out, "</a>");
    }
}

static void
append_bare_link (GString *out, const char *link, IbidQuotationForm form)
{
  switch (form)
    {
    case IBID_QUOTATION_PLAIN:
      g_string_append (out, link);
      return;
    case IBID_QUOTATION_MARKDOWN:
      g_string_append_printf (out, "<%s>", link);
      return;
    case IBID_QUOTATION_HTML:
      g_string_append (out, "<a href=\"");
      ibid_escape_append_attribute (out, link);
      g_string_append (out, "\">");
      append_text (out, link, form);
      g_string_append (out, "</a>");
      return;
    }
}

static void
append_reference (GString *out, const Reference *reference, IbidQuotationForm form)
{
  const char *gap = "";

  if (reference->author != NULL)
    {
      append_text (out, reference->author, form);
      gap = ", ";
    }
  if (reference->title != NULL)
    {
      g_string_append (out, gap);
      append_title (out, reference, form);
      gap = ", ";
    }
  if (reference->place != NULL)
    {
      g_string_append (out, gap);
      append_text (out, reference->place, form);
    }
  if (reference->remark != NULL)
    {
      g_string_append (out, " (");
      append_text (out, reference->remark, form);
      g_string_append_c (out, ')');
    }
  if (reference->link != NULL && (form == IBID_QUOTATION_PLAIN || reference->title == NULL))
    {
      g_string_append (out, ". ");
      append_bare_link (out, reference->link, form);
    }
  if (reference->judgement != NULL)
    {
      /* an address does not end in a full stop of ours */
      g_string_append (out, reference->link != NULL ? " — " : ". ");
      append_text (out, reference->judgement, form);
    }
}

static void
append_quote (GString *out, char **paragraphs, IbidQuotationForm form)
{
  if (form == IBID_QUOTATION_HTML)
    g_string_append (out, "<blockquote>");
  for (guint i = 0; paragraphs[i] != NULL; i++)
    switch (form)
      {
      case IBID_QUOTATION_PLAIN:
        g_string_append_printf (out, "%s%s%s%s", i > 0 ? "\n\n" : "", i == 0 ? "“" : "",
                                paragraphs[i], paragraphs[i + 1] == NULL ? "”" : "");
        break;
      case IBID_QUOTATION_MARKDOWN:
        g_string_append (out, i > 0 ? "\n>\n> " : "> ");
        append_text (out, paragraphs[i], form);
        break;
      case IBID_QUOTATION_HTML:
        g_string_append (out, "<p>");
        append_text (out, paragraphs[i], form);
        g_string_append (out, "</p>");
        break;
      }
  g_string_append (out, form == IBID_QUOTATION_HTML ? "</blockquote>\n<p>— " : "\n\n— ");
}

static void
append_references (GString *out, GPtrArray *references, IbidQuotationForm form)
{
  gboolean is_html = form == IBID_QUOTATION_HTML;

  if (references->len == 0)
    return;
  g_string_append (out, is_html ? "<p>" : "\n");
  /* Translators: heading of the list of sources under a quote that was copied */
  append_text (out, ngettext ("Source:", "Sources:", references->len), form);
  g_string_append (out, is_html ? "</p>\n<ol>\n" : "\n\n");
  for (guint i = 0; i < references->len; i++)
    {
      if (is_html)
        g_string_append (out, "<li>");
      else
        g_string_append_printf (out, "%u. ", i + 1);
      append_reference (out, g_ptr_array_index (references, i), form);
      g_string_append (out, is_html ? "</li>\n" : "\n");
    }
  if (is_html)
    g_string_append (out, "</ol>\n");
}

/* the pieces as paragraphs, without the white space of the file */
static char **
dup_paragraphs (IbidArticle *article, const IbidSpan *spans, guint n_spans)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n_spans; i++)
    {
      g_autofree char *piece = ibid_article_dup_span_text (article, &spans[i]);

      g_strdelimit (piece, "\n\t", ' ');
      if (*g_strstrip (piece) != '\0')
        g_strv_builder_add (builder, piece);
    }
  return g_strv_builder_end (builder);
}

/**
 * ibid_quotation_write:
 * @article: where the quote stands
 * @spans: (array length=n_spans): what is quoted, in reading order; each piece is a paragraph
 * @n_spans: number of pieces
 * @citations: (nullable) (element-type IbidCitation): what stands behind it
 * @form: plain text, Markdown or a piece of HTML
 *
 * Writes a quote, the article it is from, and the sources that its citations point at, each once,
 * with what must be known about them: that a year was inferred, that a source was not found. Text
 * of the article is escaped for the form, and only safe addresses become links.
 *
 * Returns: (transfer full): the text, ended by a newline; in the user's language
 */
char *
ibid_quotation_write (IbidArticle *article, const IbidSpan *spans, guint n_spans,
                      GPtrArray *citations, IbidQuotationForm form)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) paragraphs = dup_paragraphs (article, spans, n_spans);
  g_autoptr (GPtrArray) references = collect_references (article, citations);
  g_autoptr (Reference) reference = new_article_reference (article);

  append_quote (out, paragraphs, form);
  append_reference (out, reference, form);
  g_string_append (out, form == IBID_QUOTATION_HTML ? "</p>\n" : "\n");
  append_references (out, references, form);
  return g_string_free (out, FALSE);
}

/**
 * ibid_quotation_write_claim:
 * @article: where the claim stands
 * @spans: (array length=n_spans): its text, in reading order; each piece is a paragraph
 * @n_spans: number of pieces
 * @citation: what is said to stand behind it
 * @form: plain text, Markdown or a piece of HTML
 *
 * Writes a claim, the article it is from, and the sources that its citation points at, each with
 * the reader's judgement: the grade of the Admiralty code, as letter and digit and in words, and
 * whether the source was checked to say so. Escaped as in ibid_quotation_write().
 *
 * Returns: (transfer full): the text, ended by a newline; in the user's language
 */
char *
ibid_quotation_write_claim (IbidArticle *article, const IbidSpan *spans, guint n_spans,
                            IbidCitation *citation, IbidQuotationForm form)
{
  GString *out = g_string_new (NULL);
  g_auto (GStrv) paragraphs = dup_paragraphs (article, spans, n_spans);
  g_autoptr (GPtrArray) references = collect_judged_references (article, citation);
  g_autoptr (Reference) reference = new_article_reference (article);

  append_quote (out, paragraphs, form);
  append_reference (out, reference, form);
  g_string_append (out, form == IBID_QUOTATION_HTML ? "</p>\n" : "\n");
  append_references (out, references, form);
  return g_string_free (out, FALSE);
}

/* Where and when it was published; who wrote it or what it is called, where that is not known. */
static char *
dup_short_text (const Reference *reference)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (!reference->is_placed && reference->author != NULL)
    g_ptr_array_add (parts, reference->author);
  else if (!reference->is_placed && reference->title != NULL)
    g_ptr_array_add (parts, reference->title);
  if (reference->place != NULL)
    g_ptr_array_add (parts, reference->place);
  if (parts->len == 0 && reference->link != NULL)
    g_ptr_array_add (parts, reference->link);
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (", ", (char **)parts->pdata);
  if (reference->remark == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s (%s)", text, reference->remark);
}

/**
 * ibid_quotation_dup_short_sources:
 * @article: the article
 * @citations: (nullable) (element-type IbidCitation): some of its citations
 *
 * Names the sources that citations point at, each once, as short as a margin needs it: the outlet
 * and the date, with what must be known about how the source was found.
 *
 * Returns: (transfer full): plain text, in the user's language
 */
char **
ibid_quotation_dup_short_sources (IbidArticle *article, GPtrArray *citations)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) references = collect_references (article, citations);

  for (guint i = 0; i < references->len; i++)
    {
      g_autofree char *text = dup_short_text (g_ptr_array_index (references, i));

      if (*text != '\0')
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}
