/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the parts of the article loader, one file for each part of the format. */

#include "ibid-json.h"

G_BEGIN_DECLS

/**
 * IbidLoader:
 *
 * One article being loaded. Everything refers backwards only (blocks, outlets, sources, citations,
 * note references, entities, mentions), so one walk over the tree is enough.
 */
typedef struct
{
  IbidJson json;
  IbidArticle *article;
  GListStore *findings; /* or NULL */

  /* owned: byte offsets of every so many characters, for long blocks that spans point into
   * (block + 1 → GArray of guint32); without them a hostile file of a million mentions in one
   * block of 1 MiB would take hours */
  GHashTable *long_blocks;
} IbidLoader;

/* A breach of the rules that is not in the structure: a reference that leads nowhere, or a span
 * outside its text. Each kind of record decides whether that is an error or only a warning. */
typedef struct
{
  IbidFormatError code; /* REFERENCE or SPAN; meaningful only with a detail */
  const char *member;
  char *detail; /* owned; NULL: nothing is wrong */
} IbidFault;

void ibid_loader_clear (IbidLoader *self);
void ibid_fault_clear (IbidFault *fault);
gboolean ibid_loader_fail_fault (IbidLoader *self, const IbidFault *fault);
void ibid_loader_warn_fault (IbidLoader *self, const IbidFault *fault, const char *consequence);
void ibid_loader_find (IbidLoader *self, IbidSeverity severity, const char *code,
                       const char *member, const char *message);
gboolean ibid_loader_get_word (IbidLoader *self, IbidJsonFields *fields, guint field,
                               IbidJsonNeed need, GType type, int *value);
void ibid_loader_check_span (IbidLoader *self, const IbidSpan *span, gboolean may_be_empty,
                             IbidFault *fault);
gboolean ibid_loader_get_block (IbidLoader *self, const IbidJsonFields *fields, guint field,
                                guint *block, IbidFault *fault);
gboolean ibid_loader_get_span (IbidLoader *self, const IbidJsonFields *fields, guint block_field,
                               guint start_field, guint end_field, IbidSpan *span,
                               IbidFault *fault);
gboolean ibid_loader_fail_taken (IbidLoader *self, const char *id);
/* calls read for every element of an optional list, and frees each as soon as it is read */
gboolean ibid_loader_each (IbidLoader *self, const IbidJsonFields *fields, guint field,
                           gboolean (*read) (IbidLoader *self, JsonNode *node, gpointer user_data),
                           gpointer user_data);
gboolean ibid_loader_consume_each (IbidLoader *self, const IbidJsonFields *fields, guint field,
                                   gboolean (*read) (IbidLoader *self, JsonNode *node,
                                                     gpointer user_data),
                                   gpointer user_data);

gboolean ibid_load_block (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_outlet (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_source (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_citation (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_note_reference (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_entity (IbidLoader *self, JsonNode *node, gpointer user_data);
gboolean ibid_load_mention (IbidLoader *self, JsonNode *node, gpointer user_data);
IbidCsl *ibid_load_csl (IbidLoader *self, JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidFault, ibid_fault_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IbidLoader, ibid_loader_clear)

G_END_DECLS
