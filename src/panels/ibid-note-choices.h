/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-note-list-model.h"

G_BEGIN_DECLS

/* What of the notes the reader wants to see, besides a text. Signal: "changed". */
#define IBID_TYPE_NOTE_CHOICES (ibid_note_choices_get_type ())
G_DECLARE_FINAL_TYPE (IbidNoteChoices, ibid_note_choices, IBID, NOTE_CHOICES, GObject)

typedef enum
{
  IBID_NOTE_FACET_STYLE,
  IBID_NOTE_FACET_STATE,
  IBID_NOTE_FACET_NOTE, /* has a note; value and tag are nothing */
  IBID_NOTE_FACET_TAG,
} IbidNoteFacet;

/* One thing that can be asked for. */
typedef struct
{
  IbidNoteFacet facet;
  guint value; /* of the style's or state's enumeration */
  char *tag;
} IbidNoteChoice;

IbidNoteChoice *ibid_note_choice_new (IbidNoteFacet facet, guint value, const char *tag)
    G_GNUC_WARN_UNUSED_RESULT;
void ibid_note_choice_free (IbidNoteChoice *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IbidNoteChoice, ibid_note_choice_free)
char *ibid_note_choice_dup_label (const IbidNoteChoice *choice) G_GNUC_WARN_UNUSED_RESULT;
guint ibid_note_choice_count (const IbidNoteChoice *choice, const IbidNoteCounts *counts);

IbidNoteChoices *ibid_note_choices_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ibid_note_choices_clear (IbidNoteChoices *self);
gboolean ibid_note_choices_is_empty (IbidNoteChoices *self);
gboolean ibid_note_choices_has (IbidNoteChoices *self, const IbidNoteChoice *choice);
void ibid_note_choices_set (IbidNoteChoices *self, const IbidNoteChoice *choice, gboolean wanted);
/* everything asked for: an array of IbidNoteChoice */
GPtrArray *ibid_note_choices_dup_all (IbidNoteChoices *self) G_GNUC_WARN_UNUSED_RESULT;
/* borrowed until the next change */
const IbidNoteFilter *ibid_note_choices_get_filter (IbidNoteChoices *self);

G_END_DECLS
