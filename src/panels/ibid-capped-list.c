/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-capped-list.h"

#define FIRST_ROWS 12
/* As many rows as a list box lays out without a pause that can be felt. */
#define MORE_ROWS 500

struct _IbidCappedList
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *list;
  GtkButton *more;

  /* borrowed */
  IbidCappedListCreate create;
  gpointer data;

  /* plain */
  guint n_rows;
  guint n_wanted; /* rows to be shown if there are as many */
  guint n_shown;
  gboolean activatable;
};

G_DEFINE_FINAL_TYPE (IbidCappedList, ibid_capped_list, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
} IbidCappedListProperty;

static GParamSpec *properties[PROP_TITLE + 1];
static guint row_activated_signal;

static void
append_row (IbidCappedList *self, guint index)
{
  g_autofree char *label = NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *child = self->create (index, &label, self->data);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), self->activatable);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list, row);
}

static void
show_rows (IbidCappedList *self)
{
  guint n_wanted = MIN (self->n_rows, self->n_wanted);
  guint n_left;

  while (self->n_shown < n_wanted)
    append_row (self, self->n_shown++);

  n_left = self->n_rows - self->n_shown;
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_left > 0);
  if (n_left > 0)
    {
      guint n_next = MIN (n_left, MORE_ROWS);
      g_autofree char *text =
          n_left == n_next
              ? g_strdup_printf (ngettext ("Show _All %'u", "Show _All %'u", self->n_rows),
                                 self->n_rows)
              : g_strdup_printf (ngettext ("Show %'u _More", "Show %'u _More", n_next), n_next);
      gtk_button_set_label (self->more, text);
    }
}

/* Which row holds the keyboard focus; -1: none. */
static int
find_focus (IbidCappedList *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return GTK_IS_LIST_BOX_ROW (focus) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
}

static void
focus_row (IbidCappedList *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
more_clicked_cb (IbidCappedList *self)
{
  int next = (int)self->n_shown;

  self->n_wanted = self->n_shown + MORE_ROWS;
  show_rows (self);
  focus_row (self, next);
}

static void
row_activated_cb (IbidCappedList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, row_activated_signal, 0, (guint)gtk_list_box_row_get_index (row));
}

void
ibid_capped_list_reset (IbidCappedList *self)
{
  g_return_if_fail (IBID_IS_CAPPED_LIST (self));

  self->n_wanted = FIRST_ROWS;
}

void
ibid_capped_list_fill (IbidCappedList *self, guint n_rows, gboolean activatable,
                       IbidCappedListCreate create, gpointer data)
{
  g_autofree char *count = g_strdup_printf ("%'u", n_rows);
  int focused;
  GtkWidget *row;

  g_return_if_fail (IBID_IS_CAPPED_LIST (self));

  focused = find_focus (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  self->create = create;
  self->data = data;
  self->n_rows = n_rows;
  self->n_shown = 0;
  self->activatable = activatable;
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self), n_rows > 0);
  show_rows (self);
  if (focused >= 0 && n_rows > 0)
    focus_row (self, MIN (focused, (int)self->n_shown - 1));
}

static void
ibid_capped_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidCappedList *self = IBID_CAPPED_LIST (object);

  switch ((IbidCappedListProperty)prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_capped_list_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  IbidCappedList *self = IBID_CAPPED_LIST (object);

  switch ((IbidCappedListProperty)prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_capped_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IBID_TYPE_CAPPED_LIST);

  G_OBJECT_CLASS (ibid_capped_list_parent_class)->dispose (object);
}

static void
ibid_capped_list_class_init (IbidCappedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_capped_list_dispose;
  object_class->get_property = ibid_capped_list_get_property;
  object_class->set_property = ibid_capped_list_set_property;

  properties[PROP_TITLE] = g_param_spec_string (
      "title", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  row_activated_signal =
      g_signal_new ("row-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-capped-list.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidCappedList, box);
  gtk_widget_class_bind_template_child (widget_class, IbidCappedList, title);
  gtk_widget_class_bind_template_child (widget_class, IbidCappedList, count);
  gtk_widget_class_bind_template_child (widget_class, IbidCappedList, list);
  gtk_widget_class_bind_template_child (widget_class, IbidCappedList, more);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ibid_capped_list_init (IbidCappedList *self)
{
  self->n_wanted = FIRST_ROWS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_capped_list_new (const char *title)
{
  return g_object_new (IBID_TYPE_CAPPED_LIST, "title", title, NULL);
}
