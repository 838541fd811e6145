/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-outlet.h"

G_BEGIN_DECLS

/* the reader's choices about an outlet; strings are borrowed */
typedef struct
{
  gboolean has_kind;
  IbidOutletKind kind;
  const char *country; /* NULL: as in the file; "": unknown */
  IbidReliability reliability;
  const char *reliability_modified;
} IbidOutletOverride;

/* NULL: what the file says. Answers which parts of the article differ now. */
IbidArticleParts ibid_outlet_override (IbidOutlet *self, const IbidOutletOverride *override);
gboolean ibid_outlet_answers_to_folded (IbidOutlet *self, const char *folded);

G_END_DECLS
