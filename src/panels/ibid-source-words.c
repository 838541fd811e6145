/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-labels.h"
#include "ibid-source-words.h"

static char *
chosen_words (IbidCitationItem *item)
{
  guint n = g_list_model_get_n_items (ibid_citation_item_get_candidates (item));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "chosen by you, the only candidate",
                                       "chosen by you among %u candidates", n),
                          n);
}

/* how the program came to this source, for the line under the outlet's name */
char *
ibid_words_dup_resolution (IbidCitationItem *item)
{
  guint n;

  if (ibid_citation_item_is_chosen (item))
    return chosen_words (item);

  switch (ibid_citation_item_get_resolution (item))
    {
    case IBID_RESOLUTION_EXPLICIT_LINK:
      return g_strdup (_ ("found by its link"));
    case IBID_RESOLUTION_EXACT:
      return g_strdup (_ ("date as written"));
    case IBID_RESOLUTION_YEAR_INFERRED:
      return g_strdup (_ ("year inferred from the article’s date"));
    case IBID_RESOLUTION_ACCESSED_ONLY:
      return g_strdup (_ ("known only by its access date"));
    case IBID_RESOLUTION_UNDATED:
      return g_strdup (_ ("no date given"));
    case IBID_RESOLUTION_AMBIGUOUS:
      n = g_list_model_get_n_items (ibid_citation_item_get_candidates (item));
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "ambiguous: %u candidate", "ambiguous: %u candidates", n),
          n);
    case IBID_RESOLUTION_UNRESOLVED:
      break;
    }
  return g_strdup (_ ("not resolved: no source is known for it"));
}

/* the date as far as it is known; as written where it could not be resolved */
char *
ibid_words_dup_source_date (IbidSource *source)
{
  IbidPartialDate *date = ibid_source_get_date (source);
  IbidCsl *csl = ibid_source_get_csl (source);
  IbidPartialDate *accessed = csl != NULL ? ibid_csl_get_accessed (csl) : NULL;
  g_autofree char *words = NULL;

  if (date != NULL)
    return ibid_partial_date_format (date);
  if (csl != NULL && ibid_csl_get_issued_literal (csl) != NULL)
    return g_strdup (ibid_csl_get_issued_literal (csl));
  if (accessed == NULL)
    return NULL;
  words = ibid_partial_date_format (accessed);
  return g_strdup_printf (_ ("accessed %s"), words);
}

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/* "Xinhua · 22 January 2021": what a source with a title needs beside it */
char *
ibid_words_dup_source_line (IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  g_autofree char *date = ibid_words_dup_source_date (source);
  g_autoptr (GString) line = g_string_new (NULL);

  append_part (line, outlet != NULL ? ibid_outlet_get_name (outlet) : NULL);
  append_part (line, date);
  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

static void
append_sentence (GString *text, const char *before, const char *part, const char *after)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "%s%s%s", before, part, after);
}

/* a reference as plain text, for the clipboard: author, title, where, when, address */
char *
ibid_words_dup_reference (IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidCsl *csl = ibid_source_get_csl (source);
  g_autofree char *author = csl != NULL ? ibid_csl_dup_author_text (csl) : NULL;
  g_autofree char *line = ibid_words_dup_source_line (source);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (line != NULL ? line : "", " · ", 2);
  g_autofree char *place = g_strjoinv (", ", parts);

  append_sentence (text, "", author, ".");
  append_sentence (text, "“", csl != NULL ? ibid_csl_get (csl, IBID_CSL_TITLE) : NULL, "”.");
  if (outlet == NULL && csl != NULL)
    append_sentence (text, "", ibid_csl_get (csl, IBID_CSL_CONTAINER_TITLE), ".");
  append_sentence (text, "", place, ".");
  append_sentence (text, "", csl != NULL ? ibid_csl_get (csl, IBID_CSL_URL) : NULL, "");
  append_sentence (text, "", ibid_source_get_archived (source), "");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* an address that a browser opens; a bare domain is taken for a web site. NULL: it is no web
 * address, and an article must not have anything else opened */
char *
ibid_words_dup_link (const char *address)
{
  g_autofree char *text = NULL;
  g_autofree char *scheme = NULL;
  const char *uri;

  if (address == NULL || *address == '\0')
    return NULL;
  scheme = g_uri_parse_scheme (address);
  text = scheme == NULL ? g_strconcat ("https://", address, NULL) : g_strdup (address);
  uri = text;
  if (scheme != NULL && g_ascii_strcasecmp (scheme, "http") != 0 &&
      g_ascii_strcasecmp (scheme, "https") != 0)
    return NULL;
  return g_uri_is_valid (uri, G_URI_FLAGS_NONE, NULL) ? g_steal_pointer (&text) : NULL;
}

char *
ibid_words_dup_source_link (IbidSource *source)
{
  IbidCsl *csl = ibid_source_get_csl (source);
  const char *doi;

  if (csl == NULL)
    return NULL;
  if (ibid_csl_get (csl, IBID_CSL_URL) != NULL)
    return ibid_words_dup_link (ibid_csl_get (csl, IBID_CSL_URL));
  doi = ibid_csl_get (csl, IBID_CSL_DOI);
  if (doi != NULL && *doi != '\0')
    {
      g_autofree char *path = g_uri_escape_string (doi, "/", FALSE);

      return g_strconcat ("https://doi.org/", path, NULL);
    }
  return NULL;
}

/* "today", "yesterday", else the day, from a time in ISO 8601 */
char *
ibid_words_dup_day (const char *modified)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (IbidPartialDate) date = NULL;
  int year, month, day, other_year, other_month, other_day;

  if (modified != NULL)
    time = g_date_time_new_from_iso8601 (modified, NULL);
  if (time == NULL)
    return NULL;
  local = g_date_time_to_local (time);
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_time_get_ymd (now, &other_year, &other_month, &other_day);
  if (year == other_year && month == other_month && day == other_day)
    return g_strdup (_ ("today"));
  g_date_time_get_ymd (yesterday, &other_year, &other_month, &other_day);
  if (year == other_year && month == other_month && day == other_day)
    return g_strdup (_ ("yesterday"));
  date = ibid_partial_date_new (year, month, day);
  return ibid_partial_date_format (date);
}

/* "C3", or the half of it that is known */
char *
ibid_words_dup_grade (IbidReliability reliability, guint credibility)
{
  GString *grade;

  if (reliability == IBID_RELIABILITY_NOT_GRADED && credibility == IBID_CREDIBILITY_NOT_GRADED)
    return NULL;
  grade = g_string_new (NULL);
  if (reliability != IBID_RELIABILITY_NOT_GRADED)
    g_string_append_c (grade, (char)('A' + (reliability - IBID_RELIABILITY_A)));
  if (credibility != IBID_CREDIBILITY_NOT_GRADED)
    g_string_append_printf (grade, "%u", credibility);
  return g_string_free (grade, FALSE);
}

char *
ibid_words_dup_snippet (const char *text, guint max_chars)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= (glong)max_chars)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, max_chars - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

static guint
count_source_items (IbidSource *source, guint *n_checked, IbidVerdict *weakest)
{
  GListModel *items = ibid_source_get_items (source);
  guint n_items = g_list_model_get_n_items (items), n = 0;

  *n_checked = 0;
  *weakest = IBID_VERDICT_SUPPORTS;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidCitation *citation = ibid_citation_item_get_citation (item);
      IbidVerdict verdict = ibid_citation_item_get_verdict (item);

      if (citation == NULL || ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
        continue;
      n++;
      if (verdict == IBID_VERDICT_NOT_CHECKED)
        continue;
      (*n_checked)++;
      *weakest = MAX (*weakest, verdict);
    }
  return n;
}

IbidVerdict
ibid_words_get_source_verdict (IbidSource *source)
{
  IbidVerdict weakest;
  guint n_checked, n = count_source_items (source, &n_checked, &weakest);

  return n > 0 && n_checked == n ? weakest : IBID_VERDICT_NOT_CHECKED;
}

char *
ibid_words_dup_source_checked (IbidSource *source)
{
  IbidVerdict weakest;
  guint n_checked, n = count_source_items (source, &n_checked, &weakest);

  if (n_checked == 0)
    return g_strdup (ibid_verdict_label (IBID_VERDICT_NOT_CHECKED));
  if (n_checked == n)
    return g_strdup (ibid_verdict_label (weakest));
  return g_strdup_printf (ngettext ("%u of %u checked", "%u of %u checked", n), n_checked, n);
}
