/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: a package is one thing in two files, taking it out of its file
 * (ibid-package-reader.c) and what is left of that (ibid-package.c). */

#include "ibid-package.h"

G_BEGIN_DECLS

struct _IbidPackage
{
  char *name; /* for people */
  char *folder;
  GPtrArray *made; /* paths of what lies in the folder, in the order in which it was made */
  gboolean is_partial;
};

#define IBID_PACKAGE_MAGIC "PK\003\004"

IbidPackage *ibid_package_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
