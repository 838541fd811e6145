/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "ibid-terms.h"

G_BEGIN_DECLS

/*
 * A decision of the reader: one value for one field of one target. Immutable.
 *
 * target    field                      value (GVariant)
 * outlet    kind, reliability          s: a nick
 *           country                    s: ISO code, "" is unknown
 * source    title, author, issued,     s: "" is none; issued in EDTF
 *           URL, language, archived
 *           access, reliability        s: a nick
 *           merged-into                s: id of a source
 * item      verdict                    s: a nick
 *           credibility                i: 0 to 6
 *           chosen                     s: id of one of the candidates, "" is none
 *           own-source                 s: id of the source split off for this item, "" is none
 * citation  not-a-citation             b
 *           claims                     a(suu): block id, start, end
 * entity    name, kind                 s: "kind" a nick
 *           merged-into                s: id of an entity
 *           not-an-entity              b
 *           split-alias                s: id of the entity split off; its key is the alias
 *           added-mention              a(suu): block id, start, end; its key is made up
 * article   added-citation             a{sv}: block s, start u, end u, name s, issued s in EDTF or
 *                                      empty; its key is the new citation's id
 *           added-entity               a{sv}: name s, kind s; its key is the new entity's id
 *
 * Offsets are code points. Later merges that would close a circle are not followed.
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
/* Of decisions whose value names places in the text, what stood at the span of that number: part is
 * "exact", "prefix" or "suffix"; NULL: not known. The key is the one in "find". */
const char *ibid_decision_get_span_clue (IbidDecision *self, guint span, const char *part);
char *ibid_decision_dup_span_key (const char *field, guint span, const char *part)
    G_GNUC_WARN_UNUSED_RESULT;
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
