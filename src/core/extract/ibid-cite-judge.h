/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: whether a group in brackets is a citation. */

#include "ibid-cite-group.h"

G_BEGIN_DECLS

void ibid_cite_judge_group (IbidCiteReader *self, const char *text, IbidCiteGroup *group);
gboolean ibid_cite_find_narrative_name (const char *text, gsize open, IbidCiteSlice *name,
                                        gboolean *is_sure);

G_END_DECLS
