/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room. */

#include "ibid-export-matter.h"

G_BEGIN_DECLS

/* A sentence that names the entity. */
typedef struct
{
  IbidSpan sentence;
  const char *heading;  /* the nearest one above, borrowed; or NULL */
  GArray *mentions;     /* of IbidSpan, in order, none over another */
  GPtrArray *citations; /* of IbidCitation, borrowed: what stands behind the sentence */
} IbidEntityStatement;

/* Everything that a report about one entity says. */
typedef struct
{
  GPtrArray *statements; /* of IbidEntityStatement, in reading order */
  GPtrArray *sources;    /* of IbidSource, borrowed: those behind them, each once */
  GArray *companions;    /* of IbidTally */
} IbidEntityFacts;

IbidEntityFacts *ibid_entity_facts_new (IbidExportMatter *matter, IbidEntity *entity)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_entity_facts_free (IbidEntityFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidEntityFacts, ibid_entity_facts_free)

G_END_DECLS
