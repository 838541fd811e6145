/* SPDX-License-Identifier: GPL-3.0-or-later */

/* read-article ARTICLE [PIXELS…]: the real reader in a window of its own. Prints, in microseconds
 * unless another unit is said: how long the article took to be painted in the warm window; every
 * frame while a script scrolls through it, with the entity chosen that is mentioned most; and then
 * either steps from mention to mention (frames until the page stands still, and pixels it moved),
 * or, where pixels are given, bare scrolls by so much. */
#include "config.h"

#include "../web/reader-fixture.h"

#define N_FRAMES 600
#define FRAME_PIXELS 300
#define N_STEPS 12
#define CALM_MS 350   /* a page that has not moved for so long, and */
#define CALM_FRAMES 8 /* for so many frames, has come to where it was to go */

/* Every frame leaves its time and, after all other work of that frame, where the page stands. */
#define RECORD_SCRIPT                                                                              \
  "(() => { const channel = new MessageChannel (), log = globalThis.benchLog = [];"                \
  "channel.port1.onmessage = (e) => log.push ([e.data, scrollY]);"                                 \
  "const tick = (t) => { channel.port2.postMessage (t);"                                           \
  "requestAnimationFrame (tick); }; requestAnimationFrame (tick); return 'recording'; }) ()"

#define SCROLL_SCRIPT                                                                              \
  "(() => { const times = [], step = (t) => { times.push (t);"                                     \
  "if (times.length > %d) { globalThis.benchFrames = times; return; }"                             \
  "scrollBy (0, %d); requestAnimationFrame (step); };"                                             \
  "requestAnimationFrame (step); return 'scrolling'; }) ()"

static void
show (ReaderFixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  IbidArticle *article = ibid_article_load_file (file, NULL, NULL, &error);
  guint n_before = fixture->n_painted;
  gint64 start;

  if (article == NULL)
    g_error ("%s", error->message);
  ibid_reading_state_set_article (fixture->state, article);
  start = g_get_monotonic_time ();
  ibid_reader_view_show_article (fixture->reader, NULL, 0, 0);
  while (fixture->n_painted == n_before)
    g_main_context_iteration (NULL, TRUE);
  g_print ("painted %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - start);
  g_clear_object (&fixture->article);
  fixture->article = article;
}

static IbidEntity *
most_mentioned (IbidArticle *article)
{
  GListModel *entities = ibid_article_get_entities (article);
  guint n = g_list_model_get_n_items (entities);
  IbidEntity *result = NULL;
  guint most = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);
      guint mentions = g_list_model_get_n_items (ibid_entity_get_mentions (entity));

      if (mentions > most)
        {
          most = mentions;
          result = entity; /* the article keeps it */
        }
    }
  return result;
}

static void
scroll (ReaderFixture *fixture)
{
  g_autofree char *script = g_strdup_printf (SCROLL_SCRIPT, N_FRAMES, FRAME_PIXELS);
  g_autofree char *started = reader_fixture_eval (fixture, script);
  g_autofree char *times = NULL;
  g_auto (GStrv) frames = NULL;

  while (reader_fixture_eval_number (fixture, "globalThis.benchFrames ? 1 : 0") < 1)
    reader_fixture_run_for (500);
  times = reader_fixture_eval (fixture, "benchFrames.join ()");
  frames = g_strsplit (times, ",", -1);
  for (guint i = 1; frames[i] != NULL; i++)
    g_print ("frame %.0f\n",
             1000 * (g_ascii_strtod (frames[i], NULL) - g_ascii_strtod (frames[i - 1], NULL)));
}

/* Frames recorded up to now. */
static guint
count_frames (ReaderFixture *fixture)
{
  return (guint)reader_fixture_eval_number (fixture, "benchLog.length");
}

/* Waits until the page stands still, then tells how many frames later than @at it came there. */
static void
print_way (ReaderFixture *fixture, guint at)
{
  g_autofree char *script =
      g_strdup_printf ("(() => { const way = benchLog.slice (%u), [, end] = way[way.length - 1];"
                       "const last = way.findLastIndex (([, y]) => y !== end);"
                       "return [last + 2, Math.round (1000 * (way[last + 1][0] - benchLog[%u][0])),"
                       "Math.round (end - benchLog[%u][1])].join (); }) ()",
                       at, at - 1, at - 1);
  g_autofree char *value = NULL;
  g_auto (GStrv) parts = NULL;

  reader_fixture_run_for (CALM_MS);
  WAIT_UNTIL (count_frames (fixture) > at + CALM_FRAMES);
  value = reader_fixture_eval (fixture, script);
  parts = g_strsplit (value, ",", 3);
  if (g_strcmp0 (parts[2], "0") != 0)
    g_print ("way frames %s\nway time %s\nmoved %s\n", parts[0], parts[1], parts[2]);
}

static void
step (ReaderFixture *fixture)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint at = count_frames (fixture);

      ibid_reading_state_step_mention (fixture->state, 1);
      print_way (fixture, at);
    }
}

static void
scroll_by (ReaderFixture *fixture, const char *pixels)
{
  g_autofree char *script = g_strdup_printf ("scrollBy (0, %s); 0", pixels);
  guint at = count_frames (fixture);
  g_autofree char *done = reader_fixture_eval (fixture, script);

  print_way (fixture, at);
}

int
main (int argc, char *argv[])
{
  ReaderFixture *fixture;
  g_autofree char *recording = NULL;
  IbidEntity *entity;

  if (argc < 2)
    {
      g_printerr ("usage: read-article ARTICLE [PIXELS…]\n");
      return 2;
    }
  reader_fixture_init ();
  fixture = reader_fixture_new ();
  reader_fixture_show (fixture, reader_fixture_long_article (2), 0, 0);
  show (fixture, argv[1]);
  entity = most_mentioned (fixture->article);
  if (entity != NULL)
    ibid_reading_state_select_entity (fixture->state, entity);
  reader_fixture_run_for (1000);
  scroll (fixture);
  reader_fixture_run_for (1000);
  recording = reader_fixture_eval (fixture, RECORD_SCRIPT);
  WAIT_UNTIL (count_frames (fixture) > CALM_FRAMES);
  if (argc == 2)
    step (fixture);
  for (int i = 2; i < argc; i++)
    scroll_by (fixture, argv[i]);
  reader_fixture_free (fixture);
  return 0;
}
