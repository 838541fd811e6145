/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-extract.h"

G_DEFINE_QUARK (ibid - extract - error - quark, ibid_extract_error)
