/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-notes-panel-private.h"

/* What stands above the list: highlights in doubt, copies beside the file, whether all is saved. */

enum
{
  MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
ibid_notes_panel_install_signals (IbidNotesPanelClass *klass)
{
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static char *
dup_review_text (guint n_uncertain, guint n_lost)
{
  if (n_uncertain > 0)
    return g_strdup_printf (ngettext ("%'u highlight could not be placed with certainty",
                                      "%'u highlights could not be placed with certainty",
                                      n_uncertain),
                            n_uncertain);
  return g_strdup_printf (ngettext ("%'u highlight has lost its passage",
                                    "%'u highlights have lost their passages", n_lost),
                          n_lost);
}

static void
show_copy (IbidNotesPanel *self, GListModel *copies)
{
  guint n_copies = copies != NULL ? g_list_model_get_n_items (copies) : 0;
  g_autoptr (GFile) first = n_copies > 0 ? g_list_model_get_item (copies, 0) : NULL;
  g_autofree char *name = first != NULL ? g_file_get_basename (first) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->copy_notice, n_copies > 0);
  if (n_copies == 0)
    return;
  /* Translators: %s is the name of a file that a synchronising program left */
  text = g_strdup_printf (_ ("Another copy of your notes lies beside them: %s"), shown);
  gtk_label_set_label (self->copy_label, text);
}

void
ibid_notes_panel_update_notices (IbidNotesPanel *self)
{
  guint n_uncertain = ibid_note_list_model_count_state (self->model, IBID_ANCHOR_STATE_UNCERTAIN);
  guint n_lost = ibid_note_list_model_count_state (self->model, IBID_ANCHOR_STATE_LOST);
  g_autofree char *text = dup_review_text (n_uncertain, n_lost);

  gtk_label_set_label (self->review_label, text);
  gtk_widget_set_visible (self->review_notice, n_uncertain + n_lost > 0);
  show_copy (self, self->dossier != NULL ? ibid_dossier_get_conflict_copies (self->dossier) : NULL);
  gtk_widget_set_visible (self->notices, gtk_widget_get_visible (self->review_notice) ||
                                             gtk_widget_get_visible (self->copy_notice));
}

void
ibid_notes_panel_update_saved (IbidNotesPanel *self)
{
  gboolean problem = self->dossier != NULL && ibid_dossier_get_save_problem (self->dossier) != NULL;
  gboolean saved = self->dossier != NULL && ibid_dossier_is_saved (self->dossier);

  gtk_widget_set_visible (self->saved, self->dossier != NULL);
  gtk_image_set_from_icon_name (self->saved_icon, problem ? "dialog-warning-symbolic"
                                                  : saved ? "ibid-supports-symbolic"
                                                          : "content-loading-symbolic");
  gtk_label_set_label (self->saved_label, problem ? _ ("Not saved")
                                          : saved ? _ ("Saved")
                                                  : _ ("Saving…"));
  gtk_widget_set_tooltip_text (self->saved,
                               problem ? ibid_dossier_get_save_problem (self->dossier) : NULL);
}

static void
merged_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (IbidNotesPanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int n_changed = ibid_dossier_merge_copy_finish (IBID_DOSSIER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->merging);
  ibid_notes_panel_update_actions (self);
  if (n_changed > 0)
    text = g_strdup_printf (ngettext ("%d highlight added or changed by the copy",
                                      "%d highlights added or changed by the copy", n_changed),
                            n_changed);
  else if (n_changed == 0)
    text = g_strdup (_ ("The copy held nothing new"));
  else
    text = g_strdup (error->message);
  g_signal_emit (self, signals[MESSAGE], 0, text);
}

/* Merges the copy that is named above the list. */
void
ibid_notes_panel_merge_copy (IbidNotesPanel *self)
{
  GListModel *copies = ibid_dossier_get_conflict_copies (self->dossier);
  g_autoptr (GFile) copy = g_list_model_get_item (copies, 0);

  if (copy == NULL || self->merging != NULL)
    return;
  self->merging = g_cancellable_new ();
  ibid_notes_panel_update_actions (self);
  ibid_dossier_merge_copy_async (self->dossier, copy, self->merging, merged_cb,
                                 g_object_ref (self));
}
