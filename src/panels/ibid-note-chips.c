/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-note-chips.h"
#include "ibid-panel-widgets.h"
#include "ibid-wrap-layout.h"

struct _IbidNoteChips
{
  GtkWidget parent_instance;

  /* owned */
  IbidNoteChoices *choices;
  GPtrArray *all; /* of IbidNoteChoice, one for every child */
};

G_DEFINE_FINAL_TYPE (IbidNoteChips, ibid_note_chips, GTK_TYPE_WIDGET)

/* The next chip takes the focus, so that several can be let go of one after the other. */
static void
clicked_cb (GtkWidget *button, IbidNoteChips *self)
{
  guint position = 0;
  g_autoptr (IbidNoteChoice) choice = NULL;
  const IbidNoteChoice *chosen;
  GtkWidget *child;

  for (GtkWidget *before = gtk_widget_get_prev_sibling (button); before != NULL;
       before = gtk_widget_get_prev_sibling (before))
    position++;
  chosen = g_ptr_array_index (self->all, position);
  choice = ibid_note_choice_new (chosen->facet, chosen->value, chosen->tag);
  ibid_note_choices_set (self->choices, choice, FALSE);

  child = gtk_widget_get_first_child (GTK_WIDGET (self));
  for (guint i = 0; child != NULL && i < position && gtk_widget_get_next_sibling (child) != NULL;
       i++)
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_grab_focus (child);
}

static GtkWidget *
new_chip (const IbidNoteChoice *choice)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *text = ibid_note_choice_dup_label (choice);
  g_autofree char *spoken = NULL;
  GtkWidget *label = gtk_label_new (text);

  /* Translators: %s is what a list is filtered by: "Yellow" */
  spoken = g_strdup_printf (_ ("Stop filtering by “%s”"), text);
  if (choice->facet == IBID_NOTE_FACET_STYLE)
    gtk_box_append (GTK_BOX (box), ibid_mark_tile_new ((IbidAnnotationStyle)choice->value));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_widget_add_css_class (button, "note-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static void
fill (IbidNoteChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = ibid_note_choices_dup_all (self->choices);
  for (guint i = 0; i < self->all->len; i++)
    {
      GtkWidget *chip = new_chip (g_ptr_array_index (self->all, i));

      gtk_widget_set_parent (chip, GTK_WIDGET (self));
      g_signal_connect_object (chip, "clicked", G_CALLBACK (clicked_cb), self, 0);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->all->len > 0);
}

static void
ibid_note_chips_dispose (GObject *object)
{
  IbidNoteChips *self = IBID_NOTE_CHIPS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_object (&self->choices);

  G_OBJECT_CLASS (ibid_note_chips_parent_class)->dispose (object);
}

static void
ibid_note_chips_class_init (IbidNoteChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ibid_note_chips_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, IBID_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "notechips");
}

static void
ibid_note_chips_init (IbidNoteChips *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filtered By"), -1);
}

GtkWidget *
ibid_note_chips_new (IbidNoteChoices *choices)
{
  IbidNoteChips *self = g_object_new (IBID_TYPE_NOTE_CHIPS, NULL);

  self->choices = g_object_ref (choices);
  g_signal_connect_object (choices, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
