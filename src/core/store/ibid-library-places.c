/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-library-private.h"

/* Places and summaries are written this long after the first change. */
#define NOTE_DELAY_MS 1000

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
      if (ibid_library_find_row (self, folder, &position))
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

/*
 * ibid_library_add_note:
 * @folder: path of an article's folder
 * @place: (nullable): what to write into place.json; %NULL: the summary only
 *
 * Has the summary of an article, and perhaps its place, written a second later.
 */
void
ibid_library_add_note (IbidLibrary *self, const char *folder, const IbidPlaceRecord *place)
{
  if (place != NULL)
    g_hash_table_replace (self->notes, g_strdup (folder), ibid_place_record_copy (place));
  else if (!g_hash_table_contains (self->notes, folder))
    g_hash_table_replace (self->notes, g_strdup (folder), NULL);
  if (self->note_timeout_id == 0)
    self->note_timeout_id = g_timeout_add (NOTE_DELAY_MS, note_cb, self);
}

/*
 * ibid_library_flush_notes:
 *
 * Writes at once what is still to be written.
 */
void
ibid_library_flush_notes (IbidLibrary *self)
{
  g_clear_handle_id (&self->note_timeout_id, g_source_remove);
  note_cb (self);
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
  IbidLibraryEntry *entry;
  guint position;

  g_return_if_fail (IBID_IS_LIBRARY (self));
  g_return_if_fail (IBID_IS_DOSSIER (dossier));

  entry = ibid_library_find_entry (self, dossier);
  where = ibid_article_peek_block (ibid_dossier_get_article (dossier), block);
  if (entry == NULL || where == NULL)
    return;
  g_free (entry->place->block_id);
  entry->place->block_id = g_strdup (ibid_record_get_id (IBID_RECORD (where)));
  entry->place->offset = offset;
  entry->place->progress = CLAMP (progress, 0.0, 1.0);
  if (ibid_library_find_row (self, entry->folder, &position))
    ibid_library_item_set_progress (g_ptr_array_index (self->items, position), progress);
  ibid_library_add_note (self, entry->folder, entry->place);
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
  IbidLibraryEntry *entry;

  g_return_val_if_fail (IBID_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (IBID_IS_DOSSIER (dossier), FALSE);
  g_return_val_if_fail (block != NULL && offset != NULL, FALSE);

  entry = ibid_library_find_entry (self, dossier);
  article = ibid_dossier_get_article (dossier);
  if (entry == NULL || entry->place->block_id == NULL ||
      !ibid_article_find_block (article, entry->place->block_id, block))
    return FALSE;
  *offset = MIN (entry->place->offset,
                 ibid_block_get_n_chars (ibid_article_peek_block (article, *block)));
  return TRUE;
}
