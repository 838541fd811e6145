/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One annotation, to be looked at and changed: colour, passage, note, tags, and what stands behind
 * it. Every change goes to the dossier at once, a note when it is left.
 * Signals: "open-link" (const char *uri), "done" (whoever shows it may close it).
 */
#define IBID_TYPE_ANNOTATION_EDITOR (ibid_annotation_editor_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotationEditor, ibid_annotation_editor, IBID, ANNOTATION_EDITOR,
                      GtkWidget)

GtkWidget *ibid_annotation_editor_new (IbidReadingState *state);
void ibid_annotation_editor_set_dossier (IbidAnnotationEditor *self, IbidDossier *dossier);
void ibid_annotation_editor_set_annotation (IbidAnnotationEditor *self, IbidAnnotation *annotation);
void ibid_annotation_editor_focus_note (IbidAnnotationEditor *self);
void ibid_annotation_editor_focus_tags (IbidAnnotationEditor *self);
/* keeps what is typed and not yet kept */
void ibid_annotation_editor_commit (IbidAnnotationEditor *self);

G_END_DECLS
