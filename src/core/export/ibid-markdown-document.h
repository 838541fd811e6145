/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-front-matter.h"

G_BEGIN_DECLS

/*
 * A Markdown file that Ibid and its reader write together: front matter, of which some keys are
 * Ibid's, and a text in which Ibid owns what stands between pairs of comments,
 * "<!-- ibid:NAME -->" and "<!-- /ibid:NAME -->". Everything else is the reader's, byte for byte.
 */
typedef struct _IbidMarkdownDocument IbidMarkdownDocument;

IbidMarkdownDocument *ibid_markdown_document_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidMarkdownDocument *ibid_markdown_document_parse (const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_markdown_document_free (IbidMarkdownDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidMarkdownDocument, ibid_markdown_document_free)

IbidFrontMatter *ibid_markdown_document_get_front_matter (IbidMarkdownDocument *self);
gboolean ibid_markdown_document_has_region (IbidMarkdownDocument *self, const char *name);
const char *ibid_markdown_document_get_region (IbidMarkdownDocument *self, const char *name);
GPtrArray *ibid_markdown_document_dup_region_names (IbidMarkdownDocument *self)
    G_GNUC_WARN_UNUSED_RESULT;
GHashTable *ibid_markdown_document_new_footnotes (IbidMarkdownDocument *self, const char *except)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_markdown_document_set_region (IbidMarkdownDocument *self, const char *name,
                                        const char *after, const char *text);
GString *ibid_markdown_document_to_text (IbidMarkdownDocument *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
