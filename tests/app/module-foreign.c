/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

/* A module of something else, for test-web-room. */
G_MODULE_EXPORT int module_foreign (void);

int
module_foreign (void)
{
  return 0;
}
