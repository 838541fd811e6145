/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-store-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* Files on a local disk, by path, for worker threads: everything here blocks. */

/* what a file was when it was last read or written; all zero: there was none */
typedef struct
{
  guint64 inode;
  gint64 modified_ns;
  gint64 size_bytes;
  char sha256[65];
} IbidFileStamp;

/* one of several files that are written together; borrowed */
typedef struct
{
  const char *path;
  GBytes *bytes;
} IbidFileContent;

gboolean ibid_files_stat (const char *path, IbidFileStamp *stamp);
gboolean ibid_files_same_stat (const IbidFileStamp *a, const IbidFileStamp *b);
GBytes *ibid_files_read (const char *path, gsize max_bytes, IbidFileStamp *stamp,
                         GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_files_write (const char *path, GBytes *bytes, IbidFileStamp *expected,
                           GError **error);
gboolean ibid_files_write_all (const IbidFileContent *files, guint n_files, GError **error);
gboolean ibid_files_write_quickly (const char *path, GBytes *bytes, GError **error);
gboolean ibid_files_sync_folder (const char *path, GError **error);
gboolean ibid_files_make_folder (const char *path, GError **error);
gboolean ibid_files_copy (const char *from, const char *to, gsize max_bytes,
                          GCancellable *cancellable, GError **error);
char *ibid_files_set_aside (const char *path, const char *reason, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_files_remove_tree (const char *path);
char *ibid_files_dup_slug (const char *title) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_files_dup_short_id (const char *article_id) G_GNUC_WARN_UNUSED_RESULT;
void ibid_files_set_error (GError **error, int saved_errno, const char *path);

G_END_DECLS
