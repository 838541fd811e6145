/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation-format.h"

G_BEGIN_DECLS

/* the number of annotations that were added, changed or removed in ours */
guint ibid_annotation_merge (IbidAnnotations *ours, IbidAnnotationSet *base,
                             IbidAnnotationSet *theirs);
/* what would have to be put into ours to have one of theirs, too; ours is not changed */
gboolean ibid_annotation_merge_plan (IbidAnnotations *ours, IbidAnnotation *theirs,
                                     GPtrArray *puts);

G_END_DECLS
