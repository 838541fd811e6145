/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: dates among the tokens of a citation. */

#include "ibid-cite-tokens.h"
#include "ibid-written-citation.h"

G_BEGIN_DECLS

/**
 * IbidCiteDate:
 * @first: the day, or the first one of a range
 * @last: the last one of a range; the same as @first where it is none
 * @letter: that tells works of one year apart: "2016b"; else 0
 * @is_approximate: "early June", "ca. 2010"
 * @start: where it is written, in bytes
 * @end: one past its last byte
 */
typedef struct
{
  IbidWrittenDay first;
  IbidWrittenDay last;
  char letter;
  gboolean is_approximate;
  guint32 start;
  guint32 end;
} IbidCiteDate;

guint ibid_cite_read_date (const char *text, const GArray *tokens, guint at, guint end,
                           IbidCiteDate *date);

G_END_DECLS
