/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* An old text beside a new one, word by word. */
typedef struct
{
  PangoAttrList *old_attributes; /* struck through: what is gone */
  PangoAttrList *new_attributes; /* underlined and bold: what has come */
  char *gone;                    /* "…, …": the words that are gone; "" is none */
  char *come;
} IbidDifference;

IbidDifference *ibid_difference_new (const char *old_text, const char *new_text,
                                     const char *language) G_GNUC_WARN_UNUSED_RESULT;
void ibid_difference_free (IbidDifference *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidDifference, ibid_difference_free)

G_END_DECLS
