/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-render"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-escape.h"
#include "ibid-render-private.h"
#include "ibid-terms-types.h"

/*
 * Marks, links, citations, note references and (for print) mentions overlap as they like; elements
 * may only nest. So the text is cut wherever any of them begins or ends, and for every piece it is
 * settled which one of each layer holds: at most one anchor, one language, one mention, each of the
 * plain marks, and as many annotations as there are lanes for them. Elements are always nested in
 * the order of the layers, so that depth is bounded whatever the article says.
 */
typedef enum
{
  LAYER_LINK,
  LAYER_CITATION,
  LAYER_NOTE_REFERENCE,
  LAYER_LANGUAGE,
  LAYER_MENTION,
  LAYER_STRONG,
  LAYER_EMPHASIS,
  LAYER_CODE,
  LAYER_SUBSCRIPT,
  LAYER_SUPERSCRIPT,
  LAYER_ANNOTATION, /* the first lane; the others follow */
  N_LAYERS = LAYER_ANNOTATION + IBID_RENDER_ANNOTATION_LANES,
} Layer;

/* The three kinds of anchor share one slot: an anchor cannot stand in another. */
typedef enum
{
  SLOT_ANCHOR,
  SLOT_LANGUAGE,
  SLOT_MENTION,
  SLOT_STRONG,
  SLOT_EMPHASIS,
  SLOT_CODE,
  SLOT_SUBSCRIPT,
  SLOT_SUPERSCRIPT,
  SLOT_ANNOTATION,
  N_SLOTS = SLOT_ANNOTATION + IBID_RENDER_ANNOTATION_LANES,
} Slot;

typedef struct
{
  guint start;
  guint end;
  Layer layer;
  gpointer what;  /* borrowed: const IbidMark, IbidCitation, IbidNoteReference, IbidMention,
                    IbidAnnotation */
  gboolean begun; /* its element was opened before */
} Run;

typedef struct
{
  GPtrArray *runs;            /* owned Run, by start */
  GPtrArray *stack[N_LAYERS]; /* borrowed Run: those begun and not known to be over */
  GArray *cuts;               /* of guint, ascending */
  GPtrArray *endings;         /* borrowed Run: where an annotation is over, by end; for a file */
  guint n_ended;              /* of them lie before the place that is written now */
  guint n_referenced;         /* of those that ended have their reference */
  GPtrArray *starting;        /* borrowed Run: annotations that begin at that place */
  Run *open[N_SLOTS];         /* what each slot's element stands for now, or NULL */
} Pieces;

static const char *const slot_tags[N_SLOTS] = { "a",   "span", "span", "strong", "em",  "code",
                                                "sub", "sup",  "mark", "mark",   "mark" };

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *run_a = *(Run *const *)a;
  const Run *run_b = *(Run *const *)b;

  if (run_a->start != run_b->start)
    return run_a->start < run_b->start ? -1 : 1;
  /* of two that begin together the longer one is the outer one */
  if (run_a->end != run_b->end)
    return run_a->end > run_b->end ? -1 : 1;
  return (int)run_a->layer - (int)run_b->layer;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const Run *run_a = *(Run *const *)a;
  const Run *run_b = *(Run *const *)b;

  if (run_a->end != run_b->end)
    return run_a->end < run_b->end ? -1 : 1;
  return (int)run_a->layer - (int)run_b->layer;
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  guint cut_a = *(const guint *)a;
  guint cut_b = *(const guint *)b;

  return cut_a < cut_b ? -1 : cut_a > cut_b;
}

/* NULL: nothing of it lies there */
static Run *
add_run (Pieces *pieces, guint start, guint end, guint from, guint to, Layer layer, gpointer what)
{
  Run *run;

  start = MAX (start, from);
  end = MIN (end, to);
  if (start >= end)
    return NULL;

  run = g_new0 (Run, 1);
  run->start = start;
  run->end = end;
  run->layer = layer;
  run->what = what;
  g_ptr_array_add (pieces->runs, run);
  g_array_append_val (pieces->cuts, start);
  g_array_append_val (pieces->cuts, end);
  return run;
}

static gboolean
layer_of_mark (const IbidMark *mark, Layer *layer)
{
  switch (mark->type)
    {
    case IBID_MARK_TYPE_EMPHASIS:
      *layer = LAYER_EMPHASIS;
      return TRUE;
    case IBID_MARK_TYPE_STRONG:
      *layer = LAYER_STRONG;
      return TRUE;
    case IBID_MARK_TYPE_CODE:
      *layer = LAYER_CODE;
      return TRUE;
    case IBID_MARK_TYPE_SUBSCRIPT:
      *layer = LAYER_SUBSCRIPT;
      return TRUE;
    case IBID_MARK_TYPE_SUPERSCRIPT:
      *layer = LAYER_SUPERSCRIPT;
      return TRUE;
    case IBID_MARK_TYPE_LINK:
      *layer = LAYER_LINK;
      return ibid_escape_is_safe_link (mark->value);
    case IBID_MARK_TYPE_LANGUAGE:
      *layer = LAYER_LANGUAGE;
      return ibid_escape_is_language_tag (mark->value);
    }
  return FALSE;
}

static void
collect_marks (Pieces *pieces, IbidBlock *block, guint from, guint to)
{
  guint n_marks = 0;
  const IbidMark *marks = ibid_block_get_marks (block, &n_marks);

  for (guint i = 0; i < n_marks; i++)
    {
      Layer layer;

      if (layer_of_mark (&marks[i], &layer))
        add_run (pieces, marks[i].start, marks[i].end, from, to, layer, (gpointer)&marks[i]);
    }
}

static void
collect_standoff (Pieces *pieces, IbidRenderContext *context, const IbidSpan *span)
{
  g_autoptr (GPtrArray) citations = ibid_article_citations_in (context->article, span);
  GPtrArray *references = context->references_of_block[span->block];

  for (guint i = 0; citations != NULL && i < citations->len; i++)
    {
      IbidCitation *citation = g_ptr_array_index (citations, i);
      const IbidSpan *place = ibid_citation_get_span (citation);

      add_run (pieces, place->start, place->end, span->start, span->end, LAYER_CITATION, citation);
    }
  for (guint i = 0; references != NULL && i < references->len; i++)
    {
      IbidNoteReference *reference = g_ptr_array_index (references, i);
      const IbidSpan *place = ibid_note_reference_get_span (reference);

      add_run (pieces, place->start, place->end, span->start, span->end, LAYER_NOTE_REFERENCE,
               reference);
    }
  if (context->options->for_print)
    {
      g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (context->article, span);

      for (guint i = 0; mentions != NULL && i < mentions->len; i++)
        {
          IbidMention *mention = g_ptr_array_index (mentions, i);
          const IbidSpan *place = ibid_mention_get_span (mention);

          add_run (pieces, place->start, place->end, span->start, span->end, LAYER_MENTION,
                   mention);
        }
    }
}

/* Annotations that overlap or touch get lanes of their own, as on the screen, so that print shows
 * each; what no lane is left for shares the last one. */
static void
collect_annotations (Pieces *pieces, IbidRenderContext *context, const IbidSpan *span)
{
  g_autoptr (GPtrArray) annotations = ibid_annotations_in (context->options->annotations, span);
  guint ends[IBID_RENDER_ANNOTATION_LANES] = { 0 };
  guint n_used = 0;

  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (annotations, i);
      guint n_places = 0;
      const IbidSpan *places = ibid_annotation_get_spans (annotation, &n_places);

      for (guint k = 0; k < n_places; k++)
        {
          guint lane = 0;
          Run *run;

          if (places[k].block != span->block)
            continue;
          while (lane < n_used && ends[lane] >= places[k].start)
            lane++;
          lane = MIN (lane, IBID_RENDER_ANNOTATION_LANES - 1);
          n_used = MAX (n_used, lane + 1);
          ends[lane] = MAX (ends[lane], places[k].end);
          run = add_run (pieces, places[k].start, places[k].end, span->start, span->end,
                         LAYER_ANNOTATION + lane, annotation);
          /* a shape stands where the annotation itself begins, not with each of its pieces */
          if (run != NULL)
            run->begun = k > 0 || run->start != places[k].start;
          if (run != NULL && k + 1 == n_places && run->end == places[k].end)
            g_ptr_array_add (pieces->endings, run);
        }
    }
}

static void
pieces_init (Pieces *pieces, IbidRenderContext *context, const IbidSpan *span)
{
  memset (pieces, 0, sizeof *pieces);
  pieces->runs = g_ptr_array_new_with_free_func (g_free);
  pieces->cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  pieces->endings = g_ptr_array_new ();
  pieces->starting = g_ptr_array_new ();
  for (guint i = 0; i < N_LAYERS; i++)
    pieces->stack[i] = g_ptr_array_new ();

  g_array_append_val (pieces->cuts, span->start);
  g_array_append_val (pieces->cuts, span->end);
  collect_marks (pieces, ibid_article_peek_block (context->article, span->block), span->start,
                 span->end);
  collect_standoff (pieces, context, span);
  if (context->options->annotations != NULL &&
      (context->options->for_print || context->options->file != NULL))
    collect_annotations (pieces, context, span);
  g_ptr_array_sort (pieces->runs, compare_runs);
  g_array_sort (pieces->cuts, compare_cuts);
  g_ptr_array_sort (pieces->endings, compare_ends);
}

static void
pieces_clear (Pieces *pieces)
{
  for (guint i = 0; i < N_LAYERS; i++)
    g_ptr_array_unref (pieces->stack[i]);
  g_array_unref (pieces->cuts);
  g_ptr_array_unref (pieces->endings);
  g_ptr_array_unref (pieces->starting);
  g_ptr_array_unref (pieces->runs);
}

/* The innermost run of a layer at that place. What is over is dropped when it comes to the top. */
static Run *
top_run (Pieces *pieces, Layer layer, guint offset)
{
  GPtrArray *stack = pieces->stack[layer];

  while (stack->len > 0)
    {
      Run *run = g_ptr_array_index (stack, stack->len - 1);

      if (run->end > offset)
        return run;
      g_ptr_array_set_size (stack, stack->len - 1);
    }
  return NULL;
}

static void
runs_at (Pieces *pieces, guint offset, Run *now[N_SLOTS])
{
  now[SLOT_ANCHOR] = top_run (pieces, LAYER_NOTE_REFERENCE, offset);
  if (now[SLOT_ANCHOR] == NULL)
    now[SLOT_ANCHOR] = top_run (pieces, LAYER_CITATION, offset);
  if (now[SLOT_ANCHOR] == NULL)
    now[SLOT_ANCHOR] = top_run (pieces, LAYER_LINK, offset);
  now[SLOT_LANGUAGE] = top_run (pieces, LAYER_LANGUAGE, offset);
  now[SLOT_MENTION] = top_run (pieces, LAYER_MENTION, offset);
  now[SLOT_STRONG] = top_run (pieces, LAYER_STRONG, offset);
  now[SLOT_EMPHASIS] = top_run (pieces, LAYER_EMPHASIS, offset);
  now[SLOT_CODE] = top_run (pieces, LAYER_CODE, offset);
  now[SLOT_SUBSCRIPT] = top_run (pieces, LAYER_SUBSCRIPT, offset);
  now[SLOT_SUPERSCRIPT] = top_run (pieces, LAYER_SUPERSCRIPT, offset);
  for (guint lane = 0; lane < IBID_RENDER_ANNOTATION_LANES; lane++)
    now[SLOT_ANNOTATION + lane] = top_run (pieces, LAYER_ANNOTATION + lane, offset);
}

static gboolean
is_same_element (Slot slot, Run *a, Run *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  /* two touching or overlapping plain marks of one kind are one element */
  return (slot >= SLOT_STRONG && slot < SLOT_ANNOTATION) || a == b;
}

static const char *
check_state_nick (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_NOT_CHECKED:
      return "not-checked";
    case IBID_CHECK_STATE_SUPPORTS:
      return "supports";
    case IBID_CHECK_STATE_PARTLY:
      return "partly";
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return "does-not-support";
    case IBID_CHECK_STATE_AMBIGUOUS:
      return "ambiguous";
    }
  return "not-checked";
}

static const char *
check_state_words (IbidCheckState state)
{
  switch (state)
    {
    case IBID_CHECK_STATE_NOT_CHECKED:
      return _ ("not checked");
    case IBID_CHECK_STATE_SUPPORTS:
      return _ ("supports");
    case IBID_CHECK_STATE_PARTLY:
      return _ ("partly supports");
    case IBID_CHECK_STATE_DOES_NOT_SUPPORT:
      return _ ("does not support");
    case IBID_CHECK_STATE_AMBIGUOUS:
      return _ ("source not certain");
    }
  return "";
}

/**
 * ibid_render_describe_citation:
 * @article: the article
 * @citation: one of its visible citations
 * @label: (out) (transfer full): what a screen reader is to say instead of the text alone: the
 *   text as written and the state in words
 *
 * What the mark before a citation shows.
 *
 * Returns: the value of the attribute data-state: "not-checked", "supports", "partly",
 *   "does-not-support" or "ambiguous"
 */
const char *
ibid_render_describe_citation (IbidArticle *article, IbidCitation *citation, char **label)
{
  IbidCheckState state = ibid_citation_get_check_state (citation);
  g_autofree char *text = ibid_article_dup_span_text (article, ibid_citation_get_span (citation));

  /* Translators: what a screen reader says for a citation: its text, then "not checked" and the
   * like */
  *label = g_strdup_printf (_ ("%s, %s"), text, check_state_words (state));
  return check_state_nick (state);
}

static void
append_attribute (GString *html, const char *name, const char *value)
{
  g_string_append_printf (html, " %s=\"", name);
  ibid_escape_append_attribute (html, value);
  g_string_append_c (html, '"');
}

static void
append_fragment (GString *html, const char *prefix, const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id != NULL ? id : "", NULL, FALSE);

  g_string_append_printf (html, " href=\"#%s", prefix);
  ibid_escape_append_attribute (html, escaped);
  g_string_append_c (html, '"');
}

static void
open_citation (GString *html, IbidRenderContext *context, Run *run)
{
  IbidCitation *citation = run->what;
  const char *id = ibid_record_get_id (IBID_RECORD (citation));
  gboolean is_start = run->start == ibid_citation_get_span (citation)->start && !run->begun;
  g_autofree char *label = NULL;
  const char *state = ibid_render_describe_citation (context->article, citation, &label);
  guint position;

  g_string_append_printf (html, "<a class=\"citation%s%s\" role=\"doc-biblioref\"",
                          ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT ? " credit"
                                                                                         : "",
                          is_start ? "" : " continued");
  if (context->options->file == NULL)
    {
      append_fragment (html, "citation-", id);
      append_attribute (html, "data-c", id != NULL ? id : "");
    }
  else if (ibid_article_get_citation_position (context->article, citation, &position))
    {
      g_string_append_printf (html, " href=\"#citation-%u\"", position + 1);
      if (g_hash_table_add (context->options->file->placed, citation))
        g_string_append_printf (html, " id=\"cited-%u\"", position + 1);
    }
  append_attribute (html, "data-state", state);
  append_attribute (html, "aria-label", label);
  /* the later pieces of a citation that something cuts are no stops of their own */
  if (!is_start)
    g_string_append (html, " tabindex=\"-1\"");
  g_string_append_c (html, '>');
}

static void
open_note_reference (GString *html, IbidRenderContext *context, Run *run)
{
  IbidNoteReference *reference = run->what;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (context->reference_numbers, reference)) - 1;

  g_string_append (html, "<a class=\"noteref\" role=\"doc-noteref\"");
  if (!run->begun)
    g_string_append_printf (html, " id=\"r%u\"", number);
  g_string_append_printf (html, " href=\"#b%u\" data-n=\"%u\">",
                          ibid_note_reference_get_note (reference), number);
}

static void
open_anchor (GString *html, IbidRenderContext *context, Run *run)
{
  if (run->layer == LAYER_CITATION)
    open_citation (html, context, run);
  else if (run->layer == LAYER_NOTE_REFERENCE)
    open_note_reference (html, context, run);
  else
    {
      g_string_append (html, "<a class=\"link\"");
      append_attribute (html, "href", ((const IbidMark *)run->what)->value);
      g_string_append (html, " rel=\"noreferrer\">");
    }
}

static void
open_annotation (GString *html, IbidRenderContext *context, Slot slot, Run *run)
{
  IbidAnnotation *annotation = run->what;
  const char *note = ibid_annotation_get_note (annotation);
  /* the first element, in a file: each annotation has one, and a way to its entry */
  gboolean is_first = g_hash_table_add (context->marked, annotation);
  gboolean is_start = context->options->file != NULL
                          ? is_first
                          : !run->begun && ibid_render_get_entry_number (context, annotation) == 0;

  g_string_append_printf (
      html, "<mark class=\"%s lane%d%s%s%s\">",
      ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)ibid_annotation_get_style (annotation)),
      (int)slot - SLOT_ANNOTATION, is_start ? " start" : "",
      note != NULL && note[0] != '\0' ? " noted" : "",
      ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_UNCERTAIN ? " uncertain" : "");
}

static void
open_element (GString *html, IbidRenderContext *context, Slot slot, Run *run)
{
  if (slot == SLOT_ANCHOR)
    open_anchor (html, context, run);
  else if (slot == SLOT_LANGUAGE)
    {
      g_string_append (html, "<span");
      ibid_render_append_language (html, ((const IbidMark *)run->what)->value, IBID_DIRECTION_AUTO);
      g_string_append_c (html, '>');
    }
  else if (slot >= SLOT_ANNOTATION)
    open_annotation (html, context, slot, run);
  else if (slot == SLOT_MENTION)
    {
      IbidEntity *entity = ibid_mention_get_entity (run->what);

      g_string_append_printf (
          html, "<span class=\"mention %s\">",
          entity != NULL
              ? ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (entity))
              : "");
    }
  else
    g_string_append_printf (html, "<%s>", slot_tags[slot]);
  run->begun = TRUE;
}

/* The way from the end of an annotation to its entry. One that shares its place with so many others
 * that no element is left for it has its mark here. */
static void
append_reference (GString *html, IbidRenderContext *context, Run *run)
{
  const IbidRenderFile *file = context->options->file;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (file->numbers, run->what));
  gboolean has_mark = g_hash_table_contains (context->marked, run->what);
  /* Translators: what a screen reader says for the link from a highlight to its entry */
  g_autofree char *label = g_strdup_printf (_ ("Highlight %u"), number);

  if (number == 0 || !g_hash_table_add (file->placed, run->what))
    return;
  if (!has_mark)
    open_annotation (html, context, SLOT_ANNOTATION + IBID_RENDER_ANNOTATION_LANES - 1, run);
  g_string_append_printf (html,
                          "<a class=\"x reference\" role=\"doc-noteref\" "
                          "id=\"marked-%u\" href=\"#note-%u\"",
                          number, number);
  append_attribute (html, "aria-label", label);
  g_string_append_printf (html, ">%u</a>%s", number, has_mark ? "" : "</mark>");
}

/* They may not stand in an anchor: they wait until it is closed. */
static void
append_references (GString *html, IbidRenderContext *context, Pieces *pieces)
{
  for (; pieces->n_referenced < pieces->n_ended; pieces->n_referenced++)
    append_reference (html, context, g_ptr_array_index (pieces->endings, pieces->n_referenced));
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer data)
{
  guint number_a = ibid_render_get_entry_number (data, (*(Run *const *)a)->what);
  guint number_b = ibid_render_get_entry_number (data, (*(Run *const *)b)->what);

  return number_a < number_b ? -1 : number_a > number_b;
}

/* Closes from the inside out up to the outermost slot that changes, then opens what holds now. */
static void
switch_elements (GString *html, IbidRenderContext *context, Pieces *pieces, Run *now[N_SLOTS])
{
  guint first = 0;

  while (first < N_SLOTS && is_same_element (first, pieces->open[first], now[first]))
    first++;
  for (guint slot = N_SLOTS; slot-- > first;)
    if (pieces->open[slot] != NULL)
      g_string_append_printf (html, "</%s>", slot_tags[slot]);
  if (context->options->file != NULL && (first == 0 || pieces->open[SLOT_ANCHOR] == NULL))
    append_references (html, context, pieces);
  g_ptr_array_sort_with_data (pieces->starting, compare_numbers, context);
  for (guint i = 0; i < pieces->starting->len; i++)
    ibid_render_append_entry (html, context,
                              ((Run *)g_ptr_array_index (pieces->starting, i))->what);
  g_ptr_array_set_size (pieces->starting, 0);
  for (guint slot = first; slot < N_SLOTS; slot++)
    {
      if (now[slot] != NULL)
        open_element (html, context, slot, now[slot]);
      pieces->open[slot] = now[slot];
    }
}

static void
count_ended (Pieces *pieces, guint offset)
{
  while (pieces->n_ended < pieces->endings->len &&
         ((Run *)g_ptr_array_index (pieces->endings, pieces->n_ended))->end <= offset)
    pieces->n_ended++;
}

/*
 * ibid_render_append_inline:
 * @html: what is being written
 * @context: of the document
 * @block: position of a block
 * @start: where to begin, in code points of its text
 * @end: where to end; may lie past the end of the text
 *
 * Appends a piece of a block's text with everything that stands in it.
 */
void
ibid_render_append_inline (GString *html, IbidRenderContext *context, guint block, guint start,
                           guint end)
{
  IbidBlock *the_block = ibid_article_peek_block (context->article, block);
  IbidSpan span = { block, start, MIN (end, ibid_block_get_n_chars (the_block)) };
  Run *nothing[N_SLOTS] = { NULL };
  const char *text;
  Pieces pieces;
  guint n_begun = 0;

  if (span.start >= span.end)
    return;
  text = g_utf8_offset_to_pointer (ibid_block_get_text (the_block), span.start);
  pieces_init (&pieces, context, &span);

  for (guint i = 0; i + 1 < pieces.cuts->len; i++)
    {
      guint from = g_array_index (pieces.cuts, guint, i);
      guint to = g_array_index (pieces.cuts, guint, i + 1);
      const char *text_end;
      Run *now[N_SLOTS];

      if (from == to)
        continue;
      for (; n_begun < pieces.runs->len; n_begun++)
        {
          Run *run = g_ptr_array_index (pieces.runs, n_begun);

          if (run->start > from)
            break;
          g_ptr_array_add (pieces.stack[run->layer], run);
          if (run->layer >= LAYER_ANNOTATION && !run->begun)
            g_ptr_array_add (pieces.starting, run);
        }
      count_ended (&pieces, from);
      runs_at (&pieces, from, now);
      switch_elements (html, context, &pieces, now);
      text_end = g_utf8_offset_to_pointer (text, to - from);
      ibid_escape_append_text (html, text, text_end - text);
      text = text_end;
    }
  count_ended (&pieces, span.end);
  switch_elements (html, context, &pieces, nothing);
  pieces_clear (&pieces);
}
