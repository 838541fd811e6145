/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-citation-inspector.h"
#include "ibid-compat.h"
#include "ibid-entity-sidebar.h"
#include "ibid-look-popover.h"
#include "ibid-notes-panel.h"
#include "ibid-outline.h"
#include "ibid-plain-text-view.h"
#include "ibid-web-room.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* The page on which an article is read: reader and panels, and what binds them to the window. */

static void
show_plain_text_cb (IbidWindow *self)
{
  gboolean plain = g_settings_get_boolean (self->settings, "plain-text");

  if (plain)
    ibid_find_bar_close (self->find_bar);
  gtk_stack_set_visible_child (self->center, plain ? self->plain_text : GTK_WIDGET (self->reader));
  ibid_annotator_set_reader (self->annotator, plain ? self->plain_text : GTK_WIDGET (self->reader));
  ibid_window_update_actions (self);
}

static void
open_link_cb (IbidWindow *self, const char *uri)
{
  ibid_compat_open_uri (GTK_WINDOW (self), uri);
}

static void
message_cb (IbidWindow *self, const char *text)
{
  ibid_window_toast (self, text, NULL, NULL);
}

static void
reader_failed_cb (IbidWindow *self, const char *message)
{
  ibid_window_fill_panels (self);
  ibid_window_toast (self, message, _ ("Plain _Text"), "win.plain-text");
}

static void
reader_painted_cb (IbidWindow *self)
{
  ibid_window_fill_panels (self);
  g_signal_emit_by_name (self, "painted");
}

/* choosing an entity in the text brings its page up, if the sidebar is there to show it */
static void
entity_chosen_cb (IbidWindow *self)
{
  if (ibid_reading_state_get_entity (self->state) != NULL)
    gtk_stack_set_visible_child (self->sidebar_pages, self->entity_sidebar);
  ibid_window_update_actions (self);
}

static GtkWidget *
new_sidebar (IbidWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->sidebar_switcher = g_object_new (IBID_TYPE_PAGE_SWITCHER, NULL);
  self->sidebar_pages = GTK_STACK (gtk_stack_new ());
  self->outline = ibid_outline_new (self->state);
  self->entity_sidebar = ibid_entity_sidebar_new (self->state);
  self->notes = ibid_notes_panel_new (self->state);
  gtk_stack_add_titled (self->sidebar_pages, self->outline, "contents", _ ("Contents"));
  gtk_stack_add_titled (self->sidebar_pages, self->entity_sidebar, "entities", _ ("Entities"));
  gtk_stack_add_titled (self->sidebar_pages, self->notes, "notes", _ ("Notes"));
  ibid_page_switcher_set_stack (self->sidebar_switcher, self->sidebar_pages);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sidebar_pages), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sidebar_switcher));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sidebar_pages));
  return box;
}

static GtkWidget *
new_center (IbidWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->reader = IBID_READER_VIEW (ibid_reader_view_new (self->state));
  self->plain_text = ibid_plain_text_view_new (self->state);
  self->center = GTK_STACK (gtk_stack_new ());
  self->find_bar = IBID_FIND_BAR (ibid_find_bar_new (self->reader));
  gtk_stack_add_child (self->center, GTK_WIDGET (self->reader));
  gtk_stack_add_child (self->center, self->plain_text);
  self->annotator = IBID_ANNOTATOR (ibid_annotator_new (self->state, GTK_WIDGET (self->center)));
  gtk_widget_set_vexpand (GTK_WIDGET (self->annotator), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->find_bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->annotator));
  return box;
}

static IbidPanes *
new_panes (IbidWindow *self)
{
  IbidPanes *panes = IBID_PANES (g_object_ref_sink (ibid_panes_new ()));

  self->inspector = ibid_citation_inspector_new (self->state);
  ibid_panes_set_pane (panes, IBID_PANE_SIDEBAR, new_sidebar (self));
  ibid_panes_set_pane (panes, IBID_PANE_INSPECTOR, self->inspector);
  return panes;
}

static void
build_reading_page (IbidWindow *self, IbidPanes *panes)
{
  self->panes = panes;
  ibid_panes_set_content (self->panes, new_center (self));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->panes), "reading");
}

static void
bind_reading_settings (IbidWindow *self)
{
  const struct
  {
    const char *key;
    gpointer object;
    const char *property;
  } bindings[] = {
    { "sidebar-visible", self->panes, "sidebar-shown" },
    { "inspector-visible", self->panes, "inspector-shown" },
    { "sidebar-width", self->panes, "sidebar-width" },
    { "inspector-width", self->panes, "inspector-width" },
    { "sidebar-page", self->sidebar_pages, "visible-child-name" },
    { "inspector-page", self->inspector, "page" },
    { "entity-sort", self->entity_sidebar, "sort" },
    { "note-sort", self->notes, "sort" },
    { "source-sort", self->inspector, "source-sort" },
    { "mix-by", self->inspector, "mix-by" },
    { "mix-distinct", self->inspector, "mix-distinct" },
    { "face", self->reader, "face" },
    { "text-scale", self->reader, "text-scale" },
    { "line-width", self->reader, "width" },
    { "line-height", self->reader, "line-height" },
    { "theme", self->reader, "theme" },
    { "show-mentions", self->reader, "show-mentions" },
    { "caret-browsing", self->reader, "caret-browsing" },
    { "highlight-style", self->annotator, "style" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].object, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

static void
connect_reading_page (IbidWindow *self)
{
  const struct
  {
    gpointer object;
    const char *signal;
    GCallback callback;
  } connections[] = {
    { self->reader, "open-link", G_CALLBACK (open_link_cb) },
    { self->reader, "failed", G_CALLBACK (reader_failed_cb) },
    { self->reader, "painted", G_CALLBACK (reader_painted_cb) },
    { self->inspector, "open-link", G_CALLBACK (open_link_cb) },
    { self->notes, "message", G_CALLBACK (message_cb) },
    { self->plain_text, "open-link", G_CALLBACK (open_link_cb) },
    { self->annotator, "open-link", G_CALLBACK (open_link_cb) },
    { self->state, "notify::entity", G_CALLBACK (entity_chosen_cb) },
    { self->state, "notify::has-selection", G_CALLBACK (ibid_window_update_annotation_actions) },
    { self->state, "notify::annotation", G_CALLBACK (ibid_window_update_annotation_actions) },
    { self->state, "notify::citation", G_CALLBACK (ibid_window_update_annotation_actions) },
    { self->state, "notify::can-go-back", G_CALLBACK (ibid_window_update_actions) },
    { self->state, "notify::can-go-forward", G_CALLBACK (ibid_window_update_actions) },
    { self->state, "notify::progress", G_CALLBACK (ibid_window_keep_place_soon) },
    { self->panes, "notify::sidebar-shown", G_CALLBACK (ibid_window_update_toggles) },
    { self->panes, "notify::inspector-shown", G_CALLBACK (ibid_window_update_toggles) },
    { self->settings, "changed::plain-text", G_CALLBACK (show_plain_text_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (connections[i].object, connections[i].signal, connections[i].callback,
                             self, G_CONNECT_SWAPPED);
}

/* An installation that lacks the reader is told as such: nothing can be read with it. */
static void
show_no_reader (IbidWindow *self, const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  g_autofree char *description = NULL;
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "no-reader");

  if (page == NULL)
    {
      page = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Articles Cannot Be Shown"));
      gtk_stack_add_named (self->stack, page, "no-reader");
    }
  description = g_strdup_printf (
      /* Translators: %s is what the system says about a file of the program */
      _ ("A part of Ibid could not be opened; installing Ibid anew should help. Your articles are "
         "safe.\n\n%s"),
      escaped);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_stack_set_visible_child (self->stack, page);
  ibid_window_update_chrome (self);
}

/**
 * ibid_window_ensure_reading_page:
 * @self: the window
 *
 * Builds the reading page if there is none yet. That waits until the first frame, the library, is
 * on the screen: the panels are made while a thread opens the module of the reader, then the
 * reader. Before the frame, that thread would hold up whatever else opens a library: the graphics,
 * the icons.
 *
 * Returns: whether there is a reading page; if not, the window says why
 */
gboolean
ibid_window_ensure_reading_page (IbidWindow *self)
{
  g_autoptr (IbidPanes) panes = NULL;
  g_autoptr (GError) error = NULL;

  if (self->panes != NULL)
    return TRUE;
  ibid_web_room_begin ();
  panes = new_panes (self);
  if (!ibid_web_room_open (&error))
    {
      show_no_reader (self, error->message);
      return FALSE;
    }
  build_reading_page (self, panes);
  connect_reading_page (self);
  bind_reading_settings (self);
  gtk_menu_button_set_popover (self->look_button, ibid_look_popover_new (self->settings));
  show_plain_text_cb (self);
  return TRUE;
}
