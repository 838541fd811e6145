/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-entity-report-private.h"
#include "ibid-entity-report.h"
#include "ibid-fold.h"

/*
 * ibid_entity_report_kind_word:
 *
 * Returns: (transfer none): "Person", "Organisation"
 */
const char *
ibid_entity_report_kind_word (IbidEntityKind kind)
{
  switch (kind)
    {
    case IBID_ENTITY_KIND_PERSON:
      return _ ("Person");
    case IBID_ENTITY_KIND_ORGANISATION:
      return _ ("Organisation");
    case IBID_ENTITY_KIND_PLACE:
      return _ ("Place");
    case IBID_ENTITY_KIND_PROGRAMME:
      return _ ("Programme");
    case IBID_ENTITY_KIND_TECHNOLOGY:
      return _ ("Technology");
    case IBID_ENTITY_KIND_EVENT:
      return _ ("Event");
    case IBID_ENTITY_KIND_PUBLICATION:
      return _ ("Publication");
    case IBID_ENTITY_KIND_TERM:
      return _ ("Term");
    }
  g_assert_not_reached ();
}

static void
add_name (GPtrArray *names, GHashTable *seen, char *name)
{
  if (*name != '\0' && g_hash_table_add (seen, g_strdup (name)))
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

/*
 * ibid_entity_report_new_names:
 * @entity: an entity
 *
 * Returns: (transfer full) (element-type utf8): what else it is called, each once: its acronym, its
 *   names in other languages with how they are spoken, its aliases
 */
GPtrArray *
ibid_entity_report_new_names (IbidEntity *entity)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *aliases = ibid_entity_get_aliases (entity);
  const char *acronym = ibid_entity_get_acronym (entity);
  guint n_names;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);

  g_hash_table_add (seen, g_strdup (ibid_entity_get_name (entity)));
  if (acronym != NULL)
    add_name (result, seen, g_strdup (acronym));
  for (guint i = 0; i < n_names; i++)
    {
      g_autoptr (GString) name = g_string_new (names[i].text);

      if (names[i].romanization != NULL)
        g_string_append_printf (name, " (%s)", names[i].romanization);
      if (names[i].lang != NULL)
        g_string_append_printf (name, " [%s]", names[i].lang);
      add_name (result, seen, g_strdup (name->str));
    }
  for (guint i = 0; aliases[i] != NULL; i++)
    add_name (result, seen, g_strdup (aliases[i]));
  return result;
}

/*
 * ibid_entity_report_dup_count:
 *
 * Returns: (transfer full): "12 mentions, 4 sources"
 */
char *
ibid_entity_report_dup_count (guint n_mentions, guint n_sources)
{
  g_autofree char *mentions =
      g_strdup_printf (ngettext ("%u mention", "%u mentions", n_mentions), n_mentions);
  g_autofree char *sources =
      g_strdup_printf (ngettext ("%u source", "%u sources", n_sources), n_sources);

  return g_strdup_printf ("%s, %s", mentions, sources);
}

static gboolean
is_called (IbidEntity *entity, const char *folded)
{
  const char *const *aliases = ibid_entity_get_aliases (entity);
  const char *acronym = ibid_entity_get_acronym (entity);
  guint n_names;
  const IbidEntityName *names = ibid_entity_get_names (entity, &n_names);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_add (all, (gpointer)ibid_entity_get_name (entity));
  g_ptr_array_add (all, (gpointer)acronym);
  for (guint i = 0; i < n_names; i++)
    g_ptr_array_add (all, names[i].text);
  for (guint i = 0; aliases[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer)aliases[i]);
  for (guint i = 0; i < all->len; i++)
    {
      const char *name = g_ptr_array_index (all, i);
      g_autofree char *other = name != NULL ? ibid_text_fold (name) : NULL;

      if (g_strcmp0 (other, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * ibid_export_find_entity:
 * @article: an article, with the reader's decisions applied
 * @id_or_name: an id, or any name of an entity, however it is spelt
 *
 * Returns: (transfer none) (nullable): the entity; of several with that name the one that is
 *   mentioned first
 */
IbidEntity *
ibid_export_find_entity (IbidArticle *article, const char *id_or_name)
{
  GListModel *entities = ibid_article_get_entities (article);
  guint n_entities = g_list_model_get_n_items (entities);
  g_autofree char *folded = NULL;

  g_return_val_if_fail (IBID_IS_ARTICLE (article), NULL);
  g_return_val_if_fail (id_or_name != NULL, NULL);

  folded = ibid_text_fold (id_or_name);
  for (int by_name = 0; by_name < 2; by_name++)
    for (guint i = 0; i < n_entities; i++)
      {
        g_autoptr (IbidEntity) entity = g_list_model_get_item (entities, i);

        if (by_name ? is_called (entity, folded)
                    : g_strcmp0 (ibid_record_get_id (IBID_RECORD (entity)), id_or_name) == 0)
          return entity; /* the list keeps it */
      }
  return NULL;
}

/**
 * ibid_export_entity_report:
 * @matter: the article; no annotations are needed
 * @entity: one of its entities
 * @format: %IBID_EXPORT_FORMAT_MARKDOWN or %IBID_EXPORT_FORMAT_HTML
 * @options: how; of these, the time that is written down
 * @cancellable: (nullable): to stop it
 *
 * Makes a report: what the entity is called, every sentence that names it with the sources behind,
 * whom it is named together with, and a list of these sources; in any thread. A report replaces the
 * file that is there: nothing that a reader wrote into one is kept.
 *
 * Returns: (transfer full) (element-type IbidExportPart): as ibid_export_make(); %NULL with
 *   %IBID_EXPORT_ERROR_FORMAT for any other format, or G_IO_ERROR_CANCELLED
 */
GPtrArray *
ibid_export_entity_report (IbidExportMatter *matter, IbidEntity *entity, IbidExportFormat format,
                           const IbidExportOptions *options, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (ibid_export_part_free);
  g_autoptr (IbidEntityFacts) facts = NULL;

  g_return_val_if_fail (IBID_IS_EXPORT_MATTER (matter), NULL);
  g_return_val_if_fail (IBID_IS_ENTITY (entity), NULL);

  if (format != IBID_EXPORT_FORMAT_MARKDOWN && format != IBID_EXPORT_FORMAT_HTML)
    {
      g_set_error_literal (error, IBID_EXPORT_ERROR, IBID_EXPORT_ERROR_FORMAT,
                           _ ("A report about one entity can be made as Markdown or as HTML."));
      return NULL;
    }
  facts = ibid_entity_facts_new (matter, entity);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  ibid_export_add_part (
      parts, NULL,
      format == IBID_EXPORT_FORMAT_HTML
          ? ibid_entity_report_new_html (matter, entity, facts, options->now)
          : ibid_entity_report_new_markdown (matter, entity, facts, options->now));
  return g_steal_pointer (&parts);
}
