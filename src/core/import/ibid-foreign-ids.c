/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-import"

#include "config.h"

#include "ibid-foreign-private.h"

#include <string.h>
#include "ibid-uuid.h"

/*
 * Ids that stay the same, so that a file that is imported again adds nothing. One that is an IRI is
 * kept. One that means something only within its program becomes a UUID made of it, if the program
 * says when an annotation was changed: then a later state can take an earlier one's place. What has
 * neither gets a UUID of all that it says: whatever was changed over there since is another one.
 */

/* what our names for others' annotations begin with, so that they are nobody else's */
#define NAME_PREFIX "urn:x-ibid:foreign"

/* scheme ":" something, without what no IRI has. (RFC 3987) */
static gboolean
is_iri (const char *text)
{
  const char *p = text;

  if (!g_ascii_isalpha (*p))
    return FALSE;
  while (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.')
    p++;
  if (*p != ':' || p[1] == '\0')
    return FALSE;
  for (; *p != '\0'; p++)
    if ((guchar)*p <= ' ' || strchr ("<>\"{}|\\^`", *p) != NULL)
      return FALSE;
  return TRUE;
}

/*
 * ibid_foreign_dup_iri:
 * @id: (nullable): what a program says is an id
 *
 * Returns: (transfer full) (nullable): the id, if it is an IRI or a UUID; %NULL if it is not
 */
char *
ibid_foreign_dup_iri (const char *id)
{
  g_autofree char *lower = NULL;

  if (id == NULL || strlen (id) > IBID_FOREIGN_MAX_ID_BYTES)
    return NULL;
  if (!g_uuid_string_is_valid (id))
    return is_iri (id) ? g_strdup (id) : NULL;
  lower = g_ascii_strdown (id, -1);
  return g_strconcat ("urn:uuid:", lower, NULL);
}

/*
 * ibid_foreign_dup_named_id:
 * @parts: (array length=n_parts): what the thing is called, in any number of parts, each of which
 *   may be %NULL
 * @n_parts: how many
 *
 * Returns: (transfer full): an IRI that follows from them
 */
char *
ibid_foreign_dup_named_id (const char *const *parts, guint n_parts)
{
  g_autoptr (GString) name = g_string_new (NAME_PREFIX);
  g_autofree char *uuid = NULL;

  for (guint i = 0; i < n_parts; i++)
    {
      /* which parts one from the next: no text has a NUL */
      g_string_append_c (name, '\0');
      g_string_append (name, parts[i] != NULL ? parts[i] : "");
    }
  uuid = ibid_uuid_dup_of_name (IBID_UUID_NAMESPACE_URL, name->str, name->len);
  return g_strconcat ("urn:uuid:", uuid, NULL);
}

/*
 * ibid_foreign_dup_content_id:
 * @annotation: an annotation under any id
 * @location: (nullable): where it stands, in its program's words
 *
 * Returns: (transfer full): an IRI that follows from all that it says
 */
char *
ibid_foreign_dup_content_id (IbidAnnotation *annotation, const char *location)
{
  IbidSelector *selector = ibid_annotation_get_selector (annotation);
  g_autofree char *tags = g_strjoinv ("\x1f", (GStrv)ibid_annotation_get_tags (annotation));
  g_autofree char *plain = g_strdup_printf (
      "%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (int)ibid_annotation_get_style (annotation),
      ibid_annotation_get_created (annotation), ibid_annotation_get_modified (annotation));
  const char *const parts[] = {
    ibid_selector_get_prefix (selector),
    ibid_selector_get_exact (selector),
    ibid_selector_get_suffix (selector),
    ibid_annotation_get_note (annotation),
    tags,
    plain,
    location,
  };

  return ibid_foreign_dup_named_id (parts, G_N_ELEMENTS (parts));
}
