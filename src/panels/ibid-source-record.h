/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The record of a source, to be read and mended: title, author, date, link, archived copy,
 * language. */
#define IBID_TYPE_SOURCE_RECORD (ibid_source_record_get_type ())
G_DECLARE_FINAL_TYPE (IbidSourceRecord, ibid_source_record, IBID, SOURCE_RECORD, GtkBox)

GtkWidget *ibid_source_record_new (void);
void ibid_source_record_show (IbidSourceRecord *self, IbidDossier *dossier, IbidSource *source);
GtkEditable *ibid_source_record_get_entry (IbidSourceRecord *self, const char *field); /* or NULL */
const char *ibid_source_record_get_problem (IbidSourceRecord *self,
                                            const char *field); /* or NULL */

G_END_DECLS
