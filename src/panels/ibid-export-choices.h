/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-sentence-index.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* By what highlights can be chosen for an export, as far as there are such highlights. */

typedef enum
{
  IBID_EXPORT_FACET_COLOUR,
  IBID_EXPORT_FACET_TAG,
  IBID_EXPORT_FACET_NOTE,
  IBID_EXPORT_FACET_CHECK,
  IBID_EXPORT_FACET_ENTITY,
  IBID_EXPORT_FACET_SOURCE,
  IBID_EXPORT_FACET_STATE,
} IbidExportFacet;
#define IBID_N_EXPORT_FACETS (IBID_EXPORT_FACET_STATE + 1)

typedef struct
{
  IbidExportFacet facet;
  int value;       /* style, verdict, kind of entity or anchor state; else 0 */
  char *condition; /* for ibid_export_filter_add(): "colour=yellow" */
  char *label;     /* "Yellow" */
  guint count;     /* of highlights */
} IbidExportChoice;

void ibid_export_choice_free (gpointer choice);
/* an array of IbidExportChoice, by facet, in the order in which they are offered; for a worker */
GPtrArray *ibid_export_choices_new (IbidSentenceIndex *sentences, GListModel *annotations,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
