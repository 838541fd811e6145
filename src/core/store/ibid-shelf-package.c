/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>

#include "ibid-decision-places.h"
#include "ibid-overlay-format.h"
#include "ibid-package-format.h"
#include "ibid-shelf-private.h"

/*
 * Packages, unpacked into a folder that is laid out as an article's in the library is. An article
 * that is new comes with its files as they are; one that is there takes over, annotation by
 * annotation and decision by decision, what it does not have.
 */

/* Copies a file of the reader's work, if the package has it. */
static gboolean
copy_work (const char *package, const char *folder, const char *name, GCancellable *cancellable,
           GError **error)
{
  g_autofree char *from = g_build_filename (package, name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);

  return !g_file_test (from, G_FILE_TEST_EXISTS) ||
         ibid_files_copy (from, to, IBID_FORMAT_MAX_FILE_BYTES, cancellable, error);
}

/*
 * ibid_shelf_fill_from_package:
 * @folder: path of the folder of an article that is new
 * @package: path of the folder that the package was unpacked into
 *
 * Copies what the reader did with the article, and its older texts.
 *
 * Returns: %FALSE with an error of G_IO_ERROR
 */
gboolean
ibid_shelf_fill_from_package (const char *folder, const char *package, GCancellable *cancellable,
                              GError **error)
{
  if (!copy_work (package, folder, IBID_PACKAGE_ANNOTATIONS, cancellable, error) ||
      !copy_work (package, folder, IBID_PACKAGE_OVERLAY, cancellable, error))
    return FALSE;
  ibid_shelf_copy_versions (package, folder, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/*
 * ibid_shelf_copy_versions:
 * @package: path of the folder that a package was unpacked into
 * @folder: path of an article's folder
 *
 * Copies the older texts that the folder does not have. They help to find passages again, and what
 * cannot be copied is done without.
 */
void
ibid_shelf_copy_versions (const char *package, const char *folder, GCancellable *cancellable)
{
  g_autofree char *from = g_build_filename (package, IBID_PACKAGE_VERSIONS, NULL);
  g_autofree char *to = g_build_filename (folder, IBID_PACKAGE_VERSIONS, NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL &&
         !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *version = g_build_filename (from, name, NULL);
      g_autofree char *kept = g_build_filename (to, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *hash = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (!g_str_has_suffix (name, IBID_SHELF_SUFFIX) || g_file_test (kept, G_FILE_TEST_EXISTS) ||
          !g_file_get_contents (version, &contents, &length, NULL))
        continue;
      /* under the name of one text there must not lie another */
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
      if (strlen (name) != strlen (hash) + strlen (IBID_SHELF_SUFFIX) ||
          !g_str_has_prefix (name, hash))
        continue;
      if (!ibid_files_copy (version, kept, IBID_FORMAT_MAX_FILE_BYTES, cancellable, &error))
        g_info ("%s", error->message);
    }
}

/* A file of the package; NULL without an error if it has none. */
static GBytes *
read_file (const char *package, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (package, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  return ibid_files_read (path, IBID_FORMAT_MAX_FILE_BYTES, NULL, cancellable, error);
}

/* What the reader of the package did; nothing is taken in of a package that has something wrong. */
static gboolean
read_work (IbidOpened *opened, const char *name, GCancellable *cancellable, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *annotations_name = g_strdup_printf ("%s, %s", name, IBID_PACKAGE_ANNOTATIONS);
  g_autofree char *overlay_name = g_strdup_printf ("%s, %s", name, IBID_PACKAGE_OVERLAY);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) annotations = NULL;
  g_autoptr (GBytes) overlay = NULL;

  annotations = read_file (opened->package, IBID_PACKAGE_ANNOTATIONS, cancellable, &local);
  if (annotations != NULL)
    opened->more_annotations =
        ibid_annotations_load_bytes (annotations, annotations_name, id, &local);
  if (local == NULL)
    overlay = read_file (opened->package, IBID_PACKAGE_OVERLAY, cancellable, &local);
  if (overlay != NULL)
    opened->more_decisions = ibid_overlay_load_bytes (overlay, overlay_name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The article with the text that the library has, in place of the one that the package has. */
static IbidOpened *
open_present (IbidShelf *self, IbidOpened *opened, gboolean with_corrections,
              GCancellable *cancellable, GError **error)
{
  IbidOpened *present =
      ibid_shelf_open_folder (self, opened->folder, with_corrections, cancellable, error);

  if (present == NULL)
    return NULL;
  present->more_annotations = g_steal_pointer (&opened->more_annotations);
  present->more_decisions = g_steal_pointer (&opened->more_decisions);
  present->is_outdated = TRUE;
  return present;
}

/*
 * ibid_shelf_open_package:
 * @package: path of a folder that a package was unpacked into
 * @name: what the package is called, for messages
 * @with_corrections: whether to read corrections.json, too
 *
 * Opens the article of a package as ibid_shelf_open_file() does; a text that a newer one took the
 * place of in the library stays where it is. What the package has of annotations and decisions is
 * to be merged by the main thread, with anchors set.
 *
 * Returns: (transfer full) (nullable): the article; or an error of IBID_FORMAT_ERROR or G_IO_ERROR,
 *   and then the library is as it was
 */
IbidOpened *
ibid_shelf_open_package (IbidShelf *self, const char *package, const char *name,
                         gboolean with_corrections, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (package, IBID_PACKAGE_ARTICLE, NULL);
  g_autofree char *article_name = g_strdup_printf ("%s, %s", name, IBID_PACKAGE_ARTICLE);
  g_autofree char *assets = g_build_filename (package, IBID_PACKAGE_ASSETS, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidOpened) opened =
      ibid_shelf_read_article (file, article_name, &bytes, cancellable, error);

  if (opened == NULL)
    return NULL;
  opened->package = package;
  if (!read_work (opened, name, cancellable, error) ||
      !ibid_shelf_take_in (self, opened, bytes, assets, with_corrections, cancellable, error))
    return NULL;
  if (opened->is_outdated)
    {
      IbidOpened *present = open_present (self, opened, with_corrections, cancellable, error);

      g_clear_pointer (&opened, ibid_opened_free);
      opened = present;
      if (opened == NULL)
        return NULL;
    }
  opened->package = NULL;
  if (opened->more_annotations != NULL)
    ibid_anchoring_settle (opened->anchoring, opened->more_annotations->annotations);
  if (opened->more_decisions != NULL)
    ibid_decision_places_settle (opened->more_decisions, opened->anchoring);
  return g_steal_pointer (&opened);
}
