/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server on this machine counts who comes. The same tricks are shown to a bare web view first, to
 * see that they do fire: a trap that never springs proves nothing. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "reader-fixture.h"

/* ---- the server ---- */

typedef struct
{
  GSocketService *service;
  GHashTable *paths; /* what was asked for, and "connection" for the bare contact */
  guint16 port;
} Server;

typedef struct
{
  Server *server;
  GSocketConnection *connection;
  char buffer[4096];
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->connection);
  g_free (visit);
}

static void
request_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Visit *visit = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (n > 0)
    {
      g_autofree char *request = g_strndup (visit->buffer, n);
      g_auto (GStrv) words = g_strsplit (request, " ", 3);
      static const char reply[] =
          "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n"
          "Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n";

      if (words[0] != NULL && words[1] != NULL)
        g_hash_table_add (visit->server->paths, g_strdup (words[1]));
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (visit->connection)),
                                 reply, strlen (reply), NULL, NULL, NULL);
    }
  visit_free (visit);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source,
             gpointer user_data)
{
  Server *server = user_data;
  Visit *visit = g_new0 (Visit, 1);

  g_hash_table_add (server->paths, g_strdup ("connection"));
  visit->server = server;
  visit->connection = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), visit->buffer,
                             sizeof visit->buffer, G_PRIORITY_DEFAULT, NULL, request_read_cb,
                             visit);
  return TRUE;
}

static Server *
server_new (void)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GError) error = NULL;

  server->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->service = g_socket_service_new ();
  server->port =
      g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);
  g_socket_service_start (server->service);
  return server;
}

static void
server_free (Server *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_hash_table_unref (server->paths);
  g_free (server);
}

/* ---- the tricks ---- */

/* @S@ stands for the server. Each leaves its own path there. */
static const char tricks[] =
    "<link rel=stylesheet href=@S@/css><link rel=preload as=image href=@S@/preload>"
    "<link rel=prefetch href=@S@/prefetch><link rel=preconnect href=@S@/>"
    "<link rel=icon href=@S@/icon><link rel=dns-prefetch href=@S@/>"
    "<style>@import '@S@/import'; @font-face { font-family: f; src: url(@S@/font); }"
    "p { font-family: f; } details { background: url(@S@/background); }</style>"
    "<p style='background-image: url(@S@/inline)'>text</p>"
    "<img src=@S@/img><img srcset='@S@/srcset 1x'><picture><source "
    "srcset=@S@/picture><img></picture>"
    "<video poster=@S@/poster src=@S@/video autoplay></video><audio src=@S@/audio autoplay></audio>"
    "<object data=@S@/object></object><embed src=@S@/embed><iframe src=@S@/iframe></iframe>"
    "<svg width=9 height=9><image href=@S@/svgimage width=9 height=9 /><script>"
    "new Image ().src = '@S@/script-svg'</script></svg>"
    "<input type=image src=@S@/input>"
    "<script>new Image ().src = '@S@/script-inline'; fetch ('@S@/script-fetch');"
    "try { new WebSocket ('ws' + '@S@/script-socket'.slice (4)); } catch (e) {}"
    "document.title = 'HACKED';</script>"
    "<script src=@S@/script-src></script>"
    "<img src=data:x onerror=\"new Image ().src = '@S@/script-onerror'\">"
    "<details open ontoggle=\"new Image ().src = '@S@/script-ontoggle'\">d</details>"
    "<svg onload=\"new Image ().src = '@S@/script-onload'\"></svg>"
    "<iframe srcdoc=\"<script>new Image ().src = '@S@/script-srcdoc'</script>\"></iframe>"
    "<iframe src=\"javascript:new Image ().src = '@S@/script-jsurl'\"></iframe>"
    "<meta http-equiv=refresh content='1;url=@S@/refresh'>"
    "<form action=@S@/form id=f><button autofocus>b</button></form>"
    "<a href=@S@/ping ping=@S@/ping id=a>a</a>";

static char *
dup_tricks (Server *server)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u", server->port);
  g_auto (GStrv) parts = g_strsplit (tricks, "@S@", -1);

  return g_strjoinv (address, parts);
}

static void
list_contacts (Server *server)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, server->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_test_message ("contact: %s", (const char *)path);
}

/* ---- the positive control ---- */

static void
test_traps_spring (void)
{
  Server *server = server_new ();
  GtkWidget *window = gtk_window_new ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  WebKitWebView *web = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session", session, NULL);
  g_autofree char *body = dup_tricks (server);
  g_autofree char *html = g_strconcat ("<!DOCTYPE html><title>t</title>", body, NULL);
  static const char *const expected[] = { "/css",           "/preload",       "/import",
                                          "/background",    "/inline",        "/img",
                                          "/srcset",        "/iframe",        "/svgimage",
                                          "/script-inline", "/script-fetch",  "/script-onerror",
                                          "/script-onload", "/script-srcdoc", "/script-src",
                                          "/script-socket", "/refresh",       "/object" };

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (web));
  gtk_window_present (GTK_WINDOW (window));
  webkit_web_view_load_html (web, html, "http://127.0.0.1:1/");
  WAIT_UNTIL (g_hash_table_contains (server->paths, "/refresh"));
  list_contacts (server);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!g_hash_table_contains (server->paths, expected[i]))
      g_error ("the trap never sprang: %s", expected[i]);
  gtk_window_destroy (GTK_WINDOW (window));
  reader_fixture_run_for (100);
  server_free (server);
}

/* ---- hostile articles ---- */

static void
write_asset (ReaderFixture *fixture, const char *name, const char *content, gssize length)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->assets_root == NULL)
    fixture->assets_root = g_dir_make_tmp ("ibid-hostile-XXXXXX", NULL);
  folder = g_build_filename (fixture->assets_root, "assets", NULL);
  g_mkdir_with_parents (folder, 0700);
  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

/* The tricks as a JSON string, to be put into every field. */
static char *
dup_json_string (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

static IbidArticle *
new_hostile_article (const char *evil)
{
  g_autofree char *e = dup_json_string (evil);
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (
      json,
      "\"outlets\":[{\"id\":\"o\",\"name\":%s}],"
      "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\","
      "\"title\":%s,\"URL\":%s}}],"
      "\"blocks\":[{\"id\":\"h\",\"type\":\"heading\",\"level\":2,\"text\":%s},",
      e, e, e, e);
  g_string_append_printf (
      json,
      "{\"id\":\"p\",\"type\":\"paragraph\",\"text\":%s,\"marks\":["
      "{\"type\":\"link\",\"start\":0,\"end\":9,\"href\":\"javascript:alert(1)\"},"
      "{\"type\":\"code\",\"start\":4,\"end\":40}]},"
      "{\"id\":\"q\",\"type\":\"quote\",\"text\":%s},{\"id\":\"c\",\"type\":\"preformatted\","
      "\"text\":%s},"
      "{\"id\":\"f\",\"type\":\"figure\",\"text\":%s,\"images\":["
      "{\"path\":\"assets/evil.svg\",\"alt\":%s},{\"path\":\"assets/page.png\",\"alt\":\"x\"}]},",
      e, e, e, e, e);
  g_string_append_printf (
      json,
      "{\"id\":\"l\",\"type\":\"list-item\",\"level\":1,\"text\":%s},"
      "{\"id\":\"t\",\"type\":\"table\",\"text\":%s,\"rows\":[[{\"start\":0,\"end\":200}]]},"
      "{\"id\":\"n\",\"type\":\"note\",\"label\":%s,\"text\":%s}],",
      e, e, e, e);
  g_string_append_printf (
      json,
      "\"citations\":[{\"id\":%s,\"block\":\"p\",\"start\":20,\"end\":60,\"form\":"
      "\"parenthetical\","
      "\"role\":\"support\",\"items\":[{\"source\":\"s\",\"resolution\":\"exact\",\"name\":%s}],"
      "\"claims\":[]}],"
      "\"note-references\":[{\"note\":\"n\",\"block\":\"p\",\"start\":70,\"end\":72}],"
      "\"entities\":[{\"id\":\"e\",\"kind\":\"term\",\"name\":%s}],"
      "\"mentions\":[{\"entity\":\"e\",\"block\":\"p\",\"start\":0,\"end\":12}]",
      e, e, e);
  return reader_fixture_article (json->str);
}

static void
assert_no_contact (Server *server)
{
  list_contacts (server);
  g_assert_cmpuint (g_hash_table_size (server->paths), ==, 0);
}

static char *
dup_evil_svg (Server *server)
{
  g_autofree char *inner = dup_tricks (server);

  return g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40' "
                          "onload=\"new Image ().src='http://127.0.0.1:%u/svg-onload'\">"
                          "<script>fetch ('http://127.0.0.1:%u/svg-script')</script>"
                          "<image href='http://127.0.0.1:%u/svg-image' width='9' height='9'/>"
                          "<style>@import 'http://127.0.0.1:%u/svg-import';</style>"
                          "<rect width='60' height='40' fill='red'/></svg>",
                          server->port, server->port, server->port, server->port);
}

static void
test_hostile_article (void)
{
  Server *server = server_new ();
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *evil = dup_tricks (server);
  g_autofree char *svg = dup_evil_svg (server);
  g_autofree char *scripts = NULL;
  g_autofree char *sizes = NULL;
  g_autofree char *title = NULL;

  write_asset (fixture, "evil.svg", svg, -1);
  write_asset (fixture, "page.png", evil, -1);
  reader_fixture_show (fixture, new_hostile_article (evil), 0, 0);
  reader_fixture_run_for (2500);
  assert_no_contact (server);
  scripts = reader_fixture_eval (
      fixture, "String (document.querySelectorAll ('script, iframe, object, embed, link, style, "
               "form, input, video, audio, svg, [onerror], [onload]').length)");
  g_assert_cmpstr (scripts, ==, "0");
  title = reader_fixture_eval (fixture, "document.title");
  g_assert_cmpstr (title, ==, "A title");
  /* the drawing is shown, as a drawing; the page that is called a picture is not */
  sizes = reader_fixture_eval (
      fixture, "[...document.querySelectorAll ('img')].map ((i) => i.naturalWidth).join ()");
  g_assert_cmpstr (sizes, ==, "60,0");
  reader_fixture_free (fixture);
  server_free (server);
}

/* As if the first layer had failed: the raw tricks in the reader's own view. */
static void
test_without_render (void)
{
  Server *server = server_new ();
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *evil = dup_tricks (server);
  g_autofree char *html = g_strconcat ("<!DOCTYPE html><title>t</title>", evil, NULL);
  g_autofree char *title = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *ignored = NULL;

  reader_fixture_show (
      fixture,
      reader_fixture_article ("\"blocks\":[{\"id\":\"a\",\"type\":\"paragraph\",\"text\":\"x\"}]"),
      0, 0);
  g_free (fixture->reader->admitted_uri);
  fixture->reader->admitted_uri = g_strdup ("ibid://app/article/1/");
  webkit_web_view_load_html (ibid_reader_view_get_web_view (fixture->reader), html,
                             "ibid://app/article/1/");
  reader_fixture_run_for (1500);
  /* what a reader could do to it: press its button, follow its link; and our own world's fetch */
  ignored = reader_fixture_eval (fixture, "document.querySelector ('#f button').click ();"
                                          "document.querySelector ('#a').click ();");
  g_free (ignored);
  uri = g_strdup_printf ("fetch ('http://127.0.0.1:%u/world-fetch').catch (() => {}); 'done'",
                         server->port);
  ignored = reader_fixture_eval (fixture, uri);
  reader_fixture_run_for (1500);
  assert_no_contact (server);
  title = reader_fixture_eval (fixture, "document.title");
  g_assert_cmpstr (title, ==, "t");
  g_assert_cmpstr (webkit_web_view_get_uri (ibid_reader_view_get_web_view (fixture->reader)), ==,
                   "ibid://app/article/1/");
  reader_fixture_free (fixture);
  server_free (server);
}

/* ---- images: nothing but what lies in the folder ---- */

static void
test_images (void)
{
  static const char *const refused[] = { "assets/../secret.png",   "assets/%2e%2e/secret.png",
                                         "assets/..%2fsecret.png", "secret.png",
                                         "assets/link.png",        "assets/",
                                         "assets/missing.png",     "assets//good.png",
                                         "../99/assets/good.png" };
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0,    0,    13,
                                'I',  'H', 'D', 'R', 0,    0,    0,    1,    0,    0,    0,    1,
                                8,    6,   0,   0,   0,    0x1f, 0x15, 0xc4, 0x89, 0,    0,    0,
                                13,   'I', 'D', 'A', 'T',  0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0,
                                0x1f, 0,   5,   0,   1,    0xff, 0x89, 0x99, 0x3d, 0x1d, 0,    0,
                                0,    0,   'I', 'E', 'N',  'D',  0xae, 0x42, 0x60, 0x82 };
  ReaderFixture *fixture = reader_fixture_new ();
  g_autofree char *secret = NULL;
  g_autofree char *link = NULL;

  write_asset (fixture, "good.png", (const char *)png, sizeof png);
  secret = g_build_filename (fixture->assets_root, "secret.png", NULL);
  g_assert_true (g_file_set_contents (secret, (const char *)png, sizeof png, NULL));
  link = g_build_filename (fixture->assets_root, "assets", "link.png", NULL);
  g_assert_cmpint (symlink (secret, link), ==, 0);
  reader_fixture_show (
      fixture,
      reader_fixture_article ("\"blocks\":[{\"id\":\"f\",\"type\":\"figure\",\"text\":\"c\","
                              "\"images\":[{\"path\":\"assets/good.png\",\"alt\":\"a\"}]}]"),
      0, 0);
  WAIT_UNTIL (reader_fixture_eval_number (fixture, "document.querySelector ('img').naturalWidth") >
              0.5);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *script =
          g_strdup_printf ("{ const i = new Image (); globalThis.answer = 'waiting';"
                           "i.onload = () => { globalThis.answer = 'loaded'; };"
                           "i.onerror = () => { globalThis.answer = 'refused'; };"
                           "i.src = 'ibid://app/article/%u/%s'; } 0",
                           fixture->reader->serial, refused[i]);
      g_autofree char *ignored = reader_fixture_eval (fixture, script);
      g_autofree char *answer = NULL;

      do
        {
          g_free (answer);
          reader_fixture_run_for (20);
          answer = reader_fixture_eval (fixture, "globalThis.answer");
        }
      while (strcmp (answer, "waiting") == 0);
      if (strcmp (answer, "refused") != 0)
        g_error ("served: %s", refused[i]);
    }
  reader_fixture_free (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  reader_fixture_init ();
  g_test_add_func ("/security/traps-spring", test_traps_spring);
  g_test_add_func ("/security/hostile-article", test_hostile_article);
  g_test_add_func ("/security/without-render", test_without_render);
  g_test_add_func ("/security/images", test_images);
  return g_test_run ();
}
