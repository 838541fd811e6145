/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-html-main.h"

#include <string.h>

/*
 * The article of a page is looked for in this order: the one element that says so (main, article,
 * their roles, articleBody) and holds most of the page's prose; else the element whose paragraphs
 * weigh most, where a paragraph weighs its letters outside links and counts fully for its parent
 * and half for the parent of that. Inside it, what navigates, advertises or asks is left out, by
 * what elements are and by words in their classes and ids.
 */

/* bytes; less is a label, not a paragraph */
#define MIN_PARAGRAPH_BYTES 40
/* an element that says it is the article is believed if it holds this part of all prose */
#define TRUSTED_PART 0.4
/* what holds this part of the article is the article, whatever it is called */
#define CLUTTER_PART 0.3

typedef struct
{
  GHashTable *weights; /* node → guint64 * */
  double total;
  GumboNode *told; /* the largest element that says it is the article */
  double told_weight;
} Search;

/* in names of classes and ids, which are split at hyphens, underscores and capitals */
static const char *const clutter_words[] = {
  "ad",           "ads",         "advert",   "advertisement", "banner",
  "breadcrumb",   "breadcrumbs", "comment",  "comments",      "consent",
  "cookie",       "cookies",     "disqus",   "gdpr",          "login",
  "masthead",     "menu",        "modal",    "nav",           "navbar",
  "navigation",   "newsletter",  "outbrain", "pager",         "pagination",
  "paywall",      "popup",       "promo",    "recommended",   "related",
  "rss",          "share",       "sharing",  "sidebar",       "signup",
  "skip",         "social",      "sponsor",  "sponsored",     "subscribe",
  "subscription", "taboola",     "toolbar",  "trending",      "widget",
  NULL,
};

static gboolean
is_clutter_word (const char *word, gsize length)
{
  for (guint i = 0; clutter_words[i] != NULL; i++)
    if (strlen (clutter_words[i]) == length &&
        g_ascii_strncasecmp (clutter_words[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_clutter_word (const char *names)
{
  const char *start = names;

  for (const char *at = names; names != NULL; at++)
    {
      gboolean is_end = !g_ascii_isalpha (*at);
      gboolean is_hump = g_ascii_isupper (*at) && at > start && g_ascii_islower (at[-1]);

      if (!is_end && !is_hump)
        continue;
      if (is_clutter_word (start, (gsize)(at - start)))
        return TRUE;
      if (*at == '\0')
        return FALSE;
      start = is_end ? at + 1 : at;
    }
  return FALSE;
}

static gboolean
has_clutter_role (const GumboNode *node)
{
  static const char *const roles[] = { "navigation", "banner",  "contentinfo", "complementary",
                                       "search",     "dialog",  "alertdialog", "menu",
                                       "menubar",    "tablist", "toolbar" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (ibid_html_has_word (node, "role", roles[i]))
      return TRUE;
  return FALSE;
}

/**
 * ibid_html_is_hidden:
 * @node: a node
 *
 * Returns: whether browsers show nothing of it, or something else than text
 */
gboolean
ibid_html_is_hidden (const GumboNode *node)
{
  const char *style = ibid_html_get_attribute (node, "style");

  switch ((int)ibid_html_get_tag (node))
    {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_MAP:
      return TRUE;
    default:
      break;
    }
  if (ibid_html_is_element (node) && node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
    return TRUE;
  return ibid_html_get_attribute (node, "hidden") != NULL ||
         g_strcmp0 (ibid_html_get_attribute (node, "aria-hidden"), "true") == 0 ||
         (style != NULL && (strstr (style, "display:none") || strstr (style, "display: none")));
}

static gboolean
is_control (const GumboNode *node)
{
  switch ((int)ibid_html_get_tag (node))
    {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_FIELDSET:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * ibid_html_is_clutter:
 * @node: a node inside the article
 * @letters_of_main: how much text the article has
 *
 * Returns: whether it is there for the page and not for the article
 */
gboolean
ibid_html_is_clutter (const GumboNode *node, gsize letters_of_main)
{
  gboolean is_suspect;

  if (!ibid_html_is_element (node) || ibid_html_get_tag (node) == GUMBO_TAG_BODY)
    return FALSE;
  is_suspect = is_control (node) || has_clutter_role (node) ||
               has_clutter_word (ibid_html_get_attribute (node, "class")) ||
               has_clutter_word (ibid_html_get_attribute (node, "id"));
  return is_suspect &&
         (double)ibid_html_count_letters (node, NULL) < CLUTTER_PART * (double)letters_of_main;
}

static void
add_weight (Search *self, GumboNode *node, guint64 weight)
{
  guint64 *sum = g_hash_table_lookup (self->weights, node);

  if (sum == NULL)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (self->weights, node, sum);
    }
  *sum += weight;
}

static double
weigh_paragraph (const GumboNode *node)
{
  gsize in_links = 0;
  gsize letters = ibid_html_count_letters (node, &in_links);

  return letters >= MIN_PARAGRAPH_BYTES ? (double)letters - (double)in_links : 0;
}

static gboolean
is_paragraph (const GumboNode *node)
{
  GumboTag tag = ibid_html_get_tag (node);

  return tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_PRE ||
         (tag == GUMBO_TAG_DIV && !ibid_html_has_blocks (node));
}

static gboolean
says_it_is_article (const GumboNode *node)
{
  GumboTag tag = ibid_html_get_tag (node);

  return tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE ||
         ibid_html_has_word (node, "role", "main") ||
         ibid_html_has_word (node, "itemprop", "articlebody");
}

/* Returns how much prose is in it. */
static double
weigh (Search *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);
  double prose = 0;

  if (ibid_html_is_hidden (node) || is_control (node))
    return 0;
  if (is_paragraph (node))
    {
      prose = weigh_paragraph (node);
      if (node->parent != NULL && prose > 0)
        {
          add_weight (self, node->parent, 2 * (guint64)prose);
          if (node->parent->parent != NULL)
            add_weight (self, node->parent->parent, (guint64)prose);
        }
    }
  else
    for (guint i = 0; children != NULL && i < children->length; i++)
      prose += weigh (self, children->data[i]);
  /* of one inside another, the inner is as good if it has nearly all */
  if (says_it_is_article (node) && prose > self->told_weight * 1.1)
    {
      self->told = node;
      self->told_weight = prose;
    }
  return prose;
}

static GumboNode *
find_heaviest (Search *self)
{
  GHashTableIter iter;
  gpointer node, weight;
  GumboNode *best = NULL;
  guint64 most = 0;

  g_hash_table_iter_init (&iter, self->weights);
  while (g_hash_table_iter_next (&iter, &node, &weight))
    if (*(guint64 *)weight > most ||
        (*(guint64 *)weight == most && best != NULL &&
         ((GumboNode *)node)->v.element.start_pos.offset < best->v.element.start_pos.offset))
      {
        best = node;
        most = *(guint64 *)weight;
      }
  return best;
}

/**
 * ibid_html_find_main:
 * @tree: a page
 *
 * Finds the element that holds the article.
 *
 * Returns: (transfer none): that element; the body, if nothing in the page looks like prose
 */
GumboNode *
ibid_html_find_main (IbidHtmlTree *tree)
{
  GumboNode *root = ibid_html_tree_get_root (tree);
  GumboNode *body = ibid_html_find_tag (root, GUMBO_TAG_BODY);
  Search search = { g_hash_table_new_full (NULL, NULL, NULL, g_free), 0, NULL, 0 };
  GumboNode *found;

  search.total = weigh (&search, body != NULL ? body : root);
  found = search.told != NULL && search.told_weight >= TRUSTED_PART * search.total
              ? search.told
              : find_heaviest (&search);
  g_hash_table_unref (search.weights);
  if (found == NULL)
    found = body;
  return found != NULL ? found : root;
}
