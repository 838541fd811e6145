/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Citation items under a heading, a few at first. Property "by-date" (construct only): rows tell
 * sources apart by date, else citations by what they are cited for. Signal "chosen"
 * (IbidCitationItem). */
#define IBID_TYPE_ITEM_LIST (ibid_item_list_get_type ())
G_DECLARE_FINAL_TYPE (IbidItemList, ibid_item_list, IBID, ITEM_LIST, GtkBox)

void ibid_item_list_show (IbidItemList *self, IbidArticle *article, const char *heading,
                          GPtrArray *items);

G_END_DECLS
