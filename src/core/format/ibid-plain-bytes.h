/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define IBID_EVERY_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Whether one of eight bytes is less than n (1 to 128), or has its high bit set. It may say yes
 * where a byte before is such a one, but never no where there is one: "Bit Twiddling Hacks",
 * "Determine if a word has a byte less than n". */
static inline gboolean
ibid_plain_has_less (guint64 word, guint8 n)
{
  return (((word - IBID_EVERY_BYTE (n)) | word) & IBID_EVERY_BYTE (0x80)) != 0;
}

static inline guint64
ibid_plain_load (const char *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  return word;
}

G_END_DECLS
