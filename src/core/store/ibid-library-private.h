/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier-private.h"
#include "ibid-library-item-private.h"
#include "ibid-library.h"
#include "ibid-shelf.h"

G_BEGIN_DECLS

/* The library is one class in three files: the list and what becomes of its rows (ibid-library.c),
 * opening (ibid-library-open.c), and what is remembered of each article (ibid-library-places.c). */

/* An article that is open, or was a moment ago. */
typedef struct
{
  GWeakRef dossier;
  char *folder;
  char *
      older; /* folder of the article that it looks like a newer version of; NULL: none, or asked */
  char sha256[65];
  IbidPlaceRecord *place;
} IbidLibraryEntry;

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

/* in ibid-library.c */
IbidLibraryEntry *ibid_library_find_entry (IbidLibrary *self, IbidDossier *wanted);
IbidLibraryEntry *ibid_library_find_entry_by_folder (IbidLibrary *self, const char *folder);
gboolean ibid_library_find_row (IbidLibrary *self, const char *folder, guint *position);
GPtrArray *ibid_library_copy_rows (IbidLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
void ibid_library_take_rows (IbidLibrary *self, GPtrArray *items);
void ibid_library_follow_to_trash (IbidLibrary *self, const char *folder, const char *place);
void ibid_library_run_in_thread (GTask *task, GTaskThreadFunc func, gpointer job,
                                 GDestroyNotify free_job, GDestroyNotify free_result);

/* in ibid-library-places.c */
void ibid_library_add_note (IbidLibrary *self, const char *folder, const IbidPlaceRecord *place);
void ibid_library_flush_notes (IbidLibrary *self);

G_END_DECLS
