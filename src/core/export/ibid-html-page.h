/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Private to this room: the frame of an HTML file, and the lists that several of them have. */

#include "ibid-export-matter.h"

G_BEGIN_DECLS

void ibid_html_open (GString *html, const char *title, IbidArticle *article);
void ibid_html_close (GString *html, GDateTime *now);
void ibid_html_append_text (GString *html, const char *before, const char *text, const char *after);
void ibid_html_append_chrome_language (GString *html);
const char *ibid_html_get_chrome_language (void);
void ibid_html_open_section (GString *html, const char *id, const char *role, const char *heading);
void ibid_html_append_source (GString *html, IbidSource *source);
void ibid_html_append_citation_items (GString *html, IbidCitation *citation, GHashTable *numbers);

G_END_DECLS
