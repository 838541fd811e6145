/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog with 10,000 annotations: the longest time that the main loop was kept from
 * everything else while the dialog came up, while a preview was made and shown, and while a file
 * was written; how long each took; and beside them the stalls of the same dialog left alone. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "ibid-export-dialog.h"
#include "notes-fixture.h"

#define N_PARAGRAPHS 5000
#define N_ANNOTATIONS 10000
#define N_ROUNDS 7

static const char *const formats[] = { "markdown", "jsonld", "html", "csv", "text" };

typedef struct
{
  gint64 begun;
  gint64 last;
  double longest;
  guint id;
} Stall;

static gboolean
tick_cb (gpointer data)
{
  Stall *stall = data;
  gint64 now = g_get_monotonic_time ();

  stall->longest = MAX (stall->longest, (double)(now - stall->last) / 1000.0);
  stall->last = now;
  return G_SOURCE_CONTINUE;
}

static void
begin (Stall *stall)
{
  stall->begun = stall->last = g_get_monotonic_time ();
  stall->longest = 0;
  stall->id = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, stall, NULL);
}

static double
end (Stall *stall)
{
  g_source_remove (stall->id);
  return (double)(g_get_monotonic_time () - stall->begun) / 1000.0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a;
  double second = *(const double *)b;

  return first < second ? -1 : first > second;
}

static void
report (const char *what, double *stalls, double *times)
{
  qsort (stalls, N_ROUNDS, sizeof (double), compare);
  qsort (times, N_ROUNDS, sizeof (double), compare);
  g_print ("%-28s took %7.1f ms; longest stall: median %6.1f ms, most %6.1f ms\n", what,
           times[N_ROUNDS / 2], stalls[N_ROUNDS / 2], stalls[N_ROUNDS - 1]);
}

static GtkWidget *
child_of (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, IBID_TYPE_EXPORT_DIALOG, name));
}

static void
changed_cb (gboolean *changed)
{
  *changed = TRUE;
}

/* Until the text of the next preview is there, and the frame that shows it. */
static void
wait_for_preview (GtkWidget *dialog)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (child_of (dialog, "text")));
  gboolean changed = FALSE;
  gulong id = g_signal_connect_swapped (buffer, "changed", G_CALLBACK (changed_cb), &changed);

  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (buffer, id);
  reading_fixture_wait (100);
}

static GtkWidget *
open_dialog (GtkWindow *window, IbidDossier *dossier)
{
  GtkWidget *dialog = ibid_export_dialog_new (window, dossier);

  gtk_window_present (GTK_WINDOW (dialog));
  wait_for_preview (dialog);
  return dialog;
}

static void
measure_opening (GtkWindow *window, IbidDossier *dossier)
{
  double stalls[N_ROUNDS], times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Stall stall;
      GtkWidget *dialog;

      begin (&stall);
      dialog = open_dialog (window, dossier);
      times[i] = end (&stall);
      stalls[i] = stall.longest;
      gtk_window_destroy (GTK_WINDOW (dialog));
      reading_fixture_wait (300);
    }
  report ("opened", stalls, times);
}

static void
measure_preview (GtkWindow *window, IbidDossier *dossier, const char *format)
{
  g_autofree char *what = g_strdup_printf ("preview, %s", format);
  double stalls[N_ROUNDS], times[N_ROUNDS];
  GtkWidget *dialog = open_dialog (window, dossier);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Stall stall;

      g_object_set (dialog, "format", "ris", NULL);
      reading_fixture_wait (800);
      begin (&stall);
      g_object_set (dialog, "format", format, NULL);
      wait_for_preview (dialog);
      times[i] = end (&stall);
      stalls[i] = stall.longest;
    }
  report (what, stalls, times);
  gtk_window_destroy (GTK_WINDOW (dialog));
  reading_fixture_wait (300);
}

static void
measure_writing (GtkWindow *window, IbidDossier *dossier, const char *format)
{
  g_autofree char *what = g_strdup_printf ("written, %s", format);
  g_autofree char *folder = g_dir_make_tmp ("ibid-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  double stalls[N_ROUNDS], times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      GtkWidget *dialog = ibid_export_dialog_new (window, dossier);
      gboolean written = FALSE;
      Stall stall;

      g_object_set (dialog, "format", format, NULL);
      gtk_window_present (GTK_WINDOW (dialog));
      wait_for_preview (dialog);
      reading_fixture_wait (500);
      g_signal_connect_swapped (dialog, "exported", G_CALLBACK (changed_cb), &written);
      begin (&stall);
      ibid_export_dialog_write (IBID_EXPORT_DIALOG (dialog), file);
      while (!written)
        g_main_context_iteration (NULL, TRUE);
      times[i] = end (&stall);
      stalls[i] = stall.longest;
      reading_fixture_wait (300);
      g_unlink (path);
    }
  g_rmdir (folder);
  report (what, stalls, times);
}

/* The floor: the same dialog, in which nothing happens. */
static void
measure_alone (GtkWindow *window, IbidDossier *dossier)
{
  double stalls[N_ROUNDS], times[N_ROUNDS];
  GtkWidget *dialog = open_dialog (window, dossier);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Stall stall;

      begin (&stall);
      gtk_widget_queue_draw (dialog);
      reading_fixture_wait (500);
      times[i] = end (&stall);
      stalls[i] = stall.longest;
    }
  report ("left alone, drawn once", stalls, times);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  ReadingFixture reading = { 0 };
  g_autofree char *json = notes_fixture_new_article (N_PARAGRAPHS);
  GtkWindow *window;

  adw_init ();
  reading_fixture_load_styles ();
  reading_fixture_open_json (&reading, json);
  notes_fixture_fill_many (&reading, N_ANNOTATIONS);
  window = reading_fixture_show (gtk_label_new (NULL), 1100, 700);
  reading_fixture_wait (2000);
  measure_alone (window, reading.dossier);
  measure_opening (window, reading.dossier);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      measure_preview (window, reading.dossier, formats[i]);
      measure_writing (window, reading.dossier, formats[i]);
    }
  gtk_window_destroy (window);
  reading_fixture_wait (50);
  reading_fixture_close (&reading);
  return 0;
}
