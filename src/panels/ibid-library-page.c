/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ibid-fold.h"
#include "ibid-library-page.h"
#include "ibid-library-row.h"
#include "ibid-panel-widgets.h"

/* with fewer articles than this, looking is faster than typing */
#define FILTER_FROM 6

struct _IbidLibraryPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack *stack; /* "articles", and in time "welcome" */
  GtkWidget *articles;
  GtkBox *column;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkWidget *problem_box;
  GtkLabel *problem;

  /* borrowed: built when there is something to say, which is not in the first frame */
  GtkWidget *no_match;

  /* owned */
  IbidLibrary *library;
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  char *query; /* folded; NULL lets everything through */

  /* plain */
  gboolean is_listed; /* that the library looks empty means something */
};

G_DEFINE_FINAL_TYPE (IbidLibraryPage, ibid_library_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LIBRARY = 1,
} IbidLibraryPageProperty;

enum
{
  OPEN_ITEM,
  OPEN_FILE,
  REMOVED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_LIBRARY + 1];
static guint signals[N_SIGNALS];

static gboolean
is_let_through (gpointer item, gpointer data)
{
  IbidLibraryPage *self = data;
  g_autofree char *words = NULL;
  g_autofree char *key = NULL;

  if (self->query == NULL)
    return TRUE;
  words = g_strjoin ("\n", ibid_library_item_get_title (item), ibid_library_item_get_outlet (item),
                     NULL);
  key = ibid_text_search_key (words);
  return ibid_text_key_matches (key, self->query);
}

static GtkWidget *
build (const char *resource, const char *id)
{
  g_autofree char *path = g_strconcat (IBID_APP_PATH "/panels/", resource, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);

  return g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, id)));
}

static void
show_welcome (IbidLibraryPage *self)
{
  if (gtk_stack_get_child_by_name (self->stack, "welcome") == NULL)
    {
      g_autoptr (GtkWidget) welcome = build ("ibid-library-welcome.ui", "welcome");

      gtk_stack_add_named (self->stack, welcome, "welcome");
    }
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
show_no_match (IbidLibraryPage *self, gboolean none)
{
  if (none && self->no_match == NULL)
    {
      g_autoptr (GtkWidget) no_match = build ("ibid-library-no-match.ui", "no_match");

      gtk_box_append (self->column, no_match);
      self->no_match = no_match;
    }
  if (self->no_match != NULL)
    gtk_widget_set_visible (self->no_match, none);
}

static void
update (IbidLibraryPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->library));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  self->is_listed = self->is_listed || n_items > 0;
  gtk_widget_set_visible (self->articles, n_items > 0);
  if (n_items > 0)
    gtk_stack_set_visible_child (self->stack, self->articles);
  else if (self->is_listed)
    show_welcome (self);
  gtk_widget_set_visible (GTK_WIDGET (self->search), n_items >= FILTER_FROM);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_shown > 0);
  show_no_match (self, n_items > 0 && n_shown == 0);
}

static void
search_cb (IbidLibraryPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *folded = g_strstrip (ibid_text_fold (text));

  if (self->filter == NULL)
    return;
  g_free (self->query);
  self->query = folded[0] != '\0' ? g_steal_pointer (&folded) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
stop_search_cb (IbidLibraryPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* The first article found is what Enter opens. */
static void
search_activate_cb (IbidLibraryPage *self)
{
  g_autoptr (IbidLibraryItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), 0);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN_ITEM], 0, item);
}

static void
row_activated_cb (IbidLibraryPage *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN_ITEM], 0, ibid_library_row_get_item (IBID_LIBRARY_ROW (row)));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return ibid_library_row_new (IBID_LIBRARY_ITEM (item));
}

static IbidLibraryItem *
dup_item (IbidLibraryPage *self, const char *article_id)
{
  GListModel *items = G_LIST_MODEL (self->library);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (IbidLibraryItem) item = g_list_model_get_item (items, i);
      if (g_strcmp0 (ibid_library_item_get_article_id (item), article_id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
show_problem (IbidLibraryPage *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_box, message != NULL);
}

static void
dismiss_cb (IbidLibraryPage *self)
{
  show_problem (self, NULL);
}

static void
remove_item (IbidLibraryPage *self, IbidLibraryItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (ibid_library_item_get_article_id (item));

  if (ibid_library_remove (self->library, item, &error))
    {
      show_problem (self, NULL);
      g_signal_emit (self, signals[REMOVED], 0, id);
    }
  else
    {
      g_autofree char *message = g_strdup_printf (
          _ ("“%s” could not be removed: %s"), ibid_library_item_get_title (item), error->message);
      show_problem (self, message);
    }
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  IbidLibraryPage *self = IBID_LIBRARY_PAGE (widget);
  g_autoptr (IbidLibraryItem) item = dup_item (self, g_variant_get_string (parameter, NULL));

  if (item != NULL)
    remove_item (self, item);
}

static gboolean
delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  IbidLibraryPage *self = data;
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (!IBID_IS_LIBRARY_ROW (row))
    return GDK_EVENT_PROPAGATE;
  remove_item (self, ibid_library_row_get_item (IBID_LIBRARY_ROW (row)));
  return GDK_EVENT_STOP;
}

static gboolean
drop_cb (IbidLibraryPage *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-here");
  if (files == NULL)
    return FALSE;
  g_signal_emit (self, signals[OPEN_FILE], 0, files->data);
  return TRUE;
}

static GdkDragAction
drop_enter_cb (IbidLibraryPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop-here");
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (IbidLibraryPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-here");
}

static void
add_controllers (IbidLibraryPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (drop_enter_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete"),
                        gtk_callback_action_new (delete_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
set_library (IbidLibraryPage *self, IbidLibrary *library)
{
  self->library = g_object_ref (library);
  self->filter = gtk_custom_filter_new (is_let_through, self, NULL);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (library)),
                                              GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->filtered), create_row, NULL, NULL);
  g_signal_connect_object (library, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update (self);
}

static gboolean
ibid_library_page_grab_focus (GtkWidget *widget)
{
  IbidLibraryPage *self = IBID_LIBRARY_PAGE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (first)))
    return gtk_widget_grab_focus (GTK_WIDGET (first));
  /* not of this widget itself: its way to focus ends with grabbing it */
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
ibid_library_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((IbidLibraryPageProperty)prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, IBID_LIBRARY_PAGE (object)->library);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_library_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  switch ((IbidLibraryPageProperty)prop_id)
    {
    case PROP_LIBRARY:
      set_library (IBID_LIBRARY_PAGE (object), g_value_get_object (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_library_page_dispose (GObject *object)
{
  IbidLibraryPage *self = IBID_LIBRARY_PAGE (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->library);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (ibid_library_page_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  signals[OPEN_ITEM] = g_signal_new ("open-item", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, IBID_TYPE_LIBRARY_ITEM);
  signals[OPEN_FILE] = g_signal_new ("open-file", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ibid_library_page_class_init (IbidLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_library_page_dispose;
  object_class->get_property = ibid_library_page_get_property;
  object_class->set_property = ibid_library_page_set_property;
  widget_class->grab_focus = ibid_library_page_grab_focus;

  properties[PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, IBID_TYPE_LIBRARY,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  ibid_panels_register_icons ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, search);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, list);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, articles);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, column);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, IbidLibraryPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_install_action (widget_class, "library.remove", "s", remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "librarypage");
}

static void
ibid_library_page_init (IbidLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_controllers (self);
}

GtkWidget *
ibid_library_page_new (IbidLibrary *library)
{
  g_return_val_if_fail (IBID_IS_LIBRARY (library), NULL);

  return g_object_new (IBID_TYPE_LIBRARY_PAGE, "library", library, NULL);
}

/**
 * ibid_library_page_set_listed:
 * @self: the page
 *
 * Tells that the library was read from the disk: from now on an empty one is welcomed. Until then
 * the page is blank rather than wrong.
 */
void
ibid_library_page_set_listed (IbidLibraryPage *self)
{
  g_return_if_fail (IBID_IS_LIBRARY_PAGE (self));

  if (self->is_listed)
    return;
  self->is_listed = TRUE;
  update (self);
}
