/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-export-columns.h"

/* what each child likes to have side by side, in characters of the interface's text */
#define FIRST_CHARS 42
#define SECOND_CHARS 40
#define SHARE_OF_HEIGHT 0.58

struct _IbidExportColumns
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (IbidExportColumns, ibid_export_columns, GTK_TYPE_LAYOUT_MANAGER)

static int
minimum_of (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
char_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (width);
}

/* How wide the first child is beside the other; 0: there is no room for both. */
static int
first_width (GtkWidget *widget, GtkWidget *first, int width)
{
  int one_char = char_width (widget);
  int wanted = MAX (minimum_of (first, GTK_ORIENTATION_HORIZONTAL, -1), FIRST_CHARS * one_char);

  return width >= wanted + SECOND_CHARS * one_char ? wanted : 0;
}

static void
ibid_export_columns_measure (GtkLayoutManager *manager, GtkWidget *widget,
                             GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  int one = minimum_of (first, orientation, -1);
  int other = minimum_of (second, orientation, -1);

  /* the narrowest is one above the other; how high that is does not depend on the width, since both
   * scroll */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (one, other) : one + other;
  *natural = *minimum;
}

static void
ibid_export_columns_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                              int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *second = gtk_widget_get_last_child (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int beside = first_width (widget, first, width);
  GtkAllocation one = { 0, 0, width, height };
  GtkAllocation other = { 0, 0, width, height };

  if (beside > 0)
    {
      one.width = beside;
      other.width = width - beside;
      one.x = mirrored ? other.width : 0;
      other.x = mirrored ? 0 : beside;
    }
  else
    {
      int least = minimum_of (second, GTK_ORIENTATION_VERTICAL, width);

      one.height = CLAMP ((int)(height * SHARE_OF_HEIGHT),
                          minimum_of (first, GTK_ORIENTATION_VERTICAL, width), height - least);
      other.y = one.height;
      other.height = height - one.height;
    }
  gtk_widget_size_allocate (first, &one, -1);
  gtk_widget_size_allocate (second, &other, -1);
}

static void
ibid_export_columns_class_init (IbidExportColumnsClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = ibid_export_columns_measure;
  layout_class->allocate = ibid_export_columns_allocate;
}

static void
ibid_export_columns_init (IbidExportColumns *self)
{
}
