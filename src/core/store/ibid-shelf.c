/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ibid-article-format.h"
#include "ibid-dossier-private.h"
#include "ibid-shelf-private.h"

#define INCOMING_PREFIX ".incoming-"
#define TRASH_NAME ".trash"
/* a folder that was being copied in when the program was killed */
#define STALE_SECONDS 3600
/* smaller files of annotations are read faster than a thread is started */
#define AHEAD_BYTES 65536

/*
 * ibid_shelf_new:
 * @root: path of the library's root, which need not exist
 */
IbidShelf *
ibid_shelf_new (const char *root)
{
  IbidShelf *self = g_atomic_rc_box_new0 (IbidShelf);

  self->root = g_strdup (root);
  self->articles = g_build_filename (root, "library", NULL);
  g_mutex_init (&self->mutex);
  return self;
}

/*
 * ibid_shelf_ref:
 */
IbidShelf *
ibid_shelf_ref (IbidShelf *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
shelf_clear (gpointer data)
{
  IbidShelf *self = data;

  g_free (self->root);
  g_free (self->articles);
  g_mutex_clear (&self->mutex);
}

/*
 * ibid_shelf_unref:
 */
void
ibid_shelf_unref (IbidShelf *self)
{
  g_atomic_rc_box_release_full (self, shelf_clear);
}

/*
 * ibid_shelf_get_root:
 *
 * Returns: (transfer none): path of the library's root
 */
const char *
ibid_shelf_get_root (IbidShelf *self)
{
  return self->root;
}

/*
 * ibid_shelf_dup_corrections_path:
 *
 * Returns: (transfer full): where decisions about all articles stand
 */
char *
ibid_shelf_dup_corrections_path (IbidShelf *self)
{
  return g_build_filename (self->root, "corrections.json", NULL);
}

/*
 * ibid_opened_free:
 */
void
ibid_opened_free (IbidOpened *opened)
{
  if (opened->scratch && opened->folder != NULL)
    ibid_files_remove_tree (opened->folder);
  g_clear_object (&opened->article);
  g_clear_object (&opened->findings);
  g_clear_pointer (&opened->decisions, ibid_kept_free);
  g_clear_pointer (&opened->annotations, ibid_kept_free);
  g_clear_pointer (&opened->anchoring, ibid_anchoring_unref);
  g_clear_object (&opened->copies);
  g_clear_pointer (&opened->corrections, ibid_kept_free);
  g_clear_pointer (&opened->place, ibid_place_record_free);
  g_free (opened->folder);
  g_free (opened->older);
  g_free (opened->moved_from);
  g_free (opened->moved_to);
  g_clear_pointer (&opened->more_annotations, ibid_annotation_set_unref);
  g_clear_object (&opened->more_decisions);
  g_free (opened);
}

/*
 * ibid_shelf_row_new:
 * @summary: (transfer full)
 */
IbidShelfRow *
ibid_shelf_row_new (const char *folder, IbidSummary *summary)
{
  IbidShelfRow *row = g_new0 (IbidShelfRow, 1);

  row->folder = g_strdup (folder);
  row->summary = summary;
  return row;
}

/*
 * ibid_shelf_row_free:
 */
void
ibid_shelf_row_free (gpointer data)
{
  IbidShelfRow *row = data;

  g_free (row->folder);
  ibid_summary_free (row->summary);
  g_free (row);
}

/* Does a folder hold the article with that id? */
static gboolean
holds (const char *folder, const char *article_id, GCancellable *cancellable)
{
  g_autoptr (IbidSummary) summary = ibid_summary_read (folder);

  if (summary == NULL)
    summary = ibid_summary_make (folder, cancellable);
  if (strcmp (summary->article_id, article_id) == 0)
    return TRUE;
  /* damaged beyond telling: the short id in its name is all that is left of it */
  return summary->problem != NULL && g_str_has_suffix (folder, summary->article_id);
}

/* The folder of an article, by its id; NULL if the library has none. */
static char *
find_folder (IbidShelf *self, const char *article_id, GCancellable *cancellable)
{
  g_autofree char *short_id = ibid_files_dup_short_id (article_id);
  g_autofree char *mark = g_strconcat ("-", short_id, NULL);
  g_autoptr (GDir) dir = g_dir_open (self->articles, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = NULL;

      if (*name == '.' || g_strrstr (name, mark) == NULL)
        continue;
      folder = g_build_filename (self->articles, name, NULL);
      if (holds (folder, article_id, cancellable))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

/*
 * ibid_shelf_dup_asset_folder:
 * @path: path of an article's file
 *
 * Returns: (transfer full): path of the folder that stands for "assets/" beside it: X.assets beside
 *   X.ibid.json; it need not be there
 */
char *
ibid_shelf_dup_asset_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *stem = NULL;
  g_autofree char *assets = NULL;
  char *dot;

  if (strcmp (name, IBID_SHELF_ARTICLE) == 0)
    {
      g_autofree char *inside = g_build_filename (folder, "assets", NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&inside);
    }
  stem = g_strdup (name);
  if (g_str_has_suffix (stem, IBID_SHELF_SUFFIX))
    stem[strlen (stem) - strlen (IBID_SHELF_SUFFIX)] = '\0';
  else if ((dot = strrchr (stem, '.')) != NULL && dot != stem)
    *dot = '\0';
  assets = g_strconcat (stem, ".assets", NULL);
  return g_build_filename (folder, assets, NULL);
}

/* Puts article and images into a folder that nobody else knows yet. */
static gboolean
fill_folder (const char *folder, IbidArticle *article, GBytes *bytes, const char *asset_folder,
             GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);

  if (!ibid_files_write (path, bytes, NULL, error))
    return FALSE;
  if (asset_folder != NULL)
    ibid_shelf_copy_assets (article, asset_folder, folder, TRUE, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static char *
rename_into_place (IbidShelf *self, const char *incoming, IbidArticle *article, GError **error)
{
  g_autofree char *slug = ibid_files_dup_slug (ibid_article_get_title (article));
  g_autofree char *short_id = ibid_files_dup_short_id (ibid_record_get_id (IBID_RECORD (article)));
  g_autofree char *folder = g_strdup_printf ("%s/%s-%s", self->articles, slug, short_id);

  /* a folder is renamed over an empty one, but never over one that holds something */
  for (int i = 2; g_rename (incoming, folder) != 0; i++)
    {
      if ((errno != ENOTEMPTY && errno != EEXIST && errno != ENOTDIR) || i > 1000)
        {
          ibid_files_set_error (error, errno, folder);
          return NULL;
        }
      g_free (folder);
      folder = g_strdup_printf ("%s/%s-%s-%d", self->articles, slug, short_id, i);
    }
  if (!ibid_files_sync_folder (self->articles, error))
    return NULL;
  return g_steal_pointer (&folder);
}

/* A new article: filled under a name that nobody looks at, then renamed. */
static char *
copy_in (IbidShelf *self, IbidOpened *opened, GBytes *bytes, const char *asset_folder,
         GCancellable *cancellable, GError **error)
{
  g_autofree char *incoming = g_build_filename (self->articles, INCOMING_PREFIX "XXXXXX", NULL);
  char *folder = NULL;

  if (!ibid_files_make_folder (self->articles, error))
    return NULL;
  if (g_mkdtemp_full (incoming, 0700) == NULL)
    {
      ibid_files_set_error (error, errno, self->articles);
      return NULL;
    }
  if (fill_folder (incoming, opened->article, bytes, asset_folder, cancellable, error) &&
      (opened->package == NULL ||
       ibid_shelf_fill_from_package (incoming, opened->package, cancellable, error)))
    folder = rename_into_place (self, incoming, opened->article, error);
  if (folder == NULL)
    ibid_files_remove_tree (incoming);
  opened->is_new = folder != NULL;
  return folder;
}

/* Brings the article into the library, or finds it there. */
static char *
shelve (IbidShelf *self, IbidOpened *opened, GBytes *bytes, const char *asset_folder,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *folder = find_folder (self, id, cancellable);
  g_autoptr (GBytes) identified = NULL;

  if (folder == NULL)
    folder = ibid_shelf_find_relative (self, opened, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (folder == NULL)
    return copy_in (self, opened, bytes, asset_folder, cancellable, error);
  if (!ibid_shelf_identify (folder, opened, bytes, &identified, error))
    return NULL;
  /* a package has no say about a text that a newer one took the place of */
  opened->is_outdated = opened->package != NULL && ibid_shelf_is_outdated (folder, opened);
  if (!opened->is_outdated &&
      !ibid_shelf_put_text (folder, opened, identified, asset_folder, cancellable, error))
    return NULL;
  return g_steal_pointer (&folder);
}

/* Reads what the reader did with the article, from @folder, where it cannot be saved. */
static IbidKept *
read_unsaveable (const IbidKeptKind *kind, const char *folder, const char *name, IbidOpened *opened,
                 const GError *reason, GCancellable *cancellable)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  IbidKept *kept = ibid_kept_read (kind, path, id, opened->anchoring, cancellable);

  memset (&kept->stamp, 0, sizeof kept->stamp);
  g_free (kept->problem);
  kept->problem = g_strdup_printf (
      _ ("The article could not be copied into the library. Your changes are kept as long as Ibid "
         "is open. %s"),
      reason->message);
  return kept;
}

/* The library takes nothing: the article is shown all the same, from a folder that goes with it. */
static gboolean
use_scratch (IbidShelf *self, IbidOpened *opened, GBytes *bytes, const char *asset_folder,
             const GError *reason, GCancellable *cancellable, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *present = find_folder (self, id, cancellable);

  opened->folder = g_dir_make_tmp ("ibid-XXXXXX", error);
  if (opened->folder == NULL)
    return FALSE;
  opened->scratch = TRUE;
  if (!fill_folder (opened->folder, opened->article, bytes, asset_folder, cancellable, error))
    return FALSE;
  opened->anchoring =
      ibid_anchoring_new (opened->article, present != NULL ? present : opened->folder);
  opened->decisions =
      read_unsaveable (&ibid_kept_decisions, present, "overlay.json", opened, reason, cancellable);
  opened->annotations = read_unsaveable (&ibid_kept_annotations, present, "annotations.jsonld",
                                         opened, reason, cancellable);
  return TRUE;
}

/* Says of what was read whether it can be saved again. */
static IbidKept *
check_place (IbidKept *kept, const char *folder)
{
  if (kept->problem == NULL && g_access (folder, W_OK) != 0)
    kept->problem = g_strdup_printf (
        _ ("The folder %s cannot be written to. Your changes are kept as long as Ibid is open."),
        folder);
  return kept;
}

/* Reads a file of the reader's work beside the article. */
static IbidKept *
read_kept (const IbidKeptKind *kind, const char *name, IbidOpened *opened,
           GCancellable *cancellable)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *path = g_build_filename (opened->folder, name, NULL);

  return check_place (ibid_kept_read (kind, path, id, opened->anchoring, cancellable),
                      opened->folder);
}

static void
add_finding (IbidOpened *opened, IbidKept *kept)
{
  if (kept->finding != NULL)
    g_list_store_append (opened->findings, kept->finding);
}

/* What lies beside the article: decisions, annotations, place, images. */
static void
read_companions (IbidShelf *self, IbidOpened *opened, gboolean with_corrections,
                 GCancellable *cancellable)
{
  g_autofree char *corrections = ibid_shelf_dup_corrections_path (self);

  if (opened->anchoring == NULL)
    opened->anchoring = ibid_anchoring_new (opened->article, opened->folder);
  if (opened->decisions == NULL)
    opened->decisions = read_kept (&ibid_kept_decisions, "overlay.json", opened, cancellable);
  if (opened->annotations == NULL)
    opened->annotations =
        read_kept (&ibid_kept_annotations, "annotations.jsonld", opened, cancellable);
  else if (!opened->scratch)
    {
      /* read ahead, when the text was not known yet */
      IbidAnnotationSet *set = check_place (opened->annotations, opened->folder)->state;

      ibid_anchoring_settle (opened->anchoring, set->annotations);
    }
  opened->copies = ibid_dossier_list_copies (opened->folder);
  add_finding (opened, opened->decisions);
  add_finding (opened, opened->annotations);
  if (with_corrections)
    {
      opened->corrections =
          ibid_kept_read (&ibid_kept_decisions, corrections, NULL, NULL, cancellable);
      add_finding (opened, opened->corrections);
    }
  opened->place = ibid_place_record_read (opened->folder);
  ibid_shelf_check_assets (opened->article, opened->folder, opened->findings);
}

/*
 * ibid_shelf_read_article:
 * @file: an article anywhere
 * @name: what it is called, for messages
 * @bytes: (out) (transfer full): its contents
 *
 * Reads and validates the article itself.
 *
 * Returns: (transfer full) (nullable): the article, or an error of IBID_FORMAT_ERROR or G_IO_ERROR
 */
IbidOpened *
ibid_shelf_read_article (GFile *file, const char *name, GBytes **bytes, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (IbidOpened) opened = g_new0 (IbidOpened, 1);
  g_autofree char *hash = NULL;

  *bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, cancellable, error);
  if (*bytes == NULL)
    return NULL;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, *bytes);
  memcpy (opened->sha256, hash, sizeof opened->sha256);
  opened->findings = g_list_store_new (IBID_TYPE_FINDING);
  opened->article = ibid_article_load_bytes (*bytes, name, opened->findings, error);
  if (opened->article == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&opened);
}

static IbidOpened *
read_article (GFile *file, GBytes **bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);

  return ibid_shelf_read_article (file, name, bytes, cancellable, error);
}

/*
 * ibid_shelf_take_in:
 * @opened: an article that was read
 * @bytes: its file
 * @asset_folder: (nullable): path of the folder that stands for "assets/" beside it
 * @with_corrections: whether to read corrections.json, too
 *
 * Brings an article into the library, or finds it there, and reads what lies beside it. Of one
 * whose text is outdated nothing is read: the library has another. If the library cannot be written
 * to, the article gets a folder of its own.
 *
 * Returns: %FALSE with an error of IBID_FORMAT_ERROR or G_IO_ERROR
 */
gboolean
ibid_shelf_take_in (IbidShelf *self, IbidOpened *opened, GBytes *bytes, const char *asset_folder,
                    gboolean with_corrections, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  opened->folder = shelve (self, opened, bytes, asset_folder, cancellable, &local);
  if (opened->folder == NULL)
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!use_scratch (self, opened, bytes, asset_folder, local, cancellable, error))
        return FALSE;
    }
  if (opened->package != NULL && !opened->is_new)
    ibid_shelf_copy_versions (opened->package, opened->folder, cancellable);
  if (!opened->is_outdated)
    read_companions (self, opened, with_corrections, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The article folder that a file is the article of; NULL if it lies elsewhere. */
static char *
dup_own_folder (IbidShelf *self, const char *path)
{
  char *real = realpath (path, NULL);
  char *articles = realpath (self->articles, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *parent = NULL;
  g_autofree char *name = NULL;
  g_autofree char *result = NULL;

  if (real != NULL && articles != NULL)
    {
      g_autofree char *base = g_path_get_basename (real);

      folder = g_path_get_dirname (real);
      parent = g_path_get_dirname (folder);
      name = g_path_get_basename (folder);
      if (strcmp (parent, articles) == 0 && strcmp (base, IBID_SHELF_ARTICLE) == 0 && *name != '.')
        result = g_build_filename (self->articles, name, NULL);
    }
  free (real);
  free (articles);
  return g_steal_pointer (&result);
}

/*
 * ibid_shelf_open_file:
 * @file: an article anywhere
 * @with_corrections: whether to read corrections.json, too
 *
 * Reads and validates an article, and copies it in with the images that it names. One with the same
 * id, or that once took a text of this id, is used if it has the same text, else its text is
 * replaced and kept under versions/. An article of the library itself is used where it is. If the
 * library cannot be written to, the article is opened all the same.
 *
 * Returns: (transfer full) (nullable): the article, or an error of IBID_FORMAT_ERROR or G_IO_ERROR
 */
IbidOpened *
ibid_shelf_open_file (IbidShelf *self, GFile *file, gboolean with_corrections,
                      GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *own = path != NULL ? dup_own_folder (self, path) : NULL;
  g_autofree char *asset_folder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidOpened) opened = NULL;

  if (own != NULL)
    return ibid_shelf_open_folder (self, own, with_corrections, cancellable, error);
  opened = read_article (file, &bytes, cancellable, error);
  if (opened == NULL)
    return NULL;
  asset_folder = path != NULL ? ibid_shelf_dup_asset_folder (path) : NULL;
  if (!ibid_shelf_take_in (self, opened, bytes, asset_folder, with_corrections, cancellable, error))
    return NULL;
  return g_steal_pointer (&opened);
}

/* Annotations on their way into memory while the article is. */
typedef struct
{
  GThread *thread; /* or NULL */
  char *path;
  char *article_id;
  GCancellable *cancellable;
} Ahead;

static gpointer
read_ahead (gpointer data)
{
  Ahead *ahead = data;

  return ibid_kept_read (&ibid_kept_annotations, ahead->path, ahead->article_id, NULL,
                         ahead->cancellable);
}

/* What the article is called has to be known before it has been read: the summary says it. */
static void
begin_ahead (Ahead *ahead, const char *folder, GCancellable *cancellable)
{
  g_autoptr (IbidSummary) summary = NULL;
  IbidFileStamp stamp;

  *ahead = (Ahead){ .path = g_build_filename (folder, "annotations.jsonld", NULL),
                    .cancellable = cancellable };
  if (!ibid_files_stat (ahead->path, &stamp) || stamp.size_bytes < AHEAD_BYTES)
    return;
  summary = ibid_summary_read (folder);
  if (summary == NULL || summary->problem != NULL)
    return;
  ahead->article_id = g_strdup (summary->article_id);
  ahead->thread = g_thread_new ("annotations", read_ahead, ahead);
}

static void
end_ahead (Ahead *ahead, IbidOpened *opened)
{
  g_autoptr (IbidKept) kept = ahead->thread != NULL ? g_thread_join (ahead->thread) : NULL;

  if (kept != NULL && opened != NULL &&
      strcmp (ahead->article_id, ibid_record_get_id (IBID_RECORD (opened->article))) == 0)
    opened->annotations = g_steal_pointer (&kept);
  g_free (ahead->path);
  g_free (ahead->article_id);
}

/*
 * ibid_shelf_open_folder:
 * @folder: path of an article's folder in the library
 * @with_corrections: whether to read corrections.json, too
 *
 * Returns: (transfer full) (nullable): the article, or an error of IBID_FORMAT_ERROR or G_IO_ERROR
 */
IbidOpened *
ibid_shelf_open_folder (IbidShelf *self, const char *folder, gboolean with_corrections,
                        GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (IbidOpened) opened = NULL;
  Ahead ahead;

  begin_ahead (&ahead, folder, cancellable);
  opened = read_article (file, &bytes, cancellable, error);
  end_ahead (&ahead, opened);
  if (opened == NULL)
    return NULL;
  opened->folder = g_strdup (folder);
  read_companions (self, opened, with_corrections, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&opened);
}

static void
remove_if_stale (const char *path)
{
  struct stat st;

  if (lstat (path, &st) == 0 &&
      g_get_real_time () / G_USEC_PER_SEC - (gint64)st.st_mtim.tv_sec > STALE_SECONDS)
    ibid_files_remove_tree (path);
}

/*
 * ibid_shelf_list:
 *
 * Lists the library from its summaries; makes those that are missing or older than their article.
 *
 * Returns: (transfer full) (element-type IbidShelfRow) (nullable): the rows in no order; none if
 *   there is no library yet; %NULL with an error of G_IO_ERROR if it cannot be listed
 */
GPtrArray *
ibid_shelf_list (IbidShelf *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (ibid_shelf_row_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (self->articles, 0, &local);
  const char *name;

  if (dir == NULL && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The library cannot be listed. %s"),
                   local->message);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->articles, name, NULL);
      g_autofree char *article = g_build_filename (folder, IBID_SHELF_ARTICLE, NULL);
      IbidSummary *summary;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (g_str_has_prefix (name, INCOMING_PREFIX))
        remove_if_stale (folder);
      if (*name == '.' || !g_file_test (article, G_FILE_TEST_EXISTS))
        continue;
      summary = ibid_summary_read (folder);
      if (summary == NULL)
        summary = ibid_summary_make (folder, cancellable);
      g_ptr_array_add (rows, ibid_shelf_row_new (folder, summary));
    }
  return g_steal_pointer (&rows);
}

/* Renames without ever replacing anything. */
static gboolean
move_folder (const char *from, const char *to, GError **error)
{
  g_autofree char *from_parent = g_path_get_dirname (from);
  g_autofree char *to_parent = g_path_get_dirname (to);

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      ibid_files_set_error (error, EEXIST, to);
      return FALSE;
    }
  if (g_rename (from, to) != 0)
    {
      ibid_files_set_error (error, errno, from);
      return FALSE;
    }
  ibid_files_sync_folder (from_parent, NULL);
  ibid_files_sync_folder (to_parent, NULL);
  return TRUE;
}

/*
 * ibid_shelf_trash_locked:
 * @folder: path of an article's folder in the library
 *
 * As ibid_shelf_trash(), for who holds the lock.
 */
char *
ibid_shelf_trash_locked (IbidShelf *self, const char *folder, GError **error)
{
  g_autofree char *trash = g_build_filename (self->articles, TRASH_NAME, NULL);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *place = g_build_filename (trash, name, NULL);

  if (!ibid_files_make_folder (trash, error))
    return NULL;
  for (int i = 2; g_file_test (place, G_FILE_TEST_EXISTS); i++)
    {
      g_free (place);
      place = g_strdup_printf ("%s/%s~%d", trash, name, i);
    }
  return move_folder (folder, place, error) ? g_steal_pointer (&place) : NULL;
}

/*
 * ibid_shelf_trash:
 * @folder: path of an article's folder in the library
 *
 * Returns: (transfer full) (nullable): where it lies now, or %NULL with an error of G_IO_ERROR
 */
char *
ibid_shelf_trash (IbidShelf *self, const char *folder, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return ibid_shelf_trash_locked (self, folder, error);
}

/* The folder that was thrown away last, of those with that id. */
static char *
find_trashed (IbidShelf *self, const char *article_id)
{
  g_autofree char *trash = g_build_filename (self->articles, TRASH_NAME, NULL);
  g_autoptr (GDir) dir = g_dir_open (trash, 0, NULL);
  g_autofree char *best = NULL;
  gint64 best_time = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (trash, name, NULL);
      struct stat st;
      gint64 changed;

      /* moving a folder changes this time of it, and nothing else does */
      if (lstat (folder, &st) != 0 || !holds (folder, article_id, NULL))
        continue;
      changed = (gint64)st.st_ctim.tv_sec * 1000000 + st.st_ctim.tv_nsec / 1000;
      if (best == NULL || changed > best_time)
        {
          g_free (best);
          best = g_steal_pointer (&folder);
          best_time = changed;
        }
    }
  return g_steal_pointer (&best);
}

/*
 * ibid_shelf_restore:
 * @article_id: id of an article in the trash
 *
 * Returns: (transfer full) (nullable): where it lies now; %NULL with IBID_STORE_ERROR_MISSING if it
 *   is not in the trash, or an error of G_IO_ERROR
 */
char *
ibid_shelf_restore (IbidShelf *self, const char *article_id, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *trashed = find_trashed (self, article_id);
  g_autofree char *present = find_folder (self, article_id, NULL);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  char *number;

  if (trashed == NULL)
    {
      g_set_error_literal (error, IBID_STORE_ERROR, IBID_STORE_ERROR_MISSING,
                           _ ("The article is not among those that were removed."));
      return NULL;
    }
  if (present != NULL)
    {
      ibid_files_set_error (error, EEXIST, present);
      return NULL;
    }
  name = g_path_get_basename (trashed);
  number = strrchr (name, '~');
  if (number != NULL)
    *number = '\0';
  folder = g_build_filename (self->articles, name, NULL);
  return move_folder (trashed, folder, error) ? g_steal_pointer (&folder) : NULL;
}
