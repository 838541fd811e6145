/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a keystroke in the filter to the updated list, with 5,000 entities: how long until the model
 * has changed, and until the list has been laid out and drawn. Beside it, a bare list of strings
 * with a GtkStringFilter, in the same run. */
#include "config.h"

#include <adwaita.h>

#include "ibid-entity-sidebar.h"
#include "reading-fixture.h"

#define N_ENTITIES 5000

static const char *const typed[] = { "w",       "wo",       "wor",     "work",  "works",
                                     "works 4", "works 49", "works 4", "works", "work",
                                     "wo",      "",         "shu",     "shuzi" };

static char *
new_article (void)
{
  GString *text = g_string_new ("{'format':'ibid-article','version':1,'id':'urn:uuid:bench',"
                                "'metadata':{'type':'article','title':'Bench'},'blocks':[");
  for (guint i = 0; i < N_ENTITIES; i++)
    g_string_append_printf (
        text, "%s{'id':'b%u','type':'paragraph','text':'Digital Works %u were built.'}",
        i > 0 ? "," : "", i, i);
  g_string_append (text, "],'entities':[");
  for (guint i = 0; i < N_ENTITIES; i++)
    g_string_append_printf (
        text,
        "%s{'id':'e%u','kind':'%s','name':'Digital Works %u','names':[{'lang':'zh-Hans','text':"
        "'数字工程%u','romanization':'shuzi gongcheng %u'}]}",
        i > 0 ? "," : "", i, i % 2 == 0 ? "programme" : "organisation", i, i, i);
  g_string_append (text, "],'mentions':[");
  for (guint i = 0; i < N_ENTITIES; i++)
    g_string_append_printf (text, "%s{'entity':'e%u','block':'b%u','start':0,'end':13}",
                            i > 0 ? "," : "", i, i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

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

/* Types every text; prints the median and the longest of both times. */
static void
measure (const char *name, GtkWidget *entry)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (entry);
  double model[G_N_ELEMENTS (typed) * 5];
  double drawn[G_N_ELEMENTS (typed) * 5];
  guint n = 0;

  for (guint round = 0; round < 6; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        gboolean painted = FALSE;
        gulong id;
        gint64 start;

        reading_fixture_wait (40);
        start = g_get_monotonic_time ();
        gtk_editable_set_text (GTK_EDITABLE (entry), typed[i]);
        if (round > 0)
          model[n] = (double)(g_get_monotonic_time () - start) / 1000.0;
        id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
        gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
        while (!painted)
          g_main_context_iteration (NULL, TRUE);
        g_signal_handler_disconnect (clock, id);
        if (round > 0)
          drawn[n++] = (double)(g_get_monotonic_time () - start) / 1000.0;
      }
  qsort (model, n, sizeof (double), compare);
  qsort (drawn, n, sizeof (double), compare);
  g_print ("%-24s to the model: median %5.1f ms, longest %5.1f ms; "
           "to the screen: median %5.1f ms, longest %5.1f ms\n",
           name, model[n / 2], model[n - 1], drawn[n / 2], drawn[n - 1]);
}

static void
measure_sidebar (ReadingFixture *reading)
{
  GtkWidget *sidebar = ibid_entity_sidebar_new (reading->state);
  GtkWindow *window;

  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (sidebar), reading->dossier);
  window = reading_fixture_show (sidebar, 300, 800);
  measure ("entity sidebar", reading_fixture_find (sidebar, GTK_TYPE_SEARCH_ENTRY, NULL));
  gtk_window_destroy (window);
}

static void
bare_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bare_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
measure_bare (void)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkStringFilter *filter =
      gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered =
      gtk_filter_list_model_new (G_LIST_MODEL (strings), GTK_FILTER (filter));
  GtkWidget *list;
  GtkWindow *window;

  for (guint i = 0; i < N_ENTITIES; i++)
    {
      g_autofree char *text = g_strdup_printf ("Digital Works %u shuzi gongcheng %u", i, i);
      gtk_string_list_append (strings, text);
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
  measure ("bare list of strings", entry);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_autofree char *article = new_article ();
  ReadingFixture reading = { 0 };

  adw_init ();
  reading_fixture_load_styles ();
  reading_fixture_open_json (&reading, article);
  measure_sidebar (&reading);
  measure_bare ();
  reading_fixture_close (&reading);
  return 0;
}
