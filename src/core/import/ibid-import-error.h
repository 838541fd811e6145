/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IBID_IMPORT_ERROR (ibid_import_error_quark ())
GQuark ibid_import_error_quark (void);
/* besides these, importers report errors of G_IO_ERROR and IBID_FORMAT_ERROR */
typedef enum
{
  IBID_IMPORT_ERROR_FORMAT,    /* not what it says it is, or damaged */
  IBID_IMPORT_ERROR_TEXT,      /* not a text: NUL, or bytes in no known encoding */
  IBID_IMPORT_ERROR_TOO_LARGE, /* more than the limits allow: bytes, files, depth */
  IBID_IMPORT_ERROR_ENCRYPTED, /* a password is needed */
  IBID_IMPORT_ERROR_EMPTY,     /* nothing in it that could be taken over */
} IbidImportError;

G_END_DECLS
