/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-annotation-editor.h"
#include "ibid-annotation-evidence.h"
#include "ibid-fold.h"
#include "ibid-mark-labels.h"
#include "ibid-markdown-view.h"
#include "ibid-passage.h"
#include "ibid-style-buttons.h"
#include "ibid-tag-field.h"

/* more than the lines of a quotation hold */
#define QUOTE_CHARS 500

struct _IbidAnnotationEditor
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *scroller;
  GtkBox *styles;
  GtkLabel *quote;
  GtkWidget *state_row;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkWidget *doubt;
  GtkLabel *old_passage;
  GtkWidget *passage_row;
  GtkWidget *set_to_selection;
  GtkToggleButton *preview_button;
  GtkStack *note_stack;
  GtkWidget *note_scroller;
  GtkTextView *note;
  GtkWidget *preview_scroller;
  IbidMarkdownView *preview;
  IbidTagField *tags;
  GtkBox *evidence;

  /* borrowed */
  IbidAnnotationEvidence *evidence_lists;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  IbidAnnotation *annotation; /* in its present state, or NULL */
  char *style;                /* nick of the present one */
  GSignalGroup *annotations_signals;
  GSignalGroup *article_signals;
};

G_DEFINE_FINAL_TYPE (IbidAnnotationEditor, ibid_annotation_editor, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_STYLE,
} IbidAnnotationEditorProperty;

typedef enum
{
  SIGNAL_OPEN_LINK,
  SIGNAL_DONE,
} IbidAnnotationEditorSignal;

static GParamSpec *properties[PROP_STYLE + 1];
static guint signals[SIGNAL_DONE + 1];

/* Showing. */

static IbidArticle *
get_article (IbidAnnotationEditor *self)
{
  return ibid_dossier_get_article (self->dossier);
}

static void
show_style (IbidAnnotationEditor *self)
{
  IbidAnnotationStyle style = ibid_annotation_get_style (self->annotation);
  const char *nick = ibid_style_buttons_get_nick (style);

  for (IbidAnnotationStyle other = 0; other < IBID_N_ANNOTATION_STYLES; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->quote), ibid_annotation_style_class (other));
  gtk_widget_add_css_class (GTK_WIDGET (self->quote), ibid_annotation_style_class (style));
  if (g_strcmp0 (nick, self->style) == 0)
    return;
  g_free (self->style);
  self->style = g_strdup (nick);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
}

/* A label limits the lines of each paragraph: of a passage of many it would fill the editor. */
static void
show_quote (GtkLabel *label, const char *text)
{
  g_autofree char *flat = ibid_text_collapse_space (text);

  if (g_utf8_strlen (flat, -1) > QUOTE_CHARS)
    *g_utf8_offset_to_pointer (flat, QUOTE_CHARS) = '\0';
  gtk_label_set_label (label, flat);
}

static void
show_passage (IbidAnnotationEditor *self)
{
  IbidAnchorState state = ibid_annotation_get_state (self->annotation);
  gboolean is_uncertain = state == IBID_ANCHOR_STATE_UNCERTAIN;
  g_autofree char *text = ibid_passage_dup_text (self->annotation, get_article (self));

  show_quote (self->quote, text);
  gtk_widget_set_visible (self->state_row, state != IBID_ANCHOR_STATE_EXACT);
  gtk_image_set_from_icon_name (self->state_icon, ibid_anchor_state_icon (state));
  gtk_label_set_label (self->state_label, ibid_anchor_state_explanation (state));
  gtk_widget_set_visible (self->doubt, is_uncertain);
  gtk_widget_set_visible (self->passage_row, state != IBID_ANCHOR_STATE_LOST);
  if (is_uncertain)
    show_quote (self->old_passage,
                ibid_selector_get_exact (ibid_annotation_get_selector (self->annotation)));
}

static char *
dup_typed_note (IbidAnnotationEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_strchomp (g_steal_pointer (&text));
}

/* What is being typed stays, whatever else changes; the note is taken over when it is another. */
static void
show_note (IbidAnnotationEditor *self, IbidAnnotation *before)
{
  const char *note = ibid_annotation_get_note (self->annotation);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  g_autofree char *typed = dup_typed_note (self);

  if (before != NULL && g_strcmp0 (ibid_annotation_get_note (before), note) == 0)
    return;
  if (g_strcmp0 (typed, note != NULL ? note : "") != 0)
    {
      gtk_text_buffer_begin_irreversible_action (buffer);
      gtk_text_buffer_set_text (buffer, note != NULL ? note : "", -1);
      gtk_text_buffer_end_irreversible_action (buffer);
    }
  ibid_markdown_view_set_markdown (self->preview, note);
}

static void
show_tags (IbidAnnotationEditor *self)
{
  g_autoptr (GPtrArray) known =
      ibid_annotations_dup_tags (ibid_dossier_get_annotations (self->dossier));

  ibid_tag_field_set_known (self->tags, known);
  ibid_tag_field_set_tags (self->tags, ibid_annotation_get_tags (self->annotation));
}

static void
show_evidence (IbidAnnotationEditor *self)
{
  ibid_annotation_evidence_show (self->evidence_lists, self->dossier, self->annotation);
}

static void
update_actions (IbidAnnotationEditor *self)
{
  gboolean has = self->annotation != NULL;
  gboolean is_uncertain =
      has && ibid_annotation_get_state (self->annotation) == IBID_ANCHOR_STATE_UNCERTAIN;
  gboolean has_selection = ibid_reading_state_get_selection (self->state) != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "annotation.remove", has);
  gtk_widget_action_set_enabled (widget, "annotation.step", has);
  gtk_widget_action_set_enabled (widget, "annotation.confirm", is_uncertain);
  gtk_widget_action_set_enabled (widget, "annotation.refuse", is_uncertain);
  gtk_widget_action_set_enabled (widget, "annotation.set-to-selection", has && has_selection);
  gtk_widget_set_visible (self->set_to_selection, has && has_selection);
}

static gboolean
has_same_place (IbidAnnotation *a, IbidAnnotation *b)
{
  guint a_start = 0, a_end = 0, b_start = 0, b_end = 0;

  ibid_annotation_get_range (a, &a_start, &a_end);
  ibid_annotation_get_range (b, &b_start, &b_end);
  return a_start == b_start && a_end == b_end;
}

/* @before: what was shown, or NULL: everything is new */
static void
show_annotation (IbidAnnotationEditor *self, IbidAnnotation *before)
{
  update_actions (self);
  if (self->annotation == NULL)
    return;
  show_style (self);
  show_passage (self);
  show_note (self, before);
  show_tags (self);
  if (before == NULL || !has_same_place (before, self->annotation))
    show_evidence (self);
}

static void
annotations_changed_cb (IbidAnnotationEditor *self)
{
  g_autoptr (IbidAnnotation) before = NULL;
  IbidAnnotation *present;

  if (self->annotation == NULL)
    return;
  present = ibid_annotations_lookup (ibid_dossier_get_annotations (self->dossier),
                                     ibid_annotation_get_id (self->annotation));
  /* a change may be announced as a removal and an addition: wait for the second */
  if (present == NULL || present == self->annotation)
    return;
  before = g_steal_pointer (&self->annotation);
  self->annotation = g_object_ref (present);
  show_annotation (self, before);
}

static void
decisions_changed_cb (IbidAnnotationEditor *self)
{
  if (self->annotation != NULL)
    show_evidence (self);
}

static void
show_source (IbidAnnotationEditor *self, gboolean source)
{
  gtk_toggle_button_set_active (self->preview_button, !source);
  gtk_stack_set_visible_child (self->note_stack,
                               source ? self->note_scroller : self->preview_scroller);
}

/* Changing. */

static GPtrArray *
new_only (IbidAnnotation *annotation)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (array, g_object_ref (annotation));
  return array;
}

static void
set_style (IbidAnnotationEditor *self, const char *nick)
{
  IbidAnnotationStyle style;
  g_autoptr (GPtrArray) only = NULL;

  if (self->annotation == NULL || !ibid_style_buttons_parse_nick (nick, &style) ||
      style == ibid_annotation_get_style (self->annotation))
    return;
  only = new_only (self->annotation);
  ibid_dossier_set_annotation_style (self->dossier, only, style);
}

/* one that was removed meanwhile must not come back by what is typed about it */
static gboolean
is_there (IbidAnnotationEditor *self)
{
  return self->annotation != NULL &&
         ibid_annotations_lookup (ibid_dossier_get_annotations (self->dossier),
                                  ibid_annotation_get_id (self->annotation)) != NULL;
}

static void
commit_note (IbidAnnotationEditor *self)
{
  g_autofree char *typed = NULL;
  const char *note;

  if (!is_there (self))
    return;
  typed = dup_typed_note (self);
  note = ibid_annotation_get_note (self->annotation);
  if (g_strcmp0 (typed, note != NULL ? note : "") != 0)
    ibid_dossier_set_annotation_note (self->dossier, self->annotation, typed);
}

static void
note_left_cb (IbidAnnotationEditor *self)
{
  commit_note (self);
}

static gboolean
note_key_cb (IbidAnnotationEditor *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) == 0 ||
      (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  commit_note (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  return GDK_EVENT_STOP;
}

static void
preview_toggled_cb (IbidAnnotationEditor *self)
{
  gboolean preview = gtk_toggle_button_get_active (self->preview_button);

  if (preview)
    {
      g_autofree char *typed = dup_typed_note (self);

      ibid_markdown_view_set_markdown (self->preview, typed);
    }
  gtk_stack_set_visible_child (self->note_stack,
                               preview ? self->preview_scroller : self->note_scroller);
}

static void
tags_edited_cb (IbidAnnotationEditor *self)
{
  if (is_there (self))
    ibid_dossier_set_annotation_tags (self->dossier, self->annotation,
                                      ibid_tag_field_get_tags (self->tags));
}

static void
link_cb (IbidAnnotationEditor *self, const char *uri)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_LINK], 0, uri);
}

static void
evidence_chosen_cb (IbidAnnotationEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (widget);
  g_autoptr (IbidAnnotation) annotation = g_steal_pointer (&self->annotation);
  g_autoptr (GPtrArray) only = NULL;

  if (annotation == NULL)
    return;
  only = new_only (annotation);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  ibid_dossier_remove_annotations (self->dossier, only);
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (widget);
  g_autoptr (GPtrArray) only = new_only (self->annotation);

  if (g_str_has_suffix (name, "confirm"))
    ibid_dossier_confirm_annotations (self->dossier, only);
  else
    ibid_dossier_refuse_annotations (self->dossier, only);
}

static void
set_to_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (widget);
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (self->state);

  if (spans == NULL)
    return;
  ibid_dossier_set_annotation_place (self->dossier, self->annotation,
                                     (const IbidSpan *)(void *)spans->data, spans->len);
  ibid_reading_state_drop_selection (self->state);
}

static void
step (IbidAnnotationEditor *self, IbidPassageSide side, int direction)
{
  IbidReadingText *text;
  g_autoptr (GArray) spans = NULL;
  guint start;
  guint end;

  if (self->annotation == NULL || !ibid_annotation_get_range (self->annotation, &start, &end))
    return;
  text = ibid_dossier_get_reading_text (self->dossier);
  if (!ibid_passage_step (get_article (self), text, side, direction, &start, &end))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  spans = ibid_reading_text_spans_from_range (text, start, end);
  ibid_dossier_set_annotation_place (self->dossier, self->annotation,
                                     (const IbidSpan *)(void *)spans->data, spans->len);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *word = g_variant_get_string (parameter, NULL);

  step (IBID_ANNOTATION_EDITOR (widget),
        g_str_has_prefix (word, "start") ? IBID_PASSAGE_START : IBID_PASSAGE_END,
        g_str_has_suffix (word, "back") ? -1 : 1);
}

/* Keys go to the left or right of the passage, as it is written. */
static gboolean
step_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (widget);
  PangoDirection direction = pango_layout_get_direction (gtk_label_get_layout (self->quote), 0);
  int side;
  int to_right;

  g_variant_get (args, "(ii)", &side, &to_right);
  step (self, side == 0 ? IBID_PASSAGE_START : IBID_PASSAGE_END,
        direction == PANGO_DIRECTION_RTL ? -to_right : to_right);
  return TRUE;
}

static void
add_step_keys (GtkWidgetClass *widget_class)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, both, step_key_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, both, step_key_cb, "(ii)", 0, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, step_key_cb, "(ii)", 1,
                                -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, step_key_cb, "(ii)", 1,
                                1);
}

/* to the present colour: from there everything is one step away, and Space does no harm */
static gboolean
ibid_annotation_editor_grab_focus (GtkWidget *widget)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (widget);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->styles));

  while (button != NULL && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    button = gtk_widget_get_next_sibling (button);
  return gtk_widget_grab_focus (
      button != NULL ? button : gtk_widget_get_first_child (GTK_WIDGET (self->styles)));
}

static void
ibid_annotation_editor_get_property (GObject *object, guint prop_id, GValue *value,
                                     GParamSpec *pspec)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (object);

  switch ((IbidAnnotationEditorProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      return;
    case PROP_STYLE:
      g_value_set_string (value, self->style);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_editor_set_property (GObject *object, guint prop_id, const GValue *value,
                                     GParamSpec *pspec)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (object);

  switch ((IbidAnnotationEditorProperty)prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      return;
    case PROP_STYLE:
      set_style (self, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_editor_constructed (GObject *object)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (object);

  G_OBJECT_CLASS (ibid_annotation_editor_parent_class)->constructed (object);

  self->evidence_lists = IBID_ANNOTATION_EVIDENCE (ibid_annotation_evidence_new (self->state));
  g_signal_connect_object (self->evidence_lists, "chosen", G_CALLBACK (evidence_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->evidence, GTK_WIDGET (self->evidence_lists));
  g_signal_connect_object (self->state, "notify::has-selection", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
}

static void
ibid_annotation_editor_dispose (GObject *object)
{
  IbidAnnotationEditor *self = IBID_ANNOTATION_EDITOR (object);

  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->article_signals);
  g_clear_object (&self->annotation);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ANNOTATION_EDITOR);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_annotation_editor_parent_class)->dispose (object);
}

static void
ibid_annotation_editor_finalize (GObject *object)
{
  g_free (IBID_ANNOTATION_EDITOR (object)->style);

  G_OBJECT_CLASS (ibid_annotation_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-annotation-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, styles);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, quote);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, state_row);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, state_icon);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, doubt);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, old_passage);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, passage_row);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, set_to_selection);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, preview_button);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, note_stack);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, note_scroller);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, note);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, preview_scroller);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, preview);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, tags);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationEditor, evidence);
  gtk_widget_class_bind_template_callback (widget_class, preview_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, tags_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
ibid_annotation_editor_class_init (IbidAnnotationEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ibid_annotation_editor_constructed;
  object_class->dispose = ibid_annotation_editor_dispose;
  object_class->finalize = ibid_annotation_editor_finalize;
  object_class->get_property = ibid_annotation_editor_get_property;
  object_class->set_property = ibid_annotation_editor_set_property;
  widget_class->grab_focus = ibid_annotation_editor_grab_focus;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STYLE] =
      g_param_spec_string ("style", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_OPEN_LINK] =
      g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_property_action (widget_class, "annotation.style", "style");
  gtk_widget_class_install_action (widget_class, "annotation.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "annotation.confirm", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "annotation.refuse", NULL, answer_action);
  gtk_widget_class_install_action (widget_class, "annotation.set-to-selection", NULL,
                                   set_to_selection_action);
  gtk_widget_class_install_action (widget_class, "annotation.step", "s", step_action);
  add_step_keys (widget_class);

  g_type_ensure (IBID_TYPE_MARKDOWN_VIEW);
  g_type_ensure (IBID_TYPE_TAG_FIELD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "annotationeditor");
}

static void
ibid_annotation_editor_init (IbidAnnotationEditor *self)
{
  self->style = g_strdup (""); /* an action with a state must have one */
  self->annotations_signals = g_signal_group_new (IBID_TYPE_ANNOTATIONS);
  g_signal_group_connect_object (self->annotations_signals, "items-changed",
                                 G_CALLBACK (annotations_changed_cb), self, G_CONNECT_SWAPPED);
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_object (self->article_signals, "decisions-changed",
                                 G_CALLBACK (decisions_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  ibid_style_buttons_append (self->styles, "annotation.style");
}

GtkWidget *
ibid_annotation_editor_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_ANNOTATION_EDITOR, "state", state, NULL);
}

void
ibid_annotation_editor_set_dossier (IbidAnnotationEditor *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_ANNOTATION_EDITOR (self));

  if (self->dossier == dossier)
    return;
  ibid_annotation_editor_set_annotation (self, NULL);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->annotations_signals,
                             dossier != NULL ? ibid_dossier_get_annotations (dossier) : NULL);
  g_signal_group_set_target (self->article_signals,
                             dossier != NULL ? ibid_dossier_get_article (dossier) : NULL);
}

/* What was typed about the one before is kept. */
void
ibid_annotation_editor_set_annotation (IbidAnnotationEditor *self, IbidAnnotation *annotation)
{
  g_return_if_fail (IBID_IS_ANNOTATION_EDITOR (self));

  ibid_annotation_editor_commit (self);
  g_set_object (&self->annotation, annotation);
  if (annotation == NULL)
    ibid_annotation_evidence_show (self->evidence_lists, NULL, NULL);
  show_annotation (self, NULL);
  if (annotation != NULL)
    show_source (self, ibid_annotation_get_note (annotation) == NULL);
}

void
ibid_annotation_editor_focus_note (IbidAnnotationEditor *self)
{
  GtkTextIter end;

  g_return_if_fail (IBID_IS_ANNOTATION_EDITOR (self));

  show_source (self, TRUE);
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->note), &end);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (self->note), &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
ibid_annotation_editor_focus_tags (IbidAnnotationEditor *self)
{
  g_return_if_fail (IBID_IS_ANNOTATION_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->tags));
}

void
ibid_annotation_editor_commit (IbidAnnotationEditor *self)
{
  g_return_if_fail (IBID_IS_ANNOTATION_EDITOR (self));

  if (!is_there (self))
    return;
  ibid_tag_field_commit (self->tags);
  commit_note (self);
}
