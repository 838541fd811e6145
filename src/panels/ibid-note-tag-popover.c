/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-fold.h"
#include "ibid-note-tag-popover.h"

#define MAX_HEIGHT 280
#define N_TAGS_SHOWN 50

struct _IbidNoteTagPopover
{
  GtkPopover parent_instance;

  /* owned by being children */
  GtkEditable *entry;
  GtkWidget *scroller;
  GtkWidget *box;
  GtkWidget *add;

  /* owned */
  IbidDossier *dossier;
  GPtrArray *ids; /* of char *: annotations change, their ids stay */

  /* plain */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (IbidNoteTagPopover, ibid_note_tag_popover, GTK_TYPE_POPOVER)

/* The annotations as they are now; borrowed. */
static GPtrArray *
dup_annotations (IbidNoteTagPopover *self)
{
  IbidAnnotations *annotations = ibid_dossier_get_annotations (self->dossier);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->ids->len; i++)
    {
      IbidAnnotation *annotation =
          ibid_annotations_lookup (annotations, g_ptr_array_index (self->ids, i));
      if (annotation != NULL)
        g_ptr_array_add (found, annotation);
    }
  return found;
}

static char *
dup_entered (IbidNoteTagPopover *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  return ibid_text_collapse_space (text[0] == '#' ? text + 1 : text);
}

static guint
count_tagged (GPtrArray *annotations, const char *tag)
{
  guint n = 0;

  for (guint i = 0; i < annotations->len; i++)
    n += ibid_annotation_has_tag (g_ptr_array_index (annotations, i), tag) ? 1 : 0;
  return n;
}

static void
show_check (GtkWidget *check, GPtrArray *annotations)
{
  guint n = count_tagged (annotations, g_object_get_data (G_OBJECT (check), "ibid-tag"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), n > 0 && n == annotations->len);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), n > 0 && n < annotations->len);
}

static void
show_checks (IbidNoteTagPopover *self)
{
  g_autoptr (GPtrArray) annotations = dup_annotations (self);

  self->filling = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (self->box); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    show_check (check, annotations);
  self->filling = FALSE;
}

/* Some have it: then all get it. */
static void
toggled_cb (GtkCheckButton *check, IbidNoteTagPopover *self)
{
  g_autoptr (GPtrArray) annotations = NULL;
  const char *tag = g_object_get_data (G_OBJECT (check), "ibid-tag");

  if (self->filling)
    return;
  annotations = dup_annotations (self);
  if (count_tagged (annotations, tag) < annotations->len)
    ibid_dossier_add_annotation_tag (self->dossier, annotations, tag);
  else
    ibid_dossier_remove_annotation_tag (self->dossier, annotations, tag);
  show_checks (self);
}

static void
add_check (IbidNoteTagPopover *self, const char *tag)
{
  g_autofree char *text = g_strconcat ("#", tag, NULL);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (check), "ibid-tag", g_strdup (tag), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), check);
}

/* Every tag of the article that holds what was typed. */
static void
fill (IbidNoteTagPopover *self)
{
  g_autoptr (GPtrArray) tags =
      ibid_annotations_dup_tags (ibid_dossier_get_annotations (self->dossier));
  g_autofree char *entered = dup_entered (self);
  g_autofree char *query = ibid_text_fold (entered);
  gboolean is_new = entered[0] != '\0';
  guint n_shown = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = g_ptr_array_index (tags, i);
      g_autofree char *key = ibid_text_search_key (tag);

      if (g_str_equal (tag, entered))
        is_new = FALSE;
      if (n_shown < N_TAGS_SHOWN && ibid_text_key_matches (key, query))
        {
          add_check (self, tag);
          n_shown++;
        }
    }
  gtk_widget_set_visible (self->scroller, n_shown > 0);
  gtk_widget_set_sensitive (self->add, is_new);
  show_checks (self);
}

static void
add_cb (IbidNoteTagPopover *self)
{
  g_autoptr (GPtrArray) annotations = dup_annotations (self);
  g_autofree char *tag = dup_entered (self);

  if (tag[0] == '\0')
    return;
  ibid_dossier_add_annotation_tag (self->dossier, annotations, tag);
  gtk_editable_set_text (self->entry, "");
}

static void
ibid_note_tag_popover_dispose (GObject *object)
{
  IbidNoteTagPopover *self = IBID_NOTE_TAG_POPOVER (object);

  g_clear_object (&self->dossier);
  g_clear_pointer (&self->ids, g_ptr_array_unref);

  G_OBJECT_CLASS (ibid_note_tag_popover_parent_class)->dispose (object);
}

static void
ibid_note_tag_popover_class_init (IbidNoteTagPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ibid_note_tag_popover_dispose;
}

static GtkWidget *
new_entry_line (IbidNoteTagPopover *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Find or Add a Tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find or Add a Tag"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "activate", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), self->add);
  return line;
}

static void
ibid_note_tag_popover_init (IbidNoteTagPopover *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scroller = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "note-filter");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_box_append (GTK_BOX (whole), new_entry_line (self));
  gtk_box_append (GTK_BOX (whole), self->scroller);
  gtk_popover_set_child (GTK_POPOVER (self), whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tags"),
                                  -1);
}

GtkWidget *
ibid_note_tag_popover_new (IbidDossier *dossier, GPtrArray *annotations)
{
  IbidNoteTagPopover *self = g_object_new (IBID_TYPE_NOTE_TAG_POPOVER, NULL);

  self->dossier = g_object_ref (dossier);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < annotations->len; i++)
    g_ptr_array_add (self->ids,
                     g_strdup (ibid_annotation_get_id (g_ptr_array_index (annotations, i))));
  fill (self);
  return GTK_WIDGET (self);
}
