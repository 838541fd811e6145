/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-terms.h"

/* the vocabularies are static types, so a class that was made once stays */
static GEnumClass *
get_enum_class (GType type)
{
  GEnumClass *klass = g_type_class_peek_static (type);

  /* kept for the life of the program: a reference for each word read would cost a lock */
  return klass != NULL ? klass : g_type_class_ref (type);
}

/**
 * ibid_nick_from_enum:
 * @type: one of the enumerations of this header, as a type
 * @value: a value of it
 *
 * Gives the word that stands for a value in the JSON.
 *
 * Returns: the nick, or %NULL if there is no such value
 */
const char *
ibid_nick_from_enum (GType type, int value)
{
  GEnumClass *klass = get_enum_class (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

/**
 * ibid_enum_from_nick:
 * @type: one of the enumerations of this header, as a type
 * @nick: (nullable): a word of the JSON
 * @value: (out) (optional): its value; left alone if the word is none of them
 *
 * Reads a word of a vocabulary.
 *
 * Returns: whether it is one
 */
gboolean
ibid_enum_from_nick (GType type, const char *nick, int *value)
{
  GEnumClass *klass = get_enum_class (type);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found == NULL)
    return FALSE;
  if (value != NULL)
    *value = found->value;
  return TRUE;
}
