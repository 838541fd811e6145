/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-library.h"
#include "ibid-dossier-private.h"
#include "ibid-fold.h"
#include "ibid-library-item-private.h"
#include "ibid-shelf.h"

/* Places and summaries are written this long after the first change. */
#define NOTE_DELAY_MS 1000
/* of the words of two titles together, how many have to be in both */
#define SIMILAR_PERCENT 70

/* An article that is open, or was a moment ago. */
typedef struct
{
  GWeakRef dossier;
  char *folder;
  char sha256[65];
  IbidPlaceRecord *place;
} Entry;

struct _IbidLibrary
{
  GObject parent_instance;

  /* owned */
  IbidShelf *shelf;
  GFile *folder;
  GPtrArray *items; /* of IbidLibraryItem, in order */
  GPtrArray *open;  /* of Entry */
  IbidKeeper *corrections;
  GHashTable *notes; /* path of folder → IbidPlaceRecord to write, or NULL: only the summary */

  /* plain */
  gboolean corrections_read;
  guint note_timeout_id;
  guint generation; /* counts openings and removals, which a listing under way does not know of */
};

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
  Entry *entry = data;

  g_weak_ref_clear (&entry->dossier);
  ibid_place_record_free (entry->place);
  g_free (entry->folder);
  g_free (entry);
}

static void
note_free (gpointer data)
{
  if (data != NULL)
    ibid_place_record_free (data);
}

/* The entry of a dossier; entries of dossiers that are gone are dropped on the way. */
static Entry *
find_entry (IbidLibrary *self, IbidDossier *wanted)
{
  Entry *found = NULL;

  for (guint i = self->open->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->open, i - 1);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier == NULL)
        g_ptr_array_remove_index_fast (self->open, i - 1);
      else if (dossier == wanted)
        found = entry;
    }
  return found;
}

static Entry *
find_entry_by_folder (IbidLibrary *self, const char *folder)
{
  find_entry (self, NULL);
  for (guint i = 0; i < self->open->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->open, i);

      if (strcmp (entry->folder, folder) == 0)
        return entry;
    }
  return NULL;
}

static gboolean
find_item (IbidLibrary *self, const char *folder, guint *position)
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

/* Puts other rows in place of those there are, and announces only the stretch that differs. */
static void
replace_items (IbidLibrary *self, GPtrArray *items)
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

static GPtrArray *
copy_items (IbidLibrary *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (self->items, i)));
  return copy;
}

/* Summaries and places on their way to the disk. */
typedef struct
{
  char *folder;
  IbidPlaceRecord *place; /* or NULL */
  IbidSummary *summary;   /* or NULL */
} Note;

static void
written_note_free (gpointer data)
{
  Note *note = data;

  g_free (note->folder);
  g_clear_pointer (&note->place, ibid_place_record_free);
  g_clear_pointer (&note->summary, ibid_summary_free);
  g_free (note);
}

static GPtrArray *
take_notes (IbidLibrary *self)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (written_note_free);
  GHashTableIter iter;
  gpointer folder, place;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &folder, &place))
    {
      Note *note = g_new0 (Note, 1);
      guint position;

      note->folder = g_strdup (folder);
      note->place = place != NULL ? ibid_place_record_copy (place) : NULL;
      if (find_item (self, folder, &position))
        note->summary = ibid_summary_copy (
            ibid_library_item_get_summary (g_ptr_array_index (self->items, position)));
      g_ptr_array_add (notes, note);
    }
  g_hash_table_remove_all (self->notes);
  return notes;
}

static void
write_notes (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const Note *note = g_ptr_array_index (notes, i);

      /* the summary notes the state of the place, so it comes last */
      if (note->place != NULL)
        ibid_place_record_write (note->place, note->folder);
      if (note->summary != NULL)
        ibid_summary_write (note->summary, note->folder);
    }
}

static gboolean
note_cb (gpointer user_data)
{
  IbidLibrary *self = user_data;
  g_autoptr (GPtrArray) notes = take_notes (self);

  /* a few hundred bytes each, and nobody waits for the disk: not worth a thread */
  self->note_timeout_id = 0;
  write_notes (notes);
  return G_SOURCE_REMOVE;
}

static void
add_note (IbidLibrary *self, const char *folder, const IbidPlaceRecord *place)
{
  if (place != NULL)
    g_hash_table_replace (self->notes, g_strdup (folder), ibid_place_record_copy (place));
  else if (!g_hash_table_contains (self->notes, folder))
    g_hash_table_replace (self->notes, g_strdup (folder), NULL);
  if (self->note_timeout_id == 0)
    self->note_timeout_id = g_timeout_add (NOTE_DELAY_MS, note_cb, self);
}

static void
flush_notes (IbidLibrary *self)
{
  g_clear_handle_id (&self->note_timeout_id, g_source_remove);
  note_cb (self);
}

static void
ibid_library_dispose (GObject *object)
{
  IbidLibrary *self = (IbidLibrary *)object;

  if (self->shelf != NULL)
    flush_notes (self);
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
  self->corrections = ibid_keeper_new (corrections, NULL);
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

  return ibid_keeper_get_overlay (self->corrections);
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

/* @free_job: frees a copy of the job; consumes @task's reference on the way */
static void
run_in_thread (GTask *task, GTaskThreadFunc func, gpointer job, GDestroyNotify free_job,
               GDestroyNotify free_result)
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

  flush_notes (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ibid_library_refresh_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (self->generation), NULL);
  run_in_thread (task, list_in_thread, ibid_shelf_ref (self->shelf),
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
take_rows (IbidLibrary *self, GPtrArray *rows, gboolean late)
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
      if (find_item (self, row->folder, &position))
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
  replace_items (self, items);
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
  take_rows (self, rows, generation != self->generation);
  return TRUE;
}

/* An opening on its way. */
typedef struct
{
  IbidShelf *shelf;
  GFile *file;  /* or NULL: folder */
  char *folder; /* of an article in the library */
  gboolean with_corrections;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  ibid_shelf_unref (opening->shelf);
  g_clear_object (&opening->file);
  g_free (opening->folder);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Opening *opening = data;
  GError *error = NULL;
  IbidOpened *opened;

  if (opening->file != NULL)
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

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, opening_new);
  run_in_thread (task, open_in_thread, opening_new (self, file, NULL), opening_free,
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
  if (find_entry_by_folder (self, folder) != NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    run_in_thread (task, open_in_thread, opening_new (self, NULL, folder), opening_free,
                   (GDestroyNotify)ibid_opened_free);
}

static void
article_decisions_changed_cb (IbidArticle *article, guint parts, IbidLibrary *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->open, i);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);
      guint position, n_checked, n_items;

      if (dossier == NULL || ibid_dossier_get_article (dossier) != article ||
          !find_item (self, entry->folder, &position))
        continue;
      ibid_article_count_checked (article, &n_checked, &n_items);
      ibid_library_item_set_checked (g_ptr_array_index (self->items, position), n_checked, n_items);
      add_note (self, entry->folder, NULL);
    }
}

static IbidDossier *
make_dossier (IbidLibrary *self, IbidOpened *opened)
{
  const char *id = ibid_record_get_id (IBID_RECORD (opened->article));
  g_autofree char *overlay = g_build_filename (opened->folder, "overlay.json", NULL);
  g_autoptr (IbidKeeper) keeper = ibid_keeper_new (opened->scratch ? NULL : overlay, id);
  g_autoptr (GFile) folder = g_file_new_for_path (opened->folder);
  IbidDossier *dossier;
  Entry *entry;

  ibid_keeper_take (keeper, g_steal_pointer (&opened->decisions));
  dossier = ibid_dossier_new (opened->article, folder, opened->findings, keeper, self->corrections);
  ibid_dossier_set_scratch (dossier, opened->scratch);
  opened->scratch = FALSE;
  g_signal_connect_object (opened->article, "decisions-changed",
                           G_CALLBACK (article_decisions_changed_cb), self, 0);

  entry = g_new0 (Entry, 1);
  g_weak_ref_init (&entry->dossier, dossier);
  entry->folder = g_strdup (opened->folder);
  memcpy (entry->sha256, opened->sha256, sizeof entry->sha256);
  entry->place = g_steal_pointer (&opened->place);
  g_ptr_array_add (self->open, entry);
  return dossier;
}

/* The dossier of an article that was read: the one that is open, if it is the same text. */
static IbidDossier *
settle (IbidLibrary *self, IbidOpened *opened)
{
  Entry *entry = find_entry_by_folder (self, opened->folder);
  g_autoptr (IbidDossier) present = entry != NULL ? g_weak_ref_get (&entry->dossier) : NULL;

  if (opened->corrections != NULL && !self->corrections_read)
    {
      self->corrections_read = TRUE;
      ibid_keeper_take (self->corrections, g_steal_pointer (&opened->corrections));
    }
  if (present != NULL)
    {
      g_autofree char *overlay = NULL;

      if (strcmp (entry->sha256, opened->sha256) == 0)
        return g_steal_pointer (&present);
      /* another text: what was decided about the old one goes on from the disk */
      overlay = g_build_filename (opened->folder, "overlay.json", NULL);
      if (ibid_dossier_flush (present, NULL))
        {
          ibid_kept_free (opened->decisions);
          opened->decisions = ibid_kept_read (overlay, NULL);
        }
      g_ptr_array_remove_fast (self->open, entry);
    }
  return make_dossier (self, opened);
}

/* Brings the row of an article that was opened to the front. */
static void
show_opened (IbidLibrary *self, IbidDossier *dossier)
{
  Entry *entry = find_entry (self, dossier);
  g_autoptr (IbidSummary) summary = ibid_summary_new ();
  GPtrArray *items;
  guint position;

  self->generation++;
  entry->place->opened = g_get_real_time () / G_USEC_PER_SEC;
  if (!g_file_has_prefix (ibid_dossier_get_folder (dossier), self->folder))
    return;
  ibid_summary_describe (summary, ibid_dossier_get_article (dossier));
  summary->progress = entry->place->progress;
  summary->opened = entry->place->opened;
  items = copy_items (self);
  if (find_item (self, entry->folder, &position))
    ibid_library_item_update (g_ptr_array_index (items, position), summary);
  else
    g_ptr_array_add (items, ibid_library_item_new (entry->folder, summary));
  replace_items (self, items);
  add_note (self, entry->folder, entry->place);
}

/**
 * ibid_library_open_finish:
 *
 * Finishes ibid_library_open_file_async() or ibid_library_open_item_async().
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
  Entry *entry;

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
    dossier = settle (self, opened);
  else
    {
      entry = find_entry_by_folder (self, folder);
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
  GPtrArray *items;
  Entry *entry;
  guint position;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (IBID_IS_LIBRARY_ITEM (item), FALSE);

  folder = g_strdup (g_file_peek_path (ibid_library_item_get_folder (item)));
  entry = find_entry_by_folder (self, folder);
  flush_notes (self);
  if (entry != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier != NULL)
        ibid_dossier_flush (dossier, NULL);
    }
  place = ibid_shelf_trash (self->shelf, folder, error);
  if (place == NULL)
    return FALSE;
  if (entry != NULL)
    {
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);
      g_autoptr (GFile) file = g_file_new_for_path (place);

      if (dossier != NULL)
        ibid_dossier_move (dossier, file);
      g_free (entry->folder);
      entry->folder = g_strdup (place);
    }
  self->generation++;
  if (find_item (self, folder, &position))
    {
      items = copy_items (self);
      g_ptr_array_remove_index (items, position);
      replace_items (self, items);
    }
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
  find_entry (self, NULL);
  for (guint i = 0; i < self->open->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->open, i);
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
  items = copy_items (self);
  g_ptr_array_add (items, ibid_library_item_new (folder, summary));
  replace_items (self, items);
  return TRUE;
}

/**
 * ibid_library_set_place:
 * @dossier: an article of this library, open
 * @block: position of a block
 * @offset: the first visible character in it, in code points
 * @progress: how far that is, 0 to 1
 *
 * Remembers where the reader is. Written a second later, together with what comes meanwhile.
 */
void
ibid_library_set_place (IbidLibrary *self, IbidDossier *dossier, guint block, guint offset,
                        double progress)
{
  IbidBlock *where;
  Entry *entry;
  guint position;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (IBID_IS_DOSSIER (dossier));

  entry = find_entry (self, dossier);
  where = ibid_article_peek_block (ibid_dossier_get_article (dossier), block);
  if (entry == NULL || where == NULL)
    return;
  g_free (entry->place->block_id);
  entry->place->block_id = g_strdup (ibid_record_get_id (IBID_RECORD (where)));
  entry->place->offset = offset;
  entry->place->progress = CLAMP (progress, 0.0, 1.0);
  if (find_item (self, entry->folder, &position))
    ibid_library_item_set_progress (g_ptr_array_index (self->items, position), progress);
  add_note (self, entry->folder, entry->place);
}

/**
 * ibid_library_get_place:
 * @dossier: an article of this library, open
 * @block: (out): position of a block
 * @offset: (out): a character in it, in code points, never past its end
 *
 * Returns: %FALSE if the article was never read, or the block is not in it any more
 */
gboolean
ibid_library_get_place (IbidLibrary *self, IbidDossier *dossier, guint *block, guint *offset)
{
  IbidArticle *article;
  Entry *entry;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (IBID_IS_DOSSIER (dossier), FALSE);
  g_return_val_if_fail (block != NULL && offset != NULL, FALSE);

  entry = find_entry (self, dossier);
  article = ibid_dossier_get_article (dossier);
  if (entry == NULL || entry->place->block_id == NULL ||
      !ibid_article_find_block (article, entry->place->block_id, block))
    return FALSE;
  *offset = MIN (entry->place->offset,
                 ibid_block_get_n_chars (ibid_article_peek_block (article, *block)));
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
      Entry *entry = g_ptr_array_index (self->open, i);
      g_autoptr (IbidDossier) dossier = g_weak_ref_get (&entry->dossier);

      if (dossier != NULL &&
          !ibid_keeper_flush (ibid_dossier_get_keeper (dossier), ok ? error : NULL))
        ok = FALSE;
    }
  flush_notes (self);
  return ok;
}

static GHashTable *
words_of (const char *title)
{
  g_autofree char *folded = ibid_text_fold (title);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n.,:;!?\"'()[]-", -1);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_hash_table_add (set, g_strdup (words[i]));
  return set;
}

static gboolean
titles_are_similar (GHashTable *words, const char *title)
{
  g_autoptr (GHashTable) others = words_of (title);
  guint common = 0, all;
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_hash_table_contains (words, word))
      common++;
  all = g_hash_table_size (words) + g_hash_table_size (others) - common;
  return all > 0 && common * 100 >= all * SIMILAR_PERCENT;
}

/**
 * ibid_library_find_similar:
 * @article: an article, of the library or not
 *
 * Returns: (transfer none) (nullable): the row, last opened, of an article that has another id but
 *   the same outlet and a similar title, and so may be another version of this one
 */
IbidLibraryItem *
ibid_library_find_similar (IbidLibrary *self, IbidArticle *article)
{
  g_autoptr (IbidSummary) summary = ibid_summary_new ();
  g_autoptr (GHashTable) words = NULL;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);

  ibid_summary_describe (summary, article);
  if (summary->outlet == NULL)
    return NULL;
  words = words_of (summary->title);
  for (guint i = 0; i < self->items->len; i++)
    {
      IbidLibraryItem *item = g_ptr_array_index (self->items, i);
      const IbidSummary *other = ibid_library_item_get_summary (item);

      if (strcmp (other->article_id, summary->article_id) != 0 &&
          g_strcmp0 (other->outlet, summary->outlet) == 0 &&
          titles_are_similar (words, other->title))
        return item;
    }
  return NULL;
}
