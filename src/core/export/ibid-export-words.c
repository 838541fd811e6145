/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-words.h"

/* of the hexadecimal digits of a hash: with ten thousand highlights two are alike once in a million
 * articles */
#define ID_DIGITS 12

/*
 * ibid_export_dup_short_id:
 * @annotation: an annotation
 *
 * Returns: (transfer full): what it is called in texts; its id itself may hold what neither
 *   Obsidian, Org nor a comment takes
 */
char *
ibid_export_dup_short_id (IbidAnnotation *annotation)
{
  char *hash =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, ibid_annotation_get_id (annotation), -1);

  hash[ID_DIGITS] = '\0';
  return hash;
}

/*
 * ibid_export_style_word:
 *
 * Returns: (transfer none): "Yellow", "Underline"
 */
const char *
ibid_export_style_word (IbidAnnotationStyle style)
{
  switch (style)
    {
    case IBID_ANNOTATION_STYLE_YELLOW:
      return _ ("Yellow");
    case IBID_ANNOTATION_STYLE_GREEN:
      return _ ("Green");
    case IBID_ANNOTATION_STYLE_BLUE:
      return _ ("Blue");
    case IBID_ANNOTATION_STYLE_PINK:
      return _ ("Pink");
    case IBID_ANNOTATION_STYLE_PURPLE:
      return _ ("Purple");
    case IBID_ANNOTATION_STYLE_UNDERLINE:
      return _ ("Underline");
    }
  g_assert_not_reached ();
}

/*
 * ibid_export_state_word:
 *
 * Returns: (transfer none): how sure it is that the passage is the one that was highlighted
 */
const char *
ibid_export_state_word (IbidAnchorState state)
{
  switch (state)
    {
    case IBID_ANCHOR_STATE_EXACT:
      return _ ("exact place");
    case IBID_ANCHOR_STATE_MOVED:
      return _ ("moved");
    case IBID_ANCHOR_STATE_UNCERTAIN:
      return _ ("uncertain place");
    case IBID_ANCHOR_STATE_LOST:
      return _ ("no longer in the text");
    }
  g_assert_not_reached ();
}

/*
 * ibid_export_get_publisher:
 * @csl: a record
 *
 * Returns: (transfer none) (nullable): the paper or site where it appeared, else who published it
 */
const char *
ibid_export_get_publisher (IbidCsl *csl)
{
  const char *container = ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE);

  return container != NULL ? container : ibid_csl_get (csl, IBID_CSL_PUBLISHER);
}

/*
 * ibid_export_get_web_address:
 * @csl: a record
 *
 * Returns: (transfer none) (nullable): its address, if that is one of the web
 */
const char *
ibid_export_get_web_address (IbidCsl *csl)
{
  const char *url = ibid_csl_get (csl, IBID_CSL_URL);

  if (url == NULL || (g_ascii_strncasecmp (url, "https://", strlen ("https://")) != 0 &&
                      g_ascii_strncasecmp (url, "http://", strlen ("http://")) != 0))
    return NULL;
  return url;
}

/*
 * ibid_export_dup_name:
 * @name: a person or an institution
 *
 * Returns: (transfer full): it as a byline has it: given name first
 */
char *
ibid_export_dup_name (const IbidCslName *name)
{
  if (name->literal != NULL)
    return g_strdup (name->literal);
  if (name->given != NULL && name->family != NULL)
    return g_strdup_printf ("%s %s", name->given, name->family);
  if (name->family != NULL)
    return g_strdup (name->family);
  return g_strdup (name->given != NULL ? name->given : "");
}

static void
append_part (GString *line, const char *separator, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, separator);
  g_string_append (line, part);
}

/*
 * ibid_export_dup_byline:
 * @article: an article
 *
 * Returns: (transfer full): its authors, its paper or publisher, its date and its address, as far
 * as they are known, on one line
 */
char *
ibid_export_dup_byline (IbidArticle *article)
{
  IbidCsl *metadata = ibid_article_get_metadata (article);
  IbidPartialDate *issued = ibid_csl_get_issued (metadata);
  g_autofree char *authors = ibid_csl_dup_author_text (metadata);
  g_autofree char *date = issued != NULL ? ibid_partial_date_format (issued) : NULL;
  GString *line = g_string_new (NULL);

  append_part (line, " · ", authors);
  append_part (line, " · ", ibid_export_get_publisher (metadata));
  append_part (line, " · ", date != NULL ? date : ibid_csl_get_issued_literal (metadata));
  append_part (line, " · ", ibid_csl_get (metadata, IBID_CSL_URL));
  return g_string_free (line, FALSE);
}

/*
 * ibid_export_dup_source_text:
 * @source: a cited work
 *
 * Returns: (transfer full): it in words, without addresses: authors, title, where and when it
 *   appeared, as far as they are known
 */
char *
ibid_export_dup_source_text (IbidSource *source)
{
  IbidCsl *csl = ibid_source_get_csl (source);
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidPartialDate *date = ibid_source_get_date (source);
  g_autofree char *authors = ibid_csl_dup_author_text (csl);
  g_autofree char *when = date != NULL ? ibid_partial_date_format (date) : NULL;
  const char *where = outlet != NULL ? ibid_outlet_get_name (outlet) : NULL;
  GString *line = g_string_new (NULL);

  append_part (line, ", ", authors);
  append_part (line, ", ", ibid_csl_get (csl, IBID_CSL_TITLE));
  append_part (line, ", ", where != NULL ? where : ibid_export_get_publisher (csl));
  append_part (line, ", ", when != NULL ? when : ibid_csl_get_issued_literal (csl));
  if (line->len > 0)
    return g_string_free (line, FALSE);
  g_string_free (line, TRUE);
  return ibid_source_dup_label (source);
}

/*
 * ibid_export_dup_time:
 * @time_us: microseconds since 1970, UTC; 0: not known
 *
 * Returns: (transfer full): "2026-11-23T19:05:00Z", or "" if it is not known
 */
char *
ibid_export_dup_time (gint64 time_us)
{
  g_autoptr (GDateTime) time =
      time_us != 0 ? g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static const char *
verdict_word (IbidVerdict verdict)
{
  switch (verdict)
    {
    case IBID_VERDICT_NOT_CHECKED:
      return _ ("not checked");
    case IBID_VERDICT_SUPPORTS:
      return _ ("supports");
    case IBID_VERDICT_PARTLY:
      return _ ("partly supports");
    case IBID_VERDICT_DOES_NOT_SUPPORT:
      return _ ("does not support");
    }
  g_assert_not_reached ();
}

static const char *
resolution_word (IbidResolution resolution)
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
      return NULL;
    }
  g_assert_not_reached ();
}

/*
 * ibid_export_dup_item_facts:
 * @item: what a citation points at
 *
 * Returns: (transfer full): how it was found, if that is not plain, whether it was checked, and how
 *   credible it was found: "year inferred, supports, credibility 2"
 */
char *
ibid_export_dup_item_facts (IbidCitationItem *item)
{
  guint credibility = ibid_citation_item_get_credibility (item);
  GString *facts = g_string_new (NULL);
  g_autofree char *grade =
      credibility > 0 ? g_strdup_printf (_ ("credibility %u"), credibility) : NULL;

  append_part (facts, ", ", ibid_citation_item_get_locator (item));
  if (!ibid_citation_item_is_chosen (item))
    append_part (facts, ", ", resolution_word (ibid_citation_item_get_resolution (item)));
  append_part (facts, ", ", verdict_word (ibid_citation_item_get_verdict (item)));
  append_part (facts, ", ", grade);
  return g_string_free (facts, FALSE);
}

/*
 * ibid_export_dup_accessed:
 * @source: a cited work
 *
 * Returns: (transfer full) (nullable): "accessed 3 May 2021", if the day is known
 */
char *
ibid_export_dup_accessed (IbidSource *source)
{
  IbidPartialDate *date = ibid_csl_get_accessed (ibid_source_get_csl (source));
  g_autofree char *when = date != NULL ? ibid_partial_date_format (date) : NULL;

  /* Translators: %s is the day on which somebody opened a web page */
  return when != NULL ? g_strdup_printf (_ ("accessed %s"), when) : NULL;
}

/*
 * ibid_export_new_source_facts:
 * @source: a cited work
 *
 * Returns: (transfer full) (element-type utf8): when it was accessed, and how reliable the reader
 *   found it, as far as that is known
 */
GPtrArray *
ibid_export_new_source_facts (IbidSource *source)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  IbidReliability reliability = ibid_source_get_reliability (source);
  char *accessed = ibid_export_dup_accessed (source);

  if (accessed != NULL)
    g_ptr_array_add (facts, accessed);
  if (reliability != IBID_RELIABILITY_NOT_GRADED)
    g_ptr_array_add (facts, g_strdup_printf (_ ("reliability %c"),
                                             'A' + (int)reliability - (int)IBID_RELIABILITY_A));
  return facts;
}
