/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The outlets that an article rests on, with kind, country and grade; each can be mended. */
#define IBID_TYPE_OUTLET_LIST (ibid_outlet_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidOutletList, ibid_outlet_list, IBID, OUTLET_LIST, GtkBox)

void ibid_outlet_list_show (IbidOutletList *self, IbidDossier *dossier); /* NULL: none is open */

G_END_DECLS
