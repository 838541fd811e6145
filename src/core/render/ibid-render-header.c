/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-render-private.h"

#define WORDS_PER_MINUTE 230

/* The kinds of work that CSL knows and that people read in Ibid; others are not named. */
static const char *
type_words (const char *type)
{
  static const struct
  {
    const char *type;
    const char *words;
  } names[] = {
    { "article-journal", N_ ("Journal article") },
    { "article-magazine", N_ ("Magazine article") },
    { "article-newspaper", N_ ("Newspaper article") },
    { "book", N_ ("Book") },
    { "chapter", N_ ("Chapter") },
    { "interview", N_ ("Interview") },
    { "paper-conference", N_ ("Conference paper") },
    { "post", N_ ("Post") },
    { "post-weblog", N_ ("Blog post") },
    { "report", N_ ("Report") },
    { "thesis", N_ ("Thesis") },
    { "webpage", N_ ("Web page") },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].type, type) == 0)
      return _ (names[i].words);
  return NULL;
}

/* "Policy brief" stands in the record's genre; what the file says is better than what we call its
 * type. */
static char *
dup_genre (IbidCsl *metadata)
{
  JsonObject *extra = ibid_record_get_extra (IBID_RECORD (metadata));
  JsonNode *node = extra != NULL ? json_object_get_member (extra, "genre") : NULL;
  const char *genre = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    genre = json_node_get_string (node);
  if (genre == NULL || genre[0] == '\0')
    genre = type_words (ibid_csl_get (metadata, IBID_CSL_TYPE));
  return g_strdup (genre);
}

static void
count_citations (IbidArticle *article, guint *n_items, guint *n_outlets)
{
  GListModel *citations = ibid_article_get_citations (article);
  guint n_citations = g_list_model_get_n_items (citations);
  g_autoptr (GHashTable) outlets = g_hash_table_new (NULL, NULL);

  *n_items = 0;
  for (guint i = 0; i < n_citations; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      GListModel *items = ibid_citation_get_items (citation);
      guint n = g_list_model_get_n_items (items);

      if (ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
        continue;
      *n_items += n;
      for (guint j = 0; j < n; j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);
          IbidSource *source = ibid_citation_item_get_source (item);

          if (source != NULL && ibid_source_get_outlet (source) != NULL)
            g_hash_table_add (outlets, ibid_source_get_outlet (source));
        }
    }
  *n_outlets = g_hash_table_size (outlets);
}

static char *
dup_citation_count (IbidArticle *article)
{
  guint n_items;
  guint n_outlets;
  g_autofree char *citations = NULL;

  count_citations (article, &n_items, &n_outlets);
  if (n_items == 0)
    return NULL;
  citations = g_strdup_printf (ngettext ("%u citation", "%u citations", n_items), n_items);
  if (n_outlets == 0)
    return g_steal_pointer (&citations);
  /* Translators: the text in front is "37 citations" */
  return g_strdup_printf (ngettext ("%s from %u outlet", "%s from %u outlets", n_outlets),
                          citations, n_outlets);
}

/**
 * ibid_render_metadata_line:
 * @article: the article
 *
 * What stands under the title: "Policy brief · 7 May 2021 · 11 min · 37 citations from 27 outlets",
 * as far as it is known. Credits are not counted as citations.
 *
 * Returns: (transfer full): plain text, in the user's language; may be empty
 */
char *
ibid_render_metadata_line (IbidArticle *article)
{
  IbidCsl *metadata = ibid_article_get_metadata (article);
  IbidPartialDate *issued = ibid_csl_get_issued (metadata);
  guint n_minutes = (ibid_article_count_words (article) + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  char *genre = dup_genre (metadata);
  char *citations = dup_citation_count (article);

  if (genre != NULL)
    g_ptr_array_add (parts, genre);
  if (issued != NULL)
    g_ptr_array_add (parts, ibid_partial_date_format (issued));
  else if (ibid_csl_get_issued_literal (metadata) != NULL)
    g_ptr_array_add (parts, g_strdup (ibid_csl_get_issued_literal (metadata)));
  if (n_minutes > 0)
    /* Translators: how long reading takes, in minutes */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u min", "%u min", n_minutes), n_minutes));
  if (citations != NULL)
    g_ptr_array_add (parts, citations);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

/* Whether the text begins with its own title: then that block is the title, shown once. */
static gboolean
first_block_is_title (IbidArticle *article)
{
  IbidBlock *block = ibid_article_peek_block (article, 0);

  return block != NULL && ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING &&
         ibid_block_get_level (block) <= 1 &&
         g_strcmp0 (ibid_block_get_text (block), ibid_article_get_title (article)) == 0;
}

static void
append_chrome_language (GString *html, IbidRenderContext *context)
{
  if (context->options->chrome_language != NULL)
    ibid_render_append_language (html, context->options->chrome_language, IBID_DIRECTION_AUTO);
}

/*
 * ibid_render_append_header:
 *
 * Appends title, authors and the line of facts under them. Where the article's first block is the
 * title itself, that block stands here and @context remembers it.
 */
void
ibid_render_append_header (GString *html, IbidRenderContext *context)
{
  g_autofree char *line = ibid_render_metadata_line (context->article);
  g_autofree char *authors =
      ibid_csl_dup_author_text (ibid_article_get_metadata (context->article));
  const char *title = ibid_article_get_title (context->article);

  g_string_append (html, "<header>\n");
  if (first_block_is_title (context->article))
    {
      ibid_render_append_block (html, context, 0);
      context->took_first = TRUE;
    }
  else if (title != NULL && title[0] != '\0')
    {
      g_string_append (html, "<h1 class=\"x title\">");
      ibid_escape_append_text (html, title, -1);
      g_string_append (html, "</h1>\n");
    }
  if (line[0] != '\0')
    {
      g_string_append (html, "<p class=\"x facts\"");
      append_chrome_language (html, context);
      g_string_append_c (html, '>');
      ibid_escape_append_text (html, line, -1);
      g_string_append (html, "</p>\n");
    }
  if (authors != NULL && authors[0] != '\0')
    {
      g_string_append (html, "<p class=\"x authors\">");
      ibid_escape_append_text (html, authors, -1);
      g_string_append (html, "</p>\n");
    }
  g_string_append (html, "</header>\n");
}
