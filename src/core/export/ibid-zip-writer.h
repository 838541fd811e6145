/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Writes a ZIP file whose bytes follow from what is put into it: no times, no owners, names in the
 * order in which they are added. It is made in a file that has no name, so that memory holds little
 * of it and nothing is left behind.
 */
typedef struct _IbidZipWriter IbidZipWriter;

IbidZipWriter *ibid_zip_writer_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ibid_zip_writer_free (IbidZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidZipWriter, ibid_zip_writer_free)

gboolean ibid_zip_writer_add_bytes (IbidZipWriter *self, const char *name, GBytes *bytes,
                                    gboolean compress, GError **error);
gboolean ibid_zip_writer_add_fd (IbidZipWriter *self, const char *name, int fd, guint64 n_bytes,
                                 gboolean compress, GCancellable *cancellable, GError **error);
GBytes *ibid_zip_writer_close (IbidZipWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
