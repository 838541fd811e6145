/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-article-private.h"

/**
 * ibid_additions_init:
 * @self: what the reader added, of one sort
 *
 * Begins with nothing.
 */
void
ibid_additions_init (IbidAdditions *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->active = g_hash_table_new (g_str_hash, g_str_equal);
  self->order = g_ptr_array_new ();
}

/**
 * ibid_additions_clear:
 * @self: what the reader added, of one sort
 *
 * Frees everything.
 */
void
ibid_additions_clear (IbidAdditions *self)
{
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->active, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

/**
 * ibid_additions_reset:
 * @self: what the reader added, of one sort
 *
 * Makes nothing active, and keeps what is known.
 */
void
ibid_additions_reset (IbidAdditions *self)
{
  g_hash_table_remove_all (self->active);
  g_ptr_array_set_size (self->order, 0);
}

/**
 * ibid_additions_lookup:
 * @self: what the reader added, of one sort
 * @key: id or key
 *
 * Finds an active object.
 *
 * Returns: (transfer none) (nullable): the object
 */
gpointer
ibid_additions_lookup (IbidAdditions *self, const char *key)
{
  return g_hash_table_lookup (self->active, key);
}

static void
activate (IbidAdditions *self, const char *key, gpointer object)
{
  gpointer own_key = NULL;

  g_hash_table_lookup_extended (self->known, key, &own_key, NULL);
  g_hash_table_insert (self->active, own_key, object);
  g_ptr_array_add (self->order, object);
}

/**
 * ibid_additions_revive:
 * @self: what the reader added, of one sort
 * @key: id or key
 *
 * Makes a known object active, unless it is already.
 *
 * Returns: (transfer none) (nullable): the object; %NULL if none is known
 */
gpointer
ibid_additions_revive (IbidAdditions *self, const char *key)
{
  gpointer object = g_hash_table_lookup (self->known, key);

  if (object != NULL && !g_hash_table_contains (self->active, key))
    activate (self, key, object);
  return object;
}

/**
 * ibid_additions_take:
 * @self: what the reader added, of one sort
 * @key: id or key
 * @object: (transfer full): a new object
 *
 * Adds an object that was not known and makes it active.
 */
void
ibid_additions_take (IbidAdditions *self, const char *key, gpointer object)
{
  g_hash_table_insert (self->known, g_strdup (key), object);
  activate (self, key, object);
}
