/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-library-private.h"

static GType
library_get_item_type (GListModel *model)
{
  return IBID_TYPE_LIBRARY_ITEM;
}

static guint
library_get_n_items (GListModel *model)
{
  return IBID_LIBRARY (model)->items->len;
}

static gpointer
library_get_item (GListModel *model, guint position)
{
  IbidLibrary *self = IBID_LIBRARY (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = library_get_item_type;
  iface->get_n_items = library_get_n_items;
  iface->get_item = library_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (IbidLibrary, ibid_library, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
entry_free (gpointer data)
{
  IbidLibraryEntry *entry = data;

  g_weak_ref_clear (&entry->dossier);
  ibid_place_record_free (entry->place);
  g_free (entry->folder);
  g_free (entry->older);
  g_free (entry);
}

static void
note_free (gpointer data)
{
  if (data != NULL)
    ibid_place_record_free (data);
}

/*
 * ibid_library_find_entry:
 * @wanted: (nullable): an open article
 *
 * Returns: (transfer none) (nullable): what is known of it; entries of dossiers that are gone are
 *   dropped on the way
 */
IbidLibraryEntry *
ibid_library_find_entry (IbidLibrary *self, IbidDossier *wanted)
{
  IbidLibraryEntry *found = NULL;

  for (guint i = self->open->len; i > 0; i--)
    {
      IbidLibraryEntry *entry = g_ptr_array_index (self->open, i - 1);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier == NULL)
        g_ptr_array_remove_index_fast (self->open, i - 1);
      else if (dossier == wanted)
        found = entry;
    }
  return found;
}

/*
 * ibid_library_find_entry_by_folder:
 * @folder: path of an article's folder
 *
 * Returns: (transfer none) (nullable): the entry of the article there, if it is open
 */
IbidLibraryEntry *
ibid_library_find_entry_by_folder (IbidLibrary *self, const char *folder)
{
  ibid_library_find_entry (self, NULL);
  for (guint i = 0; i < self->open->len; i++)
    {
      IbidLibraryEntry *entry = g_ptr_array_index (self->open, i);

      if (strcmp (entry->folder, folder) == 0)
        return entry;
    }
  return NULL;
}

/*
 * ibid_library_find_row:
 * @folder: path of an article's folder
 * @position: (out): where it stands in the list
 *
 * Returns: %FALSE if it is not in the list; then @position is left alone
 */
gboolean
ibid_library_find_row (IbidLibrary *self, const char *folder, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      IbidLibraryItem *item = g_ptr_array_index (self->items, i);

      if (strcmp (g_file_peek_path (ibid_library_item_get_folder (item)), folder) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  return ibid_library_item_compare (*(IbidLibraryItem *const *)a, *(IbidLibraryItem *const *)b);
}

/*
 * ibid_library_take_rows:
 * @items: (transfer full) (element-type IbidLibraryItem): rows in any order
 *
 * Puts other rows in place of those there are, in order, and announces only the stretch that
 * differs.
 */
void
ibid_library_take_rows (IbidLibrary *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  guint start = 0;
  guint end = 0;

  g_ptr_array_sort (items, compare_items);
  self->items = items;
  while (start < before->len && start < items->len &&
         g_ptr_array_index (before, start) == g_ptr_array_index (items, start))
    start++;
  while (end < before->len - start && end < items->len - start &&
         g_ptr_array_index (before, before->len - 1 - end) ==
             g_ptr_array_index (items, items->len - 1 - end))
    end++;
  if (before->len != start + end || items->len != start + end)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                items->len - start - end);
}

/*
 * ibid_library_copy_rows:
 *
 * Returns: (transfer full) (element-type IbidLibraryItem): the rows that there are, to be changed
 *   and handed to ibid_library_take_rows()
 */
GPtrArray *
ibid_library_copy_rows (IbidLibrary *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (self->items, i)));
  return copy;
}

static void
ibid_library_dispose (GObject *object)
{
  IbidLibrary *self = (IbidLibrary *)object;

  if (self->shelf != NULL)
    ibid_library_flush_notes (self);
  g_ptr_array_set_size (self->open, 0);
  g_clear_object (&self->corrections);

  G_OBJECT_CLASS (ibid_library_parent_class)->dispose (object);
}

static void
ibid_library_finalize (GObject *object)
{
  IbidLibrary *self = (IbidLibrary *)object;

  g_clear_pointer (&self->shelf, ibid_shelf_unref);
  g_clear_object (&self->folder);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->open);
  g_hash_table_unref (self->notes);

  G_OBJECT_CLASS (ibid_library_parent_class)->finalize (object);
}

static void
ibid_library_class_init (IbidLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_library_dispose;
  G_OBJECT_CLASS (klass)->finalize = ibid_library_finalize;
}

static void
ibid_library_init (IbidLibrary *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->open = g_ptr_array_new_with_free_func (entry_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, note_free);
}

/**
 * ibid_library_new:
 * @folder: (nullable): a local folder, which need not exist; %NULL is $XDG_DATA_HOME/ibid
 *
 * Reads nothing yet: see ibid_library_refresh_async().
 *
 * Returns: (transfer full): an empty list
 */
IbidLibrary *
ibid_library_new (GFile *folder)
{
  IbidLibrary *self = g_object_new (IBID_TYPE_LIBRARY, NULL);
  g_autofree char *standard = g_build_filename (g_get_user_data_dir (), "ibid", NULL);
  const char *root = folder != NULL ? g_file_peek_path (folder) : NULL;
  g_autofree char *corrections = NULL;

  self->shelf = ibid_shelf_new (root != NULL ? root : standard);
  self->folder = g_file_new_for_path (ibid_shelf_get_root (self->shelf));
  corrections = ibid_shelf_dup_corrections_path (self->shelf);
  self->corrections = ibid_decision_keeper_new (corrections, NULL, NULL);
  return self;
}

/**
 * ibid_library_get_folder:
 *
 * Returns: (transfer none): the root; articles lie in its folder "library"
 */
GFile *
ibid_library_get_folder (IbidLibrary *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY (self), NULL);

  return self->folder;
}

/**
 * ibid_library_get_corrections:
 *
 * Returns: (transfer none): the decisions that hold for all articles; to be asked for once an
 *   article was opened, which reads them (until then it is another list, and empty)
 */
IbidOverlay *
ibid_library_get_corrections (IbidLibrary *self)
{
  g_return_val_if_fail (IBID_IS_LIBRARY (self), NULL);

  return ibid_decision_keeper_get_overlay (IBID_DECISION_KEEPER (self->corrections));
}

/* The worker's task has no source object, for its last reference may be dropped in the worker's
 * thread: the answer is handed on to the task that the caller sees. */
static void
hand_on_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify free_result = g_task_get_source_tag (G_TASK (result));
  GError *error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, free_result);
}

/*
 * ibid_library_run_in_thread:
 * @task: the task that the caller sees
 * @func: what to do in the worker's thread; it answers with a pointer or an error
 * @job: (transfer full): its task data
 * @free_job: frees @job
 * @free_result: frees an answer that nobody takes
 */
void
ibid_library_run_in_thread (GTask *task, GTaskThreadFunc func, gpointer job,
                            GDestroyNotify free_job, GDestroyNotify free_result)
{
  g_autoptr (GTask) worker =
      g_task_new (NULL, g_task_get_cancellable (task), hand_on_cb, g_object_ref (task));

  g_task_set_source_tag (worker, (gpointer)free_result);
  g_task_set_task_data (worker, job, free_job);
  g_task_run_in_thread (worker, func);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rows = ibid_shelf_list (data, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ibid_library_refresh_async:
 *
 * Lists the library off the main thread. Rows of articles that are there already stay the same
 * objects.
 */
void
ibid_library_refresh_async (IbidLibrary *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (IBID_IS_LIBRARY (self));

  ibid_library_flush_notes (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ibid_library_refresh_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->generation), NULL);
  ibid_library_run_in_thread (task, list_in_thread, ibid_shelf_ref (self->shelf),
                              (GDestroyNotify)ibid_shelf_unref, (GDestroyNotify)g_ptr_array_unref);
}

static gboolean
folder_is_there (const char *folder)
{
  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* Rows for what was listed; @late: articles were opened or removed meanwhile, so that the disk is
 * asked again about those on which list and listing differ. */
static void
list_rows (IbidLibrary *self, GPtrArray *rows, gboolean late)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  guint position;

  for (guint i = 0; i < rows->len; i++)
    {
      const IbidShelfRow *row = g_ptr_array_index (rows, i);

      if (late && !folder_is_there (row->folder))
        continue;
      g_hash_table_add (listed, row->folder);
      if (ibid_library_find_row (self, row->folder, &position))
        {
          IbidLibraryItem *item = g_ptr_array_index (self->items, position);

          if (!late)
            ibid_library_item_update (item, row->summary);
          g_ptr_array_add (items, g_object_ref (item));
        }
      else
        g_ptr_array_add (items, ibid_library_item_new (row->folder, row->summary));
    }
  for (guint i = 0; late && i < self->items->len; i++)
    {
      IbidLibraryItem *item = g_ptr_array_index (self->items, i);
      const char *folder = g_file_peek_path (ibid_library_item_get_folder (item));

      if (!g_hash_table_contains (listed, folder) && folder_is_there (folder))
        g_ptr_array_add (items, g_object_ref (item));
    }
  ibid_library_take_rows (self, items);
}

/**
 * ibid_library_refresh_finish:
 *
 * Returns: %FALSE with an error of G_IO_ERROR; a library that does not exist yet is none
 */
gboolean
ibid_library_refresh_finish (IbidLibrary *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint generation;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ibid_library_refresh_async), FALSE);

  generation = GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result)));
  rows = g_task_propagate_pointer (G_TASK (result), error);
  if (rows == NULL)
    return FALSE;
  list_rows (self, rows, generation != self->generation);
  return TRUE;
}

/*
 * ibid_library_follow_to_trash:
 * @folder: where an article's folder was
 * @place: where it lies now
 *
 * Takes the article's row away; if it is open its dossier moves with it.
 */
void
ibid_library_follow_to_trash (IbidLibrary *self, const char *folder, const char *place)
{
  IbidLibraryEntry *entry = ibid_library_find_entry_by_folder (self, folder);
  GPtrArray *items;
  guint position;

  self->generation++;
  if (entry != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);
      g_autoptr (GFile) file = g_file_new_for_path (place);

      if (dossier != NULL)
        ibid_dossier_move (dossier, file);
      g_free (entry->folder);
      entry->folder = g_strdup (place);
    }
  if (ibid_library_find_row (self, folder, &position))
    {
      items = ibid_library_copy_rows (self);
      g_ptr_array_remove_index (items, position);
      ibid_library_take_rows (self, items);
    }
}

/**
 * ibid_library_remove:
 * @item: a row of this library
 *
 * Moves an article's folder to the library's trash. If it is open its dossier moves with it.
 *
 * Returns: %FALSE with an error of G_IO_ERROR: it is still there
 */
gboolean
ibid_library_remove (IbidLibrary *self, IbidLibraryItem *item, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = NULL;
  IbidLibraryEntry *entry;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (item), FALSE);

  folder = g_strdup (g_file_peek_path (ibid_library_item_get_folder (item)));
  entry = ibid_library_find_entry_by_folder (self, folder);
  ibid_library_flush_notes (self);
  if (entry != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier != NULL)
        ibid_dossier_flush (dossier, NULL);
    }
  place = ibid_shelf_trash (self->shelf, folder, error);
  if (place == NULL)
    return FALSE;
  ibid_library_follow_to_trash (self, folder, place);
  return TRUE;
}

/**
 * ibid_library_restore:
 * @article_id: the id of an article that was removed
 *
 * Takes the article out of the trash again; of several with that id the one removed last.
 *
 * Returns: %FALSE with IBID_STORE_ERROR_MISSING if it is not there, or an error of G_IO_ERROR
 */
gboolean
ibid_library_restore (IbidLibrary *self, const char *article_id, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *trash = NULL;
  g_autoptr (IbidSummary) summary = NULL;
  GPtrArray *items;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (article_id != NULL, FALSE);

  folder = ibid_shelf_restore (self->shelf, article_id, error);
  if (folder == NULL)
    return FALSE;
  trash = g_build_filename (ibid_shelf_get_root (self->shelf), "library", ".trash", NULL);
  ibid_library_find_entry (self, NULL);
  for (guint i = 0; i < self->open->len; i++)
    {
      IbidLibraryEntry *entry = g_ptr_array_index (self->open, i);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier != NULL && g_str_has_prefix (entry->folder, trash) &&
          !folder_is_there (entry->folder))
        {
          g_autoptr (GFile) file = g_file_new_for_path (folder);

          ibid_dossier_move (dossier, file);
          g_free (entry->folder);
          entry->folder = g_strdup (folder);
        }
    }
  self->generation++;
  summary = ibid_summary_read (folder);
  if (summary == NULL)
    summary = ibid_summary_make (folder, NULL);
  items = ibid_library_copy_rows (self);
  g_ptr_array_add (items, ibid_library_item_new (folder, summary));
  ibid_library_take_rows (self, items);
  return TRUE;
}

/**
 * ibid_library_flush:
 *
 * Writes what is not yet on the disk (decisions of all open articles, corrections, places), and
 * waits for it.
 *
 * Returns: %FALSE with the first error, of G_IO_ERROR or IBID_STORE_ERROR: a decision is still in
 *   memory only. Places are no reason to fail.
 */
gboolean
ibid_library_flush (IbidLibrary *self, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);

  ok = ibid_keeper_flush (self->corrections, error);
  for (guint i = 0; i < self->open->len; i++)
    {
      IbidLibraryEntry *entry = g_ptr_array_index (self->open, i);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier != NULL && !ibid_dossier_flush_own (dossier, ok ? error : NULL))
        ok = FALSE;
    }
  ibid_library_flush_notes (self);
  return ok;
}
