/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-opening.h"
#include "ibid-package.h"
#include <glib/gi18n.h>

/* An opening on its way. */
typedef struct
{
  IbidPackage *package; /* NULL: an article's file. Its folder has to outlive the opening. */
  IbidMerged merged;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_pointer (&opening->package, ibid_package_unref);
  g_free (opening);
}

static void
answer (GTask *task, IbidDossier *dossier, GError *error)
{
  if (dossier != NULL)
    g_task_return_pointer (task, dossier, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
file_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  IbidDossier *dossier = ibid_library_open_finish (IBID_LIBRARY (object), result, &error);

  answer (task, dossier, error);
}

static void
package_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  IbidDossier *dossier =
      ibid_library_open_package_finish (IBID_LIBRARY (object), result, &opening->merged, &error);

  answer (task, dossier, error);
}

static void
unpacked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  IbidLibrary *library = g_task_get_source_object (task);
  GError *error = NULL;

  opening->package = ibid_package_open_finish (result, &error);
  if (opening->package == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ibid_library_open_package_async (
      library, ibid_package_get_folder (opening->package), ibid_package_get_name (opening->package),
      g_task_get_cancellable (task), package_opened_cb, g_object_ref (task));
}

/**
 * ibid_opening_begin:
 * @library: where it goes
 * @file: an article or a package, inside the library or not
 * @cancellable: (nullable): to stop it
 * @callback: called when it is open, or cannot be
 * @user_data: for @callback
 *
 * Opens whatever somebody opens, off the main thread.
 */
void
ibid_opening_begin (IbidLibrary *library, GFile *file, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, ibid_opening_begin);
  g_task_set_task_data (task, g_new0 (Opening, 1), opening_free);
  if (ibid_package_is_one (file))
    ibid_package_open_async (file, cancellable, unpacked_cb, g_steal_pointer (&task));
  else
    ibid_library_open_file_async (library, file, cancellable, file_opened_cb,
                                  g_steal_pointer (&task));
}

/**
 * ibid_opening_finish:
 * @library: where it went
 * @result: what the callback was given
 * @told: (out) (transfer full) (optional) (nullable): what a package brought, for people
 * @error: where to put an error of IBID_FORMAT_ERROR, IBID_IMPORT_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the article, open
 */
IbidDossier *
ibid_opening_finish (IbidLibrary *library, GAsyncResult *result, char **told, GError **error)
{
  const Opening *opening;
  IbidDossier *dossier;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ibid_opening_begin), NULL);

  opening = g_task_get_task_data (G_TASK (result));
  dossier = g_task_propagate_pointer (G_TASK (result), error);
  if (told != NULL)
    *told = dossier != NULL && opening->package != NULL
                ? ibid_opening_dup_outcome (&opening->merged)
                : NULL;
  return dossier;
}

/* One thing more of a list. */
static void
add_count (GString *told, guint n, const char *text)
{
  if (n == 0)
    return;
  if (told->len > 0)
    /* Translators: between the parts of "3 highlights added, 1 changed" */
    g_string_append (told, _ (", "));
  g_string_append (told, text);
}

static char *
dup_count (const char *text, guint n)
{
  GString *filled = g_string_new (text);
  g_autofree char *number = g_strdup_printf ("%u", n);

  g_string_replace (filled, "%u", number, 1);
  return g_string_free (filled, FALSE);
}

static void
add_highlights (GString *told, const IbidMerged *merged)
{
  g_autofree char *added = dup_count (
      ngettext ("%u highlight added", "%u highlights added", merged->n_added), merged->n_added);
  g_autofree char *changed =
      dup_count (ngettext ("%u highlight changed", "%u highlights changed", merged->n_changed),
                 merged->n_changed);
  g_autofree char *more_changed =
      /* Translators: of highlights, as in "3 highlights added, 1 changed" */
      dup_count (ngettext ("%u changed", "%u changed", merged->n_changed), merged->n_changed);
  g_autofree char *removed =
      dup_count (ngettext ("%u highlight removed", "%u highlights removed", merged->n_removed),
                 merged->n_removed);
  g_autofree char *more_removed =
      /* Translators: of highlights, as in "3 highlights added, 1 removed" */
      dup_count (ngettext ("%u removed", "%u removed", merged->n_removed), merged->n_removed);

  add_count (told, merged->n_added, added);
  add_count (told, merged->n_changed, merged->n_added > 0 ? more_changed : changed);
  add_count (told, merged->n_removed,
             merged->n_added + merged->n_changed > 0 ? more_removed : removed);
}

/**
 * ibid_opening_dup_outcome:
 * @merged: what opening a package has done
 *
 * Returns: (transfer full): the same for people, on one line
 */
char *
ibid_opening_dup_outcome (const IbidMerged *merged)
{
  GString *told = g_string_new (NULL);
  g_autofree char *decisions = dup_count (
      ngettext ("%u decision taken over", "%u decisions taken over", merged->n_decisions),
      merged->n_decisions);

  if (merged->is_new)
    g_string_append (told, _ ("Article added"));
  add_highlights (told, merged);
  add_count (told, merged->n_decisions, decisions);
  if (told->len == 0)
    g_string_append (told, _ ("The package has nothing that is new here"));
  if (merged->is_outdated)
    g_string_append (told, _ (". Your text is newer, and stays."));
  return g_string_free (told, FALSE);
}
