/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-terms.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One button for each colour and for underlining: its shape, its tint, its name and its key. The
 * action takes the nick of the style as a string; if it has a state, the buttons show it. */
void ibid_style_buttons_append (GtkBox *box, const char *action_name);
const char *ibid_style_buttons_get_nick (IbidAnnotationStyle style);
/* FALSE: there is no such style, and it is left as it was */
gboolean ibid_style_buttons_parse_nick (const char *nick, IbidAnnotationStyle *style);

G_END_DECLS
