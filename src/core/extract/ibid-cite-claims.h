/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what a citation supports. */

#include "ibid-span.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

/* a citation's place in a block, in code points */
typedef struct
{
  guint start;
  guint end;
  IbidCitationForm form;
  IbidCitationRole role;
  gboolean names_series; /* its sentence speaks of the series that the article is part of */
} IbidCitePlace;

void ibid_cite_find_claims (const char *text, const char *language, guint block, GArray *places,
                            GPtrArray *claims);

G_END_DECLS
