/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what stands between the brackets of a citation. */

#include "ibid-cite-date.h"
#include "ibid-cite-names.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_CITE_ITEM_NAME_ELIDED = 1 << 0, /* the name is that of the item before */
  IBID_CITE_ITEM_ISSUED = 1 << 1,
  IBID_CITE_ITEM_ACCESSED = 1 << 2,
  IBID_CITE_ITEM_NO_DATE = 1 << 3, /* "n.d." */
  IBID_CITE_ITEM_IBID = 1 << 4,    /* the source of the item before */
  IBID_CITE_ITEM_OP_CIT = 1 << 5,  /* the last source of that name */
  IBID_CITE_ITEM_KEY = 1 << 6,     /* the name is a citation key */
  IBID_CITE_ITEM_COMMA = 1 << 7,   /* name and date are parted by a comma */
} IbidCiteItemTraits;

/**
 * IbidCiteItem:
 * @traits: #IbidCiteItemTraits
 * @name_traits: #IbidCiteNameTraits
 * @label: (nullable): what the locator counts: "page"; static
 *
 * One source of a citation, as it is written. All slices lie in the block's text.
 */
typedef struct
{
  guint traits;
  guint name_traits;
  IbidCiteSlice whole;
  IbidCiteSlice prefix;
  IbidCiteSlice name;
  IbidCiteSlice title; /* without its marks */
  IbidCiteSlice url;
  IbidCiteSlice locator;
  IbidCiteSlice suffix;
  const char *label;
  IbidCiteDate issued;
  IbidCiteDate accessed;
} IbidCiteItem;

/* how sure it is that a group is a citation */
typedef enum
{
  IBID_CITE_NOT,
  IBID_CITE_IF_STYLE, /* only where the article cites like that elsewhere: "(Smith 2020)" */
  IBID_CITE_IF_KNOWN, /* only if its name is that of a source: "(Axios)" */
  IBID_CITE_SURE,
} IbidCiteCertainty;

/**
 * IbidCiteGroup:
 * @form: how it is written
 * @role: what it is there for
 * @certainty: whether it is one
 * @is_author_date: it has years rather than days
 * @first_item: position of its first item among those of the article
 * @n_items: how many it has
 *
 * What may be a citation.
 */
typedef struct
{
  guint block;
  guint32 start; /* in bytes, brackets included */
  guint32 end;
  IbidCitationForm form;
  IbidCitationRole role;
  IbidCiteCertainty certainty;
  gboolean is_author_date;
  guint first_item;
  guint n_items;
} IbidCiteGroup;

/* the means of one article's scan */
typedef struct
{
  const IbidCiteMonths *months;
  IbidCiteNames *names;
  GArray *tokens; /* of the piece that is read now */
  GArray *items;  /* of IbidCiteItem, of all groups */
  int max_year;   /* years after it are no dates of sources */
} IbidCiteReader;

gboolean ibid_cite_read_group (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                               IbidCiteGroup *group);
gboolean ibid_cite_read_narrative (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                                   IbidCiteGroup *group);
gboolean ibid_cite_read_source_line (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                                     IbidCiteGroup *group);
gboolean ibid_cite_read_keys (IbidCiteReader *self, const char *text, IbidCiteSlice content,
                              IbidCiteGroup *group);
void ibid_cite_read_locator (const char *text, const GArray *tokens, guint at, guint end,
                             IbidCiteItem *item);
gsize ibid_cite_credit_length (const char *text, IbidCiteSlice content, gboolean *is_image);

G_END_DECLS
