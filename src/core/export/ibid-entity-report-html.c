/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-report-private.h"
#include "ibid-escape.h"
#include "ibid-export-words.h"
#include "ibid-html-page.h"
#include "ibid-provenance.h"
#include "ibid-render.h"

static void
append_names (GString *html, IbidEntity *entity)
{
  g_autoptr (GPtrArray) names = ibid_entity_report_new_names (entity);

  ibid_html_append_text (html, "<p dir=\"auto\">", ibid_entity_get_description (entity), "</p>\n");
  if (names->len == 0)
    return;
  ibid_html_open_section (html, "names", NULL, _ ("Names"));
  g_string_append (html, "<ul>\n");
  for (guint i = 0; i < names->len; i++)
    ibid_html_append_text (html, "<li dir=\"auto\">", g_ptr_array_index (names, i), "</li>\n");
  g_string_append (html, "</ul>\n</section>\n");
}

static void
append_piece (GString *html, IbidArticle *article, guint block, guint start, guint end)
{
  IbidSpan span = { block, start, end };
  g_autofree char *text = start < end ? ibid_article_dup_span_text (article, &span) : NULL;

  ibid_escape_append_text (html, text, -1);
}

static void
append_sentence (GString *html, IbidArticle *article, const IbidEntityStatement *statement)
{
  const IbidSpan *sentence = &statement->sentence;
  guint at = sentence->start;

  g_string_append (html, "<blockquote");
  ibid_render_append_article_language (html, article);
  g_string_append (html, "><p>");
  for (guint i = 0; i < statement->mentions->len; i++)
    {
      const IbidSpan *mention = &g_array_index (statement->mentions, IbidSpan, i);

      append_piece (html, article, sentence->block, at, mention->start);
      g_string_append (html, "<strong>");
      append_piece (html, article, sentence->block, mention->start, mention->end);
      g_string_append (html, "</strong>");
      at = mention->end;
    }
  append_piece (html, article, sentence->block, at, sentence->end);
  g_string_append (html, "</p></blockquote>\n");
}

static void
append_statement (GString *html, IbidArticle *article, const IbidEntityStatement *statement,
                  GHashTable *numbers)
{
  g_string_append (html, "<li>\n");
  append_sentence (html, article, statement);
  ibid_html_append_text (html, "<p class=\"place\" dir=\"auto\">", statement->heading, "</p>\n");
  if (statement->citations->len > 0)
    g_string_append (html, "<ul>\n");
  for (guint i = 0; i < statement->citations->len; i++)
    {
      g_string_append (html, "<li>");
      ibid_html_append_citation_items (html, g_ptr_array_index (statement->citations, i), numbers);
      g_string_append (html, "</li>\n");
    }
  if (statement->citations->len > 0)
    g_string_append (html, "</ul>\n");
  g_string_append (html, "</li>\n");
}

static void
append_companions (GString *html, GArray *companions)
{
  if (companions->len == 0)
    return;
  ibid_html_open_section (html, "companions", NULL, _ ("Named Together With"));
  g_string_append (html, "<ul>\n");
  for (guint i = 0; i < companions->len; i++)
    {
      const IbidTally *tally = &g_array_index (companions, IbidTally, i);

      ibid_html_append_text (html, "<li><span dir=\"auto\">",
                             ibid_entity_get_name (IBID_ENTITY (tally->object)), "</span>");
      g_string_append_printf (html, " (%u)</li>\n", tally->count);
    }
  g_string_append (html, "</ul>\n</section>\n");
}

static void
append_sources (GString *html, GPtrArray *sources)
{
  if (sources->len == 0)
    return;
  ibid_html_open_section (html, "sources", "doc-bibliography", _ ("Sources"));
  g_string_append (html, "<ol>\n");
  for (guint i = 0; i < sources->len; i++)
    {
      g_string_append_printf (html, "<li id=\"source-%u\">", i + 1);
      ibid_html_append_source (html, g_ptr_array_index (sources, i));
      g_string_append (html, "</li>\n");
    }
  g_string_append (html, "</ol>\n</section>\n");
}

static void
append_header (GString *html, IbidArticle *article, IbidEntity *entity, IbidEntityFacts *facts)
{
  g_autofree char *byline = ibid_export_dup_byline (article);
  g_autofree char *count =
      ibid_entity_report_dup_count (ibid_entity_get_n_mentions (entity), facts->sources->len);

  g_string_append (html, "<main>\n<header>\n");
  ibid_html_append_text (html, "<h1 dir=\"auto\">", ibid_entity_get_name (entity), "</h1>\n");
  ibid_html_append_text (html, "<p class=\"facts\">",
                         ibid_entity_report_kind_word (ibid_entity_get_kind (entity)), " · ");
  ibid_html_append_text (html, "", count, "</p>\n");
  ibid_html_append_text (html, "<p class=\"facts\"><cite dir=\"auto\">",
                         ibid_article_get_title (article), "</cite></p>\n");
  ibid_html_append_text (html, "<p class=\"facts\" dir=\"auto\">", byline, "</p>\n");
  g_string_append (html, "</header>\n");
}

/*
 * ibid_entity_report_new_html:
 *
 * Returns: (transfer full): the report as a file of HTML that stands on its own
 */
GString *
ibid_entity_report_new_html (IbidExportMatter *matter, IbidEntity *entity, IbidEntityFacts *facts,
                             GDateTime *now)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < facts->sources->len; i++)
    g_hash_table_insert (numbers, g_ptr_array_index (facts->sources, i), GUINT_TO_POINTER (i + 1));
  ibid_html_open (html, ibid_entity_get_name (entity), NULL);
  append_header (html, article, entity, facts);
  append_names (html, entity);
  ibid_html_open_section (html, "mentions", NULL, _ ("Mentions"));
  g_string_append (html, "<ol>\n");
  for (guint i = 0; i < facts->statements->len; i++)
    append_statement (html, article, g_ptr_array_index (facts->statements, i), numbers);
  g_string_append (html, "</ol>\n</section>\n");
  append_companions (html, facts->companions);
  append_sources (html, facts->sources);
  g_string_append (html, "</main>\n");
  ibid_html_close (html, now);
  return html;
}
