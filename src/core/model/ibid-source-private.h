/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-source.h"

G_BEGIN_DECLS

/* the reader's choices about a source; everything is borrowed. NULL: as in the file; "": none */
typedef struct
{
  const char *title;
  const char *author;
  const char *issued;
  const char *url;
  const char *language;
  const char *archived;
  IbidAccess access;
  const char *access_modified;
  gboolean has_reliability;
  IbidReliability reliability;
  const char *reliability_modified;
  IbidSource *merged_into;
} IbidSourceOverride;

IbidArticleParts ibid_source_override (IbidSource *self, const IbidSourceOverride *override);
IbidSource *ibid_source_get_merged_into (IbidSource *self);
/* for sources that the reader's decisions make: what they are copied from, or made of */
IbidArticleParts ibid_source_rebase (IbidSource *self, IbidOutlet *outlet, IbidCsl *csl,
                                     const char *archived, IbidPartialDate *issued_edtf);
IbidCsl *ibid_source_get_base_csl (IbidSource *self);
IbidPartialDate *ibid_source_get_base_date (IbidSource *self);
void ibid_source_outlet_was_graded (IbidSource *self);
/* announces; n_items 0 breaks the circle of references */
gboolean ibid_source_update_items (IbidSource *self, gpointer *items, guint n_items);

G_END_DECLS
