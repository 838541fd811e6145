/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "ibid-selector.h"

G_BEGIN_DECLS

/**
 * IbidAnchorResult:
 * @state: what has become of the place
 * @start: first character, in code points of the new reading text; 0 if lost
 * @end: one past the last; 0 if lost
 * @score: how alike the place found is to the one described, 0 to 1; 0 if lost
 */
typedef struct
{
  IbidAnchorState state;
  guint start;
  guint end;
  double score;
} IbidAnchorResult;

/* Finds places again in one text. Made once for a text; safe to be used by several threads. */
typedef struct _IbidAnchorer IbidAnchorer;

#define IBID_TYPE_ANCHORER (ibid_anchorer_get_type ())
GType ibid_anchorer_get_type (void) G_GNUC_CONST;

/* old_text: the text that the selectors were made against, or NULL if that is not known; selectors
 * that do not fit it are looked for by their quote and context alone */
IbidAnchorer *ibid_anchorer_new (IbidReadingText *text, IbidReadingText *old_text)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnchorer *ibid_anchorer_ref (IbidAnchorer *self);
void ibid_anchorer_unref (IbidAnchorer *self);
void ibid_anchorer_find (IbidAnchorer *self, IbidSelector *selector, IbidAnchorResult *result);
/* results has room for n_selectors; FALSE with G_IO_ERROR_CANCELLED if it was cancelled */
gboolean ibid_anchorer_find_all (IbidAnchorer *self, IbidSelector *const *selectors,
                                 guint n_selectors, IbidAnchorResult *results,
                                 GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidAnchorer, ibid_anchorer_unref)

G_END_DECLS
