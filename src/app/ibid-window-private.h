/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-annotator.h"
#include "ibid-find-bar.h"
#include "ibid-page-switcher.h"
#include "ibid-panes.h"
#include "ibid-reading-state.h"
#include "ibid-window.h"

G_BEGIN_DECLS

struct _IbidWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *library_button;
  GtkWidget *sidebar_button;
  GtkWidget *history_buttons;
  GtkMenuButton *menu_button;
  GtkWidget *inspector_button;
  GtkMenuButton *look_button;
  GtkWidget *find_button;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkStack *stack;

  /* borrowed: widgets made here and owned by their parents */
  IbidPanes *panes;
  GtkWidget *library_page;
  IbidReaderView *reader;
  GtkWidget *plain_text;
  GtkStack *center;
  IbidAnnotator *annotator; /* round the center */
  GtkStack *sidebar_pages;
  GtkWidget *outline;
  GtkWidget *entity_sidebar;
  GtkWidget *notes;
  IbidPageSwitcher *sidebar_switcher;
  GtkWidget *inspector;
  IbidFindBar *find_bar;
  AdwToast *toast; /* the toast on the screen, or NULL */

  /* owned */
  IbidLibrary *library;
  GSettings *settings;
  IbidReadingState *state;
  IbidDossier *dossier;       /* NULL: none is open */
  IbidDossier *first_dossier; /* ready before the first frame, or NULL */
  GPtrArray *unsaved;         /* of IbidDossier, not open any more: what they hold is on no disk */
  GSignalGroup *dossier_signals;
  GSignalGroup *history_signals;
  GSignalGroup *article_signals;
  GSignalGroup *annotations_signals;
  GCancellable *opening; /* NULL: nothing is being opened */
  char *removed_id;      /* article whose removal the toast can take back */

  /* plain */
  gint64 toast_shown_at; /* monotonic time, in µs */
  guint show_loading_id;
  guint keep_place_id;
  guint fill_panels_id;
  gboolean framed;
};

/* ibid-window.c: what stands round the pages */
void ibid_window_toast (IbidWindow *self, const char *title, const char *button_label,
                        const char *action);
void ibid_window_update_title (IbidWindow *self);
void ibid_window_update_chrome (IbidWindow *self);
gboolean ibid_window_is_reading (IbidWindow *self);

/* ibid-window-actions.c */
void ibid_window_install_actions (GtkWidgetClass *widget_class);
void ibid_window_update_actions (IbidWindow *self);
void ibid_window_update_toggles (IbidWindow *self);

/* ibid-window-annotations.c */
void ibid_window_install_annotation_actions (GtkWidgetClass *widget_class);

/* ibid-window-export.c */
void ibid_window_install_export_actions (GtkWidgetClass *widget_class);
void ibid_window_update_export_actions (IbidWindow *self);
void ibid_window_tell_exported (IbidWindow *self, GFile *file, const char *message);

/* ibid-window-import.c */
void ibid_window_install_import_actions (GtkWidgetClass *widget_class);
void ibid_window_update_import_actions (IbidWindow *self);
void ibid_window_import_annotations (IbidWindow *self, GFile *file);
gboolean ibid_window_offer_import (IbidWindow *self, GFile *file);
void ibid_window_update_annotation_actions (IbidWindow *self);

/* ibid-window-open.c: from a file or the library to an article */
void ibid_window_add_library_page (IbidWindow *self);
void ibid_window_accept_drops (IbidWindow *self);
void ibid_window_cancel_opening (IbidWindow *self);
void ibid_window_present_dossier (IbidWindow *self, IbidDossier *dossier);

/* ibid-window-article.c: the open article */
void ibid_window_follow_dossier (IbidWindow *self);
void ibid_window_set_dossier (IbidWindow *self, IbidDossier *dossier);
void ibid_window_show_dossier (IbidWindow *self, IbidDossier *dossier);
void ibid_window_fill_panels (IbidWindow *self);
void ibid_window_keep_place (IbidWindow *self);
void ibid_window_keep_place_soon (IbidWindow *self);
gboolean ibid_window_flush (IbidWindow *self, GError **error);

/* ibid-window-print.c */
void ibid_window_print (IbidWindow *self);
void ibid_window_pick_pdf (IbidWindow *self);
void ibid_window_save_pdf (IbidWindow *self, GFile *file);

/* ibid-window-reading.c: the page on which it is read */
gboolean ibid_window_ensure_reading_page (IbidWindow *self);

G_END_DECLS
