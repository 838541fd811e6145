/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-decision-act.h"
#include "ibid-dossier-private.h"

/* One choice, before and after. Decisions are immutable: undoing puts back the very object, with
 * the time at which it was made. */
typedef struct
{
  IbidOverlay *overlay;
  IbidDecision *before; /* or NULL: there was no decision */
  IbidDecision *after;  /* or NULL: there is none any more */
} Change;

struct _IbidDecisionAct
{
  IbidAct parent_instance;

  /* borrowed */
  GWeakRef dossier;

  /* owned */
  GArray *changes; /* of Change */
};

G_DEFINE_FINAL_TYPE (IbidDecisionAct, ibid_decision_act, IBID_TYPE_ACT)

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->overlay);
  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

static void
apply_change (IbidOverlay *overlay, IbidDecision *from, IbidDecision *to)
{
  if (to != NULL)
    ibid_overlay_put (overlay, to);
  else if (from != NULL)
    ibid_overlay_remove (overlay, ibid_decision_get_choice (from));
}

static void
ibid_decision_act_perform (IbidAct *act)
{
  IbidDecisionAct *self = IBID_DECISION_ACT (act);
  g_autoptr (IbidDossier) dossier = g_weak_ref_get (&self->dossier);

  if (dossier == NULL)
    return;
  ibid_dossier_begin_changes (dossier);
  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = &g_array_index (self->changes, Change, i);

      apply_change (change->overlay, change->before, change->after);
    }
  ibid_dossier_end_changes (dossier);
}

static void
ibid_decision_act_revert (IbidAct *act)
{
  IbidDecisionAct *self = IBID_DECISION_ACT (act);
  g_autoptr (IbidDossier) dossier = g_weak_ref_get (&self->dossier);

  if (dossier == NULL)
    return;
  ibid_dossier_begin_changes (dossier);
  for (guint i = self->changes->len; i > 0; i--)
    {
      Change *change = &g_array_index (self->changes, Change, i - 1);

      apply_change (change->overlay, change->after, change->before);
    }
  ibid_dossier_end_changes (dossier);
}

static void
ibid_decision_act_finalize (GObject *object)
{
  IbidDecisionAct *self = (IbidDecisionAct *)object;

  g_weak_ref_clear (&self->dossier);
  g_array_unref (self->changes);

  G_OBJECT_CLASS (ibid_decision_act_parent_class)->finalize (object);
}

static void
ibid_decision_act_class_init (IbidDecisionActClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_decision_act_finalize;
  IBID_ACT_CLASS (klass)->perform = ibid_decision_act_perform;
  IBID_ACT_CLASS (klass)->revert = ibid_decision_act_revert;
}

static void
ibid_decision_act_init (IbidDecisionAct *self)
{
  g_weak_ref_init (&self->dossier, NULL);
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, change_clear);
}

/**
 * ibid_decision_act_new:
 * @dossier: whose article follows the decisions; not kept alive
 *
 * Returns: (transfer full): an act that changes nothing yet
 */
IbidDecisionAct *
ibid_decision_act_new (IbidDossier *dossier)
{
  IbidDecisionAct *self = g_object_new (IBID_TYPE_DECISION_ACT, NULL);

  g_weak_ref_set (&self->dossier, dossier);
  return self;
}

/**
 * ibid_decision_act_take_put:
 * @overlay: where the decision is to stand
 * @decision: (transfer full): the decision; it replaces an earlier one about the same choice
 *
 * Adds a change to the act, before it is performed.
 */
void
ibid_decision_act_take_put (IbidDecisionAct *self, IbidOverlay *overlay, IbidDecision *decision)
{
  IbidDecision *before = ibid_overlay_lookup (overlay, ibid_decision_get_choice (decision));
  Change change = { g_object_ref (overlay), before != NULL ? g_object_ref (before) : NULL,
                    decision };

  g_array_append_val (self->changes, change);
}

/**
 * ibid_decision_act_remove:
 * @overlay: where the decision stands
 * @decision: the decision that is to go
 *
 * Adds a change to the act, before it is performed.
 */
void
ibid_decision_act_remove (IbidDecisionAct *self, IbidOverlay *overlay, IbidDecision *decision)
{
  Change change = { g_object_ref (overlay), g_object_ref (decision), NULL };

  g_array_append_val (self->changes, change);
}
