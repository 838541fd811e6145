/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ibid-annotation-format.h"
#include "ibid-export-private.h"
#include "ibid-overlay-format.h"
#include "ibid-package-format.h"
#include "ibid-zip-writer.h"

/*
 * A package holds files as they are wherever that is possible: what this version does not know
 * leaves with them. The same matter makes the same bytes.
 */

typedef struct
{
  IbidExportMatter *matter;
  const IbidExportFiles *files;
  const IbidExportOptions *options;
  GCancellable *cancellable;
  IbidZipWriter *zip;
  gboolean compress; /* whether anything is */
  gboolean is_partial;
  GBytes *annotations; /* or NULL */
  GBytes *overlay;     /* or NULL */
  GPtrArray *assets;   /* names of entries, sorted */
  GPtrArray *versions; /* names of entries, sorted */
  guint64 n_bytes;     /* that were put into it */
  guint n_entries;
} Package;

static void
package_clear (Package *self)
{
  g_clear_pointer (&self->zip, ibid_zip_writer_free);
  g_clear_pointer (&self->annotations, g_bytes_unref);
  g_clear_pointer (&self->overlay, g_bytes_unref);
  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* A file that the reader's work is kept in; NULL without an error if there is none. */
static GBytes *
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GError) local = NULL;
  GBytes *bytes = NULL;

  if (file != NULL)
    bytes = ibid_format_read_file (file, IBID_FORMAT_MAX_FILE_BYTES, cancellable, &local);
  if (local != NULL && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return bytes;
}

/* ── annotations ── */

static IbidAnnotation *
peek_entry (Package *self, guint index)
{
  return ibid_export_matter_get_entry (self->matter, index)->annotation;
}

/* Does a file know of all that was removed? */
static gboolean
knows_removed (Package *self, IbidAnnotationSet *set)
{
  GHashTable *removed = ibid_export_matter_get_removed (self->matter);
  GHashTableIter iter;
  gpointer id, when;

  if (removed == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    {
      const gint64 *known = g_hash_table_lookup (set->removed, id);

      if (known == NULL || *known != *(gint64 *)when)
        return FALSE;
    }
  return g_hash_table_size (removed) == g_hash_table_size (set->removed);
}

/* Are the annotations of a file the very ones that are exported? */
static gboolean
holds_the_same (Package *self, IbidAnnotationSet *set)
{
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  if (set->annotations->len != n_entries || !knows_removed (self, set))
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (set->annotations, i);

      g_hash_table_insert (by_id, (gpointer)ibid_annotation_get_id (annotation), annotation);
    }
  for (guint i = 0; i < n_entries; i++)
    {
      IbidAnnotation *one = peek_entry (self, i);
      IbidAnnotation *other = g_hash_table_lookup (by_id, ibid_annotation_get_id (one));

      if (other == NULL ||
          ibid_annotation_get_modified (one) != ibid_annotation_get_modified (other) ||
          !ibid_annotation_same_content (one, other))
        return FALSE;
    }
  return TRUE;
}

/* The chosen annotations, with what the file says beside annotations; of those that were removed
 * only where all leave: they would tell what somebody chose not to. */
static IbidAnnotationSet *
new_set (Package *self, IbidAnnotationSet *present)
{
  IbidAnnotationSet *set = ibid_annotation_set_new ();
  GHashTable *removed = ibid_export_matter_get_removed (self->matter);
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);
  GHashTableIter iter;
  gpointer id, when;

  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (set->annotations, g_object_ref (peek_entry (self, i)));
  if (removed == NULL && present != NULL)
    removed = present->removed;
  if (self->is_partial || removed == NULL)
    return set;
  g_hash_table_iter_init (&iter, removed);
  while (g_hash_table_iter_next (&iter, &id, &when))
    ibid_annotation_set_note_removal (set, id, *(gint64 *)when);
  for (guint i = 0; i < n_entries; i++)
    g_hash_table_remove (set->removed, ibid_annotation_get_id (peek_entry (self, i)));
  if (present != NULL && present->foreign != NULL)
    set->foreign = json_object_ref (present->foreign);
  return set;
}

static gboolean
take_annotations (Package *self, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (ibid_export_matter_get_article (self->matter)));
  GListModel *all = ibid_export_matter_get_all_annotations (self->matter);
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = read_file (self->files->annotations, self->cancellable, &local);
  g_autoptr (IbidAnnotationSet) present = NULL;
  g_autoptr (IbidAnnotationSet) set = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->is_partial = all != NULL && g_list_model_get_n_items (all) > n_entries;
  /* what cannot be read is not what the reader sees */
  if (bytes != NULL)
    present = ibid_annotations_load_bytes (bytes, self->files->annotations, id, NULL);
  if (present != NULL && !self->is_partial && holds_the_same (self, present))
    self->annotations = g_steal_pointer (&bytes);
  else if (n_entries > 0 || (present != NULL && !self->is_partial))
    {
      set = new_set (self, present);
      self->annotations = ibid_annotations_save_bytes (set, id, error);
      return self->annotations != NULL;
    }
  return TRUE;
}

/* ── decisions ── */

static gboolean
is_same_overlay (IbidOverlay *a, IbidOverlay *b)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (a));

  if (n != g_list_model_get_n_items (G_LIST_MODEL (b)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidDecision) one = g_list_model_get_item (G_LIST_MODEL (a), i);
      IbidDecision *other = ibid_overlay_lookup (b, ibid_decision_get_choice (one));

      if (other == NULL ||
          g_strcmp0 (ibid_decision_get_modified (one), ibid_decision_get_modified (other)) != 0 ||
          !g_variant_equal (ibid_decision_get_value (one), ibid_decision_get_value (other)))
        return FALSE;
    }
  return TRUE;
}

/* The decisions, with what only the file knows. */
static IbidOverlay *
new_overlay (IbidOverlay *overlay, IbidOverlay *present)
{
  IbidOverlay *copy = ibid_overlay_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (overlay));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      ibid_overlay_put (copy, decision);
    }
  if (present != NULL)
    ibid_overlay_adopt_unknown (copy, present);
  return copy;
}

static gboolean
take_overlay (Package *self, GError **error)
{
  const char *id = ibid_record_get_id (IBID_RECORD (ibid_export_matter_get_article (self->matter)));
  IbidOverlay *overlay = ibid_export_matter_get_overlay (self->matter);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = read_file (self->files->overlay, self->cancellable, &local);
  g_autoptr (IbidOverlay) present = NULL;
  g_autoptr (IbidOverlay) copy = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (bytes != NULL)
    present = ibid_overlay_load_bytes (bytes, self->files->overlay, NULL);
  if (overlay == NULL || (present != NULL && is_same_overlay (overlay, present)))
    {
      self->overlay = present != NULL ? g_steal_pointer (&bytes) : NULL;
      return TRUE;
    }
  if (present == NULL && g_list_model_get_n_items (G_LIST_MODEL (overlay)) == 0)
    return TRUE;
  copy = new_overlay (overlay, present);
  self->overlay = ibid_overlay_save_bytes (copy, id, error);
  return self->overlay != NULL;
}

/* ── images and older texts ── */

/* The images that the article names; what else lies there is none of its business. */
static void
list_assets (Package *self)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);
  guint n_blocks = ibid_article_get_n_blocks (article);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->assets = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; self->files->assets != NULL && i < n_blocks; i++)
    {
      guint n_images;
      const IbidImage *images =
          ibid_block_get_images (ibid_article_peek_block (article, i), &n_images);

      for (guint j = 0; j < n_images; j++)
        {
          const char *path = images[j].path;
          g_autofree char *problem = ibid_package_dup_name_problem (path);

          if (problem == NULL && ibid_package_is_content (path) &&
              g_hash_table_add (seen, (gpointer)path))
            g_ptr_array_add (self->assets, g_strdup (path));
        }
    }
  g_ptr_array_sort (self->assets, compare_names);
}

typedef struct
{
  char *name; /* of the entry */
  guint n_annotations;
} Version;

static void
version_free (gpointer data)
{
  Version *version = data;

  g_free (version->name);
  g_free (version);
}

/* the most needed first */
static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const Version *one = *(const Version *const *)a;
  const Version *other = *(const Version *const *)b;

  if (one->n_annotations != other->n_annotations)
    return one->n_annotations > other->n_annotations ? -1 : 1;
  return strcmp (one->name, other->name);
}

/* hash of a text → how many of the annotations were made against it; without the present text */
static GHashTable *
count_texts (Package *self)
{
  g_autoptr (IbidReadingText) text =
      ibid_reading_text_new (ibid_export_matter_get_article (self->matter));
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_entries = ibid_export_matter_get_n_entries (self->matter);

  for (guint i = 0; i < n_entries; i++)
    {
      const char *hash =
          ibid_selector_get_text_hash (ibid_annotation_get_selector (peek_entry (self, i)));
      guint n;

      if (hash == NULL || strcmp (hash, ibid_reading_text_get_hash (text)) == 0)
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, hash));
      g_hash_table_insert (counts, (gpointer)hash, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

/* Older texts are called by the hash of their file, which says nothing about the text alone. */
static guint
count_users (const char *path, GHashTable *counts, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (IbidArticle) article = ibid_article_load_file (file, NULL, cancellable, NULL);
  g_autoptr (IbidReadingText) text = article != NULL ? ibid_reading_text_new (article) : NULL;

  if (text == NULL)
    return 0;
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, ibid_reading_text_get_hash (text)));
}

static char *
dup_versions_folder (Package *self)
{
  g_autofree char *folder = g_path_get_dirname (self->files->annotations);

  return g_build_filename (folder, IBID_PACKAGE_VERSIONS, NULL);
}

/* The older texts that passages are found again with. */
static void
list_versions (Package *self)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (version_free);
  g_autoptr (GHashTable) counts = count_texts (self);
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  self->versions = g_ptr_array_new_with_free_func (g_free);
  if (self->files->annotations == NULL || g_hash_table_size (counts) == 0)
    return;
  folder = dup_versions_folder (self);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *entry = g_strconcat (IBID_PACKAGE_VERSIONS, name, NULL);
      g_autofree char *problem = ibid_package_dup_name_problem (entry);
      Version *version;
      guint n;

      if (problem != NULL || !ibid_package_is_content (entry))
        continue;
      n = count_users (path, counts, self->cancellable);
      if (n == 0)
        continue;
      version = g_new0 (Version, 1);
      version->name = g_steal_pointer (&entry);
      version->n_annotations = n;
      g_ptr_array_add (versions, version);
    }
  g_ptr_array_sort (versions, compare_versions);
  for (guint i = 0; i < MIN (versions->len, IBID_PACKAGE_MAX_VERSIONS); i++)
    g_ptr_array_add (self->versions, g_strdup (((Version *)g_ptr_array_index (versions, i))->name));
  g_ptr_array_sort (self->versions, compare_names);
}

/* ── writing ── */

static gboolean
fail_too_large (const char *what, GError **error)
{
  g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_TOO_LARGE, what);
  return FALSE;
}

/* A package that nobody could open again is not made. */
static gboolean
count_entry (Package *self, const char *name, guint64 n_bytes, GError **error)
{
  const IbidExportOptions *options = self->options;
  guint n_all = self->assets->len + self->versions->len + 5;
  g_autofree char *limit = NULL;
  g_autofree char *what = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (options->progress != NULL)
    options->progress ((double)MIN (self->n_entries, n_all) / n_all, options->progress_data);
  self->n_entries++;
  self->n_bytes += n_bytes;
  if (self->n_entries > IBID_PACKAGE_MAX_ENTRIES)
    {
      what = g_strdup_printf (_ ("A package cannot hold more than %u files."),
                              IBID_PACKAGE_MAX_ENTRIES);
      return fail_too_large (what, error);
    }
  if (n_bytes > IBID_PACKAGE_MAX_ENTRY_BYTES)
    {
      limit = g_format_size_full (IBID_PACKAGE_MAX_ENTRY_BYTES, G_FORMAT_SIZE_IEC_UNITS);
      what = g_strdup_printf (_ ("%s is larger than %s, the most that a file in a package may be."),
                              name, limit);
      return fail_too_large (what, error);
    }
  if (self->n_bytes > IBID_PACKAGE_MAX_BYTES)
    {
      limit = g_format_size_full (IBID_PACKAGE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);
      what = g_strdup_printf (_ ("The article and its images are larger than %s, the most that a "
                                 "package may hold."),
                              limit);
      return fail_too_large (what, error);
    }
  return TRUE;
}

/* pictures of these kinds are as small as they get */
static gboolean
is_compressed (const char *name)
{
  static const char *const suffixes[] = { ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
add_bytes (Package *self, const char *name, GBytes *bytes, GError **error)
{
  if (bytes == NULL)
    return TRUE;
  return count_entry (self, name, g_bytes_get_size (bytes), error) &&
         ibid_zip_writer_add_bytes (self->zip, name, bytes, self->compress, error);
}

/* Opens a file below a folder, by way of no link. */
static int
open_below (const char *folder, const char *inner)
{
  g_auto (GStrv) parts = g_strsplit (inner, "/", -1);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  for (guint i = 0; parts[i] != NULL && fd >= 0; i++)
    {
      int kind = parts[i + 1] != NULL ? O_DIRECTORY : O_NONBLOCK;
      int next = openat (fd, parts[i], O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind);

      close (fd);
      fd = next;
    }
  return fd;
}

/* Adds a file from a folder, if it is there: what is missing is missing in the package, too. */
static gboolean
add_file (Package *self, const char *folder, const char *inner, const char *name, GError **error)
{
  int fd = open_below (folder, inner);
  struct stat st;
  gboolean ok = TRUE;

  if (fd >= 0 && fstat (fd, &st) == 0 && S_ISREG (st.st_mode))
    ok = count_entry (self, name, (guint64)st.st_size, error) &&
         ibid_zip_writer_add_fd (self->zip, name, fd, (guint64)st.st_size,
                                 self->compress && !is_compressed (name), self->cancellable, error);
  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
add_article (Package *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = read_file (self->files->article, self->cancellable, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (bytes == NULL)
    bytes = ibid_article_save_bytes (ibid_export_matter_get_article (self->matter), error);
  return bytes != NULL && add_bytes (self, IBID_PACKAGE_ARTICLE, bytes, error);
}

static gboolean
add_listed (Package *self, GError **error)
{
  g_autofree char *versions = NULL;

  for (guint i = 0; i < self->assets->len; i++)
    {
      const char *name = g_ptr_array_index (self->assets, i);

      if (!add_file (self, self->files->assets, name + strlen (IBID_PACKAGE_ASSETS), name, error))
        return FALSE;
    }
  if (self->versions->len > 0)
    versions = dup_versions_folder (self);
  for (guint i = 0; i < self->versions->len; i++)
    {
      const char *name = g_ptr_array_index (self->versions, i);

      if (!add_file (self, versions, name + strlen (IBID_PACKAGE_VERSIONS), name, error))
        return FALSE;
    }
  return TRUE;
}

/* The type goes first and as it is, so that it stands at the beginning of the file for everybody
 * to see. */
static gboolean
add_heads (Package *self, GError **error)
{
  IbidArticle *article = ibid_export_matter_get_article (self->matter);
  const char *id = ibid_record_get_id (IBID_RECORD (article));
  g_autoptr (GBytes) type =
      g_bytes_new_static (IBID_PACKAGE_MEDIA_TYPE, strlen (IBID_PACKAGE_MEDIA_TYPE));
  g_autoptr (GBytes) manifest =
      ibid_package_manifest_save_bytes (id, self->is_partial, self->options->now);

  return count_entry (self, IBID_PACKAGE_MIMETYPE, g_bytes_get_size (type), error) &&
         ibid_zip_writer_add_bytes (self->zip, IBID_PACKAGE_MIMETYPE, type, FALSE, error) &&
         add_bytes (self, IBID_PACKAGE_MANIFEST, manifest, error);
}

static GBytes *
write_zip (Package *self, GError **error)
{
  g_clear_pointer (&self->zip, ibid_zip_writer_free);
  self->n_bytes = 0;
  self->n_entries = 0;
  self->zip = ibid_zip_writer_new (error);
  if (self->zip == NULL || !add_heads (self, error) || !add_article (self, error) ||
      !add_bytes (self, IBID_PACKAGE_ANNOTATIONS, self->annotations, error) ||
      !add_bytes (self, IBID_PACKAGE_OVERLAY, self->overlay, error) || !add_listed (self, error))
    return NULL;
  return ibid_zip_writer_close (self->zip, error);
}

/* Would a reader take it for a bomb? */
static gboolean
is_too_dense (Package *self, GBytes *bytes)
{
  return self->n_bytes > IBID_PACKAGE_ANY_RATIO_BYTES &&
         self->n_bytes / IBID_PACKAGE_MAX_RATIO >= g_bytes_get_size (bytes);
}

/*
 * ibid_export_package:
 *
 * Exports the article with its images, the chosen annotations, the decisions about it, and the
 * older texts that annotations were made against: at most IBID_PACKAGE_MAX_VERSIONS, those that
 * most annotations need. The decisions about all articles stay here.
 */
gboolean
ibid_export_package (IbidExportMatter *matter, const IbidExportOptions *options, GPtrArray *parts,
                     GCancellable *cancellable, GError **error)
{
  g_auto (Package) self = { .matter = matter,
                            .files = ibid_export_matter_get_files (matter),
                            .options = options,
                            .cancellable = cancellable,
                            .compress = TRUE };
  g_autoptr (GBytes) bytes = NULL;
  IbidExportPart *part;

  if (!take_annotations (&self, error) || !take_overlay (&self, error))
    return FALSE;
  list_assets (&self);
  list_versions (&self);
  bytes = write_zip (&self, error);
  if (bytes != NULL && is_too_dense (&self, bytes))
    {
      g_bytes_unref (bytes);
      self.compress = FALSE;
      bytes = write_zip (&self, error);
    }
  if (bytes == NULL)
    return FALSE;
  part = g_new0 (IbidExportPart, 1);
  part->bytes = g_steal_pointer (&bytes);
  g_ptr_array_add (parts, part);
  return TRUE;
}
