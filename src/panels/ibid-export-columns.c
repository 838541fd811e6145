/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include "ibid-export-columns.h"

/* of the first child, side by side: that part of the width, but what it needs at least */
#define SHARE_OF_WIDTH 0.42
/* the second child is to have as much as this again, or it goes below */
#define MIN_SECOND_SHARE 0.85
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

/* How wide the first child is beside the other; 0: there is no room for both. Measured in what the
 * first one would like to have, which grows with the text size. */
static int
first_width (GtkWidget *first, int width)
{
  int minimum, natural;

  gtk_widget_measure (first, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  natural = MAX (minimum, natural);
  if (width < natural * (1 + MIN_SECOND_SHARE))
    return 0;
  return MAX (natural, MIN ((int)(width * SHARE_OF_WIDTH), natural * 5 / 4));
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
  int beside = first_width (first, width);
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
