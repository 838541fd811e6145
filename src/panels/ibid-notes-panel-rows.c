/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <string.h>

#include "ibid-note-text.h"
#include "ibid-notes-panel-private.h"

/* Rows of the list: clicks, menus, and dragging notes out. */

static IbidNotesPanel *
get_panel (GtkWidget *row)
{
  return IBID_NOTES_PANEL (gtk_widget_get_ancestor (row, IBID_TYPE_NOTES_PANEL));
}

/* A click goes to the passage; while several are chosen, it chooses. With Ctrl or Shift the list
 * itself has answered already. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  IbidNotesPanel *self = get_panel (row);
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint position = gtk_list_item_get_position (item);

  if (self == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  if (self->selecting)
    ibid_note_selection_toggle (self->selection, position);
  else
    gtk_widget_activate_action (row, "list.activate-item", "u", position);
}

static void
menu_cb (IbidNoteRow *row)
{
  IbidNotesPanel *self = get_panel (GTK_WIDGET (row));
  IbidAnnotation *annotation = ibid_note_row_get_annotation (row);

  if (self != NULL && annotation != NULL)
    ibid_notes_panel_popup_menu (self, annotation);
}

static void
menu_pressed_cb (IbidNoteRow *row, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkEvent *event =
      gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));

  if (event == NULL || !gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  menu_cb (row);
}

static GdkContentProvider *
drag_prepare_cb (IbidNoteRow *row, double x, double y, GtkDragSource *source)
{
  IbidNotesPanel *self = get_panel (GTK_WIDGET (row));
  IbidAnnotation *annotation = ibid_note_row_get_annotation (row);
  g_autoptr (GPtrArray) dragged = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *forms[2];

  if (self == NULL || annotation == NULL)
    return NULL;
  dragged = ibid_notes_panel_dup_dragged (self, annotation);
  markdown = ibid_notes_dup_markdown (dragged);
  bytes = g_bytes_new (markdown, strlen (markdown));
  forms[0] = gdk_content_provider_new_for_bytes ("text/markdown;charset=utf-8", bytes);
  forms[1] = gdk_content_provider_new_typed (G_TYPE_STRING, markdown);
  return gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
}

static void
drag_begin_cb (IbidNoteRow *row, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (ibid_note_row_get_body (row));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
add_gestures (GtkWidget *row, GtkListItem *item)
{
  GtkWidget *body = ibid_note_row_get_body (IBID_NOTE_ROW (row));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu_click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), item, 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), 0);
  g_signal_connect_object (menu_click, "pressed", G_CALLBACK (menu_pressed_cb), row,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (menu_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (menu_click));
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (long_press));
}

static void
selected_cb (GtkListItem *item)
{
  ibid_note_row_set_checked (IBID_NOTE_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_selected (item));
}

static void
setup_cb (IbidNotesPanel *self, GtkListItem *item)
{
  GtkWidget *row = ibid_note_row_new (self->model);

  gtk_list_item_set_child (item, row);
  add_gestures (row, item);
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
bind_cb (IbidNotesPanel *self, GtkListItem *item)
{
  IbidNoteRow *row = IBID_NOTE_ROW (gtk_list_item_get_child (item));

  ibid_note_row_set_row (row, gtk_list_item_get_item (item));
  ibid_note_row_set_checkable (row, self->selecting);
  ibid_note_row_set_checked (row, gtk_list_item_get_selected (item));
}

static void
unbind_cb (IbidNotesPanel *self, GtkListItem *item)
{
  ibid_note_row_set_row (IBID_NOTE_ROW (gtk_list_item_get_child (item)), NULL);
}

void
ibid_notes_panel_set_up_rows (IbidNotesPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}
