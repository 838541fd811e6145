/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article-private.h"
#include "ibid-citation-private.h"
#include "ibid-entity-private.h"
#include "ibid-outlet-private.h"
#include "ibid-source-private.h"

G_BEGIN_DECLS

/* an alias whose mentions are those of another entity */
typedef struct
{
  char *folded;
  IbidEntity *to;
  guint used; /* the walk that took this way last */
} IbidSplit;

typedef struct
{
  IbidEntityOverride override;
  GArray *splits; /* of IbidSplit, or NULL */
} IbidEntityChoice;

typedef struct
{
  gboolean is_refused;
  GArray *claims; /* of IbidSpan, or NULL */
} IbidCitationChoice;

typedef struct
{
  IbidItemOverride override;
  IbidSource *chosen;
  IbidSource *own;
} IbidItemChoice;

typedef struct
{
  IbidDecision *decision;
  gboolean is_correction;
} IbidChoiceMade;

/* all that is known while decisions are applied; dies with it */
typedef struct
{
  IbidArticle *article;
  IbidOverlay *overlay; /* or NULL */
  GListStore *lost;     /* or NULL */
  GArray *choices;      /* of IbidChoiceMade */

  GHashTable *outlets;   /* IbidOutlet → IbidOutletOverride */
  GHashTable *sources;   /* IbidSource → IbidSourceOverride */
  GHashTable *citations; /* IbidCitation → IbidCitationChoice */
  GHashTable *items;     /* IbidCitationItem → IbidItemChoice */
  GHashTable *entities;  /* IbidEntity → IbidEntityChoice */
  GPtrArray *own_items;  /* IbidCitationItem with a source of their own, in order */

  IbidArticleParts parts;
} IbidApplication;

/* ibid-decisions.c */
gboolean ibid_decision_read_string (IbidDecision *decision, const char **value);
gboolean ibid_decision_read_spans (IbidDecision *decision, IbidArticle *article, GArray **spans);
IbidOutletOverride *ibid_application_outlet (IbidApplication *self, IbidOutlet *outlet);
IbidSourceOverride *ibid_application_source (IbidApplication *self, IbidSource *source);
IbidCitationChoice *ibid_application_citation (IbidApplication *self, IbidCitation *citation);
IbidItemChoice *ibid_application_item (IbidApplication *self, IbidCitationItem *item);
IbidEntityChoice *ibid_application_entity (IbidApplication *self, IbidEntity *entity);
void ibid_application_lose (IbidApplication *self, const IbidChoiceMade *made);

/* ibid-decision-targets.c: borrowed; NULL: not found again */
IbidOutlet *ibid_application_find_outlet (IbidApplication *self, IbidDecision *decision);
IbidSource *ibid_application_find_source (IbidApplication *self, IbidDecision *decision);
IbidCitation *ibid_application_find_citation (IbidApplication *self, IbidDecision *decision);
IbidCitationItem *ibid_application_find_item (IbidApplication *self, IbidDecision *decision);
IbidEntity *ibid_application_find_entity (IbidApplication *self, const IbidChoiceMade *made);

/* ibid-decision-additions.c */
gboolean ibid_decision_is_addition (IbidDecision *decision);
void ibid_application_make_additions (IbidApplication *self);
void ibid_application_fill_own_sources (IbidApplication *self);

/* ibid-decision-effects.c */
void ibid_application_take_effect (IbidApplication *self);

/* ibid-decision.c */
char *ibid_decision_dup_choice (IbidTargetKind target, const char *target_id, guint item,
                                const char *field, const char *key);

G_END_DECLS
