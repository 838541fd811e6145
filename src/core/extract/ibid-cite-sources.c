/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-cite-sources.h"

#include <string.h>
#include "ibid-fold.h"

/* what an item says of its source, taken out of the text */
typedef struct
{
  char *name; /* as written, or carried over; NULL: lost */
  char *title;
  char *url;
  char *host; /* of the address, without "www." */
  IbidPartialDate *issued;
  IbidPartialDate *accessed;
  IbidWrittenTraits issued_traits;
  IbidWrittenTraits accessed_traits;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->name);
  g_free (said->title);
  g_free (said->url);
  g_free (said->host);
  g_clear_pointer (&said->issued, ibid_partial_date_unref);
  g_clear_pointer (&said->accessed, ibid_partial_date_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/**
 * ibid_cite_sources_init:
 * @self: zeroed memory
 * @article: the article that gets outlets and sources
 * @options: what is known besides the text
 * @names: who is known
 *
 * Begins with the first citation of an article.
 */
void
ibid_cite_sources_init (IbidCiteSources *self, IbidArticle *article,
                        const IbidExtractOptions *options, IbidCiteNames *names)
{
  self->article = article;
  self->options = options;
  self->names = names;
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->outlets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->written = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->previous = g_ptr_array_new ();
  self->current = g_ptr_array_new ();
}

/**
 * ibid_cite_sources_clear:
 * @self: sources
 *
 * Frees what it owns.
 */
void
ibid_cite_sources_clear (IbidCiteSources *self)
{
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->outlets, g_hash_table_unref);
  g_clear_pointer (&self->slugs, g_hash_table_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->written, g_hash_table_unref);
  g_clear_pointer (&self->previous, g_ptr_array_unref);
  g_clear_pointer (&self->current, g_ptr_array_unref);
}

static char *
dup_slice (const char *text, IbidCiteSlice slice)
{
  return slice.end > slice.start ? g_strndup (text + slice.start, slice.end - slice.start) : NULL;
}

static char *
dup_host (const char *url)
{
  const char *start = strstr (url, "://");

  start = start != NULL ? start + 3 : url;
  if (g_ascii_strncasecmp (start, "www.", 4) == 0)
    start += 4;
  return g_strndup (start, strcspn (start, "/?#:"));
}

static char *
dup_address (const char *url)
{
  if (strstr (url, "://") != NULL)
    return g_strdup (url);
  if (g_ascii_strncasecmp (url, "doi:", 4) == 0)
    return g_strconcat ("https://doi.org/", url + 4, NULL);
  return g_strconcat ("https://", url, NULL);
}

static IbidPartialDate *
resolve_date (const IbidCiteSources *self, const IbidCiteDate *written, IbidWrittenTraits *traits)
{
  g_autoptr (IbidPartialDate) date =
      ibid_written_days_resolve (&written->first, &written->last, self->options->published, traits);
  g_autofree char *edtf = NULL;
  g_autofree char *approximate = NULL;

  if (date == NULL || !written->is_approximate || ibid_partial_date_is_range (date) ||
      !ibid_partial_date_has_year (date))
    return g_steal_pointer (&date);
  edtf = ibid_partial_date_to_edtf (date);
  approximate = g_strconcat (edtf, "~", NULL);
  return ibid_partial_date_new_from_edtf (approximate, NULL);
}

static void
read_said (const IbidCiteSources *self, const char *text, const IbidCiteItem *item,
           const char *link, Said *said)
{
  g_autofree char *written_url = dup_slice (text, item->url);

  said->name = dup_slice (text, item->name);
  said->title = dup_slice (text, item->title);
  if (written_url != NULL || link != NULL)
    said->url = dup_address (written_url != NULL ? written_url : link);
  if (said->url != NULL)
    said->host = dup_host (said->url);
  if (said->name == NULL && said->title == NULL && said->host != NULL)
    said->name = g_strdup (said->host);
  if ((item->traits & IBID_CITE_ITEM_ISSUED) != 0)
    said->issued = resolve_date (self, &item->issued, &said->issued_traits);
  if ((item->traits & IBID_CITE_ITEM_ACCESSED) != 0)
    said->accessed = resolve_date (self, &item->accessed, &said->accessed_traits);
}

/* A person, of whom the family name is given: then there is no outlet. */
static gboolean
is_person (const IbidCiteItem *item)
{
  gboolean has_day = (item->traits & IBID_CITE_ITEM_ACCESSED) != 0 ||
                     ((item->traits & IBID_CITE_ITEM_ISSUED) != 0 && item->issued.first.month != 0);

  return (item->name_traits & IBID_CITE_NAME_PERSON) != 0 &&
         (item->name_traits & (IBID_CITE_NAME_KNOWN | IBID_CITE_NAME_DOMAIN)) == 0 && !has_day;
}

/* The gazetteer's outlet of a name; of "Jane Doe, Reuters" that of the last part. */
static IbidOutlet *
find_known (const IbidCiteSources *self, const Said *said)
{
  const char *name = said->name;
  IbidOutlet *known = NULL;

  for (const char *part = name; part != NULL && known == NULL;)
    {
      const char *comma = strrchr (name, ',');

      known =
          ibid_cite_names_find (self->names, part, (IbidCiteSlice){ 0, (guint32)strlen (part) });
      if (part != name || comma == NULL)
        break;
      part = comma + 1 + strspn (comma + 1, " ");
    }
  if (known == NULL && said->host != NULL && self->options->outlets != NULL)
    known = ibid_outlet_gazetteer_find_host (self->options->outlets, said->host);
  return known;
}

/* "Rus.azattyq.org" becomes "rus-azattyq-org" */
static char *
new_outlet_id (const IbidCiteSources *self, const char *name)
{
  g_autofree char *roman = ibid_text_romanize (name);
  g_autofree char *folded = ibid_text_fold (roman != NULL ? roman : name);
  g_autoptr (GString) slug = g_string_new (NULL);
  g_autofree char *base = NULL;
  gsize base_length;
  guint count;

  for (const char *at = folded; *at != '\0' && slug->len < 60; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (slug, *at);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "outlet");
  base_length = slug->len;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->slugs, slug->str));
  base = g_strdup (slug->str);
  while (ibid_article_find_outlet (self->article, slug->str) != NULL)
    {
      count = MAX (count, 1) + 1;
      g_string_truncate (slug, base_length);
      g_string_append_printf (slug, "-%u", count);
    }
  g_hash_table_replace (self->slugs, g_steal_pointer (&base), GUINT_TO_POINTER (count));
  return g_string_free (g_steal_pointer (&slug), FALSE);
}

static IbidOutlet *
new_outlet (const IbidCiteSources *self, IbidOutlet *known, const char *name)
{
  const char *known_id = known != NULL ? ibid_record_get_id (IBID_RECORD (known)) : NULL;
  g_autofree char *id = known_id != NULL ? g_strdup (known_id) : new_outlet_id (self, name);
  IbidOutlet *outlet = ibid_outlet_new (id, known != NULL ? ibid_outlet_get_name (known) : name);

  if (known != NULL)
    {
      ibid_outlet_set_kind (outlet, ibid_outlet_get_kind (known));
      ibid_outlet_set_country (outlet, ibid_outlet_get_country (known));
      ibid_outlet_set_aliases (outlet, ibid_outlet_get_aliases (known));
      ibid_outlet_set_languages (outlet, ibid_outlet_get_languages (known));
      ibid_outlet_set_domains (outlet, ibid_outlet_get_domains (known));
      return outlet;
    }
  ibid_outlet_set_kind (outlet, IBID_OUTLET_KIND_UNCLASSIFIED);
  if (ibid_cite_is_domain (name, strlen (name)))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);
      const char *const own[] = { lower, NULL };

      ibid_outlet_set_domains (outlet, own);
    }
  return outlet;
}

static IbidOutlet *
get_outlet (IbidCiteSources *self, const Said *said)
{
  IbidOutlet *known = find_known (self, said);
  g_autofree char *key = known != NULL
                             ? g_strconcat ("=", ibid_record_get_id (IBID_RECORD (known)), NULL)
                             : ibid_text_fold (said->name);
  IbidOutlet *outlet = g_hash_table_lookup (self->outlets, key);

  if (outlet != NULL)
    return outlet;
  outlet = new_outlet (self, known, said->name);
  if (!ibid_article_take_outlet (self->article, g_object_ref (outlet)))
    {
      /* an unknown one took the id of a known one first */
      g_autofree char *id = new_outlet_id (self, ibid_outlet_get_name (outlet));

      ibid_record_set_id (IBID_RECORD (outlet), id);
      ibid_article_take_outlet (self->article, g_object_ref (outlet));
    }
  g_hash_table_insert (self->outlets, g_steal_pointer (&key), outlet);
  g_object_unref (outlet);
  return outlet;
}

static const char *
csl_type (const IbidCiteItem *item, IbidOutlet *outlet)
{
  if (outlet == NULL)
    return "document";
  switch (ibid_outlet_get_kind (outlet))
    {
    case IBID_OUTLET_KIND_STATE_MEDIA:
    case IBID_OUTLET_KIND_PRESS:
    case IBID_OUTLET_KIND_AGENCY:
    case IBID_OUTLET_KIND_BROADCASTER:
      return "article-newspaper";
    case IBID_OUTLET_KIND_SOCIAL_MEDIA:
    case IBID_OUTLET_KIND_AGGREGATOR:
      return "webpage";
    case IBID_OUTLET_KIND_PARTY:
    case IBID_OUTLET_KIND_GOVERNMENT:
    case IBID_OUTLET_KIND_INTERGOVERNMENTAL:
    case IBID_OUTLET_KIND_THINK_TANK:
    case IBID_OUTLET_KIND_ACADEMIC:
    case IBID_OUTLET_KIND_COMPANY:
    case IBID_OUTLET_KIND_NGO:
    case IBID_OUTLET_KIND_UNCLASSIFIED:
      break;
    }
  return (item->name_traits & IBID_CITE_NAME_DOMAIN) != 0 || item->url.end > item->url.start ||
                 (item->traits & IBID_CITE_ITEM_ACCESSED) != 0
             ? "webpage"
             : "document";
}

/* "Burlot and Yvon", "Smith, Jones and Miller", "Bahdanau et al." */
static void
add_authors (IbidCsl *csl, const char *name)
{
  g_autofree char *copy = g_strdup (name);
  char *et_al = strstr (copy, " et al");
  g_auto (GStrv) parts = NULL;

  if (et_al != NULL)
    *et_al = '\0';
  for (char *and = copy; (and = strstr (and, " and ")) != NULL;)
    memcpy (and, " ,   ", 5);
  parts = g_strsplit_set (copy, ",&", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      ibid_csl_add_author (csl, parts[i], NULL, NULL, NULL);
  if (et_al != NULL)
    ibid_csl_add_author (csl, NULL, NULL, "et al.", NULL);
}

static void
set_extra (IbidCsl *csl, const char *member, const char *value)
{
  JsonObject *extra = ibid_record_get_extra (IBID_RECORD (csl));
  g_autoptr (JsonObject) new_extra = extra != NULL ? json_object_ref (extra) : json_object_new ();

  json_object_set_string_member (new_extra, member, value);
  ibid_record_set_extra (IBID_RECORD (csl), new_extra);
}

/* Without a year a date is kept as it is written. */
static void
set_dates (IbidCsl *csl, IbidSource *source, const char *text, const IbidCiteItem *item,
           const Said *said)
{
  if (said->issued != NULL && ibid_partial_date_has_year (said->issued))
    ibid_csl_set_issued (csl, said->issued);
  else if ((item->traits & IBID_CITE_ITEM_ISSUED) != 0)
    {
      g_autofree char *literal =
          g_strndup (text + item->issued.start, item->issued.end - item->issued.start);

      ibid_csl_set_issued_literal (csl, literal);
    }
  if (said->issued != NULL && (!ibid_partial_date_has_year (said->issued) ||
                               ibid_partial_date_is_approximate (said->issued)))
    ibid_source_set_issued_edtf (source, said->issued);
  if (said->accessed != NULL && ibid_partial_date_has_year (said->accessed))
    ibid_csl_set_accessed (csl, said->accessed);
  else if ((item->traits & IBID_CITE_ITEM_ACCESSED) != 0)
    {
      g_autofree char *literal =
          g_strndup (text + item->accessed.start, item->accessed.end - item->accessed.start);
      JsonObject *accessed = json_object_new ();
      g_autoptr (JsonObject) extra = json_object_new ();

      json_object_set_string_member (accessed, "literal", literal);
      json_object_set_object_member (extra, "accessed", accessed);
      ibid_record_set_extra (IBID_RECORD (csl), extra);
    }
}

static IbidSource *
new_source (IbidCiteSources *self, const char *text, const IbidCiteItem *item, const Said *said,
            IbidOutlet *outlet)
{
  g_autofree char *id = g_strdup_printf ("s%u", ++self->n_sources);
  g_autoptr (IbidCsl) csl = ibid_csl_new (id, csl_type (item, outlet));
  IbidSource *source = ibid_source_new (id, outlet, csl);
  char letter[2] = { item->issued.letter, '\0' };

  if ((item->traits & IBID_CITE_ITEM_KEY) != 0)
    set_extra (csl, "citation-key", said->name);
  else if (outlet != NULL)
    ibid_csl_set (csl, IBID_CSL_CONTAINER_TITLE, ibid_outlet_get_name (outlet));
  else if (said->name != NULL)
    add_authors (csl, said->name);
  ibid_csl_set (csl, IBID_CSL_TITLE, said->title);
  ibid_csl_set (csl, IBID_CSL_URL, said->url);
  set_dates (csl, source, text, item, said);
  if (letter[0] != '\0')
    set_extra (csl, "year-suffix", letter);
  ibid_article_take_source (self->article, g_object_ref (source));
  g_object_unref (source);
  return source;
}

static char *
new_source_key (const IbidCiteItem *item, const Said *said, IbidOutlet *outlet)
{
  g_autofree char *name = said->name != NULL ? ibid_text_fold (said->name) : g_strdup ("");
  g_autofree char *title = said->title != NULL ? ibid_text_fold (said->title) : NULL;
  g_autofree char *issued = said->issued != NULL ? ibid_partial_date_to_edtf (said->issued) : NULL;
  g_autofree char *accessed =
      said->accessed != NULL ? ibid_partial_date_to_edtf (said->accessed) : NULL;
  const char *who = outlet != NULL ? ibid_record_get_id (IBID_RECORD (outlet)) : name;
  char letter[2] = { item->issued.letter, '\0' };

  return g_strjoin ("\n", outlet != NULL ? "o" : "a", who, issued != NULL ? issued : "", letter,
                    accessed != NULL ? accessed : "", title != NULL ? title : "",
                    said->url != NULL ? said->url : "", NULL);
}

static IbidSource *
get_source (IbidCiteSources *self, const char *text, const IbidCiteItem *item, const Said *said)
{
  gboolean has_outlet =
      said->name != NULL && !is_person (item) && (item->traits & IBID_CITE_ITEM_KEY) == 0;
  IbidOutlet *outlet = has_outlet ? get_outlet (self, said) : NULL;
  g_autofree char *key = new_source_key (item, said, outlet);
  IbidSource *source = g_hash_table_lookup (self->sources, key);

  if (source == NULL)
    {
      source = new_source (self, text, item, said, outlet);
      g_hash_table_insert (self->sources, g_steal_pointer (&key), source);
      g_hash_table_insert (self->written, source, g_strdup (said->name));
    }
  if (said->name != NULL)
    g_hash_table_replace (self->by_name, ibid_text_fold (said->name), source);
  return source;
}

static IbidResolution
resolution_of (const IbidCiteItem *item, const Said *said)
{
  if (said->url != NULL)
    return IBID_RESOLUTION_EXPLICIT_LINK;
  if (said->issued != NULL && ibid_partial_date_has_year (said->issued))
    return (said->issued_traits & IBID_WRITTEN_INFERRED) != 0 ? IBID_RESOLUTION_YEAR_INFERRED
                                                              : IBID_RESOLUTION_EXACT;
  if ((item->traits & IBID_CITE_ITEM_ACCESSED) != 0)
    return IBID_RESOLUTION_ACCESSED_ONLY;
  return (item->traits & IBID_CITE_ITEM_KEY) != 0 ? IBID_RESOLUTION_EXACT : IBID_RESOLUTION_UNDATED;
}

/* "Ibid." is the only source of the citation before; "Ibid., January 24" another one of the same
 * outlet. Where there was none, or several, the chain is broken, and that is said. */
static IbidCitationItem *
resolve_same (IbidCiteSources *self, const char *text, const IbidCiteItem *item, Said *said)
{
  GPtrArray *chain = self->current->len > 0 ? self->current : self->previous;
  IbidSource *source = chain->len > 0 ? g_ptr_array_index (chain, chain->len - 1) : NULL;
  gboolean is_broken = source == NULL || (chain == self->previous && chain->len > 1);
  g_autofree char *name =
      is_broken ? g_strdup (said->name) : g_strdup (g_hash_table_lookup (self->written, source));
  IbidCitationItem *result;

  if (is_broken || name == NULL)
    {
      result = ibid_citation_item_new (NULL, IBID_RESOLUTION_UNRESOLVED, said->name);
      for (guint i = 0; i < chain->len; i++)
        if (g_ptr_array_index (chain, i) != NULL)
          ibid_citation_item_add_candidate (result, g_ptr_array_index (chain, i));
      g_ptr_array_add (self->current, NULL);
      return result;
    }
  if ((item->traits & (IBID_CITE_ITEM_ISSUED | IBID_CITE_ITEM_ACCESSED)) != 0)
    {
      IbidCiteItem dated = *item;

      g_free (said->name);
      said->name = g_steal_pointer (&name);
      dated.name_traits = ibid_source_get_outlet (source) == NULL ? IBID_CITE_NAME_PERSON : 0;
      source = get_source (self, text, &dated, said);
      result = ibid_citation_item_new (source, resolution_of (item, said), said->name);
    }
  else
    result = ibid_citation_item_new (source, IBID_RESOLUTION_EXACT, name);
  g_ptr_array_add (self->current, source);
  return result;
}

static IbidCitationItem *
resolve_op_cit (IbidCiteSources *self, const Said *said)
{
  g_autofree char *key = said->name != NULL ? ibid_text_fold (said->name) : g_strdup ("");
  IbidSource *source = g_hash_table_lookup (self->by_name, key);

  g_ptr_array_add (self->current, source);
  return ibid_citation_item_new (
      source, source != NULL ? IBID_RESOLUTION_EXACT : IBID_RESOLUTION_UNRESOLVED, said->name);
}

/**
 * ibid_cite_sources_resolve:
 * @self: the sources met so far
 * @text: the block's text
 * @item: what is written
 * @link: (nullable): address of a link that lies on it
 *
 * Finds the source that an item means, or makes it.
 *
 * Returns: (transfer full): the item for the article, without its range
 */
IbidCitationItem *
ibid_cite_sources_resolve (IbidCiteSources *self, const char *text, const IbidCiteItem *item,
                           const char *link)
{
  g_auto (Said) said = { 0 };
  IbidSource *source;

  read_said (self, text, item, link, &said);
  if ((item->traits & IBID_CITE_ITEM_IBID) != 0)
    return resolve_same (self, text, item, &said);
  if ((item->traits & IBID_CITE_ITEM_OP_CIT) != 0 && (item->traits & IBID_CITE_ITEM_ISSUED) == 0)
    return resolve_op_cit (self, &said);
  source = get_source (self, text, item, &said);
  g_ptr_array_add (self->current, source);
  return ibid_citation_item_new (source, resolution_of (item, &said), said.name);
}

/**
 * ibid_cite_sources_end_citation:
 * @self: the sources met so far
 *
 * Ends a citation: its sources are what "ibid." in the next one means.
 */
void
ibid_cite_sources_end_citation (IbidCiteSources *self)
{
  GPtrArray *before = self->previous;

  self->previous = self->current;
  self->current = before;
  g_ptr_array_set_size (self->current, 0);
}
