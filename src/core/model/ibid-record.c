/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-record.h"

typedef struct
{
  /* owned */
  char *id;
  JsonObject *extra;

  /* plain */
  guint file_position; /* plus one; 0: it is in no file's list */
} IbidRecordPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (IbidRecord, ibid_record, G_TYPE_OBJECT)

static void
ibid_record_finalize (GObject *object)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (IBID_RECORD (object));

  g_free (priv->id);
  g_clear_pointer (&priv->extra, json_object_unref);
  G_OBJECT_CLASS (ibid_record_parent_class)->finalize (object);
}

static void
ibid_record_class_init (IbidRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_record_finalize;
}

static void
ibid_record_init (IbidRecord *self)
{
}

/**
 * ibid_record_get_id:
 * @self: a record
 *
 * Gives the id that the article file calls it by.
 *
 * Returns: (nullable): the id; %NULL for mentions and other things without one
 */
const char *
ibid_record_get_id (IbidRecord *self)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);

  return priv->id;
}

/**
 * ibid_record_set_id:
 * @self: a record
 * @id: (nullable): its id
 *
 * Sets the id. Not to be called once the record is part of an article, whose lookups hold the
 * string.
 */
void
ibid_record_set_id (IbidRecord *self, const char *id)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);
  char *copy = g_strdup (id);

  g_free (priv->id);
  priv->id = copy;
}

/**
 * ibid_record_get_extra:
 * @self: a record
 *
 * Gives the members of its JSON object that this version does not know.
 *
 * Returns: (nullable): the members; %NULL if there are none
 */
JsonObject *
ibid_record_get_extra (IbidRecord *self)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);

  return priv->extra;
}

/**
 * ibid_record_set_extra:
 * @self: a record
 * @extra: (nullable): members to be written back; a reference is taken
 *
 * Sets the members that this version does not know.
 */
void
ibid_record_set_extra (IbidRecord *self, JsonObject *extra)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);

  if (extra != NULL)
    json_object_ref (extra);
  g_clear_pointer (&priv->extra, json_object_unref);
  priv->extra = extra;
}

/**
 * ibid_record_get_file_position:
 * @self: a record
 * @position: (out) (optional): its place in the list of the article file, from 0; left alone if
 *   there is none
 *
 * Tells where the record stands in the file, whatever the reader's decisions make of the lists.
 *
 * Returns: %FALSE if it came from a decision, or is not part of an article
 */
gboolean
ibid_record_get_file_position (IbidRecord *self, guint *position)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);

  if (priv->file_position == 0)
    return FALSE;
  if (position != NULL)
    *position = priv->file_position - 1;
  return TRUE;
}

/**
 * ibid_record_set_file_position:
 * @self: a record
 * @position: its place in the list of the article file, from 0
 *
 * Notes where the record stands in the file. The article does so when it takes the record.
 */
void
ibid_record_set_file_position (IbidRecord *self, guint position)
{
  IbidRecordPrivate *priv = ibid_record_get_instance_private (self);

  priv->file_position = position + 1;
}
