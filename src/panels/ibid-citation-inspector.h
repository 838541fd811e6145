/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a citation points at, the reader's judgement of it, and the pages about the whole article:
 * sources, source mix, unsourced statements, lint.
 *
 * Properties (notify): "page" (string: "citation", "sources", "mix", "unsourced", "lint"),
 * "source-sort" (string: "appearance", "outlet", "date", "kind", "number"), "mix-by" (string:
 * "kind", "country", "language", "year"), "mix-distinct" (boolean). Signal "open-link" (const char
 * *uri). Actions "citation.refuse", "citation.add", "citation.set-claim", "source.split",
 * "source.merge", "source.copy", "source.open-link", "source.open-archive" of its citation page. */
#define IBID_TYPE_CITATION_INSPECTOR (ibid_citation_inspector_get_type ())
G_DECLARE_FINAL_TYPE (IbidCitationInspector, ibid_citation_inspector, IBID, CITATION_INSPECTOR,
                      GtkWidget)

GtkWidget *ibid_citation_inspector_new (IbidReadingState *state);
void ibid_citation_inspector_set_dossier (IbidCitationInspector *self,
                                          IbidDossier *dossier); /* NULL: none is open */

G_END_DECLS
