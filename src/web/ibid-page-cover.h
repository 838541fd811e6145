/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What lies over the page while there is nothing to see in it: its paper, a spinner when it takes
 * long, or what went wrong. Signal "reload": the reader wants to try again. */
#define IBID_TYPE_PAGE_COVER (ibid_page_cover_get_type ())
G_DECLARE_FINAL_TYPE (IbidPageCover, ibid_page_cover, IBID, PAGE_COVER, AdwBin)

GtkWidget *ibid_page_cover_new (void);
void ibid_page_cover_set_paper (IbidPageCover *self, const GdkRGBA *paper);
void ibid_page_cover_show_paper (IbidPageCover *self);
void ibid_page_cover_show_failure (IbidPageCover *self, const char *message);

G_END_DECLS
