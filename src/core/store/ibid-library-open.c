/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>

#include "ibid-library-private.h"

/* An opening on its way. */
typedef struct
{
  IbidShelf *shelf;
  GFile *file;        /* or NULL: folder */
  char *folder;       /* of an article in the library */
  char *newer;        /* folder of an article whose text that one is to have, or NULL */
  char *package;      /* folder that a package was unpacked into, or NULL */
  char *package_name; /* what that is called */
  gboolean with_corrections;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  ibid_shelf_unref (opening->shelf);
  g_clear_object (&opening->file);
  g_free (opening->folder);
  g_free (opening->newer);
  g_free (opening->package);
  g_free (opening->package_name);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Opening *opening = data;
  GError *error = NULL;
  IbidOpened *opened;

  if (opening->newer != NULL)
    opened =
        ibid_shelf_replace (opening->shelf, opening->folder, opening->newer, cancellable, &error);
  else if (opening->package != NULL)
    opened = ibid_shelf_open_package (opening->shelf, opening->package, opening->package_name,
                                      opening->with_corrections, cancellable, &error);
  else if (opening->file != NULL)
    opened = ibid_shelf_open_file (opening->shelf, opening->file, opening->with_corrections,
                                   cancellable, &error);
  else
    opened = ibid_shelf_open_folder (opening->shelf, opening->folder, opening->with_corrections,
                                     cancellable, &error);
  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify)ibid_opened_free);
  else
    g_task_return_error (task, error);
}

static Opening *
opening_new (IbidLibrary *self, GFile *file, const char *folder)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->shelf = ibid_shelf_ref (self->shelf);
  opening->file = file != NULL ? g_object_ref (file) : NULL;
  opening->folder = g_strdup (folder);
  opening->with_corrections = !self->corrections_read;
  return opening;
}

/**
 * ibid_library_open_file_async:
 * @file: an article's *.ibid.json, anywhere
 *
 * Reads, validates and copies in an article off the main thread; see the format, "On disk". An
 * article of the library is opened where it lies. What was odd about it is in the dossier's
 * findings.
 */
void
ibid_library_open_file_async (IbidLibrary *self, GFile *file, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (G_IS_FILE (file));

  /* which article was opened last matters to what a newer version is compared with */
  ibid_library_flush_notes (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, opening_new);
  ibid_library_run_in_thread (task, open_in_thread, opening_new (self, file, NULL), opening_free,
                              (GDestroyNotify)ibid_opened_free);
}

/**
 * ibid_library_open_package_async:
 * @folder: path of a folder that a package was unpacked into; it has to be there until this is
 *   finished, and nothing in it is changed
 * @name: what the package is called, for messages
 *
 * Opens the article of a package as ibid_library_open_file_async() would, and takes over, once it
 * is open, what the package has of annotations, decisions and older texts. A text that the library
 * has had, before the one that it has now, does not come back. Nothing of a package is taken over
 * if anything in it cannot be read.
 */
void
ibid_library_open_package_async (IbidLibrary *self, const char *folder, const char *name,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (folder != NULL && name != NULL);

  ibid_library_flush_notes (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, opening_new);
  opening = opening_new (self, NULL, NULL);
  opening->package = g_strdup (folder);
  opening->package_name = g_strdup (name);
  ibid_library_run_in_thread (task, open_in_thread, opening, opening_free,
                              (GDestroyNotify)ibid_opened_free);
}

/**
 * ibid_library_open_item_async:
 * @item: a row of this library
 *
 * Opens an article of the library. One that is open answers at once, with the same dossier.
 */
void
ibid_library_open_item_async (IbidLibrary *self, IbidLibraryItem *item, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *folder;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (IBID_IS_LIBRARY_ITEM (item));

  folder = g_file_peek_path (ibid_library_item_get_folder (item));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, opening_new);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  if (ibid_library_find_entry_by_folder (self, folder) != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    ibid_library_run_in_thread (task, open_in_thread, opening_new (self, NULL, folder),
                                opening_free, (GDestroyNotify)ibid_opened_free);
}

static void
article_decisions_changed_cb (IbidArticle *article, guint parts, IbidLibrary *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      IbidLibraryEntry *entry = g_ptr_array_index (self->open, i);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);
      guint position, n_checked, n_items;

      if (dossier == NULL || ibid_dossier_get_article (dossier) != article ||
          !ibid_library_find_row (self, entry->folder, &position))
        continue;
      ibid_article_count_checked (article, &n_checked, &n_items);
      ibid_library_item_set_checked (g_ptr_array_index (self->items, position), n_checked, n_items);
      ibid_library_add_note (self, entry->folder, NULL);
    }
}

/* The row of a dossier; NULL if it has none. */
static IbidLibraryItem *
find_row_of (IbidLibrary *self, IbidDossier *dossier)
{
  IbidLibraryEntry *entry = ibid_library_find_entry (self, dossier);
  guint position;

  if (entry == NULL || !ibid_library_find_row (self, entry->folder, &position))
    return NULL;
  return g_ptr_array_index (self->items, position);
}

static guint
count_annotations (IbidDossier *dossier)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ibid_dossier_get_annotations (dossier)));
}

/* When something is on the disk the summary is older than that, and what the row says of it may be,
 * too. */
static void
dossier_saved_cb (IbidDossier *dossier, GParamSpec *pspec, IbidLibrary *self)
{
  IbidLibraryItem *item = find_row_of (self, dossier);

  if (item == NULL || !ibid_dossier_is_saved (dossier))
    return;
  ibid_library_item_set_n_annotations (item, count_annotations (dossier));
  ibid_library_add_note (self, g_file_peek_path (ibid_library_item_get_folder (item)), NULL);
}

static IbidDossier *
make_dossier (IbidLibrary *self, IbidOpened *opened)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *overlay = g_build_filename (opened->folder, "overlay.json", NULL);
  g_autofree char *notes = g_build_filename (opened->folder, "annotations.jsonld", NULL);
  g_autoptr (IbidKeeper) decisions =
      ibid_decision_keeper_new (opened->scratch ? NULL : overlay, id, opened->anchoring);
  g_autoptr (IbidKeeper) annotations =
      ibid_annotation_keeper_new (opened->scratch ? NULL : notes, id, opened->anchoring);
  g_autoptr (GFile) folder = g_file_new_for_path (opened->folder);
  IbidDossier *dossier;
  IbidLibraryEntry *entry;

  ibid_keeper_take (decisions, g_steal_pointer (&opened->decisions));
  ibid_keeper_take (annotations, g_steal_pointer (&opened->annotations));
  dossier = ibid_dossier_new (opened->article, folder, opened->findings, decisions, annotations,
                              self->corrections);
  ibid_dossier_take_copies (dossier, g_steal_pointer (&opened->copies));
  ibid_dossier_set_scratch (dossier, opened->scratch);
  opened->scratch = FALSE;
  g_signal_connect_object (dossier, "notify::saved", G_CALLBACK (dossier_saved_cb), self, 0);
  g_signal_connect_object (opened->article, "decisions-changed",
                           G_CALLBACK (article_decisions_changed_cb), self, 0);

  entry = g_new0 (IbidLibraryEntry, 1);
  g_weak_ref_init (&entry->dossier, dossier);
  entry->folder = g_strdup (opened->folder);
  memcpy (entry->sha256, opened->sha256, sizeof entry->sha256);
  entry->older = g_steal_pointer (&opened->older);
  entry->place = g_steal_pointer (&opened->place);
  g_ptr_array_add (self->open, entry);
  return dossier;
}

/* What a file holds now, if that is not what was read from it before. */
static IbidKept *
reread (IbidOpened *opened, IbidKept *kept, const char *name)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *path = g_build_filename (opened->folder, name, NULL);
  const IbidKeptKind *kind = kept->kind;
  IbidFileStamp now;

  ibid_files_stat (path, &now);
  if (ibid_files_same_stat (&now, &kept->stamp))
    return kept;
  ibid_kept_free (kept);
  return ibid_kept_read (kind, path, id, opened->anchoring, NULL);
}

/* The dossier of an article that was read: the one that is open, if it is the same text. */
static IbidDossier *
settle (IbidLibrary *self, IbidOpened *opened)
{
  IbidLibraryEntry *entry = ibid_library_find_entry_by_folder (self, opened->folder);
  g_autoptr (IbidDossier) present = entry != NULL ? g_weak_ref_get (&entry->dossier) : NULL;

  if (opened->corrections != NULL && !self->corrections_read)
    {
      self->corrections_read = TRUE;
      ibid_keeper_take (self->corrections, g_steal_pointer (&opened->corrections));
    }
  if (present != NULL)
    {
      if (strcmp (entry->sha256, opened->sha256) == 0)
        return g_steal_pointer (&present);
      /* another text: what was done with the old one goes on from the disk */
      if (ibid_dossier_flush (present, NULL))
        {
          opened->decisions = reread (opened, opened->decisions, "overlay.json");
          opened->annotations = reread (opened, opened->annotations, "annotations.jsonld");
        }
      g_ptr_array_remove_fast (self->open, entry);
    }
  return make_dossier (self, opened);
}

/* Brings the row of an article that was opened to the front. */
static void
show_opened (IbidLibrary *self, IbidDossier *dossier)
{
  IbidLibraryEntry *entry = ibid_library_find_entry (self, dossier);
  g_autoptr (IbidSummary) summary = ibid_summary_new ();
  GPtrArray *items;
  guint position;

  self->generation++;
  entry->place->opened = g_get_real_time () / G_USEC_PER_SEC;
  if (!g_file_has_prefix (ibid_dossier_get_folder (dossier), self->folder))
    return;
  ibid_summary_describe (summary, ibid_dossier_get_article (dossier));
  summary->n_annotations = count_annotations (dossier);
  summary->progress = entry->place->progress;
  summary->opened = entry->place->opened;
  items = ibid_library_copy_rows (self);
  if (ibid_library_find_row (self, entry->folder, &position))
    ibid_library_item_update (g_ptr_array_index (items, position), summary);
  else
    g_ptr_array_add (items, ibid_library_item_new (entry->folder, summary));
  ibid_library_take_rows (self, items);
  ibid_library_add_note (self, entry->folder, entry->place);
}

/**
 * ibid_library_take_older:
 * @dossier: an article of this library, open
 *
 * Says, once, that an article was new to the library and looks like a newer version of one that is
 * there: the same outlet, a similar title, another id, and no earlier date. Whether it takes the
 * place of that one is for the reader to say, see ibid_library_replace_async().
 *
 * Returns: (transfer full) (nullable): the row of the article that is there; of several the one
 *   opened last
 */
IbidLibraryItem *
ibid_library_take_older (IbidLibrary *self, IbidDossier *dossier)
{
  IbidLibraryEntry *entry;
  g_autofree char *folder = NULL;
  g_autoptr (IbidSummary) summary = NULL;
  guint position;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (IBID_IS_DOSSIER (dossier), NULL);

  entry = ibid_library_find_entry (self, dossier);
  folder = entry != NULL ? g_steal_pointer (&entry->older) : NULL;
  if (folder == NULL)
    return NULL;
  if (ibid_library_find_row (self, folder, &position))
    return g_object_ref (g_ptr_array_index (self->items, position));
  /* the library has not been listed yet, or the article was removed meanwhile */
  summary = ibid_summary_read (folder);
  return summary != NULL ? ibid_library_item_new (folder, summary) : NULL;
}

static gboolean
flush_folder (IbidLibrary *self, const char *folder, GError **error)
{
  IbidLibraryEntry *entry = ibid_library_find_entry_by_folder (self, folder);
  g_autoptr (IbidDossier) dossier = entry != NULL ? g_weak_ref_get (&entry->dossier) : NULL;

  return dossier == NULL || ibid_dossier_flush (dossier, error);
}

/**
 * ibid_library_replace_async:
 * @item: the row of an article
 * @newer: another article of the library, open
 *
 * Gives an article the text of another: it keeps its id, its folder, its decisions and all else
 * that lies there; its text before is kept under versions/. The other one's folder goes to the
 * trash, and its id becomes another id of the article, so that opening the same file again finds
 * it. To be finished with ibid_library_open_finish(), which answers with the article under its new
 * text. If that fails, with an error of G_IO_ERROR, IBID_STORE_ERROR or IBID_FORMAT_ERROR, both
 * articles are as they were.
 */
void
ibid_library_replace_async (IbidLibrary *self, IbidLibraryItem *item, IbidDossier *newer,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  const char *folder;
  Opening *opening;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (IBID_IS_LIBRARY_ITEM (item));
  g_return_if_fail (IBID_IS_DOSSIER (newer));

  folder = g_file_peek_path (ibid_library_item_get_folder (item));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, opening_new);
  /* the disk has to know what was decided: that is what the new text is read with */
  if (!flush_folder (self, folder, &error) || !ibid_dossier_flush (newer, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ibid_library_flush_notes (self);
  opening = opening_new (self, NULL, folder);
  opening->newer = g_strdup (g_file_peek_path (ibid_dossier_get_folder (newer)));
  ibid_library_run_in_thread (task, open_in_thread, opening, opening_free,
                              (GDestroyNotify)ibid_opened_free);
}

/* Takes over what came with an article that was opened. */
static void
merge_opened (IbidDossier *dossier, const IbidOpened *opened, IbidMerged *merged)
{
  ibid_dossier_merge (dossier, opened->more_annotations, opened->more_decisions, merged);
  merged->is_new = opened->is_new;
  merged->is_outdated = opened->is_outdated;
  if (!opened->is_new)
    return;
  /* it brought its files along, so that there was nothing left to take over */
  if (opened->more_annotations != NULL)
    merged->n_added = opened->more_annotations->annotations->len;
  if (opened->more_decisions != NULL)
    merged->n_decisions = g_list_model_get_n_items (G_LIST_MODEL (opened->more_decisions));
}

/**
 * ibid_library_open_package_finish:
 * @merged: (out caller-allocates) (optional): what was taken over
 *
 * Finishes ibid_library_open_package_async().
 *
 * Returns: (transfer full) (nullable): the article; or %NULL with an error of IBID_FORMAT_ERROR or
 *   G_IO_ERROR, and then the library is as it was
 */
IbidDossier *
ibid_library_open_package_finish (IbidLibrary *self, GAsyncResult *result, IbidMerged *merged,
                                  GError **error)
{
  g_autoptr (IbidOpened) opened = NULL;
  g_autoptr (GError) local = NULL;
  IbidDossier *dossier;
  IbidMerged ignored;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, opening_new), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  dossier = settle (self, opened);
  merge_opened (dossier, opened, merged != NULL ? merged : &ignored);
  show_opened (self, dossier);
  return dossier;
}

/**
 * ibid_library_open_finish:
 *
 * Finishes ibid_library_open_file_async(), ibid_library_open_item_async() or
 * ibid_library_replace_async().
 *
 * Returns: (transfer full) (nullable): the article, with its decisions applied; the same dossier if
 *   it is open already. %NULL with an error of IBID_FORMAT_ERROR (the file is no article) or
 *   G_IO_ERROR.
 */
IbidDossier *
ibid_library_open_finish (IbidLibrary *self, GAsyncResult *result, GError **error)
{
  g_autoptr (IbidOpened) opened = NULL;
  g_autoptr (IbidDossier) dossier = NULL;
  g_autoptr (GError) local = NULL;
  const char *folder;
  IbidLibraryEntry *entry;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, opening_new), NULL);

  folder = g_task_get_task_data (G_TASK (result));
  opened = g_task_propagate_pointer (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (opened != NULL)
    {
      if (opened->moved_to != NULL)
        ibid_library_follow_to_trash (self, opened->moved_from, opened->moved_to);
      dossier = settle (self, opened);
      if (opened->more_annotations != NULL || opened->more_decisions != NULL)
        {
          IbidMerged merged;

          merge_opened (dossier, opened, &merged);
        }
    }
  else
    {
      entry = ibid_library_find_entry_by_folder (self, folder);
      dossier = entry != NULL ? g_weak_ref_get (&entry->dossier) : NULL;
      /* it was closed between the question and the answer */
      if (dossier == NULL)
        opened = ibid_shelf_open_folder (self->shelf, folder, !self->corrections_read, NULL, error);
      if (dossier == NULL && opened != NULL)
        dossier = settle (self, opened);
    }
  if (dossier != NULL)
    show_opened (self, dossier);
  return g_steal_pointer (&dossier);
}
