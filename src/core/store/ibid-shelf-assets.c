/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "ibid-shelf.h"

#define MAX_IMAGE_BYTES ((gsize)64 * 1024 * 1024)
#define PREFIX "assets/"

/* The part of an image's path behind "assets/"; NULL if it could lead anywhere else. The loader has
 * looked already, but what is copied is asked twice. */
static const char *
inner_path (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_prefix (path, PREFIX) || strpbrk (path, "\\:") != NULL)
    return NULL;
  parts = g_strsplit (path, "/", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '\0' || *parts[i] == '.')
      return NULL;
  return path + strlen (PREFIX);
}

/* Does a file really lie in a folder, whatever links lead there? */
static gboolean
lies_in (const char *path, const char *folder)
{
  g_autofree char *real_path = NULL;
  g_autofree char *real_folder = NULL;
  char *resolved_path = realpath (path, NULL);
  char *resolved_folder = realpath (folder, NULL);
  gboolean inside = FALSE;

  if (resolved_path != NULL && resolved_folder != NULL)
    {
      real_path = g_strdup (resolved_path);
      real_folder = g_strconcat (resolved_folder, "/", NULL);
      inside = g_str_has_prefix (real_path, real_folder);
    }
  free (resolved_path);
  free (resolved_folder);
  return inside;
}

static void
copy_image (const char *path, const char *source_folder, const char *folder, gboolean replace,
            GCancellable *cancellable)
{
  const char *inner = inner_path (path);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GError) error = NULL;

  if (inner == NULL)
    return;
  from = g_build_filename (source_folder, inner, NULL);
  to = g_build_filename (folder, path, NULL);
  if (!lies_in (from, source_folder) || (!replace && g_file_test (to, G_FILE_TEST_IS_REGULAR)))
    return;
  if (!ibid_files_copy (from, to, MAX_IMAGE_BYTES, cancellable, &error))
    g_info ("%s", error->message);
}

/*
 * ibid_shelf_copy_assets:
 * @source_folder: path of the folder that stands for "assets/" beside the file that is opened
 * @folder: path of the article's folder
 * @replace: whether images that are there are replaced
 *
 * Copies the images that the article names, and nothing else. What fails is found by
 * ibid_shelf_check_assets().
 */
void
ibid_shelf_copy_assets (IbidArticle *article, const char *source_folder, const char *folder,
                        gboolean replace, GCancellable *cancellable)
{
  guint n_blocks = ibid_article_get_n_blocks (article);

  for (guint i = 0; i < n_blocks; i++)
    {
      guint n_images;
      const IbidImage *images =
          ibid_block_get_images (ibid_article_peek_block (article, i), &n_images);

      for (guint j = 0; j < n_images; j++)
        {
          if (g_cancellable_is_cancelled (cancellable))
            return;
          copy_image (images[j].path, source_folder, folder, replace, cancellable);
        }
    }
}

static void
check_image (const IbidImage *image, const IbidSpan *span, guint position, const char *folder,
             GListStore *findings)
{
  g_autofree char *path = g_build_filename (folder, image->path, NULL);
  g_autofree char *pointer = NULL;
  g_autofree char *message = NULL;
  g_autoptr (IbidFinding) finding = NULL;

  if (inner_path (image->path) != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  pointer = g_strdup_printf ("/blocks/%u/images/%u/path", span->block, position);
  /* Translators: %s is a path such as assets/map.svg */
  message = g_strdup_printf (_ ("The image %s is missing. It is expected in the folder X.assets "
                                "beside the file X.ibid.json that is opened."),
                             image->path);
  finding = ibid_finding_new (IBID_SEVERITY_WARNING, "missing-image", pointer,
                              ibid_span_is_empty (span) ? NULL : span, NULL, message);
  g_list_store_append (findings, finding);
}

/*
 * ibid_shelf_check_assets:
 * @folder: path of the article's folder
 * @findings: receives a warning "missing-image" for each image that is not there
 */
void
ibid_shelf_check_assets (IbidArticle *article, const char *folder, GListStore *findings)
{
  guint n_blocks = ibid_article_get_n_blocks (article);

  for (guint i = 0; i < n_blocks; i++)
    {
      IbidBlock *block = ibid_article_peek_block (article, i);
      IbidSpan span = { i, 0, ibid_block_get_n_chars (block) };
      guint n_images;
      const IbidImage *images = ibid_block_get_images (block, &n_images);

      for (guint j = 0; j < n_images; j++)
        check_image (&images[j], &span, j, folder, findings);
    }
}
