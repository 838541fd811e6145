/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ibid-overview-strip.h"

#define STRIP_WIDTH 10
#define TICK_HEIGHT 4
#define REACH 6 /* how near to a tick a click counts, in pixels */

struct _IbidOverviewStrip
{
  GtkWidget parent_instance;

  /* owned */
  GArray *marks; /* of double: fractions of the article's height */

  /* plain */
  GdkRGBA color;
};

G_DEFINE_FINAL_TYPE (IbidOverviewStrip, ibid_overview_strip, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static double
tick_y (IbidOverviewStrip *self, guint index)
{
  double room = gtk_widget_get_height (GTK_WIDGET (self)) - TICK_HEIGHT;

  return floor (g_array_index (self->marks, double, index) * MAX (room, 0));
}

static gboolean
find_mark (IbidOverviewStrip *self, double y, double *fraction)
{
  double nearest = REACH + 1;

  for (guint i = 0; i < self->marks->len; i++)
    {
      double distance = fabs (tick_y (self, i) + TICK_HEIGHT / 2.0 - y);

      if (distance < nearest)
        {
          nearest = distance;
          if (fraction != NULL)
            *fraction = g_array_index (self->marks, double, i);
        }
    }
  return nearest <= REACH;
}

static void
ibid_overview_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? STRIP_WIDTH : 0;
}

static void
ibid_overview_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IbidOverviewStrip *self = IBID_OVERVIEW_STRIP (widget);
  float width = gtk_widget_get_width (widget);

  for (guint i = 0; i < self->marks->len; i++)
    {
      double start = tick_y (self, i);
      double end = start + TICK_HEIGHT;
      GskRoundedRect tick;

      /* ticks that touch are one: the page is drawn below them in every frame that it scrolls */
      while (i + 1 < self->marks->len && tick_y (self, i + 1) >= start &&
             tick_y (self, i + 1) <= end)
        end = tick_y (self, ++i) + TICK_HEIGHT;
      gsk_rounded_rect_init_from_rect (&tick,
                                       &GRAPHENE_RECT_INIT (2, start, width - 4, end - start), 2);
      gtk_snapshot_push_rounded_clip (snapshot, &tick);
      gtk_snapshot_append_color (snapshot, &self->color, &tick.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

/* The page below gets every click that is not meant for a tick. */
static gboolean
ibid_overview_strip_contains (GtkWidget *widget, double x, double y)
{
  return x >= 0 && x < gtk_widget_get_width (widget) &&
         find_mark (IBID_OVERVIEW_STRIP (widget), y, NULL);
}

static void
released_cb (IbidOverviewStrip *self, int n_press, double x, double y)
{
  double fraction = 0;

  if (find_mark (self, y, &fraction))
    g_signal_emit (self, signals[ACTIVATED], 0, fraction);
}

static void
ibid_overview_strip_finalize (GObject *object)
{
  g_array_unref (IBID_OVERVIEW_STRIP (object)->marks);
  G_OBJECT_CLASS (ibid_overview_strip_parent_class)->finalize (object);
}

static void
ibid_overview_strip_class_init (IbidOverviewStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ibid_overview_strip_finalize;
  widget_class->measure = ibid_overview_strip_measure;
  widget_class->snapshot = ibid_overview_strip_snapshot;
  widget_class->contains = ibid_overview_strip_contains;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
ibid_overview_strip_init (IbidOverviewStrip *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = g_array_new (FALSE, FALSE, sizeof (double));
  self->color = (GdkRGBA){ 0.15, 0.64, 0.41, 1 };
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  ibid_overview_strip_set_marks (self, NULL, 0, 0);
}

GtkWidget *
ibid_overview_strip_new (void)
{
  return g_object_new (IBID_TYPE_OVERVIEW_STRIP, NULL);
}

void
ibid_overview_strip_set_marks (IbidOverviewStrip *self, const double *fractions, guint n,
                               guint n_mentions)
{
  g_autofree char *label = NULL;

  g_array_set_size (self->marks, 0);
  if (n > 0)
    g_array_append_vals (self->marks, fractions, n);
  label = g_strdup_printf (ngettext ("The chosen entity is mentioned at %u place",
                                     "The chosen entity is mentioned at %u places", n_mentions),
                           n_mentions);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
ibid_overview_strip_get_n_marks (IbidOverviewStrip *self)
{
  return self->marks->len;
}

void
ibid_overview_strip_set_color (IbidOverviewStrip *self, const GdkRGBA *color)
{
  self->color = *color;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
