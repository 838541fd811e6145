/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A date known only in part: EDTF level 0 and, of level 1, an approximate or uncertain date (~ ?
 * %), an unknown year (XXXX-01-22), unspecified last digits (202X, 2021-XX) and open intervals.
 * Immutable and reference counted.
 */
typedef struct _IbidPartialDate IbidPartialDate;

#define IBID_TYPE_PARTIAL_DATE (ibid_partial_date_get_type ())
GType ibid_partial_date_get_type (void) G_GNUC_CONST;

#define IBID_DATE_ERROR (ibid_date_error_quark ())
GQuark ibid_date_error_quark (void);
typedef enum
{
  IBID_DATE_ERROR_SYNTAX,
  IBID_DATE_ERROR_NO_SUCH_DAY,
} IbidDateError;

/* year 0 is unknown; month and day 0 are not given */
IbidPartialDate *ibid_partial_date_new (int year, int month, int day) G_GNUC_WARN_UNUSED_RESULT;
IbidPartialDate *ibid_partial_date_new_range (int year, int month, int day, int end_year,
                                              int end_month, int end_day) G_GNUC_WARN_UNUSED_RESULT;
IbidPartialDate *ibid_partial_date_new_from_edtf (const char *edtf, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
IbidPartialDate *ibid_partial_date_ref (IbidPartialDate *self);
void ibid_partial_date_unref (IbidPartialDate *self);

char *ibid_partial_date_to_edtf (const IbidPartialDate *self) G_GNUC_WARN_UNUSED_RESULT;
guint ibid_partial_date_to_parts (const IbidPartialDate *self, int parts[2][3]);
int ibid_partial_date_get_year (const IbidPartialDate *self);
int ibid_partial_date_get_month (const IbidPartialDate *self);
int ibid_partial_date_get_day (const IbidPartialDate *self);
gboolean ibid_partial_date_is_range (const IbidPartialDate *self);
gboolean ibid_partial_date_is_approximate (const IbidPartialDate *self);
gboolean ibid_partial_date_has_year (const IbidPartialDate *self);
/* proleptic Gregorian day numbers (as GDate's Julian days), for ordering; open ends are 0 and
 * G_MAXUINT32 */
guint32 ibid_partial_date_earliest_day (const IbidPartialDate *self);
guint32 ibid_partial_date_latest_day (const IbidPartialDate *self);
int ibid_partial_date_compare (const IbidPartialDate *a, const IbidPartialDate *b);
gboolean ibid_partial_date_equal (const IbidPartialDate *a, const IbidPartialDate *b);
/* "22 January 2021", "March 2021", "4–5 March 2026", in the user's language and order */
char *ibid_partial_date_format (const IbidPartialDate *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidPartialDate, ibid_partial_date_unref)

G_END_DECLS
