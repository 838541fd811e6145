/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-format"

#include "ibid-article-load.h"
#include "ibid-terms-types.h"
#include <glib/gi18n.h>

/* Entities and mentions. A mention without a sound place or entity is left out with a warning. */

enum
{
  ENTITY_ACRONYM,
  ENTITY_ALIASES,
  ENTITY_DESCRIPTION,
  ENTITY_ID,
  ENTITY_IDENTIFIERS,
  ENTITY_KIND,
  ENTITY_NAME,
  ENTITY_NAMES,
  N_ENTITY
};
static const char *const entity_names[N_ENTITY] = {
  "acronym", "aliases", "description", "id", "identifiers", "kind", "name", "names"
};

enum
{
  NAME_LANG,
  NAME_ROMANIZATION,
  NAME_TEXT,
  N_NAME
};
static const char *const name_names[N_NAME] = { "lang", "romanization", "text" };

enum
{
  MENTION_BLOCK,
  MENTION_END,
  MENTION_ENTITY,
  MENTION_START,
  N_MENTION
};
static const char *const mention_names[N_MENTION] = { "block", "end", "entity", "start" };

static gboolean
read_name (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  IbidEntity *entity = user_data;
  g_auto (IbidJsonFields) fields = { 0 };
  const char *lang = NULL;
  const char *text = NULL;
  const char *romanization = NULL;

  if (!ibid_json_open (&self->json, node, name_names, N_NAME, &fields) ||
      !ibid_json_get_language (&self->json, &fields, NAME_LANG, IBID_JSON_REQUIRED, &lang) ||
      !ibid_json_get_name (&self->json, &fields, NAME_TEXT, IBID_JSON_REQUIRED, &text) ||
      !ibid_json_get_string (&self->json, &fields, NAME_ROMANIZATION, IBID_JSON_OPTIONAL,
                             &romanization))
    return FALSE;
  ibid_entity_add_name (entity, lang, text, romanization, fields.extra);
  return TRUE;
}

static gboolean
fill_entity (IbidLoader *self, IbidJsonFields *fields, IbidEntity *entity)
{
  g_auto (GStrv) aliases = NULL;
  const char *acronym = NULL;
  const char *description = NULL;
  JsonObject *identifiers = NULL;

  if (!ibid_json_get_string (&self->json, fields, ENTITY_ACRONYM, IBID_JSON_OPTIONAL, &acronym) ||
      !ibid_json_get_string (&self->json, fields, ENTITY_DESCRIPTION, IBID_JSON_OPTIONAL,
                             &description) ||
      !ibid_json_get_strings (&self->json, fields, ENTITY_ALIASES, NULL, N_ ("a name"), &aliases) ||
      !ibid_json_get_object (&self->json, fields, ENTITY_IDENTIFIERS, IBID_JSON_OPTIONAL,
                             &identifiers) ||
      !ibid_loader_each (self, fields, ENTITY_NAMES, read_name, entity))
    return FALSE;
  ibid_entity_set_acronym (entity, acronym);
  ibid_entity_set_description (entity, description);
  if (aliases != NULL)
    ibid_entity_set_aliases (entity, (const char *const *)aliases);
  if (identifiers != NULL)
    ibid_entity_set_identifiers (entity, identifiers);
  ibid_record_set_extra (IBID_RECORD (entity), fields->extra);
  return TRUE;
}

/**
 * ibid_load_entity:
 * @self: the loader
 * @node: an element of "entities"
 * @user_data: not used
 *
 * Reads an entity into the article.
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE,
 *   %IBID_FORMAT_ERROR_VALUE or %IBID_FORMAT_ERROR_DUPLICATE_ID
 */
gboolean
ibid_load_entity (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_autoptr (IbidEntity) entity = NULL;
  const char *id = NULL;
  const char *name = NULL;
  int kind = IBID_ENTITY_KIND_TERM;

  if (!ibid_json_open (&self->json, node, entity_names, N_ENTITY, &fields) ||
      !ibid_json_get_name (&self->json, &fields, ENTITY_ID, IBID_JSON_REQUIRED, &id) ||
      !ibid_json_get_name (&self->json, &fields, ENTITY_NAME, IBID_JSON_REQUIRED, &name) ||
      !ibid_loader_get_word (self, &fields, ENTITY_KIND, IBID_JSON_REQUIRED, IBID_TYPE_ENTITY_KIND,
                             &kind))
    return FALSE;
  if (ibid_article_find_entity (self->article, id) != NULL)
    return ibid_loader_fail_taken (self, id);

  entity = ibid_entity_new (id, (IbidEntityKind)kind, name);
  if (!fill_entity (self, &fields, entity))
    return FALSE;
  ibid_article_take_entity (self->article, g_steal_pointer (&entity));
  return TRUE;
}

/**
 * ibid_load_mention:
 * @self: the loader
 * @node: an element of "mentions"
 * @user_data: not used
 *
 * Reads a mention into the article; one without a sound place or entity is left out with the
 * warning "dangling-reference" or "bad-span".
 *
 * Returns: %FALSE with %IBID_FORMAT_ERROR_MISSING, %IBID_FORMAT_ERROR_TYPE or
 *   %IBID_FORMAT_ERROR_VALUE
 */
gboolean
ibid_load_mention (IbidLoader *self, JsonNode *node, gpointer user_data)
{
  g_auto (IbidJsonFields) fields = { 0 };
  g_auto (IbidFault) fault = { 0 };
  IbidMention *mention;
  IbidEntity *entity;
  const char *id = NULL;
  IbidSpan span;

  if (!ibid_json_open (&self->json, node, mention_names, N_MENTION, &fields) ||
      !ibid_json_get_name (&self->json, &fields, MENTION_ENTITY, IBID_JSON_REQUIRED, &id) ||
      !ibid_loader_get_span (self, &fields, MENTION_BLOCK, MENTION_START, MENTION_END, &span,
                             &fault))
    return FALSE;
  entity = ibid_article_find_entity (self->article, id);
  if (entity == NULL && fault.detail == NULL)
    {
      fault.code = IBID_FORMAT_ERROR_REFERENCE;
      fault.member = "entity";
      fault.detail = g_strdup_printf (_ ("There is no entity “%s”."), id);
    }
  if (fault.detail != NULL)
    {
      ibid_loader_warn_fault (self, &fault, _ ("This mention is left out."));
      return TRUE;
    }
  mention = ibid_mention_new (entity, &span);
  ibid_record_set_extra (IBID_RECORD (mention), fields.extra);
  ibid_article_take_mention (self->article, mention);
  return TRUE;
}
