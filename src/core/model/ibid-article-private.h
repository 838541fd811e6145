/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include "ibid-record-list-private.h"

G_BEGIN_DECLS

/* what the reader's decisions made, by id or key; kept so that undo and redo meet the same objects
 */
typedef struct
{
  GHashTable *known;  /* char * → object: all that there ever were */
  GHashTable *active; /* char * → object: those that the present decisions ask for; borrowed */
  GPtrArray *order;   /* the active ones, in order of the decisions; borrowed */
} IbidAdditions;

struct _IbidArticle
{
  IbidRecord parent_instance;

  /* owned: from the file */
  char *generator;
  char *language;
  char **other_ids; /* never NULL */
  JsonObject *origin;
  IbidCsl *metadata;
  GArray *pages;
  GHashTable *block_ids; /* the block's own id → position */
  GHashTable *outlet_ids;
  GHashTable *source_ids;
  GHashTable *citation_ids;
  GHashTable *entity_ids;

  /* owned: as the file has them, in the order of the lists below; NULL before the first decision */
  GPtrArray *base_outlets;
  GPtrArray *base_sources;
  GPtrArray *base_citations;
  GPtrArray *base_entities;
  GPtrArray *base_mentions;

  /* owned: with the reader's decisions */
  IbidRecordList *blocks;
  IbidRecordList *outlets;
  IbidRecordList *sources;
  IbidRecordList *citations;
  IbidRecordList *entities;
  IbidRecordList *mentions;
  IbidRecordList *references;
  GArray *citation_index;
  GArray *mention_index;
  IbidAdditions added_outlets;
  IbidAdditions added_sources;
  IbidAdditions added_citations;
  IbidAdditions added_entities;
  IbidAdditions added_mentions;
  GHashTable *entity_names; /* folded → GPtrArray of the file's entities; NULL until needed */
  GHashTable *touched;      /* objects that the last decisions changed */
  GHashTable
      *own_source_origins; /* id of a split off source → the record that it was copied from */

  /* plain */
  IbidDirection direction;
  guint n_words;
  gboolean has_n_words;
};

void ibid_additions_init (IbidAdditions *self);
void ibid_additions_clear (IbidAdditions *self);
void ibid_additions_reset (IbidAdditions *self);
gpointer ibid_additions_lookup (IbidAdditions *self, const char *key);
/* the known object becomes active; NULL: there is none, make one and call ibid_additions_take() */
gpointer ibid_additions_revive (IbidAdditions *self, const char *key);
void ibid_additions_take (IbidAdditions *self, const char *key, gpointer object);

/* lookups of what lies where, from lists that are in reading order */
void ibid_article_index_citations (IbidArticle *self, gpointer *citations, guint n_citations);
void ibid_article_index_mentions (IbidArticle *self, gpointer *mentions, guint n_mentions);
void ibid_article_emit_decisions_changed (IbidArticle *self, IbidArticleParts parts);

G_END_DECLS
