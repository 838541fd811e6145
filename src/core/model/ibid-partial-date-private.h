/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-partial-date.h"

G_BEGIN_DECLS

typedef enum
{
  IBID_DATE_END_DATE,
  IBID_DATE_END_UNKNOWN, /* "2021/": there is an end, but nobody knows it */
  IBID_DATE_END_OPEN,    /* "2021/..": it goes on */
} IbidDateEndType;

/* a date, or one of the two ends of an interval */
typedef struct
{
  IbidDateEndType type;
  int year; /* 0 unknown; with open digits the first of the years that may be meant */
  int month;
  int day;
  guint n_open_digits; /* 202X has one */
  gboolean month_is_open;
  gboolean day_is_open;
  char qualifier; /* '~' about, '?' uncertain, '%' both, or NUL */
} IbidDateEnd;

struct _IbidPartialDate
{
  gatomicrefcount ref_count;
  gboolean is_range;
  IbidDateEnd ends[2];
};

G_END_DECLS
