/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <string.h>

#include "ibid-export-words.h"
#include "ibid-markdown-article.h"
#include "ibid-markdown-text.h"
#include "ibid-offsets.h"

/* deep enough under a number of three digits, and not so deep under a hyphen that it is code */
#define LIST_INDENT "     "

/* Lines of the text stay lines. */
static void
append_lines (GString *out, const char *text, const char *indent)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][strspn (lines[i], " \t\r")] == '\0')
        continue;
      if (!is_first)
        g_string_append_printf (out, "\\\n%s", indent);
      ibid_markdown_append_escaped (out, lines[i]);
      is_first = FALSE;
    }
  g_string_append_c (out, '\n');
}

/* The article's title is the heading of the first level. */
static void
append_heading (GString *out, IbidBlock *block, guint top_level)
{
  for (guint i = top_level; i < MIN (ibid_block_get_level (block) + 2, top_level + 6); i++)
    g_string_append_c (out, '#');
  g_string_append_c (out, ' ');
  ibid_markdown_append_escaped (out, ibid_block_get_text (block));
  g_string_append_c (out, '\n');
}

static void
append_list_item (GString *out, IbidBlock *block, guint level)
{
  g_autoptr (GString) indent = g_string_new (NULL);

  for (guint i = 1; i < level; i++)
    g_string_append (indent, LIST_INDENT);
  g_string_append (out, indent->str);
  if (ibid_block_get_ordered (block))
    g_string_append_printf (out, "%u. ", MAX (ibid_block_get_number (block), 1));
  else
    g_string_append (out, "- ");
  g_string_append (indent, LIST_INDENT);
  append_lines (out, ibid_block_get_text (block), indent->str);
}

/* Behind a fence that is longer than any in the text. */
static void
append_preformatted (GString *out, const char *text)
{
  g_autofree char *fence = NULL;
  gsize longest = 2;

  for (const char *p = strchr (text, '`'); p != NULL; p = strchr (p, '`'))
    {
      gsize length = strspn (p, "`");

      longest = MAX (longest, length);
      p += length;
    }
  fence = g_strnfill (longest + 1, '`');
  g_string_append_printf (out, "%s\n%s\n%s\n", fence, text, fence);
}

static void
append_table_rule (GString *out, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    g_string_append (out, "| --- ");
  g_string_append (out, "|\n");
}

/* The first row is the head: there is no table without one. */
static void
append_table (GString *out, IbidBlock *block)
{
  guint n_cells;
  const IbidTableCell *cells = ibid_block_get_cells (block, &n_cells);
  guint n_columns = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *text =
          ibid_text_dup_slice (ibid_block_get_text (block), cells[i].start, cells[i].end);

      if (i > 0 && cells[i].row != cells[i - 1].row)
        {
          g_string_append (out, "|\n");
          if (cells[i - 1].row == cells[0].row)
            append_table_rule (out, n_columns);
        }
      g_string_append (out, "| ");
      ibid_markdown_append_escaped (out, text);
      g_string_append_c (out, ' ');
      n_columns += cells[i].row == cells[0].row;
    }
  if (n_cells == 0)
    {
      append_lines (out, ibid_block_get_text (block), "");
      return;
    }
  g_string_append (out, "|\n");
  if (cells[n_cells - 1].row == cells[0].row)
    append_table_rule (out, n_columns);
}

static void
append_note (GString *out, IbidBlock *block)
{
  const char *label = ibid_block_get_label (block);

  if (label != NULL)
    {
      g_string_append (out, "**");
      ibid_markdown_append_escaped (out, label);
      g_string_append (out, "** ");
    }
  append_lines (out, ibid_block_get_text (block), "");
}

static void
append_block (GString *out, IbidBlock *block, guint top_level, guint list_level)
{
  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      append_heading (out, block, top_level);
      break;
    case IBID_BLOCK_TYPE_LIST_ITEM:
      append_list_item (out, block, list_level);
      break;
    case IBID_BLOCK_TYPE_PREFORMATTED:
      append_preformatted (out, ibid_block_get_text (block));
      break;
    case IBID_BLOCK_TYPE_TABLE:
      append_table (out, block);
      break;
    case IBID_BLOCK_TYPE_NOTE:
      append_note (out, block);
      break;
    case IBID_BLOCK_TYPE_SEPARATOR:
      g_string_append (out, "***\n");
      break;
    case IBID_BLOCK_TYPE_QUOTE:
      g_string_append (out, "> ");
      append_lines (out, ibid_block_get_text (block), "> ");
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_FIGURE:
      append_lines (out, ibid_block_get_text (block), "");
      break;
    }
}

static gboolean
is_empty (IbidBlock *block)
{
  return ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_SEPARATOR &&
         *ibid_block_get_text (block) == '\0';
}

/* Of the headings; that of the least depth. */
static guint
find_top_level (IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);
  guint top_level = 6;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);

      if (ibid_block_get_block_type (block) == IBID_BLOCK_TYPE_HEADING)
        top_level = MIN (top_level, ibid_block_get_level (block));
    }
  return top_level;
}

/* An item cannot stand more than one level below the one before it. */
static guint
find_list_level (IbidBlock *block, guint level_before)
{
  if (ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_LIST_ITEM)
    return 0;
  return CLAMP (ibid_block_get_level (block), 1, level_before + 1);
}

/*
 * ibid_markdown_append_article:
 * @out: where it is written, at the beginning of a line
 * @article: an article
 *
 * Writes the article's text, without its title, as Markdown: headings, lists, quotes, tables.
 * Emphasis and links within the text, and images, are left out.
 */
void
ibid_markdown_append_article (GString *out, IbidArticle *article)
{
  guint n_blocks = ibid_article_get_n_blocks (article);
  guint top_level = find_top_level (article);
  guint level_before = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      guint level = find_list_level (block, level_before);

      if (is_empty (block))
        continue;
      /* a list that does not begin with 1 needs an empty line before it, under another one, too */
      if (level_before > 0 && level != level_before)
        g_string_append_c (out, '\n');
      append_block (out, block, top_level, level);
      if (level == 0)
        g_string_append_c (out, '\n');
      level_before = level;
    }
  if (level_before > 0)
    g_string_append_c (out, '\n');
}

/*
 * ibid_markdown_append_source:
 * @out: within a line
 * @source: a cited work
 *
 * Writes a work in words, with its address, when it was accessed and how reliable it was found; the
 * line is not ended.
 */
void
ibid_markdown_append_source (GString *out, IbidSource *source)
{
  g_autofree char *text = ibid_export_dup_source_text (source);
  const char *url = ibid_export_get_web_address (ibid_source_get_csl (source));
  g_autoptr (GPtrArray) facts = ibid_export_new_source_facts (source);

  ibid_markdown_append_escaped (out, text);
  /* no other character can be in an address between these brackets */
  if (url != NULL && url[strcspn (url, "<> \t\r\n")] == '\0')
    g_string_append_printf (out, " <%s>", url);
  for (guint i = 0; i < facts->len; i++)
    {
      g_string_append (out, i == 0 ? " (" : ", ");
      ibid_markdown_append_escaped (out, g_ptr_array_index (facts, i));
    }
  if (facts->len > 0)
    g_string_append_c (out, ')');
}
