/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-labels.h"
#include "ibid-source-order.h"

static const char *const nicks[] = { "appearance", "outlet", "date", "kind", "number" };

const char *
ibid_source_order_to_nick (IbidSourceOrder order)
{
  return nicks[order];
}

/* an unknown word is the order of the text */
IbidSourceOrder
ibid_source_order_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return i;
  return IBID_SOURCE_ORDER_APPEARANCE;
}

static const IbidSpan *
first_place (IbidSource *source)
{
  g_autoptr (IbidCitationItem) item = g_list_model_get_item (ibid_source_get_items (source), 0);
  IbidCitation *citation = item != NULL ? ibid_citation_item_get_citation (item) : NULL;

  return citation != NULL ? ibid_citation_get_span (citation) : NULL;
}

/* what is cited nowhere comes last */
static int
compare_appearance (IbidSource *a, IbidSource *b)
{
  const IbidSpan *place_a = first_place (a), *place_b = first_place (b);

  if (place_a == NULL || place_b == NULL)
    return (place_a == NULL) - (place_b == NULL);
  return ibid_span_compare (place_a, place_b);
}

/* what has no outlet comes last */
static int
compare_outlet (IbidSource *a, IbidSource *b)
{
  IbidOutlet *outlet_a = ibid_source_get_outlet (a), *outlet_b = ibid_source_get_outlet (b);

  if (outlet_a == outlet_b)
    return 0;
  if (outlet_a == NULL || outlet_b == NULL)
    return outlet_a == NULL ? 1 : -1;
  return g_utf8_collate (ibid_outlet_get_name (outlet_a), ibid_outlet_get_name (outlet_b));
}

/* what has no date, or none with a year, comes last */
static int
compare_date (IbidSource *a, IbidSource *b)
{
  IbidPartialDate *date_a = ibid_source_get_date (a), *date_b = ibid_source_get_date (b);
  gboolean known_a = date_a != NULL && ibid_partial_date_has_year (date_a);
  gboolean known_b = date_b != NULL && ibid_partial_date_has_year (date_b);

  if (known_a && known_b)
    return ibid_partial_date_compare (date_a, date_b);
  return known_b - known_a;
}

static int
compare_kind (IbidSource *a, IbidSource *b)
{
  IbidOutlet *outlet_a = ibid_source_get_outlet (a), *outlet_b = ibid_source_get_outlet (b);
  IbidOutletKind kind_a =
      outlet_a != NULL ? ibid_outlet_get_kind (outlet_a) : IBID_OUTLET_KIND_UNCLASSIFIED;
  IbidOutletKind kind_b =
      outlet_b != NULL ? ibid_outlet_get_kind (outlet_b) : IBID_OUTLET_KIND_UNCLASSIFIED;

  return (int)kind_a - (int)kind_b;
}

static int
compare_number (IbidSource *a, IbidSource *b)
{
  guint n_a = g_list_model_get_n_items (ibid_source_get_items (a));
  guint n_b = g_list_model_get_n_items (ibid_source_get_items (b));

  return (n_a < n_b) - (n_a > n_b);
}

/* sources that are equal in this order keep that of the text */
int
ibid_source_order_compare (IbidSourceOrder order, IbidSource *a, IbidSource *b)
{
  int result = 0;

  switch (order)
    {
    case IBID_SOURCE_ORDER_APPEARANCE:
      break;
    case IBID_SOURCE_ORDER_OUTLET:
      result = compare_outlet (a, b);
      if (result == 0)
        result = compare_date (a, b);
      break;
    case IBID_SOURCE_ORDER_DATE:
      result = compare_date (a, b);
      break;
    case IBID_SOURCE_ORDER_KIND:
      result = compare_kind (a, b);
      if (result == 0)
        result = compare_outlet (a, b);
      break;
    case IBID_SOURCE_ORDER_NUMBER:
      result = compare_number (a, b);
      break;
    }
  return result != 0 ? result : compare_appearance (a, b);
}
