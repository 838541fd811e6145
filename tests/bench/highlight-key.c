/* SPDX-License-Identifier: GPL-3.0-or-later */

/* highlight-key BLOCKS ANNOTATIONS ROUNDS: the real reader in a window of its own, with an article
 * of so many paragraphs. Prints, in microseconds: in turns, how long the article takes to be
 * painted without annotations ("plain") and with them ("annotated"); then, in turns again, how long
 * after a real key press the frame is painted in which a new highlight stands ("key"), and how long
 * a call into the page takes that waits for the next painted frame and does nothing ("trip"). */
#include "config.h"

#include <string.h>

#include "../web/reader-fixture.h"

/* Answers when a frame has been painted in which so many pink highlights are registered. */
#define FRAME_SCRIPT                                                                               \
  "return await new Promise ((resolve) => { const channel = new MessageChannel ();"                \
  "channel.port1.onmessage = () => resolve (0);"                                                   \
  "const look = () => requestAnimationFrame (() => {"                                              \
  "if (CSS.highlights.get ('a-pink').size + CSS.highlights.get ('a-pink-deep').size >= %u)"        \
  "channel.port2.postMessage (0);"                                                                 \
  "else look (); }); look (); });"

#define SELECT_SCRIPT                                                                              \
  "(() => { const t = document.querySelector ('#b%u').firstChild, r = document.createRange ();"    \
  "r.setStart (t, %u); r.setEnd (t, %u); getSelection ().removeAllRanges ();"                      \
  "getSelection ().addRange (r); return 0; }) ()"

typedef struct
{
  ReaderFixture *reader;
  IbidAnnotations *annotations;
  IbidReadingText *text;
  guint n_pink;
  gint64 started; /* when the key came, or the bare trip began */
  gint64 ended;   /* when the frame was painted, or 0 */
} Bench;

static void
trip_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (object), result, &error);

  g_assert_no_error (error);
  ((Bench *)user_data)->ended = g_get_monotonic_time ();
}

static void
ask_for_frame (Bench *bench)
{
  g_autofree char *script = g_strdup_printf (FRAME_SCRIPT, bench->n_pink);

  bench->ended = 0;
  webkit_web_view_call_async_javascript_function (
      ibid_reader_view_get_web_view (bench->reader->reader), script, -1, NULL, IBID_READER_WORLD,
      NULL, NULL, trip_cb, bench);
}

static IbidAnnotation *
new_annotation (Bench *bench, guint block, guint start, guint end, IbidAnnotationStyle style)
{
  guint from = ibid_reading_text_offset_from_place (bench->text, block, start);
  guint to = ibid_reading_text_offset_from_place (bench->text, block, end);
  g_autoptr (IbidSelector) selector = ibid_selector_new_for_range (bench->text, from, to);
  IbidAnnotation *annotation = ibid_annotation_new (selector, style);

  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT, bench->text, from, to);
  return annotation;
}

/* What the window does on Ctrl+H, without the file. */
static gboolean
key_cb (Bench *bench, guint keyval)
{
  const IbidSelection *selection = ibid_reading_state_get_selection (bench->reader->state);
  g_autoptr (IbidAnnotation) annotation = NULL;

  if (keyval != GDK_KEY_F5 || selection == NULL)
    return GDK_EVENT_PROPAGATE;
  bench->started = g_get_monotonic_time ();
  annotation = new_annotation (bench, selection->start_block, selection->start, selection->end,
                               IBID_ANNOTATION_STYLE_PINK);
  ibid_annotations_put (bench->annotations, annotation);
  ibid_reading_state_drop_selection (bench->reader->state);
  bench->n_pink++;
  ask_for_frame (bench);
  return GDK_EVENT_STOP;
}

static void
measure_key (Bench *bench, guint round)
{
  g_autofree char *script =
      g_strdup_printf (SELECT_SCRIPT, round % 4, 12 + round / 4 * 40, 40 + round / 4 * 40);
  g_autofree char *nothing = reader_fixture_eval (bench->reader, script);

  WAIT_UNTIL (ibid_reading_state_get_selection (bench->reader->state) != NULL);
  reader_fixture_run_for (300);
  reader_fixture_xdotool ("key F5");
  WAIT_UNTIL (bench->ended != 0);
  g_print ("key %" G_GINT64_FORMAT "\n", bench->ended - bench->started);
}

static void
add_many (Bench *bench, guint n_blocks, guint n_annotations)
{
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_annotations; i++)
    {
      guint block = (guint)((guint64)i * n_blocks / n_annotations);

      g_ptr_array_add (many, new_annotation (bench, block, 20 + i % 7, 90, i % 3));
    }
  ibid_annotations_put_all (bench->annotations, many);
}

static void
open (Bench *bench, gboolean annotated)
{
  ReaderFixture *reader = bench->reader;
  guint n_before = reader->n_painted;
  gint64 start = g_get_monotonic_time ();

  ibid_reading_state_set_article (reader->state, NULL);
  ibid_reading_state_set_article (reader->state, reader->article);
  if (annotated)
    ibid_reading_state_set_annotations (reader->state, bench->annotations);
  ibid_reader_view_show_article (reader->reader, NULL, 0, 0);
  while (reader->n_painted == n_before)
    g_main_context_iteration (NULL, TRUE);
  g_print ("%s %" G_GINT64_FORMAT "\n", annotated ? "annotated" : "plain",
           g_get_monotonic_time () - start);
  reader_fixture_run_for (500);
}

int
main (int argc, char *argv[])
{
  guint n_blocks, n_annotations, n_rounds;
  GtkEventController *keys = gtk_event_controller_key_new ();
  Bench bench = { 0 };

  if (argc != 4)
    g_error ("highlight-key BLOCKS ANNOTATIONS ROUNDS");
  n_blocks = (guint)atoi (argv[1]);
  n_annotations = (guint)atoi (argv[2]);
  n_rounds = (guint)atoi (argv[3]);
  reader_fixture_init ();
  bench.reader = reader_fixture_new ();
  reader_fixture_show (bench.reader, reader_fixture_long_article (n_blocks), 0, 0);
  bench.text = ibid_reading_text_new (bench.reader->article);
  bench.annotations = ibid_annotations_new ();
  add_many (&bench, n_blocks, n_annotations);
  for (guint i = 0; i < 3; i++)
    {
      open (&bench, i % 2 != 0);
      open (&bench, i % 2 == 0);
    }
  ibid_reading_state_set_annotations (bench.reader->state, bench.annotations);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), &bench);
  gtk_widget_add_controller (bench.reader->window, keys);
  gtk_widget_grab_focus (GTK_WIDGET (bench.reader->reader));
  for (guint i = 0; i < n_rounds; i++)
    {
      bench.ended = 0;
      measure_key (&bench, i);
      reader_fixture_run_for (300);
      bench.started = g_get_monotonic_time ();
      ask_for_frame (&bench);
      WAIT_UNTIL (bench.ended != 0);
      g_print ("trip %" G_GINT64_FORMAT "\n", bench.ended - bench.started);
    }
  ibid_reading_state_set_annotations (bench.reader->state, NULL);
  g_assert_finalize_object (bench.annotations);
  ibid_reading_text_unref (bench.text);
  reader_fixture_free (bench.reader);
  return 0;
}
