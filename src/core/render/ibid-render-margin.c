/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that are printed beside the text. On paper nothing can be opened: a number stands where the
 * highlight begins, and the note with that number in the margin, or at the end where the margin has
 * no room for it. */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-quotation.h"
#include "ibid-render-private.h"
#include "ibid-terms-types.h"

/*
 * Nothing can be measured before it is laid out, so it is estimated, in half-widths of a character
 * (those of Chinese are whole ones) and for the style sheet's proportions on A4 or Letter. A note
 * is not broken over pages, and one that is as high as a page could not but be: a long one goes to
 * the end. So does what would stand further than this from its place.
 */
#define MARGIN_LINE_WIDTH 32
#define TEXT_LINE_WIDTH 72
#define MARGIN_LINES_OF_TEXT_LINES 1.35
#define MAX_MARGIN_LINES 24
#define MAX_DRIFT_LINES 32
#define MAX_MARGIN_SOURCES 4
#define MAX_QUOTE_CHARS 160
#define WORD_JOINER "\xe2\x81\xa0"

/**
 * ibid_render_note_new:
 * @annotation: an annotation
 * @citations: (nullable) (element-type IbidCitation): what stands behind it; each is referenced
 *
 * Returns: (transfer full): a note to be printed
 */
IbidRenderNote *
ibid_render_note_new (IbidAnnotation *annotation, GPtrArray *citations)
{
  IbidRenderNote *note = g_new0 (IbidRenderNote, 1);

  note->annotation = g_object_ref (annotation);
  note->citations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; citations != NULL && i < citations->len; i++)
    g_ptr_array_add (note->citations, g_object_ref (g_ptr_array_index (citations, i)));
  return note;
}

/**
 * ibid_render_note_free:
 * @note: (transfer full): a note
 */
void
ibid_render_note_free (IbidRenderNote *note)
{
  g_object_unref (note->annotation);
  g_clear_pointer (&note->citations, g_ptr_array_unref);
  g_free (note);
}

/* ---- what has a number, and where it stands ---- */

static gboolean
has_text (IbidAnnotation *annotation)
{
  const char *text = ibid_annotation_get_note (annotation);

  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

static gboolean
has_place (IbidAnnotation *annotation)
{
  guint n_spans = 0;

  ibid_annotation_get_spans (annotation, &n_spans);
  return n_spans > 0;
}

static gboolean
says_something (const IbidRenderNote *note)
{
  const char *const *tags = ibid_annotation_get_tags (note->annotation);

  return has_text (note->annotation) || (tags != NULL && tags[0] != NULL) ||
         note->citations->len > 0 || !has_place (note->annotation);
}

static guint
count_lines (const char *text, guint line_width)
{
  guint n_lines = 1;
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || width >= line_width)
        {
          n_lines++;
          width = 0;
        }
      width += g_unichar_iswide (c) ? 2 : 1;
    }
  return n_lines;
}

static guint
estimate_lines (const IbidRenderNote *note)
{
  const char *text = ibid_annotation_get_note (note->annotation);
  const char *const *tags = ibid_annotation_get_tags (note->annotation);
  guint n_lines = 2 + 2 * MIN (note->citations->len, MAX_MARGIN_SOURCES + 1);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    n_lines += count_lines (tags[i], MARGIN_LINE_WIDTH);
  return n_lines + (has_text (note->annotation) ? count_lines (text, MARGIN_LINE_WIDTH) : 0);
}

/* How far down in the text each block begins, in lines of the margin. */
static double *
new_block_tops (IbidRenderContext *context)
{
  double *tops = g_new0 (double, context->n_blocks + 1);

  for (guint i = 0; i < context->n_blocks; i++)
    {
      const char *text = ibid_block_get_text (ibid_article_peek_block (context->article, i));

      tops[i + 1] = tops[i] + (count_lines (text != NULL ? text : "", TEXT_LINE_WIDTH) + 0.7) *
                                  MARGIN_LINES_OF_TEXT_LINES;
    }
  return tops;
}

static double
place_of (IbidRenderContext *context, const double *tops, IbidAnnotation *annotation)
{
  guint n_spans = 0;
  const IbidSpan *span = ibid_annotation_get_spans (annotation, &n_spans);
  guint n_chars = ibid_block_get_n_chars (ibid_article_peek_block (context->article, span->block));
  double share = n_chars > 0 ? (double)span->start / n_chars : 0;

  return tops[span->block] + share * (tops[span->block + 1] - tops[span->block]);
}

/* A few that find no room go to the end; when most do, all: nobody wants to look in two places. */
static void
choose_places (IbidRenderContext *context)
{
  g_autofree double *tops = new_block_tops (context);
  double free_from = 0;
  guint n_placed = 0;
  guint n_in_margin = 0;

  for (guint i = 0; i < context->entries->len; i++)
    {
      IbidRenderEntry *entry = g_ptr_array_index (context->entries, i);
      guint n_lines = estimate_lines (entry->note);
      double place;

      entry->is_long = n_lines > MAX_MARGIN_LINES;
      if (!has_place (entry->note->annotation))
        continue;
      n_placed++;
      place = place_of (context, tops, entry->note->annotation);
      entry->is_in_margin = !entry->is_long && MAX (free_from, place) - place <= MAX_DRIFT_LINES;
      if (entry->is_in_margin)
        {
          free_from = MAX (free_from, place) + n_lines + 1;
          n_in_margin++;
        }
    }
  for (guint i = 0; n_in_margin * 2 < n_placed && i < context->entries->len; i++)
    ((IbidRenderEntry *)g_ptr_array_index (context->entries, i))->is_in_margin = FALSE;
}

/*
 * ibid_render_entries_init:
 * @context: of the document
 *
 * Gives a number to each note that says something, and a place in the margin or at the end.
 */
void
ibid_render_entries_init (IbidRenderContext *context)
{
  GPtrArray *notes = context->options->notes;

  if (notes == NULL || !context->options->for_print)
    return;
  context->entries = g_ptr_array_new_with_free_func (g_free);
  context->entry_of = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < notes->len; i++)
    {
      const IbidRenderNote *note = g_ptr_array_index (notes, i);
      IbidRenderEntry *entry;

      if (!says_something (note) || g_hash_table_contains (context->entry_of, note->annotation))
        continue;
      entry = g_new0 (IbidRenderEntry, 1);
      entry->note = note;
      g_ptr_array_add (context->entries, entry);
      entry->number = context->entries->len;
      g_hash_table_insert (context->entry_of, note->annotation, entry);
    }
  choose_places (context);
}

/* ---- writing ---- */

static const char *
style_shape (IbidAnnotationStyle style)
{
  switch (style)
    {
    case IBID_ANNOTATION_STYLE_YELLOW:
      return "●";
    case IBID_ANNOTATION_STYLE_GREEN:
      return "■";
    case IBID_ANNOTATION_STYLE_BLUE:
      return "▲";
    case IBID_ANNOTATION_STYLE_PINK:
      return "◆";
    case IBID_ANNOTATION_STYLE_PURPLE:
      return "★";
    case IBID_ANNOTATION_STYLE_UNDERLINE:
      break;
    }
  return "";
}

static const char *
style_word (IbidAnnotationStyle style)
{
  switch (style)
    {
    case IBID_ANNOTATION_STYLE_YELLOW:
      return _ ("Yellow");
    case IBID_ANNOTATION_STYLE_GREEN:
      return _ ("Green");
    case IBID_ANNOTATION_STYLE_BLUE:
      return _ ("Blue");
    case IBID_ANNOTATION_STYLE_PINK:
      return _ ("Pink");
    case IBID_ANNOTATION_STYLE_PURPLE:
      return _ ("Purple");
    case IBID_ANNOTATION_STYLE_UNDERLINE:
      return _ ("Underline");
    }
  return "";
}

static const char *
style_nick (IbidAnnotation *annotation)
{
  return ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE,
                              (int)ibid_annotation_get_style (annotation));
}

static void
append_chrome (GString *html, IbidRenderContext *context, const char *class, const char *text)
{
  g_string_append_printf (html, "<span class=\"%s\"", class);
  if (context->options->chrome_language != NULL)
    ibid_render_append_language (html, context->options->chrome_language, IBID_DIRECTION_AUTO);
  g_string_append_c (html, '>');
  ibid_escape_append_text (html, text, -1);
  g_string_append (html, "</span>");
}

static void
append_head (GString *html, IbidRenderContext *context, const IbidRenderEntry *entry)
{
  IbidAnnotation *annotation = entry->note->annotation;
  IbidAnnotationStyle style = ibid_annotation_get_style (annotation);
  g_autofree char *number = g_strdup_printf ("%s%u", style_shape (style), entry->number);

  g_string_append (html, "<span class=\"head\"><span class=\"number\">");
  ibid_escape_append_text (html, number, -1);
  g_string_append (html, "</span> ");
  append_chrome (html, context, "style", style_word (style));
  if (ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_UNCERTAIN)
    {
      g_string_append (html, " · ");
      append_chrome (html, context, "state", _ ("place uncertain"));
    }
  g_string_append (html, "</span>");
}

static void
append_tags (GString *html, IbidAnnotation *annotation)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);

  if (tags == NULL || tags[0] == NULL)
    return;
  g_string_append (html, "<span class=\"tags\">");
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_string_append (html, i > 0 ? " <bdi>#" : "<bdi>#");
      ibid_escape_append_text (html, tags[i], -1);
      g_string_append (html, "</bdi>");
    }
  g_string_append (html, "</span>");
}

static void
append_sources (GString *html, IbidRenderContext *context, const IbidRenderEntry *entry)
{
  g_auto (GStrv) sources =
      ibid_quotation_dup_short_sources (context->article, entry->note->citations);
  guint n_sources = g_strv_length (sources);
  guint n_written = n_sources;

  if (entry->is_in_margin && n_sources > MAX_MARGIN_SOURCES + 1)
    n_written = MAX_MARGIN_SOURCES;
  if (n_sources == 0)
    return;
  g_string_append (html, "<span class=\"sources\">");
  for (guint i = 0; i < n_written; i++)
    {
      g_string_append (html, "<span class=\"source\" dir=\"auto\">");
      ibid_escape_append_text (html, sources[i], -1);
      g_string_append (html, "</span>");
    }
  if (n_written < n_sources)
    {
      guint n_more = n_sources - n_written;
      g_autofree char *more = g_strdup_printf (
          /* Translators: behind the sources of a note, where there is no room for all of them */
          ngettext ("and %u more", "and %u more", n_more), n_more);

      append_chrome (html, context, "source", more);
    }
  g_string_append (html, "</span>");
}

static void
append_note_text (GString *html, IbidAnnotation *annotation)
{
  if (!has_text (annotation))
    return;
  g_string_append (html, "<span class=\"text\" dir=\"auto\">");
  ibid_render_append_markdown_inline (html, ibid_annotation_get_note (annotation));
  g_string_append (html, "</span>");
}

static void
append_body (GString *html, IbidRenderContext *context, const IbidRenderEntry *entry,
             const char *quote)
{
  append_head (html, context, entry);
  if (quote != NULL)
    {
      g_string_append (html, " <span class=\"quoted\">");
      ibid_escape_append_text (html, quote, -1);
      g_string_append (html, "</span>");
    }
  append_note_text (html, entry->note->annotation);
  append_tags (html, entry->note->annotation);
  append_sources (html, context, entry);
}

/*
 * ibid_render_describe_entries:
 *
 * Returns: classes of the document: whether it has notes, and whether some are in the margin
 */
const char *
ibid_render_describe_entries (IbidRenderContext *context)
{
  if (context->entries == NULL || context->entries->len == 0)
    return "";
  for (guint i = 0; i < context->entries->len; i++)
    if (((IbidRenderEntry *)g_ptr_array_index (context->entries, i))->is_in_margin)
      return " with-notes with-margin";
  return " with-notes";
}

/*
 * ibid_render_get_entry_number:
 *
 * Returns: the number of the annotation's note, or 0: none is printed
 */
guint
ibid_render_get_entry_number (IbidRenderContext *context, IbidAnnotation *annotation)
{
  const IbidRenderEntry *entry =
      context->entry_of != NULL ? g_hash_table_lookup (context->entry_of, annotation) : NULL;

  return entry != NULL ? entry->number : 0;
}

/*
 * ibid_render_append_entry:
 * @html: what is being written, within a line of text
 * @context: of the document
 * @annotation: an annotation that begins here
 *
 * Appends the annotation's number, and its note for the margin. It is written once: what comes
 * later does nothing.
 */
void
ibid_render_append_entry (GString *html, IbidRenderContext *context, IbidAnnotation *annotation)
{
  IbidRenderEntry *entry =
      context->entry_of != NULL ? g_hash_table_lookup (context->entry_of, annotation) : NULL;

  if (entry == NULL)
    return;
  if (entry->is_in_margin && !entry->is_shown)
    {
      g_string_append_printf (html, "<span class=\"x margin %s\" role=\"note\">",
                              style_nick (annotation));
      append_body (html, context, entry, NULL);
      g_string_append (html, "</span>");
    }
  entry->is_shown = TRUE;
  g_string_append_printf (html, "<span class=\"x ref %s\">%s%u" WORD_JOINER "</span>",
                          style_nick (annotation),
                          style_shape (ibid_annotation_get_style (annotation)), entry->number);
}

/*
 * ibid_render_append_margin_of_block:
 *
 * Appends the notes of a block in which nothing can stand at its line, a table's cell for example,
 * to stand beside its beginning; to be called before the block is written.
 */
void
ibid_render_append_margin_of_block (GString *html, IbidRenderContext *context, guint block)
{
  IbidSpan span = { block, 0, G_MAXUINT };
  g_autoptr (GPtrArray) annotations = NULL;

  if (context->entries == NULL || context->options->annotations == NULL)
    return;
  annotations = ibid_annotations_in (context->options->annotations, &span);
  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (annotations, i);
      IbidRenderEntry *entry = g_hash_table_lookup (context->entry_of, annotation);
      guint n_spans = 0;

      if (entry == NULL || !entry->is_in_margin || entry->is_shown ||
          ibid_annotation_get_spans (annotation, &n_spans)->block != block)
        continue;
      g_string_append_printf (html, "<div class=\"x margin %s\" role=\"note\">",
                              style_nick (annotation));
      append_body (html, context, entry, NULL);
      g_string_append (html, "</div>\n");
      entry->is_shown = TRUE;
    }
}

/* Begin and end of what was marked, so that it is found without its page. */
static char *
dup_short_quote (IbidArticle *article, IbidAnnotation *annotation)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);
  g_autofree char *quote =
      n_spans > 0 ? ibid_article_dup_span_text (article, &spans[0])
                  : g_strdup (ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
  g_autofree char *cut = NULL;

  if (quote == NULL)
    return g_strdup ("");
  g_strdelimit (quote, "\n\t", ' ');
  if (n_spans == 0 || g_utf8_strlen (quote, -1) <= MAX_QUOTE_CHARS)
    return g_steal_pointer (&quote);
  cut = g_utf8_substring (quote, 0, MAX_QUOTE_CHARS);
  return g_strconcat (g_strchomp (cut), "…", NULL);
}

static void
append_list_entry (GString *html, IbidRenderContext *context, const IbidRenderEntry *entry)
{
  IbidAnnotation *annotation = entry->note->annotation;
  g_autofree char *quote = dup_short_quote (context->article, annotation);

  g_string_append_printf (html, "<div class=\"entry %s%s\">", style_nick (annotation),
                          entry->is_long ? " long" : "");
  append_body (html, context, entry, quote);
  g_string_append (html, "</div>\n");
}

static void
append_list (GString *html, IbidRenderContext *context, gboolean placed, const char *title)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < context->entries->len; i++)
    {
      const IbidRenderEntry *entry = g_ptr_array_index (context->entries, i);

      if (entry->is_in_margin || has_place (entry->note->annotation) != placed)
        continue;
      if (!is_open)
        {
          g_string_append (html,
                           "<div class=\"x entries\" role=\"doc-endnotes\"><p class=\"title\"");
          if (context->options->chrome_language != NULL)
            ibid_render_append_language (html, context->options->chrome_language,
                                         IBID_DIRECTION_AUTO);
          g_string_append_c (html, '>');
          ibid_escape_append_text (html, title, -1);
          g_string_append (html, "</p>\n");
        }
      is_open = TRUE;
      append_list_entry (html, context, entry);
    }
  if (is_open)
    g_string_append (html, "</div>\n");
}

/*
 * ibid_render_append_entry_lists:
 *
 * Appends what has no room in the margin, and what has no place in the text any more.
 */
void
ibid_render_append_entry_lists (GString *html, IbidRenderContext *context)
{
  if (context->entries == NULL)
    return;
  append_list (html, context, TRUE, _ ("Your Notes"));
  append_list (html, context, FALSE, _ ("Highlights No Longer in the Text"));
}
