/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "inspector-fixture.h"

/*
 * Shows the inspector on an article, to be looked at and tried by hand:
 *   show-inspector [OPTION…] ARTICLE.ibid.json
 * Jumps, lit spans and links to be opened are told on standard output.
 */
static int width = 330, height = 900, citation = 0, item = 0;
static char *page = NULL, *mix_by = NULL;
static gboolean dark = FALSE, rtl = FALSE;
static double scale = 1.0;

static const GOptionEntry options[] = {
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "width of the pane", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "its height", "PIXELS" },
  { "citation", 0, 0, G_OPTION_ARG_INT, &citation, "which to choose, from 1", "N" },
  { "item", 0, 0, G_OPTION_ARG_INT, &item, "which of its items, from 0", "N" },
  { "page", 0, 0, G_OPTION_ARG_STRING, &page, "which page to show", "NICK" },
  { "mix-by", 0, 0, G_OPTION_ARG_STRING, &mix_by, "what the mix is by", "NICK" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "dark look", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "from right to left", NULL },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, "size of text", "FACTOR" },
  G_OPTION_ENTRY_NULL,
};

static void
lit_cb (IbidReadingState *state)
{
  guint n;
  const IbidSpan *spans = ibid_reading_state_get_lit_spans (state, &n);

  g_print ("lit: %u", n);
  for (guint i = 0; i < n; i++)
    g_print (" %u:%u-%u", spans[i].block, spans[i].start, spans[i].end);
  g_print ("\n");
}

static void
told_jump_cb (IbidReadingState *state, const IbidSpan *span)
{
  g_print ("jump: %u:%u-%u\n", span->block, span->start, span->end);
}

static void
open_link_cb (GtkWidget *inspector, const char *uri)
{
  g_print ("open: %s\n", uri);
}

static void
prepare (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                  : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (scale > 0)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int)(scale * 96 * 1024), NULL);
  reading_fixture_load_styles ();
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("ARTICLE.ibid.json");
  g_autoptr (GError) error = NULL;
  InspectorFixture fixture;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "one article is needed");
      return EXIT_FAILURE;
    }
  adw_init ();
  prepare ();
  inspector_fixture_open (&fixture, argv[1], width, height);
  g_signal_connect (fixture.reading.state, "notify::lit-spans", G_CALLBACK (lit_cb), NULL);
  g_signal_connect (fixture.reading.state, "jump", G_CALLBACK (told_jump_cb), NULL);
  g_signal_connect (fixture.inspector, "open-link", G_CALLBACK (open_link_cb), NULL);
  if (citation > 0)
    {
      GListModel *citations = ibid_article_get_citations (fixture.article);
      g_autoptr (IbidCitation) chosen = g_list_model_get_item (citations, (guint)citation - 1);

      if (chosen != NULL)
        ibid_reading_state_select_citation (fixture.reading.state, chosen, (guint)item);
    }
  if (page != NULL)
    g_object_set (fixture.inspector, "page", page, NULL);
  if (mix_by != NULL)
    g_object_set (fixture.inspector, "mix-by", mix_by, NULL);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return EXIT_SUCCESS;
}
