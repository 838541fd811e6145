/* SPDX-License-Identifier: GPL-3.0-or-later */

/* render-article ARTICLE HTML: writes the page that Ibid's reader would load, for floor-web. */

#include "ibid-article-format.h"
#include "ibid-render.h"

int
main (int argc, char *argv[])
{
  const IbidRenderOptions options = { .base_path = "assets/", .chrome_language = "en" };
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argc == 3 ? argv[1] : "");
  g_autoptr (IbidArticle) article = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize size;

  if (argc != 3)
    {
      g_printerr ("usage: render-article ARTICLE HTML\n");
      return 2;
    }
  article = ibid_article_load_file (file, NULL, NULL, &error);
  if (article == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  html = ibid_render_article (article, &options);
  data = g_bytes_get_data (html, &size);
  if (!g_file_set_contents (argv[2], data, (gssize)size, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
