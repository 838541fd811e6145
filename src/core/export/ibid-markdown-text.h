/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: text as Markdown that readers of CommonMark and Obsidian show as it was. */

#include <glib.h>

G_BEGIN_DECLS

void ibid_markdown_append_escaped (GString *out, const char *text);
char *ibid_markdown_dup_escaped (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_markdown_dup_tag (const char *tag) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_markdown_dup_page_link (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void ibid_markdown_append_fragment (GString *out, const char *markdown);

G_END_DECLS
