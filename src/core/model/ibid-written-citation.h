/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-partial-date.h"

G_BEGIN_DECLS

/* how a date was written */
typedef enum
{
  IBID_WRITTEN_ACCESSED = 1 << 0, /* when the author looked at the work: "accessed May 4" */
  IBID_WRITTEN_INFERRED = 1 << 1, /* without a year, which follows from the article's date */
} IbidWrittenTraits;

/* a day as it is written; 0 is not given */
typedef struct
{
  int year;
  int month;
  int day;
} IbidWrittenDay;

IbidPartialDate *ibid_written_days_resolve (const IbidWrittenDay *first, const IbidWrittenDay *last,
                                            IbidPartialDate *published, IbidWrittenTraits *traits)
    G_GNUC_WARN_UNUSED_RESULT;
IbidPartialDate *ibid_written_date_read (const char *text, IbidPartialDate *published,
                                         IbidWrittenTraits *traits) G_GNUC_WARN_UNUSED_RESULT;
IbidPartialDate *ibid_written_citation_read (const char *text, IbidPartialDate *published,
                                             char **name, IbidWrittenTraits *traits)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
