/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"

G_BEGIN_DECLS

/* A row of the library: what is known of an article without opening it.
 * Properties (notify): "title", "outlet", "date", "progress" (0…1), "n-checked", "n-items",
 * "n-annotations", "opened" (gint64, s since 1970). */
#define IBID_TYPE_LIBRARY_ITEM (ibid_library_item_get_type ())
G_DECLARE_FINAL_TYPE (IbidLibraryItem, ibid_library_item, IBID, LIBRARY_ITEM, GObject)
const char *ibid_library_item_get_article_id (IbidLibraryItem *self);
const char *ibid_library_item_get_title (IbidLibraryItem *self);
const char *ibid_library_item_get_outlet (IbidLibraryItem *self); /* or NULL */
const char *ibid_library_item_get_date (IbidLibraryItem *self);   /* EDTF, or NULL */
double ibid_library_item_get_progress (IbidLibraryItem *self);
guint ibid_library_item_get_n_checked (IbidLibraryItem *self);
guint ibid_library_item_get_n_items (IbidLibraryItem *self);
guint ibid_library_item_get_n_annotations (IbidLibraryItem *self);
gint64 ibid_library_item_get_opened (IbidLibraryItem *self);
GFile *ibid_library_item_get_folder (IbidLibraryItem *self);
const char *
ibid_library_item_get_problem (IbidLibraryItem *self); /* why it cannot be read, or NULL */

/* The library folder: a GListModel of IbidLibraryItem, last opened first. */
#define IBID_TYPE_LIBRARY (ibid_library_get_type ())
G_DECLARE_FINAL_TYPE (IbidLibrary, ibid_library, IBID, LIBRARY, GObject)

/* folder NULL: $XDG_DATA_HOME/ibid. Reads nothing yet. */
IbidLibrary *ibid_library_new (GFile *folder) G_GNUC_WARN_UNUSED_RESULT;
GFile *ibid_library_get_folder (IbidLibrary *self);
/* decisions that hold for all articles (corrections.json); filled by the first opening */
IbidOverlay *ibid_library_get_corrections (IbidLibrary *self);
/* lists what is there, off the main thread, from small summaries (summary.json beside each article,
 * a cache that is rebuilt when it is missing or older); articles themselves are not read for it */
void ibid_library_refresh_async (IbidLibrary *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ibid_library_refresh_finish (IbidLibrary *self, GAsyncResult *result, GError **error);
/* copies an *.ibid.json (and the images of X.assets/) in, or finds it there, and opens it */
void ibid_library_open_file_async (IbidLibrary *self, GFile *file, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
void ibid_library_open_item_async (IbidLibrary *self, IbidLibraryItem *item,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
IbidDossier *ibid_library_open_finish (IbidLibrary *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* a package that was unpacked into a folder, as ibid_package_open() does; see IbidMerged */
void ibid_library_open_package_async (IbidLibrary *self, const char *folder, const char *name,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
IbidDossier *ibid_library_open_package_finish (IbidLibrary *self, GAsyncResult *result,
                                               IbidMerged *merged, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* moves the article's folder to the trash folder of the library; the callback-free reverse is
 * restore */
gboolean ibid_library_remove (IbidLibrary *self, IbidLibraryItem *item, GError **error);
gboolean ibid_library_restore (IbidLibrary *self, const char *article_id, GError **error);
/* where the reader stopped; kept beside the article (place.json), by block id */
void ibid_library_set_place (IbidLibrary *self, IbidDossier *dossier, guint block, guint offset,
                             double progress);
gboolean ibid_library_get_place (IbidLibrary *self, IbidDossier *dossier, guint *block,
                                 guint *offset);
/* writes places and decisions that are not yet on disk, of all open articles; at the end of the
 * program */
gboolean ibid_library_flush (IbidLibrary *self, GError **error);
/* the article that this one, copied in a moment ago, looks like a newer version of, or NULL; it is
 * said once, for the reader to be asked */
IbidLibraryItem *ibid_library_take_older (IbidLibrary *self, IbidDossier *dossier)
    G_GNUC_WARN_UNUSED_RESULT;
/* gives the article of a row the text of another, which then is in the library no more; ends in
 * ibid_library_open_finish() */
void ibid_library_replace_async (IbidLibrary *self, IbidLibraryItem *item, IbidDossier *newer,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
