/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-source-record.h"

typedef struct
{
  const char *name; /* as ibid_dossier_edit_source() knows it */
  const char *title;
  const char *hint;
} FieldWords;

static const FieldWords field_words[] = {
  { "title", N_ ("Title"), NULL },
  { "author", N_ ("Author"), N_ ("Family name, given name; several are parted by semicolons") },
  { "issued", N_ ("Date"),
    N_ ("2021-01-22, 2021-03 or 2021; 2021-01-22~ is about that day; XXXX-01-22 where the year is "
        "unknown") },
  { "URL", N_ ("Link"), NULL },
  { "archived", N_ ("Archived copy"), N_ ("Address of a copy in a web archive") },
  { "language", N_ ("Language"), N_ ("A language tag: en, ru, zh-Hans") },
};
#define N_FIELDS G_N_ELEMENTS (field_words)

typedef struct
{
  AdwEntryRow *row;
  GtkWidget *problem_row;
  GtkLabel *problem;
  char *shown; /* what the model said last; an entry that differs is being edited */
} Field;

struct _IbidSourceRecord
{
  GtkBox parent_instance;

  /* children */
  GtkListBox *list;
  Field fields[N_FIELDS];

  /* owned */
  IbidDossier *dossier;
  IbidSource *source;
};

G_DEFINE_FINAL_TYPE (IbidSourceRecord, ibid_source_record, GTK_TYPE_BOX)

static char *
dup_value (IbidSource *source, const char *name)
{
  IbidCsl *csl = ibid_source_get_csl (source);
  IbidPartialDate *date;

  if (g_str_equal (name, "archived"))
    return g_strdup (ibid_source_get_archived (source));
  if (g_str_equal (name, "issued"))
    {
      date = ibid_source_get_date (source);
      return date != NULL ? ibid_partial_date_to_edtf (date) : NULL;
    }
  if (csl == NULL)
    return NULL;
  if (g_str_equal (name, "author"))
    return ibid_csl_dup_author_text (csl);
  if (g_str_equal (name, "title"))
    return g_strdup (ibid_csl_get (csl, IBID_CSL_TITLE));
  if (g_str_equal (name, "URL"))
    return g_strdup (ibid_csl_get (csl, IBID_CSL_URL));
  return g_strdup (ibid_csl_get (csl, IBID_CSL_LANGUAGE));
}

static void
show_problem (Field *field, const char *message)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (field->row));

  gtk_widget_set_visible (field->problem_row, message != NULL);
  gtk_label_set_label (field->problem, message != NULL ? message : "");
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (field->row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (field->row), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_value (Field *field, const char *value)
{
  g_free (field->shown);
  field->shown = g_strdup (value != NULL ? value : "");
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (field->row)), field->shown) != 0)
    gtk_editable_set_text (GTK_EDITABLE (field->row), field->shown);
  show_problem (field, NULL);
}

static guint
field_of (IbidSourceRecord *self, gpointer row)
{
  guint i = 0;

  while (i < N_FIELDS && (gpointer)self->fields[i].row != row)
    i++;
  return i;
}

static void
apply_cb (IbidSourceRecord *self, AdwEntryRow *row)
{
  guint i = field_of (self, row);
  Field *field = &self->fields[i];
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr (GError) error = NULL;

  if (self->source == NULL || g_strcmp0 (value, field->shown) == 0)
    return;
  if (!ibid_dossier_edit_source (self->dossier, self->source, field_words[i].name, value, &error))
    {
      show_problem (field, error->message);
      return;
    }
  show_value (field, value);
}

static void
changed_cb (IbidSourceRecord *self, AdwEntryRow *row)
{
  Field *field = &self->fields[field_of (self, row)];

  if (gtk_widget_get_visible (field->problem_row))
    show_problem (field, NULL);
}

/* Escape takes back what was typed */
static gboolean
key_pressed_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state,
                IbidSourceRecord *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  Field *field = &self->fields[field_of (self, row)];

  if (keyval != GDK_KEY_Escape ||
      g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), field->shown) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (row), field->shown);
  show_problem (field, NULL);
  return GDK_EVENT_STOP;
}

static void
name_entry (AdwEntryRow *row, const char *title, const char *hint)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), hint);
}

static void
add_field (IbidSourceRecord *self, guint i)
{
  Field *field = &self->fields[i];
  const char *title = _ (field_words[i].title);
  const char *hint = field_words[i].hint != NULL ? _ (field_words[i].hint) : NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  field->shown = g_strdup ("");
  field->row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);
  name_entry (field->row, title, hint);
  g_signal_connect_object (field->row, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field->row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (field->row), keys);
  gtk_list_box_append (self->list, GTK_WIDGET (field->row));

  field->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (field->problem, TRUE);
  gtk_label_set_xalign (field->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (field->problem), "error");
  gtk_widget_add_css_class (GTK_WIDGET (field->problem), "caption");
  field->problem_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (field->problem_row), GTK_WIDGET (field->problem));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (field->problem_row), FALSE);
  gtk_widget_add_css_class (field->problem_row, "problem");
  gtk_widget_set_focusable (field->problem_row, FALSE);
  gtk_widget_set_visible (field->problem_row, FALSE);
  gtk_list_box_append (self->list, field->problem_row);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (field->row))),
      GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, field->problem, -1);
}

static void
ibid_source_record_finalize (GObject *object)
{
  IbidSourceRecord *self = IBID_SOURCE_RECORD (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->source);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&self->fields[i].shown, g_free);
  G_OBJECT_CLASS (ibid_source_record_parent_class)->finalize (object);
}

static void
ibid_source_record_class_init (IbidSourceRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_source_record_finalize;
}

static void
ibid_source_record_init (IbidSourceRecord *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Source"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "source-record");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Record of the source"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  for (guint i = 0; i < N_FIELDS; i++)
    add_field (self, i);
}

GtkWidget *
ibid_source_record_new (void)
{
  return g_object_new (IBID_TYPE_SOURCE_RECORD, NULL);
}

/* an entry that is being edited keeps what was typed, as long as the source is the same */
void
ibid_source_record_show (IbidSourceRecord *self, IbidDossier *dossier, IbidSource *source)
{
  gboolean another = g_set_object (&self->source, source);

  g_set_object (&self->dossier, dossier);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      Field *field = &self->fields[i];
      g_autofree char *value = dup_value (source, field_words[i].name);
      gboolean edited =
          g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (field->row)), field->shown) != 0;

      if (another || !edited)
        show_value (field, value);
    }
}

static guint
index_of (const char *name)
{
  guint i = 0;

  while (i < N_FIELDS && !g_str_equal (field_words[i].name, name))
    i++;
  return i;
}

GtkEditable *
ibid_source_record_get_entry (IbidSourceRecord *self, const char *field)
{
  guint i = index_of (field);

  return i < N_FIELDS ? GTK_EDITABLE (self->fields[i].row) : NULL;
}

const char *
ibid_source_record_get_problem (IbidSourceRecord *self, const char *field)
{
  guint i = index_of (field);

  if (i == N_FIELDS || !gtk_widget_get_visible (self->fields[i].problem_row))
    return NULL;
  return gtk_label_get_label (self->fields[i].problem);
}
