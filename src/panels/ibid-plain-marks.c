/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-mark-labels.h"
#include "ibid-plain-marks.h"

struct _IbidPlainMarks
{
  /* borrowed */
  IbidPlainText *text;
  GtkTextTag *tints[IBID_N_ANNOTATION_STYLES]; /* of the buffer's table, as all tags */
  GtkTextTag *line;
  GtkTextTag *note;
  GtkTextTag *uncertain;
  GtkTextTag *chosen;

  /* owned */
  IbidAnnotations *annotations;
  GPtrArray *shown; /* what the list holds, to tell what has gone out of it */
  gulong changed_handler;
};

/* Half transparent, so that one set serves light, dark and high contrast alike. */
static const GdkRGBA tints[IBID_N_ANNOTATION_STYLES] = {
  [IBID_ANNOTATION_STYLE_YELLOW] = { 0.97f, 0.83f, 0.2f, 0.42f },
  [IBID_ANNOTATION_STYLE_GREEN] = { 0.34f, 0.89f, 0.54f, 0.4f },
  [IBID_ANNOTATION_STYLE_BLUE] = { 0.38f, 0.63f, 0.92f, 0.4f },
  [IBID_ANNOTATION_STYLE_PINK] = { 0.96f, 0.45f, 0.68f, 0.4f },
  [IBID_ANNOTATION_STYLE_PURPLE] = { 0.7f, 0.45f, 0.87f, 0.4f },
  [IBID_ANNOTATION_STYLE_UNDERLINE] = { 0.0f, 0.0f, 0.0f, 0.0f },
};

static void
for_each_span (IbidPlainMarks *self, IbidAnnotation *annotation, GtkTextTag *tag, gboolean apply)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);
  GtkTextBuffer *buffer = ibid_plain_text_get_buffer (self->text);

  for (guint i = 0; i < n_spans; i++)
    {
      GtkTextIter start;
      GtkTextIter end;

      if (!ibid_plain_text_get_iters (self->text, &spans[i], &start, &end))
        continue;
      if (apply)
        gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
      else
        gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
    }
}

static void
draw (IbidPlainMarks *self, IbidAnnotation *annotation)
{
  for_each_span (self, annotation, self->tints[ibid_annotation_get_style (annotation)], TRUE);
  for_each_span (self, annotation, self->line, TRUE);
  if (ibid_annotation_get_note (annotation) != NULL)
    for_each_span (self, annotation, self->note, TRUE);
  if (ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_UNCERTAIN)
    for_each_span (self, annotation, self->uncertain, TRUE);
}

static void
wipe (IbidPlainMarks *self, IbidAnnotation *annotation)
{
  for (IbidAnnotationStyle style = 0; style < IBID_N_ANNOTATION_STYLES; style++)
    for_each_span (self, annotation, self->tints[style], FALSE);
  for_each_span (self, annotation, self->line, FALSE);
  for_each_span (self, annotation, self->note, FALSE);
  for_each_span (self, annotation, self->uncertain, FALSE);
}

/* Others may lie where one was wiped. */
static void
draw_neighbours (IbidPlainMarks *self, IbidAnnotation *gone)
{
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (gone, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    {
      g_autoptr (GPtrArray) near = ibid_annotations_in (self->annotations, &spans[i]);

      for (guint j = 0; j < near->len; j++)
        draw (self, g_ptr_array_index (near, j));
    }
}

/* Much has changed at once: what was read from a file, or merged. */
static void
draw_all (IbidPlainMarks *self)
{
  GtkTextBuffer *buffer = ibid_plain_text_get_buffer (self->text);
  GtkTextTag *lines[] = { self->line, self->note, self->uncertain };
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (self->tints); i++)
    gtk_text_buffer_remove_tag (buffer, self->tints[i], &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    gtk_text_buffer_remove_tag (buffer, lines[i], &start, &end);
  for (guint i = 0; i < self->shown->len; i++)
    draw (self, g_ptr_array_index (self->shown, i));
}

static void
items_changed_cb (IbidPlainMarks *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (IbidAnnotation) gone = NULL;

  if (n_removed == 1)
    gone = g_object_ref (g_ptr_array_index (self->shown, position));
  if (n_removed > 0)
    g_ptr_array_remove_range (self->shown, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->shown, (int)(position + i),
                        g_list_model_get_item (G_LIST_MODEL (self->annotations), position + i));
  if (n_removed > 1)
    {
      draw_all (self);
      return;
    }
  if (gone != NULL)
    {
      wipe (self, gone);
      draw_neighbours (self, gone);
    }
  for (guint i = 0; i < n_added; i++)
    draw (self, g_ptr_array_index (self->shown, position + i));
}

static GtkTextTag *
new_tag (IbidPlainMarks *self)
{
  return gtk_text_buffer_create_tag (ibid_plain_text_get_buffer (self->text), NULL, NULL);
}

static void
add_tags (IbidPlainMarks *self)
{
  for (IbidAnnotationStyle style = 0; style < IBID_N_ANNOTATION_STYLES; style++)
    {
      self->tints[style] = new_tag (self);
      g_object_set (self->tints[style], "background-rgba", &tints[style], NULL);
    }
  g_object_set (self->tints[IBID_ANNOTATION_STYLE_UNDERLINE], "background-set", FALSE, NULL);
  self->line = new_tag (self);
  g_object_set (self->line, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  self->note = new_tag (self);
  g_object_set (self->note, "underline", PANGO_UNDERLINE_DOUBLE, NULL);
  self->uncertain = new_tag (self);
  g_object_set (self->uncertain, "underline", PANGO_UNDERLINE_ERROR, NULL);
  self->chosen = new_tag (self);
  g_object_set (self->chosen, "overline", PANGO_OVERLINE_SINGLE, NULL);
}

IbidPlainMarks *
ibid_plain_marks_new (IbidPlainText *text, IbidAnnotations *annotations)
{
  IbidPlainMarks *self = g_new0 (IbidPlainMarks, 1);

  self->text = text;
  self->annotations = g_object_ref (annotations);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  add_tags (self);
  self->changed_handler =
      g_signal_connect_swapped (annotations, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (annotations)));
  return self;
}

void
ibid_plain_marks_free (IbidPlainMarks *self)
{
  g_signal_handler_disconnect (self->annotations, self->changed_handler);
  g_object_unref (self->annotations);
  g_ptr_array_unref (self->shown);
  g_free (self);
}

void
ibid_plain_marks_set_chosen (IbidPlainMarks *self, IbidAnnotation *annotation)
{
  GtkTextBuffer *buffer = ibid_plain_text_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->chosen, &start, &end);
  if (annotation != NULL)
    for_each_span (self, annotation, self->chosen, TRUE);
}
