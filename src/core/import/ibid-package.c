/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ibid-package-private.h"

static void
package_clear (gpointer data)
{
  IbidPackage *self = data;

  for (guint i = self->made->len; i > 0; i--)
    g_remove (g_ptr_array_index (self->made, i - 1));
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_ptr_array_unref (self->made);
  g_free (self->folder);
  g_free (self->name);
}

/*
 * ibid_package_new:
 * @name: what it is called, for messages
 *
 * Returns: (transfer full): a package without a folder
 */
IbidPackage *
ibid_package_new (const char *name)
{
  IbidPackage *self = g_atomic_rc_box_new0 (IbidPackage);

  self->name = g_strdup (name);
  self->made = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static char *
dup_display_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

/**
 * ibid_package_open:
 * @file: a package
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: where to put an error, as ibid_package_open_stream()
 *
 * Returns: (transfer full) (nullable): the package
 */
IbidPackage *
ibid_package_open (GFile *file, IbidPackageProgress progress, gpointer progress_data,
                   GCancellable *cancellable, GError **error)
{
  g_autofree char *name = dup_display_name (file);
  g_autoptr (GFileInputStream) stream = NULL;

  /* opening something else than a file might wait for ever */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is not a plain file."),
                   name);
      return NULL;
    }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  return ibid_package_open_stream (G_INPUT_STREAM (stream), name, NULL, progress, progress_data,
                                   cancellable, error);
}

static void
unref_package (gpointer package)
{
  ibid_package_unref (package);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  IbidPackage *package = ibid_package_open (data, NULL, NULL, cancellable, &error);

  if (package != NULL)
    g_task_return_pointer (task, package, unref_package);
  else
    g_task_return_error (task, error);
}

/**
 * ibid_package_open_async:
 * @file: a package
 * @cancellable: (nullable): to stop it
 * @callback: called when it is open, or cannot be
 * @user_data: for @callback
 *
 * As ibid_package_open(), in another thread.
 */
void
ibid_package_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ibid_package_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * ibid_package_open_finish:
 * @result: what the callback was given
 * @error: where to put an error, as ibid_package_open_stream()
 *
 * Returns: (transfer full) (nullable): the package
 */
IbidPackage *
ibid_package_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ibid_package_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ibid_package_ref:
 * @self: a package
 *
 * Returns: (transfer full): @self
 */
IbidPackage *
ibid_package_ref (IbidPackage *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ibid_package_unref:
 * @self: (transfer full): a package; its folder goes with the last reference
 */
void
ibid_package_unref (IbidPackage *self)
{
  g_atomic_rc_box_release_full (self, package_clear);
}

/**
 * ibid_package_get_folder:
 * @self: a package
 *
 * Returns: (transfer none): path of the folder that its files lie in
 */
const char *
ibid_package_get_folder (IbidPackage *self)
{
  return self->folder;
}

/**
 * ibid_package_get_name:
 * @self: a package
 *
 * Returns: (transfer none): what its file is called, for messages
 */
const char *
ibid_package_get_name (IbidPackage *self)
{
  return self->name;
}

/**
 * ibid_package_is_partial:
 * @self: a package
 *
 * Returns: whether who made it chose some of their annotations
 */
gboolean
ibid_package_is_partial (IbidPackage *self)
{
  return self->is_partial;
}

/* Local files whose name says nothing are looked at. */
static gboolean
begins_as_zip (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GFileInputStream) stream = NULL;
  char head[sizeof IBID_PACKAGE_MAGIC - 1];
  gsize n;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  return stream != NULL &&
         g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) &&
         n == sizeof head && memcmp (head, IBID_PACKAGE_MAGIC, sizeof head) == 0;
}

/**
 * ibid_package_is_one:
 * @file: any file
 *
 * Returns: whether its name, or its beginning where the name says nothing, is that of a package
 */
gboolean
ibid_package_is_one (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *lower = base != NULL ? g_ascii_strdown (base, -1) : NULL;

  if (lower == NULL || g_str_has_suffix (lower, ".json"))
    return FALSE;
  return g_str_has_suffix (lower, IBID_PACKAGE_SUFFIX) || begins_as_zip (file);
}
