/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-plain-text.h"

G_BEGIN_DECLS

/* The reader's annotations in the plain text, kept up to date: a tint and a line; a double line
 * where there is a note, a wavy one where the place is uncertain. A plain struct with one owner. */
typedef struct _IbidPlainMarks IbidPlainMarks;

/* the text must outlive it */
IbidPlainMarks *ibid_plain_marks_new (IbidPlainText *text, IbidAnnotations *annotations)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_plain_marks_free (IbidPlainMarks *self);
void ibid_plain_marks_set_chosen (IbidPlainMarks *self, IbidAnnotation *annotation); /* or NULL */

G_END_DECLS
