/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A note, set: Markdown as formatted text that cannot be edited. Images and HTML are shown as they
 * are written; nothing is loaded. Signal: "open-link" (const char *uri). */
#define IBID_TYPE_MARKDOWN_VIEW (ibid_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (IbidMarkdownView, ibid_markdown_view, IBID, MARKDOWN_VIEW, GtkTextView)

GtkWidget *ibid_markdown_view_new (void);
void ibid_markdown_view_set_markdown (IbidMarkdownView *self, const char *markdown);
/* opens the link at the cursor, as Return does; FALSE: there is none */
gboolean ibid_markdown_view_activate (IbidMarkdownView *self);

G_END_DECLS
