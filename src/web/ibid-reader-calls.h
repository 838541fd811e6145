/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reader-view.h"
#include <gmodule.h>

G_BEGIN_DECLS

/*
 * This room is a module that the program opens after its first frame: starting a program that is
 * itself linked with WebKitGTK takes five times as long. So the functions of ibid-reader-view.h are
 * called through this table. A new one there gets a line here, one in ibid-reader-calls.c, and its
 * forwarding function in src/app/ibid-web-room.c.
 */
typedef struct
{
  const char *program_version; /* of the build that the module belongs to */
  gsize size;                  /* of this table, in bytes */

  char *(*dup_versions) (void);
  GType (*get_type) (void);
  GtkWidget *(*create) (IbidReadingState *state);
  void (*warm_up) (IbidReaderView *self);
  void (*show_article) (IbidReaderView *self, GFile *folder, guint block, guint offset);
  void (*find) (IbidReaderView *self, const char *text);
  void (*find_next) (IbidReaderView *self);
  void (*find_previous) (IbidReaderView *self);
  void (*print) (IbidReaderView *self, GPtrArray *notes, GtkWindow *parent);
  void (*export_pdf_async) (IbidReaderView *self, GPtrArray *notes, GFile *file,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
  gboolean (*export_pdf_finish) (IbidReaderView *self, GAsyncResult *result, GError **error);
} IbidReaderCalls;

typedef const IbidReaderCalls *(*IbidReaderCallsFunc) (void);

#define IBID_READER_CALLS_SYMBOL "ibid_web_get_reader_calls"
G_MODULE_EXPORT const IbidReaderCalls *ibid_web_get_reader_calls (void);

G_END_DECLS
