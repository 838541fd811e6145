/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: which source is meant. */

#include "ibid-cite-group.h"
#include "ibid-extract.h"

G_BEGIN_DECLS

/**
 * IbidCiteSources:
 *
 * The sources of an article, as they are met in it. Equal ones become one.
 */
typedef struct
{
  IbidArticle *article;
  const IbidExtractOptions *options;
  IbidCiteNames *names;

  /* owned */
  GHashTable *sources; /* what tells them apart → IbidSource, borrowed */
  GHashTable *outlets; /* folded name or gazetteer's id → IbidOutlet, borrowed */
  GHashTable *slugs;   /* id of an outlet → how many outlets would have it */
  GHashTable *by_name; /* folded name → the IbidSource met last, borrowed */
  GHashTable *written; /* IbidSource → its name as first written */
  GPtrArray *previous; /* sources of the citation before, borrowed; NULL: one could not be told */
  GPtrArray *current;  /* of the one that is read now */
  guint n_sources;
} IbidCiteSources;

void ibid_cite_sources_init (IbidCiteSources *self, IbidArticle *article,
                             const IbidExtractOptions *options, IbidCiteNames *names);
void ibid_cite_sources_clear (IbidCiteSources *self);
IbidCitationItem *ibid_cite_sources_resolve (IbidCiteSources *self, const char *text,
                                             const IbidCiteItem *item, const char *link)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_cite_sources_end_citation (IbidCiteSources *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidCiteSources, ibid_cite_sources_clear)

G_END_DECLS
