/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: reading a tree of HTML. Nodes are borrowed from the tree. */

#include <gio/gio.h>
#include <gumbo.h>

G_BEGIN_DECLS

/* More is hostile: the parser's time grows with the square of the depth. */
#define IBID_HTML_MAX_DEPTH 1000
#define IBID_HTML_MAX_TAGS 3000000

typedef struct _IbidHtmlTree IbidHtmlTree;

IbidHtmlTree *ibid_html_tree_new (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ibid_html_tree_free (IbidHtmlTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidHtmlTree, ibid_html_tree_free)
GumboNode *ibid_html_tree_get_root (IbidHtmlTree *self);
GumboNode *ibid_html_tree_find_id (IbidHtmlTree *self, const char *id);

gboolean ibid_html_is_element (const GumboNode *node);
GumboTag ibid_html_get_tag (const GumboNode *node);
const GumboVector *ibid_html_get_children (const GumboNode *node);
const char *ibid_html_get_text (const GumboNode *node);
const char *ibid_html_get_attribute (const GumboNode *node, const char *name);
gboolean ibid_html_has_word (const GumboNode *node, const char *attribute, const char *word);
GumboNode *ibid_html_find_tag (GumboNode *node, GumboTag tag);
char *ibid_html_dup_text (const GumboNode *node) G_GNUC_WARN_UNUSED_RESULT;
gsize ibid_html_count_letters (const GumboNode *node, gsize *in_links);
gboolean ibid_html_is_inline (const GumboNode *node);
gboolean ibid_html_has_blocks (const GumboNode *node);

G_END_DECLS
