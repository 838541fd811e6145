/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-html-walk.h"

#include <string.h>
#include "ibid-html-main.h"

#define MAX_CELL_SPAN 1000

typedef struct
{
  IbidComposer *composer;
  IbidHtmlNotes *notes;
  IbidHtmlImages images;
  gpointer images_data;
  GHashTable *done;       /* set of GumboNode: notes that are written */
  gsize letters;          /* of the whole article */
  const GumboNode *asked; /* the parent that was asked last for blocks */
  gboolean asked_has_blocks;

  IbidBlockType block; /* what text outside of paragraphs becomes */
  guint list_depth;
  gboolean is_ordered;
  guint next_number; /* of the list under way; 0: not numbered */
  gboolean in_note;
  gboolean in_table;
  gboolean in_figure;
} Walk;

static void walk (Walk *self, GumboNode *node);

static void
walk_children (Walk *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  for (guint i = 0; children != NULL && i < children->length; i++)
    walk (self, children->data[i]);
}

/* Blocks inside notes, cells and captions are lines of them. */
static gboolean
is_inside_one_block (Walk *self)
{
  return self->in_note || self->in_table || self->in_figure;
}

static void
begin_block (Walk *self, const GumboNode *node, IbidBlockType type)
{
  const char *language = ibid_html_get_attribute (node, "lang");
  const char *direction = ibid_html_get_attribute (node, "dir");

  ibid_composer_begin (self->composer, type);
  ibid_composer_set_language (self->composer,
                              language != NULL && *language != '\0' ? language : NULL,
                              g_strcmp0 (direction, "rtl") == 0   ? IBID_DIRECTION_RTL
                              : g_strcmp0 (direction, "ltr") == 0 ? IBID_DIRECTION_LTR
                                                                  : IBID_DIRECTION_AUTO);
  if (type == IBID_BLOCK_TYPE_LIST_ITEM)
    ibid_composer_set_level (self->composer, MAX (self->list_depth, 1));
}

static void
walk_block (Walk *self, GumboNode *node, IbidBlockType type)
{
  if (is_inside_one_block (self))
    {
      ibid_composer_add_break (self->composer);
      walk_children (self, node);
      return;
    }
  begin_block (self, node, type);
  walk_children (self, node);
  ibid_composer_end (self->composer);
}

static void
walk_heading (Walk *self, GumboNode *node, guint level)
{
  if (is_inside_one_block (self))
    {
      walk_block (self, node, IBID_BLOCK_TYPE_PARAGRAPH);
      return;
    }
  begin_block (self, node, IBID_BLOCK_TYPE_HEADING);
  ibid_composer_set_level (self->composer, level);
  walk_children (self, node);
  ibid_composer_end (self->composer);
}

static guint
read_number (const GumboNode *node, const char *attribute, guint otherwise, guint limit)
{
  const char *value = ibid_html_get_attribute (node, attribute);
  guint64 number;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, limit, &number, NULL)
             ? (guint)number
             : otherwise;
}

static void
walk_list (Walk *self, GumboNode *node)
{
  const Walk outer = *self;

  self->list_depth++;
  self->is_ordered = ibid_html_get_tag (node) == GUMBO_TAG_OL;
  self->next_number = self->is_ordered ? read_number (node, "start", 1, G_MAXINT32) : 0;
  walk_children (self, node);
  if (!is_inside_one_block (self))
    ibid_composer_end (self->composer);
  self->list_depth = outer.list_depth;
  self->is_ordered = outer.is_ordered;
  self->next_number = outer.next_number;
}

static void
walk_item (Walk *self, GumboNode *node)
{
  if (is_inside_one_block (self))
    {
      walk_block (self, node, IBID_BLOCK_TYPE_PARAGRAPH);
      return;
    }
  begin_block (self, node, IBID_BLOCK_TYPE_LIST_ITEM);
  if (self->is_ordered)
    self->next_number = read_number (node, "value", self->next_number, G_MAXINT32);
  ibid_composer_set_list (self->composer, self->is_ordered, self->next_number);
  self->next_number += self->is_ordered;
  walk_children (self, node);
  ibid_composer_end (self->composer);
}

/* An item has begun its block already, with its number; its paragraphs are lines of it. */
static void
walk_paragraph (Walk *self, GumboNode *node)
{
  if (node->parent != NULL && ibid_html_get_tag (node->parent) == GUMBO_TAG_LI &&
      !is_inside_one_block (self))
    {
      ibid_composer_add_break (self->composer);
      walk_children (self, node);
    }
  else
    walk_block (self, node, self->block);
}

static void
walk_quote (Walk *self, GumboNode *node)
{
  IbidBlockType outer = self->block;

  self->block = IBID_BLOCK_TYPE_QUOTE;
  walk_block (self, node, IBID_BLOCK_TYPE_QUOTE);
  self->block = outer;
}

static void
add_image (Walk *self, GumboNode *node)
{
  const char *src = ibid_html_get_attribute (node, "src");
  const char *alt = ibid_html_get_attribute (node, "alt");
  g_autofree char *path = NULL;

  if (src == NULL || self->images == NULL || (is_inside_one_block (self) && !self->in_figure))
    return;
  path = self->images (src, self->images_data);
  if (path == NULL)
    return;
  if (!self->in_figure)
    ibid_composer_begin (self->composer, IBID_BLOCK_TYPE_FIGURE);
  ibid_composer_add_image (self->composer, path, alt);
  if (!self->in_figure)
    ibid_composer_end (self->composer);
}

static void
walk_figure (Walk *self, GumboNode *node)
{
  if (is_inside_one_block (self) || ibid_html_find_tag (node, GUMBO_TAG_TABLE) != NULL)
    {
      walk_children (self, node);
      return;
    }
  begin_block (self, node, IBID_BLOCK_TYPE_FIGURE);
  self->in_figure = TRUE;
  walk_children (self, node);
  self->in_figure = FALSE;
  ibid_composer_end (self->composer);
}

static void
walk_rows (Walk *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  for (guint i = 0; children != NULL && i < children->length; i++)
    {
      GumboNode *child = children->data[i];
      GumboTag tag = ibid_html_get_tag (child);

      if (tag == GUMBO_TAG_TR)
        {
          ibid_composer_begin_row (self->composer);
          walk_rows (self, child);
        }
      else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
        {
          ibid_composer_begin_cell (self->composer, tag == GUMBO_TAG_TH,
                                    read_number (child, "colspan", 1, MAX_CELL_SPAN),
                                    read_number (child, "rowspan", 1, MAX_CELL_SPAN));
          walk_children (self, child);
        }
      else if (tag != GUMBO_TAG_CAPTION)
        walk_rows (self, child);
    }
}

/* whether it arranges things on the page rather than showing data: one column, or said so */
static gboolean
is_layout (GumboNode *table)
{
  GumboNode *row = ibid_html_find_tag (table, GUMBO_TAG_TR);
  const GumboVector *cells = row != NULL ? ibid_html_get_children (row) : NULL;
  guint n_cells = 0;

  for (guint i = 0; cells != NULL && i < cells->length; i++)
    n_cells += ibid_html_is_element (cells->data[i]);
  return n_cells < 2 || ibid_html_has_word (table, "role", "presentation");
}

static void
walk_table (Walk *self, GumboNode *node)
{
  GumboNode *caption = ibid_html_find_tag (node, GUMBO_TAG_CAPTION);

  if (is_inside_one_block (self) || is_layout (node) ||
      ibid_html_notes_contains_body (self->notes, node))
    {
      walk_children (self, node);
      return;
    }
  if (caption != NULL)
    walk_block (self, caption, IBID_BLOCK_TYPE_PARAGRAPH);
  begin_block (self, node, IBID_BLOCK_TYPE_TABLE);
  self->in_table = TRUE;
  walk_rows (self, node);
  self->in_table = FALSE;
  ibid_composer_end (self->composer);
}

static void
walk_note (Walk *self, GumboNode *node)
{
  if (!g_hash_table_add (self->done, node))
    return;
  begin_block (self, node, IBID_BLOCK_TYPE_NOTE);
  ibid_composer_set_note (self->composer, ibid_html_notes_get_target (self->notes, node),
                          ibid_html_notes_get_label (self->notes, node));
  self->in_note = TRUE;
  walk_children (self, node);
  self->in_note = FALSE;
  ibid_composer_end (self->composer);
}

static void
walk_marked (Walk *self, GumboNode *node, IbidMarkType type, const char *value)
{
  ibid_composer_push_mark (self->composer, type, value);
  walk_children (self, node);
  ibid_composer_pop_mark (self->composer);
}

static gboolean
is_web_address (const char *href)
{
  return href != NULL &&
         (g_ascii_strncasecmp (href, "http://", 7) == 0 ||
          g_ascii_strncasecmp (href, "https://", 8) == 0) &&
         g_uri_is_valid (href, G_URI_FLAGS_NONE, NULL);
}

static void
walk_link (Walk *self, GumboNode *node)
{
  const char *reference = ibid_html_notes_get_reference (self->notes, node);
  const char *href = ibid_html_get_attribute (node, "href");

  if (ibid_html_notes_is_backlink (self->notes, node))
    return;
  if (reference != NULL)
    {
      ibid_composer_begin_reference (self->composer, reference);
      walk_children (self, node);
      ibid_composer_end_reference (self->composer);
    }
  else if (is_web_address (href))
    walk_marked (self, node, IBID_MARK_TYPE_LINK, href);
  else
    walk_children (self, node);
}

static void
walk_inline (Walk *self, GumboNode *node)
{
  const char *language = ibid_html_get_attribute (node, "lang");

  if (language != NULL && *language != '\0')
    walk_marked (self, node, IBID_MARK_TYPE_LANGUAGE, language);
  else
    walk_children (self, node);
}

static void
walk_division (Walk *self, GumboNode *node)
{
  if (ibid_html_has_blocks (node) || is_inside_one_block (self))
    {
      if (!is_inside_one_block (self))
        ibid_composer_end (self->composer);
      walk_children (self, node);
      if (!is_inside_one_block (self))
        ibid_composer_end (self->composer);
    }
  else
    walk_paragraph (self, node);
}

static void
walk_rule (Walk *self, GumboNode *node)
{
  if (!is_inside_one_block (self))
    walk_block (self, node, IBID_BLOCK_TYPE_SEPARATOR);
}

static void
walk_break (Walk *self, G_GNUC_UNUSED GumboNode *node)
{
  ibid_composer_add_break (self->composer);
}

/* readings beside characters, and what stands in for them where they cannot be shown */
static void
skip (G_GNUC_UNUSED Walk *self, G_GNUC_UNUSED GumboNode *node)
{
}

static void
walk_line (Walk *self, GumboNode *node)
{
  walk_block (self, node, IBID_BLOCK_TYPE_PARAGRAPH);
}

static void
walk_preformatted (Walk *self, GumboNode *node)
{
  walk_block (self, node, IBID_BLOCK_TYPE_PREFORMATTED);
}

/* what becomes of an element; a level is that of a heading, a mark has no function */
static const struct
{
  GumboTag tag;
  void (*walk) (Walk *self, GumboNode *node);
  guint level;
  IbidMarkType mark;
} elements[] = {
  { .tag = GUMBO_TAG_H1, .level = 1 },
  { .tag = GUMBO_TAG_H2, .level = 2 },
  { .tag = GUMBO_TAG_H3, .level = 3 },
  { .tag = GUMBO_TAG_H4, .level = 4 },
  { .tag = GUMBO_TAG_H5, .level = 5 },
  { .tag = GUMBO_TAG_H6, .level = 6 },
  { .tag = GUMBO_TAG_P, walk_paragraph },
  { .tag = GUMBO_TAG_BLOCKQUOTE, walk_quote },
  { .tag = GUMBO_TAG_PRE, walk_preformatted },
  { .tag = GUMBO_TAG_UL, walk_list },
  { .tag = GUMBO_TAG_OL, walk_list },
  { .tag = GUMBO_TAG_MENU, walk_list },
  { .tag = GUMBO_TAG_LI, walk_item },
  { .tag = GUMBO_TAG_DT, walk_line },
  { .tag = GUMBO_TAG_DD, walk_line },
  { .tag = GUMBO_TAG_FIGURE, walk_figure },
  { .tag = GUMBO_TAG_TABLE, walk_table },
  { .tag = GUMBO_TAG_IMG, add_image },
  { .tag = GUMBO_TAG_HR, walk_rule },
  { .tag = GUMBO_TAG_BR, walk_break },
  { .tag = GUMBO_TAG_A, walk_link },
  { .tag = GUMBO_TAG_RT, skip },
  { .tag = GUMBO_TAG_RP, skip },
  { .tag = GUMBO_TAG_TITLE, skip },
  { .tag = GUMBO_TAG_EM, .mark = IBID_MARK_TYPE_EMPHASIS },
  { .tag = GUMBO_TAG_I, .mark = IBID_MARK_TYPE_EMPHASIS },
  { .tag = GUMBO_TAG_CITE, .mark = IBID_MARK_TYPE_EMPHASIS },
  { .tag = GUMBO_TAG_STRONG, .mark = IBID_MARK_TYPE_STRONG },
  { .tag = GUMBO_TAG_B, .mark = IBID_MARK_TYPE_STRONG },
  { .tag = GUMBO_TAG_CODE, .mark = IBID_MARK_TYPE_CODE },
  { .tag = GUMBO_TAG_KBD, .mark = IBID_MARK_TYPE_CODE },
  { .tag = GUMBO_TAG_SAMP, .mark = IBID_MARK_TYPE_CODE },
  { .tag = GUMBO_TAG_SUB, .mark = IBID_MARK_TYPE_SUBSCRIPT },
  { .tag = GUMBO_TAG_SUP, .mark = IBID_MARK_TYPE_SUPERSCRIPT },
};

static void
walk_element (Walk *self, GumboNode *node)
{
  GumboTag tag = ibid_html_get_tag (node);

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (elements[i].tag == tag)
      {
        if (elements[i].walk != NULL)
          elements[i].walk (self, node);
        else if (elements[i].level > 0)
          walk_heading (self, node, elements[i].level);
        else
          walk_marked (self, node, elements[i].mark, NULL);
        return;
      }
  if (ibid_html_is_inline (node))
    walk_inline (self, node);
  else
    walk_division (self, node);
}

/* Asked again for each child of a parent: the answer is kept, or a long line takes forever. */
static gboolean
stands_between_blocks (Walk *self, const GumboNode *node)
{
  if (node->parent == NULL)
    return FALSE;
  if (self->asked != node->parent)
    {
      self->asked = node->parent;
      self->asked_has_blocks = ibid_html_has_blocks (node->parent);
    }
  return self->asked_has_blocks;
}

static void
walk (Walk *self, GumboNode *node)
{
  const char *text = ibid_html_get_text (node);

  if (text != NULL)
    {
      /* white space between blocks begins none */
      if (node->type != GUMBO_NODE_WHITESPACE || !stands_between_blocks (self, node))
        ibid_composer_add_text (self->composer, text, -1);
      return;
    }
  if (!ibid_html_is_element (node) || ibid_html_is_hidden (node))
    return;
  if (!ibid_html_notes_contains_body (self->notes, node) &&
      ibid_html_is_clutter (node, self->letters))
    return;
  if (ibid_html_notes_get_target (self->notes, node) != NULL && !self->in_note)
    walk_note (self, node);
  else
    walk_element (self, node);
}

/**
 * ibid_html_walk:
 * @composer: takes the blocks
 * @main: what holds the article
 * @notes: of the whole page
 * @images: (nullable): takes images along; %NULL: none are
 * @images_data: for that function
 *
 * Makes blocks of the article, and of its notes wherever in the page they stand.
 */
void
ibid_html_walk (IbidComposer *composer, GumboNode *main, IbidHtmlNotes *notes,
                IbidHtmlImages images, gpointer images_data)
{
  Walk self = { .composer = composer,
                .notes = notes,
                .images = images,
                .images_data = images_data,
                .done = g_hash_table_new (NULL, NULL),
                .letters = ibid_html_count_letters (main, NULL),
                .block = IBID_BLOCK_TYPE_PARAGRAPH };
  const GPtrArray *bodies = ibid_html_notes_get_bodies (notes);

  walk_children (&self, main);
  ibid_composer_end (composer);
  for (guint i = 0; i < bodies->len; i++)
    walk_note (&self, g_ptr_array_index (bodies, i));
  g_hash_table_unref (self.done);
}
