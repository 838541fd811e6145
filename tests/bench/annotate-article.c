/* SPDX-License-Identifier: GPL-3.0-or-later */

/* annotate-article ROOT FILE: opens an article in the library at ROOT, changes the style of its
 * first annotation if it has any, and waits until that is saved. Prints how many annotations there
 * are, how long opening took (µs), the longest that the main loop was busy meanwhile and while
 * saving (µs; all the time, and of the processor), how long saving took, and the memory in use at
 * the end (KiB). */

#include "ibid-library.h"
#include <malloc.h>
#include <time.h>

typedef struct
{
  gint64 wall_us;
  gint64 cpu_us; /* of the main thread alone: what other programs do meanwhile is left out */
} Moment;

static Moment returned;
static Moment longest;

static Moment
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);
  return (Moment){ g_get_monotonic_time (), cpu.tv_sec * G_USEC_PER_SEC + cpu.tv_nsec / 1000 };
}

static void
note_busy (void)
{
  Moment moment = now ();

  if (returned.wall_us == 0)
    return;
  longest.wall_us = MAX (longest.wall_us, moment.wall_us - returned.wall_us);
  longest.cpu_us = MAX (longest.cpu_us, moment.cpu_us - returned.cpu_us);
}

/* Between two looks at its sources the main loop is busy with what they asked for. */
static gint
watch_poll (GPollFD *fds, guint n_fds, gint timeout)
{
  gint result;

  note_busy ();
  result = g_poll (fds, n_fds, timeout);
  returned = now ();
  return result;
}

static void
say_stall (const char *what)
{
  note_busy ();
  g_print ("%s-stall %" G_GINT64_FORMAT "\n", what, longest.wall_us);
  g_print ("%s-stall-cpu %" G_GINT64_FORMAT "\n", what, longest.cpu_us);
  longest = (Moment){ 0, 0 };
  returned = now ();
}

static void
say (const char *word, gint64 value)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", word, value);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(IbidDossier **)user_data = ibid_library_open_finish (IBID_LIBRARY (source), result, &error);
  if (error != NULL)
    g_error ("%s", error->message);
}

static gint64
get_resident_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmRSS:") : NULL;
  return line != NULL ? g_ascii_strtoll (line + 6, NULL, 10) : 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GFile) root = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (IbidLibrary) library = NULL;
  g_autoptr (IbidAnnotation) first = NULL;
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  IbidDossier *dossier = NULL;
  GListModel *annotations;
  gint64 start;

  if (argc != 3)
    {
      g_printerr ("usage: annotate-article ROOT FILE\n");
      return 2;
    }
  g_main_context_set_poll_func (NULL, watch_poll);
  root = g_file_new_for_commandline_arg (argv[1]);
  file = g_file_new_for_commandline_arg (argv[2]);
  library = ibid_library_new (root);
  start = g_get_monotonic_time ();
  ibid_library_open_file_async (library, file, NULL, opened_cb, &dossier);
  while (dossier == NULL)
    g_main_context_iteration (NULL, TRUE);
  say ("open", g_get_monotonic_time () - start);
  say_stall ("open");
  annotations = G_LIST_MODEL (ibid_dossier_get_annotations (dossier));
  say ("annotations", g_list_model_get_n_items (annotations));
  say ("memory", get_resident_kib ());
  say ("heap", (gint64)(mallinfo2 ().uordblks / 1024));

  first = g_list_model_get_item (annotations, 0);
  if (first != NULL)
    {
      IbidAnnotationStyle style = ibid_annotation_get_style (first) == IBID_ANNOTATION_STYLE_BLUE
                                      ? IBID_ANNOTATION_STYLE_PINK
                                      : IBID_ANNOTATION_STYLE_BLUE;

      g_ptr_array_add (one, first);
      returned = now ();
      start = g_get_monotonic_time ();
      ibid_dossier_set_annotation_style (dossier, one, style);
      say ("act", g_get_monotonic_time () - start);
      while (!ibid_dossier_is_saved (dossier))
        g_main_context_iteration (NULL, TRUE);
      say ("save", g_get_monotonic_time () - start);
      say_stall ("save");
      say ("memory-saved", get_resident_kib ());
    }
  g_object_unref (dossier);
  return 0;
}
