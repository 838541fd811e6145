/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The article on the screen: one web view for the life of the window.
 * Properties: "text-scale" (double), "theme", "face", "width", "line-height" (nicks, see the
 * settings schema), "show-mentions", "caret-browsing" (gboolean), "find-count", "find-position"
 * (guint, read only). Signals: "painted" (the article that was last shown is on the screen),
 * "open-link" (const char *uri), "failed" (const char *message: the page could not be shown),
 * "key-pressed" is GTK's.
 */
#define IBID_TYPE_READER_VIEW (ibid_reader_view_get_type ())
G_DECLARE_FINAL_TYPE (IbidReaderView, ibid_reader_view, IBID, READER_VIEW, GtkWidget)

GtkWidget *ibid_reader_view_new (IbidReadingState *state);
void ibid_reader_view_warm_up (IbidReaderView *self);
void ibid_reader_view_show_article (IbidReaderView *self, GFile *folder, guint block, guint offset);
void ibid_reader_view_find (IbidReaderView *self, const char *text);
void ibid_reader_view_find_next (IbidReaderView *self);
void ibid_reader_view_find_previous (IbidReaderView *self);
/* notes: an array of IbidRenderNote, or NULL: without them */
void ibid_reader_view_print (IbidReaderView *self, GPtrArray *notes, GtkWindow *parent);
void ibid_reader_view_export_pdf_async (IbidReaderView *self, GPtrArray *notes, GFile *file,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean ibid_reader_view_export_pdf_finish (IbidReaderView *self, GAsyncResult *result,
                                             GError **error);

G_END_DECLS
