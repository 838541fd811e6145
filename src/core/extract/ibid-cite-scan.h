/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: where in a block something may be a citation. */

#include "ibid-cite-group.h"

G_BEGIN_DECLS

/* "[3]": a reference to a note, if there is one of that number; in bytes */
typedef struct
{
  guint block;
  guint32 start;
  guint32 end;
  guint number;
} IbidCiteNoteMark;

/**
 * IbidCiteScan:
 * @reader: the means
 * @groups: (element-type IbidCiteGroup): what was found, in order
 * @notes: (element-type IbidCiteNoteMark): likewise
 *
 * The scan of one article.
 */
typedef struct
{
  IbidCiteReader reader;
  GArray *groups;
  GArray *notes;
} IbidCiteScan;

void ibid_cite_scan_block (IbidCiteScan *self, guint block, IbidBlockType type, const char *text);

G_END_DECLS
