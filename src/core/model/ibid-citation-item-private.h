/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-citation.h"

G_BEGIN_DECLS

/* the reader's choices about a citation item; everything is borrowed */
typedef struct
{
  IbidSource *source; /* what the item points at now; NULL: nothing */
  gboolean is_chosen;
  gboolean is_split;
  IbidVerdict verdict;
  const char *verdict_modified;
  guint credibility;
  const char *credibility_modified;
} IbidItemOverride;

IbidArticleParts ibid_citation_item_override (IbidCitationItem *self,
                                              const IbidItemOverride *override);
void ibid_citation_item_set_citation (IbidCitationItem *self, IbidCitation *citation, guint index);
IbidSource *ibid_citation_item_get_base_source (IbidCitationItem *self);
IbidSource *ibid_citation_item_find_candidate (IbidCitationItem *self, const char *id);
gboolean ibid_citation_item_is_open (IbidCitationItem *self);

G_END_DECLS
