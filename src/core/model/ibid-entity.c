/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-entity-private.h"
#include "ibid-fold.h"
#include "ibid-record-list-private.h"
#include "ibid-terms-types.h"

struct _IbidEntity
{
  IbidRecord parent_instance;

  /* owned: from the file */
  char *name;
  char *acronym;
  char *description;
  char **aliases;
  GArray *names;
  JsonObject *identifiers;

  /* owned: from the reader */
  char *given_name;
  char **effective_aliases; /* NULL: those of the file */
  GPtrArray *absorbed;
  IbidEntity *merged_into;

  /* owned: derived */
  IbidRecordList *mentions;
  char *search_key;

  /* plain */
  IbidEntityKind kind;
  IbidEntityKind given_kind;
  gboolean is_added;
  gboolean is_refused;
  gboolean has_decisions;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_KIND,
  PROP_N_MENTIONS,
} IbidEntityProperty;

static GParamSpec *properties[PROP_N_MENTIONS + 1];

G_DEFINE_TYPE (IbidEntity, ibid_entity, IBID_TYPE_RECORD)

static void
name_clear (gpointer data)
{
  IbidEntityName *name = data;

  g_free (name->lang);
  g_free (name->text);
  g_free (name->romanization);
  g_clear_pointer (&name->extra, json_object_unref);
}

static void
ibid_entity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidEntity *self = IBID_ENTITY (object);

  switch ((IbidEntityProperty)id)
    {
    case PROP_NAME:
      g_value_set_string (value, ibid_entity_get_name (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, ibid_entity_get_kind (self));
      break;
    case PROP_N_MENTIONS:
      g_value_set_uint (value, ibid_entity_get_n_mentions (self));
      break;
    }
}

static void
ibid_entity_dispose (GObject *object)
{
  IbidEntity *self = IBID_ENTITY (object);

  g_clear_pointer (&self->absorbed, g_ptr_array_unref);
  g_clear_object (&self->merged_into);
  g_clear_object (&self->mentions);
  G_OBJECT_CLASS (ibid_entity_parent_class)->dispose (object);
}

static void
ibid_entity_finalize (GObject *object)
{
  IbidEntity *self = IBID_ENTITY (object);

  g_free (self->name);
  g_free (self->acronym);
  g_free (self->description);
  g_strfreev (self->aliases);
  g_clear_pointer (&self->names, g_array_unref);
  g_clear_pointer (&self->identifiers, json_object_unref);
  g_free (self->given_name);
  g_strfreev (self->effective_aliases);
  g_free (self->search_key);
  G_OBJECT_CLASS (ibid_entity_parent_class)->finalize (object);
}

static void
ibid_entity_class_init (IbidEntityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ibid_entity_get_property;
  object_class->dispose = ibid_entity_dispose;
  object_class->finalize = ibid_entity_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, IBID_TYPE_ENTITY_KIND, IBID_ENTITY_KIND_TERM, flags);
  properties[PROP_N_MENTIONS] =
      g_param_spec_uint ("n-mentions", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ibid_entity_init (IbidEntity *self)
{
}

/**
 * ibid_entity_new:
 * @id: its id in the article
 * @kind: what sort of thing it is
 * @name: its usual name
 *
 * Makes an entity without mentions.
 *
 * Returns: (transfer full): the entity
 */
IbidEntity *
ibid_entity_new (const char *id, IbidEntityKind kind, const char *name)
{
  IbidEntity *self = g_object_new (IBID_TYPE_ENTITY, NULL);

  ibid_record_set_id (IBID_RECORD (self), id);
  self->kind = kind;
  self->given_kind = kind;
  self->name = g_strdup (name != NULL ? name : "");
  return self;
}

/**
 * ibid_entity_get_name:
 * @self: an entity
 *
 * Gives its name: the reader's, else the file's.
 *
 * Returns: the name, never %NULL
 */
const char *
ibid_entity_get_name (IbidEntity *self)
{
  return self->given_name != NULL ? self->given_name : self->name;
}

/**
 * ibid_entity_get_kind:
 * @self: an entity
 *
 * Tells what sort of thing it is: by the reader, else by the file.
 *
 * Returns: the kind
 */
IbidEntityKind
ibid_entity_get_kind (IbidEntity *self)
{
  return self->given_kind;
}

/**
 * ibid_entity_get_acronym:
 * @self: an entity
 *
 * Gives its short form.
 *
 * Returns: (nullable): the acronym
 */
const char *
ibid_entity_get_acronym (IbidEntity *self)
{
  return self->acronym;
}

/**
 * ibid_entity_get_description:
 * @self: an entity
 *
 * Gives what the file says about it.
 *
 * Returns: (nullable): the description
 */
const char *
ibid_entity_get_description (IbidEntity *self)
{
  return self->description;
}

/**
 * ibid_entity_get_aliases:
 * @self: an entity
 *
 * Gives its other names: the file's, those of entities merged into it, without those split off.
 *
 * Returns: (array zero-terminated=1): the names, never %NULL; valid until decisions are applied
 */
const char *const *
ibid_entity_get_aliases (IbidEntity *self)
{
  static const char *const none[] = { NULL };

  if (self->effective_aliases != NULL)
    return (const char *const *)self->effective_aliases;
  return self->aliases != NULL ? (const char *const *)self->aliases : none;
}

/**
 * ibid_entity_get_names:
 * @self: an entity
 * @n_names: (out): their number
 *
 * Gives its names in other languages and scripts.
 *
 * Returns: (array length=n_names) (nullable): the names
 */
const IbidEntityName *
ibid_entity_get_names (IbidEntity *self, guint *n_names)
{
  *n_names = self->names != NULL ? self->names->len : 0;
  return *n_names > 0 ? (const IbidEntityName *)(gpointer)self->names->data : NULL;
}

/**
 * ibid_entity_get_identifiers:
 * @self: an entity
 *
 * Gives its identifiers elsewhere, such as "wikidata".
 *
 * Returns: (nullable): the JSON object of the file
 */
JsonObject *
ibid_entity_get_identifiers (IbidEntity *self)
{
  return self->identifiers;
}

/**
 * ibid_entity_get_mentions:
 * @self: an entity
 *
 * Gives the places that name it, those of merged entities included.
 *
 * Returns: (transfer none): a list of #IbidMention in reading order, that follows the reader's
 *   decisions
 */
GListModel *
ibid_entity_get_mentions (IbidEntity *self)
{
  if (self->mentions == NULL)
    self->mentions = ibid_record_list_new (IBID_TYPE_MENTION);
  return G_LIST_MODEL (self->mentions);
}

/**
 * ibid_entity_get_n_mentions:
 * @self: an entity
 *
 * Counts the places that name it.
 *
 * Returns: their number
 */
guint
ibid_entity_get_n_mentions (IbidEntity *self)
{
  return ibid_record_list_get_length (self->mentions);
}

/**
 * ibid_entity_is_added:
 * @self: an entity
 *
 * Tells whether the reader made it, by adding it or by splitting it off another one.
 *
 * Returns: whether it is missing in the article file
 */
gboolean
ibid_entity_is_added (IbidEntity *self)
{
  return self->is_added;
}

/**
 * ibid_entity_has_decisions:
 * @self: an entity
 *
 * Tells whether the reader decided anything about it.
 *
 * Returns: whether it differs from the file by a decision
 */
gboolean
ibid_entity_has_decisions (IbidEntity *self)
{
  return self->has_decisions;
}

static void
append_key (GString *keys, const char *name)
{
  g_autofree char *key = NULL;

  if (name == NULL || *name == '\0')
    return;
  key = ibid_text_search_key (name);
  if (keys->len > 0)
    g_string_append_c (keys, '\n');
  g_string_append (keys, key);
}

static void
append_romanization (GString *keys, const char *romanization)
{
  g_autofree char *folded = NULL;

  if (romanization == NULL || *romanization == '\0')
    return;
  folded = ibid_text_fold (romanization);
  g_string_append_c (keys, '\n');
  g_string_append (keys, folded);
  if (strchr (folded, ' ') == NULL)
    return;
  g_string_append_c (keys, '\n');
  for (const char *at = folded; *at != '\0'; at++)
    if (*at != ' ')
      g_string_append_c (keys, *at);
}

static void
append_keys_of (GString *keys, IbidEntity *self)
{
  guint n_names = 0;
  const IbidEntityName *names = ibid_entity_get_names (self, &n_names);

  append_key (keys, self->name);
  append_key (keys, self->acronym);
  for (guint i = 0; i < n_names; i++)
    {
      append_key (keys, names[i].text);
      append_romanization (keys, names[i].romanization);
    }
}

/**
 * ibid_entity_get_search_key:
 * @self: an entity
 *
 * Gives all of its names, aliases, acronym, names in other scripts, and those of entities merged
 * into it, for ibid_text_key_matches(). Made at the first call.
 *
 * Returns: the key; valid until decisions are applied
 */
const char *
ibid_entity_get_search_key (IbidEntity *self)
{
  GString *keys = NULL;

  if (self->search_key != NULL)
    return self->search_key;
  keys = g_string_new (NULL);
  append_key (keys, self->given_name);
  append_keys_of (keys, self);
  for (const char *const *alias = ibid_entity_get_aliases (self); *alias != NULL; alias++)
    append_key (keys, *alias);
  for (guint i = 0; self->absorbed != NULL && i < self->absorbed->len; i++)
    append_keys_of (keys, g_ptr_array_index (self->absorbed, i));
  self->search_key = g_string_free (keys, FALSE);
  return self->search_key;
}

static void
set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

/**
 * ibid_entity_set_acronym:
 * @self: an entity that is not yet part of an article
 * @acronym: (nullable): its short form
 *
 * Sets the acronym.
 */
void
ibid_entity_set_acronym (IbidEntity *self, const char *acronym)
{
  set_string (&self->acronym, acronym);
}

/**
 * ibid_entity_set_description:
 * @self: an entity that is not yet part of an article
 * @description: (nullable): what is to be said about it
 *
 * Sets the description.
 */
void
ibid_entity_set_description (IbidEntity *self, const char *description)
{
  set_string (&self->description, description);
}

/**
 * ibid_entity_set_aliases:
 * @self: an entity that is not yet part of an article
 * @aliases: (nullable) (array zero-terminated=1): its other names
 *
 * Sets the aliases.
 */
void
ibid_entity_set_aliases (IbidEntity *self, const char *const *aliases)
{
  g_strfreev (self->aliases);
  self->aliases = aliases != NULL && aliases[0] != NULL ? g_strdupv ((char **)aliases) : NULL;
}

/**
 * ibid_entity_add_name:
 * @self: an entity that is not yet part of an article
 * @lang: BCP 47 tag of the name's language
 * @text: the name
 * @romanization: (nullable): the name in Latin letters
 * @extra: (nullable): unknown members; a reference is taken
 *
 * Appends a name in another language or script.
 */
void
ibid_entity_add_name (IbidEntity *self, const char *lang, const char *text,
                      const char *romanization, JsonObject *extra)
{
  IbidEntityName name = { g_strdup (lang), g_strdup (text), g_strdup (romanization), NULL };

  if (extra != NULL)
    name.extra = json_object_ref (extra);
  if (self->names == NULL)
    {
      self->names = g_array_new (FALSE, FALSE, sizeof (IbidEntityName));
      g_array_set_clear_func (self->names, name_clear);
    }
  g_array_append_val (self->names, name);
}

/**
 * ibid_entity_set_identifiers:
 * @self: an entity that is not yet part of an article
 * @identifiers: (nullable): its identifiers elsewhere; a reference is taken
 *
 * Sets the identifiers.
 */
void
ibid_entity_set_identifiers (IbidEntity *self, JsonObject *identifiers)
{
  if (identifiers != NULL)
    json_object_ref (identifiers);
  g_clear_pointer (&self->identifiers, json_object_unref);
  self->identifiers = identifiers;
}

/**
 * ibid_entity_set_added:
 * @self: an entity
 *
 * Marks the entity as the reader's.
 */
void
ibid_entity_set_added (IbidEntity *self)
{
  self->is_added = TRUE;
}

/**
 * ibid_entity_get_base_name:
 * @self: an entity
 *
 * Gives its name by the file.
 *
 * Returns: the name
 */
const char *
ibid_entity_get_base_name (IbidEntity *self)
{
  return self->name;
}

/**
 * ibid_entity_get_base_kind:
 * @self: an entity
 *
 * Tells what it is by the file.
 *
 * Returns: the kind
 */
IbidEntityKind
ibid_entity_get_base_kind (IbidEntity *self)
{
  return self->kind;
}

/**
 * ibid_entity_get_standing:
 * @self: an entity
 *
 * Follows the reader's merges.
 *
 * Returns: (nullable): the visible entity that stands for this one; %NULL if it is none
 */
IbidEntity *
ibid_entity_get_standing (IbidEntity *self)
{
  /* merges never go in a circle: see resolve_merges() in ibid-article-decisions.c */
  while (self != NULL && self->merged_into != NULL)
    self = self->merged_into;
  return self->is_refused ? NULL : self;
}

/**
 * ibid_entity_rebase:
 * @self: an entity that a decision of the reader made
 * @name: its name before other decisions
 * @kind: its kind before other decisions
 *
 * Sets what such an entity is before further choices about it; ibid_entity_override() must follow.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_entity_rebase (IbidEntity *self, const char *name, IbidEntityKind kind)
{
  gboolean renamed = strcmp (self->name, name) != 0;

  self->kind = kind;
  if (!renamed)
    return 0;
  set_string (&self->name, name);
  g_clear_pointer (&self->search_key, g_free);
  if (self->given_name == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  return IBID_ARTICLE_PART_ENTITIES;
}

static gboolean
is_split_off (const char *alias, GPtrArray *split_folded)
{
  g_autofree char *folded = NULL;

  if (split_folded == NULL || split_folded->len == 0)
    return FALSE;
  folded = ibid_text_fold (alias);
  return g_ptr_array_find_with_equal_func (split_folded, folded, g_str_equal, NULL);
}

static void
add_alias (GPtrArray *aliases, IbidEntity *self, const char *alias, GPtrArray *split_folded)
{
  if (strcmp (alias, ibid_entity_get_name (self)) == 0 || is_split_off (alias, split_folded) ||
      g_ptr_array_find_with_equal_func (aliases, alias, g_str_equal, NULL))
    return;
  g_ptr_array_add (aliases, g_strdup (alias));
}

/* NULL: those of the file */
static char **
new_effective_aliases (IbidEntity *self, const IbidEntityOverride *override)
{
  gboolean has_absorbed = override->absorbed != NULL && override->absorbed->len > 0;
  gboolean has_split = override->split_folded != NULL && override->split_folded->len > 0;
  GPtrArray *aliases = NULL;

  if (!has_absorbed && !has_split)
    return NULL;
  aliases = g_ptr_array_new ();
  for (char **alias = self->aliases; alias != NULL && *alias != NULL; alias++)
    add_alias (aliases, self, *alias, override->split_folded);
  for (guint i = 0; has_absorbed && i < override->absorbed->len; i++)
    {
      IbidEntity *other = g_ptr_array_index (override->absorbed, i);

      add_alias (aliases, self, ibid_entity_get_name (other), override->split_folded);
      add_alias (aliases, self, other->name, override->split_folded);
      for (char **alias = other->aliases; alias != NULL && *alias != NULL; alias++)
        add_alias (aliases, self, *alias, override->split_folded);
    }
  g_ptr_array_add (aliases, NULL);
  return (char **)g_ptr_array_free (aliases, FALSE);
}

static gboolean
is_same_strings (char **a, char **b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strv_equal ((const char *const *)a, (const char *const *)b);
}

static gboolean
is_same_pointers (GPtrArray *a, GPtrArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  return n_a == n_b && (n_a == 0 || memcmp (a->pdata, b->pdata, n_a * sizeof (gpointer)) == 0);
}

static gboolean
override_names (IbidEntity *self, const IbidEntityOverride *override)
{
  char **aliases = NULL;
  gboolean changed = FALSE;

  if (g_strcmp0 (ibid_entity_get_name (self),
                 override->name != NULL ? override->name : self->name) != 0)
    {
      changed = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }
  set_string (&self->given_name, override->name);

  aliases = new_effective_aliases (self, override);
  if (is_same_strings (aliases, self->effective_aliases))
    g_strfreev (aliases);
  else
    {
      changed = TRUE;
      g_strfreev (self->effective_aliases);
      self->effective_aliases = aliases;
    }
  if (!is_same_pointers (self->absorbed, override->absorbed))
    {
      changed = TRUE;
      g_clear_pointer (&self->absorbed, g_ptr_array_unref);
      if (override->absorbed != NULL && override->absorbed->len > 0)
        self->absorbed =
            g_ptr_array_copy (override->absorbed, (GCopyFunc)(void *)g_object_ref, NULL);
      if (self->absorbed != NULL)
        g_ptr_array_set_free_func (self->absorbed, g_object_unref);
    }
  if (changed || self->absorbed != NULL)
    g_clear_pointer (&self->search_key, g_free);
  return changed;
}

/**
 * ibid_entity_override:
 * @self: an entity
 * @override: (nullable): the reader's choices; %NULL: what the file says
 *
 * Puts the reader's choices in the place of earlier ones and notifies of what differs. Entities
 * that this one absorbed must have got theirs before.
 *
 * Returns: the parts of the article that differ
 */
IbidArticleParts
ibid_entity_override (IbidEntity *self, const IbidEntityOverride *override)
{
  static const IbidEntityOverride nothing = { 0 };
  IbidArticleParts parts = 0;
  IbidEntityKind kind;

  if (override == NULL)
    override = &nothing;
  if (override_names (self, override))
    parts |= IBID_ARTICLE_PART_ENTITIES;
  kind = override->has_kind ? override->kind : self->kind;
  if (self->given_kind != kind)
    {
      self->given_kind = kind;
      parts |= IBID_ARTICLE_PART_ENTITIES;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    }
  if (g_set_object (&self->merged_into, override->merged_into))
    parts |= IBID_ARTICLE_PART_ENTITIES;
  if (self->is_refused != override->is_refused)
    parts |= IBID_ARTICLE_PART_ENTITIES;
  self->is_refused = override->is_refused;
  self->has_decisions = override->has_decisions;
  return parts;
}

/**
 * ibid_entity_update_mentions:
 * @self: an entity
 * @mentions: (array length=n_mentions): the #IbidMention that name it now, in reading order
 * @n_mentions: their number
 *
 * Updates the list of ibid_entity_get_mentions() and notifies if there are more or fewer.
 *
 * Returns: whether the list differs
 */
gboolean
ibid_entity_update_mentions (IbidEntity *self, gpointer *mentions, guint n_mentions)
{
  guint before = ibid_entity_get_n_mentions (self);
  gboolean changed = FALSE;

  if (self->mentions == NULL && n_mentions == 0)
    return FALSE;
  changed = ibid_record_list_update (IBID_RECORD_LIST (ibid_entity_get_mentions (self)), mentions,
                                     n_mentions);
  if (before != n_mentions)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MENTIONS]);
  return changed;
}
