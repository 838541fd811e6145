/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-mark-labels.h"
#include "ibid-note-tag-popover.h"
#include "ibid-note-text.h"
#include "ibid-notes-panel-private.h"
#include "ibid-panel-widgets.h"
#include "ibid-terms-types.h"

/* What can be done with the notes that are selected. */

GPtrArray *
ibid_notes_panel_dup_selected (IbidNotesPanel *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    return found;
  do
    {
      g_autoptr (IbidNoteListRow) row =
          g_list_model_get_item (G_LIST_MODEL (self->selection), position);
      if (row != NULL)
        g_ptr_array_add (found, g_object_ref (ibid_note_list_row_get_annotation (row)));
    }
  while (gtk_bitset_iter_next (&iter, &position));
  return found;
}

static gboolean
holds (GPtrArray *annotations, IbidAnnotation *annotation)
{
  for (guint i = 0; i < annotations->len; i++)
    if (g_str_equal (ibid_annotation_get_id (g_ptr_array_index (annotations, i)),
                     ibid_annotation_get_id (annotation)))
      return TRUE;
  return FALSE;
}

GPtrArray *
ibid_notes_panel_dup_dragged (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  GPtrArray *dragged = ibid_notes_panel_dup_selected (self);

  if (!holds (dragged, annotation))
    {
      g_ptr_array_set_size (dragged, 0);
      g_ptr_array_add (dragged, g_object_ref (annotation));
    }
  return dragged;
}

/* What is selected, as it is now: the list may not have followed yet. */
static GPtrArray *
dup_targets (IbidNotesPanel *self)
{
  g_autoptr (GPtrArray) named = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  IbidAnnotations *annotations;

  if (self->dossier == NULL)
    return found;
  named = ibid_notes_panel_dup_selected (self);
  annotations = ibid_dossier_get_annotations (self->dossier);
  for (guint i = 0; i < named->len; i++)
    {
      IbidAnnotation *annotation = ibid_annotations_lookup (
          annotations, ibid_annotation_get_id (g_ptr_array_index (named, i)));
      if (annotation != NULL)
        g_ptr_array_add (found, g_object_ref (annotation));
    }
  return found;
}

static GSimpleAction *
get_action (IbidNotesPanel *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

static void
show_bar (IbidNotesPanel *self, guint n_selected)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%'u selected", "%'u selected", n_selected), n_selected);

  gtk_label_set_label (self->bar_label, text);
  gtk_revealer_set_reveal_child (self->bar, self->selecting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bar_style_button), n_selected > 0);
}

void
ibid_notes_panel_update_actions (IbidNotesPanel *self)
{
  guint n_selected;
  gboolean has_selection;

  if (self->actions == NULL)
    return;
  n_selected = ibid_note_selection_get_n_selected (self->selection);
  has_selection = self->state != NULL && ibid_reading_state_get_selection (self->state) != NULL;
  g_simple_action_set_enabled (get_action (self, "edit"), n_selected == 1);
  g_simple_action_set_enabled (get_action (self, "attach"), n_selected == 1 && has_selection);
  g_simple_action_set_enabled (get_action (self, "set-style"), n_selected > 0);
  g_simple_action_set_enabled (get_action (self, "tag"), n_selected > 0);
  g_simple_action_set_enabled (get_action (self, "copy"), n_selected > 0);
  g_simple_action_set_enabled (get_action (self, "export"), n_selected > 0);
  g_simple_action_set_enabled (get_action (self, "delete"), n_selected > 0);
  g_simple_action_set_enabled (get_action (self, "merge-copy"),
                               self->dossier != NULL && self->merging == NULL);
  g_simple_action_set_enabled (get_action (self, "select"),
                               ibid_note_list_model_get_n_annotations (self->model) > 0);
  g_simple_action_set_state (get_action (self, "select"), g_variant_new_boolean (self->selecting));
  g_simple_action_set_state (get_action (self, "sort"),
                             g_variant_new_string (ibid_notes_panel_get_sort (self)));
  show_bar (self, n_selected);
}

/* ── several at a time ── */

void
ibid_notes_panel_set_selecting (IbidNotesPanel *self, gboolean selecting)
{
  IbidAnnotation *chosen =
      self->state != NULL ? ibid_reading_state_get_annotation (self->state) : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  ibid_note_selection_set_adding (self->selection, selecting);
  if (!selecting)
    {
      if (chosen != NULL)
        ibid_note_list_model_find (self->model, ibid_annotation_get_id (chosen), &position);
      ibid_note_selection_select_only (self->selection, position);
    }
  ibid_notes_panel_refresh_rows (self);
  ibid_notes_panel_update_actions (self);
}

static void
selection_changed_cb (IbidNotesPanel *self)
{
  if (!self->selecting && ibid_note_selection_get_n_selected (self->selection) > 1)
    ibid_notes_panel_set_selecting (self, TRUE);
  else
    ibid_notes_panel_update_actions (self);
}

static void
select_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ibid_notes_panel_set_selecting (data, g_variant_get_boolean (value));
}

/* ── popovers ── */

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, IbidNotesPanel *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  ibid_notes_panel_focus_annotation (self, g_object_get_data (G_OBJECT (popover), "ibid-about"));
  /* not now: the popover is still in the middle of closing */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
popup_at (IbidNotesPanel *self, GtkWidget *popover, GtkWidget *anchor, IbidAnnotation *about)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (anchor == NULL || !gtk_widget_compute_bounds (anchor, GTK_WIDGET (self), &bounds))
    {
      if (!gtk_widget_compute_bounds (GTK_WIDGET (self->list_stack), GTK_WIDGET (self), &bounds))
        graphene_rect_init (&bounds, 0, 0, 1, 1);
      bounds.size.height = 1;
    }
  rectangle = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                              MAX ((int)bounds.size.width, 1), MAX ((int)bounds.size.height, 1) };
  g_object_set_data_full (G_OBJECT (popover), "ibid-about", g_object_ref (about), g_object_unref);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rectangle);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, 0);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static GtkWidget *
get_row_body (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  IbidNoteRow *row = ibid_notes_panel_find_row (self, annotation);

  return row != NULL ? ibid_note_row_get_body (row) : NULL;
}

static GMenuModel *
new_style_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int style = 0; style < (int)IBID_N_ANNOTATION_STYLES; style++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (ibid_annotation_style_label ((IbidAnnotationStyle)style), NULL);
      g_menu_item_set_action_and_target (item, "notes.set-style", "s",
                                         ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, style));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_menu (IbidNotesPanel *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();
  g_autoptr (GMenuModel) styles = new_style_menu ();
  g_autoptr (GPtrArray) targets = dup_targets (self);
  IbidAnnotation *only = targets->len == 1 ? g_ptr_array_index (targets, 0) : NULL;

  if (only != NULL)
    g_menu_append (change, _ ("_Edit…"), "notes.edit");
  g_menu_append_submenu (change, _ ("C_olour"), styles);
  g_menu_append (change, _ ("_Tags…"), "notes.tag");
  if (only != NULL && ibid_annotation_get_state (only) == IBID_ANCHOR_STATE_LOST)
    g_menu_append (change, _ ("_Attach to Selection"), "notes.attach");
  g_menu_append (take, _ ("_Copy as Markdown"), "notes.copy");
  g_menu_append (take, only != NULL ? _ ("E_xport…") : _ ("E_xport Selected…"), "notes.export");
  g_menu_append (remove, _ ("_Remove"), "notes.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

static void
select_alone (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  guint position;

  ibid_notes_panel_set_selecting (self, FALSE);
  if (ibid_note_list_model_find (self->model, ibid_annotation_get_id (annotation), &position))
    ibid_note_selection_select_only (self->selection, position);
}

/* The menu is about what is selected; another row is selected for it first. */
void
ibid_notes_panel_popup_menu (IbidNotesPanel *self, IbidAnnotation *annotation)
{
  g_autoptr (GPtrArray) selected = ibid_notes_panel_dup_selected (self);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;

  if (!holds (selected, annotation))
    select_alone (self, annotation);
  menu = new_menu (self);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Change This Note"), -1);
  popup_at (self, popover, get_row_body (self, annotation), annotation);
}

/* The colours with their shapes, for the bar. */
static GtkWidget *
new_style_popover (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int style = 0; style < (int)IBID_N_ANNOTATION_STYLES; style++)
    {
      const char *word = ibid_annotation_style_label ((IbidAnnotationStyle)style);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_box_append (GTK_BOX (line), ibid_mark_tile_new ((IbidAnnotationStyle)style));
      gtk_box_append (GTK_BOX (line), gtk_label_new (word));
      gtk_button_set_child (GTK_BUTTON (button), line);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                      -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "notes.set-style");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, style));
      g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

/* ── actions ── */

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);

  if (targets->len != 1)
    return;
  ibid_notes_panel_jump_to (self, g_ptr_array_index (targets, 0));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-annotation", NULL);
}

static void
set_style_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  int style;

  if (targets->len > 0 &&
      ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, g_variant_get_string (value, NULL), &style))
    ibid_dossier_set_annotation_style (self->dossier, targets, (IbidAnnotationStyle)style);
}

static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  GtkWidget *anchor;

  if (targets->len == 0)
    return;
  anchor = gtk_widget_get_mapped (self->bar_tag_button)
               ? self->bar_tag_button
               : get_row_body (self, g_ptr_array_index (targets, 0));
  popup_at (self, ibid_note_tag_popover_new (self->dossier, targets), anchor,
            g_ptr_array_index (targets, 0));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  g_autofree char *markdown = ibid_notes_dup_markdown (targets);
  g_autoptr (GBytes) bytes = g_bytes_new (markdown, strlen (markdown));
  GdkContentProvider *forms[2];
  g_autoptr (GdkContentProvider) all = NULL;

  if (targets->len == 0)
    return;
  forms[0] = gdk_content_provider_new_for_bytes ("text/markdown;charset=utf-8", bytes);
  forms[1] = gdk_content_provider_new_typed (G_TYPE_STRING, markdown);
  all = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

/* The window has the dialog; its action is told which notes are meant. */
static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  GVariantBuilder ids;

  if (targets->len == 0)
    return;
  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < targets->len; i++)
    g_variant_builder_add (&ids, "s", ibid_annotation_get_id (g_ptr_array_index (targets, i)));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.export-annotations", "as", &ids);
}

static void
attach_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);
  g_autoptr (GArray) spans = ibid_reading_state_dup_selected_spans (self->state);

  if (targets->len == 1 && spans != NULL && spans->len > 0)
    ibid_dossier_set_annotation_place (self->dossier, g_ptr_array_index (targets, 0),
                                       (const IbidSpan *)spans->data, spans->len);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;
  g_autoptr (GPtrArray) targets = dup_targets (self);

  if (targets->len == 0)
    return;
  ibid_dossier_remove_annotations (self->dossier, targets);
  ibid_notes_panel_set_selecting (self, FALSE);
}

static void
clear_filters_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IbidNotesPanel *self = data;

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  ibid_note_choices_clear (self->choices);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
review_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_notes_panel_show_review (data);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_notes_panel_show_list (data);
}

static void
merge_copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ibid_notes_panel_merge_copy (data);
}

/* Not a GPropertyAction: that holds on to its object, which holds on to its actions. */
static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ibid_notes_panel_set_sort (data, g_variant_get_string (value, NULL));
}

/* ── keys ── */

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidNotesPanel *self = data;
  GtkWidget *item = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *row = item != NULL ? gtk_widget_get_first_child (item) : NULL;

  if (!IBID_IS_NOTE_ROW (row))
    return GDK_EVENT_PROPAGATE;
  ibid_notes_panel_popup_menu (self, ibid_note_row_get_annotation (IBID_NOTE_ROW (row)));
  return GDK_EVENT_STOP;
}

/* Esc in the list: several no more; then nothing chosen any more. */
static gboolean
escape_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidNotesPanel *self = data;

  if (self->selecting)
    ibid_notes_panel_set_selecting (self, FALSE);
  else if (ibid_reading_state_get_annotation (self->state) != NULL)
    ibid_reading_state_select_annotation (self->state, NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_key (GtkWidget *widget, const char *trigger, GtkShortcutAction *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), action));
  gtk_widget_add_controller (widget, controller);
}

static void
add_keys (IbidNotesPanel *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);

  add_key (list, "Menu|<Shift>F10", gtk_callback_action_new (menu_key_cb, self, NULL));
  add_key (list, "Escape", gtk_callback_action_new (escape_key_cb, self, NULL));
  add_key (list, "F2", gtk_named_action_new ("notes.edit"));
  add_key (list, "Delete", gtk_named_action_new ("notes.delete"));
  add_key (list, "<Control>c", gtk_named_action_new ("notes.copy"));
  add_key (GTK_WIDGET (self->review), "Escape", gtk_named_action_new ("notes.back"));
}

void
ibid_notes_panel_add_actions (IbidNotesPanel *self)
{
  static const GActionEntry entries[] = {
    { "edit", edit_cb },
    { "set-style", set_style_cb, "s" },
    { "tag", tag_cb },
    { "copy", copy_cb },
    { "export", export_cb },
    { "attach", attach_cb },
    { "delete", delete_cb },
    { "clear-filters", clear_filters_cb },
    { "review", review_cb },
    { "back", back_cb },
    { "merge-copy", merge_copy_cb },
    { "sort", NULL, "s", "'place'", sort_cb },
    { "select", NULL, NULL, "false", select_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "notes", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_popover (self->bar_style_button, new_style_popover ());
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  add_keys (self);
  ibid_notes_panel_update_actions (self);
}
