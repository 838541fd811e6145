/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>
#include <string.h>

#include "ibid-annotation-act.h"
#include "ibid-dossier-private.h"
#include "ibid-fold.h"
#include "ibid-provenance.h"

/* What an annotation becomes; NULL: nothing changes. */
typedef IbidAnnotation *(*Change) (IbidDossier *self, IbidAnnotation *annotation,
                                   gconstpointer data);

static char *
dup_quote (IbidAnnotation *annotation)
{
  return ibid_dossier_dup_short (
      ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
}

/* "Change colour of “the quote”" for one, "Change colour of 3 highlights" for more: both are given
 * translated, the first with %s, the second with %u. */
static char *
dup_label (IbidAnnotationAct *act, const char *one, const char *many)
{
  guint n = ibid_annotation_act_get_n_changes (act);
  g_autofree char *quote = dup_quote (ibid_annotation_act_get_first (act));
  g_autofree char *number = g_strdup_printf ("%u", n);
  GString *label = g_string_new (n == 1 ? one : many);

  if (n == 1)
    g_string_replace (label, "%s", quote, 1);
  else
    g_string_replace (label, "%u", number, 1);
  return g_string_free (label, FALSE);
}

static void
perform (IbidDossier *self, IbidAnnotationAct *act, const char *one, const char *many)
{
  g_autofree char *label = NULL;

  if (ibid_annotation_act_get_n_changes (act) == 0)
    {
      g_object_unref (act);
      return;
    }
  label = dup_label (act, one, many);
  ibid_act_set_label (IBID_ACT (act), label);
  ibid_history_perform (ibid_dossier_get_history (self), IBID_ACT (act));
}

/* The present states of annotations that may have been changed since the caller saw them; each
 * once. */
static GPtrArray *
get_current (IbidDossier *self, GPtrArray *annotations)
{
  IbidAnnotations *all = ibid_dossier_get_annotations (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *current = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation =
          ibid_annotations_lookup (all, ibid_annotation_get_id (annotations->pdata[i]));

      if (annotation != NULL && g_hash_table_add (seen, annotation))
        g_ptr_array_add (current, g_object_ref (annotation));
    }
  return current;
}

/* An act that changes those annotations which need it. */
static IbidAnnotationAct *
collect (IbidDossier *self, GPtrArray *annotations, Change change, gconstpointer data)
{
  g_autoptr (GPtrArray) current = get_current (self, annotations);
  IbidAnnotationAct *act = ibid_annotation_act_new (ibid_dossier_get_annotations (self));

  for (guint i = 0; i < current->len; i++)
    {
      IbidAnnotation *changed = change (self, current->pdata[i], data);

      if (changed != NULL)
        ibid_annotation_act_take_put (act, changed);
    }
  return act;
}

static void
change_one (IbidDossier *self, IbidAnnotation *annotation, Change change, gconstpointer data,
            const char *label)
{
  g_autoptr (GPtrArray) single = g_ptr_array_new ();

  g_ptr_array_add (single, annotation);
  perform (self, collect (self, single, change, data), label, label);
}

/* The place that spans of the reader's selection describe, as a selector; NULL if there is none. */
static IbidSelector *
new_selector (IbidDossier *self, const IbidSpan *spans, guint n_spans, guint *start, guint *end)
{
  IbidReadingText *text = ibid_dossier_get_reading_text (self);

  if (!ibid_reading_text_range_from_spans (text, spans, n_spans, start, end))
    return NULL;
  return ibid_selector_new_for_range (text, *start, *end);
}

/**
 * ibid_dossier_annotate:
 * @spans: (array length=n_spans): what the reader selected, in reading order, one span for each
 *   block; what lies between the first and the last is part of it
 * @n_spans: how many
 * @style: how it is to look
 *
 * Highlights a passage. It may overlap others: each stays for itself.
 *
 * Returns: (transfer none) (nullable): the annotation, in the collection; %NULL if there is no such
 *   passage
 */
IbidAnnotation *
ibid_dossier_annotate (IbidDossier *self, const IbidSpan *spans, guint n_spans,
                       IbidAnnotationStyle style)
{
  g_autoptr (IbidSelector) selector = NULL;
  IbidAnnotationAct *act;
  IbidAnnotation *annotation;
  guint start, end;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (spans != NULL || n_spans == 0, NULL);

  selector = new_selector (self, spans, n_spans, &start, &end);
  if (selector == NULL)
    return NULL;
  annotation = ibid_annotation_new (selector, style);
  ibid_annotation_set_anchor (annotation, IBID_ANCHOR_STATE_EXACT,
                              ibid_dossier_get_reading_text (self), start, end);
  act = ibid_annotation_act_new (ibid_dossier_get_annotations (self));
  ibid_annotation_act_take_put (act, annotation);
  perform (self, act,
           /* Translators: an act that can be undone; %s is the beginning of a passage */
           style == IBID_ANNOTATION_STYLE_UNDERLINE ? _ ("Underline “%s”") : _ ("Highlight “%s”"),
           "");
  return annotation;
}

static IbidAnnotation *
change_style (IbidDossier *self, IbidAnnotation *annotation, gconstpointer data)
{
  IbidAnnotationStyle style = *(const IbidAnnotationStyle *)data;

  return style == ibid_annotation_get_style (annotation)
             ? NULL
             : ibid_annotation_with_style (annotation, style);
}

/**
 * ibid_dossier_set_annotation_style:
 * @annotations: (element-type IbidAnnotation): annotations of the article
 * @style: how they are to look; those that do so already are left alone
 */
void
ibid_dossier_set_annotation_style (IbidDossier *self, GPtrArray *annotations,
                                   IbidAnnotationStyle style)
{
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);

  act = collect (self, annotations, change_style, &style);
  perform (self, act, _ ("Change colour of “%s”"),
           ngettext ("Change colour of %u highlight", "Change colour of %u highlights",
                     ibid_annotation_act_get_n_changes (act)));
}

static IbidAnnotation *
change_note (IbidDossier *self, IbidAnnotation *annotation, gconstpointer note)
{
  const char *before = ibid_annotation_get_note (annotation);

  return g_strcmp0 (before != NULL ? before : "", note) == 0
             ? NULL
             : ibid_annotation_with_note (annotation, note);
}

/**
 * ibid_dossier_set_annotation_note:
 * @annotation: an annotation of the article
 * @note: (nullable): Markdown; %NULL or "": none; the same note is no act
 */
void
ibid_dossier_set_annotation_note (IbidDossier *self, IbidAnnotation *annotation, const char *note)
{
  IbidAnnotation *current;
  const char *label;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ANNOTATION (annotation));

  note = note != NULL ? note : "";
  current = ibid_annotations_lookup (ibid_dossier_get_annotations (self),
                                     ibid_annotation_get_id (annotation));
  if (*note == '\0')
    label = _ ("Remove note on “%s”");
  else if (current != NULL && ibid_annotation_get_note (current) == NULL)
    label = _ ("Add note on “%s”");
  else
    label = _ ("Change note on “%s”");
  change_one (self, annotation, change_note, note, label);
}

/* Tags without white space at their ends, without empty ones, each once. */
static GStrv
dup_tidy_tags (const char *const *tags)
{
  g_autoptr (GPtrArray) tidy = g_ptr_array_new_with_free_func (g_free);

  for (; tags != NULL && *tags != NULL; tags++)
    {
      g_autofree char *tag = ibid_text_collapse_space (*tags);

      if (*tag != '\0' && !g_ptr_array_find_with_equal_func (tidy, tag, g_str_equal, NULL))
        g_ptr_array_add (tidy, g_steal_pointer (&tag));
    }
  g_ptr_array_add (tidy, NULL);
  return (GStrv)g_ptr_array_steal (tidy, NULL);
}

static IbidAnnotation *
change_tags (IbidDossier *self, IbidAnnotation *annotation, gconstpointer data)
{
  const char *const *tags = data;

  return g_strv_equal (ibid_annotation_get_tags (annotation), tags)
             ? NULL
             : ibid_annotation_with_tags (annotation, tags);
}

/**
 * ibid_dossier_set_annotation_tags:
 * @annotation: an annotation of the article
 * @tags: (nullable) (array zero-terminated=1): its tags from now on; white space at their ends,
 *   empty ones and repetitions are dropped; the same tags are no act
 */
void
ibid_dossier_set_annotation_tags (IbidDossier *self, IbidAnnotation *annotation,
                                  const char *const *tags)
{
  g_auto (GStrv) tidy = NULL;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ANNOTATION (annotation));

  tidy = dup_tidy_tags (tags);
  change_one (self, annotation, change_tags, tidy, _ ("Change tags of “%s”"));
}

static IbidAnnotation *
add_tag (IbidDossier *self, IbidAnnotation *annotation, gconstpointer tag)
{
  const char *const *before = ibid_annotation_get_tags (annotation);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  if (ibid_annotation_has_tag (annotation, tag))
    return NULL;
  g_strv_builder_addv (builder, (const char **)before);
  g_strv_builder_add (builder, tag);
  tags = g_strv_builder_end (builder);
  return ibid_annotation_with_tags (annotation, (const char *const *)tags);
}

/**
 * ibid_dossier_add_annotation_tag:
 * @annotations: (element-type IbidAnnotation): annotations of the article
 * @tag: a tag; those that have it are left alone
 */
void
ibid_dossier_add_annotation_tag (IbidDossier *self, GPtrArray *annotations, const char *tag)
{
  g_autofree char *tidy = NULL;
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);
  g_return_if_fail (tag != NULL);

  tidy = ibid_text_collapse_space (tag);
  if (*tidy == '\0')
    return;
  act = collect (self, annotations, add_tag, tidy);
  perform (
      self, act, _ ("Tag “%s”"),
      ngettext ("Tag %u highlight", "Tag %u highlights", ibid_annotation_act_get_n_changes (act)));
}

static IbidAnnotation *
remove_tag (IbidDossier *self, IbidAnnotation *annotation, gconstpointer tag)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;

  if (!ibid_annotation_has_tag (annotation, tag))
    return NULL;
  for (const char *const *at = ibid_annotation_get_tags (annotation); *at != NULL; at++)
    if (strcmp (*at, tag) != 0)
      g_strv_builder_add (builder, *at);
  tags = g_strv_builder_end (builder);
  return ibid_annotation_with_tags (annotation, (const char *const *)tags);
}

/**
 * ibid_dossier_remove_annotation_tag:
 * @annotations: (element-type IbidAnnotation): annotations of the article
 * @tag: a tag; those that do not have it are left alone
 */
void
ibid_dossier_remove_annotation_tag (IbidDossier *self, GPtrArray *annotations, const char *tag)
{
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);
  g_return_if_fail (tag != NULL);

  act = collect (self, annotations, remove_tag, tag);
  perform (self, act, _ ("Remove tag from “%s”"),
           ngettext ("Remove tag from %u highlight", "Remove tag from %u highlights",
                     ibid_annotation_act_get_n_changes (act)));
}

typedef struct
{
  IbidSelector *selector;
  guint start;
  guint end;
} Place;

static IbidAnnotation *
change_place (IbidDossier *self, IbidAnnotation *annotation, gconstpointer data)
{
  const Place *place = data;
  IbidAnnotation *changed;

  if (ibid_annotation_get_state (annotation) == IBID_ANCHOR_STATE_EXACT &&
      ibid_selector_equal (ibid_annotation_get_selector (annotation), place->selector))
    return NULL;
  changed = ibid_annotation_with_selector (annotation, place->selector);
  ibid_annotation_set_anchor (changed, IBID_ANCHOR_STATE_EXACT,
                              ibid_dossier_get_reading_text (self), place->start, place->end);
  return changed;
}

/**
 * ibid_dossier_set_annotation_place:
 * @annotation: an annotation of the article, lost or not
 * @spans: (array length=n_spans): the passage that it is about from now on, as of
 *   ibid_dossier_annotate(); the same passage is no act, nor is one that is none
 * @n_spans: how many
 *
 * "Set to selection", extending, shrinking, and attaching a lost one by hand.
 */
void
ibid_dossier_set_annotation_place (IbidDossier *self, IbidAnnotation *annotation,
                                   const IbidSpan *spans, guint n_spans)
{
  g_autoptr (IbidSelector) selector = NULL;
  Place place;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (IBID_IS_ANNOTATION (annotation));
  g_return_if_fail (spans != NULL || n_spans == 0);

  selector = new_selector (self, spans, n_spans, &place.start, &place.end);
  if (selector == NULL)
    return;
  place.selector = selector;
  change_one (self, annotation, change_place, &place, _ ("Move highlight “%s”"));
}

/**
 * ibid_dossier_remove_annotations:
 * @annotations: (element-type IbidAnnotation): annotations of the article
 */
void
ibid_dossier_remove_annotations (IbidDossier *self, GPtrArray *annotations)
{
  g_autoptr (GPtrArray) current = NULL;
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);

  current = get_current (self, annotations);
  act = ibid_annotation_act_new (ibid_dossier_get_annotations (self));
  for (guint i = 0; i < current->len; i++)
    ibid_annotation_act_remove (act, current->pdata[i]);
  perform (self, act, _ ("Remove highlight “%s”"),
           ngettext ("Remove %u highlight", "Remove %u highlights", current->len));
}

static IbidAnnotation *
confirm (IbidDossier *self, IbidAnnotation *annotation, gconstpointer data)
{
  IbidReadingText *text = ibid_dossier_get_reading_text (self);
  g_autoptr (IbidSelector) selector = NULL;
  Place place;

  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_UNCERTAIN ||
      !ibid_annotation_get_range (annotation, &place.start, &place.end))
    return NULL;
  selector = ibid_selector_new_for_range (text, place.start, place.end);
  place.selector = selector;
  return change_place (self, annotation, &place);
}

/**
 * ibid_dossier_confirm_annotations:
 * @annotations: (element-type IbidAnnotation): uncertain annotations; others are left alone
 *
 * Yes, they mean the passages at which they are shown: that is their passage from now on.
 */
void
ibid_dossier_confirm_annotations (IbidDossier *self, GPtrArray *annotations)
{
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);

  act = collect (self, annotations, confirm, NULL);
  perform (self, act, _ ("Confirm place of “%s”"),
           ngettext ("Confirm place of %u highlight", "Confirm places of %u highlights",
                     ibid_annotation_act_get_n_changes (act)));
}

static IbidAnnotation *
refuse (IbidDossier *self, IbidAnnotation *annotation, gconstpointer data)
{
  if (ibid_annotation_get_state (annotation) != IBID_ANCHOR_STATE_UNCERTAIN)
    return NULL;
  return ibid_annotation_with_refused_text (
      annotation, ibid_reading_text_get_hash (ibid_dossier_get_reading_text (self)));
}

/**
 * ibid_dossier_refuse_annotations:
 * @annotations: (element-type IbidAnnotation): uncertain annotations; others are left alone
 *
 * No, they do not mean the passages at which they are shown: they are lost in this text, and stay
 * so when it is opened again.
 */
void
ibid_dossier_refuse_annotations (IbidDossier *self, GPtrArray *annotations)
{
  IbidAnnotationAct *act;

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (annotations != NULL);

  act = collect (self, annotations, refuse, NULL);
  perform (self, act, _ ("Detach “%s”"),
           ngettext ("Detach %u highlight", "Detach %u highlights",
                     ibid_annotation_act_get_n_changes (act)));
}

/**
 * ibid_dossier_get_annotation_citations:
 * @annotation: an annotation of the article
 *
 * Returns: (transfer container) (element-type IbidCitation): the citations behind the sentences
 *   that it touches, borrowed, none twice, in reading order
 */
GPtrArray *
ibid_dossier_get_annotation_citations (IbidDossier *self, IbidAnnotation *annotation)
{
  GPtrArray *citations = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const IbidSpan *spans;
  guint n_spans;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), citations);
  g_return_val_if_fail (IBID_IS_ANNOTATION (annotation), citations);

  spans = ibid_annotation_get_spans (annotation, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      g_autoptr (GPtrArray) behind =
          ibid_provenance_citations_behind (ibid_dossier_get_sentences (self), &spans[i]);

      for (guint k = 0; k < behind->len; k++)
        if (g_hash_table_add (seen, behind->pdata[k]))
          g_ptr_array_add (citations, behind->pdata[k]);
    }
  return citations;
}

/**
 * ibid_dossier_get_annotation_sources:
 * @annotation: an annotation of the article
 *
 * Returns: (transfer container) (element-type IbidSource): the sources of those citations,
 *   borrowed, none twice, in reading order
 */
GPtrArray *
ibid_dossier_get_annotation_sources (IbidDossier *self, IbidAnnotation *annotation)
{
  g_autoptr (GPtrArray) citations = ibid_dossier_get_annotation_citations (self, annotation);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < citations->len; i++)
    {
      GListModel *items = ibid_citation_get_items (citations->pdata[i]);

      for (guint k = 0; k < g_list_model_get_n_items (items); k++)
        {
          g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, k);
          IbidSource *source = ibid_citation_item_get_source (item);

          if (source != NULL && g_hash_table_add (seen, source))
            g_ptr_array_add (sources, source);
        }
    }
  return sources;
}

/* From the beginning of the sentence in which a span begins to the end of that in which it ends. */
static IbidSpan
widen_to_sentences (IbidDossier *self, const IbidSpan *span)
{
  IbidSentenceIndex *sentences = ibid_dossier_get_sentences (self);
  IbidSpan first, last;

  ibid_sentence_index_find (sentences, span->block, span->start, &first);
  ibid_sentence_index_find (sentences, span->block, span->end - 1, &last);
  return (IbidSpan){ span->block, MIN (first.start, span->start), MAX (last.end, span->end) };
}

/**
 * ibid_dossier_get_annotation_entities:
 * @annotation: an annotation of the article
 *
 * Returns: (transfer container) (element-type IbidEntity): the entities that the sentences which it
 *   touches name, borrowed, none twice, in reading order
 */
GPtrArray *
ibid_dossier_get_annotation_entities (IbidDossier *self, IbidAnnotation *annotation)
{
  GPtrArray *entities = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const IbidSpan *spans;
  guint n_spans;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), entities);
  g_return_val_if_fail (IBID_IS_ANNOTATION (annotation), entities);

  spans = ibid_annotation_get_spans (annotation, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      IbidSpan wide = widen_to_sentences (self, &spans[i]);
      g_autoptr (GPtrArray) mentions =
          ibid_article_mentions_in (ibid_dossier_get_article (self), &wide);

      for (guint k = 0; k < mentions->len; k++)
        {
          IbidEntity *entity = ibid_mention_get_entity (mentions->pdata[k]);

          if (entity != NULL && g_hash_table_add (seen, entity))
            g_ptr_array_add (entities, entity);
        }
    }
  return entities;
}
