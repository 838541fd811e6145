/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ibid-reader-calls.h"
#include "ibid-web-room.h"

typedef struct
{
  const IbidReaderCalls *calls; /* NULL: it could not be opened */
  GError *error;
} Opening;

static GThread *thread;              /* that opens the module, or NULL */
static const IbidReaderCalls *calls; /* NULL until it is open; then for good */

/* Where the module is: the folder that the environment names (tests); beside the program, as
 * installed, wherever that was moved to; beside it in the build folder; where it was installed. */
static char *
dup_module_path (void)
{
  const char *folder = g_getenv ("IBID_MODULE_DIR");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bin = program != NULL ? g_path_get_dirname (program) : g_strdup ("/");
  const char *const beside[] = { IBID_MODULE_DIR_FROM_BIN, "../web" };

  if (folder != NULL)
    return g_build_filename (folder, IBID_WEB_MODULE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_build_filename (bin, beside[i], IBID_WEB_MODULE, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return g_build_filename (IBID_MODULE_DIR, IBID_WEB_MODULE, NULL);
}

static const IbidReaderCalls *
get_calls (GModule *module, const char *path, GError **error)
{
  gpointer symbol = NULL;
  IbidReaderCallsFunc function;
  const IbidReaderCalls *found;

  if (!g_module_symbol (module, IBID_READER_CALLS_SYMBOL, &symbol) || symbol == NULL)
    {
      g_set_error (error, G_MODULE_ERROR, G_MODULE_ERROR_FAILED, _ ("%s: not a part of Ibid"),
                   path);
      return NULL;
    }
  function = (IbidReaderCallsFunc)symbol;
  found = function ();
  if (g_strcmp0 (found->program_version, IBID_VERSION) != 0 || found->size != sizeof *found)
    {
      g_set_error (error, G_MODULE_ERROR, G_MODULE_ERROR_CHECK_FAILED,
                   _ ("%s: of another version of Ibid"), path);
      return NULL;
    }
  return found;
}

static gpointer
open_module (gpointer data)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autofree char *path = dup_module_path ();
  GModule *module =
      g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, &opening->error);

  if (module == NULL)
    return opening;
  opening->calls = get_calls (module, path, &opening->error);
  if (opening->calls != NULL)
    g_module_make_resident (module); /* it registers types */
  else
    g_module_close (module);
  return opening;
}

/**
 * ibid_web_room_begin:
 *
 * Begins to open the module in a thread. What meanwhile opens a library itself has to wait for it.
 */
void
ibid_web_room_begin (void)
{
  if (thread == NULL && calls == NULL)
    thread = g_thread_new ("web-room", open_module, NULL);
}

/**
 * ibid_web_room_open:
 * @error: %G_MODULE_ERROR, when the module is missing, broken or another version's
 *
 * Waits until the module is open, or opens it. After a failure it tries again.
 *
 * Returns: whether there can be a reader
 */
gboolean
ibid_web_room_open (GError **error)
{
  Opening *opening;

  if (calls != NULL)
    return TRUE;
  opening = thread != NULL ? g_thread_join (thread) : open_module (NULL);
  thread = NULL;
  calls = opening->calls;
  if (opening->error != NULL)
    g_propagate_error (error, opening->error);
  g_free (opening);
  return calls != NULL;
}

/**
 * ibid_web_room_dup_versions:
 *
 * Returns: (transfer full): a line about WebKit, or why there is none
 */
char *
ibid_web_room_dup_versions (void)
{
  g_autoptr (GError) error = NULL;

  if (!ibid_web_room_open (&error))
    return g_strdup_printf ("WebKitGTK: %s", error->message);
  return calls->dup_versions ();
}

/* ---- the functions of ibid-reader-view.h ---- */

GType
ibid_reader_view_get_type (void)
{
  return calls->get_type ();
}

GtkWidget *
ibid_reader_view_new (IbidReadingState *state)
{
  return calls->create (state);
}

void
ibid_reader_view_warm_up (IbidReaderView *self)
{
  calls->warm_up (self);
}

void
ibid_reader_view_show_article (IbidReaderView *self, GFile *folder, guint block, guint offset)
{
  calls->show_article (self, folder, block, offset);
}

void
ibid_reader_view_find (IbidReaderView *self, const char *text)
{
  calls->find (self, text);
}

void
ibid_reader_view_find_next (IbidReaderView *self)
{
  calls->find_next (self);
}

void
ibid_reader_view_find_previous (IbidReaderView *self)
{
  calls->find_previous (self);
}

void
ibid_reader_view_print (IbidReaderView *self, GPtrArray *notes, GtkWindow *parent)
{
  calls->print (self, notes, parent);
}

void
ibid_reader_view_export_pdf_async (IbidReaderView *self, GPtrArray *notes, GFile *file,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  calls->export_pdf_async (self, notes, file, cancellable, callback, user_data);
}

gboolean
ibid_reader_view_export_pdf_finish (IbidReaderView *self, GAsyncResult *result, GError **error)
{
  return calls->export_pdf_finish (self, result, error);
}
