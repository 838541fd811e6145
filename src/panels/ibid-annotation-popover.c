/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-annotation-popover.h"
#include "ibid-mark-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-passage.h"
#include "ibid-source-words.h"

#define SNIPPET_CHARS 80

struct _IbidAnnotationPopover
{
  GtkPopover parent_instance;

  /* template children */
  GtkStack *stack;
  GtkWidget *choice;
  GtkWidget *choice_title;
  GtkListBox *list;

  /* borrowed: a child */
  IbidAnnotationEditor *editor;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  GPtrArray *offered; /* of IbidAnnotation, or NULL */
};

G_DEFINE_FINAL_TYPE (IbidAnnotationPopover, ibid_annotation_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_STATE = 1,
} IbidAnnotationPopoverProperty;

static GParamSpec *properties[PROP_STATE + 1];
static guint open_link_signal;

static void
show_editor (IbidAnnotationPopover *self)
{
  ibid_annotation_editor_set_annotation (self->editor,
                                         ibid_reading_state_get_annotation (self->state));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->editor));
}

static IbidAnnotation *
get_row_annotation (IbidAnnotationPopover *self, GtkListBoxRow *row)
{
  IbidAnnotation *offered =
      g_ptr_array_index (self->offered, (guint)gtk_list_box_row_get_index (row));

  /* in its present state: it may have been changed since it was offered */
  return ibid_annotations_lookup (ibid_dossier_get_annotations (self->dossier),
                                  ibid_annotation_get_id (offered));
}

static void
row_selected_cb (IbidAnnotationPopover *self, GtkListBoxRow *row)
{
  if (row != NULL && self->offered != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ibid_reading_state_select_annotation (self->state, get_row_annotation (self, row));
}

static void
row_activated_cb (IbidAnnotationPopover *self, GtkListBoxRow *row)
{
  ibid_reading_state_select_annotation (self->state, get_row_annotation (self, row));
  if (ibid_reading_state_get_annotation (self->state) == NULL)
    return;
  show_editor (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static char *
dup_row_label (IbidAnnotation *annotation, const char *snippet)
{
  const char *style = ibid_annotation_style_label (ibid_annotation_get_style (annotation));

  if (ibid_annotation_get_note (annotation) == NULL)
    return g_strdup_printf ("%s, %s", style, snippet);
  /* Translators: a highlight for a screen reader: its colour, then its words */
  return g_strdup_printf (_ ("%s with a note, %s"), style, snippet);
}

static GtkWidget *
new_row (IbidAnnotationPopover *self, IbidAnnotation *annotation)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *text =
      ibid_passage_dup_text (annotation, ibid_dossier_get_article (self->dossier));
  g_autofree char *snippet = ibid_words_dup_snippet (g_strdelimit (text, "\n", ' '), SNIPPET_CHARS);
  g_autofree char *name = dup_row_label (annotation, snippet);
  GtkWidget *label = gtk_label_new (snippet);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (box, "panel-row");
  gtk_box_append (GTK_BOX (box), ibid_mark_tile_new (ibid_annotation_get_style (annotation)));
  gtk_box_append (GTK_BOX (box), label);
  if (ibid_annotation_get_note (annotation) != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("ibid-note-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
clear_list (IbidAnnotationPopover *self)
{
  GtkWidget *row;

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
open_link_cb (IbidAnnotationPopover *self, const char *uri)
{
  g_signal_emit (self, open_link_signal, 0, uri);
}

/* removed, or another article: there is nothing to be edited any more */
static void
annotation_changed_cb (IbidAnnotationPopover *self)
{
  if (ibid_reading_state_get_annotation (self->state) == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
ibid_annotation_popover_closed (GtkPopover *popover)
{
  IbidAnnotationPopover *self = IBID_ANNOTATION_POPOVER (popover);

  ibid_annotation_editor_set_annotation (self->editor, NULL);
  clear_list (self);
}

static void
ibid_annotation_popover_get_property (GObject *object, guint prop_id, GValue *value,
                                      GParamSpec *pspec)
{
  switch ((IbidAnnotationPopoverProperty)prop_id)
    {
    case PROP_STATE:
      g_value_set_object (value, IBID_ANNOTATION_POPOVER (object)->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_popover_set_property (GObject *object, guint prop_id, const GValue *value,
                                      GParamSpec *pspec)
{
  switch ((IbidAnnotationPopoverProperty)prop_id)
    {
    case PROP_STATE:
      IBID_ANNOTATION_POPOVER (object)->state = g_value_dup_object (value);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ibid_annotation_popover_constructed (GObject *object)
{
  IbidAnnotationPopover *self = IBID_ANNOTATION_POPOVER (object);

  G_OBJECT_CLASS (ibid_annotation_popover_parent_class)->constructed (object);

  self->editor = IBID_ANNOTATION_EDITOR (ibid_annotation_editor_new (self->state));
  g_signal_connect_object (self->editor, "open-link", G_CALLBACK (open_link_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->editor));
  g_signal_connect_object (self->state, "notify::annotation", G_CALLBACK (annotation_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
ibid_annotation_popover_dispose (GObject *object)
{
  IbidAnnotationPopover *self = IBID_ANNOTATION_POPOVER (object);

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), IBID_TYPE_ANNOTATION_POPOVER);
  g_clear_object (&self->dossier);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (ibid_annotation_popover_parent_class)->dispose (object);
}

static void
ibid_annotation_popover_class_init (IbidAnnotationPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ibid_annotation_popover_constructed;
  object_class->dispose = ibid_annotation_popover_dispose;
  object_class->get_property = ibid_annotation_popover_get_property;
  object_class->set_property = ibid_annotation_popover_set_property;
  GTK_POPOVER_CLASS (klass)->closed = ibid_annotation_popover_closed;

  properties[PROP_STATE] =
      g_param_spec_object ("state", NULL, NULL, IBID_TYPE_READING_STATE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  open_link_signal = g_signal_new ("open-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               IBID_APP_PATH "/panels/ibid-annotation-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationPopover, choice);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationPopover, choice_title);
  gtk_widget_class_bind_template_child (widget_class, IbidAnnotationPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ibid_annotation_popover_init (IbidAnnotationPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ibid_annotation_popover_new (IbidReadingState *state)
{
  return g_object_new (IBID_TYPE_ANNOTATION_POPOVER, "state", state, NULL);
}

void
ibid_annotation_popover_set_dossier (IbidAnnotationPopover *self, IbidDossier *dossier)
{
  g_return_if_fail (IBID_IS_ANNOTATION_POPOVER (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  ibid_annotation_editor_set_dossier (self->editor, dossier);
  g_set_object (&self->dossier, dossier);
}

void
ibid_annotation_popover_offer (IbidAnnotationPopover *self, GPtrArray *annotations)
{
  g_return_if_fail (IBID_IS_ANNOTATION_POPOVER (self));

  if (annotations->len == 1)
    {
      ibid_annotation_popover_edit (self);
      return;
    }
  clear_list (self);
  self->offered = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < annotations->len; i++)
    {
      IbidAnnotation *annotation = g_ptr_array_index (annotations, i);

      g_ptr_array_add (self->offered, g_object_ref (annotation));
      gtk_list_box_append (self->list, new_row (self, annotation));
    }
  gtk_stack_set_visible_child (self->stack, self->choice);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

void
ibid_annotation_popover_edit (IbidAnnotationPopover *self)
{
  g_return_if_fail (IBID_IS_ANNOTATION_POPOVER (self));

  show_editor (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

IbidAnnotationEditor *
ibid_annotation_popover_get_editor (IbidAnnotationPopover *self)
{
  g_return_val_if_fail (IBID_IS_ANNOTATION_POPOVER (self), NULL);

  return self->editor;
}
