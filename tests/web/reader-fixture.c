/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "reader-fixture.h"

/* What has taken effect in this process by now is not for WebKit's: with freed memory overwritten,
 * Mesa's software renderer crashes in them (it reads what it has freed); and with fatal warnings so
 * do the proxy of a process that is killed while it starts, and one that lacks a codec. The reader
 * then loads the page anew, and whatever a test was asking of the old one comes to nothing. */
static void
spare_other_processes (void)
{
  static const char *const names[] = { "G_DEBUG", "MALLOC_CHECK_", "MALLOC_PERTURB_" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_unsetenv (names[i]);
}

void
reader_fixture_init (void)
{
  spare_other_processes ();
  g_setenv ("GTK_THEME", "", FALSE);
  adw_init ();
}

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
reader_fixture_run_for (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
painted_cb (ReaderFixture *fixture)
{
  fixture->n_painted++;
}

static void
failed_cb (ReaderFixture *fixture)
{
  fixture->n_failed++;
}

/* What follows would fail in ways that are hard to understand. */
static void
process_gone_cb (WebKitWebView *web, WebKitWebProcessTerminationReason reason)
{
  if (reason != WEBKIT_WEB_PROCESS_TERMINATED_BY_API)
    g_error ("The process that draws the page is gone, for reason %d", (int)reason);
}

static void
open_link_cb (ReaderFixture *fixture, const char *uri)
{
  g_free (fixture->last_link);
  fixture->last_link = g_strdup (uri);
}

ReaderFixture *
reader_fixture_new (void)
{
  ReaderFixture *fixture = g_new0 (ReaderFixture, 1);

  fixture->state = ibid_reading_state_new ();
  fixture->reader = IBID_READER_VIEW (ibid_reader_view_new (fixture->state));
  g_signal_connect_swapped (fixture->reader, "painted", G_CALLBACK (painted_cb), fixture);
  g_signal_connect_swapped (fixture->reader, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->reader, "open-link", G_CALLBACK (open_link_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->reader));
  gtk_window_fullscreen (GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture->reader)) > 0);
  return fixture;
}

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

void
reader_fixture_free (ReaderFixture *fixture)
{
  IbidReaderView *reader = g_object_ref (fixture->reader);

  g_signal_handlers_disconnect_by_data (reader, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  reader_fixture_run_for (50);
  g_assert_finalize_object (reader);
  g_assert_finalize_object (fixture->state);
  if (fixture->article != NULL)
    g_assert_finalize_object (fixture->article);
  if (fixture->assets_root != NULL)
    remove_folder (fixture->assets_root);
  g_free (fixture->assets_root);
  g_free (fixture->last_link);
  g_free (fixture);
}

IbidArticle *
reader_fixture_article (const char *members)
{
  g_autofree char *json =
      g_strconcat ("{\"format\":\"ibid-article\",\"version\":1,\"id\":\"urn:x\","
                   "\"metadata\":{\"id\":\"m\",\"type\":\"report\",\"title\":\"A title\"},",
                   members, "}", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  IbidArticle *article = ibid_article_load_bytes (bytes, "test", NULL, &error);

  g_assert_no_error (error);
  return article;
}

/* Paragraphs of five hundred characters; every second one mentions Astana, every fifth is cited. */
IbidArticle *
reader_fixture_long_article (guint n_blocks)
{
  g_autoptr (GString) json = g_string_new (
      "\"language\":\"en\",\"outlets\":[{\"id\":\"o\",\"name\":\"Outlet\"}],"
      "\"sources\":[{\"id\":\"s\",\"outlet\":\"o\",\"csl\":{\"id\":\"s\",\"type\":\"webpage\"}}],"
      "\"entities\":[{\"id\":\"e\",\"kind\":\"place\",\"name\":\"Astana\"}],\"blocks\":[");

  for (guint i = 0; i < n_blocks; i++)
    {
      g_string_append_printf (json, "%s{\"id\":\"p%u\",\"type\":\"paragraph\",\"text\":\"Astana %u",
                              i > 0 ? "," : "", i, i);
      for (guint j = 0; j < 12; j++)
        g_string_append (json, " a plain sentence with some words in it.");
      g_string_append (json, " (Outlet)\"}");
    }
  g_string_append (json, "],\"mentions\":[");
  for (guint i = 0; i < n_blocks; i += 2)
    g_string_append_printf (json, "%s{\"entity\":\"e\",\"block\":\"p%u\",\"start\":0,\"end\":6}",
                            i > 0 ? "," : "", i);
  g_string_append (json, "],\"citations\":[");
  for (guint i = 0; i < n_blocks; i += 5)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      guint start = strlen ("Astana ") + strlen (number) + 12 * 40 + 1;

      g_string_append_printf (
          json,
          "%s{\"id\":\"c%u\",\"block\":\"p%u\",\"start\":%u,\"end\":%u,\"form\":\"parenthetical\","
          "\"role\":\"support\",\"items\":[{\"source\":\"s\",\"resolution\":\"exact\"}],"
          "\"claims\":[]}",
          i > 0 ? "," : "", i, i, start, start + 8);
    }
  g_string_append_c (json, ']');
  return reader_fixture_article (json->str);
}

void
reader_fixture_show (ReaderFixture *fixture, IbidArticle *article, guint block, guint offset)
{
  guint n_before = fixture->n_painted;
  g_autoptr (GFile) folder =
      fixture->assets_root != NULL ? g_file_new_for_path (fixture->assets_root) : NULL;

  ibid_reading_state_set_article (fixture->state, article);
  ibid_reader_view_show_article (fixture->reader, folder, block, offset);
  if (n_before == 0)
    g_signal_connect (ibid_reader_view_get_web_view (fixture->reader), "web-process-terminated",
                      G_CALLBACK (process_gone_cb), NULL);
  WAIT_UNTIL (fixture->n_painted > n_before);
  g_clear_object (&fixture->article);
  fixture->article = article;
}

typedef struct
{
  gboolean is_over;
  char *value;
} Evaluation;

static void
evaluated_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Evaluation *evaluation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
      webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (object), result, &error);

  g_assert_no_error (error);
  evaluation->value = jsc_value_to_string (value);
  evaluation->is_over = TRUE;
}

char *
reader_fixture_eval (ReaderFixture *fixture, const char *expression)
{
  Evaluation evaluation = { 0 };

  webkit_web_view_evaluate_javascript (ibid_reader_view_get_web_view (fixture->reader), expression,
                                       -1, IBID_READER_WORLD, NULL, NULL, evaluated_cb,
                                       &evaluation);
  WAIT_UNTIL (evaluation.is_over);
  return evaluation.value;
}

double
reader_fixture_eval_number (ReaderFixture *fixture, const char *expression)
{
  g_autofree char *value = reader_fixture_eval (fixture, expression);

  return g_ascii_strtod (value, NULL);
}

typedef struct
{
  gboolean is_over;
  GdkTexture *texture;
} Snapshot;

static void
snapshot_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Snapshot *snapshot = user_data;
  g_autoptr (GError) error = NULL;

  snapshot->texture =
      webkit_web_view_get_snapshot_finish (WEBKIT_WEB_VIEW (object), result, &error);
  g_assert_no_error (error);
  snapshot->is_over = TRUE;
}

GdkTexture *
reader_fixture_snapshot (ReaderFixture *fixture)
{
  Snapshot snapshot = { 0 };

  webkit_web_view_get_snapshot (ibid_reader_view_get_web_view (fixture->reader),
                                WEBKIT_SNAPSHOT_REGION_VISIBLE, WEBKIT_SNAPSHOT_OPTIONS_NONE, NULL,
                                snapshot_cb, &snapshot);
  WAIT_UNTIL (snapshot.is_over);
  return snapshot.texture;
}

void
reader_fixture_xdotool (const char *arguments)
{
  g_autofree char *command = g_strconcat ("xdotool ", arguments, NULL);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  process = g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  while (g_subprocess_get_identifier (process) != NULL)
    reader_fixture_run_for (20);
}
