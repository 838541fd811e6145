/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-provenance"

#include "ibid-provenance.h"
#include "ibid-terms-types.h"

/* What a source counts as; "" where it is not known. NULL: an item without a source. */
static char *
dup_value (IbidSource *source, IbidMixBy by)
{
  IbidOutlet *outlet = source != NULL ? ibid_source_get_outlet (source) : NULL;
  IbidPartialDate *date;
  const char *tag;

  if (source == NULL)
    return g_strdup ("");
  switch (by)
    {
    case IBID_MIX_BY_KIND:
      if (outlet == NULL || ibid_outlet_get_kind (outlet) == IBID_OUTLET_KIND_UNCLASSIFIED)
        return g_strdup ("");
      return g_strdup (
          ibid_nick_from_enum (IBID_TYPE_OUTLET_KIND, (int)ibid_outlet_get_kind (outlet)));
    case IBID_MIX_BY_COUNTRY:
      tag = outlet != NULL ? ibid_outlet_get_country (outlet) : NULL;
      return tag != NULL ? g_ascii_strup (tag, -1) : g_strdup ("");
    case IBID_MIX_BY_LANGUAGE:
      /* "zh-Hans" and "zh" are one bar: the question is who can read it */
      tag = ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_LANGUAGE);
      return tag != NULL ? g_ascii_strdown (tag, (gssize)strcspn (tag, "-_")) : g_strdup ("");
    case IBID_MIX_BY_YEAR:
      date = ibid_source_get_date (source);
      if (date == NULL || !ibid_partial_date_has_year (date))
        return g_strdup ("");
      return g_strdup_printf ("%d", ibid_partial_date_get_year (date));
    }
  return g_strdup ("");
}

static int
compare_by_count (gconstpointer a, gconstpointer b)
{
  const IbidMixPart *one = a;
  const IbidMixPart *other = b;

  if ((*one->value == '\0') != (*other->value == '\0'))
    return *one->value == '\0' ? 1 : -1;
  if (one->count != other->count)
    return one->count < other->count ? 1 : -1;
  return strcmp (one->value, other->value);
}

static int
compare_by_year (gconstpointer a, gconstpointer b)
{
  const IbidMixPart *one = a;
  const IbidMixPart *other = b;
  gint64 one_year, other_year;

  if ((*one->value == '\0') != (*other->value == '\0'))
    return *one->value == '\0' ? 1 : -1;
  one_year = g_ascii_strtoll (one->value, NULL, 10);
  other_year = g_ascii_strtoll (other->value, NULL, 10);
  return one_year < other_year ? -1 : one_year > other_year ? 1 : 0;
}

static void
clear_part (gpointer data)
{
  g_free (((IbidMixPart *)data)->value);
}

typedef struct
{
  GArray *parts;         /* of IbidMixPart */
  GHashTable *positions; /* value → position + 1 */
  GHashTable *seen;      /* sources that were counted, or NULL: count each time */
  IbidMixBy by;
} Mix;

static void
mix_add (Mix *mix, IbidSource *source)
{
  g_autofree char *value = NULL;
  guint position;

  if (mix->seen != NULL && (source == NULL || !g_hash_table_add (mix->seen, source)))
    return;
  value = dup_value (source, mix->by);
  position = GPOINTER_TO_UINT (g_hash_table_lookup (mix->positions, value));
  if (position > 0)
    g_array_index (mix->parts, IbidMixPart, position - 1).count++;
  else
    {
      IbidMixPart part = { g_steal_pointer (&value), 1 };

      g_array_append_val (mix->parts, part);
      g_hash_table_insert (mix->positions, part.value, GUINT_TO_POINTER (mix->parts->len));
    }
}

/**
 * ibid_provenance_source_mix:
 * @article: the article
 * @by: what to tell sources apart by
 * @distinct_sources: count every source once, not once for each citation item
 *
 * Counts who the article rests on. Credits of pictures are left out. What is not known is a part
 * of its own with the value "", never spread over the others.
 *
 * Returns: (transfer full) (element-type IbidMixPart): the parts, highest first (years in order),
 *   unknown last. Their counts add up to the number of citation items, those without a source
 *   included, or to the number of distinct sources behind them. Values are an outlet kind's nick,
 *   an ISO 3166-1 code in capitals, a primary language subtag, or a year; freed with the array.
 */
GArray *
ibid_provenance_source_mix (IbidArticle *article, IbidMixBy by, gboolean distinct_sources)
{
  GListModel *citations = ibid_article_get_citations (article);
  guint n_citations = g_list_model_get_n_items (citations);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Mix mix = { g_array_new (FALSE, FALSE, sizeof (IbidMixPart)), positions,
              distinct_sources ? seen : NULL, by };

  g_array_set_clear_func (mix.parts, clear_part);
  for (guint i = 0; i < n_citations; i++)
    {
      g_autoptr (IbidCitation) citation = g_list_model_get_item (citations, i);
      GListModel *items = ibid_citation_get_items (citation);
      guint n_items = g_list_model_get_n_items (items);

      if (ibid_citation_get_role (citation) == IBID_CITATION_ROLE_CREDIT)
        continue;
      for (guint j = 0; j < n_items; j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);

          mix_add (&mix, ibid_citation_item_get_source (item));
        }
    }
  g_array_sort (mix.parts, by == IBID_MIX_BY_YEAR ? compare_by_year : compare_by_count);
  return mix.parts;
}

/**
 * ibid_provenance_source_is_in_part:
 * @source: (nullable): a source; NULL is what an unresolved item has
 * @by: what sources are told apart by
 * @value: the part's value; "" is the part of what is not known
 *
 * Returns: whether ibid_provenance_source_mix() counts @source in the part with that value
 */
gboolean
ibid_provenance_source_is_in_part (IbidSource *source, IbidMixBy by, const char *value)
{
  g_autofree char *own = dup_value (source, by);

  return g_strcmp0 (own, value) == 0;
}
