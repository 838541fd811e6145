/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include "ibid-outlet-gazetteer.h"

#include <string.h>
#include "ibid-fold.h"
#include "ibid-outlets-format.h"

#define RESOURCE_PATH "/app/ibid/Ibid/extract/outlets.json"

struct _IbidOutletGazetteer
{
  gatomicrefcount ref_count;
  GPtrArray *outlets; /* of IbidOutlet */
  GHashTable *names;  /* folded name or alias → IbidOutlet */
  GHashTable *hosts;  /* domain in lower case → IbidOutlet */
};

/* "The Guardian" and "Guardian" are one; a name that only an article would leave is left as it is
 */
static char *
new_key (const char *name)
{
  g_autofree char *folded = ibid_text_fold (name);
  const char *start = g_str_has_prefix (folded, "the ") ? folded + 4 : folded;

  return ibid_text_collapse_space (start);
}

static void
add_name (IbidOutletGazetteer *self, const char *name, IbidOutlet *outlet)
{
  char *key = new_key (name);

  /* the first one of a name keeps it: fail closed rather than guess */
  if (*key != '\0' && !g_hash_table_contains (self->names, key))
    g_hash_table_insert (self->names, key, outlet);
  else
    g_free (key);
}

static void
index_outlet (IbidOutletGazetteer *self, IbidOutlet *outlet)
{
  const char *const *aliases = ibid_outlet_get_aliases (outlet);
  const char *const *domains = ibid_outlet_get_domains (outlet);

  add_name (self, ibid_outlet_get_name (outlet), outlet);
  for (; *aliases != NULL; aliases++)
    add_name (self, *aliases, outlet);
  for (; *domains != NULL; domains++)
    g_hash_table_insert (self->hosts, g_ascii_strdown (*domains, -1), outlet);
}

/**
 * ibid_outlet_gazetteer_new_from_bytes:
 * @bytes: a file of outlets, as data/schema/ibid-outlets.schema.json has it
 * @display_name: its name, for messages
 * @error: return location for an error of #IBID_EXTRACT_ERROR: %IBID_EXTRACT_ERROR_GAZETTEER
 *
 * Reads a gazetteer.
 *
 * Returns: (transfer full) (nullable): the gazetteer
 */
IbidOutletGazetteer *
ibid_outlet_gazetteer_new_from_bytes (GBytes *bytes, const char *display_name, GError **error)
{
  g_autoptr (GError) inner = NULL;
  GPtrArray *outlets = ibid_outlet_list_load_bytes (bytes, display_name, &inner);
  IbidOutletGazetteer *self;

  if (outlets == NULL)
    {
      g_set_error_literal (error, IBID_EXTRACT_ERROR, IBID_EXTRACT_ERROR_GAZETTEER, inner->message);
      return NULL;
    }
  self = g_new0 (IbidOutletGazetteer, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->outlets = outlets;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < outlets->len; i++)
    index_outlet (self, g_ptr_array_index (outlets, i));
  return self;
}

/**
 * ibid_outlet_gazetteer_new:
 * @error: return location for an error of #IBID_EXTRACT_ERROR: %IBID_EXTRACT_ERROR_GAZETTEER
 *
 * Reads the gazetteer that Ibid ships, which is part of the program.
 *
 * Returns: (transfer full) (nullable): the gazetteer
 */
IbidOutletGazetteer *
ibid_outlet_gazetteer_new (GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (RESOURCE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &inner);

  if (bytes != NULL)
    return ibid_outlet_gazetteer_new_from_bytes (bytes, "outlets.json", error);
  g_set_error_literal (error, IBID_EXTRACT_ERROR, IBID_EXTRACT_ERROR_GAZETTEER, inner->message);
  return NULL;
}

/**
 * ibid_outlet_gazetteer_ref:
 * @self: a gazetteer
 *
 * Takes a reference.
 *
 * Returns: (transfer full): the gazetteer
 */
IbidOutletGazetteer *
ibid_outlet_gazetteer_ref (IbidOutletGazetteer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * ibid_outlet_gazetteer_unref:
 * @self: (transfer full): a gazetteer
 *
 * Gives a reference up; with the last one the gazetteer is freed.
 */
void
ibid_outlet_gazetteer_unref (IbidOutletGazetteer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->hosts);
  g_ptr_array_unref (self->outlets);
  g_free (self);
}

/**
 * ibid_outlet_gazetteer_find:
 * @self: a gazetteer
 * @name: a name as written
 *
 * Finds who has a name, whatever its case, its accents and "the" before it.
 *
 * Returns: (transfer none) (nullable): the outlet; %NULL: nobody is known by that name
 */
IbidOutlet *
ibid_outlet_gazetteer_find (IbidOutletGazetteer *self, const char *name)
{
  g_autofree char *key = new_key (name);

  return g_hash_table_lookup (self->names, key);
}

/**
 * ibid_outlet_gazetteer_find_host:
 * @self: a gazetteer
 * @host: name of a host: "www.kazpravda.kz"
 *
 * Finds whose a host is: that of a domain, or one under it.
 *
 * Returns: (transfer none) (nullable): the outlet; %NULL: nobody's that is known
 */
IbidOutlet *
ibid_outlet_gazetteer_find_host (IbidOutletGazetteer *self, const char *host)
{
  g_autofree char *lower = g_ascii_strdown (host, -1);

  for (const char *at = lower; at != NULL;
       at = strchr (at, '.') != NULL ? strchr (at, '.') + 1 : NULL)
    {
      IbidOutlet *outlet = g_hash_table_lookup (self->hosts, at);

      if (outlet != NULL)
        return outlet;
    }
  return NULL;
}

/**
 * ibid_outlet_gazetteer_get_n_outlets:
 * @self: a gazetteer
 *
 * Counts the outlets.
 *
 * Returns: how many there are
 */
guint
ibid_outlet_gazetteer_get_n_outlets (IbidOutletGazetteer *self)
{
  return self->outlets->len;
}
