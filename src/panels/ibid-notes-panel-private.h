/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-note-choices.h"
#include "ibid-note-list-model.h"
#include "ibid-note-review-page.h"
#include "ibid-note-row.h"
#include "ibid-note-selection.h"
#include "ibid-notes-panel.h"

G_BEGIN_DECLS

struct _IbidNotesPanel
{
  GtkWidget parent_instance;

  /* template children */
  GtkStack *stack;      /* "list", "review" */
  GtkStack *list_stack; /* "rows", "no-match", "empty" */
  GtkSearchEntry *search;
  GtkMenuButton *filter_button;
  GtkLabel *count;
  GtkWidget *saved;
  GtkImage *saved_icon;
  GtkLabel *saved_label;
  GtkWidget *notices;
  GtkWidget *review_notice;
  GtkLabel *review_label;
  GtkWidget *copy_notice;
  GtkLabel *copy_label;
  GtkWidget *merge_button;
  GtkWidget *chips_box;
  GtkListView *list;
  GtkRevealer *bar;
  GtkLabel *bar_label;
  GtkMenuButton *bar_style_button;
  GtkWidget *bar_tag_button;
  IbidNoteReviewPage *review;

  /* owned */
  IbidReadingState *state;
  IbidDossier *dossier;
  IbidNoteListModel *model;
  IbidNoteChoices *choices;
  GtkSliceListModel *slice; /* the first rows while somebody types, then all */
  IbidNoteSelection *selection;
  GSignalGroup *state_signals;
  GSignalGroup *dossier_signals;
  GSignalGroup *annotations_signals;
  GSignalGroup *copies_signals;
  GSimpleActionGroup *actions;
  GCancellable *merging;

  /* plain */
  guint grow_id;   /* timeout, then idle: the slice grows back */
  guint update_id; /* idle: the list follows the annotations */
  gboolean stale;  /* it has not yet */
  gboolean selecting;
};

/* in ibid-notes-panel.c */
void ibid_notes_panel_jump_to (IbidNotesPanel *self, IbidAnnotation *annotation);
void ibid_notes_panel_show_list (IbidNotesPanel *self);
void ibid_notes_panel_show_review (IbidNotesPanel *self);
void ibid_notes_panel_refresh_rows (IbidNotesPanel *self);
void ibid_notes_panel_flush (IbidNotesPanel *self);
IbidNoteRow *ibid_notes_panel_find_row (IbidNotesPanel *self, IbidAnnotation *annotation);
void ibid_notes_panel_focus_annotation (IbidNotesPanel *self, IbidAnnotation *annotation);

/* in ibid-notes-panel-actions.c */
void ibid_notes_panel_add_actions (IbidNotesPanel *self);
void ibid_notes_panel_update_actions (IbidNotesPanel *self);
void ibid_notes_panel_popup_menu (IbidNotesPanel *self, IbidAnnotation *annotation);
void ibid_notes_panel_set_selecting (IbidNotesPanel *self, gboolean selecting);
/* what is selected in the list, in its order: an array of IbidAnnotation */
GPtrArray *ibid_notes_panel_dup_selected (IbidNotesPanel *self) G_GNUC_WARN_UNUSED_RESULT;
/* the same, or that one alone when it is not among them */
GPtrArray *ibid_notes_panel_dup_dragged (IbidNotesPanel *self, IbidAnnotation *annotation)
    G_GNUC_WARN_UNUSED_RESULT;

/* in ibid-notes-panel-rows.c */
void ibid_notes_panel_set_up_rows (IbidNotesPanel *self);

/* in ibid-notes-panel-notices.c */
void ibid_notes_panel_install_signals (IbidNotesPanelClass *klass);
void ibid_notes_panel_update_notices (IbidNotesPanel *self);
void ibid_notes_panel_update_saved (IbidNotesPanel *self);
void ibid_notes_panel_merge_copy (IbidNotesPanel *self);

G_END_DECLS
