/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the panels side by side, for looking at them:
 *
 *   show-panels [--dark] [--rtl] [--large] [--library | --welcome] [--entity=NAME] [--filter=TEXT]
 *               [--width=PIXELS] [FILE]
 */
#include "config.h"

#include <adwaita.h>

#include "ibid-entity-sidebar.h"
#include "ibid-library-page.h"
#include "ibid-outline.h"
#include "ibid-plain-text-view.h"
#include "reading-fixture.h"

static gboolean dark;
static gboolean rtl;
static gboolean large;
static gboolean library;
static gboolean welcome;
static char *entity;
static char *filter;
static char *sort;
static int pane_width = 280;
static char **files;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark style", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "right to left", NULL },
  { "large", 0, 0, G_OPTION_ARG_NONE, &large, "text half as large again", NULL },
  { "library", 0, 0, G_OPTION_ARG_NONE, &library, "the library page", NULL },
  { "welcome", 0, 0, G_OPTION_ARG_NONE, &welcome, "the empty library", NULL },
  { "entity", 0, 0, G_OPTION_ARG_STRING, &entity, "an entity's page", "NAME" },
  { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, "the list filtered", "TEXT" },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, "appearance, count or name", "WORD" },
  { "width", 0, 0, G_OPTION_ARG_INT, &pane_width, "width of a side pane", "PIXELS" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
  { NULL },
};

static void
choose_entity (ReadingFixture *fixture)
{
  GListModel *entities = ibid_article_get_entities (ibid_dossier_get_article (fixture->dossier));

  for (guint i = 0; i < g_list_model_get_n_items (entities); i++)
    {
      g_autoptr (IbidEntity) one = g_list_model_get_item (entities, i);
      if (g_strcmp0 (ibid_entity_get_name (one), entity) == 0)
        ibid_reading_state_select_entity (fixture->state, one);
    }
}

static GtkWidget *
new_pane (GtkWidget *panel)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (pane, pane_width, -1);
  gtk_widget_set_hexpand (panel, TRUE);
  gtk_widget_set_hexpand (pane, FALSE);
  gtk_box_append (GTK_BOX (pane), panel);
  return pane;
}

static GtkWidget *
new_panes (ReadingFixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *outline = ibid_outline_new (fixture->state);
  GtkWidget *sidebar = ibid_entity_sidebar_new (fixture->state);
  GtkWidget *second = ibid_entity_sidebar_new (fixture->state);
  GtkWidget *text = ibid_plain_text_view_new (fixture->state);

  ibid_outline_set_dossier (IBID_OUTLINE (outline), fixture->dossier);
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (sidebar), fixture->dossier);
  if (sort != NULL)
    ibid_entity_sidebar_set_sort (IBID_ENTITY_SIDEBAR (sidebar), sort);
  ibid_plain_text_view_set_dossier (IBID_PLAIN_TEXT_VIEW (text), fixture->dossier);
  gtk_box_append (GTK_BOX (box), new_pane (outline));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), new_pane (sidebar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (entity != NULL)
    {
      /* the list beside the page: it follows the state only from here on */
      choose_entity (fixture);
      ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (second), fixture->dossier);
      gtk_widget_activate_action (second, "entity.back", NULL);
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
      gtk_box_append (GTK_BOX (box), new_pane (second));
    }
  else
    g_object_unref (g_object_ref_sink (second));
  if (filter != NULL)
    gtk_editable_set_text (
        GTK_EDITABLE (reading_fixture_find (sidebar, GTK_TYPE_SEARCH_ENTRY, NULL)), filter);
  return box;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ibid_library_refresh_finish (IBID_LIBRARY (source), result, NULL);
}

static GtkWidget *
new_library (ReadingFixture *fixture)
{
  if (welcome)
    {
      g_autoptr (GFile) nowhere = g_file_get_child (fixture->folder, "empty");
      g_autoptr (IbidLibrary) empty = ibid_library_new (nowhere);
      GtkWidget *page = ibid_library_page_new (empty);

      ibid_library_page_set_listed (IBID_LIBRARY_PAGE (page));
      return page;
    }
  ibid_library_refresh_async (fixture->library, NULL, refreshed_cb, NULL);
  return ibid_library_page_new (fixture->library);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE]");
  g_autoptr (GError) error = NULL;
  ReadingFixture fixture = { 0 };
  GtkWidget *window;

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

  if (files != NULL)
    reading_fixture_open_file (&fixture, files[0]);
  else
    reading_fixture_open_sample (&fixture);
  window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Panels");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  adw_window_set_content (ADW_WINDOW (window),
                          library || welcome ? new_library (&fixture) : new_panes (&fixture));
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  reading_fixture_close (&fixture);
  return 0;
}
