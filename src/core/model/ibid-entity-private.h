/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-entity.h"

G_BEGIN_DECLS

/* the reader's choices about an entity; everything is borrowed */
typedef struct
{
  const char *name; /* NULL: as in the file */
  gboolean has_kind;
  IbidEntityKind kind;
  IbidEntity *merged_into;
  gboolean is_refused;
  gboolean has_decisions;
  GPtrArray *absorbed;     /* IbidEntity that were merged into this one, at whatever remove */
  GPtrArray *split_folded; /* folded aliases that were split off */
} IbidEntityOverride;

/* NULL: what the file says */
IbidArticleParts ibid_entity_override (IbidEntity *self, const IbidEntityOverride *override);
void ibid_entity_set_added (IbidEntity *self);
/* for entities that the reader's decisions make */
IbidArticleParts ibid_entity_rebase (IbidEntity *self, const char *name, IbidEntityKind kind);
const char *ibid_entity_get_base_name (IbidEntity *self);
IbidEntityKind ibid_entity_get_base_kind (IbidEntity *self);
/* the entity that stands for this one: itself, or what it was merged into; NULL: refused */
IbidEntity *ibid_entity_get_standing (IbidEntity *self);
gboolean ibid_entity_update_mentions (IbidEntity *self, gpointer *mentions, guint n_mentions);

IbidEntity *ibid_mention_get_base_entity (IbidMention *self);
void ibid_mention_set_entity (IbidMention *self, IbidEntity *entity);

G_END_DECLS
