/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-block.h"

G_BEGIN_DECLS

/* Reads an article's pictures for a file that holds them itself. */
typedef struct
{
  const char *assets; /* the folder that stands for "assets/"; borrowed, or NULL */
  gsize n_bytes;      /* of all that were read */
} IbidHtmlImages;

char *ibid_html_dup_image (const IbidImage *image, gpointer images) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
