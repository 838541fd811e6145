/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: footnotes of Markdown, "[^1]" and "[^1]: text", which md4c does not know.
 */

#include <glib.h>

G_BEGIN_DECLS

/* what stands for a reference in the text that is parsed: its position + the first of these */
#define IBID_MARKDOWN_FIRST_NOTE ((gunichar)0xF0000)
#define IBID_MARKDOWN_MAX_NOTES 60000

typedef struct
{
  char *label;
  char *text; /* Markdown; NULL: it is referred to, and nowhere said */
} IbidMarkdownNote;

GArray *ibid_markdown_take_notes (const char *text, GString *without) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
