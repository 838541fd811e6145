/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-citation-private.h"
#include "ibid-entity-private.h"
#include "ibid-reading-state-private.h"

typedef enum
{
  PROP_ARTICLE = 1,
  PROP_CITATION,
  PROP_ITEM,
  PROP_ENTITY,
  PROP_ANNOTATIONS,
  PROP_ANNOTATION,
  PROP_HAS_SELECTION,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  PROP_PROGRESS,
  PROP_LIT_SPANS,
} IbidReadingStateProperty;

static GParamSpec *properties[PROP_LIT_SPANS + 1];

enum
{
  SIGNAL_JUMP,
  SIGNAL_ANNOTATIONS_POINTED_AT,
  SIGNAL_DROP_SELECTION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (IbidReadingState, ibid_reading_state, G_TYPE_OBJECT)

static void
notify (IbidReadingState *self, IbidReadingStateProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
choose_entity (IbidReadingState *self, IbidEntity *entity)
{
  if (!g_set_object (&self->entity, entity))
    return;
  g_clear_object (&self->stepped);
  notify (self, PROP_ENTITY);
}

/* what was chosen may be merged, refused or gone now */
static void
decisions_changed_cb (IbidReadingState *self, guint parts, IbidArticle *article)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->citation != NULL && !ibid_article_get_citation_position (article, self->citation, NULL))
    ibid_reading_state_select_citation (self, NULL, 0);
  if (self->stepped != NULL && ibid_mention_get_entity (self->stepped) == NULL)
    g_clear_object (&self->stepped);
  if (self->entity != NULL)
    {
      const char *id = ibid_record_get_id (IBID_RECORD (self->entity));
      gboolean is_there = ibid_article_find_entity (article, id) == self->entity;

      choose_entity (self, is_there ? ibid_entity_get_standing (self->entity) : NULL);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* a changed one takes the place of the chosen one; a removed one is chosen no longer */
static void
annotations_changed_cb (IbidReadingState *self)
{
  IbidAnnotation *present;

  if (self->annotation == NULL)
    return;
  present = ibid_annotations_lookup (self->annotations, ibid_annotation_get_id (self->annotation));
  /* a change may be announced as a removal and an addition: between the two it is not there, and
   * only a removal leaves its mark */
  if (present != NULL || ibid_annotations_get_removed (
                             self->annotations, ibid_annotation_get_id (self->annotation), NULL))
    ibid_reading_state_select_annotation (self, present);
}

static void
ibid_reading_state_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IbidReadingState *self = IBID_READING_STATE (object);

  switch ((IbidReadingStateProperty)id)
    {
    case PROP_ARTICLE:
      g_value_set_object (value, ibid_reading_state_get_article (self));
      break;
    case PROP_CITATION:
      g_value_set_object (value, ibid_reading_state_get_citation (self));
      break;
    case PROP_ITEM:
      g_value_set_uint (value, ibid_reading_state_get_item (self));
      break;
    case PROP_ENTITY:
      g_value_set_object (value, ibid_reading_state_get_entity (self));
      break;
    case PROP_ANNOTATIONS:
      g_value_set_object (value, ibid_reading_state_get_annotations (self));
      break;
    case PROP_ANNOTATION:
      g_value_set_object (value, ibid_reading_state_get_annotation (self));
      break;
    case PROP_HAS_SELECTION:
      g_value_set_boolean (value, ibid_reading_state_get_selection (self) != NULL);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, ibid_reading_state_can_go_back (self));
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, ibid_reading_state_can_go_forward (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->place.progress);
      break;
    case PROP_LIT_SPANS:
      g_value_set_boxed (value, self->lit_spans);
      break;
    }
}

static void
ibid_reading_state_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  IbidReadingState *self = IBID_READING_STATE (object);

  switch ((IbidReadingStateProperty)id)
    {
    case PROP_ARTICLE:
      ibid_reading_state_set_article (self, g_value_get_object (value));
      break;
    case PROP_CITATION:
      ibid_reading_state_select_citation (self, g_value_get_object (value), 0);
      break;
    case PROP_ENTITY:
      ibid_reading_state_select_entity (self, g_value_get_object (value));
      break;
    case PROP_ANNOTATIONS:
      ibid_reading_state_set_annotations (self, g_value_get_object (value));
      break;
    case PROP_ANNOTATION:
      ibid_reading_state_select_annotation (self, g_value_get_object (value));
      break;
    case PROP_ITEM:
    case PROP_HAS_SELECTION:
    case PROP_CAN_GO_BACK:
    case PROP_CAN_GO_FORWARD:
    case PROP_PROGRESS:
    case PROP_LIT_SPANS:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
ibid_reading_state_dispose (GObject *object)
{
  IbidReadingState *self = IBID_READING_STATE (object);

  g_clear_object (&self->article_signals);
  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->annotation);
  g_clear_object (&self->annotations);
  g_clear_object (&self->stepped);
  g_clear_object (&self->entity);
  g_clear_object (&self->citation);
  g_clear_object (&self->article);
  G_OBJECT_CLASS (ibid_reading_state_parent_class)->dispose (object);
}

static void
ibid_reading_state_finalize (GObject *object)
{
  IbidReadingState *self = IBID_READING_STATE (object);

  g_array_unref (self->back);
  g_array_unref (self->forward);
  g_array_unref (self->lit_spans);
  G_OBJECT_CLASS (ibid_reading_state_parent_class)->finalize (object);
}

static void
ibid_reading_state_class_init (IbidReadingStateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = ibid_reading_state_get_property;
  object_class->set_property = ibid_reading_state_set_property;
  object_class->dispose = ibid_reading_state_dispose;
  object_class->finalize = ibid_reading_state_finalize;

  properties[PROP_ARTICLE] = g_param_spec_object ("article", NULL, NULL, IBID_TYPE_ARTICLE, both);
  properties[PROP_CITATION] =
      g_param_spec_object ("citation", NULL, NULL, IBID_TYPE_CITATION, both);
  properties[PROP_ITEM] = g_param_spec_uint ("item", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_ENTITY] = g_param_spec_object ("entity", NULL, NULL, IBID_TYPE_ENTITY, both);
  properties[PROP_ANNOTATIONS] =
      g_param_spec_object ("annotations", NULL, NULL, IBID_TYPE_ANNOTATIONS, both);
  properties[PROP_ANNOTATION] =
      g_param_spec_object ("annotation", NULL, NULL, IBID_TYPE_ANNOTATION, both);
  properties[PROP_HAS_SELECTION] = g_param_spec_boolean ("has-selection", NULL, NULL, FALSE, read);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, read);
  properties[PROP_CAN_GO_FORWARD] =
      g_param_spec_boolean ("can-go-forward", NULL, NULL, FALSE, read);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, read);
  properties[PROP_LIT_SPANS] = g_param_spec_boxed ("lit-spans", NULL, NULL, G_TYPE_ARRAY, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * IbidReadingState::jump:
   * @self: the state
   * @span: (type IbidSpan): where to; empty: a place rather than a piece of text
   * @focus: whether the keyboard shall go there too
   *
   * Asks whoever shows the text to scroll there and light it up.
   */
  signals[SIGNAL_JUMP] =
      g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, IBID_TYPE_SPAN | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_BOOLEAN);

  /**
   * IbidReadingState::annotations-pointed-at:
   * @self: the state
   * @annotations: (element-type IbidAnnotation): what stands there, the shortest first
   * @at: (type IbidSelection): the place, with the rectangle of the line
   *
   * The reader clicked on annotated text.
   */
  signals[SIGNAL_ANNOTATIONS_POINTED_AT] =
      g_signal_new ("annotations-pointed-at", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_POINTER);

  /**
   * IbidReadingState::drop-selection:
   * @self: the state
   *
   * Asks whoever shows the text to select nothing any more.
   */
  signals[SIGNAL_DROP_SELECTION] =
      g_signal_new ("drop-selection", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
ibid_reading_state_init (IbidReadingState *self)
{
  self->back = g_array_new (FALSE, FALSE, sizeof (IbidPlace));
  self->forward = g_array_new (FALSE, FALSE, sizeof (IbidPlace));
  self->lit_spans = g_array_new (FALSE, FALSE, sizeof (IbidSpan));
  self->article_signals = g_signal_group_new (IBID_TYPE_ARTICLE);
  g_signal_group_connect_swapped (self->article_signals, "decisions-changed",
                                  G_CALLBACK (decisions_changed_cb), self);
  self->annotations_signals = g_signal_group_new (IBID_TYPE_ANNOTATIONS);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed",
                                  G_CALLBACK (annotations_changed_cb), self);
}

/**
 * ibid_reading_state_new:
 *
 * Makes a state without an article.
 *
 * Returns: (transfer full): the state
 */
IbidReadingState *
ibid_reading_state_new (void)
{
  return g_object_new (IBID_TYPE_READING_STATE, NULL);
}

/**
 * ibid_reading_state_get_article:
 * @self: a state
 *
 * Tells what is open.
 *
 * Returns: (transfer none) (nullable): the article
 */
IbidArticle *
ibid_reading_state_get_article (IbidReadingState *self)
{
  return self->article;
}

/**
 * ibid_reading_state_set_article:
 * @self: a state
 * @article: (nullable): what is open now
 *
 * Opens another article; everything else is cleared.
 */
void
ibid_reading_state_set_article (IbidReadingState *self, IbidArticle *article)
{
  static const IbidPlace top = { 0 };

  if (self->article == article)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  ibid_reading_state_select_citation (self, NULL, 0);
  ibid_reading_state_select_entity (self, NULL);
  ibid_reading_state_set_annotations (self, NULL);
  ibid_reading_state_set_selection (self, NULL);
  ibid_reading_state_set_lit_spans (self, NULL, 0);
  ibid_reading_state_set_place (self, &top);
  ibid_reading_state_clear_trail (self);
  g_set_object (&self->article, article);
  g_signal_group_set_target (self->article_signals, article);
  notify (self, PROP_ARTICLE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ibid_reading_state_get_citation:
 * @self: a state
 *
 * Gives the chosen citation.
 *
 * Returns: (transfer none) (nullable): the citation
 */
IbidCitation *
ibid_reading_state_get_citation (IbidReadingState *self)
{
  return self->citation;
}

/**
 * ibid_reading_state_get_item:
 * @self: a state
 *
 * Tells which item of the chosen citation is looked at.
 *
 * Returns: index, from 0
 */
guint
ibid_reading_state_get_item (IbidReadingState *self)
{
  return self->item;
}

/**
 * ibid_reading_state_select_citation:
 * @self: a state
 * @citation: (nullable): what to choose
 * @item: which of its items; past the last counts as the last
 *
 * Chooses a citation, without a jump.
 */
void
ibid_reading_state_select_citation (IbidReadingState *self, IbidCitation *citation, guint item)
{
  guint n_items = citation != NULL ? ibid_citation_get_n_items (citation) : 0;

  if (item >= n_items)
    item = n_items > 0 ? n_items - 1 : 0;
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->citation, citation))
    notify (self, PROP_CITATION);
  if (self->item != item)
    {
      self->item = item;
      notify (self, PROP_ITEM);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ibid_reading_state_get_entity:
 * @self: a state
 *
 * Gives the chosen entity.
 *
 * Returns: (transfer none) (nullable): the entity
 */
IbidEntity *
ibid_reading_state_get_entity (IbidReadingState *self)
{
  return self->entity;
}

/**
 * ibid_reading_state_select_entity:
 * @self: a state
 * @entity: (nullable): what to choose
 *
 * Chooses an entity, without a jump.
 */
void
ibid_reading_state_select_entity (IbidReadingState *self, IbidEntity *entity)
{
  choose_entity (self, entity);
}

/**
 * ibid_reading_state_get_annotations:
 * @self: a state
 *
 * Gives what the reader added to the article.
 *
 * Returns: (transfer none) (nullable): the annotations
 */
IbidAnnotations *
ibid_reading_state_get_annotations (IbidReadingState *self)
{
  return self->annotations;
}

/**
 * ibid_reading_state_set_annotations:
 * @self: a state
 * @annotations: (nullable): what the reader added to the article that is open
 *
 * Says which annotations belong to the article; to be called after the article was set.
 */
void
ibid_reading_state_set_annotations (IbidReadingState *self, IbidAnnotations *annotations)
{
  if (self->annotations == annotations)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  ibid_reading_state_select_annotation (self, NULL);
  g_set_object (&self->annotations, annotations);
  g_signal_group_set_target (self->annotations_signals, annotations);
  notify (self, PROP_ANNOTATIONS);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ibid_reading_state_get_annotation:
 * @self: a state
 *
 * Gives the chosen annotation, in its present state.
 *
 * Returns: (transfer none) (nullable): the annotation
 */
IbidAnnotation *
ibid_reading_state_get_annotation (IbidReadingState *self)
{
  return self->annotation;
}

/**
 * ibid_reading_state_select_annotation:
 * @self: a state
 * @annotation: (nullable): what to choose
 *
 * Chooses an annotation. It stays chosen when it is changed.
 */
void
ibid_reading_state_select_annotation (IbidReadingState *self, IbidAnnotation *annotation)
{
  if (g_set_object (&self->annotation, annotation))
    notify (self, PROP_ANNOTATION);
}

/**
 * ibid_reading_state_point_at_annotations:
 * @self: a state
 * @at: the character that was clicked on (start_block, start), and the rectangle of its line
 *
 * Reports a click on the text: chooses the shortest annotation there, and emits
 * #IbidReadingState::annotations-pointed-at.
 *
 * Returns: whether there is any
 */
gboolean
ibid_reading_state_point_at_annotations (IbidReadingState *self, const IbidSelection *at)
{
  g_autoptr (GPtrArray) found = NULL;

  if (self->annotations == NULL)
    return FALSE;
  found = ibid_annotations_at (self->annotations, at->start_block, at->start);
  if (found->len == 0)
    return FALSE;
  g_ptr_array_set_free_func (found, g_object_unref);
  g_ptr_array_foreach (found, (GFunc)(void (*) (void))g_object_ref, NULL);
  ibid_reading_state_select_annotation (self, g_ptr_array_index (found, 0));
  g_signal_emit (self, signals[SIGNAL_ANNOTATIONS_POINTED_AT], 0, found, at);
  return TRUE;
}

/**
 * ibid_reading_state_drop_selection:
 * @self: a state
 *
 * Selects nothing in the text any more.
 */
void
ibid_reading_state_drop_selection (IbidReadingState *self)
{
  ibid_reading_state_set_selection (self, NULL);
  g_signal_emit (self, signals[SIGNAL_DROP_SELECTION], 0);
}
