/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-plain-text.h"

#define N_HEADING_LEVELS 6

struct _IbidPlainText
{
  IbidArticle *article;
  GtkTextBuffer *buffer;
  guint *starts; /* per block: where its text begins in the buffer, in code points */
  guint n_blocks;
  guint n_chars;
  guint n_title_chars;   /* of the title above the first block; 0: there is none */
  GHashTable *languages; /* BCP 47 tag → GtkTextTag, borrowed from the buffer's table */
  GtkTextTag *headings[N_HEADING_LEVELS];
  GtkTextTag *lights[IBID_N_PLAIN_LIGHTS];
};

/* Half transparent, so that one set serves light, dark and high contrast alike. */
static const GdkRGBA citation_line = { 0.21f, 0.52f, 0.89f, 0.9f };
static const GdkRGBA mention_line = { 0.5f, 0.5f, 0.5f, 0.7f };
static const GdkRGBA light_colours[IBID_N_PLAIN_LIGHTS] = {
  [IBID_PLAIN_LIGHT_CITATION] = { 0.21f, 0.52f, 0.89f, 0.28f },
  [IBID_PLAIN_LIGHT_CLAIM] = { 0.21f, 0.52f, 0.89f, 0.12f },
  [IBID_PLAIN_LIGHT_ENTITY] = { 0.2f, 0.82f, 0.48f, 0.28f },
  [IBID_PLAIN_LIGHT_POINTED] = { 0.96f, 0.83f, 0.18f, 0.35f },
  [IBID_PLAIN_LIGHT_ARRIVAL] = { 0.96f, 0.83f, 0.18f, 0.35f },
};

static GtkTextTag *
new_tag (IbidPlainText *self, const char *name)
{
  GtkTextTag *tag = gtk_text_tag_new (name);

  gtk_text_tag_table_add (gtk_text_buffer_get_tag_table (self->buffer), tag);
  g_object_unref (tag);
  return tag;
}

static void
add_tags (IbidPlainText *self)
{
  static const double scales[N_HEADING_LEVELS] = { 1.8, 1.4, 1.2, 1.1, 1.0, 1.0 };

  for (guint i = 0; i < N_HEADING_LEVELS; i++)
    {
      g_autofree char *name = g_strdup_printf ("heading-%u", i + 1);

      self->headings[i] = new_tag (self, name);
      g_object_set (self->headings[i], "weight", PANGO_WEIGHT_BOLD, "scale", scales[i],
                    "pixels-above-lines", 12, NULL);
    }
  g_object_set (new_tag (self, "quote"), "left-margin", 36, "right-margin", 36, NULL);
  g_object_set (new_tag (self, "list"), "left-margin", 18, NULL);
  g_object_set (new_tag (self, "fixed"), "family", "monospace", NULL);
  g_object_set (new_tag (self, "small"), "scale", 0.9, NULL);
  g_object_set (new_tag (self, "strong"), "weight", PANGO_WEIGHT_BOLD, NULL);
  g_object_set (new_tag (self, "emphasis"), "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (new_tag (self, "subscript"), "rise", -3 * PANGO_SCALE, "scale", 0.8, NULL);
  g_object_set (new_tag (self, "superscript"), "rise", 5 * PANGO_SCALE, "scale", 0.8, NULL);
  g_object_set (new_tag (self, "mention"), "underline", PANGO_UNDERLINE_SINGLE, "underline-rgba",
                &mention_line, NULL);
  g_object_set (new_tag (self, "citation"), "underline", PANGO_UNDERLINE_SINGLE, "underline-rgba",
                &citation_line, NULL);
  for (guint i = 0; i < IBID_N_PLAIN_LIGHTS; i++)
    {
      self->lights[i] = new_tag (self, NULL);
      g_object_set (self->lights[i], "background-rgba", &light_colours[i], NULL);
    }
}

/* What a screen reader could not tell from the text alone. */
static void
append_prefix (GString *text, IbidBlock *block)
{
  guint n_images = 0;
  const IbidImage *images;

  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_LIST_ITEM:
      for (guint level = 1; level < ibid_block_get_level (block); level++)
        g_string_append (text, "    ");
      if (ibid_block_get_ordered (block) && ibid_block_get_number (block) > 0)
        g_string_append_printf (text, "%u. ", ibid_block_get_number (block));
      else
        g_string_append (text, "• ");
      return;
    case IBID_BLOCK_TYPE_NOTE:
      if (ibid_block_get_label (block) != NULL)
        g_string_append_printf (text, _ ("Note %s: "), ibid_block_get_label (block));
      return;
    case IBID_BLOCK_TYPE_FIGURE:
      images = ibid_block_get_images (block, &n_images);
      for (guint i = 0; i < n_images; i++)
        if (images[i].alt != NULL)
          g_string_append_printf (text, _ ("[Figure: %s] "), images[i].alt);
      return;
    case IBID_BLOCK_TYPE_SEPARATOR:
      g_string_append (text, "* * *");
      return;
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_HEADING:
    case IBID_BLOCK_TYPE_TABLE:
    case IBID_BLOCK_TYPE_QUOTE:
    case IBID_BLOCK_TYPE_PREFORMATTED:
      return;
    }
}

/* The title stands in the metadata; some articles repeat it as their first heading. */
static void
append_title (IbidPlainText *self, GString *text)
{
  const char *title = ibid_article_get_title (self->article);
  IbidBlock *first = ibid_article_peek_block (self->article, 0);

  if (title[0] == '\0' || first == NULL ||
      (ibid_block_get_block_type (first) == IBID_BLOCK_TYPE_HEADING &&
       g_strcmp0 (ibid_block_get_text (first), title) == 0))
    return;
  g_string_append (text, title);
  self->n_title_chars = (guint)g_utf8_strlen (text->str, (gssize)text->len);
  g_string_append_c (text, '\n');
}

/* One insertion for the whole text: 20,000 small ones would each look at the tree of lines. */
static void
insert_text (IbidPlainText *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_chars = 0;

  append_title (self, text);
  n_chars = (guint)g_utf8_strlen (text->str, (gssize)text->len);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (self->article, i);
      gsize before = text->len;

      append_prefix (text, block);
      n_chars += (guint)g_utf8_strlen (text->str + before, (gssize)(text->len - before));
      self->starts[i] = n_chars;
      g_string_append (text, ibid_block_get_text (block));
      n_chars += ibid_block_get_n_chars (block);
      if (i + 1 < self->n_blocks)
        {
          g_string_append_c (text, '\n');
          n_chars++;
        }
    }
  self->n_chars = n_chars;
  gtk_text_buffer_set_text (self->buffer, text->str, (int)text->len);
}

gboolean
ibid_plain_text_get_iters (IbidPlainText *self, const IbidSpan *span, GtkTextIter *start,
                           GtkTextIter *end)
{
  guint n_chars;
  guint base;

  if (span->block >= self->n_blocks)
    return FALSE;
  n_chars = ibid_block_get_n_chars (ibid_article_peek_block (self->article, span->block));
  base = self->starts[span->block];
  gtk_text_buffer_get_iter_at_offset (self->buffer, start,
                                      (int)(base + MIN (span->start, n_chars)));
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, (int)(base + MIN (span->end, n_chars)));
  return TRUE;
}

static void
apply (IbidPlainText *self, GtkTextTag *tag, const IbidSpan *span)
{
  GtkTextIter start;
  GtkTextIter end;

  if (tag != NULL && ibid_plain_text_get_iters (self, span, &start, &end))
    gtk_text_buffer_apply_tag (self->buffer, tag, &start, &end);
}

static GtkTextTag *
get_tag (IbidPlainText *self, const char *name)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), name);
}

static GtkTextTag *
get_language_tag (IbidPlainText *self, const char *language)
{
  GtkTextTag *tag = g_hash_table_lookup (self->languages, language);

  if (tag == NULL)
    {
      tag = new_tag (self, NULL);
      g_object_set (tag, "language", language, NULL);
      g_hash_table_insert (self->languages, g_strdup (language), tag);
    }
  return tag;
}

static GtkTextTag *
get_mark_tag (IbidPlainText *self, const IbidMark *mark)
{
  switch (mark->type)
    {
    case IBID_MARK_TYPE_EMPHASIS:
      return get_tag (self, "emphasis");
    case IBID_MARK_TYPE_STRONG:
      return get_tag (self, "strong");
    case IBID_MARK_TYPE_CODE:
      return get_tag (self, "fixed");
    case IBID_MARK_TYPE_SUBSCRIPT:
      return get_tag (self, "subscript");
    case IBID_MARK_TYPE_SUPERSCRIPT:
      return get_tag (self, "superscript");
    case IBID_MARK_TYPE_LANGUAGE:
      return mark->value != NULL ? get_language_tag (self, mark->value) : NULL;
    case IBID_MARK_TYPE_LINK:
      return NULL;
    }
  return NULL;
}

static GtkTextTag *
get_block_tag (IbidPlainText *self, IbidBlock *block)
{
  switch (ibid_block_get_block_type (block))
    {
    case IBID_BLOCK_TYPE_HEADING:
      return self->headings[CLAMP (ibid_block_get_level (block), 1, N_HEADING_LEVELS) - 1];
    case IBID_BLOCK_TYPE_QUOTE:
      return get_tag (self, "quote");
    case IBID_BLOCK_TYPE_LIST_ITEM:
      return get_tag (self, "list");
    case IBID_BLOCK_TYPE_PREFORMATTED:
    case IBID_BLOCK_TYPE_TABLE:
      return get_tag (self, "fixed");
    case IBID_BLOCK_TYPE_NOTE:
    case IBID_BLOCK_TYPE_FIGURE:
      return get_tag (self, "small");
    case IBID_BLOCK_TYPE_PARAGRAPH:
    case IBID_BLOCK_TYPE_SEPARATOR:
      return NULL;
    }
  return NULL;
}

static void
style_blocks (IbidPlainText *self)
{
  const char *article_language = ibid_article_get_language (self->article);

  if (article_language != NULL && self->n_chars > 0)
    {
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      gtk_text_buffer_apply_tag (self->buffer, get_language_tag (self, article_language), &start,
                                 &end);
    }
  if (self->n_title_chars > 0)
    {
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_start_iter (self->buffer, &start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int)self->n_title_chars);
      gtk_text_buffer_apply_tag (self->buffer, self->headings[0], &start, &end);
    }
  for (guint i = 0; i < self->n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (self->article, i);
      const char *language = ibid_block_get_language (block);
      IbidSpan whole = { i, 0, ibid_block_get_n_chars (block) };
      guint n_marks = 0;
      const IbidMark *marks = ibid_block_get_marks (block, &n_marks);

      apply (self, get_block_tag (self, block), &whole);
      if (language != NULL && g_strcmp0 (language, article_language) != 0)
        apply (self, get_language_tag (self, language), &whole);
      for (guint j = 0; j < n_marks; j++)
        {
          IbidSpan span = { i, marks[j].start, marks[j].end };
          apply (self, get_mark_tag (self, &marks[j]), &span);
        }
    }
}

void
ibid_plain_text_mark (IbidPlainText *self)
{
  GListModel *citations = ibid_article_get_citations (self->article);
  GListModel *mentions = ibid_article_get_mentions (self->article);
  GtkTextTag *citation_tag = get_tag (self, "citation");
  GtkTextTag *mention_tag = get_tag (self, "mention");
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, citation_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, mention_tag, &start, &end);
  for (guint i = 0; i < g_list_model_get_n_items (mentions); i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      apply (self, mention_tag, ibid_mention_get_span (mention));
    }
  for (guint i = 0; i < g_list_model_get_n_items (citations); i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      apply (self, citation_tag, ibid_citation_get_span (citation));
    }
}

void
ibid_plain_text_clear_light (IbidPlainText *self, IbidPlainLight light)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->lights[light], &start, &end);
}

void
ibid_plain_text_add_light (IbidPlainText *self, IbidPlainLight light, const IbidSpan *span)
{
  apply (self, self->lights[light], span);
}

gboolean
ibid_plain_text_locate (IbidPlainText *self, const GtkTextIter *iter, guint *block, guint *offset)
{
  guint at = (guint)gtk_text_iter_get_offset (iter);
  guint first = 0;
  guint past = self->n_blocks;

  *block = 0;
  *offset = 0;
  if (self->n_blocks == 0)
    return FALSE;
  /* the last block whose line begins at or before; a prefix belongs to its block */
  while (past - first > 1)
    {
      guint middle = first + (past - first) / 2;
      IbidBlock *before = ibid_article_peek_block (self->article, middle - 1);

      if (self->starts[middle - 1] + ibid_block_get_n_chars (before) + 1 <= at)
        first = middle;
      else
        past = middle;
    }
  *block = first;
  if (at > self->starts[first])
    *offset = MIN (at - self->starts[first],
                   ibid_block_get_n_chars (ibid_article_peek_block (self->article, first)));
  return at >= self->starts[first];
}

GtkTextBuffer *
ibid_plain_text_get_buffer (IbidPlainText *self)
{
  return self->buffer;
}

IbidPlainText *
ibid_plain_text_new (IbidArticle *article)
{
  IbidPlainText *self = g_new0 (IbidPlainText, 1);

  self->article = g_object_ref (article);
  self->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  self->n_blocks = ibid_article_get_n_blocks (article);
  self->starts = g_new0 (guint, MAX (self->n_blocks, 1));
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_tags (self);
  insert_text (self);
  style_blocks (self);
  ibid_plain_text_mark (self);
  return self;
}

void
ibid_plain_text_free (IbidPlainText *self)
{
  g_clear_object (&self->buffer);
  g_clear_object (&self->article);
  g_clear_pointer (&self->languages, g_hash_table_unref);
  g_free (self->starts);
  g_free (self);
}
