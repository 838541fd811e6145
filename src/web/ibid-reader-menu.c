/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context menu of the page: commands of the window on what is selected, and on the annotation
 * that was pointed at. WebKit's own entries make no sense on an article. */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-view-private.h"

typedef struct
{
  const char *label;
  const char *action;
} Entry;

static const Entry selection_entries[] = {
  { N_ ("_Highlight"), "win.highlight" },
  { N_ ("Add _Note…"), "win.note-on-selection" },
  { N_ ("Add _Tags…"), "win.tag-selection" },
  { NULL, NULL },
  { N_ ("_Copy"), "win.copy" },
  { N_ ("Copy with _Sources"), "win.copy-with-sources" },
  { NULL, NULL },
  { N_ ("Add as _Entity…"), "win.add-entity" },
};

/* A command of the window may move the focus or open a popover: only when the menu is gone. */
static gboolean
forward_cb (gpointer user_data)
{
  GAction *action = user_data;
  IbidReaderView *self = g_object_get_data (G_OBJECT (action), "reader");

  gtk_widget_activate_action (GTK_WIDGET (self), g_action_get_name (action), NULL);
  return G_SOURCE_REMOVE;
}

static void
forward_later_cb (GSimpleAction *action)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, forward_cb, g_object_ref (action), g_object_unref);
}

/* takes the action */
static void
append (WebKitContextMenu *menu, GSimpleAction *action, const char *label)
{
  webkit_context_menu_append (
      menu, webkit_context_menu_item_new_from_gaction (G_ACTION (action), _ (label), NULL));
  g_object_unref (action);
}

static GSimpleAction *
new_forwarder (IbidReaderView *self, const char *name)
{
  GSimpleAction *action = g_simple_action_new (name, NULL);

  g_object_set_data_full (G_OBJECT (action), "reader", g_object_ref (self), g_object_unref);
  g_signal_connect (action, "activate", G_CALLBACK (forward_later_cb), NULL);
  return action;
}

static void
append_separator (WebKitContextMenu *menu)
{
  webkit_context_menu_append (menu, webkit_context_menu_item_new_separator ());
}

static void
append_selection_entries (IbidReaderView *self, WebKitContextMenu *menu)
{
  for (guint i = 0; i < G_N_ELEMENTS (selection_entries); i++)
    if (selection_entries[i].action == NULL)
      append_separator (menu);
    else
      append (menu, new_forwarder (self, selection_entries[i].action), selection_entries[i].label);
}

/* ---- on an annotation ---- */

static gboolean
edit_cb (gpointer user_data)
{
  IbidReaderView *self = user_data;

  if (self->has_menu_place)
    ibid_reading_state_point_at_annotations (self->state, &self->menu_place);
  return G_SOURCE_REMOVE;
}

static void
edit_later_cb (IbidReaderView *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, edit_cb, g_object_ref (self), g_object_unref);
}

static gboolean
remove_cb (gpointer user_data)
{
  IbidReaderView *self = user_data;
  IbidAnnotations *annotations = ibid_reading_state_get_annotations (self->state);
  g_autoptr (GPtrArray) found = NULL;

  if (!self->has_menu_place || annotations == NULL)
    return G_SOURCE_REMOVE;
  found = ibid_annotations_at (annotations, self->menu_place.start_block, self->menu_place.start);
  if (found->len > 0)
    {
      ibid_reading_state_select_annotation (self->state, g_ptr_array_index (found, 0));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-annotation", NULL);
    }
  return G_SOURCE_REMOVE;
}

static void
remove_later_cb (IbidReaderView *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, remove_cb, g_object_ref (self), g_object_unref);
}

/* Of several, "Edit" offers each; "Remove" would have to guess, so it is there for one only. */
static void
append_annotation_entries (IbidReaderView *self, WebKitContextMenu *menu, guint n_annotations)
{
  GSimpleAction *edit = g_simple_action_new ("edit-annotation", NULL);
  GSimpleAction *remove;

  g_signal_connect_object (edit, "activate", G_CALLBACK (edit_later_cb), self, G_CONNECT_SWAPPED);
  append (menu, edit, n_annotations > 1 ? N_ ("Edit Highlights…") : N_ ("Edit Highlight…"));
  if (n_annotations > 1)
    return;
  remove = g_simple_action_new ("remove-annotation", NULL);
  g_signal_connect_object (remove, "activate", G_CALLBACK (remove_later_cb), self,
                           G_CONNECT_SWAPPED);
  append (menu, remove, N_ ("_Remove Highlight"));
}

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

static gboolean
is_outside_link (WebKitHitTestResult *hit)
{
  return webkit_hit_test_result_context_is_link (hit) &&
         !g_str_has_prefix (webkit_hit_test_result_get_link_uri (hit), IBID_READER_SCHEME ":");
}

static gboolean
context_menu_cb (WebKitWebView *web, WebKitContextMenu *menu, WebKitHitTestResult *hit,
                 IbidReaderView *self)
{
  gboolean has_selection = ibid_reading_state_get_selection (self->state) != NULL;
  guint n_annotations = count_pointed_at (self);

  ibid_reader_close_popovers (self);
  webkit_context_menu_remove_all (menu);
  if (n_annotations > 0)
    append_annotation_entries (self, menu, n_annotations);
  if (n_annotations > 0 && has_selection)
    append_separator (menu);
  if (has_selection)
    append_selection_entries (self, menu);
  if (n_annotations > 0 || has_selection)
    append_separator (menu);
  if (is_outside_link (hit))
    webkit_context_menu_append (menu, webkit_context_menu_item_new_from_stock_action (
                                          WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD));
  webkit_context_menu_append (
      menu, webkit_context_menu_item_new_from_stock_action (WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL));
  return GDK_EVENT_PROPAGATE;
}

void
ibid_reader_menu_attach (IbidReaderView *self)
{
  g_signal_connect_object (self->web, "context-menu", G_CALLBACK (context_menu_cb), self, 0);
}
