/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "ibid-terms.h"

G_BEGIN_DECLS

/*
 * A decision of the reader: one value for one field of one target. Immutable.
 *
 * field            target    value (GVariant)
 * "kind" "country" "reliability"  outlet  s: nick, ISO code ("" unknown), nick
 * "title" "author" "issued" "URL" "language" "archived" "access" "reliability" "merged-into" source
 * s "verdict" "chosen" "own-source"  item    s: nick, source id, id of the source split off for
 * this item "credibility"    item      i "not-a-citation" citation  b "claims"         citation
 * a(suu): block id, start, end "added-citation" article   a{sv}: "block" s, "start" u, "end" u,
 * "name" s, "issued" s (EDTF or ""); its key is the new citation's id "name" "kind" "merged-into"
 * entity  s "not-an-entity"  entity    b "split-alias"    entity    s: id of the entity split off;
 * its key is the alias "added-entity"   article   a{sv}: "name" s, "kind" s; its key is the new
 * entity's id "added-mention"  entity    a(suu); its key is made up
 */
#define IBID_TYPE_DECISION (ibid_decision_get_type ())
G_DECLARE_FINAL_TYPE (IbidDecision, ibid_decision, IBID, DECISION, GObject)

/* modified is ISO 8601 UTC; NULL is now. find says how to find the target again: "name" "date"
 * "title" "kind" "exact" "prefix" "suffix"; may be NULL. value and find are consumed if floating.
 */
IbidDecision *ibid_decision_new (IbidTargetKind target, const char *target_id, guint item,
                                 const char *field, const char *key, GVariant *value,
                                 GVariant *find, const char *modified) G_GNUC_WARN_UNUSED_RESULT;
IbidTargetKind ibid_decision_get_target (IbidDecision *self);
const char *ibid_decision_get_target_id (IbidDecision *self);
guint ibid_decision_get_item (IbidDecision *self); /* index in the citation; 0 for other targets */
const char *ibid_decision_get_field (IbidDecision *self);
const char *ibid_decision_get_key (IbidDecision *self); /* or NULL */
GVariant *ibid_decision_get_value (IbidDecision *self);
GVariant *ibid_decision_get_find (IbidDecision *self); /* a{ss}, or NULL */
const char *ibid_decision_get_modified (IbidDecision *self);
/* same target, item, field and key: the later replaces the earlier */
gboolean ibid_decision_is_same_choice (IbidDecision *a, IbidDecision *b);
const char *
ibid_decision_get_choice (IbidDecision *self); /* the string that two such decisions share */

/* A GListModel of IbidDecision, at most one for each choice, oldest first. */
#define IBID_TYPE_OVERLAY (ibid_overlay_get_type ())
G_DECLARE_FINAL_TYPE (IbidOverlay, ibid_overlay, IBID, OVERLAY, GObject)

IbidOverlay *ibid_overlay_new (void) G_GNUC_WARN_UNUSED_RESULT;
IbidDecision *ibid_overlay_lookup (IbidOverlay *self, const char *choice); /* borrowed, or NULL */
void ibid_overlay_put (IbidOverlay *self, IbidDecision *decision);
void ibid_overlay_remove (IbidOverlay *self, const char *choice);

G_END_DECLS
