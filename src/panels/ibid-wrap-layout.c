/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-wrap-layout.h"

#define SPACING 6

struct _IbidWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (IbidWrapLayout, ibid_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
child_size (GtkWidget *child, int available, int *width, int *height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *width = MAX (minimum, MIN (natural, available));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, NULL, height, NULL, NULL);
}

/* the first child that no longer fits in the line, and the height of the line */
static GtkWidget *
measure_line (GtkWidget *first, int available, int *line_height)
{
  int x = 0;

  *line_height = 0;
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int width, height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_size (child, available, &width, &height);
      if (x > 0 && x + width > available)
        return child;
      x += width + SPACING;
      *line_height = MAX (*line_height, height);
    }
  return NULL;
}

static int
height_for_width (GtkWidget *widget, int available)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int total = 0;

  while (child != NULL)
    {
      int line_height;

      child = measure_line (child, available, &line_height);
      total += line_height + (child != NULL ? SPACING : 0);
    }
  return total;
}

static void
ibid_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                          int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      widest = MAX (widest, child_minimum);
      sum += child_natural + (sum > 0 ? SPACING : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (sum, widest);
    }
  else
    *minimum = *natural = height_for_width (widget, for_size < 0 ? MAX (sum, widest) : for_size);
}

static void
allocate_line (GtkWidget *widget, GtkWidget *first, GtkWidget *end, int y, int line_height,
               int available)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, y, 0, 0 };

      if (!gtk_widget_should_layout (child))
        continue;
      child_size (child, available, &place.width, &place.height);
      place.x = mirrored ? available - x - place.width : x;
      place.y = y + (line_height - place.height) / 2;
      gtk_widget_size_allocate (child, &place, -1);
      x += place.width + SPACING;
    }
}

static void
ibid_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                           int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      int line_height;
      GtkWidget *next = measure_line (child, width, &line_height);

      allocate_line (widget, child, next, y, line_height, width);
      y += line_height + SPACING;
      child = next;
    }
}

static GtkSizeRequestMode
ibid_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ibid_wrap_layout_class_init (IbidWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ibid_wrap_layout_get_request_mode;
  layout_class->measure = ibid_wrap_layout_measure;
  layout_class->allocate = ibid_wrap_layout_allocate;
}

static void
ibid_wrap_layout_init (IbidWrapLayout *self)
{
}
