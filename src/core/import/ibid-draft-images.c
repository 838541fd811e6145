/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-draft-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* The images that an importer takes out of a document: known by their first bytes, not by their
 * names; each kept once. */

#define MAX_IMAGE_BYTES ((gsize)16 * 1024 * 1024)
#define MAX_ALL_BYTES ((gsize)256 * 1024 * 1024)
#define MAX_IMAGES 2000
#define MAX_STEM_CHARS 40
#define SNIFFED_BYTES 512

typedef struct
{
  char *path; /* "assets/map.png" */
  GBytes *bytes;
} DraftImage;

struct _IbidDraftImages
{
  GArray *images;      /* of DraftImage */
  GHashTable *digests; /* SHA-256 → path, borrowed from images */
  GHashTable *paths;   /* set of paths, borrowed from images */
  gsize n_bytes;
};

static void
draft_image_clear (DraftImage *image)
{
  g_free (image->path);
  g_bytes_unref (image->bytes);
}

/*
 * ibid_draft_images_new:
 *
 * Returns: (transfer full): no images yet
 */
IbidDraftImages *
ibid_draft_images_new (void)
{
  IbidDraftImages *self = g_new0 (IbidDraftImages, 1);

  self->images = g_array_new (FALSE, FALSE, sizeof (DraftImage));
  g_array_set_clear_func (self->images, (GDestroyNotify)draft_image_clear);
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->paths = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/*
 * ibid_draft_images_free:
 * @self: (transfer full): the images
 */
void
ibid_draft_images_free (IbidDraftImages *self)
{
  g_hash_table_unref (self->paths);
  g_hash_table_unref (self->digests);
  g_array_unref (self->images);
  g_free (self);
}

static const struct
{
  const char *extension;
  gsize at;
  const char *magic;
} kinds[] = {
  { ".png", 0, "\x89PNG\r\n\x1a\n" },
  { ".jpg", 0, "\xff\xd8\xff" },
  { ".gif", 0, "GIF8" },
  { ".webp", 8, "WEBP" },
  { ".avif", 4, "ftypavif" },
};

/* What an image is, by its beginning; NULL: nothing that a page can show. */
static const char *
sniff (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize length = strlen (kinds[i].magic);

      if (size > kinds[i].at + length && memcmp (data + kinds[i].at, kinds[i].magic, length) == 0)
        return kinds[i].extension;
    }
  return g_strstr_len (data, (gssize)MIN (size, SNIFFED_BYTES), "<svg") != NULL ? ".svg" : NULL;
}

/* A path of plain letters that is not taken yet. */
static char *
new_path (IbidDraftImages *self, const char *name, const char *extension)
{
  g_autoptr (GString) stem = g_string_new (NULL);
  const char *slash = name != NULL ? strrchr (name, '/') : NULL;
  const char *base = slash != NULL ? slash + 1 : name;
  char *path;

  for (const char *at = base; at != NULL && *at != '\0' && *at != '.' && *at != '?'; at++)
    if (stem->len < MAX_STEM_CHARS)
      g_string_append_c (stem, g_ascii_isalnum (*at) ? g_ascii_tolower (*at) : '-');
  if (stem->len == 0)
    g_string_append (stem, "image");
  path = g_strconcat ("assets/", stem->str, extension, NULL);
  for (guint i = 2; g_hash_table_contains (self->paths, path); i++)
    {
      g_free (path);
      path = g_strdup_printf ("assets/%s-%u%s", stem->str, i, extension);
    }
  return path;
}

static const char *
take_image (IbidDraftImages *self, char *path, GBytes *bytes, char *digest)
{
  const DraftImage image = { path, g_bytes_ref (bytes) };

  g_array_append_val (self->images, image);
  self->n_bytes += g_bytes_get_size (bytes);
  g_hash_table_insert (self->digests, digest, path);
  g_hash_table_add (self->paths, path);
  return path;
}

/**
 * ibid_draft_add_image:
 * @self: a draft
 * @name: (nullable): what the image is called in the document; a file's name is made of it
 * @bytes: the image's file
 *
 * Takes an image over. The same image twice is kept once. One that a page cannot show, or that is
 * too large, is left out and noted as a doubtful spot.
 *
 * Returns: (nullable): its path, for ibid_block_add_image(): "assets/map.png"; %NULL: left out
 */
const char *
ibid_draft_add_image (IbidDraft *self, const char *name, GBytes *bytes)
{
  IbidDraftImages *images = ibid_draft_get_images (self);
  const char *extension = sniff (bytes);
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const char *known = g_hash_table_lookup (images->digests, digest);
  g_autofree char *message = NULL;

  if (known != NULL)
    return known;
  if (extension == NULL)
    message = g_strdup_printf (_ ("The image “%s” is of a kind that cannot be shown."),
                               name != NULL ? name : "?");
  else if (size > MAX_IMAGE_BYTES || images->n_bytes + size > MAX_ALL_BYTES ||
           images->images->len >= MAX_IMAGES)
    message = g_strdup_printf (_ ("The image “%s” is too large and was left out."),
                               name != NULL ? name : "?");
  if (message != NULL)
    {
      ibid_draft_add_finding (self, IBID_SEVERITY_WARNING, "image-left-out", message);
      return NULL;
    }
  return take_image (images, new_path (images, name, extension), bytes, g_steal_pointer (&digest));
}

/**
 * ibid_draft_get_n_images:
 * @self: a draft
 *
 * Counts the images that were taken over.
 *
 * Returns: how many there are
 */
guint
ibid_draft_get_n_images (IbidDraft *self)
{
  return ibid_draft_get_images (self)->images->len;
}

/**
 * ibid_draft_peek_image:
 * @self: a draft
 * @index: position of an image
 * @bytes: (out) (transfer none) (optional): its file
 *
 * Gets an image.
 *
 * Returns: its path: "assets/map.png"
 */
const char *
ibid_draft_peek_image (IbidDraft *self, guint index, GBytes **bytes)
{
  const DraftImage *image =
      &g_array_index (ibid_draft_get_images (self)->images, DraftImage, index);

  if (bytes != NULL)
    *bytes = image->bytes;
  return image->path;
}

/**
 * ibid_draft_write_images:
 * @self: a draft
 * @folder: (type filename): the folder that stands for "assets/"; it is made if it has to be
 * @cancellable: (nullable): to stop early
 * @error: return location for an error of #G_FILE_ERROR or #G_IO_ERROR
 *
 * Writes the images out. Without images nothing is made.
 *
 * Returns: whether all are written
 */
gboolean
ibid_draft_write_images (IbidDraft *self, const char *folder, GCancellable *cancellable,
                         GError **error)
{
  guint n_images = ibid_draft_get_n_images (self);

  if (n_images > 0 && g_mkdir_with_parents (folder, 0755) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (saved_errno),
                   _ ("The folder %s cannot be made: %s"), folder, g_strerror (saved_errno));
      return FALSE;
    }
  for (guint i = 0; i < n_images; i++)
    {
      GBytes *bytes;
      const char *path = ibid_draft_peek_image (self, i, &bytes);
      g_autofree char *file = g_build_filename (folder, path + strlen ("assets/"), NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !g_file_set_contents (file, g_bytes_get_data (bytes, NULL),
                                (gssize)g_bytes_get_size (bytes), error))
        return FALSE;
    }
  return TRUE;
}
