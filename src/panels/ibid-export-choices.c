/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-annotation.h"
#include "ibid-export-choices.h"
#include "ibid-mark-labels.h"
#include "ibid-provenance.h"
#include "ibid-source-words.h"
#include "ibid-term-words.h"
#include "ibid-terms-types.h"

/* What is counted: how many highlights each thing goes with. */
typedef struct
{
  guint styles[IBID_N_ANNOTATION_STYLES];
  guint states[IBID_N_ANCHOR_STATES];
  guint with_note;
  guint without_note;
  guint verdicts[IBID_N_VERDICTS];
  GHashTable *tags;     /* string, borrowed → count */
  GHashTable *entities; /* IbidEntity → count */
  GHashTable *sources;  /* IbidSource → count */
} Counts;

static void
clear_counts (Counts *counts)
{
  g_hash_table_unref (counts->tags);
  g_hash_table_unref (counts->entities);
  g_hash_table_unref (counts->sources);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counts, clear_counts)

void
ibid_export_choice_free (gpointer choice)
{
  IbidExportChoice *self = choice;

  g_free (self->condition);
  g_free (self->label);
  g_free (self);
}

static void
count_one (GHashTable *table, gpointer key)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  g_hash_table_insert (table, key, GUINT_TO_POINTER (count + 1));
}

static void
count_all (GHashTable *table, GHashTable *found)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    count_one (table, key);
}

static void
collect_items (IbidCitation *citation, GHashTable *sources, gboolean *verdicts)
{
  GListModel *items = ibid_citation_get_items (citation);
  guint n_items = g_list_model_get_n_items (items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (IbidCitationItem) item = g_list_model_get_item (items, i);
      IbidSource *source = ibid_citation_item_get_source (item);

      verdicts[ibid_citation_item_get_verdict (item)] = TRUE;
      if (source != NULL)
        g_hash_table_add (sources, source);
    }
}

/* One highlight counts once for each thing, however often that is behind it. */
static void
count_behind (Counts *counts, IbidSentenceIndex *sentences, IbidAnnotation *annotation)
{
  g_autoptr (GHashTable) sources = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) entities = g_hash_table_new (NULL, NULL);
  gboolean verdicts[IBID_N_VERDICTS] = { FALSE };
  guint n_spans;
  const IbidSpan *spans = ibid_annotation_get_spans (annotation, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    {
      g_autoptr (GPtrArray) citations = ibid_provenance_citations_behind (sentences, &spans[i]);
      g_autoptr (GPtrArray) mentions =
          ibid_article_mentions_in (ibid_sentence_index_get_article (sentences), &spans[i]);

      for (guint j = 0; j < citations->len; j++)
        collect_items (g_ptr_array_index (citations, j), sources, verdicts);
      for (guint j = 0; j < mentions->len; j++)
        if (ibid_mention_get_entity (g_ptr_array_index (mentions, j)) != NULL)
          g_hash_table_add (entities, ibid_mention_get_entity (g_ptr_array_index (mentions, j)));
    }
  for (guint i = 0; i < IBID_N_VERDICTS; i++)
    counts->verdicts[i] += verdicts[i] ? 1 : 0;
  count_all (counts->sources, sources);
  count_all (counts->entities, entities);
}

static void
count_annotation (Counts *counts, IbidSentenceIndex *sentences, IbidAnnotation *annotation)
{
  counts->styles[ibid_annotation_get_style (annotation)]++;
  counts->states[ibid_annotation_get_state (annotation)]++;
  if (ibid_annotation_get_note (annotation) != NULL)
    counts->with_note++;
  else
    counts->without_note++;
  for (const char *const *tag = ibid_annotation_get_tags (annotation); *tag != NULL; tag++)
    count_one (counts->tags, (gpointer)*tag);
  count_behind (counts, sentences, annotation);
}

/* Takes both strings. */
static void
take_choice (GPtrArray *choices, IbidExportFacet facet, int value, char *condition, char *label,
             guint count)
{
  IbidExportChoice *choice = g_new (IbidExportChoice, 1);

  *choice = (IbidExportChoice){ facet, value, condition, label, count };
  g_ptr_array_add (choices, choice);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const IbidExportChoice *one = *(const IbidExportChoice *const *)a;
  const IbidExportChoice *other = *(const IbidExportChoice *const *)b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return g_utf8_collate (one->label, other->label);
}

/* Moves the choices of one facet over, the most frequent first. */
static void
move_sorted (GPtrArray *choices, GPtrArray *part)
{
  g_ptr_array_sort (part, compare_choices);
  g_ptr_array_extend_and_steal (choices, g_ptr_array_ref (part));
}

static void
add_tags (GPtrArray *choices, const Counts *counts)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer tag, count;

  g_hash_table_iter_init (&iter, counts->tags);
  while (g_hash_table_iter_next (&iter, &tag, &count))
    take_choice (part, IBID_EXPORT_FACET_TAG, 0, g_strconcat ("tag=", tag, NULL),
                 g_strconcat ("#", tag, NULL), GPOINTER_TO_UINT (count));
  move_sorted (choices, part);
}

static void
add_entities (GPtrArray *choices, const Counts *counts)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entity, count;

  g_hash_table_iter_init (&iter, counts->entities);
  while (g_hash_table_iter_next (&iter, &entity, &count))
    take_choice (part, IBID_EXPORT_FACET_ENTITY, (int)ibid_entity_get_kind (entity),
                 g_strconcat ("entity=", ibid_record_get_id (entity), NULL),
                 g_strdup (ibid_entity_get_name (entity)), GPOINTER_TO_UINT (count));
  move_sorted (choices, part);
}

static void
add_sources (GPtrArray *choices, const Counts *counts)
{
  g_autoptr (GPtrArray) part = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer source, count;

  g_hash_table_iter_init (&iter, counts->sources);
  while (g_hash_table_iter_next (&iter, &source, &count))
    {
      char *label = ibid_words_dup_source_line (source);

      if (label == NULL)
        label = g_strdup (ibid_record_get_id (source));
      take_choice (part, IBID_EXPORT_FACET_SOURCE, 0,
                   g_strconcat ("source=", ibid_record_get_id (source), NULL), label,
                   GPOINTER_TO_UINT (count));
    }
  move_sorted (choices, part);
}

static void
add_enum (GPtrArray *choices, IbidExportFacet facet, const char *name, GType type, int value,
          const char *label, guint count)
{
  if (count > 0)
    take_choice (choices, facet, value, g_strconcat (name, ibid_nick_from_enum (type, value), NULL),
                 g_strdup (label), count);
}

static void
add_notes (GPtrArray *choices, const Counts *counts)
{
  if (counts->with_note > 0)
    take_choice (choices, IBID_EXPORT_FACET_NOTE, 0, g_strdup ("note=yes"),
                 g_strdup (_ ("With a note")), counts->with_note);
  if (counts->without_note > 0)
    take_choice (choices, IBID_EXPORT_FACET_NOTE, 1, g_strdup ("note=no"),
                 g_strdup (_ ("Without a note")), counts->without_note);
}

static GPtrArray *
new_choices (const Counts *counts)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (ibid_export_choice_free);

  for (int i = 0; i < (int)IBID_N_ANNOTATION_STYLES; i++)
    add_enum (choices, IBID_EXPORT_FACET_COLOUR, "colour=", IBID_TYPE_ANNOTATION_STYLE, i,
              ibid_annotation_style_label ((IbidAnnotationStyle)i), counts->styles[i]);
  add_tags (choices, counts);
  add_notes (choices, counts);
  for (int i = 0; i < (int)IBID_N_VERDICTS; i++)
    add_enum (choices, IBID_EXPORT_FACET_CHECK, "check=", IBID_TYPE_VERDICT, i,
              ibid_verdict_label ((IbidVerdict)i), counts->verdicts[i]);
  add_entities (choices, counts);
  add_sources (choices, counts);
  for (int i = 0; i < (int)IBID_N_ANCHOR_STATES; i++)
    add_enum (choices, IBID_EXPORT_FACET_STATE, "state=", IBID_TYPE_ANCHOR_STATE, i,
              ibid_anchor_state_label ((IbidAnchorState)i), counts->states[i]);
  return choices;
}

GPtrArray *
ibid_export_choices_new (IbidSentenceIndex *sentences, GListModel *annotations,
                         GCancellable *cancellable)
{
  g_auto (Counts) counts = { .tags = g_hash_table_new (g_str_hash, g_str_equal),
                             .entities = g_hash_table_new (NULL, NULL),
                             .sources = g_hash_table_new (NULL, NULL) };
  guint n_annotations = g_list_model_get_n_items (annotations);

  for (guint i = 0; i < n_annotations && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (IbidAnnotation) annotation = g_list_model_get_item (annotations, i);

      count_annotation (&counts, sentences, annotation);
    }
  return new_choices (&counts);
}
