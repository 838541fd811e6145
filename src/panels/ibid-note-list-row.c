/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-fold.h"
#include "ibid-note-list-model-private.h"

G_DEFINE_FINAL_TYPE (IbidNoteListRow, ibid_note_list_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_ANNOTATION = 1,
  PROP_HEADING,
  PROP_HEADING_COUNT,
} IbidNoteListRowProperty;

static GParamSpec *row_properties[PROP_HEADING_COUNT + 1];

static void
ibid_note_list_row_finalize (GObject *object)
{
  IbidNoteListRow *self = IBID_NOTE_LIST_ROW (object);

  g_clear_object (&self->annotation);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->search_key, g_free);
  g_clear_pointer (&self->heading, g_free);

  G_OBJECT_CLASS (ibid_note_list_row_parent_class)->finalize (object);
}

static void
ibid_note_list_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IbidNoteListRow *self = IBID_NOTE_LIST_ROW (object);

  switch ((IbidNoteListRowProperty)prop_id)
    {
    case PROP_ANNOTATION:
      g_value_set_object (value, self->annotation);
      return;
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      return;
    case PROP_HEADING_COUNT:
      g_value_set_uint (value, self->heading_count);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_note_list_row_class_init (IbidNoteListRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = ibid_note_list_row_finalize;
  object_class->get_property = ibid_note_list_row_get_property;

  row_properties[PROP_ANNOTATION] =
      g_param_spec_object ("annotation", NULL, NULL, IBID_TYPE_ANNOTATION, flags);
  row_properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  row_properties[PROP_HEADING_COUNT] =
      g_param_spec_uint ("heading-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (row_properties), row_properties);
}

static void
ibid_note_list_row_init (IbidNoteListRow *self)
{
}

IbidAnnotation *
ibid_note_list_row_get_annotation (IbidNoteListRow *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_ROW (self), NULL);

  return self->annotation;
}

const char *
ibid_note_list_row_get_heading (IbidNoteListRow *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_ROW (self), NULL);

  return self->heading;
}

guint
ibid_note_list_row_get_heading_count (IbidNoteListRow *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_LIST_ROW (self), 0);

  return self->heading_count;
}

void
ibid_note_list_row_set_annotation (IbidNoteListRow *row, IbidAnnotation *annotation)
{
  if (!g_set_object (&row->annotation, annotation))
    return;
  g_clear_pointer (&row->search_key, g_free);
  row->day = 0;
  g_object_notify_by_pspec (G_OBJECT (row), row_properties[PROP_ANNOTATION]);
}

void
ibid_note_list_row_take_heading (IbidNoteListRow *row, char *heading, guint count)
{
  g_autofree char *taken = heading;

  if (row->heading_count != count)
    {
      row->heading_count = count;
      g_object_notify_by_pspec (G_OBJECT (row), row_properties[PROP_HEADING_COUNT]);
    }
  if (g_strcmp0 (row->heading, taken) != 0)
    {
      g_free (row->heading);
      row->heading = g_steal_pointer (&taken);
      g_object_notify_by_pspec (G_OBJECT (row), row_properties[PROP_HEADING]);
    }
}

const char *
ibid_note_list_row_get_search_key (IbidNoteListRow *row)
{
  if (row->search_key == NULL)
    {
      const char *const *tags = ibid_annotation_get_tags (row->annotation);
      const char *note = ibid_annotation_get_note (row->annotation);
      g_autoptr (GString) text =
          g_string_new (ibid_selector_get_exact (ibid_annotation_get_selector (row->annotation)));

      if (note != NULL)
        g_string_append_printf (text, "\n%s", note);
      for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
        g_string_append_printf (text, "\n#%s", tags[i]);
      row->search_key = ibid_text_fold (text->str);
    }
  return row->search_key;
}
