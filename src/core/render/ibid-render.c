/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-escape.h"
#include "ibid-render-private.h"

/* Second layer of five (the others are the reader view's): even if a tag got through, it could load
 * nothing but images of our own scheme. */
#define CONTENT_SECURITY_POLICY                                                                    \
  "default-src 'none'; img-src ibid:; form-action 'none'; base-uri 'none'; frame-src 'none'"

static void
free_references (IbidRenderContext *context)
{
  for (guint i = 0; i < context->n_blocks; i++)
    g_clear_pointer (&context->references_of_block[i], g_ptr_array_unref);
  g_clear_pointer (&context->references_of_block, g_free);
}

/*
 * ibid_render_context_new:
 * @article: a sealed article, borrowed: it has to outlive the context
 * @options: borrowed, too
 *
 * Looks up what a document needs again and again: which notes are referred to where.
 *
 * Returns: (transfer full): the context; it does not follow changes of the article
 */
IbidRenderContext *
ibid_render_context_new (IbidArticle *article, const IbidRenderOptions *options)
{
  IbidRenderContext *context = g_new0 (IbidRenderContext, 1);
  GListModel *references = ibid_article_get_note_references (article);
  guint n_references = g_list_model_get_n_items (references);

  context->article = article;
  context->options = options;
  context->n_blocks = ibid_article_get_n_blocks (article);
  context->references_of_block = g_new0 (GPtrArray *, MAX (context->n_blocks, 1));
  context->reference_numbers = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  context->first_reference_of = g_hash_table_new (NULL, NULL);
  context->marked = g_hash_table_new (NULL, NULL);
  ibid_render_entries_init (context);

  for (guint i = 0; i < n_references; i++)
    {
      g_autoptr (IbidNoteReference) reference = g_list_model_get_item (references, i);
      guint block = ibid_note_reference_get_span (reference)->block;
      gpointer note = GUINT_TO_POINTER (ibid_note_reference_get_note (reference) + 1);

      if (block >= context->n_blocks)
        continue;
      if (context->references_of_block[block] == NULL)
        context->references_of_block[block] = g_ptr_array_new ();
      g_ptr_array_add (context->references_of_block[block], reference);
      if (!g_hash_table_contains (context->first_reference_of, note))
        g_hash_table_insert (context->first_reference_of, note, GUINT_TO_POINTER (i + 1));
      g_hash_table_insert (context->reference_numbers, g_steal_pointer (&reference),
                           GUINT_TO_POINTER (i + 1));
    }
  return context;
}

/*
 * ibid_render_context_free:
 * @context: (transfer full): a context
 */
void
ibid_render_context_free (IbidRenderContext *context)
{
  free_references (context);
  g_hash_table_unref (context->reference_numbers);
  g_hash_table_unref (context->first_reference_of);
  g_hash_table_unref (context->marked);
  g_clear_pointer (&context->entries, g_ptr_array_unref);
  g_clear_pointer (&context->entry_of, g_hash_table_unref);
  g_free (context->heading_levels);
  g_free (context);
}

static void
append_head (GString *html, IbidRenderContext *context)
{
  g_string_append (html, "<!DOCTYPE html>\n<html");
  ibid_render_append_language (html, ibid_article_get_language (context->article),
                               ibid_article_get_direction (context->article));
  g_string_append (html, "><head><meta charset=\"utf-8\">"
                         "<meta http-equiv=\"Content-Security-Policy\" "
                         "content=\"" CONTENT_SECURITY_POLICY "\">"
                         "<meta name=\"referrer\" content=\"no-referrer\"><title>");
  ibid_escape_append_text (html, ibid_article_get_title (context->article), -1);
  g_string_append_printf (
      html, "</title></head><body class=\"%s%s\"><main role=\"main\"><article>\n",
      context->options->for_print ? "print" : "screen", ibid_render_describe_entries (context));
}

/*
 * ibid_render_append_blocks:
 * @from: position of the first block
 * @to: position behind the last one
 *
 * Appends blocks with the lists they are in; those that are notes or were shown before are left
 * out.
 */
void
ibid_render_append_blocks (GString *html, IbidRenderContext *context, guint from, guint to)
{
  IbidRenderLists lists;

  ibid_render_lists_init (&lists);
  for (guint i = from; i < to; i++)
    {
      IbidBlockType type =
          ibid_block_get_block_type (ibid_article_peek_block (context->article, i));

      if (type == IBID_BLOCK_TYPE_NOTE || (i == 0 && context->took_first))
        continue;
      if (type == IBID_BLOCK_TYPE_LIST_ITEM)
        ibid_render_lists_append_item (&lists, html, context, i);
      else
        {
          ibid_render_lists_close (&lists, html);
          ibid_render_append_block (html, context, i);
        }
    }
  ibid_render_lists_close (&lists, html);
  ibid_render_lists_clear (&lists);
}

static void
append_section (GString *html, IbidRenderContext *context, guint from, guint to)
{
  g_string_append_printf (html, "<section data-g=\"%u\">\n", from / IBID_RENDER_SECTION_BLOCKS);
  ibid_render_append_blocks (html, context, from, to);
  g_string_append (html, "</section>\n");
}

/* Which groups of IBID_RENDER_SECTION_BLOCKS blocks a section holds: what is registered lazily for
 * those blocks is registered when the section comes near. */
static void
open_notes_section (GString *html, GArray *notes, guint from, guint to)
{
  guint previous = G_MAXUINT;

  g_string_append (html, "<section data-g=\"");
  for (guint i = from; i < to; i++)
    {
      guint group = g_array_index (notes, guint, i) / IBID_RENDER_SECTION_BLOCKS;

      if (group != previous)
        g_string_append_printf (html, i == from ? "%u" : " %u", group);
      previous = group;
    }
  g_string_append (html, "\">\n");
}

static void
append_notes (GString *html, IbidRenderContext *context)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < context->n_blocks; i++)
    if (ibid_block_get_block_type (ibid_article_peek_block (context->article, i)) ==
        IBID_BLOCK_TYPE_NOTE)
      g_array_append_val (notes, i);
  if (notes->len == 0)
    return;

  g_string_append (html, "<div class=\"notes\" role=\"doc-endnotes\" aria-label=\"");
  ibid_escape_append_attribute (html, _ ("Notes"));
  g_string_append (html, "\">\n");
  for (guint from = 0; from < notes->len; from += IBID_RENDER_SECTION_BLOCKS)
    {
      guint to = MIN (from + IBID_RENDER_SECTION_BLOCKS, notes->len);

      open_notes_section (html, notes, from, to);
      for (guint i = from; i < to; i++)
        ibid_render_append_note (html, context, g_array_index (notes, guint, i));
      g_string_append (html, "</section>\n");
    }
  g_string_append (html, "</div>\n");
}

/**
 * ibid_render_article:
 * @article: what to show
 * @options: how
 *
 * Writes a whole HTML document in UTF-8. Every tag and attribute is built here; of the article only
 * text, checked language tags, checked addresses and image paths inside its folder get in, all
 * through ibid-escape. There is one `<section>` for each %IBID_RENDER_SECTION_BLOCKS blocks, every
 * block is an element with the id "b<index>", and the notes stand at the end.
 *
 * Returns: (transfer full): the document; no style, no script
 */
GBytes *
ibid_render_article (IbidArticle *article, const IbidRenderOptions *options)
{
  g_autoptr (IbidRenderContext) context = NULL;
  GString *html;

  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  html = g_string_sized_new (16384);
  context = ibid_render_context_new (article, options);
  append_head (html, context);
  ibid_render_append_header (html, context);
  for (guint i = 0; i < context->n_blocks; i += IBID_RENDER_SECTION_BLOCKS)
    append_section (html, context, i, MIN (i + IBID_RENDER_SECTION_BLOCKS, context->n_blocks));
  append_notes (html, context);
  ibid_render_append_entry_lists (html, context);
  g_string_append (html, "</article></main></body></html>\n");
  return g_string_free_to_bytes (html);
}

/* One level below the nearest heading above that is of a higher rank; the title, which stands in
 * the header, has the first. */
static guint8 *
new_heading_levels (IbidRenderContext *context)
{
  guint8 *levels = g_new0 (guint8, MAX (context->n_blocks, 1));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = context->took_first ? 1 : 0; i < context->n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (context->article, i);
      guint level = ibid_block_get_level (block);

      if (ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_HEADING)
        continue;
      while (open->len > 0 && g_array_index (open, guint, open->len - 1) >= level)
        g_array_set_size (open, open->len - 1);
      g_array_append_val (open, level);
      levels[i] = (guint8)MIN (open->len + 1, 6);
    }
  return levels;
}

static void
append_notes_of_file (GString *html, IbidRenderContext *context)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < context->n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (context->article, i);

      if (ibid_block_get_block_type (block) != IBID_BLOCK_TYPE_NOTE)
        continue;
      if (!is_open)
        {
          g_string_append (html, "<section class=\"notes\" role=\"doc-endnotes\" "
                                 "aria-labelledby=\"endnotes\">\n<h2 id=\"endnotes\"");
          ibid_render_append_language (html, context->options->chrome_language,
                                       IBID_DIRECTION_AUTO);
          g_string_append_c (html, '>');
          ibid_escape_append_text (html, _ ("Notes"), -1);
          g_string_append (html, "</h2>\n");
        }
      is_open = TRUE;
      ibid_render_append_note (html, context, i);
    }
  if (is_open)
    g_string_append (html, "</section>\n");
}

/**
 * ibid_render_append_article_language:
 * @html: an open tag
 * @article: the article
 *
 * Appends the attributes lang and dir for a piece of the article's text, as far as they are known.
 */
void
ibid_render_append_article_language (GString *html, IbidArticle *article)
{
  const char *language = ibid_article_get_language (article);
  IbidDirection direction = ibid_article_get_direction (article);

  ibid_render_append_language (html, language, direction);
  if (direction == IBID_DIRECTION_AUTO && !ibid_escape_is_language_tag (language))
    g_string_append (html, " lang=\"\" dir=\"auto\"");
}

/**
 * ibid_render_append_article:
 * @html: what is being written
 * @article: what to show
 * @options: how; with a #IbidRenderFile
 *
 * Appends an article's title, text and notes for a file that stands on its own: what belongs into
 * an article element, without that element. It is safe for the same reasons as
 * ibid_render_article().
 */
void
ibid_render_append_article (GString *html, IbidArticle *article, const IbidRenderOptions *options)
{
  g_autoptr (IbidRenderContext) context = NULL;

  g_return_if_fail (IBID_IS_ARTICLE (article));
  g_return_if_fail (options != NULL && options->file != NULL);

  context = ibid_render_context_new (article, options);
  ibid_render_append_header (html, context);
  context->heading_levels = new_heading_levels (context);
  ibid_render_append_blocks (html, context, 0, context->n_blocks);
  append_notes_of_file (html, context);
}

/**
 * ibid_render_block:
 * @article: the article
 * @block: position of one of its blocks
 * @options: as for ibid_render_article()
 *
 * What stands inside the block's element now, for a page that shows the article already.
 *
 * Returns: (transfer full): a fragment of HTML
 */
char *
ibid_render_block (IbidArticle *article, guint block, const IbidRenderOptions *options)
{
  g_autoptr (IbidRenderContext) context = NULL;
  GString *html;

  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (block < ibid_article_get_n_blocks (article), NULL);

  html = g_string_new (NULL);
  context = ibid_render_context_new (article, options);
  ibid_render_append_block_content (html, context, block);
  return g_string_free (html, FALSE);
}
