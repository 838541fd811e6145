/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Behaviour that newer versions of GTK and libadwaita offer through other classes than the oldest
 * supported ones do. The only file that may test a version. */

typedef void (*IbidFileCallback) (GtkWindow *parent, GFile *file);

/* called once; yes: the user chose to do what was asked about */
typedef void (*IbidAnswerCallback) (gboolean yes, gpointer user_data);

typedef struct
{
  const char *title;        /* NULL ends an array */
  const char *action;       /* NULL: title is the heading of a group */
  const char *accelerators; /* separated by spaces, as GtkShortcutsShortcut has them */
  gboolean yields;          /* a focused text field or the page has the first use of the keys */
} IbidShortcut;

void ibid_compat_tell (GtkWidget *parent, const char *heading, const char *body);
void ibid_compat_ask (GtkWidget *parent, const char *heading, const char *body,
                      const char *no_label, const char *yes_label, IbidAnswerCallback callback,
                      gpointer user_data);
void ibid_compat_pick_file (GtkWindow *parent, IbidFileCallback callback);
void ibid_compat_pick_annotations (GtkWindow *parent, IbidFileCallback callback);
void ibid_compat_pick_folder (GtkWindow *parent, IbidFileCallback callback);
void ibid_compat_pick_save (GtkWindow *parent, const char *suggested_name, GFile *folder,
                            IbidFileCallback callback);
void ibid_compat_open_uri (GtkWindow *parent, const char *uri);
void ibid_compat_show_in_folder (GtkWindow *parent, GFile *file);
void ibid_compat_show_about (GtkWindow *parent, const char *debug_info);
void ibid_compat_show_shortcuts (GtkWindow *parent, const IbidShortcut *shortcuts);
char *ibid_compat_dup_versions (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
