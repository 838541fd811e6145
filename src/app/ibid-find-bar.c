/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-find-bar.h"
#include <glib/gi18n.h>

/* Find in article: a search bar over the reader's own search. */
struct _IbidFindBar
{
  GtkWidget parent_instance;

  /* owned by being children */
  GtkWidget *bar;
  GtkWidget *entry;
  GtkWidget *count;

  IbidReaderView *reader; /* owned */
};

G_DEFINE_FINAL_TYPE (IbidFindBar, ibid_find_bar, GTK_TYPE_WIDGET)

static void
update_count (IbidFindBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *label = NULL;
  guint count, position;

  g_object_get (self->reader, "find-count", &count, "find-position", &position, NULL);
  if (*text == '\0')
    label = g_strdup ("");
  else if (count == 0)
    label = g_strdup (_ ("No matches"));
  else
    /* Translators: "3 of 12" matches */
    label = g_strdup_printf (_ ("%u of %u"), position, count);
  gtk_label_set_label (GTK_LABEL (self->count), label);
  if (*text != '\0' && count == 0)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
search_changed_cb (IbidFindBar *self)
{
  ibid_reader_view_find (self->reader, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
next_cb (IbidFindBar *self)
{
  ibid_reader_view_find_next (self->reader);
}

static void
previous_cb (IbidFindBar *self)
{
  ibid_reader_view_find_previous (self->reader);
}

static void
search_mode_cb (IbidFindBar *self)
{
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;
  ibid_reader_view_find (self->reader, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->reader));
}

static GtkWidget *
new_button (IbidFindBar *self, const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
ibid_find_bar_dispose (GObject *object)
{
  IbidFindBar *self = IBID_FIND_BAR (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (ibid_find_bar_parent_class)->dispose (object);
}

static void
ibid_find_bar_class_init (IbidFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_find_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ibid_find_bar_init (IbidFindBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _ ("Find in article"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in article"), -1);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (buttons, "linked");
  gtk_box_append (GTK_BOX (buttons),
                  new_button (self, "go-up-symbolic", _ ("Previous Match"), "win.find-previous"));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (self, "go-down-symbolic", _ ("Next Match"), "win.find-next"));
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), buttons);
  /* the search bar's own close button has no name for screen readers */
  gtk_box_append (GTK_BOX (box),
                  new_button (self, "window-close-symbolic", _ ("Close Search"), "win.close-find"));
  gtk_widget_set_size_request (box, 280, -1);
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), box);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "next-match", G_CALLBACK (next_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "previous-match", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (search_mode_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * ibid_find_bar_new:
 * @reader: whose article is searched
 *
 * Returns: (transfer floating): a closed find bar
 */
GtkWidget *
ibid_find_bar_new (IbidReaderView *reader)
{
  IbidFindBar *self = g_object_new (IBID_TYPE_FIND_BAR, NULL);

  self->reader = g_object_ref (reader);
  g_signal_connect_object (reader, "notify::find-count", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::find-position", G_CALLBACK (update_count), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
ibid_find_bar_open (IbidFindBar *self)
{
  g_return_if_fail (IBID_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
ibid_find_bar_close (IbidFindBar *self)
{
  g_return_if_fail (IBID_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

gboolean
ibid_find_bar_is_open (IbidFindBar *self)
{
  g_return_val_if_fail (IBID_IS_FIND_BAR (self), FALSE);

  return gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar));
}
