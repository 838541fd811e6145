/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-fold.h"
#include "ibid-source-chooser.h"
#include "ibid-source-words.h"

struct _IbidSourceChooser
{
  GtkPopover parent_instance;

  /* template children */
  GtkLabel *heading;
  GtkEditable *search;
  GtkListView *list;
  GtkStack *stack;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  /* owned */
  IbidSource *except;
  char *query;
};

G_DEFINE_FINAL_TYPE (IbidSourceChooser, ibid_source_chooser, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
matches (gpointer item, gpointer user_data)
{
  IbidSourceChooser *self = user_data;
  g_autofree char *label = NULL;
  g_autofree char *line = NULL;
  g_autofree char *both = NULL;
  g_autofree char *key = NULL;

  if (item == self->except)
    return FALSE;
  if (self->query == NULL || *self->query == '\0')
    return TRUE;
  label = ibid_source_dup_label (item);
  line = ibid_words_dup_source_line (item);
  both = g_strjoin ("\n", label, line, NULL);
  key = ibid_text_search_key (both);
  return ibid_text_key_matches (key, self->query);
}

static void
show_whether_any (IbidSourceChooser *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "none");
}

static void
search_changed_cb (IbidSourceChooser *self)
{
  g_free (self->query);
  self->query = ibid_text_fold (gtk_editable_get_text (self->search));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_whether_any (self);
}

static void
choose (IbidSourceChooser *self, guint position)
{
  g_autoptr (IbidSource) source = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (source == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, source);
}

static void
activate_cb (IbidSourceChooser *self, guint position)
{
  choose (self, position);
}

static void
search_activate_cb (IbidSourceChooser *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *labels[2];

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      labels[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  IbidSource *source = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *line = gtk_widget_get_next_sibling (label);
  g_autofree char *label_text = ibid_source_dup_label (source);
  g_autofree char *line_text = ibid_words_dup_source_line (source);

  gtk_label_set_label (GTK_LABEL (label), label_text);
  gtk_label_set_label (GTK_LABEL (line), line_text != NULL ? line_text : "");
}

static void
closed_cb (IbidSourceChooser *self)
{
  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_clear_object (&self->except);
}

static void
ibid_source_chooser_dispose (GObject *object)
{
  IbidSourceChooser *self = IBID_SOURCE_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_SOURCE_CHOOSER);
  g_clear_object (&self->except);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (ibid_source_chooser_parent_class)->dispose (object);
}

static void
ibid_source_chooser_class_init (IbidSourceChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_source_chooser_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, IBID_TYPE_SOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/ibid/Ibid/panels/ibid-source-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, search);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, list);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, filter);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, filtered);
  gtk_widget_class_bind_template_child (widget_class, IbidSourceChooser, selection);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
ibid_source_chooser_init (IbidSourceChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, matches, self, NULL);
}

GtkWidget *
ibid_source_chooser_new (void)
{
  return g_object_new (IBID_TYPE_SOURCE_CHOOSER, NULL);
}

/* pops up with all sources of the article but one */
void
ibid_source_chooser_ask (IbidSourceChooser *self, IbidArticle *article, IbidSource *except)
{
  g_autofree char *label = ibid_source_dup_label (except);
  g_autofree char *heading = g_strdup_printf (_ ("Merge “%s” into"), label);

  g_set_object (&self->except, except);
  gtk_label_set_label (self->heading, heading);
  gtk_editable_set_text (self->search, "");
  gtk_filter_list_model_set_model (self->filtered, ibid_article_get_sources (article));
  show_whether_any (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
