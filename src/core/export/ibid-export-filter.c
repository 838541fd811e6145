/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-export"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-export-filter.h"
#include "ibid-export.h"
#include "ibid-fold.h"
#include "ibid-provenance.h"
#include "ibid-terms-types.h"

typedef enum
{
  CONDITION_COLOUR,
  CONDITION_TAG,
  CONDITION_TEXT,
  CONDITION_NOTE,
  CONDITION_CHECK,
  CONDITION_ENTITY,
  CONDITION_SOURCE,
  CONDITION_STATE,
  N_CONDITIONS,
} ConditionKind;

static const char *const condition_names[N_CONDITIONS] = {
  [CONDITION_COLOUR] = "colour", [CONDITION_TAG] = "tag",     [CONDITION_TEXT] = "text",
  [CONDITION_NOTE] = "note",     [CONDITION_CHECK] = "check", [CONDITION_ENTITY] = "entity",
  [CONDITION_SOURCE] = "source", [CONDITION_STATE] = "state",
};

struct _IbidExportFilter
{
  GPtrArray *values[N_CONDITIONS]; /* of strings; "text" and "entity" folded */
};

/**
 * ibid_export_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
IbidExportFilter *
ibid_export_filter_new (void)
{
  IbidExportFilter *self = g_new0 (IbidExportFilter, 1);

  for (guint i = 0; i < N_CONDITIONS; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * ibid_export_filter_free:
 * @self: (transfer full): a filter
 */
void
ibid_export_filter_free (IbidExportFilter *self)
{
  for (guint i = 0; i < N_CONDITIONS; i++)
    g_ptr_array_unref (self->values[i]);
  g_free (self);
}

/* What may stand behind "=", of the kinds that have a closed vocabulary. */
static gboolean
is_allowed (ConditionKind kind, const char *value)
{
  int number;

  switch (kind)
    {
    case CONDITION_COLOUR:
      return ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, value, &number);
    case CONDITION_CHECK:
      return ibid_enum_from_nick (IBID_TYPE_VERDICT, value, &number);
    case CONDITION_STATE:
      return ibid_enum_from_nick (IBID_TYPE_ANCHOR_STATE, value, &number);
    case CONDITION_NOTE:
      return strcmp (value, "yes") == 0 || strcmp (value, "no") == 0;
    case CONDITION_TAG:
    case CONDITION_TEXT:
    case CONDITION_ENTITY:
    case CONDITION_SOURCE:
      return *value != '\0';
    case N_CONDITIONS:
      break;
    }
  g_assert_not_reached ();
}

/**
 * ibid_export_filter_add:
 * @self: a filter
 * @condition: "NAME=VALUE", see the header
 *
 * Adds a condition.
 *
 * Returns: %FALSE with G_OPTION_ERROR_BAD_VALUE if it is none
 */
gboolean
ibid_export_filter_add (IbidExportFilter *self, const char *condition, GError **error)
{
  const char *value = strchr (condition, '=');
  gsize length = value != NULL ? (gsize)(value - condition) : 0;

  for (guint kind = 0; value != NULL && kind < N_CONDITIONS; kind++)
    {
      gboolean is_folded = kind == CONDITION_TEXT || kind == CONDITION_ENTITY;

      if (strlen (condition_names[kind]) != length ||
          strncmp (condition, condition_names[kind], length) != 0)
        continue;
      if (!is_allowed ((ConditionKind)kind, value + 1))
        break;
      g_ptr_array_add (self->values[kind],
                       is_folded ? ibid_text_fold (value + 1) : g_strdup (value + 1));
      return TRUE;
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” is no condition. Conditions are colour=, tag=, text=, note=yes or no, "
                  "check=, entity=, source= and state=."),
               condition);
  return FALSE;
}

/**
 * ibid_export_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether it lets everything through
 */
gboolean
ibid_export_filter_is_empty (IbidExportFilter *self)
{
  for (guint i = 0; i < N_CONDITIONS; i++)
    if (self->values[i]->len > 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_value (IbidExportFilter *self, ConditionKind kind, const char *value)
{
  return g_ptr_array_find_with_equal_func (self->values[kind], value, g_str_equal, NULL);
}

static gboolean
has_one_of_tags (IbidExportFilter *self, IbidAnnotation *annotation)
{
  for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
    if (has_value (self, CONDITION_TAG, *tag))
      return TRUE;
  return FALSE;
}

static gboolean
has_text (IbidExportFilter *self, IbidAnnotation *annotation)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);
  const char *note = ibid_annotation_get_note (annotation);
  g_autofree char *joined_tags = g_strjoinv (" ", (GStrv)tags);
  g_autofree char *all =
      g_strjoin ("\n", ibid_selector_get_exact (ibid_annotation_get_selector (annotation)),
                 note != NULL ? note : "", joined_tags, NULL);
  g_autofree char *folded = ibid_text_fold (all);

  for (guint i = 0; i < self->values[CONDITION_TEXT]->len; i++)
    if (strstr (folded, g_ptr_array_index (self->values[CONDITION_TEXT], i)) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
names_entity (IbidExportFilter *self, IbidArticle *article, const IbidSpan *span)
{
  g_autoptr (GPtrArray) mentions = ibid_article_mentions_in (article, span);

  for (guint i = 0; i < mentions->len; i++)
    {
      IbidEntity *entity = ibid_mention_get_entity (g_ptr_array_index (mentions, i));
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;

      if (entity == NULL)
        continue;
      id = ibid_text_fold (ibid_record_get_id (IBID_RECORD (entity)));
      name = ibid_text_fold (ibid_entity_get_name (entity));
      if (has_value (self, CONDITION_ENTITY, id) || has_value (self, CONDITION_ENTITY, name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
item_fits (IbidExportFilter *self, ConditionKind kind, IbidCitationItem *item)
{
  IbidSource *source = ibid_citation_item_get_source (item);

  if (kind == CONDITION_CHECK)
    return has_value (
        self, kind,
        ibid_nick_from_enum (IBID_TYPE_VERDICT, (int)ibid_citation_item_get_verdict (item)));
  return source != NULL && has_value (self, kind, ibid_record_get_id (IBID_RECORD (source)));
}

static gboolean
stands_on (IbidExportFilter *self, ConditionKind kind, IbidSentenceIndex *sentences,
           const IbidSpan *span)
{
  g_autoptr (GPtrArray) citations = ibid_provenance_citations_behind (sentences, span);

  for (guint i = 0; i < citations->len; i++)
    {
      GListModel *items = ibid_citation_get_items (g_ptr_array_index (citations, i));
      guint n_items = g_list_model_get_n_items (items);

      for (guint j = 0; j < n_items; j++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, j);

          if (item_fits (self, kind, item))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
span_fits (IbidExportFilter *self, ConditionKind kind, IbidSentenceIndex *sentences,
           const IbidSpan *span)
{
  if (kind == CONDITION_ENTITY)
    return names_entity (self, ibid_sentence_index_get_article (sentences), span);
  return stands_on (self, kind, sentences, span);
}

static gboolean
any_span_fits (IbidExportFilter *self, ConditionKind kind, IbidSentenceIndex *sentences,
               IbidAnnotation *annotation)
{
  guint n_spans;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    if (span_fits (self, kind, sentences, &spans[i]))
      return TRUE;
  return FALSE;
}

static gboolean
condition_holds (IbidExportFilter *self, ConditionKind kind, IbidSentenceIndex *sentences,
                 IbidAnnotation *annotation)
{
  switch (kind)
    {
    case CONDITION_COLOUR:
      return has_value (self, kind,
                        ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE,
                                             (int)ibid_annotation_get_style (annotation)));
    case CONDITION_STATE:
      return has_value (self, kind,
                        ibid_nick_from_enum (IBID_TYPE_ANCHOR_STATE,
                                             (int)ibid_annotation_get_state (annotation)));
    case CONDITION_NOTE:
      return has_value (self, kind, ibid_annotation_get_note (annotation) != NULL ? "yes" : "no");
    case CONDITION_TAG:
      return has_one_of_tags (self, annotation);
    case CONDITION_TEXT:
      return has_text (self, annotation);
    case CONDITION_CHECK:
    case CONDITION_ENTITY:
    case CONDITION_SOURCE:
      return any_span_fits (self, kind, sentences, annotation);
    case N_CONDITIONS:
      break;
    }
  g_assert_not_reached ();
}

static gboolean
is_wanted (IbidExportFilter *self, IbidSentenceIndex *sentences, IbidAnnotation *annotation)
{
  for (guint kind = 0; kind < N_CONDITIONS; kind++)
    if (self->values[kind]->len > 0 &&
        !condition_holds (self, (ConditionKind)kind, sentences, annotation))
      return FALSE;
  return TRUE;
}

/**
 * ibid_export_filter_apply:
 * @self: a filter
 * @sentences: the sentences of the article that the annotations are about
 * @annotations: a list of #IbidAnnotation
 *
 * Chooses annotations.
 *
 * Returns: (transfer full) (element-type IbidAnnotation): those that are wanted, in the list's
 * order
 */
GPtrArray *
ibid_export_filter_apply (IbidExportFilter *self, IbidSentenceIndex *sentences,
                          GListModel *annotations)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations; i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);

      if (is_wanted (self, sentences, annotation))
        g_ptr_array_add (wanted, g_steal_pointer (&annotation));
    }
  return wanted;
}
