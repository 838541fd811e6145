/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-mix-table.h"

#define N_COLUMNS 3

struct _IbidMixTable
{
  GtkBox parent_instance;

  /* owned */
  GtkSizeGroup *columns[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (IbidMixTable, ibid_mix_table, GTK_TYPE_BOX)

static void
ibid_mix_table_dispose (GObject *object)
{
  IbidMixTable *self = IBID_MIX_TABLE (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  G_OBJECT_CLASS (ibid_mix_table_parent_class)->dispose (object);
}

static void
ibid_mix_table_class_init (IbidMixTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_mix_table_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "mixtable");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
ibid_mix_table_init (IbidMixTable *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/* a new row, or the one that is there already: screen readers keep their place */
static GtkWidget *
row_at (IbidMixTable *self, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < index && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    return row;
  row =
      g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, "spacing", 12, NULL);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *cell =
          g_object_new (GTK_TYPE_LABEL, "accessible-role",
                        index == 0 ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER : GTK_ACCESSIBLE_ROLE_CELL,
                        "xalign", i == 0 ? 0.0 : 1.0, "hexpand", i == 0, NULL);

      if (i == 0)
        gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (cell, i == 0 ? "name" : "numeric");
      gtk_size_group_add_widget (self->columns[i], cell);
      gtk_box_append (GTK_BOX (row), cell);
    }
  gtk_box_append (GTK_BOX (self), row);
  return row;
}

static void
set_row (GtkWidget *row, const char *name, const char *count, const char *share,
         const char *style_class)
{
  const char *const classes[] = { style_class, NULL };
  const char *const texts[] = { name, count, share };
  GtkWidget *cell = gtk_widget_get_first_child (row);

  gtk_widget_set_css_classes (row, (const char **)classes);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gtk_label_set_label (GTK_LABEL (cell), texts[i]);
      cell = gtk_widget_get_next_sibling (cell);
    }
}

static void
set_counted_row (GtkWidget *row, const char *name, guint count, guint total,
                 const char *style_class)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *share =
      total > 0 ? g_strdup_printf (_ ("%.0f %%"), 100.0 * count / total) : g_strdup ("–");

  set_row (row, name, number, share, style_class);
}

/* what: what is counted, for the heading of the second column */
void
ibid_mix_table_set_bars (IbidMixTable *self, const char *what, const IbidBar *bars, guint n_bars,
                         guint total)
{
  GtkWidget *beyond;

  set_row (row_at (self, 0), "", what, _ ("Share"), "heading-row");
  for (guint i = 0; i < n_bars; i++)
    set_counted_row (row_at (self, i + 1), bars[i].label, bars[i].count, total, "part-row");
  set_counted_row (row_at (self, n_bars + 1), _ ("Total"), total, total, "total-row");
  beyond = gtk_widget_get_next_sibling (row_at (self, n_bars + 1));
  while (beyond != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (beyond);

      gtk_box_remove (GTK_BOX (self), beyond);
      beyond = next;
    }
}
