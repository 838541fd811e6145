/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <glib/gi18n.h>

#include "ibid-dossier-private.h"
#include "ibid-fold.h"
#include "ibid-offsets.h"

#define SELECTOR_CHARS 32
/* of a passage in the name of an act */
#define SHORT_CHARS 40

struct _IbidDossier
{
  GObject parent_instance;

  /* owned */
  IbidArticle *article;
  IbidHistory *history;
  IbidSentenceIndex *sentences; /* made when first asked for */
  IbidKeeper *decisions;
  IbidKeeper *annotations;
  IbidKeeper *corrections; /* shared with the library */
  GFile *folder;
  GListStore *findings;
  GListStore *lost;
  GListStore *copies; /* of annotations.jsonld */

  /* plain */
  guint changing;   /* depth of ibid_dossier_begin_changes() */
  gboolean stale;   /* decisions changed meanwhile */
  gboolean scratch; /* the folder is a temporary one and goes with the dossier */
};

enum
{
  PROP_SAVED = 1,
  PROP_SAVE_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (IbidDossier, ibid_dossier, G_TYPE_OBJECT)

static IbidOverlay *
get_overlay (IbidKeeper *keeper)
{
  return ibid_decision_keeper_get_overlay (IBID_DECISION_KEEPER (keeper));
}

static void
apply (IbidDossier *self)
{
  self->stale = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->lost)) > 0)
    g_list_store_remove_all (self->lost);
  ibid_article_apply_decisions (self->article, get_overlay (self->corrections),
                                get_overlay (self->decisions), self->lost);
}

/*
 * ibid_dossier_begin_changes:
 *
 * Several decisions are about to change; the article follows them at once when
 * ibid_dossier_end_changes() has been called as often.
 */
void
ibid_dossier_begin_changes (IbidDossier *self)
{
  self->changing++;
}

/*
 * ibid_dossier_end_changes:
 */
void
ibid_dossier_end_changes (IbidDossier *self)
{
  g_return_if_fail (self->changing > 0);

  if (--self->changing == 0 && self->stale)
    apply (self);
}

/* Whoever changed them: an act, another window's article (corrections), or another program. */
static void
overlay_items_changed_cb (IbidDossier *self)
{
  self->stale = TRUE;
  if (self->changing == 0)
    apply (self);
}

static void
keeper_saved_cb (IbidDossier *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

static void
keeper_problem_cb (IbidDossier *self, GParamSpec *pspec, IbidKeeper *keeper)
{
  if (ibid_keeper_get_problem (keeper) == NULL && keeper != self->corrections)
    ibid_keeper_forget_problem (keeper == self->decisions ? self->annotations : self->decisions);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_PROBLEM]);
}

static void
ibid_dossier_dispose (GObject *object)
{
  IbidDossier *self = (IbidDossier *)object;

  if (self->scratch && self->folder != NULL)
    ibid_files_remove_tree (g_file_peek_path (self->folder));
  g_clear_object (&self->history);
  g_clear_object (&self->sentences);
  g_clear_object (&self->decisions);
  g_clear_object (&self->annotations);
  g_clear_object (&self->corrections);
  g_clear_object (&self->article);
  g_clear_object (&self->folder);
  g_clear_object (&self->findings);
  g_clear_object (&self->lost);
  g_clear_object (&self->copies);

  G_OBJECT_CLASS (ibid_dossier_parent_class)->dispose (object);
}

static void
ibid_dossier_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidDossier *self = IBID_DOSSIER (object);

  switch (prop_id)
    {
    case PROP_SAVED:
      g_value_set_boolean (value, ibid_dossier_is_saved (self));
      break;
    case PROP_SAVE_PROBLEM:
      g_value_set_string (value, ibid_dossier_get_save_problem (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ibid_dossier_class_init (IbidDossierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ibid_dossier_dispose;
  object_class->get_property = ibid_dossier_get_property;

  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);
  properties[PROP_SAVE_PROBLEM] = g_param_spec_string ("save-problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ibid_dossier_init (IbidDossier *self)
{
  self->history = ibid_history_new ();
  self->lost = g_list_store_new (IBID_TYPE_DECISION);
  self->copies = g_list_store_new (G_TYPE_FILE);
}

static void
follow (IbidDossier *self, IbidKeeper *keeper)
{
  if (IBID_IS_DECISION_KEEPER (keeper))
    g_signal_connect_object (get_overlay (keeper), "items-changed",
                             G_CALLBACK (overlay_items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "notify::saved", G_CALLBACK (keeper_saved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "notify::problem", G_CALLBACK (keeper_problem_cb), self,
                           G_CONNECT_SWAPPED);
}

/*
 * ibid_dossier_new:
 * @article: the article, as the file says it
 * @folder: where it lies
 * @findings: of the loader
 * @decisions: keeps the decisions about this article
 * @annotations: keeps its annotations
 * @corrections: keeps those about all articles
 *
 * Applies the decisions to the article.
 *
 * Returns: (transfer full): the dossier
 */
IbidDossier *
ibid_dossier_new (IbidArticle *article, GFile *folder, GListStore *findings, IbidKeeper *decisions,
                  IbidKeeper *annotations, IbidKeeper *corrections)
{
  IbidDossier *self = g_object_new (IBID_TYPE_DOSSIER, NULL);

  self->article = g_object_ref (article);
  self->folder = g_object_ref (folder);
  self->findings = g_object_ref (findings);
  self->decisions = g_object_ref (decisions);
  self->annotations = g_object_ref (annotations);
  self->corrections = g_object_ref (corrections);
  follow (self, decisions);
  follow (self, annotations);
  follow (self, corrections);
  apply (self);
  return self;
}

/*
 * ibid_dossier_take_copies:
 * @copies: (transfer full): copies of annotations.jsonld that were found beside it
 */
void
ibid_dossier_take_copies (IbidDossier *self, GListStore *copies)
{
  g_object_unref (self->copies);
  self->copies = copies;
}

/*
 * ibid_dossier_set_scratch:
 * @scratch: whether the folder is a temporary one, to be removed with the dossier
 */
void
ibid_dossier_set_scratch (IbidDossier *self, gboolean scratch)
{
  self->scratch = scratch;
}

/*
 * ibid_dossier_move:
 * @folder: where the article's folder has been moved to
 */
void
ibid_dossier_move (IbidDossier *self, GFile *folder)
{
  g_autofree char *overlay = g_build_filename (g_file_peek_path (folder), "overlay.json", NULL);
  g_autofree char *annotations =
      g_build_filename (g_file_peek_path (folder), "annotations.jsonld", NULL);

  g_set_object (&self->folder, folder);
  ibid_keeper_set_path (self->decisions, overlay, TRUE);
  ibid_keeper_set_path (self->annotations, annotations, TRUE);
}

/*
 * ibid_dossier_get_annotation_keeper:
 *
 * Returns: (transfer none): what saves the annotations of this article
 */
IbidKeeper *
ibid_dossier_get_annotation_keeper (IbidDossier *self)
{
  return self->annotations;
}

/*
 * ibid_dossier_get_decision_keeper:
 *
 * Returns: (transfer none): what keeps the decisions about the article
 */
IbidKeeper *
ibid_dossier_get_decision_keeper (IbidDossier *self)
{
  return self->decisions;
}

/*
 * ibid_dossier_flush_own:
 *
 * As ibid_dossier_flush(), but for the decisions about all articles.
 */
gboolean
ibid_dossier_flush_own (IbidDossier *self, GError **error)
{
  gboolean ok = ibid_keeper_flush (self->decisions, error);

  return ibid_keeper_flush (self->annotations, ok ? error : NULL) && ok;
}

/*
 * ibid_dossier_get_corrections:
 *
 * Returns: (transfer none): the decisions about all articles
 */
IbidOverlay *
ibid_dossier_get_corrections (IbidDossier *self)
{
  return get_overlay (self->corrections);
}

/*
 * ibid_dossier_dup_short:
 * @text: a passage
 *
 * Returns: (transfer full): it, or its beginning and an ellipsis, on one line: for the name of an
 *   act
 */
char *
ibid_dossier_dup_short (const char *text)
{
  g_autofree char *flat = ibid_text_collapse_space (text);

  if (g_utf8_strlen (flat, -1) > SHORT_CHARS)
    {
      g_autofree char *cut = ibid_text_dup_slice (flat, 0, SHORT_CHARS - 1);

      return g_strconcat (cut, "…", NULL);
    }
  return g_steal_pointer (&flat);
}

static void
add_if_given (GVariantBuilder *builder, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    g_variant_builder_add (builder, "{ss}", key, value);
}

/*
 * ibid_dossier_is_sound_span:
 *
 * Returns: whether a span is a place in the text: inside its block, not empty, and between
 *   characters as people see them
 */
gboolean
ibid_dossier_is_sound_span (IbidArticle *article, const IbidSpan *span)
{
  IbidBlock *block = ibid_article_peek_block (article, span->block);
  const char *text;

  if (block == NULL || span->start >= span->end || span->end > ibid_block_get_n_chars (block))
    return FALSE;
  text = ibid_block_get_text (block);
  return ibid_text_is_cluster_boundary (text, span->start) &&
         ibid_text_is_cluster_boundary (text, span->end);
}

/* The description that an earlier decision about the same target has: it was made when the target
 * still was as the file says, which is how it will be found again. */
static GVariant *
find_description (IbidDossier *self, IbidTargetKind kind, const char *id)
{
  GListModel *decisions = G_LIST_MODEL (get_overlay (self->decisions));
  guint n_decisions = g_list_model_get_n_items (decisions);

  for (guint i = 0; i < n_decisions; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (decisions, i);
      GVariant *find = ibid_decision_get_find (decision);

      /* a mention's description says where it stands, besides */
      if (find != NULL && ibid_decision_get_target (decision) == kind &&
          g_strcmp0 (ibid_decision_get_field (decision), "added-mention") != 0 &&
          g_strcmp0 (ibid_decision_get_target_id (decision), id) == 0)
        return find;
    }
  return NULL;
}

/*
 * ibid_dossier_describe_entity:
 *
 * Returns: (transfer floating or none): how to find an entity again: name and kind
 */
GVariant *
ibid_dossier_describe_entity (IbidDossier *self, IbidEntity *entity)
{
  GVariant *earlier =
      find_description (self, IBID_TARGET_KIND_ENTITY, ibid_record_get_id (IBID_RECORD (entity)));
  GVariantBuilder builder;

  if (earlier != NULL)
    return earlier;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  add_if_given (&builder, "name", ibid_entity_get_name (entity));
  add_if_given (&builder, "kind",
                ibid_nick_from_enum (IBID_TYPE_ENTITY_KIND, (int)ibid_entity_get_kind (entity)));
  return g_variant_builder_end (&builder);
}

/*
 * ibid_dossier_describe_source:
 *
 * Returns: (transfer floating or none): how to find a source again: its outlet's name, date and
 * title
 */
GVariant *
ibid_dossier_describe_source (IbidDossier *self, IbidSource *source)
{
  GVariant *earlier =
      find_description (self, IBID_TARGET_KIND_SOURCE, ibid_record_get_id (IBID_RECORD (source)));
  IbidOutlet *outlet = ibid_source_get_outlet (source);
  IbidPartialDate *date = ibid_source_get_date (source);
  g_autofree char *edtf = date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
  GVariantBuilder builder;

  if (earlier != NULL)
    return earlier;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  add_if_given (&builder, "name", outlet != NULL ? ibid_outlet_get_name (outlet) : NULL);
  add_if_given (&builder, "date", edtf);
  add_if_given (&builder, "title", ibid_csl_get (ibid_source_get_csl (source), IBID_CSL_TITLE));
  return g_variant_builder_end (&builder);
}

/*
 * ibid_dossier_describe_span:
 * @name: (nullable): what a citation item calls its source
 *
 * Returns: (transfer floating): how to find a place again: the text itself, and 32 code points of
 *   its block before and after it
 */
GVariant *
ibid_dossier_describe_span (IbidArticle *article, const IbidSpan *span, const char *name)
{
  IbidBlock *block = ibid_article_peek_block (article, span->block);
  const char *text = ibid_block_get_text (block);
  guint n_chars = ibid_block_get_n_chars (block);
  guint before = span->start > SELECTOR_CHARS ? span->start - SELECTOR_CHARS : 0;
  g_autofree char *exact = ibid_text_dup_slice (text, span->start, span->end);
  g_autofree char *prefix = ibid_text_dup_slice (text, before, span->start);
  g_autofree char *suffix =
      ibid_text_dup_slice (text, span->end, MIN (n_chars, span->end + SELECTOR_CHARS));
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  add_if_given (&builder, "exact", exact);
  add_if_given (&builder, "prefix", prefix);
  add_if_given (&builder, "suffix", suffix);
  add_if_given (&builder, "name", name);
  return g_variant_builder_end (&builder);
}

/*
 * ibid_dossier_remove_about:
 * @act: an act that is being put together
 * @id: id of a thing that the reader added
 * @kind: its kind; decisions about a citation's items go with the citation
 *
 * Makes @act take back the addition, and with it every decision about what was added.
 */
void
ibid_dossier_remove_about (IbidDossier *self, IbidDecisionAct *act, const char *id,
                           IbidTargetKind kind)
{
  IbidOverlay *overlay = get_overlay (self->decisions);
  guint n_decisions = g_list_model_get_n_items (G_LIST_MODEL (overlay));

  for (guint i = 0; i < n_decisions; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);
      IbidTargetKind target = ibid_decision_get_target (decision);
      gboolean is_addition = target == IBID_TARGET_KIND_ARTICLE &&
                             g_strcmp0 (ibid_decision_get_key (decision), id) == 0;
      gboolean is_about = (target == kind || (kind == IBID_TARGET_KIND_CITATION &&
                                              target == IBID_TARGET_KIND_ITEM)) &&
                          g_strcmp0 (ibid_decision_get_target_id (decision), id) == 0;

      if (is_addition || is_about)
        ibid_decision_act_remove (act, overlay, decision);
    }
}

/*
 * ibid_dossier_perform:
 * @act: (transfer full): what is decided
 * @label: (transfer full): its name, translated
 */
void
ibid_dossier_perform (IbidDossier *self, IbidDecisionAct *act, char *label)
{
  ibid_act_set_label (IBID_ACT (act), label);
  g_free (label);
  ibid_history_perform (self->history, IBID_ACT (act));
}

/*
 * ibid_dossier_decide:
 * @overlay: where the decision is to stand
 * @decision: (transfer full): the decision
 * @label: (transfer full): the name of the act, translated
 */
void
ibid_dossier_decide (IbidDossier *self, IbidOverlay *overlay, IbidDecision *decision, char *label)
{
  IbidDecisionAct *act = ibid_decision_act_new (self);

  ibid_decision_act_take_put (act, overlay, decision);
  ibid_dossier_perform (self, act, label);
}

/**
 * ibid_dossier_get_article:
 *
 * Returns: (transfer none): the article, with the decisions applied
 */
IbidArticle *
ibid_dossier_get_article (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return self->article;
}

/**
 * ibid_dossier_get_history:
 *
 * Returns: (transfer none): what was done since the article was opened, to be undone
 */
IbidHistory *
ibid_dossier_get_history (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return self->history;
}

/**
 * ibid_dossier_get_sentences:
 *
 * Returns: (transfer none): the article's sentences
 */
IbidSentenceIndex *
ibid_dossier_get_sentences (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  if (self->sentences == NULL)
    self->sentences = ibid_sentence_index_new (self->article);
  return self->sentences;
}

/**
 * ibid_dossier_get_reading_text:
 *
 * Returns: (transfer none): the article's text as one string
 */
IbidReadingText *
ibid_dossier_get_reading_text (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return ibid_anchoring_get_text (ibid_keeper_get_anchoring (self->annotations));
}

/**
 * ibid_dossier_get_annotations:
 *
 * Returns: (transfer none): the reader's annotations of this article, with their anchors set;
 *   change them by the acts only
 */
IbidAnnotations *
ibid_dossier_get_annotations (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return ibid_annotation_keeper_get_annotations (IBID_ANNOTATION_KEEPER (self->annotations));
}

/**
 * ibid_dossier_get_overlay:
 *
 * Returns: (transfer none): the decisions about this article; change them by the acts only
 */
IbidOverlay *
ibid_dossier_get_overlay (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return get_overlay (self->decisions);
}

/**
 * ibid_dossier_get_folder:
 *
 * Returns: (transfer none): the article's folder, with its assets
 */
GFile *
ibid_dossier_get_folder (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return self->folder;
}

/**
 * ibid_dossier_get_findings:
 *
 * Returns: (transfer none): a list of #IbidFinding: what was odd about the files when the article
 *   was opened
 */
GListModel *
ibid_dossier_get_findings (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return G_LIST_MODEL (self->findings);
}

/**
 * ibid_dossier_get_lost_decisions:
 *
 * Returns: (transfer none): a list of #IbidDecision: those whose target is not in the text any more
 */
GListModel *
ibid_dossier_get_lost_decisions (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return G_LIST_MODEL (self->lost);
}

/**
 * ibid_dossier_get_conflict_copies:
 *
 * Returns: (transfer none): a list of #GFile: copies of annotations.jsonld that a synchronising
 *   program had left beside it when the article was opened; see ibid_dossier_merge_copy_async()
 */
GListModel *
ibid_dossier_get_conflict_copies (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  return G_LIST_MODEL (self->copies);
}

/**
 * ibid_dossier_is_saved:
 *
 * Returns: whether every decision and annotation is on the disk, durably
 */
gboolean
ibid_dossier_is_saved (IbidDossier *self)
{
  g_return_val_if_fail (IBID_IS_DOSSIER (self), FALSE);

  return ibid_keeper_is_saved (self->decisions) && ibid_keeper_is_saved (self->annotations) &&
         ibid_keeper_is_saved (self->corrections);
}

/**
 * ibid_dossier_get_save_problem:
 *
 * Returns: (transfer none) (nullable): why decisions could not be saved, translated, for people;
 *   %NULL while all is well. The next change tries again, as does ibid_dossier_flush().
 */
const char *
ibid_dossier_get_save_problem (IbidDossier *self)
{
  const char *problem;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), NULL);

  problem = ibid_keeper_get_problem (self->annotations);
  if (problem == NULL)
    problem = ibid_keeper_get_problem (self->decisions);
  return problem != NULL ? problem : ibid_keeper_get_problem (self->corrections);
}

/**
 * ibid_dossier_flush:
 *
 * Writes what is not yet on the disk, and waits for it.
 *
 * Returns: %FALSE with an error of G_IO_ERROR or IBID_STORE_ERROR: something is still in memory
 *   only
 */
gboolean
ibid_dossier_flush (IbidDossier *self, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (IBID_IS_DOSSIER (self), FALSE);

  ok = ibid_dossier_flush_own (self, error);
  return ibid_keeper_flush (self->corrections, ok ? error : NULL) && ok;
}

/* A file name in a folder that nothing has yet: a number is added. */
static char *
dup_free_path (GFile *folder, const char *stem, const char *suffix)
{
  g_autofree char *name = g_strconcat (stem, suffix, NULL);
  char *path = g_build_filename (g_file_peek_path (folder), name, NULL);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%d%s", stem, i, suffix);

      g_free (path);
      path = g_build_filename (g_file_peek_path (folder), numbered, NULL);
    }
  return path;
}

/**
 * ibid_dossier_save_elsewhere:
 * @folder: a local folder that can be written to
 *
 * Saves in another folder from now on what cannot be saved in its place, after a full disk or in a
 * library that can only be read: the annotations as annotations.jsonld, the decisions about this
 * article as overlay.json, those for all articles as corrections.json. A file of that name is not
 * overwritten: a number is added. Starts at once; #IbidDossier:saved tells when it is done. Nothing
 * is read from there when the article is opened again.
 */
void
ibid_dossier_save_elsewhere (IbidDossier *self, GFile *folder)
{
  const struct
  {
    IbidKeeper *keeper;
    const char *stem;
    const char *suffix;
  } files[] = {
    { self->decisions, "overlay", ".json" },
    { self->annotations, "annotations", ".jsonld" },
    { self->corrections, "corrections", ".json" },
  };

  g_return_if_fail (IBID_IS_DOSSIER (self));
  g_return_if_fail (g_file_peek_path (folder) != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (ibid_keeper_get_problem (files[i].keeper) != NULL)
      {
        g_autofree char *path = dup_free_path (folder, files[i].stem, files[i].suffix);

        ibid_keeper_set_path (files[i].keeper, path, FALSE);
      }
}
