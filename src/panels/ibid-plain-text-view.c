/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-plain-marks.h"
#include "ibid-plain-text-view.h"
#include "ibid-plain-text.h"

struct _IbidPlainTextView
{
  GtkWidget parent_instance;

  /* template children */
  GtkScrolledWindow *scroller;
  GtkTextView *view;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  IbidPlainText *text; /* NULL until somebody looks */
  IbidPlainMarks *marks;
  GSignalGroup *state_signals;
  GSignalGroup *article_signals;
  GSignalGroup *buffer_signals;

  /* plain */
  IbidSpan wanted; /* where to go once mapped */
  gboolean has_wanted;
  guint report_id;
  guint settle_frames; /* frames to wait, after a jump, before the place is reported */
};

G_DEFINE_FINAL_TYPE (IbidPlainTextView, ibid_plain_text_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
} IbidPlainTextViewProperty;

static GParamSpec *properties[PROP_STATE + 1];
static guint open_link_signal;

/* What is chosen, lit in the text. */

static void
light_spans (IbidPlainTextView *self, IbidPlainLight light, const IbidSpan *spans, guint n_spans)
{
  ibid_plain_text_clear_light (self->text, light);
  for (guint i = 0; i < n_spans; i++)
    ibid_plain_text_add_light (self->text, light, &spans[i]);
}

static void
citation_cb (IbidPlainTextView *self)
{
  IbidCitation *citation;
  guint n_claims = 0;
  const IbidSpan *claims;

  if (self->text == NULL)
    return;
  citation = ibid_reading_state_get_citation (self->state);
  claims = citation != NULL ? ibid_citation_get_claims (citation, &n_claims) : NULL;
  light_spans (self, IBID_PLAIN_LIGHT_CLAIM, claims, n_claims);
  light_spans (self, IBID_PLAIN_LIGHT_CITATION,
               citation != NULL ? ibid_citation_get_span (citation) : NULL,
               citation != NULL ? 1 : 0);
}

static void
entity_cb (IbidPlainTextView *self)
{
  IbidEntity *entity;
  GListModel *mentions;

  if (self->text == NULL)
    return;
  ibid_plain_text_clear_light (self->text, IBID_PLAIN_LIGHT_ENTITY);
  entity = ibid_reading_state_get_entity (self->state);
  mentions = entity != NULL ? ibid_entity_get_mentions (entity) : NULL;
  for (guint i = 0; mentions != NULL && i < g_list_model_get_n_items (mentions); i++)
    {
      g_autoptr (IbidMention) mention = g_list_model_get_item (mentions, i);
      ibid_plain_text_add_light (self->text, IBID_PLAIN_LIGHT_ENTITY,
                                 ibid_mention_get_span (mention));
    }
}

static void
lit_spans_cb (IbidPlainTextView *self)
{
  guint n_spans = 0;
  const IbidSpan *spans;

  if (self->text == NULL)
    return;
  spans = ibid_reading_state_get_lit_spans (self->state, &n_spans);
  light_spans (self, IBID_PLAIN_LIGHT_POINTED, spans, n_spans);
}

static void
annotation_cb (IbidPlainTextView *self)
{
  if (self->marks != NULL)
    ibid_plain_marks_set_chosen (self->marks, ibid_reading_state_get_annotation (self->state));
}

static void
annotations_cb (IbidPlainTextView *self)
{
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);

  g_clear_pointer (&self->marks, ibid_plain_marks_free);
  if (self->text == NULL || annotations == NULL)
    return;
  self->marks = ibid_plain_marks_new (self->text, annotations);
  annotation_cb (self);
}

static void
decisions_changed_cb (IbidPlainTextView *self, IbidArticleParts parts)
{
  if (self->text == NULL ||
      (parts & (IBID_ARTICLE_PART_ENTITIES | IBID_ARTICLE_PART_CITATIONS)) == 0)
    return;
  ibid_plain_text_mark (self->text);
  citation_cb (self);
  entity_cb (self);
}

/* Where the reader is. */

static void
report_place (IbidPlainTextView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  IbidPlace place = { 0 };
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_iter_at_location (self->view, &iter, visible.x, visible.y);
  ibid_plain_text_locate (self->text, &iter, &place.block, &place.offset);
  place.progress = range > 0 ? CLAMP (value / range, 0.0, 1.0) : 1.0;
  ibid_reading_state_set_place (self->state, &place);
}

/* in this widget's coordinates */
static void
locate_on_screen (IbidPlainTextView *self, const GtkTextIter *iter, IbidSelection *place)
{
  graphene_point_t corner;
  GdkRectangle rectangle;

  gtk_text_view_get_iter_location (self->view, iter, &rectangle);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, rectangle.x,
                                         rectangle.y, &rectangle.x, &rectangle.y);
  graphene_point_init (&corner, (float)rectangle.x, (float)rectangle.y);
  if (gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self), &corner, &corner))
    {
      place->x = (int)corner.x;
      place->y = (int)corner.y;
    }
  place->width = MAX (rectangle.width, 1);
  place->height = rectangle.height;
}

/* A selection of whole lines ends at the beginning of the one that follows. FALSE: nothing of the
 * article's text is left, only what was put beside it for the eye. */
static gboolean
trim_selection (IbidArticle *article, IbidSelection *selection)
{
  while (selection->start_block < selection->end_block && selection->end == 0)
    {
      selection->end_block--;
      selection->end =
          ibid_block_get_n_chars (ibid_article_peek_block (article, selection->end_block));
    }
  return selection->start_block < selection->end_block || selection->start < selection->end;
}

static void
report_selection (IbidPlainTextView *self)
{
  IbidSelection selection = { 0 };
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_selection_bounds (ibid_plain_text_get_buffer (self->text), &start, &end))
    {
      ibid_reading_state_set_selection (self->state, NULL);
      return;
    }
  ibid_plain_text_locate (self->text, &start, &selection.start_block, &selection.start);
  ibid_plain_text_locate (self->text, &end, &selection.end_block, &selection.end);
  locate_on_screen (self, &end, &selection);
  if (trim_selection (ibid_dossier_get_article (self->dossier), &selection))
    ibid_reading_state_set_selection (self->state, &selection);
  else
    ibid_reading_state_set_selection (self->state, NULL);
}

/* Once per frame at most, and not before a jump has come to rest: its way is not a place. */
static gboolean
report_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  IbidPlainTextView *self = IBID_PLAIN_TEXT_VIEW (widget);

  if (self->settle_frames > 0)
    {
      self->settle_frames--;
      return G_SOURCE_CONTINUE;
    }
  self->report_id = 0;
  if (self->text != NULL && gtk_widget_get_mapped (widget))
    {
      report_place (self);
      report_selection (self);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_report (IbidPlainTextView *self)
{
  if (self->report_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->report_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), report_cb, NULL, NULL);
}

static void
mark_set_cb (IbidPlainTextView *self, GtkTextIter *location, GtkTextMark *mark)
{
  if (mark == gtk_text_buffer_get_insert (gtk_text_mark_get_buffer (mark)) ||
      mark == gtk_text_buffer_get_selection_bound (gtk_text_mark_get_buffer (mark)))
    queue_report (self);
}

static void
drop_selection_cb (IbidPlainTextView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter cursor;

  if (self->text == NULL)
    return;
  buffer = ibid_plain_text_get_buffer (self->text);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_place_cursor (buffer, &cursor);
}

static void
go_to (IbidPlainTextView *self, const IbidSpan *span)
{
  GtkTextBuffer *buffer = ibid_plain_text_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;

  if (!ibid_plain_text_get_iters (self->text, span, &start, &end))
    return;
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0.25);
  self->settle_frames = 2;
  queue_report (self);
}

static void
jump_cb (IbidPlainTextView *self, const IbidSpan *span, gboolean focus)
{
  if (self->text == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->wanted = *span;
      self->has_wanted = TRUE;
      return;
    }
  light_spans (self, IBID_PLAIN_LIGHT_ARRIVAL, span, 1);
  go_to (self, span);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
ibid_plain_text_view_show_place (IbidPlainTextView *self, guint block, guint offset)
{
  IbidSpan span = { block, offset, offset };

  g_return_if_fail (IBID_IS_PLAIN_TEXT_VIEW (self));

  if (self->text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    go_to (self, &span);
  else
    {
      self->wanted = span;
      self->has_wanted = TRUE;
    }
}

/* Building and showing. */

static void
forget_text (IbidPlainTextView *self)
{
  g_signal_group_set_target (self->buffer_signals, NULL);
  if (self->view != NULL)
    {
      /* not NULL: GTK 4.8 still validates, in an idle callback, the buffer that it then lacks */
      g_autoptr (GtkTextBuffer) nothing = gtk_text_buffer_new (NULL);

      gtk_text_view_set_buffer (self->view, nothing);
    }
  g_clear_pointer (&self->marks, ibid_plain_marks_free);
  g_clear_pointer (&self->text, ibid_plain_text_free);
}

static void
build_text (IbidPlainTextView *self)
{
  IbidArticle *article;
  GtkTextBuffer *buffer;

  if (self->text != NULL || self->dossier == NULL)
    return;
  article = ibid_dossier_get_article (self->dossier);
  self->text = ibid_plain_text_new (article);
  buffer = ibid_plain_text_get_buffer (self->text);
  gtk_text_view_set_buffer (self->view, buffer);
  g_signal_group_set_target (self->buffer_signals, buffer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ibid_article_get_title (article), -1);
  annotations_cb (self);
  citation_cb (self);
  entity_cb (self);
  lit_spans_cb (self);
}

static void
show_wanted (IbidPlainTextView *self)
{
  const IbidPlace *place = ibid_reading_state_get_place (self->state);

  if (self->text == NULL)
    return;
  if (!self->has_wanted && place != NULL)
    self->wanted = (IbidSpan){ place->block, place->offset, place->offset };
  if (self->has_wanted || place != NULL)
    go_to (self, &self->wanted);
  self->has_wanted = FALSE;
}

static void
ibid_plain_text_view_map (GtkWidget *widget)
{
  IbidPlainTextView *self = IBID_PLAIN_TEXT_VIEW (widget);

  GTK_WIDGET_CLASS (ibid_plain_text_view_parent_class)->map (widget);

  build_text (self);
  show_wanted (self);
}

static void
ibid_plain_text_view_unmap (GtkWidget *widget)
{
  IbidPlainTextView *self = IBID_PLAIN_TEXT_VIEW (widget);

  if (self->report_id != 0)
    gtk_widget_remove_tick_callback (widget, self->report_id);
  self->report_id = 0;

  GTK_WIDGET_CLASS (ibid_plain_text_view_parent_class)->unmap (widget);
}

void
ibid_plain_text_view_set_dossier (IbidPlainTextView *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_PLAIN_TEXT_VIEW (self));

  if (!g_set_object (&self->dossier, dossier))
    return;
  forget_text (self);
  self->has_wanted = FALSE;
  g_signal_group_set_target (self->article_signals,
                             dossier != NULL ? ibid_dossier_get_article (dossier) : NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      build_text (self);
      show_wanted (self);
    }
}

/* Keys and clicks. */

static gboolean
open_link_at (IbidPlainTextView *self, guint block, guint offset)
{
  guint n_marks = 0;
  const IbidMark *marks = ibid_block_get_marks (
      ibid_article_peek_block (ibid_dossier_get_article (self->dossier), block), &n_marks);

  for (guint i = 0; i < n_marks; i++)
    if (marks[i].type == IBID_MARK_TYPE_LINK && marks[i].value != NULL &&
        marks[i].start <= offset && offset < marks[i].end)
      {
        g_signal_emit (self, open_link_signal, 0, marks[i].value);
        return TRUE;
      }
  return FALSE;
}

/* A citation may sit inside what else is marked there, so it goes first. */
static gboolean
choose_at (IbidPlainTextView *self, const GtkTextIter *iter, gboolean with_links)
{
  IbidArticle *article = ibid_dossier_get_article (self->dossier);
  IbidSelection place;
  IbidCitation *citation;
  IbidMention *mention;
  guint block;
  guint offset;

  if (!ibid_plain_text_locate (self->text, iter, &block, &offset))
    return FALSE;
  citation = ibid_article_citation_at (article, block, offset);
  mention = ibid_article_mention_at (article, block, offset);
  place = (IbidSelection){ block, offset, block, offset + 1 };
  locate_on_screen (self, iter, &place);
  if (citation != NULL)
    ibid_reading_state_select_citation (self->state, citation, 0);
  else if (ibid_reading_state_point_at_annotations (self->state, &place))
    return TRUE;
  else if (mention != NULL && ibid_mention_get_entity (mention) != NULL)
    ibid_reading_state_select_entity (self->state, ibid_mention_get_entity (mention));
  else
    return with_links && open_link_at (self, block, offset);
  return TRUE;
}

static gboolean
choose_at_cursor (IbidPlainTextView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  if (self->text == NULL)
    return FALSE;
  buffer = ibid_plain_text_get_buffer (self->text);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return choose_at (self, &iter, TRUE);
}

static gboolean
key_pressed_cb (IbidPlainTextView *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      return choose_at_cursor (self);
    case GDK_KEY_n:
      return ibid_reading_state_step_annotation (self->state, 1);
    case GDK_KEY_p:
      return ibid_reading_state_step_annotation (self->state, -1);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-annotation", NULL);
    case GDK_KEY_bracketleft:
      return ibid_reading_state_step_citation (self->state, -1);
    case GDK_KEY_bracketright:
      return ibid_reading_state_step_citation (self->state, 1);
    case GDK_KEY_braceleft:
      return ibid_reading_state_step_mention (self->state, -1);
    case GDK_KEY_braceright:
      return ibid_reading_state_step_mention (self->state, 1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
released_cb (IbidPlainTextView *self, int n_press, double x, double y)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  if (self->text == NULL || n_press != 1 ||
      gtk_text_buffer_get_has_selection (ibid_plain_text_get_buffer (self->text)))
    return;
  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y,
                                         &buffer_x, &buffer_y);
  /* FALSE: the click was beside the text */
  if (gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    choose_at (self, &iter, FALSE);
}

static gboolean
ibid_plain_text_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IBID_PLAIN_TEXT_VIEW (widget)->view));
}

static void
ibid_plain_text_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((IbidPlainTextViewProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, IBID_PLAIN_TEXT_VIEW (object)->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_plain_text_view_set_property (GObject *object, guint prop_id, const GValue *value,
                                   GParamSpec *pspec)
{
  IbidPlainTextView *self = IBID_PLAIN_TEXT_VIEW (object);

  switch ((IbidPlainTextViewProperty)prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      g_signal_group_set_target (self->state_signals, self->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_plain_text_view_dispose (GObject *object)
{
  IbidPlainTextView *self = IBID_PLAIN_TEXT_VIEW (object);

  g_clear_object (&self->state_signals);
  g_clear_object (&self->article_signals);
  if (self->buffer_signals != NULL)
    forget_text (self);
  g_clear_object (&self->buffer_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_PLAIN_TEXT_VIEW);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_plain_text_view_parent_class)->dispose (object);
}

static void
ibid_plain_text_view_class_init (IbidPlainTextViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_plain_text_view_dispose;
  object_class->get_property = ibid_plain_text_view_get_property;
  object_class->set_property = ibid_plain_text_view_set_property;
  widget_class->map = ibid_plain_text_view_map;
  widget_class->unmap = ibid_plain_text_view_unmap;
  widget_class->grab_focus = ibid_plain_text_view_grab_focus;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  open_link_signal = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-plain-text-view.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidPlainTextView, scroller);
  gtk_widget_class_bind_template_child (widget_class, IbidPlainTextView, view);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "plaintext");
}

static void
ibid_plain_text_view_init (IbidPlainTextView *self)
{
  self->state_signals = g_signal_group_new (IBID_TYPE_READING_STATE);
  g_signal_group_connect_object (self->state_signals, "notify::citation", G_CALLBACK (citation_cb),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "notify::entity", G_CALLBACK (entity_cb),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "notify::lit-spans",
                                 G_CALLBACK (lit_spans_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "jump", G_CALLBACK (jump_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "notify::annotations",
                                 G_CALLBACK (annotations_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "notify::annotation",
                                 G_CALLBACK (annotation_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->state_signals, "drop-selection",
                                 G_CALLBACK (drop_selection_cb), self, G_CONNECT_SWAPPED);
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_object (self->article_signals, "decisions-changed",
                                 G_CALLBACK (decisions_changed_cb), self, G_CONNECT_SWAPPED);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_object (self->buffer_signals, "mark-set", G_CALLBACK (mark_set_cb), self,
                                 G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (queue_report), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ibid_plain_text_view_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_PLAIN_TEXT_VIEW, "state", state, NULL);
}
