/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-export-matter.h"

G_BEGIN_DECLS

/* A source as bibliographies see it. Texts are NULL where nothing is known: nothing is made up. */
typedef struct
{
  IbidSource *source;
  IbidCsl *csl;
  const char *key;
  const char *type;        /* a CSL type that every reader of CSL knows */
  const char *container;   /* the work that it is part of, else the outlet's name */
  const char *publisher;   /* of what is part of nothing, else the outlet's name */
  IbidPartialDate *issued; /* in parts; NULL if they are not known */
  char *issued_literal; /* a date in words, without a year for example; NULL if there is a date */
  IbidPartialDate *accessed;
  char *note; /* lines: how it is cited if it has no title, its class, its archived copy, … */
} IbidReference;

void ibid_reference_init (IbidReference *self, IbidExportMatter *matter, IbidSource *source);
void ibid_reference_clear (IbidReference *self);
const char *ibid_reference_get (const IbidReference *self, IbidCslField field);
char *ibid_reference_dup_other (const IbidReference *self, const char *variable)
    G_GNUC_WARN_UNUSED_RESULT;
char *ibid_reference_dup_family (const IbidCslName *name) G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_reference_get_name_part (const IbidCslName *name, const char *part);
gboolean ibid_reference_is_news (const IbidReference *self);
char *ibid_reference_dup_one_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_reference_dup_iso_date (const IbidPartialDate *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
