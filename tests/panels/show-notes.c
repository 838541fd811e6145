/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the notes panel, for looking at it:
 *
 *   show-notes [--dark] [--rtl] [--large] [--empty] [--many=N] [--sort=WORD] [--filter=TEXT]
 *              [--select] [--review] [--width=PIXELS]
 */
#include "config.h"

#include <adwaita.h>

#include "ibid-notes-panel.h"
#include "notes-fixture.h"

static gboolean dark;
static gboolean rtl;
static gboolean large;
static gboolean empty;
static gboolean selecting;
static gboolean review;
static int many;
static char *filter;
static char *sort;
static int pane_width = 288;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark style", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "right to left", NULL },
  { "large", 0, 0, G_OPTION_ARG_NONE, &large, "text half as large again", NULL },
  { "empty", 0, 0, G_OPTION_ARG_NONE, &empty, "no notes", NULL },
  { "select", 0, 0, G_OPTION_ARG_NONE, &selecting, "several are chosen", NULL },
  { "review", 0, 0, G_OPTION_ARG_NONE, &review, "the page of uncertain and lost ones", NULL },
  { "many", 0, 0, G_OPTION_ARG_INT, &many, "as many notes, in a long article", "N" },
  { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, "the list filtered", "TEXT" },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, "place, newest, colour or tag", "WORD" },
  { "width", 0, 0, G_OPTION_ARG_INT, &pane_width, "width of the pane", "PIXELS" },
  { NULL },
};

static void
open_article (ReadingFixture *fixture)
{
  if (many > 0)
    {
      g_autofree char *json = notes_fixture_new_article (5000);
      reading_fixture_open_json (fixture, json);
      notes_fixture_fill_many (fixture, (guint)many);
    }
  else
    {
      reading_fixture_open_sample (fixture);
      if (!empty)
        notes_fixture_fill (fixture);
    }
  ibid_reading_state_set_annotations (fixture->state,
                                      ibid_dossier_get_annotations (fixture->dossier));
}

static void
message_cb (GtkWidget *panel, const char *text)
{
  g_print ("%s\n", text);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  ReadingFixture fixture = { 0 };
  GtkWidget *panel;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  adw_init ();
  reading_fixture_load_styles ();
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);

  open_article (&fixture);
  panel = ibid_notes_panel_new (fixture.state);
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (panel), fixture.dossier);
  g_signal_connect (panel, "message", G_CALLBACK (message_cb), NULL);
  if (sort != NULL)
    ibid_notes_panel_set_sort (IBID_NOTES_PANEL (panel), sort);
  reading_fixture_show (panel, pane_width, 800);
  if (filter != NULL)
    gtk_editable_set_text (GTK_EDITABLE (reading_fixture_find (panel, GTK_TYPE_SEARCH_ENTRY, NULL)),
                           filter);
  if (selecting)
    {
      GtkWidget *list = reading_fixture_find (panel, GTK_TYPE_LIST_VIEW, NULL);
      gtk_selection_model_select_range (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1, 2, TRUE);
    }
  if (review)
    gtk_widget_activate_action (panel, "notes.review", NULL);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  reading_fixture_close (&fixture);
  return 0;
}
