/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-entity-private.h"

struct _IbidMention
{
  IbidRecord parent_instance;

  /* owned */
  IbidEntity *base_entity;
  IbidEntity *entity;

  /* plain */
  IbidSpan span;
};

G_DEFINE_TYPE (IbidMention, ibid_mention, IBID_TYPE_RECORD)

static void
ibid_mention_finalize (GObject *object)
{
  IbidMention *self = IBID_MENTION (object);

  g_clear_object (&self->base_entity);
  g_clear_object (&self->entity);
  G_OBJECT_CLASS (ibid_mention_parent_class)->finalize (object);
}

static void
ibid_mention_class_init (IbidMentionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_mention_finalize;
}

static void
ibid_mention_init (IbidMention *self)
{
}

/**
 * ibid_mention_new:
 * @entity: what the text names; a reference is taken
 * @span: where it does
 *
 * Makes a mention.
 *
 * Returns: (transfer full): the mention
 */
IbidMention *
ibid_mention_new (IbidEntity *entity, const IbidSpan *span)
{
  IbidMention *self = g_object_new (IBID_TYPE_MENTION, NULL);

  g_set_object (&self->base_entity, entity);
  g_set_object (&self->entity, entity);
  self->span = *span;
  return self;
}

/**
 * ibid_mention_get_entity:
 * @self: a mention
 *
 * Tells what the text names, after merges and splits.
 *
 * Returns: (nullable): the entity; %NULL if the reader refused it
 */
IbidEntity *
ibid_mention_get_entity (IbidMention *self)
{
  return self->entity;
}

/**
 * ibid_mention_get_span:
 * @self: a mention
 *
 * Gives its place in the text.
 *
 * Returns: the span
 */
const IbidSpan *
ibid_mention_get_span (IbidMention *self)
{
  return &self->span;
}

/**
 * ibid_mention_get_base_entity:
 * @self: a mention
 *
 * Tells what the text names by the file.
 *
 * Returns: the entity
 */
IbidEntity *
ibid_mention_get_base_entity (IbidMention *self)
{
  return self->base_entity;
}

/**
 * ibid_mention_set_entity:
 * @self: a mention
 * @entity: (nullable): what the text names by the reader's decisions
 *
 * Sets the entity that the mention counts for.
 */
void
ibid_mention_set_entity (IbidMention *self, IbidEntity *entity)
{
  g_set_object (&self->entity, entity);
}
