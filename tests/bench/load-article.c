/* SPDX-License-Identifier: GPL-3.0-or-later */

/* load-article parse|model FILE: reads the file and prints how long, in microseconds, json-glib's
 * bare parse of it takes, or the way to a finished model. One of them to a process, so that the
 * caller can compare their peak memory. */

#include "ibid-article-format.h"
#include <json-glib/json-glib.h>

static gboolean
parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return json_parser_load_from_data (parser, data, (gssize)size, error);
}

static gboolean
load (GBytes *bytes, GError **error)
{
  g_autoptr (IbidArticle) article = ibid_article_load_bytes (bytes, "benchmark", NULL, error);

  return article != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  gboolean done;

  if (argc != 3 || (!g_str_equal (argv[1], "parse") && !g_str_equal (argv[1], "model")))
    {
      g_printerr ("usage: load-article parse|model FILE\n");
      return 2;
    }
  file = g_file_new_for_commandline_arg (argv[2]);
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes != NULL)
    {
      start = g_get_monotonic_time ();
      done = g_str_equal (argv[1], "parse") ? parse (bytes, &error) : load (bytes, &error);
      if (done)
        {
          g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - start);
          return 0;
        }
    }
  g_printerr ("%s\n", error->message);
  return 1;
}
