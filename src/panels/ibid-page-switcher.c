/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-choice.h"
#include "ibid-page-switcher.h"

struct _IbidPageSwitcher
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *buttons;
  GtkWidget *drop_down;

  /* borrowed: it is a sibling that lives as long */
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (IbidPageSwitcher, ibid_page_switcher, GTK_TYPE_WIDGET)

static void
ibid_page_switcher_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  IbidPageSwitcher *self = IBID_PAGE_SWITCHER (widget);
  int buttons_minimum, buttons_natural, list_minimum, list_natural;

  gtk_widget_measure (self->buttons, orientation, -1, &buttons_minimum, &buttons_natural, NULL,
                      NULL);
  gtk_widget_measure (self->drop_down, orientation, -1, &list_minimum, &list_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (buttons_minimum, list_minimum);
      *natural = MAX (buttons_natural, *minimum);
    }
  else
    *minimum = *natural = MAX (buttons_natural, list_natural);
}

static void
ibid_page_switcher_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  IbidPageSwitcher *self = IBID_PAGE_SWITCHER (widget);
  GtkAllocation whole = { 0, 0, width, height };
  int needed;
  gboolean narrow;

  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  narrow = needed > width;
  gtk_widget_set_child_visible (self->buttons, !narrow);
  gtk_widget_set_child_visible (self->drop_down, narrow);
  gtk_widget_size_allocate (narrow ? self->drop_down : self->buttons, &whole, -1);
}

static GtkSizeRequestMode
ibid_page_switcher_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
selected_cb (IbidPageSwitcher *self)
{
  GtkStackPage *page = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->drop_down));

  if (page != NULL && self->stack != NULL)
    gtk_stack_set_visible_child (self->stack, gtk_stack_page_get_child (page));
}

static void
visible_child_cb (IbidPageSwitcher *self)
{
  GListModel *pages = gtk_drop_down_get_model (GTK_DROP_DOWN (self->drop_down));

  if (self->stack == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);

      if (gtk_stack_page_get_child (GTK_STACK_PAGE (page)) ==
          gtk_stack_get_visible_child (self->stack))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), i);
    }
}

static void
ibid_page_switcher_dispose (GObject *object)
{
  IbidPageSwitcher *self = IBID_PAGE_SWITCHER (object);

  self->stack = NULL;
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
  g_clear_pointer (&self->drop_down, gtk_widget_unparent);
  G_OBJECT_CLASS (ibid_page_switcher_parent_class)->dispose (object);
}

static void
ibid_page_switcher_class_init (IbidPageSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_page_switcher_dispose;
  widget_class->measure = ibid_page_switcher_measure;
  widget_class->size_allocate = ibid_page_switcher_size_allocate;
  widget_class->get_request_mode = ibid_page_switcher_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "pageswitcher");
}

static void
ibid_page_switcher_init (IbidPageSwitcher *self)
{
  self->buttons = gtk_stack_switcher_new ();
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->drop_down = gtk_drop_down_new (NULL, NULL);
  ibid_choice_set_ellipsized (GTK_DROP_DOWN (self->drop_down));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Page"), -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->drop_down, GTK_WIDGET (self));
}

/* NULL: lets go of the stack, which announces its pages wrongly while it is torn down */
void
ibid_page_switcher_set_stack (IbidPageSwitcher *self, GtkStack *stack)
{
  g_autoptr (GListModel) pages = NULL;

  self->stack = stack;
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->buttons), stack);
  if (stack != NULL)
    {
      pages = G_LIST_MODEL (gtk_stack_get_pages (stack));
      g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (visible_child_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), pages);
  if (stack != NULL)
    visible_child_cb (self);
}

gboolean
ibid_page_switcher_is_narrow (IbidPageSwitcher *self)
{
  return gtk_widget_get_child_visible (self->drop_down);
}
