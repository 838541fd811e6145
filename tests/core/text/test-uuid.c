/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include "ibid-uuid.h"

/* as Python's uuid.uuid5 (uuid.NAMESPACE_URL, …) makes them */
static void
test_known (void)
{
  static const struct
  {
    const char *name;
    const char *uuid;
  } known[] = {
    { "", "1b4db7eb-4057-5ddf-91e0-36dec72071f5" },
    { "x", "4cd605e7-afa2-5360-b5b9-c5e9fb5c76f4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *uuid =
          ibid_uuid_dup_of_name (IBID_UUID_NAMESPACE_URL, known[i].name, strlen (known[i].name));

      g_assert_cmpstr (uuid, ==, known[i].uuid);
      g_assert_true (g_uuid_string_is_valid (uuid));
    }
}

/* every byte counts, NUL among them */
static void
test_bytes (void)
{
  g_autofree char *one = ibid_uuid_dup_of_name (IBID_UUID_NAMESPACE_URL, "a\0b", 3);
  g_autofree char *other = ibid_uuid_dup_of_name (IBID_UUID_NAMESPACE_URL, "a\0c", 3);

  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/uuid/known", test_known);
  g_test_add_func ("/text/uuid/bytes", test_bytes);
  return g_test_run ();
}
