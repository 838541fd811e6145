/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  IBID_JUDGEMENT_VERDICT,
  IBID_JUDGEMENT_CREDIBILITY,
  IBID_JUDGEMENT_RELIABILITY,     /* of an outlet */
  IBID_JUDGEMENT_OWN_RELIABILITY, /* of one source, where it differs from its outlet */
  IBID_JUDGEMENT_ACCESS,
} IbidJudgement;

/* One judgement of the reader, in a list: what it is, its value to choose from, on what it bears
 * and when it was made. Signal "chosen" (guint value): the reader chose another value. */
#define IBID_TYPE_JUDGEMENT_ROW (ibid_judgement_row_get_type ())
G_DECLARE_FINAL_TYPE (IbidJudgementRow, ibid_judgement_row, IBID, JUDGEMENT_ROW, GtkListBoxRow)

GtkWidget *ibid_judgement_row_new (IbidJudgement judgement);
void ibid_judgement_row_show (IbidJudgementRow *self, guint value, const char *bearer,
                              const char *modified);
guint ibid_judgement_row_get_value (IbidJudgementRow *self);
GtkDropDown *ibid_judgement_row_get_drop_down (IbidJudgementRow *self);

G_END_DECLS
