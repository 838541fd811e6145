/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ibid-article-format.h"
#include "ibid-html-image.h"

/* a page with more in it is no longer a pleasure to send or to open */
#define MAX_IMAGE_BYTES ((gsize)8 * 1024 * 1024)
#define MAX_ALL_IMAGES_BYTES ((gsize)32 * 1024 * 1024)
#define ASSETS "assets/"

/* What a file is, by its first bytes: its name proves nothing. SVG may hold scripts; as the source
 * of an image none of them runs. */
static const char *
find_media_type (GBytes *bytes)
{
  static const struct
  {
    gsize offset;
    const char *magic;
    const char *media_type;
  } kinds[] = {
    { 0, "\x89PNG\r\n\x1a\n", "image/png" },
    { 0, "\xff\xd8\xff", "image/jpeg" },
    { 0, "GIF8", "image/gif" },
    { 8, "WEBP", "image/webp" },
    { 4, "ftypavif", "image/avif" },
  };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].magic);

      if (size >= kinds[i].offset + length &&
          memcmp (data + kinds[i].offset, kinds[i].magic, length) == 0)
        return kinds[i].media_type;
    }
  if (g_utf8_validate (data, (gssize)size, NULL) &&
      g_strstr_len (data, (gssize)size, "<svg") != NULL)
    return "image/svg+xml";
  return NULL;
}

/* A link in the folder may lead anywhere; what is sent to others is read from inside it alone.
 * @name begins with "assets/", for which @folder stands. */
static char *
dup_path_inside (const char *folder, const char *name)
{
  g_autofree char *path = NULL;
  char *real_path, *real_folder;
  char *result = NULL;

  if (!g_str_has_prefix (name, ASSETS))
    return NULL;
  path = g_build_filename (folder, name + strlen (ASSETS), NULL);
  real_path = realpath (path, NULL);
  real_folder = realpath (folder, NULL);

  if (real_path != NULL && real_folder != NULL && g_str_has_prefix (real_path, real_folder) &&
      real_path[strlen (real_folder)] == '/')
    result = g_strdup (real_path);
  free (real_path);
  free (real_folder);
  return result;
}

/*
 * ibid_html_dup_image:
 * @image: an image of the article
 * @images: an #IbidHtmlImages
 *
 * An #IbidRenderImage.
 *
 * Returns: (transfer full) (nullable): "data:…"; %NULL if there is no folder, the file is not
 * there, is no picture that browsers show, or is too large, alone or together with those before it
 */
char *
ibid_html_dup_image (const IbidImage *image, gpointer images)
{
  IbidHtmlImages *self = images;
  g_autofree char *path = self->assets != NULL ? dup_path_inside (self->assets, image->path) : NULL;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GBytes) bytes =
      file != NULL ? ibid_format_read_file (file, MAX_IMAGE_BYTES, NULL, NULL) : NULL;
  const char *media_type = bytes != NULL ? find_media_type (bytes) : NULL;
  g_autofree char *data = NULL;

  if (media_type == NULL || self->n_bytes + g_bytes_get_size (bytes) > MAX_ALL_IMAGES_BYTES)
    return NULL;
  self->n_bytes += g_bytes_get_size (bytes);
  data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return g_strdup_printf ("data:%s;base64,%s", media_type, data);
}
