/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include <glib/gi18n.h>

#include "ibid-lint.h"
#include "ibid-fold.h"

/* What lint knows of one source, made once. */
typedef struct
{
  IbidSource *source; /* borrowed */
  guint position;
  char *key;  /* outlet, date, title and author: what the text goes by; NULL: nothing is known */
  char *link; /* the address without what does not matter; NULL: none, or a bare domain */
  char *label;
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_free (card->key);
  g_free (card->link);
  g_free (card->label);
  g_free (card);
}

static char *
dup_folded (const char *text)
{
  g_autofree char *flat = ibid_text_collapse_space (text != NULL ? text : "");

  return ibid_text_fold (flat);
}

static char *
dup_key (IbidSource *source)
{
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidCsl *csl = ibid_source_get_csl (source);
  IbidPartialDate *date = ibid_source_get_date (source);
  const char *literal = ibid_csl_get_issued_literal (csl);
  const char *outlet_id = outlet != NULL ? ibid_record_get_id (IBID_RECORD (outlet)) : "";
  g_autofree char *author_text = ibid_csl_dup_author_text (csl);
  g_autofree char *author = dup_folded (author_text);
  g_autofree char *title = dup_folded (ibid_csl_get (csl, IBID_CSL_TITLE));
  g_autofree char *edtf = NULL;

  if (date != NULL)
    edtf = ibid_partial_date_to_edtf (date);
  else
    edtf = g_strdup (literal != NULL ? literal : "");
  if (*outlet_id == '\0' && *author == '\0' && *title == '\0')
    return NULL;
  return g_strjoin ("\x1f", outlet_id, edtf, title, author, NULL);
}

/* An address for comparison: no scheme, no "www.", no fragment, no slash at the end. */
static char *
dup_link (IbidSource *source)
{
  const char *address = ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_URL);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  const char *query;

  uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL) : NULL;
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strdup (g_uri_get_path (uri));
  query = g_uri_get_query (uri);
  while (*path != '\0' && path[strlen (path) - 1] == '/')
    path[strlen (path) - 1] = '\0';
  /* the address of a whole site is no link to one work: many sources may share it */
  if (*path == '\0' && query == NULL)
    return NULL;
  return g_strconcat (g_str_has_prefix (host, "www.") ? host + 4 : host, path,
                      query != NULL ? "?" : "", query != NULL ? query : "", NULL);
}

static GPtrArray *
make_cards (IbidArticle *article)
{
  GListModel *sources = ibid_article_get_sources (article);
  guint n_sources = g_list_model_get_n_items (sources);
  GPtrArray *cards = g_ptr_array_new_full (n_sources, card_free);

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (sources, i);
      Card *card = g_new0 (Card, 1);

      card->source = source;
      card->position = i;
      card->key = dup_key (source);
      card->link = dup_link (source);
      card->label = ibid_source_dup_label (source);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

/* A record's place in the file; NULL for what the reader made. */
static char *
dup_pointer (const char *list, IbidRecord *record)
{
  guint position;

  return ibid_record_get_file_position (record, &position)
             ? g_strdup_printf ("/%s/%u", list, position)
             : NULL;
}

/* Where the text cites a source for the first time. */
static gboolean
find_first_place (IbidSource *source, IbidSpan *span)
{
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_source_get_items (source), 0);
  IbidCitation *citation = item != NULL ? ibid_citation_item_get_citation (item) : NULL;

  if (citation == NULL)
    return FALSE;
  *span = *ibid_citation_get_span (citation);
  return TRUE;
}

G_GNUC_PRINTF (5, 6)
static void
report_source (GListStore *findings, IbidSeverity severity, const char *code, const Card *card,
               const char *format, ...)
{
  g_autofree char *pointer = dup_pointer ("sources", IBID_RECORD (card->source));
  g_autofree char *message = NULL;
  g_autoptr (IbidFinding) finding = NULL;
  IbidSpan span;
  gboolean placed = find_first_place (card->source, &span);
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  finding = ibid_finding_new (severity, code, pointer, placed ? &span : NULL,
                              G_OBJECT (card->source), message);
  g_list_store_append (findings, finding);
}

/* Sources that the text names in the same words: one record too many, or one key for two works. */
static void
lint_keys (GPtrArray *cards, GListStore *findings)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = g_ptr_array_index (cards, i);
      Card *first = card->key != NULL ? g_hash_table_lookup (by_key, card->key) : NULL;

      if (card->key == NULL)
        continue;
      if (first == NULL)
        g_hash_table_insert (by_key, card->key, card);
      else if (first->link != NULL && card->link != NULL && strcmp (first->link, card->link) != 0)
        report_source (findings, IBID_SEVERITY_WARNING, "key-with-two-links", card,
                       /* Translators: %s is a source, %u the place of another one in the list */
                       _ ("“%s” is named like source %u of the list but has another link. "
                          "A reader of the text cannot tell which of the two is meant."),
                       card->label, first->position + 1);
      else
        report_source (findings, IBID_SEVERITY_WARNING, "duplicate-source", card,
                       _ ("“%s” is listed twice: it has the same outlet, date and title as "
                          "source %u of the list. Merge the two."),
                       card->label, first->position + 1);
    }
}

/* One address that stands in records which differ. */
static void
lint_links (GPtrArray *cards, GListStore *findings)
{
  g_autoptr (GHashTable) by_link = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = g_ptr_array_index (cards, i);
      Card *first = card->link != NULL ? g_hash_table_lookup (by_link, card->link) : NULL;

      if (card->link == NULL)
        continue;
      if (first == NULL)
        g_hash_table_insert (by_link, card->link, card);
      else if (g_strcmp0 (first->key, card->key) != 0)
        report_source (findings, IBID_SEVERITY_WARNING, "key-with-two-links", card,
                       _ ("“%s” has the same link as source %u of the list, “%s”, but another "
                          "outlet, date or title. One of the records is wrong."),
                       card->label, first->position + 1, first->label);
    }
}

static void
lint_citing (IbidArticle *article, GPtrArray *cards, GListStore *findings)
{
  GListModel *citations = ibid_article_get_citations (article);
  guint n_citations = g_list_model_get_n_items (citations);
  g_autoptr (GHashTable) considered = g_hash_table_new (NULL, NULL);

  /* a candidate may well be what is cited; it only waits for a choice */
  for (guint i = 0; i < n_citations; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      GListModel *items = ibid_citation_get_items (citation);

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);
          GListModel *candidates = ibid_citation_item_get_candidates (item);

          if (ibid_citation_item_get_source (item) != NULL)
            g_hash_table_add (considered, ibid_citation_item_get_source (item));
          for (guint k = 0; k < g_list_model_get_n_items (candidates); k++)
            {
              g_autoptr (IbidSource) candidate = g_list_model_get_item (candidates, k);

              g_hash_table_add (considered, candidate);
            }
        }
    }
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = g_ptr_array_index (cards, i);

      if (!g_hash_table_contains (considered, card->source))
        report_source (findings, IBID_SEVERITY_WARNING, "never-cited", card,
                       _ ("“%s” is listed as a source, but nothing in the text cites it."),
                       card->label);
    }
}

/* The first day on which a work can have been finished: a date known only in part, such as a year,
 * is taken at its earliest, so that nothing is accused without proof; of a range the end counts. */
static guint32
finished_day (IbidPartialDate *date)
{
  g_autoptr (IbidPartialDate) end = NULL;
  int parts[2][3] = { { 0 } };

  if (!ibid_partial_date_is_range (date))
    return ibid_partial_date_earliest_day (date);
  if (ibid_partial_date_latest_day (date) == G_MAXUINT32 ||
      ibid_partial_date_to_parts (date, parts) < 2 || parts[1][0] == 0)
    return ibid_partial_date_earliest_day (date);
  end = ibid_partial_date_new (parts[1][0], parts[1][1], parts[1][2]);
  return end != NULL ? ibid_partial_date_earliest_day (end) : 0;
}

static void
lint_dates (IbidArticle *article, GPtrArray *cards, GListStore *findings)
{
  IbidPartialDate *issued = ibid_csl_get_issued (ibid_article_get_metadata (article));
  guint32 latest;

  if (issued == NULL || !ibid_partial_date_has_year (issued))
    return;
  latest = ibid_partial_date_latest_day (issued);
  for (guint i = 0; i < cards->len; i++)
    {
      Card *card = g_ptr_array_index (cards, i);
      IbidPartialDate *date = ibid_source_get_date (card->source);

      if (date != NULL && ibid_partial_date_has_year (date) && finished_day (date) > latest)
        {
          g_autofree char *source_date = ibid_partial_date_format (date);
          g_autofree char *article_date = ibid_partial_date_format (issued);

          report_source (findings, IBID_SEVERITY_WARNING, "later-than-article", card,
                         /* Translators: a source, its date, the article's date */
                         _ ("“%s” is dated %s, later than the article itself (%s)."), card->label,
                         source_date, article_date);
        }
    }
}

static void
lint_outlets (IbidArticle *article, GListStore *findings)
{
  GListModel *outlets = ibid_article_get_outlets (article);
  guint n_outlets = g_list_model_get_n_items (outlets);

  for (guint i = 0; i < n_outlets; i++)
    {
      g_autoptr (IbidOutlet) outlet = g_list_model_get_item (outlets, i);
      g_autoptr (IbidFinding) finding = NULL;
      g_autofree char *pointer = NULL;
      g_autofree char *message = NULL;

      if (ibid_outlet_get_kind (outlet) != IBID_OUTLET_KIND_UNCLASSIFIED)
        continue;
      pointer = dup_pointer ("outlets", IBID_RECORD (outlet));
      message = g_strdup_printf (
          _ ("It is not known what kind of outlet “%s” is. Its kind can be set for all articles."),
          ibid_outlet_get_name (outlet));
      finding = ibid_finding_new (IBID_SEVERITY_INFO, "unclassified-outlet", pointer, NULL,
                                  G_OBJECT (outlet), message);
      g_list_store_append (findings, finding);
    }
}

/**
 * ibid_lint_article:
 * @article: the article, with whatever decisions are applied
 * @findings: a #GListStore of #IbidFinding that is appended to
 *
 * Looks for what is well-formed but odd. Warnings: "duplicate-source" (same outlet, date, title and
 * author twice), "key-with-two-links" (the same of two different links, or one link in records that
 * differ), "never-cited", "later-than-article" (finished for certain after the article's date).
 * Info: "unclassified-outlet", once for each outlet. Findings about sources lie where the text
 * first cites them. Pointers lead into the article file; what a decision made has none.
 */
void
ibid_lint_article (IbidArticle *article, GListStore *findings)
{
  g_autoptr (GPtrArray) cards = NULL;

  g_return_if_fail (IBID_IS_ARTICLE (article));
  g_return_if_fail (G_IS_LIST_STORE (findings));

  cards = make_cards (article);
  lint_keys (cards, findings);
  lint_links (cards, findings);
  lint_citing (article, cards, findings);
  lint_dates (article, cards, findings);
  lint_outlets (article, findings);
}
