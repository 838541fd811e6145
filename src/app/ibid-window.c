/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-shortcuts.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

#define TOAST_SECONDS 6
/* A toast that has hardly come up is given other words rather than dismissed: libadwaita 1.2
 * crashes when a toast has gone before it has finished appearing, as on a busy machine it may. */
#define YOUNG_TOAST_US G_USEC_PER_SEC

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

/**
 * ibid_window_update_title:
 * @self: the window
 *
 * Brings the title up to date: of the article that is read, and how much of it is checked.
 */
void
ibid_window_update_title (IbidWindow *self)
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

/**
 * ibid_window_update_chrome:
 * @self: the window
 *
 * Brings title, buttons and actions up to date with the page that is shown.
 */
void
ibid_window_update_chrome (IbidWindow *self)
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
  ibid_window_update_title (self);
  ibid_window_update_actions (self);
  ibid_window_update_toggles (self);
}

/* settings that are actions of the window, too */
static const char *const toggles[] = { "show-mentions", "caret-browsing", "plain-text",
                                       "print-notes" };

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
  if (ibid_window_ensure_reading_page (self))
    ibid_reader_view_warm_up (self->reader);
  self->framed = TRUE;
  if (self->first_dossier != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_steal_pointer (&self->first_dossier);

      ibid_window_present_dossier (self, dossier);
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
ibid_window_close_request (GtkWindow *window)
{
  IbidWindow *self = IBID_WINDOW (window);
  g_autoptr (GError) error = NULL;

  ibid_window_keep_place (self);
  if (self->annotator != NULL)
    ibid_annotator_close (self->annotator);
  if (!ibid_window_flush (self, &error))
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
  ibid_window_add_library_page (self);
  ibid_window_follow_dossier (self);
  bind_window_settings (self);
  ibid_window_accept_drops (self);
  ibid_shortcuts_install_yielding (GTK_WIDGET (self));
  if (IBID_PROFILE_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  gtk_stack_set_visible_child_name (self->stack, "library");
  ibid_window_update_chrome (self);
  return self;
}
