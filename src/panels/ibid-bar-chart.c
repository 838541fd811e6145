/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-bar-chart.h"

#define BAR_HEIGHT 12
#define BAR_RADIUS 6
#define HATCH_STEP 6

/* the drawn part of a bar */
#define IBID_TYPE_BAR_SWATCH (ibid_bar_swatch_get_type ())
G_DECLARE_FINAL_TYPE (IbidBarSwatch, ibid_bar_swatch, IBID, BAR_SWATCH, GtkWidget)

struct _IbidBarSwatch
{
  GtkWidget parent_instance;

  /* plain */
  IbidBarTint tint;
  double fraction;
};

G_DEFINE_FINAL_TYPE (IbidBarSwatch, ibid_bar_swatch, GTK_TYPE_WIDGET)

/* GNOME's palette, a darker shade for light backgrounds and a lighter one for dark ones, so that
 * each stands out at 3:1 or better */
static const char *const shades[][2] = {
  [IBID_BAR_TINT_UNKNOWN] = { "#5e5c64", "#c0bfbc" },
  [IBID_BAR_TINT_BLUE] = { "#3584e4", "#62a0ea" },
  [IBID_BAR_TINT_GREEN] = { "#26a269", "#57e389" },
  [IBID_BAR_TINT_YELLOW] = { "#ae7b03", "#f8e45c" },
  [IBID_BAR_TINT_ORANGE] = { "#e66100", "#ffa348" },
  [IBID_BAR_TINT_RED] = { "#e01b24", "#ed5b65" },
  [IBID_BAR_TINT_PURPLE] = { "#9141ac", "#c061cb" },
};

static void
snapshot_hatch (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);
  double width = bounds->size.width, height = bounds->size.height;

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 2);
  for (double x = -height; x < width + height; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
snapshot_frame (GtkSnapshot *snapshot, const GskRoundedRect *outline, const char *shade)
{
  const float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA colours[4];

  gdk_rgba_parse (&colours[0], shade);
  colours[1] = colours[2] = colours[3] = colours[0];
  gtk_snapshot_append_border (snapshot, outline, widths, colours);
}

static void
ibid_bar_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IbidBarSwatch *self = IBID_BAR_SWATCH (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  gboolean dark = adw_style_manager_get_dark (style);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double length = self->fraction > 0 ? MAX (BAR_HEIGHT, width * self->fraction) : 0;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (mirrored ? width - length : 0,
                                               (height - BAR_HEIGHT) / 2, length, BAR_HEIGHT);
  GskRoundedRect outline;
  GdkRGBA colour;

  if (length <= 0)
    return;
  gdk_rgba_parse (&colour, shades[self->tint][dark ? 1 : 0]);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, BAR_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->tint == IBID_BAR_TINT_UNKNOWN)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &bounds.origin);
      snapshot_hatch (snapshot, &GRAPHENE_RECT_INIT (0, 0, length, BAR_HEIGHT), &colour);
      gtk_snapshot_restore (snapshot);
    }
  else
    gtk_snapshot_append_color (snapshot, &colour, &bounds);
  gtk_snapshot_pop (snapshot);
  if (adw_style_manager_get_high_contrast (style))
    snapshot_frame (snapshot, &outline, dark ? "#ffffff" : "#000000");
  else if (self->tint == IBID_BAR_TINT_UNKNOWN)
    snapshot_frame (snapshot, &outline, shades[self->tint][dark ? 1 : 0]);
}

static void
ibid_bar_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 3 * BAR_HEIGHT : BAR_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 10 * BAR_HEIGHT : BAR_HEIGHT;
}

static void
ibid_bar_swatch_class_init (IbidBarSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = ibid_bar_swatch_snapshot;
  widget_class->measure = ibid_bar_swatch_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ibid_bar_swatch_init (IbidBarSwatch *self)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gdk_display_get_default ());

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

struct _IbidBarChart
{
  GtkWidget parent_instance;

  /* owned */
  GPtrArray *rows;
  GPtrArray *values;
  GtkSizeGroup *labels;
  GtkSizeGroup *counts;
};

G_DEFINE_FINAL_TYPE (IbidBarChart, ibid_bar_chart, GTK_TYPE_WIDGET)

enum
{
  BAR_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* what one bar is made of; the widgets are children of the button */
typedef struct
{
  GtkWidget *button;
  GtkLabel *label;
  IbidBarSwatch *swatch;
  GtkLabel *count;
} BarRow;

static void
clicked_cb (IbidBarChart *self, GtkButton *button)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      BarRow *row = g_ptr_array_index (self->rows, i);

      if (row->button == GTK_WIDGET (button))
        {
          g_signal_emit (self, signals[BAR_ACTIVATED], 0, g_ptr_array_index (self->values, i));
          return;
        }
    }
}

static BarRow *
add_row (IbidBarChart *self)
{
  BarRow *row = g_new0 (BarRow, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  row->button = gtk_button_new ();
  row->label = GTK_LABEL (gtk_label_new (NULL));
  row->swatch = g_object_new (IBID_TYPE_BAR_SWATCH, NULL);
  row->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->label, 0);
  gtk_label_set_ellipsize (row->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (row->label, 6);
  gtk_label_set_max_width_chars (row->label, 16);
  gtk_label_set_xalign (row->count, 1);
  gtk_widget_add_css_class (GTK_WIDGET (row->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->count), "dim-label");
  gtk_widget_add_css_class (row->button, "flat");
  gtk_widget_add_css_class (row->button, "bar");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->swatch));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->count));
  gtk_button_set_child (GTK_BUTTON (row->button), box);
  gtk_size_group_add_widget (self->labels, GTK_WIDGET (row->label));
  gtk_size_group_add_widget (self->counts, GTK_WIDGET (row->count));
  g_signal_connect_object (row->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (row->button, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
remove_last_row (IbidBarChart *self)
{
  BarRow *row = g_ptr_array_index (self->rows, self->rows->len - 1);

  gtk_widget_unparent (row->button);
  g_ptr_array_set_size (self->rows, self->rows->len - 1);
}

static void
show_bar (BarRow *row, const IbidBar *bar, guint highest, guint total)
{
  g_autofree char *count = g_strdup_printf ("%u", bar->count);
  g_autofree char *name = g_strdup_printf (_ ("%s: %u of %u"), bar->label, bar->count, total);

  gtk_label_set_label (row->label, bar->label);
  gtk_label_set_label (row->count, count);
  gtk_widget_set_tooltip_text (row->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Shows these sources in the list"), -1);
  row->swatch->tint = bar->tint;
  row->swatch->fraction = highest > 0 ? (double)bar->count / highest : 0;
  gtk_widget_queue_draw (GTK_WIDGET (row->swatch));
}

static void
ibid_bar_chart_dispose (GObject *object)
{
  IbidBarChart *self = IBID_BAR_CHART (object);

  while (self->rows != NULL && self->rows->len > 0)
    remove_last_row (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_object (&self->labels);
  g_clear_object (&self->counts);
  G_OBJECT_CLASS (ibid_bar_chart_parent_class)->dispose (object);
}

static void
ibid_bar_chart_class_init (IbidBarChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_bar_chart_dispose;
  signals[BAR_ACTIVATED] =
      g_signal_new ("bar-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "barchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ibid_bar_chart_init (IbidBarChart *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->counts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
ibid_bar_chart_new (void)
{
  return g_object_new (IBID_TYPE_BAR_CHART, NULL);
}

/* total is what the counts are parts of. Bars keep their widgets, and thus the keyboard focus, as
 * long as there are as many. */
void
ibid_bar_chart_set_bars (IbidBarChart *self, const IbidBar *bars, guint n_bars, guint total)
{
  guint highest = 0;

  while (self->rows->len > n_bars)
    remove_last_row (self);
  while (self->rows->len < n_bars)
    add_row (self);
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; i < n_bars; i++)
    highest = MAX (highest, bars[i].count);
  for (guint i = 0; i < n_bars; i++)
    {
      g_ptr_array_add (self->values, g_strdup (bars[i].value));
      show_bar (g_ptr_array_index (self->rows, i), &bars[i], highest, total);
    }
}
