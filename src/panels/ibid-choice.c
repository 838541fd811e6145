/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-choice.h"

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GObject *object = gtk_list_item_get_item (item);
  const char *text = GTK_IS_STACK_PAGE (object)
                         ? gtk_stack_page_get_title (GTK_STACK_PAGE (object))
                         : gtk_string_object_get_string (GTK_STRING_OBJECT (object));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

void
ibid_choice_set_ellipsized (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (drop_down, factory);
}
