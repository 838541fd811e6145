/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For the readers of other programs' files: one annotation of a tree. */

#include "ibid-annotation.h"
#include "ibid-json.h"

G_BEGIN_DECLS

IbidAnnotation *ibid_annotation_load_node (IbidJson *json, JsonNode *node, const char *article_id)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean ibid_annotation_node_says (JsonNode *node, const char *word);
gboolean ibid_annotation_time_parse (const char *text, gint64 *time_us);

G_END_DECLS
