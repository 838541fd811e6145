/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-shelf.h"

G_BEGIN_DECLS

/* The shelf is one thing in four files: articles in and out (ibid-shelf.c), texts that take one
 * another's place (ibid-shelf-versions.c), packages (ibid-shelf-package.c), and images
 * (ibid-shelf-assets.c). */

#define IBID_SHELF_ARTICLE "article.ibid.json"
#define IBID_SHELF_SUFFIX ".ibid.json"

struct _IbidShelf
{
  char *root;     /* …/ibid */
  char *articles; /* …/ibid/library */
  GMutex mutex;   /* one article is copied in at a time: two openings of a file make one folder */
};

/* in ibid-shelf.c */
IbidOpened *ibid_shelf_read_article (GFile *file, const char *name, GBytes **bytes,
                                     GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_shelf_take_in (IbidShelf *self, IbidOpened *opened, GBytes *bytes,
                             const char *asset_folder, gboolean with_corrections,
                             GCancellable *cancellable, GError **error);
char *ibid_shelf_trash_locked (IbidShelf *self, const char *folder, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* in ibid-shelf-versions.c */
char *ibid_shelf_find_relative (IbidShelf *self, IbidOpened *opened, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_shelf_identify (const char *folder, IbidOpened *opened, GBytes *bytes,
                              GBytes **identified, GError **error);
gboolean ibid_shelf_put_text (const char *folder, IbidOpened *opened, GBytes *bytes,
                              const char *asset_folder, GCancellable *cancellable, GError **error);
gboolean ibid_shelf_is_outdated (const char *folder, IbidOpened *opened);

/* in ibid-shelf-package.c */
gboolean ibid_shelf_fill_from_package (const char *folder, const char *package,
                                       GCancellable *cancellable, GError **error);
void ibid_shelf_copy_versions (const char *package, const char *folder, GCancellable *cancellable);

G_END_DECLS
