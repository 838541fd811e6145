/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>
#include <unistd.h>

#include "ibid-article-format.h"
#include "ibid-shelf-private.h"

/*
 * Texts that take one another's place. An article keeps its id, its folder and all that lies in it,
 * whatever text it has: decisions and annotations name that id. A text that comes with another id
 * is written with the article's, and its own is noted in the member "other-ids", so that opening
 * the same file again finds the article.
 */

static gboolean
has_id (const char *const *ids, const char *id)
{
  return ids != NULL && g_strv_contains (ids, id);
}

/*
 * ibid_shelf_find_relative:
 * @opened: an article whose id the library does not have; its "older" is set to the folder of an
 *   article that it looks like a newer version of, if there is one
 *
 * Looks for an article that took a text of this id before. That it says so is not believed of an
 * article that is not like this one: a file from elsewhere may say what it likes.
 *
 * Returns: (transfer full) (nullable): path of its folder
 */
char *
ibid_shelf_find_relative (IbidShelf *self, IbidOpened *opened, GCancellable *cancellable)
{
  g_autoptr (IbidSummary) summary = ibid_summary_new ();
  g_autoptr (GDir) dir = g_dir_open (self->articles, 0, NULL);
  gint64 last_opened = -1;
  const char *name;

  ibid_summary_describe (summary, opened->article);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->articles, name, NULL);
      g_autoptr (IbidSummary) other = NULL;

      if (*name == '.' || g_cancellable_is_cancelled (cancellable))
        continue;
      other = ibid_summary_read (folder);
      if (other == NULL)
        other = ibid_summary_make (folder, cancellable);
      if (other->problem != NULL || !ibid_summary_is_like (summary, other))
        continue;
      if (has_id ((const char *const *)other->other_ids, summary->article_id))
        return g_steal_pointer (&folder);
      if (other->opened > last_opened && !ibid_summary_is_earlier (summary, other))
        {
          last_opened = other->opened;
          g_free (opened->older);
          opened->older = g_steal_pointer (&folder);
        }
    }
  return NULL;
}

static GBytes *
read_text (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, cancellable, error);
}

static gboolean
has_all (IbidArticle *article, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!has_id (ibid_article_get_other_ids (article), ids[i]))
      return FALSE;
  return TRUE;
}

/* An article that cannot be read cannot be told by its id, so that no other text may become it. */
static gboolean
is_sound (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = read_text (folder, cancellable, error);
  g_autoptr (IbidArticle) article =
      bytes != NULL ? ibid_article_load_bytes (bytes, folder, NULL, error) : NULL;

  return article != NULL;
}

/*
 * ibid_shelf_identify:
 * @folder: path of the folder of the article that @opened is to be a text of
 * @opened: a text that was read; if it has another id than that article, or does not know all its
 *   other ids, it is read anew with them
 * @bytes: its file
 * @identified: (out) (transfer full): its file with the article's id; @bytes if it has that
 *
 * Returns: %FALSE with an error of IBID_FORMAT_ERROR; nothing has changed
 */
gboolean
ibid_shelf_identify (const char *folder, IbidOpened *opened, GBytes *bytes, GBytes **identified,
                     GError **error)
{
  g_autoptr (IbidSummary) summary = ibid_summary_read (folder);
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  static const char *const none[] = { NULL };
  g_autofree char *hash = NULL;
  IbidArticle *article;

  if (summary == NULL)
    summary = ibid_summary_make (folder, NULL);
  /* of an article that cannot be read its place is all that is known: the new text takes it */
  if (summary->problem != NULL ||
      (strcmp (summary->article_id, id) == 0 && has_all (opened->article, summary->other_ids)))
    {
      *identified = g_bytes_ref (bytes);
      return TRUE;
    }
  *identified = ibid_article_identify_bytes (
      bytes, summary->article_id,
      summary->other_ids != NULL ? (const char *const *)summary->other_ids : none, error);
  if (*identified == NULL)
    return FALSE;
  g_list_store_remove_all (opened->findings);
  article = ibid_article_load_bytes (*identified, summary->title, opened->findings, error);
  if (article == NULL)
    return FALSE;
  g_clear_object (&opened->article);
  opened->article = article;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, *identified);
  memcpy (opened->sha256, hash, sizeof opened->sha256);
  return TRUE;
}

static char *
dup_file_hash (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

/*
 * ibid_shelf_is_outdated:
 * @folder: path of an article's folder
 * @opened: a text of that article, with its id
 *
 * Returns: whether the article had that text before, and has another one now
 */
gboolean
ibid_shelf_is_outdated (const char *folder, IbidOpened *opened)
{
  g_autofree char *name = g_strconcat (opened->sha256, IBID_SHELF_SUFFIX, NULL);
  g_autofree char *kept = g_build_filename (folder, "versions", name, NULL);
  g_autofree char *present = NULL;

  if (!g_file_test (kept, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  present = dup_file_hash (folder);
  return g_strcmp0 (present, opened->sha256) != 0;
}

/* Keeps images under a second name: new ones take the place of a name, never of the file itself. */
static gboolean
keep_images (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (from, name, NULL);
      g_autofree char *kept = g_build_filename (to, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (!keep_images (path, kept, cancellable, error))
            return FALSE;
        }
      else if (!g_file_test (kept, G_FILE_TEST_EXISTS) &&
               (!ibid_files_make_folder (to, error) ||
                (link (path, kept) != 0 &&
                 !ibid_files_copy (path, kept, G_MAXINT64, cancellable, error))))
        return FALSE;
    }
  return TRUE;
}

/* Keeps the text that there is under its hash, as a file that can be opened, with its images. */
static gboolean
keep_version (const char *folder, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
  g_autofree char *stem =
      g_build_filename (folder, "versions", sha256 != NULL ? sha256 : "unknown", NULL);
  g_autofree char *kept = g_strconcat (stem, IBID_SHELF_SUFFIX, NULL);
  g_autofree char *assets = g_build_filename (folder, "assets", NULL);
  g_autofree char *kept_assets = g_strconcat (stem, ".assets", NULL);

  return (g_file_test (kept, G_FILE_TEST_EXISTS) ||
          ibid_files_copy (path, kept, G_MAXINT64, cancellable, error)) &&
         keep_images (assets, kept_assets, cancellable, error);
}

/*
 * ibid_shelf_put_text:
 * @folder: path of an article's folder
 * @opened: a text of that article, with its id
 * @bytes: its file
 * @asset_folder: (nullable): path of the folder that stands for "assets/" beside the file
 *
 * Gives an article this text, unless it has it. The one before is kept under versions/ first, with
 * its images, so that at no moment there is neither.
 *
 * Returns: %FALSE with an error of G_IO_ERROR: the article has the text that it had
 */
gboolean
ibid_shelf_put_text (const char *folder, IbidOpened *opened, GBytes *bytes,
                     const char *asset_folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
  g_autofree char *present = dup_file_hash (folder);
  gboolean same = g_strcmp0 (present, opened->sha256) == 0;

  if (!same && (!keep_version (folder, present, cancellable, error) ||
                !ibid_files_write (path, bytes, NULL, error)))
    return FALSE;
  /* images that were not there the first time may be there now */
  if (asset_folder != NULL)
    ibid_shelf_copy_assets (opened->article, asset_folder, folder, !same, cancellable);
  return TRUE;
}

static gboolean
replace_locked (IbidShelf *self, const char *folder, const char *newer, IbidOpened *opened,
                GCancellable *cancellable, GError **error)
{
  g_autofree char *assets = g_build_filename (newer, "assets", NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GBytes) bytes = read_text (newer, cancellable, error);
  g_autoptr (GBytes) identified = NULL;
  g_autoptr (GError) local = NULL;

  if (bytes == NULL || !is_sound (folder, cancellable, error) ||
      !ibid_shelf_identify (folder, opened, bytes, &identified, error) ||
      !ibid_shelf_put_text (folder, opened, identified, assets, cancellable, error))
    return FALSE;
  ibid_shelf_copy_versions (newer, folder, NULL);
  opened->moved_from = g_strdup (newer);
  opened->moved_to = ibid_shelf_trash_locked (self, newer, &local);
  if (opened->moved_to == NULL)
    g_info ("%s", local->message); /* the text is there twice, which is better than not at all */
  return TRUE;
}

/*
 * ibid_shelf_replace:
 * @folder: path of an article's folder in the library
 * @newer: path of the folder of another article, whose text it is to have
 *
 * Gives an article the text of another, which goes to the trash. Its id, its decisions and all else
 * in its folder stay; its text before is kept under versions/. What the reader has decided about
 * the other and written into it is to be merged.
 *
 * Returns: (transfer full) (nullable): the article with its new text; %NULL with an error of
 *   G_IO_ERROR or IBID_FORMAT_ERROR, and then both are as they were
 */
IbidOpened *
ibid_shelf_replace (IbidShelf *self, const char *folder, const char *newer,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (IbidOpened) incoming = ibid_shelf_open_folder (self, newer, FALSE, cancellable, error);
  IbidOpened *opened;

  if (incoming == NULL || !replace_locked (self, folder, newer, incoming, cancellable, error))
    return NULL;
  /* from here on it has happened, and is not given up any more */
  opened = ibid_shelf_open_folder (self, folder, FALSE, NULL, error);
  if (opened != NULL)
    {
      opened->moved_from = g_steal_pointer (&incoming->moved_from);
      opened->moved_to = g_steal_pointer (&incoming->moved_to);
      opened->more_annotations = ibid_annotation_set_ref (incoming->annotations->state);
      opened->more_decisions = g_object_ref (incoming->decisions->state);
    }
  return opened;
}
