/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-record.h"
#include "ibid-span.h"
#include "ibid-terms.h"

G_BEGIN_DECLS

typedef struct
{
  char *lang; /* BCP 47 */
  char *text;
  char *romanization; /* or NULL */
  JsonObject *extra;
} IbidEntityName;

#define IBID_TYPE_ENTITY (ibid_entity_get_type ())
G_DECLARE_FINAL_TYPE (IbidEntity, ibid_entity, IBID, ENTITY, IbidRecord)

/* A place where the text names an entity. */
#define IBID_TYPE_MENTION (ibid_mention_get_type ())
G_DECLARE_FINAL_TYPE (IbidMention, ibid_mention, IBID, MENTION, IbidRecord)

/* Entity properties (notify): "name", "kind", "n-mentions". Getters answer with the reader's
 * decisions applied. */
IbidEntity *ibid_entity_new (const char *id, IbidEntityKind kind, const char *name)
    G_GNUC_WARN_UNUSED_RESULT;
const char *ibid_entity_get_name (IbidEntity *self);
IbidEntityKind ibid_entity_get_kind (IbidEntity *self);
const char *ibid_entity_get_acronym (IbidEntity *self);
const char *ibid_entity_get_description (IbidEntity *self);
const char *const *ibid_entity_get_aliases (IbidEntity *self); /* never NULL */
const IbidEntityName *ibid_entity_get_names (IbidEntity *self, guint *n_names);
JsonObject *ibid_entity_get_identifiers (IbidEntity *self); /* or NULL */
GListModel *ibid_entity_get_mentions (
    IbidEntity *self); /* IbidMention, in reading order, those of merged entities included */
guint ibid_entity_get_n_mentions (IbidEntity *self);
gboolean ibid_entity_is_added (IbidEntity *self); /* made by the reader: added or split off */
gboolean ibid_entity_has_decisions (IbidEntity *self);
const char *ibid_entity_get_search_key (
    IbidEntity *self); /* all names, folded and romanised; see ibid_text_search_key() */

void ibid_entity_set_acronym (IbidEntity *self, const char *acronym);
void ibid_entity_set_description (IbidEntity *self, const char *description);
void ibid_entity_set_aliases (IbidEntity *self, const char *const *aliases);
void ibid_entity_add_name (IbidEntity *self, const char *lang, const char *text,
                           const char *romanization, JsonObject *extra);
void ibid_entity_set_identifiers (IbidEntity *self, JsonObject *identifiers);

IbidMention *ibid_mention_new (IbidEntity *entity, const IbidSpan *span) G_GNUC_WARN_UNUSED_RESULT;
IbidEntity *
ibid_mention_get_entity (IbidMention *self); /* after merges and splits; NULL: "not an entity" */
const IbidSpan *ibid_mention_get_span (IbidMention *self);

G_END_DECLS
