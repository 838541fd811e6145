/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IbidImportInput:
 * @bytes: the file
 * @name: (nullable): its name, without folders
 * @folder: (nullable) (type filename): where it lies, for the images beside it; %NULL: none are
 *   looked for
 * @chapter: of a file that holds several articles the one that is wanted, counted from 1; 0: all as
 *   one article
 *
 * What an importer reads. Everything is borrowed.
 */
typedef struct
{
  GBytes *bytes;
  const char *name;
  const char *folder;
  guint chapter;
} IbidImportInput;

G_END_DECLS
