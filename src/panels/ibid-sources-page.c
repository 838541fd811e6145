/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-choice.h"
#include "ibid-fold.h"
#include "ibid-labels.h"
#include "ibid-source-order.h"
#include "ibid-source-row.h"
#include "ibid-source-words.h"
#include "ibid-sources-page.h"

struct _IbidSourcesPage
{
  IbidInspectorPage parent_instance;

  /* template children */
  GtkEditable *search;
  GtkDropDown *kind;
  GtkDropDown *state;
  GtkWidget *part;
  GtkLabel *part_label;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *list;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkCustomSorter *sorter;
  GtkSingleSelection *selection;

  /* borrowed: rows on screen */
  GPtrArray *rows;

  /* owned */
  char *query;
  char *part_value;

  /* plain */
  IbidMixBy part_by;
  IbidSourceOrder order;
};

G_DEFINE_FINAL_TYPE (IbidSourcesPage, ibid_sources_page, IBID_TYPE_INSPECTOR_PAGE)

typedef enum
{
  PROP_SORT = 1,
  N_PROPS
} IbidSourcesPageProperty;
static GParamSpec *properties[N_PROPS];

#define PAGE(self) IBID_INSPECTOR_PAGE (self)

static gboolean
matches_text (IbidSourcesPage *self, IbidSource *source)
{
  g_autofree char *label = NULL;
  g_autofree char *line = NULL;
  g_autofree char *both = NULL;
  g_autofree char *key = NULL;

  if (self->query == NULL || *self->query == '\0')
    return TRUE;
  label = ibid_source_dup_label (source);
  line = ibid_words_dup_source_line (source);
  both = g_strjoin ("\n", label, line, NULL);
  key = ibid_text_search_key (both);
  return ibid_text_key_matches (key, self->query);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  IbidSourcesPage *self = user_data;
  IbidSource *source = item;
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  guint kind = gtk_drop_down_get_selected (self->kind);
  guint state = gtk_drop_down_get_selected (self->state);

  /* the first choice of both lists is "any" */
  if (kind != 0 && kind != GTK_INVALID_LIST_POSITION &&
      (outlet != NULL ? ibid_outlet_get_kind (outlet) : IBID_OUTLET_KIND_UNCLASSIFIED) != kind - 1)
    return FALSE;
  if (state != 0 && state != GTK_INVALID_LIST_POSITION &&
      ibid_words_get_source_verdict (source) != state - 1)
    return FALSE;
  if (self->part_value != NULL &&
      !ibid_provenance_source_is_in_part (source, self->part_by, self->part_value))
    return FALSE;
  return matches_text (self, source);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  IbidSourcesPage *self = user_data;

  return ibid_source_order_compare (self->order, (IbidSource *)a, (IbidSource *)b);
}

static void
show_count (IbidSourcesPage *self)
{
  IbidArticle *article = ibid_inspector_page_get_article (PAGE (self));
  guint n_all = article != NULL ? g_list_model_get_n_items (ibid_article_get_sources (article)) : 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text = NULL;

  if (n == n_all)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u source", "%u sources", n), n);
  else
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u of %u source", "%u of %u sources", n_all), n, n_all);
  gtk_label_set_label (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : n_all > 0 ? "none" : "empty");
}

static void
filter_changed_cb (IbidSourcesPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
}

static void
search_changed_cb (IbidSourcesPage *self)
{
  g_free (self->query);
  self->query = ibid_text_fold (gtk_editable_get_text (self->search));
  filter_changed_cb (self);
}

static void
set_part (IbidSourcesPage *self, IbidMixBy by, const char *value, const char *label)
{
  g_free (self->part_value);
  self->part_value = g_strdup (value);
  self->part_by = by;
  gtk_label_set_label (self->part_label, label != NULL ? label : "");
  gtk_widget_set_visible (self->part, value != NULL);
  filter_changed_cb (self);
}

static void
part_clicked_cb (IbidSourcesPage *self)
{
  set_part (self, self->part_by, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
clear_filters (IbidSourcesPage *self)
{
  gtk_editable_set_text (self->search, "");
  g_clear_pointer (&self->query, g_free);
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->state, 0);
  set_part (self, self->part_by, NULL, NULL);
}

static void
clear_filters_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  clear_filters (IBID_SOURCES_PAGE (widget));
}

static void
activate_cb (IbidSourcesPage *self, guint position)
{
  g_autoptr (IbidSource) source = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (IbidCitationItem) item = NULL;

  if (source == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  item = g_list_model_get_item (ibid_source_get_items (source), 0);
  if (item != NULL)
    ibid_inspector_page_go_to_item (PAGE (self), item);
}

static void
setup_cb (IbidSourcesPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ibid_source_row_new ());
}

static void
bind_cb (IbidSourcesPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  ibid_source_row_set_source (IBID_SOURCE_ROW (row), gtk_list_item_get_item (item));
  g_ptr_array_add (self->rows, row);
}

static void
unbind_cb (IbidSourcesPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  ibid_source_row_set_source (IBID_SOURCE_ROW (row), NULL);
  if (self->rows != NULL)
    g_ptr_array_remove_fast (self->rows, row);
}

/* the source of the chosen citation is marked in the list */
static void
mark_present (IbidSourcesPage *self)
{
  IbidCitation *citation =
      ibid_reading_state_get_citation (ibid_inspector_page_get_state (PAGE (self)));
  g_autoptr (IbidCitationItem) item = NULL;
  IbidSource *present = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (citation != NULL)
    item = g_list_model_get_item (
        ibid_citation_get_items (citation),
        ibid_reading_state_get_item (ibid_inspector_page_get_state (PAGE (self))));
  if (item != NULL)
    present = ibid_citation_item_get_source (item);
  for (guint i = 0; present != NULL && i < n; i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (source == present)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
ibid_sources_page_refresh (IbidInspectorPage *page, IbidArticleParts parts)
{
  IbidSourcesPage *self = IBID_SOURCES_PAGE (page);
  IbidArticle *article = ibid_inspector_page_get_article (page);
  GListModel *sources = article != NULL ? ibid_article_get_sources (article) : NULL;

  if (gtk_filter_list_model_get_model (self->filtered) != sources)
    gtk_filter_list_model_set_model (self->filtered, sources);
  else
    {
      gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
      gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
    }
  for (guint i = 0; i < self->rows->len; i++)
    ibid_source_row_update (g_ptr_array_index (self->rows, i));
  show_count (self);
  mark_present (self);
}

static void
ibid_sources_page_forget (IbidInspectorPage *page)
{
  IbidSourcesPage *self = IBID_SOURCES_PAGE (page);

  gtk_filter_list_model_set_model (self->filtered, NULL);
  clear_filters (self);
}

static void
ibid_sources_page_connect_state (IbidInspectorPage *page, IbidReadingState *state)
{
  g_signal_connect_object (state, "notify::citation", G_CALLBACK (mark_present), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (state, "notify::item", G_CALLBACK (mark_present), page,
                           G_CONNECT_SWAPPED);
}

static void
set_order (IbidSourcesPage *self, IbidSourceOrder order)
{
  if (self->order == order)
    return;
  self->order = order;
  gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
ibid_sources_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((IbidSourcesPageProperty)prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, ibid_source_order_to_nick (IBID_SOURCES_PAGE (object)->order));
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_sources_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  switch ((IbidSourcesPageProperty)prop_id)
    {
    case PROP_SORT:
      set_order (IBID_SOURCES_PAGE (object),
                 ibid_source_order_from_nick (g_value_get_string (value)));
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_sources_page_dispose (GObject *object)
{
  IbidSourcesPage *self = IBID_SOURCES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_SOURCES_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->part_value, g_free);
  G_OBJECT_CLASS (ibid_sources_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, search);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, kind);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, state);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, part);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, part_label);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, count);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, list);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, filtered);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, sorter);
  gtk_widget_class_bind_template_child (widget_class, IbidSourcesPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
ibid_sources_page_class_init (IbidSourcesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  IbidInspectorPageClass *page_class = IBID_INSPECTOR_PAGE_CLASS (klass);

  object_class->dispose = ibid_sources_page_dispose;
  object_class->get_property = ibid_sources_page_get_property;
  object_class->set_property = ibid_sources_page_set_property;
  page_class->connect_state = ibid_sources_page_connect_state;
  page_class->forget = ibid_sources_page_forget;
  page_class->refresh = ibid_sources_page_refresh;

  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "appearance",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "sources.sort", "sort");
  gtk_widget_class_install_action (widget_class, "sources.clear-filters", NULL,
                                   clear_filters_action);
  bind_template (widget_class);
}

static void
fill_choices (IbidSourcesPage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("All kinds"));
  for (guint i = 0; i < IBID_N_OUTLET_KINDS; i++)
    gtk_string_list_append (kinds, ibid_outlet_kind_label (i));
  gtk_string_list_append (states, _ ("Any state"));
  for (guint i = 0; i < IBID_N_VERDICTS; i++)
    gtk_string_list_append (states, ibid_verdict_label (i));
  ibid_choice_set_ellipsized (self->kind);
  ibid_choice_set_ellipsized (self->state);
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  gtk_drop_down_set_model (self->state, G_LIST_MODEL (states));
}

static void
ibid_sources_page_init (IbidSourcesPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  gtk_custom_filter_set_filter_func (self->filter, matches, self, NULL);
  gtk_custom_sorter_set_sort_func (self->sorter, compare, self, NULL);
}

/* shows only the sources in a part of the source mix; label says which, for people */
void
ibid_sources_page_show_part (IbidSourcesPage *self, IbidMixBy by, const char *value,
                             const char *label)
{
  clear_filters (self);
  set_part (self, by, value, label);
}

void
ibid_sources_page_show_text (IbidSourcesPage *self, const char *text)
{
  clear_filters (self);
  gtk_editable_set_text (self->search, text);
  search_changed_cb (self);
}

/* the sources in the list, in its order; follows filters and decisions */
GListModel *
ibid_sources_page_get_shown (IbidSourcesPage *self)
{
  return G_LIST_MODEL (self->selection);
}
