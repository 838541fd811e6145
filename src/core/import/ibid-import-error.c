/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-import-error.h"

G_DEFINE_QUARK (ibid - import - error - quark, ibid_import_error)
