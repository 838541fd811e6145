/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-export-job.h"
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Chooses what of an open article is exported and how, shows what it will be, and writes it.
 *
 * Properties (notify, writable, to be remembered): "format" (name of a format), "sources" ("all" or
 * "chosen"), "folder" (URI of the folder where something was exported last, or "").
 * Signals: "pick" (const char *name, GFile *folder or NULL): ask for a file to write, and call
 * ibid_export_dialog_write(). "exported" (GFile *, const char *message): it is written; the dialog
 * closes by itself.
 */
#define IBID_TYPE_EXPORT_DIALOG (ibid_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (IbidExportDialog, ibid_export_dialog, IBID, EXPORT_DIALOG, AdwWindow)

GtkWidget *ibid_export_dialog_new (GtkWindow *parent, IbidDossier *dossier);
/* offers to export only these: an array of IbidAnnotation */
void ibid_export_dialog_set_selected (IbidExportDialog *self, GPtrArray *annotations);
/* a report on one entity rather than the article's notes */
void ibid_export_dialog_set_entity (IbidExportDialog *self, IbidEntity *entity);
void ibid_export_dialog_write (IbidExportDialog *self, GFile *file);

G_END_DECLS
