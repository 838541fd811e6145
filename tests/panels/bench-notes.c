/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes panel with 10,000 annotations: from a keystroke in the filter to the updated list, a
 * page scrolled, one annotation changed, and the panel filled; until the model has changed, and
 * until the list is drawn. Beside it, in the same run, a bare list of labels with a
 * GtkStringFilter. */
#include "config.h"

#include <adwaita.h>

#include "ibid-notes-panel.h"
#include "notes-fixture.h"

#define N_ANNOTATIONS 10000
#define N_PAGES 60

static const char *const typed[] = { "w",       "wo",       "wor",      "work",  "works",
                                     "works 4", "works 49", "works 4",  "works", "work",
                                     "wo",      "",         "ministry", "min" };

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a;
  double second = *(const double *)b;

  return first < second ? -1 : first > second;
}

/* Milliseconds since the start once the next frame has been painted. */
static double
wait_for_frame (GtkWidget *widget, gint64 start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (widget);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  return (double)(g_get_monotonic_time () - start) / 1000.0;
}

static void
report (const char *name, const char *what, double *times, guint n)
{
  qsort (times, n, sizeof (double), compare);
  g_print ("%-18s %-26s median %6.1f ms, longest %6.1f ms\n", name, what, times[n / 2],
           times[n - 1]);
}

static void
measure_filter (const char *name, GtkWidget *entry)
{
  double model[G_N_ELEMENTS (typed) * 5];
  double drawn[G_N_ELEMENTS (typed) * 5];
  guint n = 0;

  for (guint round = 0; round < 6; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        gint64 start;

        reading_fixture_wait (40);
        start = g_get_monotonic_time ();
        gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
        if (round > 0)
          model[n] = (double)(g_get_monotonic_time () - start) / 1000.0;
        if (round > 0)
          drawn[n++] = wait_for_frame (entry, start);
        else
          wait_for_frame (entry, start);
      }
  report (name, "key to model", model, n);
  report (name, "key to screen", drawn, n);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  reading_fixture_wait (2000);
}

static void
measure_scrolling (const char *name, GtkWidget *list)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double frames[N_PAGES];

  for (guint i = 0; i < N_PAGES; i++)
    {
      gint64 start;

      reading_fixture_wait (40);
      start = g_get_monotonic_time ();
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                                gtk_adjustment_get_page_size (adjustment) / 4);
      frames[i] = wait_for_frame (list, start);
    }
  report (name, "a quarter page scrolled", frames, N_PAGES);
}

typedef struct
{
  gint64 last;
  double longest;
} Stall;

static gboolean
tick_cb (gpointer data)
{
  Stall *stall = data;
  gint64 now = g_get_monotonic_time ();

  stall->longest = MAX (stall->longest, (double)(now - stall->last) / 1000.0);
  stall->last = now;
  return G_SOURCE_CONTINUE;
}

/* One of ten thousand is changed and saved: how long the main loop is kept from everything else. */
static void
measure_changes (ReadingFixture *reading)
{
  IbidAnnotations *annotations = ibid_dossier_get_annotations (reading->dossier);
  double stalls[20];

  for (guint i = 0; i < G_N_ELEMENTS (stalls); i++)
    {
      g_autoptr (IbidAnnotation) one = g_list_model_get_item (G_LIST_MODEL (annotations), i * 300);
      Stall stall = { g_get_monotonic_time (), 0 };
      guint id = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, &stall, NULL);

      ibid_dossier_set_annotation_note (reading->dossier, one,
                                        i % 2 == 0 ? "a thought" : "another");
      reading_fixture_wait (1500);
      g_source_remove (id);
      stalls[i] = stall.longest;
    }
  report ("notes panel", "stall by one change", stalls, G_N_ELEMENTS (stalls));
}

static void
measure_panel (ReadingFixture *reading)
{
  GtkWidget *panel = ibid_notes_panel_new (reading->state);
  GtkWidget *list;
  GtkWindow *window;
  gint64 start;
  double filled;

  window = reading_fixture_show (panel, 300, 800);
  start = g_get_monotonic_time ();
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (panel), reading->dossier);
  filled = (double)(g_get_monotonic_time () - start) / 1000.0;
  g_print ("%-18s %-26s %6.1f ms; to the screen %6.1f ms\n", "notes panel", "filled", filled,
           wait_for_frame (panel, start));
  reading_fixture_wait (4000);
  list = reading_fixture_find (panel, GTK_TYPE_LIST_VIEW, NULL);
  measure_filter ("notes panel", reading_fixture_find (panel, GTK_TYPE_SEARCH_ENTRY, NULL));
  measure_scrolling ("notes panel", list);
  measure_changes (reading);
  gtk_window_destroy (window);
}

static void
bare_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bare_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
measure_bare (ReadingFixture *reading)
{
  GListModel *annotations = G_LIST_MODEL (ibid_dossier_get_annotations (reading->dossier));
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkStringFilter *filter =
      gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  GtkFilterListModel *filtered =
      gtk_filter_list_model_new (G_LIST_MODEL (strings), GTK_FILTER (filter));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;
  GtkWindow *window;

  for (guint i = 0; i < g_list_model_get_n_items (annotations); i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);
      gtk_string_list_append (strings,
                              ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
    }
  g_signal_connect (factory, "setup", G_CALLBACK (bare_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bare_bind_cb), NULL);
  list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered))), factory);
  g_object_bind_property (entry, "text", filter, "search", G_BINDING_DEFAULT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), scroller);
  window = reading_fixture_show (box, 300, 800);
  measure_filter ("bare list", entry);
  measure_scrolling ("bare list", list);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_autofree char *article = notes_fixture_new_article (5000);
  ReadingFixture reading = { 0 };

  adw_init ();
  reading_fixture_load_styles ();
  reading_fixture_open_json (&reading, article);
  notes_fixture_fill_many (&reading, N_ANNOTATIONS);
  ibid_reading_state_set_annotations (reading.state,
                                      ibid_dossier_get_annotations (reading.dossier));
  measure_panel (&reading);
  measure_bare (&reading);
  reading_fixture_close (&reading);
  return 0;
}
