/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-html-metadata.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/*
 * In the order in which they are believed: what is written for reference managers (Highwire's
 * citation_… and Dublin Core, as Zotero reads them), schema.org's JSON-LD, Open Graph, and what
 * HTML itself has. The first that says a thing is believed.
 */

/* bytes; longer is no JSON-LD about an article */
#define MAX_JSON_LD_BYTES (256 * 1024)
#define MAX_AUTHORS 100

typedef struct
{
  IbidDraft *draft;
  IbidCsl *csl;
} Reader;

/* names of <meta>, best first */
static const struct
{
  IbidCslField field;
  const char *names[5];
} fields[] = {
  { IBID_CSL_TITLE, { "citation_title", "dc.title", "dcterms.title", "og:title" } },
  { IBID_CSL_CONTAINER_TITLE,
    { "citation_journal_title", "citation_publication_title", "og:site_name",
      "application-name" } },
  { IBID_CSL_PUBLISHER, { "citation_publisher", "dc.publisher", "dcterms.publisher" } },
  { IBID_CSL_VOLUME, { "citation_volume" } },
  { IBID_CSL_ISSUE, { "citation_issue" } },
  { IBID_CSL_DOI, { "citation_doi" } },
  { IBID_CSL_ABSTRACT, { "og:description", "description" } },
};

static const char *const date_names[] = {
  "citation_publication_date",
  "citation_date",
  "citation_online_date",
  "dcterms.issued",
  "dc.date.issued",
  "dcterms.date",
  "dc.date",
  "article:published_time",
  "datepublished",
  "date",
};

static const char *const author_names[] = { "citation_author", "dc.creator", "dcterms.creator",
                                            "author" };

static gboolean
is_named (const GumboNode *node, const char *name)
{
  const char *own = ibid_html_get_attribute (node, "name");

  if (own == NULL)
    own = ibid_html_get_attribute (node, "property");
  if (own == NULL)
    own = ibid_html_get_attribute (node, "itemprop");
  return own != NULL && g_ascii_strcasecmp (own, name) == 0;
}

static void
find_metas (GumboNode *node, const char *name, GPtrArray *found)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *content = ibid_html_get_attribute (node, "content");

  if (ibid_html_get_tag (node) == GUMBO_TAG_META && content != NULL && *content != '\0' &&
      is_named (node, name))
    g_ptr_array_add (found, (char *)content);
  for (guint i = 0; children != NULL && i < children->length; i++)
    find_metas (children->data[i], name, found);
}

static const char *
find_meta (GumboNode *head, const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_metas (head, name, found);
  return found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
}

static void
set_field (Reader *self, IbidCslField field, const char *value)
{
  g_autofree char *clean = NULL;

  if (value == NULL || ibid_csl_get (self->csl, field) != NULL)
    return;
  clean = g_strstrip (g_strdelimit (g_strdup (value), "\r\n\t", ' '));
  if (*clean != '\0')
    ibid_csl_set (self->csl, field, clean);
}

/* "2021-05-07T10:00:00+06:00", "2021/5/7", "2021-05" and "2021": as EDTF, by its first numbers */
static void
set_date (Reader *self, const char *value)
{
  g_autoptr (IbidPartialDate) date = NULL;
  g_autofree char *edtf = NULL;
  guint year = 0, month = 0, day = 0;
  int n;

  if (value == NULL || ibid_draft_get_published (self->draft) != NULL)
    return;
  n = sscanf (value, "%4u%*1[-/.]%2u%*1[-/.]%2u", &year, &month, &day);
  if (n < 1 || year < 1000)
    return;
  if (n == 3)
    edtf = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  else
    edtf = n == 2 ? g_strdup_printf ("%04u-%02u", year, month) : g_strdup_printf ("%04u", year);
  date = ibid_partial_date_new_from_edtf (edtf, NULL);
  if (date != NULL)
    ibid_draft_set_published (self->draft, date);
}

static void
add_author (Reader *self, const char *name)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));
  const char *comma = strchr (clean, ',');
  guint n_authors;

  ibid_csl_get_authors (self->csl, &n_authors);
  if (*clean == '\0' || n_authors >= MAX_AUTHORS || g_str_has_prefix (clean, "http"))
    return;
  if (comma != NULL && strchr (comma + 1, ',') == NULL)
    {
      g_autofree char *family = g_strndup (clean, (gsize)(comma - clean));

      ibid_csl_add_author (self->csl, family, comma + 1 + strspn (comma + 1, " "), NULL, NULL);
    }
  else
    ibid_csl_add_author (self->csl, NULL, NULL, clean, NULL);
}

static gboolean
has_authors (Reader *self)
{
  guint n_authors;

  ibid_csl_get_authors (self->csl, &n_authors);
  return n_authors > 0;
}

static void
read_metas (Reader *self, GumboNode *head)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields[i].names) && fields[i].names[j] != NULL; j++)
      set_field (self, fields[i].field, find_meta (head, fields[i].names[j]));
  for (guint i = 0; i < G_N_ELEMENTS (date_names); i++)
    set_date (self, find_meta (head, date_names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (author_names) && !has_authors (self); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      find_metas (head, author_names[i], found);
      for (guint j = 0; j < found->len; j++)
        add_author (self, g_ptr_array_index (found, j));
    }
}

/* a name is a string, or an object that has one */
static const char *
get_name (JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    node = json_object_get_member (json_node_get_object (node), "name");
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
is_article (JsonObject *object)
{
  static const char *const types[] = { "Article",
                                       "NewsArticle",
                                       "Report",
                                       "ScholarlyArticle",
                                       "BlogPosting",
                                       "AnalysisNewsArticle",
                                       "ReportageNewsArticle",
                                       "OpinionNewsArticle" };
  JsonNode *type = json_object_get_member (object, "@type");
  const char *name =
      type != NULL && JSON_NODE_HOLDS_VALUE (type) ? json_node_get_string (type) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (name, types[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
read_authors (Reader *self, JsonNode *author)
{
  if (author == NULL || has_authors (self))
    return;
  if (JSON_NODE_HOLDS_ARRAY (author))
    {
      JsonArray *array = json_node_get_array (author);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *name = get_name (json_array_get_element (array, i));

          if (name != NULL)
            add_author (self, name);
        }
    }
  else if (get_name (author) != NULL)
    add_author (self, get_name (author));
}

static void
read_object (Reader *self, JsonObject *object)
{
  JsonNode *graph = json_object_get_member (object, "@graph");

  if (graph != NULL && JSON_NODE_HOLDS_ARRAY (graph))
    {
      JsonArray *array = json_node_get_array (graph);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          {
            JsonObject *item = json_array_get_object_element (array, i);

            if (is_article (item))
              read_object (self, item);
          }
    }
  if (!is_article (object))
    return;
  set_field (self, IBID_CSL_TITLE, get_name (json_object_get_member (object, "headline")));
  set_field (self, IBID_CSL_CONTAINER_TITLE,
             get_name (json_object_get_member (object, "publisher")));
  set_date (self, get_name (json_object_get_member (object, "datePublished")));
  read_authors (self, json_object_get_member (object, "author"));
}

/* json-glib has no limit of depth: brackets are counted before */
static gboolean
is_shallow (const char *text)
{
  guint depth = 0, deepest = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '{' || *text == '[')
        depth++;
      else if ((*text == '}' || *text == ']') && depth > 0)
        depth--;
      deepest = MAX (deepest, depth);
    }
  return deepest < 64;
}

static void
read_json_ld (Reader *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);

  if (ibid_html_get_tag (node) == GUMBO_TAG_SCRIPT &&
      g_strcmp0 (ibid_html_get_attribute (node, "type"), "application/ld+json") == 0 &&
      children->length > 0)
    {
      const char *text = ibid_html_get_text (children->data[0]);
      g_autoptr (JsonNode) root =
          text != NULL && strlen (text) <= MAX_JSON_LD_BYTES && is_shallow (text)
              ? json_from_string (text, NULL)
              : NULL;

      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        read_object (self, json_node_get_object (root));
      return;
    }
  for (guint i = 0; children != NULL && i < children->length; i++)
    read_json_ld (self, children->data[i]);
}

static void
read_canonical (Reader *self, GumboNode *node)
{
  const GumboVector *children = ibid_html_get_children (node);
  const char *href = ibid_html_get_attribute (node, "href");

  if (ibid_html_get_tag (node) == GUMBO_TAG_LINK && ibid_html_has_word (node, "rel", "canonical") &&
      href != NULL && g_str_has_prefix (href, "http") &&
      g_uri_is_valid (href, G_URI_FLAGS_NONE, NULL))
    set_field (self, IBID_CSL_URL, href);
  for (guint i = 0; children != NULL && i < children->length; i++)
    read_canonical (self, children->data[i]);
}

/* A title of the page ends in the name of the site, which the heading has not. */
static void
read_title (Reader *self, GumboNode *root)
{
  GumboNode *heading = ibid_html_find_tag (root, GUMBO_TAG_H1);
  GumboNode *title = ibid_html_find_tag (root, GUMBO_TAG_TITLE);
  g_autofree char *heading_text = heading != NULL ? ibid_html_dup_text (heading) : NULL;
  g_autofree char *title_text = title != NULL ? ibid_html_dup_text (title) : NULL;

  if (heading_text != NULL && *heading_text != '\0' &&
      (title_text == NULL || strstr (title_text, heading_text) != NULL))
    set_field (self, IBID_CSL_TITLE, heading_text);
  set_field (self, IBID_CSL_TITLE, title_text);
}

static void
read_time (Reader *self, GumboNode *root)
{
  GumboNode *time = ibid_html_find_tag (root, GUMBO_TAG_TIME);

  if (time != NULL)
    set_date (self, ibid_html_get_attribute (time, "datetime"));
}

/**
 * ibid_html_metadata_read:
 * @draft: what gets title, authors, outlet, date, address, language and direction
 * @root: the element html
 *
 * Reads what a page says of itself; what it does not say stays unknown.
 */
void
ibid_html_metadata_read (IbidDraft *draft, GumboNode *root)
{
  Reader self = { draft, ibid_draft_get_metadata (draft) };
  GumboNode *head = ibid_html_find_tag (root, GUMBO_TAG_HEAD);
  const char *language = ibid_html_get_attribute (root, "lang");
  const char *direction = ibid_html_get_attribute (root, "dir");

  if (language == NULL || *language == '\0')
    language = ibid_html_get_attribute (root, "xml:lang");
  if (language != NULL && *language != '\0')
    ibid_draft_set_language (draft, language);
  if (g_strcmp0 (direction, "rtl") == 0)
    ibid_draft_set_direction (draft, IBID_DIRECTION_RTL);
  if (head != NULL)
    {
      read_metas (&self, head);
      read_canonical (&self, head);
    }
  read_json_ld (&self, root);
  read_title (&self, root);
  read_time (&self, root);
}
