/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"

G_BEGIN_DECLS

#define IBID_EXTRACT_ERROR (ibid_extract_error_quark ())
GQuark ibid_extract_error_quark (void);
typedef enum
{
  IBID_EXTRACT_ERROR_GAZETTEER, /* a gazetteer is missing, damaged, or of a newer version */
} IbidExtractError;

G_END_DECLS
