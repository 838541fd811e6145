/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: how what other programs wrote into annotations is kept in their "foreign"
 * objects, so that the loader and the writer mean the same. */

#include "ibid-annotation-format.h"
#include "ibid-annotation-node.h"

G_BEGIN_DECLS

#define ANNOTATIONS_CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define ANNOTATIONS_PREFIX "ibid"
#define ANNOTATIONS_NAMESPACE "urn:x-ibid:"

/* of an annotation; each may be absent */
#define FOREIGN_MEMBERS "members"       /* {…}: unknown members */
#define FOREIGN_TYPE "type"             /* the file's, if it says more than Annotation */
#define FOREIGN_MOTIVATION "motivation" /* [ what the file says, what we would have said ] */
#define FOREIGN_NOTE "note"             /* {…}: the body that the note was read from, whole */
#define FOREIGN_TAGS "tags"             /* { tag: the body that it was read from, whole } */
#define FOREIGN_BODIES "bodies"         /* […]: other bodies */
#define FOREIGN_TARGET "target"         /* {…}: unknown members of the target */
#define FOREIGN_STYLE "style"           /* [ styleClass as in the file, the style shown for it ] */
#define FOREIGN_TARGETS "targets"       /* […]: other targets */
#define FOREIGN_QUOTE "quote"           /* {…}: unknown members of the quote selector */
#define FOREIGN_POSITION "position"     /* {…}: the same of the position selector */
#define FOREIGN_SELECTORS "selectors"   /* […]: other selectors, true only … */
#define FOREIGN_PLACE "place"           /* … of [ exact, prefix, suffix, start, end ] */

/* of the collection */
#define FOREIGN_CONTEXT "context"       /* @context, if it is not ours */
#define FOREIGN_PAGE "page"             /* {…}: unknown members of the page */
#define FOREIGN_ITEMS "items"           /* […]: items that are no annotations */
#define FOREIGN_TOMBSTONES "tombstones" /* { id: { unknown members } } */

const char *ibid_annotation_motivation (gboolean has_note, gboolean has_tags);
char *ibid_annotations_dup_part_id (const char *article_id, const char *part)
    G_GNUC_WARN_UNUSED_RESULT;
JsonArray *ibid_annotation_describe_place (IbidSelector *selector) G_GNUC_WARN_UNUSED_RESULT;
char *ibid_annotation_time_format (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
