/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a citation item points at, at a glance: outlet, date and how it was resolved, kind, country,
 * grade. Signal "index-chosen" (guint): another item of the same citation. */
#define IBID_TYPE_CITATION_HEADING (ibid_citation_heading_get_type ())
G_DECLARE_FINAL_TYPE (IbidCitationHeading, ibid_citation_heading, IBID, CITATION_HEADING, GtkBox)

void ibid_citation_heading_show (IbidCitationHeading *self, IbidDossier *dossier,
                                 IbidCitationItem *item);

G_END_DECLS
