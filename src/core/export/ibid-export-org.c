/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-private.h"
#include "ibid-export-words.h"
#include "ibid-offsets.h"
#include "ibid-org-text.h"
#include "ibid-terms-types.h"

/* Org with citations as Org has them since 9.5, and the bibliography that they name beside it.
 * (orgmode.org/manual, Citations) */

/* of an entry's heading, in code points */
#define MAX_HEADING_CHARS 64

static void
append_time (GString *out, const char *property, gint64 time_us)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  g_autoptr (GDateTime) time =
      time_us != 0 ? g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC) : NULL;

  if (time != NULL)
    g_string_append_printf (out, "%s [%04d-%02d-%02d %s %02d:%02d]\n", property,
                            g_date_time_get_year (time), g_date_time_get_month (time),
                            g_date_time_get_day_of_month (time),
                            days[g_date_time_get_day_of_week (time) - 1],
                            g_date_time_get_hour (time), g_date_time_get_minute (time));
}

static void
append_head (GString *out, IbidExportMatter *matter, const char *bibliography)
{
  IbidArticle *article = ibid_export_matter_get_article (matter);
  IbidCsl *metadata = ibid_article_get_metadata (article);
  const char *id = ibid_record_get_id (IBID_RECORD (article));
  IbidPartialDate *issued = ibid_csl_get_issued (metadata);
  g_autofree char *date = issued != NULL ? ibid_partial_date_format (issued)
                                         : g_strdup (ibid_csl_get_issued_literal (metadata));
  g_autofree char *authors = ibid_csl_dup_author_text (metadata);

  g_string_append (out, ":PROPERTIES:\n");
  ibid_org_append_keyword (out, ":ID:", g_str_has_prefix (id, "urn:uuid:") ? id + 9 : id);
  ibid_org_append_keyword (out, ":ROAM_REFS:", ibid_export_get_web_address (metadata));
  g_string_append (out, ":END:\n");
  ibid_org_append_keyword (out, "#+title:", ibid_article_get_title (article));
  ibid_org_append_keyword (out, "#+author:", authors);
  ibid_org_append_keyword (out, "#+date:", date);
  ibid_org_append_keyword (out, "#+language:", ibid_article_get_language (article));
  g_string_append (out, "#+filetags: :ibid:\n");
  /* nothing of a text is taken for TeX, a subscript or a dash */
  g_string_append (out, "#+options: ^:{} -:nil tex:nil\n");
  ibid_org_append_keyword (out, "#+bibliography:", bibliography);
}

/* "[cite:@one;@two]" */
static void
append_cite (GString *out, IbidExportMatter *matter, GPtrArray *sources)
{
  if (sources->len == 0)
    return;
  g_string_append (out, "[cite:");
  for (guint i = 0; i < sources->len; i++)
    g_string_append_printf (out, "%s@%s", i > 0 ? ";" : "",
                            ibid_export_matter_get_key (matter, g_ptr_array_index (sources, i)));
  g_string_append (out, "]");
}

/* Its first words: an outline shows nothing else. */
static char *
dup_heading (const char *quote)
{
  g_autofree char *line = g_strdup (quote);
  char *end;

  g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
  if (g_utf8_strlen (line, -1) <= MAX_HEADING_CHARS)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, MAX_HEADING_CHARS);
  *end = '\0';
  end = strrchr (line, ' ');
  if (end != NULL && end > line)
    *end = '\0';
  return g_strconcat (line, "…", NULL);
}

static void
append_properties (GString *out, IbidAnnotation *annotation, const char *heading)
{
  g_autofree char *short_id = ibid_export_dup_short_id (annotation);

  g_string_append_printf (out, ":PROPERTIES:\n:CUSTOM_ID: ibid-%s\n", short_id);
  append_time (out, ":CREATED:", ibid_annotation_get_created (annotation));
  ibid_org_append_keyword (out, ":IBID_STYLE:",
                           ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE,
                                                (int)ibid_annotation_get_style (annotation)));
  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_EXACT)
    ibid_org_append_keyword (
        out, ":IBID_STATE:",
        ibid_nick_from_enum (IBID_TYPE_ANCHOR_STATE, (int)ibid_annotation_get_state (annotation)));
  ibid_org_append_keyword (out, ":IBID_PLACE:", heading);
  g_string_append (out, ":END:\n");
}

static void
append_entities (GString *out, GPtrArray *entities)
{
  g_autoptr (GString) names = g_string_new (_ ("Named:"));

  if (entities->len == 0)
    return;
  for (guint i = 0; i < entities->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : " ",
                            ibid_entity_get_name (g_ptr_array_index (entities, i)));
  g_string_append_c (out, '\n');
  ibid_org_append_paragraphs (out, names->str);
}

static void
append_entry (GString *out, IbidExportMatter *matter, const IbidExportEntry *entry)
{
  const char *note = ibid_annotation_get_note (entry->annotation);
  g_autofree char *heading = dup_heading (entry->quote);

  g_string_append_c (out, '\n');
  ibid_org_append_heading (out, 2, heading, ibid_annotation_get_tags (entry->annotation));
  append_properties (out, entry->annotation, entry->heading);
  g_string_append (out, "#+begin_quote\n");
  ibid_org_append_paragraphs (out, entry->quote);
  if (entry->sources->len > 0)
    {
      g_string_append_c (out, '\n');
      append_cite (out, matter, entry->sources);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "#+end_quote\n");
  if (note != NULL && *note != '\0')
    {
      g_string_append_c (out, '\n');
      ibid_org_append_literal (out, "src markdown -i", note);
    }
  append_entities (out, entry->entities);
}

static gboolean
append_entries (GString *out, IbidExportMatter *matter, const IbidExportOptions *options,
                GCancellable *cancellable, GError **error)
{
  guint n_entries = ibid_export_matter_get_n_entries (matter);

  g_string_append_c (out, '\n');
  ibid_org_append_heading (out, 1, _ ("Highlights and Notes"), NULL);
  for (guint i = 0; i < n_entries; i++)
    {
      if (!ibid_export_go_on (options, i, n_entries, cancellable, error))
        return FALSE;
      append_entry (out, matter, ibid_export_matter_get_entry (matter, i));
    }
  return TRUE;
}

/* ---- the article, where nothing is highlighted ---- */

/* A stroke would end the cell. */
static void
append_cell (GString *out, const char *text)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  ibid_org_append_line (cell, text);
  g_string_replace (cell, "\n", " ", 0);
  g_string_replace (cell, "|", "\\vert{}", 0);
  g_string_append_printf (out, "| %s ", cell->str);
}

static void
append_table (GString *out, IbidBlock *block)
{
  guint n_cells;
  const IbidTableCell *cells = ibid_block_get_cells (block, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *text =
          ibid_text_dup_slice (ibid_block_get_text (block), cells[i].start, cells[i].end);

      if (i > 0 && cells[i].row != cells[i - 1].row)
        g_string_append (out, "|\n");
      append_cell (out, text);
    }
  if (n_cells > 0)
    g_string_append (out, "|\n");
  else
    ibid_org_append_paragraphs (out, ibid_block_get_text (block));
}

static void
append_item (GString *out, IbidBlock *block)
{
  g_autofree char *line = g_strdup (ibid_block_get_text (block));

  for (guint i = 1; i < MAX (ibid_block_get_level (block), 1); i++)
    g_string_append (out, "   ");
  if (ibid_block_get_ordered (block))
    g_string_append_printf (out, "%u. ", MAX (ibid_block_get_number (block), 1));
  else
    g_string_append (out, "- ");
  ibid_org_append_line (out, g_strdelimit (line, "\r\n", ' '));
  g_string_append_c (out, '\n');
}

static void
append_heading_block (GString *out, IbidBlock *block)
{
  g_autofree char *line = g_strdup (ibid_block_get_text (block));

  ibid_org_append_heading (out, MAX (ibid_block_get_level (block), 1),
                           g_strdelimit (line, "\r\n", ' '), NULL);
}

static void
append_labelled (GString *out, IbidBlock *block)
{
  const char *label = ibid_block_get_label (block);
  g_autofree char *text = label != NULL
                              ? g_strdup_printf ("%s %s", label, ibid_block_get_text (block))
                              : g_strdup (ibid_block_get_text (block));

  ibid_org_append_paragraphs (out, text);
}

static void
append_block (GString *out, IbidBlock *block)
{
  const char *text = ibid_block_get_text (block);

  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      append_heading_block (out, block);
      break;
    case IBID_BLOCK_TYPE_LIST_ITEM:
      append_item (out, block);
      break;
    case IBID_BLOCK_TYPE_PREFORMATTED:
      ibid_org_append_literal (out, "example", text);
      break;
    case IBID_BLOCK_TYPE_TABLE:
      append_table (out, block);
      break;
    case IBID_BLOCK_TYPE_NOTE:
      append_labelled (out, block);
      break;
    case IBID_BLOCK_TYPE_SEPARATOR:
      g_string_append (out, "-----\n");
      break;
    case IBID_BLOCK_TYPE_QUOTE:
      g_string_append (out, "#+begin_quote\n");
      ibid_org_append_paragraphs (out, text);
      g_string_append (out, "#+end_quote\n");
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_FIGURE:
      ibid_org_append_paragraphs (out, text);
      break;
    }
}

static void
append_article (GString *out, IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);
  gboolean in_list = FALSE;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      gboolean is_item = ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_LIST_ITEM;

      if (*ibid_block_get_text (block) == '\0' &&
          ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_SEPARATOR)
        continue;
      if (!is_item || !in_list)
        g_string_append_c (out, '\n');
      append_block (out, block);
      in_list = is_item;
    }
}

static void
append_source_list (GString *out, IbidExportMatter *matter, GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      IbidSource *source = g_ptr_array_index (sources, i);
      g_autofree char *text = ibid_export_dup_source_text (source);

      g_string_append (out, "- ");
      ibid_org_append_line (out, g_strdelimit (text, "\r\n", ' '));
      g_string_append_printf (out, " [cite:@%s]\n", ibid_export_matter_get_key (matter, source));
    }
  if (sources->len > 0)
    g_string_append_c (out, '\n');
}

/*
 * ibid_export_org:
 *
 * Exports the annotations as Org, and the sources as CSL-JSON beside it; without any annotations,
 * the article and its sources.
 */
gboolean
ibid_export_org (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                 GCancellable *cancellable, GError **error)
{
  GPtrArray *sources = ibid_export_matter_get_sources (matter);
  gboolean is_bare = ibid_export_matter_get_n_entries (matter) == 0;
  /* not NAME.json: that may be another export of the same article */
  g_autofree char *bibliography =
      sources->len > 0 ? g_strconcat (options->base_name, ".csl.json", NULL) : NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  append_head (out, matter, bibliography);
  if (is_bare)
    append_article (out, ibid_export_matter_get_article (matter));
  else if (!append_entries (out, matter, options, cancellable, error))
    return FALSE;
  if (sources->len > 0)
    {
      g_string_append_c (out, '\n');
      ibid_org_append_heading (out, 1, _ ("Sources"), NULL);
      g_string_append_c (out, '\n');
      if (is_bare)
        append_source_list (out, matter, sources);
      g_string_append (out, "#+print_bibliography:\n");
    }
  ibid_export_add_part (parts, NULL, g_steal_pointer (&out));
  if (sources->len > 0)
    ibid_export_add_part (parts, bibliography, ibid_export_new_csl (matter));
  return TRUE;
}
