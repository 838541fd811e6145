/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: one annotation of a file on its way into the model. */

#include "ibid-annotation-foreign.h"
#include "ibid-annotation-node.h"

G_BEGIN_DECLS

/* an annotation as far as it has been read; what it points at is borrowed from the tree */
typedef struct
{
  JsonNode *motivation; /* or NULL */
  const char *note;
  GPtrArray *tags; /* of const char * */
  gboolean has_quote;
  gboolean has_position;
  const char *exact;
  const char *prefix;
  const char *suffix;
  guint start;
  guint end;
  IbidAnnotationStyle style;
  JsonObject *foreign; /* owned; NULL while there is nothing */
} IbidAnnotationDraft;

void ibid_annotation_draft_keep (IbidAnnotationDraft *draft, const char *part, JsonNode *node);
void ibid_annotation_draft_keep_object (IbidAnnotationDraft *draft, const char *part,
                                        JsonObject *object);
void ibid_annotation_draft_keep_in (IbidAnnotationDraft *draft, const char *part, JsonNode *node);

gboolean ibid_annotation_load_bodies (IbidJson *json, JsonNode *body, const char *body_value,
                                      IbidAnnotationDraft *draft);
gboolean ibid_annotation_load_target (IbidJson *json, JsonNode *target, const char *article_id,
                                      IbidAnnotationDraft *draft);

G_END_DECLS
