/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-html-notes.h"

#include <string.h>

/*
 * A link inside the page whose words are a number, a letter or a sign such as * or † refers to a
 * note, if what it leads to comes after it and is a line of its own. The link back from the note
 * looks alike and leads the other way. Roles and classes that say what a link is come first:
 * DPUB-ARIA's doc-noteref and doc-backlink, and the words that Markdown writers use.
 */

/* bytes; "[12]" and "(iv)" are shorter */
#define MAX_LABEL_BYTES 12

typedef struct
{
  const char *target;
  char *label;
} Body;

struct _IbidHtmlNotes
{
  GPtrArray *order;       /* of GumboNode: bodies by their first reference */
  GHashTable *bodies;     /* GumboNode → Body */
  GHashTable *ancestors;  /* set of GumboNode that hold a body */
  GHashTable *references; /* GumboNode, a link → target */
  GHashTable *backlinks;  /* set of GumboNode */
};

static void
body_free (Body *body)
{
  g_free (body->label);
  g_free (body);
}

static const char *
get_target (const GumboNode *link)
{
  const char *href = ibid_html_get_attribute (link, "href");

  return ibid_html_get_tag (link) == GUMBO_TAG_A && href != NULL && href[0] == '#' &&
                 href[1] != '\0'
             ? href + 1
             : NULL;
}

static gboolean
has_any_word (const GumboNode *node, const char *attribute, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (ibid_html_has_word (node, attribute, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
says_backlink (const GumboNode *link)
{
  static const char *const classes[] = {
    "footnote-back", "footnote-backref",      "backlink", "reversefootnote",
    "fn-back",       "data-footnote-backref", NULL
  };

  return ibid_html_has_word (link, "role", "doc-backlink") ||
         ibid_html_has_word (link, "epub:type", "backlink") ||
         ibid_html_get_attribute (link, "data-footnote-backref") != NULL ||
         has_any_word (link, "class", classes);
}

static gboolean
says_reference (const GumboNode *link)
{
  static const char *const classes[] = {
    "footnote-ref", "footnote",           "noteref", "fn-ref", "sdfootnoteanc",
    "sdendnoteanc", "footnote-reference", NULL
  };

  return ibid_html_has_word (link, "role", "doc-noteref") ||
         ibid_html_has_word (link, "epub:type", "noteref") ||
         ibid_html_get_attribute (link, "data-footnote-ref") != NULL ||
         has_any_word (link, "class", classes);
}

/* "[12]", "12.", "(iv)", "a", "*", "note 3"; returns the label without its brackets, or NULL */
static char *
dup_label (const GumboNode *link)
{
  g_autofree char *text = ibid_html_dup_text (link);
  char *start = text + strspn (text, "[(^ ");
  gsize length = strcspn (start, "]).: ");

  if (strlen (text) > MAX_LABEL_BYTES || length == 0 ||
      strspn (start + length, "]).: ^") != strlen (start + length))
    return NULL;
  start[length] = '\0';
  if (strspn (start, "0123456789") == length || strspn (start, "ivxlcIVXLC") == length ||
      strspn (start, "*#") == length || g_utf8_strlen (start, -1) == 1)
    return g_strdup (start);
  return NULL;
}

/* what a link leads to, if that is a line of its own: the nearest block around it */
static GumboNode *
find_body (GumboNode *target)
{
  GumboNode *node = target;

  while (node != NULL && ibid_html_is_inline (node))
    node = node->parent;
  if (node == NULL || !ibid_html_is_element (node))
    return NULL;
  if (ibid_html_get_tag (node) == GUMBO_TAG_P && node->parent != NULL &&
      ibid_html_get_tag (node->parent) == GUMBO_TAG_LI)
    return node->parent;
  switch ((int)ibid_html_get_tag (node))
    {
    case GUMBO_TAG_LI:
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TD:
      return node;
    default:
      return NULL;
    }
}

static gboolean
holds (const GumboNode *body, const GumboNode *node)
{
  for (; node != NULL; node = node->parent)
    if (node == body)
      return TRUE;
  return FALSE;
}

static void
add_reference (IbidHtmlNotes *self, IbidHtmlTree *tree, GumboNode *link)
{
  const char *target = get_target (link);
  GumboNode *node = target != NULL ? ibid_html_tree_find_id (tree, target) : NULL;
  GumboNode *body_node = node != NULL ? find_body (node) : NULL;
  g_autofree char *label = NULL;
  Body *body;

  if (body_node == NULL || holds (body_node, link) || says_backlink (link))
    return;
  label = dup_label (link);
  if (label == NULL && !says_reference (link))
    return;
  if (node->v.element.start_pos.offset < link->v.element.start_pos.offset)
    return;
  body = g_hash_table_lookup (self->bodies, body_node);
  if (body == NULL)
    {
      body = g_new0 (Body, 1);
      body->target = target;
      body->label = g_steal_pointer (&label);
      g_hash_table_insert (self->bodies, body_node, body);
      g_ptr_array_add (self->order, body_node);
      for (GumboNode *at = body_node->parent; at != NULL; at = at->parent)
        g_hash_table_add (self->ancestors, at);
    }
  g_hash_table_insert (self->references, link, (char *)body->target);
}

static void
collect (IbidHtmlNotes *self, IbidHtmlTree *tree, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  if (get_target (node) != NULL)
    add_reference (self, tree, node);
  for (guint i = 0; children != NULL && i < children->length; i++)
    collect (self, tree, children->data[i]);
}

/* In a note, a link that leads to where the note is referred to is a way back. */
static void
collect_backlinks (IbidHtmlNotes *self, IbidHtmlTree *tree, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *target = get_target (node);

  if (target != NULL && !g_hash_table_contains (self->references, node))
    {
      GumboNode *there = ibid_html_tree_find_id (tree, target);
      g_autofree char *label = dup_label (node);
      g_autofree char *text = ibid_html_dup_text (node);

      if (says_backlink (node) ||
          (there != NULL && there->v.element.start_pos.offset < node->v.element.start_pos.offset &&
           (label != NULL || g_utf8_strlen (text, -1) <= 2)))
        g_hash_table_add (self->backlinks, node);
    }
  for (guint i = 0; children != NULL && i < children->length; i++)
    collect_backlinks (self, tree, children->data[i]);
}

/**
 * ibid_html_notes_new:
 * @tree: a page, which has to stay
 *
 * Finds the notes of a page, and what refers to them.
 *
 * Returns: (transfer full): the notes
 */
IbidHtmlNotes *
ibid_html_notes_new (IbidHtmlTree *tree)
{
  IbidHtmlNotes *self = g_new0 (IbidHtmlNotes, 1);

  self->order = g_ptr_array_new ();
  self->bodies = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)body_free);
  self->ancestors = g_hash_table_new (NULL, NULL);
  self->references = g_hash_table_new (NULL, NULL);
  self->backlinks = g_hash_table_new (NULL, NULL);
  collect (self, tree, ibid_html_tree_get_root (tree));
  for (guint i = 0; i < self->order->len; i++)
    collect_backlinks (self, tree, g_ptr_array_index (self->order, i));
  return self;
}

/**
 * ibid_html_notes_free:
 * @self: (transfer full): notes
 *
 * Drops them.
 */
void
ibid_html_notes_free (IbidHtmlNotes *self)
{
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->bodies);
  g_hash_table_unref (self->ancestors);
  g_hash_table_unref (self->references);
  g_hash_table_unref (self->backlinks);
  g_free (self);
}

/**
 * ibid_html_notes_get_bodies:
 * @self: notes
 *
 * Returns: (transfer none) (element-type GumboNode): what is referred to, by first reference
 */
const GPtrArray *
ibid_html_notes_get_bodies (IbidHtmlNotes *self)
{
  return self->order;
}

/**
 * ibid_html_notes_get_target:
 * @self: notes
 * @body: a node
 *
 * Returns: (nullable): what references to that note lead to; %NULL: the node is none
 */
const char *
ibid_html_notes_get_target (IbidHtmlNotes *self, const GumboNode *body)
{
  Body *found = g_hash_table_lookup (self->bodies, body);

  return found != NULL ? found->target : NULL;
}

/**
 * ibid_html_notes_get_label:
 * @self: notes
 * @body: a node
 *
 * Returns: (nullable): the note's number, as the first reference to it prints it
 */
const char *
ibid_html_notes_get_label (IbidHtmlNotes *self, const GumboNode *body)
{
  Body *found = g_hash_table_lookup (self->bodies, body);

  return found != NULL ? found->label : NULL;
}

/**
 * ibid_html_notes_get_reference:
 * @self: notes
 * @link: a node
 *
 * Returns: (nullable): the target of the note that the link refers to; %NULL: it refers to none
 */
const char *
ibid_html_notes_get_reference (IbidHtmlNotes *self, const GumboNode *link)
{
  return g_hash_table_lookup (self->references, link);
}

/**
 * ibid_html_notes_is_backlink:
 * @self: notes
 * @link: a node
 *
 * Returns: whether it is the way back from a note to the text
 */
gboolean
ibid_html_notes_is_backlink (IbidHtmlNotes *self, const GumboNode *link)
{
  return g_hash_table_contains (self->backlinks, link);
}

/**
 * ibid_html_notes_contains_body:
 * @self: notes
 * @node: a node
 *
 * Returns: whether there is a note in it, or it is one
 */
gboolean
ibid_html_notes_contains_body (IbidHtmlNotes *self, const GumboNode *node)
{
  return g_hash_table_contains (self->bodies, node) ||
         g_hash_table_contains (self->ancestors, node);
}
