/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "ibid-span.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

/* Something a loader, a validator or the lint has to say about an article. */
#define IBID_TYPE_FINDING (ibid_finding_get_type ())
G_DECLARE_FINAL_TYPE (IbidFinding, ibid_finding, IBID, FINDING, GObject)

IbidFinding *ibid_finding_new (IbidSeverity severity, const char *code, const char *pointer,
                               const IbidSpan *span, GObject *subject, const char *message)
    G_GNUC_WARN_UNUSED_RESULT;
IbidSeverity ibid_finding_get_severity (IbidFinding *self);
const char *ibid_finding_get_code (IbidFinding *self);    /* stable word: "dangling-reference" */
const char *ibid_finding_get_pointer (IbidFinding *self); /* JSON Pointer, or NULL */
gboolean ibid_finding_get_span (IbidFinding *self,
                                IbidSpan *span); /* FALSE: has no place in the text */
GObject *
ibid_finding_get_subject (IbidFinding *self); /* IbidCitation, IbidSource, IbidOutlet …, or NULL */
const char *ibid_finding_get_message (IbidFinding *self); /* for people, translated */

G_END_DECLS
