/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <glib/gi18n.h>

#include "ibid-mark-labels.h"
#include "ibid-panel-widgets.h"
#include "ibid-style-buttons.h"
#include "ibid-terms-types.h"

const char *
ibid_style_buttons_get_nick (IbidAnnotationStyle style)
{
  return ibid_nick_from_enum (IBID_TYPE_ANNOTATION_STYLE, (int)style);
}

gboolean
ibid_style_buttons_parse_nick (const char *nick, IbidAnnotationStyle *style)
{
  int value;

  if (nick == NULL || !ibid_enum_from_nick (IBID_TYPE_ANNOTATION_STYLE, nick, &value))
    return FALSE;
  *style = (IbidAnnotationStyle)value;
  return TRUE;
}

static GtkWidget *
new_button (IbidAnnotationStyle style, const char *action_name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *name = ibid_annotation_style_label (style);
  /* Translators: a colour and the key for it: Yellow (Ctrl+1) */
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (Ctrl+%u)"), name, (guint)style + 1);
  GtkWidget *tile = ibid_mark_tile_new (style);

  gtk_widget_set_tooltip_text (tile, NULL);
  gtk_button_set_child (GTK_BUTTON (button), tile);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "style-button");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    ibid_style_buttons_get_nick (style));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  return button;
}

void
ibid_style_buttons_append (GtkBox *box, const char *action_name)
{
  for (IbidAnnotationStyle style = 0; style < IBID_N_ANNOTATION_STYLES; style++)
    gtk_box_append (box, new_button (style, action_name));
}
