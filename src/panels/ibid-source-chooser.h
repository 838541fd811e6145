/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-article.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A popover with the sources of an article, to find one by typing. Signal "chosen" (IbidSource). */
#define IBID_TYPE_SOURCE_CHOOSER (ibid_source_chooser_get_type ())
G_DECLARE_FINAL_TYPE (IbidSourceChooser, ibid_source_chooser, IBID, SOURCE_CHOOSER, GtkPopover)

GtkWidget *ibid_source_chooser_new (void);
void ibid_source_chooser_ask (IbidSourceChooser *self, IbidArticle *article, IbidSource *except);

G_END_DECLS
