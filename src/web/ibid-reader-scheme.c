/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own address scheme: ibid://app/article/<serial>/assets/… serves the images of the article
 * that is shown, and nothing else. Every request is finished on every path, through finish(). */
#define G_LOG_DOMAIN "ibid-web"
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "ibid-reader-view-private.h"

#define MAX_IMAGE_BYTES ((gsize)32 * 1024 * 1024)
#define SNIFFED_BYTES 1024

typedef struct
{
  WebKitURISchemeRequest *request;
  char *folder; /* of the article */
  char *path;   /* within it */
} ImageTask;

static void
image_task_free (ImageTask *data)
{
  g_object_unref (data->request);
  g_free (data->folder);
  g_free (data->path);
  g_free (data);
}

static void
finish (WebKitURISchemeRequest *request, GBytes *bytes, const char *type, GError *error)
{
  g_autoptr (GInputStream) stream = NULL;

  if (error != NULL)
    {
      g_debug ("%s: %s", webkit_uri_scheme_request_get_uri (request), error->message);
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (bytes);
  webkit_uri_scheme_request_finish (request, stream, (gint64)g_bytes_get_size (bytes), type);
}

static gboolean
has_magic (const guint8 *data, gsize size, gsize at, const char *magic, gsize length)
{
  return size >= at + length && memcmp (data + at, magic, length) == 0;
}

static gboolean
looks_like_svg (const guint8 *data, gsize size)
{
  g_autofree char *head = g_strndup ((const char *)data, MIN (size, SNIFFED_BYTES));
  const char *p = head;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (g_ascii_isspace (*p))
    p++;
  return p[0] == '<' && strstr (p, "<svg") != NULL;
}

/* The type that the content has, whatever its name says; NULL is none that may be shown. */
static const char *
sniff_type (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (has_magic (data, size, 0, "\x89PNG\r\n\x1a\n", 8))
    return "image/png";
  if (has_magic (data, size, 0, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (has_magic (data, size, 0, "GIF87a", 6) || has_magic (data, size, 0, "GIF89a", 6))
    return "image/gif";
  if (has_magic (data, size, 0, "RIFF", 4) && has_magic (data, size, 8, "WEBP", 4))
    return "image/webp";
  if (looks_like_svg (data, size))
    return "image/svg+xml";
  return NULL;
}

/* A path made of plain names, the first of them "assets". */
static gboolean
is_asset_path (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (!g_utf8_validate (path, -1, NULL) || !g_str_has_prefix (path, "assets/") ||
      strchr (path, '\\') != NULL)
    return FALSE;
  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  return TRUE;
}

/* Where links in the file system lead is looked at too: the file must lie in the folder. */
static char *
resolve (const char *folder, const char *path, GError **error)
{
  g_autofree char *root = g_build_filename (folder, "assets", NULL);
  g_autofree char *file = g_build_filename (folder, path, NULL);
  char *real_root = realpath (root, NULL);
  char *real_file = realpath (file, NULL);
  char *result = NULL;

  if (real_root == NULL || real_file == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no such file", file);
  else if (!g_str_has_prefix (real_file, real_root) || real_file[strlen (real_root)] != '/' ||
           !g_file_test (real_file, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s: not in the article's folder",
                 file);
  else
    result = g_strdup (real_file);
  free (real_root);
  free (real_file);
  return result;
}

static GBytes *
read_limited (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree guint8 *data = NULL;
  gsize size;
  gsize n_read = 0;

  if (stream == NULL)
    return NULL;
  info =
      g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > (goffset)MAX_IMAGE_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "%s: larger than 32 MiB", path);
      return NULL;
    }
  size = (gsize)g_file_info_get_size (info);
  data = g_malloc (MAX (size, 1));
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, size, &n_read, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

static void
read_image (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  ImageTask *data = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = resolve (data->folder, data->path, &error);
  GBytes *bytes = path != NULL ? read_limited (path, cancellable, &error) : NULL;

  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify)g_bytes_unref);
}

static void
image_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ImageTask *data = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  const char *type = NULL;

  if (bytes != NULL && (type = sniff_type (bytes)) == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: not an image", data->path);
  finish (data->request, bytes, type, error);
}

/* The path within the article's folder that an address asks for, or NULL. */
static char *
dup_asset_path (IbidReaderView *self, const char *uri)
{
  g_autofree char *prefix = g_strdup_printf (IBID_READER_SCHEME "://app/article/%u/", self->serial);
  g_autofree char *path = NULL;

  if (self->folder == NULL || !g_str_has_prefix (uri, prefix))
    return NULL;
  path = g_uri_unescape_string (uri + strlen (prefix), NULL);
  return path != NULL && is_asset_path (path) ? g_steal_pointer (&path) : NULL;
}

static void
request_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  GWeakRef *reader = user_data;
  g_autoptr (IbidReaderView) self = g_weak_ref_get (reader);
  g_autofree char *path =
      self != NULL ? dup_asset_path (self, webkit_uri_scheme_request_get_uri (request)) : NULL;
  g_autofree char *folder = path != NULL ? g_file_get_path (self->folder) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  ImageTask *data;

  if (folder == NULL)
    {
      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "not an image of the article");
      finish (request, NULL, NULL, error);
      return;
    }
  data = g_new0 (ImageTask, 1);
  data->request = g_object_ref (request);
  data->folder = g_steal_pointer (&folder);
  data->path = g_steal_pointer (&path);
  task = g_task_new (NULL, NULL, image_read_cb, NULL);
  g_task_set_source_tag (task, request_cb);
  g_task_set_task_data (task, data, (GDestroyNotify)image_task_free);
  g_task_run_in_thread (task, read_image);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

void
ibid_reader_serve_images (IbidReaderView *self)
{
  GWeakRef *reader = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reader, self);
  webkit_web_context_register_uri_scheme (self->context, IBID_READER_SCHEME, request_cb, reader,
                                          weak_ref_free);
}
