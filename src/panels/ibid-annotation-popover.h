/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation-editor.h"

G_BEGIN_DECLS

/* The editor of an annotation, over the text; where several overlap, the choice among them first.
 * What is typed is kept when it closes. Signal: "open-link" (const char *uri). */
#define IBID_TYPE_ANNOTATION_POPOVER (ibid_annotation_popover_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotationPopover, ibid_annotation_popover, IBID, ANNOTATION_POPOVER,
                      GtkPopover)

GtkWidget *ibid_annotation_popover_new (IbidReadingState *state);
void ibid_annotation_popover_set_dossier (IbidAnnotationPopover *self, IbidDossier *dossier);
/* an array of IbidAnnotation, the shortest first */
void ibid_annotation_popover_offer (IbidAnnotationPopover *self, GPtrArray *annotations);
/* the chosen one of the reading state */
void ibid_annotation_popover_edit (IbidAnnotationPopover *self);
IbidAnnotationEditor *ibid_annotation_popover_get_editor (IbidAnnotationPopover *self);

G_END_DECLS
