/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-dossier-private.h"
#include "ibid-fold.h"

static void
decide (IbidDossier *self, IbidEntity *entity, const char *field, const char *key, GVariant *value,
        char *label)
{
  ibid_dossier_decide (self, ibid_dossier_get_overlay (self),
                       ibid_decision_new (IBID_TARGET_KIND_ENTITY,
                                          ibid_record_get_id (IBID_RECORD (entity)), 0, field, key,
                                          value, ibid_dossier_describe_entity (self, entity), NULL),
                       label);
}

/**
 * ibid_dossier_rename_entity:
 * @entity: an entity of the article
 * @name: its new name; white space at the ends and doubled is dropped
 *
 * The same name, or an empty one, is no act.
 */
void
ibid_dossier_rename_entity (IbidDossier *self, IbidEntity *entity, const char *name)
{
  g_autofree char *tidy = ibid_text_collapse_space (name != NULL ? name : "");
  const char *before;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));

  before = ibid_entity_get_name (entity);
  if (*tidy == '\0' || strcmp (tidy, before) == 0)
    return;
  decide (self, entity, "name", NULL, g_variant_new_string (tidy),
          /* Translators: an act that can be undone; %s is the name of an entity */
          g_strdup_printf (_ ("Rename “%s”"), before));
}

/**
 * ibid_dossier_set_entity_kind:
 * @entity: an entity of the article
 * @kind: what it is; the same kind is no act
 */
void
ibid_dossier_set_entity_kind (IbidDossier *self, IbidEntity *entity, IbidEntityKind kind)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));

  if (kind == ibid_entity_get_kind (entity))
    return;
  decide (self, entity, "kind", NULL,
          g_variant_new_string (ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)kind)),
          g_strdup_printf (_ ("Change kind of “%s”"), ibid_entity_get_name (entity)));
}

/**
 * ibid_dossier_merge_entities:
 * @entity: the entity that goes
 * @into: the entity that takes over its names and mentions; the same one is no act
 */
void
ibid_dossier_merge_entities (IbidDossier *self, IbidEntity *entity, IbidEntity *into)
{
  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));
  g_return_if_fail (IBID_IS_ENTITY (into));

  if (entity == into)
    return;
  decide (self, entity, "merged-into", NULL,
          g_variant_new_string (ibid_record_get_id (IBID_RECORD (into))),
          g_strdup_printf (_ ("Merge “%s” into “%s”"), ibid_entity_get_name (entity),
                           ibid_entity_get_name (into)));
}

/* The word that the model would make up is not needed: an id has only to be free and stable. */
static char *
dup_free_id (IbidDossier *self, IbidEntity *entity)
{
  const char *id = ibid_record_get_id (IBID_RECORD (entity));
  char *free_id = NULL;

  for (guint i = 1; free_id == NULL; i++)
    {
      g_autofree char *attempt = g_strdup_printf ("%s-split-%u", id, i);

      if (ibid_article_find_entity (ibid_dossier_get_article (self), attempt) == NULL)
        free_id = g_steal_pointer (&attempt);
    }
  return free_id;
}

/**
 * ibid_dossier_split_alias:
 * @entity: an entity of the article
 * @alias: one of the names under which the text mentions it, as written
 *
 * Makes an entity of its own of an alias; its mentions go with it. The entity's own name cannot be
 * split off.
 */
void
ibid_dossier_split_alias (IbidDossier *self, IbidEntity *entity, const char *alias)
{
  g_autofree char *id = NULL;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));

  if (alias == NULL || *alias == '\0' || strcmp (alias, ibid_entity_get_name (entity)) == 0)
    return;
  id = dup_free_id (self, entity);
  decide (self, entity, "split-alias", alias, g_variant_new_string (id),
          /* Translators: the first is an alias of the second, which is an entity */
          g_strdup_printf (_ ("Split “%s” off “%s”"), alias, ibid_entity_get_name (entity)));
}

/**
 * ibid_dossier_refuse_entity:
 * @entity: what is none
 *
 * "Not an entity": it goes from the lists, and its mentions from the text. One that the reader
 * added goes altogether.
 */
void
ibid_dossier_refuse_entity (IbidDossier *self, IbidEntity *entity)
{
  const char *id;
  char *label;
  IbidOverlay *overlay;
  IbidDecisionAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));

  id = ibid_record_get_id (IBID_RECORD (entity));
  overlay = ibid_dossier_get_overlay (self);
  label = g_strdup_printf (_ ("Remove entity “%s”"), ibid_entity_get_name (entity));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (overlay)); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      if (ibid_decision_get_target (decision) == IBID_TARGET_KIND_ARTICLE &&
          g_strcmp0 (ibid_decision_get_field (decision), "added-entity") == 0 &&
          g_strcmp0 (ibid_decision_get_key (decision), id) == 0)
        {
          act = ibid_decision_act_new (self);
          ibid_dossier_remove_about (self, act, id, IBID_TARGET_KIND_ENTITY);
          ibid_dossier_perform (self, act, label);
          return;
        }
    }
  decide (self, entity, "not-an-entity", NULL, g_variant_new_boolean (TRUE), label);
}
