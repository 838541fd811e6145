/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IBID_STORE_ERROR (ibid_store_error_quark ())
GQuark ibid_store_error_quark (void);
/* besides these, the store reports errors of G_IO_ERROR, IBID_FORMAT_ERROR and IBID_DATE_ERROR */
typedef enum
{
  IBID_STORE_ERROR_FIELD,   /* a source has no such field */
  IBID_STORE_ERROR_VALUE,   /* the value is no such thing */
  IBID_STORE_ERROR_CHANGED, /* the file was changed by another program meanwhile */
  IBID_STORE_ERROR_BUSY,    /* another program is writing the file and does not finish */
  IBID_STORE_ERROR_MISSING, /* the library has no such article */
  IBID_STORE_ERROR_EXISTS,  /* there is such a thing already */
} IbidStoreError;

G_END_DECLS
