/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-annotation-popover.h"
#include "ibid-annotator.h"
#include "ibid-entity-popovers.h"
#include "ibid-selection-popover.h"
#include "ibid-style-buttons.h"

/* Where the editor opens when the place of its passage on the screen is not known: a jump leads to
 * the upper third. */
#define BELOW_A_JUMP 0.42

struct _IbidAnnotator
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *child;
  IbidSelectionPopover *selection_popover;
  IbidAnnotationPopover *annotation_popover;
  GtkWidget *entity_popover; /* while it is open, or NULL */

  /* borrowed */
  GtkWidget *reader;
  GtkEventController *root_events; /* belongs to the root, or NULL */

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  char *style;

  /* plain */
  gboolean is_pressed; /* a button of the pointer, over the text */
  gboolean may_offer;  /* the pointer has been pressed, and no popover has come of it yet */
  gboolean is_pending; /* something was selected while it is pressed */
};

G_DEFINE_FINAL_TYPE (IbidAnnotator, ibid_annotator, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_STYLE,
} IbidAnnotatorProperty;

static GParamSpec *properties[PROP_STYLE + 1];
static guint open_link_signal;

/* Where popovers point. */

static void
translate (IbidAnnotator *self, const IbidSelection *selection, GdkRectangle *rectangle)
{
  graphene_point_t corner;

  graphene_point_init (&corner, (float)selection->x, (float)selection->y);
  if (self->reader == NULL ||
      !gtk_widget_compute_point (self->reader, GTK_WIDGET (self), &corner, &corner))
    graphene_point_init (&corner, (float)selection->x, (float)selection->y);
  *rectangle = (GdkRectangle){
    (int)corner.x,
    (int)corner.y,
    MAX (selection->width, 1),
    MAX (selection->height, 1),
  };
}

/* Text that was selected may be longer than what is seen of it. */
static void
point_at (IbidAnnotator *self, GtkPopover *popover, const GdkRectangle *rectangle)
{
  GdkRectangle all = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)) };
  GdkRectangle seen;

  if (!gdk_rectangle_intersect (rectangle, &all, &seen))
    seen = (GdkRectangle){
      CLAMP (rectangle->x, 0, MAX (all.width - 1, 0)),
      CLAMP (rectangle->y, 0, MAX (all.height - 1, 0)),
      1,
      1,
    };
  gtk_popover_set_has_arrow (popover, TRUE);
  gtk_popover_set_pointing_to (popover, &seen);
}

static void
point_below_jump (IbidAnnotator *self, GtkPopover *popover)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRectangle middle = { gtk_widget_get_width (widget) / 2,
                          (int)(gtk_widget_get_height (widget) * BELOW_A_JUMP), 1, 1 };

  gtk_popover_set_has_arrow (popover, FALSE);
  gtk_popover_set_pointing_to (popover, &middle);
}

/* The popover beside the selection. */

static gboolean
is_offering (IbidAnnotator *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->selection_popover));
}

static void
focus_reader (IbidAnnotator *self)
{
  if (self->reader != NULL && gtk_widget_get_mapped (self->reader))
    gtk_widget_grab_focus (self->reader);
}

static void
withdraw (IbidAnnotator *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus =
      focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->selection_popover));

  if (!is_offering (self))
    return;
  gtk_popover_popdown (GTK_POPOVER (self->selection_popover));
  if (had_focus)
    focus_reader (self);
}

static void
offer (IbidAnnotator *self)
{
  const IbidSelection *selection = ibid_reading_state_get_selection (self->state);
  GdkRectangle rectangle;

  if (selection == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->may_offer = FALSE;
  translate (self, selection, &rectangle);
  point_at (self, GTK_POPOVER (self->selection_popover), &rectangle);
  ibid_selection_popover_set_has_chosen (self->selection_popover,
                                         ibid_reading_state_get_annotation (self->state) != NULL);
  gtk_popover_popup (GTK_POPOVER (self->selection_popover));
}

/* What the pointer selects is answered when its button is released. Who selects with the keyboard
 * is not interrupted: there are keys for everything, and one for the popover. */
static void
selection_changed_cb (IbidAnnotator *self)
{
  gboolean has_selection = ibid_reading_state_get_selection (self->state) != NULL;

  self->is_pending = has_selection && self->is_pressed;
  if (!has_selection || self->is_pressed)
    withdraw (self);
  else if (self->may_offer)
    offer (self);
}

/* Events over the text. They are only looked at. */
static gboolean
event_cb (IbidAnnotator *self, GdkEvent *event)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  /* the popovers are children of this widget, with surfaces of their own */
  if (gdk_event_get_surface (event) != gtk_native_get_surface (native))
    return GDK_EVENT_PROPAGATE;
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->is_pressed = TRUE;
      self->is_pending = FALSE;
      self->may_offer = TRUE;
      break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      self->is_pressed = FALSE;
      /* one view reports while the pointer moves, another when it has come to rest */
      if (self->is_pending && self->may_offer)
        offer (self);
      self->is_pending = FALSE;
      break;
    case GDK_KEY_PRESS:
      self->may_offer = FALSE;
      break;
    case GDK_SCROLL:
      self->may_offer = FALSE;
      withdraw (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Events anywhere in the window: a click elsewhere and Escape close the popover. */
static gboolean
root_event_cb (IbidAnnotator *self, GdkEvent *event)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  if (!is_offering (self))
    return GDK_EVENT_PROPAGATE;
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      if (native != NULL && gdk_event_get_surface (event) == gtk_native_get_surface (native))
        withdraw (self);
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_PRESS:
      if (gdk_key_event_get_keyval (event) != GDK_KEY_Escape)
        return GDK_EVENT_PROPAGATE;
      withdraw (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The editor. */

static void
pointed_at_cb (IbidAnnotator *self, GPtrArray *annotations, const IbidSelection *at)
{
  GdkRectangle rectangle;

  if (self->dossier == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  withdraw (self);
  translate (self, at, &rectangle);
  point_at (self, GTK_POPOVER (self->annotation_popover), &rectangle);
  ibid_annotation_popover_offer (self->annotation_popover, annotations);
}

static void
open_link_cb (IbidAnnotator *self, const char *uri)
{
  g_signal_emit (self, open_link_signal, 0, uri);
}

/* @at: where the passage is on the screen; NULL: it is gone to */
static void
open_editor (IbidAnnotator *self, const GdkRectangle *at)
{
  GtkPopover *popover = GTK_POPOVER (self->annotation_popover);
  IbidAnnotation *annotation = ibid_reading_state_get_annotation (self->state);
  guint n_spans = 0;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  withdraw (self);
  if (at != NULL)
    point_at (self, popover, at);
  else
    {
      if (n_spans > 0)
        ibid_reading_state_jump (self->state, &spans[0], FALSE);
      point_below_jump (self, popover);
    }
  ibid_annotation_popover_edit (self->annotation_popover);
}

/* Acts. */

static const IbidSpan *
peek_spans (GArray *spans)
{
  return (const IbidSpan *)(void *)spans->data;
}

static void
remember_style (IbidAnnotator *self, const char *nick)
{
  if (g_strcmp0 (self->style, nick) == 0)
    return;
  g_free (self->style);
  self->style = g_strdup (nick);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
}

/* the annotation made of what is selected, and chosen; NULL: nothing is */
static IbidAnnotation *
annotate_selection (IbidAnnotator *self, IbidAnnotationStyle style, GdkRectangle *at)
{
  const IbidSelection *selection = ibid_reading_state_get_selection (self->state);
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (self->state);
  IbidAnnotation *annotation;

  if (self->dossier == NULL || spans == NULL || spans->len == 0)
    return NULL;
  translate (self, selection, at);
  annotation = ibid_dossier_annotate (self->dossier, peek_spans (spans), spans->len, style);
  if (annotation == NULL)
    return NULL;
  ibid_reading_state_select_annotation (self->state, annotation);
  withdraw (self);
  ibid_reading_state_drop_selection (self->state);
  return annotation;
}

static IbidAnnotationStyle
get_style (IbidAnnotator *self)
{
  IbidAnnotationStyle style = IBID_ANNOTATION_STYLE_YELLOW;

  ibid_style_buttons_parse_nick (self->style, &style);
  return style;
}

static GPtrArray *
dup_chosen (IbidAnnotator *self)
{
  IbidAnnotation *chosen = ibid_reading_state_get_annotation (self->state);
  GPtrArray *array;

  if (self->dossier == NULL || chosen == NULL)
    return NULL;
  array = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (array, g_object_ref (chosen));
  return array;
}

gboolean
ibid_annotator_highlight (IbidAnnotator *self, const char *nick)
{
  IbidAnnotationStyle style;
  g_autoptr (GPtrArray) chosen = NULL;
  GdkRectangle at;

  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  style = get_style (self);
  if (nick != NULL && !ibid_style_buttons_parse_nick (nick, &style))
    return FALSE;
  if (annotate_selection (self, style, &at) == NULL)
    {
      chosen = dup_chosen (self);
      if (chosen == NULL)
        return FALSE;
      ibid_dossier_set_annotation_style (self->dossier, chosen, style);
    }
  remember_style (self, ibid_style_buttons_get_nick (style));
  return TRUE;
}

/* makes a highlight of what is selected, and opens the editor on that or on the chosen one */
static gboolean
begin_editing (IbidAnnotator *self)
{
  GdkRectangle at;

  if (annotate_selection (self, get_style (self), &at) != NULL)
    open_editor (self, &at);
  else if (self->dossier != NULL && ibid_reading_state_get_annotation (self->state) != NULL)
    open_editor (self, NULL);
  else
    return FALSE;
  return TRUE;
}

gboolean
ibid_annotator_write_note (IbidAnnotator *self)
{
  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  if (!begin_editing (self))
    return FALSE;
  ibid_annotation_editor_focus_note (ibid_annotation_popover_get_editor (self->annotation_popover));
  return TRUE;
}

gboolean
ibid_annotator_tag (IbidAnnotator *self)
{
  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  if (!begin_editing (self))
    return FALSE;
  ibid_annotation_editor_focus_tags (ibid_annotation_popover_get_editor (self->annotation_popover));
  return TRUE;
}

gboolean
ibid_annotator_edit (IbidAnnotator *self)
{
  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  if (self->dossier == NULL || ibid_reading_state_get_annotation (self->state) == NULL)
    return FALSE;
  open_editor (self, NULL);
  return TRUE;
}

gboolean
ibid_annotator_remove (IbidAnnotator *self)
{
  g_autoptr (GPtrArray) chosen = NULL;

  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  chosen = dup_chosen (self);
  if (chosen == NULL)
    return FALSE;
  ibid_annotator_close (self);
  ibid_dossier_remove_annotations (self->dossier, chosen);
  return TRUE;
}

gboolean
ibid_annotator_set_place (IbidAnnotator *self)
{
  IbidAnnotation *chosen;
  g_autoptr (GArray) spans = NULL;

  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  chosen = ibid_reading_state_get_annotation (self->state);
  spans = ibid_reading_state_dup_selected_spans (self->state);
  if (self->dossier == NULL || chosen == NULL || spans == NULL || spans->len == 0)
    return FALSE;
  withdraw (self);
  ibid_dossier_set_annotation_place (self->dossier, chosen, peek_spans (spans), spans->len);
  ibid_reading_state_drop_selection (self->state);
  return TRUE;
}

static void
entity_added_cb (IbidAnnotator *self, IbidEntity *entity)
{
  ibid_reading_state_drop_selection (self->state);
  ibid_reading_state_select_entity (self->state, entity);
}

static gboolean
drop_entity_popover_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  g_object_unref (user_data);
  return G_SOURCE_REMOVE;
}

static void
entity_closed_cb (IbidAnnotator *self, GtkWidget *popover)
{
  if (self->entity_popover != popover)
    return;
  self->entity_popover = NULL;
  /* not from within its own signal */
  g_idle_add (drop_entity_popover_cb, g_object_ref (popover));
  focus_reader (self);
}

gboolean
ibid_annotator_add_entity (IbidAnnotator *self)
{
  const IbidSelection *selection;
  g_autoptr (GArray) spans = NULL;
  GdkRectangle at;

  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  selection = ibid_reading_state_get_selection (self->state);
  spans = ibid_reading_state_dup_selected_spans (self->state);
  if (self->dossier == NULL || spans == NULL || spans->len == 0)
    return FALSE;
  withdraw (self);
  if (self->entity_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->entity_popover));
  self->entity_popover =
      ibid_entity_add_popover_new (self->dossier, &g_array_index (spans, IbidSpan, 0));
  gtk_widget_set_parent (self->entity_popover, GTK_WIDGET (self));
  g_signal_connect_object (self->entity_popover, "added", G_CALLBACK (entity_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entity_popover, "closed", G_CALLBACK (entity_closed_cb), self,
                           G_CONNECT_SWAPPED);
  translate (self, selection, &at);
  point_at (self, GTK_POPOVER (self->entity_popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->entity_popover));
  return TRUE;
}

gboolean
ibid_annotator_offer (IbidAnnotator *self)
{
  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), FALSE);

  if (ibid_reading_state_get_selection (self->state) == NULL)
    return FALSE;
  offer (self);
  gtk_widget_child_focus (GTK_WIDGET (self->selection_popover), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

GArray *
ibid_annotator_dup_spans (IbidAnnotator *self)
{
  GArray *spans;
  IbidAnnotation *chosen;
  const IbidSpan *chosen_spans;
  guint n_spans = 0;

  g_return_val_if_fail (IBID_IS_ANNOTATOR (self), NULL);

  spans = ibid_reading_state_dup_selected_spans (self->state);
  chosen = ibid_reading_state_get_annotation (self->state);
  if (spans != NULL || chosen == NULL)
    return spans;
  chosen_spans = ibid_annotation_get_spans (chosen, &n_spans);
  if (n_spans == 0)
    return NULL;
  spans = g_array_sized_new (FALSE, FALSE, sizeof (IbidSpan), n_spans);
  return g_array_append_vals (spans, chosen_spans, n_spans);
}

void
ibid_annotator_close (IbidAnnotator *self)
{
  g_return_if_fail (IBID_IS_ANNOTATOR (self));

  withdraw (self);
  gtk_popover_popdown (GTK_POPOVER (self->annotation_popover));
  if (self->entity_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->entity_popover));
}

void
ibid_annotator_set_reader (IbidAnnotator *self, GtkWidget *reader)
{
  g_return_if_fail (IBID_IS_ANNOTATOR (self));

  if (self->reader == reader)
    return;
  ibid_annotator_close (self);
  self->reader = reader;
}

void
ibid_annotator_set_dossier (IbidAnnotator *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_ANNOTATOR (self));

  if (self->dossier == dossier)
    return;
  ibid_annotator_close (self);
  ibid_annotation_popover_set_dossier (self->annotation_popover, dossier);
  g_set_object (&self->dossier, dossier);
}

/* The widget. */

static void
ibid_annotator_root (GtkWidget *widget)
{
  IbidAnnotator *self = IBID_ANNOTATOR (widget);

  GTK_WIDGET_CLASS (ibid_annotator_parent_class)->root (widget);

  self->root_events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->root_events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->root_events, "event", G_CALLBACK (root_event_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->root_events);
}

static void
ibid_annotator_unroot (GtkWidget *widget)
{
  IbidAnnotator *self = IBID_ANNOTATOR (widget);

  gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (widget)), self->root_events);
  self->root_events = NULL;

  GTK_WIDGET_CLASS (ibid_annotator_parent_class)->unroot (widget);
}

static void
ibid_annotator_unmap (GtkWidget *widget)
{
  ibid_annotator_close (IBID_ANNOTATOR (widget));

  GTK_WIDGET_CLASS (ibid_annotator_parent_class)->unmap (widget);
}

static gboolean
ibid_annotator_grab_focus (GtkWidget *widget)
{
  IbidAnnotator *self = IBID_ANNOTATOR (widget);

  return gtk_widget_grab_focus (self->reader != NULL ? self->reader : self->child);
}

static void
ibid_annotator_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidAnnotator *self = IBID_ANNOTATOR (object);

  switch ((IbidAnnotatorProperty)prop_id)
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
ibid_annotator_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  IbidAnnotator *self = IBID_ANNOTATOR (object);

  switch ((IbidAnnotatorProperty)prop_id)
    {
    case PROP_STATE:
      self->state = g_value_dup_object (value);
      return;
    case PROP_STYLE:
      remember_style (self, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotator_constructed (GObject *object)
{
  IbidAnnotator *self = IBID_ANNOTATOR (object);

  G_OBJECT_CLASS (ibid_annotator_parent_class)->constructed (object);

  self->selection_popover = IBID_SELECTION_POPOVER (ibid_selection_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->selection_popover), GTK_WIDGET (self));
  self->annotation_popover = IBID_ANNOTATION_POPOVER (ibid_annotation_popover_new (self->state));
  gtk_widget_set_parent (GTK_WIDGET (self->annotation_popover), GTK_WIDGET (self));
  g_signal_connect_object (self->annotation_popover, "open-link", G_CALLBACK (open_link_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->annotation_popover, "closed", G_CALLBACK (focus_reader), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "notify::has-selection", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state, "annotations-pointed-at", G_CALLBACK (pointed_at_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
ibid_annotator_dispose (GObject *object)
{
  IbidAnnotator *self = IBID_ANNOTATOR (object);
  GtkWidget *child;

  self->entity_popover = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_annotator_parent_class)->dispose (object);
}

static void
ibid_annotator_finalize (GObject *object)
{
  g_free (IBID_ANNOTATOR (object)->style);

  G_OBJECT_CLASS (ibid_annotator_parent_class)->finalize (object);
}

static void
ibid_annotator_class_init (IbidAnnotatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ibid_annotator_constructed;
  object_class->dispose = ibid_annotator_dispose;
  object_class->finalize = ibid_annotator_finalize;
  object_class->get_property = ibid_annotator_get_property;
  object_class->set_property = ibid_annotator_set_property;
  widget_class->root = ibid_annotator_root;
  widget_class->unroot = ibid_annotator_unroot;
  widget_class->unmap = ibid_annotator_unmap;
  widget_class->grab_focus = ibid_annotator_grab_focus;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STYLE] = g_param_spec_string (
      "style", NULL, NULL, "yellow",
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  open_link_signal = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "annotator");
}

static void
ibid_annotator_init (IbidAnnotator *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}

GtkWidget *
ibid_annotator_new (IbidReadingState *state, GtkWidget *child)
{
  IbidAnnotator *self = g_object_new (IBID_TYPE_ANNOTATOR, "state", state, NULL);

  self->child = child;
  gtk_widget_insert_before (child, GTK_WIDGET (self),
                            gtk_widget_get_first_child (GTK_WIDGET (self)));
  return GTK_WIDGET (self);
}
