/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"

G_BEGIN_DECLS

/* annotations (an array of IbidAnnotation) as Markdown: each a quotation, its note, its tags */
char *ibid_notes_dup_markdown (GPtrArray *annotations) G_GNUC_WARN_UNUSED_RESULT;
/* text of an article as Markdown that shows it as it is, on lines that all begin with "> " */
char *ibid_notes_dup_quotation (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* the beginning of a note as one line, without Markdown's marks */
char *ibid_notes_dup_beginning (const char *markdown, guint n_chars) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
