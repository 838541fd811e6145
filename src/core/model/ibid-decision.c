/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include <string.h>
#include "ibid-decisions-private.h"
#include "ibid-overlay.h"
#include "ibid-terms-types.h"

struct _IbidDecision
{
  GObject parent_instance;

  /* owned */
  char *target_id;
  char *field;
  char *key;
  char *modified;
  char *choice;
  GVariant *value;
  GVariant *find;

  /* plain */
  IbidTargetKind target;
  guint item;
};

G_DEFINE_TYPE (IbidDecision, ibid_decision, G_TYPE_OBJECT)

static void
ibid_decision_finalize (GObject *object)
{
  IbidDecision *self = IBID_DECISION (object);

  g_free (self->target_id);
  g_free (self->field);
  g_free (self->key);
  g_free (self->modified);
  g_free (self->choice);
  g_clear_pointer (&self->value, g_variant_unref);
  g_clear_pointer (&self->find, g_variant_unref);
  G_OBJECT_CLASS (ibid_decision_parent_class)->finalize (object);
}

static void
ibid_decision_class_init (IbidDecisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_decision_finalize;
}

static void
ibid_decision_init (IbidDecision *self)
{
}

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * ibid_decision_dup_choice:
 * @target: what sort of thing
 * @target_id: id of that thing
 * @item: index of the item
 * @field: what is decided
 * @key: (nullable): parts decisions of a field
 *
 * Makes the string that all decisions about a choice share.
 *
 * Returns: (transfer full): the string
 */
char *
ibid_decision_dup_choice (IbidTargetKind target, const char *target_id, guint item,
                          const char *field, const char *key)
{
  const char *nick = ibid_nick_from_enum (IBID_TYPE_TARGET_KIND, (int)target);

  /* the key, which may be any text, comes last */
  return g_strdup_printf ("%s\t%s\t%u\t%s\t%s", nick, target_id, item, field,
                          key != NULL ? key : "");
}

/**
 * ibid_decision_new:
 * @target: what sort of thing it is about
 * @target_id: (nullable): id of that thing; of the citation, for an item
 * @item: index of the item in its citation; 0 for other targets
 * @field: what is decided; see the table at #IbidDecision
 * @key: (nullable): parts decisions of a field that may stand side by side
 * @value: what it shall be; consumed if floating
 * @find: (nullable): how to find the thing again, a{ss}; consumed if floating
 * @modified: (nullable): when, ISO 8601 in UTC; %NULL is now
 *
 * Makes a decision.
 *
 * Returns: (transfer full): the decision
 */
IbidDecision *
ibid_decision_new (IbidTargetKind target, const char *target_id, guint item, const char *field,
                   const char *key, GVariant *value, GVariant *find, const char *modified)
{
  IbidDecision *self = NULL;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (IBID_TYPE_DECISION, NULL);
  self->target = target;
  self->target_id = g_strdup (target_id != NULL ? target_id : "");
  self->item = item;
  self->field = g_strdup (field);
  self->key = g_strdup (key);
  self->value = g_variant_ref_sink (value);
  self->find = find != NULL ? g_variant_ref_sink (find) : NULL;
  self->modified = modified != NULL ? g_strdup (modified) : dup_now ();
  self->choice = ibid_decision_dup_choice (target, self->target_id, item, field, key);
  return self;
}

/**
 * ibid_decision_get_target:
 * @self: a decision
 *
 * Tells what sort of thing it is about.
 *
 * Returns: the sort
 */
IbidTargetKind
ibid_decision_get_target (IbidDecision *self)
{
  return self->target;
}

/**
 * ibid_decision_get_target_id:
 * @self: a decision
 *
 * Gives the id of the thing it is about.
 *
 * Returns: the id; "" for the article itself
 */
const char *
ibid_decision_get_target_id (IbidDecision *self)
{
  return self->target_id;
}

/**
 * ibid_decision_get_item:
 * @self: a decision
 *
 * Tells which item of the citation it is about.
 *
 * Returns: index, from 0; 0 for other targets
 */
guint
ibid_decision_get_item (IbidDecision *self)
{
  return self->item;
}

/**
 * ibid_decision_get_field:
 * @self: a decision
 *
 * Tells what is decided.
 *
 * Returns: the field
 */
const char *
ibid_decision_get_field (IbidDecision *self)
{
  return self->field;
}

/**
 * ibid_decision_get_key:
 * @self: a decision
 *
 * Gives what parts it from others of the same field.
 *
 * Returns: (nullable): the key
 */
const char *
ibid_decision_get_key (IbidDecision *self)
{
  return self->key;
}

/**
 * ibid_decision_get_value:
 * @self: a decision
 *
 * Gives what was decided. Its type is not checked; a file may say anything.
 *
 * Returns: the value
 */
GVariant *
ibid_decision_get_value (IbidDecision *self)
{
  return self->value;
}

/**
 * ibid_decision_get_find:
 * @self: a decision
 *
 * Describes the thing, to find it again in a newer text.
 *
 * Returns: (nullable): a{ss}
 */
GVariant *
ibid_decision_get_find (IbidDecision *self)
{
  return self->find;
}

/**
 * ibid_decision_get_modified:
 * @self: a decision
 *
 * Tells when it was made.
 *
 * Returns: ISO 8601 in UTC
 */
const char *
ibid_decision_get_modified (IbidDecision *self)
{
  return self->modified;
}

/**
 * ibid_decision_is_same_choice:
 * @a: a decision
 * @b: another one
 *
 * Tells whether the later of the two replaces the earlier: same target, item, field and key.
 *
 * Returns: whether both are about the same choice
 */
gboolean
ibid_decision_is_same_choice (IbidDecision *a, IbidDecision *b)
{
  return strcmp (a->choice, b->choice) == 0;
}

/**
 * ibid_decision_get_choice:
 * @self: a decision
 *
 * Gives the string that all decisions about the same choice share.
 *
 * Returns: the string, for comparison and lookup only
 */
const char *
ibid_decision_get_choice (IbidDecision *self)
{
  return self->choice;
}

/**
 * ibid_decision_dup_span_key:
 * @field: what is decided
 * @span: number of a span in the value, from 0
 * @part: "exact", "prefix" or "suffix"
 *
 * Names the member of "find" that says what stood at a span. Claims are not where their citation
 * is, whose text "exact" is, so that theirs have names of their own.
 *
 * Returns: (transfer full): the name
 */
char *
ibid_decision_dup_span_key (const char *field, guint span, const char *part)
{
  if (strcmp (field, "claims") == 0)
    return g_strdup_printf ("claim-%u-%s", span, part);
  return span == 0 ? g_strdup (part) : g_strdup_printf ("%s-%u", part, span);
}

/**
 * ibid_decision_get_span_clue:
 * @self: a decision
 * @span: number of a span in the value, from 0
 * @part: "exact", "prefix" or "suffix"
 *
 * Returns: (transfer none) (nullable): what stood there when it was decided; %NULL if that is not
 *   known
 */
const char *
ibid_decision_get_span_clue (IbidDecision *self, guint span, const char *part)
{
  GVariant *find = ibid_decision_get_find (self);
  g_autofree char *key = ibid_decision_dup_span_key (ibid_decision_get_field (self), span, part);
  const char *clue = NULL;

  if (find != NULL && g_variant_is_of_type (find, G_VARIANT_TYPE ("a{ss}")))
    g_variant_lookup (find, key, "&s", &clue);
  return clue;
}
