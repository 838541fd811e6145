/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-extract"

#include "config.h"

#include <string.h>

#include "ibid-entity-extraction-private.h"
#include "ibid-entity-table.h"
#include "ibid-terms-types.h"

/* Names that are known before the text is read: those of data/gazetteers, compiled into a table by
 * make-entity-table, and over them the reader's decisions. */

enum
{
  TABLE_FIRST = 1,
  TABLE_ACRONYM = 2,
  TABLE_ANY_CASE = 4,
  TABLE_WEAK = 8,
  TABLE_COUNTRY = 16,
};

static guint
flags_of_line (guint flags)
{
  return IBID_NAME_KNOWN | IBID_NAME_FIXED |
         ((flags & TABLE_ACRONYM) != 0 ? IBID_NAME_ACRONYM : 0) |
         ((flags & TABLE_ANY_CASE) != 0 ? IBID_NAME_ANY_CASE : 0) |
         ((flags & TABLE_WEAK) != 0 ? IBID_NAME_WEAK : 0) |
         ((flags & TABLE_COUNTRY) != 0 ? IBID_NAME_COUNTRY : 0);
}

static guint
add_known (IbidExtraction *self, const char *text, IbidEntityKind kind, guint flags)
{
  guint name = ibid_extraction_intern_text (self, text);

  if (name == IBID_NO_NAME)
    return name;
  if ((ibid_extraction_name (self, name)->flags & IBID_NAME_FIXED) == 0)
    ibid_extraction_name (self, name)->kind = kind;
  ibid_extraction_name (self, name)->flags |= flags;
  ibid_extraction_make_phrase (self, name);
  return name;
}

/* the same name with the printer's apostrophe */
static guint
add_with_right_quote (IbidExtraction *self, const char *text, IbidEntityKind kind, guint flags)
{
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  g_autofree char *joined = g_strjoinv ("’", parts);

  return add_known (self, joined, kind, flags);
}

/**
 * ibid_extraction_load_gazetteer:
 * @self: the extraction
 *
 * Lets the shipped names be found.
 */
void
ibid_extraction_load_gazetteer (IbidExtraction *self)
{
  guint first = IBID_NO_NAME;

  for (gsize i = 0; i < G_N_ELEMENTS (entity_table); i++)
    {
      const char *text = entity_table[i].text;
      IbidEntityKind kind = (IbidEntityKind)entity_table[i].kind;
      guint flags = flags_of_line (entity_table[i].flags);
      guint name = add_known (self, text, kind, flags);

      if ((entity_table[i].flags & TABLE_FIRST) != 0)
        {
          first = name;
          ibid_extraction_name (self, name)->label = text;
        }
      ibid_extraction_name (self, name)->same_as = first;
      if (strchr (text, '\'') != NULL)
        {
          name = add_with_right_quote (self, text, kind, flags);
          ibid_extraction_name (self, name)->same_as = first;
        }
    }
}

static const char *
get_clue (IbidDecision *decision, const char *key)
{
  GVariant *find = ibid_decision_get_find (decision);
  const char *text = NULL;

  if (find != NULL)
    g_variant_lookup (find, key, "&s", &text);
  return text;
}

static guint
add_decided (IbidExtraction *self, const char *text)
{
  guint name = add_known (self, text, IBID_ENTITY_KIND_TERM, IBID_NAME_DECIDED);
  IbidName *it = name != IBID_NO_NAME ? ibid_extraction_name (self, name) : NULL;

  if (it != NULL && (it->flags & IBID_NAME_ACRONYM) != 0 && it->same_as != name)
    it->flags &= ~(guint)IBID_NAME_WEAK;
  return name;
}

static void
set_kind (IbidExtraction *self, guint name, const char *nick)
{
  int kind = 0;

  if (nick == NULL || !ibid_enum_from_nick (IBID_TYPE_ENTITY_KIND, nick, &kind))
    return;
  ibid_extraction_name (self, name)->kind = (IbidEntityKind)kind;
  ibid_extraction_name (self, name)->flags |= IBID_NAME_FIXED;
}

/* the name that a decision is about; kind is what the file had, and stands unless another decides
 */
static guint
add_target (IbidExtraction *self, IbidDecision *decision)
{
  const char *text = get_clue (decision, "name");
  guint name = text != NULL ? add_decided (self, text) : IBID_NO_NAME;

  if (name != IBID_NO_NAME && (ibid_extraction_name (self, name)->flags & IBID_NAME_FIXED) == 0)
    set_kind (self, name, get_clue (decision, "kind"));
  return name;
}

static void
load_added (IbidExtraction *self, GVariant *value, GHashTable *by_id, const char *id)
{
  const char *text = NULL;
  const char *nick = NULL;
  guint name;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT) ||
      !g_variant_lookup (value, "name", "&s", &text))
    return;
  name = add_decided (self, text);
  if (name == IBID_NO_NAME)
    return;
  if (g_variant_lookup (value, "kind", "&s", &nick))
    set_kind (self, name, nick);
  ibid_extraction_name (self, name)->same_as = name;
  if (id != NULL)
    g_hash_table_insert (by_id, (gpointer)id, GUINT_TO_POINTER (name + 1));
}

static void
load_choice (IbidExtraction *self, IbidDecision *decision, guint name)
{
  const char *field = ibid_decision_get_field (decision);
  GVariant *value = ibid_decision_get_value (decision);
  IbidName *it = ibid_extraction_name (self, name);

  if (strcmp (field, "not-an-entity") == 0 && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    {
      it->same_as = name;
      if (g_variant_get_boolean (value))
        it->flags |= IBID_NAME_REFUSED;
    }
  else if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return;
  else if (strcmp (field, "name") == 0)
    it->label = g_variant_get_string (value, NULL);
  else if (strcmp (field, "kind") == 0)
    set_kind (self, name, g_variant_get_string (value, NULL));
}

static void
load_merge (IbidExtraction *self, IbidDecision *decision, GHashTable *by_id)
{
  GVariant *value = ibid_decision_get_value (decision);
  const char *text = get_clue (decision, "name");
  const char *into = get_clue (decision, "into");
  guint name = text != NULL ? add_decided (self, text) : IBID_NO_NAME;
  guint other = IBID_NO_NAME;

  if (name == IBID_NO_NAME || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return;
  if (into != NULL)
    other = add_decided (self, into);
  else
    other = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, g_variant_get_string (value, NULL))) -
            1; /* 0 is no name */
  if (other == IBID_NO_NAME)
    return;
  other = ibid_extraction_resolve (self, other);
  name = ibid_extraction_resolve (self, name);
  if (other != name)
    ibid_extraction_name (self, name)->same_as = other;
}

/**
 * ibid_extraction_load_corrections:
 * @self: the extraction
 * @corrections: the reader's decisions for all articles
 *
 * Lets the names that the reader decided about be found, or not. A decision is known by the name in
 * its “find”; a merge by that of the other entity, “into”, or by the id of another decision's
 * target.
 */
void
ibid_extraction_load_corrections (IbidExtraction *self, IbidOverlay *corrections)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (corrections));
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (corrections), i);
      guint name;

      if (strcmp (ibid_decision_get_field (decision), "added-entity") == 0)
        load_added (self, ibid_decision_get_value (decision), by_id,
                    ibid_decision_get_key (decision));
      if (ibid_decision_get_target (decision) != IBID_TARGET_KIND_ENTITY)
        continue;
      name = add_target (self, decision);
      if (name == IBID_NO_NAME)
        continue;
      load_choice (self, decision, name);
      g_hash_table_insert (by_id, (gpointer)ibid_decision_get_target_id (decision),
                           GUINT_TO_POINTER (name + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (corrections), i);

      if (ibid_decision_get_target (decision) == IBID_TARGET_KIND_ENTITY &&
          strcmp (ibid_decision_get_field (decision), "merged-into") == 0)
        load_merge (self, decision, by_id);
    }
}
