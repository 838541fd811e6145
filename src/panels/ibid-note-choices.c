/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-mark-labels.h"
#include "ibid-note-choices.h"

struct _IbidNoteChoices
{
  GObject parent_instance;

  /* owned */
  GPtrArray *tags; /* of char *, ends in NULL */

  /* plain */
  IbidNoteFilter filter; /* its tags are the ones above */
};

G_DEFINE_FINAL_TYPE (IbidNoteChoices, ibid_note_choices, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

IbidNoteChoice *
ibid_note_choice_new (IbidNoteFacet facet, guint value, const char *tag)
{
  IbidNoteChoice *choice = g_new (IbidNoteChoice, 1);

  *choice = (IbidNoteChoice){ facet, value, g_strdup (tag) };
  return choice;
}

void
ibid_note_choice_free (IbidNoteChoice *choice)
{
  g_free (choice->tag);
  g_free (choice);
}

char *
ibid_note_choice_dup_label (const IbidNoteChoice *choice)
{
  switch (choice->facet)
    {
    case IBID_NOTE_FACET_STYLE:
      return g_strdup (ibid_annotation_style_label ((IbidAnnotationStyle)choice->value));
    case IBID_NOTE_FACET_STATE:
      return g_strdup (ibid_anchor_state_label ((IbidAnchorState)choice->value));
    case IBID_NOTE_FACET_NOTE:
      return g_strdup (_ ("With a note"));
    case IBID_NOTE_FACET_TAG:
      return g_strconcat ("#", choice->tag, NULL);
    }
  return NULL;
}

guint
ibid_note_choice_count (const IbidNoteChoice *choice, const IbidNoteCounts *counts)
{
  switch (choice->facet)
    {
    case IBID_NOTE_FACET_STYLE:
      return counts->styles[choice->value];
    case IBID_NOTE_FACET_STATE:
      return counts->states[choice->value];
    case IBID_NOTE_FACET_NOTE:
      return counts->with_note;
    case IBID_NOTE_FACET_TAG:
      return GPOINTER_TO_UINT (g_hash_table_lookup (counts->tags, choice->tag));
    }
  return 0;
}

static guint
count_tags (IbidNoteChoices *self)
{
  return self->tags->len - 1;
}

static gboolean
find_tag (IbidNoteChoices *self, const char *tag, guint *position)
{
  for (guint i = 0; i < count_tags (self); i++)
    if (g_strcmp0 (g_ptr_array_index (self->tags, i), tag) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
announce (IbidNoteChoices *self)
{
  self->filter.tags = count_tags (self) > 0 ? (const char *const *)self->tags->pdata : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ibid_note_choices_clear (IbidNoteChoices *self)
{
  g_return_if_fail (IBID_IS_NOTE_CHOICES (self));

  if (ibid_note_choices_is_empty (self))
    return;
  self->filter = (IbidNoteFilter){ 0 };
  g_ptr_array_set_size (self->tags, 0);
  g_ptr_array_add (self->tags, NULL);
  announce (self);
}

gboolean
ibid_note_choices_is_empty (IbidNoteChoices *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_CHOICES (self), TRUE);

  return self->filter.styles == 0 && self->filter.states == 0 && !self->filter.with_note &&
         count_tags (self) == 0;
}

gboolean
ibid_note_choices_has (IbidNoteChoices *self, const IbidNoteChoice *choice)
{
  guint position;

  g_return_val_if_fail (IBID_IS_NOTE_CHOICES (self), FALSE);

  switch (choice->facet)
    {
    case IBID_NOTE_FACET_STYLE:
      return (self->filter.styles & 1u << choice->value) != 0;
    case IBID_NOTE_FACET_STATE:
      return (self->filter.states & 1u << choice->value) != 0;
    case IBID_NOTE_FACET_NOTE:
      return self->filter.with_note;
    case IBID_NOTE_FACET_TAG:
      return find_tag (self, choice->tag, &position);
    }
  return FALSE;
}

void
ibid_note_choices_set (IbidNoteChoices *self, const IbidNoteChoice *choice, gboolean wanted)
{
  guint position;

  g_return_if_fail (IBID_IS_NOTE_CHOICES (self));

  if (ibid_note_choices_has (self, choice) == wanted)
    return;
  switch (choice->facet)
    {
    case IBID_NOTE_FACET_STYLE:
      self->filter.styles ^= 1u << choice->value;
      break;
    case IBID_NOTE_FACET_STATE:
      self->filter.states ^= 1u << choice->value;
      break;
    case IBID_NOTE_FACET_NOTE:
      self->filter.with_note = wanted;
      break;
    case IBID_NOTE_FACET_TAG:
      if (wanted)
        g_ptr_array_insert (self->tags, (int)count_tags (self), g_strdup (choice->tag));
      else if (find_tag (self, choice->tag, &position))
        g_ptr_array_remove_index (self->tags, position);
      break;
    }
  announce (self);
}

static void
add_bits (GPtrArray *all, IbidNoteFacet facet, guint bits)
{
  for (guint value = 0; bits >> value != 0; value++)
    if ((bits & 1u << value) != 0)
      g_ptr_array_add (all, ibid_note_choice_new (facet, value, NULL));
}

GPtrArray *
ibid_note_choices_dup_all (IbidNoteChoices *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)ibid_note_choice_free);

  g_return_val_if_fail (IBID_IS_NOTE_CHOICES (self), all);

  add_bits (all, IBID_NOTE_FACET_STYLE, self->filter.styles);
  add_bits (all, IBID_NOTE_FACET_STATE, self->filter.states);
  if (self->filter.with_note)
    g_ptr_array_add (all, ibid_note_choice_new (IBID_NOTE_FACET_NOTE, 0, NULL));
  for (guint i = 0; i < count_tags (self); i++)
    g_ptr_array_add (
        all, ibid_note_choice_new (IBID_NOTE_FACET_TAG, 0, g_ptr_array_index (self->tags, i)));
  return all;
}

const IbidNoteFilter *
ibid_note_choices_get_filter (IbidNoteChoices *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_CHOICES (self), NULL);

  return &self->filter;
}

static void
ibid_note_choices_finalize (GObject *object)
{
  g_ptr_array_unref (IBID_NOTE_CHOICES (object)->tags);

  G_OBJECT_CLASS (ibid_note_choices_parent_class)->finalize (object);
}

static void
ibid_note_choices_class_init (IbidNoteChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_note_choices_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ibid_note_choices_init (IbidNoteChoices *self)
{
  self->tags = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->tags, NULL);
}

IbidNoteChoices *
ibid_note_choices_new (void)
{
  return g_object_new (IBID_TYPE_NOTE_CHOICES, NULL);
}
