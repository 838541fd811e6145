/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-dossier.h"
#include "ibid-reading-state.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define IBID_ARTICLE_PARTS_ALL                                                                     \
  (IBID_ARTICLE_PART_ENTITIES | IBID_ARTICLE_PART_CITATIONS | IBID_ARTICLE_PART_SOURCES |          \
   IBID_ARTICLE_PART_OUTLETS | IBID_ARTICLE_PART_JUDGEMENTS)

/* A page of the inspector: it knows what is open, and shows it only while somebody looks. */
#define IBID_TYPE_INSPECTOR_PAGE (ibid_inspector_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (IbidInspectorPage, ibid_inspector_page, IBID, INSPECTOR_PAGE, GtkWidget)

struct _IbidInspectorPageClass
{
  GtkWidgetClass parent_class;
  int refresh_priority;
  void (*connect_state) (IbidInspectorPage *self, IbidReadingState *state);
  void (*forget) (IbidInspectorPage *self);
  void (*refresh) (IbidInspectorPage *self, IbidArticleParts parts);
};

void ibid_inspector_page_set_state (IbidInspectorPage *self, IbidReadingState *state);
void ibid_inspector_page_set_dossier (IbidInspectorPage *self, IbidDossier *dossier);
IbidReadingState *ibid_inspector_page_get_state (IbidInspectorPage *self);
IbidDossier *ibid_inspector_page_get_dossier (IbidInspectorPage *self); /* or NULL */
IbidArticle *ibid_inspector_page_get_article (IbidInspectorPage *self); /* or NULL */
void ibid_inspector_page_queue_refresh (IbidInspectorPage *self, IbidArticleParts parts);
void ibid_inspector_page_go_to_item (IbidInspectorPage *self, IbidCitationItem *item);
void ibid_inspector_page_go_to_span (IbidInspectorPage *self, const IbidSpan *span);

G_END_DECLS
