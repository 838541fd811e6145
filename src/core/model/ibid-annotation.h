/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "ibid-selector.h"

G_BEGIN_DECLS

/* of how many earlier states an annotation knows when they were made */
#define IBID_ANNOTATION_MAX_EARLIER 16

/*
 * What the reader adds to a passage: a highlight, perhaps with a note and tags. Immutable once it
 * is in a collection: a change is a new object with the same id and a later time.
 */
#define IBID_TYPE_ANNOTATION (ibid_annotation_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotation, ibid_annotation, IBID, ANNOTATION, GObject)

IbidAnnotation *ibid_annotation_new (IbidSelector *selector, IbidAnnotationStyle style)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_new_loaded (const char *id, IbidSelector *selector,
                                            IbidAnnotationStyle style, const char *note,
                                            const char *const *tags, gint64 created_us,
                                            gint64 modified_us) G_GNUC_WARN_UNUSED_RESULT;

const char *ibid_annotation_get_id (IbidAnnotation *self);
gint64 ibid_annotation_get_created (IbidAnnotation *self);
gint64 ibid_annotation_get_modified (IbidAnnotation *self);
IbidAnnotationStyle ibid_annotation_get_style (IbidAnnotation *self);
const char *ibid_annotation_get_note (IbidAnnotation *self);
const char *const *ibid_annotation_get_tags (IbidAnnotation *self);
gboolean ibid_annotation_has_tag (IbidAnnotation *self, const char *tag);
IbidSelector *ibid_annotation_get_selector (IbidAnnotation *self);
const char *ibid_annotation_get_refused_text (IbidAnnotation *self);
JsonObject *ibid_annotation_get_foreign (IbidAnnotation *self);
/* the times of earlier states, oldest first: what another file has of one of them is only old */
const gint64 *ibid_annotation_get_earlier (IbidAnnotation *self, guint *n_times);
gboolean ibid_annotation_is_later_state_of (IbidAnnotation *self, IbidAnnotation *other);
gboolean ibid_annotation_same_content (IbidAnnotation *a, IbidAnnotation *b);

/* changed copies, with the present time; the anchor and what others wrote go along */
IbidAnnotation *ibid_annotation_with_style (IbidAnnotation *self, IbidAnnotationStyle style)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_with_note (IbidAnnotation *self, const char *note)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_with_tags (IbidAnnotation *self, const char *const *tags)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_with_selector (IbidAnnotation *self, IbidSelector *selector)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_with_refused_text (IbidAnnotation *self, const char *text_hash)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_with_id (IbidAnnotation *self, const char *id)
    G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_renewed (IbidAnnotation *self) G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotation_renewed_after (IbidAnnotation *self, IbidAnnotation *current,
                                               gint64 after_us) G_GNUC_WARN_UNUSED_RESULT;

/* where it stands in the article that is open; set before it is put into a collection */
void ibid_annotation_set_anchor (IbidAnnotation *self, IbidAnchorState state, IbidReadingText *text,
                                 guint start, guint end);
void ibid_annotation_take_anchor_of (IbidAnnotation *self, IbidAnnotation *other);
void ibid_annotation_set_foreign (IbidAnnotation *self, JsonObject *foreign);
void ibid_annotation_set_refused_text (IbidAnnotation *self, const char *text_hash);
void ibid_annotation_set_earlier (IbidAnnotation *self, const gint64 *times_us, guint n_times);
IbidAnchorState ibid_annotation_get_state (IbidAnnotation *self);
const IbidSpan *ibid_annotation_get_spans (IbidAnnotation *self, guint *n_spans);
gboolean ibid_annotation_get_range (IbidAnnotation *self, guint *start, guint *end);
int ibid_annotation_compare_place (IbidAnnotation *a, IbidAnnotation *b);

/*
 * The annotations of one article: a GListModel of IbidAnnotation in reading order, lost ones last;
 * at most one with an id. What was removed leaves its id and time behind, so that merging with an
 * older file cannot bring it back.
 */
#define IBID_TYPE_ANNOTATIONS (ibid_annotations_get_type ())
G_DECLARE_FINAL_TYPE (IbidAnnotations, ibid_annotations, IBID, ANNOTATIONS, GObject)

IbidAnnotations *ibid_annotations_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidAnnotation *ibid_annotations_lookup (IbidAnnotations *self, const char *id);
gboolean ibid_annotations_get_position (IbidAnnotations *self, IbidAnnotation *annotation,
                                        guint *position);
GPtrArray *ibid_annotations_at (IbidAnnotations *self, guint block, guint offset)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_annotations_in (IbidAnnotations *self, const IbidSpan *span)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *ibid_annotations_dup_tags (IbidAnnotations *self) G_GNUC_WARN_UNUSED_RESULT;

void ibid_annotations_put (IbidAnnotations *self, IbidAnnotation *annotation);
void ibid_annotations_put_all (IbidAnnotations *self, GPtrArray *annotations);
void ibid_annotations_remove (IbidAnnotations *self, const char *id, gint64 modified_us);
void ibid_annotations_remove_all (IbidAnnotations *self, GPtrArray *ids, gint64 modified_us);

gboolean ibid_annotations_get_removed (IbidAnnotations *self, const char *id, gint64 *modified_us);
GHashTable *ibid_annotations_get_all_removed (IbidAnnotations *self);
JsonObject *ibid_annotations_get_foreign (IbidAnnotations *self);
void ibid_annotations_set_foreign (IbidAnnotations *self, JsonObject *foreign);

G_END_DECLS
