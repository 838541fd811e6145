/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "ibid-panels"

#include "config.h"

#include <adwaita.h>

#include "ibid-labels.h"
#include "ibid-mark-labels.h"
#include "ibid-panel-widgets.h"

#define ICONS_PATH IBID_APP_PATH "/panels/icons"

void
ibid_panels_register_icons (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkIconTheme *theme;
  g_auto (GStrv) paths = NULL;

  if (display == NULL)
    return;
  theme = gtk_icon_theme_get_for_display (display);
  paths = gtk_icon_theme_get_resource_path (theme);
  if (paths == NULL || !g_strv_contains ((const char *const *)paths, ICONS_PATH))
    gtk_icon_theme_add_resource_path (theme, ICONS_PATH);
}

/* The style class is kept beside the widget, so that a later one can take its place. */
static void
swap_style_class (GtkWidget *widget, const char *style_class)
{
  const char *earlier = g_object_get_data (G_OBJECT (widget), "ibid-style-class");

  if (earlier != NULL)
    gtk_widget_remove_css_class (widget, earlier);
  if (style_class != NULL)
    gtk_widget_add_css_class (widget, style_class);
  g_object_set_data_full (G_OBJECT (widget), "ibid-style-class", g_strdup (style_class), g_free);
}

void
ibid_pill_set (GtkWidget *pill, const char *icon_name, const char *text, const char *style_class)
{
  GtkWidget *image = gtk_widget_get_first_child (pill);
  GtkWidget *label = gtk_widget_get_last_child (pill);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), icon_name);
  gtk_widget_set_visible (image, icon_name != NULL);
  gtk_label_set_label (GTK_LABEL (label), text);
  swap_style_class (pill, style_class);
}

GtkWidget *
ibid_pill_new (const char *icon_name, const char *text, const char *style_class)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *image = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (pill, "ibid-pill");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (pill), image);
  gtk_box_append (GTK_BOX (pill), label);
  ibid_pill_set (pill, icon_name, text, style_class);
  return pill;
}

void
ibid_kind_tile_set_kind (GtkWidget *tile, IbidEntityKind kind)
{
  const char *word = ibid_entity_kind_label (kind);

  /* rows of a list are used again and again, mostly for the same kind */
  if (gtk_widget_has_css_class (tile, ibid_entity_kind_style_class (kind)))
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (tile), ibid_entity_kind_icon (kind));
  swap_style_class (tile, ibid_entity_kind_style_class (kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

GtkWidget *
ibid_kind_tile_new (IbidEntityKind kind)
{
  GtkWidget *tile = gtk_image_new ();

  gtk_widget_add_css_class (tile, "ibid-kind-tile");
  gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
  ibid_kind_tile_set_kind (tile, kind);
  return tile;
}

void
ibid_mark_tile_set_style (GtkWidget *tile, IbidAnnotationStyle style)
{
  const char *word = ibid_annotation_style_label (style);

  if (gtk_widget_has_css_class (tile, ibid_annotation_style_class (style)))
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (tile), ibid_annotation_style_icon (style));
  swap_style_class (tile, ibid_annotation_style_class (style));
  gtk_widget_set_tooltip_text (tile, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

GtkWidget *
ibid_mark_tile_new (IbidAnnotationStyle style)
{
  GtkWidget *tile = gtk_image_new ();

  gtk_widget_add_css_class (tile, "ibid-mark-tile");
  gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
  ibid_mark_tile_set_style (tile, style);
  return tile;
}

GtkWidget *
ibid_empty_state_new (const char *icon_name, const char *title, const char *text)
{
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", icon_name, "title", title,
                                  "description", text, "vexpand", TRUE, NULL);

  gtk_widget_add_css_class (page, "compact");
  return page;
}

PangoAttrList *
ibid_attributes_add_language (PangoAttrList *attributes, const char *tag, guint start_bytes,
                              guint end_bytes)
{
  PangoAttribute *attribute;

  if (attributes == NULL)
    attributes = pango_attr_list_new ();
  attribute = pango_attr_language_new (pango_language_from_string (tag));
  attribute->start_index = start_bytes;
  attribute->end_index = end_bytes;
  pango_attr_list_insert (attributes, attribute);
  return attributes;
}
