/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IBID_CSV_MAX_CELLS 512 /* in one row */
#define IBID_CSV_MAX_CELL_BYTES ((gsize)1024 * 1024)

/* A table as of RFC 4180, row by row. */
typedef struct
{
  const char *at;
  char delimiter;
  guint line;       /* at which the next row begins, from 1 */
  guint row_line;   /* at which the row begins that was read last */
  guint row;        /* its number, from 1 */
  GPtrArray *cells; /* its cells, char * */
} IbidCsv;

void ibid_csv_init (IbidCsv *self, const char *text, char delimiter);
void ibid_csv_clear (IbidCsv *self);
gboolean ibid_csv_next (IbidCsv *self, GError **error);
const char *ibid_csv_get (IbidCsv *self, guint cell);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidCsv, ibid_csv_clear)

G_END_DECLS
