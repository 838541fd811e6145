/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-library.h"

G_BEGIN_DECLS

/* Whatever somebody opens, into the library: an article's file, or a package. */
void ibid_opening_begin (IbidLibrary *library, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
IbidDossier *ibid_opening_finish (IbidLibrary *library, GAsyncResult *result, char **told,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_opening_dup_outcome (const IbidMerged *merged) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
