/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-text"

#include "ibid-uuid.h"

#define UUID_BYTES 16
#define SHA1_BYTES 20

static void
read_namespace (const char *text, guint8 bytes[UUID_BYTES])
{
  guint n_digits = 0;

  for (const char *p = text; *p != '\0' && n_digits < 2 * UUID_BYTES; p++)
    if (g_ascii_isxdigit (*p))
      {
        guint8 *byte = &bytes[n_digits / 2];

        *byte = (guint8)(n_digits % 2 == 0 ? g_ascii_xdigit_value (*p) << 4
                                           : *byte | g_ascii_xdigit_value (*p));
        n_digits++;
      }
}

/**
 * ibid_uuid_dup_of_name:
 * @name_space: a UUID: the kind of things that the names are of
 * @name: any bytes
 * @length: how many
 *
 * Makes the UUID of version 5 of a name: the same name always has the same one. (RFC 4122, section
 * 4.3)
 *
 * Returns: (transfer full): the UUID, in lower case, without "urn:uuid:"
 */
char *
ibid_uuid_dup_of_name (const char *name_space, const char *name, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 prefix[UUID_BYTES] = { 0 };
  guint8 hash[SHA1_BYTES];
  gsize hash_length = sizeof hash;
  GString *uuid = g_string_sized_new (36);

  g_return_val_if_fail (g_uuid_string_is_valid (name_space), NULL);

  read_namespace (name_space, prefix);
  g_checksum_update (checksum, prefix, sizeof prefix);
  g_checksum_update (checksum, (const guchar *)name, (gssize)length);
  g_checksum_get_digest (checksum, hash, &hash_length);
  hash[6] = (guint8)((hash[6] & 0x0f) | 0x50);
  hash[8] = (guint8)((hash[8] & 0x3f) | 0x80);
  for (guint i = 0; i < UUID_BYTES; i++)
    g_string_append_printf (uuid, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            hash[i]);
  return g_string_free (uuid, FALSE);
}
