/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-keeper.h"
#include "ibid-summary.h"

G_BEGIN_DECLS

/*
 * The library folder as files, for worker threads: everything here blocks, nothing here has
 * listeners. Reference counted and safe to share.
 */
typedef struct _IbidShelf IbidShelf;

/* An article that was read, on its way to the main thread. */
typedef struct
{
  IbidArticle *article; /* without decisions applied */
  GListStore *findings;
  IbidKept *decisions;
  IbidKept *annotations;
  IbidAnchoring *anchoring;
  GListStore *copies;    /* of annotations.jsonld */
  IbidKept *corrections; /* NULL: the main thread has them already */
  IbidPlaceRecord *place;
  char *folder;
  char sha256[65];  /* of the article's file */
  gboolean scratch; /* the folder is a temporary one: the library cannot be written to */
  char *older; /* folder of another article that this looks like a newer version of; NULL unless it
                * was copied in just now */
  char *moved_from;    /* folder that this text took the place of another's from, or NULL */
  char *moved_to;      /* where that folder lies now; NULL: it is still there */
  const char *package; /* folder of the package that it comes from, borrowed; or NULL */
  IbidAnnotationSet *more_annotations; /* from elsewhere, to be merged; or NULL */
  IbidOverlay *more_decisions;         /* from elsewhere, to be merged; or NULL */
  gboolean is_new;                     /* the article was not in the library */
  gboolean is_outdated; /* the library had this text before the one that it has now */
} IbidOpened;

/* One folder of the library. */
typedef struct
{
  char *folder;
  IbidSummary *summary;
} IbidShelfRow;

IbidShelf *ibid_shelf_new (const char *root) G_GNUC_WARN_UNUSED_RESULT;
IbidShelf *ibid_shelf_ref (IbidShelf *self);
void ibid_shelf_unref (IbidShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidShelf, ibid_shelf_unref)
const char *ibid_shelf_get_root (IbidShelf *self);
char *ibid_shelf_dup_corrections_path (IbidShelf *self) G_GNUC_WARN_UNUSED_RESULT;

IbidOpened *ibid_shelf_open_file (IbidShelf *self, GFile *file, gboolean with_corrections,
                                  GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidOpened *ibid_shelf_open_folder (IbidShelf *self, const char *folder, gboolean with_corrections,
                                    GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidOpened *ibid_shelf_replace (IbidShelf *self, const char *folder, const char *newer,
                                GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* package: path of a folder that a package was unpacked into; name: what that is called */
IbidOpened *ibid_shelf_open_package (IbidShelf *self, const char *package, const char *name,
                                     gboolean with_corrections, GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ibid_opened_free (IbidOpened *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidOpened, ibid_opened_free)

/* rows of IbidShelfRow */
GPtrArray *ibid_shelf_list (IbidShelf *self, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidShelfRow *ibid_shelf_row_new (const char *folder, IbidSummary *summary)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_shelf_row_free (gpointer row);

char *ibid_shelf_trash (IbidShelf *self, const char *folder, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_shelf_restore (IbidShelf *self, const char *article_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

char *ibid_shelf_dup_asset_folder (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* images, in ibid-shelf-assets.c */
void ibid_shelf_copy_assets (IbidArticle *article, const char *source_folder, const char *folder,
                             gboolean replace, GCancellable *cancellable);
void ibid_shelf_check_assets (IbidArticle *article, const char *folder, GListStore *findings);

G_END_DECLS
