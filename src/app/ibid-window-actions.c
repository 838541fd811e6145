/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-compat.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

#define N_PARTS 3 /* of the window, that F6 goes through */

/* The window's commands: each an action, enabled by ibid_window_update_actions(). */

#define TEXT_SCALE_STEP 1.1
#define TEXT_SCALE_MIN 0.5
#define TEXT_SCALE_MAX 3.0

static void
picked_cb (GtkWindow *parent, GFile *file)
{
  ibid_window_open_file (IBID_WINDOW (parent), file);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_compat_pick_file (GTK_WINDOW (widget), picked_cb);
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_window_open_sample (IBID_WINDOW (widget));
}

static void
library_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_window_show_library (IBID_WINDOW (widget));
}

static void
cancel_opening_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_window_cancel_opening (IBID_WINDOW (widget));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_reading_state_go_back (IBID_WINDOW (widget)->state);
}

static void
forward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_reading_state_go_forward (IBID_WINDOW (widget)->state);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);

  if (ibid_find_bar_is_open (self->find_bar) &&
      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self)), GTK_WIDGET (self->find_bar)))
    ibid_find_bar_close (self->find_bar);
  else
    ibid_find_bar_open (self->find_bar);
  ibid_window_update_toggles (self);
}

static void
close_find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_find_bar_close (IBID_WINDOW (widget)->find_bar);
  ibid_window_update_toggles (IBID_WINDOW (widget));
}

static void
find_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_reader_view_find_next (IBID_WINDOW (widget)->reader);
}

static void
find_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_reader_view_find_previous (IBID_WINDOW (widget)->reader);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  int direction = g_str_has_prefix (name, "win.previous") ? -1 : 1;
  gboolean found;

  if (g_str_has_suffix (name, "citation"))
    found = ibid_reading_state_step_citation (self->state, direction);
  else
    found = ibid_reading_state_step_mention (self->state, direction);
  if (!found)
    gtk_widget_error_bell (widget);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  IbidHistory *history = ibid_dossier_get_history (self->dossier);
  gboolean redo = g_str_equal (name, "win.redo");
  g_autofree char *label = g_strdup (redo ? ibid_history_get_redo_label (history)
                                          : ibid_history_get_undo_label (history));
  g_autofree char *title = NULL;

  if (!(redo ? ibid_history_redo (history) : ibid_history_undo (history)))
    return;
  /* Translators: %s is what was undone or redone, "Rename “Tokayev”" */
  title = g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), label);
  ibid_window_toast (self, title, redo ? NULL : _ ("_Redo"), redo ? NULL : "win.redo");
}

static void
toggle_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  IbidPane pane =
      g_str_equal (name, "win.toggle-sidebar") ? IBID_PANE_SIDEBAR : IBID_PANE_INSPECTOR;
  gboolean show = !ibid_panes_get_shown (self->panes, pane);

  ibid_panes_set_shown (self->panes, pane, show);
  if (show)
    gtk_widget_child_focus (pane == IBID_PANE_SIDEBAR ? GTK_WIDGET (self->sidebar_pages)
                                                      : self->inspector,
                            GTK_DIR_TAB_FORWARD);
  ibid_window_update_toggles (self);
}

static void
filter_entities_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);

  ibid_panes_set_shown (self->panes, IBID_PANE_SIDEBAR, TRUE);
  gtk_stack_set_visible_child (self->sidebar_pages, self->entity_sidebar);
  gtk_widget_child_focus (self->entity_sidebar, GTK_DIR_TAB_FORWARD);
  ibid_window_update_toggles (self);
}

/* The sidebar, the article and the inspector, as far as they are on the screen. */
static GtkWidget *
part_of_window (IbidWindow *self, guint part)
{
  GtkWidget *parts[] = { gtk_widget_get_parent (GTK_WIDGET (self->sidebar_switcher)),
                         gtk_stack_get_visible_child (self->center), self->inspector };
  gboolean shown[] = { ibid_panes_get_shown (self->panes, IBID_PANE_SIDEBAR), TRUE,
                       ibid_panes_get_shown (self->panes, IBID_PANE_INSPECTOR) };

  return shown[part] ? parts[part] : NULL;
}

/* There may be hundreds of links between the article's beginning and its end, where Tab leaves it.
 */
static void
part_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));
  guint step = g_str_equal (name, "win.next-part") ? 1 : N_PARTS - 1;
  guint at = 1;

  for (guint i = 0; i < N_PARTS && focus != NULL; i++)
    {
      GtkWidget *part = part_of_window (self, i);

      if (part != NULL && (focus == part || gtk_widget_is_ancestor (focus, part)))
        at = i;
    }
  for (guint i = 1; i < N_PARTS; i++)
    {
      GtkWidget *part = part_of_window (self, (at + i * step) % N_PARTS);

      if (part != NULL &&
          (gtk_widget_grab_focus (part) || gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

static void
text_size_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  double scale = g_settings_get_double (self->settings, "text-scale");

  if (g_str_equal (name, "win.text-larger"))
    scale *= TEXT_SCALE_STEP;
  else if (g_str_equal (name, "win.text-smaller"))
    scale /= TEXT_SCALE_STEP;
  else
    scale = 1.0;
  g_settings_set_double (self->settings, "text-scale",
                         CLAMP (scale, TEXT_SCALE_MIN, TEXT_SCALE_MAX));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_window_print (IBID_WINDOW (widget));
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_window_pick_pdf (IBID_WINDOW (widget));
}

static void
save_elsewhere_cb (GtkWindow *parent, GFile *folder)
{
  IbidWindow *self = IBID_WINDOW (parent);
  g_autofree char *there = g_file_get_parse_name (folder);
  g_autofree char *home = NULL;
  g_autofree char *body = NULL;

  if (self->dossier == NULL)
    return;
  ibid_dossier_save_elsewhere (self->dossier, folder);
  if (!ibid_dossier_flush (self->dossier, NULL))
    return; /* the notice stays, and says why */
  home = g_file_get_parse_name (ibid_dossier_get_folder (self->dossier));
  body = g_strdup_printf (
      /* Translators: both are paths of folders; overlay.json and corrections.json are file names */
      _ ("What you decide about this article is saved in %s until you close Ibid or open another "
         "article. Ibid does not look there again. To keep it, copy overlay.json into %s, and "
         "corrections.json, if there is one, two folders above that, once it can be written to."),
      there, home);
  ibid_compat_tell (GTK_WIDGET (self), _ ("Changes Saved Elsewhere"), body);
}

static void
save_elsewhere_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ibid_compat_pick_folder (GTK_WINDOW (widget), save_elsewhere_cb);
}

static void
restore_removed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IbidWindow *self = IBID_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->removed_id != NULL && !ibid_library_restore (self->library, self->removed_id, &error))
    ibid_compat_tell (widget, _ ("The Article Could Not Be Put Back"), error->message);
  g_clear_pointer (&self->removed_id, g_free);
}

/* The desktop's help viewer shows the pages as they are; without one, as in a sandbox, a browser
 * shows the same as one page. IBID_HELP_DIR in the environment names another folder of it. */
static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  const char *folder = g_getenv ("IBID_HELP_DIR");
  g_autoptr (GFile) page = NULL;
  g_autofree char *uri = NULL;

  if (viewer != NULL && folder == NULL)
    {
      ibid_compat_open_uri (GTK_WINDOW (widget), "help:" IBID_APP_ID);
      return;
    }
  page = g_file_new_build_filename (folder != NULL ? folder : IBID_DATADIR, "help.html", NULL);
  uri = g_file_get_uri (page);
  ibid_compat_open_uri (GTK_WINDOW (widget), uri);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (IBID_WINDOW (widget)->menu_button);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/**
 * ibid_window_install_actions:
 * @widget_class: the window's class
 *
 * Installs every "win." action that has no state; those with state are made from settings.
 */
void
ibid_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open", open_action },
    { "win.open-sample", open_sample_action },
    { "win.library", library_action },
    { "win.cancel-opening", cancel_opening_action },
    { "win.back", back_action },
    { "win.forward", forward_action },
    { "win.find", find_action },
    { "win.close-find", close_find_action },
    { "win.find-next", find_next_action },
    { "win.find-previous", find_previous_action },
    { "win.previous-citation", step_action },
    { "win.next-citation", step_action },
    { "win.previous-mention", step_action },
    { "win.next-mention", step_action },
    { "win.undo", undo_action },
    { "win.redo", undo_action },
    { "win.toggle-sidebar", toggle_pane_action },
    { "win.toggle-inspector", toggle_pane_action },
    { "win.filter-entities", filter_entities_action },
    { "win.next-part", part_action },
    { "win.previous-part", part_action },
    { "win.text-larger", text_size_action },
    { "win.text-smaller", text_size_action },
    { "win.text-normal", text_size_action },
    { "win.print", print_action },
    { "win.save-pdf", save_pdf_action },
    { "win.save-elsewhere", save_elsewhere_action },
    { "win.restore-removed", restore_removed_action },
    { "win.menu", menu_action },
    { "win.help", help_action },
    { "win.close", close_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  ibid_window_install_annotation_actions (widget_class);
  ibid_window_install_export_actions (widget_class);
  ibid_window_install_import_actions (widget_class);
}

/**
 * ibid_window_update_actions:
 * @self: the window
 *
 * Enables what can be done now.
 */
void
ibid_window_update_actions (IbidWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  IbidHistory *history = self->dossier != NULL ? ibid_dossier_get_history (self->dossier) : NULL;
  gboolean reading = ibid_window_is_reading (self);
  gboolean plain = g_settings_get_boolean (self->settings, "plain-text");
  gboolean citations = FALSE;
  static const char *const while_reading[] = { "win.toggle-sidebar", "win.toggle-inspector",
                                               "win.filter-entities", "win.next-part",
                                               "win.previous-part" };
  static const char *const on_the_page[] = { "win.find", "win.find-next", "win.find-previous",
                                             "win.print", "win.save-pdf" };

  if (reading)
    citations = g_list_model_get_n_items (
                    ibid_article_get_citations (ibid_dossier_get_article (self->dossier))) > 0;
  for (guint i = 0; i < G_N_ELEMENTS (while_reading); i++)
    gtk_widget_action_set_enabled (widget, while_reading[i], reading);
  for (guint i = 0; i < G_N_ELEMENTS (on_the_page); i++)
    gtk_widget_action_set_enabled (widget, on_the_page[i], reading && !plain);
  gtk_widget_action_set_enabled (
      widget, "win.library",
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "library") != 0);
  gtk_widget_action_set_enabled (widget, "win.back",
                                 reading && ibid_reading_state_can_go_back (self->state));
  gtk_widget_action_set_enabled (widget, "win.forward",
                                 reading && ibid_reading_state_can_go_forward (self->state));
  gtk_widget_action_set_enabled (widget, "win.previous-citation", citations);
  gtk_widget_action_set_enabled (widget, "win.next-citation", citations);
  gtk_widget_action_set_enabled (widget, "win.previous-mention",
                                 reading && ibid_reading_state_get_entity (self->state) != NULL);
  gtk_widget_action_set_enabled (widget, "win.next-mention",
                                 reading && ibid_reading_state_get_entity (self->state) != NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", reading && ibid_history_can_undo (history));
  gtk_widget_action_set_enabled (widget, "win.redo", reading && ibid_history_can_redo (history));
  ibid_window_update_annotation_actions (self);
  ibid_window_update_export_actions (self);
  ibid_window_update_import_actions (self);
}

static void
set_toggle (GtkWidget *button, gboolean active)
{
  /* a toggle button whose action has no state keeps the look that it is given here */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
}

/**
 * ibid_window_update_toggles:
 * @self: the window
 *
 * Lets the header bar's toggle buttons show what is on the screen.
 */
void
ibid_window_update_toggles (IbidWindow *self)
{
  if (self->panes == NULL)
    return; /* the reading page is not built yet, and its buttons are hidden */
  set_toggle (self->sidebar_button, ibid_panes_get_shown (self->panes, IBID_PANE_SIDEBAR));
  set_toggle (self->inspector_button, ibid_panes_get_shown (self->panes, IBID_PANE_INSPECTOR));
  set_toggle (self->find_button, ibid_find_bar_is_open (self->find_bar));
}
