/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <enchant.h>

#include "ibid-entity-extraction-private.h"

/* The one file that knows of Enchant. A system may have no dictionary of English. */

typedef struct
{
  EnchantBroker *broker;
  EnchantDict *dict;
} Dictionary;

/**
 * ibid_dictionary_open:
 *
 * Opens the system's dictionary of English.
 *
 * Returns: (transfer full) (nullable): the dictionary, or %NULL if there is none
 */
gpointer
ibid_dictionary_open (void)
{
  static const char *const tags[] = { "en_US", "en_GB", "en" };
  Dictionary *self = g_new0 (Dictionary, 1);

  self->broker = enchant_broker_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tags) && self->dict == NULL; i++)
    if (enchant_broker_dict_exists (self->broker, tags[i]))
      self->dict = enchant_broker_request_dict (self->broker, tags[i]);
  if (self->dict == NULL)
    g_clear_pointer ((gpointer *)&self, ibid_dictionary_close);
  return self;
}

/**
 * ibid_dictionary_has:
 * @dictionary: from ibid_dictionary_open()
 * @word: a word, in lower case if it is not to be taken for a name
 * @length_bytes: its length
 *
 * Returns: whether the dictionary has the word
 */
gboolean
ibid_dictionary_has (gpointer dictionary, const char *word, gsize length_bytes)
{
  Dictionary *self = dictionary;

  return enchant_dict_check (self->dict, word, (gssize)length_bytes) == 0;
}

/**
 * ibid_dictionary_close:
 * @dictionary: (transfer full): from ibid_dictionary_open()
 *
 * Closes a dictionary.
 */
void
ibid_dictionary_close (gpointer dictionary)
{
  Dictionary *self = dictionary;

  if (self->dict != NULL)
    enchant_broker_free_dict (self->broker, self->dict);
  enchant_broker_free (self->broker);
  g_free (self);
}
