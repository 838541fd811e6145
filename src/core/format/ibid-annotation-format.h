/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotation.h"
#include "ibid-article-format.h"

G_BEGIN_DECLS

/* annotations.jsonld: a W3C AnnotationCollection. Errors are of IBID_FORMAT_ERROR, limits those of
 * an article's file and these. */
#define IBID_FORMAT_MAX_ANNOTATIONS 200000
#define IBID_FORMAT_MAX_TAGS 1000 /* of one annotation */

/**
 * IbidAnnotationSet:
 * @annotations: (element-type IbidAnnotation): in the file's order, no two with the same id
 * @removed: (element-type utf8 gint64): id → when it was removed, in microseconds since 1970, UTC
 * @foreign: (nullable): what a file says beside that
 *
 * What stands in a file of annotations, or is to stand there: a state that does not change any
 * more, safe to be read in any thread. Counted.
 */
typedef struct
{
  GPtrArray *annotations;
  GHashTable *removed;
  JsonObject *foreign;
} IbidAnnotationSet;

IbidAnnotationSet *ibid_annotation_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotationSet *ibid_annotation_set_new_snapshot (IbidAnnotations *annotations)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotationSet *ibid_annotation_set_ref (IbidAnnotationSet *self);
void ibid_annotation_set_unref (IbidAnnotationSet *self);
void ibid_annotation_set_note_removal (IbidAnnotationSet *self, const char *id, gint64 modified_us);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidAnnotationSet, ibid_annotation_set_unref)

/* the annotations that are read have no anchor */
IbidAnnotationSet *ibid_annotations_load_bytes (GBytes *bytes, const char *display_name,
                                                const char *article_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *ibid_annotations_save_bytes (IbidAnnotationSet *set, const char *article_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
