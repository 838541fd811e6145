/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-offsets.h"
#include "ibid-render-private.h"

#define MAX_LIST_LEVELS 8
#define MAX_CELL_SPAN 1000

/*
 * Every block is one element with the id "b<index>" whose text nodes, taken in order, are the
 * block's text. Where they are not all of it (a table leaves out the tabs between its cells), the
 * element that holds a piece says in data-o where it begins, in UTF-16 code units. What Ibid itself
 * adds has the class "x" and does not count.
 */

static gboolean
is_right_to_left (const char *language)
{
  static const char *const languages[] = { "ar",      "arc", "ckb", "dv",  "fa", "he", "iw",
                                           "ku-arab", "ps",  "sd",  "syr", "ug", "ur", "yi" };
  g_autofree char *tag = g_ascii_strdown (language, -1);

  if (strstr (tag, "-latn") != NULL || strstr (tag, "-cyrl") != NULL)
    return FALSE;
  if (strstr (tag, "-arab") != NULL || strstr (tag, "-hebr") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (tag, languages[i]))
      {
        char next = tag[strlen (languages[i])];

        if (next == '\0' || next == '-')
          return TRUE;
      }
  return FALSE;
}

/*
 * ibid_render_append_language:
 * @html: an open tag
 * @language: (nullable): a BCP 47 tag out of the article
 * @direction: as the article gives it; %IBID_DIRECTION_AUTO follows from the language
 *
 * Appends the attributes lang and dir, as far as they are known.
 */
void
ibid_render_append_language (GString *html, const char *language, IbidDirection direction)
{
  gboolean has_language = ibid_escape_is_language_tag (language);

  if (has_language)
    g_string_append_printf (html, " lang=\"%s\"", language);
  if (direction == IBID_DIRECTION_RTL ||
      (direction == IBID_DIRECTION_AUTO && has_language && is_right_to_left (language)))
    g_string_append (html, " dir=\"rtl\"");
  else if (direction == IBID_DIRECTION_LTR || has_language)
    g_string_append (html, " dir=\"ltr\"");
}

static void
open_block (GString *html, IbidRenderContext *context, const char *tag, guint block)
{
  IbidBlock *the_block = ibid_article_peek_block (context->article, block);
  const char *language = ibid_block_get_language (the_block);
  IbidDirection direction = ibid_block_get_direction (the_block);

  g_string_append_printf (html, "<%s id=\"b%u\"", tag, block);
  ibid_render_append_language (html, language, direction);
  /* nothing is known about anything: let the text itself tell */
  if (direction == IBID_DIRECTION_AUTO && !ibid_escape_is_language_tag (language) &&
      ibid_article_get_direction (context->article) == IBID_DIRECTION_AUTO &&
      !ibid_escape_is_language_tag (ibid_article_get_language (context->article)))
    g_string_append (html, " dir=\"auto\"");
  g_string_append_c (html, '>');
}

static gboolean
is_inside_assets (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (path == NULL || path[0] == '/' || strchr (path, '\\') != NULL || strchr (path, ':') != NULL)
    return FALSE;
  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return parts[0] != NULL;
}

/* Where the picture is not at hand, what it shows is said in words. */
static void
append_image_of_file (GString *html, const IbidRenderFile *file, const IbidImage *image)
{
  g_autofree char *address = file->dup_image != NULL && is_inside_assets (image->path)
                                 ? file->dup_image (image, file->image_data)
                                 : NULL;

  if (address == NULL)
    {
      g_string_append (html, "<p class=\"x absent\">");
      ibid_escape_append_text (html, image->alt != NULL ? image->alt : _ ("(a picture)"), -1);
      g_string_append (html, "</p>");
      return;
    }
  g_string_append (html, "<img class=\"x\" src=\"");
  ibid_escape_append_attribute (html, address);
  g_string_append (html, "\" alt=\"");
  ibid_escape_append_attribute (html, image->alt);
  g_string_append (html, "\">");
}

static void
append_image (GString *html, IbidRenderContext *context, const IbidImage *image)
{
  g_autofree char *path = NULL;

  if (context->options->file != NULL)
    {
      append_image_of_file (html, context->options->file, image);
      return;
    }
  if (!is_inside_assets (image->path))
    return;
  path = g_uri_escape_string (image->path, "/", FALSE);
  g_string_append (html, "<img class=\"x\" decoding=\"async\" src=\"");
  if (context->options->base_path != NULL)
    ibid_escape_append_attribute (html, context->options->base_path);
  ibid_escape_append_attribute (html, path);
  g_string_append (html, "\" alt=\"");
  ibid_escape_append_attribute (html, image->alt);
  g_string_append (html, "\">");
}

static void
append_figure (GString *html, IbidRenderContext *context, guint block)
{
  guint n_images = 0;
  const IbidImage *images =
      ibid_block_get_images (ibid_article_peek_block (context->article, block), &n_images);

  for (guint i = 0; i < n_images; i++)
    append_image (html, context, &images[i]);
  g_string_append (html, "<figcaption>");
  ibid_render_append_inline (html, context, block, 0, G_MAXUINT);
  g_string_append (html, "</figcaption>");
}

static void
append_cell (GString *html, IbidRenderContext *context, guint block, const IbidTableCell *cell,
             gboolean is_first_row)
{
  const char *text = ibid_block_get_text (ibid_article_peek_block (context->article, block));
  const char *tag = cell->header ? "th" : "td";

  g_string_append_printf (html, "<%s data-o=\"%u\"", tag,
                          ibid_text_utf16_from_chars (text, cell->start));
  if (cell->header)
    g_string_append_printf (html, " scope=\"%s\"", is_first_row ? "col" : "row");
  if (cell->colspan > 1)
    g_string_append_printf (html, " colspan=\"%u\"", MIN (cell->colspan, MAX_CELL_SPAN));
  if (cell->rowspan > 1)
    g_string_append_printf (html, " rowspan=\"%u\"", MIN (cell->rowspan, MAX_CELL_SPAN));
  g_string_append_c (html, '>');
  ibid_render_append_inline (html, context, block, cell->start, cell->end);
  g_string_append_printf (html, "</%s>", tag);
}

static void
append_table (GString *html, IbidRenderContext *context, guint block)
{
  guint n_cells = 0;
  const IbidTableCell *cells =
      ibid_block_get_cells (ibid_article_peek_block (context->article, block), &n_cells);

  if (n_cells == 0)
    {
      g_string_append (html, "<tbody><tr><td data-o=\"0\">");
      ibid_render_append_inline (html, context, block, 0, G_MAXUINT);
      g_string_append (html, "</td></tr></tbody>");
      return;
    }
  g_string_append (html, "<tbody><tr>");
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0 && cells[i].row != cells[i - 1].row)
        g_string_append (html, "</tr><tr>");
      append_cell (html, context, block, &cells[i], cells[i].row == cells[0].row);
    }
  g_string_append (html, "</tr></tbody>");
}

/*
 * ibid_render_append_block_content:
 *
 * Appends what stands inside the block's own element.
 */
void
ibid_render_append_block_content (GString *html, IbidRenderContext *context, guint block)
{
  switch (ibid_block_get_block_type (ibid_article_peek_block (context->article, block)))
    {
    case IBID_BLOCK_TYPE_FIGURE:
      append_figure (html, context, block);
      break;
    case IBID_BLOCK_TYPE_TABLE:
      append_table (html, context, block);
      break;
    case IBID_BLOCK_TYPE_QUOTE:
      g_string_append (html, "<p>");
      ibid_render_append_inline (html, context, block, 0, G_MAXUINT);
      g_string_append (html, "</p>");
      break;
    case IBID_BLOCK_TYPE_SEPARATOR:
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_HEADING:
    case IBID_BLOCK_TYPE_LIST_ITEM:
    case IBID_BLOCK_TYPE_NOTE:
    case IBID_BLOCK_TYPE_PREFORMATTED:
      ibid_render_append_inline (html, context, block, 0, G_MAXUINT);
      break;
    }
}

static void
append_element (GString *html, IbidRenderContext *context, const char *tag, guint block)
{
  open_block (html, context, tag, block);
  ibid_render_append_block_content (html, context, block);
  g_string_append_printf (html, "</%s>\n", tag);
}

static guint
heading_level (IbidRenderContext *context, guint block)
{
  if (context->heading_levels != NULL)
    return context->heading_levels[block];
  return CLAMP (ibid_block_get_level (ibid_article_peek_block (context->article, block)), 1, 6);
}

/*
 * ibid_render_append_block:
 *
 * Appends a block with its own element. List items and notes have more round them: see
 * ibid_render_lists_append_item() and ibid_render_append_note().
 */
void
ibid_render_append_block (GString *html, IbidRenderContext *context, guint block)
{
  IbidBlock *the_block = ibid_article_peek_block (context->article, block);
  char heading[3] = "h1";

  switch (ibid_block_get_block_type (the_block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      heading[1] = (char)('0' + heading_level (context, block));
      append_element (html, context, heading, block);
      break;
    case IBID_BLOCK_TYPE_FIGURE:
      ibid_render_append_margin_of_block (html, context, block);
      append_element (html, context, "figure", block);
      break;
    case IBID_BLOCK_TYPE_TABLE:
      ibid_render_append_margin_of_block (html, context, block);
      g_string_append (html, "<div class=\"table\">");
      append_element (html, context, "table", block);
      g_string_append (html, "</div>\n");
      break;
    case IBID_BLOCK_TYPE_QUOTE:
      append_element (html, context, "blockquote", block);
      break;
    case IBID_BLOCK_TYPE_PREFORMATTED:
      ibid_render_append_margin_of_block (html, context, block);
      open_block (html, context, "pre", block);
      /* a parser drops one line feed here; this one, not the text's own */
      g_string_append_c (html, '\n');
      ibid_render_append_block_content (html, context, block);
      g_string_append (html, "</pre>\n");
      break;
    case IBID_BLOCK_TYPE_SEPARATOR:
      g_string_append_printf (html, "<hr id=\"b%u\">\n", block);
      break;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_LIST_ITEM:
    case IBID_BLOCK_TYPE_NOTE:
      append_element (html, context, "p", block);
      break;
    }
}

/*
 * ibid_render_append_note:
 *
 * Appends a note with its label and the way back to where it is first referred to.
 */
void
ibid_render_append_note (GString *html, IbidRenderContext *context, guint block)
{
  const char *label = ibid_block_get_label (ibid_article_peek_block (context->article, block));
  gboolean is_file = context->options->file != NULL;
  guint reference = GPOINTER_TO_UINT (
      g_hash_table_lookup (context->first_reference_of, GUINT_TO_POINTER (block + 1)));

  ibid_render_append_margin_of_block (html, context, block);
  /* the role of a single note is deprecated, and validators complain; our reader's script and style
   * look for it */
  g_string_append (html, is_file ? "<div class=\"note\">"
                                 : "<aside class=\"note\" role=\"doc-endnote\">");
  g_string_append (html, "<span class=\"x label\">");
  ibid_escape_append_text (html, label != NULL ? label : "", -1);
  g_string_append (html, "</span>");
  append_element (html, context, "p", block);
  if (reference > 0)
    {
      g_string_append_printf (
          html, "<a class=\"x back\" role=\"doc-backlink\" href=\"#r%u\" data-n=\"%u\"",
          reference - 1, reference - 1);
      g_string_append (html, " aria-label=\"");
      ibid_escape_append_attribute (html, _ ("Back to the text"));
      g_string_append (html, "\">↩</a>");
    }
  g_string_append (html, is_file ? "</div>\n" : "</aside>\n");
}

/*
 * ibid_render_lists_init:
 * @lists: (out caller-allocates): no list is open; to be cleared with ibid_render_lists_clear()
 */
void
ibid_render_lists_init (IbidRenderLists *lists)
{
  lists->levels = g_array_new (FALSE, FALSE, sizeof (gboolean));
}

/*
 * ibid_render_lists_clear:
 * @lists: what is remembered of open lists; it is freed, the struct itself is the caller's
 */
void
ibid_render_lists_clear (IbidRenderLists *lists)
{
  g_clear_pointer (&lists->levels, g_array_unref);
}

static void
close_level (IbidRenderLists *lists, GString *html)
{
  gboolean ordered = g_array_index (lists->levels, gboolean, lists->levels->len - 1);

  g_string_append (html, ordered ? "</li></ol>\n" : "</li></ul>\n");
  g_array_set_size (lists->levels, lists->levels->len - 1);
}

static void
open_level (IbidRenderLists *lists, GString *html, gboolean ordered)
{
  g_string_append (html, ordered ? "<ol>" : "<ul>");
  g_array_append_val (lists->levels, ordered);
}

/*
 * ibid_render_lists_close:
 * @lists: the lists that are open
 * @html: receives their end tags, innermost first
 */
void
ibid_render_lists_close (IbidRenderLists *lists, GString *html)
{
  while (lists->levels->len > 0)
    close_level (lists, html);
}

/*
 * ibid_render_lists_append_item:
 *
 * Appends a list item, opening and closing lists so that it lies at its level. A level that was
 * left out gets an item without a bullet.
 */
void
ibid_render_lists_append_item (IbidRenderLists *lists, GString *html, IbidRenderContext *context,
                               guint block)
{
  IbidBlock *item = ibid_article_peek_block (context->article, block);
  guint level = CLAMP (ibid_block_get_level (item), 1, MAX_LIST_LEVELS);
  gboolean ordered = ibid_block_get_ordered (item);
  guint number = ibid_block_get_number (item);

  while (lists->levels->len > level)
    close_level (lists, html);
  if (lists->levels->len == level && g_array_index (lists->levels, gboolean, level - 1) != ordered)
    close_level (lists, html);
  if (lists->levels->len == level)
    g_string_append (html, "</li>");
  while (lists->levels->len < level)
    {
      open_level (lists, html, ordered);
      if (lists->levels->len < level)
        g_string_append (html, "<li class=\"hollow\">");
    }
  if (ordered && number > 0)
    g_string_append_printf (html, "<li value=\"%u\">", number);
  else
    g_string_append (html, "<li>");
  append_element (html, context, "p", block);
}
