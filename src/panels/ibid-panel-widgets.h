/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ibid-terms.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Small things that several panels show alike. All widgets are floating. */

/* makes the icons of this room known to the display; cheap to call again, from any class_init */
void ibid_panels_register_icons (void);

/* a small rounded label of icon and word; icon_name and style_class may be NULL */
GtkWidget *ibid_pill_new (const char *icon_name, const char *text, const char *style_class);
void ibid_pill_set (GtkWidget *pill, const char *icon_name, const char *text,
                    const char *style_class);
/* the icon of a kind on its tint; says the kind's name to screen readers */
GtkWidget *ibid_kind_tile_new (IbidEntityKind kind);
void ibid_kind_tile_set_kind (GtkWidget *tile, IbidEntityKind kind);
/* the shape of an annotation's colour on its tint; says the colour's name to screen readers */
GtkWidget *ibid_mark_tile_new (IbidAnnotationStyle style);
void ibid_mark_tile_set_style (GtkWidget *tile, IbidAnnotationStyle style);
/* what a list shows when it has nothing to show */
GtkWidget *ibid_empty_state_new (const char *icon_name, const char *title, const char *text);

/* attribute list that sets the language (a BCP 47 tag) of some bytes of a label's text, so that
 * Han characters get the right shapes; attributes may be NULL for a new list */
PangoAttrList *ibid_attributes_add_language (PangoAttrList *attributes, const char *tag,
                                             guint start_bytes, guint end_bytes);

G_END_DECLS
