/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ibid-citation-inspector.h"
#include "ibid-entity-sidebar.h"
#include "ibid-notes-panel.h"
#include "ibid-outline.h"
#include "ibid-plain-text-view.h"
#include "ibid-window-private.h"
#include <glib/gi18n.h>

/* The open article: what the window follows of it, and the panels that show it. */

#define PLACE_KEPT_AFTER_MS 1500
/* how long the panels wait for the text, which is what the user opened the article for */
#define PANELS_FILLED_AFTER_MS 1500

static void
update_save_problem (IbidWindow *self)
{
  const char *problem =
      self->dossier != NULL ? ibid_dossier_get_save_problem (self->dossier) : NULL;

  if (problem != NULL)
    gtk_label_set_label (self->notice_label, problem);
  gtk_revealer_set_reveal_child (self->notice, problem != NULL);
}

static gboolean
keep_place_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->keep_place_id = 0;
  ibid_window_keep_place (self);
  return G_SOURCE_REMOVE;
}

/**
 * ibid_window_keep_place:
 * @self: the window
 *
 * Writes down where the reader is in the open article, if one is open.
 */
void
ibid_window_keep_place (IbidWindow *self)
{
  const IbidPlace *place = ibid_reading_state_get_place (self->state);

  g_clear_handle_id (&self->keep_place_id, g_source_remove);
  if (self->dossier != NULL && place != NULL)
    ibid_library_set_place (self->library, self->dossier, place->block, place->offset,
                            place->progress);
}

/**
 * ibid_window_keep_place_soon:
 * @self: the window
 *
 * Writes the place down before long, once for however many steps the reader takes until then.
 */
void
ibid_window_keep_place_soon (IbidWindow *self)
{
  if (self->dossier != NULL && self->keep_place_id == 0)
    self->keep_place_id = g_timeout_add (PLACE_KEPT_AFTER_MS, keep_place_cb, self);
}

static void
set_panels_dossier (IbidWindow *self, IbidDossier *dossier)
{
  ibid_outline_set_dossier (IBID_OUTLINE (self->outline), dossier);
  ibid_entity_sidebar_set_dossier (IBID_ENTITY_SIDEBAR (self->entity_sidebar), dossier);
  ibid_notes_panel_set_dossier (IBID_NOTES_PANEL (self->notes), dossier);
  ibid_citation_inspector_set_dossier (IBID_CITATION_INSPECTOR (self->inspector), dossier);
  ibid_plain_text_view_set_dossier (IBID_PLAIN_TEXT_VIEW (self->plain_text), dossier);
}

static gboolean
fill_panels_cb (gpointer user_data)
{
  IbidWindow *self = user_data;

  self->fill_panels_id = 0;
  set_panels_dossier (self, self->dossier);
  if (g_settings_get_boolean (self->settings, "plain-text"))
    g_signal_emit_by_name (self, "painted");
  return G_SOURCE_REMOVE;
}

/**
 * ibid_window_fill_panels:
 * @self: the window
 *
 * Fills the panels that are still waiting for the text to be painted.
 */
void
ibid_window_fill_panels (IbidWindow *self)
{
  if (self->fill_panels_id == 0)
    return;
  g_source_remove (self->fill_panels_id);
  fill_panels_cb (self);
}

/* Changes that cannot be saved are kept as long as Ibid is open, whatever is opened meanwhile. */
static void
keep_unsaved (IbidWindow *self)
{
  if (self->dossier != NULL && !ibid_dossier_flush (self->dossier, NULL) &&
      !g_ptr_array_find (self->unsaved, self->dossier, NULL))
    g_ptr_array_add (self->unsaved, g_object_ref (self->dossier));
}

/**
 * ibid_window_set_dossier:
 * @self: the window
 * @dossier: (nullable): an article, or NULL to close the one that is open
 *
 * Opens an article in the reading page, in place of the one before.
 */
void
ibid_window_set_dossier (IbidWindow *self, IbidDossier *dossier)
{
  IbidHistory *history = dossier != NULL ? ibid_dossier_get_history (dossier) : NULL;
  IbidArticle *article = dossier != NULL ? ibid_dossier_get_article (dossier) : NULL;
  guint block = 0, offset = 0;

  ibid_window_keep_place (self);
  /* a note that is being written belongs to the article before */
  ibid_annotator_set_dossier (self->annotator, NULL);
  keep_unsaved (self);
  g_set_object (&self->dossier, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  g_signal_group_set_target (self->history_signals, history);
  g_signal_group_set_target (self->article_signals, article);
  ibid_reading_state_set_article (self->state, article);
  ibid_reading_state_set_annotations (
      self->state, dossier != NULL ? ibid_dossier_get_annotations (dossier) : NULL);
  g_signal_group_set_target (self->annotations_signals,
                             ibid_reading_state_get_annotations (self->state));
  ibid_annotator_set_dossier (self->annotator, dossier);
  g_clear_handle_id (&self->fill_panels_id, g_source_remove);
  set_panels_dossier (self, NULL);
  update_save_problem (self);
  if (dossier == NULL)
    return;
  self->fill_panels_id = g_timeout_add (
      g_settings_get_boolean (self->settings, "plain-text") ? 0 : PANELS_FILLED_AFTER_MS,
      fill_panels_cb, self);
  ibid_library_get_place (self->library, dossier, &block, &offset);
  ibid_reader_view_show_article (self->reader, ibid_dossier_get_folder (dossier), block, offset);
}

/**
 * ibid_window_show_dossier:
 * @self: the window
 * @dossier: an article, open
 *
 * Brings an article up.
 */
void
ibid_window_show_dossier (IbidWindow *self, IbidDossier *dossier)
{
  if (!ibid_window_ensure_reading_page (self))
    return;
  /* at once: the frames of a transition would come out of the time until the first text */
  gtk_stack_set_visible_child_full (self->stack, "reading", GTK_STACK_TRANSITION_TYPE_NONE);
  if (dossier != self->dossier)
    ibid_window_set_dossier (self, dossier);
  ibid_window_update_chrome (self);
  gtk_widget_grab_focus (g_settings_get_boolean (self->settings, "plain-text")
                             ? self->plain_text
                             : GTK_WIDGET (self->reader));
}

/**
 * ibid_window_flush:
 * @self: the window
 * @error: what the first one that cannot be saved says
 *
 * Writes everything that is not on disk yet: of the open article, and of those before it that
 * could not be saved.
 *
 * Returns: whether all of it is saved
 */
gboolean
ibid_window_flush (IbidWindow *self, GError **error)
{
  for (guint i = 0; i < self->unsaved->len; i++)
    if (!ibid_dossier_flush (g_ptr_array_index (self->unsaved, i), error))
      return FALSE;
  return self->dossier == NULL || ibid_dossier_flush (self->dossier, error);
}

static void
performed_cb (IbidWindow *self, const char *label)
{
  ibid_window_toast (self, label, _ ("_Undo"), "win.undo");
}

/**
 * ibid_window_follow_dossier:
 * @self: the window
 *
 * Connects what the window follows of the open article; once, at construction.
 */
void
ibid_window_follow_dossier (IbidWindow *self)
{
  g_signal_group_connect_swapped (self->dossier_signals, "notify::save-problem",
                                  G_CALLBACK (update_save_problem), self);
  g_signal_group_connect_swapped (self->history_signals, "performed", G_CALLBACK (performed_cb),
                                  self);
  g_signal_group_connect_swapped (self->history_signals, "notify",
                                  G_CALLBACK (ibid_window_update_actions), self);
  g_signal_group_connect_swapped (self->article_signals, "decisions-changed",
                                  G_CALLBACK (ibid_window_update_title), self);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed",
                                  G_CALLBACK (ibid_window_update_annotation_actions), self);
}
