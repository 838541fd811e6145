/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ibid-candidate-list.h"
#include "ibid-source-words.h"

struct _IbidCandidateList
{
  GtkBox parent_instance;

  /* children */
  GtkListBox *list;

  /* borrowed: radio buttons in the list, the first for "undecided" */
  GPtrArray *buttons;

  /* owned */
  IbidDossier *dossier;
  IbidCitationItem *item;

  /* plain */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (IbidCandidateList, ibid_candidate_list, GTK_TYPE_BOX)

static IbidSource *
dup_candidate (IbidCandidateList *self, guint index)
{
  if (index == 0)
    return NULL;
  return g_list_model_get_item (ibid_citation_item_get_candidates (self->item), index - 1);
}

static guint
chosen_index (IbidCandidateList *self)
{
  GListModel *candidates = ibid_citation_item_get_candidates (self->item);
  IbidSource *source = ibid_citation_item_get_source (self->item);

  for (guint i = 0; source != NULL && i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (IbidSource) candidate = g_list_model_get_item (candidates, i);

      if (candidate == source)
        return i + 1;
    }
  return 0;
}

static void
toggled_cb (IbidCandidateList *self, GtkCheckButton *button)
{
  g_autoptr (IbidSource) source = NULL;
  guint index;

  if (self->showing || !gtk_check_button_get_active (button) ||
      !g_ptr_array_find (self->buttons, button, &index) || index == chosen_index (self))
    return;
  source = dup_candidate (self, index);
  ibid_dossier_choose_candidate (self->dossier, self->item, source);
}

static void
add_choice (IbidCandidateList *self, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle != NULL ? subtitle : "", NULL);
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "", -1);
  if (self->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_ptr_array_add (self->buttons, button);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
fill (IbidCandidateList *self)
{
  GListModel *candidates = ibid_citation_item_get_candidates (self->item);
  GtkWidget *row;

  g_ptr_array_set_size (self->buttons, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  add_choice (self, _ ("Undecided"), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (IbidSource) source = g_list_model_get_item (candidates, i);
      g_autofree char *label = ibid_source_dup_label (source);
      g_autofree char *line = ibid_words_dup_source_line (source);

      add_choice (self, label, line);
    }
}

static void
ibid_candidate_list_finalize (GObject *object)
{
  IbidCandidateList *self = IBID_CANDIDATE_LIST (object);

  g_clear_object (&self->dossier);
  g_clear_object (&self->item);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (ibid_candidate_list_parent_class)->finalize (object);
}

static void
ibid_candidate_list_class_init (IbidCandidateListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ibid_candidate_list_finalize;
}

static void
ibid_candidate_list_init (IbidCandidateList *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Which source is meant?"));

  self->buttons = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self), heading);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Candidates"), -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

GtkWidget *
ibid_candidate_list_new (void)
{
  return g_object_new (IBID_TYPE_CANDIDATE_LIST, NULL);
}

/* hides itself where there is nothing to choose */
void
ibid_candidate_list_show (IbidCandidateList *self, IbidDossier *dossier, IbidCitationItem *item)
{
  guint n = g_list_model_get_n_items (ibid_citation_item_get_candidates (item));

  g_set_object (&self->dossier, dossier);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  self->showing = TRUE;
  if (g_set_object (&self->item, item) || self->buttons->len != n + 1)
    fill (self);
  gtk_check_button_set_active (g_ptr_array_index (self->buttons, chosen_index (self)), TRUE);
  self->showing = FALSE;
}
