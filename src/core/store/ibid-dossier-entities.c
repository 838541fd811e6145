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

static IbidEntity *
find_visible (IbidArticle *article, const char *name, IbidEntityKind kind)
{
  GListModel *entities = ibid_article_get_entities (article);
  guint n_entities = g_list_model_get_n_items (entities);
  g_autofree char *folded = ibid_text_fold (name);

  for (guint i = 0; i < n_entities; i++)
    {
      g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);
      g_autofree char *other = NULL;

      if (ibid_entity_get_kind (entity) != kind)
        continue;
      other = ibid_text_fold (ibid_entity_get_name (entity));
      if (strcmp (folded, other) == 0)
        return entity;
    }
  return NULL;
}

static gboolean
check_addition (IbidArticle *article, const IbidSpan *span, const char *name, IbidEntityKind kind,
                GError **error)
{
  if (!ibid_dossier_is_sound_span (article, span))
    {
      g_set_error_literal (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE,
                           _ ("The selection is no place in the text."));
      return FALSE;
    }
  if (*name == '\0')
    {
      g_set_error_literal (error, IBID_STORE_ERROR, IBID_STORE_ERROR_VALUE,
                           _ ("An entity needs a name."));
      return FALSE;
    }
  if (find_visible (article, name, kind) != NULL)
    {
      g_set_error (error, IBID_STORE_ERROR, IBID_STORE_ERROR_EXISTS,
                   _ ("There is an entity “%s” of that kind already."), name);
      return FALSE;
    }
  return TRUE;
}

static char *
dup_added_id (IbidArticle *article)
{
  for (;;)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *id = g_strdup_printf ("added-%.8s", uuid);

      if (ibid_article_find_entity (article, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* How to find again both the entity and the place that mentions it. */
static GVariant *
describe_mention (IbidArticle *article, GVariant *entity, const IbidSpan *span)
{
  g_autoptr (GVariant) place =
      g_variant_ref_sink (ibid_dossier_describe_span (article, span, NULL));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *text;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, entity);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &text))
    if (strcmp (key, "name") == 0 || strcmp (key, "kind") == 0)
      g_variant_builder_add (&builder, "{ss}", key, text);
  g_variant_iter_init (&iter, place);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &text))
    g_variant_builder_add (&builder, "{ss}", key, text);
  return g_variant_builder_end (&builder);
}

static IbidDecision *
new_mention_decision (IbidArticle *article, const char *entity_id, GVariant *entity,
                      const IbidSpan *span)
{
  IbidBlock *block = ibid_article_peek_block (article, span->block);
  g_autofree char *key = g_uuid_string_random ();
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suu)"));
  g_variant_builder_add (&builder, "(suu)", ibid_record_get_id (IBID_RECORD (block)), span->start,
                         span->end);
  return ibid_decision_new (IBID_TARGET_KIND_ENTITY, entity_id, 0, "added-mention", key,
                            g_variant_builder_end (&builder),
                            describe_mention (article, entity, span), NULL);
}

static GVariant *
describe_new (const char *name, const char *kind)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "name", name);
  g_variant_builder_add (&builder, "{ss}", "kind", kind);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * ibid_dossier_add_entity:
 * @span: the place in the text that names it: its first mention
 * @name: (nullable): its name; %NULL or "" takes the text of @span
 * @kind: what it is
 *
 * "Add as entity".
 *
 * Returns: (transfer none) (nullable): the new entity; %NULL with IBID_STORE_ERROR_EXISTS if the
 *   article has an entity of that name and kind, or with IBID_STORE_ERROR_VALUE if @span is no
 * place for one
 */
IbidEntity *
ibid_dossier_add_entity (IbidDossier *self, const IbidSpan *span, const char *name,
                         IbidEntityKind kind, GError **error)
{
  const char *nick = ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)kind);
  g_autofree char *written = NULL;
  g_autofree char *tidy = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GVariant) description = NULL;
  IbidArticle *article;
  IbidDecisionAct *act;
  GVariantBuilder builder;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (span != NULL, NULL);

  article = ibid_dossier_get_article (self);
  written =
      name != NULL && *name != '\0' ? g_strdup (name) : ibid_article_dup_span_text (article, span);
  tidy = ibid_text_collapse_space (written);
  if (!check_addition (article, span, tidy, kind, error))
    return NULL;
  id = dup_added_id (article);
  description = describe_new (tidy, nick);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "name", g_variant_new_string (tidy));
  g_variant_builder_add (&builder, "{sv}", "kind", g_variant_new_string (nick));
  act = ibid_decision_act_new (self);
  ibid_decision_act_take_put (
      act, ibid_dossier_get_overlay (self),
      ibid_decision_new (IBID_TARGET_KIND_ARTICLE, ibid_record_get_id (IBID_RECORD (article)), 0,
                         "added-entity", id, g_variant_builder_end (&builder), NULL, NULL));
  ibid_decision_act_take_put (act, ibid_dossier_get_overlay (self),
                              new_mention_decision (article, id, description, span));
  ibid_dossier_perform (self, act, g_strdup_printf (_ ("Add entity “%s”"), tidy));
  return ibid_article_find_entity (article, id);
}

static gboolean
is_mentioned_at (IbidArticle *article, IbidEntity *entity, const IbidSpan *span)
{
  g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (article, span);

  for (guint i = 0; i < mentions->len; i++)
    if (ibid_mention_get_entity (mentions->pdata[i]) == entity &&
        ibid_span_equal (ibid_mention_get_span (mentions->pdata[i]), span))
      return TRUE;
  return FALSE;
}

/**
 * ibid_dossier_add_mention:
 * @entity: an entity of the article
 * @span: a place in the text that names it; one that is none, or is known already, is no act
 */
void
ibid_dossier_add_mention (IbidDossier *self, IbidEntity *entity, const IbidSpan *span)
{
  g_autoptr (GVariant) description = NULL;
  IbidArticle *article;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ENTITY (entity));
  g_return_if_fail (span != NULL);

  article = ibid_dossier_get_article (self);
  if (!ibid_dossier_is_sound_span (article, span) || is_mentioned_at (article, entity, span))
    return;
  description = g_variant_ref_sink (ibid_dossier_describe_entity (self, entity));
  ibid_dossier_decide (
      self, ibid_dossier_get_overlay (self),
      new_mention_decision (article, ibid_record_get_id (IBID_RECORD (entity)), description, span),
      g_strdup_printf (_ ("Add mention of “%s”"), ibid_entity_get_name (entity)));
}
