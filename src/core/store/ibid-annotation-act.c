/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_LOG_DOMAIN "ibid-store"

#include "ibid-annotation-act.h"

/* One annotation, before and after. Annotations are immutable; what is put back gets a fresh time,
 * so that it wins over what another program still has. */
typedef struct
{
  IbidAnnotation *before; /* or NULL: it is a new one */
  IbidAnnotation *after;  /* or NULL: it goes */
} Change;

struct _IbidAnnotationAct
{
  IbidAct parent_instance;

  /* owned */
  IbidAnnotations *annotations;
  GArray *changes; /* of Change */

  /* plain */
  gboolean performed; /* once at least */
};

G_DEFINE_FINAL_TYPE (IbidAnnotationAct, ibid_annotation_act, IBID_TYPE_ACT)

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

static void
replace (IbidAnnotation **annotation, IbidAnnotation *changed)
{
  g_object_unref (*annotation);
  *annotation = changed;
}

/* What another program changed since stays as it is, field by field: only what the act itself
 * changes from @from to @to is set. */
static IbidAnnotation *
carry_over (IbidAnnotation *current, IbidAnnotation *from, IbidAnnotation *to)
{
  IbidAnnotation *result = g_object_ref (current);

  if (ibid_annotation_get_style (from) != ibid_annotation_get_style (to))
    replace (&result, ibid_annotation_with_style (result, ibid_annotation_get_style (to)));
  if (g_strcmp0 (ibid_annotation_get_note (from), ibid_annotation_get_note (to)) != 0)
    replace (&result, ibid_annotation_with_note (result, ibid_annotation_get_note (to)));
  if (!g_strv_equal (ibid_annotation_get_tags (from), ibid_annotation_get_tags (to)))
    replace (&result, ibid_annotation_with_tags (result, ibid_annotation_get_tags (to)));
  return result;
}

static gboolean
changes_place (IbidAnnotation *from, IbidAnnotation *to)
{
  return !ibid_selector_equal (ibid_annotation_get_selector (from),
                               ibid_annotation_get_selector (to)) ||
         g_strcmp0 (ibid_annotation_get_refused_text (from),
                    ibid_annotation_get_refused_text (to)) != 0;
}

/* What is to stand in the collection: @to with a later time. */
static IbidAnnotation *
new_state (IbidAnnotationAct *self, IbidAnnotation *current, IbidAnnotation *from,
           IbidAnnotation *to)
{
  gint64 removed_us = 0;

  ibid_annotations_get_removed (self->annotations, ibid_annotation_get_id (to), &removed_us);
  /* nobody meddled with it, or place and passage are concerned, which go together */
  if (current == NULL || from == NULL || ibid_annotation_same_content (current, from) ||
      changes_place (from, to))
    return ibid_annotation_renewed_after (to, current, removed_us);
  return carry_over (current, from, to);
}

static gint64
removal_time (gint64 now, IbidAnnotation *current)
{
  return current != NULL ? MAX (now, ibid_annotation_get_modified (current) + 1) : now;
}

static void
go (IbidAnnotationAct *self, gboolean forward)
{
  g_autoptr (GPtrArray) puts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < self->changes->len; i++)
    {
      Change *change = &g_array_index (self->changes, Change, i);
      IbidAnnotation *from = forward ? change->before : change->after;
      IbidAnnotation *to = forward ? change->after : change->before;
      IbidAnnotation *current = ibid_annotations_lookup (
          self->annotations, ibid_annotation_get_id (to != NULL ? to : from));

      if (to == NULL)
        {
          g_ptr_array_add (ids, g_strdup (ibid_annotation_get_id (from)));
          now = removal_time (now, current);
        }
      else if (forward && !self->performed)
        g_ptr_array_add (puts, g_object_ref (to));
      else
        g_ptr_array_add (puts, new_state (self, current, from, to));
    }
  self->performed = TRUE;
  if (puts->len == 1)
    ibid_annotations_put (self->annotations, g_ptr_array_index (puts, 0));
  else
    ibid_annotations_put_all (self->annotations, puts);
  if (ids->len == 1)
    ibid_annotations_remove (self->annotations, g_ptr_array_index (ids, 0), now);
  else
    ibid_annotations_remove_all (self->annotations, ids, now);
}

static void
ibid_annotation_act_perform (IbidAct *act)
{
  go (IBID_ANNOTATION_ACT (act), TRUE);
}

static void
ibid_annotation_act_revert (IbidAct *act)
{
  go (IBID_ANNOTATION_ACT (act), FALSE);
}

static void
ibid_annotation_act_finalize (GObject *object)
{
  IbidAnnotationAct *self = (IbidAnnotationAct *)object;

  g_clear_object (&self->annotations);
  g_array_unref (self->changes);

  G_OBJECT_CLASS (ibid_annotation_act_parent_class)->finalize (object);
}

static void
ibid_annotation_act_class_init (IbidAnnotationActClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_annotation_act_finalize;
  IBID_ACT_CLASS (klass)->perform = ibid_annotation_act_perform;
  IBID_ACT_CLASS (klass)->revert = ibid_annotation_act_revert;
}

static void
ibid_annotation_act_init (IbidAnnotationAct *self)
{
  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->changes, change_clear);
}

/**
 * ibid_annotation_act_new:
 * @annotations: the collection that is to change
 *
 * Returns: (transfer full): an act that changes nothing yet
 */
IbidAnnotationAct *
ibid_annotation_act_new (IbidAnnotations *annotations)
{
  IbidAnnotationAct *self = g_object_new (IBID_TYPE_ANNOTATION_ACT, NULL);

  self->annotations = g_object_ref (annotations);
  return self;
}

/**
 * ibid_annotation_act_take_put:
 * @annotation: (transfer full): an annotation with its anchor set; it replaces the one with its id
 *
 * Adds a change to the act, before it is performed. The very object stands in the collection
 * afterwards.
 */
void
ibid_annotation_act_take_put (IbidAnnotationAct *self, IbidAnnotation *annotation)
{
  IbidAnnotation *before =
      ibid_annotations_lookup (self->annotations, ibid_annotation_get_id (annotation));
  Change change = { before != NULL ? g_object_ref (before) : NULL, annotation };

  g_array_append_val (self->changes, change);
}

/**
 * ibid_annotation_act_remove:
 * @annotation: an annotation of the collection
 *
 * Adds a change to the act, before it is performed.
 */
void
ibid_annotation_act_remove (IbidAnnotationAct *self, IbidAnnotation *annotation)
{
  Change change = { g_object_ref (annotation), NULL };

  g_array_append_val (self->changes, change);
}

/**
 * ibid_annotation_act_get_n_changes:
 *
 * Returns: how many annotations the act changes
 */
guint
ibid_annotation_act_get_n_changes (IbidAnnotationAct *self)
{
  return self->changes->len;
}

/**
 * ibid_annotation_act_get_first:
 *
 * Returns: (transfer none): an annotation that the act is about; it has to have one
 */
IbidAnnotation *
ibid_annotation_act_get_first (IbidAnnotationAct *self)
{
  const Change *change = &g_array_index (self->changes, Change, 0);

  return change->before != NULL ? change->before : change->after;
}
