/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-citation-inspector.h"
#include "ibid-compat.h"
#include "ibid-entity-sidebar.h"
#include "ibid-library-page.h"
#include "ibid-look-popover.h"
#include "ibid-notes-panel.h"
#include "ibid-outline.h"
#include "ibid-plain-text-view.h"
#include "ibid-shortcuts.h"
#include "ibid-web-room.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

#define SAMPLE_FILE "kazakhstan-digital-ties.ibid.json"
#define LOADING_SHOWN_AFTER_MS 300
#define PLACE_KEPT_AFTER_MS 1500
#define TOAST_SECONDS 6
/* A toast that has hardly come up is given other words rather than dismissed: libadwaita 1.2
 * crashes when a toast has gone before it has finished appearing, as on a busy machine it may. */
#define YOUNG_TOAST_US G_USEC_PER_SEC
/* how long the panels wait for the text, which is what the user opened the article for */
#define PANELS_FILLED_AFTER_MS 1500

G_DEFINE_FINAL_TYPE (IbidWindow, ibid_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  FRAMED,
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * ibid_window_is_reading:
 * @self: the window
 *
 * Returns: whether an article is on the screen
 */
gboolean
ibid_window_is_reading (IbidWindow *self)
{
  return self->dossier != NULL &&
         g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "reading") == 0;
}

static void
toast_dismissed_cb (IbidWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

static void
set_toast_button (AdwToast *toast, const char *label, const char *action)
{
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, label != NULL ? action : NULL);
}

/**
 * ibid_window_toast:
 * @self: the window
 * @title: what happened
 * @button_label: (nullable): with a mnemonic; NULL for a toast without button
 * @action: (nullable): what the button does
 *
 * Shows a toast, in place of the one before: an Undo always means the last act.
 */
void
ibid_window_toast (IbidWindow *self, const char *title, const char *button_label,
                   const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  gint64 now = g_get_monotonic_time ();

  if (self->toast == NULL || now - self->toast_shown_at > YOUNG_TOAST_US)
    {
      if (self->toast != NULL)
        adw_toast_dismiss (self->toast);
      self->toast = adw_toast_new (escaped);
      self->toast_shown_at = now;
      adw_toast_set_timeout (self->toast, TOAST_SECONDS);
      g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                               G_CONNECT_SWAPPED);
      set_toast_button (self->toast, button_label, action);
      adw_toast_overlay_add_toast (self->toasts, self->toast);
    }
  else
    {
      adw_toast_set_title (self->toast, escaped);
      set_toast_button (self->toast, button_label, action);
    }
}

static void
performed_cb (IbidWindow *self, const char *label)
{
  ibid_window_toast (self, label, _ ("_Undo"), "win.undo");
}

static void
update_title (IbidWindow *self)
{
  IbidArticle *article;
  const char *title;
  g_autofree char *subtitle = NULL;
  guint n_checked, n_items;

  if (!ibid_window_is_reading (self))
    {
      adw_window_title_set_title (self->window_title, g_get_application_name ());
      adw_window_title_set_subtitle (self->window_title, NULL);
      gtk_window_set_title (GTK_WINDOW (self), g_get_application_name ());
      return;
    }
  article = ibid_dossier_get_article (self->dossier);
  title = ibid_article_get_title (article);
  ibid_article_count_checked (article, &n_checked, &n_items);
  if (n_items > 0)
    subtitle = g_strdup_printf (
        /* Translators: how many of an article's citations the user has checked */
        ngettext ("%u of %u citation checked", "%u of %u citations checked", n_items), n_checked,
        n_items);
  adw_window_title_set_title (self->window_title, *title != '\0' ? title : _ ("Untitled"));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), *title != '\0' ? title : _ ("Untitled"));
}

static void
update_chrome (IbidWindow *self)
{
  gboolean reading = ibid_window_is_reading (self);

  gtk_widget_set_visible (self->library_button, reading);
  gtk_widget_set_visible (self->sidebar_button, reading);
  gtk_widget_set_visible (self->history_buttons, reading);
  gtk_widget_set_visible (self->inspector_button, reading);
  gtk_widget_set_visible (GTK_WIDGET (self->look_button), reading);
  gtk_widget_set_visible (self->find_button, reading);
  if (!reading && self->find_bar != NULL)
    ibid_find_bar_close (self->find_bar);
  update_title (self);
  ibid_window_update_actions (self);
  ibid_window_update_toggles (self);
}

static void
update_save_problem (IbidWindow *self)
{
  const char *problem =
      self->dossier != NULL ? ibid_dossier_get_save_problem (self->dossier) : NULL;

  if (problem != NULL)
    gtk_label_set_label (self->notice_label, problem);
  gtk_revealer_set_reveal_child (self->notice, problem != NULL);
}

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

/* ── the open article ── */

static gboolean ensure_reading_page (IbidWindow *self);

static gboolean
keep_place_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->keep_place_id = 0;
  ibid_window_keep_place (self);
  return G_SOURCE_REMOVE;
}

/**
 * ibid_window_keep_place:
 * @self: the window
 *
 * Writes down where the reader is in the open article, if one is open.
 */
void
ibid_window_keep_place (IbidWindow *self)
{
  const IbidPlace *place = ibid_reading_state_get_place (self->state);

  g_clear_handle_id (&self->keep_place_id, g_source_remove);
  if (self->dossier != NULL && place != NULL)
    ibid_library_set_place (self->library, self->dossier, place->block, place->offset,
                            place->progress);
}

static void
place_changed_cb (IbidWindow *self)
{
  if (self->dossier != NULL && self->keep_place_id == 0)
    self->keep_place_id = g_timeout_add (PLACE_KEPT_AFTER_MS, keep_place_cb, self);
}

static void
set_panels_dossier (IbidWindow *self, IbidDossier *dossier)
{
  ibid_outline_set_dossier (IBID_OUTLINE (self->outline), dossier);
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (self->entity_sidebar), dossier);
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (self->notes), dossier);
  ibid_citation_inspector_set_dossier (IBID_CITATION_INSPECTOR (self->inspector), dossier);
  ibid_plain_text_view_set_dossier (IBID_PLAIN_TEXT_VIEW (self->plain_text), dossier);
}

static gboolean
fill_panels_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->fill_panels_id = 0;
  set_panels_dossier (self, self->dossier);
  if (g_settings_get_boolean (self->settings, "plain-text"))
    g_signal_emit (self, signals[PAINTED], 0);
  return G_SOURCE_REMOVE;
}

/* Fills the panels that are still waiting for the text to be painted. */
static void
fill_panels (IbidWindow *self)
{
  if (self->fill_panels_id == 0)
    return;
  g_source_remove (self->fill_panels_id);
  fill_panels_cb (self);
}

/* Changes that cannot be saved are kept as long as Ibid is open, whatever is opened meanwhile. */
static void
keep_unsaved (IbidWindow *self)
{
  if (self->dossier != NULL && !ibid_dossier_flush (self->dossier, NULL) &&
      !g_ptr_array_find (self->unsaved, self->dossier, NULL))
    g_ptr_array_add (self->unsaved, g_object_ref (self->dossier));
}

static void
set_dossier (IbidWindow *self, IbidDossier *dossier)
{
  IbidHistory *history = dossier != NULL ? ibid_dossier_get_history (dossier) : NULL;
  IbidArticle *article = dossier != NULL ? ibid_dossier_get_article (dossier) : NULL;
  guint block = 0, offset = 0;

  ibid_window_keep_place (self);
  /* a note that is being written belongs to the article before */
  ibid_annotator_set_dossier (self->annotator, NULL);
  keep_unsaved (self);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  g_signal_group_set_target (self->history_signals, history);
  g_signal_group_set_target (self->article_signals, article);
  ibid_reading_state_set_article (self->state, article);
  ibid_reading_state_set_annotations (
      self->state, dossier != NULL ? ibid_dossier_get_annotations (dossier) : NULL);
  g_signal_group_set_target (self->annotations_signals,
                             ibid_reading_state_get_annotations (self->state));
  ibid_annotator_set_dossier (self->annotator, dossier);
  g_clear_handle_id (&self->fill_panels_id, g_source_remove);
  set_panels_dossier (self, NULL);
  update_save_problem (self);
  if (dossier == NULL)
    return;
  self->fill_panels_id = g_timeout_add (
      g_settings_get_boolean (self->settings, "plain-text") ? 0 : PANELS_FILLED_AFTER_MS,
      fill_panels_cb, self);
  ibid_library_get_place (self->library, dossier, &block, &offset);
  ibid_reader_view_show_article (self->reader, ibid_dossier_get_folder (dossier), block, offset);
}

static void
finish_opening (IbidWindow *self)
{
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->show_loading_id, g_source_remove);
}

static void
show_previous_page (IbidWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->dossier != NULL ? "reading" : "library");
  update_chrome (self);
}

/* Shows an article that was opened, unless something has to be asked first. */
static void
present_dossier (IbidWindow *self, IbidDossier *dossier)
{
  if (ibid_window_ask_version (self, dossier, TRUE))
    show_previous_page (self);
  else
    ibid_window_show_dossier (self, dossier);
}

/**
 * ibid_window_show_dossier:
 * @self: the window
 * @dossier: an article, open
 *
 * Brings an article up.
 */
void
ibid_window_show_dossier (IbidWindow *self, IbidDossier *dossier)
{
  if (!ensure_reading_page (self))
    return;
  /* at once: the frames of a transition would come out of the time until the first text */
  gtk_stack_set_visible_child_full (self->stack, "reading", GTK_STACK_TRANSITION_TYPE_NONE);
  if (dossier != self->dossier)
    set_dossier (self, dossier);
  update_chrome (self);
  gtk_widget_grab_focus (g_settings_get_boolean (self->settings, "plain-text")
                             ? self->plain_text
                             : GTK_WIDGET (self->reader));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IbidDossier) dossier =
      ibid_library_open_finish (IBID_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* whoever cancelled has put the window right */
  finish_opening (self);
  if (dossier == NULL)
    {
      show_previous_page (self);
      ibid_compat_tell (GTK_WIDGET (self), _ ("The Article Could Not Be Opened"), error->message);
      return;
    }
  if (self->framed)
    present_dossier (self, dossier);
  else
    g_set_object (&self->first_dossier, dossier);
}

static void
ensure_loading_page (IbidWindow *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_stack_get_child_by_name (self->stack, "loading") != NULL)
    return;
  builder = gtk_builder_new_from_resource (IBID_APP_PATH "/app/ibid-loading-page.ui");
  gtk_stack_add_named (self->stack, GTK_WIDGET (gtk_builder_get_object (builder, "loading_page")),
                       "loading");
}

static gboolean
show_loading_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->show_loading_id = 0;
  ensure_loading_page (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  update_chrome (self);
  return G_SOURCE_REMOVE;
}

/* The page that says "Opening…" comes only when opening takes long enough to be noticed. */
static GCancellable *
begin_opening (IbidWindow *self)
{
  ibid_window_cancel_opening (self);
  self->opening = g_cancellable_new ();
  self->show_loading_id = g_timeout_add (LOADING_SHOWN_AFTER_MS, show_loading_cb, self);
  return self->opening;
}

/**
 * ibid_window_cancel_opening:
 * @self: the window
 *
 * Stops opening an article; the window shows again what it showed before.
 */
void
ibid_window_cancel_opening (IbidWindow *self)
{
  if (self->opening == NULL)
    return;
  g_cancellable_cancel (self->opening);
  finish_opening (self);
  show_previous_page (self);
}

/**
 * ibid_window_open_file:
 * @self: the window
 * @file: an article, inside the library or not
 *
 * Opens an article in this window. What goes wrong is told in a dialog; the window stays as it was.
 */
void
ibid_window_open_file (IbidWindow *self, GFile *file)
{
  g_return_if_fail (IBID_IS_WINDOW (self));

  ibid_library_open_file_async (self->library, file, begin_opening (self), opened_cb,
                                g_object_ref (self));
}

static void
open_item_cb (IbidWindow *self, IbidLibraryItem *item)
{
  ibid_library_open_item_async (self->library, item, begin_opening (self), opened_cb,
                                g_object_ref (self));
}

/**
 * ibid_window_open_sample:
 * @self: the window
 *
 * Opens the sample article: the installed one, or the one of the source tree that
 * IBID_SAMPLES_DIR in the environment names.
 */
void
ibid_window_open_sample (IbidWindow *self)
{
  const char *folder = g_getenv ("IBID_SAMPLES_DIR");
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (IBID_IS_WINDOW (self));

  file = g_file_new_build_filename (folder != NULL ? folder : IBID_DATADIR "/samples", SAMPLE_FILE,
                                    NULL);
  ibid_window_open_file (self, file);
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IbidWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ibid_library_refresh_finish (IBID_LIBRARY (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ibid_window_toast (self, error->message, NULL, NULL);
  if (self->library != NULL)
    ibid_library_page_set_listed (IBID_LIBRARY_PAGE (self->library_page));
}

/**
 * ibid_window_show_library:
 * @self: the window
 *
 * Goes back to the list of articles. The open article stays open behind it.
 */
void
ibid_window_show_library (IbidWindow *self)
{
  g_return_if_fail (IBID_IS_WINDOW (self));

  ibid_window_keep_place (self);
  gtk_stack_set_visible_child_name (self->stack, "library");
  ibid_library_refresh_async (self->library, NULL, refreshed_cb, g_object_ref (self));
  update_chrome (self);
  gtk_widget_grab_focus (self->library_page);
}

static void
removed_cb (IbidWindow *self, const char *article_id)
{
  if (self->dossier != NULL &&
      g_strcmp0 (ibid_record_get_id (IBID_RECORD (ibid_dossier_get_article (self->dossier))),
                 article_id) == 0)
    set_dossier (self, NULL);
  g_free (self->removed_id);
  self->removed_id = g_strdup (article_id);
  ibid_window_toast (self, _ ("Article removed from the library"), _ ("_Undo"),
                     "win.restore-removed");
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
  fill_panels (self);
  ibid_window_toast (self, message, _ ("Plain _Text"), "win.plain-text");
}

static void
reader_painted_cb (IbidWindow *self)
{
  fill_panels (self);
  g_signal_emit (self, signals[PAINTED], 0);
}

/* choosing an entity in the text brings its page up, if the sidebar is there to show it */
static void
entity_chosen_cb (IbidWindow *self)
{
  if (ibid_reading_state_get_entity (self->state) != NULL)
    gtk_stack_set_visible_child (self->sidebar_pages, self->entity_sidebar);
  ibid_window_update_actions (self);
}

/* ── construction ── */

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

/* settings that are actions of the window, too */
static const char *const toggles[] = { "show-mentions", "caret-browsing", "plain-text" };

static void
bind_window_settings (IbidWindow *self)
{
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  for (guint i = 0; i < G_N_ELEMENTS (toggles); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, toggles[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
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
    { self->state, "notify::can-go-back", G_CALLBACK (ibid_window_update_actions) },
    { self->state, "notify::can-go-forward", G_CALLBACK (ibid_window_update_actions) },
    { self->state, "notify::progress", G_CALLBACK (place_changed_cb) },
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
  update_chrome (self);
}

/* The reading page is built once the first frame, the library, is on the screen: the panels while a
 * thread opens the module of the reader, then the reader. Before the frame, that thread would hold
 * up whatever else opens a library: the graphics, the icons. */
static gboolean
ensure_reading_page (IbidWindow *self)
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

static void
build_library_page (IbidWindow *self)
{
  self->library_page = ibid_library_page_new (self->library);
  gtk_stack_add_named (self->stack, self->library_page, "library");
  g_signal_connect_object (self->library_page, "open-item", G_CALLBACK (open_item_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "open-file", G_CALLBACK (ibid_window_open_file),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "removed", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
connect_dossier_groups (IbidWindow *self)
{
  g_signal_group_connect_swapped (self->dossier_signals, "notify::save-problem",
                                  G_CALLBACK (update_save_problem), self);
  g_signal_group_connect_swapped (self->history_signals, "performed", G_CALLBACK (performed_cb),
                                  self);
  g_signal_group_connect_swapped (self->history_signals, "notify",
                                  G_CALLBACK (ibid_window_update_actions), self);
  g_signal_group_connect_swapped (self->article_signals, "decisions-changed",
                                  G_CALLBACK (update_title), self);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed",
                                  G_CALLBACK (ibid_window_update_annotation_actions), self);
}

static gboolean
dropped_cb (IbidWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  ibid_window_open_file (self, files->data);
  return TRUE;
}

static void
accept_drops (IbidWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  IbidWindow *self = IBID_WINDOW (widget);

  return self->panes != NULL && ibid_panes_close_folded (self->panes);
}

/* A menu takes long to build: it waits for the first frame, or for whoever is quicker than that. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  builder = gtk_builder_new_from_resource (IBID_APP_PATH "/app/ibid-main-menu.ui");
  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "main_menu")));
}

static void
first_frame_cb (IbidWindow *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  g_signal_emit (self, signals[FRAMED], 0);
  create_menu_cb (self->menu_button, NULL);
  /* the web view is built behind the list, once that is on the screen */
  if (ensure_reading_page (self))
    ibid_reader_view_warm_up (self->reader);
  self->framed = TRUE;
  if (self->first_dossier != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_steal_pointer (&self->first_dossier);

      present_dossier (self, dossier);
    }
}

static void
ibid_window_map (GtkWidget *widget)
{
  GdkFrameClock *clock;

  GTK_WIDGET_CLASS (ibid_window_parent_class)->map (widget);

  clock = gtk_widget_get_frame_clock (widget);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (first_frame_cb), widget,
                           G_CONNECT_SWAPPED);
}

static gboolean
flush_all (IbidWindow *self, GError **error)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    if (!ibid_dossier_flush (g_ptr_array_index (self->unsaved, i), error))
      return FALSE;
  return self->dossier == NULL || ibid_dossier_flush (self->dossier, error);
}

static gboolean
ibid_window_close_request (GtkWindow *window)
{
  IbidWindow *self = IBID_WINDOW (window);
  g_autoptr (GError) error = NULL;

  ibid_window_keep_place (self);
  if (self->annotator != NULL)
    ibid_annotator_close (self->annotator);
  if (!flush_all (self, &error))
    {
      /* closing would lose what the user decided; the second try closes all the same */
      gboolean told = g_object_get_data (G_OBJECT (self), "told-unsaved") != NULL;

      if (!told)
        {
          g_object_set_data (G_OBJECT (self), "told-unsaved", GINT_TO_POINTER (TRUE));
          ibid_compat_tell (GTK_WIDGET (self), _ ("Your Latest Changes Are Not Saved"),
                            error->message);
          return GDK_EVENT_STOP;
        }
    }
  return GTK_WINDOW_CLASS (ibid_window_parent_class)->close_request (window);
}

static void
ibid_window_dispose (GObject *object)
{
  IbidWindow *self = IBID_WINDOW (object);

  if (self->sidebar_switcher != NULL)
    ibid_page_switcher_set_stack (g_steal_pointer (&self->sidebar_switcher), NULL);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->show_loading_id, g_source_remove);
  g_clear_handle_id (&self->keep_place_id, g_source_remove);
  g_clear_handle_id (&self->fill_panels_id, g_source_remove);
  g_clear_object (&self->first_dossier);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->article_signals);
  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  g_clear_object (&self->state);
  g_clear_object (&self->library);
  /* whoever still holds one of them must not call back into the window's group */
  for (guint i = 0; self->settings != NULL && i < G_N_ELEMENTS (toggles); i++)
    g_action_map_remove_action (G_ACTION_MAP (self), toggles[i]);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->removed_id, g_free);

  G_OBJECT_CLASS (ibid_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, IBID_APP_PATH "/app/ibid-window.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, library_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, history_buttons);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, look_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, IbidWindow, stack);
}

static void
ibid_window_class_init (IbidWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_window_dispose;
  widget_class->map = ibid_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = ibid_window_close_request;

  signals[FRAMED] = g_signal_new ("framed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  ibid_window_install_actions (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
ibid_window_init (IbidWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, NULL, NULL);
  self->state = ibid_reading_state_new ();
  self->unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  self->dossier_signals = g_signal_group_new (IBID_TYPE_DOSSIER);
  self->history_signals = g_signal_group_new (IBID_TYPE_HISTORY);
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  self->annotations_signals = g_signal_group_new (IBID_TYPE_ANNOTATIONS);
}

/**
 * ibid_window_new:
 * @application: the application
 * @library: the library to show and open from
 * @settings: the application's settings
 *
 * Returns: (transfer none): the main window, showing the library; GTK owns it
 */
IbidWindow *
ibid_window_new (GtkApplication *application, IbidLibrary *library, GSettings *settings)
{
  IbidWindow *self = g_object_new (IBID_TYPE_WINDOW, "application", application, NULL);

  self->library = g_object_ref (library);
  self->settings = g_object_ref (settings);
  build_library_page (self);
  connect_dossier_groups (self);
  bind_window_settings (self);
  accept_drops (self);
  ibid_shortcuts_install_yielding (GTK_WIDGET (self));
  if (IBID_PROFILE_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  gtk_stack_set_visible_child_name (self->stack, "library");
  update_chrome (self);
  ibid_library_refresh_async (self->library, NULL, refreshed_cb, g_object_ref (self));
  return self;
}
