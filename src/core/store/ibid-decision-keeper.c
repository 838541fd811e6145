/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include <string.h>

#include "ibid-keeper.h"
#include "ibid-overlay-format.h"

struct _IbidDecisionKeeper
{
  IbidKeeper parent_instance;

  /* owned */
  IbidOverlay *overlay;
};

G_DEFINE_FINAL_TYPE (IbidDecisionKeeper, ibid_decision_keeper, IBID_TYPE_KEEPER)

/* Decisions do not change: another list of the same ones is a state. */
static IbidOverlay *
copy_list (IbidOverlay *overlay)
{
  IbidOverlay *copy = ibid_overlay_new ();
  guint n_decisions = g_list_model_get_n_items (G_LIST_MODEL (overlay));

  for (guint i = 0; i < n_decisions; i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (overlay), i);

      ibid_overlay_put (copy, decision);
    }
  ibid_overlay_adopt_unknown (copy, overlay);
  return copy;
}

static gpointer
ibid_decision_keeper_snapshot (IbidKeeper *keeper)
{
  return copy_list (IBID_DECISION_KEEPER (keeper)->overlay);
}

static gboolean
same_decision (IbidDecision *a, IbidDecision *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a == b ||
         (g_strcmp0 (ibid_decision_get_modified (a), ibid_decision_get_modified (b)) == 0 &&
          g_variant_equal (ibid_decision_get_value (a), ibid_decision_get_value (b)));
}

/* Of two that were made at the same time both sides have to take the same one. */
static gboolean
says_more (IbidDecision *a, IbidDecision *b)
{
  g_autofree char *one = g_variant_print (ibid_decision_get_value (a), TRUE);
  g_autofree char *other = g_variant_print (ibid_decision_get_value (b), TRUE);

  return strcmp (one, other) > 0;
}

static gboolean
is_later (IbidDecision *a, IbidDecision *b)
{
  const char *one = ibid_decision_get_modified (a);
  const char *other = ibid_decision_get_modified (b);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) one_time = g_date_time_new_from_iso8601 (one, utc);
  g_autoptr (GDateTime) other_time = g_date_time_new_from_iso8601 (other, utc);
  int order;

  if (one_time == NULL || other_time == NULL)
    order = g_strcmp0 (one, other);
  else
    order = g_date_time_compare (one_time, other_time);
  return order > 0 || (order == 0 && says_more (a, b));
}

/* One choice of a three-way merge: @base is what both sides started from. */
static void
merge_choice (IbidDecisionKeeper *self, const char *choice, IbidDecision *base,
              IbidDecision *theirs)
{
  IbidDecision *ours = ibid_overlay_lookup (self->overlay, choice);

  if (same_decision (theirs, base) || same_decision (theirs, ours))
    return;
  if (theirs == NULL)
    {
      /* they took it back, and we did nothing to it */
      if (same_decision (ours, base))
        ibid_overlay_remove (self->overlay, choice);
    }
  else if (same_decision (ours, base) || ours == NULL || is_later (theirs, ours))
    ibid_overlay_put (self->overlay, theirs);
}

/* Takes over what another program wrote into the file, choice by choice; where both changed the
 * same choice the later decision holds. */
static void
ibid_decision_keeper_merge (IbidKeeper *keeper, gpointer base, gpointer theirs)
{
  IbidDecisionKeeper *self = IBID_DECISION_KEEPER (keeper);

  ibid_overlay_adopt_unknown (self->overlay, theirs);
  for (guint i = 0; i < g_list_model_get_n_items (theirs); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (theirs, i);
      const char *choice = ibid_decision_get_choice (decision);

      merge_choice (self, choice, ibid_overlay_lookup (base, choice), decision);
    }
  for (guint i = 0; i < g_list_model_get_n_items (base); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (base, i);
      const char *choice = ibid_decision_get_choice (decision);

      if (ibid_overlay_lookup (theirs, choice) == NULL)
        merge_choice (self, choice, decision, NULL);
    }
}

static void
follow (IbidDecisionKeeper *self)
{
  g_signal_connect_object (self->overlay, "items-changed", G_CALLBACK (ibid_keeper_touch), self,
                           G_CONNECT_SWAPPED);
}

static void
ibid_decision_keeper_take (IbidKeeper *keeper, gpointer state)
{
  IbidDecisionKeeper *self = IBID_DECISION_KEEPER (keeper);

  /* what is kept is another list than the state, and carries what a newer version wrote and this
   * one cannot name */
  g_clear_object (&self->overlay);
  self->overlay = copy_list (state);
  follow (self);
}

static void
ibid_decision_keeper_finalize (GObject *object)
{
  g_clear_object (&IBID_DECISION_KEEPER (object)->overlay);

  G_OBJECT_CLASS (ibid_decision_keeper_parent_class)->finalize (object);
}

static void
ibid_decision_keeper_class_init (IbidDecisionKeeperClass *klass)
{
  IbidKeeperClass *keeper_class = IBID_KEEPER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ibid_decision_keeper_finalize;
  keeper_class->kind = &ibid_kept_decisions;
  keeper_class->snapshot = ibid_decision_keeper_snapshot;
  keeper_class->take = ibid_decision_keeper_take;
  keeper_class->merge = ibid_decision_keeper_merge;
}

static void
ibid_decision_keeper_init (IbidDecisionKeeper *self)
{
  self->overlay = ibid_overlay_new ();
  follow (self);
}

/*
 * ibid_decision_keeper_new:
 * @path: (nullable): the file; %NULL: nothing can be saved until ibid_keeper_set_path()
 * @article_id: (nullable): the article that the decisions are about; %NULL: all of them
 * @anchoring: (nullable): finds places in the text
 *
 * Returns: (transfer full): a keeper without decisions, which reads nothing by itself
 */
IbidKeeper *
ibid_decision_keeper_new (const char *path, const char *article_id, IbidAnchoring *anchoring)
{
  IbidKeeper *self = g_object_new (IBID_TYPE_DECISION_KEEPER, NULL);

  ibid_keeper_set_up (self, path, article_id, anchoring);
  return self;
}

/*
 * ibid_decision_keeper_get_overlay:
 *
 * Returns: (transfer none): the decisions; every change of them is saved
 */
IbidOverlay *
ibid_decision_keeper_get_overlay (IbidDecisionKeeper *self)
{
  return self->overlay;
}

/*
 * ibid_decision_keeper_merge_all:
 * @theirs: decisions from elsewhere, which are not those of the file
 *
 * Takes over decisions, choice by choice; where both sides have decided the later decision holds.
 * What @theirs lacks is left alone.
 *
 * Returns: how many choices are new or changed
 */
guint
ibid_decision_keeper_merge_all (IbidDecisionKeeper *self, IbidOverlay *theirs)
{
  guint n_changed = 0;

  if (ibid_overlay_add_unknown (self->overlay, theirs))
    ibid_keeper_touch (IBID_KEEPER (self));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (theirs)); i++)
    {
      g_autoptr (IbidDecision) decision = g_list_model_get_item (G_LIST_MODEL (theirs), i);
      const char *choice = ibid_decision_get_choice (decision);

      merge_choice (self, choice, NULL, decision);
      if (ibid_overlay_lookup (self->overlay, choice) == decision)
        n_changed++;
    }
  return n_changed;
}
