/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-html-tree.h"

#include <glib/gi18n.h>
#include <string.h>
#include "ibid-import-error.h"

struct _IbidHtmlTree
{
  GumboOutput *output;
  GHashTable *ids; /* id or name of an anchor → node; strings of the tree */
};

/* elements that others of their kind end, so that a missing end tag makes nothing deeper */
static const char *const ends_by_itself[] = {
  "area",   "base",  "body",  "br",    "col",  "colgroup", "dd",     "dt",    "embed", "head", "hr",
  "html",   "img",   "input", "li",    "link", "meta",     "option", "p",     "param", "rp",   "rt",
  "source", "tbody", "td",    "tfoot", "th",   "thead",    "tr",     "track", "wbr",   NULL,
};

static gboolean
counts (const char *name, gsize length)
{
  for (guint i = 0; ends_by_itself[i] != NULL; i++)
    if (strlen (ends_by_itself[i]) == length &&
        g_ascii_strncasecmp (ends_by_itself[i], name, length) == 0)
      return FALSE;
  return TRUE;
}

/* Looks at tags before they are parsed: depth is what costs, and nobody writes so deep. */
static gboolean
check_depth (const char *text, GError **error)
{
  guint depth = 0, deepest = 0, n_tags = 0;

  for (const char *at = strchr (text, '<'); at != NULL; at = strchr (at + 1, '<'))
    {
      gboolean is_end = at[1] == '/';
      const char *name = at + 1 + is_end;
      gsize length = strcspn (name, " \t\r\n\f/>");

      if (!g_ascii_isalpha (*name))
        continue;
      n_tags++;
      if (!counts (name, length))
        continue;
      if (!is_end)
        depth++;
      else if (depth > 0)
        depth--;
      deepest = MAX (deepest, depth);
    }
  if (deepest <= IBID_HTML_MAX_DEPTH && n_tags <= IBID_HTML_MAX_TAGS)
    return TRUE;
  g_set_error (error, IBID_IMPORT_ERROR, IBID_IMPORT_ERROR_TOO_LARGE,
               deepest > IBID_HTML_MAX_DEPTH
                   ? _ ("The page has elements inside one another %u deep; %u are read.")
                   : _ ("The page has more elements (%u) than are read (%u)."),
               deepest > IBID_HTML_MAX_DEPTH ? deepest : n_tags,
               deepest > IBID_HTML_MAX_DEPTH ? IBID_HTML_MAX_DEPTH : IBID_HTML_MAX_TAGS);
  return FALSE;
}

static void
add_id (IbidHtmlTree *self, GumboNode *node, const char *attribute)
{
  const char *id = ibid_html_get_attribute (node, attribute);

  if (id != NULL && *id != '\0' && !g_hash_table_contains (self->ids, id))
    g_hash_table_insert (self->ids, (char *)id, node);
}

static void
collect_ids (IbidHtmlTree *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  if (ibid_html_is_element (node))
    {
      add_id (self, node, "id");
      if (ibid_html_get_tag (node) == GUMBO_TAG_A)
        add_id (self, node, "name");
    }
  for (guint i = 0; children != NULL && i < children->length; i++)
    collect_ids (self, children->data[i]);
}

/**
 * ibid_html_tree_new:
 * @text: a page, UTF-8, which has to stay while the tree is used
 * @error: return location for %IBID_IMPORT_ERROR_TOO_LARGE
 *
 * Parses a page as browsers do. Whatever it holds, a tree comes of it, unless it is too deep.
 *
 * Returns: (transfer full) (nullable): the tree
 */
IbidHtmlTree *
ibid_html_tree_new (const char *text, GError **error)
{
  GumboOptions options = kGumboDefaultOptions;
  IbidHtmlTree *self;

  if (!check_depth (text, error))
    return NULL;
  self = g_new0 (IbidHtmlTree, 1);
  options.max_errors = 0;
  self->output = gumbo_parse_with_options (&options, text, strlen (text));
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  collect_ids (self, self->output->root);
  return self;
}

/**
 * ibid_html_tree_free:
 * @self: (transfer full): a tree
 *
 * Drops the tree and its nodes.
 */
void
ibid_html_tree_free (IbidHtmlTree *self)
{
  gumbo_destroy_output (&kGumboDefaultOptions, self->output);
  g_hash_table_unref (self->ids);
  g_free (self);
}

/**
 * ibid_html_tree_get_root:
 * @self: a tree
 *
 * Gets the element html.
 *
 * Returns: (transfer none): the node
 */
GumboNode *
ibid_html_tree_get_root (IbidHtmlTree *self)
{
  return self->output->root;
}

/**
 * ibid_html_tree_find_id:
 * @self: a tree
 * @id: an id, or the name of an anchor
 *
 * Finds where a link inside the page leads.
 *
 * Returns: (transfer none) (nullable): the first element of that id
 */
GumboNode *
ibid_html_tree_find_id (IbidHtmlTree *self, const char *id)
{
  return g_hash_table_lookup (self->ids, id);
}

/**
 * ibid_html_is_element:
 * @node: a node
 *
 * Returns: whether it is an element, whose contents are shown
 */
gboolean
ibid_html_is_element (const GumboNode *node)
{
  return node->type == GUMBO_NODE_ELEMENT;
}

/**
 * ibid_html_get_tag:
 * @node: a node
 *
 * Returns: the element's name; %GUMBO_TAG_UNKNOWN for texts, and for elements of SVG and MathML
 */
GumboTag
ibid_html_get_tag (const GumboNode *node)
{
  return ibid_html_is_element (node) && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML
             ? node->v.element.tag
             : GUMBO_TAG_UNKNOWN;
}

/**
 * ibid_html_get_children:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): the nodes in an element; %NULL for texts
 */
const GumboVector *
ibid_html_get_children (const GumboNode *node)
{
  return ibid_html_is_element (node) ? &node->v.element.children : NULL;
}

/**
 * ibid_html_get_text:
 * @node: a node
 *
 * Returns: (nullable): the text of a text node, not of comments
 */
const char *
ibid_html_get_text (const GumboNode *node)
{
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
                 node->type == GUMBO_NODE_CDATA
             ? node->v.text.text
             : NULL;
}

/**
 * ibid_html_get_attribute:
 * @node: a node
 * @name: of an attribute
 *
 * Returns: (nullable): the attribute's value; %NULL if the node has none of that name
 */
const char *
ibid_html_get_attribute (const GumboNode *node, const char *name)
{
  GumboAttribute *attribute =
      ibid_html_is_element (node) ? gumbo_get_attribute (&node->v.element.attributes, name) : NULL;

  return attribute != NULL ? attribute->value : NULL;
}

/**
 * ibid_html_has_word:
 * @node: a node
 * @attribute: whose value is a list of words: "class", "role"
 * @word: in lower case
 *
 * Returns: whether the word is one of them, in any case
 */
gboolean
ibid_html_has_word (const GumboNode *node, const char *attribute, const char *word)
{
  const char *at = ibid_html_get_attribute (node, attribute);
  gsize length = strlen (word);

  while (at != NULL && *at != '\0')
    {
      gsize here = strcspn (at, " \t\r\n\f");

      if (here == length && g_ascii_strncasecmp (at, word, length) == 0)
        return TRUE;
      at += here + strspn (at + here, " \t\r\n\f");
    }
  return FALSE;
}

/**
 * ibid_html_find_tag:
 * @node: where to look, itself included
 * @tag: the name of an element
 *
 * Returns: (transfer none) (nullable): the first such element
 */
GumboNode *
ibid_html_find_tag (GumboNode *node, GumboTag tag)
{
  const GumboVector *children = ibid_html_get_children (node);

  if (ibid_html_get_tag (node) == tag)
    return node;
  for (guint i = 0; children != NULL && i < children->length; i++)
    {
      GumboNode *found = ibid_html_find_tag (children->data[i], tag);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
append_text (const GumboNode *node, GString *text)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *own = ibid_html_get_text (node);

  if (own != NULL)
    g_string_append (text, own);
  for (guint i = 0; children != NULL && i < children->length; i++)
    append_text (children->data[i], text);
}

/**
 * ibid_html_dup_text:
 * @node: a node
 *
 * Returns: (transfer full): all text in it, white space collapsed and none at the ends
 */
char *
ibid_html_dup_text (const GumboNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  GString *joined = g_string_new (NULL);

  append_text (node, text);
  words = g_strsplit_set (text->str, " \t\r\n\f", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, joined->len > 0 ? " %s" : "%s", words[i]);
  return g_string_free (joined, FALSE);
}

/**
 * ibid_html_count_letters:
 * @node: a node
 * @in_links: (inout) (optional): to which those inside links are added
 *
 * Returns: how many bytes of text are in it, white space not counted
 */
gsize
ibid_html_count_letters (const GumboNode *node, gsize *in_links)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *own = ibid_html_get_text (node);
  GumboTag tag = ibid_html_get_tag (node);
  gsize n = 0;

  for (; own != NULL && *own != '\0'; own++)
    n += !g_ascii_isspace (*own);
  if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NOSCRIPT)
    return 0;
  for (guint i = 0; children != NULL && i < children->length; i++)
    n += ibid_html_count_letters (children->data[i], tag == GUMBO_TAG_A ? NULL : in_links);
  if (tag == GUMBO_TAG_A && in_links != NULL)
    *in_links += n;
  return n;
}

/**
 * ibid_html_is_inline:
 * @node: a node
 *
 * Returns: whether it is a piece of a line: text, or an element such as em
 */
gboolean
ibid_html_is_inline (const GumboNode *node)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_A,      GUMBO_TAG_ABBR, GUMBO_TAG_B,     GUMBO_TAG_BDI,  GUMBO_TAG_BDO,
    GUMBO_TAG_BIG,    GUMBO_TAG_BR,   GUMBO_TAG_CITE,  GUMBO_TAG_CODE, GUMBO_TAG_DATA,
    GUMBO_TAG_DEL,    GUMBO_TAG_DFN,  GUMBO_TAG_EM,    GUMBO_TAG_FONT, GUMBO_TAG_I,
    GUMBO_TAG_INS,    GUMBO_TAG_KBD,  GUMBO_TAG_MARK,  GUMBO_TAG_Q,    GUMBO_TAG_RUBY,
    GUMBO_TAG_S,      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE,
    GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME, GUMBO_TAG_TT,
    GUMBO_TAG_U,      GUMBO_TAG_VAR,  GUMBO_TAG_WBR,
  };
  GumboTag tag = ibid_html_get_tag (node);

  if (!ibid_html_is_element (node))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (tags[i] == tag)
      return !ibid_html_has_blocks (node);
  return FALSE;
}

/**
 * ibid_html_has_blocks:
 * @node: a node
 *
 * Returns: whether one of its children is no piece of a line
 */
gboolean
ibid_html_has_blocks (const GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  for (guint i = 0; children != NULL && i < children->length; i++)
    if (!ibid_html_is_inline (children->data[i]) &&
        ibid_html_get_tag (children->data[i]) != GUMBO_TAG_IMG)
      return TRUE;
  return FALSE;
}
