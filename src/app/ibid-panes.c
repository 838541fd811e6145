/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-panes.h"
#include <adwaita.h>
#include <glib/gi18n.h>

/*
 * The article with a pane at either side. Wide windows show them side by side, with handles to
 * drag. Below FOLD_INSPECTOR_BELOW the inspector folds, below FOLD_SIDEBAR_BELOW the sidebar too: a
 * folded pane comes up over the article when it is asked for, and goes at a click beside it or Esc.
 *
 * The widget lays out its children itself rather than nesting GtkPaned: it can then ask for little
 * room and decide about folding within one allocation, with no reparenting and no size flicker.
 */

#define FOLD_INSPECTOR_BELOW 900
#define FOLD_SIDEBAR_BELOW 640
#define PANE_MIN_WIDTH 240
#define PANE_MAX_WIDTH 560
#define CONTENT_MIN_WIDTH 300
#define HANDLE_WIDTH 9
#define KEY_STEP 16
#define TRANSITION_MS 180

typedef struct
{
  IbidPane pane;
  GtkWidget *child;
  GtkWidget *handle;
  AdwAnimation *animation;
  int width;         /* as the user set it */
  gboolean shown;    /* wanted while there is room */
  gboolean overlaid; /* up over the article while folded */
  gboolean folded;
  double progress; /* 0 hidden … 1 fully there */
  int drag_start_width;
} Side;

struct _IbidPanes
{
  GtkWidget parent_instance;

  /* owned by being children */
  GtkWidget *content;
  GtkWidget *scrim;

  Side sides[IBID_N_PANES];
  guint notify_folding_id;
};

typedef enum
{
  PROP_SIDEBAR_SHOWN = 1,
  PROP_INSPECTOR_SHOWN,
  PROP_SIDEBAR_WIDTH,
  PROP_INSPECTOR_WIDTH,
} IbidPanesProps;

static GParamSpec *properties[PROP_INSPECTOR_WIDTH + 1];

G_DEFINE_FINAL_TYPE (IbidPanes, ibid_panes, GTK_TYPE_WIDGET)

static const int fold_below[IBID_N_PANES] = { FOLD_SIDEBAR_BELOW, FOLD_INSPECTOR_BELOW };

static gboolean
is_wanted (const Side *side)
{
  return side->child != NULL && (side->folded ? side->overlaid : side->shown);
}

static void
start_transition (IbidPanes *self, Side *side)
{
  double target = is_wanted (side) ? 1 : 0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      side->progress = target;
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (side->animation), side->progress);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (side->animation), target);
  adw_animation_play (side->animation);
}

static void
notify_shown (IbidPanes *self, const Side *side)
{
  g_object_notify_by_pspec (
      G_OBJECT (self),
      properties[side->pane == IBID_PANE_SIDEBAR ? PROP_SIDEBAR_SHOWN : PROP_INSPECTOR_SHOWN]);
}

static void
set_width (IbidPanes *self, Side *side, int width)
{
  width = CLAMP (width, PANE_MIN_WIDTH, PANE_MAX_WIDTH);
  if (side->width == width)
    return;
  side->width = width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (
      G_OBJECT (self),
      properties[side->pane == IBID_PANE_SIDEBAR ? PROP_SIDEBAR_WIDTH : PROP_INSPECTOR_WIDTH]);
}

/* 1 where dragging towards the end makes the pane wider, else -1 */
static int
widening_direction (IbidPanes *self, const Side *side)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return (side->pane == IBID_PANE_SIDEBAR) != rtl ? 1 : -1;
}

static Side *
side_of_handle (IbidPanes *self, GtkWidget *handle)
{
  return self->sides[IBID_PANE_SIDEBAR].handle == handle ? &self->sides[IBID_PANE_SIDEBAR]
                                                         : &self->sides[IBID_PANE_INSPECTOR];
}

static void
drag_begin_cb (IbidPanes *self, double x, double y, GtkGesture *gesture)
{
  Side *side =
      side_of_handle (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));

  side->drag_start_width = side->width;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (IbidPanes *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  GtkWidget *handle = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  Side *side = side_of_handle (self, handle);
  double start_x, start_y, x, y;

  /* the handle moves along while it is dragged, so the offset is taken in our own coordinates */
  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &start_x, &start_y);
  gtk_widget_translate_coordinates (handle, GTK_WIDGET (self), start_x + offset_x, start_y, &x, &y);
  if (widening_direction (self, side) > 0)
    set_width (self, side, (int)x);
  else
    set_width (self, side, gtk_widget_get_width (GTK_WIDGET (self)) - (int)x);
}

static gboolean
handle_key_cb (IbidPanes *self, guint keyval, guint keycode, GdkModifierType state,
               GtkEventControllerKey *controller)
{
  Side *side =
      side_of_handle (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if (keyval == GDK_KEY_Left)
    set_width (self, side, side->width - KEY_STEP * widening_direction (self, side));
  else if (keyval == GDK_KEY_Right)
    set_width (self, side, side->width + KEY_STEP * widening_direction (self, side));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_handle (IbidPanes *self, const char *label)
{
  GtkWidget *handle = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_SEPARATOR,
                                    "css-name", "handle", "focusable", TRUE, NULL);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (handle), line);
  gtk_widget_set_cursor_from_name (handle, "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (handle_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (handle, keys);
  gtk_widget_set_parent (handle, GTK_WIDGET (self));
  return handle;
}

static gboolean
notify_folding_cb (gpointer user_data)
{
  IbidPanes *self = user_data;

  self->notify_folding_id = 0;
  for (guint i = 0; i < IBID_N_PANES; i++)
    notify_shown (self, &self->sides[i]);
  return G_SOURCE_REMOVE;
}

static void
set_folded (IbidPanes *self, Side *side, gboolean folded)
{
  if (side->folded == folded)
    return;
  side->folded = folded;
  side->overlaid = FALSE;
  adw_animation_skip (side->animation);
  side->progress = is_wanted (side) ? 1 : 0;
  /* this happens while sizes are allocated, when nobody may change a widget in answer */
  if (self->notify_folding_id == 0)
    self->notify_folding_id = g_idle_add (notify_folding_cb, self);
  if (side->child == NULL)
    return;
  if (folded)
    gtk_widget_add_css_class (side->child, "folded");
  else
    gtk_widget_remove_css_class (side->child, "folded");
}

/* width that the side takes from the content, handle included */
static int
taken_width (const Side *side)
{
  return side->folded || side->child == NULL ? 0 : (int)(side->progress * side->width + 0.5);
}

static void
allocate_at (IbidPanes *self, GtkWidget *child, int start, int width, int height)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (
      child, &(GtkAllocation){ rtl ? total - start - width : start, 0, width, height }, -1);
}

static void
allocate_side (IbidPanes *self, Side *side, int width, int height)
{
  gboolean there = side->child != NULL && side->progress > 0;
  int own = side->width, hidden;

  gtk_widget_set_child_visible (side->handle, there && !side->folded);
  if (side->child == NULL)
    return;
  gtk_widget_set_child_visible (side->child, there);
  if (!there)
    return;
  if (side->folded)
    own = MIN (own, MAX (width - 48, PANE_MIN_WIDTH));
  hidden = own - (int)(side->progress * own + 0.5);
  if (side->pane == IBID_PANE_SIDEBAR)
    {
      allocate_at (self, side->child, -hidden, own, height);
      allocate_at (self, side->handle, own - hidden - HANDLE_WIDTH / 2, HANDLE_WIDTH, height);
    }
  else
    {
      allocate_at (self, side->child, width - own + hidden, own, height);
      allocate_at (self, side->handle, width - own + hidden - HANDLE_WIDTH / 2, HANDLE_WIDTH,
                   height);
    }
}

static void
ibid_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  IbidPanes *self = IBID_PANES (widget);
  double dimming = 0;
  int start, end;

  for (guint i = 0; i < IBID_N_PANES; i++)
    {
      set_folded (self, &self->sides[i], width < fold_below[i]);
      if (self->sides[i].folded && self->sides[i].child != NULL)
        dimming = MAX (dimming, self->sides[i].progress);
    }

  start = taken_width (&self->sides[IBID_PANE_SIDEBAR]);
  end = taken_width (&self->sides[IBID_PANE_INSPECTOR]);
  if (self->content != NULL)
    allocate_at (self, self->content, start, MAX (width - start - end, 0), height);

  gtk_widget_set_child_visible (self->scrim, dimming > 0);
  gtk_widget_set_opacity (self->scrim, dimming);
  allocate_at (self, self->scrim, 0, width, height);

  for (guint i = 0; i < IBID_N_PANES; i++)
    allocate_side (self, &self->sides[i], width, height);
}

static void
ibid_panes_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  IbidPanes *self = IBID_PANES (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = CONTENT_MIN_WIDTH;
      *natural = FOLD_INSPECTOR_BELOW;
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (child == self->scrim)
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
ibid_panes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  /* a pane on its way in or out lies partly outside */
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (ibid_panes_parent_class)->snapshot (widget, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
scrim_pressed_cb (IbidPanes *self)
{
  ibid_panes_close_folded (self);
}

static void
animation_value_cb (double value, gpointer user_data)
{
  Side *side = user_data;
  IbidPanes *self = IBID_PANES (gtk_widget_get_parent (side->handle));

  side->progress = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
ibid_panes_dispose (GObject *object)
{
  IbidPanes *self = IBID_PANES (object);
  GtkWidget *child;

  g_clear_handle_id (&self->notify_folding_id, g_source_remove);
  for (guint i = 0; i < IBID_N_PANES; i++)
    {
      g_clear_object (&self->sides[i].animation);
      self->sides[i].child = NULL;
    }
  self->content = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ibid_panes_parent_class)->dispose (object);
}

static void
ibid_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidPanes *self = IBID_PANES (object);

  switch ((IbidPanesProps)id)
    {
    case PROP_SIDEBAR_SHOWN:
      g_value_set_boolean (value, self->sides[IBID_PANE_SIDEBAR].shown);
      break;
    case PROP_INSPECTOR_SHOWN:
      g_value_set_boolean (value, self->sides[IBID_PANE_INSPECTOR].shown);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sides[IBID_PANE_SIDEBAR].width);
      break;
    case PROP_INSPECTOR_WIDTH:
      g_value_set_int (value, self->sides[IBID_PANE_INSPECTOR].width);
      break;
    }
}

static void
set_shown_preference (IbidPanes *self, Side *side, gboolean shown)
{
  if (side->shown == shown)
    return;
  side->shown = shown;
  start_transition (self, side);
  notify_shown (self, side);
}

static void
ibid_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IbidPanes *self = IBID_PANES (object);

  switch ((IbidPanesProps)id)
    {
    case PROP_SIDEBAR_SHOWN:
      set_shown_preference (self, &self->sides[IBID_PANE_SIDEBAR], g_value_get_boolean (value));
      break;
    case PROP_INSPECTOR_SHOWN:
      set_shown_preference (self, &self->sides[IBID_PANE_INSPECTOR], g_value_get_boolean (value));
      break;
    case PROP_SIDEBAR_WIDTH:
      set_width (self, &self->sides[IBID_PANE_SIDEBAR], g_value_get_int (value));
      break;
    case PROP_INSPECTOR_WIDTH:
      set_width (self, &self->sides[IBID_PANE_INSPECTOR], g_value_get_int (value));
      break;
    }
}

static void
ibid_panes_class_init (IbidPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ibid_panes_dispose;
  object_class->get_property = ibid_panes_get_property;
  object_class->set_property = ibid_panes_set_property;
  widget_class->measure = ibid_panes_measure;
  widget_class->size_allocate = ibid_panes_size_allocate;
  widget_class->snapshot = ibid_panes_snapshot;

  /* whether a pane is wanted while there is room for it; a folded pane's coming and going does
   * not change it */
  properties[PROP_SIDEBAR_SHOWN] = g_param_spec_boolean ("sidebar-shown", NULL, NULL, TRUE, flags);
  properties[PROP_INSPECTOR_SHOWN] =
      g_param_spec_boolean ("inspector-shown", NULL, NULL, TRUE, flags);
  properties[PROP_SIDEBAR_WIDTH] =
      g_param_spec_int ("sidebar-width", NULL, NULL, PANE_MIN_WIDTH, PANE_MAX_WIDTH, 290, flags);
  properties[PROP_INSPECTOR_WIDTH] =
      g_param_spec_int ("inspector-width", NULL, NULL, PANE_MIN_WIDTH, PANE_MAX_WIDTH, 330, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "panes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
init_side (IbidPanes *self, IbidPane pane, int width, const char *handle_label)
{
  Side *side = &self->sides[pane];

  side->pane = pane;
  side->width = width;
  side->shown = TRUE;
  side->progress = 1;
  side->handle = new_handle (self, handle_label);
  side->animation =
      adw_timed_animation_new (GTK_WIDGET (self), 0, 1, TRANSITION_MS,
                               adw_callback_animation_target_new (animation_value_cb, side, NULL));
}

static void
ibid_panes_init (IbidPanes *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->scrim = g_object_new (GTK_TYPE_BOX, "css-name", "scrim", "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_signal_connect_object (click, "pressed", G_CALLBACK (scrim_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->scrim, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (self->scrim, GTK_WIDGET (self));
  init_side (self, IBID_PANE_SIDEBAR, 290, _ ("Width of the sidebar"));
  init_side (self, IBID_PANE_INSPECTOR, 330, _ ("Width of the inspector"));
}

GtkWidget *
ibid_panes_new (void)
{
  return g_object_new (IBID_TYPE_PANES, NULL);
}

/**
 * ibid_panes_set_content:
 * @self: the panes
 * @content: (transfer floating): what lies between the panes; may be set once
 */
void
ibid_panes_set_content (IbidPanes *self, GtkWidget *content)
{
  g_return_if_fail (IBID_IS_PANES (self));
  g_return_if_fail (self->content == NULL);

  self->content = content;
  gtk_widget_insert_before (content, GTK_WIDGET (self), self->scrim);
}

/**
 * ibid_panes_set_pane:
 * @self: the panes
 * @pane: which side
 * @child: (transfer floating): the pane's contents; may be set once
 *
 * Panes lie above the content and the scrim, since a folded one is drawn over them.
 */
void
ibid_panes_set_pane (IbidPanes *self, IbidPane pane, GtkWidget *child)
{
  g_return_if_fail (IBID_IS_PANES (self));
  g_return_if_fail (self->sides[pane].child == NULL);

  self->sides[pane].child = child;
  gtk_widget_add_css_class (child, pane == IBID_PANE_SIDEBAR ? "sidebar-pane" : "inspector-pane");
  gtk_widget_insert_after (child, GTK_WIDGET (self), self->scrim);
}

/**
 * ibid_panes_get_shown:
 * @self: the panes
 * @pane: which side
 *
 * Returns: whether the pane is on the screen, side by side or over the article
 */
gboolean
ibid_panes_get_shown (IbidPanes *self, IbidPane pane)
{
  g_return_val_if_fail (IBID_IS_PANES (self), FALSE);

  return is_wanted (&self->sides[pane]);
}

/**
 * ibid_panes_set_shown:
 * @self: the panes
 * @pane: which side
 * @shown: whether it should be on the screen
 *
 * Shows or hides a pane in the way that the present width calls for. A folded pane takes the focus
 * when it comes up, and the other one goes.
 */
void
ibid_panes_set_shown (IbidPanes *self, IbidPane pane, gboolean shown)
{
  Side *side, *other;

  g_return_if_fail (IBID_IS_PANES (self));

  side = &self->sides[pane];
  other = &self->sides[pane == IBID_PANE_SIDEBAR ? IBID_PANE_INSPECTOR : IBID_PANE_SIDEBAR];
  if (!side->folded)
    {
      set_shown_preference (self, side, shown);
      return;
    }
  if (side->overlaid == shown)
    return;
  side->overlaid = shown;
  start_transition (self, side);
  if (shown && other->overlaid)
    {
      other->overlaid = FALSE;
      start_transition (self, other);
    }
  notify_shown (self, side);
}

/**
 * ibid_panes_is_folded:
 * @self: the panes
 * @pane: which side
 *
 * Returns: whether the window is too narrow for that pane to stand beside the article
 */
gboolean
ibid_panes_is_folded (IbidPanes *self, IbidPane pane)
{
  g_return_val_if_fail (IBID_IS_PANES (self), FALSE);

  return self->sides[pane].folded;
}

/**
 * ibid_panes_close_folded:
 * @self: the panes
 *
 * Sends away a pane that lies over the article.
 *
 * Returns: whether there was one
 */
gboolean
ibid_panes_close_folded (IbidPanes *self)
{
  gboolean any = FALSE;

  g_return_val_if_fail (IBID_IS_PANES (self), FALSE);

  for (guint i = 0; i < IBID_N_PANES; i++)
    if (self->sides[i].folded && self->sides[i].overlaid)
      {
        ibid_panes_set_shown (self, i, FALSE);
        any = TRUE;
      }
  if (any && self->content != NULL)
    gtk_widget_grab_focus (self->content);
  return any;
}
