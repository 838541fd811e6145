/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-model"

#include "config.h"

#include "ibid-article.h"

struct _IbidNoteReference
{
  IbidRecord parent_instance;

  /* plain */
  guint note;
  IbidSpan span;
};

G_DEFINE_TYPE (IbidNoteReference, ibid_note_reference, IBID_TYPE_RECORD)

static void
ibid_note_reference_class_init (IbidNoteReferenceClass *klass)
{
}

static void
ibid_note_reference_init (IbidNoteReference *self)
{
}

/**
 * ibid_note_reference_new:
 * @note_block: position of the note's block
 * @span: place in the text that points at it
 *
 * Makes a note reference.
 *
 * Returns: (transfer full): the reference
 */
IbidNoteReference *
ibid_note_reference_new (guint note_block, const IbidSpan *span)
{
  IbidNoteReference *self = g_object_new (IBID_TYPE_NOTE_REFERENCE, NULL);

  self->note = note_block;
  self->span = *span;
  return self;
}

/**
 * ibid_note_reference_get_note:
 * @self: a note reference
 *
 * Tells which note is meant.
 *
 * Returns: position of the note's block
 */
guint
ibid_note_reference_get_note (IbidNoteReference *self)
{
  return self->note;
}

/**
 * ibid_note_reference_get_span:
 * @self: a note reference
 *
 * Gives the place that points at the note.
 *
 * Returns: the span
 */
const IbidSpan *
ibid_note_reference_get_span (IbidNoteReference *self)
{
  return &self->span;
}
