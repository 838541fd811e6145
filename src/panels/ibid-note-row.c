/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-fold.h"
#include "ibid-mark-labels.h"
#include "ibid-note-row.h"
#include "ibid-note-text.h"
#include "ibid-panel-widgets.h"

/* More cannot be seen in the lines that a row has, and setting it would take time. */
#define SHOWN_CHARS 280

struct _IbidNoteRow
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *heading;
  GtkInscription *heading_label; /* asks for no room of its own: quick */
  GtkLabel *heading_count;
  GtkWidget *body;
  GtkCheckButton *check;
  GtkWidget *tile;
  GtkLabel *quote;
  GtkWidget *note_box;
  GtkLabel *note;
  GtkInscription *tags;
  GtkInscription *place;
  GtkWidget *state;
  GtkImage *state_icon;
  GtkLabel *state_label;

  /* owned */
  IbidNoteListModel *model;
  IbidNoteListRow *row;
  GSignalGroup *row_signals;
};

G_DEFINE_FINAL_TYPE (IbidNoteRow, ibid_note_row, GTK_TYPE_WIDGET)

/* The beginning of a text, on one line. */
static char *
dup_beginning (const char *text)
{
  g_autofree char *cut = NULL;
  g_autofree char *line = NULL;
  const char *end = text;

  for (guint i = 0; i < SHOWN_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  cut = g_strndup (text, (gsize)(end - text));
  line = ibid_text_collapse_space (cut);
  return *end != '\0' ? g_strconcat (line, "…", NULL) : g_steal_pointer (&line);
}

static char *
dup_tags (IbidAnnotation *annotation)
{
  const char *const *tags = ibid_annotation_get_tags (annotation);
  GString *text = g_string_new (NULL);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    g_string_append_printf (text, "%s#%s", i > 0 ? "  " : "", tags[i]);
  return g_string_free (text, FALSE);
}

static void
show_text (GtkLabel *label, GtkWidget *holder, const char *text)
{
  gboolean has_text = text != NULL && text[0] != '\0';

  gtk_widget_set_visible (holder, has_text);
  gtk_label_set_label (label, has_text ? text : "");
}

static void
show_line (GtkInscription *line, const char *text)
{
  gboolean has_text = text != NULL && text[0] != '\0';

  gtk_widget_set_visible (GTK_WIDGET (line), has_text);
  gtk_inscription_set_text (line, has_text ? text : "");
}

static void
show_state (IbidNoteRow *self, IbidAnchorState state)
{
  gboolean shown = state != IBID_ANCHOR_STATE_EXACT;

  gtk_widget_set_visible (self->state, shown);
  if (!shown)
    return;
  for (guint i = 0; i < IBID_N_ANCHOR_STATES; i++)
    if (i != (guint)state)
      gtk_widget_remove_css_class (self->state, ibid_anchor_state_class ((IbidAnchorState)i));
  gtk_widget_add_css_class (self->state, ibid_anchor_state_class (state));
  gtk_image_set_from_icon_name (self->state_icon, ibid_anchor_state_icon (state));
  gtk_label_set_label (self->state_label, ibid_anchor_state_label (state));
  gtk_widget_set_tooltip_text (self->state, ibid_anchor_state_explanation (state));
}

/* "Yellow: “China gains a market”, note: Who says so?, #surveillance, Ties with Beijing, Moved" */
static void
show_description (IbidNoteRow *self, IbidAnnotation *annotation, const char *tags)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  IbidAnchorState state = ibid_annotation_get_state (annotation);
  const char *place = ibid_note_list_model_get_place (self->model, annotation);
  g_autoptr (GString) text = g_string_new (NULL);

  if (parent == NULL)
    return;
  /* Translators: the colour of a highlight, and the text that is highlighted */
  g_string_append_printf (text, _ ("%s: “%s”"),
                          ibid_annotation_style_label (ibid_annotation_get_style (annotation)),
                          gtk_label_get_label (self->quote));
  if (gtk_widget_get_visible (self->note_box))
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("note: %s"), gtk_label_get_label (self->note));
    }
  if (tags[0] != '\0')
    g_string_append_printf (text, ", %s", tags);
  if (place != NULL)
    g_string_append_printf (text, ", %s", place);
  if (state != IBID_ANCHOR_STATE_EXACT)
    g_string_append_printf (text, ", %s", ibid_anchor_state_label (state));
  /* the list's own item around this widget is what the keyboard focuses */
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
show_place (IbidNoteRow *self, IbidAnnotation *annotation)
{
  /* in reading order it stands above the rows */
  gboolean said = ibid_note_list_model_get_sort (self->model) == IBID_NOTE_SORT_PLACE;
  const char *place = said ? NULL : ibid_note_list_model_get_place (self->model, annotation);
  g_autofree char *line = place != NULL ? dup_beginning (place) : NULL;

  show_line (self->place, line);
}

static void
show_annotation (IbidNoteRow *self)
{
  IbidAnnotation *annotation = ibid_note_list_row_get_annotation (self->row);
  const char *note = ibid_annotation_get_note (annotation);
  g_autofree char *quote =
      dup_beginning (ibid_selector_get_exact (ibid_annotation_get_selector (annotation)));
  g_autofree char *beginning = note != NULL ? ibid_notes_dup_beginning (note, SHOWN_CHARS) : NULL;
  g_autofree char *tags = dup_tags (annotation);

  ibid_mark_tile_set_style (self->tile, ibid_annotation_get_style (annotation));
  gtk_label_set_label (self->quote, quote);
  show_text (self->note, self->note_box, beginning);
  show_line (self->tags, tags);
  show_place (self, annotation);
  show_state (self, ibid_annotation_get_state (annotation));
  show_description (self, annotation, tags);
}

static void
show_heading (IbidNoteRow *self)
{
  const char *heading = ibid_note_list_row_get_heading (self->row);
  g_autofree char *count = NULL;

  gtk_widget_set_visible (self->heading, heading != NULL);
  if (heading == NULL)
    return;
  count = g_strdup_printf ("%'u", ibid_note_list_row_get_heading_count (self->row));
  gtk_inscription_set_text (self->heading_label, heading);
  gtk_label_set_label (self->heading_count, count);
}

static void
row_notify_cb (IbidNoteRow *self, GParamSpec *pspec, IbidNoteListRow *row)
{
  if (g_str_equal (pspec->name, "annotation"))
    show_annotation (self);
  else
    show_heading (self);
}

void
ibid_note_row_set_row (IbidNoteRow *self, IbidNoteListRow *row)
{
  g_return_if_fail (IBID_IS_NOTE_ROW (self));

  if (!g_set_object (&self->row, row))
    return;
  g_signal_group_set_target (self->row_signals, row);
  if (row == NULL)
    return;
  show_annotation (self);
  show_heading (self);
}

void
ibid_note_row_set_checkable (IbidNoteRow *self, gboolean checkable)
{
  g_return_if_fail (IBID_IS_NOTE_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->check), checkable);
}

void
ibid_note_row_set_checked (IbidNoteRow *self, gboolean checked)
{
  g_return_if_fail (IBID_IS_NOTE_ROW (self));

  gtk_check_button_set_active (self->check, checked);
}

void
ibid_note_row_refresh (IbidNoteRow *self)
{
  g_return_if_fail (IBID_IS_NOTE_ROW (self));

  if (self->row != NULL)
    show_place (self, ibid_note_list_row_get_annotation (self->row));
}

IbidAnnotation *
ibid_note_row_get_annotation (IbidNoteRow *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_ROW (self), NULL);

  return self->row != NULL ? ibid_note_list_row_get_annotation (self->row) : NULL;
}

GtkWidget *
ibid_note_row_get_body (IbidNoteRow *self)
{
  g_return_val_if_fail (IBID_IS_NOTE_ROW (self), NULL);

  return self->body;
}

static void
ibid_note_row_dispose (GObject *object)
{
  IbidNoteRow *self = IBID_NOTE_ROW (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_NOTE_ROW);

  G_OBJECT_CLASS (ibid_note_row_parent_class)->dispose (object);
}

static void
ibid_note_row_class_init (IbidNoteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ibid_note_row_dispose;

  ibid_panels_register_icons ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, heading);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, heading_count);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, body);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, check);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, tile);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, quote);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, note_box);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, note);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, tags);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, place);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, state);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, IbidNoteRow, state_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noterow");
}

static void
ibid_note_row_init (IbidNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);

  self->row_signals = g_signal_group_new (IBID_TYPE_NOTE_LIST_ROW);
  g_signal_group_connect_object (self->row_signals, "notify", G_CALLBACK (row_notify_cb), self,
                                 G_CONNECT_SWAPPED);
}

GtkWidget *
ibid_note_row_new (IbidNoteListModel *model)
{
  IbidNoteRow *self = g_object_new (IBID_TYPE_NOTE_ROW, NULL);

  self->model = g_object_ref (model);
  return GTK_WIDGET (self);
}
