/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-citation-item-private.h"

G_BEGIN_DECLS

/* claims NULL: what the file says */
IbidArticleParts ibid_citation_override_claims (IbidCitation *self, GArray *claims);
void ibid_citation_set_added (IbidCitation *self);
guint ibid_citation_get_n_items (IbidCitation *self);
IbidCitationItem *ibid_citation_peek_item (IbidCitation *self, guint index);
/* in the article's list of visible citations; G_MAXUINT: not visible */
guint ibid_citation_get_position (IbidCitation *self);
void ibid_citation_set_position (IbidCitation *self, guint position);

G_END_DECLS
