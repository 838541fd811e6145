/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-package-format.h"

G_BEGIN_DECLS

/*
 * A package that was opened: its files, in a private temporary folder that is laid out as an
 * article's folder in the library is. The folder goes with the last reference, which may be dropped
 * in any thread.
 */
typedef struct _IbidPackage IbidPackage;

/**
 * IbidPackageProgress:
 * @fraction: how much of the file is read, 0 to 1
 * @user_data: what was given with the function
 *
 * Called in the thread that opens, now and then.
 */
typedef void (*IbidPackageProgress) (double fraction, gpointer user_data);

/* blocks; limits NULL: ibid_package_limits; the stream has to be a GSeekable */
IbidPackage *ibid_package_open_stream (GInputStream *stream, const char *display_name,
                                       const IbidPackageLimits *limits,
                                       IbidPackageProgress progress, gpointer progress_data,
                                       GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidPackage *ibid_package_open (GFile *file, IbidPackageProgress progress, gpointer progress_data,
                                GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_package_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
IbidPackage *ibid_package_open_finish (GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidPackage *ibid_package_ref (IbidPackage *self);
void ibid_package_unref (IbidPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidPackage, ibid_package_unref)

const char *ibid_package_get_folder (IbidPackage *self);
const char *ibid_package_get_name (IbidPackage *self);
gboolean ibid_package_is_partial (IbidPackage *self);
gboolean ibid_package_is_one (GFile *file);

G_END_DECLS
