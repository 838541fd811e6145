/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-selector.h"

G_BEGIN_DECLS

/* Two versions of a text, and places in the older one that are to be found in the newer one: what
 * "ibid-cli anchor" works on. */
typedef struct
{
  char *id;            /* or NULL */
  char *original_path; /* or NULL: not known */
  char *edited_path;
  GPtrArray *names;     /* char *: the id of each annotation */
  GPtrArray *selectors; /* IbidSelector, as many */
} IbidAnchorCase;

IbidAnchorCase *ibid_anchor_case_load_bytes (GBytes *bytes, const char *display_name,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void ibid_anchor_case_free (IbidAnchorCase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidAnchorCase, ibid_anchor_case_free)

G_END_DECLS
