/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context menu of the page is ours: commands of the window on what is selected and on the
 * annotation that was pointed at. WebKit's own has entries that make no sense on an article, and it
 * does not come by keys: the hidden text field with which WebKit translates keys answers them. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-view-private.h"

/* ---- what it offers ---- */

static guint
count_pointed_at (IbidReaderView *self)
{
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);
  g_autoptr (GPtrArray) found = NULL;

  if (!self->has_menu_place || annotations == NULL)
    return 0;
  found = ibid_annotations_at (annotations, self->menu_place.start_block, self->menu_place.start);
  return found->len;
}

/* Of several, "Edit" offers each; "Remove" would have to guess, so it is there for one only. */
static void
append_annotation_section (GMenu *menu, guint n_annotations)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, n_annotations > 1 ? _ ("_Edit Highlights…") : _ ("_Edit Highlight…"),
                 "reader.edit-annotation");
  if (n_annotations == 1)
    g_menu_append (section, _ ("_Remove Highlight"), "reader.remove-annotation");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_selection_sections (GMenu *menu)
{
  g_autoptr (GMenu) marking = g_menu_new ();
  g_autoptr (GMenu) copying = g_menu_new ();

  g_menu_append (marking, _ ("_Highlight"), "win.highlight");
  g_menu_append (marking, _ ("Add _Note…"), "win.note-on-selection");
  g_menu_append (marking, _ ("Add _Tags…"), "win.tag-selection");
  g_menu_append (marking, _ ("Add as _Entity…"), "win.add-entity");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (marking));
  g_menu_append (copying, _ ("_Copy"), "win.copy");
  g_menu_append (copying, _ ("Copy with _Sources"), "win.copy-with-sources");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copying));
}

static GMenuModel *
new_menu (IbidReaderView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  guint n_annotations = count_pointed_at (self);

  if (n_annotations > 0)
    append_annotation_section (menu, n_annotations);
  if (ibid_reading_state_get_selection (self->state) != NULL)
    append_selection_sections (menu);
  if (self->menu_link != NULL)
    g_menu_append (last, _ ("Copy _Link"), "reader.copy-link");
  g_menu_append (last, _ ("Select _All"), "reader.select-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

/*
 * ibid_reader_show_menu:
 * @self: the reader
 * @at: where to, in its coordinates
 * @annotated: (nullable): the annotated character that was pointed at
 * @link: (nullable): the address of the link that was pointed at
 */
void
ibid_reader_show_menu (IbidReaderView *self, const GdkRectangle *at, const IbidSelection *annotated,
                       const char *link)
{
  g_autoptr (GMenuModel) model = NULL;

  self->has_menu_place = annotated != NULL;
  if (annotated != NULL)
    self->menu_place = *annotated;
  g_free (self->menu_link);
  self->menu_link = g_strdup (link);

  ibid_reader_close_popovers (self);
  model = new_menu (self);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Article menu"), -1);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  else
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* ---- what it does ---- */

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IbidReaderView *self = user_data;

  if (self->has_menu_place)
    ibid_reading_state_point_at_annotations (self->state, &self->menu_place);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IbidReaderView *self = user_data;
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);
  g_autoptr (GPtrArray) found = NULL;

  if (!self->has_menu_place || annotations == NULL)
    return;
  found = ibid_annotations_at (annotations, self->menu_place.start_block, self->menu_place.start);
  if (found->len == 0)
    return;
  ibid_reading_state_select_annotation (self->state, g_ptr_array_index (found, 0));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-annotation", NULL);
}

static void
copy_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IbidReaderView *self = user_data;

  if (self->menu_link != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->menu_link);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  IbidReaderView *self = user_data;

  if (self->web != NULL)
    webkit_web_view_execute_editing_command (self->web, WEBKIT_EDITING_COMMAND_SELECT_ALL);
}

/* ---- how it comes ---- */

/* The page knows where caret, selection and focus are, and answers as to a click. */
static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  IbidReaderView *self = user_data;

  if (!self->is_ready)
    return GDK_EVENT_PROPAGATE;
  ibid_reader_send (self, "menu");
  return GDK_EVENT_STOP;
}

static gboolean
refuse_menu_cb (WebKitWebView *web)
{
  return GDK_EVENT_STOP;
}

/* For the view, once it is there. */
void
ibid_reader_menu_attach (IbidReaderView *self)
{
  g_signal_connect (self->web, "context-menu", G_CALLBACK (refuse_menu_cb), NULL);
}

/* For the widget itself, once and for all. */
void
ibid_reader_menu_install (IbidReaderView *self)
{
  static const GActionEntry entries[] = {
    { "edit-annotation", edit_cb },
    { "remove-annotation", remove_cb },
    { "copy-link", copy_link_cb },
    { "select-all", select_all_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *keys =
      gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK),
                                   gtk_keyval_trigger_new (GDK_KEY_Menu, 0));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "reader", G_ACTION_GROUP (group));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (keys, gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (self->overlay, controller);
}
