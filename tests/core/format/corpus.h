/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-overlay-format.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *expected; /* second column */
  char *pointer;  /* third column, or NULL */
} CorpusCase;

void corpus_add_cases (const char *manifest, void (*test) (gconstpointer corpus_case));
GBytes *corpus_read (const char *folder, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *corpus_describe_findings (GListStore *findings) G_GNUC_WARN_UNUSED_RESULT;
void corpus_assert_error (const GError *error, const CorpusCase *corpus_case);
void corpus_assert_loads (GBytes *bytes, const CorpusCase *corpus_case);

G_END_DECLS
