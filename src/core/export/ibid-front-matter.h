/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include <glib.h>

G_BEGIN_DECLS

/*
 * The properties at the head of a Markdown file, "name: value" in lines between two of "---". Some
 * are Ibid's, the others are the reader's; what is not set is written as it was read, byte for
 * byte.
 */
typedef struct _IbidFrontMatter IbidFrontMatter;

IbidFrontMatter *ibid_front_matter_new (const char *line_end) G_GNUC_WARN_UNUSED_RESULT;
IbidFrontMatter *ibid_front_matter_parse (const char *text, const char **rest)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_front_matter_free (IbidFrontMatter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidFrontMatter, ibid_front_matter_free)

const char *ibid_front_matter_get_line_end (IbidFrontMatter *self);
char *ibid_front_matter_dup_text (IbidFrontMatter *self, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_front_matter_dup_list (IbidFrontMatter *self, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_front_matter_set_text (IbidFrontMatter *self, const char *name, const char *text);
void ibid_front_matter_set_plain (IbidFrontMatter *self, const char *name, const char *yaml);
void ibid_front_matter_set_list (IbidFrontMatter *self, const char *name, GPtrArray *texts);
void ibid_front_matter_add_to_list (IbidFrontMatter *self, const char *name, GPtrArray *texts);
void ibid_front_matter_append_to (IbidFrontMatter *self, GString *out);

const char *ibid_markdown_next_line (const char *line);

G_END_DECLS
