/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the export dialog over an empty window, for looking at it:
 *
 *   show-export [--dark] [--rtl] [--large] [--many=N] [--none] [--format=NAME] [--sources=chosen]
 *               [--expand=WORD] [--offer] [--select] [--report] [--fail] [--width=PIXELS]
 */
#include "config.h"

#include <adwaita.h>

#include "ibid-export-dialog.h"
#include "ibid-export-format-row.h"
#include "notes-fixture.h"

static gboolean dark;
static gboolean rtl;
static gboolean large;
static gboolean none;
static gboolean offer;
static gboolean selected;
static gboolean report;
static gboolean fail;
static int many;
static char *format;
static char *sources;
static char *expand;
static int width = 1200;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark style", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "right to left", NULL },
  { "large", 0, 0, G_OPTION_ARG_NONE, &large, "text half as large again", NULL },
  { "none", 0, 0, G_OPTION_ARG_NONE, &none, "no highlights", NULL },
  { "offer", 0, 0, G_OPTION_ARG_NONE, &offer, "the formats are offered", NULL },
  { "select", 0, 0, G_OPTION_ARG_NONE, &selected, "some notes are selected", NULL },
  { "report", 0, 0, G_OPTION_ARG_NONE, &report, "a report on an entity", NULL },
  { "fail", 0, 0, G_OPTION_ARG_NONE, &fail, "the folder is gone", NULL },
  { "many", 0, 0, G_OPTION_ARG_INT, &many, "as many notes, in a long article", "N" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, "the format", "NAME" },
  { "sources", 0, 0, G_OPTION_ARG_STRING, &sources, "all or chosen", "WORD" },
  { "expand", 0, 0, G_OPTION_ARG_STRING, &expand, "a condition opened", "TITLE" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "width of the window behind", "PIXELS" },
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
      return;
    }
  reading_fixture_open_sample (fixture);
  if (!none)
    notes_fixture_fill (fixture);
}

static void
set_up (GtkWidget *dialog, IbidDossier *dossier)
{
  GListModel *annotations = G_LIST_MODEL (ibid_dossier_get_annotations (dossier));
  GListModel *entities = ibid_article_get_entities (ibid_dossier_get_article (dossier));
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, 0);
  g_autoptr (GFile) gone = g_file_new_for_path ("/nowhere/at/all.md");

  for (guint i = 0; i < 3 && i < g_list_model_get_n_items (annotations); i++)
    g_ptr_array_add (some, g_list_model_get_item (annotations, i));
  if (selected)
    ibid_export_dialog_set_selected (IBID_EXPORT_DIALOG (dialog), some);
  if (report)
    ibid_export_dialog_set_entity (IBID_EXPORT_DIALOG (dialog), entity);
  if (format != NULL)
    g_object_set (dialog, "format", format, NULL);
  if (sources != NULL)
    g_object_set (dialog, "sources", sources, NULL);
  if (fail)
    ibid_export_dialog_write (IBID_EXPORT_DIALOG (dialog), gone);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  ReadingFixture fixture = { 0 };
  GtkWidget *dialog;
  GtkWindow *window;

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
  window = reading_fixture_show (gtk_label_new (NULL), width, 760);
  dialog = ibid_export_dialog_new (window, fixture.dossier);
  set_up (dialog, fixture.dossier);
  gtk_window_present (GTK_WINDOW (dialog));
  reading_fixture_wait (1500);
  if (expand != NULL)
    adw_expander_row_set_expanded (
        ADW_EXPANDER_ROW (reading_fixture_find (dialog, ADW_TYPE_EXPANDER_ROW, expand)), TRUE);
  if (offer)
    gtk_menu_button_popup (
        GTK_MENU_BUTTON (reading_fixture_find (dialog, GTK_TYPE_MENU_BUTTON, NULL)));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (window);
  reading_fixture_close (&fixture);
  return 0;
}
