/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands behind an annotation: the citations of its sentences with their sources, and the
 * entities named there. A row chooses its citation or entity in the reading state. Signal:
 * "chosen".
 */
#define IBID_TYPE_ANNOTATION_EVIDENCE (ibid_annotation_evidence_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotationEvidence, ibid_annotation_evidence, IBID, ANNOTATION_EVIDENCE,
                      GtkWidget)

GtkWidget *ibid_annotation_evidence_new (IbidReadingState *state);
/* both may be NULL */
void ibid_annotation_evidence_show (IbidAnnotationEvidence *self, IbidDossier *dossier,
                                    IbidAnnotation *annotation);

G_END_DECLS
