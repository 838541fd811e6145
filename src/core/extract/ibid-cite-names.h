/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: which words can be the name of a source. */

#include "ibid-cite-tokens.h"
#include "ibid-outlet-gazetteer.h"

G_BEGIN_DECLS

/* a piece of a text, in bytes; empty: there is none */
typedef struct
{
  guint32 start;
  guint32 end;
} IbidCiteSlice;

typedef enum
{
  IBID_CITE_NAME_PLAUSIBLE = 1 << 0, /* it could be one: capitals, no sentence */
  IBID_CITE_NAME_KNOWN = 1 << 1,     /* the gazetteer has it */
  IBID_CITE_NAME_DOMAIN = 1 << 2,    /* it is the name of a host */
  IBID_CITE_NAME_PLACE = 1 << 3,     /* a country, a capital or another city */
  IBID_CITE_NAME_PERSON = 1 << 4,    /* "Smith", "Burlot and Yvon", "Bahdanau et al." */
  IBID_CITE_NAME_ET_AL = 1 << 5,
  IBID_CITE_NAME_GENERIC = 1 << 6, /* "DHS website", "AWS blog" */
  IBID_CITE_NAME_EVENT = 1 << 7,   /* "Paris Agreement", "World Cup" */
  IBID_CITE_NAME_ACRONYM = 1 << 8,
} IbidCiteNameTraits;

typedef struct _IbidCiteNames IbidCiteNames;

IbidCiteNames *ibid_cite_names_new (IbidOutletGazetteer *outlets) G_GNUC_WARN_UNUSED_RESULT;
void ibid_cite_names_free (IbidCiteNames *self);
IbidOutlet *ibid_cite_names_find (IbidCiteNames *self, const char *text, IbidCiteSlice name);
gboolean ibid_cite_names_is_place (IbidCiteNames *self, const char *text, IbidCiteSlice name);
guint ibid_cite_names_judge (IbidCiteNames *self, const char *text, const GArray *tokens,
                             guint start, guint end);

gboolean ibid_cite_is_one_of (const char *word, gsize length, const char *const *words);
guint ibid_cite_match_phrase (const char *text, const GArray *tokens, guint at, guint end,
                              const char *const *phrases);
gboolean ibid_cite_abbreviates (const char *text, gsize end, const char *name, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidCiteNames, ibid_cite_names_free)

G_END_DECLS
