/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: what has become of every token of a text in a newer version of it. */

#include "ibid-align-private.h"

G_BEGIN_DECLS

typedef struct
{
  IbidTokenRow row; /* of the old text */
  guint32 *ids;     /* in the index of the new text */
  guint16 *weights;
  IbidPair *pairs; /* the partner of each old token */
  guint8 *taken;   /* for each new token: whether it is a partner */
} IbidTextMap;

void ibid_text_map_init (IbidTextMap *self, const IbidTokenIndex *index, const char *old_text,
                         gsize length_bytes);
void ibid_text_map_clear (IbidTextMap *self);

G_END_DECLS
