/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-history.h"

/* Further back than anybody remembers; it bounds the memory of a program that is never closed. */
#define MAX_ACTS 1000

typedef struct
{
  char *label;
} IbidActPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (IbidAct, ibid_act, G_TYPE_OBJECT)

static void
ibid_act_finalize (GObject *object)
{
  IbidActPrivate *priv = ibid_act_get_instance_private (IBID_ACT (object));

  g_free (priv->label);

  G_OBJECT_CLASS (ibid_act_parent_class)->finalize (object);
}

static void
ibid_act_class_init (IbidActClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_act_finalize;
}

static void
ibid_act_init (IbidAct *self)
{
}

/**
 * ibid_act_set_label:
 * @label: what the act does, in the user's words and language: "Rename “Xinhua”"
 *
 * Names the act, before it is performed.
 */
void
ibid_act_set_label (IbidAct *self, const char *label)
{
  IbidActPrivate *priv = ibid_act_get_instance_private (self);
  char *copy = g_strdup (label);

  g_return_if_fail (IBID_IS_ACT (self));

  g_free (priv->label);
  priv->label = copy;
}

/**
 * ibid_act_get_label:
 *
 * Returns: (transfer none): the act's name, translated; "" if it was given none
 */
const char *
ibid_act_get_label (IbidAct *self)
{
  IbidActPrivate *priv = ibid_act_get_instance_private (self);

  g_return_val_if_fail (IBID_IS_ACT (self), NULL);

  return priv->label != NULL ? priv->label : "";
}

struct _IbidHistory
{
  GObject parent_instance;

  /* owned */
  GQueue done;   /* of IbidAct, the last one at the tail */
  GQueue undone; /* of IbidAct, the next to redo at the tail */

  /* plain */
  gboolean working; /* an act is being performed: it must not reach back into its own history */
};

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS,
};

enum
{
  SIGNAL_PERFORMED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IbidHistory, ibid_history, G_TYPE_OBJECT)

static void
ibid_history_dispose (GObject *object)
{
  IbidHistory *self = (IbidHistory *)object;

  g_queue_clear_full (&self->done, g_object_unref);
  g_queue_clear_full (&self->undone, g_object_unref);

  G_OBJECT_CLASS (ibid_history_parent_class)->dispose (object);
}

static void
ibid_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidHistory *self = IBID_HISTORY (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, ibid_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, ibid_history_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, ibid_history_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, ibid_history_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ibid_history_class_init (IbidHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ibid_history_dispose;
  object_class->get_property = ibid_history_get_property;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * IbidHistory::performed:
   * @label: what was done, translated
   *
   * A new act was performed; undoing and redoing are not told this way.
   */
  signals[SIGNAL_PERFORMED] =
      g_signal_new ("performed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ibid_history_init (IbidHistory *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/* What can be told of a history, to notify only what became different. The acts are borrowed. */
typedef struct
{
  IbidAct *undo;
  IbidAct *redo;
} Ends;

static Ends
get_ends (IbidHistory *self)
{
  return (Ends){ g_queue_peek_tail (&self->done), g_queue_peek_tail (&self->undone) };
}

static void
notify_since (IbidHistory *self, Ends before)
{
  Ends now = get_ends (self);

  if ((before.undo == NULL) != (now.undo == NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if ((before.redo == NULL) != (now.redo == NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (before.undo != now.undo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  if (before.redo != now.redo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

/**
 * ibid_history_new:
 *
 * Returns: (transfer full): a history in which nothing has happened
 */
IbidHistory *
ibid_history_new (void)
{
  return g_object_new (IBID_TYPE_HISTORY, NULL);
}

/**
 * ibid_history_perform:
 * @act: (transfer full): what to do
 *
 * Performs an act and remembers it. What had been undone cannot be redone any more; of more than
 * 1,000 acts the oldest is forgotten. Emits #IbidHistory::performed last.
 */
void
ibid_history_perform (IbidHistory *self, IbidAct *act)
{
  g_autofree char *label = NULL;
  g_autoptr (IbidAct) keep = NULL;
  Ends before;

  g_return_if_fail (IBID_IS_HISTORY (self));
  g_return_if_fail (IBID_IS_ACT (act));
  g_return_if_fail (!self->working);

  before = get_ends (self);
  /* notify_since() compares addresses: the act that goes must not be freed before */
  keep = before.redo != NULL ? g_object_ref (before.redo) : NULL;
  label = g_strdup (ibid_act_get_label (act));

  self->working = TRUE;
  IBID_ACT_GET_CLASS (act)->perform (act);
  self->working = FALSE;

  g_queue_clear_full (&self->undone, g_object_unref);
  g_queue_push_tail (&self->done, act);
  if (g_queue_get_length (&self->done) > MAX_ACTS)
    g_object_unref (g_queue_pop_head (&self->done));

  notify_since (self, before);
  g_signal_emit (self, signals[SIGNAL_PERFORMED], 0, label);
}

/**
 * ibid_history_undo:
 *
 * Takes back the last act.
 *
 * Returns: %FALSE if there is none
 */
gboolean
ibid_history_undo (IbidHistory *self)
{
  IbidAct *act;
  Ends before;

  g_return_val_if_fail (IBID_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (!self->working, FALSE);

  before = get_ends (self);
  act = g_queue_pop_tail (&self->done);
  if (act == NULL)
    return FALSE;
  self->working = TRUE;
  IBID_ACT_GET_CLASS (act)->revert (act);
  self->working = FALSE;
  g_queue_push_tail (&self->undone, act);
  notify_since (self, before);
  return TRUE;
}

/**
 * ibid_history_redo:
 *
 * Performs again what was undone last.
 *
 * Returns: %FALSE if there is nothing
 */
gboolean
ibid_history_redo (IbidHistory *self)
{
  IbidAct *act;
  Ends before;

  g_return_val_if_fail (IBID_IS_HISTORY (self), FALSE);
  g_return_val_if_fail (!self->working, FALSE);

  before = get_ends (self);
  act = g_queue_pop_tail (&self->undone);
  if (act == NULL)
    return FALSE;
  self->working = TRUE;
  IBID_ACT_GET_CLASS (act)->perform (act);
  self->working = FALSE;
  g_queue_push_tail (&self->done, act);
  notify_since (self, before);
  return TRUE;
}

/**
 * ibid_history_can_undo:
 *
 * Returns: whether ibid_history_undo() would do something
 */
gboolean
ibid_history_can_undo (IbidHistory *self)
{
  g_return_val_if_fail (IBID_IS_HISTORY (self), FALSE);

  return !g_queue_is_empty (&self->done);
}

/**
 * ibid_history_can_redo:
 *
 * Returns: whether ibid_history_redo() would do something
 */
gboolean
ibid_history_can_redo (IbidHistory *self)
{
  g_return_val_if_fail (IBID_IS_HISTORY (self), FALSE);

  return !g_queue_is_empty (&self->undone);
}

/**
 * ibid_history_get_undo_label:
 *
 * Returns: (transfer none) (nullable): what would be undone, translated; %NULL if nothing
 */
const char *
ibid_history_get_undo_label (IbidHistory *self)
{
  IbidAct *act;

  g_return_val_if_fail (IBID_IS_HISTORY (self), NULL);

  act = g_queue_peek_tail (&self->done);
  return act != NULL ? ibid_act_get_label (act) : NULL;
}

/**
 * ibid_history_get_redo_label:
 *
 * Returns: (transfer none) (nullable): what would be redone, translated; %NULL if nothing
 */
const char *
ibid_history_get_redo_label (IbidHistory *self)
{
  IbidAct *act;

  g_return_val_if_fail (IBID_IS_HISTORY (self), NULL);

  act = g_queue_peek_tail (&self->undone);
  return act != NULL ? ibid_act_get_label (act) : NULL;
}
