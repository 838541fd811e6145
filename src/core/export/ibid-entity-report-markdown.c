/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-entity-report-private.h"
#include "ibid-export-words.h"
#include "ibid-markdown-article.h"
#include "ibid-markdown-text.h"
#include "ibid-provenance.h"

/* A line that may hold line feeds of the text: they become spaces. */
static void
append_line (GString *out, const char *text)
{
  g_autofree char *line = g_strdup (text);

  ibid_markdown_append_escaped (out, g_strdelimit (line, "\r\n", ' '));
}

static void
append_heading (GString *out, guint level, const char *text)
{
  g_string_append (out, level == 1 ? "# " : "\n## ");
  append_line (out, text);
  g_string_append (out, "\n\n");
}

static void
append_names (GString *out, IbidEntity *entity)
{
  g_autoptr (GPtrArray) names = ibid_entity_report_new_names (entity);
  const char *description = ibid_entity_get_description (entity);

  if (description != NULL && *description != '\0')
    {
      g_string_append_c (out, '\n');
      append_line (out, description);
      g_string_append_c (out, '\n');
    }
  if (names->len > 0)
    append_heading (out, 2, _ ("Names"));
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (out, "- ");
      append_line (out, g_ptr_array_index (names, i));
      g_string_append_c (out, '\n');
    }
}

/* The sentence as it stands in the article, on one line. */
static void
append_sentence (GString *out, IbidArticle *article, const IbidEntityStatement *statement)
{
  g_autofree char *text = ibid_article_dup_span_text (article, &statement->sentence);

  g_string_append (out, "> ");
  append_line (out, g_strstrip (text));
  g_string_append_c (out, '\n');
}

static void
append_item (GString *out, IbidExportMatter *matter, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);
  g_autofree char *text = source != NULL ? ibid_export_dup_source_text (source)
                                         : g_strdup (ibid_citation_item_get_name (item));
  g_autofree char *facts = ibid_export_dup_item_facts (item);

  g_string_append (out, "- ");
  append_line (out, text != NULL ? text : "?");
  g_string_append (out, " (");
  append_line (out, facts);
  g_string_append_c (out, ')');
  if (source != NULL)
    g_string_append_printf (out, " [^%s]", ibid_export_matter_get_key (matter, source));
  g_string_append_c (out, '\n');
}

static void
append_statement (GString *out, IbidExportMatter *matter, const IbidEntityStatement *statement)
{
  append_sentence (out, ibid_export_matter_get_article (matter), statement);
  if (statement->heading != NULL)
    {
      g_string_append_c (out, '\n');
      append_line (out, statement->heading);
      g_string_append_c (out, '\n');
    }
  g_string_append_c (out, '\n');
  for (guint i = 0; i < statement->citations->len; i++)
    {
      GListModel *items = ibid_citation_get_items (g_ptr_array_index (statement->citations, i));
      guint n_items = g_list_model_get_n_items (items);

      for (guint j = 0; j < n_items; j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);

          append_item (out, matter, item);
        }
    }
  if (statement->citations->len > 0)
    g_string_append_c (out, '\n');
}

static void
append_companions (GString *out, GArray *companions)
{
  if (companions->len == 0)
    return;
  append_heading (out, 2, _ ("Named Together With"));
  for (guint i = 0; i < companions->len; i++)
    {
      const IbidTally *tally = &g_array_index (companions, IbidTally, i);

      g_string_append (out, "- ");
      append_line (out, ibid_entity_get_name (IBID_ENTITY (tally->object)));
      g_string_append_printf (out, " (%u)\n", tally->count);
    }
}

static void
append_sources (GString *out, IbidExportMatter *matter, GPtrArray *sources)
{
  if (sources->len > 0)
    append_heading (out, 2, _ ("Sources"));
  for (guint i = 0; i < sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (sources, i);

      g_string_append_printf (out, "[^%s]: ", ibid_export_matter_get_key (matter, source));
      ibid_markdown_append_source (out, source);
      g_string_append_c (out, '\n');
    }
}

/*
 * ibid_entity_report_new_markdown:
 *
 * Returns: (transfer full): the report as Markdown, with the sources as footnotes
 */
GString *
ibid_entity_report_new_markdown (IbidExportMatter *matter, IbidEntity *entity,
                                 IbidEntityFacts *facts, GDateTime *now)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  g_autofree char *byline = ibid_export_dup_byline (article);
  g_autofree char *count =
      ibid_entity_report_dup_count (ibid_entity_get_n_mentions (entity), facts->sources->len);
  GString *out = g_string_new (NULL);

  append_heading (out, 1, ibid_entity_get_name (entity));
  g_string_append_printf (out, "%s · %s\n\n",
                          ibid_entity_report_kind_word (ibid_entity_get_kind (entity)), count);
  append_line (out, ibid_article_get_title (article));
  g_string_append (out, *byline != '\0' ? " · " : "");
  append_line (out, byline);
  g_string_append_c (out, '\n');
  append_names (out, entity);
  append_heading (out, 2, _ ("Mentions"));
  for (guint i = 0; i < facts->statements->len; i++)
    append_statement (out, matter, g_ptr_array_index (facts->statements, i));
  /* the empty line of the last one is the heading's */
  g_string_truncate (out, out->len - 1);
  append_companions (out, facts->companions);
  append_sources (out, matter, facts->sources);
  return out;
}
