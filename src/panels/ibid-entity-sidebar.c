/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-entity-sidebar-private.h"
#include "ibid-panel-widgets.h"

G_DEFINE_FINAL_TYPE (IbidEntitySidebar, ibid_entity_sidebar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STATE = 1,
  PROP_SORT,
} IbidEntitySidebarProperty;

static GParamSpec *properties[PROP_SORT + 1];

gboolean
ibid_entity_sidebar_is_page_shown (IbidEntitySidebar *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "entity") == 0;
}

/* Widgets of rows exist near the visible ones only; NULL: scrolled far away, or filtered out. */
IbidEntityRow *
ibid_entity_sidebar_find_row (IbidEntitySidebar *self, IbidEntity *entity)
{
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);
      if (IBID_IS_ENTITY_ROW (row) && ibid_entity_row_get_entity (IBID_ENTITY_ROW (row)) == entity)
        return IBID_ENTITY_ROW (row);
    }
  return NULL;
}

static void
select_entity_in_list (IbidEntitySidebar *self, IbidEntity *entity)
{
  guint position = GTK_INVALID_LIST_POSITION;

  ibid_entity_list_model_find (self->model, entity, &position);
  gtk_single_selection_set_selected (self->selection, position);
}

/* GTK 4.8 keeps 200 rows ready however few can be seen, and binding them all anew takes longer than
 * the time between two keys. While somebody types, the list is only as long as the window is high;
 * it grows back, some rows at a time, after a pause. */

#define LOWEST_ROW 30
#define PAUSE_MS 250
#define ROWS_PER_STEP 16
#define ROWS_KEPT_READY 200

static void
show_all_rows (IbidEntitySidebar *self)
{
  g_clear_handle_id (&self->grow_id, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  select_entity_in_list (self, ibid_reading_state_get_entity (self->state));
}

static gboolean
grow_cb (gpointer data)
{
  IbidEntitySidebar *self = data;
  guint size = gtk_slice_list_model_get_size (self->slice) + ROWS_PER_STEP;

  if (size < ROWS_KEPT_READY && size < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    {
      gtk_slice_list_model_set_size (self->slice, size);
      return G_SOURCE_CONTINUE;
    }
  self->grow_id = 0;
  show_all_rows (self);
  return G_SOURCE_REMOVE;
}

static gboolean
pause_cb (gpointer data)
{
  IbidEntitySidebar *self = data;

  self->grow_id = g_idle_add (grow_cb, self);
  return G_SOURCE_REMOVE;
}

static void
show_first_rows (IbidEntitySidebar *self)
{
  guint n_rows = (guint)gtk_widget_get_height (GTK_WIDGET (self->list_stack)) / LOWEST_ROW + 2;

  g_clear_handle_id (&self->grow_id, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, n_rows);
  self->grow_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
scroll_to_entity (IbidEntitySidebar *self, IbidEntity *entity)
{
  guint position;

  if (!ibid_entity_list_model_find (self->model, entity, &position))
    return;
  if (position >= gtk_slice_list_model_get_size (self->slice))
    show_all_rows (self);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

void
ibid_entity_sidebar_focus_entity (IbidEntitySidebar *self, IbidEntity *entity)
{
  IbidEntityRow *row;

  scroll_to_entity (self, entity);
  row = ibid_entity_sidebar_find_row (self, entity);
  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

/* What stands in for an empty list, and how many entities the filter would look through. */
static void
update_list_stack (IbidEntitySidebar *self)
{
  guint n_entities = ibid_entity_list_model_get_n_entities (self->model);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *placeholder = g_strdup_printf (
      ngettext ("Filter %'u entity", "Filter %'u entities", n_entities), n_entities);
  g_autofree char *message =
      g_markup_printf_escaped (_ ("No name, alias or original script holds “%s”."),
                               gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_object_set (self->search, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), n_entities > 0);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->no_match), message);
  gtk_stack_set_visible_child_name (self->list_stack, n_entities == 0 ? "empty"
                                                      : n_rows == 0   ? "no-match"
                                                                      : "rows");
}

static void
show_page (IbidEntitySidebar *self, IbidEntity *entity)
{
  g_autoptr (GMenuModel) menu = NULL;
  gboolean had_focus =
      gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL &&
      gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != GTK_WIDGET (self->page);

  ibid_entity_page_show_entity (self->page, self->dossier, entity);
  gtk_stack_set_visible_child_name (self->stack, "entity");
  ibid_entity_sidebar_set_target (self, entity);
  menu = ibid_entity_sidebar_dup_menu (self);
  ibid_entity_page_set_menu (self->page, menu);
  if (had_focus)
    gtk_widget_grab_focus (ibid_entity_page_get_menu_button (self->page));
}

void
ibid_entity_sidebar_show_list (IbidEntitySidebar *self)
{
  g_autoptr (IbidEntity) entity = NULL;
  gboolean had_focus =
      gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) == GTK_WIDGET (self->page);

  g_set_object (&entity, ibid_entity_page_get_entity (self->page));
  gtk_stack_set_visible_child_name (self->stack, "list");
  ibid_entity_page_show_entity (self->page, NULL, NULL);
  ibid_entity_page_set_menu (self->page, NULL);
  ibid_entity_sidebar_set_target (self, NULL);
  if (entity == NULL)
    return;
  select_entity_in_list (self, entity);
  if (had_focus)
    ibid_entity_sidebar_focus_entity (self, entity);
  else
    scroll_to_entity (self, entity);
}

/* Merged and refused entities can still be found by their id: the list tells who is there. The
 * model of this panel would not do, for it may hear of a decision later than the state does. */
static gboolean
is_in_article (IbidEntitySidebar *self, IbidEntity *entity)
{
  GListModel *entities = ibid_article_get_entities (ibid_dossier_get_article (self->dossier));
  guint n_entities = g_list_model_get_n_items (entities);

  for (guint i = 0; i < n_entities; i++)
    {
      g_autoptr (IbidEntity) one = g_list_model_get_item (entities, i);
      if (one == entity)
        return TRUE;
    }
  return FALSE;
}

static void
entity_chosen_cb (IbidEntitySidebar *self)
{
  IbidEntity *entity = ibid_reading_state_get_entity (self->state);

  select_entity_in_list (self, entity);
  if (entity != NULL && self->dossier != NULL && is_in_article (self, entity))
    {
      scroll_to_entity (self, entity);
      show_page (self, entity);
    }
  else if (ibid_entity_sidebar_is_page_shown (self))
    ibid_entity_sidebar_show_list (self);
  ibid_entity_sidebar_update_actions (self);
}

/* Where a merged entity went, the state has followed already. */
static void
update_page (IbidEntitySidebar *self)
{
  IbidEntity *shown = ibid_entity_page_get_entity (self->page);

  if (!ibid_entity_sidebar_is_page_shown (self) || shown == NULL)
    return;
  if (is_in_article (self, shown))
    show_page (self, shown);
  else
    ibid_entity_sidebar_show_list (self);
}

static void
decisions_changed_cb (IbidEntitySidebar *self, IbidArticleParts parts, IbidArticle *article)
{
  const IbidArticleParts shown_parts = IBID_ARTICLE_PART_ENTITIES | IBID_ARTICLE_PART_CITATIONS |
                                       IBID_ARTICLE_PART_SOURCES | IBID_ARTICLE_PART_OUTLETS;

  if ((parts & IBID_ARTICLE_PART_ENTITIES) != 0)
    {
      gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

      ibid_entity_list_model_update (self->model);
      select_entity_in_list (self, ibid_reading_state_get_entity (self->state));
      update_list_stack (self);
      if (had_focus && self->target != NULL)
        ibid_entity_sidebar_focus_entity (self, self->target);
    }
  if ((parts & shown_parts) != 0)
    update_page (self);
  ibid_entity_sidebar_update_actions (self);
}

static void
search_cb (IbidEntitySidebar *self)
{
  if (self->model == NULL)
    return;
  show_first_rows (self);
  ibid_entity_list_model_set_query (self->model,
                                    gtk_editable_get_text (GTK_EDITABLE (self->search)));
  select_entity_in_list (self, ibid_reading_state_get_entity (self->state));
  update_list_stack (self);
}

static void
activate_cb (IbidEntitySidebar *self, guint position)
{
  g_autoptr (IbidEntityListRow) row =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  IbidEntity *entity = row != NULL ? ibid_entity_list_row_get_entity (row) : NULL;

  if (entity == NULL)
    return;
  /* chosen already: the state has nothing to tell, but the page is asked for */
  if (ibid_reading_state_get_entity (self->state) == entity)
    show_page (self, entity);
  else
    ibid_reading_state_select_entity (self->state, entity);
}

static void
search_activate_cb (IbidEntitySidebar *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    activate_cb (self, 0);
}

static void
stop_search_cb (IbidEntitySidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static gboolean
search_key_cb (IbidEntitySidebar *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
row_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_PRIMARY)
    gtk_widget_activate_action (row, "list.activate-item", "u", gtk_list_item_get_position (item));
}

static void
row_menu_cb (IbidEntityRow *row)
{
  GtkWidget *sidebar = gtk_widget_get_ancestor (GTK_WIDGET (row), IBID_TYPE_ENTITY_SIDEBAR);
  IbidEntity *entity = ibid_entity_row_get_entity (row);

  if (sidebar != NULL && entity != NULL)
    ibid_entity_sidebar_popup_menu (IBID_ENTITY_SIDEBAR (sidebar), entity,
                                    ibid_entity_row_get_body (row));
}

static void
row_pressed_cb (IbidEntityRow *row, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkEvent *event =
      gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));

  if (event == NULL || !gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  row_menu_cb (row);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = ibid_entity_row_new ();
  GtkWidget *body = ibid_entity_row_get_body (IBID_ENTITY_ROW (row));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu_click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (row_released_cb), item, 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), 0);
  g_signal_connect_object (menu_click, "pressed", G_CALLBACK (row_pressed_cb), row,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (row_menu_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (menu_click));
  gtk_widget_add_controller (body, GTK_EVENT_CONTROLLER (long_press));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ibid_entity_row_set_row (IBID_ENTITY_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ibid_entity_row_set_row (IBID_ENTITY_ROW (gtk_list_item_get_child (item)), NULL);
}

static IbidEntityRow *
get_focused_row (IbidEntitySidebar *self)
{
  GtkWidget *item = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *row = item != NULL ? gtk_widget_get_first_child (item) : NULL;

  return IBID_IS_ENTITY_ROW (row) ? IBID_ENTITY_ROW (row) : NULL;
}

static gboolean
list_menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidEntityRow *row = get_focused_row (IBID_ENTITY_SIDEBAR (data));

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  row_menu_cb (row);
  return GDK_EVENT_STOP;
}

static gboolean
list_rename_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidEntitySidebar *self = data;
  IbidEntityRow *row = get_focused_row (self);

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  ibid_entity_sidebar_set_target (self, ibid_entity_row_get_entity (row));
  return gtk_widget_activate_action (GTK_WIDGET (self), "entity.rename", NULL);
}

/* Esc in the list: nothing chosen any more. */
static gboolean
list_escape_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidEntitySidebar *self = data;

  if (ibid_reading_state_get_entity (self->state) == NULL)
    return GDK_EVENT_PROPAGATE;
  ibid_reading_state_select_entity (self->state, NULL);
  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkWidget *widget, const char *trigger, GtkShortcutFunc func, IbidEntitySidebar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (func, self, NULL)));
  gtk_widget_add_controller (widget, controller);
}

static void
add_page_shortcut (IbidEntitySidebar *self, const char *trigger, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_named_action_new (action)));
  gtk_widget_add_controller (GTK_WIDGET (self->page), controller);
}

void
ibid_entity_sidebar_set_dossier (IbidEntitySidebar *self, IbidDossier *dossier)
{
  IbidArticle *article;

  g_return_if_fail (IBID_IS_ENTITY_SIDEBAR (self));

  if (!g_set_object (&self->dossier, dossier))
    return;
  article = dossier != NULL ? ibid_dossier_get_article (dossier) : NULL;
  ibid_entity_sidebar_show_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  show_all_rows (self);
  g_signal_group_set_target (self->article_signals, article);
  ibid_entity_list_model_set_entities (
      self->model, article != NULL ? ibid_article_get_entities (article) : NULL);
  update_list_stack (self);
  entity_chosen_cb (self);
}

static void
set_state (IbidEntitySidebar *self, IbidReadingState *state)
{
  g_set_object (&self->state, state);
  g_signal_group_set_target (self->state_signals, state);
  ibid_entity_page_set_state (self->page, state);
}

static void
ibid_entity_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidEntitySidebar *self = IBID_ENTITY_SIDEBAR (object);

  switch ((IbidEntitySidebarProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, self->state);
      return;
    case PROP_SORT:
      g_value_set_string (value, ibid_entity_sidebar_get_sort (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_entity_sidebar_set_property (GObject *object, guint prop_id, const GValue *value,
                                  GParamSpec *pspec)
{
  IbidEntitySidebar *self = IBID_ENTITY_SIDEBAR (object);

  switch ((IbidEntitySidebarProperty)prop_id)
    {
    case PROP_STATE:
      set_state (self, g_value_get_object (value));
      return;
    case PROP_SORT:
      ibid_entity_sidebar_set_sort (self, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_entity_sidebar_dispose (GObject *object)
{
  IbidEntitySidebar *self = IBID_ENTITY_SIDEBAR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->state_signals);
  g_clear_object (&self->article_signals);
  /* popovers that are open were put here by hand */
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "entity", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ENTITY_SIDEBAR);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  g_clear_object (&self->target);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_entity_sidebar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-entity-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, list_stack);
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, search);
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, list);
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, page);
  gtk_widget_class_bind_template_child (widget_class, IbidEntitySidebar, no_match);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
ibid_entity_sidebar_class_init (IbidEntitySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_entity_sidebar_dispose;
  object_class->get_property = ibid_entity_sidebar_get_property;
  object_class->set_property = ibid_entity_sidebar_set_property;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "appearance",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  ibid_panels_register_icons ();
  g_type_ensure (IBID_TYPE_ENTITY_PAGE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "entitysidebar");
}

static void
ibid_entity_sidebar_init (IbidEntitySidebar *self)
{
  self->state_signals = g_signal_group_new (IBID_TYPE_READING_STATE);
  g_signal_group_connect_object (self->state_signals, "notify::entity",
                                 G_CALLBACK (entity_chosen_cb), self, G_CONNECT_SWAPPED);
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_object (self->article_signals, "decisions-changed",
                                 G_CALLBACK (decisions_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  ibid_entity_sidebar_add_actions (self);

  self->model = ibid_entity_list_model_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->model)), 0, G_MAXUINT);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->slice));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  add_shortcut (GTK_WIDGET (self->list), "Menu|<Shift>F10", list_menu_key_cb, self);
  add_shortcut (GTK_WIDGET (self->list), "F2", list_rename_key_cb, self);
  add_shortcut (GTK_WIDGET (self->list), "Escape", list_escape_key_cb, self);
  add_page_shortcut (self, "Escape", "entity.back");
  add_page_shortcut (self, "F2", "entity.rename");
  update_list_stack (self);
}

GtkWidget *
ibid_entity_sidebar_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_ENTITY_SIDEBAR, "state", state, NULL);
}
