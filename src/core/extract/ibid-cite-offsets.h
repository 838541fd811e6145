/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: from bytes to code points, many times in one block. */

#include <glib.h>

G_BEGIN_DECLS

/* one count for every so many bytes; zeroed: of no text yet */
typedef struct
{
  const char *text; /* borrowed */
  GArray *counts;   /* of guint32 */
} IbidCiteOffsets;

void ibid_cite_offsets_set (IbidCiteOffsets *self, const char *text);
guint ibid_cite_offsets_chars (const IbidCiteOffsets *self, gsize offset_bytes);
void ibid_cite_offsets_clear (IbidCiteOffsets *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidCiteOffsets, ibid_cite_offsets_clear)

G_END_DECLS
