/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover that sets for good what an outlet is: kind, country, reliability. */
#define IBID_TYPE_OUTLET_EDITOR (ibid_outlet_editor_get_type ())
G_DECLARE_FINAL_TYPE (IbidOutletEditor, ibid_outlet_editor, IBID, OUTLET_EDITOR, GtkPopover)

GtkWidget *ibid_outlet_editor_new (void);
void ibid_outlet_editor_show (IbidOutletEditor *self, IbidDossier *dossier, IbidOutlet *outlet);
GtkDropDown *ibid_outlet_editor_get_kind (IbidOutletEditor *self);
GtkDropDown *ibid_outlet_editor_get_country (IbidOutletEditor *self);

G_END_DECLS
