/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <enchant.h>

#include "ibid-entity-extraction-private.h"

/* The one file that knows of Enchant. A system may have no dictionary of English. One that there is
 * is read once and kept, as that takes longer than most texts. */

G_LOCK_DEFINE_STATIC (dictionary);
static EnchantBroker *broker;
static EnchantDict *dictionary;

static void
open_dictionary (void)
{
  static const char *const tags[] = { "en_US", "en_GB", "en" };

  broker = enchant_broker_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tags) && dictionary == NULL; i++)
    if (enchant_broker_dict_exists (broker, tags[i]))
      dictionary = enchant_broker_request_dict (broker, tags[i]);
}

/**
 * ibid_dictionary_has:
 * @word: a word, in lower case if it is not to be taken for a name
 * @length_bytes: its length
 * @has: (out): whether the system's dictionary of English has the word
 *
 * May be called from any thread.
 *
 * Returns: %FALSE if there is no dictionary
 */
gboolean
ibid_dictionary_has (const char *word, gsize length_bytes, gboolean *has)
{
  gboolean there;

  G_LOCK (dictionary);
  if (broker == NULL)
    open_dictionary ();
  there = dictionary != NULL;
  if (there)
    *has = enchant_dict_check (dictionary, word, (gssize)length_bytes) == 0;
  G_UNLOCK (dictionary);
  return there;
}
