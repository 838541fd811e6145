/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-history.h"

G_BEGIN_DECLS

/* An act that adds, changes or removes annotations. */
#define IBID_TYPE_ANNOTATION_ACT (ibid_annotation_act_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotationAct, ibid_annotation_act, IBID, ANNOTATION_ACT, IbidAct)

IbidAnnotationAct *ibid_annotation_act_new (IbidAnnotations *annotations) G_GNUC_WARN_UNUSED_RESULT;
void ibid_annotation_act_take_put (IbidAnnotationAct *self, IbidAnnotation *annotation);
void ibid_annotation_act_remove (IbidAnnotationAct *self, IbidAnnotation *annotation);
guint ibid_annotation_act_get_n_changes (IbidAnnotationAct *self);
IbidAnnotation *ibid_annotation_act_get_first (IbidAnnotationAct *self);

G_END_DECLS
